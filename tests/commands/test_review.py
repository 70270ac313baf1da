"""`magclaims review`: stamps, and what makes them stale. All of it is synthetic."""

import io
import json
from pathlib import Path

import pytest

from magclaims.commands import review as review_command
from magclaims.commands.terminal import Questions
from magclaims.judge.stamps import digest, same_state
from magclaims.model.registry import Evidence, Level, LocalText, Occurrence, Strength
from project import CLAIMS, Run, write_project, write_site

FILE = Path("data/reviews.json")


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
    changed = [
        (old, new)
        for old, new in zip(before.splitlines(), FILE.read_text().splitlines(), strict=True)
        if old != new
    ]
    assert changed == [('   "by": "Ann",', '   "by": "Bob",')], "a diff shows what was reviewed"
    assert list(json.loads(FILE.read_text())["reviews"]) == ["people", "rats"]


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
        ("<<<<<<< HEAD\n", "reviews.json:1:1: is not JSON"),
        ('{"schema": 2}', "`schema`"),
        ('{"schema": 1, "reviews": {"people": {"by": "Ann"}}}', "`reviews.people.on`"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_file_of_reviews_is_told_and_left_alone(run: Run, text: str, says: str) -> None:
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
    assert json.loads(FILE.read_text())["reviews"]["people"]["by"] == 'Ann " ::error::<b>'


def test_in_a_terminal_it_asks_about_what_waits(
    run: Run, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    shown = io.StringIO()
    answers = io.StringIO("r\ns\nq\n")
    monkeypatch.setattr(review_command, "questions", lambda: Questions(answers, shown))
    assert run("review", "--by", "Ann").code == 0
    assert "rats: claim 1 of 3, never reviewed" in shown.getvalue()
    assert "In een studie bij ratten verbeterde het geheugen" in shown.getvalue()
    assert "1 reviewed, 2 left." in shown.getvalue()
    assert list(json.loads(FILE.read_text())["reviews"]) == ["rats"]
    text = project / "articles" / "memory.txt"
    text.write_text(text.read_text().replace("In een studie", "In twee studies"))
    again = io.StringIO()
    monkeypatch.setattr(
        review_command, "questions", lambda: Questions(io.StringIO("r\nr\nr\n"), again)
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
