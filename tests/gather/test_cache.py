import multiprocessing
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from clocks import START, JumpingClock
from magclaims.clock import use
from magclaims.gather.cache import Cache, Kept, can_be_kept, default_folder
from magclaims.model.work import Missing, Unreachable, Work

WORK = Work(doi="10.5555/x", title="A made-up title", authors=(), year=2020)
MISSING = Missing(identifier="doi:10.5555/y", asked=("crossref", "doi.org"))
ELSEWHERE = Unreachable(identifier="doi:10.5555/z", service="doi.org", reason="mEDRA", exists=True)
FAILED = Unreachable(identifier="doi:10.5555/z", service="crossref", reason="no answer")


def age(cache: Cache, days: float) -> None:
    at = (START - timedelta(days=days)).isoformat()
    with sqlite3.connect(cache.path) as connection:
        connection.execute("UPDATE answers SET at = ?", (at,))
    connection.close()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "deep" / "folder")


def test_nothing_is_kept_before_something_is_asked(cache: Cache) -> None:
    assert cache.get("crossref", ["x"]) == {}
    assert not cache.path.parent.exists()


def test_what_is_kept_comes_back_the_same(cache: Cache) -> None:
    kept: dict[str, Kept] = {
        "x": WORK,
        "y": MISSING,
        "z": ELSEWHERE,
        "text": (WORK, WORK),
        "none": (),
    }
    cache.put("crossref", kept.items())
    cache.close()
    again = Cache(cache.path.parent)
    assert again.get("crossref", [*kept, "other"]) == kept
    assert again.get("europepmc", list(kept)) == {}
    again.close()
    again.close()


def test_many_keys_are_looked_up_at_once(cache: Cache) -> None:
    cache.put("crossref", [(str(number), WORK) for number in range(1200)])
    assert len(cache.get("crossref", [str(number) for number in range(2000)])) == 1200
    cache.close()


def test_an_answer_has_its_age(cache: Cache) -> None:
    cache.put("crossref", [("x", WORK), ("y", MISSING), ("z", ELSEWHERE), ("text", (WORK,))])
    keys = ["x", "y", "z", "text"]
    age(cache, 2)
    assert set(cache.get("crossref", keys)) == {"x", "z"}
    age(cache, 8)
    assert cache.get("crossref", keys) == {}
    assert set(cache.get("crossref", keys, any_age=True)) == {"x"}
    cache.close()


def test_an_age_of_nothing_keeps_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path, max_age_days=0)
    cache.put("crossref", [("x", WORK)])
    assert cache.get("crossref", ["x"]) == {}
    cache.close()


def test_failures_are_not_kept() -> None:
    assert not can_be_kept(FAILED)
    assert all(can_be_kept(answer) for answer in (WORK, MISSING, ELSEWHERE))


def test_a_damaged_answer_is_asked_again(cache: Cache) -> None:
    cache.put("crossref", [("x", WORK), ("y", WORK), ("z", WORK), ("good", WORK)])
    with sqlite3.connect(cache.path) as connection:
        connection.execute("UPDATE answers SET answer = '{' WHERE identifier = 'x'")
        connection.execute("UPDATE answers SET at = 'then' WHERE identifier = 'y'")
        connection.execute("UPDATE answers SET kind = 'else' WHERE identifier = 'z'")
    connection.close()
    assert cache.get("crossref", ["x", "y", "z", "good"]) == {"good": WORK}
    cache.close()


def test_a_broken_file_is_set_aside(cache: Cache, caplog: pytest.LogCaptureFixture) -> None:
    cache.path.parent.mkdir(parents=True)
    cache.path.write_bytes(b"this is no database" * 1000)
    assert cache.get("crossref", ["x"]) == {}
    assert "set aside" in caplog.text
    cache.put("crossref", [("x", WORK)])
    assert cache.get("crossref", ["x"]) == {"x": WORK}
    assert cache.path.with_name(cache.path.name + ".broken").exists()
    cache.close()


def test_a_file_that_breaks_while_it_is_used_is_set_aside(
    cache: Cache, caplog: pytest.LogCaptureFixture
) -> None:
    cache.put("crossref", [(str(number), WORK) for number in range(2000)])
    cache.close()
    content = bytearray(cache.path.read_bytes())
    content[8192:] = b"\x99" * (len(content) - 8192)
    cache.path.write_bytes(bytes(content))
    assert cache.get("crossref", [str(number) for number in range(2000)]) == {}
    assert "set aside" in caplog.text
    cache.put("crossref", [("x", WORK)])
    assert cache.get("crossref", ["x"]) == {"x": WORK}
    cache.close()


