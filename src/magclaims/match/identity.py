"""What the registries say of a reference: is the record this work, and may it still be used?"""

from collections.abc import Iterable, Sequence

from magclaims.match import RecordMatch, compare
from magclaims.model.registry import Reference
from magclaims.model.report import ReferenceStatus
from magclaims.model.service import label
from magclaims.model.values import dataclass
from magclaims.model.work import Gathered, Missing, Notice, Unreachable, Work

WITHDRAWING = frozenset({"retraction", "retraction_and_replacement", "removal", "withdrawal"})
WITHDRAWN: frozenset[ReferenceStatus] = frozenset({"retracted", "replaced"})
"""States of a work that no longer stands."""
CONCERNING = frozenset({"expression_of_concern", "partial_retraction"})
CORRECTING = frozenset({"correction", "erratum", "corrigendum"})


@dataclass(frozen=True, slots=True)
class Identity:
    """A reference beside what was gathered for it."""

    status: ReferenceStatus
    work: Work | None = None
    match: RecordMatch | None = None
    notices: tuple[Notice, ...] = ()
    reason: str = ""
    """Why it is unverified or not found, in a sentence."""
    checked_at: str | None = None
    unreachable: bool = False
    """A service that should have answered did not; False where none was asked, or none can."""
    searched: bool = False
    """The entry has no identifier: a search found the record, which is surely this work."""
    near: tuple["Near", ...] = ()
    """Where a search found no such record: those that come near, the nearest first."""

    @property
    def carries(self) -> bool:
        """Whether a claim may lean on it: not retracted, replaced or missing, and not another work."""
        if self.status in {"retracted", "replaced", "not_found"}:
            return False
        return not (self.match is not None and self.match.verdict in {"other_work", "notice"})

    @property
    def confirmed(self) -> bool:
        """Whether a service said that this work exists."""
        return self.work is not None and self.carries


@dataclass(frozen=True, slots=True)
class Near:
    """A search result that may be the work, beside the entry."""

    work: Work
    match: RecordMatch


def identify(reference: Reference, gathered: Gathered) -> Identity:
    """The state of one reference; the first that holds, in the order of the JSON contract."""
    answer = gathered.answers.get(reference.key)
    match answer:
        case Work():
            return _of_work(reference, answer)
        case Missing():
            return Identity(
                "not_found",
                reason=f"{answer.identifier} is not known to {_join(answer.asked)}",
                checked_at=answer.retrieved or None,
            )
        case Unreachable():
            failed = gathered.asked and answer.failed
            # What was known before, or from elsewhere, holds while nobody answers.
            notices = standing(gathered.notices.get(reference.key, ()))
            status = _noticed(notices) or "unverified"
            return Identity(status, notices=notices, reason=answer.reason, unreachable=failed)
        case None:
            return _searched(reference, gathered.candidates.get(reference.key))


def _searched(reference: Reference, found: Sequence[Work] | None) -> Identity:
    """The state of a reference without an identifier, by what a search for it found; None: none was made."""
    work = certain_candidate(reference, found or ())
    if work is not None:
        return _of_work(reference, work, searched=True)
    return Identity(
        "no_identifier",
        reason=_no_identifier(reference, searched=found is not None),
        near=near_candidates(reference, found or ()),
    )


def _of_work(reference: Reference, work: Work, *, searched: bool = False) -> Identity:
    match = compare(reference, work)
    notices = standing(work.notices)
    when = work.retrieved or None
    if not work.title and match.verdict not in {"other_work", "notice"}:
        return Identity(
            _noticed(notices) or "unverified",
            notices=notices,
            reason=f"the record of {label(work.source)} has no title: there is nothing to compare",
            checked_at=when,
        )
    if match.verdict == "notice":
        notices = tuple(dict.fromkeys([*notices, *(told for _, told in work.tells())]))
    noticed = _noticed(notices)
    status: ReferenceStatus = noticed or "verified"
    if match.verdict in _DIFFERING and (noticed not in WITHDRAWN or match.verdict == "other_work"):
        status = "mismatch"
    reason = f"it has no identifier; a search found doi:{work.doi}" if searched else ""
    return Identity(status, work, match, notices, reason, when, searched=searched)


_DIFFERING = frozenset({"other_work", "same_work_with_differences", "version", "notice"})


def _noticed(notices: tuple[Notice, ...]) -> ReferenceStatus | None:
    """The state that the notices put a work into."""
    kinds = {notice.type for notice in notices}
    if "retraction_and_replacement" in kinds:
        return "replaced"
    if kinds & WITHDRAWING:
        return "retracted"
    if kinds & CONCERNING:
        return "concern"
    return "corrected" if kinds & CORRECTING else None


def replacement(notices: Iterable[Notice]) -> str | None:
    """The DOI of the version that replaced a work, where a source tells it."""
    return next((notice.replaced_by for notice in notices if notice.replaced_by), None)


def standing(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """The notices without retractions that a later reinstatement has undone."""
    back = [notice.date or "" for notice in notices if notice.type == "reinstatement"]
    if not back:
        return notices
    return tuple(
        notice
        for notice in notices
        if not (notice.type in WITHDRAWING and (notice.date or "") <= max(back))
    )


def certain_candidate(reference: Reference, works: Iterable[Work]) -> Work | None:
    """The one work among search results that a reference surely is; None where none or several are.

    A preprint steps back for its published version, a record that differs for one that does not.
    """
    fits = {
        work.doi: (work, match)
        for work in works
        if work.doi and (match := compare(reference, work)).certain
    }
    chosen = list(fits.values())
    published = [pair for pair in chosen if not _is_preprint(pair[0])] or chosen
    chosen = [pair for pair in published if pair[1].verdict == "same_work"] or published
    return chosen[0][0] if len(chosen) == 1 else None


def _is_preprint(work: Work) -> bool:
    return bool(work.preprint_of) or work.type == "posted-content"


MOST_NEAR = 3
"""Search results that are shown where none surely is the work."""


def near_candidates(reference: Reference, works: Iterable[Work]) -> tuple[Near, ...]:
    """The search results that come near a reference, the nearest first."""
    found = [
        Near(work, match)
        for work in works
        if work.title and (match := compare(reference, work)).comes_near
    ]
    found.sort(key=lambda near: -near.match.score)
    return tuple(found[:MOST_NEAR])


def _no_identifier(reference: Reference, *, searched: bool) -> str:
    if searched:
        return "no DOI, PMID or PMCID: a search found no record that surely is it"
    if reference.url:
        return "only a web address, which no registry knows: check it by hand"
    return "no DOI, PMID or PMCID: nothing to look up"


def _join(names: tuple[str, ...]) -> str:
    return " and ".join(map(label, names)) or "any service that was asked"
