"""Sentences told of what something is compared with: "on placebo they had more pain than on curcumin"."""

import re
from collections.abc import Iterator, Sequence

from magclaims.knowledge import find_substances, substance
from magclaims.knowledge.data import load
from magclaims.knowledge.keys import fold
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.word_list import words_of

_NEAR = 6
"""Words behind "than" among which a thing is named: "than those who were given curcumin"."""
_SHORTEST = 4
"""Letters of a name that a compound may begin with: "curcuminegroep"."""


@remembered
def is_swapped(text: str, language: str, substances: tuple[str, ...]) -> bool:
    """Whether what a text says goes up or down is that of the other group, and the substances are what it beat.

    Args:
        text: One sentence.
        language: ISO 639-1; in one without words nothing is told.
        substances: What the claim is about.
    """
    code = language[:2].lower()
    data, says = load("comparators.toml"), load("says.toml")
    if code not in data["swapped"]:
        return False
    plain = " ".join(re.findall(r"[^\W_]+|[,;:]", fold(text)))
    than = "|".join(map(re.escape, map(fold, data["than"][code])))
    found = list(re.finditer(rf"\b(?:{than})\b", plain))
    if not found or not denials("says", code).isdisjoint(words_of(fold(text))):
        return False
    head, tail = plain[: found[-1].start()], plain[found[-1].end() :]
    clause = re.split("[,;:]", head)[-1]
    if re.search("[,;:]", tail) or not re.search(rf"\b(?:{data['swapped'][code]})\b", clause):
        return False
    if _names(head, substances) or not _names(" ".join(tail.split()[:_NEAR]), substances):
        return False
    controls = map(fold, says["controls"].get(code, ()))
    told = any(re.search(rf"\b{re.escape(word)}\b", head) for word in controls)
    return told or any(True for _ in find_substances(head))


def _names(plain: str, substances: Sequence[str]) -> bool:
    """Whether a text has a substance, or a word that begins with one of its names."""
    wanted = {known.id for name in substances if (known := substance(name))}
    if any(wanted & set(found.ids) for found in find_substances(plain)):
        return True
    names = tuple(name for name in _all_names(substances) if len(name) >= _SHORTEST)
    return any(word.startswith(names) for word in plain.split())


def _all_names(substances: Sequence[str]) -> Iterator[str]:
    for each in substances:
        known = substance(each)
        yield fold(each)
        yield from (
            fold(name) for names in (known.names.values() if known else ()) for name in names
        )
