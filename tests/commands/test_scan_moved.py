"""`magclaims scan` on an article that was changed since it was registered. All of it is synthetic."""

import json
from pathlib import Path

import pytest

from magclaims.model.registry import Strength
from magclaims.read.claims import Registry
from magclaims.read.claims import read as read_registry
from project import Run

ARTICLE = """\
# Minerals

Zinc improves sleep in tired adults after some weeks.

Iron reduces fatigue in 40 young women with low stores.

Copper supports the immune system in older men.
"""
REGISTRY = """\
articles:
  minerals:
    title: Minerals
    language: en
    file: minerals.md

claims:
  # The first one.
  - id: zinc
    statement: Zinc improves sleep.
    kind: effect
    about: {substance: zinc, outcome: sleep}
    occurrences:
      - article: minerals
        quote: "Zinc improves sleep in tired adults"  # where it stands
        strength: causal
  - {id: iron, statement: Iron reduces fatigue., kind: effect, about: {substance: iron, outcome: fatigue}, occurrences: [{article: minerals, quote: reduces fatigue in 40 young women, strength: causal}]}

  - id: copper
    draft: true
    statement: Copper supports the immune system.
    kind: effect
    about: {substance: copper}
    occurrences:
      - article: minerals
        quote: Copper supports the immune system in older men
        strength: conditional
  # Behind it.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "magclaims.toml").write_text('articles = "articles"\n')
    for name in ("articles", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "articles" / "minerals.md").write_text(ARTICLE)
    (tmp_path / "data" / "claims.yaml").write_text(REGISTRY)
    (tmp_path / "data" / "references.bib").write_text("")
    return tmp_path


def change(project: Path, old: str, new: str) -> None:
    path = project / "articles" / "minerals.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def registry(project: Path) -> Registry:
    found = read_registry([project / "data" / "claims.yaml"])
    assert not found.faults
    return found


def test_an_unchanged_article_changes_nothing(run: Run, project: Path) -> None:
    result = run("scan", "articles/minerals.md", "--write")
    assert "Changed since" not in result.out
    assert (project / "data" / "claims.yaml").read_text() == REGISTRY


def test_a_changed_quote_is_told_and_with_write_updated(run: Run, project: Path) -> None:
    change(project, "Zinc improves sleep in tired adults", "Zinc may improve sleep in tired adults")
    seen = run("scan", "articles/minerals.md")
    assert "zinc: “Zinc improves sleep in tired adults”, now “Zinc may improve" in seen.out
    assert "worded conditional; it was causal" in seen.out
    assert "--write updates the quote" in seen.out
    assert (project / "data" / "claims.yaml").read_text() == REGISTRY
    result = run("scan", "articles/minerals.md", "--write")
    assert "the registry now quotes these words" in result.out
    zinc = registry(project).dossier.claims[0].occurrences[0]
    assert zinc.quote == "Zinc may improve sleep in tired adults"
    assert (zinc.strength, zinc.hedged) == (Strength.CONDITIONAL, True)
    # Comments and all else stay.
    text = (project / "data" / "claims.yaml").read_text()
    assert "  # where it stands\n" in text
    assert text.count("\n") == REGISTRY.count("\n") + 1
    # The finding is closed, and a second run has nothing to tell.
    codes = {f["code"] for f in json.loads(run("check", "-f", "json").out)["findings"]}
    assert not codes & {"TXT001", "TXT002", "TXT003"}
    assert "Changed since" not in run("scan", "articles/minerals.md", "--write").out


def test_a_changed_quote_in_brackets(run: Run, project: Path) -> None:
    change(project, "reduces fatigue in 40 young women", "might reduce fatigue in 40 young women")
    run("scan", "articles/minerals.md", "--write")
    iron = registry(project).dossier.claims[1].occurrences[0]
    assert iron.quote == "reduce fatigue in 40 young women"
    assert (iron.strength, iron.hedged) == (Strength.CONDITIONAL, True)


def test_a_changed_number_is_left_to_a_person(run: Run, project: Path) -> None:
    change(project, "in 40 young women", "in 90 young women")
    result = run("scan", "articles/minerals.md", "--write")
    assert "a number has changed: check the claim" in result.out
    assert (project / "data" / "claims.yaml").read_text() == REGISTRY
    (moved,) = json.loads(run("scan", "articles/minerals.md", "-f", "json").out)["articles"][0][
        "moved"
    ]
    assert (moved["claim"], moved["number_changed"], moved["done"]) == ("iron", True, None)


def test_what_is_gone(run: Run, project: Path) -> None:
    change(project, "Copper supports the immune system in older men.", "")
    change(project, "Zinc improves sleep in tired adults after some weeks.", "")
    result = run("scan", "articles/minerals.md", "--write")
    # A draft goes with its words; what somebody approved is his or hers.
    assert "copper: " in result.out
    assert "its words are gone from the article, and so is the draft" in result.out
    assert "gone from the article: take the occurrence out" in result.out
    found = registry(project)
    assert found.drafts == ()
    assert [claim.id for claim in found.dossier.claims] == ["zinc", "iron"]
    assert "# The first one." in (project / "data" / "claims.yaml").read_text()


def test_a_draft_states_what_its_sentence_states_now(run: Run, project: Path) -> None:
    change(
        project,
        "Copper supports the immune system in older men",
        "Copper strongly supports the immune system in older men",
    )
    result = run("scan", "articles/minerals.md", "--write", "--offline")
    copper = next(draft for draft in registry(project).drafts if draft.id == "copper")
    # Somebody worded this one: it is left.
    assert copper.statement == "Copper supports the immune system."
    text = (project / "data" / "claims.yaml").read_text()
    text = text.replace(
        "statement: Copper supports the immune system.",
        "statement: Copper strongly supports the immune system in older men.",
    )
    (project / "data" / "claims.yaml").write_text(text)
    change(
        project, "strongly supports the immune system in", "weakly supports the immune system of"
    )
    result = run("scan", "articles/minerals.md", "--write", "--offline")
    copper = next(draft for draft in registry(project).drafts if draft.id == "copper")
    assert copper.statement == "Copper weakly supports the immune system of older men."
    assert "its draft now states" in result.out
    again = run("scan", "articles/minerals.md", "--write", "--offline")
    assert "Changed since" not in again.out


def test_a_number_beside_the_quote_is_seen_in_drafts(run: Run, project: Path) -> None:
    path = project / "articles" / "minerals.md"
    path.write_text(
        path.read_text()
        + "\nSelenium clearly lowers the pain of older women with worn knees by 30 %.\n"
    )
    run("scan", "articles/minerals.md", "--write", "--offline")
    change(project, "by 30 %", "by 20 %")
    result = run("scan", "articles/minerals.md", "--write", "--offline")
    stated = [draft.statement for draft in registry(project).drafts]
    assert any("20 %" in one for one in stated), result.out
    assert not any("30 %" in one for one in stated)


def test_a_statement_of_the_earlier_words_is_told(run: Run, project: Path) -> None:
    data = project / "data" / "claims.yaml"
    data.write_text(
        data.read_text().replace(
            "statement: Zinc improves sleep.", "statement: Zinc improves sleep in tired adults."
        )
    )
    change(
        project, "Zinc improves sleep in tired adults", "Zinc improves the sleep of tired adults"
    )
    result = run("scan", "articles/minerals.md", "--write", "--offline")
    assert "its statement has the earlier words still" in result.out


def test_a_quote_keeps_a_verb(run: Run, project: Path) -> None:
    path = project / "articles" / "minerals.md"
    text = REGISTRY.replace("language: en", "language: nl").replace(
        '"Zinc improves sleep in tired adults"', "Zink verbetert de diepe slaap van ouderen"
    )
    (project / "data" / "claims.yaml").write_text(text)
    path.write_text("# Mineralen\n\nBij dieren verbeterde zink de diepe slaap van ouderen.\n")
    result = run("scan", "articles/minerals.md", "--write")
    assert "the registry now quotes these words" in result.out
    assert "verbeterde zink" in registry(project).dossier.claims[0].occurrences[0].quote


def test_what_speaks_of_the_same_is_named_where_words_are_gone(run: Run, project: Path) -> None:
    change(
        project,
        "Zinc improves sleep in tired adults after some weeks.",
        "In one small trial zinc shortened the time to fall asleep and improved sleep.",
    )
    result = run("scan", "articles/minerals.md")
    assert "gone from the article: take the occurrence out" in result.out
    assert "of the same now speaks 3:" in result.out
