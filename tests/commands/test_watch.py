"""`grade --watch`: what is new when an article is saved. Looks are steps of a test; nobody waits."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clocks import JumpingClock
from magclaims import clock as clocks
from magclaims.commands.watch import LOOK_EVERY, changes
from project import Run

Step = Callable[[], object]
ZINC = "Zinc improves the sleep of people who are tired.\n"


class Looks(JumpingClock):
    """A clock that does one step of the test at each wait, and ends with the last one."""

    def __init__(self, *steps: Step | None) -> None:
        super().__init__()
        self.steps: Iterator[Step | None] = iter(steps)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        assert seconds == LOOK_EVERY
        try:
            step = next(self.steps)
        except StopIteration:
            event.set()
            return super().wait(event, seconds)
        if step is not None:
            step()
        return super().wait(event, seconds)


def saved(path: Path, text: str, second: int) -> Step:
    """A step that saves a file, whose time of change is told."""

    def step() -> None:
        path.write_text(text, encoding="utf-8")
        os.utime(path, (second, second))

    return step


def watched(folder: Path, *steps: Step | None) -> list[list[str]]:
    found = changes(lambda: sorted(folder.glob("*.md")), threading.Event(), clock=Looks(*steps))
    return [[path.name for path in paths] for paths in found]


def test_a_file_is_told_once_when_it_stands_still(tmp_path: Path) -> None:
    one, two = tmp_path / "a.md", tmp_path / "b.md"
    saved(one, "x", 1)()
    assert watched(tmp_path, None, None) == []
    assert watched(tmp_path, saved(one, "xy", 2), None, None, None) == [["a.md"]]
    # Saved twice between two looks, and half written at one of them.
    steps = [saved(one, "x", 3), saved(one, "xyz", 4), None, None]
    assert watched(tmp_path, *steps) == [["a.md"]]
    # New files are found; what is gone is nothing new, and new again when it is back as another.
    assert watched(tmp_path, saved(two, "z", 5), None, None) == [["b.md"]]
    assert watched(tmp_path, two.unlink, None, saved(two, "zz", 6), None) == [["b.md"]]


def test_what_is_new_is_graded(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    article = Path("sleep.md")
    article.write_text(ZINC)
    more = f"{ZINC}\nIron may help.\n\nIt is a mineral.\n"
    steps = [saved(article, more, 2), None, saved(article, more + "\n" + ZINC, 3), None]
    with clocks.use(Looks(*steps)):
        result = run("grade", "sleep.md", "--watch", "--language", "en")
    assert result.code == 0
    first, second, third = result.out.split("sleep.md:")[1:]
    assert first.startswith("1:1: causal “Zinc improves the sleep of people who are tired.”")
    assert second.startswith("3:1: conditional (hedged) “Iron may help.”")
    assert "1 more sentence without an effect" in second
    assert third.startswith("7:1: causal")  # a second one of the same words is new, too
    assert result.err.splitlines() == [
        "Watching 1 file; Ctrl-C ends it.",
        "sleep.md: 2 new sentences",
        "sleep.md: 1 new sentence",
    ]


def test_programs_read_it_line_by_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article = Path("sleep.md")
    article.write_text(ZINC)
    with clocks.use(
        Looks(saved(article, "Zinc is a metal that is found in the earth.\n", 2), None)
    ):
        result = run("grade", "sleep.md", "--watch", "-f", "jsonl", "--language", "en")
    assert [json.loads(line)["strength"] for line in result.out.splitlines()] == ["causal", "none"]


def test_a_file_that_cannot_be_read_for_now_ends_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article = Path("sleep.md")
    article.write_text(ZINC)

    def broken() -> None:
        article.write_bytes(b"\xff\xfe\x00")
        os.utime(article, (2, 2))

    with clocks.use(Looks(broken, None, saved(article, ZINC + "\nIron may help.\n", 3), None)):
        result = run("grade", "sleep.md", "--watch", "--language", "en")
    assert result.code == 0
    assert "magclaims: sleep.md" in result.err
    assert "sleep.md: 1 new sentence" in result.err


def test_ctrl_c_ends_it(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sleep.md").write_text(ZINC)

    def interrupt() -> None:
        raise KeyboardInterrupt

    with clocks.use(Looks(interrupt)):
        assert run("grade", "sleep.md", "--watch").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["Zinc helps."], "--watch is for articles"),
        (["-"], "--watch is for articles"),
        ([], "--watch is for articles"),
        (["sleep.md", "-f", "json"], "--format jsonl"),
    ],
)
def test_only_articles_can_be_watched(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sleep.md").write_text(ZINC)
    result = run("grade", "--watch", *arguments)
    assert (result.code, says in result.err) == (2, True)
