"""Claims about harm: that something does none, or that it may do some.

That a substance is safe is a claim of an effect, whatever kind it is declared as: it needs people whose
harms were looked at. A warning is none. The statement decides, and the article's own words.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial

from magclaims.judge.claim.direction import direction_of, direction_on, is_harm, without_advice
from magclaims.judge.claim.modest import leaves_open
from magclaims.judge.claim.stated import graded, language_of
from magclaims.knowledge import find_outcomes, outcome, relation
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.expressions import Expressions, expressions
from magclaims.knowledge.keys import key
from magclaims.knowledge.languages import GRADED
from magclaims.knowledge.phrase_list import PhraseList, plain_phrases, with_gaps
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.direction import is_open, worth
from magclaims.lexicon.wording import RELATIONS, grade
from magclaims.model.registry import Claim, Direction, Strength

_table = partial(load_data, "harms.toml")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_STOPS = re.compile(r"[.,;:!?()]|\s[-\u2013\u2014]\s")
_UNCERTAIN = frozenset({"modal", "hedge", "doubt"})
"""Kinds of cue that take certainty from their clause."""
_GAP = 4
"""Words that `..` stands for in a phrase, at most."""
_PERILS = ("danger", "deadly", "medicines")
_SHOWN = ("proofless", "harmful", "harm")
_STEM = 5
_NEAR = 80
"""Characters before a denied harm in which it may be asked or made to depend on something."""
_REMEMBERED = 4096
"""Texts: a statement is read for each study that its article lists."""


@lru_cache(maxsize=_REMEMBERED)
def asserts_safety(text: str, language: str = "en") -> bool:
    """Whether a text says that something does no harm: "has no side effects", "is veilig".

    That nothing shows it to be harmful is told as if it were safe, and is read so.
    """
    table = _table()["safety"].get(language[:2])
    if table is None:
        return False
    plain = _plain(text)
    if _no_harm_shown(plain, language[:2]):
        return True
    if is_open(plain) or any(f" {each} " in f" {plain} " for each in table["open"]):
        return False
    if denies_a_harm(text, language):
        return True
    denied = _denied(text, language[:2])
    for found in _said_safe(plain, language[:2]):
        before = plain[: found.start()].split()[-_table()["reach"] :]
        after = plain[found.end() :].split()[:1]
        if found[0] in denied or leaves_open(plain[: found.start()], language):
            continue
        if {*before} & {*table["not_claimed"]} or {*after} & {*table["not_after"]}:
            continue
        if not (
            {*before} & _words("seems", language) and {*plain.split()} & _words("but", language)
        ):
            return True
    return False


def denies_a_harm(text: str, language: str = "en") -> bool:
    """Whether a text says of a harm that it does not come: "does not damage the liver".

    "Did not reduce liver damage" denies that something helps, and no harm.
    """
    return next(_denied_harms(text, language[:2]), None) is not None


def _denied_harms(text: str, language: str) -> Iterator[str]:
    """The words of a text from where each harm is denied, as far as its clause goes."""
    pattern = _expressions(language)["denied_harm"]
    given = {*_table()["safety"].get(language, {}).get("not_claimed", ())}
    given -= denials("harms", language)
    for part in map(_plain, _STOPS.split(text)):
        for found in pattern.finditer(part):
            before = part[max(0, found.start() - _NEAR) : found.start()]
            if given.isdisjoint(before.split()[-_table()["reach"] :]):
                yield part[found.start() :]


@lru_cache(maxsize=_REMEMBERED)
def denies_safety(text: str, language: str = "en") -> bool:
    """Whether a text says that something may do harm, by denying that it is safe: "niet zonder risico".

    The denial stands directly before it: "does not sedate, is safe" and "not only safe" deny nothing.
    """
    return bool(_denied(text, language[:2]))


def safety_strength(text: str, language: str = "en") -> Strength:
    """How strongly a text says that there is no harm; "may" counts in the clause that says so alone."""
    if not asserts_safety(text, language):
        return Strength.NONE
    if never_harms(text, language) or language[:2] not in GRADED:
        return Strength.CAUSAL
    hedged, told = False, list[bool]()
    for part in _expressions(language[:2])["clause"].split(text):
        # "May be effective and completely safe": without a verb of its own it goes with what is before it.
        hedged = any(cue.kind in _UNCERTAIN for cue in grade(part, language).cues) or (
            hedged and _verbless(_plain(part), language[:2])
        )
        if asserts_safety(part, language):
            told.append(hedged)
    may = all(told) if told else grade(text, language).hedged
    return Strength.CONDITIONAL if may else Strength.CAUSAL


def _verbless(plain: str, language: str) -> bool:
    """Whether a part begins with a phrase of what is safe; words of degree may stand before it."""
    if plain.partition(" ")[0] in _words("is", language):
        return False
    degrees, found = _expressions(language)["degrees"], _safe(language).each(plain)
    return any(degrees.fullmatch(plain, 0, each.start()) for each in found)


def _denied(text: str, language: str) -> frozenset[str]:
    """The words for safe that a text denies."""
    if next(_said_safe(_plain(text), language), None) is None:
        return frozenset()  # what no text says, none of its parts does
    return frozenset(
        found[0]
        for part in map(_plain, _STOPS.split(text))
        for found in _said_safe(part, language)
        if _expressions(language)["denial"].search(part[: found.start()])
    )


def never_harms(text: str, language: str = "en") -> bool:
    """Whether a text says that no harm can come of it: its "can" leaves no room."""
    return _absent(language[:2]).search(_plain(text)) is not None


def _said_safe(plain: str, language: str) -> Iterator[re.Match[str]]:
    """The places of a text that say that there is no harm, denied or not."""
    if language not in _table()["safety"]:
        return
    yield from _safe(language).each(plain)
    yield from _absent(language).finditer(plain)


def warns(text: str, language: str) -> bool:
    """Whether a sentence warns, or sends the reader to a doctor: "raadpleeg uw arts"."""
    return _listed("warning", language[:2]).search(_plain(text)) is not None


def reports_harm(text: str, language: str) -> bool:
    """Whether a text tells of cases, or of what comes of too much: "rare cases have been reported"."""
    return _listed("report", language[:2]).search(_plain(text)) is not None


def is_warning(claim: Claim, strength: Strength, quote: str, language: str) -> bool:
    """Whether a claim warns of harm, whatever its kind: it tells of cases, or of what may happen.

    That something harms, as a fact, is an effect like any other.
    """
    names = claim.about.outcome
    texts = ((claim.statement, language_of(claim)), (quote, language))
    if any(asserts_safety(*text) for text in texts):
        return False
    if not _tells_of_good(claim):
        if any(denies_safety(*text) for text in texts):
            return True
        if strength is Strength.NONE and any(warns(*text) for text in texts):
            return True  # "do not combine it with blood thinners"
    may = strength in {Strength.CORRELATIONAL, Strength.CONDITIONAL}
    if may and any(map(is_interaction, names)):
        return True
    if may and _may_do_harm(claim, texts):
        return True
    # "Lengthens sleep", of insomnia, is more of the one and less of the other.
    direction = direction_on(claim, names[0]) if len(names) == 1 else direction_of(claim)
    bad = any(is_harms(name) or worth(Direction.INCREASES, name) == -1 for name in names)
    harms = is_harm(direction, names) or (direction is Direction.WORSENS and not names)
    if harms or (direction is Direction.INCREASES and _causes_harm(claim)):
        return may or any(reports_harm(*text) or _of_too_much(*text) for text in texts)
    if direction is not None or not bad:
        return False
    return any(
        reports_harm(text, code) and _words("good", code).isdisjoint(_plain(text).split())
        for text, code in texts
    )


def _may_do_harm(claim: Claim, texts: Iterable[tuple[str, str]]) -> bool:
    """Whether a sentence with "may" says that something goes too far, kills, or weakens a medicine."""
    direction = direction_of(claim)  # "may prevent infections that can be fatal" has one
    harms = direction is None or is_harm(direction, claim.about.outcome)
    named = ("danger", "medicines", "deadly") if harms else ("danger", "medicines")
    return any(
        _expressions(language[:2])[name].search(_plain(text)) is not None
        for text, language in texts
        for name in named
    )


def _causes_harm(claim: Claim) -> bool:
    """Whether a claim says that a thing causes what nobody wants; where it names no outcome, by its next words."""
    words, table = _plain(claim.statement).split(), _table()
    at = next((i + 1 for i, word in enumerate(words) if word in table["causes"]), None)
    if at is None:
        return False
    behind = words[at : at + table["reach"]]
    names = claim.about.outcome or (() if _words("good", "en") & {*behind} else (" ".join(behind),))
    return any(
        is_harms(name)
        or worth(Direction.INCREASES, name) == -1
        or not {*_plain(name).split()}.isdisjoint(table["unwanted"])
        for name in names
    )


def _tells_of_good(claim: Claim) -> bool:
    """Whether a statement asserts an effect that is no harm: then its words of caution are not what it says."""
    direction, names = direction_of(claim), claim.about.outcome
    if is_harm(direction, names):
        return False
    if direction is not None and any(worth(direction, name) == 1 for name in names):
        return True
    told = graded(claim)
    return told.strength > Strength.NONE and any(
        cue.kind in RELATIONS and not cue.harmful for cue in told.decided_by
    )


def promises(claim: Claim) -> bool:
    """Whether a claim says that something gets better, or that nothing gets worse.

    A precaution that does is none: "ask your doctor" promises nothing, "has no side effects" does.
    """
    plain = without_advice(claim.statement, language_of(claim))
    words = set(_WORD.findall(plain.lower()))
    if asserts_safety(claim.statement, language_of(claim)) or not words.isdisjoint(
        _table()["gains"]
    ):
        return True
    mixes = claim.about.outcome and all(map(is_interaction, claim.about.outcome))
    if mixes or _expressions(language_of(claim))["danger"].search(_plain(claim.statement)):
        return False  # "slows the breakdown of simvastatin", "may lower blood sugar too far"
    direction = direction_of(claim)
    if direction is Direction.NO_EFFECT:
        return _denies_more(claim)
    if direction in {None, Direction.CHANGES}:
        return False
    # "Inhibits clotting", of bleeding: less of the one is not less of the other.
    told = [mention.id for mention in find_outcomes(claim.statement)]
    ways = {
        name: direction_on(claim, name)
        for name in claim.about.outcome
        if any(relation(name, other) != "other" for other in told)
        or (not told and not is_interaction(name))
    }
    if any(is_harm(way, [name]) for name, way in ways.items()):
        return False
    return direction is Direction.IMPROVES or any(
        way is not None and worth(way, name) == 1 for name, way in ways.items()
    )


def _denies_more(claim: Claim) -> bool:
    """Whether a claim denies that something bad gets more, or comes about: "never raises blood pressure"."""
    verbs = load_data("directions.toml")
    words = set(_WORD.findall(claim.statement.lower()))
    more = any(
        not words.isdisjoint(verbs[name]) for name in ("increases", "worsens", "weak_increases")
    )
    less = any(not words.isdisjoint(verbs[name]) for name in ("decreases", "improves"))
    bad = any(worth(Direction.INCREASES, name) == -1 for name in claim.about.outcome)
    return more and bad and not less


def is_interaction(name: str) -> bool:
    """Whether an outcome stands for what a substance does to a medicine."""
    ends = name.casefold().endswith(tuple(_table()["interaction_ends"]))
    return key(name) in _keys("interactions") or (ends and outcome(name) is None)


def is_harms(name: str) -> bool:
    """Whether an outcome stands for harms as such: adverse events, tolerability."""
    known = outcome(name)
    return (known is not None and known.family == "safety") or key(name) in _keys("harms")


def harms_among(names: Iterable[str], statement: str = "") -> tuple[str, ...]:
    """The outcomes that a claim of safety is about: the harms that it names, or harms as such.

    "Does not damage the liver" is about the liver alone.
    """
    names = tuple(names)
    found = tuple(name for name in names if is_harms(name))
    return found or _named_harms(names, statement) or (str(_table()["general"]),)


def _named_harms(names: Iterable[str], statement: str) -> tuple[str, ...]:
    """The outcomes of which a statement denies that they get worse."""
    denied = [m.id for part in _denied_harms(statement, "en") for m in find_outcomes(part)]
    words = {stem for part in _denied_harms(statement, "en") for stem in _stems(part)}
    return tuple(
        name
        for name in names
        if ((known := outcome(name)) is not None and known.id in denied)
        or not words.isdisjoint(_stems(_plain(name)))
    )


def _stems(plain: str) -> set[str]:
    """The beginnings of the longer words of a text: "kidneys" for "kidney function"."""
    return {word[:_STEM] for word in plain.split() if len(word) >= _STEM}


@lru_cache(maxsize=_REMEMBERED)
def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("\u2019", "'")))


@cache
def _safe(language: str) -> PhraseList:
    """The phrases of a language; up to two words may stand behind their "no"."""
    table = _table()["safety"][language]

    def written(phrase: str) -> str:
        first, _, rest = phrase.partition(" ")
        between = rf"{re.escape(first)} (?:[^ ]+ ){{0,2}}{re.escape(rest)}"
        return between if first in table["nones"] and rest else re.escape(phrase)

    return PhraseList(table["safe"], written, begins=r"(?<!\w)", flags=re.NOFLAG)


def _of_too_much(text: str, language: str) -> bool:
    """Whether a text tells of what comes of too much: "in high doses"."""
    return _listed("excess", language[:2]).search(_plain(text)) is not None


def _words(name: str, language: str) -> frozenset[str]:
    """The words of a list, in a language."""
    return frozenset(_table()[name].get(language[:2], ()))


@cache
def _listed(name: str, language: str) -> PhraseList:
    return plain_phrases(_table()[name].get(language, ()), _GAP)


@cache
def _absent(language: str) -> PhraseList:
    """Phrases that say no harm is there; no denial stands in a gap of one."""
    denying = _expressions(language)["denying"].pattern
    phrases = _table()["safety"].get(language, {}).get("absent", ())
    return plain_phrases(phrases, _GAP, rf"(?: (?!{denying} )[^ ]+)")


def _no_harm_shown(plain: str, language: str) -> bool:
    """Whether nothing is said to show harm: "never been shown to cause harm".

    Between the two stands what it is about, and no other effect: "protects the liver against toxic drugs".
    What is called harmful is said to be so, else it is a thing: "dangerous infections".
    """
    if _proofless(language).search(plain) is None:
        return False
    is_ = _words("is", language)
    for found in _expressions(language)["unshown"].finditer(plain):
        gap = found["gap"]
        near = {*gap.split()[-3:], *plain[found.end() :].split()[:3]}
        if found["so"] and near.isdisjoint(is_):
            continue
        if not any(cue.kind in RELATIONS and not cue.harmful for cue in grade(gap, language).cues):
            return True
    return False


@cache
def _proofless(language: str) -> PhraseList:
    return plain_phrases(_table()["safety"].get(language, {}).get("proofless", ()), _GAP)


@cache
def _expressions(language: str) -> Expressions:
    """Those of a language; what may do harm and what denies a harm stand in the table as expressions."""
    table, safety = _table(), _table()["safety"].get(language, {})
    lists = {name: [table[name].get(language, "(?!)")] for name in _PERILS}
    lists["denied_harm"] = table["denied_harm"].get(language, ())
    lists |= {name: [*map(re.escape, _words(name, language))] for name in ("and", "but", "degrees")}
    lists["denying"] = [*map(re.escape, denials("harms", language))]
    lists |= {n: [with_gaps(p, _GAP) for p in safety.get(n, ())] for n in _SHOWN}
    return expressions("harm", lists, written=str, flags=re.NOFLAG)


@cache
def _keys(name: str) -> frozenset[str]:
    """The names of outcomes in a list, as keys."""
    return frozenset(map(key, _table()[name]))
