"""Text as the editor of WordPress keeps it: paragraphs by empty lines, short codes in brackets."""

import re
from functools import lru_cache

from magclaims.read.article.blocks import Builder, TextMap
from magclaims.read.article.posts import data

_CODE = r"\[/?[A-Za-z][\w-]{0,40}(?:\s+[\w-]{1,40}=(?:\"[^\"\[\]]{0,1000}\"|'[^'\[\]]{0,1000}'|[^\s\"'\[\]]{1,500}))+\s*/?\]"


@lru_cache(maxsize=1)
def _mark() -> re.Pattern[str]:
    names = "|".join(map(re.escape, data()["wordpress"]["codes"]))
    return re.compile(
        rf"(?P<lines>(?:[ \t]*(?:\r\n|\n|\r)){{2,}})|{_CODE}|\[/[A-Za-z][\w-]{{0,40}}\]|\[(?:{names})\s?/?\]"
    )


def as_html(text: TextMap) -> TextMap:
    """The same as HTML: each empty line begins a paragraph, short codes are gone, their text stays."""
    builder = Builder()
    place = 0
    for mark in _mark().finditer(text.text):
        builder.copy(text, place, mark.start())
        place = mark.end()
        if mark["lines"]:
            at = text.start(mark.start())
            builder.add("<p>", at, at)
    builder.copy(text, place, len(text.text))
    return builder.build()
