"""One test for each way in which checkers of references mislead. All records are synthetic.

What is not known is not well; what failed is not "nothing found"; one fault hides no other; the same
files say the same, in whatever order and however often.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from project import CLAIMS, GOOD, REFERENCES, Run, write_project
from standin import StandIn, half_json, server_error
from standin.records import SLUTSKY, update

DOI = "10.1016/j.neuron.2009.12.026"
SERVICES = ("crossref", "europepmc", "datacite", "doi")
FORMATS = (
    *("text", "full", "concise", "json", "github", "sarif", "junit", "gitlab", "csv"),
    *("jsonld", "annotations", "markdown", "html"),
)
SAME_DOI = f"""
@article{{twin,
  author = {{Slutsky, Inna}},
  title = {{Enhancement of Learning and Memory by Elevating Brain Magnesium}},
  journal = {{Neuron}},
  year = 2010,
  doi = {{{DOI}}}
}}
"""


def report(run: Run, *options: str) -> dict[str, Any]:
    return dict(json.loads(run("check", "--format", "json", *options).out))


def status_of(document: dict[str, Any], key: str) -> str:
    return str(next(r["status"] for r in document["references"] if r["key"] == key))


def codes(document: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in document["findings"]}


# --- exit 0 when nobody answered ---


@pytest.mark.parametrize("fault", ["down", "half an answer"])
def test_no_run_is_green_when_no_source_answered(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    write_project(tmp_path, GOOD)
    assert run("check").code == 0
    for service in SERVICES:
        online.always(service, server_error(503) if fault == "down" else half_json)
    fresh = str(tmp_path / "fresh")
    monkeypatch.setenv("MAGCLAIMS_CACHE_DIR", fresh)
    for format_ in FORMATS:
        assert run("check", "--format", format_).code == 3, format_
    assert run("lock").code == 3
    assert run("lookup", DOI).code == 3
    assert status_of(report(run), "slutsky2010") == "unverified"


# --- "no retractions" after something could not be read ---


@pytest.mark.parametrize(
    ("name", "text", "options", "code"),
    [
        ("list.csv", "not the list\n1\n", ["--retraction-watch", "list.csv"], 2),
        ("data/references.bib", "@article{slutsky2010, title = {x", [], 1),
        ("data/claims.yaml", "claims: [", [], 2),
        ("data/references.lock.json", "{", ["--locked"], 2),
    ],
)
def test_what_cannot_be_read_is_not_nothing(
    run: Run, tmp_path: Path, online: StandIn, name: str, text: str, options: list[str], code: int
) -> None:
    write_project(tmp_path, GOOD)
    (tmp_path / name).write_text(text)
    result = run("check", *options)
    assert result.code == code
    assert Path(name).name in result.out + result.err


def test_a_retraction_is_told_though_another_entry_is_broken(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    online.records[DOI] = {**SLUTSKY, "updated-by": [update("10.5555/r", "retraction", 2024, 1, 1)]}
    write_project(tmp_path, GOOD, REFERENCES + "\n@article{broken, title = {x\n")
    assert {"DOI005", "REF001"} <= codes(report(run))


# --- an entry that is merged away ---


def test_two_entries_with_one_doi_stay_two(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD, REFERENCES + SAME_DOI)
    document = report(run)
    assert {"slutsky2010", "twin"} <= {r["key"] for r in document["references"]}
    assert {status_of(document, key) for key in ("slutsky2010", "twin")} == {"verified"}
    assert "REF005" in codes(document)
    run("fix", "--write")
    run("lock")
    text = (tmp_path / "data" / "references.bib").read_text()
    assert "@article{slutsky2010" in text
    assert "@article{twin" in text
    locked = json.loads((tmp_path / "data" / "references.lock.json").read_text())
    assert {"slutsky2010", "twin"} <= set(locked["references"])


# --- a DOI that was cut off ---


def test_a_doi_that_was_cut_off_verifies_no_other_work(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = DOI[:-1]
    other = {**SLUTSKY, "DOI": short, "title": ["A synthetic work on something else altogether"]}
    online.records[short] = {**other, "author": [{"family": "Vermeer", "given": "A."}]}
    write_project(tmp_path, GOOD, REFERENCES.replace(DOI, short))
    document = report(run)
    assert status_of(document, "slutsky2010") == "mismatch"
    assert document["summary"]["findings"]["error"]
    del online.records[short]
    monkeypatch.setenv("MAGCLAIMS_CACHE_DIR", str(tmp_path / "fresh"))
    assert status_of(report(run), "slutsky2010") == "not_found"


# --- a correction that is told as a retraction ---


@pytest.mark.parametrize(
    ("kind", "code", "status"),
    [
        ("correction", "DOI007", "corrected"),
        ("erratum", "DOI007", "corrected"),
        ("expression_of_concern", "DOI006", "concern"),
        ("retraction", "DOI005", "retracted"),
    ],
)
def test_a_notice_is_told_as_what_it_is(
    run: Run, tmp_path: Path, online: StandIn, kind: str, code: str, status: str
) -> None:
    online.records[DOI] = {**SLUTSKY, "updated-by": [update("10.5555/n", kind, 2024, 1, 1)]}
    write_project(tmp_path, GOOD)
    document = report(run)
    assert status_of(document, "slutsky2010") == status
    assert {"DOI005", "DOI006", "DOI007"} & codes(document) == {code}
    if code == "DOI007":
        assert "retract" not in run("check").out.lower()


# --- what is unknown, told as well ---


@pytest.mark.parametrize("format_", FORMATS)
def test_what_nobody_knows_is_called_nothing_good(run: Run, tmp_path: Path, format_: str) -> None:
    claims = GOOD.replace("level: animal", "level: unknown")
    write_project(tmp_path, claims)
    result = run("check", "--format", format_, "-v")
    said = (result.out + result.err).lower()
    assert "unverified" in said, format_
    document = report(run)
    assert status_of(document, "slutsky2010") == "unverified"
    assert document["claims"][0]["occurrences"][0]["verdict"] == "unverified"


# --- results that depend on order ---


def turned(claims: str) -> str:
    """The same registry in the opposite order."""
    data = yaml.safe_load(claims)
    return yaml.safe_dump(
        {
            name: part[::-1] if isinstance(part, list) else dict(reversed(part.items()))
            for name, part in reversed(data.items())
        },
        sort_keys=False,
        allow_unicode=True,
    )


def test_order_changes_nothing(run: Run, tmp_path: Path, online: StandIn) -> None:
    def told() -> tuple[set[tuple[str, str, str]], dict[str, str], set[tuple[str, str]]]:
        document = report(run)
        findings = {
            (f["code"], f["claim"] or f["reference"] or "", f["message"])
            for f in document["findings"]
        }
        states = {r["key"]: r["status"] for r in document["references"]}
        verdicts = {
            (claim["id"], place["verdict"])
            for claim in document["claims"]
            for place in claim["occurrences"]
        }
        return findings, states, verdicts

    books = [part + "}\n" for part in REFERENCES.split("\n}\n") if part.strip()]
    write_project(tmp_path, CLAIMS, "".join(books))
    before = told()
    assert len(before[0]) == 2
    write_project(tmp_path, turned(CLAIMS), "".join(reversed(books)))
    assert told() == before
    # In two files, named in either order.
    data = tmp_path / "data"
    parsed = yaml.safe_load(CLAIMS)
    claims = parsed.pop("claims")
    (data / "claims.yaml").write_text(yaml.safe_dump(parsed))
    (data / "more.yaml").write_text(yaml.safe_dump({"claims": claims}))
    for files in (["claims.yaml", "more.yaml"], ["more.yaml", "claims.yaml"]):
        named = json.dumps([f"data/{name}" for name in files])
        (tmp_path / "magclaims.toml").write_text(f"claims = {named}\n")
        assert told() == before


# --- a second run that writes other bytes ---


# A process of its own for each order of sets; in it, a run for each format.
RUNS = """\
import sys
from magclaims.cli import main
for name in sys.argv[1:]:
    sys.argv = ["magclaims", "check", "--format", name, "--exit-zero"]
    try:
        main()
    except SystemExit as end:
        print(f"\\n--- {name} ended with {end.code or 0} ---")
"""


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    write_project(tmp_path)
    written = []
    for seed in ("1", "2"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "SOURCE_DATE_EPOCH": "1763683200",
        }
        done = subprocess.run(
            [sys.executable, "-c", RUNS, *FORMATS],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=True,
        )
        *parts, rest = re.split(rb"\n--- \w+ ended with 0 ---\s*", done.stdout)
        assert rest == b""
        written.append((dict(zip(FORMATS, parts, strict=True)), done.stderr))
    assert written[0] == written[1]
    assert all(written[0][0].values())
