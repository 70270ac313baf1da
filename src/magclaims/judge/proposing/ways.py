"""Which way a clause says that its outcome goes."""

from collections.abc import Iterator, Sequence

from magclaims.judge.proposing.clauses import Clause
from magclaims.judge.proposing.words import lists
from magclaims.lexicon.direction import tells, told, worth
from magclaims.lexicon.ways import beside, named_by, only_one, way_words
from magclaims.lexicon.word_list import words_of
from magclaims.lexicon.wording import CueMatch
from magclaims.model.registry import Direction

_BEFORE = 40
"""Characters before the relation in which a "not" may stand."""
_LESS_WITHIN = 1
"""Words behind a verb among which "less" turns it."""
_LESS_BEFORE = 4
"""Words before a verb that ends its clause among which "less" turns it."""
_HELPED_WITHIN = 4
"""Words behind "contributes" among which what it contributes to stands: "aan de preventie van"."""
_RISK_BEHIND = 2
"""Words before "risk" among which "lower" stands."""
_RISK_BEFORE = 1
_SEVERAL = 2
_STAYS_AWAY = "never_again"
"""The cue of the packs for what is promised to stay away."""


def direction(
    text: str, clause: Clause, surfaces: Sequence[str], language: str
) -> Direction | None:
    """Which way a clause says that its outcome goes; None where its words do not tell.

    Args:
        text: The sentence.
        clause: The part of it.
        surfaces: The outcomes as the sentence names them.
        language: ISO 639-1.
    """
    if not clause.relations:
        return None
    if all(cue.status == "denied" for cue in clause.relations):
        return Direction.NO_EFFECT
    way = _told_way(text, clause, surfaces, language)
    part = f" {' '.join(words_of(text[clause.start : clause.end]))} "
    slimming = any(f" {each} " in part for each in lists(language)["slimming"].whole)
    if way in {None, Direction.IMPROVES} and _comes_sooner(part, surfaces, language):
        return Direction.DECREASES  # "you fall asleep faster"
    more = way in {None, Direction.INCREASES, Direction.IMPROVES} and len(surfaces) < _SEVERAL
    return Direction.DECREASES if more and slimming else way  # "leads to weight loss"


def _told_way(
    text: str, clause: Clause, surfaces: Sequence[str], language: str
) -> Direction | None:
    """The way that the words of a clause tell, some of which is not denied."""
    kept_away = [text[c.start : c.end] for c in clause.relations if c.id == _STAYS_AWAY]
    if any(f" {name} " in f" {words} " for words in kept_away for name in surfaces):
        return Direction.DECREASES
    if language == "en":
        begins = max(clause.start, clause.relations[0].start - _BEFORE)
        if _praises(text, clause, language):
            begins = clause.relations[0].start
        begins = text.rfind(" ", clause.start, begins) + 1 or begins
        way = told(_without_help(text[begins : clause.end], language), surfaces)
        denied = any(cue.status == "denied" for cue in clause.relations)
        return way if way is Direction.NO_EFFECT or not denied else None
    ways = set(_ways(text, clause, language)) or set(_of_risk(text, clause, language))
    way = only_one(ways)
    if way is Direction.INCREASES and _gives_less(text, clause, language):
        way = Direction.DECREASES
    return None if way is None else beside(way, text[clause.start : clause.end], surfaces, language)


def _comes_sooner(part: str, surfaces: Sequence[str], language: str) -> bool:
    """Whether what takes long, or should not last, is said to be over sooner."""
    sooner = any(f" {word} " in part for word in lists(language)["sooner"].whole)
    return sooner and any(worth(Direction.INCREASES, name) == -1 for name in surfaces)


def _without_help(text: str, language: str) -> str:
    """Without "help" before a verb that tells the way itself: "may help reduce", "helps to lower"."""
    known = lists(language)
    words = text.split()
    kept = []
    for at, word in enumerate(words):
        behind = [one for one in words[at + 1 : at + 3] if one.lower() not in known["degree"]]
        if not (word.lower() in known["helping"] and behind and tells(behind[0])):
            kept.append(word)
    return " ".join(kept)


def _gives_less(text: str, clause: Clause, language: str) -> bool:
    """Whether what is caused is less of something: "causó menos molestias", "minder klachten te geven"."""
    less = lists(language)["less"]
    for cue in clause.relations:
        behind = words_of(text[cue.end : clause.end])[:_LESS_WITHIN]
        before = words_of(text[clause.start : cue.start])[-_LESS_BEFORE:]
        ends = not behind or behind[0] in lists(language)["ends"]
        if less.any_of(behind) or (ends and less.any_of(before)):
            return True
    return False


def _praises(text: str, clause: Clause, language: str) -> bool:
    """Whether what is not there is only compared with: "no supplement improves sleep as well as"."""
    begins = words_of(text[clause.start : clause.relations[0].start])
    asserted = all(cue.status not in {"denied", ""} for cue in clause.relations)
    return asserted and bool(begins) and begins[0] in lists(language)["none"]


def _ways(text: str, clause: Clause, language: str) -> Iterator[Direction]:
    """The directions that the relations of a clause name, each by its own words."""
    for cue in clause.relations:
        if cue.status == "denied":
            continue
        words = words_of(text[cue.start : cue.end])
        if len(words) > 1:
            words = [word for word in words if word not in lists(language)["amounts"]]
        if helped := _helps_towards(text, cue, clause, words, language):
            yield helped
            continue
        yield from named_by(words, language)


def _helps_towards(
    text: str, cue: CueMatch, clause: Clause, words: Sequence[str], language: str
) -> Direction | None:
    """The way of what a verb helps: "draagt bij aan de preventie van", "schützt vor", "protège contre"."""
    known, ways = lists(language), way_words(language)
    if not ways[Direction.IMPROVES].any_of(words):
        return None
    behind = words_of(text[cue.end : clause.end])[:_HELPED_WITHIN]
    if words[-1] in known["against"] or (behind and behind[0] in known["against"]):
        return Direction.DECREASES
    for word in behind:
        for way in (Direction.DECREASES, Direction.INCREASES):
            if word in known["changing"] and word in ways[way]:
                return way
    return None


def _of_risk(text: str, clause: Clause, language: str) -> Iterator[Direction]:
    """The way of a risk that is told beside a link: "een lager risico op", "is a risk factor for"."""
    known, ways = lists(language), way_words(language)
    if any(cue.status == "denied" for cue in clause.relations):
        return
    words = words_of(text[clause.start : clause.end])
    for at, word in enumerate(words):
        if word in known["risk_factors"]:
            yield Direction.INCREASES
        if word not in known["risk"]:
            continue
        near = words[max(0, at - _RISK_BEHIND) : at + 1 + _RISK_BEFORE]
        for way in (Direction.DECREASES, Direction.INCREASES):
            if ways[way].any_of(near) or known[f"risk_{way.value}"].any_of(near):
                yield way