def test_a_folder_that_cannot_be_made_is_said_and_harms_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file" / "folder")
    cache.put("crossref", [("x", WORK)])
    cache.put("crossref", [("x", WORK)])
    assert cache.get("crossref", ["x"]) == {}
    assert caplog.text.count("cannot be used") == 1


def test_a_file_that_cannot_be_written_is_said_and_harms_nothing(
    cache: Cache, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.put("crossref", [("x", WORK)])
    assert cache._connection is not None
    cache._connection.execute("PRAGMA query_only = ON")
    cache.put("crossref", [("y", WORK)])
    assert "cannot be used" in caplog.text
    assert cache.get("crossref", ["x"]) == {}


def test_a_file_that_cannot_be_replaced_is_said(
    cache: Cache, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.path.parent.mkdir(parents=True)
    cache.path.write_bytes(b"this is no database" * 1000)

    def refuse(*_: object) -> None:
        raise PermissionError("not allowed")

    monkeypatch.setattr(Path, "replace", refuse)
    assert cache.get("crossref", ["x"]) == {}
    assert "cannot be used: not allowed" in caplog.text


def test_a_locked_file_is_said_and_harms_nothing(
    cache: Cache, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.path.parent.mkdir(parents=True)

    def locked(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(sqlite3, "connect", locked)
    cache.put("crossref", [("x", WORK)])
    assert "database is locked" in caplog.text


def _fill(folder: Path, start: int) -> None:
    with use(JumpingClock()):  # a new process has the machine's clock
        cache = Cache(folder)
        for number in range(start, start + 50):
            cache.put("crossref", [(str(number), WORK)])
        cache.close()


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_fill, args=(tmp_path, start)) for start in (0, 50)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    assert [writer.exitcode for writer in writers] == [0, 0]
    cache = Cache(tmp_path)
    assert len(cache.get("crossref", [str(number) for number in range(100)])) == 100
    cache.close()


def test_the_default_folder_is_the_platforms(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder().name == "magclaims"


# -- what is not believed


def test_who_answers_behind_a_service_counts_too(tmp_path: Path) -> None:
    made_up = Cache(tmp_path, addresses={"crossref": "a", "datacite": "http://127.0.0.1:1"})
    made_up.put("crossref", [("10.48550/x", WORK)])
    made_up.close()
    true = Cache(tmp_path, addresses={"crossref": "a", "datacite": "https://api.datacite.org"})
    assert true.get("crossref", ["10.48550/x"]) == {}
    true.close()


def test_an_answer_of_another_address_is_not_used(tmp_path: Path) -> None:
    elsewhere = Cache(tmp_path, addresses={"crossref": "http://127.0.0.1:1/crossref"})
    elsewhere.put("crossref", [("10.5555/x", WORK)])
    elsewhere.put("search", [("a title", (WORK,))])
    assert set(elsewhere.get("crossref", ["10.5555/x"])) == {"10.5555/x"}
    elsewhere.close()
    own = Cache(tmp_path, addresses={"crossref": "https://api.crossref.org"})
    assert own.get("crossref", ["10.5555/x"], any_age=True) == {}
    assert own.get("search", ["a title"]) == {}
    own.close()


@pytest.mark.parametrize("any_age", [True, False])
def test_an_answer_from_the_future_is_not_used(cache: Cache, *, any_age: bool) -> None:
    cache.put("crossref", [("x", WORK)])
    cache.close()
    age(cache, -0.005)  # clocks differ by some minutes
    assert set(cache.get("crossref", ["x"], any_age=any_age)) == {"x"}
    age(cache, -1)
    assert cache.get("crossref", ["x"], any_age=any_age) == {}
    cache.close()


def test_an_answer_to_another_question_is_not_used(cache: Cache) -> None:
    cache.put("crossref", [("x", WORK), ("y", MISSING)])
    cache.close()
    with sqlite3.connect(cache.path) as connection:
        connection.execute("UPDATE answers SET identifier = 'swap' WHERE identifier = 'x'")
    connection.close()
    assert set(cache.get("crossref", ["x", "y", "swap"])) == {"y"}
    cache.close()
