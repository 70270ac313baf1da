"""The visible text between two block boundaries, with the place of each piece and what it is marked as."""

import html
import re
from collections.abc import Iterator

from magclaims.read.article.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    Builder,
    Span,
    SpanKind,
    lowered,
    raised,
)
from magclaims.read.article.html.nesting import BLOCKS, Element

_SPACE = " \t\n\r\f"
_PIECE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
    r"|[ \t\n\r\f]+|[^&\s]+(?: [^&\s]+)*|."
)
_SECTIONS = frozenset(["article", "aside", "footer", "form", "header", "main", "nav"])
"""Elements beyond which no list of references goes on."""
VISIBLE_WORD = re.compile(r"[^\W_]+")


class BlockText:
    """The visible text between two block boundaries."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._builder = Builder()
        self._spans: list[Span] = []
        self._open: list[tuple[SpanKind, int, str]] = []
        self._kinds: list[tuple[Element, BlockKind, int]] = []
        self._sup = 0
        self._sub = 0
        self._marker = ""
        self._sections = [-1]
        self.own_words = 0
        """Words of the block so far that are no link."""

    @property
    def has_text(self) -> bool:
        """Whether a block has begun."""
        return self._builder.length > 0

    def _enter(self, element: Element) -> None:
        """A block-level element begins."""
        if element.name in _SECTIONS:
            self._sections.append(element.first)
        if re.fullmatch("h[1-6]", element.name):
            self._kinds.append((element, "heading", int(element.name[1])))
        elif element.name in {"li", "dd", "dt"}:
            self._kinds.append((element, "list_item", 0))
            self._marker = element.number or "•"
        elif element.name in {"td", "th"}:
            self._kinds.append((element, "table_cell", element.parent))

    def _leave(self, element: Element) -> None:
        """A block-level element ends."""
        if self._kinds and self._kinds[-1][0] is element:
            self._kinds.pop()
        if element.name in _SECTIONS and self._sections[-1] == element.first:
            self._sections.pop()

    def follow(self, element: Element, *, opening: bool) -> None:
        """An element begins or ends."""
        if element.name not in BLOCKS:
            self._inline(element, opening=opening)
        elif opening:
            self._enter(element)
        else:
            self._leave(element)

    def _inline(self, element: Element, *, opening: bool) -> None:
        """A link, superscript or subscript begins or ends."""
        change = 1 if opening else -1
        if element.name == "a" and opening:
            href = element.attributes.get("href", "")
            self._open.append(("link", self._builder.length, href))
        elif element.name == "a":
            self._end("link")
        elif element.name == "sup":
            self._sup = max(0, self._sup + change)
            if opening:
                self._open.append(("superscript", self._builder.length, ""))
            else:
                self._end("superscript")
        elif element.name in {"em", "i", "cite"}:
            if opening:
                self._open.append(("italics", self._builder.length, ""))
            else:
                self._end("italics")
        elif element.name == "sub":
            self._sub = max(0, self._sub + change)

    def line_break(self, start: int, end: int) -> bool:
        """Add a line break; True where it is the second one in a row, which ends the block."""
        if self._builder.last == LINE_BREAK:
            return True
        if self._builder.length:
            self._builder.add(LINE_BREAK, start, end)
        return False

    def text(self, start: int, end: int) -> None:
        """Add text, its space collapsed and its entities decoded."""
        if not any(kind == "link" for kind, _, _ in self._open):
            self.own_words += len(VISIBLE_WORD.findall(self._source, start, end))
        for piece in _PIECE.finditer(self._source, start, end):
            content = piece.group()
            if content[0] in _SPACE:
                if self._builder.length and self._builder.last not in {" ", LINE_BREAK}:
                    self._builder.add(" ", piece.start(), piece.end())
                continue
            if content[0] == "&" and len(content) > 1:
                content = html.unescape(content)
            if self._sup:
                content = raised(content)
            elif self._sub:
                content = lowered(content)
            self._builder.add(content, piece.start(), piece.end())

    def flush(self) -> Iterator[Block]:
        """Yield the block that ends here, if it has any text."""
        for kind, begin, value in self._open:
            self._add(kind, begin, value)
        if self._builder.build().text.strip():
            kind_of_block: BlockKind = "paragraph"
            level = 0
            marker = ""
            if self._kinds:
                _, kind_of_block, level = self._kinds[-1]
            if kind_of_block == "list_item":
                marker, self._marker = self._marker, ""
            yield Block(
                kind_of_block,
                self._builder.build(),
                tuple(sorted(self._spans, key=lambda span: (span.start, span.end))),
                level=level if kind_of_block == "heading" else 0,
                row=level if kind_of_block == "table_cell" else -1,
                marker=marker,
                section=self._sections[-1],
            )
        self._builder = Builder()
        self._spans = []
        self.own_words = 0
        self._open = [(kind, 0, value) for kind, _, value in self._open]

    def _end(self, kind: SpanKind) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == kind:
                _, begin, value = self._open.pop(index)
                self._add(kind, begin, value)
                return

    def _add(self, kind: SpanKind, begin: int, value: str) -> None:
        if self._builder.length > begin:
            self._spans.append(Span(kind, begin, self._builder.length, value))
