"""What a sentence reports of a study that found nothing, in words that nobody has listed. All of it is synthetic."""

import pytest

from magclaims.model.registry import Verdict
from small_registries import judged

TRIAL = {
    "design": "randomized_controlled_trial",
    "subjects": "human",
    "ingredients": "valerian",
    "comparator": "placebo",
    "outcomes": [{"name": "joint pain", "direction": "no_difference"}],
}


def verdict(language: str, words: str, *, reported: bool = True) -> Verdict:
    return judged(
        {
            "lang": language,
            "kind": "study_result" if reported else "effect",
            "reported": reported,
            "statement": "Valerian and joint pain in a trial.",
            "quote": words,
            "text": f"{words}.",
            "substance": "valerian",
            "outcome": "joint pain",
            "refs": {"a": {"level": "human", "study": TRIAL}},
        }
    ).verdict


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "With valerian their joint pain stayed what it was"),
        ("nl", "De deelnemers kwamen met valeriaan geen stap verder"),
        ("de", "Mit Baldrian blieb es bei den Gelenkschmerzen wie zuvor"),
        ("fr", "Avec la valériane, rien n’a bougé pour les douleurs articulaires"),
        ("es", "Con la valeriana el dolor articular seguía donde estaba"),
    ],
)
def test_what_nobody_could_read_is_a_question(language: str, words: str) -> None:
    assert verdict(language, words) is Verdict.PARTLY_SUPPORTED


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Those on valerian fared better than those on placebo"),
        ("nl", "De deelnemers met valeriaan hadden minder last van hun gewrichten"),
        ("de", "Baldrian linderte bei 60 Erwachsenen die Gelenkschmerzen"),
        ("fr", "La valériane a soulagé les douleurs articulaires"),
        ("es", "La valeriana alivió el dolor articular"),
    ],
)
def test_what_says_that_it_helped_is_none(language: str, words: str) -> None:
    assert verdict(language, words) in {Verdict.UNSUPPORTED, Verdict.CONTRADICTED}


def test_a_promise_reports_nothing() -> None:
    words = "With valerian your joint pain is what it was at twenty"
    assert verdict("en", words, reported=False) is Verdict.UNSUPPORTED
