"""The visible text between two block boundaries, with the place of each piece and what it is marked as."""

import html
import re
from collections.abc import Iterator

from magclaims.model.lazily import expression
from magclaims.read.article.blocks import LINE_BREAK, Block, BlockKind, Builder, MarkedText
from magclaims.read.article.html.nesting import BLOCKS, Element

_SPACE = " \t\n\r\f"
_PIECE = expression(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
    r"|[ \t\n\r\f]+|[^&\s]+(?: [^&\s]+)*|."
)
_SECTIONS = frozenset(["article", "aside", "footer", "form", "header", "main", "nav"])
"""Elements beyond which no list of references goes on."""
_NOTE = expression(r"(?:fn|foot-?note|(end-?note))[-:_]?(\d{1,4})")
"""The id of a note, as Word, Markdown and pandoc give it to the item that holds it."""
VISIBLE_WORD = expression(r"[^\W_]+")


class BlockText(MarkedText):
    """The visible text between two block boundaries."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._source = source
        self._kinds: list[tuple[Element, BlockKind, int]] = []
        self._marker = ""
        self._sections = [-1]
        self._notes: list[tuple[Element, str]] = []
        self.own_words = 0
        """Words of the block so far that are no link."""

    @property
    def has_text(self) -> bool:
        """Whether a block has begun."""
        return self.builder.length > 0

    def _enter(self, element: Element) -> None:
        """A block-level element begins."""
        if element.name in _SECTIONS:
            self._sections.append(element.first)
        if re.fullmatch("h[1-6]", element.name):
            self._kinds.append((element, "heading", int(element.name[1])))
        elif element.name in {"li", "dd", "dt"}:
            self._kinds.append((element, "list_item", 0))
            self._marker = element.number or "•"
            if note := _note(element.attributes.get("id", "")):
                self._notes.append((element, note))
        elif element.name in {"td", "th"}:
            self._kinds.append((element, "table_cell", element.parent))

    def _depth(self) -> int:
        """How many items of lists are open."""
        return sum(kind == "list_item" for _, kind, _ in self._kinds)

    def _leave(self, element: Element) -> None:
        """A block-level element ends."""
        if self._kinds and self._kinds[-1][0] is element:
            self._kinds.pop()
        if self._notes and self._notes[-1][0] is element:
            self._notes.pop()
        if element.name in _SECTIONS and self._sections[-1] == element.first:
            self._sections.pop()

    def follow(self, element: Element, *, opening: bool) -> None:
        """An element begins or ends."""
        if element.name in {"a", "sup", "sub"}:
            address = element.attributes.get("href", "") if element.name == "a" else ""
            note = _note(address[1:]) if address.startswith("#") else ""
            if note and opening:
                self.open("footnote", note)
            elif note:
                self.close("footnote")
            else:
                self.follow_inline(element.name, opening=opening, address=address)
        elif element.name in {"em", "i", "cite"}:
            (self.open if opening else self.close)("italics")
        elif element.name in BLOCKS:
            (self._enter if opening else self._leave)(element)

    def line_break(self, start: int, end: int) -> bool:
        """Add a line break; True where it is the second one in a row, which ends the block."""
        if self.builder.last == LINE_BREAK:
            return True
        if self.builder.length:
            self.builder.add(LINE_BREAK, start, end)
        return False

    def text(self, start: int, end: int) -> None:
        """Add text, its space collapsed and its entities decoded."""
        if not any(kind == "link" for kind, _, _ in self._open):
            self.own_words += len(VISIBLE_WORD.findall(self._source, start, end))
        for piece in _PIECE.finditer(self._source, start, end):
            content = piece.group()
            if content[0] in _SPACE:
                if self.builder.length and self.builder.last not in {" ", LINE_BREAK}:
                    self.builder.add(" ", piece.start(), piece.end())
                continue
            if content[0] == "&" and len(content) > 1:
                content = html.unescape(content)
            self.builder.add(self.shown(content), piece.start(), piece.end())

    def flush(self) -> Iterator[Block]:
        """Yield the block that ends here, if it has any text."""
        for span in self._open:
            self._keep(*span)
        if self.builder.build().text.strip():
            kind_of_block: BlockKind = "paragraph"
            level = 0
            marker = ""
            if self._kinds:
                _, kind_of_block, level = self._kinds[-1]
            if kind_of_block == "list_item":
                marker, self._marker = self._marker, ""
            yield Block(
                kind_of_block,
                self.builder.build(),
                self.spans(),
                level=level if kind_of_block == "heading" else self._depth(),
                row=level if kind_of_block == "table_cell" else -1,
                marker=marker,
                section=self._sections[-1],
                footnote=self._notes[-1][1] if self._notes else None,
            )
        self.builder = Builder()
        self._spans = []
        self.own_words = 0
        self._open = [(kind, 0, value) for kind, _, value in self._open]


def _note(name: str) -> str:
    """The label of the note that an id names; "" where it names another thing."""
    found = _NOTE.fullmatch(name)
    return "" if found is None else (found[1] or "") + found[2]
