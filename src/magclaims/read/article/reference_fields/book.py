"""What stands behind the title of a book, or of a chapter in one: editors, edition, pages."""

import re
from functools import cache

from magclaims.knowledge.small_words import any_language
from magclaims.read.article.reference_fields.words import any_of_list, without_edition


def without_book(body: str) -> tuple[str, str]:
    """The text without the book that a chapter stands in, or without an edition; and the pages."""
    found = _in_book().search(body)
    if found is None:
        pages = _pages_at_end().search(body)
        kept = body[: pages.start()] if pages else body
        return without_edition(kept), pages["pages"] if pages else ""
    pages = _pages().search(found.group())
    return body[: found.start()], pages["pages"] if pages else ""


@cache
def _in_book() -> re.Pattern[str]:
    """`. In R. Long (Ed.), Herbal Otology (pp. 45-60). New York: Leaf Press`."""
    editors = rf"\(\s?(?:{any_of_list('editors')})\.?\s?\)"
    return re.compile(rf"(?<=[.?!])[\"”’']?\s[Ii]n:?\s[^()]{{3,120}}{editors}.*$")


@cache
def _pages() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_language('page')})(?:\.\s?|\s)(?P<pages>\d+\s?[-–]\s?\d+)")


@cache
def _pages_at_end() -> re.Pattern[str]:
    return re.compile(rf",\s{_pages().pattern}\.?$")
