"""`magclaims review --apply`: decisions of the page into the registry. All of it is synthetic."""

import json
from pathlib import Path
from typing import Any

import pytest

from magclaims.read.claims import read
from magclaims.read.reviews import file_of
from magclaims.render.escape import plain
from project import CLAIMS, Run, write_project

FILE = Path("data/reviews/ann.json")
REGISTRY = Path("data/claims.yaml")
DRAFT = """
  # proposed
  - id: waiting
    draft: true  # take it out
    statement: Magnesium L-threonate changes sleep.
    kind: effect
    about: {substance: magnesium L-threonate, outcome: sleep}
    occurrences:
      - {article: memory, quote: slaapt u anders, strength: causal}  # of the last line
"""
QUOTES = {
    "people": "verbetert uw geheugen",
    "rats": "bij ratten verbeterde het geheugen",
    "waiting": "slaapt u anders",
}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_project(tmp_path, f"# ours\n{CLAIMS}{DRAFT}")
    (tmp_path / "magclaims.toml").write_text("offline = true\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")  # 2026-09-21
    return tmp_path


def states(run: Run) -> dict[str, str]:
    report = json.loads(run("check", "--format", "json").out)
    return {row["id"]: row["state"] for row in (*report["claims"], *report["drafts"])}


def decide(run: Run, *rows: dict[str, Any], by: str = "Ann") -> Any:
    known = states(run)
    decisions = [
        {
            "article": "memory",
            "quote": QUOTES.get(row["claim"], "x"),
            "state": known.get(row["claim"], "0" * 12 + "-0-0"),
            **row,
        }
        for row in rows
    ]
    return apply(run, decisions, by)


def apply(run: Run, decisions: list[dict[str, Any]], by: str = "Ann") -> Any:
    document = {"schema": 1, "kind": "magclaims-decisions", "checked_at": "2026-09-21"}
    Path("decisions.json").write_text(json.dumps({**document, "decisions": decisions}))
    return run("review", "--apply", "decisions.json", "--by", by)


WAIVER = {"rule": "EVI007", "reason": "Goes with the next issue.", "until": "2026-12-31"}
ALL = (
    {"claim": "people", "reviewed": True, "accepted": "Mogelijk helpt het.", "waiver": WAIVER},
    {"claim": "rats", "comment": "Welke ratten?"},
    {"claim": "waiting", "approved": True},
)


def test_decisions_go_into_the_registry_and_every_other_byte_stays(run: Run) -> None:
    before = REGISTRY.read_text()
    result = decide(run, *ALL)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "people: reviewed, wording accepted, EVI007 waived until 31 December 2026",
        "rats: comment noted",
        "waiting: approved",
    ]
    quote = "        quote: verbetert uw geheugen\n        strength: causal\n"
    expected = (
        before.replace(quote, f"{quote}        accepted: Mogelijk helpt het.\n").replace(
            "    draft: true  # take it out\n", ""
        )
        + "\nwaivers:\n  - rule: EVI007\n    subject: people\n    reason: Goes with the next issue.\n"
        "    owner: Ann\n    until: 2026-12-31\n"
    )
    assert REGISTRY.read_text() == expected
    kept = json.loads(FILE.read_text())
    assert list(kept["reviews"]) == ["people"]
    assert kept["comments"] == [
        {
            "claim": "rats",
            "article": "memory",
            "quote": QUOTES["rats"],
            "by": "Ann",
            "on": "2026-09-21",
            "text": "Welke ratten?",
        }
    ]


def test_a_second_run_changes_nothing(run: Run) -> None:
    decide(run, *ALL)
    decisions = json.loads(Path("decisions.json").read_text())["decisions"]
    before = REGISTRY.read_bytes(), FILE.read_bytes()
    result = apply(run, decisions)
    assert result.code == 0
    assert "EVI007 waived before" in result.out
    assert (REGISTRY.read_bytes(), FILE.read_bytes()) == before


