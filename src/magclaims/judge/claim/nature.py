"""Sentences that say what a substance is or where it is found, and promise nothing."""

import re
from collections.abc import Sequence
from functools import cache

from magclaims.judge.claim.direction import direction_of
from magclaims.knowledge import find_outcomes, find_substances
from magclaims.knowledge.data import load
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.registry import Claim, Kind, Occurrence, Strength

_KINDS = frozenset({Kind.DEFINITION, Kind.GENERAL_KNOWLEDGE})
_EFFECTS = frozenset({"disease", "treatment"})
"""Kinds of cues of the wording packs."""


def tells_what_it_is(claim: Claim, occurrence: Occurrence, language: str) -> bool:
    """Whether a claim only says what its substance is, or which food holds it.

    Nothing may be credited to it: no outcome, disease, direction or praise. What follows behind
    "that" has to say where it is found.
    """
    if claim.kind not in _KINDS or occurrence.strength is not Strength.NONE:
        return False
    if claim.about.outcome or direction_of(claim) is not None:
        return False
    quote = occurrence.quote
    words = _words(language[:2])
    named = find_substances(quote)
    if words is None or not named:
        return False
    names = [(each.start, each.end) for each in named]
    called = [found.span() for found in words["nature"].finditer(quote)]
    if _names_an_outcome(quote, [*names, *called]):
        return False
    # "Voor" promises something, and is a part of "komt van nature voor in".
    if words["praise"].search(words["source"].sub(" ", quote)) or _credits(quote, language):
        return False
    behind = words["relative"].search(quote)
    source = words["source"].search(quote, behind.end() if behind else 0)
    if source and words["reader"].search(quote, source.end()):
        return False
    return bool(source or (behind is None and words["nature"].search(quote, named[0].end)))


def _names_an_outcome(quote: str, names: Sequence[tuple[int, int]]) -> bool:
    """Whether it names what may change; not within a name of something: an enzyme, bone broth."""
    return any(
        not any(start <= mention.start and mention.end <= end for start, end in names)
        for mention in find_outcomes(quote)
    )


def _credits(quote: str, language: str) -> bool:
    try:
        wording = grade(quote, language)
    except NotGraded:
        return False
    return wording.strength > Strength.NONE or any(cue.kind in _EFFECTS for cue in wording.cues)


@cache
def _words(language: str) -> dict[str, re.Pattern[str]] | None:
    """The word lists of a language; None where it has none."""
    lists = load("textbook.toml")["what_it_is"].get(language)
    if lists is None:
        return None
    return {
        name: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, entries))})(?!\w)", re.IGNORECASE)
        for name, entries in lists.items()
    }
