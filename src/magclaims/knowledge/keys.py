"""What two spellings of one name have in common."""

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+")
_LETTER_AT_END = re.compile(r"[^\W_]{4}[\s\-]+[^\W\d_]$")


@lru_cache(maxsize=1024)
def _fold_char(char: str) -> str:
    if unicodedata.category(char) == "So":  # ™ and ® are no letters
        return char
    if char == "ı":  # Turkish: a letter of its own, which no other name has
        return "i"
    return unicodedata.normalize("NFKD", char)[:1].lower()[:1] or char


def fold(text: str) -> str:
    """Lower-case `text` without accents, one character for each, so that offsets stay."""
    return text.lower() if text.isascii() else "".join(map(_fold_char, text))


def ends_in_a_letter(name: str) -> bool:
    """Whether a name is a long word and a letter ("vitamin E"): then its key may be another word."""
    return _LETTER_AT_END.search(name) is not None and not any(map(str.isdigit, name))


def lacks_its_letter(word: str) -> bool:
    """Whether one word, with the key of such a name, is that other word: "vitamine", not "vitaminE"."""
    return not word[-1:].isupper() or word.isupper()


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """What two spellings of one name have in common: its lower-case letters and digits, without accents or marks."""
    return "".join(_TOKEN.findall(fold(name)))
