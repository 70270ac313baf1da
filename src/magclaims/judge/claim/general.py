"""General knowledge that offers nobody anything: "women lose iron with each period".

What a claim asks evidence for is that something brings good about. A sentence about people, the body or a condition
offers nothing as long as nothing is said to bring it about, nothing gets better, and what the claim is about is acted
on and does not act. The words are data (`knowledge/general.toml`).
"""

import re
from functools import cache

from magclaims.judge.claim.direction import direction_of
from magclaims.judge.claim.physiology import is_brought_about, places_of, taken
from magclaims.judge.claim.stated import language_of as stated_in
from magclaims.knowledge import find_outcomes, outcome, substance
from magclaims.knowledge.data import load
from magclaims.knowledge.expressions import Expressions, expressions
from magclaims.knowledge.keys import fold
from magclaims.lexicon.direction import worth
from magclaims.lexicon.people import people
from magclaims.lexicon.word_list import words_of
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.registry import Claim, Direction, Kind, Strength

_PRAISE = ("promise", "praise", "good")
"""Lists of which no word may stand in what is plain."""
_FACTS = frozenset({Kind.GENERAL_KNOWLEDGE, Kind.MECHANISM})
_BEHIND = 6
"""Words behind a substance that tell when, where, or than what."""
_UPTAKE = frozenset({"bioavailability", "enzymes"})
"""Outcomes of being taken up; and what takes part in it."""


def offers_nothing(claim: Claim, quote: str, language: str, text: str | None = None) -> bool:
    """Whether a claim without an outcome tells only of people, the body or a condition, by its words and statement."""
    known = [substance(name) for name in claim.about.substance]
    told = ((_clause(quote, text or quote), language), (str(claim.statement), stated_in(claim)))
    if all(_is_plain(*said, claim) for said in told):
        return True
    if not known or is_taken(claim):
        return False
    if direction_of(claim) is Direction.IMPROVES:
        return False
    named = any(places_of(words, claim) for words, _ in told)
    condition = named and all(map(_is_of_the_body, claim.about.substance))
    # What no list has may be a brand: nothing may be said of it.
    unknown = [
        name for name, each in zip(claim.about.substance, known, strict=True) if each is None
    ]
    if not condition and any(_is_hinted_at(name, words) for name in unknown for words, _ in told):
        return False
    if not condition and any(_promises_by_name(*said) for said in told):
        return False
    if any(_offers(*said) for said in told):
        return False
    return condition or not any(_acts(*said, claim) for said in told)


def brings_nothing_about(claim: Claim, quote: str, language: str) -> bool:
    """Whether nothing gets better or comes about by a claim's words and statement, and its substance does nothing.

    Nor does what it is called: "is a herb that quenches night sweats"; nor is it told to "you".
    """
    told = ((quote, language), (str(claim.statement), stated_in(claim)))
    words = _words(language[:2])
    if words is None or words["reader"].search(quote):
        return False
    return not any(_offers(*said) or _does_something(*said, claim) for said in told)


def does_nothing(claim: Claim, quote: str, language: str, *, asserts: bool) -> bool:
    """Whether a claim's substance does nothing by its words and statement: "after an hour half of it is gone".

    `asserts` tells whether the words assert an effect: if they name an outcome, too, they may credit it to the
    substance.
    """
    told = ((quote, language), (str(claim.statement), stated_in(claim)))
    if asserts and any(True for _ in find_outcomes(quote)):
        return False
    if any(is_brought_about(*said) for said in told):
        return False  # "thanks to it the liver makes new cells"
    return not any(_does_something(*said, claim) for said in told)


def promises_nobody(claim: Claim, quote: str, language: str) -> bool:
    """Whether a claim names nobody who would have good of it, nothing to have, and nothing that shops sell.

    "Less than one per cent of a dose is absorbed": such sentences of articles that nobody had seen were honest,
    nineteen of twenty; promises in words that no list has name people or a complaint.
    """
    if is_taken(claim) or direction_of(claim) is not None:
        return False
    told = ((quote, language), (str(claim.statement), stated_in(claim)))
    return not any(_offers(*said) or is_praised(*said) or _is_to_somebody(*said) for said in told)


