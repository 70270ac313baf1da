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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.pack import every_pack
from magclaims.read.article import metadata
from magclaims.read.article.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    Builder,
    LeftOutSpan,
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
_BOUNDARIES = _BLOCKS | {"option", "optgroup", "text", "desc"}
"""Elements that end a piece of text; the last ones stand in menus and drawings."""
_SECTIONS = frozenset(["article", "aside", "footer", "form", "header", "main", "nav"])
"""Elements beyond which no list of references goes on."""
_ITEMS = {"li": "ul ol menu", "dt": "dl", "dd": "dl", "tr": "table", "td": "tr table"}
_ITEMS["th"] = _ITEMS["td"]
_SAME = {"dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th"}, "th": {"td", "th"}}
_EventKind = Literal["text", "open", "close", "break", "comment", "label"]
_HEADING = re.compile("h[1-6]|summary")
_WHOLE = frozenset(["html", "body", "main", "article"])
"""Elements that hold the text; their classes speak of the layout."""
_APART = frozenset(["svg", "select"])
"""Elements whose text is no part of the sentence around them."""
_MAY_HOLD_REFERENCES = frozenset(["footer", "aside", "nav", "section", "div"])
_DESCRIPTIONS = frozenset(["description", "og:description", "twitter:description", "og:title"])
_LONGEST_MARK = 5
_FEWEST_OWN_WORDS = 2
"""Words that are no link, from which on a line among links is text."""
_VISIBLE_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]*>|&(?:shy|nbsp|#\d{1,7});")
_NO_TEXT = "no text"
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a page that is left out: by element, role, part of a class, or whole class."""

    what: str
    links: bool
    """Only its links are left out."""
    elements: frozenset[str]
    roles: frozenset[str]
    parts: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Data:
    no_text: frozenset[str]
    unseen: frozenset[str]
    unseen_names: frozenset[str]
    seen_again: tuple[str, ...]
    reference_classes: frozenset[str]
    left_out: tuple[_Part, ...]


@lru_cache(maxsize=1)
def _data() -> _Data:
    raw = load_data("webpages.toml", "magclaims.read.article")
    sets = {
        name: frozenset(raw[name])
        for name in ("no_text", "unseen", "unseen_names", "reference_classes")
    }
    parts = tuple(
        _Part(
            row["what"],
            row.get("only") == "links",
            *(frozenset(row.get(name, ())) for name in ("elements", "roles", "parts", "names")),
        )
        for row in raw["part"]
    )
    return _Data(**sets, seen_again=tuple(raw["seen_again"]), left_out=parts)


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
    kind: _EventKind
    start: int
    end: int
    element: int


@dataclass(slots=True)
class _Page:
    events: list[_Event] = field(default_factory=list)
    elements: list[_Element] = field(default_factory=list)
    head: list[tuple[int, int]] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)
    """What meta tags and links say of the page, by name, the first of each."""
    """Where the title and the descriptions of the page stand, which search results show."""
    title: str = ""
    language: str | None = None


def parse(text: str) -> Parsed:
    """Read a page: all that a reader sees of it; what is left out is counted."""
    page = _Nesting(text).read(0, len(text))
    writer = _Writer(text, page)
    blocks = tuple(writer.write())
    return Parsed(
        blocks,
        page.language,
        page.title,
        tuple(writer.left_out),
        metadata.published(page.declared),
        metadata.source(page.declared),
    )


def fragment(text: str, start: int, end: int) -> Parsed:
    """Read the part `start:end` of a text, which is HTML within another format."""
    writer = _Writer(text, _Nesting(text).read(start, end))
    blocks = tuple(writer.write())
    return Parsed(blocks, left_out=tuple(writer.left_out))


def label(text: str, start: int, end: int) -> Iterator[Block]:
    """The value of an attribute, at `start:end` of a text, as a block."""
    writer = _BlockText(text)
    writer.text(start, end)
    for block in writer.flush():
        yield replace(block, kind="label")


def labels(tag: str, start: int) -> list[tuple[int, int]]:
    """Where the texts stand that a start tag shows (alt, title, ...); the tag begins at `start`."""
    name = _NAME.match(tag, 1)
    if not name:
        return []
    values, places, _ = _attributes(tag, name.end(), len(tag))
    found = _shown(name.group().lower(), values, places)
    return [(start + first, start + last) for first, last in found]


def is_hidden(tag: str) -> bool:
    """Whether a start tag says that its text is not shown."""
    values = attributes(tag)
    style = values.get("style", "")[:500]
    return "hidden" in values or _HIDDEN_STYLE.search(style) is not None


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, values decoded."""
    name = _NAME.match(tag, 1)
    return _attributes(tag, name.end(), len(tag))[0] if name else {}


_Places = dict[str, tuple[int, int]]
"""Where the values of attributes stand in the source."""


def _shown(name: str, values: dict[str, str], places: _Places) -> Iterator[tuple[int, int]]:
    """Where the attributes stand whose values a reader sees or hears."""
    if name == "meta":
        what = values.get("name") or values.get("property") or ""
        if what.lower() in _DESCRIPTIONS and "content" in places:
            yield places["content"]
        return
    for shown in ("alt", "title", "aria-label", "aria-description", "placeholder"):
        if shown in places:
            yield places[shown]
    if name == "input" and values.get("type", "").lower() in {"button", "submit", "reset"}:
        yield from ([places["value"]] if "value" in places else [])
    if name in {"option", "optgroup", "track"} and "label" in places:
        yield places["label"]


def _attributes(text: str, position: int, end: int) -> tuple[dict[str, str], _Places, int]:
    """The attributes from `position` on, their places, and where the tag ends.

    It ends at `end` where it is never closed.
    """
    found: dict[str, str] = {}
    places: _Places = {}
    while position < end:
        match = _ATTRIBUTE.match(text, position, end)
        if not match:
            if text[position] == ">":
                return found, places, position + 1
            position += 1
            continue
        position = match.end()
        value = match[2] or ""
        place = match.span(2)
        if value in {'"', "'"}:
            closing = text.find(value, position, end)
            if closing < 0:
                return found, places, end
            place = (position, closing)
            value, position = text[position:closing], closing + 1
        name = match[1].lower()
        if name not in found and len(found) < 50:
            found[name] = html.unescape(value[:4000])
            if value:
                places[name] = place
    return found, places, end


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

    def _event(self, kind: _EventKind, start: int, end: int) -> None:
        if kind in {"open", "close"} or start < end:
            element = self._stack[-1] if self._stack else -1
            self._page.events.append(_Event(kind, start, end, element))

    def _markup(self, position: int, end: int) -> int:
        """Read one tag or comment; return where it ends."""
        text = self._text
        if text.startswith("<!--", position):
            closing = text.find("-->", position + 2, end)
            self._event("comment", position + 4, closing if closing >= position + 4 else end)
            return end if closing < 0 else closing + 3
        is_end = text.startswith("</", position)
        name = _NAME.match(text, position + (2 if is_end else 1), end)
        if not name:
            closing = text.find(">", position, end)
            return end if closing < 0 else closing + 1
        values, places, after = _attributes(text, name.end(), end)
        if after == end and text[end - 1] != ">":
            return end
        tag = name.group().lower()[:40]
        if is_end:
            self._close(tag)
            return after
        shown = list(_shown(tag, values, places))
        if tag in {"meta", "link"}:
            named = (values.get(name, "") for name in ("name", "property", "itemprop", "rel"))
            said = values.get("content" if tag == "meta" else "href", "")
            for field_name in filter(None, named):
                self._page.declared.setdefault(field_name.lower(), said)
        if tag == "meta":
            self._page.head += shown
            return after
        stop = self._start(tag, values, position, after, end)
        if values.get("type", "").lower() != "hidden" and "hidden" not in values:
            for start, last in shown:
                self._event("label", start, last)
        return stop

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
        within = self._open["svg"] > 0
        if tag == "title" and not self._page.title and not within:
            self._page.title = " ".join(html.unescape(self._text[after:stop][:1000]).split())
            self._page.head.append((after, stop))
        elif tag in {"title", "textarea"}:
            self._event("label", after, stop)
        if tag in {"title", "textarea", "xmp"}:
            self._pop()
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
    """Writes the blocks of a page, and counts what it leaves out."""

    def __init__(self, text: str, page: _Page) -> None:
        self._text = text
        self._page = page
        lengths = [event.end - event.start if event.kind == "text" else 0 for event in page.events]
        self._before = list(accumulate(lengths, initial=0))
        self.left_out: list[LeftOutSpan] = []

    def write(self) -> Iterator[Block]:
        """The blocks of the whole page, in order."""
        for start, end in self._page.head:
            yield from label(self._text, start, end)
        yield from self._write(0, len(self._page.events))

    def _length(self, element: _Element) -> int:
        """How much text an element holds, without scripts and styles."""
        return self._before[element.last] - self._before[element.first]

    def _write(self, first: int, last: int, *, apart: bool = False) -> Iterator[Block]:
        """The blocks of some events; `apart`: they stand within a button or a drawing."""
        writer = _BlockText(self._text)
        regions: list[tuple[int, str]] = []
        labels: list[Block] = []
        index = first
        while index < last:
            event = self._page.events[index]
            index += 1
            while regions and index > regions[-1][0]:
                regions.pop()
            region = regions[-1][1] if regions else ""
            if event.kind not in {"open", "close"}:
                if self._take(event, writer, region, labels):
                    yield from self._flush(writer, region, labels)
                continue
            element = self._page.elements[event.element]
            opening = event.kind == "open"
            if opening and self._passed_by(element, region, labels, apart=apart):
                index = element.last
                continue
            if element.name in _BOUNDARIES:
                yield from self._flush(writer, region, labels)
            writer.follow(element, opening=opening)
            if opening and (entered := self._region(element)) is not None:
                regions.append((element.last, entered))
        yield from self._flush(writer, "", labels)

    def _take(self, event: _Event, writer: "_BlockText", region: str, labels: list[Block]) -> bool:
        """Take what is no tag; True where a block ends with it."""
        place = (event.start, event.end)
        if event.kind == "text":
            writer.text(*place)
        elif event.kind == "break":
            return writer.line_break(*place)
        elif event.kind == "comment":
            self._leave_out("comments in the markup", [place])
        elif region:
            self._leave_out(region, [place])
        else:
            labels += label(self._text, *place)
        return False

    def _passed_by(
        self, element: _Element, region: str, labels: list[Block], *, apart: bool
    ) -> bool:
        """Whether an element is no part of the text around it: left out, or read apart."""
        what = self._unread(element)
        if not what and (apart or not self._stands_apart(element)):
            return False
        if what or region:
            if what != _NO_TEXT:
                self._leave_out(what or region, self._texts(element))
        else:
            labels += self._apart(element)
        return True

    def _flush(self, writer: "_BlockText", region: str, labels: list[Block]) -> Iterator[Block]:
        """The block that ends here, unless it is only links where only text is read; then labels."""
        own_words = writer.own_words
        for block in writer.flush():
            fewest = 1 if block.kind == "heading" else _FEWEST_OWN_WORDS
            if region and own_words < fewest:
                self._leave_out(region, [(block.map.start(0), block.map.end(len(block.text)))])
            else:
                yield block
        if not writer.has_text:
            yield from labels
            labels.clear()

    def _leave_out(self, what: str, places: Iterable[tuple[int, int]]) -> None:
        words = 0
        first = last = -1
        for start, end in places:
            found = len(_VISIBLE_WORD.findall(_TAG.sub(" ", self._text[start:end])))
            if found:
                first, last = start if first < 0 else first, end
            words += found
        if words:
            self.left_out.append(LeftOutSpan(what, words, first, last))

    def _texts(self, element: _Element) -> Iterator[tuple[int, int]]:
        """The stretches of text that an element holds, without scripts and styles."""
        index = element.first
        while index < element.last:
            event = self._page.events[index]
            index += 1
            if event.kind == "text":
                yield event.start, event.end
            elif event.kind == "open":
                inner = self._page.elements[event.element]
                if inner.name in _data().no_text:
                    index = inner.last

    def _apart(self, element: _Element) -> Iterator[Block]:
        """The text of a button or a drawing, which stands apart from the sentence around it."""
        inner = self._write(element.first + 1, element.last, apart=True)
        yield from (replace(block, kind="label", marker="", level=0) for block in inner)

    def _stands_apart(self, element: _Element) -> bool:
        if element.name == "button":  # a number on a button is a mark: "[1]"
            return self._length(element) > _LONGEST_MARK
        return element.name in _APART

    def _unread(self, element: _Element) -> str:
        """What an element is that is left out as a whole; empty where it is read."""
        data = _data()
        values = element.attributes
        if element.name in data.no_text:
            return _NO_TEXT
        names = _names(element)
        style = values.get("style", "")[:500]
        hides = data.unseen_names & set(names)
        if (
            element.name in data.unseen
            or "hidden" in values
            or (element.name == "dialog" and "open" not in values)
            or _HIDDEN_STYLE.search(style)
            or (hides and not any(name.endswith(data.seen_again) for name in names))
        ):
            return "hidden text"
        part = self._part(element)
        return part.what if part is not None and not part.links else ""

    def _region(self, element: _Element) -> str | None:
        """What an element is of which only text is read; empty for a list of references."""
        part = self._part(element)
        if part is None:
            holds = not _data().reference_classes.isdisjoint(_parts(element))
            return "" if holds else None
        return "" if self._holds_references(element) else part.what

    def _part(self, element: _Element) -> "_Part | None":
        """The part of the page that an element is, by its name, role, class or id.

        An element with half of the text is never a menu: its class speaks of the layout.
        """
        if element.name in _WHOLE:
            return None
        names, parts = set(_names(element)), _parts(element)
        role = element.attributes.get("role", "")
        small = self._length(element) * 2 <= self._before[-1]
        for part in _data().left_out:
            if element.name in part.elements or role in part.roles:
                return part
            if small and (parts & part.parts or names & part.names):
                return part
        return None

    def _holds_references(self, element: _Element) -> bool:
        """Whether an element is a list of references, by its class or by a heading within it."""
        if not _data().reference_classes.isdisjoint(_parts(element)):
            return True
        if element.name not in _MAY_HOLD_REFERENCES:
            return False
        heading = -1
        for event in self._page.events[element.first : element.last]:
            if event.kind == "open" and _HEADING.fullmatch(self._page.elements[event.element].name):
                heading = event.element
                break
        if heading < 0:
            return False
        texts = self._texts(self._page.elements[heading])
        said = " ".join(self._text[start:end] for start, end in texts)
        return said.strip(" \n\t:").lower() in every_pack().reference_headings


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
        self._sections = [-1]
        self.own_words = 0
        """Words of the block so far that are no link."""

    @property
    def has_text(self) -> bool:
        """Whether a block has begun."""
        return self._builder.length > 0

    def _enter(self, element: _Element) -> None:
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

    def _leave(self, element: _Element) -> None:
        """A block-level element ends."""
        if self._kinds and self._kinds[-1][0] is element:
            self._kinds.pop()
        if element.name in _SECTIONS and self._sections[-1] == element.first:
            self._sections.pop()

    def follow(self, element: _Element, *, opening: bool) -> None:
        """An element begins or ends."""
        if element.name not in _BLOCKS:
            self._inline(element, opening=opening)
        elif opening:
            self._enter(element)
        else:
            self._leave(element)

    def _inline(self, element: _Element, *, opening: bool) -> None:
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
            self.own_words += len(_VISIBLE_WORD.findall(self._source, start, end))
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
