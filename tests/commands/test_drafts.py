"""`magclaims check --drafts`: drafts as they would be judged. All of it is synthetic."""

from pathlib import Path

import pytest

from project import REFERENCES, Run, write_project

CLAIMS = """\
articles:
  a: {title: Synthetic, language: en, commercial: false, file: a.md, references: [slutsky2010, factsheet]}
studies:
  slutsky2010: {design: laboratory_experiment, subjects: animal, species: rats, ingredients: zinc}
claims:
  - id: approved
    statement: Zinc improves attention.
    kind: effect
    about: {substance: zinc, outcome: attention}
    occurrences: [{article: a, quote: Zinc improves attention, strength: causal}]
    evidence: [{reference: slutsky2010, level: animal}]
  - id: linked
    draft: true
    statement: Zinc improves memory.
    kind: effect
    about: {substance: zinc, outcome: memory}
    occurrences: [{article: a, quote: Zinc improves memory, strength: causal, cites: [slutsky2010]}]
    evidence: [{reference: slutsky2010, level: animal}]
  - id: unlinked
    draft: true
    statement: Zinc improves sleep.
    kind: effect
    about: {substance: zinc, outcome: sleep}
    occurrences: [{article: a, quote: Zinc improves sleep, strength: causal, cites: [factsheet]}]
  - id: unmarked
    draft: true
    statement: Zinc improves mood.
    kind: effect
    about: {substance: zinc, outcome: mood}
    occurrences: [{article: a, quote: Zinc improves mood, strength: causal}]
  - id: todo
    draft: true
    statement: "TODO"
    kind: effect
    about: {substance: zinc, outcome: stress}
    occurrences: [{article: a, quote: Zinc improves stress, strength: causal}]
  - id: advice
    draft: true
    statement: Ask your doctor before you take zinc.
    kind: advice
    about: {substance: zinc}
    occurrences: [{article: a, quote: Ask your doctor before you take zinc, strength: none}]
"""
TEXT = """\
# Zinc

Zinc improves memory [1]. Zinc improves sleep [2]. Zinc improves mood. Zinc improves stress.
Zinc improves attention [1]. Ask your doctor before you take zinc.

## References

1. Slutsky I, et al. Enhancement of Learning and Memory by Elevating Brain Magnesium. Neuron. 2010.
2. Synthetic Institute. Magnesium: a synthetic fact sheet.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_project(tmp_path, CLAIMS, REFERENCES)
    (tmp_path / "articles").mkdir(exist_ok=True)
    (tmp_path / "articles" / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "magclaims.toml").write_text('articles = "articles"\n', encoding="utf-8")
    return tmp_path


def _of(out: str, draft: str) -> str:
    flat = " ".join(out.split())
    (start,) = (i for i in range(len(flat)) if flat.startswith(f"draft {draft},", i))
    return flat[start:].split(" articles/", 1)[0]


def test_a_draft_is_judged_as_far_as_it_is_linked(run: Run, project: Path) -> None:
    before = (project / "data" / "claims.yaml").read_bytes()
    result = run("check", "--offline", "--drafts")
    assert result.code == 0
    linked = _of(result.out, "linked")
    assert linked.startswith("draft linked, overstated “")
    assert "Verdicts: 1 overstated, 1 not applicable." in result.out
    assert "rats" in linked
    assert "write:" in linked
    unlinked = _of(result.out, "unlinked")
    assert "not judged" in unlinked
    assert (
        "lacks: an entry under `evidence` for what it cites, with its level: `factsheet`"
        in unlinked
    )
    assert "needs: " in unlinked
    assert "if a work of the article's list bears on it" in _of(result.out, "unmarked")
    assert "still says TODO" in _of(result.out, "todo")
    assert "not applicable" in _of(result.out, "advice")
    assert "approved," not in result.out
    assert "5 places of drafts, 2 judged." in result.out
    assert (project / "data" / "claims.yaml").read_bytes() == before


def test_what_the_article_lists_on_the_same_is_named(run: Run, project: Path) -> None:
    claims = project / "data" / "claims.yaml"
    text = claims.read_text().replace("outcome: mood", "outcome: memory")
    claims.write_text(text.replace("improves mood", "improves learning and memory"))
    article = project / "articles" / "a.md"
    article.write_text(TEXT.replace("improves mood", "improves learning and memory"))
    said = _of(run("check", "--offline", "--drafts").out, "unmarked")
    assert "for what the article lists on the same matter" in said


def test_places_stand_in_the_order_of_the_text_and_quiet_shows_what_is_wrong(
    run: Run, project: Path
) -> None:
    out = run("check", "--offline", "--drafts").out
    order = [out.index(f"draft {name}") for name in ("linked", "unlinked", "unmarked", "advice")]
    assert order == sorted(order)
    quiet = run("check", "--offline", "--drafts", "-q").out
    assert "draft linked" in quiet
    assert "draft unlinked" not in quiet
    assert "draft advice" not in quiet


def test_a_look_ahead_changes_no_check(run: Run, project: Path) -> None:
    """What was judged for it is neither kept nor counted."""
    first = run("check", "--offline", "-f", "json")
    run("check", "--offline", "--drafts")
    again = run("check", "--offline", "-f", "json")
    assert again.code == first.code == 1
    assert '"drafts": 5' in again.out
    assert '"claims": 1' in again.out
    assert "`magclaims check --drafts`" in run("check", "--offline").err


@pytest.mark.parametrize(
    "more",
    [
        ["-f", "sarif"],
        ["-o", "x.txt"],
        ["--statistics"],
        ["--baseline", "b.json"],
        ["--changed-since", "HEAD"],
    ],
)
def test_drafts_are_for_reading_alone(run: Run, project: Path, more: list[str]) -> None:
    result = run("check", "--offline", "--drafts", *more)
    assert (result.code, "look ahead" in result.err) == (2, True)


def test_without_drafts_it_says_what_proposes_them(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    result = run("check", "--offline", "--drafts")
    assert (result.code, result.out, "scan ARTICLE --write" in result.err) == (0, "", True)