def _is_to_somebody(text: str, language: str) -> bool:
    """Whether a text names people, the reader, an outcome or a purpose, or calls something what may be praise."""
    words = _words(language[:2])
    if words is None or words["persons"].search(fold(text)):
        return True
    if any(words[name].search(text) for name in ("reader", "purpose")):
        return True
    called = None if words["by_body"].search(text) else words["calls"].search(text)
    if called and not _is_called(text, called.end(), words):
        return True  # "is a game changer"; not "is a compound that the body builds"
    return any(True for _ in find_outcomes(text))


def offers(claim: Claim, quote: str, language: str, *, asserts: bool) -> bool:
    """Whether a quote plainly offers the reader something: praise or a promise for health, "is a herb that ends colic".

    `asserts` tells whether these words assert an effect, as they were graded.
    """
    told = ((quote, language), (str(claim.statement), stated_in(claim)))
    words = _words(language[:2])
    praised = is_praised(quote, language)
    if asserts and praised:
        return True
    named = any(True for _ in find_outcomes(quote))
    reader = words is not None and words["reader"].search(quote) is not None
    by_body = words is not None and words["by_body"].search(quote) is not None
    goes_on = not by_body and any(_promises_by_name(*said) for said in told)
    return named and (praised or reader or goes_on)


def is_praised(text: str, language: str) -> bool:
    """Whether a text praises, promises or tells of getting better, besides what a thing is for."""
    words = _words(language[:2])
    return words is None or any(words[name].search(text) for name in _PRAISE)


def tells_how_it_works(claim: Claim, quote: str, language: str) -> bool:
    """Whether a claim tells how a medicine works, or what binds to a receptor or an enzyme, and names no complaint.

    Not of what shops sell: "ashwagandha blocks the enzyme behind stress".
    """
    if is_taken(claim):
        return False
    told = ((quote, language), (str(claim.statement), stated_in(claim)))
    return all(_is_of_parts(*said) for said in told)


def names_no_benefit(claim: Claim) -> bool:
    """Whether general knowledge is on nothing that anybody wants: on what no list has (melatonin release), or worse.

    "Light slows the release of melatonin", "snoring increases"; not of what shops sell.
    """
    if claim.kind not in _FACTS or is_taken(claim):
        return False
    way = direction_of(claim)
    if way is Direction.IMPROVES:
        return False
    return all(_is_no_benefit(way, name) for name in claim.about.outcome)


def _is_no_benefit(way: Direction | None, name: str) -> bool:
    value = worth(way, name) if way is not None else None
    known = outcome(name) is not None or worth(Direction.INCREASES, name) is not None
    return value == -1 or not known


def is_taken(claim: Claim) -> bool:
    """Whether a claim is about what shops sell to be taken: herbs, supplements, foods."""
    known = [substance(name) for name in claim.about.substance]
    return any(each is not None and each.category in taken() for each in known)


def _is_of_parts(text: str, language: str) -> bool:
    words = _words(language[:2])
    if words is None or not words["works_on"].search(text):
        return False
    if any(words[name].search(text) for name in ("reader", "promise", "good")):
        return False
    return all(set(found.ids) <= _UPTAKE for found in find_outcomes(text)) and not _is_treated(
        text, language
    )


def _clause(quote: str, text: str) -> str:
    """The part of a sentence in which a quote stands, between colons and semicolons."""
    at = text.find(quote)
    if at < 0:
        return quote
    end = at + len(quote)
    return re.split("[:;]", text[:at])[-1] + quote + re.split("[:;]", text[end:])[0]


def _is_plain(text: str, language: str, claim: Claim) -> bool:
    """Whether no word of a text tells an effect, a benefit or a promise, and its substance does nothing to people."""
    words = _words(language[:2])
    if words is None or ":" in text or any(words[name].search(text) for name in _PRAISE):
        return False
    # "Is a game changer", "is a root that gives you go": what it is called may be praise.
    called = words["calls"].search(text)
    if called and not _is_called(text, called.end(), words):
        return False
    try:
        graded = grade(text, language)
    except NotGraded:
        return False
    if graded.strength > Strength.NONE or any(cue.kind == "treatment" for cue in graded.cues):
        return False
    folded, reader = fold(text), words["reader"].search(text) is not None
    if (words["offered"].search(text) or words["purpose"].search(text)) and (
        reader or words["bodily"].search(folded) or any(True for _ in find_outcomes(text))
    ):
        return False
    if called or not (reader or words["bearer"].search(folded)):
        return True
    return bool(places_of(text, claim)) and not _acts(text, language, claim)


