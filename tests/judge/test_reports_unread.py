"""What is declared a report, in words that show neither that nor otherwise: a question. All of it is synthetic."""

import pytest

from magclaims.model.registry import Verdict
from small_registries import judged

TRIAL = {"design": "randomized_controlled_trial", "subjects": "human"}
MICE = {"design": "laboratory_experiment", "subjects": "animal", "species": "mice"}
COHORT = {"design": "cohort", "subjects": "human"}
FOUND = {"ingredients": "zinc", "outcomes": [{"name": "joint pain", "direction": "decreased"}]}
PAST = [
    ("en", "Zinc took the edge off their joint pain"),
    ("nl", "Zink heeft de gewrichtspijn verminderd"),
    ("de", "Zink hat die Gelenkschmerzen verringert"),
    ("fr", "Le zinc a réduit les douleurs articulaires"),
    ("es", "El zinc les quitó el dolor articular"),
]
NOW = [
    ("en", "A trial shows that zinc lowers joint pain"),
    ("en", "Zinc will lower your joint pain"),
    ("nl", "Uit een proef blijkt dat zink gewrichtspijn vermindert"),
    ("de", "Eine Studie zeigt, dass Zink Gelenkschmerzen lindert"),
    ("fr", "Une étude montre que le zinc soulage les douleurs articulaires"),
    ("es", "Un estudio demuestra que el zinc alivia el dolor articular"),
]


def verdict(language: str, words: str, study: dict[str, str], subjects: str) -> Verdict:
    level = "animal" if study is MICE else "human"
    return judged(
        {
            "lang": language,
            "kind": "study_result",
            "reported": True,
            "statement": "Zinc and joint pain: zinc lowered joint pain.",
            "quote": words,
            "text": f"{words}.",
            "substance": "zinc",
            "outcome": "joint pain",
            "subjects": [subjects],
            "refs": {"a": {"level": level, "study": study | FOUND}},
        }
    ).verdict


@pytest.mark.parametrize(("language", "words"), PAST)
def test_what_may_report_is_a_question(language: str, words: str) -> None:
    assert verdict(language, words, TRIAL, "human") is Verdict.PARTLY_SUPPORTED
    assert verdict(language, words, MICE, "animal") is Verdict.PARTLY_SUPPORTED


@pytest.mark.parametrize(("language", "words"), PAST)
def test_what_no_report_would_carry_is_none(language: str, words: str) -> None:
    assert verdict(language, words, MICE, "unstated") is Verdict.OVERSTATED
    assert verdict(language, words, COHORT, "human") is Verdict.OVERSTATED


@pytest.mark.parametrize(("language", "words"), NOW)
def test_what_is_told_of_now_reports_nothing(language: str, words: str) -> None:
    assert verdict(language, words, TRIAL, "human") is Verdict.OVERSTATED
    assert verdict(language, words, MICE, "animal") is Verdict.OVERSTATED


def test_people_who_are_named_are_no_animals() -> None:
    words = "Zinc took away the joint pain of patients"
    assert verdict("en", words, MICE, "animal") in {Verdict.OVERSTATED, Verdict.UNSUPPORTED}
