"""Numbers in words: which there are in a language, and the patterns that find them."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, TypeAlias

from magclaims.model.values import dataclass
from magclaims.quantity.units import any_of, units_data

_RUN = re.compile(r"\w+")
_HUNDRED = 100
_THOUSAND = 1000
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What a text must hold for a number in words: most hold none, and the patterns are the longest of all.

    All words are folded for comparison.
    """

    alone: frozenset[str]
    """First words of numbers; those of `pairs` are no number without the next."""
    openings: tuple[str, ...]
    """Hundreds in one word: the rest may be joined to them."""
    pairs: Mapping[str, tuple[str, ...]]
    """"a" -> ("hundred",)"""

    @classmethod
    def of(cls, spelled: Mapping[str, Decimal]) -> "NumberWords":
        """Of the numbers in words, with what they mean."""
        words = {tuple(_RUN.findall(name.casefold())): value for name, value in spelled.items()}
        alone = frozenset(first for first, *rest in words if not rest)
        pairs: dict[str, tuple[str, ...]] = {}
        for first, *rest in words:
            if rest and first not in alone:
                pairs[first] = (*pairs.get(first, ()), rest[0])
        openings = (w[0] for w, value in words.items() if len(w) == 1 and value >= _HUNDRED)
        return cls(alone, tuple(openings), pairs)

    def may_stand_in(self, text: str) -> bool:
        """Whether a text may hold a number in words."""
        said = set(_RUN.findall(text.casefold()))
        return (
            not said.isdisjoint(self.alone)
            or any(word.startswith(self.openings) for word in said)
            or any(
                word in said and any(other.startswith(next_) for other in said)
                for word, next_ in self.pairs.items()
            )
        )


Patterns: TypeAlias = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]


def number_patterns(language: str, text: str) -> Patterns:
    """Numbers in words: thousands with what follows, hundreds with what follows, any other.

    They hold the words of the text alone: there are thousands of others.
    """
    folded = " ".join(text.casefold().split())
    said = (word for word in _spelled(language) if word.casefold() in folded)
    return _patterns(language, tuple(said))


@cache
def _spelled(language: str) -> Mapping[str, int]:
    """The numbers in words, also as they are written without a ß."""
    words = spelled_numbers(_words_of(language))
    return {each: value for word, value in words for each in (word, word.casefold())}


def _words_of(language: str) -> Mapping[str, Any]:
    languages: Mapping[str, Any] = units_data()["languages"]
    words: Mapping[str, Any] = languages.get(language[:2].lower(), languages["en"])
    return words


@lru_cache(maxsize=_REMEMBERED)
def _patterns(language: str, said: tuple[str, ...]) -> Patterns:
    words = _words_of(language)
    spelled = {word: _spelled(language)[word] for word in said}
    below = {word: n for word, n in spelled.items() if n < _THOUSAND}
    small = any_of(word for word, n in spelled.items() if n < _HUNDRED)
    hundred = any_of(hundred_words(words))
    joined = words["hundred_and"]
    return (
        # Hundreds may follow, or a rest, or both.
        re.compile(
            rf"(?<![\w-])(?<!\d\s)(?P<hundreds>{any_of(w for w, n in spelled.items() if n >= _THOUSAND)})"
            rf"(?:{joined})(?P<rest>{any_of(below)})(?![\w-])"
            rf"(?:(?:{joined})(?P<more>{small})(?![\w-]))?(?!\s(?:{hundred})(?![\w-]))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![\w-])(?P<hundreds>{any_of(w for w, n in below.items() if n >= _HUNDRED)})"
            rf"(?:{joined})(?P<rest>{small})"
            # "two hundred and three hundred people": the rest is the beginning of another number.
            rf"(?![\w-])(?!\s(?:{hundred})(?![\w-]))",
            re.IGNORECASE,
        ),
        # "three hundred twenty-two": a part of a number in words is none.
        re.compile(
            rf"(?<![\w-])(?<!{re.escape(words['hundred'])}\s)(?<!{re.escape(words['thousand'])}\s)(?<!\d\s)"
            rf"(?P<word>{any_of(spelled)})(?![\w-])"
            rf"(?!\s(?:{any_of([*spelled, words['hundred'], words['thousand']])})(?![\w-]))",
            re.IGNORECASE,
        ),
    )


def hundred_words(words: Mapping[str, Any]) -> frozenset[str]:
    """The words for hundreds and thousands."""
    more = (each.split()[-1] for each in words.get("hundreds", ()))
    return frozenset({words["hundred"], words["thousand"], *more})


def spelled_numbers(words: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """The numbers in words from 1 to 99, and whole hundreds, as the language joins them."""
    units = words["numbers"]
    unstressed = words.get("unstressed", {})
    yield from ((word, value) for value, word in enumerate(units, start=1))
    for ten, word in enumerate(words["tens"], start=2):
        yield word, ten * 10
        for unit, name in enumerate(units[:9], start=1):
            yield from (
                (f"{word}{join}{name}", ten * 10 + unit) for join in words.get("tens_first", ())
            )
            yield from (
                (f"{unstressed.get(name, name)}{join}{word}", ten * 10 + unit)
                for join in words.get("units_first", ())
            )
    yield from _hundreds(words)
    yield from _thousands(words)


def _hundreds(words: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Whole hundreds, as far as "nineteen hundred"; some languages have a word for each."""
    yield words["hundred"], 100
    for value, word in words.get("hundreds", {}).items():
        yield value, int(word)
    for unit, name in enumerate(words["numbers"][1:], start=2):
        yield from ((f"{name}{space}{words['hundred']}", unit * 100) for space in ("", " "))


def _thousands(words: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Whole thousands, as far as "nineteen thousand", and tens of them."""
    for word, value in words["thousands"].items():
        yield word, int(value)
    units = [*enumerate(words["numbers"][1:], start=2)]
    tens = [(ten * 10, word) for ten, word in enumerate(words["tens"], start=2)]
    for unit, name in (*units, *tens):
        plain = name.replace("é", "e") if name.startswith("é") else name
        yield from ((f"{plain}{space}{words['thousand']}", unit * 1000) for space in ("", " "))
