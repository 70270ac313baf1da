"""Verdicts as they are told: on one occurrence, and on a claim."""

from collections.abc import Iterable, Iterator
from typing import Literal

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.link.cited import RANK
from magclaims.judge.policy import PolicyRow
from magclaims.model.finding import Reason
from magclaims.model.registry import (
    WORST_FIRST,
    Claim,
    Level,
    Occurrence,
    Relation,
    Strength,
    Verdict,
)
from magclaims.model.values import dataclass


def strongest(links: Iterable[LinkAssessment]) -> LinkAssessment | None:
    """The usable link that carries most."""
    return max((x for x in links if x.usable), key=lambda link: link.weight, default=None)


@dataclass(frozen=True, slots=True)
class OccurrenceAssessment:
    """The verdict on one occurrence, and everything that it rests on."""

    index: int
    said: Asserted
    """The occurrence as judged: with the graded strength, where there is one."""
    strength_source: Literal["declared", "graded"]
    verdict: Verdict
    decided: PolicyRow
    """The verdict row that decided."""
    code: str | None
    """The rule that reports it; None where there is nothing to report."""
    provisional: bool
    reasons: tuple[Reason, ...]
    links: tuple[LinkAssessment, ...]
    unlinked: tuple[str, ...] = ()
    """Works that the registry does not link, of a claim without any evidence: what the sentence cites, or what its article lists on the same."""

    @property
    def row(self) -> str:
        """The id of the verdict row that decided."""
        return self.decided.id

    @property
    def occurrence(self) -> Occurrence:
        """The occurrence as judged."""
        return self.said.occurrence

    @property
    def best(self) -> LinkAssessment | None:
        """The usable link that carries most."""
        return strongest(self.links)

    @property
    def offers(self) -> tuple[LinkAssessment, ...]:
        """Links to works that the article does not list, and that would carry the sentence."""
        return tuple(
            link
            for link in self._unlisted()
            if link.evidence.relation in {Relation.SUPPORTS, Relation.PARTIAL}
            and link.allows(self.occurrence.strength)
            and not link.numbers_differ
        )

    @property
    def weaker_offers(self) -> tuple[LinkAssessment, ...]:
        """Links to works that the article does not list, and that carry less than the sentence."""
        return tuple(x for x in self._unlisted() if x.ceiling not in {None, Strength.NONE})

    def _unlisted(self) -> Iterator[LinkAssessment]:
        return (link for link in self.links if link.exists and not link.listed)


@dataclass(frozen=True, slots=True)
class ClaimAssessment:
    """The verdict on a claim: the worst one of its occurrences."""

    claim: Claim
    occurrences: tuple[OccurrenceAssessment, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of the occurrences."""
        return min((o.verdict for o in self.occurrences), key=WORST_FIRST.index)

    @property
    def provisional(self) -> bool:
        """Whether any verdict rests on a reference that could not be checked."""
        return any(o.provisional for o in self.occurrences)

    @property
    def level(self) -> Level | None:
        """The best level among the links that an occurrence may use; None where there is none."""
        levels = {o.best.evidence.level for o in self.occurrences if o.best is not None}
        return max(levels, key=RANK.__getitem__, default=None)
