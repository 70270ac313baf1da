"""Plain text to blocks: paragraphs, headings, list items, tab-separated cells.

Writers of plain text leave an empty line between paragraphs, or put each paragraph on one long
line, or wrap paragraphs at some width. All three are read; a wrapped paragraph is one block.
"""

import re
from collections.abc import Iterator

from magclaims.model.lazily import expression
from magclaims.read.article.blocks import Block, BlockKind, Parsed, TextMap
from magclaims.read.article.source import LINE_END

MARKER = expression(
    r"(?P<bullet>[•·▪◦‣●○*+–—-])(?=\s|$)|(?P<number>\d{1,3}[.)]|\[\d{1,3}\]|\(\d{1,3}\))(?=\s)"
)
"""What begins a list item: a bullet, `1.`, `1)`, `[1]` or `(1)`."""

_RULE = expression(r"[=_~#*\s–—-]{3,}")
_LONGEST_WRAP = 120
"""Lines beyond this are paragraphs of their own: nobody wraps text that wide."""
_SHORTEST_WRAP = 60
_LONGEST_HEADING = 120
_SENTENCE_END = expression(r"[.!?:;…][\"'”’»)\]*†‡⁰¹²³⁴-⁹,⁻]*$")
_ADDRESS_END = expression(r"(?:://|\b10\.\d{4,9}/)\S*$")
# "Slutsky I, ..." or "¹ Slutsky" begins a reference, whatever the width of the lines.
_REFERENCE_START = expression(
    r"[⁰¹²³⁴-⁹]|[^\W\d_a-zß-ÿ][\w'’-]{1,40}(?:\s[^\W\d_a-zß-ÿ][\w'’-]{1,40})?,?\s[A-Z]{1,3}[.,]"
)
_PLACE_START = expression(r"(?:19|20)\d\d[a-z]?\s?;|\d{1,4}\s?\(\d{1,3}\)\s?[:,]|(?:pp?|S)\.\s?\d")
"""How no reference begins, but the rest of one: its place in a journal."""
_HEADING_END = tuple(".!?:;,…*†¹²³⁰⁴⁵⁶⁷⁸⁹-–—")


def parse(text: str, start: int = 0, end: int | None = None) -> Parsed:
    """Read a whole text, or the part `start:end` of it."""
    end = len(text) if end is None else end
    blocks: list[Block] = []
    for run in _runs(text, start, end):
        blocks.extend(_blocks(text, run))
    return Parsed(tuple(blocks))


def _runs(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that are not empty: where the trimmed content of each begins and ends."""
    run: list[tuple[int, int]] = []
    while start < end:
        newline = LINE_END.search(text, start, end)
        stop = newline.start() if newline else end
        line = text[start:stop]
        content = line.strip()
        if content and not _RULE.fullmatch(content):
            first = start + len(line) - len(line.lstrip())
            run.append((first, first + len(content)))
        elif content in {"-", "*"}:
            run.append((start + line.index(content), start + line.index(content) + 1))
        elif run:
            yield run
            run = []
        start = newline.end() if newline else end
    if run:
        yield run


def _blocks(text: str, run: list[tuple[int, int]]) -> Iterator[Block]:
    width = max(end - start for start, end in run)
    index = 0
    while index < len(run):
        start, end = run[index]
        marker = MARKER.match(text, start, end)
        index += 1
        if marker:
            start = marker.end()
            start += len(text[start:end]) - len(text[start:end].lstrip())
            if start >= end and index < len(run):  # a bullet alone: its text is on the next line
                start, end = run[index]
                index += 1
        elif "\t" in text[start:end]:
            yield from _cells(text, start, end)
            continue
        first = index
        hang = _indent(text, run[first - 1][0]) if marker else None
        while index < len(run) and _continues(text, run[index - 1], run[index], width, hang):
            end = run[index][1]
            index += 1
        if start >= end:
            continue
        yield _block(text, start, end, marker.group() if marker else "", alone=first == index)


def _indent(text: str, start: int) -> int:
    """How far a line is set in, whose content begins at `start`."""
    return start - 1 - max(text.rfind(end, 0, start) for end in "\n\r")


def _continues(
    text: str, line: tuple[int, int], following: tuple[int, int], width: int, hang: int | None
) -> bool:
    """Whether a line goes on with the paragraph of the line before it; `hang`: how far its bullet is set in."""
    if MARKER.match(text, *following):
        return False
    hangs = hang is not None and _indent(text, following[0]) > hang
    if hangs or _PLACE_START.match(text, *following):
        return True
    if _REFERENCE_START.match(text, *following):
        return False
    first_word = text[following[0] : following[1]].split(maxsplit=1)[0]
    # Only the end of the line matters; a copy of a very long line at each step would add up.
    tail = text[max(line[0], line[1] - 80) : line[1]]
    ended = _SENTENCE_END.search(tail) is not None or _ADDRESS_END.search(tail) is not None
    if first_word[0].islower() and not ended and "://" not in first_word:
        return True
    length = line[1] - line[0]
    return (
        length >= _SHORTEST_WRAP
        and width <= _LONGEST_WRAP
        and length + 1 + len(first_word) > width
        and "://" not in first_word
    )


def _block(text: str, start: int, end: int, marker: str, *, alone: bool) -> Block:
    kind: BlockKind = "paragraph"
    if marker:
        kind = "list_item"
    elif alone and end - start <= _LONGEST_HEADING and _is_heading(text[start:end]):
        kind = "heading"
    level = 1 if kind == "heading" else 0
    return Block(kind, TextMap.literal(text, start, end), marker=marker, level=level)


def _is_heading(line: str) -> bool:
    return (
        not line.endswith(_HEADING_END)
        and not _ADDRESS_END.search(line)
        and not _REFERENCE_START.match(line)
        and any(character.isalpha() for character in line)
    )


def _cells(text: str, start: int, end: int) -> Iterator[Block]:
    for cell in re.finditer(r"[^\t]+", text[start:end]):
        content = cell.group().strip()
        if content:
            first = start + cell.start() + cell.group().index(content)
            yield Block("table_cell", TextMap.literal(text, first, first + len(content)))
