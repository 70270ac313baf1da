"""Which way a clause says that its outcome goes, by the relations that it asserts.

English has word lists of its own (`direction`), other languages the words of `knowledge/ways.toml`; what
only a clause tells is in `knowledge/proposing.toml`. What the words do not tell clearly is None.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.small_words import denials
from magclaims.knowledge.vocabulary import find_outcomes
from magclaims.lexicon.cues import load
from magclaims.lexicon.direction import AXIS, is_open, tells, told, turned, worth
from magclaims.lexicon.moved import moved
from magclaims.lexicon.word_list import WordList, lists, words_of
from magclaims.lexicon.wording import CueMatch, NotGraded, Wording, grade
from magclaims.model.registry import Direction
from magclaims.model.values import dataclass

_NAMED = {way.value: way for way in Direction}
_NOT_SAID = frozenset({"", "mentioned", "repeated"})
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
_RELIEF_WITHIN = 2
"""Words behind a verb among which what it gives stands."""
_OBJECT_WITHIN = 4
"""Words among which a verb and its object stand: "krijg je een zware griep"."""
_SEVERAL = 2
_NONE = ("\0",)
_STAYS_AWAY = "never_again"
"""The cue of the packs for what is promised to stay away."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence; `start` and `end` are 0-based code point offsets in it."""

    start: int
    end: int
    relations: tuple[CueMatch, ...]
    """The cues in it that assert or deny a relation; empty for a sentence without any."""


def said(wording: Wording) -> list[CueMatch]:
    """The cues that assert or deny something, in the order of the text."""
    found = [cue for cue in wording.cues if cue.status not in _NOT_SAID]
    return sorted(found, key=lambda cue: cue.start)


def told_in(statement: str, language: str, outcomes: Sequence[str]) -> Direction | None:
    """The direction that a statement, not in English, asserts; None where it tells none, or several."""
    return _told(statement, language[:2].lower(), tuple(outcomes))


@remembered
def _told(statement: str, language: str, outcomes: tuple[str, ...]) -> Direction | None:
    if is_open(statement.lower()):
        return None
    try:
        relations = said(grade(statement, language))
    except NotGraded:
        return None
    if len({cue.status == "denied" for cue in relations}) > 1:
        return None  # a part is denied, a part is not
    if _gives(statement, outcomes, language):
        return Direction.INCREASES
    if _tells_longer_lives(statement, language):
        return Direction.IMPROVES  # they are fewer deaths
    whole = Clause(0, len(statement), tuple(relations))
    way = direction(statement, whole, outcomes, language, amounts=True)
    return _by_build(statement, way, outcomes, language)


def _by_build(
    text: str, way: Direction | None, outcomes: Sequence[str], language: str
) -> Direction | None:
    """The way that a statement tells by how it is built, where its words tell none, or only more or less of it."""
    if way not in {None, *AXIS}:
        return way
    plain = [word for word in words_of(text) if word not in lists(language)["amounts"]]
    went = moved(_marked(text), language, {*_named_by(plain, language)})
    if went in {None, way} or (went is Direction.NO_EFFECT and way is not None):
        return way
    words, ends = words_of(text), tuple(lists(language, "ways")["ending_losses"].whole) or _NONE
    of = _of_what(words, language)
    of["loss"] |= any(word.endswith(ends) for word in words)
    return turned(went, outcomes, **of)


def _marked(text: str) -> str:
    """A text with "§" for each outcome: "less of it" tells more beside one than elsewhere."""
    for mention in reversed(find_outcomes(text)):
        text = f"{text[: mention.start]}\u00a7{text[mention.end :]}"
    return text


def _of_what(words: Sequence[str], language: str) -> dict[str, bool]:
    """Whether words speak of a loss, and of a risk: "less loss of bone"."""
    listed = lists(language, "ways")
    return {"loss": listed["losses"].any_of(words), "risk": listed["risks"].any_of(words)}


def _gives(statement: str, outcomes: Sequence[str], language: str) -> bool:
    """Whether a complaint is what something gives: "te da la gripe", but not "geeft verlichting bij griep"."""
    bad = bool(outcomes) and all(worth(Direction.INCREASES, name) == -1 for name in outcomes)
    if not bad or not denials("says", language).isdisjoint(words_of(statement)):
        return False
    known, gives = lists(language), lists(language, "ways")["gives"]
    if (pack := load(language)) is None or not gives.any_of(words_of(statement)):
        return False
    between = pack.words["prepositions"] | known["less"].whole
    for name in find_outcomes(statement):
        before = words_of(statement[: name.start])[-_OBJECT_WITHIN:]
        verbs = [at for at, word in enumerate(before) if gives.any_of([word])]
        behind = words_of(statement[name.end :])[:1]
        # "Macht Kopfschmerzen erträglicher" gives none.
        ends = not behind or behind[0] in between or behind[0] in known["ends"]
        if verbs and ends and between.isdisjoint(before[verbs[-1] + 1 :]):
            return True
    return False


