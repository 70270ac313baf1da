"""What is released: one version everywhere, a wheel that comes out the same, pages that exist."""

import json
import os
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import magclaims
from magclaims.knowledge.data import parsed, place_of
from project import Run, write_project

ROOT = Path(__file__).resolve().parents[1]
VERSION = magclaims.__version__
WHOLE: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT: dict[str, Any] = WHOLE["project"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_version_is_the_same_wherever_it_stands() -> None:
    pages = "".join(map(read, ("docs/ci.md", "docs/notices.md")))
    assert f'pip install "magclaims=={VERSION}"' in pages
    assert f"uses: magclaims/magclaims@v{VERSION}\n" in pages
    named = re.findall(r"magclaims(?:==|@v)([0-9][0-9.]*[0-9])", pages)
    assert set(named) == {VERSION}
    headings = re.findall(r"^## \[([^]]+)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[:2] == ["Unreleased", VERSION]


def test_the_actions_are_the_same_wherever_they_stand() -> None:
    files = [
        ROOT / "action.yml",
        ROOT / "docs/ci.md",
        ROOT / "docs/notices.md",
        ROOT / "src/magclaims/commands/templates/workflow.yml",
        *sorted((ROOT / ".github/workflows").glob("*.yml")),
    ]
    used: dict[str, set[str]] = {}
    for file in files:
        for line in re.findall(r"uses: (.+)", file.read_text(encoding="utf-8")):
            if not line.startswith("magclaims/"):
                assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
                used.setdefault(line.partition("@")[0], set()).add(line)
    assert len(used) > 3
    assert all(len(lines) == 1 for lines in used.values()), used


def test_the_job_for_gitlab_is_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = re.search(r"## GitLab\n\n```yaml\n(.*?)```", read("docs/ci.md"), re.DOTALL)
    assert block is not None
    job = yaml.safe_load(block[1])["magclaims"]
    for name, value in job["variables"].items():
        monkeypatch.setenv(name, value)
    write_project(tmp_path)
    program, *arguments = job["script"][-1].split()
    assert program == "magclaims"
    assert run(*arguments).code == 1
    report = tmp_path / job["artifacts"]["reports"]["codequality"]
    assert {e["check_name"] for e in json.loads(report.read_text())} >= {"EVI007", "NUM002"}


def test_the_addresses_are_those_of_the_project() -> None:
    assert PROJECT["urls"]["Homepage"] == magclaims.HOME
    documentation = PROJECT["urls"].pop("Documentation")
    assert documentation == f"{magclaims.DOCS}/"
    assert all(url.startswith(magclaims.HOME) for url in PROJECT["urls"].values())


def _build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    build = pytest.importorskip("hatchling.build", reason="hatchling is not here: make test")
    monkeypatch.chdir(ROOT)
    folder.mkdir()
    return folder / str(build.build_wheel(str(folder)))


def test_the_sbom_is_asked_for_with_options_that_its_tool_has() -> None:
    """Those of `cyclonedx-py environment` 7.5.0, which is no dependency of ours: tried by hand."""
    said = read(".github/workflows/release.yml")
    assert "cyclonedx-bom==7.5.0" in said
    (call,) = re.findall(r"cyclonedx-py environment ((?:.*\\\n)*.*)", said)
    known = {"--pyproject", "--output-reproducible", "--of", "--output-file"}
    assert set(re.findall(r"(?<!\S)--[a-z-]+", call)) <= known


def test_the_wheel_comes_out_the_same_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763683200")
    first = _build(tmp_path / "a", monkeypatch)
    os.utime(ROOT / "README.md")  # a file's time is not what it says
    second = _build(tmp_path / "b", monkeypatch)
    assert first.name == f"magclaims-{VERSION}-py3-none-any.whl"
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as wheel:
        packed = {
            n.removeprefix("magclaims/") for n in wheel.namelist() if n.startswith("magclaims/")
        }
        manuals = {n.rpartition("/share/man/man1/")[2] for n in wheel.namelist() if "/man1/" in n}
    assert manuals == {path.name for path in (ROOT / "man").iterdir()}
    source = ROOT / "src/magclaims"
    wanted = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    lists = set(source.rglob("*.toml"))
    kept = {place_of(path).relative_to(source).as_posix() for path in lists}
    assert len(kept) > 50
    assert packed == wanted | kept


def test_an_installation_that_cannot_be_written_parses_no_word_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(_build(tmp_path / "a", monkeypatch)) as wheel:
        wheel.extractall(tmp_path / "installed")
    monkeypatch.delattr("magclaims.knowledge.data.tomllib")
    for file in (tmp_path / "installed" / "magclaims").rglob("*.toml"):
        assert parsed(file, keep=False)


def test_tools_for_work_on_the_project_are_no_extra() -> None:
    """`pip install magclaims[dev]` would be a promise; a dependency group (PEP 735) is none."""
    assert set(PROJECT["optional-dependencies"]) == {"docx", "lsp"}
    named = "\n".join(WHOLE["dependency-groups"]["dev"])
    assert "pytest>=" in named
    assert "--group dev" in read("Makefile")
    pinned = {re.split("==", line)[0].lower() for line in read("constraints.txt").splitlines()}
    named += "\n" + "\n".join(WHOLE["dependency-groups"]["fuzz"])
    wanted = re.findall(r"^[\w-]+", "\n".join([*PROJECT["dependencies"], named]), re.MULTILINE)
    assert {name.lower() for name in wanted} <= pinned
