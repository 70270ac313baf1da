"""What compounds and formulas are made of (`compositions.toml`), added to the substances of the vocabulary."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import key
from magclaims.knowledge.vocabulary.entries import Composition, Vocabulary

_HYDRATE = re.compile(r"·(\d*)H2O$")
_WATER = Decimal("18.015")
_BUFFERED = Decimal("0.7")
"""Commercial salts hold more water, or something to buffer them: a third less is nothing odd."""
_PURE = Decimal("1.02")
_FORMULA_PART = re.compile(r"([A-Z][a-z]?)([0-9]*)")


def add_compositions(words: Vocabulary) -> None:
    """Add compositions, formulas and their names to entries that are there.

    A composition with the shares that a label or sources give goes before one of `shares.toml`.

    Raises:
        KeyError: There is no such entry.
        ValueError: A row of `shares.toml` cannot be.
    """
    data = load_data("compositions.toml")
    weights = {symbol: Decimal(weight) for symbol, weight in data["atomic_weights"].items()}
    words.inert.update(map(key, data["inert"]))
    for element, salts in data["salts"].items():
        symbol, patterns = words.substances[element].symbol, data["salt_names"][element]
        _compose(words, element, _composition({"formula": symbol}, element, symbol, weights))
        for id_, row in salts.items():
            made = [p.replace("{}", anion) for anion in row["anions"] for p in patterns]
            _compose(words, id_, _composition(row, element, symbol, weights))
            _call(words, id_, row, made)
    for id_, row in load_data("shares.toml")["share"].items():
        composition = words.substances[id_].composition
        if composition is None or composition.accepted_fraction is None:
            _compose(words, id_, _shared(row))
    for id_, row in data["formulas"].items():
        words.substances[id_] = replace(
            words.substances[id_],
            ingredients=tuple(row["ingredients"]),
            may_contain=tuple(row.get("may_contain", ())),
            complete=row.get("complete", True),
        )
        _call(words, id_, row)
    for id_, row in data["names"].items():
        _call(words, id_, row)


def _compose(words: Vocabulary, id_: str, composition: Composition) -> None:
    words.substances[id_] = replace(words.substances[id_], composition=composition)


def _call(words: Vocabulary, id_: str, row: Mapping[str, Any], made: Iterable[str] = ()) -> None:
    """Add the names of a row."""
    index = words.substance_names
    for name in (*row.get("names", ()), *made):
        index.add(name, id_)
    for name in row.get("brands", ()):
        index.add(name, id_, brand=True)
    for name in row.get("exact", ()):
        index.add_exact(name, id_)


def _composition(
    row: Mapping[str, Any], element: str, symbol: str, weights: Mapping[str, Decimal]
) -> Composition:
    """Molar masses by the sum formula, and the shares that a row gives."""
    counts: dict[str, int] = {}
    for part, count in _FORMULA_PART.findall(row["formula"]):
        counts[part] = counts.get(part, 0) + int(count or 1)
    accepted = [Decimal(share) for share in row.get("accepted_fraction", ())]
    return Composition(
        of=element,
        molar_mass=sum((weights[s] * n for s, n in counts.items()), Decimal(0)),
        part_mass=weights[symbol] * counts[symbol],
        accepted_fraction=(accepted[0], accepted[1]) if accepted else None,
        label_fraction=Decimal(row["label_fraction"]) if "label_fraction" in row else None,
        label_source=row.get("label_source"),
    )


def _shared(row: Mapping[str, str]) -> Composition:
    """By a row of `shares.toml`: from a hydrated or buffered salt to the dry, pure one."""
    percent, mass = Decimal(row["percent"]), Decimal(row["molar_mass"])
    share = percent / 100
    hydrate = _HYDRATE.search(row["formula"])
    water = _WATER * int(hydrate[1] or 1) if hydrate else Decimal(0)
    dry = share * mass / (mass - water)
    return Composition(
        of=row["of"],
        molar_mass=mass,
        part_mass=mass * share,
        accepted_fraction=(share * _BUFFERED, dry * _PURE),
    )
