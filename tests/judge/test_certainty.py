"""What a review of low certainty found, told as a report and as a fact. All of it is synthetic."""

from typing import Any

import pytest

from magclaims.judge.advice import Advisor, Bench
from small_registries import case_of, judged

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


@pytest.mark.parametrize(
    ("language", "doubt", "said"),
    [
        ("en", "but the evidence is weak", "The sentence says how uncertain it is"),
        ("nl", "maar het bewijs is zwak", "De zin zegt hoe onzeker dit is"),
        ("de", "doch die Belege sind unsicher", "Der Satz sagt, wie unsicher das ist"),
        ("fr", "mais les preuves sont fragiles", "La phrase dit combien c'est incertain"),
        ("es", "pero las pruebas son débiles", "La frase dice lo incierto que es"),
    ],
)
def test_who_says_how_uncertain_it_is_is_not_told_to_say_so(
    language: str, doubt: str, said: str
) -> None:
    study: dict[str, Any] = {"design": "meta_analysis", "subjects": "human", "ingredients": "hops"}
    outcomes = [{"name": "sleep", "direction": "better"}]
    study |= {"certainty": "very_low", "outcomes": outcomes}
    words = {"en": "Hops may improve sleep", "nl": "Hop kan de slaap verbeteren"}
    words |= {"de": "Hopfen kann den Schlaf verbessern"}
    words |= {"fr": "Le houblon peut améliorer le sommeil"}
    words |= {"es": "El lúpulo puede mejorar el sueño"}
    quote = words[language]
    for more, told in ((f", {doubt}", True), ("", False)):
        case: dict[str, Any] = {
            "lang": language,
            "quote": quote,
            "text": f"{quote}{more} [1].",
            "cites": ["a"],
        }
        case |= {"statement": "Hops may improve sleep.", "substance": "hops", "outcome": "sleep"}
        case |= {"refs": {"a": {"level": "systematic_review", "study": study}}}
        judged_case = case_of(case | {"strength": "conditional"})
        (claim,) = judged_case.dossier.claims
        (assessed,) = judged_case.assessments["claim"].occurrences
        bench = Bench(
            judged_case.dossier,
            dict(judged_case.references),
            judged_case.identities,
            judged_case.policy,
        )
        assert (said in (Advisor(bench, claim, assessed).suggest() or "")) is told


def test_a_promise_needs_its_may() -> None:
    assert _verdict("en", "Hops improve sleep", "low") == "overstated"
    assert _verdict("en", "Hops may improve sleep", "low", strength="conditional") == "supported"
