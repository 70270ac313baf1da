"""Sentences that say what a substance is or where it is found, and promise nothing."""

import re
from collections.abc import Sequence
from functools import cache

from magclaims.judge.claim.direction import direction_of
from magclaims.judge.claim.general import is_praised, offers_nothing
from magclaims.judge.claim.physiology import is_brought_about, tells_of_the_body
from magclaims.judge.claim.stated import language_of as stated_in
from magclaims.knowledge import find_outcomes, find_substances, substance
from magclaims.knowledge.data import load
from magclaims.knowledge.expressions import Expressions, expressions
from magclaims.lexicon.wording import RELATIONS, NotGraded, grade
from magclaims.model.registry import Claim, Kind, Occurrence, Strength

_KINDS = frozenset({Kind.DEFINITION, Kind.GENERAL_KNOWLEDGE})
_ANY_KIND = _KINDS | {Kind.EFFECT, Kind.MECHANISM, Kind.QUANTITY}
"""Kinds as which editors enter such a sentence, too; of these its own words have to be at hand."""
_EFFECTS = frozenset({"disease", "treatment"})
"""Kinds of cues of the wording packs."""
_AMOUNT = re.compile(r"(?:\s+\S+){1,4}")
"""The words right behind "contains" that may say how much."""


def tells_what_it_is(
    claim: Claim, occurrence: Occurrence, language: str, text: str | None = None
) -> bool:
    """Whether a claim only says what its substance is, or which food holds it.

    Nothing may be credited to it: no outcome, disease, direction or praise. What follows behind
    "that" has to say where it is found.
    The occurrence may be declared to assert something only where its sentence (`text`, which says nothing else) is
    at hand.
    """
    if claim.kind not in (_KINDS if text is None else _ANY_KIND):
        return False
    # An effect is declared with verbs that no list has; where a hormone is made is no effect.
    if occurrence.strength is not Strength.NONE and (text is None or claim.kind is Kind.EFFECT):
        return False
    quote = occurrence.quote
    words = _words(language[:2])
    if words is None:
        return False
    promised = words["promise"].search(quote) is not None or ":" in quote
    if not claim.about.outcome and not promised and tells_of_the_body(claim, quote, language):
        return True
    on = _goes_on(quote, language, words) and words["naming"].search(quote) is None
    if not claim.about.outcome and not on and offers_nothing(claim, quote, language, text):
        return True
    if direction_of(claim) is not None:
        return False
    if (
        claim.kind in _KINDS
        and _tells_only("custom", quote, words)
        and not praises(quote, language)
    ):
        # What people once did says nothing of what it does.
        return occurrence.strength is Strength.NONE
    if claim.about.outcome:
        return False
    if defines_a_term(claim, quote, language):
        return True
    if is_brought_about(quote, language):
        return False  # "thanks to it the liver makes new cells"
    return _is_told(claim, occurrence, language, words)


def _tells_only(name: str, quote: str, words: Expressions) -> bool:
    """Whether words of a list stand in a quote, and behind them no turn to the reader: "costs little: you sleep"."""
    told = words[name].search(quote)
    if told is None:
        return False
    behind = quote[told.end() :]
    return ":" not in behind and words["reader"].search(behind) is None


def tells_of_the_market(claim: Claim, quote: str, language: str) -> bool:
    """Whether a claim tells by its words and statement who sells, allows, pays or used a thing, or what it is called."""
    told = ((quote, language), (str(claim.statement), stated_in(claim)))
    return all(
        (words := _words(code[:2])) is not None
        and any(
            _tells_only(name, text, words) for name in ("market", "official", "custom", "naming")
        )
        and not is_praised(text, code)
        for text, code in told
    )


def defines_a_term(claim: Claim, quote: str, language: str) -> bool:
    """Whether a definition says what a word means, and nothing good of what no list of substances has.

    "Dysbiosis is called"; not "maca is called", nor "a method that ends depression".
    """
    words = _words(language[:2])
    if (
        claim.kind is not Kind.DEFINITION
        or words is None
        or any(map(substance, claim.about.substance))
    ):
        return False
    term = words["term"].search(quote)
    if term is None or any(words[name].search(quote) for name in ("promise", "reader", "market")):
        return False
    kinds = _cues(quote, language)
    relative = words["relative"].search(quote, term.end())
    behind = quote[relative.end() :] if relative else ""
    return "treatment" not in kinds and not any(True for _ in find_outcomes(behind))


def praises(text: str, language: str) -> bool:
    """Whether a text praises or promises something by its words; True where no list tells."""
    words = _words(language[:2])
    return words is None or any(words[n].search(text) for n in ("praise", "promise"))


def _cues(text: str, language: str) -> frozenset[str]:
    try:
        return frozenset(cue.kind for cue in grade(text, language).cues)
    except NotGraded:
        return frozenset(RELATIONS)


