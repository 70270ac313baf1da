"""`magclaims review`: stamps, and what makes them stale. All of it is synthetic."""

import io
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from magclaims.commands import review as review_command
from magclaims.commands.terminal import Questions
from magclaims.judge.stamps import digest, same_state
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Evidence, Level, Occurrence, Strength
from magclaims.read.reviews import file_of
from project import CLAIMS, Run, write_project, write_site

FILE = Path("data/reviews/ann.json")
OTHER = Path("data/reviews/bob.json")


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> Path:
    write_site(tmp_path)
    return tmp_path


def findings(run: Run, code: str) -> list[str]:
    report = json.loads(run("check", "--format", "json", "--select", code).out)
    return [finding["message"] for finding in report["findings"]]


def test_a_stamp_holds_until_the_sentence_changes(run: Run, project: Path) -> None:
    done = run("review", "--claim", "people", "--claim", "rats", "--by", "Ann Lee")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "Reviewed by Ann Lee: people (overstated)"
    assert findings(run, "TRC007") == []
    registry = project / "data" / "claims.yaml"
    assert registry.read_text() == CLAIMS, "the registry is left alone"
    registry.write_text(CLAIMS.replace("  - id: people\n", "  # moved down\n\n  - id: people\n"))
    assert findings(run, "TRC007") == []
    text = project / "articles" / "memory.txt"
    text.write_text(text.read_text().replace("Dit verbetert", "Dit product verbetert"))
    (message,) = findings(run, "TRC007")
    assert message.startswith("`people` is not what Ann Lee reviewed on ")
    assert "the sentence of “verbetert uw geheugen” in `memory` has changed" in message


def test_without_the_text_a_stamp_made_with_it_still_holds(run: Run, project: Path) -> None:
    run("review", "--claim", "people", "--by", "Ann")
    (project / "magclaims.toml").write_text("offline = true\n")
    assert findings(run, "TRC007") == []


def test_a_second_review_replaces_the_first_and_keeps_the_others(run: Run) -> None:
    run("review", "--claim", "rats", "--claim", "people", "--by", "Ann")
    before = FILE.read_text()
    run("review", "--claim", "people", "--by", "Bob")
    assert FILE.read_text() == before, "each reviewer writes to their own file"
    assert list(json.loads(before)["reviews"]) == ["people", "rats"]
    (row,) = [line for line in OTHER.read_text().splitlines() if '"people"' in line]
    assert '"by": "Bob"' in row, "a record a line"
    assert '"nth": 2' in row, "the last one of a day counts"
    report = json.loads(run("check", "--format", "json").out)
    by = {c["id"]: c["reviewed"]["by"] for c in report["claims"] if c["reviewed"]}
    assert by == {"people": "Bob", "rats": "Ann"}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ("--claim", "peopel", "--by", "Ann"),
            "there is no claim `peopel`; did you mean `people`?",
        ),
        (("--claim", "people", "--by", " \x1b[31m "), "--by needs a name"),
        (("--claim", "people", "--by", "x" * 201), "--by needs a name"),
        (("--by", "Ann"), "name what was reviewed with --claim ID"),
    ],
)
def test_what_cannot_be_reviewed_is_told(run: Run, options: tuple[str, ...], says: str) -> None:
    result = run("review", *options)
    assert result.code == 2
    assert says in result.err
    assert not FILE.exists()


