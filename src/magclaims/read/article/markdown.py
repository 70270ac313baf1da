"""Markdown to blocks, with the exact place of every piece of visible text; see `markdown_parser`."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING

from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article import embedded, front_matter, html, metadata, plain
from magclaims.read.article.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    LeftOutSpan,
    MarkedText,
    Parsed,
    Span,
    TextMap,
    raised,
)
from magclaims.read.article.markdown_parser import AT, parser
from magclaims.read.article.source import LINE_END, Lines

if TYPE_CHECKING:
    from markdown_it.token import Token

_VISIBLE_WORD = expression(r"[^\W_]+")
# Template tags of static site generators: {% include x %}, {{ x }}, {:.class}
_TEMPLATE = expression(r"\s*(?:\{[%{:][^{}]{0,500}\}{1,2}\s*)+")
_TAG = expression(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_LONGEST_PSEUDO_HEADING = 120


def parse(text: str) -> Parsed:
    """Read a Markdown document."""
    body, declared, told = front_matter.read(text)
    # The parser turns NUL into U+FFFD itself; done here as well, both see the same characters.
    reader = _Reader(text.replace("\0", "\ufffd"))
    source = reader.text
    if body:
        source = "\n" * len(LINE_END.findall(source[:body])) + source[body:]
    texts = (embedded.at_home(_embedded(*one), one[0]) for one in front_matter.texts(text, body))
    above = embedded.joined((Parsed(tuple(told)), *texts))
    blocks = [*above.blocks]
    for block in reader.read(source):
        if _TEMPLATE.fullmatch(block.text.strip()):
            reader.leave_out("template tags", block.map.start(0), block.map.end(len(block.text)))
        else:
            blocks.append(block)
    return Parsed(
        tuple(blocks),
        declared.get("lang") or declared.get("language"),
        declared.get("title", ""),
        (*above.left_out, *reader.left_out),
        metadata.published(declared),
        metadata.source(declared),
    )


def _embedded(text: TextMap, written: str) -> Parsed:
    """A text in a field of front matter."""
    match written:
        case "html":
            return html.parse(text.text)
        case "text":
            return plain.parse(text.text)
        case _:
            return parse(text.text)


@dataclass(slots=True)
class _Context:
    """What is open around a token: a heading, list items, the definition of a footnote."""

    kind: BlockKind = "paragraph"
    level: int = 0
    markers: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    @property
    def marker(self) -> str:
        return self.markers[-1] if self.kind == "list_item" else ""

    @property
    def label(self) -> str | None:
        return self.labels[-1] if self.labels else None

    def follow(self, token: "Token") -> None:
        match token.type:
            case "heading_open":
                self.kind, self.level = "heading", int(token.tag[1:])
            case "td_open" | "th_open":
                self.kind = "table_cell"
            case "paragraph_open":
                self.kind = "list_item" if self.markers else "paragraph"
            case "list_item_open":
                self.markers.append(token.info + token.markup)
            case "list_item_close":
                self.markers.pop()
            case "footnote_definition_open":
                self.labels.append(token.meta["label"])
            case "footnote_definition_close":
                self.labels.pop()

    def marker_used(self, block: Block) -> None:
        """Further paragraphs of an item have no marker of their own."""
        if block.kind == "list_item":
            self.markers[-1] = ""


class _Reader:
    """Walks the tokens of one document and yields its blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self._cells: dict[int, int] = {}
        self.left_out: list[LeftOutSpan] = []

    def read(self, source: str) -> Iterator[Block]:
        context = _Context()
        for token in parser().parse(source):
            if token.type == "html_block":
                parsed = html.fragment(self.text, *self._region(token))
                self.left_out += parsed.left_out
                yield from parsed.blocks
            elif token.type == "code_block":  # indented by accident, more often than code
                yield from plain.parse(self.text, *self._region(token)).blocks
            elif token.type == "fence":
                start, end = self._within(token)
                if token.info.strip():
                    self.leave_out("code", start, end)
                else:  # a box around text, more often than code
                    yield from plain.parse(self.text, start, end).blocks
            elif token.type == "inline" and token.content:
                yield from self._inline(token, context)
            else:
                context.follow(token)

    def _region(self, token: "Token") -> tuple[int, int]:
        first, last = token.map or [0, 0]
        return self.lines.start(first), self._line_end(last - 1)

    def leave_out(self, what: str, start: int, end: int) -> None:
        """Count a part of the source that is not read."""
        words = len(_VISIBLE_WORD.findall(self.text, start, end))
        if words:
            self.left_out.append(LeftOutSpan(what, words, start, end))

    def _within(self, token: "Token") -> tuple[int, int]:
        """The lines of a fence without its marks."""
        first, last = token.map or [0, 0]
        ending = self.text[self.lines.start(last - 1) : self._line_end(last - 1)].strip("> \t\r\n")
        closed = last - first > 1 and ending.startswith(token.markup) and not ending.strip("`~")
        end = self._line_end(last - 1 - closed)
        return self.lines.start(first + 1), max(end, self.lines.start(first + 1))

    def _inline(self, token: "Token", context: "_Context") -> Iterator[Block]:
        """The block, if it has text, and the labels within it: alt texts, titles."""
        kind, level, label = context.kind, context.level, context.label
        places = self._places(token, cell=kind == "table_cell")
        text = _InlineText(self.text, token.content, places)
        children = token.children or []
        for child in children:
            text.take(child)
        if kind == "paragraph" and label is None and _all_strong(children):
            kind, level = "heading", 6
        block = Block(
            kind,
            text.builder.build(),
            text.spans(),
            level=level if kind == "heading" else len(context.markers),
            row=token.map[0] if token.map and kind == "table_cell" else -1,
            marker=context.marker,
            footnote=label,
            soft_breaks=tuple(text.soft_breaks),
        )
        if block.text.strip():
            yield block
            context.marker_used(block)
        yield from text.labels
        for what, start, end in text.left_out:
            self.leave_out(what, start, end)

    def _places(self, token: "Token", *, cell: bool) -> list[tuple[int, int]]:
        """Where each line of the content begins: in the content, and in the source.

        A line of the content is the end of its source line, less the markers of quotes and lists
        before it; of a cell it is a part of it.
        """
        first, _ = token.map or [0, 0]
        if cell:
            return self._cell_places(token.content, first)
        places = []
        offset = 0
        for index, line in enumerate(token.content.split("\n")):
            start, end = self.lines.start(first + index), self._line_end(first + index)
            indent = len(line) - len(line.lstrip())
            found = self.text.rfind(line.strip(), start, end)
            places.append((offset, max(found, start) - indent))
            offset += len(line) + 1
        return places

    def _cell_places(self, content: str, line: int) -> list[tuple[int, int]]:
        """The same for a cell, whose source has a backslash before each `|`."""
        start = max(self.lines.start(line), self._cells.get(line, 0))
        end = self._line_end(line)
        found = self.text.find(content.replace("|", "\\|"), start, end)
        if found < 0:  # within code, a backslash of the text itself, or space from a tab
            found = max(start, self.text.find(content, start, end))
        places = [(0, found)]
        for match in re.finditer(r"\|", content):
            places.append((match.start(), found + match.start() + len(places)))
        self._cells[line] = places[-1][1] + len(content) - places[-1][0]
        return places

    def _line_end(self, line: int) -> int:
        return self.lines.start(line + 1) if line + 1 < len(self.lines) else len(self.text)


