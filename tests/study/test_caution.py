"""Of what the registry declares and what the record says, the more cautious is judged."""

import itertools
from typing import Any

import pytest

from magclaims.judge.policy import load
from magclaims.judge.verdict.assess import assess
from magclaims.judge.verdict.bench import Bench
from magclaims.match.identity import Identity
from magclaims.model.registry import (
    WORST_FIRST,
    Design,
    Dossier,
    Reference,
    Study,
    Subject,
    Verdict,
)
from magclaims.model.work import Work
from magclaims.study.caution import FROM_STRONG, cautious, judged, with_subjects

RATS = Work(
    title="Synthetic: creatine restores memory in stressed rats",
    abstract="Male Wistar rats were given creatine for 4 weeks. The rats were killed and the "
    "hippocampus was removed. Creatine improved memory in the water maze.",
    mesh=("Animals", "Rats", "Male"),
)
COHORT = Work(
    title="Synthetic: coffee and stroke, a prospective cohort study",
    abstract="In this prospective cohort study 4,120 women were followed for 12 years. Coffee "
    "intake was associated with fewer strokes. Hazard ratios were adjusted for age.",
    publication_types=("Journal Article", "Observational Study"),
    mesh=("Humans", "Female", "Prospective Studies", "Cohort Studies"),
)
TRIAL = Work(
    title="Synthetic: zinc lozenges, a randomised placebo-controlled trial",
    abstract="Two hundred fifty-nine patients were randomly assigned to zinc or placebo in a "
    "double-blind trial.",
    publication_types=("Randomized Controlled Trial",),
    mesh=("Humans",),
)


def test_a_rat_study_that_is_declared_a_trial_in_people_is_judged_as_what_it_is() -> None:
    declared = Study(
        design=Design.RANDOMIZED_CONTROLLED_TRIAL,
        subjects=(Subject.HUMAN,),
        sample_size=144,
        population="Healthy adults.",
    )
    study, why = cautious(declared, RATS)
    assert study.subjects == (Subject.ANIMAL,)
    assert study.design is Design.LABORATORY_EXPERIMENT
    assert (study.sample_size, study.population) == (None, None)
    assert "Animals" in why


def test_a_cohort_that_is_declared_a_trial_is_a_cohort() -> None:
    declared = Study(design=Design.RANDOMIZED_CONTROLLED_TRIAL, subjects=(Subject.HUMAN,))
    study, why = cautious(declared, COHORT)
    assert study.design is Design.COHORT
    assert study.subjects == (Subject.HUMAN,)
    assert why


def test_a_formula_that_nobody_noted_is_known_by_its_record() -> None:
    types, mesh = ("Randomized Controlled Trial",), ("Humans",)
    work = Work(
        title="Synthetic: a sleep blend with valerian, hops and melatonin, a trial",
        publication_types=types,
        mesh=mesh,
    )
    declared = Study(design=Design.RANDOMIZED_CONTROLLED_TRIAL, subjects=(Subject.HUMAN,))
    study, why = cautious(declared, work)
    assert (study.ingredients, why) == (("valerian", "hops", "melatonin"), "")
    noted = declared.model_copy(update={"ingredients": ("valerian", "hops")})
    assert cautious(noted, work) == (noted, "")


def test_what_is_declared_weaker_than_the_record_stays() -> None:
    declared = Study(design=Design.COHORT, subjects=(Subject.HUMAN,))
    assert cautious(declared, TRIAL)[0].design is Design.COHORT


def test_the_smaller_number_of_people_counts() -> None:
    declared = Study(
        design=Design.RANDOMIZED_CONTROLLED_TRIAL, subjects=(Subject.HUMAN,), sample_size=900
    )
    study, why = cautious(declared, TRIAL)
    assert study.sample_size == 259
    assert "the text says 259 took part, not 900" in why


@pytest.mark.parametrize("work", [RATS, COHORT, TRIAL])
def test_what_agrees_with_its_record_stays_as_it_is(work: Work) -> None:
    declared = judged({}, {"k": work}, ["k"]).studies["k"]
    assert cautious(declared, work) == (declared, "")


@pytest.mark.parametrize(
    ("noted", "subjects"),
    [
        ({"species": "Mensch"}, []),
        ({"species": "human adults"}, []),
        ({"species": "humains"}, []),
        ({"species": "voluntarios"}, []),
        ({"species": "unknown"}, []),
        ({"species": ["human", "mouse"]}, ["human", "animal"]),
        ({"species": "Wistar rats"}, ["animal"]),
        ({"species": "mice (males and females)"}, ["animal"]),
        ({"species": "dog"}, ["animal"]),
        ({"species": "rodents"}, ["animal"]),
        ({"species": "geiten"}, ["animal"]),
        ({"population": "dog owners"}, []),
        ({"population": "Owners of a dog"}, []),
        ({"population": {"nl": "Eigenaren van honden."}}, []),
        ({"population": {"de": "Schweinehalter."}}, []),
        ({"population": {"fr": "Des propriétaires de chiens."}}, []),
        ({"population": {"es": "Dueños de perros."}}, []),
        ({"population": "Rats given oxaliplatin."}, ["animal"]),
        ({"species": "human", "population": "Farmers at work with pigs."}, []),
    ],
)
def test_only_animals_that_are_known_make_a_study_of_animals(
    noted: dict[str, Any], subjects: list[str]
) -> None:
    study = Study.model_validate({"design": "randomized_controlled_trial", **noted})
    assert [subject.value for subject in with_subjects(study).subjects] == subjects


