"""The registry judged: for a program, for editors, for whoever runs the project."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from magclaims.cli.options import (
    Articles,
    Config,
    FormatName,
    Locked,
    Mailto,
    Offline,
    OnUnreachable,
    PageLanguage,
    Paths,
    RetractionWatch,
    SnapshotFile,
    TextOrJson,
    complete_claims,
    complete_rules,
    configured,
    split,
    verbosity,
)
from magclaims.errors import MagclaimsError


def check(
    paths: Paths = None,
    *,
    format_: Annotated[
        FormatName,
        typer.Option("--format", "-f", help="auto: github in GitHub Actions, else text."),
    ] = "auto",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file; - is standard output."),
    ] = None,
    articles: Articles = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            help="Only these rules, by prefix: EVI, DOI005.",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", help="Leave these rules out.", autocompletion=complete_rules),
    ] = None,
    fail_level: Annotated[
        Literal["error", "warning", "note"] | None,
        typer.Option("--fail-level", help="Exit with 1 at this severity or above (default error)."),
    ] = None,
    on_unreachable: OnUnreachable = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 instead of 1 and 3.")
    ] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Exit with 0 if nothing is registered yet.")
    ] = False,
    offline: Offline = False,
    locked: Locked = False,
    retraction_watch: RetractionWatch = None,
    snapshot: SnapshotFile = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Known findings: only new ones fail.")
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option("--write-baseline", help="Write --baseline instead of checking against it."),
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            help="Language of all that people read: nl, en, de, fr or es (default English, with advice "
            "in each article's).",
            show_default=False,
        ),
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            metavar="REV",
            help="Only findings on what has changed since this git revision.",
        ),
    ] = None,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics", help="How many findings each rule has instead of them; text or json."
        ),
    ] = False,
    drafts: Annotated[
        bool,
        typer.Option(
            "--drafts", help="How drafts would be judged, instead of the findings; exits with 0."
        ),
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache", help="Judge everything again, and keep no verdicts for the next run."
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help="Processes that judge; by default one for each core, where it pays.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Errors only, no summary.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Also show what is supported, with the reasons.")
    ] = False,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Check claims and references, and say what to write instead.

    Exit codes: 0 clean; 1 findings at or above --fail-level; 2 usage, or a file that cannot be
    read; 3 nothing wrong found, but a service could not be reached.
    """
    from magclaims.commands.check import CheckOptions
    from magclaims.commands.check import check as run

    if write_baseline and baseline is None:
        raise MagclaimsError("--write-baseline needs --baseline FILE")
    configuration = configured(
        config,
        select=tuple(split(select)),
        ignore=tuple(split(ignore)),
        fail_level=fail_level,
        on_unreachable=on_unreachable,
        offline=offline,
        retraction_watch=retraction_watch,
        snapshot=snapshot,
        mailto=mailto,
    )
    code = run(
        CheckOptions(
            paths=tuple(paths or ()),
            format=format_,
            output=output,
            articles=articles,
            exit_zero=exit_zero,
            allow_empty=allow_empty,
            locked=locked,
            baseline=baseline,
            write_baseline=write_baseline,
            changed_since=changed_since,
            language=language,
            statistics=statistics,
            drafts=drafts,
            cached=not no_cache,
            jobs=jobs,
            verbosity=verbosity(quiet, verbose),
        ),
        configuration,
    )
    raise typer.Exit(code)


def report(
    paths: Paths = None,
    *,
    format_: Annotated[
        Literal["html", "markdown", "json"],
        typer.Option("--format", "-f", help="The kind of page; json is for programs."),
    ] = "html",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file; or a folder, for an index page and a page for each article. "
            "- is standard output, also on a terminal.",
        ),
    ] = None,
    language: PageLanguage = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REPORT",
            help="Show what changed since an earlier report: its JSON; REV:PATH, the JSON in a git "
            "revision; or REV, whose files are judged without the network.",
        ),
    ] = None,
    claim: Annotated[
        str | None,
        typer.Option(
            "--claim",
            metavar="ID",
            help="Instead of the page, write the substantiation file of this claim, for print, with "
            "its JSON.",
            autocompletion=complete_claims,
        ),
    ] = None,
    dossier: Annotated[
        Path | None,
        typer.Option(
            "--dossier",
            metavar="FOLDER",
            help="Instead of the page, write the substantiation files of all claims into this folder.",
        ),
    ] = None,
    articles: Articles = None,
    offline: Offline = False,
    retraction_watch: RetractionWatch = None,
    snapshot: SnapshotFile = None,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Write the page for editors, what to fix first on top.

    It shows the articles with their claims, where their texts are at hand, and the evidence. Without --output to standard output; where that is a terminal, to a file in this folder.

    Exits with 0 once the page is written, whatever it says.
    """
    from magclaims.commands.check import CheckOptions
    from magclaims.commands.report import ReportOptions, is_folder
    from magclaims.commands.report import report as write_report

    if dossier is not None and (claim is not None or output is not None):
        raise MagclaimsError(
            "--dossier writes into its folder: it goes with no --claim or --output"
        )
    if (dossier or claim) is not None and (since is not None or format_ == "markdown"):
        raise MagclaimsError("--claim and --dossier go with neither --since nor --format markdown")
    options = CheckOptions(tuple(paths or ()), format_, output, articles, language=language)
    configuration = configured(
        config, offline=offline, retraction_watch=retraction_watch, snapshot=snapshot, mailto=mailto
    )
    given = ReportOptions(
        options, folder=is_folder(output, format_), claim=claim, dossier=dossier, since=since
    )
    raise typer.Exit(write_report(given, configuration))


def status(
    paths: Paths = None,
    *,
    format_: TextOrJson = "text",
    articles: Articles = None,
    offline: Offline = False,
    locked: Locked = False,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Say where the work stands, by article and by person.

    Open places, accepted rewrites, reviews that are stale, due or missing, drafts, waivers and until when.

    Exit codes: 0 told; 2 usage, or a file that cannot be read.
    """
    from magclaims.commands.check import CheckOptions
    from magclaims.commands.status import status as run

    configuration = configured(config, offline=offline, mailto=mailto)
    options = CheckOptions(paths=tuple(paths or ()), articles=articles, locked=locked)
    raise typer.Exit(run(options, configuration, format_))
