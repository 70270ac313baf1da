"""The articles in examples/: what the check finds in their own lines, and how a finding is mended."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from project import Run

ROOT = Path(__file__).resolve().parents[1]
DUTCH, ENGLISH = "articles/creatine-geheugen.md", "articles/creatine-memory.md"
FOUND = {
    ("EVI007", DUTCH, "verbetert dus ook uw ruimtelijk geheugen"),
    ("NUM002", DUTCH, "20 gram creatine per dag"),
    ("EVI003", DUTCH, "Creatine verbetert het redeneren"),
    ("EVI001", DUTCH, "Creatine voorkomt dementie"),
    ("EVI003", ENGLISH, "Creatine improves attention, too"),
    ("EVI006", ENGLISH, "better for memory than caffeine"),
}


@pytest.fixture
def examples(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that may be changed; `run` runs in it."""
    folder = tmp_path / "examples"
    shutil.copytree(ROOT / "examples", folder)
    monkeypatch.chdir(folder)
    return folder


def check(run: Run) -> dict[str, Any]:
    result = run("check", "-f", "json")
    assert result.code in {0, 1}, result.err
    document: dict[str, Any] = json.loads(result.out)
    return document


@pytest.mark.usefixtures("examples")
def test_the_findings_stand_in_the_articles_own_lines(run: Run) -> None:
    places = [o for claim in check(run)["claims"] for o in claim["occurrences"]]
    assert all(o["found"] for o in places)
    assert {(o["code"], o["path"], o["quote"]) for o in places if o["code"]} == FOUND
    for o in places:
        line = (Path(o["path"])).read_text(encoding="utf-8").split("\n")[o["line"] - 1]
        assert line[o["column"] - 1 :].startswith(o["words"].split("\n")[0][:8])
        assert not o["code"] or o["suggestion"]


@pytest.mark.usefixtures("examples")
def test_nothing_is_wrong_with_the_registry_and_the_bibliography_themselves(run: Run) -> None:
    errors = [f for f in check(run)["findings"] if f["severity"] == "error"]
    assert {f["code"][:3] for f in errors} == {"EVI", "NUM"}


def test_the_tutorial_s_mending_holds(run: Run, examples: Path) -> None:
    before = check(run)
    (first,) = [f for f in before["findings"] if f["code"] == "EVI007"]
    proposed = re.search(r"“([^”]+)”", first["suggestion"])
    assert proposed is not None
    article, registry = examples / DUTCH, examples / "data/claims.yaml"
    text = article.read_text(encoding="utf-8")
    article.write_text(
        text.replace("Creatine verbetert dus ook uw ruimtelijk geheugen [1].", proposed[1]),
        encoding="utf-8",
    )
    entries = registry.read_text(encoding="utf-8")
    registry.write_text(
        entries.replace(
            "quote: verbetert dus ook uw ruimtelijk geheugen\n",
            "quote: verbeterde creatine het ruimtelijk geheugen\n"
            "        subjects: animal\n        reported: true\n",
        ),
        encoding="utf-8",
    )
    after = check(run)
    assert "EVI007" not in {f["code"] for f in after["findings"]}
    errors = [d["summary"]["findings"]["error"] for d in (before, after)]
    assert errors[1] == errors[0] - 1


def test_the_tutorial_s_waiver_holds(run: Run, examples: Path) -> None:
    tutorial = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
    waiver = re.search(r"```yaml\n(waivers:\n.*?)```", tutorial, re.DOTALL)
    assert waiver is not None
    registry = examples / "data/claims.yaml"
    registry.write_text(f"{registry.read_text(encoding='utf-8')}\n{waiver[1]}", encoding="utf-8")
    waived = [f["claim"] for f in check(run)["findings"] if f["waived"]]
    assert waived == ["better-than-caffeine"]
