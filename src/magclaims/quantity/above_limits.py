"""Amounts of a text above the limits that hold for whom it is about."""

import re
from collections.abc import Iterable, Sequence

from magclaims.knowledge import FoundName
from magclaims.knowledge.characters import normal
from magclaims.model.values import dataclass
from magclaims.quantity.limits import (
    Limit,
    for_whom,
    groups_in,
    limits_data,
    limits_of,
    named_bodies,
    pattern_of,
    pointing_words,
    whole_of,
)
from magclaims.quantity.numbers import MAX_TEXT, Quantity, find_quantities
from magclaims.quantity.often import of_a_day
from magclaims.quantity.substances import milligrams, named_in, substance_of, supplied


@dataclass(frozen=True, slots=True)
class AboveLimit:
    """A daily amount that is above limits."""

    quantity: Quantity
    limits: tuple[Limit, ...]


def limits(
    daily: Quantity, substance: str, *, jurisdictions: Iterable[str], who: Iterable[str] = ()
) -> tuple[tuple[Limit, bool], ...]:
    """The limits of the jurisdictions named, each with whether a daily amount is above it.

    Amounts of a compound are compared by what they hold of the substance where that share is known;
    reference intakes, amounts for labels and limits for one dose are no daily limits. Without a jurisdiction
    nothing is checked; adults are meant where nobody (`children`, `pregnancy`) is named.
    """
    places = set(jurisdictions)
    here = [
        limit
        for limit in limits_of(substance)
        if limit.kind in {"upper level", "legal maximum"}
        and limit.per == "day"
        and limit.mg is not None
        and places & set(limit.jurisdictions)
    ]
    checked = []
    for limit in for_whom(here, frozenset(who) - {"adults"}) or for_whom(here, frozenset()):
        if limit.basis == "compound":
            held = milligrams(daily, substance) if limit.substance == substance else ()
            held = () if daily.elemental else held
        else:
            held = supplied(daily, substance, whole_of(limit.substance))
        if held and limit.mg is not None:
            most = min(high for _, high in held)
            checked.append((limit, most > limit.mg or (limit.below and most == limit.mg)))
    return tuple(checked)


def above_limits(
    text: str, language: str, jurisdictions: Iterable[str], *, about: Sequence[str] = ()
) -> tuple[AboveLimit, ...]:
    """Find the daily amounts of a sentence that are above the limits named.

    Amounts that stand there as a limit or reference intake and "up to" are left out. A limit for
    supplements counts where the sentence speaks of one. `about` are ids of what it is about where it names nothing.
    """
    text = normal(text[:MAX_TEXT])
    places = tuple(jurisdictions)
    if not places or re.search(r"\d", text) is None:
        return ()
    if pointing_words("limit_words", language).search(text) or "nrv" in named_bodies(text):
        return ()
    supplement = pattern_of(tuple(limits_data()["supplement"]["words"])).search(text) is not None
    names: tuple[FoundName, ...] = named_in(text)
    groups = groups_in(text, language)
    found = []
    for quantity in (of_a_day(q, text, language) for q in find_quantities(text, language)):
        id_ = substance_of(quantity, text, names)
        if id_ is None and len({name.id for name in names}) == 1:
            id_ = names[0].id
        if id_ is None and not names and len(about) == 1:
            id_ = about[0]
        if id_ is None or not quantity.per_day or quantity.comparator in {"<", "<="}:
            continue
        checked = limits(quantity, id_, jurisdictions=places, who=groups)
        exceeded = tuple(
            limit for limit, above in checked if above and (supplement or not limit.supplements)
        )
        if exceeded:
            found.append(AboveLimit(quantity, exceeded))
    return tuple(found)
