"""The place in a journal, by its numbers; and the years that stand alone."""

import re
from functools import cache

from magclaims.knowledge.small_words import any_language
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.reference_fields.words import A_YEAR, MONTH, YEAR, any_of_list

_NUMBER = r"[A-Za-z]{0,4}\d\w{0,19}(?:\.\w{1,6})?"
_ROMAN = r"[ivxlc]{1,6}\s?[-–]\s?[ivxlc]{1,6}\b"
_PAGES = rf"(?P<pages>{_ROMAN}|(?:(?<=[:.]\s)[A-Z]\s(?=\d))?{_NUMBER}(?:\s?[-–—‐−]\s?[A-Za-z]{{0,4}}\d\w{{0,9}}(?:\.[A-Za-z]\w{{0,4}})?)?)"
_VOLUME = r"(?P<volume>(?:[A-Z]{1,3})?\d{1,5}(?:\s?[-–/]\s?\d{1,4})?[A-Za-z]?|[A-Z]{1,2}\d{1,4})"
_SUPPLEMENT = r"[Ss]uppl(?:ement)?\b\.?(?:\s?\d{1,3})?"
# "19-33 (free)" and "Vitamin B12 (2nd ed.)" hold no issue.
_NUMBERED = rf"(?=[^()]*\d|\s?(?:{any_of_list('special_issue')}|[A-Z]\b))(?![^()]*\b(?i:{any_of_list('editions')})\b)"
_ISSUE = rf"(?:\s?\(\s?(?P<issue>{_NUMBERED}[^()]{{1,30}}?)\s?\)|,?\s(?P<supplement>{_SUPPLEMENT}))"
_DATE = rf"(?:[\s,]\s?{MONTH}(?:[-–/]{MONTH})?(?:\s\d{{1,2}}(?:-\d{{1,2}})?)?)?"
_PAGE_WORD = rf"(?:{any_language('page')})(?:\.\s?|\s)"
_VOLUME_WORD = rf"\b(?:{any_of_list('volume')})\.?\s?"
_ISSUE_WORD = rf"\b(?:{any_of_list('issue')})\.?\s?"
_ARTICLE = rf"(?:(?:{any_of_list('article')})\.?\s?(?:[Nn]o\.?\s?|ID\s?)?)?"
_NO = rf"{_ISSUE_WORD}(?P<number>[A-Za-z]?\d[\w–-]{{0,11}}(?:\s?[–-]\s?\d+)?)"
_PAGED = rf"(?:{_PAGE_WORD})?{_ARTICLE}{_PAGES}"
_YEAR = rf"(?P<year>{A_YEAR})(?:[a-z]\b)?"
# In the order in which they are tried, each with an example.
_FORMS_OF_PLACES = {
    "2010 Mar 3;65(2):165-177": (
        rf"{_YEAR}{_DATE}\s?;\s?{_VOLUME}(?:{_ISSUE})?(?:\s?[:,]\s?(?:{_PAGE_WORD})?{_PAGES})?"
    ),
    "2013;(6):CD001234": (
        rf"{_YEAR}{_DATE}\s?;(?P<volume>)\s?{_ISSUE}\s?:\s?(?:{_PAGE_WORD})?{_PAGES}"
    ),
    "2010, 65(2), 165-177": (
        rf"\b{_YEAR},\s{_VOLUME}(?:\s?{_ISSUE})?,\s(?:{_PAGE_WORD})?{_ARTICLE}{_PAGES}(?=\s*(?:[.;]|$))"
    ),
    "2010, 65, 2, p. 165-177": (
        rf"\b{_YEAR},\s{_VOLUME},\s(?P<number>\d{{1,3}}),\s{_PAGE_WORD}{_PAGES}"
    ),
    "65(2), 2010, p. 165-177": (rf"(?<![\w.(-]){_VOLUME}{_ISSUE},\s{_YEAR},\s{_PAGE_WORD}{_PAGES}"),
    "65.2 (2010): 165-177": (
        rf"(?<![\w.]){_VOLUME}\.(?P<number>\d{{1,3}})\s\((?:{MONTH}\s)?{_YEAR}\)(?::\s{_PAGES})?"
    ),
    "65, no. 2 (2010): 165-177": (
        rf"(?<![\w.]){_VOLUME},\s{_NO}\s\((?:{MONTH}\s)?{_YEAR}\)(?::\s{_PAGES})?"
    ),
    "65(2) (2010) 165-177": (
        rf"(?<![\w.]){_VOLUME}(?:{_ISSUE})?,?\s?\((?:{MONTH}\s)?{_YEAR}\)[:,]?\s(?:{_PAGE_WORD})?{_PAGES}"
    ),
    "65(2), pp. 165-177": rf"(?<![\w.(-]){_VOLUME}{_ISSUE}\s?[,:.]?\s?{_PAGED}(?!\s?%)",
    "65, 165-177 (2010)": rf"(?<![\w.(-]){_VOLUME}\s?[,:]\s?{_PAGED}\s\({_YEAR}\)",
    "65, 2, 165-177": (
        rf"(?<![\w.(–-]){_VOLUME},\s(?P<number>\d{{1,2}}),\s(?P<pages>\d{{1,5}}\s?[-–]\s?\d{{1,5}})(?=\s*(?:[.,;(]|$))"
    ),
    "65, 165-177": rf"(?<![\w.(–-]){_VOLUME}\s?[,:]\s?{_PAGED}(?=\s*(?:[.,;(]|$))",
    "65(2)": rf"(?<![\w.(-]){_VOLUME}{_ISSUE}(?=\s*(?:[.,;(]|$))",
    "65, 12 April 2010": (
        rf"(?<![\w.(–-])(?P<volume>\d{{1,4}}),\s\d{{1,2}}\.?\s{MONTH},?\s{_YEAR}(?=\s*(?:[.,;]|$))"
    ),
}
DAY = rf"(?:\d{{1,2}}(?:\.|er|st|nd|rd|th|\.?\sde)?\s{MONTH},?(?:\sde)?\s|(?:\b{MONTH}(?:\s\d{{1,2}})?,?\s)?)"
DATED = rf"\(?(?:{DAY}|\d{{1,2}}[.-]\d{{1,2}}[.-])(?P<year>{A_YEAR})(?:[a-z]\b)?(?:\s{MONTH}(?:\s\d{{1,2}})?)?\)?"
"""A year, perhaps with its month and day, perhaps in brackets."""
_PARTS = {
    "volume": rf"(?P<volume_before>\d{{1,4}})(?:\.|e|[èe]me|th|st|nd|rd)?\s(?:{any_of_list('volume_behind')})\b\.?|{_VOLUME_WORD}{_VOLUME}(?:\s?\((?P<issue>(?!{A_YEAR}){_NUMBERED}[^()]{{1,30}})\))?",
    "issue": rf"\(?{_ISSUE_WORD}(?P<number>(?!{A_YEAR}[-/]\d{{3}})[A-Za-z]?\d[\w–/-]{{0,11}}(?:\s?[–-]\s?\d+)?)\)?|\(?(?P<supplement>{_SUPPLEMENT})\)?",
    "pages": rf"\(?(?:\b{_PAGE_WORD}{_ARTICLE}|\b(?:{any_of_list('article')})\.?\s?(?:(?:[Nn][or]|[Nn]umber)\.?:?\s?|ID:?\s?)?){_PAGES}\)?",
    "dated": DATED,
    "bare": rf"(?<![\w.(-]){_VOLUME}(?:\s?\((?P<issue>(?!{A_YEAR}){_NUMBERED}[^()]{{1,30}})\))?(?![\w%])",
    "range": rf"(?<=[:,;\s]){_PAGES}(?![\w%])",
}
"""What a place may consist of where words say what its numbers are: `12 (2017), Nr. 3, S. 77-83`."""
_NAME = r"[^\W\d_][\w'’&.:-]*"
# As lawyers cite: "(2010) 65(2) Journal of Void 165-177", "65 Void Rev. 165 (2010)".
_BEFORE_JOURNAL = expression(
    rf"(?<=[.,:;)\]“”\"’'»?!]\s)(?!{A_YEAR}\s)(?P<volume>\d{{1,4}})(?:\s?\((?P<issue>\d{{1,3}}(?:[–/-]\d{{1,3}})?)\))?"
    rf"(?=\s(?![a-zß-öø-ÿ]{{2}}){_NAME}(?:\s(?:&|{_NAME})){{0,11}}?\s(?!{A_YEAR}\b)(?P<pages>[Ee]?\d{{1,7}}(?:\s?[-–]\s?\d{{1,5}})?)(?:\s\(?(?P<year>{A_YEAR})\)?)?\W*$)"
)
_YEAR_BEFORE = expression(rf"\S\s[(\[]{A_YEAR}[)\]]\s$")
_BETWEEN_PARTS = expression(r"\s?[,;:.]?\s?")
_EDITED = expression(rf"(?!{any_of_list('special_issue')})(?!{MONTH})[^\W\d_]{{4,}}\s.*{A_YEAR}")
"""What is no issue: "2014 (updated 2017)"."""
_OF_A_DAY = expression(rf"\b{MONTH}\s$")


