"""Judge a case part by part: what was judged before is taken from there, and the rest shared out.

The findings are those of `judge.engine.judge` on the whole case, whatever was kept and however many
processes judge.
"""

from collections.abc import Iterator, Sequence

from magclaims.commands.kept import Kept
from magclaims.commands.parts import How, JudgedPart, PartNames, judge_part, read, together, written
from magclaims.commands.pool import processes, shared_out
from magclaims.judge.case import Case
from magclaims.judge.units import Unit, units

PAYS = 300
"""Claims from which more processes pay, a text at hand counted as ten: they take a tenth of a second to
start, and a claim takes some milliseconds to judge."""
_AT_ONCE = 200
"""Parts that are kept together: a run that is stopped has not judged in vain, and holds few rows."""


def judge_parts(
    case: Case, how: How, *, kept: Kept | None = None, jobs: int | None = None
) -> JudgedPart:
    """What the rules that look at one article after another find, and what they make of the claims.

    What is found is kept in `kept`, if any; `jobs` processes judge, by default one a core where it pays.
    """
    all_units = units(case)
    names = PartNames(case, how)
    named = [names.of(unit) if kept is not None else None for unit in all_units]
    found: list[JudgedPart | None] = []
    for start in range(0, len(all_units), _AT_ONCE):
        some = named[start : start + _AT_ONCE]
        rows = kept.get([name for name in some if name is not None]) if kept is not None else {}
        found += [
            read(rows[name], unit, names) if name in rows else None
            for name, unit in zip(some, all_units[start : start + _AT_ONCE], strict=True)
        ]
    missing = [number for number, part in enumerate(found) if part is None]
    new: dict[bytes, bytes] = {}
    judged = _judged(case, how, [all_units[number] for number in missing], jobs)
    for number, part in zip(missing, judged, strict=True):
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


def _judged(case: Case, how: How, units: Sequence[Unit], jobs: int | None) -> Iterator[JudgedPart]:
    """The parts, in the order of the units."""
    texts = sum(name in case.texts for unit in units for name in unit.articles)
    size = sum(len(unit.claims) for unit in units) + 10 * texts
    workers = processes(len(units), jobs, pays=size >= PAYS)
    if workers == 1:
        yield from (judge_part(case, unit, how) for unit in units)
        return
    # Made once, before the processes part.
    _ = (case.references, case.identities, case.studies, case.judged, case.shelf, case.bench)

    def judge(number: int) -> bytes:
        return judge_part(case, units[number], how).model_dump_json().encode()

    yield from map(JudgedPart.model_validate_json, shared_out(judge, len(units), workers))
