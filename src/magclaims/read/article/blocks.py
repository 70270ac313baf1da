"""Blocks: what a reader sees of an article, each with a map back to its source.

Every format (plain text, Markdown, HTML) is turned into the same list of blocks. Sentences, marks
and references are found in the visible text; the map turns their places into source offsets.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from magclaims.knowledge.characters import normalise
from magclaims.model.values import dataclass

BlockKind = Literal["heading", "paragraph", "list_item", "table_cell", "label"]
"""A `label` stands in an attribute, on a button, in a drawing or above the text: alt, title, ..."""
SpanKind = Literal["link", "superscript", "footnote", "note", "italics"]

LINE_BREAK = "\u2028"
"""Stands in visible text for a line break that the writer forced (`<br>`, two spaces)."""

_RAISED = str.maketrans("0123456789-+()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def raised(text: str) -> str:
    """Text as it looks in superscript, where Unicode has the characters; same length."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Text as it looks in subscript, where Unicode has the characters; same length."""
    return text.translate(_LOWERED)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a part of a text, which is not only space, begins and ends without the space around it."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


@dataclass(frozen=True, slots=True)
class TextMap:
    """Visible text and where each part of it stands in the source.

    The text is a row of runs. A run whose source is as long as itself maps character by character;
    any other (an entity, collapsed space) maps as a whole.
    """

    text: str
    visible: tuple[int, ...]
    """Where each run begins in `text`, ascending, the first at 0."""
    starts: tuple[int, ...]
    """Where each run begins in the source."""
    ends: tuple[int, ...]
    """Where each run ends in the source."""

    def start(self, index: int) -> int:
        """The source offset at which the visible character begins."""
        run = bisect_right(self.visible, index) - 1
        if self._literal(run):
            return self.starts[run] + index - self.visible[run]
        return self.starts[run]

    def end(self, index: int) -> int:
        """The source offset at which the visible character before `index` ends."""
        run = bisect_right(self.visible, index - 1) - 1
        if self._literal(run):
            return self.starts[run] + index - self.visible[run]
        return self.ends[run]

    @classmethod
    def literal(cls, source: str, start: int, end: int) -> "TextMap":
        """The text `start:end` of a source, as it stands there."""
        builder = Builder()
        builder.add(source[start:end], start, end)
        return builder.build()

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """The stretch `start:end`, run by run: where each begins and ends, here and in the source."""
        run = bisect_right(self.visible, start) - 1
        while start < end:
            following = self.visible[run + 1] if run + 1 < len(self.visible) else len(self.text)
            stop = min(end, following)
            yield start, stop, self.start(start), self.end(stop)
            start, run = stop, run + 1

    def within(self, outer: "TextMap") -> "TextMap":
        """The map of a text whose source is itself a text with a map, as one."""
        builder = Builder()
        ends = [*self.visible[1:], len(self.text)]
        for first, last, start, end in zip(self.visible, ends, self.starts, self.ends, strict=True):
            if end - start == last - first:
                for begin, stop, *place in outer.pieces(start, end):
                    builder.add(self.text[first + begin - start : first + stop - start], *place)
            else:
                begin = outer.start(start)
                builder.add(self.text[first:last], begin, outer.end(end) if end > start else begin)
        return builder.build()

    def _literal(self, run: int) -> bool:
        following = self.visible[run + 1] if run + 1 < len(self.visible) else len(self.text)
        return self.ends[run] - self.starts[run] == following - self.visible[run]


class Builder:
    """Puts visible text together, run by run."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._visible: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._literal = False
        self.length = 0
        self.last = ""

    def add(self, text: str, start: int, end: int) -> None:
        """Append visible text that stands at `start:end` in the source."""
        if not text:
            return
        literal = end - start == len(text)
        if literal and self._literal and self._ends[-1] == start:
            self._ends[-1] = end
        else:
            self._visible.append(self.length)
            self._starts.append(start)
            self._ends.append(end)
        self._literal = literal
        self._parts.append(text)
        self.length += len(text)
        self.last = text[-1]

    def copy(self, text: TextMap, start: int, end: int) -> None:
        """Append the stretch `start:end` of a text that has a map."""
        for first, last, *place in text.pieces(start, end):
            self.add(text.text[first:last], *place)

    def build(self) -> TextMap:
        """The text so far with its map."""
        return TextMap(
            "".join(self._parts), tuple(self._visible), tuple(self._starts), tuple(self._ends)
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of visible text that the markup gives a meaning.

    `value` is the address of a link, the label of a footnote mark, the content of an inline note.
    """

    kind: SpanKind
    start: int
    end: int
    value: str = ""


