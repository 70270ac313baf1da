"""What a portion holds, worked out from what its source says of another amount: 120 mg in 100 ml, 240 in 200."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from magclaims.knowledge.data import load
from magclaims.quantity.grammar import grammar_of
from magclaims.quantity.told import Numbers, Stated

_ROUNDED = Decimal("0.05")
"""Tables of foods are rounded, and so is a portion."""

_MOST = 10
"""Portions that a sentence adds up."""


class Content(NamedTuple):
    """So much of a substance in so much of a food."""

    held: Stated
    portion: Stated


def worked_out(stated: Stated, sentence: Numbers, says: Numbers) -> bool:
    """Whether a number of a sentence is what its portion holds, or the portion itself."""
    return _is_of_several(stated, sentence, says) or any(
        fits and any(stated is number for number in (held, portion))
        for content in _contents(says)
        for held, portion, fits in _beside(content, sentence)
    )


def _is_of_several(stated: Stated, sentence: Numbers, says: Numbers) -> bool:
    """Whether it is what several of the source's portions hold: "two cups" of one that holds 95 mg."""
    words = re.findall(r"[^\W_]+", sentence.text.lower())
    numbers = grammar_of(sentence.language).numbers
    times = {numbers.get(word) or (Decimal(word) if word.isdecimal() else None) for word in words}
    each = [
        held
        for held in says.stated
        if held.quantity.dimension == stated.quantity.dimension
        and _per_one().search(says.text[held.quantity.end :])
    ]
    return any(
        held.low * many * (1 - _ROUNDED) <= stated.high
        and stated.low <= held.high * many * (1 + _ROUNDED)
        for held in each
        for many in times
        if many is not None and 1 < many <= _MOST
    )


def _beside(content: Content, sentence: Numbers) -> Iterator[tuple[Stated, Stated, bool]]:
    """Two numbers of a sentence that may be such a content, and whether they are that of the source."""
    for portion in sentence.stated:
        if portion.quantity.dimension != content.portion.quantity.dimension:
            continue
        for held in sentence.stated:
            if held is portion or held.quantity.dimension != content.held.quantity.dimension:
                continue
            share = portion.low / content.portion.low
            low = content.held.low * share * (1 - _ROUNDED)
            high = content.held.high * share * (1 + _ROUNDED)
            yield held, portion, low <= held.high and held.low <= high


def _contents(numbers: Numbers) -> Iterator[Content]:
    for held, portion in pairwise(numbers.stated):
        between = numbers.text[held.quantity.end : portion.quantity.start]
        if portion.low > 0 and _per().search(between):
            yield Content(held, portion)


@cache
def _per_one() -> re.Pattern[str]:
    """Behind an amount, and what it is of: "per cup", "in a slice"; a day or a kilogram is no portion."""
    data = load("units.toml")
    words = "|".join(map(re.escape, data["in_a_portion"]))
    units = {name for unit in data["units"].values() for name in unit["names"] if name.isalpha()}
    named = "|".join(sorted(units))
    return re.compile(
        rf"^(?: [^\W\d_]+){{0,3}} (?:{words}) (?!(?:{named})(?!\w))[^\W\d_]{{3,}}", re.IGNORECASE
    )


@cache
def _per() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("units.toml")["in_a_portion"]))
    return re.compile(rf"(?:(?<!\w)(?:{words})|/)\s*$", re.IGNORECASE)
