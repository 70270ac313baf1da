"""Weaker evidence never makes a verdict better, and taking a fact away never turns bad into fine.

Over made-up claims on many substances, in every strength. The facts that are taken away leave what is
weaker, or unknown. Left out of the second property is that a work is a preprint: most that are not do not
say so; and what a review reviewed, and how certain it is, where the claim is that there is no effect, or
harm: these are told on less, so that no warning and no sober sentence gets lost. A warning ("may cause") needs
no evidence: what is supported and what needs none is one rank, and only its own source can refute it.
"""

import itertools
from typing import Any

import pytest

from magclaims.judge.policy import load
from magclaims.judge.verdict.assess import assess
from magclaims.judge.verdict.bench import Bench
from magclaims.match.identity import Identity
from magclaims.model.registry import WORST_FIRST, Dossier, Person, Reference, Verdict
from magclaims.model.work import Work

BAD = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.OVERSTATED)
FINE = (Verdict.SUPPORTED, Verdict.NOT_APPLICABLE)
STRENGTHS = ("none", "correlational", "conditional", "causal")
TOPICS = [
    ("Creatine improves muscle strength.", "creatine", "muscle strength", "better"),
    ("Ashwagandha reduces stress.", "ashwagandha", "stress", "decreased"),
    ("Fish oil lowers triglycerides.", "fish oil", "triglycerides", "decreased"),
    ("Melatonin shortens sleep onset latency.", "melatonin", "sleep onset latency", "decreased"),
    ("Valerian does not improve sleep quality.", "valerian", "sleep quality", "no_difference"),
    ("Curcumin is safe.", "curcumin", "adverse events", "no_difference"),
    ("Kava may cause liver injury.", "kava", "liver injury", "increased"),
    ("Saffron improves mood.", "saffron", "mood", "no_difference"),
]

WARNING = TOPICS[6]


def judged(
    topic: tuple[str, str, str, str],
    strength: str,
    links: list[tuple[dict[str, Any], dict[str, Any]]],
    *,
    kind: str = "effect",
    authors: bool = True,
) -> Verdict:
    statement, substance, outcome, _ = topic
    keys = [f"k{index}" for index in range(len(links))]
    studies = {key: study for key, (_, study) in zip(keys, links, strict=True) if study}
    dossier = Dossier.model_validate(
        {
            "articles": {
                "a": {"title": "S", "language": "en", "commercial": False, "references": keys}
            },
            "studies": studies,
            "claims": [
                {
                    "id": "c",
                    "statement": statement,
                    "kind": kind,
                    "about": {"substance": substance, "outcome": outcome},
                    "occurrences": [{"article": "a", "quote": "as it says", "strength": strength}],
                    "evidence": [
                        {"reference": key, **link}
                        for key, (link, _) in zip(keys, links, strict=True)
                    ],
                }
            ],
        }
    )
    people = (Person(family="Doe", given="Jane"),) if authors else ()
    references = {
        key: Reference(key=key, entry_type="article", title=key, authors=people) for key in keys
    }
    identities = dict.fromkeys(keys, Identity("verified", Work(title="synthetic")))
    bench = Bench(dossier, references, identities, load())
    return assess(dossier.claims[0], bench).occurrences[0].verdict


def rank(verdict: Verdict) -> int:
    return min(map(WORST_FIRST.index, FINE if verdict in FINE else (verdict,)))


def study(topic: tuple[str, str, str, str], **facts: Any) -> dict[str, Any]:
    return {
        "design": "randomized_controlled_trial",
        "subjects": "human",
        "ingredients": topic[1],
        "outcomes": [{"name": topic[2], "direction": topic[3]}],
        **facts,
    }


HUMAN, REVIEW, AUTHORITY = (
    {"level": "human"},
    {"level": "systematic_review"},
    {"level": "authority"},
)
LADDERS: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {
    "status of a trial": [
        (HUMAN, {"status": status})
        for status in ("published", "conference_abstract", "preprint", "protocol")
    ],
    "certainty of a review": [
        (REVIEW, {"design": "meta_analysis", "certainty": certainty})
        for certainty in ("high", "moderate", "low", "very_low")
    ],
    "designs that a review reviewed": [
        (REVIEW, {"design": "meta_analysis", "reviews": {"designs": design}})
        for design in (
            "randomized_controlled_trial",
            "controlled_clinical_trial",
            "cohort",
            "case_report_or_series",
        )
    ],
    "whom a review reviewed": [
        (REVIEW, {"design": "meta_analysis", "reviews": {"subjects": subjects}})
        for subjects in (["human", "animal"], ["animal"], ["in_vitro"])
    ],
    "what an authority is": [
        ({**AUTHORITY, "says": "it does so"}, {"design": design, "ingredients": []})
        for design in ("regulatory_opinion", None)
    ],
    "what the source says": [
        ({**REVIEW, "says": says}, {"design": "meta_analysis", "outcomes": []})
        for says in (
            "it did so clearly",
            "low-certainty evidence that it did so",
            "insufficient evidence that it did so",
        )
    ],
}


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic[1])
@pytest.mark.parametrize("ladder", LADDERS.values(), ids=LADDERS)
def test_weaker_evidence_never_gives_a_better_verdict(
    ladder: list[tuple[dict[str, Any], dict[str, Any]]],
    topic: tuple[str, str, str, str],
    strength: str,
) -> None:
    ranks = [
        rank(judged(topic, strength, [(link, study(topic, **facts))])) for link, facts in ladder
    ]
    # A null result is one whatever the design: where the claim is refuted, a weak review refutes less.
    if Verdict.CONTRADICTED not in {WORST_FIRST[r] for r in ranks}:
        assert ranks == sorted(ranks, reverse=True), [WORST_FIRST[r] for r in ranks]
    assert not any(
        WORST_FIRST[a] in BAD and WORST_FIRST[b] in FINE for a, b in itertools.pairwise(ranks)
    )


