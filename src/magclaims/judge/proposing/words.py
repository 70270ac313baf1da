"""The word lists that proposals are read with, one table a language (`knowledge/proposing.toml`)."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cache
from typing import Any

from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.cues import tokenize
from magclaims.model.registry import Direction
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that are matched whole, and beginnings of words (`verbeter*`)."""

    whole: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def __contains__(self, word: str) -> bool:
        return word in self.whole or bool(self.beginnings and word.startswith(self.beginnings))

    def any_of(self, words: Iterable[str]) -> bool:
        """Whether one of the words is in the list."""
        return any(word in self for word in words)


_EMPTY = WordList()


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """The lists of one language; a language without a table has empty ones."""

    lists: Mapping[str, WordList] = field(default_factory=dict)
    directions: Mapping[Direction, WordList] = field(default_factory=dict)
    losses: WordList = _EMPTY
    risks: WordList = _EMPTY

    def __getitem__(self, name: str) -> WordList:
        return self.lists.get(name, _EMPTY)


@cache
def lists(language: str) -> ProposalWords:
    """The lists of a language, ISO 639-1."""
    table: Mapping[str, Any] = load_data("proposing.toml").get(language, {})
    ways: Mapping[str, list[str]] = table.get("direction", {})
    known = {way.value: way for way in Direction}
    return ProposalWords(
        {name: _list(words) for name, words in table.items() if isinstance(words, list)},
        {known[name]: _list(words) for name, words in ways.items() if name in known},
        _list(ways.get("losses", [])),
        _list(ways.get("risks", [])),
    )


def words_of(text: str) -> list[str]:
    """The words of a text, lower case."""
    return [token.text for token in tokenize(text) if token.text[0].isalnum()]


def _list(words: Iterable[str]) -> WordList:
    given = tuple(words)
    return WordList(
        frozenset(word for word in given if not word.endswith("*")),
        tuple(word.removesuffix("*") for word in given if word.endswith("*")),
    )
