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
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength

_LISTS = ("leaps", "studied", "likewise")
_COUNTED = re.compile(r"(?<![\w[])(?!(?:19|20)\d\d\b)\d[\d.,]*\s+[^\W\d]{3}")


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
    asserts = graded.strength > Strength.NONE and not graded.reported
    if asserts and not graded.hedged:
        return Others.MEANT
    if words["leaps"].search(folded) or words["reader"].search(text):
        return Others.MEANT
    if words["left_open"].search(folded) or words["studied"].search(folded):
        return Others.APART
    if _COUNTED.search(text):
        return Others.APART
    meant = asserts or words["likewise"].search(folded)
    return Others.MEANT if meant else Others.UNCLEAR


@cache
def _words(language: str) -> Expressions | None:
    data = load("clauses.toml")
    if language not in data["leaps"]:
        return None
    lists = {name: data[name][language] for name in _LISTS}
    open_ = [*data["left_open"][language], *data["denials"][language], *data["nobody"][language]]
    reader = load("textbook.toml")["what_it_is"][language]["reader"]
    return expressions("others", {**lists, "left_open": open_, "reader": reader})
