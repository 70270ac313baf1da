"""What became of a report since an earlier one: places and references that are new, gone, better, worse.

The earlier one is read for what is compared alone, so that reports of other versions can be read.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from magclaims.errors import ReadError
from magclaims.model.finding import WaivedBy
from magclaims.model.registry import WORST_FIRST, Verdict
from magclaims.model.report import (
    ChangeKind,
    ChangeView,
    ReferenceChangeView,
    ReferenceStatus,
    Report,
    SinceView,
)
from magclaims.model.values import dataclass

_STATES = get_args(ReferenceStatus)
"""Worst first."""


class _Part(BaseModel):
    """Frozen; fields of other versions are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Occurrence(_Part):
    article: str
    quote: str
    verdict: Verdict
    path: str
    line: int
    column: int
    code: str | None = None


class _Claim(_Part):
    id: str
    occurrences: tuple[_Occurrence, ...]


class _Finding(_Part):
    code: str
    path: str
    line: int
    column: int
    claim: str | None = None
    article: str | None = None
    waived: WaivedBy | None = None


class _Reference(_Part):
    key: str
    status: ReferenceStatus


class Earlier(_Part):
    """What is compared of a report."""

    checked_at: str
    claims: tuple[_Claim, ...]
    findings: tuple[_Finding, ...]
    references: tuple[_Reference, ...]


def read_earlier(text: str, source: str) -> Earlier:
    """Read the JSON of `check` or `report` as an earlier report; `source` is what an error calls it.

    Raises:
        ReadError: It is none.
    """
    try:
        return Earlier.model_validate(json.loads(text))
    except (ValueError, RecursionError, ValidationError) as error:
        told = "is no report that can be compared (`magclaims check --format json` writes one)"
        if isinstance(error, ValidationError):
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            told += f": {where + ': ' if where else ''}{first['msg'].lower()}"
        raise ReadError(told, source) from error


def earlier_of(report: Report) -> Earlier:
    """What is compared of a report that was just made."""
    return Earlier.model_validate(report.model_dump(mode="json", by_alias=True))


@dataclass(frozen=True, slots=True)
class _Place:
    claim: str
    article: str
    quote: str
    verdict: Verdict
    accepted: bool


def since(before: Earlier, now: Report, what: str) -> SinceView:
    """What became of an earlier report; `what` is what that is called: a file or a revision."""
    today = earlier_of(now)
    places = tuple(_changes(tuple(_places(before)), tuple(_places(today))))
    total = sum(len(claim.occurrences) for claim in now.claims)
    return SinceView(
        what=what,
        checked_at=before.checked_at,
        places=tuple(sorted(places, key=_order)),
        references=tuple(_references(before, today)),
        same=total - sum(place.kind != "gone" for place in places),
    )


def _order(change: ChangeView) -> tuple[int, int, str, str, str]:
    worst = change.now or change.before
    rank = WORST_FIRST.index(worst) if worst else len(WORST_FIRST)
    kind = get_args(ChangeKind).index(change.kind)
    return kind, rank, change.article, change.claim, change.quote


def _places(report: Earlier) -> Iterator[_Place]:
    waived = {
        (f.code, f.claim, f.article, f.path, f.line, f.column) for f in report.findings if f.waived
    }
    for claim in report.claims:
        for o in claim.occurrences:
            at = (o.code, claim.id, o.article, o.path, o.line, o.column)
            yield _Place(claim.id, o.article, o.quote, o.verdict, at in waived)


def _changes(before: tuple[_Place, ...], now: tuple[_Place, ...]) -> Iterator[ChangeView]:
    pairs, gone, new = _paired(before, now)
    for then, today in pairs:
        kind = _kind(then, today)
        if kind is not None:
            yield ChangeView.taken_from(
                today,
                kind=kind,
                quoted_before=then.quote if then.quote != today.quote else None,
                before=then.verdict,
                now=today.verdict,
            )
    for place in gone:
        yield ChangeView.taken_from(place, kind="gone", before=place.verdict, now=None)
    for place in new:
        yield ChangeView.taken_from(place, kind="new", before=None, now=place.verdict)


def _paired(
    before: Iterable[_Place], now: Iterable[_Place]
) -> tuple[list[tuple[_Place, _Place]], list[_Place], list[_Place]]:
    """Places that are one: the same words of a claim, else the same claim, else the same words."""
    pairs: list[tuple[_Place, _Place]] = []
    gone, new = list(before), list(now)
    for same in (
        lambda p: (p.article, p.claim, p.quote),
        lambda p: (p.article, p.claim),
        lambda p: (p.article, p.quote),
    ):
        waiting: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
        for place in gone:
            waiting[same(place)].append(place)
        left = []
        for place in new:
            found = waiting[same(place)]
            if found:
                pairs.append((found.pop(0), place))
            else:
                left.append(place)
        gone, new = [p for places in waiting.values() for p in places], left
    return pairs, gone, new


def _kind(then: _Place, today: _Place) -> ChangeKind | None:
    if then.verdict is not today.verdict:
        worse = WORST_FIRST.index(today.verdict) < WORST_FIRST.index(then.verdict)
        return "worse" if worse else "better"
    if then.accepted is not today.accepted:
        return "accepted" if today.accepted else "open_again"
    return None


def _references(before: Earlier, now: Earlier) -> Iterator[ReferenceChangeView]:
    then = {r.key: r.status for r in before.references}
    today = {r.key: r.status for r in now.references}
    found = []
    for key in {**then, **today}:
        old, new = then.get(key), today.get(key)
        # Who could not be asked about today has not changed: an outage is told elsewhere.
        if old == new or (old is not None and new == "unverified"):
            continue
        if old is None or new is None:
            kind: ChangeKind = "new" if old is None else "gone"
        else:
            kind = "worse" if _STATES.index(new) < _STATES.index(old) else "better"
        found.append(ReferenceChangeView(kind=kind, reference=key, before=old, now=new))
    kinds = get_args(ChangeKind)
    yield from sorted(found, key=lambda c: (kinds.index(c.kind), c.reference))
