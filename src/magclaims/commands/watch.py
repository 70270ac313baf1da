"""Which files have changed since they were last looked at, for commands that go on while one writes."""

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from magclaims.clock import Clock, current

LOOK_EVERY = 0.5
"""Seconds between two looks at the files: an editor's save is seen at once, as people count time."""
_State = tuple[int, int, int]


def _states(paths: Iterable[Path]) -> dict[Path, _State]:
    """Time of change, size and inode of each file that is there."""
    found = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:  # gone, perhaps only for as long as an editor takes to replace it
            continue
        found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def changes(
    files: Callable[[], Iterable[Path]], stop: threading.Event, clock: Clock | None = None
) -> Iterator[list[Path]]:
    """The files that are new or changed, whenever some are, until `stop` is set.

    Each look is a stat of each file, which also sees what network drives and replaced files hide from
    the system's notices. A file is told once it stood still between two looks, not half written.
    `files` is asked anew at each look, so that new files are found.
    """
    clock = clock or current()
    told = seen = _states(files())
    while not clock.wait(stop, LOOK_EVERY):
        now = _states(files())
        steady = [p for p, state in now.items() if told.get(p) != state and seen.get(p) == state]
        seen = now
        if steady:
            told = {**told, **{path: now[path] for path in steady}}
            yield steady
