"""Daily limits and reference amounts, whose they are and for whom.

They are in `knowledge/limits.toml`, as are the words that point to them.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Any, Literal

from magclaims.knowledge import substance
from magclaims.knowledge.data import load as load_data
from magclaims.model.values import dataclass
from magclaims.quantity.substances import compounds, weighed_as, with_parents

limits_data = partial(load_data, "limits.toml")
"""All of limits.toml."""
LimitKind = Literal["upper level", "legal maximum", "reference intake", "label", "medicine"]
Who = Literal["adults", "children", "pregnancy"]
LimitStatus = Literal["confirmed", "official", "one_source", "memory"]
MILLIGRAMS = {"g": Decimal(1000), "mg": Decimal(1), "µg": Decimal("0.001")}


@dataclass(frozen=True, slots=True)
class Limit:
    """A daily limit or reference amount, whose it is and where it was read."""

    substance: str
    value: Decimal | None
    """In `unit`; None where the body looked at it and set none."""
    unit: str
    body: str
    """The id of the body, e.g. `efsa`."""
    kind: LimitKind
    who: Who
    per: Literal["day", "dose"]
    basis: Literal["elemental", "compound"]
    supplements: bool
    """It is about supplements, not about what food holds."""
    below: bool
    """The amount itself is too much already."""
    what: str
    former: Decimal | None
    """What the body said before, in `unit`."""
    since: str
    source: str
    """Where it was read, in words."""
    status: LimitStatus

    @property
    def id(self) -> str:
        """Body, substance and, where needed, whom it is for."""
        usual = {"adults", "day", "elemental"}
        more = [str(each) for each in (self.who, self.per, self.basis) if each not in usual]
        return "-".join([self.body, self.substance, *more])

    @property
    def body_name(self) -> str:
        """The name of the body, as messages have it."""
        return str(limits_data()["body"][self.body]["name"])

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """Where it counts."""
        return tuple(limits_data()["body"][self.body]["jurisdictions"])

    @property
    def mg(self) -> Decimal | None:
        """The amount in milligrams."""
        return self.value * MILLIGRAMS[self.unit] if self.value is not None else None

    @property
    def former_mg(self) -> Decimal | None:
        """What the body said before, in milligrams."""
        return self.former * MILLIGRAMS[self.unit] if self.former is not None else None

    @property
    def amount(self) -> str:
        """The amount with its unit, e.g. "250 mg"."""
        return f"{self.value:f} {self.unit}" if self.value is not None else "none"

    @property
    def substance_name(self) -> str:
        """The substance, as messages have it."""
        found = substance(self.substance)
        return found.name() if found is not None else self.substance


@cache
def known_limits() -> tuple[Limit, ...]:
    """The limits of `knowledge/limits.toml`; what its rows may hold, its tests say."""
    data = limits_data()
    intakes = ({"body": "nrv", "kind": "reference intake", "what": "for labels, adults", **row}
               for row in data["reference"]["rows"])  # fmt: skip
    return tuple(_limit(row) for row in (*intakes, *data["limit"]["rows"]))


_USUAL = {
    "kind": "upper level",
    "who": "adults",
    "per": "day",
    "basis": "elemental",
    "since": "",
    "supplements": False,
    "below": False,
    "former": None,
}
"""What a row does not say."""


def _limit(row: dict[str, Any]) -> Limit:
    row = {**_USUAL, **row}
    value = None if row["value"] == "none" else Decimal(row["value"])
    former = Decimal(row["former"]) if row["former"] is not None else None
    told = "; ".join(limits_data()["sources"][each] for each in row["source"].split(", "))
    return Limit(**{**row, "value": value, "former": former, "source": told})


def limits_of(substance: str) -> tuple[Limit, ...]:
    """The limits of a substance (an id), and of what it is a form of."""
    ids = {*with_parents(substance), weighed_as(substance)}
    return tuple(limit for limit in known_limits() if limit.substance in ids)


@cache
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words as a regex: abbreviations with their case; a * at the end for longer words."""
    parts = []
    for word in sorted(set(words), key=lambda each: (-len(each), each)):
        stem = word.removesuffix("*")
        spaced = r"\s+".join(re.escape(part) for part in stem.split()).replace(r"\*", r"\w*")
        ending = r"\w*" if word.endswith("*") else ""
        flag = "" if stem.isupper() else "i"
        parts.append(f"(?{flag}:{spaced}{ending})" if flag else f"(?:{spaced}{ending})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def pointing_words(section: str, language: str) -> re.Pattern[str]:
    """The words of one section, in a language."""
    rows = limits_data()[section]
    return pattern_of(tuple(rows.get(language[:2].lower(), rows["en"])))


def named_bodies(text: str) -> frozenset[str]:
    """The bodies that a text names."""
    return frozenset(
        id_
        for id_, row in limits_data()["body"].items()
        if pattern_of(tuple(row["names"])).search(text)
    )


def groups_in(text: str, language: str) -> frozenset[str]:
    """The groups of people whom a text names."""
    rows, code = limits_data()["who"], language[:2].lower()
    return frozenset(
        who
        for who, words in rows.items()
        if pattern_of(tuple(words.get(code, words["en"]))).search(text)
    )


def for_whom(limits: Sequence[Limit], groups: frozenset[str]) -> tuple[Limit, ...]:
    """Those that are for whom the sentence is about; adults where it names nobody."""
    wanted = groups or {"adults"}
    return tuple(limit for limit in limits if limit.who in wanted)


def whole_of(substance: str) -> str:
    """What the elemental amounts of a limit are of: magnesium, for magnesium L-threonate."""
    compound = compounds().get(substance)
    return compound.of if compound is not None else substance
