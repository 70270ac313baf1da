"""What stands behind the title of a book, or of a chapter in one: editors, edition, pages."""

import re
from functools import cache

from magclaims.knowledge.small_words import any_language
from magclaims.read.article.reference_fields.words import any_of_list, without_edition


def without_book(body: str) -> tuple[str, str]:
    """The text without the book that a chapter stands in, or without an edition; and the pages."""
    for pattern in (_in_book(), _in_book_with_pages()):
        if found := pattern.search(body):
            pages = _pages().search(found.group())
            return body[: found.start()], pages["pages"] if pages else ""
    pages = _pages_at_end().search(body) or _pages_in_brackets().search(body)
    kept = body[: pages.start()] if pages else body
    return without_edition(kept), pages["pages"] if pages else ""


@cache
def _in_book() -> re.Pattern[str]:
    """`. In R. Long (Ed.), Herbal Otology (pp. 45-60)`, `. In: Long R, editor. Herbal Otology`."""
    editors = rf"[(,]\s?(?:{any_of_list('editors')})\b"
    return re.compile(rf"(?<=[.?!])[\"”’']?\s[Ii]n:?\s[^()]{{3,120}}?{editors}.*$")


@cache
def _in_book_with_pages() -> re.Pattern[str]:
    """`. In Herbal Otology (pp. 45-60). Leaf Press`."""
    return re.compile(
        rf"(?<=[.?!])[\"”’']?\s[Ii]n:?\s[^()]{{3,160}}\(\s?{_pages().pattern}\s?\).*$"
    )


@cache
def _pages() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_language('page')})(?:\.\s?|\s)(?P<pages>\d+\s?[-–]\s?\d+)")


@cache
def _pages_at_end() -> re.Pattern[str]:
    return re.compile(rf"[,.:;]\s{_pages().pattern}\.?$")


@cache
def _pages_in_brackets() -> re.Pattern[str]:
    """The pages of a book, and its publisher behind them: ` (pp. 33-35). Leaf Press`."""
    return re.compile(rf"\s\(\s?{_pages().pattern}\s?\).*$")
