"""What reading an article yields."""

from collections.abc import Sequence
from dataclasses import field
from functools import cached_property
from typing import Literal

from magclaims.model.identifiers import Identifier
from magclaims.model.values import dataclass
from magclaims.read.article.blocks import LINE_BREAK, TextMap
from magclaims.read.article.index import Index
from magclaims.read.article.source import Lines

SentenceKind = Literal[
    "heading", "paragraph", "list_item", "table_cell", "label", "reference", "disclaimer"
]
_LINES_SHOWN = 3
CitationKind = Literal["superscript", "bracket", "paren", "footnote", "author_year", "link", "doi"]


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands in the source of an article: 0-based offsets, 1-based line and column, in code points."""

    offset: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sentence(Placed):
    """A sentence, heading, table cell or printed reference.

    Attributes:
        text: What the reader sees, without markup. The source `[offset:end]` holds it, its citation
            marks and asterisks included; in plain text it is the sentence.
        kind: What sort of block it stands in; `reference` and `disclaimer` win over that. A `label`
            is the text of an image, a button or an attribute (alt, title, aria-label), or the title
            or description of the page; it stands behind the block in which it was found.
        block: Number of the block: sentences of one paragraph share it.
        language: ISO 639-1, or `und`.
        level: Of a heading: 1 to 6.
        row: Of a table cell: cells of one row share it; -1 of all else.
    """

    text: str
    kind: SentenceKind
    block: int
    language: str
    level: int
    row: int
    map: TextMap = field(repr=False, compare=False)
    shift: int = field(repr=False, compare=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of the part `start:end` of `text`."""
        return self.map.start(self.shift + start), self.map.end(self.shift + end)


@dataclass(frozen=True, slots=True)
class Citation(Placed):
    """A mark in the text that points to a source.

    Attributes:
        kind: `doi` is any bare identifier: DOI, PMID, PMCID.
        text: The mark as the reader sees it.
        sentence: Index of the sentence that it belongs to. A list item that is nothing but a link
            belongs to the heading or sentence above it.
        numbers: Of numbered marks, ranges written out: `[1,3-5]` is 1, 3, 4, 5.
        label: Of a footnote; empty for a note that is written in place.
        identifiers: Of links, identifiers and notes.
        authors: Of an author-year mark: the names as printed.
        year: Of an author-year mark.
        references: `ReferenceItem.index` of each that it resolves to; empty where none is found.
    """

    kind: CitationKind
    text: str
    sentence: int
    numbers: tuple[int, ...] = ()
    label: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    authors: str = ""
    year: int | None = None
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceItem(Placed):
    """An item of the printed reference list, or a footnote, with what could be read from it.

    Texts are as printed; fields that could not be read are empty, nothing is guessed.

    Attributes:
        index: 0-based place among all references of the article.
        number: The printed number; its place in the list where none is printed.
        label: The number or footnote label; empty where none is printed.
        text: What the reader sees, without its number.
        title: It may be a translation.
        authors: Without "et al.".
        identifiers: DOI, PMID, PMCID, Bookshelf and addresses, in order, without repeats.
    """

    index: int
    number: int
    label: str
    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    identifiers: tuple[Identifier, ...] = ()

    def identifier(self, kind: str) -> str | None:
        """The first identifier of a kind (doi, pmid, pmcid, bookshelf, arxiv, url)."""
        return next((found.value for found in self.identifiers if found.kind == kind), None)


@dataclass(frozen=True, slots=True)
class LeftOut(Placed):
    """A part of the source that is not read: no reader sees it, or it is not the article's.

    `what` is navigation, a cookie notice, comments of readers, links to other pages, hidden text, comments in the
    markup, code or template tags; `words` is how many it holds.
    """

    what: str
    words: int


@dataclass(frozen=True)
class ArticleText:
    """An article as it was read.

    Attributes:
        text: The decoded source, newlines untouched, without byte order mark.
        language: ISO 639-1; `und` where it could not be told.
        title: What the file or its first heading gives; may be empty.
        left_out: What was not read, in the order of the source; parts of one kind that follow each
            other are one.
        published: When the file says that it was published, as ISO 8601 as precisely as it is given.
        source: The address that the file declares for it.
    """

    path: str
    text: str = field(repr=False)
    language: str
    title: str
    sentences: Sequence[Sentence]
    citations: Sequence[Citation]
    references: Sequence[ReferenceItem]
    left_out: Sequence[LeftOut] = ()
    published: str = ""
    source: str = ""

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of an offset in the source."""
        return self._lines.position(offset)

    def placed(self, offset: int, end: int) -> tuple[int, int, int, int]:
        """A stretch of the source with its line and column, as `Placed` has them."""
        return self._lines.placed(offset, end)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def index(self) -> Index:
        """The words of the article, for `magclaims.read.article.locate`; built at first use."""
        return Index(sentence.text for sentence in self.sentences)


def said_of_left_out(parts: Sequence[LeftOut]) -> str:
    """What was not read, by kind: "navigation (34 words, line 12), hidden text (5 words, lines 3, 8)"."""
    kinds: dict[str, list[LeftOut]] = {}
    for part in parts:
        kinds.setdefault(part.what, []).append(part)
    said = []
    for what, found in kinds.items():
        words = sum(part.words for part in found)
        lines = list(dict.fromkeys(part.line for part in found))
        shown = ", ".join(map(str, lines[:_LINES_SHOWN])) + (
            ", ..." if lines[_LINES_SHOWN:] else ""
        )
        many = "word" if words == 1 else "words"
        said.append(f"{what} ({words} {many}, {'line' if len(lines) == 1 else 'lines'} {shown})")
    return ", ".join(said)


def visible(text: str) -> str:
    """Visible text without the sign that stands for forced line breaks; same length."""
    return text.replace(LINE_BREAK, " ")
