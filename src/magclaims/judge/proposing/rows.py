"""The rows of a table: the cell that begins one says what its other cells are about."""

from collections.abc import Iterator, Sequence

from magclaims.read.article.articles import Sentence


def first_of_row(sentences: Sequence[Sentence], index: int) -> int | None:
    """The index of the first cell in the row of a table cell; None where it is that one, or no cell."""
    at = index
    while sentences[index].row >= 0 and at and sentences[at - 1].row == sentences[index].row:
        at -= 1
    return at if at < index else None


def first_column(sentences: Sequence[Sentence], index: int) -> Iterator[int]:
    """The indexes of the first cells of the other rows in the table of a first cell."""
    begins = ends = index
    while begins and sentences[begins - 1].row >= 0:
        begins -= 1
    while ends < len(sentences) and sentences[ends].row >= 0:
        ends += 1
    for at in range(begins, ends):
        if at != index and (at == begins or sentences[at - 1].row != sentences[at].row):
            yield at
