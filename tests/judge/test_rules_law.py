"""The LAW rules, and NUM rules about limits, over a case. Articles and references are synthetic."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from magclaims.judge.case import Case
from magclaims.judge.policy import load
from magclaims.judge.rule import RULES, Hit
from magclaims.judge.rules import law
from magclaims.model.finding import Severity
from magclaims.model.registry import Dossier
from magclaims.model.source_map import SourceMap
from magclaims.model.work import Gathered
from magclaims.read.article.articles import read
from magclaims.read.bibtex import parse_bibliography

BIB = "@article{synthetic2020, title = {Magnesium Prevents Migraine: A Synthetic Title}, year = {2020}}"


def make_case(
    tmp_path: Path,
    text: str | None,
    *,
    claims: Sequence[dict[str, Any]] = (),
    **article: object,
) -> Case:
    values = {
        "title": "Synthetisch artikel",
        "language": "nl",
        "commercial": True,
        "jurisdictions": ["eu"],
        **article,
    }
    texts = {}
    if text is not None:
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        texts = {"a": read(path, "nl")}
    return Case(
        dossier=Dossier.model_validate({"articles": {"a": values}, "claims": list(claims)}),
        source_map=SourceMap(),
        faults=(),
        bibliographies=(parse_bibliography(BIB),),
        gathered=Gathered(),
        policy=load(),
        today=date(2026, 11, 21),
        texts=texts,
    )


def claim(quote: str, **values: Any) -> dict[str, Any]:
    occurrence = {"article": "a", "quote": quote, "strength": "causal", **values.pop("said", {})}
    return {
        "id": "memory",
        "statement": "Magnesium improves memory",
        "kind": "effect",
        "about": {"substance": "magnesium"},
        "occurrences": [occurrence],
        **values,
    }


def run(case: Case, family: str = "LAW") -> dict[str, Hit]:
    rules = [rule for code, rule in RULES.items() if code.startswith(family)]
    hits = [(rule.code, hit) for rule in rules for hit in rule.find(case, ())]
    assert len(hits) == len({code for code, _ in hits})
    return dict(hits)


def test_a_finding_stands_at_its_first_line_and_lists_them_all(tmp_path: Path) -> None:
    text = (
        "Noten zijn lekker.\n\nMagnesium verbetert het geheugen.\n\nMagtein ondersteunt de slaap.\n"
    )
    hits = run(make_case(tmp_path, text))
    assert set(hits) == {"LAW001"}  # Magtein is a form of magnesium
    hit = hits["LAW001"]
    assert (hit.subject.article, hit.subject.location.line) == ("a", 3)
    assert hit.subject.location.path.endswith("a.txt")
    assert hit.message.endswith("; lines 3, 5")
    assert hit.severity is None
    assert hit.suggestion is not None


def test_many_lines_are_counted(tmp_path: Path) -> None:
    text = "Magnesium verbetert het geheugen.\n\n" * 15
    assert run(make_case(tmp_path, text))["LAW001"].message.endswith("23 and 3 more")


@pytest.mark.parametrize(
    "article", [{"commercial": False}, {"jurisdictions": []}, {"jurisdictions": ["us"]}]
)
def test_only_commercial_articles_with_a_place(tmp_path: Path, article: dict[str, Any]) -> None:
    assert "LAW001" not in run(make_case(tmp_path, "Magnesium verbetert het geheugen.", **article))


def test_what_stands_there_from_memory_is_a_note(tmp_path: Path) -> None:
    text = "Magnesium geneest migraine. Artsen raden magnesium aan."
    hits = run(make_case(tmp_path, text))
    assert hits["LAW002"].severity is Severity.NOTE
    assert "from memory" in hits["LAW002"].message
    assert hits["LAW005"].severity is None
    assert RULES["LAW005"].severity is Severity.NOTE
    dutch = run(make_case(tmp_path, text, jurisdictions=["nl"]))
    assert dutch["LAW002"].severity is None


def test_us_rules(tmp_path: Path) -> None:
    text = "Magnesium voorkomt migraine.*\n\nMagnesium ondersteunt de spieren.*\n"
    hits = run(make_case(tmp_path, text, jurisdictions=["us"]))
    assert set(hits) == {"LAW010", "LAW011", "LAW012"}
    assert hits["LAW011"].message.endswith("lines 1, 3")


def test_every_rule_of_the_regulation_is_registered(tmp_path: Path) -> None:
    text = """\
Magnesium verbetert het geheugen en voorkomt migraine.

Magnesium verlaagt het risico op dementie.

Artsen raden magnesium aan.

Magnesium is goed voor je hersenen.

Een tussenzin. Nog een. En nog een. Nog een laatste.

Magnesium draagt bij tot een normale spierfunctie.* Je neemt 20 mg magnesium per dag.

