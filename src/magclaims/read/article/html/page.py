"""The blocks of a page, in order, and what of it is left out and counted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from magclaims.knowledge.sentence_pack import every_pack
from magclaims.model.lazily import expression
from magclaims.read.article import metadata
from magclaims.read.article.blocks import Block, LeftOutSpan, Parsed
from magclaims.read.article.html.block_text import VISIBLE_WORD, BlockText
from magclaims.read.article.html.nesting import BLOCKS, Element, Event, Nesting, Page
from magclaims.read.article.html.tags import HIDDEN_STYLE
from magclaims.read.article.html.unread import PagePart, names_of, unread_of_pages, words_of

_BOUNDARIES = BLOCKS | {"option", "optgroup", "text", "desc"}
"""Elements that end a piece of text; the last ones stand in menus and drawings."""
_HEADING = expression("h[1-6]|summary")
_WHOLE = frozenset(["html", "body", "main", "article"])
"""Elements that hold the text; their classes speak of the layout."""
_APART = frozenset(["svg", "select"])
"""Elements whose text is no part of the sentence around them."""
_MAY_HOLD_REFERENCES = frozenset(["footer", "aside", "nav", "section", "div"])
_LONGEST_MARK = 5
_FEWEST_OWN_WORDS = 2
"""Words that are no link, from which on a line among links is text."""
_TAG = expression(r"<[^<>]*>|&(?:shy|nbsp|#\d{1,7});")
_NO_TEXT = "no text"


def parse(text: str) -> Parsed:
    """Read a page: all that a reader sees of it; what is left out is counted."""
    page = Nesting(text).read(0, len(text))
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
    writer = _Writer(text, Nesting(text).read(start, end))
    blocks = tuple(writer.write())
    return Parsed(blocks, left_out=tuple(writer.left_out))


def label(text: str, start: int, end: int) -> Iterator[Block]:
    """The value of an attribute, at `start:end` of a text, as a block."""
    writer = BlockText(text)
    writer.text(start, end)
    for block in writer.flush():
        yield replace(block, kind="label")


class _Writer:
    """Writes the blocks of a page, and counts what it leaves out."""

    def __init__(self, text: str, page: Page) -> None:
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

    def _length(self, element: Element) -> int:
        """How much text an element holds, without scripts and styles."""
        return self._before[element.last] - self._before[element.first]

    def _write(self, first: int, last: int, *, apart: bool = False) -> Iterator[Block]:
        """The blocks of some events; `apart`: they stand within a button or a drawing."""
        writer = BlockText(self._text)
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

    def _take(self, event: Event, writer: "BlockText", region: str, labels: list[Block]) -> bool:
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
        self, element: Element, region: str, labels: list[Block], *, apart: bool
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

    def _flush(self, writer: "BlockText", region: str, labels: list[Block]) -> Iterator[Block]:
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
            found = len(VISIBLE_WORD.findall(_TAG.sub(" ", self._text[start:end])))
            if found:
                first, last = start if first < 0 else first, end
            words += found
        if words:
            self.left_out.append(LeftOutSpan(what, words, first, last))

    def _texts(self, element: Element) -> Iterator[tuple[int, int]]:
        """The stretches of text that an element holds, without scripts and styles."""
        index = element.first
        while index < element.last:
            event = self._page.events[index]
            index += 1
            if event.kind == "text":
                yield event.start, event.end
            elif event.kind == "open":
                inner = self._page.elements[event.element]
                if inner.name in unread_of_pages().no_text:
                    index = inner.last

    def _apart(self, element: Element) -> Iterator[Block]:
        """The text of a button or a drawing, which stands apart from the sentence around it."""
        inner = self._write(element.first + 1, element.last, apart=True)
        yield from (replace(block, kind="label", marker="", level=0) for block in inner)

    def _stands_apart(self, element: Element) -> bool:
        long = self._length(element) > _LONGEST_MARK  # a number on a button is a mark: "[1]"
        return long if element.name == "button" else element.name in _APART

    def _unread(self, element: Element) -> str:
        """What an element is that is left out as a whole; empty where it is read."""
        data = unread_of_pages()
        values = element.attributes
        if element.name in data.no_text:
            return _NO_TEXT
        names = names_of(element)
        style = values.get("style", "")[:500]
        hides = data.unseen_names & set(names)
        if (
            element.name in data.unseen
            or "hidden" in values
            or (element.name == "dialog" and "open" not in values)
            or HIDDEN_STYLE.search(style)
            or (hides and not any(name.endswith(data.seen_again) for name in names))
        ):
            return "hidden text"
        part = self._part(element)
        return part.what if part is not None and not part.links else ""

    def _region(self, element: Element) -> str | None:
        """What an element is of which only text is read; empty for a list of references."""
        part = self._part(element)
        if part is None:
            return "" if self._is_called_references(element) else None
        return "" if self._holds_references(element) else part.what

    def _is_called_references(self, element: Element) -> bool:
        return not unread_of_pages().reference_classes.isdisjoint(words_of(element))

    def _part(self, element: Element) -> "PagePart | None":
        """The part of the page that an element is, by its name, role, class or id.

        An element with half of the text is never a menu: its class speaks of the layout.
        """
        if element.name in _WHOLE:
            return None
        names, parts = set(names_of(element)), words_of(element)
        role = element.attributes.get("role", "")
        small = self._length(element) * 2 <= self._before[-1]
        for part in unread_of_pages().left_out:
            if element.name in part.elements or role in part.roles:
                return part
            if small and (parts & part.parts or names & part.names):
                return part
        return None

    def _holds_references(self, element: Element) -> bool:
        """Whether an element is a list of references, by its class or by a heading within it."""
        if self._is_called_references(element):
            return True
        if element.name not in _MAY_HOLD_REFERENCES:
            return False
        opened = (
            e.element for e in self._page.events[element.first : element.last] if e.kind == "open"
        )
        within = (self._page.elements[number] for number in opened)
        heading = next((inner for inner in within if _HEADING.fullmatch(inner.name)), None)
        if heading is None:
            return False
        texts = self._texts(heading)
        said = " ".join(self._text[start:end] for start, end in texts)
        return said.strip(" \n\t:").lower() in every_pack().reference_headings
