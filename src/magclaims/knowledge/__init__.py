"""What the tool knows of substances and outcomes; the lists themselves are TOML files beside this one.

Names are compared by their *key*: the lower-case letters and digits, without accents, hyphens,
spaces or trade mark signs. "Magnesium-L-threonaat", "magnesium L threonaat" and
"magnesiumlthreonaat" have the same key, so that one spelling in the list is enough.

Outcomes are a module of their own (`outcome_terms`), and so is how names are found in a text (`index`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.index import (
    MAX_TOKENS,
    Mention,
    NameIndex,
    add_name,
    barred,
    mentions,
    plain,
)
from magclaims.knowledge.keys import key
from magclaims.knowledge.languages import READ
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.outcome_terms import find_outcomes, outcome, outcomes, relation
from magclaims.model.values import dataclass

__all__ = [
    "MAX_TOKENS",
    "Mention",
    "Substance",
    "SubstanceKind",
    "find_outcomes",
    "find_substances",
    "is_inert",
    "outcome",
    "outcomes",
    "relation",
    "substance",
    "substances",
]

SubstanceKind = Literal[
    "element", "compound", "formula", "nutrient", "diet_or_status", "form", "source"
]


_FORMULA_PART = re.compile(r"([A-Z][a-z]?)([0-9]*)")


@dataclass(frozen=True, slots=True)
class Substance:
    """A substance, or a formula of several."""

    id: str
    name: str
    """The name to show, in English."""
    kind: SubstanceKind
    names: tuple[str, ...]
    """All synonyms, as the file spells them (`*` removed), the shown name first."""
    brands: frozenset[str] = frozenset()
    """Those of `names` that are brand names."""
    element: str | None = None
    """The mineral that it supplies, e.g. `magnesium`."""
    form_of: str | None = None
    """The id of the substance that this is one form of; None for the element itself."""
    formula: str | None = None
    """Sum formula of the anhydrous, stoichiometric compound."""
    molar_mass: Decimal | None = None
    """g/mol, computed from `formula` with the IUPAC abridged atomic weights."""
    element_molar_mass: Decimal | None = None
    """g of the element per mol of the compound (three magnesium atoms in the citrate count thrice)."""
    label_fraction: Decimal | None = None
    """Mass of the element / mass of the product, as its label declares it (0..1)."""
    label_source: Mapping[str, str] | None = None
    """Where that stands, by language."""
    accepted_fraction: tuple[Decimal, Decimal] | None = None
    """Lowest and highest fraction that sources on this compound use."""
    accepted_source: str | None = None
    ingredients: tuple[str, ...] = ()
    """For a formula: ids of its active ingredients."""
    may_contain: tuple[str, ...] = ()
    """For a formula: ids of ingredients that some sources list."""
    complete: bool = True
    """False where a formula holds more than `ingredients` says."""
    source: str | None = None
    """For a formula: who says what it holds."""
    source_of: str | None = None
    """The id of the constituent that people take it for; its dose is not the constituent's dose."""
    usual_of: str | None = None
    """The id of the substance for which it is what is usually given: creatine monohydrate, creatine."""
    dutch: str | None = None
    """The Dutch name to show."""
    mesh: str | None = None
    """Id of the MeSH heading."""


def _masses(
    formula: str | None, element: str | None, weights: Mapping[str, Decimal]
) -> tuple[Decimal | None, Decimal | None]:
    """Molar mass of a sum formula, and the element's part of it, in g/mol."""
    if formula is None or element is None:
        return None, None
    counts: dict[str, int] = {}
    for symbol, count in _FORMULA_PART.findall(formula):
        counts[symbol] = counts.get(symbol, 0) + int(count or 1)
    total = sum((weights[s] * n for s, n in counts.items()), Decimal(0))
    return total, weights[element] * counts[element]


class _Substances(NamedTuple):
    by_id: Mapping[str, Substance]
    names: NameIndex
    inert: frozenset[str]


_Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]
_SYMBOLS = {"magnesium": "Mg"}


@remembered
def _substances() -> _Substances:
    data = load_data("substances.toml")
    weights = {symbol: Decimal(weight) for symbol, weight in data["atomic_weights"].items()}
    index, by_id = NameIndex(), {}
    for phrase in (*data["never"], *barred("substance")):
        index.bar(phrase)
    for substance, names, exact in _entries(data, weights):
        by_id[substance.id] = substance
        for name in names:
            index.add(name, substance.id, brand=name.removesuffix("*") in substance.brands)
        for name in exact:
            index.case(name, substance.id)
    _add_vocabulary(by_id, index)
    return _Substances(by_id, index, frozenset(map(key, data["inert"])))


def _vocabulary_rows(what: Literal["substance", "outcome"]) -> _Rows:
    from magclaims.knowledge import vocabulary

    return vocabulary.rows(what)


