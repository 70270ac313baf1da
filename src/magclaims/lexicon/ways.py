"""Which way a statement in another language than English says that something goes: by the cues of its pack.

English has word lists of its own (`direction`). What the words do not tell clearly is None.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.memory import remembered
from magclaims.lexicon.direction import is_open, turned
from magclaims.lexicon.word_list import WordList, words_of
from magclaims.lexicon.wording import RELATIONS, CueMatch, NotGraded, Wording, grade
from magclaims.model.registry import Direction

_NOT_SAID = frozenset({"", "mentioned", "repeated"})
_NAMED = {way.value: way for way in Direction}


def told_in(statement: str, language: str, outcomes: Sequence[str]) -> Direction | None:
    """The direction that a statement asserts; None where it tells none, or several.

    Args:
        statement: One sentence.
        language: ISO 639-1, other than English; in one without a pack nothing is told.
        outcomes: Names of what it is about.
    """
    return _told(statement, language[:2].lower(), tuple(outcomes))


def says_a_relation(text: str, language: str) -> bool:
    """Whether a text has words of a language that tell which way something goes, or deny it."""
    words = (part for word in words_of(text) for part in word.split("'"))
    if not _first_words(language).any_of(words):
        return False  # most texts have none, and grading takes long
    try:
        wording = grade(text, language)
    except NotGraded:
        return False
    return any(True for cue in _said(wording) for _ in _ways(cue, language))


def _said(wording: Wording) -> list[CueMatch]:
    """The cues that assert or deny a relation."""
    return [c for c in wording.cues if c.kind in RELATIONS and c.status not in _NOT_SAID]


@remembered
def _told(statement: str, language: str, outcomes: tuple[str, ...]) -> Direction | None:
    if is_open(statement.lower()):
        return None
    try:
        wording = grade(statement, language)
    except NotGraded:
        return None
    said = _said(wording)
    asserted = [cue for cue in said if cue.status != "denied"]
    if not asserted:
        return Direction.NO_EFFECT if said else None
    if len(asserted) < len(said):
        return None  # a part is denied, a part is not
    way = only_one({way for cue in asserted for way in _ways(cue, language)})
    return None if way is None else beside(way, statement, outcomes, language)


def _ways(cue: CueMatch, language: str) -> Iterator[Direction]:
    """The directions that the words of a cue tell; "keine Migräne mehr" tells of no more of it."""
    words = words_of(cue.text)
    denials = load_data("says.toml")["denials"].get(language, ())
    if not set(denials).isdisjoint(words):
        return
    yield from named_by(words, language)


def named_by(words: Sequence[str], language: str) -> Iterator[Direction]:
    """The directions that the words of a verb name; its first and last may stand apart ("neemt ... af")."""
    ends = f"{words[0]} {words[-1]}" if words else ""
    listed = _lists(language)
    yield from (way for name, way in _NAMED.items() if listed[name].any_of([*words, ends]))


def only_one(ways: set[Direction]) -> Direction | None:
    """The one of several directions that counts; None where they go apart."""
    firm = ways - {Direction.CHANGES} or set(ways)
    if len(firm) > 1 and Direction.WORSENS not in firm:
        firm -= {Direction.IMPROVES}  # "helpt vermoeidheid te verminderen": the other one tells
    return firm.pop() if len(firm) == 1 else None


def beside(way: Direction, text: str, outcomes: Sequence[str], language: str) -> Direction:
    """A direction as the words beside it turn it: "less loss of bone" is no less bone."""
    words, listed = words_of(text), _lists(language)
    losses, risks = listed["losses"].any_of(words), listed["risks"].any_of(words)
    return turned(way, outcomes, loss=losses, risk=risks)


def way_words(language: str) -> Mapping[Direction, WordList]:
    """The words of a language by the direction that they tell."""
    listed = _lists(language)
    return {way: listed[name] for name, way in _NAMED.items()}


@cache
def _first_words(language: str) -> WordList:
    """The words that tell a direction, of two words the first."""
    table: Mapping[str, list[str]] = load_data("ways.toml").get(language, {})
    return WordList.of(phrase.split()[0] for name in _NAMED for phrase in table.get(name, ()))


@cache
def _lists(language: str) -> Mapping[str, WordList]:
    table: Mapping[str, list[str]] = load_data("ways.toml").get(language, {})
    return {name: WordList.of(table.get(name, ())) for name in (*_NAMED, "losses", "risks")}
