"""The command line: options in, one call, exit code out.

Heavy imports stand inside the commands, so that `--help` and `--version` answer at once.
"""

import gc
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer
from typer.core import TyperCommand

from magclaims import __version__
from magclaims.errors import Exit, MagclaimsError
from magclaims.spelling import did_you_mean
from magclaims.streams import drop_output, prepare_streams

if TYPE_CHECKING:
    from magclaims.config import Configuration
    from magclaims.render import Verbosity

app = typer.Typer(
    name="magclaims",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Check what health articles claim against the references that they cite.",
)

INTERRUPTED = 130
LONGEST_MESSAGE = 2000
"""Code points of one line of an error; a setting can be as long as a stranger likes."""
COLLECT_AFTER = (100_000, 50, 50)
"""Objects made before Python looks for garbage. A run keeps what it makes; looking took an eighth
of a check of 200 references."""
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
Config = Annotated[
    Path | None, typer.Option("--config", help="This configuration file.", show_default=False)
]
Offline = Annotated[bool, typer.Option("--offline", help="Ask no service.")]
Mailto = Annotated[
    str | None,
    typer.Option("--mailto", help="Your address, for Crossref's polite pool.", show_default=False),
]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Claims files (.yaml), bibliographies (.bib), folders, patterns, or - for claims on "
        "standard input; else the configured ones.",
        show_default=False,
    ),
]
RetractionWatch = Annotated[
    Path | None,
    typer.Option(
        "--retraction-watch",
        help="Your copy of the Retraction Watch list (CSV).",
        show_default=False,
    ),
]
SnapshotFile = Annotated[
    Path | None,
    typer.Option(
        "--snapshot",
        help="Your snapshot of the registries, looked into before the network.",
        show_default=False,
    ),
]
Bibliographies = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Bibliographies (.bib), folders or patterns; else the configured ones.",
        show_default=False,
    ),
]
OnUnreachable = Annotated[
    Literal["fail", "pass"] | None,
    typer.Option(
        "--on-unreachable",
        help="Exit with 3 where a service was not reached (default fail).",
        show_default=False,
    ),
]
Articles = Annotated[
    Path | None,
    typer.Option("--articles", help="The folder of the articles' texts.", show_default=False),
]


def _rules(incomplete: str) -> list[tuple[str, str]]:
    from magclaims.commands.completion import rules as complete

    return complete(incomplete)


def _evidence(incomplete: str) -> list[tuple[str, str]]:
    from magclaims.commands.completion import evidence as complete

    return complete(incomplete)


def _keys(incomplete: str) -> list[tuple[str, str]]:
    from magclaims.commands.completion import keys as complete

    return complete(incomplete)


def _claims(incomplete: str) -> list[tuple[str, str]]:
    from magclaims.commands.completion import claims as complete

    return complete(incomplete)


_CHOICES = re.compile(
    r"(?:Value error, )?(?P<given>['\"].*['\"]) is not one of (?P<choices>.*)\.", re.DOTALL
)


class Command(TyperCommand):
    """A command that says what was meant by a value that its option cannot have."""

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Read the arguments.

        Raises:
            BadParameter: An option has a value that it cannot have.
        """
        try:
            return super().make_context(*args, **options)
        except typer.BadParameter as error:
            if told := _CHOICES.fullmatch(error.message):
                choices = re.findall(r"'([^']*)'", told["choices"])
                near = did_you_mean(told["given"][1:-1], choices)
                error.message = f"{told['given']} is not one of {', '.join(choices)}{near}"
            raise


def main() -> NoReturn:
    """Run the command line: 0 clean, 1 findings, 2 usage, 3 a service was not reached."""
    gc.set_threshold(*COLLECT_AFTER)
    # There are none of ours, and looking for them reads what every installed package is.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    prepare_streams()
    try:
        _run()
    except MagclaimsError as error:
        _fail(str(error))
        sys.exit(error.exit)
    except BrokenPipeError:
        # The reader of a pipe has gone: not an error of ours, and nothing more can be printed.
        drop_output()
        sys.exit(Exit.OK)
    except OSError as error:
        # A full disk, mostly. What is left in the buffer would fail again at the end.
        drop_output()
        where = error.filename or "standard output"
        sys.exit(_fail(f"{where}: {error.strerror or error}"))
    sys.exit(Exit.OK)


def _run() -> None:
    try:
        app(standalone_mode=True)
    except SystemExit as ended:
        # Typer makes this of Ctrl-C, and says nothing.
        if ended.code == INTERRUPTED:
            _fail("interrupted; nothing was left half written")
        sys.stdout.flush()
        raise


def _fail(message: str) -> Exit:
    """Say what went wrong in harmless lines: it may hold names and keys of anybody's files."""
    from magclaims.render.escape import log_line

    first, *more = message.split("\n")
    for line in (f"magclaims: {first}", *more):
        typer.echo(log_line(line, LONGEST_MESSAGE), err=True)
    return Exit.USAGE


