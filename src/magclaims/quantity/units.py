"""What `knowledge/units.toml` says of units and of what is counted; a language is one section there."""

import re
from collections.abc import Iterable
from functools import cache, partial

from magclaims.knowledge.data import load as load_data

units_data = partial(load_data, "units.toml")
"""All of units.toml."""


def any_of(words: Iterable[str]) -> str:
    """The words as a regex alternation, longest first; any white space matches any other.

    An empty list gives a regex that never matches.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    spaced = (r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)
    return "|".join(spaced) or r"(?!)"


def unit_name(written: str) -> str:
    """The normalised unit of one as it is written."""
    names = unit_names()
    return names[re.sub(r"\s+", " ", written.casefold())]


@cache
def unit_names() -> dict[str, str]:
    """The normalised units, by their names in any language, casefolded."""
    return {
        name.casefold(): unit
        for unit, row in units_data()["units"].items()
        for name in row["names"]
    }


@cache
def _families() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(rf"(?<!\w)(?:{any_of(row['names'])})(?!\w)"), name, row["group"])
        for name, row in units_data()["nouns"].items()
    )


def family(noun: str) -> tuple[str, str] | None:
    """The family of a counted noun and the group in which families can be compared; None where the data know none.

    E.g. `("reaction", "enzyme count")`.
    """
    folded = noun.casefold()
    for pattern, name, group in _families():
        if pattern.search(folded):
            return name, group
    return None
