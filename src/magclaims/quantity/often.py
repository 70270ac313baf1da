"""How often a day an amount is taken: "300 mg twice daily" is 300 mg at once and 600 mg a day."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from magclaims.knowledge.small_words import any_language
from magclaims.quantity.effect_words import effect_words
from magclaims.quantity.grammar import grammar_of
from magclaims.quantity.numbers import Quantity
from magclaims.quantity.units import any_of

_BEFORE, _BEHIND = 24, 40
"""Code points on either side of an amount in which it is told."""
_TIMES = range(2, 7)
_CLAUSE_ENDS = re.compile(r"[;.]\s|(?<=.),\s")


def times_a_day(quantity: Quantity, text: str, language: str) -> Decimal | None:
    """How often a day an amount is taken; None where nobody says so, or it is the amount of a day itself."""
    found = _told(quantity, text, language)
    return found[0] if found else None


def of_a_day(quantity: Quantity, text: str, language: str) -> Quantity:
    """All that is taken a day, with the words that say so: `300 mg twice daily`, 600 mg."""
    times, start, end = _told(quantity, text, language) or (Decimal(1), 0, 0)
    if times == 1:
        return quantity
    low, high = quantity.low * times, quantity.high * times
    return replace(quantity, low=low, high=high, text=text[start:end], per_day=True)


def _told(quantity: Quantity, text: str, language: str) -> tuple[Decimal, int, int] | None:
    """How often, and from where to where the amount stands with the words that say it."""
    from_, to = quantity.start, quantity.end
    first = max(0, from_ - _BEFORE)
    before = text[first:from_]
    if found := _portions(language).search(before):
        return _number(found["n"], language), first + found.start(), to
    if quantity.per_day and grammar_of(language).per_day.search(quantity.text):
        return None  # "600 mg/day (300 mg twice daily)"
    behind = _CLAUSE_ENDS.split(text[to : to + _BEHIND], maxsplit=1)[0]
    for where, at in ((behind, to), (before, first)):
        rows = effect_words(language).table("frequency", where)
        told = ((found, times) for pattern, times in rows if (found := pattern.search(where)))
        found, times = next(told, (_counted(language).search(where), 0))
        if found:
            often = Decimal(times) if times else _number(found["n"], language)
            return often, min(from_, at + found.start()), max(to, at + found.end())
    return None


def _number(word: str, language: str) -> Decimal:
    return Decimal(word) if word.isdigit() else grammar_of(language).numbers[word.casefold()]


@cache
def _times(language: str) -> str:
    words = [word for word, n in grammar_of(language).numbers.items() if n in _TIMES]
    return rf"(?<!\w)(?P<n>[{min(_TIMES)}-{max(_TIMES)}]|{any_of(words)})[\s-]?(?:x|×|{any_language('times')})"


@cache
def _counted(language: str) -> re.Pattern[str]:
    """`3 x per day`, `zweimal täglich`."""
    return re.compile(rf"{_times(language)}{grammar_of(language).per_day.pattern}", re.IGNORECASE)


@cache
def _portions(language: str) -> re.Pattern[str]:
    """Right before an amount: `3 x 300 mg`."""
    return re.compile(rf"{_times(language)}\s?$", re.IGNORECASE)
