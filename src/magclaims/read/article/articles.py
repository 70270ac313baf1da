"""Read an article: plain text, Markdown or HTML to sentences, citation marks and references.

Every place that is given (offset, line, column) is a place in the source file, also where the text
stands within markup, so that an editor can go to it and another rule can point at it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import count
from pathlib import Path

from magclaims.files import split_part
from magclaims.knowledge import language_detection
from magclaims.knowledge.characters import MAX_LENGTH, normal, windows
from magclaims.model.lazily import expression
from magclaims.read.article import blocks as blocks_
from magclaims.read.article import citations, formats, metadata, reference_fields, reference_list
from magclaims.read.article.blocks import Block, as_read, trimmed
from magclaims.read.article.formats import EXPORTS, SUFFIXES, Format
from magclaims.read.article.model import (
    ArticleText,
    Citation,
    LeftOut,
    ReferenceItem,
    Sentence,
    SentenceKind,
    visible,
)
from magclaims.read.article.sentences import split
from magclaims.read.article.source import Lines, load

__all__ = [
    "EXPORTS",
    "SUFFIXES",
    "ArticleText",
    "Citation",
    "Format",
    "ReferenceItem",
    "Sentence",
    "as_file",
    "check_part",
    "parse",
    "parts",
    "read",
]

_SITE_NAME = 2
"""Words that the title of a page may have beside its heading: "Zink en slaap | De Winkel"."""
_BARE_WORD = expression(r"[^\W_]+")
_FEWEST_WORDS = 8
"""A sentence with fewer words is in the language of the article."""


def read(path: str | Path, language: str | None = None) -> ArticleText:
    """Read an article from a file.

    Args:
        path: A UTF-8 file. `.md`, `.html` and their kin say what they are; other files are told by
            their beginning.
        language: ISO 639-1, where it is known; otherwise it is told from the text.

    Returns:
        The article; its positions count from 1 (lines, columns) or 0 (offsets), in code points.

    Raises:
        ReadError: The file is absent, too large or not UTF-8 (with the place of the wrong byte).
    """
    file, part = split_part(path)
    return as_file(load(file), file, language, part)


def as_file(
    text: str, path: str | Path, language: str | None = None, part: str = ""
) -> ArticleText:
    """Read a text as the file of this name would be read, whose text need not be saved; see `read`."""
    format_ = formats.told(text, Path(path).suffix)
    return parse(text, path=str(path), language=language, format_=format_, part=part)


def check_part(text: str, path: str | Path, part: str) -> None:
    """Make sure that a file, whose text is at hand, holds the article of that name; see `as_file`.

    Raises:
        ReadError: It holds none of that name, several where none is named, or is no JSON or XML.
    """
    formats.check_part(text, formats.told(text, Path(path).suffix), str(path), part)


def parts(path: str | Path) -> tuple[str, ...] | None:
    """The names of the articles in a file that holds them in fields; None for any other file.

    Raises:
        ReadError: As `read`.
    """
    text = load(path)
    return formats.names(text, formats.told(text, Path(path).suffix), str(path))


def parse(
    text: str,
    *,
    path: str = "",
    language: str | None = None,
    format_: Format = "text",
    part: str = "",
) -> ArticleText:
    """Read the whole file of an article that is already text; see `read`. `part` names one of several in it.

    Raises:
        ReadError: JSON or XML that is none, or does not hold that article.
    """
    text, parsed = formats.blocks(text, format_, path, part)
    every = [read for block in parsed.blocks if (read := as_read(block)).text.strip()]
    blocks, labels = _apart(every)
    lists = reference_list.find(blocks)
    prose = "\n".join(b.text for i, b in enumerate(blocks) if i not in lists.blocks)
    code = language or language_detection.detect(prose)
    if code == language_detection.UNKNOWN and parsed.language:
        code = parsed.language[:2].lower()
    lines = Lines(text)
    references = _references(blocks, lists, lines)
    short = code[:2] if code != language_detection.UNKNOWN else code
    sentences = _sentences(blocks, labels, lists, lines, short)
    citations = _citations(blocks, lists, lines, sentences, references)
    headings = [block.text.strip() for block in blocks if block.kind == "heading"]
    named = metadata.title(name for name in (normal(parsed.title).strip(), *headings) if name)
    named = next((one for one in headings if _is_named(_bare(named), _bare(one))), named)
    return ArticleText(
        path,
        text,
        code,
        visible(named),
        tuple(sentences),
        tuple(citations),
        tuple(references),
        tuple(_left_out(parsed.left_out, lines)),
        parsed.published,
        parsed.source,
    )


def _apart(every: Sequence[Block]) -> tuple[list[Block], dict[int, list[Block]]]:
    """The blocks of the text, and the labels by the number of the block that they stand behind.

    A label that says what the text around it says (an alt text and its caption), or what another
    one said, is not read twice.
    """
    blocks: list[Block] = []
    labels: dict[int, list[Block]] = {}
    headings = [_bare(block.text) for block in every if block.kind == "heading"]
    bare = [_bare(block.text) for block in every]
    seen: set[str] = set()
    for index, block in enumerate(every):
        if block.kind != "label":
            blocks.append(block)
            continue
        said = bare[index]
        near = [bare[i] for i in range(max(0, index - 3), min(len(every), index + 4)) if i != index]
        told = any(said in other for other in near) or (
            not blocks and any(_is_named(said, heading) for heading in headings)
        )
        if said.strip() and said not in seen and not told:
            seen.add(said)
            labels.setdefault(len(blocks) - 1, []).append(block)
    return blocks, labels


def _is_named(title: str, heading: str) -> bool:
    """Whether a title is a heading, perhaps with the name of the site; both as bare words."""
    return bool(heading.strip()) and (
        heading in title and len(title.replace(heading, " ").split()) <= _SITE_NAME
    )


def _bare(text: str) -> str:
    """The words of a text, to tell whether two say the same."""
    return f" {' '.join(_BARE_WORD.findall(text.casefold()))} "


def _left_out(parts: Sequence[blocks_.LeftOutSpan], lines: Lines) -> list[LeftOut]:
    found: list[LeftOut] = []
    for part in sorted(parts, key=lambda part: part.offset):
        last = found[-1] if found else None
        if last is not None and last.what == part.what:
            end = max(last.end, part.end)
            found[-1] = replace(last, words=last.words + part.words, end=end)
        else:
            found.append(LeftOut(*lines.placed(part.offset, part.end), part.what, part.words))
    return found


def _sentences(
    blocks: Sequence[Block],
    labels: Mapping[int, Sequence[Block]],
    lists: reference_list.Lists,
    lines: Lines,
    code: str,
) -> list[Sentence]:
    found: list[Sentence] = []
    others = count(len(blocks))
    numbered = [(next(others), label) for label in labels.get(-1, ())]
    for number, block in enumerate(blocks):
        numbered.append((number, block))
        numbered += ((next(others), label) for label in labels.get(number, ()))
    for number, block in numbered:
        listed = number in lists.blocks
        spans = lists.blocks[number] if listed else list(_in_parts(block.text, code))
        for start, end in spans:
            text = visible(block.text[start:end])
            place = lines.placed(block.map.start(start), block.map.end(end))
            kind: SentenceKind = block.kind
            if listed:
                kind = "reference"
            elif reference_list.is_disclaimer(text):
                kind = "disclaimer"
            told = _language_of(text, code)
            level = block.level if block.kind == "heading" else 0
            made = Sentence(*place, text, kind, number, told, level, block.row, block.map, start)
            found.append(made)
    return found


def _in_parts(text: str, code: str) -> Iterator[tuple[int, int]]:
    """The sentences of a block; what is too long to be one (text without stops) in parts."""
    for start, end in split(text, code):
        for first, last in windows(text[start:end], MAX_LENGTH):
            if text[start + first : start + last].strip():
                yield trimmed(text, start + first, start + last)


def _language_of(text: str, code: str) -> str:
    if text.count(" ") < _FEWEST_WORDS - 1:
        return code
    found = language_detection.detect(text, sure=True)
    return code if found == language_detection.UNKNOWN else found


def _references(
    blocks: Sequence[Block], lists: reference_list.Lists, lines: Lines
) -> list[ReferenceItem]:
    found: list[ReferenceItem] = []
    for index, item in enumerate(lists.items):
        pieces: list[str] = []
        addresses: list[str] = []
        marked: dict[str, list[str]] = {"italics": [], "link": []}
        for number, start, end in item.parts:
            block = blocks[number]
            pieces.append(block.text[start:end].strip())
            spans = block.spans
            at = bisect_left(spans, start, key=lambda span: span.start)
            while not item.extra and at < len(spans) and spans[at].start < end:
                span = spans[at]
                addresses += [span.value] if span.kind == "link" else []
                if span.kind in marked:
                    marked[span.kind].append(visible(block.text[span.start : min(span.end, end)]))
                at += 1
        text = item.extra or reference_list.without_back_link(visible(" ".join(pieces)))
        first, start, _ = item.parts[0]
        last, _, stop = item.parts[-1]
        place = lines.placed(blocks[first].map.start(start), blocks[last].map.end(stop))
        # The cells of a row are told apart as bars tell them.
        cells = " | ".join(pieces) if blocks[first].kind == "table_cell" else text
        fields = asdict(
            reference_fields.parse(cells, italics=marked["italics"], links=marked["link"])
        )
        number = int(item.label) if item.label.isdecimal() else index + 1
        fields["identifiers"] = reference_list.identifiers(text, addresses)
        found.append(ReferenceItem(*place, index, number, item.label, text, **fields))
    return found


def _citations(
    blocks: Sequence[Block],
    lists: reference_list.Lists,
    lines: Lines,
    sentences: Sequence[Sentence],
    references: Sequence[ReferenceItem],
) -> list[Citation]:
    found: list[Citation] = []
    notes = {index for index, item in enumerate(lists.items) if item.footnote}
    printed = citations.ReferenceList(references, notes, lists.remarks)
    first_of: dict[int, int] = {}
    for index, sentence in enumerate(sentences):
        first_of.setdefault(sentence.block, index)
    for number, block in enumerate(blocks):
        if number in lists.blocks or number not in first_of:
            continue
        index = first_of[number]
        for mark in citations.find(block, printed):
            while (
                index + 1 < len(sentences)
                and sentences[index + 1].block == number
                and sentences[index + 1].shift <= mark.start
            ):
                index += 1
            place = lines.placed(block.map.start(mark.start), block.map.end(mark.end))
            text = visible(block.text[mark.start : mark.end])
            carrier = _carrier(sentences, index, text)
            found.append(
                Citation(
                    *place,
                    mark.kind,
                    text,
                    carrier,
                    mark.numbers,
                    mark.label,
                    mark.identifiers,
                    mark.authors,
                    mark.year,
                    mark.references,
                )
            )
    return found


def _carrier(sentences: Sequence[Sentence], index: int, mark: str) -> int:
    """The sentence that a mark belongs to: the one above where the mark is all that it says."""
    while (
        index > 0
        and sentences[index].kind in {"list_item", "paragraph"}
        and sentences[index].text.strip(" .:()[]") == mark.strip(" .:()[]")
        and len(mark) <= 40
    ):
        index -= 1
        mark = sentences[index].text if sentences[index].kind == "list_item" else ""
    return index
