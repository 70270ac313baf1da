"""Which substance an amount is of, and what the amount is in milligrams of it.

A text gives doses of compounds (50 mg of zinc gluconate), of what they supply (7 mg of zinc), and in
international units. The shares and units are in `knowledge/shares.toml`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from magclaims.knowledge import FoundName, find_substances, substance, vocabulary
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import key
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.small_words import any_language
from magclaims.knowledge.vocabulary import Composition
from magclaims.quantity.numbers import Quantity, find_quantities

_shares = partial(load_data, "shares.toml")
_AFTER = re.compile(r"[\s(]*(?:[^\W\d]+[\s(]+){0,3}$")
"""Between an amount and its substance: up to three words ("mg per day of elemental zinc")."""
_ANOTHER = re.compile(rf"[,;.]\s|\b(?:{any_language('and')})\b")
_BEFORE = re.compile(r"^[\s(:=]{1,3}(?:[^\W\d]{1,9}\s){0,2}\(?$")


@remembered
def named_in(text: str) -> tuple[FoundName, ...]:
    """The substances that a text names, from left to right, each form as itself; none that is ambiguous."""
    return tuple(name for name in find_substances(text) if len(name.ids) == 1)


def substance_id(name: str) -> str | None:
    """The id of a whole name; None where nobody knows it."""
    found = substance(name)
    if found is not None:
        return found.id
    mentioned = {named.id for named in named_in(name)}
    return mentioned.pop() if len(mentioned) == 1 else None


def amounts_of(names: Iterable[str]) -> tuple[str, ...]:
    """What amounts are of where a text does not say: the substance, or all of a formula together."""
    ids = sorted({substance_id(name) or key(name) for name in names})
    return ("+".join(ids),) if ids else ()


def substance_of(quantity: Quantity, text: str, names: Sequence[FoundName]) -> str | None:
    """The substance that an amount in a text is of, by what stands beside it; None where nothing does."""
    for name in names:
        # "400 mg magnesium": the noun may be taken into the expression.
        if quantity.start < name.start and (
            name.start < quantity.end or _AFTER.match(text[quantity.end : name.start])
        ):
            between = text[quantity.start : name.start]
            if not _ANOTHER.search(between):
                return name.id
            break
    for name in reversed(names):
        if name.end <= quantity.start:
            return name.id if _BEFORE.match(text[name.end : quantity.start]) else None
    return None


def with_parents(id_: str) -> Iterator[str]:
    """The substance, and what it is a form of."""
    known = vocabulary.vocabulary().substances
    item = known.get(id_)
    yield id_
    while item is not None and item.parent is not None:
        yield item.parent
        item = known.get(item.parent)


# --- shares ----------------------------------------------------------------------------------------


@remembered
def compounds() -> Mapping[str, Composition]:
    """The compounds of which the share is known, by id."""
    return {
        id_: term.composition
        for id_, term in vocabulary.vocabulary().substances.items()
        if term.composition is not None and term.is_compound
    }


def weighed_as(id_: str) -> str:
    """What an amount of this form is an amount of: vitamin D for vitamin D3, itself for most."""
    forms: dict[str, list[str]] = load_data("limits.toml")["weighed_as"]
    return next((whole for whole, members in forms.items() if id_ in members), id_)


def milligrams(quantity: Quantity, id_: str | None) -> tuple[tuple[Decimal, Decimal], ...]:
    """The amount in milligrams, lowest and highest; none where it cannot be told.

    International units need the substance; those of vitamin E have two readings.
    """
    if quantity.dimension == "mass":
        return (quantity.amounts,)
    if quantity.dimension != "international units" or id_ is None:
        return ()
    row = _shares()["iu"].get(weighed_as(id_))
    if row is None:
        return ()
    units = [Decimal(each) * 1000 for each in row["per_microgram"]]
    return tuple((quantity.low / each, quantity.high / each) for each in units)


def supplied(quantity: Quantity, id_: str, whole: str) -> tuple[tuple[Decimal, Decimal], ...]:
    """The milligrams of `whole` (zinc) in an amount of a form of it (zinc gluconate); none where unknown."""
    amounts = milligrams(quantity, id_)
    if id_ == whole or quantity.elemental or weighed_as(id_) == whole:
        return amounts
    compound = compounds().get(id_)
    if compound is None or compound.of != whole:
        return ()
    share = compound.part_mass / compound.molar_mass
    return tuple((low * share, high * share) for low, high in amounts)


_SUPPLIES = re.compile(
    r"[(=]|\b(?:suppl|provid|contain|hold|giv|yield|equal|equivalent|correspond|of which|is\b)",
    re.IGNORECASE,
)
"""Between a compound and what it holds, in a statement of the registry, which is English."""


def supplied_in(statement: str, compound: str) -> tuple[Quantity | None, Quantity | None]:
    """The amount of a compound in an English statement, and the amount that it is said to supply.

    "2 g of magnesium citrate supplies 320 mg of elemental magnesium".
    """
    names = named_in(statement)
    masses = [q for q in find_quantities(statement, "en") if q.dimension == "mass" and q.low > 0]
    of = compounds()[compound].of if compound in compounds() else None
    others = {q.start for q in masses if substance_of(q, statement, names) not in {of, None}}
    elemental = next((q for q in masses if q.elemental and (not of or q.start not in others)), None)
    if elemental is None and of is not None:
        elemental = next((q for q in masses if substance_of(q, statement, names) == of), None)
        joined = elemental is not None and _SUPPLIES.search(statement[: elemental.start][-30:])
        elemental = elemental if joined else None
    whole = next((q for q in masses if q is not elemental and not q.elemental), None)
    return whole, elemental