@cache
def _places() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _FORMS_OF_PLACES.values()))


@cache
def _parts() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(part) for name, part in _PARTS.items()}


@cache
def _word_of_place() -> re.Pattern[str]:
    return re.compile(
        rf"{_VOLUME_WORD}\w|\b(?:{any_of_list('volume_behind')})\b|{_ISSUE_WORD}\d|\b{_SUPPLEMENT}|\b{_PAGE_WORD}\d"
    )


@dataclass(frozen=True, slots=True)
class PlaceInJournal:
    """Volume, issue and pages, and where they stand in the text."""

    start: int
    end: int
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    pages_at: tuple[int, int] = (0, 0)
    """Where the pages stand, if the journal's name stands between the volume and them."""


def place_of(body: str) -> PlaceInJournal | None:
    """The volume, issue and pages: the last stretch of the text that has their form."""
    if labelled := _labelled(body):
        return labelled
    early = _BEFORE_JOURNAL.search(body)
    if early and (early["year"] or _YEAR_BEFORE.search(body[: early.start()])):
        issue = early["issue"] or ""
        return PlaceInJournal(
            *early.span(), None, early["volume"], issue, early["pages"], early.span("pages")
        )
    for pattern in _places():
        found = None
        for match in pattern.finditer(body):
            if _is_place(body, match):
                found = match
        if found is None:
            continue
        groups = found.groupdict()
        issue = groups.get("issue") or groups.get("supplement") or groups.get("number") or ""
        volume, pages = groups["volume"] or "", groups.get("pages") or ""
        year = int(groups["year"]) if groups.get("year") else None
        if re.fullmatch(A_YEAR, pages) and YEAR.findall(body) == [pages]:  # "65(2), 2010"
            year, pages = int(pages), ""
        dated = re.fullmatch(rf"(?:{MONTH}\s)?({A_YEAR})", issue)
        if year is None and dated:  # 65(2010):165, 65 (March 2010): 165
            year, issue = int(dated[1]), ""
        return PlaceInJournal(
            found.start(), found.end(), year, volume.strip(), issue.strip(), pages.strip(" .")
        )
    return None


