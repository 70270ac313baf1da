"""Which way a statement in another language than English says that something goes: by the cues of its pack.

English has word lists of its own (`direction`). What the words do not tell clearly is None.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.memory import remembered
from magclaims.lexicon.cues import tokenize
from magclaims.lexicon.direction import is_open, turned
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
    ways = {way for cue in asserted for way in _ways(cue, language)}
    firm = ways - {Direction.CHANGES} or ways
    if len(firm) > 1 and Direction.WORSENS not in firm:
        firm -= {Direction.IMPROVES}  # "helpt vermoeidheid te verminderen": the other one tells
    if len(firm) != 1:
        return None
    words = _words_of(statement)
    listed = _lists(language)
    return turned(
        firm.pop(),
        outcomes,
        loss=_any(words, listed.get("losses", ())),
        risk=_any(words, listed.get("risks", ())),
    )


def _ways(cue: CueMatch, language: str) -> Iterator[Direction]:
    """The directions that the words of a cue tell; "keine Migräne mehr" tells of no more of it."""
    words = _words_of(cue.text)
    denials = load_data("says.toml")["denials"].get(language, ())
    if not set(denials).isdisjoint(words):
        return
    ends = f"{words[0]} {words[-1]}" if words else ""
    for name, listed in _lists(language).items():
        if name in _NAMED and _any([*words, ends], listed):
            yield _NAMED[name]


def _any(words: Sequence[str], listed: Sequence[str]) -> bool:
    """Whether a list holds one of the words, or its beginning (`verbeter*`)."""
    whole = {entry for entry in listed if not entry.endswith("*")}
    begins = tuple(entry.removesuffix("*") for entry in listed if entry.endswith("*"))
    return any(word in whole or (bool(begins) and word.startswith(begins)) for word in words)


def _words_of(text: str) -> list[str]:
    return [token.text for token in tokenize(text) if token.text[0].isalnum()]


@cache
def _lists(language: str) -> Mapping[str, Sequence[str]]:
    table: Mapping[str, Any] = load_data("proposing.toml").get(language, {})
    found: Mapping[str, Sequence[str]] = table.get("direction", {})
    return found