def test_what_changed_since_the_report_is_told_and_the_rest_applied(run: Run) -> None:
    known = states(run)
    REGISTRY.write_text(
        REGISTRY.read_text().replace(
            "Magnesium L-threonate improves memory.", "It improves memory."
        )
    )
    rows: list[dict[str, Any]] = [
        {"claim": id_, "article": "memory", "quote": QUOTES[id_], "state": known[id_]}
        for id_ in ("people", "rats")
    ]
    rows[0] |= {"reviewed": True, "accepted": "Iets.", "comment": "Blijft."}
    rows[1] |= {"reviewed": True}
    before = REGISTRY.read_bytes()
    result = apply(run, rows)
    assert result.code == 1
    assert "Not applied: people (“verbetert uw geheugen”): changed since the report" in result.out
    assert "rats: reviewed" in result.out
    assert REGISTRY.read_bytes() == before
    kept = json.loads(FILE.read_text())
    assert list(kept["reviews"]) == ["rats"]
    assert [comment["text"] for comment in kept["comments"]] == ["Blijft."], "no comment is lost"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"claim": "gone", "reviewed": True}, "there is no such claim any more"),
        ({"claim": "people", "waiver": {**WAIVER, "rule": "EVI999"}}, "there is no rule EVI999"),
        ({"claim": "people", "waiver": {**WAIVER, "until": "2026-01-01"}}, "a day to come"),
        ({"claim": "people", "waiver": {**WAIVER, "reason": "\u200b\x07"}}, "needs a reason"),
        ({"claim": "people", "accepted": "x", "quote": "other words"}, "no such place"),
        ({"claim": "waiting", "reviewed": True}, "is a draft"),
    ],
)
def test_what_cannot_be_applied_is_told(run: Run, row: dict[str, Any], why: str) -> None:
    before = REGISTRY.read_bytes()
    result = decide(run, row)
    assert (result.code, why in result.out) == (1, True), result.out
    assert "decisions.json still holds" in result.out
    assert REGISTRY.read_bytes() == before
    assert not FILE.exists()


def test_a_draft_with_something_to_fill_in_is_not_approved(run: Run) -> None:
    REGISTRY.write_text(REGISTRY.read_text().replace("outcome: sleep", "outcome: TODO"))
    result = decide(run, {"claim": "waiting", "approved": True})
    assert (result.code, "still says TODO" in result.out) == (1, True)
    assert "draft: true" in REGISTRY.read_text()


def test_another_waiver_of_the_same_is_not_overwritten(run: Run) -> None:
    decide(run, {"claim": "people", "waiver": WAIVER})
    result = decide(run, {"claim": "people", "waiver": {**WAIVER, "until": "2027-01-31"}}, by="Bob")
    assert result.code == 1
    assert "Ann has waived EVI007 for it until 31 December 2026 already" in result.out


HOSTILE = 'x: {a: [b]} # c\n- id: evil\n    draft: "true" \u2028\x1b[31m::error::&anchor <script>'


def test_hostile_values_stay_text(run: Run) -> None:
    rows = [
        {
            "claim": "people",
            "accepted": HOSTILE,
            "comment": HOSTILE,
            "waiver": {**WAIVER, "reason": HOSTILE},
        }
    ]
    result = decide(run, *rows, by=HOSTILE)
    assert result.code == 0, result.out
    registry = read([REGISTRY])
    assert registry.faults == ()
    assert {claim.id for claim in registry.dossier.claims} == {"rats", "people", "enzymes"}
    (waiver,) = registry.dossier.waivers
    people = next(claim for claim in registry.dossier.claims if claim.id == "people")
    said = 'x: {a: [b]} # c - id: evil draft: "true" ::error::&anchor <script>'
    assert {waiver.reason, waiver.owner, str(people.occurrences[0].accepted)} == {said}
    own = file_of(Path("data/reviews.json"), plain(HOSTILE))
    assert "\x1b" not in REGISTRY.read_text() + own.read_text() + result.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "decisions.json:1:2: is not JSON"),
        ("[]", "is it what the page gave?"),
        ('{"schema": 1, "kind": "other", "checked_at": "", "decisions": []}', "`kind`"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_another_file_is_no_file_of_decisions(run: Run, text: str, says: str) -> None:
    Path("decisions.json").write_text(text)
    result = run("review", "--apply", "decisions.json", "--by", "Ann")
    assert (result.code, says in result.err) == (2, True), result.err


def test_a_registry_in_another_style_is_left_alone_where_it_cannot_be_edited(run: Run) -> None:
    text = REGISTRY.read_text() + "\nwaivers: []\n"
    REGISTRY.write_text(text)
    result = decide(run, {"claim": "people", "reviewed": True, "waiver": WAIVER})
    assert result.code == 2
    assert "nothing was written" in result.err
    assert REGISTRY.read_text() == text
    assert not FILE.exists(), "neither of the files is half written"
