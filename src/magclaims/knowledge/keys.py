"""What two spellings of one name have in common."""

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+")


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


def key(name: str) -> str:
    """What two spellings of one name have in common: its lower-case letters and digits, without accents or marks."""
    return "".join(_TOKEN.findall(fold(name)))
