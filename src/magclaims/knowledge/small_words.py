"""The small words that several readers look for in texts of any language: "and", "the", "page"."""

import re
from functools import cache

from magclaims.knowledge.data import load


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
