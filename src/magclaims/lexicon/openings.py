"""An effect told by what a clause opens with: "with a little valerian, nights become calmer".

Where the verb stays behind its subject, what comes first and ends in a comma may be what does it. Where no cue
asserts or denies anything, such a sentence says so when

- it opens with a word of means, time or condition (`opens_by`), or tells the reader to do something and goes
  on with "and" (`advice_starts`: "skip dinner and your sleep will suffer");
- what follows has the body, a symptom or a disease as its subject (`<matter>`);
- and its verb is one of change (`<changes>`), or a comparative (`<better>`) or a state (`<state>`) stands
  within a few words of it.

The same words may follow ("joints stiffen when it rains": `trails_by`), where more than a time stands behind
them (`times`). What only came after something (`follows_by`) and is told in the past may have come by chance.
"""

from collections.abc import Iterator
from typing import Final

from magclaims.lexicon.cues import STOPS, Cue, CueHit, CuePack
from magclaims.lexicon.layout import Layout

_OPENING: Final = 14
"""Words that may stand before the comma."""
_SUBJECT: Final = 5
"""Words behind it that are read as the subject, which its verb follows."""
_NEAR: Final = 4
"""Words behind the verb that may tell the state."""
_MANY: Final = 60
"""Words of a sentence that are read."""


def opened_effect(pack: CuePack, layout: Layout) -> CueHit | None:
    """The first effect that is told by what its clause opens with; None where none is."""
    if "changes" not in pack.data["class"]:
        return None
    for start, result in _openings(pack, layout):
        found = _result(pack, layout, start, result)
        if found is not None:
            return found
    return _trailed(pack, layout)


def _trailed(pack: CuePack, layout: Layout) -> CueHit | None:
    """What the sentence begins with changes, and what does it stands behind the verb."""
    found = _changed(pack, layout, 0)
    if found is None or pack.place("changes").tag(layout.word(found[1])) is None:
        return None
    first, verb = found
    for at in range(verb + 1, min(verb + 1 + _NEAR, len(layout.tokens))):
        word = layout.word(at)
        if word in STOPS or word == ",":
            return None
        if word in pack.words["trails_by"] and _more_than_a_time(pack, layout, at):
            return _hit(pack, layout, at, range(first, verb + 1))
    return None


def _more_than_a_time(pack: CuePack, layout: Layout, at: int) -> bool:
    behind = [layout.word(place) for place in range(at + 1, at + 5)]
    timed = next((place for place, word in enumerate(behind) if word in pack.words["times"]), None)
    if timed is None:
        return bool(behind[0]) and not behind[0][0].isdigit()
    return behind[timed + 1 : timed + 2] == ["of"]


def _openings(pack: CuePack, layout: Layout) -> Iterator[tuple[int, int]]:
    """Where each opening begins, and where what follows it does."""
    for start in range(min(len(layout.tokens), _MANY)):
        if start and layout.word(start - 1) not in STOPS | pack.words["skipped"]:
            continue
        if layout.word(start) in pack.words["opens_by"]:
            ends = frozenset({","})
        elif layout.word(start) in pack.words["advice_starts"]:
            ends = pack.words["joins_clauses"]
        else:
            continue
        for at in range(start + 2, min(start + _OPENING, len(layout.tokens))):
            if layout.word(at) in STOPS:
                break
            if layout.word(at) in ends:
                yield start, at + 1
                break


def _result(pack: CuePack, layout: Layout, start: int, result: int) -> CueHit | None:
    found = _changed(pack, layout, result)
    return None if found is None else _hit(pack, layout, start, range(found[0], found[1] + 1))


def _changed(pack: CuePack, layout: Layout, start: int) -> tuple[int, int] | None:
    """Where the verb of change or state begins, with its helping words, and where it stands."""
    matter, body = pack.place("matter"), False
    helping = pack.words["modals_assert"] | pack.words["modals_hedge"] | pack.words["adverbs"]
    for at in range(start, min(start + _SUBJECT, len(layout.tokens))):
        word = layout.word(at)
        if word == "," or word in STOPS or word in pack.words["clause"]:
            return None
        verb = at
        while layout.word(verb) in helping:
            verb += 1
        behind = layout.word(verb)
        moves = pack.place("changes").tag(behind) is not None
        links = behind in pack.words["linking"] and _state(pack, layout, verb)
        if body and (moves or links):
            return at, verb
        body = body or matter.tag(word) is not None
    return None


def _state(pack: CuePack, layout: Layout, verb: int) -> bool:
    places = pack.place("better"), pack.place("state")
    for at in range(verb + 1, min(verb + 1 + _NEAR, len(layout.tokens))):
        word = layout.word(at)
        if word == "," or word in STOPS or word in pack.words["prepositions"]:
            return False
        if any(place.tag(word) is not None for place in places):
            return True
    return False


def _hit(pack: CuePack, layout: Layout, opening: int, verb: range) -> CueHit:
    told = [layout.word(place) for place in verb]
    past = pack.place("changes").tag(told[-1]) == "past" or told[-1] in pack.words["past_be"]
    chance = past and layout.word(opening) in pack.words["follows_by"]
    kind = "correlational" if chance else "causal"
    if not pack.words["modals_hedge"].isdisjoint(told):
        kind = "soft"
    cue = Cue("opening", kind, pack.data["built"]["opened"])
    return CueHit(cue, verb[-1], verb[-1], "finite", verb[-1])
