"""For who writes: sentences and articles, an editor's server, a project to begin with, the manual."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from magclaims.cli.options import (
    Articles,
    Config,
    Mailto,
    Offline,
    TextOrJson,
    complete_evidence,
    complete_rules,
    configured,
)
from magclaims.errors import MagclaimsError

Language = Annotated[
    str | None,
    typer.Option("--language", help="nl, en, de, fr or es; else that of the settings, or English."),
]


def explain(
    code: Annotated[
        str,
        typer.Argument(
            help="The code of a rule (EVI007), or of a family.", autocompletion=complete_rules
        ),
    ],
    *,
    language: Language = None,
    config: Config = None,
) -> None:
    """Print the manual page of a rule."""
    from magclaims.commands.rules import explain as run

    sys.stdout.write(f"{run(code, _spoken(language, config))}\n")


def rules(*, language: Language = None, config: Config = None) -> None:
    """List all rules with their severity."""
    from magclaims.commands.rules import table

    sys.stdout.write(f"{table(language=_spoken(language, config))}\n")


def _spoken(language: str | None, config: Path | None) -> str:
    from magclaims.commands.terminal import checked_language

    return checked_language(language, configured(config)) or "en"


def grade(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SENTENCE | ARTICLE...",
            help="A sentence, or articles, folders or patterns; - for sentences, one a line.",
        ),
    ] = None,
    *,
    language: Annotated[
        str | None, typer.Option("--language", help="nl, en, de, fr, es; else told from the words.")
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option(
            "--evidence",
            help="What you have: animal, human, randomized_controlled_trial, ...",
            autocompletion=complete_evidence,
        ),
    ] = None,
    format_: Annotated[
        Literal["text", "json", "jsonl"],
        typer.Option("--format", "-f", help="jsonl: one JSON object a line."),
    ] = "text",
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Keep running, and show new sentences whenever an article is saved."
        ),
    ] = False,
    config: Config = None,
) -> None:
    """Grade how strongly a sentence asserts an effect.

    Says which words make it so, and what evidence it needs. Of articles, each sentence that asserts something is shown with its place.

    Exit codes: 0 graded, or the language is one that is not graded (it says so); 2 usage.
    """
    from magclaims.commands.grade import GradeOptions
    from magclaims.commands.grade import grade as run

    options = GradeOptions(tuple(texts or ()), language, evidence, format_, watch)
    raise typer.Exit(run(options, configured(config)))


def init(
    folder: Annotated[Path, typer.Argument(help="The folder of the project.")] = Path(),
) -> None:
    """Set up a project: settings, registry, bibliography, hook, CI.

    Writes what is missing and leaves the rest alone.
    """
    from magclaims.commands.init import init as run

    raise typer.Exit(run(folder))


def scan(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="ARTICLE...",
            help="The articles: files, folders, patterns, or - for standard input.",
        ),
    ],
    *,
    language: Annotated[
        str | None, typer.Option("--language", help="nl, en, ...; else told from the text.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Add proposed entries to the registry and bibliography.")
    ] = False,
    interactive: Annotated[
        bool,
        typer.Option("--interactive", help="Go through the claims one by one, and save as you go."),
    ] = False,
    format_: TextOrJson = "text",
    articles: Articles = None,
    offline: Offline = False,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """List what articles claim and cite, and whether it is registered.

    With --write, appends what is missing: a draft for each claim, with what the article and the
    records of its references tell, and the references as they are printed. With --interactive, asks
    about each claim, drafts among them: accept, edit, link another reference, skip; what is accepted
    is saved at once, and the next run goes on.

    Exit codes: 0 listed, or written; 2 usage, or a file that cannot be read or safely added to.
    """
    from magclaims.commands.scan import ScanOptions
    from magclaims.commands.scan import run as run_scan

    configuration = configured(config, offline=offline, mailto=mailto)
    options = ScanOptions(
        tuple(paths), language, articles, format_, write=write, interactive=interactive
    )
    raise typer.Exit(run_scan(options, configuration))


def lsp() -> None:
    """Run the language server: what check finds, while you type.

    Editors start it themselves (docs/editors.md), and talk to it on standard input and output. It
    asks no service: what it knows of references comes from the lock file and the cache. Needs the
    extra `lsp`.

    Exit codes: 0 ended by the editor; 2 the extra is not installed.
    """
    try:
        from magclaims.lsp.server import start
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol", "cattrs"}:
            raise
        raise MagclaimsError(
            'the language server needs an extra: pip install "magclaims[lsp]"'
        ) from error
    start()