def _is_told(claim: Claim, occurrence: Occurrence, language: str, words: Expressions) -> bool:
    """Whether words that credit nothing to a substance say what it is, where it is found or who takes it."""
    quote = occurrence.quote
    # What no list has ("rooibos"), and what is only pointed at ("it is a shrub"), is not found by name.
    named = find_substances(quote)
    own = {known.id for name in claim.about.substance if (known := substance(name))}
    behind_it = next((each.end for each in named if own & set(each.ids)), 0)
    names = [(each.start, each.end) for each in named]
    called = [found.span() for found in words["nature"].finditer(quote)]
    made = _made(quote, behind_it, words, names)
    called += [made] if made else []
    called += [_rest_of_clause(quote, found.start()) for found in words["place"].finditer(quote)]
    if _names_an_outcome(quote, [*names, *called]):
        return False
    # "Voor" promises something, and is a part of "komt van nature voor in".
    plain = words["market"].sub(" ", words["source"].sub(" ", quote))
    if words["promise"].search(plain):
        return False
    naming = words["naming"].search(quote)
    its_name = range(*naming.span()) if naming else range(0)
    if _credits(occurrence, language, _amounts(quote, words["source"]), made, its_name):
        return False
    if _goes_on(quote, language, words):
        return False
    if any(_tells_only(name, quote, words) for name in ("market", "naming")):
        return True
    if words["praise"].search(plain):
        return False
    where = words["where"].search(quote)
    if where is not None and not any(
        words[name].search(quote, where.end()) for name in ("maker", "passive")
    ):
        return False  # "the plant on which couples rely"
    behind = words["relative"].search(quote) if where is None else None
    source = words["source"].search(quote, behind.end() if behind else 0)
    told = max(made[1] if made else 0, source.end() if source else 0)
    if words["reader"].search(quote, told):
        return False
    return bool(told) or _is_of_a_kind(quote, behind_it, behind, words)


def _is_of_a_kind(quote: str, start: int, behind: re.Match[str] | None, words: Expressions) -> bool:
    """Whether it says what kind of thing something is, and nothing behind "that" but what becomes of it.

    The word has to stand where a thing is called so, not what it acts on: "oregano oil floors bacteria".
    """
    if behind is not None:
        # "Is a root that is dug up in autumn", not "children who get it are never ill".
        is_called = words["nature"].search(quote, start, behind.start()) is not None
        return is_called and words["passive"].search(quote, behind.end()) is not None
    kind = words["nature"].search(quote, start)
    if kind is None:
        return False
    named = start == 0 or " " in kind.group() or "," in quote[: kind.start()]
    return named or words["passive"].search(quote) is not None


def _goes_on(quote: str, language: str, words: Expressions) -> bool:
    """Whether a second clause does something: "comes from Japan and draws the mercury out of the body"."""
    pattern = load("textbook.toml")["goes_on"][language[:2]]
    return any(
        not any(words[name].fullmatch(found["verb"]) for name in ("stays", "nature", "passive"))
        for found in re.finditer(pattern, quote, re.IGNORECASE)
    )


def _made(
    quote: str, start: int, words: Expressions, names: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Where it says what makes or keeps a substance: "that your brain makes at night", "stored mostly in muscle".

    Not what it has made: "a herb that makes your brain produce more of it", "die je hersenen X laat aanmaken".
    """
    for found in (words["maker_makes"].search(quote, start), words["made_in"].search(quote, start)):
        if found is None or any(found.start() <= at < found.end() for at, _ in names):
            continue
        behind = quote[found.end() :].strip(" .")
        plain = not behind or words["made_when"].match(behind) or words["source"].search(behind)
        if plain and words["has_made"].search(found.group()) is None:
            return found.span()
    return None


def _rest_of_clause(quote: str, start: int) -> tuple[int, int]:
    """From a place to where its clause ends: "found in skin, bones and tendons"."""
    end = next((at for at in range(start, len(quote)) if quote[at] in ".;:"), len(quote))
    return start, end


def _names_an_outcome(quote: str, names: Sequence[tuple[int, int]]) -> bool:
    """Whether it names what may change; not within a name of something: an enzyme, bone broth."""
    return any(
        not any(start <= mention.start and mention.end <= end for start, end in names)
        for mention in find_outcomes(quote)
    )


def _amounts(quote: str, source: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where it says how much of something a food holds: "contains about twice as much beta-glucan"."""
    ends = [found.end() for found in source.finditer(quote)]
    return [(end, found.end()) for end in ends if (found := _AMOUNT.match(quote, end))]


def _credits(
    occurrence: Occurrence,
    language: str,
    amounts: Sequence[tuple[int, int]],
    made: tuple[int, int] | None,
    its_name: range,
) -> bool:
    """Whether its words credit something to the substance, besides how much of it, what makes it, and its name."""
    try:
        wording = grade(occurrence.quote, language)
    except NotGraded:
        return occurrence.strength > Strength.NONE
    if any(cue.kind in _EFFECTS for cue in wording.cues):
        return True
    said = wording.decided_by if wording.strength > Strength.NONE else ()
    return not all(
        any(start <= cue.start and cue.end <= end for start, end in amounts)
        or (made is not None and cue.start < made[1] and made[0] < cue.end <= made[1])
        or cue.start in its_name  # "the name goes back to"
        for cue in said
    )


@cache
def _words(language: str) -> Expressions | None:
    """The word lists of a language; None where it has none."""
    lists = load("textbook.toml")["what_it_is"].get(language)
    if lists is None:
        return None
    maker = load("physiology.toml")[language]["organ"]
    return expressions("nature", lists | {"maker": maker}, _written)


def _written(entry: str) -> str:
    """An entry as an expression.

    ".." stands for up to six words, "..." for what there is of the clause, "*" in front for what a compound has there.
    """
    written = (
        re.escape(entry)
        .replace(r"\ \.\.\.", r" [^.;:]*?")
        .replace(r"\ \.\.", r"(?: [^\s,;.]+){0,6}")
    )
    return written.replace(r"\*", r"\w*")
