"""Quantities in a text, and what can be computed with them.

`find_quantities` reads numbers with their comparators, units and nouns in Dutch and English notation
(German, French and Spanish too). `compare` puts an article's number beside its source's,
`conversion` checks "2 g of the salt = 144 mg of the mineral" by molar masses, and `limits`,
`stated_limits` and `above_limits` look at daily limits. All arithmetic is in `Decimal`.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from magclaims.knowledge.vocabulary import Composition
from magclaims.model.values import dataclass
from magclaims.quantity.above_limits import above_limits
from magclaims.quantity.limits import Limit
from magclaims.quantity.numbers import Quantity, find_quantities
from magclaims.quantity.stated_limits import StatedLimit, stated_limits
from magclaims.quantity.units import family

ABOUT = Decimal("0.10")
"""How far "about" reaches on either side; editors use it for rounding, not for other numbers."""
ROUNDING = Decimal("0.05")
"""The most that rounding may change an amount: "2 g" is not 1.6 g."""
AROUND_THEORY = Decimal("0.001")
"""A share within 0.1 percentage point of theory is rounding: EFSA rounds 8.253 to 8.333 %."""


# --- comparing ----------------------------------------------------------------------------------------

CompareOutcome = Literal[
    "same", "claimed_larger", "claimed_smaller", "different_noun", "incomparable"
]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article's number beside its source's.

    `carried` says whether the source's number carries the claimed one: "over 600" carries "over
    300"; "over 300" does not refute "over 600", but does not carry it.
    """

    outcome: CompareOutcome
    carried: bool
    note: str = ""


def _margin(quantity: Quantity) -> Decimal:
    """How far another number may be off and still be the same, in base units."""
    if quantity.comparator == "~":
        return quantity.high * ABOUT * quantity.factor
    if quantity.dimension == "count":
        return Decimal(0)
    return min(quantity.step / 2, quantity.high * ROUNDING) * quantity.factor


def _things(claimed: Quantity, source: Quantity) -> tuple[CompareOutcome | None, str]:
    """Whether the two count or weigh the same thing; a note where that is doubtful."""
    if claimed.dimension != source.dimension:
        return "incomparable", f"{claimed.unit} cannot be compared with {source.unit}"
    if claimed.elemental != source.elemental:
        return "incomparable", "one amount is of the element, the other of the compound"
    if claimed.dimension != "count" or "n" in {claimed.unit, source.unit}:
        return None, ""
    if not (claimed.noun and source.noun):
        return None, ""
    ours, theirs = family(claimed.noun), family(source.noun)
    if ours and theirs:
        if ours[0] == theirs[0]:
            return None, ""
        if ours[1] == theirs[1]:
            return None, f"'{claimed.noun}' is not the same as '{source.noun}'"
        return "different_noun", f"'{claimed.noun}' is not '{source.noun}'"
    if set(claimed.noun.casefold().split()) & set(source.noun.casefold().split()):
        return None, ""
    return "different_noun", f"'{claimed.noun}' is not known to be '{source.noun}'"


def compare(claimed: Quantity, source: Quantity) -> Comparison:
    """Compare the number of a claim with the number of its source.

    Amounts are the same where they agree within half of the last stated digit, at most 5 %; counts
    must be equal; "about" allows 10 %. The numbers themselves are compared first, then what the comparators imply.

    Returns:
        The outcome, whether the source carries the claim, and a note for editors.
    """
    different, note = _things(claimed, source)
    if different is not None:
        return Comparison(different, carried=False, note=note)
    (low, high), (source_low, source_high) = claimed.amounts, source.amounts
    margin = max(_margin(claimed), _margin(source))
    if low - margin <= source_high and source_low <= high + margin:
        # "more than 600" goes beyond "600"; the number itself is the same.
        return Comparison("same", carried=not note, note=note)
    bounds = {">": "at least", ">=": "at least", "<": "at most", "<=": "at most"}
    ours, theirs = bounds.get(claimed.comparator), bounds.get(source.comparator)
    outcome: CompareOutcome = "claimed_larger" if low > source_high else "claimed_smaller"
    beyond, short = (
        ("at least", "at most") if outcome == "claimed_larger" else ("at most", "at least")
    )
    implied = ours == short and theirs != beyond
    if implied:
        said = f"'{source.text}' implies '{claimed.text}', but is another number"
    elif theirs == beyond:
        said = f"'{source.text}' does not refute '{claimed.text}', but does not support it"
    else:
        said = ""
    return Comparison(outcome, implied and not note, "; ".join(filter(None, (said, note))))


# --- compound and element -----------------------------------------------------------------------------