def _version(value: bool) -> None:  # noqa: FBT001 - typer hands it over like this
    if value:
        typer.echo(f"magclaims {__version__}")
        raise typer.Exit


@app.callback()
def _app(
    *,
    version: Annotated[  # noqa: ARG001 - its callback does it
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    allow_outside: Annotated[
        bool,
        typer.Option(
            "--allow-outside",
            help="Let the settings name files outside the project's folder.",
        ),
    ] = False,
) -> None:
    _caller.allow_outside = allow_outside


@dataclass(slots=True)
class _Caller:
    """What was given before the command. Only the caller may say it, no file."""

    allow_outside: bool = False


_caller = _Caller()


def _configuration(explicit: Path | None, **options: Any) -> "Configuration":
    """The configuration with the options of the command line, whose paths start at the working folder."""
    from magclaims.config import load

    given = {
        name: str(value.absolute()) if isinstance(value, Path) else value
        for name, value in options.items()
        if value not in (None, False, ())
    }
    configuration = load(explicit=explicit, allow_outside=_caller.allow_outside)
    configuration = configuration.with_options(given)
    configuration.use_vocabulary()
    return configuration


def _verbosity(quiet: bool, verbose: bool) -> "Verbosity":  # noqa: FBT001 - two switches
    if quiet and verbose:
        raise MagclaimsError("--quiet and --verbose exclude each other")
    return "quiet" if quiet else "verbose" if verbose else "normal"


@app.command(cls=Command)
def check(
    paths: Paths = None,
    *,
    format_: Annotated[
        FormatName,
        typer.Option("--format", "-f", help="auto: github in GitHub Actions, else text."),
    ] = "auto",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write here; - is standard output.", show_default=False
        ),
    ] = None,
    articles: Articles = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            help="Only these rules, by prefix: EVI, DOI005.",
            show_default=False,
            autocompletion=_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", help="Not these rules.", show_default=False, autocompletion=_rules
        ),
    ] = None,
    fail_level: Annotated[
        Literal["error", "warning", "note"] | None,
        typer.Option(
            "--fail-level", help="Exit with 1 from here on (default error).", show_default=False
        ),
    ] = None,
    on_unreachable: OnUnreachable = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 instead of 1 and 3.")
    ] = False,
    allow_empty: Annotated[
        bool,
        typer.Option("--allow-empty", help="Exit with 0 where nothing is registered yet."),
    ] = False,
    offline: Offline = False,
    locked: Annotated[
        bool, typer.Option("--locked", help="Use the lock file alone; ask nobody.")
    ] = False,
    retraction_watch: RetractionWatch = None,
    snapshot: SnapshotFile = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", help="Findings that are known: only new ones fail.", show_default=False
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option("--write-baseline", help="Write --baseline instead of checking against it."),
    ] = False,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            metavar="REV",
            help="Only findings on what has changed since this git revision.",
            show_default=False,
        ),
    ] = None,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics", help="How many findings each rule has instead of them; text or json."
        ),
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache", help="Judge everything anew, and keep no verdict for the next run."
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help="Processes that judge; by default one a core, where it pays.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Errors only, no summary.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show what is supported, too, with the reasons.")
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
    configuration = _configuration(
        config,
        select=tuple(_split(select)),
        ignore=tuple(_split(ignore)),
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
            statistics=statistics,
            cached=not no_cache,
            jobs=jobs,
            verbosity=_verbosity(quiet, verbose),
        ),
        configuration,
    )
    raise typer.Exit(code)


def _split(values: list[str] | None) -> list[str]:
    return [part for value in values or () for part in value.split(",")]


