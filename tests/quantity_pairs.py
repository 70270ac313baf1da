"""Pairs of a sentence and its source, through the whole pipe. All are made up (synthetic)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from magclaims.judge.case import Case
from magclaims.judge.policy import load
from magclaims.judge.verdict.assess import OccurrenceAssessment
from magclaims.model.registry import Dossier, Verdict
from magclaims.model.source_map import SourceMap
from magclaims.model.work import Gathered, Work
from magclaims.read.article.articles import read
from magclaims.read.bibtex import parse_bibliography

Class = Literal["fine", "part", "bad"]
_FINE = {Verdict.SUPPORTED, Verdict.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair and what came out."""

    sentence: str
    wanted: Class
    got: Class
    row: str
    reasons: str
    why: str
    unseen: bool


def judge_pairs(pairs: Sequence[Mapping[str, Any]], folder: Path) -> list[Judged]:
    """Judge each pair: its sentence as the text of an article, its source as a meta-analysis.

    Args:
        pairs: As tests/quantity/pairs.yaml has them.
        folder: Where the texts may be written.
    """
    articles, studies, claims, answers, texts, entries = {}, {}, [], {}, {}, []
    for number, pair in enumerate(pairs):
        key, text = f"source{number}", str(pair["sentence"])
        path = folder / f"{key}.txt"
        path.write_text(text + "\n", encoding="utf-8")
        texts[key] = read(path, pair["language"])
        articles[key] = {"title": "A synthetic article", "language": pair["language"],
                         "commercial": False, "references": [key]}  # fmt: skip
        studies[key] = _study(pair)
        claims.append(_claim(key, pair))
        entries.append(_entry(key))
        answers[key] = Work(
            doi=f"10.5555/synthetic.{key}", title=f"A synthetic work number {number}", year=2020,
            authors=({"family": "Doe", "given": "Jane"},),
            journal="Journal of Synthetic Records", abstract=pair.get("abstract"),
        )  # fmt: skip
    case = Case(
        dossier=Dossier.model_validate(
            {"articles": articles, "studies": studies, "claims": claims}
        ),
        source_map=SourceMap(),
        faults=(),
        bibliographies=(parse_bibliography("\n".join(entries)),),
        gathered=Gathered(answers=answers, asked=True),
        policy=load(),
        today=date(2026, 6, 1),
        texts=texts,
    )
    return [
        _judged(pair, case.assessments[f"source{number}"].occurrences[0])
        for number, pair in enumerate(pairs)
    ]


def _study(pair: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "design": pair.get("design", "narrative_review" if pair.get("level") == "narrative_review" else "meta_analysis"),
        "subjects": "human",
        "ingredients": pair["substance"],
        "outcomes": [{"name": pair["outcome"], "direction": "better"}],
        "reviews": {"designs": "randomized_controlled_trial"},
        **pair.get("study", {}),
    }  # fmt: skip


def _claim(key: str, pair: Mapping[str, Any]) -> dict[str, Any]:
    link = {"reference": key, "level": pair.get("level", "systematic_review")}
    if "says" in pair:
        link["says"] = pair["says"]
    said = {"article": key, "quote": " ".join(str(pair["sentence"]).split()[:12]),
            "strength": "none" if pair.get("kind") == "quantity" else "conditional",
            "reported": pair.get("reported", False)}  # fmt: skip
    return {
        "id": key,
        "statement": f"{pair['substance']} improves {pair['outcome']}.",
        "kind": pair.get("kind", "effect"),
        "about": {"substance": pair["substance"], "outcome": pair["outcome"]},
        "direction": "improves",
        "occurrences": [said],
        "evidence": [link],
    }


def _entry(key: str) -> str:
    number = key.removeprefix("source")
    return (
        f"@article{{{key}, author = {{Doe, Jane}}, title = {{A synthetic work number {number}}}, "
        f"journal = {{Journal of Synthetic Records}}, year = {{2020}}, "
        f"doi = {{10.5555/synthetic.{key}}}}}"
    )


def _judged(pair: Mapping[str, Any], assessed: OccurrenceAssessment) -> Judged:
    verdict = assessed.verdict
    got: Class = "bad"
    if verdict in _FINE:
        got = "fine"
    elif verdict in {Verdict.PARTLY_SUPPORTED, Verdict.UNVERIFIED}:
        got = "part"
    return Judged(
        sentence=str(pair["sentence"]),
        wanted=pair["verdict"],
        got=got,
        row=assessed.row,
        reasons="; ".join(reason.text for reason in assessed.reasons[:3]),
        why=str(pair["why"]),
        unseen=bool(pair.get("unseen", False)),
    )