PAIRS = [
    {"registration": ["NCT01", "NCT02"], "funded_by_maker": False},
    {"registration": ["NCT01", "NCT01"], "funded_by_maker": False},
]


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic[1])
def test_one_trial_published_twice_and_unknown_funding_carry_no_more_than_one(
    topic: tuple[str, str, str, str], strength: str
) -> None:
    def two(first: dict[str, Any], second: dict[str, Any]) -> int:
        links = [(HUMAN, study(topic, **facts)) for facts in (first, second)]
        return rank(judged(topic, strength, links))

    apart = two({"registration": "NCT01", "funded_by_maker": False}, {"registration": "NCT02"})
    alone = rank(judged(topic, strength, [(HUMAN, study(topic, funded_by_maker=False))]))
    for weaker in (
        two({"registration": "NCT01", "funded_by_maker": False}, {"registration": "NCT 01"}),
        two({"sample_size": 40, "funded_by_maker": False}, {"sample_size": 40}),
        two({"sample_size": 40, "funded_by_maker": False}, {}),
        two({"registration": "NCT01"}, {"registration": "NCT02"}),
        two(
            {"registration": "NCT01", "funded_by_maker": True},
            {"registration": "NCT02", "funded_by_maker": True},
        ),
    ):
        assert weaker <= apart
        assert weaker == alone


TOLD_ON_LESS = {
    "Valerian does not improve sleep quality.",
    "Curcumin is safe.",
    "Kava may cause liver injury.",
}
FULL: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "trial": (
        {**HUMAN, "says": "no significant difference"},
        {"sample_size": 60, "status": "preprint", "funded_by_maker": True},
    ),
    "animals": (
        {"level": "animal", "says": "rats did better"},
        {"design": "laboratory_experiment", "subjects": "animal", "species": "rats"},
    ),
    "review": (
        {**REVIEW, "says": "insufficient evidence", "relation": "partial", "missing": "much"},
        {"design": "meta_analysis"},
    ),
    "review of cohorts": (REVIEW, {"design": "meta_analysis", "reviews": {"designs": "cohort"}}),
    "review of low certainty": (REVIEW, {"design": "meta_analysis", "certainty": "low"}),
    "authority": (
        {**AUTHORITY, "says": "it is linked to it"},
        {"design": "regulatory_opinion", "outcomes": []},
    ),
    "cohort": (HUMAN, {"design": "cohort", "sample_size": 900, "duration": "1 year"}),
    "another substance": (HUMAN, {"ingredients": "psyllium"}),
    "cases": (HUMAN, {"design": "case_report_or_series", "note": "three people"}),
}


@pytest.mark.parametrize("strength", STRENGTHS[1:])
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic[1])
@pytest.mark.parametrize("name", FULL)
def test_taking_a_fact_away_never_turns_bad_into_fine(
    name: str, topic: tuple[str, str, str, str], strength: str
) -> None:
    link, facts = FULL[name]
    whole = study(topic, **facts)
    before = judged(topic, strength, [(link, whole)])
    if before not in BAD or (topic == WARNING and before is Verdict.CONTRADICTED):
        return
    for fact in whole:
        if fact == "status" or (fact in {"reviews", "certainty"} and topic[0] in TOLD_ON_LESS):
            continue
        less = {key: value for key, value in whole.items() if key != fact}
        assert judged(topic, strength, [(link, less)]) not in FINE, fact
    if "says" in link and "missing" not in link:
        unsaid = {key: value for key, value in link.items() if key != "says"}
        if not whole.get("outcomes"):
            assert judged(topic, strength, [(unsaid, whole)]) not in FINE
    assert judged(topic, strength, []) not in FINE


def test_a_review_weighs_what_it_reviewed() -> None:
    topic = TOPICS[1]
    null = {"outcomes": [{"name": topic[2], "direction": "no_difference"}]}

    def verdict(ours: dict[str, Any], theirs: dict[str, Any]) -> Verdict:
        first = (REVIEW, study(topic, design="systematic_review", **ours))
        second = (REVIEW, study(topic, design="meta_analysis", **null, **theirs))
        return judged(topic, "conditional", [first, second])

    cohorts, trials = (
        {"reviews": {"designs": d}} for d in ("cohort", "randomized_controlled_trial")
    )
    assert verdict({}, {}) is Verdict.PARTLY_SUPPORTED
    assert verdict(trials, {}) is Verdict.PARTLY_SUPPORTED
    assert verdict(cohorts, trials) is Verdict.CONTRADICTED
    assert verdict(trials, cohorts) in {Verdict.PARTLY_SUPPORTED, Verdict.SUPPORTED}


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("certainty", ["low", "very_low"])
def test_what_carries_nothing_carries_nothing_whatever_else_holds(
    certainty: str, strength: str
) -> None:
    topic = TOPICS[0]
    other = study(topic, design="meta_analysis", ingredients="psyllium")
    alone = judged(topic, strength, [(REVIEW, other)])
    assert alone is Verdict.UNSUPPORTED
    assert judged(topic, strength, [(REVIEW, {**other, "certainty": certainty})]) is alone
