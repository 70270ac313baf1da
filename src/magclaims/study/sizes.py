"""How many took part in a study, by the numbers in its text."""

import re

from magclaims.study.cues import normal

_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        start=1,
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_POWERS = {"hundred": 100, "thousand": 1000}
_WORD = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
# "two hundred fifty-nine", "one hundred and twenty", "a hundred"; "one" alone counts nobody.
_IN_WORDS = (
    rf"(?:(?:a|{_WORD})(?:[ -](?:{_WORD}))? (?:hundred|thousand)"
    rf"(?:(?: and)?[ -](?:{_WORD}|hundred|thousand))*|"
    rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_UNITS)[:9])}))?|{'|'.join(list(_UNITS)[1:])})"
)
_COUNT = rf"(?<![\w/.,+\u00b1-])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{_IN_WORDS})(?: \([^()]{{1,40}}\))?"
_WHO = (
    r"(?:patients|participants|subjects|volunteers|women|men|adults|children|individuals|people|"
    r"persons|students|infants|adolescents|outpatients|inpatients|respondents|rats|mice|animals|"
    r"rabbits|dogs|monkeys|cases|males|females|veterans|families|nurses|workers|athletes|users)"
)
# Between the number and the people: no word that makes it a number of something else.
_BETWEEN = (
    r"(?:(?!(?:of|in|on|for|to|from|with|by|at|than|and|or|per|after|times|more|types?|groups?|doses?|"
    r"eyes|seconds?|minutes?|hours?|days?|weeks?|months?|years?|million|billion|mg|kg|ml|studies|"
    r"trials|sessions|were|was|who|which|that|enrolled|additional|other|further)\b)[\w-]+,? ){0,4}"
)
_DONE = (
    r"(?:random|enrol|recruit|assign|includ|allocat|analy|studied|treated|took part|participated)"
)
_TOTAL = re.compile(rf"\b(?:total|sample) of (?:\w+ )?{_COUNT} {_BETWEEN}{_WHO}\b")
_ASSIGNED = re.compile(
    rf"{_COUNT} {_BETWEEN}{_WHO} (?:\w+ ){{0,3}}(?:(?:were|was) (?:\w+ )?)?{_DONE}"
)
_PEOPLE = re.compile(rf"{_COUNT} {_BETWEEN}{_WHO}\b")
_ARMS = re.compile(
    r"\b(?P<a>\d{1,3}(?:,\d{3})+|\d{1,6}) (?:\w+ )?(?:were|was) (?:\w+ )?(?:assigned|allocated|randomi[sz]ed) to "
    r"[^.;]{1,80}? and (?P<b>\d{1,3}(?:,\d{3})+|\d{1,6}) (?:(?:were|was) )?(?:\w+ )?to\b|"
    r"\b(?P<c>\d{1,3}(?:,\d{3})+|\d{1,6}) (?:patients|participants|subjects|women|men|adults|children) were "
    r"(?:\w+ )?(?:assigned|allocated|randomi[sz]ed) to [^.;]{1,80}? and (?P<d>\d{1,3}(?:,\d{3})+|\d{1,6}) to\b"
)
_N = re.compile(r"\bn ?= ?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\b(?![-\u2013]\d)")
_SOME_OF_THEM = re.compile(r"complet|analy[sz]|drop|withdr|of whom|respon|exclud|remain")
_SHARE = re.compile(r"\b(?:one|1|two|three|\d) (?:in|out of|of every|in every) $")
_FEW = 10
"""A smaller number may be a part of the group; the first larger one is preferred."""


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
            part += _UNITS.get(word) or _TENS[word]
    return whole + part


def size_in(text: str) -> tuple[int, str] | None:
    """The number of people or animals and the words that say it; the clearest wording first."""
    plain = normal(text)
    if arms := _ARMS.search(plain):
        first, second = (_number(n) for n in arms.groups() if n is not None)
        return first + second, text[arms.start() : arms.end()]
    for pattern in (_TOTAL, _ASSIGNED):
        found = [(_number(m["n"]), m) for m in pattern.finditer(plain)]
        size, match = max(found, key=lambda pair: pair[0], default=(0, None))
        if match is not None and (size >= _FEW or pattern is _TOTAL):
            return size, text[match.start() : match.end()]
    counted = [
        (_number(m["n"]), m)
        for m in _PEOPLE.finditer(plain)
        if not _SHARE.search(plain[max(0, m.start() - 20) : m.start()])
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
    parts = len(same) > 1 and whole * 2 != sum(sizes) and not _SOME_OF_THEM.search(said)
    size = sum(sizes) if parts or set(sizes) == {whole} else whole
    return (size, same[0].start(), same[-1].end()) if size > 0 else None
