"""What several commands take: their options, what completes them, and the settings that come of them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from magclaims.commands.streams import voice
from magclaims.errors import MagclaimsError
from magclaims.model.values import dataclass

if TYPE_CHECKING:
    from magclaims.config import Configuration
    from magclaims.render import Verbosity

FormatName = Literal[
    "auto",
    "text",
    "full",
    "concise",
    "json",
    "github",
    "sarif",
    "junit",
    "gitlab",
    "csv",
    "jsonld",
    "annotations",
    "markdown",
    "html",
]
Config = Annotated[Path | None, typer.Option("--config", help="Use this configuration file.")]
Offline = Annotated[bool, typer.Option("--offline", help="Ask no service.")]
Locked = Annotated[bool, typer.Option("--locked", help="Use the lock file alone; ask no service.")]
TextOrJson = Annotated[
    Literal["text", "json"], typer.Option("--format", "-f", help="How to print it.")
]
PageLanguage = Annotated[
    str | None,
    typer.Option(
        "--language",
        help="Language of everything an editor reads: nl, en, de, fr or es; by default that of most articles.",
    ),
]
Mailto = Annotated[
    str | None, typer.Option("--mailto", help="Your address, for Crossref's polite pool.")
]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Claims files (.yaml), bibliographies (.bib), folders, patterns, or - for claims on "
        "standard input; else the configured ones."
    ),
]
RetractionWatch = Annotated[
    Path | None,
    typer.Option("--retraction-watch", help="Your copy of the Retraction Watch list (CSV)."),
]
SnapshotFile = Annotated[
    Path | None,
    typer.Option("--snapshot", help="Your snapshot of the registries, asked before the network."),
]
Bibliographies = Annotated[
    list[Path] | None,
    typer.Argument(help="Bibliographies (.bib), folders or patterns; else the configured ones."),
]
OnUnreachable = Annotated[
    Literal["fail", "pass"] | None,
    typer.Option(
        "--on-unreachable", help="Exit with 3 if a service was not reached (default fail)."
    ),
]
Articles = Annotated[
    Path | None, typer.Option("--articles", help="The folder of the articles' texts.")
]


def _completes(what: str) -> Callable[[str], list[tuple[str, str]]]:
    """What `commands.completion` offers under a name; loaded where a shell asks for it alone."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        from magclaims.commands import completion

        found: list[tuple[str, str]] = getattr(completion, what)(incomplete)
        return found

    return complete


complete_rules = _completes("rules")
complete_evidence = _completes("evidence")
complete_keys = _completes("keys")
complete_claims = _completes("claims")


@dataclass(slots=True)
class Caller:
    """What was given before the command. Only the caller may say it, no file."""

    allow_outside: bool = False


caller = Caller()


def configured(explicit: Path | None, **options: Any) -> "Configuration":
    """The configuration with the options of the command line, whose paths start at the working folder."""
    from magclaims.config import load

    given = {
        name: str(value.absolute()) if isinstance(value, Path) else value
        for name, value in options.items()
        if value not in (None, False, ())
    }
    configuration = load(explicit=explicit, allow_outside=caller.allow_outside)
    voice.language = configuration.settings.language
    configuration = configuration.with_options(given)
    configuration.use_vocabulary()
    return configuration


def verbosity(quiet: bool, verbose: bool) -> "Verbosity":  # noqa: FBT001 - two switches
    """How much to print.

    Raises:
        MagclaimsError: Both are given.
    """
    if quiet and verbose:
        raise MagclaimsError("--quiet and --verbose exclude each other")
    return "quiet" if quiet else "verbose" if verbose else "normal"


def split(values: list[str] | None) -> list[str]:
    """What was given several times, or in one go with commas."""
    return [part for value in values or () for part in value.split(",")]