# -- a property: a record never makes a verdict better


def verdict(study: dict[str, Any], strength: str, work: Work | None) -> int:
    dossier = Dossier.model_validate(
        {
            "articles": {
                "a": {"title": "S", "language": "en", "commercial": False, "references": ["k"]}
            },
            "studies": {"k": study},
            "claims": [
                {
                    "id": "c",
                    "statement": "Creatine improves memory.",
                    "kind": "effect",
                    "about": {"substance": "creatine", "outcome": "memory"},
                    "occurrences": [
                        {"article": "a", "quote": "improves memory", "strength": strength}
                    ],
                    "evidence": [{"reference": "k", "level": "human"}],
                }
            ],
        }
    )
    works = {"k": work} if work is not None else {}
    found = judged(dossier.studies, works, ["k"])
    reference = Reference(key="k", entry_type="article", title="k")
    identity = Identity("verified", work or Work(title="synthetic"))
    bench = Bench(
        dossier.model_copy(update={"studies": dict(found.studies)}),
        {"k": reference},
        {"k": identity},
        load(),
        found.overruled,
    )
    assessed = assess(dossier.claims[0], bench)
    return WORST_FIRST.index(assessed.verdict)


OF_TRIALS = {"designs": ["randomized_controlled_trial"]}
"""What the reviews reviewed: of one that nobody knows what it is of less is carried than of a trial."""
DESIGNS = [design.value for design in FROM_STRONG]


@pytest.mark.parametrize("work", [RATS, COHORT, TRIAL])
@pytest.mark.parametrize("strength", ["correlational", "conditional", "causal"])
def test_a_record_never_makes_a_verdict_better(work: Work, strength: str) -> None:
    for design, subjects in itertools.product(DESIGNS, (["human"], ["animal"], [])):
        study = {
            "design": design,
            "subjects": subjects,
            "ingredients": ["creatine"],
            "outcomes": [{"name": "memory", "direction": "better"}],
        }
        assert verdict(study, strength, work) <= verdict(study, strength, None), study


@pytest.mark.parametrize("strength", ["correlational", "conditional", "causal"])
def test_a_weaker_design_never_makes_a_verdict_better(strength: str) -> None:
    # A review without its studies carries less than any of them about an outcome in people.
    trials = [d for d in DESIGNS if d not in {"narrative_review", "laboratory_experiment"}]
    verdicts = [
        verdict(
            {
                "design": design,
                "subjects": ["human"],
                "ingredients": ["creatine"],
                "outcomes": [{"name": "memory", "direction": "better"}],
                "reviews": OF_TRIALS,
            },
            strength,
            None,
        )
        for design in trials
    ]
    assert verdicts == sorted(verdicts, reverse=True)


# Each list from strong to weak: a weaker fact in place of a stronger one never helps.
FACTS: dict[str, list[Any]] = {
    "design": ["meta_analysis", "randomized_controlled_trial", "cohort", "case_report_or_series"],
    "subjects": [["human"], ["animal"], ["in_vitro"]],
    "ingredients": [["creatine"], ["creatine", "taurine"], ["taurine"]],
    "sample_size": [900, 30],
    "outcomes": [
        [{"name": "memory", "direction": "better"}],
        [{"name": "memory", "direction": "better", "primary": False}],
        [{"name": "memory", "direction": "no_difference"}],
    ],
}


@pytest.mark.parametrize("work", [None, RATS, COHORT, TRIAL], ids=["none", "rats", "cohort", "rct"])
@pytest.mark.parametrize("strength", ["conditional", "causal"])
def test_a_weaker_fact_never_makes_a_verdict_better(work: Work | None, strength: str) -> None:
    names = list(FACTS)
    places = itertools.product(*(range(len(order)) for order in FACTS.values()))
    verdicts = {
        place: verdict(
            {n: FACTS[n][i] for n, i in zip(names, place, strict=True)} | {"reviews": OF_TRIALS},
            strength,
            work,
        )
        for place in places
    }
    # A refutation that comes from a poorer study weighs less: no better than unsupported.
    unsupported = WORST_FIRST.index(Verdict.UNSUPPORTED)
    for place, before in verdicts.items():
        for at in range(len(place)):
            weaker = (*place[:at], place[at] + 1, *place[at + 1 :])
            assert verdicts.get(weaker, 0) <= max(before, unsupported), (place, weaker)
