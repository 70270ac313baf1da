"""The place in a journal, by its numbers; and the years that stand alone."""

import re
from functools import cache

from magclaims.knowledge.small_words import any_language
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.reference_fields.words import A_YEAR, MONTH, YEAR, any_of_list

_NUMBER = r"[A-Za-z]{0,4}\d\w{0,19}(?:\.\w{1,6})?"
_ROMAN = r"[ivxlc]{1,6}\s?[-–]\s?[ivxlc]{1,6}\b"
_PAGES = rf"(?P<pages>{_ROMAN}|{_NUMBER}(?:\s?[-–—‐−]\s?[A-Za-z]{{0,4}}\d[\w]{{0,9}})?)"
_VOLUME = r"(?P<volume>(?:[A-Z]{1,3})?\d{1,5}(?:\s?[-–/]\s?\d{1,4})?[A-Za-z]?|[A-Z]{1,2}\d{1,4})"
_ISSUE = r"\s?\(\s?(?P<issue>[^()]{1,30}?)\s?\)"
_DATE = rf"(?:[\s,]\s?{MONTH}(?:[-–/]{MONTH})?(?:\s\d{{1,2}}(?:-\d{{1,2}})?)?)?"
_PAGE_WORD = rf"(?:{any_language('page')})(?:\.\s?|\s)"
_VOLUME_WORD = rf"(?:{any_of_list('volume')})\.?\s?"
_ISSUE_WORD = rf"(?:{any_of_list('issue')})\.?\s?"
_ARTICLE = rf"(?:(?:{any_of_list('article')})\.?\s?(?:[Nn]o\.?\s?|ID\s?)?)?"
_NO = rf"{_ISSUE_WORD}(?P<number>[\w–-]{{1,12}}(?:\s?[–-]\s?\d+)?)"
_PAGED = rf"(?:{_PAGE_WORD})?{_ARTICLE}{_PAGES}"
# In the order in which they are tried, each with an example.
_FORMS_OF_PLACES = {
    "2010 Mar 3;65(2):165-177": (
        rf"(?P<year>{A_YEAR}){_DATE}\s?;\s?{_VOLUME}(?:{_ISSUE})?(?:\s?[:,]\s?(?:{_PAGE_WORD})?{_PAGES})?"
    ),
    "2013;(6):CD001234": (
        rf"(?P<year>{A_YEAR}){_DATE}\s?;(?P<volume>)\s?{_ISSUE}\s?:\s?(?:{_PAGE_WORD})?{_PAGES}"
    ),
    "jrg. 65 (2010), nr. 2, p. 165-177": (
        rf"\b{_VOLUME_WORD}{_VOLUME}\s\((?P<year>{A_YEAR})\)(?:,?\s{_NO})?(?:[,:.]?\s{_PAGED})?"
    ),
    "vol. 65, no. 2, 2010, pp. 165-177": (
        rf"\b{_VOLUME_WORD}{_VOLUME}(?:{_ISSUE}|,?\s{_NO})?(?:,?\s\(?(?:{MONTH}\s)?(?P<year>{A_YEAR})\)?)?"
        rf"(?:[,:.]?\s{_PAGED})?"
    ),
    "2010, 65(2), 165-177": (
        rf"\b(?P<year>{A_YEAR}),\s{_VOLUME}(?:\s?{_ISSUE})?,\s(?:{_PAGE_WORD})?{_ARTICLE}{_PAGES}(?=\s*(?:[.;]|$))"
    ),
    "2010, 65, 2, p. 165-177": (
        rf"\b(?P<year>{A_YEAR}),\s{_VOLUME},\s(?P<number>\d{{1,3}}),\s{_PAGE_WORD}{_PAGES}"
    ),
    "65(2), 2010, p. 165-177": (
        rf"(?<![\w.(-]){_VOLUME}{_ISSUE},\s(?P<year>{A_YEAR}),\s{_PAGE_WORD}{_PAGES}"
    ),
    "65.2 (2010): 165-177": (
        rf"(?<![\w.]){_VOLUME}\.(?P<number>\d{{1,3}})\s\((?:{MONTH}\s)?(?P<year>{A_YEAR})\)(?::\s{_PAGES})?"
    ),
    "65, no. 2 (2010): 165-177": (
        rf"(?<![\w.]){_VOLUME},\s{_NO}\s\((?:{MONTH}\s)?(?P<year>{A_YEAR})\)(?::\s{_PAGES})?"
    ),
    "65 (2010) 165-177": (
        rf"(?<![\w.]){_VOLUME},?\s?\((?P<year>{A_YEAR})\)[:,]?\s(?:{_PAGE_WORD})?{_PAGES}"
    ),
    "65(2), pp. 165-177": rf"(?<![\w.(-]){_VOLUME}{_ISSUE}\s?[,:.]?\s?{_PAGED}(?!\s?%)",
    "65, 165-177 (2010)": rf"(?<![\w.(-]){_VOLUME}\s?[,:]\s?{_PAGED}\s\((?P<year>{A_YEAR})\)",
    "65, 165-177": rf"(?<![\w.(–-]){_VOLUME}\s?[,:]\s?{_PAGED}(?=\s*(?:[.,;(]|$))",
    "65(2)": rf"(?<![\w.(-]){_VOLUME}{_ISSUE}(?=\s*(?:[.,;]|$))",
}
_OF_A_DAY = expression(rf"\b{MONTH}\s$")


