"""What the body does by itself: "the pancreas releases insulin". It promises nothing of what anybody takes.

The words are data (`knowledge/physiology.toml`). It has to be built so: an organ acts on the substance, nothing
stands before it that would make it act, and nothing behind it says what good comes of it.
"""

from functools import cache

from magclaims.judge.claim.stated import language_of as stated_in
from magclaims.knowledge import find_outcomes, find_substances, outcome, substance
from magclaims.knowledge.data import load, word_set
from magclaims.knowledge.expressions import Expressions, expressions
from magclaims.knowledge.phrase_list import with_gaps
from magclaims.model.registry import Claim

_LONG = 4
"""Letters of a last word that stands for a whole name."""
_GAP = 6
"""Words that `..` stands for: "om hormonen te maken"."""


def tells_of_the_body(claim: Claim, quote: str, language: str) -> bool:
    """Whether a claim only says what an organ does with its substance, by its words and by its statement."""
    known = [substance(name) for name in claim.about.substance]
    if not known or any(each is not None and each.category in taken() for each in known):
        return False  # "the liver needs milk thistle" is a promise
    # "Muscles store creatine" is English and French by its words.
    languages = {stated_in(claim), "en"}
    stated = any(_is_done(str(claim.statement), each, claim, named=True) for each in languages)
    return stated and _is_done(quote, language, claim, named=any(known))


def is_brought_about(text: str, language: str) -> bool:
    """Whether an organ acts because of something else: "with milk thistle the liver makes new cells"."""
    words = _words(language[:2])
    if words is None or not words["brought_about"].search(text):
        return False
    return (words["acts"].search(text) or words["acts_behind"].match(text)) is not None


def _is_done(text: str, language: str, claim: Claim, *, named: bool) -> bool:
    """Whether an organ does it in this text.

    One of its names has to stand behind the verb; not where no list knows what it is called here.
    """
    words = _words(language[:2])
    if words is None:
        return False
    text = words["beside"].sub(lambda found: " " * len(found[0]), text)
    if words["brought_about"].search(text):
        return False
    doing = words["acts"].search(text) or words["acts_behind"].match(text)
    if doing is None or any(each.start < doing.start("organ") for each in find_substances(text)):
        return False
    purpose = words["purpose"].search(text, doing.end())
    if purpose and not words["bodily_purpose"].search(text, purpose.end()):
        return False
    if purpose and any(True for _ in find_outcomes(text[purpose.end() :])):
        return False
    places = places_of(text, claim)
    pointed = words["acts_on_it"].search(text) or words["acts_on_it_behind"].match(text)
    told = bool(places or not named or pointed)
    return told and all(start >= doing.start() for start, _ in places)


def taken() -> frozenset[str]:
    """Categories of substances that no body has by itself."""
    return word_set("physiology.toml", "taken")


def places_of(text: str, claim: Claim) -> tuple[tuple[int, int], ...]:
    """Where a text names the claim's substances, as such, as what is measured, or with the last word of the name."""
    about = claim.about.substance
    ids = {term.id for name in about for term in (substance(name), outcome(name)) if term}
    named = [(each.start, each.end) for each in find_substances(text) if ids & set(each.ids)]
    named += [(each.start, each.end) for each in find_outcomes(text) if ids & set(each.ids)]
    said = text.casefold()
    for name in about:
        parts = [(said.rfind(part), part) for part in name.casefold().split()]
        if len(parts) > 1 and len(parts[-1][1]) >= _LONG:
            parts = parts if min(parts)[0] >= 0 else parts[-1:]  # "charcoal": activated charcoal
        if parts and min(parts)[0] >= 0:
            at, part = max(parts)  # "the stomach secretes acid": stomach acid
            if not any(start <= at < end for start, end in named):
                named.append((at, at + len(part)))
    return tuple(named)


@cache
def _words(language: str) -> Expressions | None:
    """The expressions of a language; None where it has none."""
    lists = load("physiology.toml").get(language)
    if lists is None:
        return None
    return expressions("physiology", lists, _written)


def _written(row: str) -> str:
    """A row as an expression; `*` stands for what a compound has there."""
    return with_gaps(row, _GAP).replace(r"\*", r"\w*")