def _add_vocabulary(by_id: dict[str, Substance], index: NameIndex) -> None:
    """The substances of the vocabulary that `substances.toml` does not have under some name."""
    rows = {
        id_: row for group in _vocabulary_rows("substance").values() for id_, row in group.items()
    }
    taken = {}
    for id_, row in rows.items():
        known = by_id.get(id_) or _known_as(index, by_id, row["en"], row["nl"])
        taken[id_] = known.id if known else id_
    for id_, row in rows.items():
        target = taken[id_]
        names = (row["en"], row["nl"], *_also(row))
        dutch = None if row.get("unsure") else row["nl"]
        if target in by_id:
            old = by_id[target]
            if row.get("parent"):
                dutch = None  # a form that is no entry of its own lends it no name: KSM-66
            by_id[target] = replace(old, dutch=old.dutch or dutch, mesh=old.mesh or row.get("mesh"))
        else:
            parent = taken.get(row.get("parent", ""))
            by_id[target] = Substance(
                id=target,
                name=row["en"],
                kind=_VOCABULARY_KINDS.get(row.get("kind", ""), "nutrient"),
                names=plain(names),
                form_of=parent if row.get("kind") == "form" else None,
                source_of=parent if row.get("kind") in {"source", "extract"} else None,
                usual_of=parent if row.get("usual") else None,
                dutch=dutch,
                mesh=row.get("mesh"),
            )
        for name in names:
            add_name(index, name, target)


_VOCABULARY_KINDS: Mapping[str, SubstanceKind] = {
    "form": "form",
    "source": "source",
    "extract": "source",
}


def _known_as(index: NameIndex, by_id: Mapping[str, Substance], *names: str) -> Substance | None:
    found = next((hit for name in names if (hit := index.exact.get(key(name)))), None)
    return by_id[found[0]] if found else None


def _entries(
    data: Mapping[str, Any], weights: Mapping[str, Decimal]
) -> Iterator[tuple[Substance, list[str], list[str]]]:
    """Every substance of the file with its names for the index and its case-sensitive ones."""
    for element, salts in data["salts"].items():
        patterns = data["salt_names"][element]
        for id_, row in salts.items():
            made = [p.replace("{}", anion) for anion in row["anions"] for p in patterns]
            yield _entry(id_, row, "compound", weights, element=element, made=made)
    for id_, row in data["elements"].items():
        yield _entry(id_, row, "element", weights, element=id_)
    for id_, row in data["diet_or_status"].items():
        yield _entry(id_, row, "diet_or_status", weights)
    for id_, row in data["formulas"].items():
        yield _entry(id_, row, "formula", weights)
    for id_, row in data["anions"].items():
        yield _entry(id_, row, "nutrient", weights)


def _entry(
    id_: str,
    row: Mapping[str, Any],
    kind: SubstanceKind,
    weights: Mapping[str, Decimal],
    *,
    element: str | None = None,
    made: Iterable[str] = (),
) -> tuple[Substance, list[str], list[str]]:
    brands, exact = row.get("brands", []), row.get("exact", [])
    names = [row["name"], *row.get("names", []), *brands, *made]
    molar, part = _masses(row.get("formula"), _SYMBOLS.get(element or ""), weights)
    accepted = [Decimal(x) for x in row.get("accepted_fraction", [])]
    substance = Substance(
        id=id_,
        name=row["name"],
        kind=kind,
        names=plain([*names, *exact]),
        brands=frozenset(brands),
        element=element,
        form_of=element if kind == "compound" else row.get("form_of"),
        formula=row.get("formula"),
        molar_mass=molar,
        element_molar_mass=part,
        label_fraction=Decimal(row["label_fraction"]) if "label_fraction" in row else None,
        label_source=row.get("label_source"),
        accepted_fraction=(accepted[0], accepted[1]) if accepted else None,
        accepted_source=row.get("accepted_source"),
        ingredients=tuple(row.get("ingredients", ())),
        may_contain=tuple(row.get("may_contain", ())),
        complete=row.get("complete", True),
        source=row.get("source"),
    )
    return substance, names, exact


def substances() -> Mapping[str, Substance]:
    """All substances, by id."""
    return _substances().by_id


@remembered
def substance(name: str) -> Substance | None:
    """The substance that `name` (an id or any synonym) means, or None.

    The whole name must match; case, accents, hyphens, spaces and trade mark signs do not count.
    """
    known = _substances()
    found = known.names.meant(name)
    return known.by_id.get(found[0] if found else name)


def is_inert(name: str) -> bool:
    """Whether `name` is a placebo, filler or solvent: never an active ingredient."""
    return key(name) in _substances().inert


@remembered
def find_substances(text: str) -> tuple[Mention, ...]:
    """The substances that `text` names, from left to right, the longest name first."""
    return mentions(_substances().names, text)


def _also(row: Mapping[str, Any]) -> Iterator[str]:
    for code in READ:
        if code in row and code not in {"en", "nl"}:
            yield row[code]
        yield from row.get(f"also_{code}", ())
    yield from row.get("brands", ())
    yield from filter(None, (name.strip() for name in row.get("latin", "").split(";")))
    if "nl_plural" in row:
        yield row["nl_plural"]
