import json
from pathlib import Path
from typing import Any

import pytest

from clocks import START
from magclaims.errors import MagclaimsError, ReadError
from magclaims.files import write_atomically
from magclaims.gather.lock import (
    LockEntry,
    entry_from,
    fingerprint,
    read_lock,
    render_lock,
)
from magclaims.model.registry import Reference
from magclaims.model.work import Missing, Notice, Unreachable, Work

NOW = "2026-05-21T00:00:00Z"
REFERENCE = Reference(key="b", entry_type="article", title="A title", doi="10.5555/x", year=2020)
ASKED = ["doi:10.5555/x"]
WORK = Work(
    doi="10.5555/x",
    pmid="1",
    title="Ein Títel",
    abstract="Long.",
    notices=(Notice(type="erratum", source="europepmc"),),
    sources=("crossref", "europepmc"),
    retrieved=NOW,
)


def entries() -> list[LockEntry]:
    missing = Missing(identifier="doi:10.5555/y", asked=("crossref", "doi.org"), retrieved=NOW)
    down = Unreachable(identifier="doi:10.5555/z", service="crossref", reason="it was down")
    other = REFERENCE.model_copy(update={"key": "a"})
    return [
        entry_from(REFERENCE, WORK, others=[WORK], when=NOW),
        entry_from(other, missing, when=NOW),
        entry_from(other.model_copy(update={"key": "c"}), down, when=NOW),
        entry_from(other.model_copy(update={"key": "d"}), None, when=NOW),
    ]


def test_a_lock_file_comes_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "data" / "references.lock.json"
    write_atomically(path, render_lock(entries()))
    assert read_lock(path) == {entry.key: entry for entry in entries()}
    assert [p.name for p in path.parent.iterdir()] == ["references.lock.json"]


def test_the_text_is_sorted_and_one_field_a_line() -> None:
    text = render_lock(entries())
    assert text == render_lock(reversed(entries()))
    assert '\n  "references": {' in text  # a line a field, so that a diff shows what changed
    assert list(json.loads(text)["references"]) == ["a", "b", "c", "d"]
    assert '      "status": "missing",\n' in text
    assert '"title": "Ein Títel"' in text
    assert "Long." not in text
    assert text.endswith("}\n")


def test_what_was_answered_is_answered_again() -> None:
    record, missing, unverified, nothing = (entry.answer() for entry in entries())
    assert isinstance(record, Work)
    assert record.abstract is None
    assert record.notices == WORK.notices
    assert record.sources == WORK.sources
    assert isinstance(missing, Missing)
    assert missing.asked == ("crossref", "doi.org")
    assert isinstance(unverified, Unreachable)
    assert unverified.reason == "it was down"
    assert isinstance(nothing, Unreachable)


def test_who_answered_and_when_is_said() -> None:
    first, second, *_ = entries()
    assert first.asked == ("crossref", "europepmc")
    assert (second.asked, second.when) == (("crossref", "doi.org"), NOW)


def test_a_changed_field_changes_the_fingerprint() -> None:
    changed = REFERENCE.model_copy(update={"year": 2021})
    noted = REFERENCE.model_copy(update={"keywords": ("candidate",), "urldate": "2026", "key": "z"})
    assert fingerprint(changed) != fingerprint(REFERENCE)
    assert fingerprint(noted) == fingerprint(REFERENCE)


def test_no_file_is_no_entries(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "none.json") == {}


def test_an_overwritten_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    write_atomically(path, render_lock(entries()))
    path.chmod(0o600)
    write_atomically(path, render_lock(entries()[:1]))
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lock.json"
    write_atomically(path, render_lock(entries()))
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(MagclaimsError, match="disk full"):
        write_atomically(path, render_lock([]))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["lock.json"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('{\n  "version": 1,\n<<<<<<< HEAD\n', 3, "unfinished merge"),
        ("", 1, "not JSON"),
        ("[]", 1, "not a lock file"),
        ('{"references": []}', 1, "not a lock file"),
        ('{\n  "references": {},\n  "version": 2\n}', 3, "has version 2"),
        ('{\n "version": 1, "references": {\n  "k": {"fingerprint": "x"}}}', 3, "'status'"),
        ('{\n "version": 1, "references": {\n  "k": 3}}', 3, "lock entry 'k'"),
        ('{"version": 1, "references": {"k": {"nobody": 1}}}', 1, "lock entry 'k'"),
        ("[" * 100_000, 1, "nested too deeply"),
    ],
)
def test_a_broken_file_is_an_error_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    path = tmp_path / "lock.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=message) as error:
        read_lock(path)
    assert error.value.line == line


def test_a_file_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ReadError, match="is not UTF-8: byte 0xff"):
        read_lock(path)


# -- entries that no service can have given


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"when": "2999-01-01T00:00:00Z"}, "dated in the future"),
        ({"when": ""}, "does not say who answered, and when"),
        ({"when": "yesterday"}, "no readable date"),
        ({"asked": ()}, "does not say who answered, and when"),
        ({"work": None}, "holds no record"),
        ({"work": Work(title="A record of nothing")}, "does not say of which work"),
        ({"work": Work(doi="10.5555/z")}, "another work (doi:10.5555/z)"),
        ({"work": Work(pmid="7")}, "another work (pmid:7)"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(changed: dict[str, Any], why: str) -> None:
    entry = entries()[0]
    assert entry.flaw(ASKED, START) is None
    assert why in (entry.model_copy(update=changed).flaw(ASKED, START) or "")


def test_an_alias_or_a_common_pmid_makes_it_the_same_work() -> None:
    alias = WORK.model_copy(update={"doi": "10.5555/prime", "aliases": ("10.5555/x",)})
    entry = entries()[0].model_copy(update={"work": alias})
    assert entry.flaw(ASKED, START) is None
    assert entries()[0].flaw(["doi:10.5555/other", "pmid:1"], START) is None
    assert entries()[0].flaw(["bookshelf:NBK1"], START) is None, "no record says its number"
