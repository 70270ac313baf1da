"""Which of a source's few words are on the measure that a number of the sentence is of.

"Strength 9 kg and lean mass 1.4 kg above placebo" gives two numbers of one unit. What is said of one
outcome carries nothing on another: a number is held against the part that names its own. Where a part
names no outcome it goes on about the one before it; where the parts do not tell clearly whose a number
is, all of them count.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from magclaims.knowledge import relation
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.vocabulary import find_outcomes
from magclaims.quantity.stated import read
from magclaims.quantity.told import Numbers, Stated

_WITHIN = frozenset({"same", "broader", "narrower"})


class _Part(NamedTuple):
    """A part of a text, and what it names."""

    start: int
    end: int
    outcomes: frozenset[str]
    numbers: int


class OnTheMeasure:
    """The numbers of one source for each number of one sentence: of its measure where that is clear.

    The parts of both texts are read once, when they are asked for, however many numbers there are.
    """

    def __init__(self, numbers: Numbers, source: Numbers, claimed: Sequence[str]) -> None:
        """Keep the texts, and the names of the outcomes that the claim is about."""
        self._numbers, self._source, self._claimed = numbers, source, frozenset(claimed)
        self._kept: dict[frozenset[str], Numbers] = {}

    @cached_property
    def _ours(self) -> tuple[_Part, ...]:
        return _parts(self._numbers)

    @cached_property
    def _starts(self) -> list[int]:
        return [part.start for part in self._ours]

    @cached_property
    def _theirs(self) -> tuple[_Part, ...]:
        return _parts(self._source)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset[str]().union(*(part.outcomes for part in self._theirs))

    def of(self, stated: Stated) -> Numbers:
        """The numbers of the source, of which only those are left which are on what a number is of."""
        ours = self._beside(stated) & self._named or self._claimed
        if ours not in self._kept:
            self._kept[ours] = self._left(ours)
        return self._kept[ours]

    def _beside(self, stated: Stated) -> frozenset[str]:
        """The outcomes that the sentence names in the part in which a number stands."""
        at = stated.quantity.start
        part = self._ours[max(0, bisect_right(self._starts, at) - 1)]
        return part.outcomes if part.start <= at < part.end else frozenset()

    def _left(self, ours: frozenset[str]) -> Numbers:
        source, parts = self._source, self._theirs
        # A part that only names things, and a part with a number that names nothing at the front: who can tell?
        unclear = any(part.outcomes and not part.numbers for part in parts)
        if unclear or not any(_are(ours, part.outcomes, frozenset({"same"})) for part in parts):
            return source
        kept = [part for part in parts if not part.outcomes or _are(ours, part.outcomes, _WITHIN)]
        if len(kept) == len(parts):
            return source
        text = " ; ".join(source.text[part.start : part.end] for part in kept)
        return read(text, source.language, about=source.about, contents=True)


@cache
def _joins(language: str) -> re.Pattern[str]:
    """What parts a text: a mark, or a word of the language between blanks."""
    rows = load_data("effects.toml")
    words = rows.get(language[:2].lower(), rows["en"])["parts"]
    return re.compile(rf"[,;.]\s+|\s+(?:{'|'.join(map(re.escape, words))})\s+")


def _parts(numbers: Numbers) -> tuple[_Part, ...]:
    """The parts of a text; one without an outcome has that of the part before it."""
    text = numbers.text
    begins = sorted(each.quantity.start for each in numbers.stated)
    cuts = _outside(
        [found.span() for found in _joins(numbers.language).finditer(text)],
        sorted((each.quantity.start, each.quantity.end) for each in numbers.stated),
    )
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    mentions = sorted(find_outcomes(text), key=lambda mention: mention.start)
    places = [mention.start for mention in mentions]
    parts: list[_Part] = []
    for start, end in zip(starts, ends, strict=True):
        inside = mentions[bisect_left(places, start) : bisect_left(places, end)]
        here = frozenset(id_ for mention in inside for id_ in mention.ids)
        many = bisect_left(begins, end) - bisect_left(begins, start)
        parts.append(_Part(start, end, here or (parts[-1].outcomes if parts else here), many))
    return tuple(parts)


def _outside(
    cuts: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The cuts that touch no span; both are in order, and the spans may overlap one another."""
    kept: list[tuple[int, int]] = []
    at, reached = 0, 0
    for start, end in cuts:
        while at < len(spans) and spans[at][0] < end:
            reached = max(reached, spans[at][1])
            at += 1
        if reached <= start:
            kept.append((start, end))
    return kept


def _are(ours: frozenset[str], theirs: frozenset[str], near: frozenset[str]) -> bool:
    return any(relation(one, other) in near for one in ours for other in theirs)


def given_alone(numbers: Numbers, says: Numbers) -> bool:
    """Whether the one number of a sentence stands in a source, whatever it is of there; beside another it would hide that one."""
    alone = [(n.quantity.dimension, n.low, n.high) for n in numbers.stated]
    return len(alone) == 1 and alone[0] in [
        (n.quantity.dimension, n.low, n.high) for n in says.stated
    ]
