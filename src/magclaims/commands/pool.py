"""Work shared out to processes, which part from this one with all that it has read."""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

_SHARES = 4
"""Pieces of work for each process: they end at about the same time, and pieces are of one size."""
_LARGEST = 50
"""Things in a piece: what is done is handed on, and kept, while the rest is done."""

T = TypeVar("T")


def processes(count: int, jobs: int | None = None, *, pays: bool = True) -> int:
    """How many processes to use for `count` things: as `jobs` says, else one a core where it `pays` and is safe."""
    if jobs == 1 or count < 2 or (jobs is None and not pays):
        return 1
    import multiprocessing

    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return 1  # another start reads everything anew; threads do not live on in a fork
    return min(jobs or _cores(), count)


def shared_out(do: Callable[[int], T], count: int, workers: int) -> Iterator[T]:
    """What `do` makes of 0, 1, ..., in this order; it goes from one process to another by pickle.

    The first is done here: what it loads and compiles is there for all when the processes part. So are
    those that are left when a process was ended from outside, or none could be begun.
    """
    done = 0
    if workers > 1:
        from concurrent.futures.process import BrokenProcessPool

        yield do(0)
        done = 1
        try:
            for made in _elsewhere(do, count, workers):
                yield made
                done += 1
        except (BrokenProcessPool, OSError):
            pass
    for number in range(done, count):
        yield do(number)


def _elsewhere(do: Callable[[int], T], count: int, workers: int) -> Iterator[T]:
    """What is made of all but the first."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    size = min(_LARGEST, -(-count // (workers * _SHARES)))
    ranges = [range(at, min(at + size, count)) for at in range(1, count, size)]
    gc.freeze()  # what is there stays there: looking through it would copy it
    _forked.append(do)
    try:
        with ProcessPoolExecutor(
            workers, multiprocessing.get_context("fork"), initializer=_begin
        ) as pool:
            for made in pool.map(_do_range, ranges):
                yield from made
    finally:
        _forked.pop()
        gc.unfreeze()


_forked: list[Callable[[int], Any]] = []
"""What the processes find when they begin."""


def _begin() -> None:
    # Ctrl-C ends them at once and in silence; the first process says that it was pressed.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """End when the first process has, however that ended: what it locked is locked as long as one is left."""
    import multiprocessing

    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
        os._exit(1)


def _do_range(numbers: range) -> list[Any]:
    return [_forked[-1](number) for number in numbers]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover - where a process runs on any core
