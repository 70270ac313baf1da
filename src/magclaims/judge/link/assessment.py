"""What one reference can carry for one occurrence, and why."""

from dataclasses import field

from magclaims.judge.link.cited import RANK
from magclaims.judge.link.numbers import NumberCheck
from magclaims.judge.link.population import PeopleMatch
from magclaims.model.finding import Reason
from magclaims.model.registry import Evidence, Strength, Tested
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class LinkAssessment:
    """What one reference can carry for one occurrence."""

    index: int
    evidence: Evidence
    """As judged: with the level that its study has."""
    tested: Tested | None
    ceiling: Strength | None
    """The most that the sentence may say on it; None where it carries nothing."""
    capped: bool
    """At most partly supported."""
    rows: tuple[str, ...]
    """The policy rows that decided, the ceiling's first."""
    reasons: tuple[Reason, ...]
    listed: bool
    """The reference stands in the article's own list."""
    exists: bool
    """The bibliography has the reference."""
    usable: bool
    """It is listed, may be used, and carries something."""
    known: bool
    """Somebody knows what the source says on it."""
    assumed: bool = False
    """The ceiling stands in for a design that nobody knows."""
    numbers: tuple[NumberCheck, ...] = ()
    """Each number of the sentence beside the source's; the same ones, in the same order, in all links."""
    against: bool = False
    """The source finds otherwise: it is linked so, or its study found nothing or the opposite."""
    unsure: bool = False
    """The sentence may say what the source found all the same: its words were perhaps misread."""
    extra: tuple[str, ...] = ()
    """Active ingredients that the study gave and the claim does not name."""
    whom: PeopleMatch = field(default_factory=lambda: PeopleMatch("covered"))
    """Who took part, beside those whom the sentence is about."""

    @property
    def numbers_differ(self) -> bool:
        """Whether the source has another number than the sentence."""
        return any(check.differs for check in self.numbers)

    def allows(self, strength: Strength) -> bool:
        """Whether a sentence of this strength stays within what the link carries."""
        return self.ceiling is not None and strength <= self.ceiling

    @property
    def weight(self) -> tuple[int, int, int]:
        """Sorts links by what they carry: strength, then uncapped, then level."""
        ceiling = -1 if self.ceiling is None else int(self.ceiling)
        # Where no effect may be said at all, the better study tells more than the whole one.
        whole = 0 if self.capped and ceiling > 0 else 1
        return (ceiling, whole, RANK[self.evidence.level])
