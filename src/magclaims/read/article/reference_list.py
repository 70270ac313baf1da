"""The printed reference list: where it stands, its items, and what can be read from each.

A list begins at a heading ("Referenties", "Quellen") whose text looks like references, or without
one where several items in a row have the form of references. It ends at the next heading of the
same rank, at a disclaimer, or where items with numbers or bullets give way to a paragraph.
"""

import re
from collections.abc import Sequence
from dataclasses import field

from magclaims.knowledge.sentence_pack import every_pack
from magclaims.knowledge.small_words import any_language
from magclaims.model.identifiers import Identifier
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article import links
from magclaims.read.article.blocks import LINE_BREAK, Block
from magclaims.read.article.item_cuts import LABEL, NAMES, YEAR, fragments, is_address
from magclaims.read.article.reference_fields.words import NO_DATE

_VOLUME = expression(
    r"\b\d{1,4}\s?\([^()]{1,20}\)\s?[:,]|;\s?\d{1,4}\s?[:(]|\bet al\b|\bdoi\b", re.IGNORECASE
)
_UNDATED = expression(rf"\((?:{NO_DATE})\)")
_NUMBER_CELL = expression(r"\[?(\d{1,3})\]?[.)]?|\((\d{1,3})\)")
_HEADING_NUMBER = expression(r"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,4}\.)\s+")
_CONTINUED = expression(rf"\s(?:{any_language('and')}|&)\s")
_BACK_LINK = expression(r"[\s↩↑^︎\ufe0e\ufe0f]+$")
_BULLETS = "•·▪◦‣●○*+–—- "
_LONGEST_ITEM = 3000
_LONGEST_LEAD = 6
"""Words of a line within a list that says what follows: "Books and websites"."""
_REMARK = 3
"""Every so many words of a sentence at least one is a small one ("the", "of"); titles have fewer."""


@dataclass(slots=True)
class ListedItem:
    """An item: the parts of blocks that it consists of, as (block, start, end)."""

    parts: list[tuple[int, int, int]]
    label: str = ""
    footnote: bool = False
    extra: str = ""
    """Text that is not visible (a note written in place)."""


@dataclass(slots=True)
class Lists:
    """The items of an article and the blocks that they take up."""

    items: list[ListedItem] = field(default_factory=list)
    blocks: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """By block: where the items, or the parts of items, begin and end within it."""
    remarks: set[str] = field(default_factory=set)
    """The labels of footnotes that are no references but text of the article."""


def find(blocks: Sequence[Block]) -> Lists:
    """Find every printed reference of an article, in the order of the source."""
    lists = Lists()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.footnote is not None:
            _footnote(lists, blocks, index)
        elif is_heading(block):
            end = _end(blocks, index)
            if any(looks_like_reference(blocks[i]) for i in range(index + 1, end)):
                _items(lists, blocks, index + 1, end)
                index = end
                continue
        elif begin := _behind_heading_line(block):
            end = _end(blocks, index)
            _items(lists, blocks, index, end, begin)
            index = end
            continue
        else:
            _notes(lists, block, index)
        index += 1
    if not any(not item.footnote for item in lists.items):
        _without_heading(lists, blocks)
    lists.items.sort(key=lambda item: item.parts[0])
    return lists


def is_heading(block: Block) -> bool:
    """Whether a block is the heading of a reference list."""
    text = block.text
    if len(text) > 80 or block.spans or block.kind not in {"heading", "paragraph"}:
        return False
    name = _heading_name(text)
    names = every_pack().reference_headings
    if name in names:
        return True
    head = _CONTINUED.split(name, maxsplit=1)[0]
    return block.kind == "heading" and (
        head in names or re.sub(r"\s?\([^()]*\)?$", "", name) in names
    )


def _heading_name(text: str) -> str:
    name = _HEADING_NUMBER.sub("", text.lower()).strip()
    return re.sub(r"^[^\w]+|[^\w]+$", "", name)


def _behind_heading_line(block: Block) -> int:
    """Where the items begin in a paragraph whose first line is the heading of a list; else 0.

    So Markdown reads "References" with `[1] ...` on the next line, and no empty line between.
    """
    if block.kind != "paragraph":
        return 0
    breaks = [*block.soft_breaks[:1], block.text.find(LINE_BREAK)]
    line = min((place for place in breaks if place > 0), default=0)
    named = _heading_name(block.text[:line]) in every_pack().reference_headings
    label = LABEL.match(block.text, line + 1) if line else None
    return line + 1 if named and (label or NAMES.match(block.text[line + 1 :])) else 0


def looks_like_reference(block: Block) -> bool:
    """Whether a block has anything that references have and prose mostly has not."""
    text = block.text[:_LONGEST_ITEM]
    return (
        YEAR.search(text) is not None
        or _VOLUME.search(text) is not None
        or _UNDATED.search(text) is not None
        or any(span.kind == "link" and span.value.startswith("http") for span in block.spans)
        or next(links.find(text), None) is not None
    )


