"""A registry in several files, one an article: read as one, and a part of it by itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from project import Run

ENTRY = "@article{{w{n}, title = {{Made-up work number {n} on a subject}}, author = {{Doe, Ann}}, year = {{2020}}, doi = {{10.5555/synthetic.{n}}}}}\n"
SHARD = """\
articles:
  a{n}:
    title: Synthetic article {n}
    language: en
    commercial: false
    references: [w{n}]
claims:
  - id: c{n}
    statement: Magnesium improves memory.
    kind: effect
    about: {{substance: magnesium, outcome: memory}}
    occurrences: [{{article: a{n}, quote: magnesium improves memory, strength: causal}}]
    evidence: [{{reference: w{n}, level: human, relation: supports}}]
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three files of claims, and a bibliography of five works."""
    (tmp_path / "claims").mkdir()
    for n in range(3):
        (tmp_path / "claims" / f"a{n}.yaml").write_text(SHARD.format(n=n))
    (tmp_path / "references.bib").write_text("".join(ENTRY.format(n=n) for n in range(5)))
    settings(tmp_path, "claims/*.yaml")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    return tmp_path


def settings(folder: Path, claims: str) -> None:
    (folder / "magclaims.toml").write_text(
        f'claims = ["{claims}"]\nbibliography = ["references.bib"]\n'
    )


def checked(run: Run, *paths: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(run("check", "-f", "json", *paths).out)
    return document


def told(document: dict[str, Any]) -> dict[str, list[str]]:
    """The subjects of the findings, by code."""
    found: dict[str, list[str]] = {}
    for finding in document["findings"]:
        found.setdefault(finding["code"], []).append(finding["reference"] or finding["claim"])
    return found


@pytest.mark.parametrize("claims", ["claims/*.yaml", "claims", "claims/**/*.yaml"])
def test_a_pattern_or_a_folder_is_one_registry(site: Path, run: Run, claims: str) -> None:
    whole = checked(run)
    settings(site, claims)
    assert checked(run) == whole
    assert [claim["id"] for claim in whole["claims"]] == ["c0", "c1", "c2"]
    assert told(whole)["TRC003"] == ["w3", "w4"]


def test_a_registry_in_parts_says_what_it_says_as_one(site: Path, run: Run) -> None:
    parts = checked(run)
    bodies = [SHARD.format(n=n).partition("claims:\n") for n in range(3)]
    heads = "".join(head.removeprefix("articles:\n") for head, _, _ in bodies)
    (site / "claims.yaml").write_text(
        f"articles:\n{heads}claims:\n" + "".join(body for _, _, body in bodies)
    )
    settings(site, "claims.yaml")
    whole = checked(run)
    for document in (parts, whole):
        for each in (*document["findings"], *(o for c in document["claims"] for o in c["occurrences"])):  # fmt: skip
            del each["path"], each["line"]
    key = lambda f: (f["code"], f["message"])  # noqa: E731
    assert sorted(parts["findings"], key=key) == sorted(whole["findings"], key=key)
    assert parts["claims"] == whole["claims"]


def test_an_id_may_stand_in_one_file_only(site: Path, run: Run) -> None:
    (site / "claims" / "b.yaml").write_text(SHARD.format(n=0))
    twice = [f for f in checked(run)["findings"] if f["code"] == "SCH002"]
    assert {(f["path"], f["line"]) for f in twice} == {("claims/b.yaml", 2), ("claims/b.yaml", 8)}


def test_of_a_part_only_what_it_uses_is_judged(site: Path, run: Run) -> None:
    document = checked(run, "claims/a1.yaml")
    assert [reference["key"] for reference in document["references"]] == ["w1"]
    assert "TRC003" not in told(document)
    assert {subject for subjects in told(document).values() for subject in subjects} <= {"c1", "w1"}


def test_all_parts_are_the_whole(site: Path, run: Run) -> None:
    assert checked(run, *(f"claims/a{n}.yaml" for n in range(3))) == checked(run)
    assert checked(run, "claims") == checked(run)


def test_with_its_bibliography_a_part_is_judged_beside_all_of_it(site: Path, run: Run) -> None:
    document = checked(run, "claims/a1.yaml", "references.bib")
    assert told(document)["TRC003"] == ["w0", "w2", "w3", "w4"]


def test_a_key_that_was_meant_is_found_among_the_others(site: Path, run: Run) -> None:
    shard = site / "claims" / "a1.yaml"
    shard.write_text(shard.read_text().replace("references: [w1]", "references: [w1, W4]"))
    (lost,) = [f for f in checked(run, "claims/a1.yaml")["findings"] if f["code"] == "TRC001"]
    assert lost["suggestion"] == "did you mean `w4`?"


def test_faults_of_other_entries_are_for_another_run(site: Path, run: Run) -> None:
    with (site / "references.bib").open("a") as file:
        file.write(
            "@article{w4, title = {The key stands twice}}\n@article{w1, title = {Here, too}}\n"
        )
    assert told(checked(run))["REF002"] == ["w4", "w1"]
    assert told(checked(run, "claims/a1.yaml"))["REF002"] == ["w1"]


def test_what_an_article_prints_is_looked_for_in_all_of_it(site: Path, run: Run) -> None:
    shard = site / "claims" / "a1.yaml"
    shard.write_text(shard.read_text().replace("    commercial", "    file: a1.md\n    commercial"))
    (site / "a1.md").write_text(
        "# Title\n\nMagnesium improves memory [1][2].\n\n## References\n\n"
        + "".join(
            f"{at}. Doe A. Made-up work number {n} on a subject. 2020. doi:10.5555/synthetic.{n}\n"
            for at, n in ((1, 1), (2, 4))
        )
    )
    with (site / "magclaims.toml").open("a") as file:
        file.write('articles = "."\n')
    document = checked(run, "claims/a1.yaml")
    assert [reference["key"] for reference in document["references"]] == ["w1", "w4"]
    assert "is `w4`" in next(f["message"] for f in document["findings"] if f["code"] == "TXT009")


def test_scan_writes_a_file_of_its_own_for_a_new_article(site: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in (site / "claims").iterdir()}
    (site / "new.md").write_text(
        "---\ntitle: A new piece\nlanguage: en\n---\n\nZinc improves sleep quality.\n"
    )
    assert run("scan", "new.md", "--write", "--language", "en").code == 0
    (new,) = set((site / "claims").iterdir()) - set(before)
    assert {path: path.read_bytes() for path in before} == before
    assert "Zinc improves sleep quality" in new.read_text()
    document = checked(run)
    (article,) = {article["id"] for article in document["articles"]} - {"a0", "a1", "a2"}
    assert new.name == f"{article}.yaml"


def test_scan_writes_into_the_file_that_has_the_article(site: Path, run: Run) -> None:
    shard = site / "claims" / "a1.yaml"
    shard.write_text(shard.read_text().replace("    commercial", "    file: a1.md\n    commercial"))
    (site / "a1.md").write_text("# Title\n\nZinc improves sleep quality.\n")
    with (site / "magclaims.toml").open("a") as file:
        file.write('articles = "."\n')
    names = sorted(path.name for path in (site / "claims").iterdir())
    assert run("scan", "a1.md", "--write").code == 0
    assert sorted(path.name for path in (site / "claims").iterdir()) == names
    assert "Zinc improves sleep quality" in shard.read_text()


def test_a_folder_of_one_file_stays_one_file(site: Path, run: Run) -> None:
    settings(site, "claims")
    for n in (1, 2):
        (site / "claims" / f"a{n}.yaml").unlink()
    (site / "new.md").write_text(
        "---\ntitle: A new piece\nlanguage: en\n---\n\nZinc improves sleep quality.\n"
    )
    assert run("scan", "new.md", "--write", "--language", "en").code == 0
    assert [path.name for path in (site / "claims").iterdir()] == ["a0.yaml"]


def test_a_pattern_that_nothing_fits_is_told(site: Path, run: Run) -> None:
    settings(site, "claims/*.yml")
    done = run("check")
    assert done.code == 2
    assert "no file fits this pattern" in done.err
    (site / "references.bib").unlink()
    assert "there is no claims/*.yml" in run("check").err
