"""Expressions that are kept are the ones that Python would compile, or are not used at all."""

import marshal
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from magclaims import patterns
from magclaims.judge.law.facts import disease_words, languages, word_list
from magclaims.patterns import from_row, regex, row_of

EXPRESSIONS = (
    ("", 0),
    (r"(?P<year>\d{4})|(?P<name>[^\W\d]+)(?P=name)?", 0),
    (r"(?<!\w)(?:creatine|zink|café)(?!\w)", re.IGNORECASE),
    (r"(?m:^\s{0,20}\d)(?i:ß|ss)", 0),
    (r"^a{2,40}?b*+(?>c|cd)$", re.MULTILINE | re.ASCII),
    ("[\u2190-\u21ff\U0001f000-\U0001faff]", 0),
)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty table of a run of its own."""
    path = tmp_path / "kept.patterns"
    monkeypatch.setattr(patterns, "place", lambda: path)
    monkeypatch.setattr(patterns, "_new", {})
    forget()
    yield path
    forget()


def forget() -> None:
    patterns._compiled.cache_clear()
    patterns._kept.cache_clear()


@pytest.mark.parametrize(("pattern", "flags"), EXPRESSIONS)
def test_what_is_kept_is_what_python_compiles(pattern: str, flags: int) -> None:
    row = row_of(pattern, int(flags))
    compiled = re.compile(pattern, flags)
    assert row is not None
    kept = from_row(pattern, marshal.loads(marshal.dumps(row)))
    assert kept == compiled  # patterns are equal where flags, code and text are
    assert dict(kept.groupindex) == dict(compiled.groupindex)
    assert (kept.groups, kept.flags) == (compiled.groups, compiled.flags)


@pytest.mark.parametrize("language", languages())
def test_word_lists_too(language: str) -> None:
    for words in (word_list("regulation/wording.toml", language, "general"),
                  disease_words(language, "names")):  # fmt: skip
        assert words == re.compile(words.pattern, words.flags)


def test_the_next_run_compiles_nothing(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [regex(*each) for each in EXPRESSIONS]
    patterns.keep(all_of_them=True)
    forget()
    monkeypatch.setattr(patterns, "row_of", None)
    monkeypatch.setattr(re, "compile", None)
    assert [regex(*each) for each in EXPRESSIONS] == first


def test_a_wrong_expression_is_told_as_ever(table: Path) -> None:
    with pytest.raises(re.error, match="unterminated"):
        regex("(a")


DAMAGES: dict[str, bytes | None] = {
    "absent": None,
    "empty": b"",
    "no mark": b"\n" + marshal.dumps({}),
    "another Python's": b"0" * 32 + b"\n" + marshal.dumps({}),
    "cut off": b"cut",
    "no table": b"not marshal",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_table_is_passed_over(table: Path, damage: str) -> None:
    regex("kept (?P<word>words)")
    patterns.keep(all_of_them=True)
    whole = table.read_bytes()
    content = DAMAGES[damage]
    if content is None:
        table.unlink()
    else:
        table.write_bytes(whole[:-3] if content == b"cut" else content)
    forget()
    assert regex("kept (?P<word>words)") == re.compile("kept (?P<word>words)")
    assert patterns.read(table) == {}


ROWS: dict[str, Any] = {
    "no code": (0, b"", 1, {}),
    "words that are none": (0, b"\x07" * 40, 1, {}),
    "too few groups": (0, bytes(row_of("(a)(b)", 0)[1]), 1, {}),  # type: ignore[index]
    "a group that is not there": (0, bytes(row_of("a", 0)[1]), 1, {"x": 9}),  # type: ignore[index]
    "no row": (1, 2),
    "no numbers": ("0", "code", None, []),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_damaged_row_is_compiled_anew(table: Path, row: str) -> None:
    body = marshal.dumps({("(a)(?P<n>b)", 0): ROWS[row]})
    table.write_bytes(patterns._mark(body).encode() + b"\n" + body)
    assert regex("(a)(?P<n>b)") == re.compile("(a)(?P<n>b)")


def test_little_is_not_written(table: Path) -> None:
    regex("little")
    patterns.keep()
    assert not table.exists()
    regex("much " * patterns.ENOUGH)
    patterns.keep()
    assert table.exists()


def test_a_table_never_grows_without_end(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "MOST", 2)
    for pattern in ("a", "b", "c"):
        regex(pattern)
    patterns.keep(all_of_them=True)
    assert not table.exists()


def test_a_folder_that_cannot_be_written_is_no_fault(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "place", lambda: Path("/proc/none/kept.patterns"))
    regex("some words")
    patterns.keep(all_of_them=True)
