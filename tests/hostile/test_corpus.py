"""The table of hostile inputs (cases.yaml): each ends in an exit code and a message, none in a traceback."""

import io
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from project import Run, write_project

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from growth import INPUTS, File
from magclaims.model.finding import Finding

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8")
)
MANY = re.compile(r"<<(.*?) \* (\d+)>>", re.DOTALL)
FIELDS = {"name", "files", "bytes", "environment", "command", "code", "says", "never", "commands"}
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
COMMAND = re.compile(r"^\s*(?:::|##\[)", re.MULTILINE)


def written(text: str) -> str:
    """A text of the table, with its repetitions."""
    return MANY.sub(lambda match: match[1] * int(match[2]), text)


def given(case: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put a case into a sound project; the arguments of its command."""
    write_project(folder)
    for name, text in case.get("files", {}).items():
        (folder / name).write_text(written(text), encoding="utf-8", newline="")
    for name, digits in case.get("bytes", {}).items():
        (folder / name).write_bytes(bytes.fromhex(digits))
    for name in ("MAGCLAIMS_TIMEOUT", "MAGCLAIMS_GIVE_UP_AFTER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in case.get("environment", {}).items():
        monkeypatch.setenv(name, written(value))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    return shlex.split(written(case["command"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_it_ends_in_a_message(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]
) -> None:
    result = run(*given(case, tmp_path, monkeypatch))
    said = result.out + result.err
    codes = case["code"] if isinstance(case["code"], list) else [case["code"]]
    assert result.code in codes, said[:2000]
    assert "Traceback" not in said
    assert case.get("says", "") in said, said[:2000]
    assert case.get("never", "\0") not in said
    assert CONTROLS.search(said) is None, said[:2000]
    assert case.get("commands") or COMMAND.search(said) is None, said[:2000]
    assert not (tmp_path / case.get("absent", "ran")).exists()
    if result.code == 2:
        assert result.err.startswith(("magclaims: ", "Usage: ")), result.err[:500]
        assert len(result.err) < 5000


OTHERS = (
    *(
        ["check", "--format", name]
        for name in ("sarif", "junit", "gitlab", "jsonld", "annotations")
    ),
    ["report", "--format", "markdown"],
    ["report", "--language", "nl"],
    ["status", "--format", "json"],
    ["fix"],
    ["lock"],
)
PROJECTS = [case for case in CASES if case["command"].startswith("check") and "files" in case]


@pytest.mark.parametrize("case", PROJECTS, ids=lambda case: case["name"])
def test_no_other_command_fails_on_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]
) -> None:
    """Two of the other commands for each; all of them over the table."""
    given(case, tmp_path, monkeypatch)
    number = PROJECTS.index(case)
    for command in (OTHERS[number % len(OTHERS)], OTHERS[(3 * number + 1) % len(OTHERS)]):
        result = run(*command)
        assert result.code in {0, 1, 2, 3}
        assert "Traceback" not in result.out + result.err
        assert CONTROLS.search(result.err) is None


FILES = {name: run for name, (run, _) in INPUTS.items() if isinstance(run, File)}


@pytest.mark.parametrize("name", FILES)
def test_inputs_that_make_work_grow_end_in_a_message_too(
    run: Run, tmp_path: Path, name: str
) -> None:
    """Those of benchmarks/growth.py, at their smallest size, as a user would meet them."""
    write_project(tmp_path)
    kind, size = FILES[name], INPUTS[name][1][0]
    path = tmp_path / ("data/references.bib" if kind.suffix == ".bib" else f"a{kind.suffix}")
    path.write_text(kind.text(size), encoding="utf-8")
    command = ["check"] if kind.suffix == ".bib" else ["scan", path.name, "--language", "en"]
    result = run(*command)
    assert result.code in {0, 1}
    assert "Traceback" not in result.out + result.err


def test_the_table_says_what_it_expects() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) > 70
    for case in CASES:
        assert set(case) <= FIELDS | {"absent"}, case["name"]
        assert case.get("says") or case["code"] != 2 or "option" in case["name"], case["name"]


def test_a_case_of_many_findings_compares_none_with_another(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """20,000 entries of one key took JUnit two minutes: each finding was held against all others."""
    write_project(tmp_path)
    (tmp_path / "data" / "references.bib").write_text("@misc{k, title={x}}\n" * 300)
    compared: list[object] = []

    def same(self: Finding, other: object) -> bool:
        compared.append(other)
        return self is other

    monkeypatch.setattr(Finding, "__eq__", same)
    result = run("check", "data/references.bib", "--format", "junit")
    assert (result.code, result.out.count("<failure ")) == (1, 299)
    assert len(compared) < 600