def test_a_draft_is_filled_in_first(run: Run, project: Path) -> None:
    write_project(project, CLAIMS.replace("- id: people", "- id: people\n    draft: true"))
    result = run("review", "--claim", "people", "--by", "Ann")
    assert (result.code, "is a draft" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<<<<<<< HEAD\n", "ann.json:1:1: is not JSON"),
        ('{"schema": 2}', "`schema`"),
        ('{"schema": 1, "reviews": {"people": {"by": "Ann"}}}', "`reviews.people.on`"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_file_of_reviews_is_told_and_left_alone(run: Run, text: str, says: str) -> None:
    FILE.parent.mkdir()
    FILE.write_text(text)
    for command in (("check",), ("review", "--claim", "people", "--by", "Ann")):
        result = run(*command)
        assert result.code == 2
        assert says in result.err
    assert FILE.read_text() == text


def test_names_stay_text_in_the_file_and_in_messages(run: Run, project: Path) -> None:
    run("review", "--claim", "people", "--by", 'Ann "\n::error::<b>')
    text = project / "articles" / "memory.txt"
    text.write_text("Niets.\n")
    result = run("check", "--format", "github")
    lines = [line for line in result.out.splitlines() if "TRC007" in line]
    assert lines
    assert not any("\n" in line or line.startswith("::error::<b>") for line in lines)
    written = Path("data/reviews/ann-error-b.json").read_text()
    assert json.loads(written)["reviews"]["people"]["by"] == 'Ann " ::error::<b>'


def test_in_a_terminal_it_asks_about_what_waits(
    run: Run, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    shown = io.StringIO()
    answers = io.StringIO("r\ns\nq\n")
    monkeypatch.setattr(review_command, "questions", lambda t: Questions(answers, shown, t))
    assert run("review", "--by", "Ann").code == 0
    assert "rats: claim 1 of 3, never reviewed" in shown.getvalue()
    assert "In een studie bij ratten verbeterde het geheugen" in shown.getvalue()
    assert "1 reviewed, 2 left." in shown.getvalue()
    assert list(json.loads(FILE.read_text())["reviews"]) == ["rats"]
    text = project / "articles" / "memory.txt"
    text.write_text(text.read_text().replace("In een studie", "In twee studies"))
    again = io.StringIO()
    monkeypatch.setattr(
        review_command, "questions", lambda t: Questions(io.StringIO("r\nr\nr\n"), again, t)
    )
    run("review", "--by", "Bob")
    assert "rats: claim 1 of 3, Ann reviewed it on" in again.getvalue().replace("\n", " ")
    assert findings(run, "TRC007") == []


def occurrence(**values: object) -> Occurrence:
    given = {"article": "a", "quote": "zinc helps", "strength": Strength.CAUSAL, **values}
    return Occurrence.model_validate(given)


def test_a_digest_is_of_what_is_said_and_not_of_how_it_is_written() -> None:
    assert digest(occurrence()) == digest(occurrence(quote="zinc  helps", hedged=False))
    assert digest(occurrence()) != digest(occurrence(hedged=True))
    link = Evidence(reference="doe", level=Level.HUMAN, says=LocalText({"en": "less"}))
    other = link.model_copy(update={"says": LocalText({"en": "less", "nl": "minder"})})
    assert digest(link) != digest(other), "a translation is what readers of that language see"
    # A field that learns languages in a later version makes no review stale.
    assert digest(LocalText({"en": "less"})) == digest("less")


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("a-b-0", "a-b-0", True),
        ("a-b-0", "x-b-0", False),
        ("a-b-0", "a-x-0", False),
        ("a-0-0", "a-x-0", True),
        ("a-b-0", "a-b-c", False),
        ("a-b-c", "a-b-0", True),
        ("a-b-c", "a-b-d", False),
        ("a", "a-b-c", False),
    ],
)
def test_a_state_is_compared_where_both_sides_know_it(before: str, now: str, same: bool) -> None:
    assert same_state(before, now) is same


# --- two people, two branches ----------------------------------------------------------------------


def git(*words: str) -> str:
    """What git says, without the settings of who runs the tests."""
    command = ["git", "-c", "user.name=test", "-c", "user.email=test@example.org", *words]
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=quiet).stdout


def said_on_branch(run: Run, by: str, *claims: str) -> None:
    """A branch off the first commit, on which somebody reviews and comments."""
    git("checkout", "-q", "-b", by.lower(), "start")
    assert run("review", *(w for claim in claims for w in ("--claim", claim)), "--by", by).code == 0
    decisions = [
        {"claim": "people", "article": "memory", "quote": "verbetert uw geheugen", "state": "0" * 12 + "-0-0",
         "comment": f"{by} says so."}
    ]  # fmt: skip
    document = {"schema": 1, "kind": "magclaims-decisions", "checked_at": "2026-09-21"}
    Path("decisions.json").write_text(json.dumps({**document, "decisions": decisions}))
    assert run("review", "--apply", "decisions.json", "--by", by).code == 0
    Path("decisions.json").unlink()
    git("add", "-A")
    git("commit", "-qm", f"{by} reviewed")


@pytest.mark.parametrize("old_file", [False, True])
def test_the_branches_of_two_reviewers_merge(run: Run, old_file: bool) -> None:
    git("init", "-q", "-b", "main")
    if old_file:  # the one file for everybody that earlier versions wrote
        run("review", "--claim", "enzymes", "--by", "Eve")
        text = Path("data/reviews/eve.json").read_text()
        Path("data/reviews.json").write_text(json.dumps(json.loads(text), indent=1))
        Path("data/reviews/eve.json").unlink()
    git("add", "-A")
    git("commit", "-qm", "start")
    git("tag", "start")
    said_on_branch(run, "Ann", "people", "rats")
    said_on_branch(run, "Bob", "people")
    git("checkout", "-q", "main")
    git("merge", "-q", "ann")
    git("merge", "-q", "-m", "both", "bob")
    assert git("status", "--porcelain") == ""
    report = json.loads(run("check", "--format", "json").out)
    by = {c["id"]: c["reviewed"]["by"] for c in report["claims"] if c["reviewed"]}
    assert by == {"people": "Bob", "rats": "Ann", **({"enzymes": "Eve"} if old_file else {})}
    (people,) = [c for c in report["claims"] if c["id"] == "people"]
    assert sorted(c["text"] for c in people["comments"]) == ["Ann says so.", "Bob says so."]


@pytest.mark.parametrize(
    ("by", "file"),
    [
        ("Ann Lee", "ann-lee.json"),
        ("Ànn  LEE", "ann-lee.json"),
        ("../../etc/passwd", "etc-passwd.json"),
        ("李安", "5d5d1e3d.json"),
        ("con", "con-9f5f1e3d.json"),
    ],
)
def test_a_name_makes_a_harmless_file(by: str, file: str) -> None:
    found = file_of(Path("data/reviews.json"), by)
    assert found.parent == Path("data/reviews")
    assert re.sub("[0-9a-f]{8}", "X", found.name) == re.sub("[0-9a-f]{8}", "X", file)
