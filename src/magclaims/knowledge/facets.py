"""Parts of one outcome that may go different ways: systolic and diastolic pressure."""

import re
from functools import cache

from magclaims.knowledge.data import load as load_data

_WORD = re.compile(r"[^\W\d_]+")


def facets_differ(first: str, second: str) -> bool:
    """Whether two names of one outcome tell of different parts of it."""
    ours, theirs = (_facets_of(name) for name in (first, second))
    return bool(ours and theirs and ours.isdisjoint(theirs))


def facet_words(name: str) -> frozenset[str]:
    """The words by which a text may tell of the part that a name tells of; none for the whole."""
    return frozenset().union(*(_rows()[place] for place in _facets_of(name)))


def _facets_of(name: str) -> frozenset[tuple[int, int]]:
    words = {*_WORD.findall(name.casefold())}
    return frozenset(place for place, row in _rows().items() if words & row)


@cache
def _rows() -> dict[tuple[int, int], frozenset[str]]:
    """The words of each part, by the set that it is of and its place in it."""
    return {
        (number, part): frozenset(row)
        for number, rows in enumerate(load_data("facets.toml")["facets"])
        for part, row in enumerate(rows)
    }