@cache
def _places() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _FORMS_OF_PLACES.values()))


@dataclass(frozen=True, slots=True)
class PlaceInJournal:
    """Volume, issue and pages, and where they stand in the text."""

    start: int
    end: int
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""


def place_of(body: str) -> PlaceInJournal | None:
    """The volume, issue and pages: the last stretch of the text that has their form."""
    for pattern in _places():
        found = None
        for match in pattern.finditer(body):
            if _is_place(body, match):
                found = match
        if found is None:
            continue
        groups = found.groupdict()
        issue = groups.get("issue") or groups.get("number") or ""
        volume, pages = groups["volume"] or "", groups.get("pages") or ""
        year = int(groups["year"]) if groups.get("year") else None
        if year is None and issue and re.fullmatch(A_YEAR, issue):  # 65(2010):165
            year, issue = int(issue), ""
        return PlaceInJournal(
            found.start(), found.end(), year, volume.strip(), issue.strip(), pages.strip(" .")
        )
    return None


def _is_place(body: str, match: re.Match[str]) -> bool:
    """Whether a stretch stands behind a title: not in its first words, not a year and a day."""
    before = body[: match.start()]
    volume = match["volume"] or ""
    if len(before.split()) < 2 or before.count("(") > before.count(")"):
        return False
    if _OF_A_DAY.search(before) and "year" not in match.groupdict():  # "March 29, 2021"
        return False
    if not re.fullmatch(A_YEAR, volume) or "year" in match.groupdict() or "(" in match.group():
        return True
    pages = match["pages"] or ""
    if pages.isdigit() and len(pages) > 4:  # "Journal, 2017, 4179326"
        return True
    return f"({volume})" in before  # "(2020). Title. Journal, 2020, 1-9": the volume is the year


_YEAR_BEHIND = expression(
    rf"[\s,.;(–-]+\(?(?:{MONTH}\s)?(?P<year>{A_YEAR})(?:[a-z]|\s{MONTH}(?:\s\d{{1,2}})?)?\)?[.,;)]*$"
)
"""`Neuron, 2010`, `Neuron (Jan 2010)`, `Neuron, 2010 Jan 28`."""
BEHIND_PLACE = expression(rf"[\s,.;(]*(?:{MONTH}\s)?(?P<year>{A_YEAR})\b")


def year_behind(rest: str) -> tuple[str, int | None]:
    """A year at the end, as in `Neuron, 2010` or `Neuron (2010)`."""
    found = _YEAR_BEHIND.search(rest)
    if found and found.start() > 0:
        return rest[: found.start()], int(found["year"])
    return rest, None


def only_year(body: str) -> int | None:
    """The year of a text that holds one year."""
    years = set(YEAR.findall(body))
    return int(years.pop()) if len(years) == 1 else None
