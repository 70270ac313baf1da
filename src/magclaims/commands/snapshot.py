"""`magclaims snapshot build`: what registries publish as files becomes one file to look works up in."""

import sys
from collections.abc import Sequence
from pathlib import Path

from magclaims.commands.gathering import references_of
from magclaims.commands.session import find_sources
from magclaims.commands.terminal import note
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError
from magclaims.files import keep_inside
from magclaims.gather.identifiers import identifiers_of
from magclaims.gather.snapshot.build import build as build_snapshot
from magclaims.gather.snapshot.build import expand
from magclaims.gather.snapshot.store import Snapshot
from magclaims.model.service import label
from magclaims.model.values import dataclass
from magclaims.read.bibtex import read_bibliography
from magclaims.render.escape import log_line

SAID_EVERY = 100_000
"""Items between two lines about how far it is."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What the command line says."""

    files: tuple[Path, ...]
    output: Path
    dois: tuple[Path, ...] = ()
    """Bibliographies, whose works alone are kept; none for all works."""
    as_of: str | None = None


def build(options: BuildOptions, configuration: Configuration) -> Exit:
    """Build or continue a snapshot, and say what it holds.

    Raises:
        MagclaimsError: A file that cannot be read, with its line; or bibliographies without identifiers.
    """
    wanted = _wanted(options.dois, configuration) if options.dois else None
    built = build_snapshot(
        keep_inside(options.output),
        list(expand(options.files)),
        wanted=wanted,
        as_of=options.as_of,
        told=_Progress().tell,
    )
    for path in built.skipped:
        note(f"{path}: was read before")
    with Snapshot(options.output) as snapshot:
        for service, day in sorted(snapshot.days.items()):
            _say(f"{label(service)}: {day.kept} records or notices, as of {day.as_of}")
        if wanted is not None:
            _say(f"{len(snapshot.known(wanted))} of {len(wanted)} identifiers are known")
    _say(f"{options.output} is ready: use it with --snapshot {options.output}")
    return Exit.OK


def _wanted(paths: Sequence[Path], configuration: Configuration) -> set[str]:
    """The identifiers of bibliographies."""
    found = [read_bibliography(p) for p in find_sources(paths, configuration).bibliographies]
    wanted = {name for reference in references_of(found) for name in identifiers_of(reference)}
    if not wanted:
        raise MagclaimsError("the bibliographies of --dois name no work by an identifier")
    return wanted


class _Progress:
    """Says on standard error how far it is, now and then."""

    def __init__(self) -> None:
        self._next = SAID_EVERY

    def tell(self, path: str, items: int, kept: int) -> None:
        """As `snapshot.build` wants to be told to."""
        if items >= self._next:
            note(f"{path}: {items} read, {kept} kept")
            self._next = items + SAID_EVERY
        elif items < self._next - SAID_EVERY:  # the next file
            self._next = SAID_EVERY


def _say(text: str) -> None:
    sys.stdout.write(f"{log_line(text)}\n")
