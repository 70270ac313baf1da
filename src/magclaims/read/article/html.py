"""HTML to blocks: the article of a page, with the exact place of every piece of visible text.

The parsers that build a tree (selectolax, lxml) do not say where in the source a text stands, and
the one in the standard library takes quadratic time on some broken pages in the Python versions
that are supported. So the page is cut into tags and text here, in one pass that cannot go back, and
nested with the few rules of HTML that decide where a block ends. The tests compare the text with
what selectolax sees.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from magclaims.knowledge.data import load as load_data
from magclaims.read.article.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    Builder,
    Parsed,
    Span,
    SpanKind,
    lowered,
    raised,
)

MAX_DEPTH = 512
"""Deeper elements are not nested further; browsers stop at the same depth."""

_SPACE = " \t\n\r\f"
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=\"'][^\s/>=]*)(?:\s*=\s*(\"|'|[^\s>\"'][^\s>]*)?)?")
_PIECE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
    r"|[ \t\n\r\f]+|[^&\s]+(?: [^&\s]+)*|."
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_ITEMS = {"li": "ul ol menu", "dt": "dl", "dd": "dl", "tr": "table", "td": "tr table"}
_ITEMS["th"] = _ITEMS["td"]
_SAME = {"dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th"}, "th": {"td", "th"}}
_CONTENT_CLASS = re.compile(
    r"(?:entry|post|article|page|blog|rich)[-_]?(?:content|body|text)|markdown-body|prose"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@lru_cache(maxsize=1)
def _data() -> dict[str, frozenset[str]]:
    raw = load_data("webpages.toml", "magclaims.read.article")
    return {name: frozenset(words) for name, words in raw.items()}


@dataclass(slots=True)
class _Element:
    name: str
    attributes: dict[str, str]
    parent: int
    first: int
    """Its first event."""
    last: int = -1
    """The event after its last one."""
    number: str = ""
    """Of a list item: its printed number."""
    items: int = 0
    """Of a list: how many items were seen."""


@dataclass(frozen=True, slots=True)
class _Event:
    kind: Literal["text", "open", "close", "break"]
    start: int
    end: int
    element: int


@dataclass(slots=True)
class _Page:
    events: list[_Event] = field(default_factory=list)
    elements: list[_Element] = field(default_factory=list)
    title: str = ""
    language: str | None = None


def parse(text: str) -> Parsed:
    """Read a page: the blocks of its article, without what stands around it."""
    page = _Nesting(text).read(0, len(text))
    return Parsed(tuple(_Writer(text, page).article()), page.language, page.title)


def fragment(text: str, start: int, end: int) -> Iterator[Block]:
    """Read the part `start:end` of a text, which is HTML within another format."""
    page = _Nesting(text).read(start, end)
    yield from _Writer(text, page).everything()


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, values decoded."""
    name = _NAME.match(tag, 1)
    return _attributes(tag, name.end(), len(tag))[0] if name else {}


def _attributes(text: str, position: int, end: int) -> tuple[dict[str, str], int]:
    """The attributes from `position` on, and where the tag ends; `end` if it never does."""
    found: dict[str, str] = {}
    while position < end:
        match = _ATTRIBUTE.match(text, position, end)
        if not match:
            if text[position] == ">":
                return found, position + 1
            position += 1
            continue
        position = match.end()
        value = match[2] or ""
        if value in {'"', "'"}:
            closing = text.find(value, position, end)
            if closing < 0:
                return found, end
            value, position = text[position:closing], closing + 1
        name = match[1].lower()
        if name not in found and len(found) < 50:
            found[name] = html.unescape(value[:4000])
    return found, end


