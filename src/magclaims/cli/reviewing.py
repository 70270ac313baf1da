"""Decisions of people on what was judged."""

from pathlib import Path
from typing import Annotated

import typer

from magclaims.cli.options import (
    Articles,
    Config,
    Locked,
    Mailto,
    Offline,
    PageLanguage,
    Paths,
    RetractionWatch,
    SnapshotFile,
    complete_claims,
    configured,
)
from magclaims.errors import MagclaimsError


def review(
    paths: Paths = None,
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who reviewed.")],
    claim: Annotated[
        list[str] | None,
        typer.Option(
            "--claim",
            metavar="ID",
            help="This claim; may be given again.",
            autocompletion=complete_claims,
        ),
    ] = None,
    apply: Annotated[
        Path | None,
        typer.Option(
            "--apply", metavar="FILE", help="Decisions that were downloaded from the page."
        ),
    ] = None,
    articles: Articles = None,
    offline: Offline = False,
    locked: Locked = False,
    retraction_watch: RetractionWatch = None,
    snapshot: SnapshotFile = None,
    mailto: Mailto = None,
    config: Config = None,
) -> None:
    """Note who read which claims on which evidence.

    Keeps a stamp of each claim's text, evidence and references in your own file (`reviews`); `check` then
    says what has changed since (TRC007) and which reviews are due (TRC008). Without --claim it shows
    the claims that wait for a review one by one, in a terminal, and saves each answer at once.

    With --apply, what was decided on the page goes into the registry: accepted wordings, waivers,
    approved drafts; and into your file of reviews: what was ticked off, comments. What has changed since the
    report was made is reported, and left as it is.

    Exit codes: 0 noted; 1 with --apply: something could not be applied; 2 usage, or a file that
    cannot be read.
    """
    from magclaims.commands.review import ReviewOptions
    from magclaims.commands.review import review as run

    configuration = configured(
        config, offline=offline, retraction_watch=retraction_watch, snapshot=snapshot, mailto=mailto
    )
    options = ReviewOptions(
        by=by, claims=tuple(claim or ()), paths=tuple(paths or ()), articles=articles, locked=locked
    )
    if apply is None:
        raise typer.Exit(run(options, configuration))
    if claim:
        raise MagclaimsError("--claim and --apply exclude each other")
    from magclaims.commands.decide import apply_file

    raise typer.Exit(apply_file(apply, options, configuration))


def serve(
    paths: Paths = None,
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")],
    blind: Annotated[
        bool,
        typer.Option(
            "--blind",
            help="Show the verdict on a place only once NAME has given their own; both are kept.",
        ),
    ] = False,
    host: Annotated[
        str, typer.Option("--host", help="Another address; whoever reaches it can read and decide.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="0 for any that is free.")
    ] = 8642,
    open_: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    language: PageLanguage = None,
    articles: Articles = None,
    offline: Offline = False,
    locked: Locked = False,
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

    configuration = configured(
        config, offline=offline, retraction_watch=retraction_watch, mailto=mailto
    )
    review = ReviewOptions(by=by, paths=tuple(paths or ()), articles=articles, locked=locked)
    options = ServeOptions(review, host=host, port=port, language=language, blind=blind, open=open_)
    raise typer.Exit(run(options, configuration))