ConversionVerdict = Literal[
    "consistent_with_label", "consistent_with_theory", "consistent", "factor_ten", "wrong"
]


@dataclass(frozen=True, slots=True)
class ConversionCheck:
    """What arithmetic says about "1.5-2 g of the salt = 108-144 mg of the element"."""

    verdict: ConversionVerdict
    theory_fraction: Decimal
    """The share of the element by the molar masses, e.g. 0.0825."""
    has_label: bool
    """Whether the share that a label declares is known."""
    explanation: str
    """One sentence in English, for the reasons of a verdict."""


def conversion(compound: Quantity, elemental: Quantity, substance: Composition) -> ConversionCheck:
    """Check the amount of an element against the amount of the compound that holds it.

    Accepted is every share that sources on the compound use (7.2 to 8.35 % for magnesium
    L-threonate); where that is not known, from the label's share or theory, whichever is lower, up
    to 0.1 percentage point above theory. The stated amount of the element may be off by
    half of its last digit; the amount of the compound is taken as it stands, since doses are
    nominal. Of a range, low is compared with low and high with high.

    Raises:
        ValueError: If an amount is no mass or is zero.
    """
    masses = {compound.dimension, elemental.dimension} == {"mass"}
    if not masses or min(compound.low, elemental.low) <= 0:
        raise ValueError("a conversion needs two masses above zero")
    theory, label = substance.part_mass / substance.molar_mass, substance.label_fraction
    verdict = _verdict_on(tuple(_shares(compound, elemental)), theory, substance)
    explanation = _explain(verdict, compound, elemental, theory, label)
    return ConversionCheck(verdict, theory, label is not None, explanation)


def _shares(compound: Quantity, elemental: Quantity) -> Iterator[tuple[Decimal, Decimal]]:
    """The least and the greatest share of the element that two amounts can mean, by end of a range."""
    half = elemental.step * elemental.factor / 2
    wholes, parts = compound.amounts, elemental.amounts
    if parts[0] == parts[1]:
        # One amount of the element beside a range of the compound: anything that the range can hold.
        yield (parts[0] - half) / wholes[1], (parts[0] + half) / wholes[0]
        return
    for part, whole in zip(parts, wholes, strict=True):
        yield (part - half) / whole, (part + half) / whole


def _verdict_on(
    shares: Sequence[tuple[Decimal, Decimal]], theory: Decimal, substance: Composition
) -> ConversionVerdict:
    """The first of what can be that the shares agree with."""
    label = substance.label_fraction
    low = min(label, theory) if label is not None else theory - AROUND_THEORY
    bottom, top = substance.accepted_fraction or (low, theory + AROUND_THEORY)
    spans: list[tuple[ConversionVerdict, Decimal, Decimal]] = [
        ("consistent_with_theory", theory, theory),
        ("consistent", bottom, top),
        ("factor_ten", bottom * 10, top * 10),
        ("factor_ten", bottom / 10, top / 10),
    ]
    if label is not None:
        spans.insert(0, ("consistent_with_label", label, label))
    for verdict, least, most in spans:
        if all(start <= most and least <= end for start, end in shares):
            return verdict
    return "wrong"


_SAYS: dict[ConversionVerdict, str] = {
    "consistent_with_label": "agrees with the label",
    "consistent_with_theory": "agrees with the molar masses",
    "consistent": "lies between the label and theory",
    "factor_ten": "looks like a slip by a factor of ten",
    "wrong": "does not fit",
}


def _milligrams(low: Decimal, high: Decimal) -> str:
    whole = [f"{value.quantize(Decimal(1)):f}" for value in (low, high)]
    return f"{whole[0]} mg" if whole[0] == whole[1] else f"{whole[0]}-{whole[1]} mg"


def _percent(fraction: Decimal) -> str:
    return f"{(fraction * 100).quantize(Decimal('0.001')).normalize():f} %"


def _explain(
    verdict: ConversionVerdict,
    compound: Quantity,
    elemental: Quantity,
    theory: Decimal,
    label: Decimal | None,
) -> str:
    low, high = compound.amounts
    expected = ", ".join(
        f"{who} ({_percent(share)}) gives {_milligrams(low * share, high * share)}"
        for who, share in (("the label", label), ("theory", theory))
        if share is not None
    )
    element = _milligrams(*elemental.amounts)
    return f"{element} in {_milligrams(low, high)} {_SAYS[verdict]}: {expected}"


__all__ = [
    "Comparison",
    "ConversionCheck",
    "Limit",
    "Quantity",
    "StatedLimit",
    "above_limits",
    "compare",
    "conversion",
    "find_quantities",
    "stated_limits",
]
