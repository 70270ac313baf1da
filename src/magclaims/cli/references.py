"""Works and their records: kept, mended, looked up."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from magclaims.cli.options import (
    Bibliographies,
    Config,
    Mailto,
    Offline,
    OnUnreachable,
    RetractionWatch,
    SnapshotFile,
    TextOrJson,
    complete_keys,
    configured,
    split,
)
from magclaims.errors import MagclaimsError


def lock(
    paths: Bibliographies = None,
    *,
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help="Also ask again for what is in the lock file.")
    ] = False,
    check_: Annotated[
        bool,
        typer.Option(
            "--check", help="Ask for everything again, write nothing, and say what is new."
        ),
    ] = False,
    format_: TextOrJson = "text",
    any_address: Annotated[
        bool,
        typer.Option(
            "--any-address", help="Also lock answers from addresses that are not the services' own."
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

    configuration = configured(
        config,
        any_address=any_address or None,
        on_unreachable=on_unreachable,
        retraction_watch=retraction_watch,
        mailto=mailto,
    )
    options = LockOptions(tuple(paths or ()), upgrade=upgrade, check=check_, format=format_)
    raise typer.Exit(run(options, configuration))


def snapshot_build(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Crossref's public data file (.jsonl.gz), the Retraction Watch list (.csv), answers of "
            "Europe PMC (.json); or folders of them."
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
            help="Keep only the works of this bibliography; may be given again.",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="YYYY-MM-DD",
            help="The day of the files; else the newest day found in them.",
        ),
    ] = None,
    config: Config = None,
) -> None:
    """Make the snapshot from the files that the registries publish.

    Files that were read before are skipped; a run that was stopped continues where it was.

    Exit codes: 0 made; 2 usage, or a file that cannot be read.
    """
    from magclaims.commands.snapshot import BuildOptions
    from magclaims.commands.snapshot import build as run

    configuration = configured(config)
    options = BuildOptions(tuple(files), output, tuple(dois or ()), as_of)
    raise typer.Exit(run(options, configuration))


def fix(
    paths: Bibliographies = None,
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Also write it to the bibliography.")
    ] = False,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Only these fields: doi, year, pages, ...")
    ] = None,
    on_unreachable: OnUnreachable = None,
    offline: Offline = False,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Correct the bibliography from the records, field by field.

    Shows a diff, and changes nothing else: the form of the DOI, missing identifiers, and year,
    volume, number, pages, title and journal where the record is surely of this work.

    Exit codes: 0 nothing to correct, or written; 1 something to correct; 2 usage; 3 a service was not
    reached.
    """
    from magclaims.commands.fix import FixOptions
    from magclaims.commands.fix import fix as run

    configuration = configured(
        config, on_unreachable=on_unreachable, offline=offline, mailto=mailto
    )
    options = FixOptions(tuple(paths or ()), write=write, select=tuple(split(select)))
    raise typer.Exit(run(options, configuration))


def lookup(
    identifier: Annotated[
        list[str],
        typer.Argument(
            help="A DOI in any form or anywhere in a text, a PMID, PMCID, your own key or a "
            "publisher's page; or words to search for.",
            autocompletion=complete_keys,
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
    key: Annotated[str | None, typer.Option("--key", help="With --add: the BibTeX key.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="With --add: this bibliography.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --add: even if it was retracted.")
    ] = False,
    offline: Offline = False,
    snapshot: SnapshotFile = None,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Look up a work: what it is, if it stands, what it can support.

    Exit codes: 0 found (with --add: added); 1 not found, or retracted (with --add: or there
    already); 2 malformed; 3 a service was not reached.
    """
    configuration = configured(config, offline=offline, snapshot=snapshot, mailto=mailto)
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
