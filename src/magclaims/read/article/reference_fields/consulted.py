"""The day on which a printed reference says that a page was read."""

import re
from datetime import date
from functools import lru_cache

from magclaims.knowledge.data import load as load_data


def consulted(text: str) -> str:
    """The day as ISO 8601; "" where none is told, or no one day: "3/5/2026" may be May or March."""
    found = _pattern().search(text)
    if found is None:
        return ""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
    else:
        name = (found["month"] or found["first"]).casefold()
        numbers = load_data("references.toml", "magclaims.read.article")["month_numbers"]
        month = next(n for n, begins in enumerate(numbers, start=1) if re.match(begins, name))
        year, day = int(found["year"]), int(found["day"] or found["behind"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    table = load_data("references.toml", "magclaims.read.article")
    month = rf"(?:{'|'.join(table['month_numbers'])})[a-zûé]{{0,7}}\.?"
    named = rf"(?P<day>\d{{1,2}})(?:\.|er|st|nd|rd|th)? (?:de )?(?P<month>{month})"
    turned = rf"(?P<first>{month}) (?P<behind>\d{{1,2}})"
    return re.compile(
        rf"\b(?:{'|'.join(table['consulted'])})(?: on| op| am| le| el)?:? "
        rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?:{named}|{turned})(?:,? (?:de )?)(?P<year>\d{{4}}))\b",
        re.IGNORECASE,
    )
