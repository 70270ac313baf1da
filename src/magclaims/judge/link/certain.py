"""How surely a sentence says the opposite of what its source found, or whether it may have been misread.

What promises something to readers is read for certain. Words that report what the cited study found are hardly its
opposite: there only a build that has one meaning counts, which is a verb of going beside the outcome, a denied verb,
two groups that did equally well, or a finding where nothing was found.
"""

from collections.abc import Collection, Sequence

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.claim.direction import (
    are_opposed,
    direction_in,
    direction_of,
    says_no_effect,
)
from magclaims.judge.claim.stated import language_of
from magclaims.judge.link.comparators import worded_as_equal
from magclaims.judge.link.numbers import NumberCheck
from magclaims.judge.link.outcome import OutcomeMatch
from magclaims.judge.link.says import denies, recommends
from magclaims.judge.link.went import goes_plainly, went_in
from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.direction import AXIS, names_no_effect
from magclaims.lexicon.equality import may_tell_equality, tells_contrast, tells_equality
from magclaims.lexicon.swapped import is_swapped
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Direction, Kind, Strength

_OF_A_MEASURE = frozenset({"share", "points", "ratio", "change"})
_OPPOSITE = frozenset({"found_opposite", "says_opposite"})


def is_certain(said: Asserted, tags: Collection[str], numbers: Sequence[NumberCheck]) -> bool:
    """Whether what was read as the opposite of a source is that for certain."""
    claim, quote = said.claim, said.occurrence.quote
    if "relation:contradicts" in tags or claim.kind is Kind.COMPARISON or worded_as_equal(said):
        return True
    if is_swapped(quote, said.language, tuple(claim.about.substance)):
        return False
    names, stated = claim.about.outcome, direction_of(claim)
    worded = direction_in(quote, said.language, names)
    # Plain words of the article count before the statement (`match_outcomes`).
    if stated is None or stated in AXIS:
        ways = (went_in(quote, said.language, name) for name in names)
        stated = next(filter(None, ways), stated)
    if are_opposed(stated, worded, names):
        return False  # one of the two was misread
    if claim.direction is not None:
        return True
    if stated is None and claim.kind is not Kind.EFFECT:
        return said.says(recommends) and not said.says(denies)
    if not said.occurrence.reported:
        return worded is not None or not tells_contrast(claim.statement, language_of(claim))
    if stated is None or any(
        n.outcome == "same" and n.stated.role in _OF_A_MEASURE for n in numbers
    ):
        return False
    if stated is Direction.NO_EFFECT:
        equal = tells_equality(claim.statement, language_of(claim))
        plain = names_no_effect(claim.statement) and worded is None and denies(quote, said.language)
        if equal or plain or says_no_effect(quote, said.language):
            return True
        graded = said.language[:2].lower() in GRADED
        denied = graded and grade(quote, said.language).negated is not None
        return worded is Direction.NO_EFFECT and denied
    if _OPPOSITE.isdisjoint(tags):
        return not said.says(may_tell_equality) and not said.says(denies)
    went = goes_plainly(quote, said.language, names)
    return went is not None and not are_opposed(went, stated, names)


def may_be_equal(said: Asserted, tags: Collection[str], outcomes: Sequence[OutcomeMatch]) -> bool:
    """Whether a comparison may report what its study found: that neither of the two did better."""
    reports = said.occurrence.reported or said.occurrence.strength is Strength.NONE
    if said.claim.kind is not Kind.COMPARISON or not reports or "comparator:other" in tags:
        return False
    found = {outcome.direction for match in outcomes for outcome in match.outcomes}
    stated = said.claim.statement, language_of(said.claim)
    return found == {"no_difference"} and (may_tell_equality(*stated) or denies(*stated))
