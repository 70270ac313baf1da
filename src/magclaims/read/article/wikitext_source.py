"""Descriptions of sources in wikitext (`{{cite journal |title=...}}`) as a reader sees them: a printed reference."""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from magclaims.model.lazily import expression
from magclaims.read.article.blocks import trimmed

_NAMED = expression(r"\s*(?P<name>[^\W\d_][\w \t-]{0,40}?)(?P<number>\d{0,2})\s*=\s*")
_YEAR = expression(r"(?:19|20)\d\d")
_WORD = expression(r"[^\W\d_][\w'’-]*")
_MOST_AUTHORS = 30

Field = tuple[int, int]
"""Where a value stands."""


class Writer(Protocol):
    """What writes the page; see `wikitext`."""

    text: str

    def write(self, start: int, end: int, *, lines: bool = False, depth: int = 0) -> None:
        """A stretch of the page, its marks read."""

    def copy(self, start: int, end: int) -> None:
        """A stretch of the page as it is."""

    def tag(self, markup: str, at: int) -> None:
        """Markup, or a sign, that stands nowhere in the page."""


def write_short(writer: Writer, fields: Sequence[Field]) -> None:
    """`{{sfn|Doe|2019|p=3}}` as "(Doe, 2019)"."""
    plain = [field for field in fields if "=" not in writer.text[slice(*field)]]
    names = [field for field in plain if _WORD.search(writer.text, *field)]
    years = [field for field in plain if _YEAR.search(writer.text, *field)]
    if not names or not years:
        return
    writer.tag(" (", names[0][0])
    for index, field in enumerate(names):
        writer.tag(" & " if index else "", field[0])
        writer.copy(*trimmed(writer.text, *field))
    writer.tag(", ", years[0][0])
    writer.copy(*trimmed(writer.text, *years[0]))
    writer.tag(")", years[0][1])


def write(
    writer: Writer, fields: Sequence[Field], names: Mapping[str, Sequence[str]], depth: int
) -> None:
    """A description: authors, title, journal, year;volume(issue):pages, identifiers.

    `names` are what its fields are called in the languages that are read; `depth` is that of the template.
    """
    text = writer.text
    given: dict[tuple[str, str], Field] = {}
    for start, end in fields:
        named = _NAMED.match(text, start, end)
        if named and text[named.end() : end].strip():
            given.setdefault(
                (named["name"].strip().lower(), named["number"]), trimmed(text, named.end(), end)
            )

    def of(what: str, number: str = "") -> Field | None:
        return next((given[name, number] for name in names[what] if (name, number) in given), None)

    _authors(
        writer,
        [
            (of("last", n), of("first", n), of("author", n))
            for n in ["", *map(str, range(1, _MOST_AUTHORS))]
        ],
        depth,
    )
    if title := of("title"):
        url = of("url")
        address = text[slice(*url)] if url and not re.search(r"[\s\"<>]", text[slice(*url)]) else ""
        # In quotes, so that the names before it may be written in any way.
        writer.tag(f'“<a href="{address}">' if address else "“", title[0])
        writer.write(*title, depth=depth + 1)
        writer.tag("</a>”. " if address else "”. ", title[1])
    if journal := of("journal"):
        writer.tag("<em>", journal[0])
        writer.write(*journal, depth=depth + 1)
        writer.tag(
            "</em> " if text[journal[0] : journal[1]].endswith(".") else "</em>. ", journal[1]
        )
    dated = of("year")
    if dated and (year := _YEAR.search(text, *dated)):
        writer.copy(*year.span())
    for what, before, after in (("volume", ";", ""), ("issue", "(", ")"), ("pages", ":", "")):
        if field := of(what):
            writer.tag(before, field[0])
            writer.copy(*field)
            writer.tag(after, field[1])
    if dated or of("volume") or of("pages"):
        writer.tag(". ", (dated or of("volume") or of("pages") or (0, 0))[1])
    for what, before in (("doi", "doi:"), ("pmid", "PMID: "), ("pmc", "PMCID: PMC")):
        if field := of(what):
            start, end = field
            skipped = 3 if what == "pmc" and text[start:end].upper().startswith("PMC") else 0
            writer.tag(before, start)
            writer.copy(start + skipped, end)
            writer.tag(" ", end)


def _authors(
    writer: Writer, people: Sequence[tuple[Field | None, Field | None, Field | None]], depth: int
) -> None:
    """The authors: `Doe J, Roe K`, and a stop."""
    written = 0
    end = 0
    for last, first, author in people:
        named = last or author
        if named is None:
            continue
        writer.tag(", " if written else "", named[0])
        writer.write(*named, depth=depth + 1)
        if last and first:
            writer.tag(" ", first[0])
            for word in _WORD.finditer(writer.text, *first):
                writer.copy(word.start(), word.start() + 1)
        written, end = written + 1, named[1]
    if written:
        writer.tag(". " if writer.text[end - 1] != "." else " ", end)
