"""The public Python API: what it gives, that it prints nothing, and that docs/api.md is true."""

import doctest
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import magclaims
from magclaims import MagclaimsError, check, read_registry
from project import CLAIMS, GOOD, write_project

ROOT = Path(__file__).resolve().parents[1]


def test_the_examples_of_the_documentation_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    page = str(ROOT / "docs/api.md")
    failed, run = doctest.testfile(
        page, module_relative=False, optionflags=doctest.REPORT_NDIFF | doctest.ELLIPSIS
    )
    assert failed == 0
    assert run > 15


def test_the_names_are_those_of_the_stub_and_of_the_documentation() -> None:
    stub = (ROOT / "src/magclaims/__init__.pyi").read_text(encoding="utf-8")
    told = set(re.findall(r'^    "(\w+)",$', stub, re.MULTILINE))
    assert told == set(magclaims.__all__)
    assert told <= set(dir(magclaims))
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    for name in told - {"DOCS", "HOME", "__version__", "Finding"}:
        assert re.search(rf"\b{name}\b", page), name
    for name in magclaims.__all__:
        value = getattr(magclaims, name)
        assert isinstance(value, str) or inspect.getdoc(value)
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        getattr(magclaims, "chekc")  # noqa: B009 - a name that there is not


def test_the_package_itself_imports_nothing() -> None:
    code = (
        "import sys, magclaims; print(sorted(m for m in sys.modules if m.startswith('magclaims')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['magclaims']"


def test_a_check_prints_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    report = check("data", settings={"fail-level": "note", "select": ["evi"]})
    assert {f.code for f in report.findings} == {"EVI007"}
    assert capfd.readouterr() == ("", "")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_cannot_be_is_one_kind_of_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MagclaimsError, match="unknown setting `offlin`; did you mean `offline`"):
        check(settings={"offlin": True})
    with pytest.raises(MagclaimsError, match=r"absent\.toml"):
        check(config="absent.toml")
    (tmp_path / "empty").mkdir()
    with pytest.raises(MagclaimsError, match="nothing to check"):
        check("empty")


def test_a_registry_with_a_fault_says_where(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(CLAIMS)
    assert len(read_registry(path).claims) == 3
    path.write_text(CLAIMS.replace("kind: effect", "kind: efect"))
    with pytest.raises(MagclaimsError, match=r"claims\.yaml:\d+:\d+: `kind` should be"):
        read_registry(path)
