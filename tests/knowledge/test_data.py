"""The package's own data: parsed once, kept as JSON, believed only while the file is the same."""

import tomllib
from pathlib import Path

import pytest

from magclaims.knowledge.data import parsed

WORDS = 'words = ["één", "two"]\n[row]\nnumber = 1.5\nsure = true\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "words.toml"
    path.write_text(WORDS, encoding="utf-8")
    return path


def kept(file: Path) -> Path:
    [path] = file.parent.rglob("*.json")
    return path


def test_what_was_kept_is_not_parsed_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert parsed(file, keep=True) == tomllib.loads(WORDS)
    monkeypatch.delattr("magclaims.knowledge.data.tomllib")
    assert parsed(file, keep=True) == tomllib.loads(WORDS)


def test_a_changed_file_is_read_anew(file: Path) -> None:
    parsed(file, keep=True)
    file.write_text(WORDS.replace("two", "ten"), encoding="utf-8")
    assert parsed(file, keep=True)["words"] == ["één", "ten"]
    assert parsed(file, keep=True)["words"] == ["één", "ten"]


@pytest.mark.parametrize("text", ["", "{", "\n{}", "\udcff"])
def test_what_is_broken_is_not_believed(file: Path, text: str) -> None:
    parsed(file, keep=True)
    kept(file).write_text(text, encoding="utf-8", errors="surrogateescape")
    assert parsed(file, keep=True) == tomllib.loads(WORDS)
    kept(file).write_text(kept(file).read_text(encoding="utf-8")[:-1], encoding="utf-8")
    assert parsed(file, keep=True) == tomllib.loads(WORDS)


def test_nothing_is_kept_where_that_is_not_wanted_or_not_possible(file: Path) -> None:
    parsed(file, keep=False)
    assert list(file.parent.rglob("*.json")) == []
    (file.parent / "__pycache__").write_text("a file where the folder would be", encoding="utf-8")
    assert parsed(file, keep=True) == tomllib.loads(WORDS)
