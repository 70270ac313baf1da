"""The most that a sentence may say on a link, by the policy rows that its tags meet."""

from collections.abc import Collection
from typing import NamedTuple

from magclaims.judge.claim.harm import safety_strength
from magclaims.judge.policy import Policy, PolicyRow
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.registry import Evidence, Strength


class LinkCeiling(NamedTuple):
    """What the policy says of a link."""

    row: PolicyRow
    """The ceiling's."""
    limits: tuple[PolicyRow, ...]
    strength: Strength | None
    """The most that the sentence may say; None where the link carries nothing."""

    @property
    def rows(self) -> tuple[PolicyRow, ...]:
        """All rows that decided, the ceiling's first."""
        return (self.row, *self.limits)

    @property
    def capped(self) -> bool:
        """At most partly supported."""
        return any(row.cap for row in self.rows)

    @property
    def assumed(self) -> bool:
        """Whether the ceiling stands in for a design that nobody knows."""
        return self.row.assumed and not any(limit.ceiling for limit in self.limits)


def ceiling_of(tags: Collection[str], evidence: Evidence, policy: Policy) -> LinkCeiling:
    """What the policy says of a link that is described by these tags."""
    row, limits = policy.ceiling(tags), policy.limits_on(tags)
    of_safety = "safety" in tags
    found = [_strength(row, evidence, of_safety=of_safety)]
    found += [
        _strength(limit, evidence, of_safety=of_safety)
        for limit in limits
        if limit.ceiling is not None
    ]
    known = [strength for strength in found if strength is not None]
    # Nothing stays nothing, whatever else holds.
    return LinkCeiling(row, limits, min(known) if len(known) == len(found) else None)


def _strength(row: PolicyRow, evidence: Evidence, *, of_safety: bool) -> Strength | None:
    if row.ceiling is None or row.ceiling == "nothing":
        return None
    if row.ceiling != "as_said":
        return Strength[row.ceiling.upper()]
    says = evidence.says
    # "Considered safe up to 1.5 g; 5 g can be toxic": its "can" is of the harm.
    if says is not None and of_safety and (safe := safety_strength(says, says.language)):
        return safe
    try:
        said = grade(says, says.language).strength if says else None
    except NotGraded:
        return Strength.CAUSAL
    # A few words or a figure assert no strength of their own: then the source is taken at its word.
    return said if said in {Strength.CORRELATIONAL, Strength.CONDITIONAL} else Strength.CAUSAL
