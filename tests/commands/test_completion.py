"""The shell completes codes, kinds of evidence and keys, and never shows an error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from magclaims.commands.completion import claims, evidence, keys, rules
from project import write_project


def test_codes_and_families() -> None:
    assert {"EVI", "EVI001", "EVI007"} <= {code for code, _ in rules("evi")}
    assert [code for code, _ in rules("EVI007")] == ["EVI007"]
    assert ("DOI,EVI007", rules("EVI007")[0][1]) in rules("DOI,evi007")
    assert all(about for _, about in rules(""))
    assert rules("XYZ") == []


def test_kinds_of_evidence() -> None:
    assert [name for name, _ in evidence("randomized-c")] == ["randomized_controlled_trial"]
    assert len(evidence("")) > 10


def test_keys_of_the_bibliography(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert keys("") == []
    write_project(tmp_path)
    assert [key for key, _ in keys("slu")] == ["slutsky2010"]
    (tmp_path / "data/references.bib").write_bytes(b"@misc{a, title={\xe9}}")
    assert keys("") == []


def test_ids_of_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert claims("") == []
    write_project(tmp_path)
    assert claims("peo") == [("people", "Magnesium L-threonate improves memory.")]
    (tmp_path / "data/claims.yaml").write_text("claims: [")
    assert claims("") == []


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("magclaims explain EVI00", "EVI007"),
        ("magclaims check --select EVI00", "EVI007"),
        ("magclaims grade x --evidence rand", "randomized_controlled_trial"),
        ("magclaims lookup slu", "slutsky2010"),
        ("magclaims report --claim peo", "people"),
        ("magclaims review --by Ann --claim peo", "people"),
        ("magclaims check --format js", "json"),
    ],
)
def test_a_shell_is_answered(tmp_path: Path, line: str, offers: str) -> None:
    write_project(tmp_path)
    words = line.split()
    done = subprocess.run(
        [str(Path(sys.executable).parent / "magclaims")],
        cwd=tmp_path,
        env={
            **os.environ,
            "_MAGCLAIMS_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert offers in done.stdout.split(), done
