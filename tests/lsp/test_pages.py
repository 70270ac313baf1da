"""Columns as editors count them, and the least edit."""

import pytest
from lsprotocol import types

from magclaims.lsp.pages import OpenText

TEXT = "één 😀 zin\r\nnog\u2028een\r\rmagnesium"


@pytest.mark.parametrize(
    ("encoding", "column"),
    [
        (types.PositionEncodingKind.Utf8, 2 + 2 + 1 + 1 + 4 + 1),
        (types.PositionEncodingKind.Utf16, 3 + 1 + 2 + 1),
        (types.PositionEncodingKind.Utf32, 3 + 1 + 1 + 1),
    ],
)
def test_a_column_counts_in_the_units_of_the_client(
    encoding: types.PositionEncodingKind, column: int
) -> None:
    page = OpenText(TEXT, encoding)
    offset = TEXT.index("zin")
    assert page.position(offset) == types.Position(0, column)
    assert page.offset(types.Position(0, column)) == offset


@pytest.mark.parametrize("encoding", list(types.PositionEncodingKind))
def test_every_offset_comes_back(encoding: types.PositionEncodingKind) -> None:
    page = OpenText(TEXT, encoding)
    # Within \r\n there is no place: an editor cannot stand between the two.
    offsets = [i for i in range(len(TEXT) + 1) if TEXT[i - 1 : i + 1] != "\r\n" or i == 0]
    assert [page.offset(page.position(i)) for i in offsets] == offsets


def test_lines_end_where_editors_end_them() -> None:
    page = OpenText(TEXT)
    assert page.position(TEXT.index("een", 10)).line == 1  # U+2028 ends none
    assert page.position(TEXT.index("magnesium")).line == 3
    assert page.at(2, 5) == TEXT.index("een", 10)


@pytest.mark.parametrize(
    ("line", "character", "offset"),
    [(0, 99, 9), (1, 99, 18), (99, 0, len(TEXT)), (2, 5, 19)],
)
def test_places_beyond_are_the_end(line: int, character: int, offset: int) -> None:
    assert OpenText(TEXT).offset(types.Position(line, character)) == offset


def test_half_of_a_pair_is_no_place() -> None:
    assert OpenText("a😀b").offset(types.Position(0, 2)) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a: 1\nb: 2\n", "a: 1\nb: 3\n"),
        ("a: 1\r\nb: 2\r\n", "a: 1\r\nx: 1\r\nb: 2\r\n"),
        ("aaa", "aaaa"),
        ("", "x"),
        ("x", ""),
        ("a\r\nb", "a\nb"),
        ("😀a", "😀b"),
    ],
)
def test_an_edit_makes_the_new_text(old: str, new: str) -> None:
    page = OpenText(old)
    edit = page.changed_to(new)
    start, end = page.offset(edit.range.start), page.offset(edit.range.end)
    assert old[:start] + edit.new_text + old[end:] == new


def test_an_edit_leaves_alone_what_stays() -> None:
    edit = OpenText("one\ntwo\nthree\n").changed_to("one\n2\nthree\n")
    assert (edit.range.start.line, edit.range.end.line) == (1, 1)
    assert edit.new_text == "2"
