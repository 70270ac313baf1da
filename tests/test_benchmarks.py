"""The helpers of the benchmark scripts: what they plant, and how they count. Records are synthetic."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from standin.records import generated

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))

from faults import RULES, Bibliography, Planter, judge, reports
from magclaims.read.bibtex import parse_bibliography
from peers import (
    MAGCLAIMS,
    PEERS,
    Measured,
    by_bibaudit,
    by_citegate,
    by_ghostcite,
    by_kind,
    by_magclaims,
    caught,
    environment,
    row,
)

COUNT, EACH = 40, 2
URLS = {
    "environment": {"MAGCLAIMS_CROSSREF_URL": "http://127.0.0.1:9/crossref"},
    **{f"{name}_url": f"http://127.0.0.1:9/{name}" for name in ("crossref", "datacite", "doi")},
    "europepmc_url": "http://127.0.0.1:9/europepmc",
}


def records() -> list[dict[str, Any]]:
    """Generated ones have one journal: every second gets another."""
    made = [dict(record) for record in generated(COUNT * 3)]
    for record in made[::2]:
        record["container-title"] = ["Annals of Invented Measurements"]
        record["short-container-title"] = ["Ann. Invent. Meas."]
    return made


@pytest.fixture(scope="module")
def made() -> Bibliography:
    return Planter(records(), seed=1).plant(COUNT, EACH)


def report(made: Bibliography, *, but: str = "") -> dict[str, Any]:
    """A report with the right finding on every planted fault, but one entry's."""
    return {
        "findings": [
            {
                "reference": key,
                "code": min(RULES[kind]),
                "severity": "error",
                "message": f"`{key}`: {kind} is wrong",
            }
            for key, kind in made.planted.items()
            if key != but
        ]
    }


def test_as_many_are_planted_as_were_asked_for(made: Bibliography) -> None:
    assert len(made.keys) == COUNT == len(set(made.keys))
    assert Counter(made.planted.values()) == dict.fromkeys(RULES, EACH)
    assert len(made.clean) == COUNT - EACH * len(RULES) - len(made.twins)


def test_the_entries_can_be_read(made: Bibliography) -> None:
    read = parse_bibliography(made.text)
    assert not read.faults
    assert list(read.references) == made.keys


def test_the_same_seed_gives_the_same_entries(made: Bibliography) -> None:
    assert Planter(records(), seed=1).plant(COUNT, EACH).text == made.text
    assert Planter(records(), seed=2).plant(COUNT, EACH).text != made.text


def test_the_faults_are_faults(made: Bibliography) -> None:
    references = parse_bibliography(made.text).references
    known = made.records
    for key, kind in made.planted.items():
        reference = references[key]
        assert reference.doi is not None
        assert (reference.doi in known) == (kind != "no such DOI")
        record = known.get(reference.doi, {})
        if kind == "year":
            assert reference.year != record["issued"]["date-parts"][0][0]
        if kind == "DOI of another work":
            assert reference.title.casefold() != record["title"][0].casefold()
        if kind == "correction":
            assert record["updated-by"][0]["DOI"].lower() in known
        if kind == "duplicate":
            assert references[made.twins[key]].doi == reference.doi


def test_too_few_records_are_said() -> None:
    with pytest.raises(ValueError, match="the records give"):
        Planter(records()[:10], seed=1).plant(COUNT, EACH)


def test_all_are_caught(made: Bibliography) -> None:
    outcome = judge(made, report(made))
    assert outcome.caught == outcome.planted
    assert outcome.missed == outcome.flagged == ()


def test_what_was_missed_is_named(made: Bibliography) -> None:
    key = next(key for key, kind in made.planted.items() if kind == "year")
    outcome = judge(made, report(made, but=key))
    assert outcome.missed == (key,)
    assert outcome.caught["year"] == EACH - 1


def test_a_finding_on_a_clean_entry_is_a_false_alarm_unless_it_is_a_note(
    made: Bibliography,
) -> None:
    first, second = sorted(made.clean)[:2]
    said = report(made)
    for key, severity in ((first, "warning"), (second, "note")):
        said["findings"].append(
            {"reference": key, "code": "DOI004", "severity": severity, "message": ""}
        )
    assert judge(made, said).flagged == (first,)


@pytest.mark.parametrize(
    ("kind", "code", "message", "right"),
    [
        ("year", "DOI003", "`x`: year is", True),
        ("year", "DOI003", "`x`: title is", False),
        ("year", "DOI002", "`x`: the identifier belongs to another work", True),
        ("retracted", "DOI005", "`x` was retracted", True),
        ("retracted", "DOI006", "`x`: ", False),
    ],
)
def test_a_finding_counts_for_the_fault_that_it_names(
    kind: str, code: str, message: str, right: bool
) -> None:
    assert reports({"code": code, "message": message}, kind) is right


def write(folder: Path, name: str, document: object) -> None:
    (folder / name).write_text(json.dumps(document), encoding="utf-8")


def test_what_each_program_calls_faulty(tmp_path: Path) -> None:
    made = Bibliography(entries=["@misc{a,\n}\n", "@misc{b,\n}\n"], keys=["a", "b"])
    write(
        tmp_path,
        "stdout",
        {
            "findings": [
                {"reference": "a", "severity": "warning", "line": 2},
                {"reference": "b", "severity": "note", "line": 1},
                {"reference": None, "severity": "error", "line": 1},
            ],
            "results": [{"key": "a", "fails": False}, {"key": "b", "fails": True}],
        },
    )
    write(
        tmp_path,
        "report.json",
        {"results": [{"key": "a", "verdict": "verified"}, {"key": "b", "verdict": "mismatch"}]},
    )
    assert by_magclaims(tmp_path, made) == {"a"}
    assert by_bibaudit(tmp_path, made) == {"b"}
    assert by_citegate(tmp_path, made) == {"b"}
    assert by_ghostcite(tmp_path, made) == {"a"}


def test_either_entry_of_a_duplicate_counts() -> None:
    made = Bibliography(
        keys=["a", "b", "c"], planted={"b": "duplicate"}, twins={"b": "a"}, entries=[""] * 3
    )
    assert caught(made, {"a"}) == caught(made, {"b"}) == {"duplicate": 1}
    assert not caught(made, {"c"})


def test_a_row_gives_the_ratio_or_says_why_not(made: Bibliography) -> None:
    it = Measured(seconds=[3.0, 2.0, 9.0], requests=7, flagged=set(made.planted))
    assert row("x", it, 1.5, made).split() == [
        "x", "3.00", "s", "2.0", "7", "20/20", "10/10", f"0/{len(made.clean)}",
    ]  # fmt: skip
    assert "not measured: why" in row("x", Measured(trouble="why"), 1.0, made)
    assert list(by_kind({"x": it}, made))[1].split() == ["no", "such", "DOI", "2/2"]


@pytest.mark.parametrize("program", PEERS, ids=lambda program: program.name)
def test_peers_see_the_stand_in_and_nothing_of_ours(program: Any, tmp_path: Path) -> None:
    seen = environment(program, URLS, tmp_path)
    assert json.loads(seen["LED_HOSTS"])["api.crossref.org"] == "http://127.0.0.1:9/crossref"
    assert seen["LED_ELSEWHERE"] == "http://127.0.0.1:9/elsewhere"
    assert "MAGCLAIMS_MAILTO" not in seen
    assert "==" in program.package


def test_magclaims_is_not_led() -> None:
    seen = environment(MAGCLAIMS, URLS, Path())
    assert "PYTHONPATH" not in seen
    assert seen["MAGCLAIMS_CROSSREF_URL"] == "http://127.0.0.1:9/crossref"
