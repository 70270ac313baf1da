"""Daily limits of minerals: checking an amount, a limit that a text states, and amounts above one.

The limits and the words that point to them are in `knowledge/limits.toml`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from magclaims.knowledge.characters import normal
from magclaims.knowledge.data import load as load_data
from magclaims.quantity.numbers import MAX_TEXT, Quantity, any_of, find_quantities


@cache
def _limit_data() -> dict[str, Any]:
    return load_data("limits.toml")


@dataclass(frozen=True, slots=True)
class Limit:
    """A daily limit or reference amount, with its source. `status`: V read, M from memory."""

    id: str
    substance: str
    mg: Decimal
    basis: Literal["elemental", "compound"]
    kind: Literal["upper level", "legal maximum", "reference intake"]
    jurisdictions: tuple[str, ...]
    names: tuple[str, ...]
    what: str
    source: str
    status: Literal["V", "M"]


@cache
def known_limits() -> tuple[Limit, ...]:
    """The limits of `knowledge/limits.toml`."""
    rows = []
    for row in _limit_data()["limits"]:
        lists = {name: tuple(row[name]) for name in ("jurisdictions", "names")}
        rows.append(Limit(**{**row, **lists, "mg": Decimal(row["mg"])}))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class LimitCheck:
    """A daily amount against one limit. `ratio` is the amount (its upper end) over the limit."""

    limit: Limit
    verdict: Literal["within", "exceeds"]
    ratio: Decimal


def limits(
    daily: Quantity, *, substance: str = "magnesium", jurisdictions: Iterable[str] = ()
) -> tuple[LimitCheck, ...]:
    """Check a daily amount against the limits of the jurisdictions named.

    An amount that is not marked as elemental is compared with limits for the compound only, unless
    it is given as magnesium itself (`noun`); reference intakes are no limits and are left out.

    Args:
        daily: An amount per day, a mass.
        substance: `magnesium`, or the compound that the product holds, e.g. `magnesium L-threonate`.
        jurisdictions: `eu`, `nl`, `be`, `us`; without any, nothing is checked.

    Returns:
        One check for each limit that applies.
    """
    if daily.dimension != "mass":
        return ()
    places = set(jurisdictions)
    element = daily.elemental or daily.noun.casefold() == "magnesium"
    checks = []
    for limit in known_limits():
        applies = (
            limit.kind != "reference intake"
            and places & set(limit.jurisdictions)
            and limit.substance in {"magnesium", substance}
            and (limit.basis == "elemental") == element
        )
        if applies:
            ratio = daily.high * daily.factor / limit.mg
            checks.append(LimitCheck(limit, "exceeds" if ratio > 1 else "within", ratio))
    return tuple(checks)


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """A number that a text puts forward as the limit of a named body."""

    quantity: Quantity
    limit: Limit
    verdict: Literal["right", "factor_ten", "differs"]


def stated_limits(text: str, language: str) -> tuple[StatedLimit, ...]:
    """Check the limits that a sentence ascribes to a body, e.g. "EFSA's upper limit is 250 mg".

    Args:
        text: One sentence.
        language: ISO 639-1.

    Returns:
        One entry for each mass in a sentence that names a body and has a word for a limit;
        `factor_ten` where the number is ten times too large or too small. A number that equals
        any limit of the bodies named is right.
    """
    text = normal(text[:MAX_TEXT])
    if not _says_limit(text, language):
        return ()
    named = [limit for limit in known_limits() if _names(text, limit)]
    stated = []
    for quantity in find_quantities(text, language):
        if quantity.dimension != "mass" or not named:
            continue
        amount = quantity.high * quantity.factor
        best = min(named, key=lambda limit: _distance(amount, limit.mg))
        stated.append(StatedLimit(quantity, best, _stated(amount, best.mg)))
    # Where a limit is given rightly, a tenth of it is another amount ("250 mg; a tablet holds 25 mg").
    right = {found.limit.id for found in stated if found.verdict == "right"}
    return tuple(
        replace(found, verdict="differs")
        if found.verdict == "factor_ten" and found.limit.id in right
        else found
        for found in stated
    )


@dataclass(frozen=True, slots=True)
class AboveLimit:
    """A daily amount from a supplement that is above limits."""

    quantity: Quantity
    limits: tuple[Limit, ...]


def above_limits(text: str, language: str, jurisdictions: Iterable[str]) -> tuple[AboveLimit, ...]:
    """Find daily amounts of magnesium from supplements that are above the limits named.

    Amounts from food, amounts that stand there as a limit or reference intake, and "up to" are left
    out: only what a sentence gives as a supplement's daily amount counts.

    Args:
        text: One sentence.
        language: ISO 639-1.
        jurisdictions: `eu`, `nl`, `be`, `us`.
    """
    text = normal(text[:MAX_TEXT])
    supplement = any_of(w.removesuffix("*") for w in _limit_data()["supplement"]["words"])
    if not re.search(rf"(?<!\w)(?:{supplement})", text, re.IGNORECASE) or _says_limit(
        text, language
    ):
        return ()
    if any(_names(text, limit) for limit in known_limits() if limit.kind == "reference intake"):
        return ()
    places = tuple(jurisdictions)
    found = []
    for quantity in find_quantities(text, language):
        if quantity.per_day and quantity.comparator not in {"<", "<="}:
            checks = limits(quantity, jurisdictions=places)
            exceeded = tuple(check.limit for check in checks if check.verdict == "exceeds")
            if exceeded:
                found.append(AboveLimit(quantity, exceeded))
    return tuple(found)


def _says_limit(text: str, language: str) -> bool:
    cues = _limit_data()["cues"]
    words = cues.get(language[:2].lower(), cues["en"])
    return re.search(rf"(?<!\w)(?:{any_of(words)})", text, re.IGNORECASE) is not None


def _names(text: str, limit: Limit) -> bool:
    return re.search(rf"(?<!\w)(?:{any_of(limit.names)})(?!\w)", text) is not None


def _stated(amount: Decimal, limit: Decimal) -> Literal["right", "factor_ten", "differs"]:
    if amount == limit:
        return "right"
    return "factor_ten" if amount in {limit * 10, limit / 10} else "differs"


def _distance(amount: Decimal, limit: Decimal) -> tuple[int, Decimal]:
    order = {"right": 0, "factor_ten": 1, "differs": 2}
    return order[_stated(amount, limit)], abs(amount - limit)
