"""Year, volume, issue and pages, as they are printed and as they are recorded."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from magclaims.knowledge.small_words import any_language
from magclaims.match.field import FieldMatch, Result
from magclaims.match.text import clean
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass


def year_match(
    printed: int | None, record: int | None, others: Sequence[int] = (), doi: str = ""
) -> FieldMatch:
    """Compare years: print, online and issue year may each be printed.

    A year beside the record's that the DOI itself carries (10.3389/fnut.2025... published in
    January 2026) counts as equivalent.
    """
    shown, real = str(printed or ""), str(record or "")
    if printed is None or record is None:
        return FieldMatch("year", "absent", shown, real)
    if printed == record:
        return FieldMatch("year", "same", shown, real)
    if printed in others:
        how = "the work has print, online and issue dates in both years"
        return FieldMatch("year", "equivalent", shown, real, how)
    distance = min(abs(printed - year) for year in (record, *others))
    if distance == 1 and re.search(rf"(?<!\d){printed}(?!\d)", doi):
        how = f"the DOI carries {printed}; the year of publication is {record}"
        return FieldMatch("year", "equivalent", shown, real, how)
    return FieldMatch("year", "different", shown, real, measured=max(0.0, 1 - distance / 5))


_VOLUME_OR_ISSUE = expression(rf"\b(?:{any_language('volume', 'issue')})\b\.?")
_BEFORE_PAGES = expression(
    rf"^(?:{any_language('page', 'pages')})(?:\.\s*|\s+|:\s*)", re.IGNORECASE
)
_ROMAN = expression(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def number_match(field: Literal["volume", "issue"], printed: str, record: str) -> FieldMatch:
    """Compare volumes or issues: `Vol. 37`, `037`, `XXXVII`, `Suppl 1` and `S1`, `17-18` and `17`."""
    a, b = _number(printed), _number(record)
    if not a or not b:
        return FieldMatch(field, "absent", printed, record)
    if a == b:
        return FieldMatch(field, "same", printed, record)
    if field == "issue" and a.isalpha() != b.isalpha():
        return FieldMatch(field, "absent", printed, record, "a month or season beside a number")
    a_parts, b_parts = re.findall(r"\d+|[a-z]+", a), re.findall(r"\d+|[a-z]+", b)
    begins = a_parts[0] == b_parts[0] and a_parts[0].isdigit()
    if begins and (len(a_parts) == 1) != (len(b_parts) == 1):
        how = "a part, supplement or range is printed on one side only"
        return FieldMatch(field, "equivalent", printed, record, how)
    if set(a_parts) == set(b_parts) and "s" in a_parts:
        return FieldMatch(field, "equivalent", printed, record, "a supplement")
    return FieldMatch(field, "different", printed, record)


@lru_cache(maxsize=16384)
def _number(text: str) -> str:
    text = clean(text[:100]).lower()
    if text in {"null", "none", "n/a", "undefined"}:  # what some records hold instead of nothing
        return ""
    text = _VOLUME_OR_ISSUE.sub(" ", text)
    text = re.sub(r"supplement(?:ary|um)?|suppl?\b\.?|\bsup\b\.?", "s", text)
    text = re.sub(r"\bp(?:art|t)\b\.?", "p", text)
    text = re.sub(r"[^0-9a-z]+", "-", unicodedata.normalize("NFKC", text)).strip("-")
    text = re.sub(r"(?<=\d)-?s-?(?=\d)|(?<=s)-(?=\d)", lambda m: m.group().replace("-", ""), text)
    text = re.sub(r"(?<!\d)0+(?=\d)", "", text)
    if _ROMAN.fullmatch(text) and text:
        return str(_from_roman(text))
    return text


def _from_roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[c] for c in text]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


_RANGE = expression(
    r"^([a-z]{0,4})0*(\d{1,12})([a-z]{0,2})(?:-([a-z]{0,4})0*(\d{1,12})([a-z]{0,2}))?$"
)


@dataclass(frozen=True, slots=True)
class _Pages:
    letter: str
    first: str
    last: str


@lru_cache(maxsize=16384)
def _pages(text: str) -> _Pages | str | None:
    """First and last page; the bare text where it is no such range; None where it is empty."""
    text = unicodedata.normalize("NFKC", clean(text[:100])).lower()
    text = re.sub(r"[‐‑‒–—−]|--+", "-", text)
    text = _BEFORE_PAGES.sub("", text)
    text = re.split(r"[,;+]", text)[0]
    text = re.sub(r"\s+", "", text).strip(".-:")
    if not text:
        return None
    match = _RANGE.match(text)
    if match is None:
        return text
    letter, first, _tail, _letter, last, _last_tail = match.groups()
    if not last:
        return _Pages(letter, first + match[3], first + match[3])
    if len(last) < len(first):  # 165-77 is 165-177
        last = first[: len(first) - len(last)] + last
    return _Pages(letter, first + match[3], last + (match[6] or ""))


def pages_match(printed: str, record: str, article_number: str = "") -> FieldMatch:
    """Compare pages: `165-77`, `e8656` for article 8656, a first page for a range."""
    real = record or article_number
    a = _pages(printed)
    candidates = [_pages(value) for value in (record, article_number) if value]
    if a is None or not any(candidates):
        return FieldMatch("pages", "absent", printed, real)
    results = [_two_pages(a, b) for b in candidates if b is not None]
    order = ("same", "equivalent", "absent", "different")
    result, how = min(results, key=lambda r: order.index(r[0]))
    half = 0.5 if result == "different" and how else None  # the first page agrees
    return FieldMatch("pages", result, printed, real, how, half)


def _two_pages(a: _Pages | str, b: _Pages | str) -> tuple[Result, str]:
    if isinstance(a, str) or isinstance(b, str):
        return ("same", "") if a == b else ("different", "")
    if (a.first, a.last) == (b.first, b.last):
        if a.letter == b.letter:
            return "same", ""
        return "equivalent", "with or without its letter"
    if a.first == b.first and a.first == a.last:
        return "equivalent", "the first page only"
    if a.first == b.first and b.first == b.last:
        return "equivalent", "the record has the first page only"
    # Pages counted within the article (1-12) say nothing about an article number, nor the reverse.
    for one, other in ((a, b), (b, a)):
        alone = other.first == other.last and len(other.first) >= 3
        if alone and one.first == "1" and one.last != "1":
            return "absent", "pages within the article beside an article number"
    return "different", "the last page differs" if a.first == b.first else ""
