"""What has to be mended so that a verdict changes."""

import json
from pathlib import Path

import pytest

from magclaims.judge.verdict.cause import cause_of
from magclaims.match.identity import Identity
from project import REFERENCES, Run, write_project
from verdicts import judge

CLAIMS = """\
articles:
  a: {title: Synthetic, language: en, commercial: false, references: [slutsky2010]}
studies:
  slutsky2010:
    design: randomized_controlled_trial
    subjects: human
    ingredients: zinc
    outcomes: [{name: memory, direction: no_difference}]
claims:
  - id: memory
    statement: Zinc improves memory.
    kind: effect
    about: {substance: zinc, outcome: memory}
    occurrences:
      - {article: a, quote: zinc improves memory, strength: causal}
    evidence:
      - {reference: slutsky2010, level: human}
"""


def test_the_study_that_found_otherwise_is_the_cause_whatever_its_link_says(
    run: Run, tmp_path: Path
) -> None:
    write_project(tmp_path, CLAIMS, REFERENCES)
    report = json.loads(run("check", "--offline", "-f", "json", "--exit-zero").out)
    (occurrence,) = report["claims"][0]["occurrences"]
    assert occurrence["verdict"] == "contradicted"
    assert occurrence["cause"] == {"kind": "contradicted", "reference": "slutsky2010"}


@pytest.mark.parametrize(
    ("dose", "code"), [("200 mg per day", "NUM007"), ("400 µg per day", "NUM006")]
)
def test_a_number_that_is_not_the_sources_is_the_cause(
    run: Run, tmp_path: Path, dose: str, code: str
) -> None:
    claims = CLAIMS.replace("no_difference}]", f"better}}]\n    dose: {dose}")
    quote = "400 mg of zinc per day may improve memory"
    claims = claims.replace(
        "quote: zinc improves memory, strength: causal", f"quote: {quote}, strength: conditional"
    )
    write_project(tmp_path, claims, REFERENCES)
    report = json.loads(run("check", "--offline", "-f", "json", "--exit-zero").out)
    (occurrence,) = report["claims"][0]["occurrences"]
    assert occurrence["code"] == code
    assert occurrence["cause"] == {"kind": "number", "reference": "slutsky2010"}


def test_evidence_that_could_not_be_read_is_the_cause(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, CLAIMS.replace("level: human", "level: trial"), REFERENCES)
    report = json.loads(run("check", "--offline", "-f", "json", "--exit-zero").out)
    (occurrence,) = report["claims"][0]["occurrences"]
    assert occurrence["verdict"] == "unverified"
    assert occurrence["cause"] == {"kind": "unreadable", "reference": None}


@pytest.mark.parametrize(
    ("cites", "kind", "cause"),
    [
        ("slutsky2010", "effect", {"kind": "unlinked", "reference": "slutsky2010"}),
        ("", "effect", {"kind": "unlinked", "reference": "slutsky2010"}),
        ("", "other effect", {"kind": "no_source", "reference": None}),
        ("", "general_knowledge", {"kind": "open", "reference": None}),
    ],
)
def test_a_work_that_is_cited_or_listed_on_the_same_and_not_linked_is_the_cause(
    run: Run, tmp_path: Path, cites: str, kind: str, cause: dict[str, str | None]
) -> None:
    (claims, _) = CLAIMS.split("    evidence:")
    if kind == "general_knowledge":
        claims = claims.replace("zinc improves memory", "zinc is at its best in autumn")
        claims = claims.replace("Zinc improves memory", "Zinc is at its best in autumn")
        claims = claims.replace(", outcome: memory}\n    occ", "}\n    occ").replace(
            "causal", "none"
        )
    if kind == "other effect":
        claims, kind = claims.replace("outcome: memory", "outcome: sleep"), "effect"
    claims = claims.replace("kind: effect", f"kind: {kind}")
    claims = claims.replace("strength: causal}", f"strength: causal, cites: [{cites}]}}")
    write_project(tmp_path, claims, REFERENCES)
    report = json.loads(run("check", "--offline", "-f", "json", "--exit-zero").out)
    (occurrence,) = report["claims"][0]["occurrences"]
    assert occurrence["cause"] == cause


@pytest.mark.parametrize(
    ("status", "listed", "cause"),
    [
        ("retracted", True, ("retracted", "ref")),
        ("retracted", False, ("not_listed", None)),
        ("not_found", True, ("wrong_work", "ref")),
        ("verified", False, ("not_listed", None)),
    ],
)
def test_a_reference_is_the_cause_where_the_article_lists_it(
    status: str, *, listed: bool, cause: tuple[str, str | None]
) -> None:
    judged = judge({"level": "human", "design": "randomized_controlled_trial", "listed": listed})
    identities = {"ref": Identity(status)}  # type: ignore[arg-type]
    assert cause_of(judged, identities) == cause
