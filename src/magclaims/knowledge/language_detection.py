"""Which of the languages that can be read a text is in, or that this is not known.

The frequent words of each language are counted. Words that two languages share ("in", "de", "la")
count for both and so decide nothing. Other languages share a few frequent words with these, so a
language is named only where its words make up a good part of the text.

A text of a few words is read by what such sentences are made of, too ("slept", "longer", "lowers").
"""

import re
from functools import lru_cache

from magclaims.knowledge.languages import READ
from magclaims.knowledge.sentence_pack import load_pack

_REMEMBERED = 8192
"""Words: texts are made of the same few thousand."""
UNKNOWN = "und"
"""ISO 639-2 for a language that is not determined."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
"""Characters that are looked at: more does not change the answer."""
_FEWEST = 4
_LONG = 100
_SHARE = 0.1
_SHARE_OF_SHORT = 0.2
"""In the articles of `shared/` the words of the right language make up 0.11 (a list of terms) to
0.39 of the text, those of another one, for a language without a pack, at most 0.08. A sentence is
too short to trust the lower share."""
_LEAD = 1.5
_FEWEST_USUAL = 2
_LEAD_OF_SHORT = 2
_SHARE_OF_USUAL = 0.4
"""In sentences made up in five languages at least half of the words; in Italian and Catalan ones, 0.4."""


def detect(text: str, *, sure: bool = False) -> str:
    """The ISO 639-1 code of the language, or `und` where the text does not tell.

    Where another language is known around it (`sure`) only its frequent words count.
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    found = _by_frequent_words(words)
    if found == UNKNOWN and not sure and len(words) < _LONG:
        return _by_usual_words(words)
    return found


def _by_frequent_words(words: list[str]) -> str:
    if len(words) < _FEWEST:
        return UNKNOWN
    counts = dict.fromkeys(READ, 0)
    for word in words:
        for code in _frequent_in(word):
            counts[code] += 1
    (best, most), (_, second), *_ = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    share = _SHARE if len(words) >= _LONG else _SHARE_OF_SHORT
    if most < _FEWEST or most < share * len(words) or most < _LEAD * second:
        return UNKNOWN
    return best


def _by_usual_words(words: list[str]) -> str:
    """The language that has twice as many of the different words as any other, one of them usual."""
    different = set(words)
    letters = {letter for word in different for letter in word if not letter.isascii()}
    told: dict[str, int] = {}
    for code in READ:
        usual = {word for word in different if code in _usual_in(word)}
        theirs = letters <= set(load_pack(code).letters)
        told[code] = len(usual | (different & _words(code))) if usual and theirs else 0
    (best, most), (_, second), *_ = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    enough = most >= _FEWEST_USUAL and len(different) > _FEWEST_USUAL
    enough = enough and most > _SHARE_OF_USUAL * len(different)
    return best if enough and most >= _LEAD_OF_SHORT * second else UNKNOWN


@lru_cache(maxsize=_REMEMBERED)
def _frequent_in(word: str) -> tuple[str, ...]:
    """The languages of which a word is a frequent one."""
    return tuple(code for code in READ if word in _words(code))


@lru_cache(maxsize=_REMEMBERED)
def _usual_in(word: str) -> tuple[str, ...]:
    """The languages in which sentences on health are made of such words."""
    usual = ((code, *_usual(code)) for code in READ)
    return tuple(code for code, whole, begins in usual if word in whole or word.startswith(begins))


@lru_cache(maxsize=len(READ))
def _usual(code: str) -> tuple[frozenset[str], tuple[str, ...]]:
    listed = load_pack(code).usual_words
    beginnings = (word.removesuffix("*") for word in listed if word.endswith("*"))
    return listed, tuple(sorted(beginnings))


def told_by_one(text: str) -> str:
    """The one language that has frequent words of its own in a few words; `und` where none or several have.

    Words that languages share decide nothing ("a basis for").
    """
    words = {word.lower() for word in _WORD.findall(text[:_SAMPLE])}
    found = {codes[0] for codes in map(_frequent_in, words) if len(codes) == 1}
    return found.pop() if len(found) == 1 else UNKNOWN


@lru_cache(maxsize=len(READ))
def _words(code: str) -> frozenset[str]:
    return load_pack(code).stop_words
