"""Where a block holds several items of a reference list: by numbers, bullets and lines."""

import re
from collections.abc import Iterator, Sequence

from magclaims.knowledge.small_words import any_language
from magclaims.model.lazily import expression
from magclaims.read.article import links
from magclaims.read.article.blocks import LINE_BREAK, Block, trimmed
from magclaims.read.article.reference_fields.words import MONTH, any_of_list

YEAR = expression(r"\b(?:19|20)\d\d\b")
NAMES = expression(
    r"[\[(]?[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]+)?(?:,\s|\s)(?:[A-Z]\.?[\s-]?){1,3}(?:[,;]|\.|\s\(|\s&|$|\set\s)"
)
LABEL = expression(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)](?=\s)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*")
_FROM_SUP = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER_WITHIN = expression(
    r"(?<=\s)(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+(?=[A-ZÀ-ÖØ-Þ\"“]|https?:|www\.)"
)
# No number of an item stands in "Issue 3. Art. No." or "In: De Krant, 3. Mai".
_NO_NUMBER = expression(rf"(?:,|\b(?:{any_of_list('issue')})\.?)\s+\d{{1,3}}[.)]\s+$")
_A_MONTH = expression(rf"{MONTH}\s(?![A-Z]{{1,3}}\b[.,])")
# A bullet within a line: only behind an address, where it cannot be a dash of the sentence.
_BULLET_WITHIN = expression(r"(?<=\S)\s+[-–—•*]\s+(?=[^\W\d_a-zß-ÿ]|[\[(\"“])")
_ENDS_WITH_ADDRESS = expression(
    r"(?:https?://|www\.|doi:\s?10\.|10\.\d{4})\S*$|PMID:?\s?\d+\.?$", re.IGNORECASE
)
_OPENING = ('"', "'", "“", "‘", "«", "„", "[", "(")
_GOES_ON = (",", "&", *(f" {word}" for word in any_language("and").split("|")), "-", "–", ":")


def is_address(text: str) -> bool:
    """Whether a text is only an address, which then belongs to the item before it."""
    found = next(links.find(text), None)
    return found is not None and len(text.strip()) - (found.end - found.start) <= len("Link: ()")


def fragments(block: Block, begin: int, *, bulleted: bool) -> Iterator[tuple[int, int, str]]:
    """The items behind `begin` in a block: start, end (both trimmed) and printed number of each."""
    text = block.text
    label = LABEL.match(text, begin)
    begin = label.end() if label else begin
    printed = _label_text(label) if label else ""
    cuts = [*_numbers_within(block, label), *_lines_within(text), *_wrapped_within(block)]
    if bulleted:
        cuts += _bullets_within(block)
    for stop, following, next_label in [*sorted(cuts), (len(text), len(text), "")]:
        if stop < begin:
            continue
        if text[begin:stop].strip():
            yield *trimmed(text, begin, stop), printed
        begin, printed = following, next_label


_Cut = tuple[int, int, str]
"""Where the item before ends, where the next one begins, and its printed number."""


def _numbers_within(block: Block, label: re.Match[str] | None) -> Iterator[_Cut]:
    """Numbers that go on counting where the block began: `1. ... 2. ...`."""
    printed = _label_text(label) if label else re.sub(r"\D", "", block.marker)
    if not printed:
        return
    expected = int(printed) + 1
    for match in _NUMBER_WITHIN.finditer(block.text, label.end() if label else 0):
        within = _NO_NUMBER.search(block.text, max(0, match.start() - 12), match.end())
        if int(match[1] or match[2]) == expected and not (
            within or _A_MONTH.match(block.text, match.end())
        ):
            yield match.start(), match.end(), str(expected)
            expected += 1


def _bullets_within(block: Block) -> Iterator[_Cut]:
    """Dashes behind an address, in a list whose items begin with dashes."""
    text = block.text
    for match in _BULLET_WITHIN.finditer(text):
        begin = max(0, match.start() - 300)
        if _ENDS_WITH_ADDRESS.search(text[begin : match.start()]):
            # "- PMID:123 - What it is" is one item.
            if block.marker and is_address(text[: match.start()]):
                continue
            yield match.start(), match.end(), ""


def _lines_within(text: str) -> Iterator[_Cut]:
    """Forced line breaks before something that can begin an item."""
    for match in re.finditer(LINE_BREAK + r"\s*", text):
        label = LABEL.match(text, match.end())
        if label:
            yield match.start(), label.end(), _label_text(label)
        elif text[match.end() : match.end() + 1].isupper():
            yield match.start(), match.end(), ""


def _wrapped_within(block: Block) -> Iterator[_Cut]:
    """Lines of a paragraph that are an item each: many write one a line, with no empty line between.

    A line that goes on with its item ("Journal, 12(3), 4.") is told from the next item by the names
    that an item begins with; where every line has a year and a beginning, or the same bullet, each is an item.
    """
    text, places = block.text, block.soft_breaks
    if not places:
        return
    edges = [(-1, 0), *((place, place + 1) for place in places)]
    lines = [
        text[start:stop].strip()
        for (_, start), (stop, _) in zip(edges, [*edges[1:], (len(text), 0)], strict=True)
    ]
    each = all(map(_is_item, lines, ["0", *lines])) or _all_begin_alike(lines)
    dated = False  # the item so far has a year
    for (place, start), before, line in zip(edges[1:], lines, lines[1:], strict=False):
        dated = dated or YEAR.search(before) is not None
        named = NAMES.match(line) or LABEL.match(line)
        if each or (named and dated and not before.endswith(_GOES_ON)):
            label = LABEL.match(text, start)
            yield place, label.end() if label else start, _label_text(label) if label else ""
            dated = False


def _is_item(line: str, before: str) -> bool:
    """Whether a line has a year and a beginning; or an address, behind a line that came to an end."""
    begins = line[:1].isupper() or line[:1].isdigit() or line.startswith(_OPENING)
    ended = before.rstrip(".")[-1:].isdigit() or _ENDS_WITH_ADDRESS.search(before)
    addressed = ended and next(links.find(line), None) is not None
    return begins and (addressed or YEAR.search(line) is not None)


def _all_begin_alike(lines: Sequence[str]) -> bool:
    """Whether a bullet that the format does not know, or an emoji, stands before each line."""
    first = {line[:1] for line in lines}
    return len(first) == 1 and not (mark := first.pop()).isalnum() and mark not in {"", *_OPENING}


def _label_text(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).translate(_FROM_SUP)