def _tells_longer_lives(statement: str, language: str) -> bool:
    """Whether somebody is said to live longer, and nothing is denied."""
    words = words_of(statement)
    if not denials("says", language).isdisjoint(words):
        return False
    plain = f" {' '.join(words)} "
    return any(f" {each} " in plain for each in lists(language)["longer_lives"].whole)


def says_a_relation(text: str, language: str) -> bool:
    """Whether a text has words of a language that tell which way something goes, or deny it."""
    words = (part for word in words_of(text) for part in word.split("'"))
    if any(_gives(text, [name.id], language) for name in find_outcomes(text)):
        return True
    if not _first_words(language).any_of(words):
        return False  # most texts have none, and grading takes long
    try:
        relations = said(grade(text, language))
    except NotGraded:
        return False
    return any(True for cue in relations for _ in _named_by(words_of(cue.text), language))


def direction(
    text: str, clause: Clause, names: Sequence[str], language: str, *, amounts: bool = False
) -> Direction | None:
    """Which way a clause of a text says that its outcome goes; None where its words do not tell.

    With `amounts`, "more" and its like count where nothing else tells: "had fewer wrinkles".
    """
    if not clause.relations:
        return None
    if all(cue.status == "denied" for cue in clause.relations):
        return Direction.NO_EFFECT
    way = _told_way(text, clause, names, language, amounts=amounts)
    part = f" {' '.join(words_of(text[clause.start : clause.end]))} "
    weighed = all(worth(Direction.INCREASES, name) is None for name in names)
    slimming = weighed and slims(part, language)
    if way in {None, Direction.IMPROVES} and _comes_sooner(part, names, language):
        return Direction.DECREASES  # "you fall asleep faster"
    if way is Direction.IMPROVES and _promotes_harm(text, clause, language):
        return Direction.INCREASES
    more = way in {None, Direction.INCREASES, Direction.IMPROVES} and len(names) < _SEVERAL
    return Direction.DECREASES if more and slimming else way  # "leads to weight loss"


def _promotes_harm(text: str, clause: Clause, language: str) -> bool:
    """Whether a complaint right beside it is what a verb brings on: "kann Kopfschmerzen fördern"."""
    known, promotes = lists(language), lists(language, "ways")["promotes"]
    loose, less = known["determiners"], known["less"]
    found = find_outcomes(text)
    for cue in clause.relations:
        if not promotes.any_of(words_of(text[cue.start : cue.end])):
            continue
        for one in found:
            between = words_of(text[cue.end : one.start] or text[one.end : cue.start])
            near = one.start >= cue.start or one.end <= cue.start
            bad = worth(Direction.INCREASES, text[one.start : one.end]) == -1
            if near and bad and all(word in loose and word not in less for word in between):
                return True
    return False


def slims(text: str, language: str) -> bool:
    """Whether a text speaks of losing weight: "weight loss", "je wordt er slank van"."""
    words = f" {' '.join(words_of(text))} "
    return any(f" {each} " in words for each in lists(language)["slimming"].whole)


def _told_way(
    text: str, clause: Clause, names: Sequence[str], language: str, *, amounts: bool
) -> Direction | None:
    """The way that the words of a clause tell, some of which is not denied."""
    kept_away = [text[c.start : c.end] for c in clause.relations if c.id == _STAYS_AWAY]
    if any(f" {name} " in f" {words} " for words in kept_away for name in names):
        return Direction.DECREASES
    if language == "en":
        begins = max(clause.start, clause.relations[0].start - _BEFORE)
        if _praises(text, clause, language):
            begins = clause.relations[0].start
        begins = text.rfind(" ", clause.start, begins) + 1 or begins
        way = told(_without_help(text[begins : clause.end], language), names)
        denied = any(cue.status == "denied" for cue in clause.relations)
        return way if way is Direction.NO_EFFECT or not denied else None
    left_out = lists(language)["amounts"].whole
    ways = set(_ways(text, clause, language, left_out)) or set(_of_risk(text, clause, language))
    if amounts and not ways:
        ways = set(_ways(text, clause, language, frozenset()))
    way = _only_one(ways)
    if way is Direction.INCREASES and _gives_less(text, clause, language):
        way = Direction.DECREASES
    if way is Direction.INCREASES and _gives_relief(text, clause, language):
        way = Direction.IMPROVES
    if way is None:
        return None
    # "Less loss of bone" is no less bone.
    return turned(way, names, **_of_what(words_of(text[clause.start : clause.end]), language))


