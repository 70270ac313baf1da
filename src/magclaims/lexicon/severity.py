"""How severe an illness is by a text: "severe depression", "mild to moderate insomnia"."""

import re
from functools import cache

from magclaims.knowledge import find_outcomes
from magclaims.knowledge.data import load
from magclaims.knowledge.keys import fold
from magclaims.model.local_text import LocalText

_WORD = re.compile(r"[^\W\d_]+")
_REACH = 24
"""Characters from the beginning of "mild" to that of what it is said of: "mild to moderate depression"."""


def severities(text: str) -> frozenset[str]:
    """How severe an illness is by what is noted of those who have it: `lighter`, `severe`; empty where nothing is."""
    return frozenset(id_ for word in _WORD.finditer(text) for id_ in _of(word))


def severities_said(text: str, language: str) -> frozenset[str]:
    """The same of a sentence, where it says so of an outcome: "severe depression", not "severe weather"."""
    behind = language[:2] in load("people.toml")["adjectives_behind"]
    places = [(each.start, each.end) for each in find_outcomes(text)]
    return frozenset(
        id_
        for word in _WORD.finditer(text)
        if any(
            0 < start - word.start() <= _REACH or (behind and 0 < word.start() - end <= 1)
            for start, end in places
        )
        for id_ in _of(word)
    )


def _of(word: re.Match[str]) -> list[str]:
    return [id_ for id_, words in _words() if fold(word.group()) in words]


def severity(id_: str) -> LocalText:
    """Those who have an illness of this severity."""
    return LocalText(load("people.toml")["severity"][id_]["say"])


@cache
def _words() -> tuple[tuple[str, frozenset[str]], ...]:
    rows = load("people.toml")["severity"]
    return tuple((id_, frozenset(row["words"])) for id_, row in rows.items())
