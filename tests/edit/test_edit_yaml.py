"""Text edits of YAML: one entry or value changes, all else stays."""

import pytest
import yaml

from magclaims.edit.yaml import (
    YamlEditError,
    add_to_list,
    drop_field,
    drop_item,
    replace_item,
    replace_scalar,
    set_field,
)

TEXT = """\
# top
claims:
  # of a
  - id: a
    draft: true  # a mark
    text: one
  - id: b
    text: >
      folded
    draft: true

# end
x: 1
"""


def test_an_entry_is_replaced() -> None:
    new = replace_item(TEXT, "claims", "a", "- id: a\n  text: two\n")
    assert new == TEXT.replace("    draft: true  # a mark\n    text: one\n", "    text: two\n")
    new = replace_item(TEXT, "claims", "b", "- id: b\n  text: two\n")
    assert new == TEXT.replace("    text: >\n      folded\n    draft: true\n", "    text: two\n")


def test_an_entry_is_dropped() -> None:
    data = yaml.safe_load(drop_item(TEXT, "claims", "b"))
    assert [one["id"] for one in data["claims"]] == ["a"]
    assert "# end" in drop_item(TEXT, "claims", "b")


def test_a_field_is_dropped() -> None:
    assert drop_field(TEXT, "claims", "a", "draft") == TEXT.replace(
        "    draft: true  # a mark\n", ""
    )
    assert drop_field(TEXT, "claims", "a", "none") is None


def test_windows_line_ends_stay() -> None:
    new = replace_item(TEXT.replace("\n", "\r\n"), "claims", "a", "- id: a\n  text: two\n")
    assert "\n" not in new.replace("\r\n", "")


@pytest.mark.parametrize(
    ("text", "place", "value", "expected"),
    [
        ("a: é one\n", (1, 4), "two", "a: two\n"),
        ('a: {b: "o:ne", c: x}\n', (1, 8), "two", "a: {b: two, c: x}\n"),
        ("a:\n  - 'one'  # c\n", (2, 5), '"two"', 'a:\n  - "two"  # c\n'),
        ("a: 😀 one\nb: one\n", (2, 4), "two", "a: 😀 one\nb: two\n"),
    ],
)
def test_a_value_is_replaced(text: str, place: tuple[int, int], value: str, expected: str) -> None:
    assert replace_scalar(text, *place, value) == expected


def test_what_is_refused() -> None:
    with pytest.raises(YamlEditError, match="no entry `c`"):
        replace_item(TEXT, "claims", "c", "- id: c\n")
    with pytest.raises(YamlEditError, match="no list"):
        replace_item("claims: [{id: a}]\n", "claims", "a", "- id: a\n")
    with pytest.raises(YamlEditError, match="no list"):
        drop_item("", "claims", "a")
    with pytest.raises(YamlEditError, match="no entry"):
        drop_item("claims:\n  - {id: a}\n", "claims", "a")
    with pytest.raises(YamlEditError, match="no value"):
        replace_scalar(TEXT, 8, 11, "x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  b:\n    x: 1\n# end\n", "a:\n  b:\n    x: 1\n    l:\n      - v\n# end\n"),
        ("a:\n  b:\n    l:\n    - u\n    x: 1\n", "a:\n  b:\n    l:\n    - u\n    - v\n    x: 1\n"),
        ("a:\n  b:\n    l: [u]  # u\n", "a:\n  b:\n    l: [u, v]  # u\n"),
        ("a:\n  b:\n    l: [ u, ]\n", "a:\n  b:\n    l: [ u, v]\n"),
        ("a:\n  b:\n    l: []\n", "a:\n  b:\n    l: [v]\n"),
        ("a:\n  b:\n    x: 1", "a:\n  b:\n    x: 1\n    l:\n      - v\n"),
    ],
)
def test_a_value_is_put_into_a_list(text: str, expected: str) -> None:
    assert add_to_list(text, "a", "b", "l", "v") == expected


@pytest.mark.parametrize(
    "text", ["a: {b: {x: 1}}\n", "a:\n  b:\n    l: [u,\n      v]\n", "a:\n", "x: 1\n"]
)
def test_a_list_in_brackets_is_refused(text: str) -> None:
    with pytest.raises(YamlEditError):
        add_to_list(text, "a", "b", "l", "v")


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("a:\n  - b: 1  # c\n    d: 2\n", (2, 5), "a:\n  - b: 1  # c\n    d: 2\n    new: x\n"),
        ("a:\n  - b: 1", (2, 5), "a:\n  - b: 1\n    new: x\n"),
        ("a:\r\n  - b: 1\r\n", (2, 5), "a:\r\n  - b: 1\r\n    new: x\r\n"),
        ("a:\n  - {b: 1, c: [2]} # d\n", (2, 5), "a:\n  - {b: 1, c: [2], new: x} # d\n"),
        ("a:\n  - {b: ü, c: 2, }\n", (2, 5), "a:\n  - {b: ü, c: 2, new: x, }\n"),
        ("a:\n  - b: 1\n    new: 'old' # d\n", (2, 5), "a:\n  - b: 1\n    new: x # d\n"),
    ],
)
def test_a_field_of_an_entry_is_set(text: str, place: tuple[int, int], expected: str) -> None:
    assert set_field(text, *place, "new", "x") == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: 1\n", (3, 1)), ("a:\n  - b: 1\n    new: |\n      x\n", (2, 5))],
)
def test_a_field_that_cannot_be_set_is_told(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(YamlEditError):
        set_field(text, *place, "new", "x")
