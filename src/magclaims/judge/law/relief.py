"""Where a disease or a pain is told to be gone: "since I take X my migraine is gone", "X, a natural painkiller".

That is how customers tell it, and a seller who prints what they tell makes the claim.
"""

import re
from collections.abc import Sequence

from magclaims.judge.law.facts import NEAR, WORDING, disease_words, word_list
from magclaims.knowledge.small_words import any_language

_ANOTHER_CLAUSE = re.compile(rf";|,\s(?:{any_language('and', 'but', 'so')})\s")


def relieved(text: str, language: str, starts: Sequence[int]) -> tuple[str, ...]:
    """The words by which a sentence says that a disease or pain is gone, each with the disease where it names one.

    None where it went when the substance was left off, none that is denied, and none before a clause of its own
    that alone names the substance ("my headache is gone, and the zinc is still on the shelf").

    Args:
        text: The sentence.
        language: One of `languages()`.
        starts: Offsets of its subject.
    """
    if disease_words(language, "left_off").search(text):
        return ()
    barred = [m.span() for m in disease_words(language, "not_treat").finditer(text)]
    negation = word_list(WORDING, language, "negation")
    found = []
    for healed in disease_words(language, "healed").finditer(text):
        rest = f"{text[: healed.start()]} {text[healed.end() :]}"
        held = any(start <= healed.start() < end for start, end in barred)
        if not held and not negation.search(_clause(rest, healed.start())):
            found.append(healed.group())
    things = list(disease_words(language, "names").finditer(text))
    for gone in disease_words(language, "gone").finditer(text):
        other = _ANOTHER_CLAUSE.search(text, gone.end())
        if other is not None and min(starts, default=0) >= other.end():
            continue
        for thing in things:
            inside = gone.start() <= thing.start() and thing.end() <= gone.end()
            between = text[thing.end() : max(gone.start(), thing.end())]
            beside = thing.end() <= gone.start() and len(between.split()) <= NEAR // 2
            if (inside or beside) and not negation.search(_clause(text, gone.start())):
                found.append(gone.group() if inside else f"{thing.group()} … {gone.group()}")
                break
    return tuple(dict.fromkeys(found))


def _clause(text: str, at: int) -> str:
    """The part of a sentence between commas that holds a place."""
    start = max((text.rfind(mark, 0, at) for mark in ",;:"), default=-1)
    ends = [end for mark in ",;:" if (end := text.find(mark, at)) >= 0]
    return text[start + 1 : min(ends, default=len(text))]
