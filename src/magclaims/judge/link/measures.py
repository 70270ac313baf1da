"""Which of a source's few words are on the measure that a number of the sentence is of.

"Strength 9 kg and lean mass 1.4 kg above placebo" gives two numbers of one unit. What is said of one
outcome carries nothing on another: a number is held against the part that names its own. Where a part
names no outcome it goes on about the one before it; where the parts do not tell clearly whose a number
is, all of them count.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from magclaims.knowledge import relation
from magclaims.knowledge.vocabulary import find_outcomes
from magclaims.quantity.stated import Numbers, Stated, read

_JOINS = re.compile(
    r"[,;.]\s+|\s+(?:and|but|while|whereas|plus|en|maar|terwijl|und|aber|sowie|et|mais|tandis que|y|pero)\s+"
)
_WITHIN = frozenset({"same", "broader", "narrower"})


class _Part(NamedTuple):
    """A part of a text, and what it names."""

    start: int
    end: int
    outcomes: frozenset[str]
    numbers: int


def on_the_measure(
    stated: Stated, numbers: Numbers, source: Numbers, claimed: Sequence[str]
) -> Numbers:
    """The numbers of a source, of which only those are left which are on what a number is of.

    Args:
        stated: A number of the sentence.
        numbers: All numbers of it, with its text.
        source: The numbers of the source.
        claimed: Names of the outcomes that the claim is about.
    """
    parts = _parts(source)
    named = frozenset[str]().union(*(part.outcomes for part in parts))
    ours = _named_beside(stated, numbers) & named or frozenset(claimed)
    # A part that only names things, and a part with a number that names nothing at the front: who can tell?
    unclear = any(part.outcomes and not part.numbers for part in parts)
    if unclear or not any(_are(ours, part.outcomes, frozenset({"same"})) for part in parts):
        return source
    kept = [part for part in parts if not part.outcomes or _are(ours, part.outcomes, _WITHIN)]
    if len(kept) == len(parts):
        return source
    text = " ; ".join(source.text[part.start : part.end] for part in kept)
    return read(text, source.language, about=source.about, contents=True)


def _named_beside(stated: Stated, numbers: Numbers) -> frozenset[str]:
    """The outcomes that the sentence names in the part in which a number stands."""
    at = stated.quantity.start
    parts = _parts(numbers)
    return next((part.outcomes for part in parts if part.start <= at < part.end), frozenset())


def _parts(numbers: Numbers) -> tuple[_Part, ...]:
    """The parts of a text; one without an outcome has that of the part before it."""
    text = numbers.text
    spans = [(each.quantity.start, each.quantity.end) for each in numbers.stated]
    cuts = [
        (found.start(), found.end())
        for found in _JOINS.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in spans)
    ]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    mentions = find_outcomes(text)
    parts: list[_Part] = []
    for start, end in zip(starts, ends, strict=True):
        here = frozenset(i for m in mentions if start <= m.start < end for i in m.ids)
        many = sum(start <= at < end for at, _ in spans)
        parts.append(_Part(start, end, here or (parts[-1].outcomes if parts else here), many))
    return tuple(parts)


def _are(ours: frozenset[str], theirs: frozenset[str], near: frozenset[str]) -> bool:
    return any(relation(one, other) in near for one in ours for other in theirs)