def _comes_sooner(part: str, names: Sequence[str], language: str) -> bool:
    """Whether what takes long, or should not last, is said to be over sooner."""
    sooner = any(f" {word} " in part for word in lists(language)["sooner"].whole)
    return sooner and any(worth(Direction.INCREASES, name) == -1 for name in names)


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
        if less.any_of(words_of(text[cue.start : cue.end])[1:]) and _gives_it(text, cue, language):
            return True
        if less.any_of(behind) or (ends and less.any_of(before)):
            return True
    return False


def _gives_it(text: str, cue: CueMatch, language: str) -> bool:
    """Whether a relation begins with a verb of giving: "geeft minder", "krijg je minder"."""
    return lists(language, "ways")["gives"].any_of(words_of(text[cue.start : cue.end])[:1])


def _gives_relief(text: str, clause: Clause, language: str) -> bool:
    """Whether what is given is that something gets better: "geeft verlichting bij hoofdpijn"."""
    gives, better = lists(language, "ways")["gives"], way_words(language)[Direction.IMPROVES]
    for cue in clause.relations:
        words = words_of(text[cue.start : clause.end])
        for at, word in enumerate(words):
            if gives.any_of([word]) and better.any_of(words[at + 1 : at + 1 + _RELIEF_WITHIN]):
                return True
    return False


def _praises(text: str, clause: Clause, language: str) -> bool:
    """Whether what is not there is only compared with: "no supplement improves sleep as well as"."""
    begins = words_of(text[clause.start : clause.relations[0].start])
    asserted = all(cue.status not in {"denied", ""} for cue in clause.relations)
    return asserted and bool(begins) and begins[0] in lists(language)["none"]


def _ways(
    text: str, clause: Clause, language: str, left_out: frozenset[str]
) -> Iterator[Direction]:
    """The directions that the relations of a clause name, each by its own words; of several some are left out."""
    for cue in clause.relations:
        if cue.status == "denied":
            continue
        words = words_of(text[cue.start : cue.end])
        telling = [word for word in words if len(words) == 1 or word not in left_out]
        if helped := _helps_towards(text, cue, clause, telling, language):
            yield helped
            continue
        ways = set(_named_by(telling, language))
        # "Moins efficace" is not better.
        yield from ways if ways != {Direction.IMPROVES} else _named_by(words, language)


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


def _named_by(words: Sequence[str], language: str) -> Iterator[Direction]:
    """The directions that the words of a verb name; its first and last may stand apart ("neemt ... af")."""
    if not words or not denials("says", language).isdisjoint(words):
        return  # "keine Migräne mehr" tells of no more of it
    ends = f"{words[0]} {words[-1]}"
    yield from (way for way, each in way_words(language).items() if each.any_of([*words, ends]))


def _only_one(ways: set[Direction]) -> Direction | None:
    """The one of several directions that counts; None where they go apart."""
    firm = ways - {Direction.CHANGES} or set(ways)
    if len(firm) > 1 and Direction.WORSENS not in firm:
        firm -= {Direction.IMPROVES}  # "helpt vermoeidheid te verminderen": the other one tells
    return firm.pop() if len(firm) == 1 else None


def told_beside(words: Sequence[str], names: Sequence[str], language: str) -> Direction | None:
    """The way that the words (lower case) beside the name of an outcome tell: "minder", "nam ... af", "fell"."""
    if language == "en":
        return told(" ".join(words), names)
    ways = {way for at in range(len(words)) for way in _named_by(words[at:], language)}
    way = _only_one(ways)
    if way is None:
        return None
    # "Afname" tells the way itself, and is no loss beside it.
    others = [word for word in words if word not in way_words(language)[way]]
    return turned(way, names, **_of_what(others, language))


def way_words(language: str) -> Mapping[Direction, WordList]:
    """The words of a language by the direction that they tell."""
    listed = lists(language, "ways")
    return {way: listed[name] for name, way in _NAMED.items()}


@cache
def _first_words(language: str) -> WordList:
    """The words that tell a direction, of two words the first."""
    table: Mapping[str, list[str]] = load_data("ways.toml").get(language, {})
    return WordList.of(phrase.split()[0] for name in _NAMED for phrase in table.get(name, ()))
