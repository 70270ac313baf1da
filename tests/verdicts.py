"""One sentence on one study, judged: what the cases of the policy are made of. All of it is synthetic."""

from typing import Any

from magclaims.judge.policy import Policy, load
from magclaims.judge.verdict.assess import OccurrenceAssessment, assess
from magclaims.judge.verdict.bench import Bench, OwnWords
from magclaims.match.identity import Identity
from magclaims.model.registry import Dossier, Reference
from magclaims.model.work import Work

SUBJECTS = {"animal": ["animal"], "in_vitro": ["in_vitro"], "human": ["human"]}
OTHER_DESIGN = {
    "authority": "fact_sheet",
    "background": "reference_work",
    "narrative_review": "narrative_review",
    "systematic_review": "systematic_review",
}


REVIEWED = {"designs": ["randomized_controlled_trial"]}
"""What a review reviewed where a case does not say; `reviews: null` where nobody noted it."""


def study(case: dict[str, Any], level: str) -> dict[str, Any]:
    return {
        "design": case.get("design", OTHER_DESIGN.get(level, "laboratory_experiment")),
        "subjects": case.get("studied")
        or SUBJECTS.get(level, ["human"] if level == "combined_formula" else []),
        "ingredients": case.get("ingredients", ["magnesium L-threonate"]),
        "outcomes": case.get("outcomes", [{"name": "memory", "direction": "better"}]),
        "funded_by_maker": case.get("funded_by_maker"),
        "reviews": case.get("reviews", REVIEWED if level == "systematic_review" else None),
        "certainty": case.get("certainty"),
        "status": case.get("published"),
        "population": case.get("population"),
        "participants": case.get("participants"),
        "comparator": case.get("comparator", ()),
        **case.get("facts", {}),
    }


def judge(
    case: dict[str, Any], *, confirmed: bool = True, policy: Policy | None = None
) -> OccurrenceAssessment:
    level = case["level"]
    studies: dict[str, Any] = {}
    evidence: list[dict[str, Any]] = []
    if level:
        studies["ref"] = study(case, level)
        link = {"reference": "ref", "level": level}
        link |= {k: case[k] for k in ("relation", "says", "missing") if k in case}
        evidence.append(link)
    if "second_trial" in case:
        studies["second"] = study(case, "human") | {
            "funded_by_maker": case["second_trial"] == "maker"
        }
        studies["ref"]["funded_by_maker"] = True
        evidence.append({"reference": "second", "level": "human"})
    if "against" in case:
        studies["against"] = study({"design": None}, case["against"])
        evidence.append(
            {"reference": "against", "level": case["against"], "relation": "contradicts"}
        )
    keys = ["ref", "second", "against"]
    dossier = Dossier.model_validate(
        {
            "articles": {
                "article": {
                    "title": "Synthetic",
                    "language": case.get("language", "nl"),
                    "commercial": False,
                    "references": keys if case.get("listed", True) else [],
                }
            },
            "studies": studies,
            "claims": [
                {
                    "id": "claim",
                    "statement": case.get("statement", "It improves memory."),
                    "kind": case.get("kind", "effect"),
                    "about": {
                        "substance": case.get("substance", ["magnesium L-threonate"]),
                        "outcome": case.get("outcome", ["memory"]),
                    },
                    "basis": case.get("basis"),
                    "occurrences": [
                        {
                            "article": "article",
                            "quote": case.get("quote", "verbetert het geheugen"),
                            "strength": case.get("strength", "causal"),
                            "subjects": case.get("subjects", ["unstated"]),
                            "reported": case.get("reported", False),
                            "cites": case.get("cites", []),
                        }
                    ],
                    "evidence": evidence,
                }
            ],
        }
    )
    references = {
        key: Reference(key=key, entry_type="article", **{"title": key, **case.get("entry", {})})
        for key in keys
    }
    record = Work.model_validate({"title": "synthetic", **case.get("record", {})})
    found = Identity(case.get("status", "verified"), None if "unfound" in case else record)
    status = found if confirmed else Identity("unverified")
    own = OwnWords(
        in_question=bool(case.get("in_question")),
        unread=dossier.claims[0].occurrences[0].subjects if case.get("unread") else None,
    )
    assessed = assess(
        dossier.claims[0],
        Bench(dossier, references, dict.fromkeys(keys, status), policy or load()),
        [own],
        evidence_lost=case.get("evidence_lost", False),
    )
    return assessed.occurrences[0]
