"""What the rest of a sentence says of people, beside a statement on animals or cells.

"In rats it improved memory; in people nobody has tested it" says of people that nobody knows. "..., and you will
notice it, too" carries over to them what was seen in rats. The words are data (`knowledge/clauses.toml`).
"""

import re
from enum import Enum
from functools import cache

from magclaims.knowledge.data import load
from magclaims.knowledge.expressions import Expressions, expressions
from magclaims.knowledge.keys import fold
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength, Subject

_LISTS = ("leaps", "left_open", "studied", "knows", "out_of", "likewise")
_OPEN = frozenset({"open", "denial", "limited"})
_COUNTED = re.compile(r"(?<![\w[])\d[\d.,]*\s+(?:[^\W\d]+\s+){0,2}$")
"""A number before people: "80 patients", "212 older women"."""


class Others(Enum):
    """What a part of a sentence does with people."""

    APART = "apart"
    """It says that nobody knows, or tells of a study of its own in people."""
    MEANT = "meant"
    """It says of people what was seen in animals, or promises it to the reader."""
    UNCLEAR = "unclear"


def others(text: str, language: str) -> Others:
    """What a part of a sentence that names people does with them."""
    words = _words(language[:2].lower())
    if words is None:
        return Others.MEANT
    folded, graded = fold(text), grade(text, language)
    kinds = {cue.kind for cue in graded.cues}
    asserts = graded.strength > Strength.NONE and not graded.reported
    if asserts and (not graded.hedged or _OPEN.isdisjoint(kinds)):
        return Others.MEANT
    if words["leaps"].search(folded) or words["reader"].search(text):
        return Others.MEANT
    denies = words["denials"].search(folded) is not None
    known = words["knows"].search(folded) or words["studied"].search(folded)
    animals = Subject.ANIMAL in graded.subjects  # "a mouse is no patient"
    told = any(words[name].search(folded) for name in ("left_open", "nobody", "studied"))
    counted = any(_is_counted(text[: c.start], words) for c in graded.cues if c.kind == "human")
    apart = told or counted or (denies and bool(known or animals))
    if words["likewise"].search(folded):
        return Others.UNCLEAR if apart else Others.MEANT
    if asserts and not apart:
        return Others.MEANT
    return Others.APART if apart else Others.UNCLEAR


def _is_counted(before: str, words: Expressions) -> bool:
    """Whether those who are named behind some words are counted, and no share of them."""
    return _COUNTED.search(before) is not None and words["share"].search(before) is None


@cache
def _words(language: str) -> Expressions | None:
    data = load("clauses.toml")
    if language not in data["leaps"]:
        return None
    lists = {name: data[name][language] for name in _LISTS}
    lists |= {"denials": denials("clauses", language), "nobody": data["nobody"][language]}
    reader = load("textbook.toml")["what_it_is"][language]["reader"]
    return expressions("others", {**lists, "reader": reader})