Magtein is niet toegelaten in de EU. Magtein is geschikt voor zwangere vrouwen.
"""
    hits = run(make_case(tmp_path, text, jurisdictions=["eu", "us"]))
    assert set(hits) == {f"LAW{number:03}" for number in range(1, 13)}


def test_a_cited_title_is_a_note(tmp_path: Path) -> None:
    text = "Noten zijn lekker.\n\nReferenties\n\n1. Synth A. Magnesium prevents migraine. Synth J. 2020;1:1-2.\n"
    hits = run(make_case(tmp_path, text, jurisdictions=["us"]))
    assert set(hits) == {"LAW012"}
    assert hits["LAW012"].severity is Severity.NOTE
    assert "cited title" in hits["LAW012"].message


# --- without the text ------------------------------------------------------------------------------


def test_quotes_are_judged_where_the_text_is_not_at_hand(tmp_path: Path) -> None:
    hits = run(make_case(tmp_path, None, claims=[claim("verbetert het geheugen")]))
    assert set(hits) == {"LAW001"}
    assert hits["LAW001"].message.endswith("; claim memory")
    assert hits["LAW001"].subject.location.path == "claims.yaml"


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "limitation"},
        {"kind": "study_result"},
        {"said": {"subjects": "animal"}},
        {"said": {"reported": True}},
        {"said": {"article": "another"}},
    ],
)
def test_fragments_give_no_false_alarm(tmp_path: Path, changes: dict[str, Any]) -> None:
    case = make_case(tmp_path, None, claims=[claim("verbetert het geheugen", **changes)])
    assert run(case) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "study_result", "said": {"subjects": "human"}},
        {"said": {"reported": True, "subjects": "human"}},
    ],
)
def test_what_a_seller_reports_of_people_is_a_claim(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    case = make_case(tmp_path, None, claims=[claim("verbeterde het geheugen", **changes)])
    assert set(run(case)) == {"LAW001"}


def test_what_a_fragment_lacks_is_no_finding(tmp_path: Path) -> None:
    quote = claim("draagt bij tot een normale spierfunctie*")
    assert run(make_case(tmp_path, None, claims=[quote], jurisdictions=["eu", "us"])) == {}


def test_a_declared_therapeutic_quote_needs_only_the_disease(tmp_path: Path) -> None:
    quote = claim("bij slapeloosheid de eerste keus", said={"therapeutic": True})
    hits = run(make_case(tmp_path, None, claims=[quote], jurisdictions=["nl"]))
    assert set(hits) == {"LAW002"}


def test_titles_come_from_the_bibliography_where_the_text_is_not_at_hand(tmp_path: Path) -> None:
    references = ["synthetic2020", "unknown2021"]
    case = make_case(tmp_path, None, references=references, jurisdictions=["us"])
    hits = run(case)
    assert set(hits) == {"LAW012"}
    assert hits["LAW012"].severity is Severity.NOTE
    assert hits["LAW012"].message.endswith("; reference synthetic2020")
    assert hits["LAW012"].subject.article == "a"


# --- the seeds -------------------------------------------------------------------------------------

SEEDS = Path(__file__).parents[3] / "shared" / "articles" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not at hand")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_79d495e844d5c844.txt", {"LAW001", "LAW003", "LAW004", "LAW008", "LAW012"}),
        ("001_df7817cde288b65c.txt", {"LAW001", "LAW010"}),
    ],
)
def test_seeds(tmp_path: Path, name: str, expected: set[str]) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    hits = run(make_case(tmp_path, text, jurisdictions=["eu", "nl", "us"]))
    assert set(hits) == expected
    # The disease stands in a cited title only, and the disclaimer is no medical claim.
    medical = [hits[code].severity for code in ("LAW002", "LAW012") if code in hits]
    assert set(medical) <= {Severity.NOTE}


def test_manual_pages_say_that_this_is_no_legal_advice() -> None:
    rules = [rule for code, rule in RULES.items() if code.startswith("LAW")]
    assert law.__doc__ is not None
    assert all("not legal advice" in rule.manual for rule in rules)


def test_limits_in_the_text(tmp_path: Path) -> None:
    text = (
        "Magnesium zit in noten.\n\nDe bovengrens van de EFSA is 2.500 mg.\n\n"
        "Neem een supplement met 400 mg elementair magnesium per dag.\n"
    )
    hits = run(make_case(tmp_path, text), "NUM")
    assert {code: hit.subject.location.line for code, hit in hits.items()} == {
        "NUM003": 3,
        "NUM004": 5,
    }
    assert "250 mg a day" in hits["NUM003"].message
    assert "400 mg" in hits["NUM004"].message


def test_limits_in_quotes(tmp_path: Path) -> None:
    quote = claim("de bovengrens van de EFSA is 2.500 mg", kind="quantity")
    hits = run(make_case(tmp_path, None, claims=[quote]), "NUM003")
    assert hits["NUM003"].subject.claim == "memory"
    stray = claim("de bovengrens van de EFSA is 2.500 mg", said={"article": "another"})
    assert run(make_case(tmp_path, None, claims=[stray]), "NUM003") == {}