def is_disclaimer(text: str) -> bool:
    """Whether a text is the publisher's disclaimer, in any language."""
    lowered = text.lower()
    return any(phrase in lowered for phrase in every_pack().disclaimers)


def _end(blocks: Sequence[Block], heading: int) -> int:
    """The block at which the list under a heading ends."""
    level = blocks[heading].level or 6
    marked: bool | None = None
    first: int | None = None  # the head of a table, perhaps
    referring = {b.row for b in blocks[heading:] if b.row >= 0 and looks_like_reference(b)}
    for index in range(heading + 1, len(blocks)):
        block = blocks[index]
        other = index > heading + 1 and block.section != blocks[index - 1].section
        if other or block.footnote is not None or is_disclaimer(block.text):
            return index
        if block.kind == "heading":
            listed = looks_like_reference(block) and NAMES.match(block.text)
            if block.level <= level and not listed:
                return index
            continue
        if block.kind == "table_cell":
            first = first if first is not None else block.row
            if block.row in {first, *referring}:
                continue
            return index
        has_marker = bool(block.marker) or LABEL.match(block.text) is not None
        if marked is None:
            marked = has_marker
        if has_marker or looks_like_reference(block):
            continue
        if block.kind == "list_item" and marked:
            continue
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        goes_on = (
            after and after.kind != "heading" and (after.marker or looks_like_reference(after))
        )
        lists = goes_on and after and after.marker and _begins_reference(after)
        brief = lists and len(block.text.split()) <= _LONGEST_LEAD
        if (marked and not brief) or not goes_on:
            return index
    return len(blocks)


def _items(lists: Lists, blocks: Sequence[Block], start: int, end: int, begins: int = 0) -> None:
    """Cut the blocks of a list into items; those of the first block begin at `begins` within it."""
    rows = _rows(blocks, start, end)
    numbers = (number for number in range(start, end) if number not in rows)
    regular = [blocks[number] for number in numbers if blocks[number].kind != "heading"]
    marked = any(
        block.marker or LABEL.match(block.text, begins if block is blocks[start] else 0)
        for block in regular
    )
    bulleted = any(block.marker and not block.marker.strip(_BULLETS) for block in regular)
    current: ListedItem | None = None
    for index in range(start, end):
        block = blocks[index]
        if block.kind == "heading" and not looks_like_reference(block):
            current = None
            continue
        if _leads_in(blocks, index, end, current, marked=marked):
            current = None
            continue
        lists.blocks[index] = []
        if index in rows:
            current = _cell(lists, block, index, rows[index], current)
            continue
        behind = begins if index == start else 0
        for number, (begin, stop, label) in enumerate(fragments(block, behind, bulleted=bulleted)):
            lists.blocks[index].append((begin, stop))
            first = number == 0
            starts = bool(label) or (first and bool(block.marker))
            starts = starts and not (current and _is_under(blocks[current.parts[0][0]], block))
            if not starts and not is_address(block.text[begin:stop]):
                starts = not first or not marked or _is_next(blocks, current, block)
            if starts or current is None:
                printed = label or (re.sub(r"\D", "", block.marker) if first else "")
                current = ListedItem([(index, begin, stop)], printed)
                lists.items.append(current)
            else:
                current.parts.append((index, begin, stop))


def _begins_reference(block: Block) -> bool:
    """Whether a block has more of a reference than a year: names, a place in a journal, an address."""
    text = block.text[:_LONGEST_ITEM]
    found = NAMES.match(text) or _VOLUME.search(text) or next(links.find(text), None)
    return found is not None


def _leads_in(
    blocks: Sequence[Block], index: int, end: int, current: ListedItem | None, *, marked: bool
) -> bool:
    """Whether a block only says what items follow: "Books:" before a list, or with one of its own."""
    block = blocks[index]
    after = blocks[index + 1] if index + 1 < end else None
    if (
        after is None
        or after.kind != "list_item"
        or not after.marker
        or looks_like_reference(block)
    ):
        return False
    if block.kind == "list_item":
        return bool(block.marker) and after.level > block.level > 0 and looks_like_reference(after)
    few = len(block.text.split()) <= _LONGEST_LEAD or current is None
    return marked and block.kind == "paragraph" and few and not LABEL.match(block.text)


def _is_under(above: Block, block: Block) -> bool:
    """Whether a nested list item is a remark on the item above it."""
    return block.level > above.level > 0 and not looks_like_reference(block)


_DATED = expression(r"\((?:19|20)\d\d")
"""A year in brackets, as a group has it behind its name."""


