"""What a portion holds, worked out from what its source says of another amount: 120 mg in 100 ml, 240 in 200."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from magclaims.knowledge.data import load
from magclaims.quantity.told import Numbers, Stated

_ROUNDED = Decimal("0.05")
"""Tables of foods are rounded, and so is a portion."""


class Content(NamedTuple):
    """So much of a substance in so much of a food."""

    held: Stated
    portion: Stated


def worked_out(stated: Stated, sentence: Numbers, says: Numbers) -> bool:
    """Whether a number of a sentence is what its portion holds, or the portion itself.

    Args:
        stated: The number.
        sentence: All numbers of the sentence, of which one is the portion.
        says: What the source is quoted to say.
    """
    return any(
        fits and any(stated is number for number in (held, portion))
        for content in _contents(says)
        for held, portion, fits in _beside(content, sentence)
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
def _per() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("units.toml")["in_a_portion"]))
    return re.compile(rf"(?:(?<!\w)(?:{words})|/)\s*$", re.IGNORECASE)
