"""What a review of low certainty found, told as a report and as a fact. All of it is synthetic."""

from typing import Any

import pytest

from small_registries import judged

TOLD = [
    ("en", "In five small trials sleep improved with hops"),
    ("nl", "De slaap verbeterde in vijf kleine onderzoeken met hop"),
    ("de", "In fünf kleinen Studien besserte sich der Schlaf mit Hopfen"),
]


def _verdict(language: str, words: str, certainty: str, **more: Any) -> str:
    study = {
        "design": "meta_analysis",
        "subjects": "human",
        "ingredients": "hops",
        "certainty": certainty,
        "comparator": "placebo",
        "reviews": {"designs": "randomized_controlled_trial", "studies": 5},
        "outcomes": [{"name": "sleep", "direction": "better"}],
    }
    case: dict[str, Any] = {"lang": language, "quote": words, "text": f"{words} [1]."}
    case |= {"statement": "Hops improved sleep in trials.", "substance": "hops", "outcome": "sleep"}
    case |= {"refs": {"a": {"level": "systematic_review", "study": study}}, "cites": ["a"]}
    return judged(case | more).verdict


@pytest.mark.parametrize(("language", "words"), TOLD)
def test_what_was_found_may_be_told_as_that(language: str, words: str) -> None:
    report = {"kind": "study_result", "reported": True}
    assert _verdict(language, words, "low", **report) == "supported"
    assert _verdict(language, words, "very_low", **report) != "supported"


def test_a_promise_needs_its_may() -> None:
    assert _verdict("en", "Hops improve sleep", "low") == "overstated"
    assert _verdict("en", "Hops may improve sleep", "low", strength="conditional") == "supported"
