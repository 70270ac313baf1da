"""Sentences that say that two groups did equally well: "grew as much on vitamin D as on placebo".

A verb of more or less tells which way both went, and the comparison that neither went further. That of two shares of a
number ("twice as often as"), and what another clause adds, is none.
"""

import re
from functools import cache

from magclaims.knowledge import find_substances
from magclaims.knowledge.data import load
from magclaims.knowledge.expressions import Expressions, expressions
from magclaims.knowledge.memory import remembered

_REACH = 40
"""Characters in which the other group is named."""


@remembered
def tells_equality(text: str, language: str, *, compares: bool = False) -> bool:
    """Whether a text says that two groups did not differ, by a comparison with the other.

    "As much in women as in men" is none: both take it. Where two treatments are compared, "equally" alone says so.
    """
    words = _words(language[:2].lower())
    if words is None or words["but"].search(text):
        return False
    if words["both"].search(text) or (compares and words["alike"].search(text)):
        return True
    return any(
        words["arm"].match(text, found.end()) is not None
        or any(True for _ in find_substances(text[found.end() : found.end() + _REACH]))
        for name in ("equal", "denied")
        for found in words[name].finditer(text)
    )


def may_tell_equality(text: str, language: str) -> bool:
    """Whether a text has any word by which two groups may be said to have done equally well, whatever stands beside it."""
    words = _words(language[:2].lower())
    return words is None or words["hint"].search(text) is not None


def tells_contrast(text: str, language: str) -> bool:
    """Whether a text goes on with something else: "but"."""
    words = _words(language[:2].lower())
    return words is not None and words["but"].search(text) is not None


@cache
def _words(language: str) -> Expressions | None:
    """The expressions of a language; None where it has none."""
    lists = load("equality.toml").get(language)
    if lists is None:
        return None
    more = [*lists["more"], *(rf"\w{{2,}}{end}" for end in lists["ending"])]
    not_after = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in lists["times"])
    return expressions("equality", lists | {"more": more, "not_after": [not_after]}, written=str)