@app.command(cls=Command)
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
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            help="Of all that an editor reads: nl or en; by default that of most articles.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REPORT",
            help="Show what changed since an earlier report: its JSON; REV:PATH, the JSON in a git "
            "revision; or REV, whose files are judged without the network.",
            show_default=False,
        ),
    ] = None,
    claim: Annotated[
        str | None,
        typer.Option(
            "--claim",
            metavar="ID",
            help="Instead of the page the substantiation file of this claim, for print, with the "
            "JSON beside it.",
            show_default=False,
            autocompletion=_claims,
        ),
    ] = None,
    dossier: Annotated[
        Path | None,
        typer.Option(
            "--dossier",
            metavar="FOLDER",
            help="Instead of the page the substantiation files of all claims, into this folder.",
            show_default=False,
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
    options = CheckOptions(
        paths=tuple(paths or ()), format=format_, output=output, articles=articles
    )
    configuration = _configuration(
        config,
        offline=offline,
        retraction_watch=retraction_watch,
        snapshot=snapshot,
        mailto=mailto,
    )
    given = ReportOptions(
        options,
        language,
        folder=is_folder(output, format_),
        claim=claim,
        dossier=dossier,
        since=since,
    )
    raise typer.Exit(write_report(given, configuration))


@app.command(cls=Command)
def review(
    paths: Paths = None,
    *,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who reviewed.", show_default=False)
    ],
    claim: Annotated[
        list[str] | None,
        typer.Option(
            "--claim",
            metavar="ID",
            help="This claim; may be given again.",
            show_default=False,
            autocompletion=_claims,
        ),
    ] = None,
    apply: Annotated[
        Path | None,
        typer.Option(
            "--apply",
            metavar="FILE",
            help="Decisions that were downloaded from the page.",
            show_default=False,
        ),
    ] = None,
    articles: Articles = None,
    offline: Offline = False,
    locked: Annotated[
        bool, typer.Option("--locked", help="Use the lock file alone; ask nobody.")
    ] = False,
    retraction_watch: RetractionWatch = None,
    snapshot: SnapshotFile = None,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Note who read which claims on which evidence.

    Keeps a stamp of each claim's text, evidence and references in a file of yours (`reviews`); `check` then
    says what has changed since (TRC007) and which reviews are due (TRC008). Without --claim it shows
    the claims that wait for a review one by one, in a terminal, and saves each answer at once.

    With --apply, what was decided on the page goes into the registry: accepted wordings, waivers,
    approved drafts; and into your file of reviews: what was ticked off, comments. What has changed since the
    report was made is told, and left as it is.

    Exit codes: 0 noted; 1 with --apply: something could not be applied; 2 usage, or a file that
    cannot be read.
    """
    from magclaims.commands.review import ReviewOptions
    from magclaims.commands.review import review as run

    configuration = _configuration(
        config,
        offline=offline,
        retraction_watch=retraction_watch,
        snapshot=snapshot,
        mailto=mailto,
    )
    options = ReviewOptions(
        by=by,
        claims=tuple(claim or ()),
        paths=tuple(paths or ()),
        articles=articles,
        locked=locked,
    )
    if apply is None:
        raise typer.Exit(run(options, configuration))
    if claim:
        raise MagclaimsError("--claim and --apply exclude each other")
    from magclaims.commands.decide import apply_file

    raise typer.Exit(apply_file(apply, options, configuration))


@app.command(cls=Command)
def serve(
    paths: Paths = None,
    *,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who decides.", show_default=False)
    ],
    blind: Annotated[
        bool,
        typer.Option(
            "--blind",
            help="Show the verdict on a place only once NAME has given their own; both are kept.",
        ),
    ] = False,
    host: Annotated[
        str,
        typer.Option("--host", help="Another address; whoever reaches it can read and decide."),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="0 for any that is free.")
    ] = 8642,
    open_: Annotated[bool, typer.Option("--open", help="Open a browser on it.")] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            help="Of all that an editor reads: nl or en; by default that of most articles.",
            show_default=False,
        ),
    ] = None,
    articles: Articles = None,
    offline: Offline = False,
    locked: Annotated[
        bool, typer.Option("--locked", help="Use the lock file alone; ask nobody.")
    ] = False,
    retraction_watch: RetractionWatch = None,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Serve the page on this machine, and save what is decided on it.

    The page is that of `report`; its decisions go into the registry as with `review --apply`. It follows
    the files: load it again to see what has changed in them. The address holds a random token; keep it.

    Ends with Ctrl-C and 0; 2 usage, a file that cannot be read, or an address that is taken.
    """
    from magclaims.commands.review import ReviewOptions
    from magclaims.commands.serve import ServeOptions
    from magclaims.commands.serve import serve as run

    configuration = _configuration(
        config, offline=offline, retraction_watch=retraction_watch, mailto=mailto
    )
    review = ReviewOptions(by=by, paths=tuple(paths or ()), articles=articles, locked=locked)
    options = ServeOptions(review, host=host, port=port, language=language, blind=blind, open=open_)
    raise typer.Exit(run(options, configuration))


@app.command(cls=Command)
def status(
    paths: Paths = None,
    *,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="How to print it.")
    ] = "text",
    articles: Articles = None,
    offline: Offline = False,
    locked: Annotated[
        bool, typer.Option("--locked", help="Use the lock file alone; ask nobody.")
    ] = False,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Say where the work stands, by article and by person.

    Open places, accepted rewrites, reviews that are stale, due or missing, drafts, waivers and until when.

    Exit codes: 0 told; 2 usage, or a file that cannot be read.
    """
    from magclaims.commands.check import CheckOptions
    from magclaims.commands.status import status as run

    configuration = _configuration(config, offline=offline, mailto=mailto)
    options = CheckOptions(paths=tuple(paths or ()), articles=articles, locked=locked)
    raise typer.Exit(run(options, configuration, format_))


@app.command(cls=Command)
def lock(
    paths: Bibliographies = None,
    *,
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help="Ask again for what is in the lock file, too.")
    ] = False,
    check_: Annotated[
        bool,
        typer.Option("--check", help="Ask for all again, write nothing, and say what is new."),
    ] = False,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="How to print it.")
    ] = "text",
    any_address: Annotated[
        bool,
        typer.Option(
            "--any-address", help="Lock answers of addresses that are not the services' own."
        ),
    ] = False,
    on_unreachable: OnUnreachable = None,
    retraction_watch: RetractionWatch = None,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Write the lock file: the services' answer for each reference.

    Asks for references that it does not have as they stand, or that nobody could verify.

    Exit codes: 0 done; 1 with --check: a new notice, a changed record, or a reference that is not
    locked as it stands; 2 usage; 3 a service was not reached.
    """
    from magclaims.commands.lock import LockOptions
    from magclaims.commands.lock import lock as run

    configuration = _configuration(
        config,
        any_address=any_address or None,
        on_unreachable=on_unreachable,
        retraction_watch=retraction_watch,
        mailto=mailto,
    )
    options = LockOptions(tuple(paths or ()), upgrade=upgrade, check=check_, format=format_)
    raise typer.Exit(run(options, configuration))


snapshot_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    snapshot_app, name="snapshot", help="Make one file of the registries, to check against it."
)


