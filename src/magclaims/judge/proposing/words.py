"""The word lists that proposals are read with, one table a language (`knowledge/proposing.toml`)."""

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any

from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.word_list import WordList
from magclaims.model.values import dataclass

_EMPTY = WordList()


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """The lists of one language; a language without a table has empty ones."""

    lists: Mapping[str, WordList] = field(default_factory=dict)

    def __getitem__(self, name: str) -> WordList:
        return self.lists.get(name, _EMPTY)


@cache
def lists(language: str) -> ProposalWords:
    """The lists of a language, ISO 639-1."""
    table: Mapping[str, Any] = load_data("proposing.toml").get(language, {})
    return ProposalWords({name: WordList.of(words) for name, words in table.items()})
