"""An effect told by what a clause opens with: "with a little valerian, nights become calmer".

Where the verb stays behind its subject, what comes first and ends in a comma may be what does it. Where no cue
asserts or denies anything, such a sentence says so when

- it opens with a word of means, time or condition (`opens_by`), or tells the reader to do something and goes
  on with "and" (`advice_starts`: "skip dinner and your sleep will suffer");
- what follows has the body, a symptom or a disease as its subject (`<matter>`);
- and its verb is one of change (`<changes>`), or a comparative (`<better>`) or a state (`<state>`) stands
  within a few words of it.

What only came after something (`follows_by`) and is told in the past may have come by chance.
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
    return None


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
    matter, body = pack.place("matter"), False
    helping = pack.words["modals_assert"] | pack.words["modals_hedge"] | pack.words["adverbs"]
    changes = pack.place("changes")
    for at in range(result, min(result + _SUBJECT, len(layout.tokens))):
        word = layout.word(at)
        if word == "," or word in STOPS or word in pack.words["clause"]:
            return None
        verb = at
        while layout.word(verb) in helping:
            verb += 1
        behind = layout.word(verb)
        tag = changes.tag(behind)
        links = behind in pack.words["linking"]
        if body and (tag is not None or (links and _state(pack, layout, verb))):
            told = [layout.word(place) for place in range(at, verb + 1)]
            return CueHit(_cue(pack, layout.word(start), told), verb, verb, "finite", verb)
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


def _cue(pack: CuePack, opening: str, told: list[str]) -> Cue:
    past = pack.place("changes").tag(told[-1]) == "past" or told[-1] in pack.words["past_be"]
    kind = "correlational" if past and opening in pack.words["follows_by"] else "causal"
    if not pack.words["modals_hedge"].isdisjoint(told):
        kind = "soft"
    return Cue("opening", kind, pack.data["default"]["opened"])


__all__ = ["opened_effect"]
