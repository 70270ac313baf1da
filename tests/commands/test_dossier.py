"""The substantiation file of a claim, and folders of files. All studies are synthetic."""

import json
from pathlib import Path

import pytest

from magclaims.commands.folder import MANIFEST, write_folder
from project import CLAIMS, Run, write_project

LAWFUL = CLAIMS.replace("commercial: false", "commercial: true\n    jurisdictions: [eu, nl]")
STUDY = "    funding: A synthetic maker\n    dose: 50 mg/kg per day\n    duration: 24 days\n"
WHOLE = LAWFUL.replace(
    "    outcomes:\n      - {name: memory", f"{STUDY}    outcomes:\n      - {{name: memory"
)


def test_it_holds_what_the_verdict_rests_on(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, WHOLE)
    result = run("report", "--offline", "--claim", "people", "-o", "file.html", "--language", "en")
    assert result.code == 0
    page = (tmp_path / "file.html").read_text(encoding="utf-8")
    for part in (
        "Magnesium L-threonate improves memory.",
        "verbetert uw geheugen",
        "laboratory experiment",
        "A synthetic maker",
        "50 mg/kg per day",
        "24 days",
        "same substance",
        "preclinical",  # the row of the policy
        "Health Products Compliance Guidance 2022",  # and the guidance that it follows
        "nobody has been asked",
        "Claims in force for this substance: ",
        "Signature",
    ):
        assert part in page, part
    data = json.loads((tmp_path / "file.json").read_text(encoding="utf-8"))
    assert data["schema"] == 1
    assert data["places"][0]["verdict"] == "overstated"
    evidence = data["evidence"][0]
    assert evidence["study"]["funding"] == "A synthetic maker"
    assert evidence["rows"][0]["id"] == "preclinical"
    assert evidence["rows"][0]["follows"][0]["name"] == "EFSA"
    assert data["law"]["in_force"] > 0


def test_it_is_in_the_language_of_the_page(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, WHOLE)
    page = run("report", "--offline", "--claim", "people").out
    assert '<html lang="nl">' in page
    assert "Regel van het beleid die besliste" in page
    assert "ratten" in page
    assert "<script" not in page


def test_a_row_of_the_policy_is_explained_once(run: Run, tmp_path: Path) -> None:
    place = "        quote: verbetert uw geheugen\n        strength: causal\n"
    again = "      - {article: memory, quote: maakt u slimmer, strength: causal}\n"
    claims = WHOLE.replace(place, f"{place}{again}")
    write_project(tmp_path, claims)
    page = run("report", "--offline", "--claim", "people", "--language", "en").out
    assert "2.2 " in page
    assert page.count('id="row-over_ceiling"') == 1
    assert page.count('<a href="#row-over_ceiling">') == 1
    assert page.count("explained above") == 1


def test_a_row_that_the_project_changed_says_so(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, CLAIMS)
    (tmp_path / "magclaims.toml").write_text(
        '[policy.ceilings]\npreclinical = "correlational"\n', encoding="utf-8"
    )
    page = run("report", "--offline", "--claim", "people", "--language", "en").out
    assert "changed in this project" in page


def test_the_authorised_claim_stands_with_its_conditions(run: Run, tmp_path: Path) -> None:
    claims = LAWFUL.replace(
        "verbetert uw geheugen", "Magnesium draagt bij tot een normale spierwerking"
    )
    claims = claims.replace(
        "about: {substance: magnesium L-threonate, outcome: memory}",
        "about: {substance: magnesium, outcome: muscle function}",
    )
    write_project(tmp_path, claims)
    out = run("report", "--offline", "--claim", "people", "-f", "json").out
    made = json.loads(out)["law"]["authorised"]
    assert len(made) == 1
    assert made[0]["article"] == "13(1)"
    assert made[0]["conditions"]
    assert made[0]["places"] == [0]


def test_a_dossier_has_a_file_for_each_claim(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, CLAIMS)
    result = run("report", "--offline", "--dossier", "files")
    assert "3 claims" in result.out
    names = {p.name for p in (tmp_path / "files").iterdir()} - {MANIFEST, "index.html"}
    assert names == {
        f"{n}.{end}" for n in ("rats", "people", "enzymes") for end in ("html", "json")
    }


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["--claim", "peple"], "did you mean"),
        (["--claim", "people", "--dossier", "x"], "--dossier"),
        (["--dossier", "x", "-o", "y"], "--dossier"),
        (["--claim", "people", "-f", "markdown"], "markdown"),
        (["--claim", "people", "--since", "HEAD"], "--since"),
    ],
)
def test_what_cannot_be_is_said(run: Run, tmp_path: Path, call: list[str], said: str) -> None:
    write_project(tmp_path, CLAIMS)
    result = run("report", "--offline", *call)
    assert result.code == 2
    assert said in result.err
    assert not (tmp_path / "x").exists()


HOSTILE = '"<img src=x onerror=alert(1)>"'


def test_hostile_text_stays_text(run: Run, tmp_path: Path) -> None:
    claims = CLAIMS.replace("Magnesium L-threonate improves memory.", HOSTILE)
    write_project(tmp_path, claims.replace("Een synthetisch artikel", HOSTILE))
    page = run("report", "--offline", "--claim", "people").out
    assert "<img" not in page
    assert "&lt;img" in page


# --- folders


def test_pages_of_articles_that_are_gone_go(tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine", encoding="utf-8")
    write_folder(tmp_path, {"index.html": "a", "old.html": "b", "edited.html": "c"})
    (tmp_path / "edited.html").write_text("somebody's own", encoding="utf-8")
    write_folder(tmp_path, {"index.html": "d"})
    there = {p.name: p.read_text(encoding="utf-8") for p in tmp_path.glob("*.html")}
    assert there == {"index.html": "d", "mine.html": "mine", "edited.html": "somebody's own"}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"files": []}', '{"files": {"../out.html": "x", "a": 3}}', "[" * 9999]
)
def test_a_list_that_is_none_of_ours_removes_nothing(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (tmp_path / "out.html").write_text("x", encoding="utf-8")
    (folder / "a").write_text("x", encoding="utf-8")
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    write_folder(folder, {"index.html": "a"})
    assert (tmp_path / "out.html").is_file()
    assert (folder / "a").is_file()
