"""The sentence of the article itself, with what is wrong in it put right.

An editor keeps most of a sentence: a number is replaced, or what is not known is said behind it.
"""

import re
from collections.abc import Iterable

from magclaims.judge.link.numbers import NumberCheck
from magclaims.judge.marks import without_marks, without_marks_behind
from magclaims.judge.words import Words
from magclaims.knowledge.data import load as load_data
from magclaims.model.finding import Phrase, Term
from magclaims.quantity.quantities import Quantity, find_quantities

_LONGEST = 30
"""Words of a sentence that can carry a remark behind it."""
_UNFIT = re.compile(r'[?:;\n"“”„«»#*|…]')
"""What a sentence has that is a question, goes on, or quotes."""
_DIGITS = re.compile(r"\d[\d.,\s]*(?:(?:\s*[-–]\s*|\s\w{1,4}\s)\d[\d.,\s]*)?(?<=\d)")
_NEAR = 3
"""Words before a number among which one may say that it is little."""
_NUMBER_AND_UNIT = 2
_A_DAY = re.compile(r"\s*(?:/|\b(?:per|a|each)\s+)da(?:y|g)\b|\s+daily\b")


def plain(sentence: str | None) -> str | None:
    """A sentence without its citation marks and its full stop; None where nothing can be added to it."""
    said = " ".join(without_marks_behind(without_marks(sentence or "")).split()).rstrip(".!")
    if not said or _UNFIT.search(said) or len(said.split()) > _LONGEST or said[0].islower():
        return None
    return said


def with_numbers(words: Words, said: str, checks: Iterable[NumberCheck]) -> str | None:
    """A sentence with the numbers of its source; None where one of them cannot be put in its place."""
    put = said
    for check in checks:
        stated = check.stated.quantity
        head = stated.text.removesuffix(stated.noun).rstrip()
        places = list(re.finditer(rf"(?<!\w){re.escape(head)}(?!\w)", put))
        written = _written(words, head, check)
        if written is None or len(places) != 1 or _belittled(put[: places[0].start()], words.code):
            return None
        put = put[: places[0].start()] + written + put[places[0].end() :]
    return f"{put}." if put != said else None


def _belittled(before: str, language: str) -> bool:
    """Whether a number is said to be little: "in just three days"; of the source's nobody says so."""
    little: list[str] = load_data("phrasing.toml")["little"].get(language, [])
    return not set(little).isdisjoint(before.lower().split()[-_NEAR:])


def _written(words: Words, head: str, check: NumberCheck) -> str | None:
    """The source's number as the sentence would have it: "300 mg", "2,1 kilo", "120"."""
    told = check.source.slots.get("number") if isinstance(check.source, Phrase) else None
    if not isinstance(told, Term) or check.stated.role == "ratio":
        return None
    stated, ours = check.stated.quantity, _DIGITS.search(head)
    if stated.dimension == "count" and told.name.isdecimal():
        return _replaced(head, ours, words.quantity(f"{int(told.name):,}"))
    number = _read(str(told.name), words.code)
    figures = _DIGITS.search(number.text) if number else None
    if number is None or figures is None or number.dimension != stated.dimension:
        return None
    if stated.dimension == "count":
        opened = {number.comparator, stated.comparator} - {"="}
        return _replaced(head, ours, words.quantity(figures[0])) if len(opened) < 2 else None
    every = next((e for e in _every_day(words) if head.endswith(f" {e}")), "")
    amount = head.removesuffix(every).rstrip()
    ours = _DIGITS.search(amount)
    before, unit = (amount[: ours.start()], amount[ours.end() :]) if ours else ("", "")
    if not ours and (stated.dimension == "share" or len(amount.split()) != _NUMBER_AND_UNIT):
        return None
    if number.comparator != "=" or (before and stated.comparator == "="):
        return None
    kept = unit if ours else f" {amount.split()[-1]}"
    if number.unit == stated.unit and (stated.high != 1 or number.high == 1):
        return f"{words.quantity(figures[0])}{kept} {every}".rstrip()
    said = _A_DAY.sub("", number.text)
    made = words.quantity(said)
    known = words.code == "en" or made != said or not re.search(r"[a-z]{4}", said)
    return f"{made} {every}".rstrip() if known else None


def _read(text: str, language: str) -> Quantity | None:
    """The one number of a text; None where it has several, or is read otherwise in another notation."""
    read = [find_quantities(text, code) for code in ("en", language)]
    values = {tuple((q.low, q.high, q.unit) for q in each) for each in read}
    return read[0][0] if len(values) == 1 and len(read[0]) == 1 else None


def _replaced(head: str, ours: re.Match[str] | None, figures: str) -> str | None:
    return head[: ours.start()] + figures + head[ours.end() :] if ours else None


def _every_day(words: Words) -> tuple[str, ...]:
    """How a language says that an amount is of a day."""
    table = words.data.get("quantity", {}).get("words", {})
    return tuple(str(table.get(each, each)) for each in ("per day", "a day", "daily"))
