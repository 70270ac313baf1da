"""Lists of words and of their beginnings, held against the words of a text."""

from collections.abc import Iterable
from functools import cache

from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.cues import tokenize
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that are matched whole, and beginnings of words (`verbeter*`)."""

    whole: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: Iterable[str]) -> "WordList":
        """A list as the data write it."""
        given = tuple(words)
        return cls(
            frozenset(word for word in given if not word.endswith("*")),
            tuple(word.removesuffix("*") for word in given if word.endswith("*")),
        )

    def __contains__(self, word: str) -> bool:
        return word in self.whole or bool(self.beginnings and word.startswith(self.beginnings))

    def any_of(self, words: Iterable[str]) -> bool:
        """Whether one of the words is in the list."""
        given = tuple(words)
        begun = self.beginnings and any(word.startswith(self.beginnings) for word in given)
        return bool(begun) or not self.whole.isdisjoint(given)


class WordLists(dict[str, WordList]):
    """Lists by name; one that is not there is empty."""

    def __missing__(self, name: str) -> WordList:
        return WordList()


@cache
def lists(language: str, table: str = "proposing") -> WordLists:
    """The lists of a language, ISO 639-1, in a table of `knowledge/`; by default what proposals are read with."""
    listed = load_data(f"{table}.toml").get(language, {})
    return WordLists({name: WordList.of(words) for name, words in listed.items()})


def words_of(text: str) -> list[str]:
    """The words of a text, lower case."""
    return [token.text for token in tokenize(text) if token.text[0].isalnum()]
