"""Whether an amount of a compound holds the amount of its element that a statement says."""

from collections.abc import Mapping
from typing import NamedTuple

from magclaims.judge.reasons import reason
from magclaims.knowledge import substance
from magclaims.model.finding import Phrase, Reason, Slot
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Claim
from magclaims.quantity.quantities import Quantity, conversion
from magclaims.quantity.substances import supplied_in


class ComputedConversion(NamedTuple):
    """A conversion, computed."""

    is_right: bool
    reasons: tuple[Reason, ...]


def conversion_of(claim: Claim) -> ComputedConversion | None:
    """Compute the conversion that a claim states; None where it states none."""
    known = filter(None, map(substance, claim.about.substance))
    compound = next((each for each in known if each.is_compound), None)
    if compound is None or compound.composition is None:
        return None
    whole, elemental = supplied_in(claim.statement, compound.id)
    if elemental is None or whole is None:
        return None
    check = conversion(whole, elemental, compound.composition)
    right = check.verdict.startswith("consistent")
    reasons = [
        reason(
            "conversion",
            explanation=check.explanation,
            element=_milligrams(elemental),
            whole=_milligrams(whole),
            verdict=Phrase(f"conversion_{check.verdict}"),
            theory=Phrase("percent", {"number": f"{check.theory_fraction * 100:.3g}"}),
        )
    ]
    if right and check.has_label:
        label = compound.composition.label_source
        told = LocalText(label) if isinstance(label, Mapping) else label
        source = told or Phrase("the_label")
        reasons.append(reason("label_not_cited", source=source))
    return ComputedConversion(right, tuple(reasons))


def _milligrams(mass: Quantity) -> Slot:
    """A mass, or the two ends of its range: "2000 mg"."""
    ends = dict.fromkeys(f"{end * mass.factor:.0f}" for end in (mass.low, mass.high))
    return Phrase("milligrams", {"number": "–".join(ends)})
