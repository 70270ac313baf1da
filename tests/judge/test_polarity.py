"""What is denied stays denied: null results, harms and warnings, in the verdict and in what is proposed."""

from collections.abc import Mapping
from typing import Any

import pytest

from magclaims.model.registry import Verdict
from small_registries import case_of, cases, judged

CASES = cases("polarity.yaml")
NULL: dict[str, Any] = {
    "statement": "Vitamin D lowers blood pressure.",
    "lang": "nl",
    "substance": "vitamin D",
    "outcome": "blood pressure",
    "refs": {
        "a": {
            "level": "human",
            "says": "Vitamin D did not lower blood pressure.",
            "study": {
                "design": "randomized_controlled_trial",
                "subjects": "human",
                "ingredients": "vitamin D",
            },
        }
    },
}


def worded(text: str, given: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The case with other words in the article."""
    return {**given, "text": text, "quote": " ".join(text.rstrip(".").split()[:12]), **more}


def advised(given: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The advice on a case, and the sentences that it proposes."""
    case = case_of(given)
    advisor = case.advisor(case.judged.claims[0], case.assessments["claim"].occurrences[0])
    return advisor.suggest() or "", advisor.rewrites()


@pytest.mark.parametrize("study", [True, False], ids=["a trial", "no study entry"])
@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Vitamine D verlaagt de bloeddruk.", "Vitamin D lowers blood pressure."),
        ("Vitamine D verlaagt de bloeddruk niet.", "Vitamin D does not lower blood pressure."),
    ],
)
def test_a_null_trial_is_never_told_as_an_effect(text: str, statement: str, *, study: bool) -> None:
    link = {k: v for k, v in NULL["refs"]["a"].items() if study or k != "study"}
    given = worded(text, NULL, statement=statement, refs={"a": link})
    said, proposed = advised(given)
    assert not proposed
    assert "verlaagde" not in said


def test_the_sentence_that_tells_the_null_result_of_a_trial_is_supported() -> None:
    text, says = (
        "Vitamine D verlaagt de bloeddruk niet.",
        "Vitamin D does not lower blood pressure.",
    )
    assert judged(worded(text, NULL, statement=says)).verdict is Verdict.SUPPORTED
    assert judged(worded(text.replace(" niet", ""), NULL)).verdict is Verdict.CONTRADICTED
