"""How many took part in a study, by the numbers in its text.

The words that stand beside such numbers are the table `sizes` of `study_cues.toml`.
"""

import re
from functools import cache

from magclaims.quantity.units import units_data
from magclaims.study.cues import normal, tables

_POWERS = {"hundred": 100, "thousand": 1000}
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d{1,6}"
_N = re.compile(rf"\bn ?= ?(?P<n>{_DIGITS})\b(?![-\u2013]\d)")
_FEW = 10
"""A smaller number may be a part of the group; the first larger one is preferred."""


@cache
def _words() -> dict[str, int]:
    """Numbers in words: one to nineteen, then twenty, thirty ... ninety."""
    english = units_data()["languages"]["en"]
    units = {word: number for number, word in enumerate(english["numbers"], start=1)}
    return units | {word: 10 * ten for ten, word in enumerate(english["tens"], start=2)}


@cache
def _listed(name: str) -> str:
    return "|".join(tables()["sizes"][name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """How a text tells a size; with a number as `n`, or of two arms with one each."""
    word = "|".join(sorted(_words(), key=len, reverse=True))
    small, tens = list(_words())[:19], list(_words())[19:]
    # "two hundred fifty-nine", "one hundred and twenty", "a hundred"; "one" alone counts nobody.
    in_words = (
        rf"(?:(?:a|{word})(?:[ -](?:{word}))? (?:hundred|thousand)"
        rf"(?:(?: and)?[ -](?:{word}|hundred|thousand))*|"
        rf"(?:{'|'.join(tens)})(?:[ -](?:{'|'.join(small[:9])}))?|{'|'.join(small[1:])})"
    )
    count = rf"(?<![\w/.,+\u00b1-])(?P<n>{_DIGITS}|{in_words})(?: \([^()]{{1,40}}\))?"
    # Between the number and the people: no word that makes it a number of something else.
    people = (
        rf"{count} (?:(?!(?:{_listed('of_something_else')})\b)[\w-]+,? ){{0,4}}(?:{_listed('who')})"
    )
    were = r"(?:were|was) (?:\w+ )?"
    to = r"(?:assigned|allocated|randomi[sz]ed) to [^.;]{1,80}? and"
    few = rf"(?:{_listed('in_arms')})"
    forms = {
        "total": rf"\b(?:total|sample) of (?:\w+ )?{people}\b",
        "assigned": rf"{people} (?:\w+ ){{0,3}}(?:{were})?(?:{_listed('done')})(?!\w* (?:\w+ )?to each\b)",
        "people": rf"{people}\b",
        "arms": rf"\b(?P<a>{_DIGITS}) (?:\w+ )?{were}{to} (?P<b>{_DIGITS}) (?:(?:were|was) )?(?:\w+ )?to\b|"
        rf"\b(?P<c>{_DIGITS}) {few} were (?:\w+ )?{to} (?P<d>{_DIGITS}) to\b",
        "some_of_them": _listed("some_of_them"),
        "share": rf"\b(?:{_listed('share')}) $",
    }
    return re.compile(forms[name])


def _number(words: str) -> int:
    digits = words.replace(",", "")
    if digits.isdigit():
        return int(digits)
    whole = part = 0
    for word in re.findall(r"[a-z]+", words):
        if word in _POWERS:
            part = max(part, 1) * _POWERS[word]
            if word == "thousand":
                whole, part = whole + part, 0
        elif word not in {"a", "and"}:
            part += _words()[word]
    return whole + part


def size_in(text: str) -> tuple[int, str] | None:
    """The number of people or animals and the words that say it; the clearest wording first."""
    plain = normal(text)
    if arms := _pattern("arms").search(plain):
        first, second = (_number(n) for n in arms.groups() if n is not None)
        return first + second, text[arms.start() : arms.end()]
    for name in ("total", "assigned"):
        found = [(_number(m["n"]), m) for m in _pattern(name).finditer(plain)]
        size, match = max(found, key=lambda pair: pair[0], default=(0, None))
        if match is not None and (size >= _FEW or name == "total"):
            return size, text[match.start() : match.end()]
    counted = [
        (_number(m["n"]), m)
        for m in _pattern("people").finditer(plain)
        if not _pattern("share").search(plain[max(0, m.start() - 20) : m.start()])
    ]
    large = next(((size, m) for size, m in counted if size >= _FEW), None)
    groups = None if large else _groups(plain)
    if groups is not None:
        size, start, end = groups
        return size, text[start:end]
    size, match = large or next(((n, m) for n, m in counted if n > 0), (0, None))
    return (size, text[match.start() : match.end()]) if match is not None else None


def _groups(plain: str) -> tuple[int, int, int] | None:
    """`n = ...`: the whole group, or the sum of the groups of one sentence; with its place."""
    found = list(_N.finditer(plain))
    if not found:
        return None
    stop = plain.find(". ", found[0].end())
    same = [m for m in found if stop < 0 or m.start() < stop]
    sizes = [_number(m["n"]) for m in same]
    whole = max(sizes)
    said = plain[same[0].end() : same[-1].start()]
    # "60 were randomised (n=30, n=30)" adds up; "(n=60) ... completed (n=54)" does not.
    parts = len(same) > 1 and whole * 2 != sum(sizes) and not _pattern("some_of_them").search(said)
    size = sum(sizes) if parts or set(sizes) == {whole} else whole
    return (size, same[0].start(), same[-1].end()) if size > 0 else None
