"""What only looks like a quantity: dates, addresses, page ranges, citation marks, p values."""

import re
from functools import cache, lru_cache

from magclaims.knowledge.small_words import any_language
from magclaims.quantity.units import any_of, units_data

_DIGIT = re.compile(r"\d")


@cache
def _not_quantities() -> re.Pattern[str]:
    months = any_of(units_data()["months"]["names"])
    patterns = (
        r"https?://\S+",
        r"www\.\S+",
        r"\b10\.\d{4,9}/\S+",
        r"\bdoi:\s?\S+",
        r"\bPM(?:ID|CID|C):?\s?\d+",
        r"<sup>[^<]{0,40}</sup>",
        r"\[\^?[\d,;\s–-]{1,40}\]",
        r"\(\d{1,2}(?:\s?[,;–-]\s?\d{1,2}){0,12}\)",
        # journal locators: "2010;65(2):165-177", "14(24):5235", "65:165-77"
        r"\b(?:19|20)\d\d(?:\s[a-zé]{3,9}\.?(?:\s\d{1,2})?)?\s?;\s?[\dA-Z]{1,8}(?:\(\S{1,20}?\))?:\S+",
        r"\b\d{1,4}\s?\(\d{1,4}\)\s?:\s?\S+",
        r"\b\d{1,4}:\s?e?\d+(?:[-–]\d+)?",
        rf"\b(?:{any_language('page')})\.?\s?\d+\s?[-–]\s?\d+",
        r"\b\d{4}-\d\d(?:-\d\d)?\b",
        rf"\b\d{{1,2}}\.?\s(?:de\s)?(?:{months})\b\.?(?:\s(?:de\s)?\d{{4}})?",
        rf"\b(?:{months})\.?\s\d{{1,2}}(?:,\s?\d{{4}}|(?=\W))",
        r"\b\d+/\d+\b",
        r"\bp\s?[<>=≤≥]{1,2}\s?[\d.,]+",
        # standard deviations
        r"(?:±|\+/[-−]|\+-)\s?\d[\d.,]*",
        r"(?m:^\s{0,20}\d{1,3}[.)]\s)",
    )
    return re.compile("|".join(patterns), re.IGNORECASE)


@lru_cache(maxsize=256)
def without_lookalikes(text: str) -> str:
    """A text without what only looks like a quantity: a sentence is asked for several times."""
    if _DIGIT.search(text) is None:
        return text
    return _not_quantities().sub(lambda found: "\x00" * len(found.group()), text)
