"""Whether advice fits the sentence: whom it is about, and whether it asserts an effect at all."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from magclaims.judge.claim.direction import direction_of, is_harm
from magclaims.knowledge import outcome, relation
from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.direction import worth
from magclaims.lexicon.word_list import words_of
from magclaims.lexicon.wording import NotGraded, Wording, grade
from magclaims.model.registry import Claim, Outcome, Strength, Study

Stance = Literal["effect", "null", "warning", "safe"]
_OLDEST = 100
_NAMED = frozenset({"same", "narrower"})
"""How near an outcome is that a sentence on the claimed one tells of."""
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""Citations, and other asides."""
_ENOUGH = 0.5
"""A study fits where it covers at least this share of what the best one covers."""


class Ages(NamedTuple):
    """From and to, in years."""

    low: int
    high: int


def stance(claim: Claim, sentence: str | None, language: str, *, safe: bool, warns: bool) -> Stance:
    """Whether a sentence promises an effect, denies one, warns of harm, or says that there is none.

    The claim's English statement is read where the sentence says nothing, or is not at hand.
    """
    if safe:
        return "safe"
    if warns:
        return "warning"
    harm = is_harm(direction_of(claim), claim.about.outcome) or any(
        (known := outcome(name)) and known.family == "safety" for name in claim.about.outcome
    )
    for text, code in ((sentence, language), (claim.statement, "en")):
        wording = _graded(text, code)
        if wording is None or not (wording.strength or wording.negated):
            continue
        if wording.strength is Strength.NONE:
            return "null"
        if all(cue.harmful for cue in wording.decided_by) or harm:
            return "warning"
        return "effect"
    return "warning" if harm else "effect"


def worsened(claim: Claim, study: Study | None) -> tuple[str, ...]:
    """The claimed outcomes that a study saw get worse; none where it saw no difference in one of them."""
    found = _named(claim, study)
    if any(o.direction == "no_difference" for o in found):
        return ()
    return tuple(str(o.name) for o in found if worth(str(o.direction), o.name) == -1)


def went(claim: Claim, study: Study | None) -> Literal["worsened", "undetermined", ""]:
    """What became of the claimed outcomes where it is no "no difference"."""
    named = [o.direction for o in _named(claim, study)]
    if worsened(claim, study):
        return "worsened"
    return "undetermined" if set(named) == {"undetermined"} else ""


def _named(claim: Claim, study: Study | None) -> list[Outcome]:
    """Of what a study measured, what a sentence on the claim tells of."""
    claimed, measured = claim.about.outcome, study.outcomes if study else ()
    return [
        o
        for o in measured
        if not claimed or any(relation(name, o.name) in _NAMED for name in claimed)
    ]


def is_limit(texts: Iterable[str], language: str) -> bool:
    """Whether notes on what a study does not show are sentences of their own: "only the young slept better"."""
    words: list[str] = load_data("phrasing.toml")["limits"].get(language[:2], [])
    return any(word in words for text in texts for word in text.lower().split())


def same_words(proposed: str, sentence: str | None) -> bool:
    """Whether a proposal is what the article says already, whatever it cites for it."""
    said = [words_of(_BRACKETED.sub(" ", text)) for text in (proposed, sentence or "")]
    return said[0] == said[1]


def _graded(text: str | None, language: str) -> Wording | None:
    try:
        return grade(text, language) if text else None
    except NotGraded:
        return None


def ages(claim: Claim, text: str, language: str) -> Ages | None:
    """The ages that a sentence speaks of, in its own words or in the claim's; None for any age."""
    return ages_in(text, language) or ages_in(claim.statement, "en")


def ages_in(text: str, language: str) -> Ages | None:
    """The ages that a text names: "50 to 70 years", "ouderen", "middle-aged and older"."""
    named = [Ages(*limits) for words, limits in _named_ages(language) if words.search(text)]
    for found in _spans(language).finditer(text):
        low, high = int(found[1]), int(found[2])
        if low < high <= _OLDEST:
            named.append(Ages(low, high))
    if not named:
        return None
    return Ages(min(a.low for a in named), max(a.high for a in named))


def fitting(about: Ages | None, study: Study | None, *, among: Iterable[Study | None]) -> bool:
    """Whether a study is of the ages that a sentence is about, as far as one of those `among` it can be.

    Any study fits where the sentence names no ages; one whose ages nobody noted fits.
    """
    ours = _ages_of(study)
    if about is None or ours is None:
        return True
    covered = [_overlap(about, theirs) for s in among if (theirs := _ages_of(s)) is not None]
    best = max(covered, default=0)
    return best == 0 or _overlap(about, ours) >= _ENOUGH * best


def _ages_of(study: Study | None) -> Ages | None:
    return ages_in(study.population, "en") if study and study.population else None


def _overlap(first: Ages, second: Ages) -> int:
    return max(0, min(first.high, second.high) - max(first.low, second.low))


@cache
def _named_ages(language: str) -> Sequence[tuple[re.Pattern[str], tuple[int, int]]]:
    table = load_data("ages.toml")["named"].get(language[:2], {})
    return tuple(
        (re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), (low, high))
        for words, (low, high) in table.items()
    )


@cache
def _spans(language: str) -> re.Pattern[str]:
    joins = load_data("ages.toml")["joins"].get(language[:2], "-|–")
    return re.compile(
        rf"(?<![\d.,])(\d{{1,2}}) ?(?:{joins}) ?(\d{{2,3}})(?![\d.,]*\d| ?(?:%|m?g\b|mg))"
    )
