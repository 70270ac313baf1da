"""Every rule has a case file (tests/rules/CODE.yaml): snippet in, place and code out, near misses."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from magclaims.judge.case import Case
from magclaims.judge.engine import judge
from magclaims.judge.policy import load
from magclaims.judge.rule import RULES
from magclaims.model.finding import Finding
from magclaims.model.work import Answer, Gathered, Missing, Unreachable, Work
from magclaims.read.article.articles import read as read_article
from magclaims.read.bibtex import read_bibliography
from magclaims.read.claims import read

FOLDER = Path(__file__).parents[1] / "rules"
FIELDS = {"why", "registry", "bib", "text", "records", "with", "found", "near"}
BIB = """\
@article{doe,
  author = {Doe, Jane and Poe, John},
  title = {A synthetic study of a synthetic substance},
  journal = {Journal of Synthetic Records},
  year = {2020},
  volume = {3},
  number = {2},
  pages = {11--19},
  doi = {10.5555/synthetic.doe}
}
@article{roe,
  author = {Roe, Richard},
  title = {Another synthetic study of something else},
  journal = {Annals of Made-up Trials},
  year = {2021},
  volume = {8},
  pages = {101--110},
  doi = {10.5555/synthetic.roe}
}
"""
REGISTRY = """\
articles:
  a: {title: Synthetic, language: en, commercial: false, references: [doe, roe]}
"""
RECORDS: dict[str, dict[str, Any]] = {
    "doe": {
        "doi": "10.5555/synthetic.doe",
        "title": "A synthetic study of a synthetic substance",
        "authors": [{"family": "Doe", "given": "Jane"}, {"family": "Poe", "given": "John"}],
        "journal": "Journal of Synthetic Records",
        "year": 2020,
        "volume": "3",
        "issue": "2",
        "pages": "11-19",
    },
    "roe": {
        "doi": "10.5555/synthetic.roe",
        "title": "Another synthetic study of something else",
        "authors": [{"family": "Roe", "given": "Richard"}],
        "journal": "Annals of Made-up Trials",
        "year": 2021,
        "volume": "8",
        "pages": "101-110",
    },
}
TODAY = date(2026, 6, 1)


def cases_of(code: str) -> list[dict[str, Any]]:
    path = FOLDER / f"{code}.yaml"
    if not path.is_file():
        return []
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def answer(key: str, given: Mapping[str, Any] | str) -> Answer:
    if given == "missing":
        return Missing(identifier=f"doi:10.5555/synthetic.{key}", asked=("crossref", "doi.org"))
    assert isinstance(given, Mapping)
    if "unreachable" in given:
        reason = str(given["unreachable"])
        return Unreachable(identifier=f"doi:{key}", service="crossref", reason=reason)
    return Work.model_validate({**RECORDS.get(key, {}), **given})


def gathered(case: Mapping[str, Any]) -> Gathered:
    more = case.get("with", {})
    records = case.get("records", {} if "bib" in case else {"doe": {}, "roe": {}})

    def works(name: str) -> dict[str, tuple[Work, ...]]:
        given = more.get(name, {})
        return {key: tuple(map(Work.model_validate, some)) for key, some in given.items()}

    return Gathered(
        answers={key: answer(key, given) for key, given in records.items() if given is not None},
        asked=True,
        absent={
            k: tuple(map(Missing.model_validate, v)) for k, v in more.get("absent", {}).items()
        },
        unlocked=more.get("unlocked", {}),
        watched=more.get("watched", False),
        others=works("others"),
        candidates=works("candidates"),
    )


def run(case: Mapping[str, Any], folder: Path) -> tuple[Finding, ...]:
    """All findings of a case; its files are written into the folder."""
    for name, text in (
        ("claims.yaml", case.get("registry", REGISTRY)),
        ("references.bib", case.get("bib", BIB)),
        ("a.md", case.get("text")),
    ):
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    registry = read([folder / "claims.yaml"])
    texts = {
        name: read_article(folder / article.file, article.language)
        for name, article in registry.dossier.articles.items()
        if article.file is not None
    }
    more = case.get("with", {})
    return judge(
        Case(
            dossier=registry.dossier,
            marks=registry.marks,
            faults=registry.faults,
            drafts=registry.drafts,
            bibliographies=(read_bibliography(folder / "references.bib"),),
            gathered=gathered(case),
            policy=load(),
            today=more.get("today", TODAY),
            texts=texts,
            least_coverage=more.get("coverage"),
        )
    )


def said(code: str, findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """Place, severity and message of a rule's findings."""
    return [
        (f"{Path(f.path).name}:{f.line}:{f.column}", f.severity.value, f.message)
        for f in findings
        if f.code == code
    ]


CASES = [
    pytest.param(code, case, id=f"{code}-{number}")
    for code in sorted(RULES)
    for number, case in enumerate(cases_of(code))
]
NEAR = [
    pytest.param(code, case, miss, id=f"{code}-{number}-{index}")
    for code in sorted(RULES)
    for number, case in enumerate(cases_of(code))
    for index, miss in enumerate(case.get("near", ()))
]


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_a_case_and_a_near_miss(code: str) -> None:
    cases = cases_of(code)
    assert cases, f"write tests/rules/{code}.yaml: see tests/rules/README.md"
    assert any(case.get("found") for case in cases), f"no case of {code} finds anything"
    assert any(case.get("near") for case in cases), f"no near miss shows where {code} is silent"
    for case in cases:
        assert set(case) <= FIELDS, f"unknown fields: {set(case) - FIELDS}"


def test_every_case_file_is_of_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(RULES)


@pytest.mark.parametrize(("code", "case"), CASES)
def test_a_rule_finds_what_its_case_says(
    code: str, case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = said(code, run(case, tmp_path))
    wanted = case["found"]
    assert [place for place, _, _ in found] == [w["at"] for w in wanted], found
    for (_, severity, message), want in zip(found, wanted, strict=True):
        assert want["says"] in message
        assert severity == want.get("severity", RULES[code].severity.value)


@pytest.mark.parametrize(("code", "case", "miss"), NEAR)
def test_a_near_miss_gives_nothing(
    code: str, case: dict[str, Any], miss: dict[str, Any], tmp_path: Path
) -> None:
    part = miss["in"]
    changed = dict(case)
    if part in {"records", "with"}:
        changed[part] = miss["new"]
    else:
        text = case.get(part) or {"bib": BIB, "registry": REGISTRY}[part]
        assert miss["old"] in text, f"{miss['old']!r} is not in `{part}`"
        changed[part] = text.replace(miss["old"], miss["new"])
    assert said(code, run(changed, tmp_path)) == [], miss["why"]
