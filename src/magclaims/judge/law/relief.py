"""Where a disease or a pain is told to be gone: "since I take X my migraine is gone", "X, a natural painkiller".

That is how customers tell it, and a seller who prints what they tell makes the claim.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from magclaims.judge.law.facts import NEAR, disease_words, languages, negation
from magclaims.knowledge.small_words import any_language

_LAST = 4
"""Diseases before the words that are looked at: those nearest to them."""
_NEXT = 40
"""Letters between "no more" and the disease, at most."""
_ANOTHER_CLAUSE = re.compile(rf";|,\s(?:{any_language('and', 'but', 'so')})\s")


def relieved(
    text: str, language: str, starts: Sequence[int], *, named: bool = True
) -> tuple[str, ...]:
    """The words by which a sentence says that a disease or pain is gone, each with the disease where it names one.

    None where it went when the substance was left off, none that is denied, and none before a clause of its own
    that alone names the substance ("my headache is gone, and the zinc is still on the shelf"). `named`: words count
    that name no disease ("pain-free").
    """
    if disease_words(language, "left_off").search(text):
        return ()
    barred = [m.span() for m in disease_words(language, "not_treat").finditer(text)]
    found = []
    for healed in disease_words(language, "healed").finditer(text) if named else ():
        rest = f"{text[: healed.start()]} {text[healed.end() :]}"
        held = any(start <= healed.start() < end for start, end in barred)
        if not held and not _Clauses(rest, language).denies(healed.start()):
            found.append(healed.group())
    things = list(disease_words(language, "names").finditer(text))
    ends = [thing.end() for thing in things]
    parts = _Clauses(text, language)
    for gone in disease_words(language, "gone").finditer(text):
        if in_another_clause(text, gone.end(), starts):
            continue
        # One that stands within the words, else one of the last few before them.
        place = bisect_right(ends, gone.end())
        for thing in things[max(0, place - _LAST) : place]:
            inside = gone.start() <= thing.start()
            between = text[thing.end() : max(gone.start(), thing.end())]
            beside = thing.end() <= gone.start() and len(between.split()) <= NEAR // 2
            if (inside or beside) and not parts.denies(gone.start()):
                found.append(gone.group() if inside else f"{thing.group()} … {gone.group()}")
                break
    found += _no_more(text, language, things, ends)
    return tuple(dict.fromkeys(found))


def in_another_clause(text: str, place: int, starts: Sequence[int]) -> bool:
    """Whether the substance is named only in a clause of its own behind a place: "it is gone, and the zinc ..."."""
    subject = min(starts, default=0)
    others = [m.start() for m in _ANOTHER_CLAUSE.finditer(text) if m.end() <= subject]
    return bool(others) and others[-1] >= place


def tells_it_gone(text: str, language: str) -> bool:
    """Whether a text says that a disease or pain is gone; not in a language whose words nobody listed."""
    code = language[:2]
    return code in languages() and bool(relieved(text, code, ()))


def _no_more(
    text: str, language: str, things: Sequence[re.Match[str]], ends: Sequence[int]
) -> Iterator[str]:
    """Words such as "geen migraine meer", "no more migraine": what denies is what promises."""
    for said in disease_words(language, "no_more").finditer(text):
        for thing in things[bisect_right(ends, said.start()) :][:_LAST]:
            if thing.start() > said.end() + _NEXT:
                break
            inside = said.start() <= thing.start() and thing.end() <= said.end()
            behind = (
                said.end() <= thing.start() and len(text[said.end() : thing.start()].split()) <= 1
            )
            if inside or behind:
                yield said.group() if inside else f"{said.group()} … {thing.group()}"
                break


class _Clauses:
    """The parts of a sentence between commas and the like, and which of them deny."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._denying = negation(language)
        self._marks = [place for place, mark in enumerate(text) if mark in ",;:"]
        self._known: dict[int, bool] = {}

    def denies(self, place: int) -> bool:
        """Whether the part that holds a place denies something."""
        index = bisect_right(self._marks, place)
        if index not in self._known:
            start = self._marks[index - 1] if index else -1
            end = self._marks[index] if index < len(self._marks) else len(self._text)
            said = self._denying.search(self._text[start + 1 : end])
            self._known[index] = said is not None
        return self._known[index]
