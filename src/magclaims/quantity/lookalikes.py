"""What only looks like a quantity: dates, addresses, page ranges, citation marks, p values."""

import re
from functools import cache, lru_cache, partial

from magclaims.knowledge.data import word_set
from magclaims.knowledge.small_words import any_language
from magclaims.quantity.units import any_of

_months = partial(word_set, "units.toml", "months.names")

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_MONTHS: tuple[str, ...] = ()
"""Stands for the names of months, in whatever language."""
_ROWS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("http",), r"https?://\S+"),
    (("www.",), r"www\.\S+"),
    (("10.",), r"\b10\.\d{4,9}/\S+"),
    (("doi:",), r"\bdoi:\s?\S+"),
    (("pm",), r"\bPM(?:ID|CID|C):?\s?\d+"),
    (("<sup>",), r"<sup>[^<]{0,40}</sup>"),
    (("[",), r"\[\^?[\d,;\s–-]{1,40}\]"),
    (("(",), r"\(\d{1,2}(?:\s?[,;–-]\s?\d{1,2}){0,12}\)"),
    # journal locators: "2010;65(2):165-177", "14(24):5235", "65:165-77"
    (
        (";",),
        r"\b(?:19|20)\d\d(?:\s[a-zé]{3,9}\.?(?:\s\d{1,2})?)?\s?;\s?[\dA-Z]{1,8}(?:\(\S{1,20}?\))?:\S+",
    ),
    ((":",), r"\b\d{1,4}\s?\(\d{1,4}\)\s?:\s?\S+"),
    ((":",), r"\b\d{1,4}:\s?e?\d+(?:[-–]\d+)?"),
    (("-", "–"), rf"\b(?:{any_language('page')})\.?\s?\d+\s?[-–]\s?\d+"),
    (("-",), r"\b\d{4}-\d\d(?:-\d\d)?\b"),
    (_MONTHS, r"\b\d{1,2}\.?\s(?:de\s)?(?:MONTHS)\b\.?(?:\s(?:de\s)?\d{4})?"),
    (_MONTHS, r"\b(?:MONTHS)\.?\s\d{1,2}(?:,\s?\d{4}|(?=\W))"),
    (("/",), r"\b\d+/\d+\b"),
    (("<", ">", "=", "≤", "≥"), r"\bp\s?[<>=≤≥]{1,2}\s?[\d.,]+"),
    # standard deviations
    (("±", "+"), r"(?:±|\+/[-−]|\+-)\s?\d[\d.,]*"),
    ((".", ")"), r"(?m:^\s{0,20}\d{1,3}[.)]\s)"),
)
"""What looks like a quantity, with parts of which one stands in every text that holds it."""


@cache
def _not_quantities(numbers: tuple[int, ...]) -> re.Pattern[str]:
    """Any of these rows."""
    months = any_of(_months())
    expressions = (_ROWS[number][1].replace("MONTHS", months) for number in numbers)
    return re.compile("|".join(expressions), re.IGNORECASE)


@lru_cache(maxsize=256)
def without_lookalikes(text: str) -> str:
    """A text without what only looks like a quantity: a sentence is asked for several times."""
    if _DIGIT.search(text) is None:
        return text
    lowered = text.lower()
    dated = not _months().isdisjoint(_WORD.findall(lowered))
    numbers = tuple(
        number
        for number, (parts, _) in enumerate(_ROWS)
        if (any(part in lowered for part in parts) if parts else dated)
    )
    if not numbers:
        return text
    return _not_quantities(numbers).sub(lambda found: "\x00" * len(found.group()), text)
