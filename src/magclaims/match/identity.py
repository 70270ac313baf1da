"""What the registries say of a reference: is the record this work, and may it still be used?"""

from collections.abc import Iterable
from dataclasses import dataclass

from magclaims.match import Match, compare
from magclaims.model.finding import ReferenceStatus
from magclaims.model.registry import Reference
from magclaims.model.work import Gathered, Missing, Notice, Unreachable, Work

SERVICES = {
    "crossref": "Crossref",
    "datacite": "DataCite",
    "europepmc": "Europe PMC",
    "doi.org": "doi.org",
    "retraction-watch": "Retraction Watch",
}
"""The services' names, for people."""
WITHDRAWING = frozenset({"retraction", "removal", "withdrawal"})
CONCERNING = frozenset({"expression_of_concern", "partial_retraction"})
CORRECTING = frozenset({"correction", "erratum", "corrigendum"})


@dataclass(frozen=True, slots=True)
class Identity:
    """A reference beside what was gathered for it."""

    status: ReferenceStatus
    work: Work | None = None
    match: Match | None = None
    notices: tuple[Notice, ...] = ()
    reason: str = ""
    """Why it is unverified or not found, in a sentence."""
    checked_at: str | None = None
    unreachable: bool = False
    """A service that should have answered did not; False where none was asked, or none can."""

    @property
    def carries(self) -> bool:
        """Whether a claim may lean on it: not retracted, not missing, not another work."""
        if self.status in {"retracted", "not_found"}:
            return False
        return not (self.match is not None and self.match.verdict == "other_work")

    @property
    def confirmed(self) -> bool:
        """Whether a service said that this work exists."""
        return self.work is not None and self.carries


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
            return Identity("no_identifier", reason=_no_identifier(reference))


def _of_work(reference: Reference, work: Work) -> Identity:
    if not work.title:
        notices = standing(work.notices)
        return Identity(
            _noticed(notices) or "unverified",
            notices=notices,
            reason=f"the record of {SERVICES[work.source]} has no title: there is nothing to compare",
            checked_at=work.retrieved or None,
        )
    match = compare(reference, work)
    notices = standing(work.notices)
    noticed = _noticed(notices)
    differs = match.verdict in {"other_work", "same_work_with_differences"}
    status: ReferenceStatus = noticed or "verified"
    if differs and (noticed != "retracted" or match.verdict == "other_work"):
        status = "mismatch"
    return Identity(status, work, match, notices, checked_at=work.retrieved or None)


def _noticed(notices: tuple[Notice, ...]) -> ReferenceStatus | None:
    """The state that the notices put a work into."""
    kinds = {notice.type for notice in notices}
    if kinds & WITHDRAWING:
        return "retracted"
    if kinds & CONCERNING:
        return "concern"
    return "corrected" if kinds & CORRECTING else None


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

    A preprint steps back for its published version.
    """
    fits = {work.doi: work for work in works if work.doi and compare(reference, work).certain}
    published = [work for work in fits.values() if not work.preprint_of] or list(fits.values())
    return published[0] if len(published) == 1 else None


def _no_identifier(reference: Reference) -> str:
    if reference.url:
        return "only a web address, which no registry knows: check it by hand"
    return "no DOI, PMID or PMCID: nothing to look up"


def _join(names: tuple[str, ...]) -> str:
    return " and ".join(SERVICES.get(n, n) for n in names) or "any service that was asked"