def _all_strong(children: "list[Token]") -> bool:
    """Whether a paragraph is one short piece of bold text: a heading in all but name."""
    kept = [child for child in children if child.type != "text" or child.content.strip()]
    return (
        len(kept) > 2
        and kept[0].type == "strong_open"
        and kept[-1].type == "strong_close"
        and sum(child.type == "strong_open" for child in kept) == 1
        and sum(len(child.content) for child in kept) <= _LONGEST_PSEUDO_HEADING
    )


class _InlineText(MarkedText):
    """The visible text of one block, put together from its inline tokens."""

    def __init__(self, source: str, content: str, places: list[tuple[int, int]]) -> None:
        super().__init__()
        self._source = source
        self._content = content
        self._offsets = [offset for offset, _ in places]
        self._places = places
        self._hidden: list[str] = []
        self.soft_breaks: list[int] = []
        self.labels: list[Block] = []
        """Texts that stand apart: alt texts and titles."""
        self.left_out: list[tuple[str, int, int]] = []
        """What is left out, and where in the source it stands."""

    def take(self, token: "Token") -> None:
        at = token.meta.get(AT, 0)
        if token.type == "html_inline":
            self._markup(token.content, at)
        elif self._hidden:
            self._leave_out("hidden text", at, at + len(token.content))
        elif token.type in {"text", "text_special", "code_inline", "softbreak", "hardbreak"}:
            self._plain(token, at)
        elif token.type in {"footnote", "note"}:
            self._note(token, at)
        elif token.type == "image":
            alt_end = at + len("![") + len(token.content)
            self._label(at + len("!["), alt_end)
            self._title(token, alt_end)
        elif token.type == "link_open":
            self._title(token, at)
            self.open("link", str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            self.close("link")
        elif token.type == "em_open":
            self.open("italics")
        elif token.type == "em_close":
            self.close("italics")

    def _plain(self, token: "Token", at: int) -> None:
        match token.type:
            case "text" if token.content:
                self._text(token.content, at)
            case "text_special":
                self._add(token.content, at, at + len(token.markup))
            case "code_inline":
                at += len(token.markup)
                literal = self._content[at : at + len(token.content)].replace("\n", " ")
                at += literal != token.content  # one space at each side is left out
                self._add(token.content, at, at + len(token.content))
            case "softbreak":
                self.soft_breaks.append(self.builder.length)
                self._add(" ", at, at + 1)
            case "hardbreak":
                self._add(LINE_BREAK, at, at + 1)

    def _note(self, token: "Token", at: int) -> None:
        begin, label = self.builder.length, token.content
        if token.type == "note":
            self._add("[*]", at, token)
            self._spans.append(Span("note", begin, self.builder.length, label))
        else:
            self._add(raised(label) if label.isdigit() else f"[{label}]", at, token)
            self._spans.append(Span("footnote", begin, self.builder.length, label))

    def _leave_out(self, what: str, start: int, end: int) -> None:
        if start < end:
            self.left_out.append((what, self._place(start), self._place(end - 1) + 1))

    def _title(self, token: "Token", at: int) -> None:
        """The title of a link or an image, where it stands in this block."""
        title = str(token.attrs.get("title", ""))
        found = self._content.find(title, at) if title else -1
        if found >= 0:
            self._label(found, found + len(title))

    def _label(self, start: int, end: int) -> None:
        if start < end:
            places = self._place(start), self._place(end - 1) + 1
            self.labels += html.label(self._source, *places)

    def _markup(self, tag: str, at: int) -> None:
        """HTML within a line: a tag, or a comment."""
        if tag.startswith("<!--"):
            self._leave_out("comments in the markup", at + len("<!--"), at + len(tag) - len("-->"))
        match = _TAG.match(tag)
        if not match:
            return
        closing, name = bool(match[1]), match[2].lower()
        if self._hidden:
            if name == self._hidden[-1]:
                self._hidden.pop() if closing else self._hidden.append(name)
        elif not closing and not tag.endswith("/>") and html.is_hidden(tag):
            self._hidden.append(name)
        else:
            for start, end in html.labels(tag, at):
                self._label(start, end)
            if name == "br":
                self._add(LINE_BREAK, at, at + len(tag))
            elif name in {"a", "sup", "sub"}:
                address = html.attributes(tag).get("href", "") if name == "a" else ""
                self.follow_inline(name, opening=not closing, address=address)

    def _text(self, content: str, at: int) -> None:
        """Text that stands in the source as it is; otherwise it maps as a whole."""
        end = at + len(content)
        if self._content[at:end] == content:
            self._add(content, at, end)
        else:
            closing = self._content.find(">", at)  # an autolink, decoded for display
            self._add(content, at + 1, closing if closing > at else at + 1)

    def _add(self, text: str, start: int, end: "int | Token") -> None:
        stop = end if isinstance(end, int) else start + len(end.markup)
        text = self.shown(text)
        if len(text) != stop - start:
            first = self._place(start)
            self.builder.add(text, first, max(first, self._place(stop - 1) + 1))
            return
        # What is one run here may stand on two lines of the source.
        lines = self._offsets[bisect_right(self._offsets, start) : bisect_left(self._offsets, stop)]
        for begin, end_ in pairwise([start, *lines, stop]):
            first = self._place(begin)
            self.builder.add(text[begin - start : end_ - start], first, first + end_ - begin)

    def _place(self, offset: int) -> int:
        """The source offset of an offset in the content."""
        begin, place = self._places[bisect_right(self._offsets, offset) - 1]
        return place + offset - begin
