"""The SARIF of whole runs, held against Microsoft's validator, which `make sarif` fetches from npm.

Its `Sarif` rules are those of the standard and what is recommended besides (SARIF2001 and on), its `Gh`
rules what GitHub's code scanning takes.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from format_samples import sample
from magclaims.render import FORMATS, Provenance, RenderOptions
from project import Run, write_project

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "build/sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
ASKS_THE_WEB = "SARIF2006"
"""Whether the page of each rule answers; that each is there, tests/test_site.py looks after."""
REPOSITORY = {
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "synthetic/site",
    "GITHUB_SHA": "0123456789abcdef0123456789abcdef01234567",
}

pytestmark = pytest.mark.skipif(
    not os.access(TOOL, os.X_OK), reason="no SARIF validator: `make sarif` fetches it from npm"
)


def said_of(log: str, folder: Path) -> list[tuple[str, str]]:
    """What the validator finds: its rule, and where."""
    given, out = folder / "given.sarif", folder / "said.sarif"
    given.write_text(log, encoding="utf-8")
    options = ["--rule-kind", "Sarif;Gh", "--level", "Error;Warning;Note", "--kind", "Fail"]
    ran = subprocess.run(
        [TOOL, "validate", given, *options, "--log", "ForceOverwrite", "-o", out],
        env={"PATH": os.environ["PATH"], "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "1 files scanned" in ran.stdout, ran.stdout + ran.stderr
    results = json.loads(out.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    return [
        (result["ruleId"], " ".join(result["message"].get("arguments", ())))
        for result in results
        if result["ruleId"] != ASKS_THE_WEB
    ]


@pytest.fixture(autouse=True)
def on_github(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in REPOSITORY.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("config", ["pyproject.toml", "examples/magclaims.toml"])
def test_nothing_is_said_of_our_own_projects(run: Run, tmp_path: Path, config: str) -> None:
    for name in ("data", "examples", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    ran = run("check", "--config", config, "--offline", "--format", "sarif", "--exit-zero")
    assert json.loads(ran.out)["runs"][0]["results"]
    assert said_of(ran.out, tmp_path) == []


def test_nothing_is_said_of_a_hostile_project(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    hostile = tmp_path / "hostile \u202e [x](http:evil) {0} é%2f#.bib"
    hostile.write_text(
        "@article{a{0}b, title = {]( <script> {1} \u0007 ::error::}, year = {x}}\n@article{\n",
        encoding="utf-8",
    )
    ran = run("check", "--offline", "--format", "sarif", "--exit-zero", "data", hostile.name)
    assert any("hostile" in str(r) for r in json.loads(ran.out)["runs"][0]["results"]), ran.err
    assert said_of(ran.out, tmp_path) == []


def test_nothing_is_said_of_findings_of_rules_without_a_manual(tmp_path: Path) -> None:
    log = FORMATS["sarif"].render(
        sample(),
        RenderOptions(
            provenance=Provenance("https://github.com/synthetic/site", None),
            source=lambda _: "a line\n" * 999,
        ),
    )
    assert said_of(log, tmp_path) == []