class _Nesting:
    """Cuts a page into events and nests its elements."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._page = _Page()
        self._stack: list[int] = []
        self._open: Counter[str] = Counter()
        self._beyond: Counter[str] = Counter()

    def read(self, position: int, end: int) -> _Page:
        """Read the part `position:end` of the text."""
        text = self._text
        begin = position
        while position < end:
            position = text.find("<", position, end)
            if position < 0:
                position = end
                break
            following = text[position + 1 : position + 2]
            if not (following.isascii() and following.isalpha()) and following not in {
                "/",
                "!",
                "?",
            }:
                position += 1
                continue
            self._event("text", begin, position)
            position = begin = self._markup(position, end)
        self._event("text", begin, end)
        while self._stack:
            self._pop()
        return self._page

    def _event(self, kind: Literal["text", "open", "close", "break"], start: int, end: int) -> None:
        if kind != "text" or start < end:
            element = self._stack[-1] if self._stack else -1
            self._page.events.append(_Event(kind, start, end, element))

    def _markup(self, position: int, end: int) -> int:
        """Read one tag or comment; return where it ends."""
        text = self._text
        if text.startswith("<!--", position):
            closing = text.find("-->", position + 2, end)
            return end if closing < 0 else closing + 3
        is_end = text.startswith("</", position)
        name = _NAME.match(text, position + (2 if is_end else 1), end)
        if not name:
            closing = text.find(">", position, end)
            return end if closing < 0 else closing + 1
        values, after = _attributes(text, name.end(), end)
        if after == end and text[end - 1] != ">":
            return end
        tag = name.group().lower()[:40]
        if is_end:
            self._close(tag)
            return after
        return self._start(tag, values, position, after, end)

    def _start(self, tag: str, values: dict[str, str], start: int, after: int, end: int) -> int:
        if tag == "br":
            self._event("break", start, after)
        if tag in _VOID:
            if tag == "hr":
                self._end_paragraph()
                self._push(tag, {})
                self._close(tag)
            return after
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in _ITEMS:
            self._end_item(tag)
        if tag == "html":
            self._page.language = values.get("lang") or values.get("xml:lang")
        self._push(tag, values)
        if tag not in _RAW:
            return after
        closing = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(self._text, after, end)
        stop = closing.start() if closing else end
        if tag == "title" and not self._page.title:
            self._page.title = " ".join(html.unescape(self._text[after:stop][:1000]).split())
        if tag in {"title", "textarea", "xmp"}:
            self._pop()
            return stop
        return stop

    def _push(self, tag: str, values: dict[str, str]) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._beyond[tag] += 1
            return
        page = self._page
        parent = self._stack[-1] if self._stack else -1
        element = _Element(tag, values, parent, len(page.events))
        if tag == "li" and parent >= 0:
            above = page.elements[parent]
            above.items += 1
            if above.name == "ol":
                begin = above.attributes.get("start", "1")
                offset = int(begin) if begin.isdecimal() and len(begin) < 6 else 1
                element.number = f"{offset + above.items - 1}."
        page.elements.append(element)
        self._stack.append(len(page.elements) - 1)
        self._open[tag] += 1
        self._event("open", 0, 0)

    def _pop(self) -> str:
        self._event("close", 0, 0)
        element = self._page.elements[self._stack.pop()]
        element.last = len(self._page.events)
        self._open[element.name] -= 1
        return element.name

    def _close(self, tag: str) -> None:
        if self._beyond[tag]:
            self._beyond[tag] -= 1
        elif self._open[tag]:
            while self._pop() != tag:
                pass

    def _end_paragraph(self) -> None:
        """A block ends an open paragraph, and what is open within that."""
        if not self._open["p"]:
            return
        for index in range(len(self._stack) - 1, -1, -1):
            name = self._page.elements[self._stack[index]].name
            if name == "p":
                self._close("p")
                return
            if name in _BLOCKS:
                return

    def _end_item(self, tag: str) -> None:
        """An item ends the one before it in the same list, row or table."""
        within = _ITEMS[tag].split()
        same = _SAME.get(tag, {tag})
        for index in range(len(self._stack) - 1, -1, -1):
            name = self._page.elements[self._stack[index]].name
            if name in same:
                self._close(name)
                return
            if name in within:
                return


class _Writer:
    """Writes the blocks of a page, or of its article."""

    def __init__(self, text: str, page: _Page) -> None:
        self._text = text
        self._page = page
        self._skipped: dict[int, bool] = {}
        lengths = [event.end - event.start if event.kind == "text" else 0 for event in page.events]
        self._before = list(accumulate(lengths, initial=0))

    def everything(self) -> Iterator[Block]:
        return self._write(0, len(self._page.events))

    def article(self) -> Iterator[Block]:
        """The blocks of the element that holds the article, and of a reference list behind it."""
        chosen = self._container()
        if chosen is None:
            yield from self.everything()
            return
        yield from self._write(chosen.first, chosen.last)
        end = chosen.last
        for element in self._page.elements:
            if element.first >= end and _parts(element) & _data()["reference_classes"]:
                yield from self._write(element.first, element.last)
                end = element.last

    def _container(self) -> _Element | None:
        """The article: the largest `article` within the largest `main`; else by its class."""
        elements = self._page.elements
        whole = max((self._length(e) for e in elements if e.name == "body"), default=0)
        main = self._largest(
            [e for e in elements if e.name == "main" or e.attributes.get("role") == "main"]
        )
        if main is not None and self._length(main) * 4 < whole:
            main = None
        inside = [
            e for e in elements if main is None or (main.first <= e.first and e.last <= main.last)
        ]
        floor = self._length(main) if main is not None else whole
        article = self._largest([e for e in inside if e.name == "article"])
        if article is not None and self._length(article) * 2 >= floor:
            return article
        if main is not None:
            return main
        named = self._largest(
            [
                e
                for e in inside
                if "articleBody" in e.attributes.get("itemprop", "")
                or _CONTENT_CLASS.search(e.attributes.get("class", ""))
            ]
        )
        if named is not None and named.name != "body" and self._length(named) * 2 >= floor:
            return named
        return None

    def _length(self, element: _Element) -> int:
        """How much text an element holds, without scripts and styles."""
        return self._before[element.last] - self._before[element.first]

    def _largest(self, elements: list[_Element]) -> _Element | None:
        return max(elements, key=self._length, default=None)

    def _is_skipped(self, element: _Element, within: int) -> bool:
        """Whether an element belongs to the page around the article."""
        data = _data()
        values = element.attributes
        if (
            element.name in data["skip_elements"]
            or "hidden" in values
            or values.get("aria-hidden") == "true"
            or _HIDDEN_STYLE.search(values.get("style", "")[:500])
        ):
            return True
        if element.name in {"html", "body", "main", "article"}:
            return False
        parts = _parts(element)
        if parts & data["reference_classes"] - {"footnote"}:
            return False
        if element.name in data["skip_unless_references"]:
            return True
        if element.name == "header" and not self._in_article(element):
            return True
        # Half of the text is never a menu: the class then speaks of the layout ("with-sidebar").
        if self._length(element) * 2 > within:
            return False
        return (
            values.get("role", "") in data["skip_roles"]
            or bool(parts & data["skip_classes"])
            or not data["skip_class_names"].isdisjoint(_names(element))
        )

    def _in_article(self, element: _Element) -> bool:
        while element.parent >= 0:
            element = self._page.elements[element.parent]
            if element.name in {"article", "main"}:
                return True
        return False

    def _write(self, first: int, last: int) -> Iterator[Block]:
        page = self._page
        within = self._before[last] - self._before[first]
        writer = _BlockText(self._text)
        index = first
        while index < last:
            event = page.events[index]
            index += 1
            if event.kind == "text":
                writer.text(event.start, event.end)
                continue
            if event.kind == "break":
                if writer.line_break(event.start, event.end):
                    yield from writer.flush()
                continue
            element = page.elements[event.element]
            if event.kind == "open" and self._is_skipped(element, within):
                index = element.last
                continue
            if element.name in _BLOCKS:
                yield from writer.flush()
                writer.enter(element) if event.kind == "open" else writer.leave(element)
            else:
                writer.inline(element, opening=event.kind == "open")
        yield from writer.flush()


def _names(element: _Element) -> list[str]:
    """The classes and the id of an element."""
    values = element.attributes
    return (values.get("class", "") + " " + values.get("id", "")).lower().split()[:40]


def _parts(element: _Element) -> set[str]:
    """The words within them: site-cookie-banner has site, cookie and banner."""
    return {part for name in _names(element) for part in re.split(r"[^a-z0-9]+", name)}


class _BlockText:
    """The visible text between two block boundaries."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._builder = Builder()
        self._spans: list[Span] = []
        self._open: list[tuple[SpanKind, int, str]] = []
        self._kinds: list[tuple[_Element, BlockKind, int]] = []
        self._sup = 0
        self._sub = 0
        self._marker = ""

    def enter(self, element: _Element) -> None:
        """A block-level element begins."""
        if re.fullmatch("h[1-6]", element.name):
            self._kinds.append((element, "heading", int(element.name[1])))
        elif element.name in {"li", "dd", "dt"}:
            self._kinds.append((element, "list_item", 0))
            self._marker = element.number or "•"
        elif element.name in {"td", "th"}:
            self._kinds.append((element, "table_cell", 0))

    def leave(self, element: _Element) -> None:
        """A block-level element ends."""
        if self._kinds and self._kinds[-1][0] is element:
            self._kinds.pop()

    def inline(self, element: _Element, *, opening: bool) -> None:
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
                level=level,
                marker=marker,
            )
        self._builder = Builder()
        self._spans = []
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
