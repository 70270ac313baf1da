"""Text within another file: JSON, XML, front matter. Read as its own format, with the places of the file."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from magclaims.read.article.blocks import Block, Builder, LeftOutSpan, Parsed, TextMap


def at_home(parsed: Parsed, text: TextMap) -> Parsed:
    """What a format made of `text.text`, with places in the file that holds it."""
    blocks = (replace(block, map=block.map.within(text)) for block in parsed.blocks)
    left_out = (
        LeftOutSpan(part.what, part.words, text.start(part.offset), text.end(part.end))
        for part in parsed.left_out
    )
    return replace(parsed, blocks=tuple(blocks), left_out=tuple(left_out))


def label(text: TextMap) -> Iterator[Block]:
    """A text that stands beside the article (a title, an excerpt) as a block, its space collapsed."""
    builder = Builder()
    place = 0
    for word in text.text.split():
        start = text.text.index(word, place)
        if builder.length:
            builder.add(" ", text.start(start - 1), text.end(start))
        place = start + len(word)
        builder.copy(text, start, place)
    if builder.length:
        yield Block("label", builder.build())


def joined(parts: Iterable[Parsed]) -> Parsed:
    """Several parts of one article as one; no list of references goes on from one into another."""
    blocks: list[Block] = []
    left_out: list[LeftOutSpan] = []
    section = row = 0
    for part in parts:
        blocks += (
            replace(
                block,
                section=block.section + section,
                row=block.row + row if block.row >= 0 else block.row,
            )
            for block in part.blocks
        )
        left_out += part.left_out
        section = 2 + max((block.section for block in blocks), default=section)
        row = 1 + max((block.row for block in blocks), default=row)
    return Parsed(tuple(blocks), left_out=tuple(left_out))