def _promises_by_name(text: str, language: str) -> bool:
    """Whether what something is called goes on with what it does: "is a herb that quenches"."""
    words = _words(language[:2])
    called = words["calls"].search(text) if words else None
    return words is not None and called is not None and _does(text, called.end(), words)


def _does(text: str, at: int, words: Expressions) -> bool:
    """Whether a clause behind a place tells what something does, and not what becomes of it."""
    relative = words["relative"].search(text, at)
    return relative is not None and words["passive"].match(text, relative.end()) is None


def _is_called(text: str, at: int, words: Expressions) -> bool:
    """Whether what something is called is a kind of thing, with nothing behind it that it would do."""
    if _does(text, at, words):
        return False
    if words["nature"].search(text, at):
        return True
    of = words["of"].match(text, at)  # "a bulge of a disc", not "the king of sleep"
    return of is not None and not any(True for _ in find_outcomes(text[of.end() :]))


def _is_hinted_at(name: str, text: str) -> bool:
    """Whether a text has a word of a name that no list knows: goji berries."""
    return not set(words_of(name)).isdisjoint(words_of(text))


def _is_of_the_body(name: str) -> bool:
    """Whether a name is of a condition, a function or a part of the body: nothing that anybody takes."""
    words, who = _words("en"), people(name, "en")
    named = words is not None and words["bearer"].search(fold(name)) is not None
    return named or outcome(name) is not None or bool(who.groups | who.at | who.mentioned)


def _offers(text: str, language: str) -> bool:
    """Whether a text says that something got better, was treated, or came about by something."""
    words = _words(language[:2])
    if words is None or re.search("[:;!?]", text):
        return True
    signs = ("offered", "good")
    return any(words[name].search(text) for name in signs) or _is_treated(text, language)


def _acts(text: str, language: str, claim: Claim) -> bool:
    """Whether the substance of the claim does something in a text, or may do so."""
    words = _words(language[:2])
    if words is None:
        return True
    places = places_of(text, claim)
    if not places:
        hinted = any(_is_hinted_at(name, text) for name in claim.about.substance)
        return hinted or words["it"].match(text) is not None
    return not all(_is_acted_on(text[:start], text[end:], words) for start, end in places)


def _does_something(text: str, language: str, claim: Claim) -> bool:
    """Whether the substance of the claim, or what it is called, does something in a text, or may do so."""
    return _acts(text, language, claim) or _promises_by_name(text, language)


def _is_acted_on(before: str, behind: str, words: Expressions) -> bool:
    """Whether a substance is what a verb acts on, with nothing behind it but when, where, or than what."""
    if words["right_before"].search(before) or words["nothing_before"].search(before):
        return False
    rest = words["particle"].sub("", behind.strip(" .")).strip(" .")
    return not rest or (
        words["circumstance"].match(rest) is not None
        and len(rest.split()) <= _BEHIND
        and "," not in rest
    )


def _is_treated(text: str, language: str) -> bool:
    try:
        return any(cue.kind == "treatment" for cue in grade(text, language).cues)
    except NotGraded:
        return True


@cache
def _words(language: str) -> Expressions | None:
    """The expressions of a language; None where it has none."""
    lists = load("general.toml").get(language)
    if lists is None:
        return None
    organ = load("physiology.toml")[language]["organ"]
    told = load("textbook.toml")["what_it_is"][language]
    persons = [*map(fold, [*lists["people"], *load("people.toml")["nouns"][language]])]
    bearer = [*persons, *map(fold, organ)]
    rows = {"particle": (), **lists, "organ": organ, "persons": persons, "bearer": bearer}
    rows |= {name: told[name] for name in ("promise", "reader", "calls")}
    rows["praise"] = [row for row in told["praise"] if row not in lists["purpose"]]
    rows["nature"] = [*told["nature"], *lists["nature"]]
    longest_first = {name: sorted(row, key=len, reverse=True) for name, row in rows.items()}
    return expressions("general", longest_first, _written)


def _written(row: str) -> str:
    """A row as an expression; `..` stands for up to seven words."""
    return re.escape(row).replace(r"\ \.\.\ ", r"(?:\s+[^\s,;.:]+){0,7}\s+")
