"""Cuts a page into tags and text, in one pass that cannot go back, and nests its elements.

The few rules of HTML that decide where an element ends stand here, and nothing of what is read of it.
"""

import html
import re
from collections import Counter
from collections.abc import Container
from dataclasses import field
from typing import Literal

from magclaims.knowledge.data import load as load_data
from magclaims.model.values import dataclass
from magclaims.read.article.html.tags import NAME, read_attributes, shown_places

MAX_DEPTH = 512
"""Deeper elements are not nested further; browsers stop at the same depth."""
_ELEMENTS = load_data("webpages.toml", "magclaims.read.article")["elements"]
_VOID, _RAW = frozenset(_ELEMENTS["void"]), frozenset(_ELEMENTS["raw"])
BLOCKS = frozenset(_ELEMENTS["blocks"])
_ITEMS = {"li": "ul ol menu", "dt": "dl", "dd": "dl", "tr": "table", "td": "tr table"}
_ITEMS["th"] = _ITEMS["td"]
_SAME = {"dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th"}, "th": {"td", "th"}}
_EventKind = Literal["text", "open", "close", "break", "comment", "label"]


@dataclass(slots=True)
class Element:
    """An element of a page: its tag, what stands in it, and which events it holds."""

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
class Event:
    """A piece of a page: a stretch of text, or where an element begins or ends."""

    kind: _EventKind
    start: int
    end: int
    element: int


@dataclass(slots=True)
class Page:
    """A page cut into events, and what its head says of it."""

    events: list[Event] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    head: list[tuple[int, int]] = field(default_factory=list)
    """Where the title and the descriptions of the page stand, which search results show."""
    declared: dict[str, str] = field(default_factory=dict)
    """What meta tags and links say of the page, by name, the first of each."""
    title: str = ""
    language: str | None = None


class Nesting:
    """Cuts a page into events and nests its elements."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._page = Page()
        self._stack: list[int] = []
        self._open: Counter[str] = Counter()
        self._beyond: Counter[str] = Counter()

    def read(self, position: int, end: int) -> Page:
        """Read the part `position:end` of the text."""
        text = self._text
        begin = position
        while position < end:
            position = text.find("<", position, end)
            if position < 0:
                position = end
                break
            following = text[position + 1 : position + 2]
            if not (following.isascii() and (following.isalpha() or following in {*"/!?"})):
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
            self._page.events.append(Event(kind, start, end, element))

    def _markup(self, position: int, end: int) -> int:
        """Read one tag or comment; return where it ends."""
        text = self._text
        if text.startswith("<!--", position):
            closing = text.find("-->", position + 2, end)
            self._event("comment", position + 4, closing if closing >= position + 4 else end)
            return end if closing < 0 else closing + 3
        is_end = text.startswith("</", position)
        name = NAME.match(text, position + (2 if is_end else 1), end)
        if not name:
            closing = text.find(">", position, end)
            return end if closing < 0 else closing + 1
        values, places, after = read_attributes(text, name.end(), end)
        if after == end and text[end - 1] != ">":
            return end
        tag = name.group().lower()[:40]
        if is_end:
            self._close(tag)
            return after
        shown = list(shown_places(tag, values, places))
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
        if tag in BLOCKS:
            self._end_paragraph()
        if tag in _ITEMS:
            # An item ends the one before it in the same list, row or table.
            self._end_innermost(_SAME.get(tag, {tag}), _ITEMS[tag].split())
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
        element = Element(tag, values, parent, len(page.events))
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
        if self._open["p"]:
            self._end_innermost({"p"}, BLOCKS)

    def _end_innermost(self, names: Container[str], barriers: Container[str]) -> None:
        """End the innermost of some elements that is open, unless one of others is open within it."""
        for number in reversed(self._stack):
            name = self._page.elements[number].name
            if name in names:
                self._close(name)
            if name in names or name in barriers:
                return
