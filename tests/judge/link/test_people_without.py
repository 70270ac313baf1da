"""People who are said not to have a condition, in a study and in a sentence. All of it is synthetic."""

from typing import Any

import pytest

from small_registries import CLASS, judged

WITHOUT = [
    ("en", "People without an iron deficiency get no less tired on iron"),
    ("en", "In women with no iron deficiency iron does not relieve tiredness"),
    ("nl", "Mensen zonder ijzertekort worden van ijzer niet minder moe"),
    ("nl", "Wie geen tekort aan ijzer heeft, wordt niet minder moe"),
    ("de", "Menschen ohne Eisenmangel macht Eisen nicht weniger müde"),
    ("fr", "Chez des femmes sans carence, le fer ne réduit pas la fatigue"),
    ("es", "En personas sin déficit de hierro, el hierro no reduce el cansancio"),
]
WITH = [
    ("en", "In people with iron deficiency iron does not relieve tiredness"),
    ("nl", "Bij een ijzertekort helpt ijzer niet tegen moeheid"),
    ("de", "Bei Eisenmangel hilft Eisen nicht gegen Müdigkeit"),
    ("fr", "En cas de carence, le fer ne réduit pas la fatigue"),
    ("es", "En personas con déficit de hierro, el hierro no reduce el cansancio"),
]


def _class(language: str, words: str, health: str) -> str:
    case: dict[str, Any] = {"lang": language, "quote": words, "text": f"{words} [1]."}
    case |= {"statement": "Iron does not relieve fatigue.", "cites": ["a"]}
    case |= {"substance": "iron", "outcome": "fatigue", "subjects": ["human"]}
    study = {
        "design": "meta_analysis",
        "subjects": "human",
        "ingredients": "iron",
        "participants": {"health": health},
        "comparator": "placebo",
        "certainty": "moderate",
        "reviews": {"designs": "randomized_controlled_trial", "studies": 12},
        "outcomes": [{"name": "fatigue", "direction": "no_difference"}],
    }
    refs = {"a": {"level": "systematic_review", "study": study}}
    return CLASS[judged(case | {"refs": refs}).verdict]


@pytest.mark.parametrize(("language", "words"), WITHOUT)
def test_a_study_of_people_without_it_is_about_those_who_do_not_have_it(
    language: str, words: str
) -> None:
    for health in ("no iron deficiency", "without iron deficiency", "geen ijzertekort"):
        assert _class(language, words, health) == "fine"
    assert _class(language, words, "iron deficiency") == "bad"


@pytest.mark.parametrize(("language", "words"), WITH)
def test_it_says_nothing_of_those_who_have_it(language: str, words: str) -> None:
    assert _class(language, words, "no iron deficiency") == "bad"
    assert _class(language, words, "iron deficiency") == "fine"
