"""Whom a caveat sets aside: "whether this holds for people is not known" invokes nobody.

A sentence can name people only to say that nothing is known of them. What does that is an *opener*:
an open question ("not tested in", "remains to be seen", "human trials are needed"), a denial, a negation, weak
evidence. An opener sets a mention aside where no relation that the sentence
asserts or denies stands between them or holds the mention as its argument:

    In rats zinc improved memory; [in people this was never tested]     set aside
    Zinc did not improve memory [in people]                             about people
    In [people who do not smoke] zinc improved memory                   about people
"""

from collections.abc import Iterator, Sequence
from typing import Final

from magclaims.lexicon.cues import STOPS, CueHit, CuePack
from magclaims.lexicon.layout import Layout

_OPENERS: Final = ("open", "denial", "negation", "limited")
_VERBLESS: Final = frozenset({"open", "denial", "negation"})
"""Openers that need no verb beside them: "no human data", "not in people"."""
_NEAR: Final = 3
"""Words between a negation and the mention that it takes back ("not yet in older people")."""


def set_aside(pack: CuePack, layout: Layout, live: Sequence[CueHit], place: int) -> bool:
    """Whether a caveat sets the mention of people or the reader, at a token, aside."""
    segment = layout.segments[place]
    here = [hit for hit in live if layout.segments[hit.first] == segment]
    openers = [hit for hit in _openers(layout) if segment in _segments(layout, hit)]
    if any(_negated_alone(pack, layout, here, opener, place) for opener in openers):
        return True
    first, last = _ends(layout, place)
    if not here:
        # Where nobody else is named only an open question is a caveat: "people who do not sleep"
        # and "no evidence in people" are about people.
        alone = not layout.kind("animal") and not layout.kind("in_vitro")
        verb = _has_verb(pack, layout, first, last)
        kinds = {opener.cue.kind for opener in openers}
        return bool({"open"} & kinds if alone else kinds if verb else kinds & _VERBLESS)
    unit = _unit(pack, layout, here, place, (first, last))
    if unit is None or not _has_verb(pack, layout, *unit):
        return False
    return any(
        unit[0] <= opener.first <= unit[1] and _governs(pack, layout, opener, place)
        for opener in openers
        if opener.cue.kind != "limited"
    )


def in_open_question(pack: CuePack, layout: Layout, hit: CueHit) -> bool:
    """Whether a relation stands in a question that the sentence leaves open.

    "It is not known whether zinc improves sleep" asks; "it is not known why it does" asserts.
    """
    for opener in layout.kind("open"):
        if layout.segments[opener.first] != layout.segments[hit.first]:
            continue
        begin, end = sorted((opener.first, hit.first))
        if opener.first > hit.first:
            begin = _ends(layout, hit.first)[0]
            end = hit.first
        asks = (place for place in range(begin, end) if layout.word(place) in pack.words["asks"])
        if any(_begins_clause(pack, layout, place) for place in asks):
            return True
    return False


def _openers(layout: Layout) -> Iterator[CueHit]:
    for kind in _OPENERS:
        yield from layout.kind(kind)


def _segments(layout: Layout, hit: CueHit) -> set[int]:
    return {layout.segments[hit.first], layout.segments[hit.last]}


def _ends(layout: Layout, place: int) -> tuple[int, int]:
    """The first and last token of the segment that a token stands in."""
    first = last = place
    while first > 0 and layout.segments[first - 1] == layout.segments[place]:
        first -= 1
    while last + 1 < len(layout.tokens) and layout.segments[last + 1] == layout.segments[place]:
        last += 1
    return first, last


def _negated_alone(
    pack: CuePack, layout: Layout, live: Sequence[CueHit], opener: CueHit, place: int
) -> bool:
    """Whether a negation takes back the mention alone: "in rats, not in people"."""
    between = range(opener.last + 1, place)
    fillers = pack.words["prepositions"] | pack.words["determiners"] | pack.words["adverbs"]
    if opener.cue.kind != "negation" or opener.last >= place or len(between) > _NEAR:
        return False
    if any(layout.word(index) not in fillers for index in between):
        return False
    same = [hit for hit in live if layout.clauses[hit.first] == layout.clauses[place]]
    return all(hit.last < opener.first for hit in same) and (pack.governs_before_only or not same)


def _has_verb(pack: CuePack, layout: Layout, first: int, last: int) -> bool:
    return any(
        layout.word(place) in pack.words["finite"]
        or pack.verb_forms.get(layout.word(place)) in {"finite", "past"}
        for place in range(first, last + 1)
    )


def _unit(
    pack: CuePack, layout: Layout, live: Sequence[CueHit], place: int, ends: tuple[int, int]
) -> tuple[int, int] | None:
    """The part of the segment around a mention that holds no relation; None where one holds it."""
    first, last = ends
    for hit in live:
        if hit.last < place:
            cut = next(_cuts(pack, layout, range(hit.last + 1, place + 1)), None)
            if cut is None:
                return None
            first = max(first, cut)
        elif hit.first > place:
            cut = next(_cuts(pack, layout, range(hit.first, place, -1)), None)
            if cut is None:
                return None
            last = min(last, cut - 1)
        else:
            return None
    return first, last


def _cuts(pack: CuePack, layout: Layout, places: range) -> Iterator[int]:
    """Tokens at which another part begins: after a comma or "and", or where a clause begins."""
    for place in places:
        joined = layout.word(place) in pack.words["joins"] or layout.word(place) == ","
        if joined or layout.clauses[place] != layout.clauses[place - 1]:
            yield place


def _governs(pack: CuePack, layout: Layout, opener: CueHit, place: int) -> bool:
    """Whether an opener is said of the mention, and not of "people who do not smoke"."""
    if opener.first < place:
        return True
    if begins_with(layout, place, pack.words["conditions"]):
        return False
    return all(layout.word(index) not in pack.words["who"] for index in range(place, opener.first))


def begins_with(layout: Layout, place: int, words: frozenset[str]) -> bool:
    """Whether the clause of a token begins with one of these words."""
    while place > 0 and layout.clauses[place - 1] == layout.clauses[place]:
        place -= 1
    return layout.word(place) in words


def _begins_clause(pack: CuePack, layout: Layout, place: int) -> bool:
    """Whether "of" or "if" asks: at the start of a clause or after what leaves it open."""
    before = layout.word(place - 1)
    opened = any(hit.last in {place - 1, place - 2} for hit in layout.kind("open"))
    starts = not before or before in STOPS or before in {",", "is"} | pack.words["joins"]
    return opened or starts or before in pack.words["segment"]
