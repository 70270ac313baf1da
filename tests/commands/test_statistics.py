"""`magclaims check --statistics`: how many findings each rule has. All of it is synthetic."""

import json
from pathlib import Path

import pytest

from project import CLAIMS, GOOD, Run, write_project

WAIVER = """
waivers:
  - {rule: NUM002, subject: enzymes, reason: Soon., owner: Bob, until: 2099-12-31}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> None:
    write_project(tmp_path)


def test_each_rule_has_a_line_with_its_count(run: Run) -> None:
    report = json.loads(run("check", "--offline", "--format", "json").out)
    counts: dict[str, int] = {}
    for finding in report["findings"]:
        counts[finding["code"]] = counts.get(finding["code"], 0) + 1
    result = run("check", "--offline", "--statistics")
    assert result.code == 1, "as without it"
    rows = [line.split() for line in result.out.splitlines()]
    assert {row[1]: int(row[0]) for row in rows} == counts
    assert "1  EVI007  error    preclinical-told-as-human" in result.out
    assert [int(row[0]) for row in rows] == sorted((int(row[0]) for row in rows), reverse=True)
    assert result.err == ""


def test_what_is_waived_or_known_is_counted_beside(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, CLAIMS + WAIVER)
    run("check", "--offline", "--select", "EVI007", "--baseline", "b.json", "--write-baseline")
    options = ("check", "--offline", "--statistics", "--baseline", "b.json")
    out = run(*options).out
    assert "0  EVI007  error    preclinical-told-as-human (1 known)" in out
    assert "0  NUM002  error    number-beyond-source (1 waived)" in out
    document = json.loads(run(*options, "--format", "json").out)
    assert document["schema"] == 1
    assert {
        "code": "NUM002",
        "name": "number-beyond-source",
        "severity": "error",
        "count": 0,
        "waived": 1,
        "known": 0,
    } in document["rules"]
    assert run(*options).code == 0


def test_options_of_check_hold_for_it(run: Run, tmp_path: Path) -> None:
    result = run("check", "--offline", "--statistics", "--select", "EVI", "--exit-zero")
    assert result.code == 0
    assert {line.split()[1][:3] for line in result.out.splitlines()} == {"EVI"}
    assert run("check", "--offline", "--statistics", "--output", "counts.txt").out == ""
    assert "EVI007" in (tmp_path / "counts.txt").read_text()
    write_project(tmp_path, GOOD)
    result = run("check", "--offline", "--statistics", "--ignore", "DOI,REF")
    assert (result.code, result.out) == (0, "")


@pytest.mark.parametrize("name", ["sarif", "html", "concise", "github"])
def test_other_formats_do_not_count(run: Run, name: str) -> None:
    result = run("check", "--offline", "--statistics", "--format", name)
    assert (result.code, result.out) == (2, "")
    assert "--format text or json" in result.err


def test_check_ends_with_where_to_read_on(run: Run) -> None:
    tail = run("check", "--offline").err.splitlines()[-2:]
    assert tail == [
        "`magclaims explain EVI007` says why and what to do.",
        "`magclaims report -o magclaims-report.html` writes the page for editors.",
    ]
    assert run("explain", "EVI007").code == 0
    assert run(*tail[1].split("`")[1].split()[1:]).code == 0
    assert Path("magclaims-report.html").is_file()
    alone = run("check", "data/references.bib", "--offline").err.splitlines()
    assert alone[-2].startswith("`magclaims explain DOI")


def test_what_is_fine_has_nothing_to_read_on(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, GOOD)
    assert "magclaims" not in run("check", "--offline", "--ignore", "DOI,REF").err