@snapshot_app.callback()
def _snapshot() -> None:
    """Make one file of the registries, to check against it."""


@snapshot_app.command("build", cls=Command)
def snapshot_build(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Crossref's public data file (.jsonl.gz), the Retraction Watch list (.csv), answers of "
            "Europe PMC (.json); or folders of them.",
            show_default=False,
        ),
    ],
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The snapshot: made, or continued.")
    ] = Path("snapshot.sqlite"),
    dois: Annotated[
        list[Path] | None,
        typer.Option(
            "--dois",
            metavar="FROM.bib",
            help="Keep the works of this bibliography alone; may be given again.",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="YYYY-MM-DD",
            help="The day of the files; else the newest day that stands in them.",
            show_default=False,
        ),
    ] = None,
    config: Config = None,
) -> None:
    """Make it of the files that the registries publish.

    Files that were read before are passed over; a run that was stopped goes on where it was.

    Exit codes: 0 made; 2 usage, or a file that cannot be read.
    """
    from magclaims.commands.snapshot import BuildOptions
    from magclaims.commands.snapshot import build as run

    configuration = _configuration(config)
    options = BuildOptions(tuple(files), output, tuple(dois or ()), as_of)
    raise typer.Exit(run(options, configuration))


@app.command(cls=Command)
def fix(
    paths: Bibliographies = None,
    *,
    write: Annotated[bool, typer.Option("--write", help="Write it, too.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", help="Only these fields: doi, year, pages, ...", show_default=False
        ),
    ] = None,
    on_unreachable: OnUnreachable = None,
    offline: Offline = False,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Mend the bibliography after the records, field by field.

    Shows a diff, and changes nothing else: the form of the DOI, missing identifiers, and year,
    volume, number, pages, title and journal where the record surely is this work.

    Exit codes: 0 nothing to mend, or written; 1 something to mend; 2 usage; 3 a service was not
    reached.
    """
    from magclaims.commands.fix import FixOptions
    from magclaims.commands.fix import fix as run

    configuration = _configuration(
        config, on_unreachable=on_unreachable, offline=offline, mailto=mailto
    )
    options = FixOptions(tuple(paths or ()), write=write, select=tuple(_split(select)))
    raise typer.Exit(run(options, configuration))


@app.command(cls=Command)
def lookup(
    identifier: Annotated[
        list[str],
        typer.Argument(
            help="A DOI in any form or anywhere in a text, a PMID, PMCID, your own key or a "
            "publisher's page; or words to search for.",
            autocompletion=_keys,
        ),
    ],
    *,
    format_: Annotated[
        Literal["text", "json", "bibtex", "csl-json", "ama"],
        typer.Option("--format", "-f", help="How to print it."),
    ] = "text",
    add: Annotated[
        bool, typer.Option("--add", help="Append it to the bibliography as a clean entry.")
    ] = False,
    key: Annotated[
        str | None,
        typer.Option("--key", help="With --add: the BibTeX key.", show_default=False),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", help="With --add: this bibliography.", show_default=False),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --add: even if it was retracted.")
    ] = False,
    offline: Offline = False,
    snapshot: SnapshotFile = None,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Look up a work: what it is, if it stands, what it can carry.

    Exit codes: 0 found (with --add: added); 1 not found, or retracted (with --add: or there
    already); 2 malformed; 3 a service was not reached.
    """
    configuration = _configuration(config, offline=offline, snapshot=snapshot, mailto=mailto)
    if add:
        from magclaims.commands.add import AddOptions
        from magclaims.commands.add import add as append

        raise typer.Exit(
            append(" ".join(identifier), AddOptions(key, to, force=force), configuration)
        )
    if key or to or force:
        raise MagclaimsError("--key, --to and --force belong to --add")
    from magclaims.commands.lookup import lookup as run

    raise typer.Exit(run(" ".join(identifier), configuration, format_=format_))


@app.command(cls=Command)
def explain(
    code: Annotated[
        str,
        typer.Argument(help="The code of a rule (EVI007), or of a family.", autocompletion=_rules),
    ],
) -> None:
    """Print the manual page of a rule."""
    from magclaims.commands.rules import explain as run

    sys.stdout.write(f"{run(code)}\n")


@app.command(cls=Command)
def rules() -> None:
    """List all rules with their severity."""
    from magclaims.commands.rules import table

    sys.stdout.write(f"{table()}\n")


@app.command(cls=Command)
def grade(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SENTENCE | ARTICLE...",
            help="A sentence, or articles, folders or patterns; - for sentences, one a line.",
            show_default=False,
        ),
    ] = None,
    *,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", help="nl, en, de, fr, es; else told from the words.", show_default=False
        ),
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option(
            "--evidence",
            help="What you have: animal, human, randomized_controlled_trial, ...",
            show_default=False,
            autocompletion=_evidence,
        ),
    ] = None,
    format_: Annotated[
        Literal["text", "json", "jsonl"],
        typer.Option("--format", "-f", help="jsonl: one JSON object a line."),
    ] = "text",
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Go on, and show the sentences that are new whenever an article is saved.",
        ),
    ] = False,
    config: Config = None,
) -> None:
    """Grade how strongly a sentence asserts an effect.

    Says which words make it so, and what evidence it needs. Of articles, each sentence that asserts something is shown with its place.

    Exit codes: 0 graded, or in a language that is not graded, which is said; 2 usage.
    """
    from magclaims.commands.grade import GradeOptions
    from magclaims.commands.grade import grade as run

    options = GradeOptions(tuple(texts or ()), language, evidence, format_, watch)
    raise typer.Exit(run(options, _configuration(config)))


