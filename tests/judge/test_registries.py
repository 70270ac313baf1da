"""Small registries on many substances, against what a careful reader says of them."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from magclaims.judge.policy import load
from magclaims.judge.verdict.assess import OccurrenceAssessment, assess
from magclaims.match.identity import Identity
from magclaims.model.registry import Dossier, Reference, Verdict
from magclaims.model.work import Work

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "policy" / "registries.yaml").read_text(encoding="utf-8")
)
CLASS = {
    Verdict.SUPPORTED: "fine",
    Verdict.NOT_APPLICABLE: "fine",
    Verdict.PARTLY_SUPPORTED: "part",
    Verdict.UNVERIFIED: "part",
    Verdict.OVERSTATED: "bad",
    Verdict.UNSUPPORTED: "bad",
    Verdict.CONTRADICTED: "bad",
}
LINK, ENTRY = ("level", "relation", "says", "missing"), ("title", "journal", "url")
WORDED = {
    "strength": "causal",
    "subjects": ["unstated"],
    "reported": False,
    "hedged": False,
}


def judged(case: dict[str, Any]) -> OccurrenceAssessment:
    refs: dict[str, dict[str, Any]] = case.get("refs", {})
    claim = {
        "id": "claim",
        "statement": case["statement"],
        "kind": case.get("kind", "effect"),
        "about": {"substance": case["substance"], "outcome": case.get("outcome", [])},
        "basis": case.get("basis"),
        "occurrences": [
            {
                "article": "a",
                "quote": case.get("quote", " ".join(case["statement"].split()[:12])),
                **{name: case.get(name, usual) for name, usual in WORDED.items()},
            }
        ],
        "evidence": [
            {"reference": key, **{name: ref[name] for name in LINK if name in ref}}
            for key, ref in refs.items()
            if "unlinked" not in ref
        ],
    }
    article = {
        "title": "Synthetic",
        "language": case.get("lang", "en"),
        "commercial": False,
        "references": list(refs),
    }
    dossier = Dossier.model_validate(
        {
            "articles": {"a": article},
            "studies": {key: ref["study"] for key, ref in refs.items() if "study" in ref},
            "claims": [claim],
        }
    )
    entries = {
        key: Reference(
            key=key,
            entry_type="article",
            **{"title": key} | {name: ref[name] for name in ENTRY if name in ref},
        )
        for key, ref in refs.items()
    }
    identities = {
        key: Identity(
            ref.get("status", "verified"),
            Work(
                title=ref.get("title", key), abstract=ref.get("abstract"), type=ref.get("type", "")
            ),
        )
        for key, ref in refs.items()
    }
    return assess(dossier.claims[0], dossier, entries, identities, load()).occurrences[0]


def test_the_reader_and_the_program_agree() -> None:
    pairs = [(case, judged(case)) for case in CASES]
    found = Counter((case["is"], CLASS[assessed.verdict]) for case, assessed in pairs)
    wrong = [
        f"{case['is']}, called {CLASS[assessed.verdict]} ({assessed.row}): {case['statement']}"
        for case, assessed in pairs
        if case["is"] != CLASS[assessed.verdict]
    ]
    told = "\n".join(wrong)
    assert len(wrong) <= 0.04 * len(CASES), told
    # What is bad and called fine is worth nothing to the reader; the other way round, to the editor.
    assert found["bad", "fine"] <= 0.01 * len(CASES), told
    assert found["fine", "bad"] <= 0.01 * len(CASES), told


def test_they_are_on_many_substances_and_of_all_classes() -> None:
    named = [case["substance"] for case in CASES]
    substances = {
        name for given in named for name in ([given] if isinstance(given, str) else given)
    }
    assert len(substances) >= 100
    assert set(Counter(case["is"] for case in CASES)) == {"bad", "part", "fine"}


@pytest.mark.parametrize("gone", ["design", "subjects", "ingredients", "outcomes"])
def test_taking_a_fact_of_the_study_away_turns_nothing_bad_into_fine(gone: str) -> None:
    turned = []
    for case in CASES:
        if CLASS[judged(case).verdict] != "bad":
            continue
        for key, ref in case.get("refs", {}).items():
            less = {name: value for name, value in ref.get("study", {}).items() if name != gone}
            if gone in ref.get("study", {}):
                changed = {**case, "refs": {**case["refs"], key: {**ref, "study": less}}}
                if CLASS[judged(changed).verdict] == "fine":
                    turned.append(case["statement"])
    assert not turned
