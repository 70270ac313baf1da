"""Trials that carry each other, and what a review says of the evidence. All of it is synthetic."""

from typing import Any

import pytest

from small_registries import judged

OUTCOMES = [{"name": "hot flushes", "direction": "decreased"}]


def trial(number: str) -> dict[str, Any]:
    facts = {"design": "randomized_controlled_trial", "subjects": "human", "ingredients": "sage"}
    return {
        "level": "human",
        "study": {**facts, "outcomes": OUTCOMES, "registration": number, "funding": "University"},
    }


def review(certainty: str) -> dict[str, Any]:
    facts = {"design": "meta_analysis", "subjects": "human", "ingredients": "sage"}
    return {
        "level": "systematic_review",
        "study": {**facts, "outcomes": OUTCOMES, "certainty": certainty},
    }


TWO = {"a": trial("NCT01"), "b": trial("NCT02")}


@pytest.mark.parametrize(
    ("refs", "verdict"),
    [
        (TWO, "supported"),
        ({**TWO, "c": review("high")}, "supported"),
        ({**TWO, "c": review("low")}, "overstated"),
        ({**TWO, "c": review("very_low")}, "overstated"),
        ({"a": trial("NCT01"), "c": review("low")}, "overstated"),
    ],
)
def test_trials_do_not_raise_what_a_review_rates_as_of_low_certainty(
    refs: dict[str, Any], verdict: str
) -> None:
    claim = {"statement": "Sage reduces hot flushes.", "substance": "sage"}
    assessed = judged({**claim, "outcome": "hot flushes", "refs": refs})
    assert assessed.verdict.value == verdict
    told = {reason.code for reason in assessed.reasons}
    assert ("rated_low" in told) == ({"a", "b", "c"} <= set(refs) and verdict == "overstated")


def test_a_careful_sentence_is_carried_by_both() -> None:
    claim = {"statement": "Sage may reduce hot flushes.", "strength": "conditional"}
    about = {"substance": "sage", "outcome": "hot flushes"}
    assessed = judged({**claim, **about, "refs": {**TWO, "c": review("low")}})
    assert assessed.verdict.value == "supported"


def test_a_survey_that_measured_a_level_refutes_nothing() -> None:
    survey = {
        "design": "cross_sectional",
        "subjects": "human",
        "ingredients": "vegan diet",
        "population": "Vegans and omnivores.",
        "outcomes": [{"name": "vitamin B12 levels", "direction": "decreased"}],
    }
    refs = {"a": {"level": "human", "study": survey}}
    about = {"substance": "vitamin B12", "outcome": "vitamin B12 levels", "refs": refs}
    raises = judged({"statement": "Vitamin B12 raises vitamin B12 levels.", **about})
    assert raises.verdict.value == "unsupported"
    low = {"statement": "Vegans more often have low vitamin B12 levels."}
    assert judged({**low, **about, "strength": "correlational"}).verdict.value == "supported"