def _labelled(body: str) -> PlaceInJournal | None:
    """A place whose volume or issue is told by a word, in any order; the last one of the text."""
    best = None
    for word in _word_of_place().finditer(body):
        if best and word.start() < best.end:
            continue
        for begin in _beginnings(body, word.start()):
            found = _run(body, begin)
            if found and found.end > word.start():
                best = found
                break
    return best


def _beginnings(body: str, word: int) -> list[int]:
    """Where a place may begin that has a word at `word`: at a number shortly before it, or there."""
    near = max(0, word - _FARTHEST)
    starts = [near + m.start() for m in re.finditer(r"(?<![\w.(/-])\(?\w", body[near:word])]
    return [start for start in starts if re.search(r"\d|\(", body[start : start + 14])] + [word]


_FARTHEST = 30
"""Code points between the first number of a place and its first word."""


def _run(body: str, begin: int) -> PlaceInJournal | None:
    """The parts of a place that follow each other from here; None where no word says what they are."""
    told: dict[str, str] = {}
    names: list[str] = []
    end = position = begin
    while True:
        found = next(
            (
                (name, match)
                for name, part in _parts().items()
                if name not in names and (match := part.match(body, position))
            ),
            None,
        )
        if found is None:
            break
        name, match = found
        if name == "bare" and ({"volume", "issue"} & {*names} or re.fullmatch(A_YEAR, match[0])):
            name = "range"
            if name in names or not (match := _parts()[name].match(body, position)):
                break
        if name == "pages" and "range" in names:  # "8, 2, p. 11-19": it was the issue
            told["number"] = told["pages"]
        told |= {key: value for key, value in match.groupdict().items() if value}
        names.append(name)
        end = match.end()
        between = _BETWEEN_PARTS.match(body, end)
        position = between.end() if between else end
    by_word = {"volume", "issue"} & {*names} or "issue" in told or {"bare", "pages"} <= {*names}
    whole = len(names) > 1 or "issue" in told  # "Vol 65(2)"
    if not by_word or not whole or len(body[:begin].split()) < 2:
        return None
    issue = told.get("issue") or told.get("number") or told.get("supplement") or ""
    year = int(told["year"]) if "year" in told else None
    return PlaceInJournal(
        begin,
        end,
        year,
        told.get("volume") or told.get("volume_before", ""),
        issue,
        told.get("pages", "").strip(" ."),
    )


def _is_place(body: str, match: re.Match[str]) -> bool:
    """Whether a stretch stands behind a title: not in its first words, not a year and a day."""
    before = body[: match.start()]
    volume = match["volume"] or ""
    within = any(before.count(one) > before.count(other) for one, other in ("()", "[]"))
    issue = match.groupdict().get("issue") or ""
    fewest = 1 if ";" in match.group() else 2  # "PeerJ 2017;5:e31" names nobody, "Vos 12: 3" does
    if len(before.split()) < fewest or within or _EDITED.match(issue):
        return False
    if _OF_A_DAY.search(before) and "year" not in match.groupdict():  # "March 29, 2021"
        return False
    if not re.fullmatch(A_YEAR, volume) or "year" in match.groupdict() or "(" in match.group():
        return True
    pages = match["pages"] or ""
    if pages.isdigit() and len(pages) > 4:  # "Journal, 2017, 4179326"
        return True
    return f"({volume})" in before  # "(2020). Title. Journal, 2020, 1-9": the volume is the year


def only_year(body: str) -> int | None:
    """The year of a text that holds one year."""
    years = set(YEAR.findall(body))
    return int(years.pop()) if len(years) == 1 else None
