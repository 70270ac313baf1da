"""What stands behind the title of a book, or of a chapter in one: editors, edition, pages."""

import re
from functools import cache

from magclaims.knowledge.small_words import any_language
from magclaims.read.article.reference_fields.words import (
    A_YEAR,
    any_of_list,
    without_edition,
    without_genre,
)


def without_book(body: str) -> tuple[str, str]:
    """The text without the book that a chapter stands in, or without an edition; and the pages."""
    for pattern in (_in_book(), _in_book_with_pages(), _in_book_of_publisher()):
        if found := pattern.search(body):
            pages = _pages().search(found.group()) or _PAGES_ALONE.search(found.group())
            return body[: found.start()], pages["pages"] if pages else ""
    pages = _pages_at_end().search(body) or _pages_in_brackets().search(body)
    kept = body[: pages.start()] if pages else body
    return without_genre(without_edition(kept)), pages["pages"] if pages else ""


@cache
def _in_book() -> re.Pattern[str]:
    """`. In R. Long (Ed.), Herbal Otology (pp. 45-60)`, `. In: Long R, editor. Herbal Otology`."""
    editors = rf"[(,]\s?(?:{any_of_list('editors')}|{any_of_list('edited_by')})\b"
    return re.compile(rf"(?<=[.?!])[\"”’']?\s[Ii]n:?\s[^()]{{3,120}}?{editors}.*$")


@cache
def _in_book_with_pages() -> re.Pattern[str]:
    """`. In Herbal Otology (pp. 45-60). Leaf Press`."""
    return re.compile(
        rf"(?<=[.?!])[\"”’']?\s[Ii]n:?\s[^()]{{3,160}}\(\s?{_pages().pattern}\s?\).*$"
    )


@cache
def _in_book_of_publisher() -> re.Pattern[str]:
    """`. In: Herbal Otology. London: Leaf Press; 2012:45-60`."""
    return re.compile(
        rf"(?<=[.?!])[\"”’']?\s[Ii]n:?\s[^:]{{3,160}}[.,]\s[^:.,]{{2,40}}:\s[^:]{{3,60}}[;,]\s{A_YEAR}\b.*$"
    )


@cache
def _pages() -> re.Pattern[str]:
    pages = r"(?P<pages>[A-Z]?\d{1,4}(?:\s?[-–]\s?[A-Z]?\d{1,4})?)"
    return re.compile(rf"\b(?:{any_language('page')})(?:\.\s?|\s){pages}(?!\w)")


_PAGES_ALONE = re.compile(r"[,:]\s?(?P<pages>\d{1,4}\s?[-–]\s?\d{1,4})(?=[.,)]|$)")


@cache
def _pages_at_end() -> re.Pattern[str]:
    return re.compile(rf"[,.:;]\s{_pages().pattern}\.?$")


@cache
def _pages_in_brackets() -> re.Pattern[str]:
    """The pages of a book, and its publisher behind them: ` (pp. 33-35). Leaf Press`."""
    return re.compile(rf"\s\([^()]{{0,30}}?{_pages().pattern}\s?\).*$")
