"""What articles are written in: told by name and beginning, and read into blocks."""

import re
from functools import lru_cache
from typing import Literal

from magclaims.errors import ReadError
from magclaims.model.lazily import expression
from magclaims.read.article import posts, word
from magclaims.read.article.blocks import Parsed, TextMap

Format = Literal["text", "markdown", "html", "wikitext", "json", "xml"]

SUFFIXES: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".wiki": "wikitext",
    ".wikitext": "wikitext",
    ".mediawiki": "wikitext",
    **({".docx": "html"} if word.available() else {}),
}
"""What files of an article are called, and how they are read."""
EXPORTS: dict[str, Format] = {
    ".json": "json",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".wxr": "xml",
}
"""What files are called that may hold articles, one or several, in fields."""
_HTML_START = expression(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE
)
_FEED_START = expression(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,5000}-->\s*){0,30}<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_HTML_TAGS = expression(r"</(?:p|h[1-6]|li|div|td|span)>", re.IGNORECASE)
_MARKDOWN = expression(
    r"^(?:#{1,6}\s+\S|\[\^[^\]\s]{1,50}\]:|---[ \t]*$)|\]\(https?://|\*\*[^*\s]", re.MULTILINE
)
_WRITTEN = frozenset({"html", "markdown", "text", "wikitext"})
"""What a text in a field may be written in."""
_SAMPLE = 20_000


def blocks(text: str, format_: Format, path: str, part: str) -> tuple[str, Parsed]:
    """The blocks of an article, and the text that their places are in; `part` names one of several in a file.

    Raises:
        ReadError: JSON or XML that is none, or does not hold that article.
    """
    check_part(text, format_, path, part)
    if format_ in EXPORTS.values():
        shared, found = _posts(text, format_, path)
        post = posts.pick(found, part, path)
        return shared, posts.together(post, [_embedded(*one) for one in post.texts])
    return text, _blocks(text, format_)


def check_part(text: str, format_: Format, path: str, part: str) -> None:
    """Make sure that a file holds the article that is asked of it, without reading its text.

    Raises:
        ReadError: As `blocks`.
    """
    if format_ in EXPORTS.values():
        posts.pick(_posts(text, format_, path)[1], part, path)
    elif part:
        raise ReadError(f"holds one article, and none that is called `{part}`", path)


def names(text: str, format_: Format, path: str) -> tuple[str, ...] | None:
    """The names of the articles in a file that holds them in fields; None for any other.

    Raises:
        ReadError: JSON or XML that is none.
    """
    if format_ not in EXPORTS.values():
        return None
    return tuple(post.name for post in _posts(text, format_, path)[1])


def told(text: str, suffix: str) -> Format:
    """What a text is written in, by the name of its file and its beginning."""
    known = SUFFIXES.get(suffix.lower()) or EXPORTS.get(suffix.lower())
    sample = text[:_SAMPLE]
    if _HTML_START.match(sample):
        return "html"
    if known is not None:
        return known
    if _FEED_START.match(sample):
        return "xml"
    if len(_HTML_TAGS.findall(sample)) > 3:
        return "html"
    return "markdown" if _MARKDOWN.search(sample) else "text"


def _blocks(text: str, format_: str) -> Parsed:
    """A text that is no file of fields; what is none of these formats is plain."""
    match format_:
        case "markdown":
            from magclaims.read.article import markdown

            return markdown.parse(text)
        case "html":
            from magclaims.read.article import html

            return html.parse(text)
        case "wikitext":
            from magclaims.read.article import wikitext

            return wikitext.parse(text)
        case _:
            from magclaims.read.article import plain

            return plain.parse(text)


@lru_cache(maxsize=4)
def _posts(text: str, format_: Format, path: str) -> tuple[str, tuple[posts.Post, ...]]:
    """The articles of a file, and its text: all that are read of it share one."""
    if format_ == "json":
        from magclaims.read.article import json_file

        return text, json_file.posts(text, path)
    from magclaims.read.article import feed

    return text, feed.posts(text, path)


def _embedded(text: TextMap, written: str) -> tuple[TextMap, Parsed]:
    """A text within a file, as it was read, and its map."""
    if written == "wordpress":
        from magclaims.read.article import wordpress

        text, written = wordpress.as_html(text), "html"
    format_ = written if written in _WRITTEN else told(text.text, "")
    return text, _blocks(text.text, format_)
