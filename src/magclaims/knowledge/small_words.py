"""The small words that several readers look for in texts of any language: "and", "the", "page"."""

import re
from functools import cache

from magclaims.knowledge.data import load
from magclaims.knowledge.keys import fold


@cache
def any_language(*lists: str) -> str:
    """The words of these lists (small_words.toml) in all languages, as alternatives of an expression.

    The longest stands first. The caller puts them into a group, and says what may stand beside them.
    """
    data = load("small_words.toml")
    words = {word for name in lists for listed in data[name].values() for word in listed}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def of_language(name: str, language: str) -> tuple[str, ...]:
    """The words of one list in one language; none where it has none."""
    return tuple(load("small_words.toml")[name].get(language, ()))


@cache
def denials(reader: str, language: str) -> frozenset[str]:
    """The words that deny (negation.toml) and those that the file of a reader adds ("says"), without accents, too."""
    code = language[:2].lower()
    lists = load("negation.toml"), load(f"{reader}.toml")["denials"]
    words = [word for listed in lists for word in listed.get(code, ())]
    return frozenset((*words, *map(fold, words)))
