"""The article itself, as blocks of text in which the words of each claim are set off."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import groupby, pairwise

from magclaims.match.reference_items import MatchedItem
from magclaims.model.registry import WORST_FIRST
from magclaims.model.values import dataclass
from magclaims.read.article.locate import QuotePlace
from magclaims.read.article.model import ArticleText, Sentence, visible
from magclaims.render.view import ClaimPlace

_LEFT_OUT = frozenset({"reference"})
"""Kinds of sentences that the printed list shows."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of an article at hand, and what was found in it."""

    text: ArticleText
    found: Mapping[tuple[str, int], QuotePlace | None] = field(default_factory=dict)
    """Where the quote of each occurrence stands, by claim id and index."""
    printed: Sequence[MatchedItem] = ()
    """Its printed list beside the bibliography."""
    drafted: frozenset[int] = frozenset()
    """Indexes of the sentences that a draft quotes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a block that belong to the same claims."""

    text: str
    places: tuple[ClaimPlace, ...] = ()
    """Worst verdict first."""
    ends: tuple[ClaimPlace, ...] = ()
    """Those of the places whose words end here."""
    begins: bool = False
    """Whether the words of its first place begin here."""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A heading, a paragraph, a list item, a table cell, a label or a disclaimer."""

    kind: str
    level: int
    """Of a heading: 1 to 6."""
    pieces: tuple[Piece, ...]
    drafted: bool
    """Whether a sentence of it waits as a draft."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """Blocks that stand beside the same notes: one with claims, or a run of blocks without any."""

    blocks: tuple[ShownBlock, ...]
    places: tuple[ClaimPlace, ...]
    """Those whose words begin here, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Body:
    """An article in the order of its text."""

    rows: tuple[ShownRow, ...]
    elsewhere: tuple[ClaimPlace, ...]
    """Registered places that its text does not have."""
    printed: tuple[MatchedItem, ...]


def body(source: SourceText, places: Sequence[ClaimPlace]) -> Body:
    """Lay the text of an article out, with its places."""
    at = {
        place.number: found
        for place in places
        if (found := source.found.get((place.claim.id, place.index))) is not None
    }
    known = sorted(
        (p for p in places if p.number in at), key=lambda p: (at[p.number].offset, p.number)
    )
    starts: dict[int, list[ClaimPlace]] = {}
    sentences = source.text.sentences
    for place in known:
        starts.setdefault(sentences[at[place.number].sentence].block, []).append(place)
    rows: list[ShownRow] = []
    plain: list[ShownBlock] = []
    for number, group in groupby(enumerate(sentences), key=lambda item: item[1].block):
        members = [(i, s) for i, s in group if s.kind not in _LEFT_OUT]
        if not members:
            continue
        made = _block(members, known, at, source.drafted)
        if number not in starts:
            plain.append(made)
            continue
        if plain:
            rows.append(ShownRow(tuple(plain), ()))
            plain = []
        rows.append(ShownRow((made,), tuple(starts[number])))
    if plain:
        rows.append(ShownRow(tuple(plain), ()))
    shown = {place.number for row in rows for place in row.places}
    return Body(
        tuple(rows), tuple(p for p in places if p.number not in shown), tuple(source.printed)
    )


def _block(
    members: Sequence[tuple[int, Sentence]],
    places: Sequence[ClaimPlace],
    at: Mapping[int, QuotePlace],
    drafted: frozenset[int],
) -> ShownBlock:
    first = members[0][1]
    pieces: list[Piece] = []
    for position, (_, sentence) in enumerate(members):
        if position:
            pieces.append(Piece(" "))
        pieces.extend(_pieces(sentence, places, at))
    return ShownBlock(
        first.kind, first.level, tuple(pieces), any(index in drafted for index, _ in members)
    )


def _pieces(
    sentence: Sentence, places: Iterable[ClaimPlace], at: Mapping[int, QuotePlace]
) -> Iterator[Piece]:
    """The sentence cut where the words of a claim begin or end."""
    spans: list[tuple[int, int, ClaimPlace]] = []
    for place in places:
        found = at[place.number]
        if found.offset >= sentence.end or found.end <= sentence.offset:
            continue
        start, end = _within(sentence, found.offset), _within(sentence, found.end)
        if start < end:
            spans.append((start, end, place))
    text = visible(sentence.text)
    cuts = sorted({0, len(text), *(c for s, e, _ in spans for c in (s, e))})
    for start, end in pairwise(cuts):
        here = [p for s, e, p in spans if s <= start and end <= e]
        here.sort(key=lambda p: (WORST_FIRST.index(p.occurrence.verdict), p.number))
        ends = tuple(p for s, e, p in spans if e == end and p in here)
        begins = any(s == start and here and p is here[0] for s, _, p in spans)
        yield Piece(text[start:end], tuple(here), ends, begins)


def _within(sentence: Sentence, offset: int) -> int:
    """The place in the sentence's text of an offset in the source."""
    length = len(sentence.text)
    return bisect_left(range(length), offset, key=lambda i: sentence.span(i, i + 1)[0])