class MarkedText:
    """Visible text that is put together from markup, with the spans that the markup gives a meaning."""

    def __init__(self) -> None:
        self.builder = Builder()
        self._spans: list[Span] = []
        self._open: list[tuple[SpanKind, int, str]] = []
        self._raised = self._lowered = 0

    def spans(self) -> tuple[Span, ...]:
        """Those that were closed, in the order of the text."""
        return tuple(sorted(self._spans, key=lambda span: (span.start, span.end)))

    def open(self, kind: SpanKind, value: str = "") -> None:
        """A span begins here."""
        self._open.append((kind, self.builder.length, value))

    def close(self, kind: SpanKind) -> None:
        """The last span of the kind that is open ends here."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == kind:
                self._keep(*self._open.pop(index))
                return

    def follow_inline(self, name: str, *, opening: bool, address: str = "") -> None:
        """A link, a superscript or a subscript begins or ends."""
        change = 1 if opening else -1
        if name == "sub":
            self._lowered = max(0, self._lowered + change)
            return
        kind: SpanKind = "link" if name == "a" else "superscript"
        if name == "sup":
            self._raised = max(0, self._raised + change)
        if opening:
            self.open(kind, address)
        else:
            self.close(kind)

    def shown(self, text: str) -> str:
        """A text as it looks here: raised, lowered, or as it is."""
        if self._raised:
            return raised(text)
        return lowered(text) if self._lowered else text

    def _keep(self, kind: SpanKind, begin: int, value: str) -> None:
        if self.builder.length > begin:
            self._spans.append(Span(kind, begin, self.builder.length, value))


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table cell."""

    kind: BlockKind
    map: TextMap
    spans: tuple[Span, ...] = ()
    level: int = 0
    """Of a heading: 1 to 6. Of a list item: how many lists it stands in."""
    row: int = -1
    """Of a table cell: cells of one row share it."""
    marker: str = ""
    """Of a list item: its bullet or printed number; of its further paragraphs: empty."""
    section: int = 0
    """Differs where one part of a page (article, footer, ...) ends and another begins."""
    footnote: str | None = None
    """The label, where the block belongs to the definition of a footnote."""
    soft_breaks: tuple[int, ...] = ()
    """Where a line of the source ends within the visible text, and a reader sees a space."""

    @property
    def text(self) -> str:
        """The visible text."""
        return self.map.text


def as_read(block: Block) -> Block:
    """The block in the characters that a reader sees; its map and spans follow."""
    normal = normalise(block.text)
    if normal.starts is None or normal.ends is None:
        return block
    written = block.map
    builder = Builder()
    for character, start, end in zip(normal.text, normal.starts, normal.ends, strict=True):
        builder.add(character, written.start(start), written.end(end))
    spans = (
        replace(
            span,
            start=bisect_left(normal.ends, span.start + 1),
            end=bisect_left(normal.starts, span.end),
        )
        for span in block.spans
    )
    return replace(
        block,
        map=builder.build(),
        spans=tuple(span for span in spans if span.start < span.end),
        soft_breaks=tuple(bisect_left(normal.ends, place + 1) for place in block.soft_breaks),
    )


@dataclass(frozen=True, slots=True)
class LeftOutSpan:
    """A part of the source that is not read, and what it is: navigation, comments, hidden text, code ...

    `words` is how many it holds; `offset` (0-based) and `end` are where.
    """

    what: str
    words: int
    offset: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format yields."""

    blocks: tuple[Block, ...]
    language: str | None = None
    """The language that the file itself declares (front matter, `<html lang>`)."""
    title: str = ""
    """The title that the file itself declares."""
    left_out: "tuple[LeftOutSpan, ...]" = ()
    published: str = ""
    """When the file says that it was published, as ISO 8601."""
    source: str = ""
    """The address that the file itself declares."""