@app.command(cls=Command)
def init(
    folder: Annotated[Path, typer.Argument(help="The folder of the project.")] = Path(),
) -> None:
    """Set up a project: settings, registry, bibliography, hook, CI.

    Writes what is missing and leaves alone what is there.
    """
    from magclaims.commands.init import init as run

    raise typer.Exit(run(folder))


@app.command(cls=Command)
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
        str | None,
        typer.Option(
            "--language", help="nl, en, ...; else told from the text.", show_default=False
        ),
    ] = None,
    write: Annotated[
        bool,
        typer.Option("--write", help="Add proposed entries to the registry and bibliography."),
    ] = False,
    interactive: Annotated[
        bool,
        typer.Option("--interactive", help="Go through the claims one by one, and save as you go."),
    ] = False,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="How to print it.")
    ] = "text",
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

    configuration = _configuration(config, offline=offline, mailto=mailto)
    options = ScanOptions(
        tuple(paths), language, articles, format_, write=write, interactive=interactive
    )
    raise typer.Exit(run_scan(options, configuration))


@app.command(cls=Command)
def lsp() -> None:
    """Serve editors: what check finds, while you type.

    Editors start it by themselves (docs/editors.md), and speak to it on standard input and output. It
    asks no service: what it knows of references stands in the lock file and the cache. Needs the
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
