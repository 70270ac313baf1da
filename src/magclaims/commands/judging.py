"""Judge a case part by part: what was judged before is taken from there, and the rest shared out.

The findings are those of `judge.engine.judge` on the whole case, whatever was kept and however many
processes judge.
"""

import gc
import os
import signal
import threading
from collections.abc import Iterator, Sequence

from magclaims.commands.kept import Kept
from magclaims.commands.parts import How, JudgedPart, PartNames, judge_part, read, together, written
from magclaims.judge.case import Case
from magclaims.judge.units import Unit, units
from magclaims.model.values import dataclass

PAYS = 300
"""Claims from which more processes pay, a text at hand counted as ten: they take a tenth of a second to
start, and a claim takes some milliseconds to judge."""
_SHARES = 4
"""Pieces of work for each process: they end at about the same time, and pieces are of one size."""
_AT_ONCE = 200
"""Parts that are kept together: a run that is stopped has not judged in vain, and holds few rows."""


def judge_parts(
    case: Case, how: How, *, kept: Kept | None = None, jobs: int | None = None
) -> JudgedPart:
    """What the rules that look at one article after another find, and what they make of the claims.

    Args:
        case: What was read and gathered.
        how: The settings that have a say.
        kept: Where to keep what comes out, and to look for it; None for nowhere.
        jobs: Processes that judge; by default one a core, where it pays.
    """
    all_units = units(case)
    names = PartNames(case, how)
    named = [names.of(unit) if kept is not None else None for unit in all_units]
    rows = kept.get([name for name in named if name is not None]) if kept is not None else {}
    found: list[JudgedPart | None] = [
        read(rows[name], unit, names) if name in rows else None
        for name, unit in zip(named, all_units, strict=True)
    ]
    missing = [number for number, part in enumerate(found) if part is None]
    new: dict[bytes, bytes] = {}
    work = _Work(case, how, [all_units[number] for number in missing])
    for number, part in zip(missing, work.done(jobs), strict=True):
        found[number] = part
        name = named[number]
        row = written(part, all_units[number], names) if name is not None else None
        if name is not None and row is not None:
            new[name] = row
        if kept is not None and len(new) >= _AT_ONCE:
            kept.put(new)
            new.clear()
    if kept is not None:
        kept.put(new)
    return together([part for part in found if part is not None])


@dataclass(frozen=True, slots=True)
class _Work:
    case: Case
    how: How
    units: Sequence[Unit]

    def done(self, jobs: int | None) -> Iterator[JudgedPart]:
        """The parts, in the order of the units."""
        processes = self._processes(jobs)
        done = 0
        if processes > 1:
            from concurrent.futures.process import BrokenProcessPool

            # Judged here: what it loads and compiles is there for all when the processes part.
            yield judge_part(self.case, self.units[0], self.how)
            done = 1
            try:
                for part in self._shared_out(processes):
                    yield part
                    done += 1
            except (BrokenProcessPool, OSError):
                pass  # a process was ended, or none could be begun: judged here
        for unit in self.units[done:]:
            yield judge_part(self.case, unit, self.how)

    def _processes(self, jobs: int | None) -> int:
        """How many processes judge: more than one only where that pays, and can be done safely."""
        texts = sum(name in self.case.texts for unit in self.units for name in unit.articles)
        size = sum(len(unit.claims) for unit in self.units) + 10 * texts
        if jobs == 1 or (jobs is None and size < PAYS):
            return 1
        import multiprocessing

        if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
            return 1  # another start reads everything anew; threads do not live on in a fork
        return min(jobs or _cores(), len(self.units))

    def _shared_out(self, processes: int) -> Iterator[JudgedPart]:
        """The parts but for the first."""
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        case = self.case
        # Made once, before the processes part.
        _ = (case.references, case.identities, case.studies, case.judged, case.shelf, case.bench)
        size = max(1, -(-len(self.units) // (processes * _SHARES)))
        ranges = [(at, at + size) for at in range(1, len(self.units), size)]
        gc.freeze()  # what is there stays there: looking through it would copy it
        _forked.append(self)
        try:
            with ProcessPoolExecutor(
                processes, multiprocessing.get_context("fork"), initializer=_begin
            ) as pool:
                for parts in pool.map(_judge_range, ranges):
                    yield from map(JudgedPart.model_validate_json, parts)
        finally:
            _forked.pop()
            gc.unfreeze()


_forked: list[_Work] = []
"""What the processes find when they begin."""


def _begin() -> None:
    # Ctrl-C ends them at once and in silence; the first process says that it was pressed.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _judge_range(limits: tuple[int, int]) -> list[bytes]:
    work = _forked[-1]
    judged = (judge_part(work.case, unit, work.how) for unit in work.units[slice(*limits)])
    return [part.model_dump_json().encode() for part in judged]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover - where a process runs on any core
