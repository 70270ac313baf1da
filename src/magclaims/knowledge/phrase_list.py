"""A list of words and phrases as one expression, of which only what may stand in a text is compiled.

The lists hold hundreds of phrases, a sentence hardly one of them: to compile them all takes longer than to
judge the sentence.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import TypeAlias

_RUN = re.compile(r"\*?\w+\*?")
_WORD = re.compile(r"\w+")
_NOTHING = re.compile("(?!)")
_ANY_WORD = "(?: [^ ]+)"
_REMEMBERED = 4096
"""Expressions: sentences hold the same few phrases again and again."""
_TEXTS = 64
"""Texts: many lists are looked for in one sentence after another."""

Needed: TypeAlias = tuple[frozenset[str], tuple[str, ...]]
"""What a text holds where a phrase stands in it: whole words, and parts of words."""


class PhraseList:
    """Phrases in their order, found as whole words; asked as an `re.Pattern` is.

    Args:
        phrases: The first of two that fit at one place counts.
        written: Makes the expression of a phrase. Letters of a phrase stand for themselves, whatever their
            case, and `*` at the end of a word for any others.
        begins: What must hold before a phrase.
        flags: Of the expression.
    """

    def __init__(
        self,
        phrases: Iterable[str],
        written: Callable[[str], str],
        *,
        begins: str = r"(?<![\w-])",
        flags: re.RegexFlag = re.IGNORECASE,
    ) -> None:
        self._phrases, self._written = tuple(phrases), written
        self._begins, self._flags = begins, flags
        self._by_word: dict[str, list[tuple[int, Needed]]] = {}
        self._others: list[tuple[int, Needed]] = []
        for number, phrase in enumerate(self._phrases):
            needed = words, _ = _needed_of(phrase)
            rare = max(sorted(words), key=len, default=None)
            rows = self._others if rare is None else self._by_word.setdefault(rare, [])
            rows.append((number, needed))

    def _standing(self, text: str) -> tuple[int, ...]:
        """The phrases that may stand in a text, by their place in the list."""
        folded, said = _words_of(text)
        stands = (
            number
            for rows in (*map(self._by_word.__getitem__, said & self._by_word.keys()), self._others)
            for number, (words, parts) in rows
            if (not parts or parts[0] in folded)
            and words <= said
            and all(part in folded for part in parts[1:])
        )
        return tuple(sorted(stands))

    def _pattern(self, text: str) -> re.Pattern[str]:
        stands = self._standing(text)
        return _compiled(self, stands) if stands else _NOTHING

    def compiled(self, numbers: Iterable[int]) -> re.Pattern[str]:
        """The expression of some of the phrases, by their place in the list."""
        any_of = "|".join(self._written(self._phrases[number]) for number in numbers) or "(?!)"
        return re.compile(f"{self._begins}(?:{any_of})(?!\\w)", self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first that stands in a text, from there on and before that end."""
        return self._pattern(text).search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """What stands there."""
        return self._pattern(text).match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """What a text is, from end to end."""
        return self._pattern(text).fullmatch(text)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """All that stand in a text, from there on."""
        return self._pattern(text).finditer(text, start)

    def each(self, text: str) -> Iterator[re.Match[str]]:
        """All of each phrase, one phrase after the other: those of two may overlap."""
        for number in self._standing(text):
            yield from _compiled(self, (number,)).finditer(text)

    def findall(self, text: str) -> list[str]:
        """The words of all that stand in a text; no phrase has a group."""
        return self._pattern(text).findall(text)

    def sub(self, by: str, text: str) -> str:
        """A text with something else in place of each."""
        return self._pattern(text).sub(by, text)


@lru_cache(maxsize=_TEXTS)
def _words_of(text: str) -> tuple[str, frozenset[str]]:
    folded = text.casefold()
    return folded, frozenset(_WORD.findall(folded))


def plain_phrases(phrases: Iterable[str], most: int, word: str = _ANY_WORD) -> PhraseList:
    """Phrases of a text in lower case with single blanks, found as whole words.

    `..` within one stands for `most` words at most; `word` is the expression of one, with the blank before it.
    """
    written = partial(with_gaps, most=most, word=word)
    return PhraseList(phrases, written, begins=r"(?<!\w)", flags=re.NOFLAG)


def with_gaps(phrase: str, most: int, word: str = _ANY_WORD) -> str:
    """The expression of one phrase of `plain_phrases`."""
    return f"{word}{{0,{most}}} ".join(map(re.escape, phrase.split(" .. ")))


def _needed_of(phrase: str) -> Needed:
    runs = _RUN.findall(phrase.casefold())
    return (
        frozenset(run for run in runs if "*" not in run),
        tuple(run.strip("*") for run in runs if "*" in run),
    )


@lru_cache(maxsize=_REMEMBERED)
def _compiled(words: PhraseList, numbers: tuple[int, ...]) -> re.Pattern[str]:
    return words.compiled(numbers)
