"""Ages that a text gives in figures; the words around them are data (`knowledge/people.toml`)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.knowledge.small_words import any_language

OLDEST = 100


class Years(NamedTuple):
    """From and to."""

    low: int
    high: int

    def overlap(self, other: "Years") -> int:
        """How many years both hold."""
        return max(0, min(self.high, other.high) - max(self.low, other.low))


def ages_in(text: str) -> tuple[Years, ...]:
    """Ages in figures, from and to: "60 to 75 years", "over 65"; of all languages at once."""
    text = fold(text).replace("ß", "s")
    found = []
    for match in _range().finditer(text):
        low, high = int(match["low"]), int(match["high"])
        if (match["before"] or match["after"]) and low < high <= OLDEST + 20:
            found.append(Years(low, min(high, OLDEST)))
    if found:
        return tuple(found)
    for match in _from().finditer(text):
        youngest = next(match[n] for n in ("low", "low2", "low3", "low4") if match[n])
        found.append(Years(int(youngest), OLDEST))
    found.extend(Years(0, int(match["high"])) for match in _up_to().finditer(text))
    return tuple(y for y in found if y.low < y.high)


def _years(name: str) -> str:
    """The expressions of one list, of all languages."""
    rows: Mapping[str, Sequence[str]] = load_data("people.toml")["years"][name]
    return "|".join(expression for listed in rows.values() for expression in listed)


@cache
def _range() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<before>\b(?:{_years('aged')})) (?:(?:{_years('from')}) )?)?(?<![\d.,])(?P<low>\d{{1,2}})"
        rf"(?: ?(?:{_years('year')}))? ?(?:-|\u2013|\u2014|{_years('to')}) ?(?P<high>\d{{1,3}})"
        rf"(?![\d.,]*\d|\s?(?:{_NO_AGE}|{_years('else')}))(?P<after>[- ]?(?:{_years('old')}))?"
    )


@cache
def _from() -> re.Pattern[str]:
    joined = any_language("and", "or")
    return re.compile(
        rf"(?:aged? )?(?<![\d.,])(?P<low>\d{{2}})(?:[- ]?(?:{_years('old')}))? (?:{joined}) "
        rf"(?:{_years('older')})\b"
        rf"|\b(?:{_years('above')})[ -](?P<low2>\d{{2}})s?(?: ?(?:{_years('year')}))?"
        rf"(?! ?(?:{_NO_AGE}|{_years('else')}|\d))"
        rf"|(?<![\d.,])(?P<low3>\d{{2}}) ?(?:\+|{_years('plus')})|[≥>] ?(?P<low4>\d{{2}}) ?years"
    )


@cache
def _up_to() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_years('below')}) (?P<high>\d{{1,2}})(?: ?(?:{_years('year')})\b|(?=\W*$))"
    )


_NO_AGE = r"%|mg|g\b|ml|kg|iu|ie|mcg"
"""Units; the words of a language for what else a number is of are in `people.toml`."""