def _is_next(blocks: Sequence[Block], current: ListedItem | None, block: Block) -> bool:
    """Whether a block without a number is an item of its own: it and the one before have all of one."""
    if current is None or block.kind != "paragraph" or not YEAR.search(block.text):
        return False
    before = " ".join(blocks[index].text[start:stop] for index, start, stop in current.parts)
    begins = NAMES.match(block.text) or _DATED.search(block.text)  # "Accessed in 2021" does not
    return YEAR.search(before) is not None and begins is not None


def _cell(
    lists: Lists, block: Block, index: int, label: str | None, current: ListedItem | None
) -> ListedItem | None:
    """Take a cell of a table; returns the item that is being read."""
    if label == "#":
        del lists.blocks[index]
        return None
    lists.blocks[index].append((0, len(block.text)))
    part = (index, 0, len(block.text))
    if label is not None:
        item = ListedItem([] if label else [part], label)
        lists.items.append(item)
        return item
    if current is not None:
        current.parts.append(part)
    return current


def _rows(blocks: Sequence[Block], start: int, end: int) -> dict[int, str | None]:
    """The cells of a table of references: a label where an item begins, None for more of it.

    A row is an item. The cell with its number begins it and is no part of it; the head of the table
    (a first row of which nothing looks like a reference) belongs to no item: its label is `#`.
    """
    cells: dict[int, str | None] = {}
    index = start
    while index < end:
        stop = index + 1
        if blocks[index].kind == "table_cell":
            while stop < end and blocks[stop].row == blocks[index].row:
                stop += 1
            row = range(index, stop)
            head = not cells and not any(looks_like_reference(blocks[number]) for number in row)
            cells |= dict.fromkeys(row, "#" if head else None)
            if not head:
                label = _NUMBER_CELL.fullmatch(blocks[index].text.strip())
                cells[index] = next((g for g in label.groups() if g), "") if label else ""
        index = stop
    return cells


def _footnote(lists: Lists, blocks: Sequence[Block], index: int) -> None:
    block = blocks[index]
    part = (index, 0, len(block.text))
    last = lists.items[-1] if lists.items else None
    goes_on = last is not None and last.footnote and last.label == block.footnote
    if not goes_on and _is_remark(block):
        lists.remarks.add(block.footnote or "")
        return
    lists.blocks[index] = [(0, len(block.text))]
    if last is not None and goes_on and last.parts[-1][0] == index - 1:
        last.parts.append(part)
    else:
        lists.items.append(ListedItem([part], block.footnote or "", footnote=True))


def _is_remark(block: Block) -> bool:
    """Whether a footnote is a sentence: nothing looks like a reference, and small words hold it together."""
    words = re.findall(r"[^\W\d_]+", block.text.lower())
    small = sum(word in every_pack().stop_words for word in words)
    return (
        not looks_like_reference(block)
        and block.text.rstrip().endswith((".", "!", "?"))
        and small * _REMARK >= len(words) > _REMARK
    )


def _notes(lists: Lists, block: Block, index: int) -> None:
    """Notes that are written in place are references of their own."""
    for span in block.spans:
        if span.kind == "note":
            content = span.value.lstrip("# ").strip()
            lists.items.append(
                ListedItem([(index, span.start, span.end)], footnote=True, extra=content)
            )


def _without_heading(lists: Lists, blocks: Sequence[Block]) -> None:
    """Items in a row that all have names, a year and a place in a journal."""
    run: list[int] = []
    for index in range(len(blocks) + 1):
        block = blocks[index] if index < len(blocks) and index not in lists.blocks else None
        if block and block.kind in {"list_item", "paragraph"} and _has_reference_form(block.text):
            run.append(index)
            continue
        if len(run) > 1 or (run and blocks[run[0]].kind == "paragraph"):
            for found in run:
                _items(lists, blocks, found, found + 1)
        run = []


def _has_reference_form(text: str) -> bool:
    head = text[:_LONGEST_ITEM]
    start = LABEL.match(head)
    body = head[start.end() :] if start else head
    return (
        NAMES.match(body) is not None
        and YEAR.search(body) is not None
        and (
            _VOLUME.search(body) is not None
            or re.search(r"\d{1,4}[,:]\s?\d{1,5}", body) is not None
            or next(links.find(body), None) is not None
        )
    )


def identifiers(text: str, addresses: Sequence[str]) -> tuple[Identifier, ...]:
    """The identifiers of an item: those in its text, then those of its links."""
    found = [item.identifier for item in links.find(text)]
    for address in addresses:
        identifier = links.of_url(address)
        if identifier is not None and address.startswith("http"):
            found.append(identifier)
    return tuple(dict.fromkeys(found))


def without_back_link(text: str) -> str:
    """The text of an item without the arrow that leads back to its mark."""
    return _BACK_LINK.sub("", text)
