"""Mild and severe illness: who took part against whom a sentence is about. All of it is synthetic."""

import pytest

from small_registries import CLASS, judged

SENTENCES = [
    ("en", "Saffron relieves severe depression", "severe"),
    ("nl", "Ook bij een zware depressie tilt saffraan je er weer bovenop", "severe"),
    ("de", "Safran lindert eine schwere Depression", "severe"),
    ("fr", "Le safran soulage une dépression sévère", "severe"),
    ("es", "El azafrán alivia una grave depresión", "severe"),
    ("en", "Saffron relieves mild depression", "lighter"),
    ("nl", "Saffraan verlicht een lichte depressie", "lighter"),
    ("en", "Saffron relieves depression, even in severe weather", None),
]


def _class(language: str, words: str, health: str) -> str:
    study = {"design": "meta_analysis", "subjects": "human", "ingredients": "saffron"}
    found = {"outcomes": [{"name": "depressive symptoms", "direction": "decreased"}]}
    reviewed = {"reviews": {"designs": "randomized_controlled_trial"}, "certainty": "high"}
    taking = {"participants": {"health": health}}
    ref = {"level": "systematic_review", "study": study | found | reviewed | taking}
    case = {"lang": language, "quote": words, "text": f"{words} [1].", "cites": ["a"]}
    case |= {"statement": "Saffron relieves depression.", "substance": "saffron"}
    return CLASS[judged({**case, "outcome": "depressive symptoms", "refs": {"a": ref}}).verdict]


@pytest.mark.parametrize(("language", "words", "severity"), SENTENCES)
def test_people_with_another_severity_show_nothing(
    language: str, words: str, severity: str | None
) -> None:
    of_mild = _class(language, words, "mild to moderate depression")
    of_severe = _class(language, words, "severe depression")
    assert (of_mild == "bad") is (severity == "severe")
    assert (of_severe == "bad") is (severity == "lighter")


@pytest.mark.parametrize(("language", "words", "severity"), SENTENCES)
def test_both_and_none_fit_either(language: str, words: str, severity: str | None) -> None:
    for health in ("moderate to severe depression", "depression"):
        assert _class(language, words, health) != "bad"
