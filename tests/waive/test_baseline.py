"""What a baseline knows, and what it must not mute. All of it is made up."""

import json
from pathlib import Path
from typing import Any

import pytest

from format_samples import finding
from magclaims.errors import ReadError
from magclaims.model.finding import Finding, Severity, WaivedBy
from magclaims.waive.baseline import apply, read, write

BY = WaivedBy(reason="known", owner="Ann", until="2030-01-01")


def one(code: str = "EVI001", **changed: Any) -> Finding:
    made = finding(code, "x", Severity.ERROR, "x", path="data/claims.yaml")
    return made.model_copy(update={"claim": "sleep", "article": "zinc", **changed})


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    made = [one(), one(), one(waived=BY), one("DOI005", claim=None, article=None, reference="berg")]
    assert write(path, made) == 3  # a waived one is known by its waiver, until that ends
    assert read(path) == {
        ("EVI001", "claims.yaml", "sleep", "", "zinc"): 2,
        ("DOI005", "claims.yaml", "", "berg", ""): 1,
    }
    text = path.read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert text.count("\n") > 10  # a line a value: versions can be compared
    assert [row["code"] for row in json.loads(text)["findings"]] == ["DOI005", "EVI001"]


def test_a_baseline_is_written_over_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    write(path, [one()])
    assert write(path, []) == 0  # over one of ours
    assert read(path) == {}
    path.write_text("", encoding="utf-8")
    assert write(path, [one()]) == 1  # over an empty file
    path.write_text("my notes", encoding="utf-8")
    with pytest.raises(ReadError):
        write(path, [one()])
    assert path.read_text(encoding="utf-8") == "my notes"


def test_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file; write it first"):
        read(tmp_path / "known.json")


ROW = {"code": "EVI001", "file": "a", "claim": "b", "reference": "", "article": "", "count": 1}


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"schema": 2, "findings": []}, "is a baseline of version 2"),
        ({"findings": []}, "is not a baseline"),
        ({"schema": 1}, "is not a baseline"),
        ({"schema": 1, "findings": 3}, "is not a baseline"),
        ({"schema": 1, "findings": [{**ROW, "claim": []}]}, "is not a baseline"),
        ({"schema": 1, "findings": [{**ROW, "count": "many"}]}, "is not a baseline"),
        ({"schema": 1, "findings": [{k: ROW[k] for k in ROW if k != "code"}]}, "is not a baseline"),
        ([], "is not a baseline"),
        ("{", "JSON|baseline"),
    ],
)
def test_what_is_none_mutes_nothing(tmp_path: Path, document: object, says: str) -> None:
    path = tmp_path / "known.json"
    text = document if isinstance(document, str) else json.dumps(document)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=says):
        read(path)


def muted(known: list[Finding], now: list[Finding], folder: Path) -> list[bool]:
    write(folder / "known.json", known)
    return [f.baseline for f in apply(now, read(folder / "known.json"))]


@pytest.mark.parametrize(
    "moved",
    [
        {"line": 9, "column": 3},
        {"message": "y", "suggestion": "z"},
        {"path": "site/data/claims.yaml"},
    ],
)
def test_a_line_other_words_and_where_the_check_ran_make_nothing_new(
    moved: dict[str, Any], tmp_path: Path
) -> None:
    assert muted([one()], [one(**moved)], tmp_path) == [True]


@pytest.mark.parametrize(
    "other",
    [
        {"code": "EVI003"},
        {"claim": "memory"},
        {"claim": None},
        {"article": "iron"},
        {"article": None},
        {"reference": "berg"},
        {"path": "data/more.yaml"},
    ],
)
def test_what_differs_in_rule_or_subject_is_new(other: dict[str, Any], tmp_path: Path) -> None:
    assert muted([one()], [one(**other)], tmp_path) == [False]
    assert muted([one(**other)], [one()], tmp_path) == [False]


def test_as_many_are_known_as_there_were(tmp_path: Path) -> None:
    assert muted([], [one()], tmp_path) == [False]
    assert muted([one()], [one(), one()], tmp_path) == [True, False]
    assert muted([one(), one()], [one(), one("EVI002"), one(), one()], tmp_path) == [
        True,
        False,
        True,
        False,
    ]


def test_a_waived_one_is_waived_and_leaves_the_baseline_to_the_others(tmp_path: Path) -> None:
    assert muted([one()], [one(waived=BY), one()], tmp_path) == [False, True]
    assert muted([one(waived=BY)], [one()], tmp_path) == [False]


def test_one_baseline_serves_many_runs(tmp_path: Path) -> None:
    write(tmp_path / "known.json", [one()])
    known = read(tmp_path / "known.json")
    for _ in range(2):
        assert [f.baseline for f in apply([one()], known)] == [True]
