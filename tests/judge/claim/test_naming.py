"""What a sentence says was taken, of a formula that the claim lists. All studies are synthetic."""

import pytest

from magclaims.model.registry import Verdict
from small_registries import judged

LISTED = ["ashwagandha", "L-theanine", "lemon balm"]
BRAND = "Calm (ashwagandha, L-theanine and lemon balm)"
STUDY = {
    "design": "randomized_controlled_trial",
    "subjects": "human",
    "ingredients": LISTED,
    "outcomes": [{"name": "stress", "direction": "decreased"}],
}


def verdict(words: str, substance: list[str] | str, language: str = "en") -> Verdict:
    return judged(
        {
            "lang": language,
            "kind": "study_result",
            "reported": True,
            "statement": "Stress was lower in a trial.",
            "quote": words,
            "text": f"{words} [1].",
            "substance": substance,
            "outcome": "stress",
            "cites": ["a"],
            "refs": {"a": {"level": "combined_formula", "study": STUDY}},
        }
    ).verdict


@pytest.mark.parametrize("substance", [LISTED, BRAND])
@pytest.mark.parametrize(
    "words",
    [
        "Calm lowered stress in a trial",
        "The gummies lowered stress in a trial",
        "Ashwagandha with L-theanine and lemon balm lowered stress",
        "This formula of ashwagandha and more lowered stress in a trial",
    ],
)
def test_a_formula_that_is_told_whole_or_by_its_brand_is_no_hidden_one(
    words: str, substance: list[str] | str
) -> None:
    assert verdict(words, substance) is Verdict.SUPPORTED


def test_a_brand_with_the_name_of_an_ingredient_is_the_formula() -> None:
    brand = "Ashwagandha Calm (ashwagandha, L-theanine and lemon balm)"
    assert verdict("Ashwagandha Calm lowered stress in a trial", brand) is Verdict.SUPPORTED


@pytest.mark.parametrize("substance", [LISTED, BRAND])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Ashwagandha lowered stress in a trial"),
        ("nl", "Ashwagandha verlaagde stress in een onderzoek"),
        ("de", "Ashwagandha senkte in einer Studie den Stress"),
    ],
)
def test_what_gives_one_ingredient_the_effect_of_all_hides_the_formula(
    language: str, words: str, substance: list[str] | str
) -> None:
    assert verdict(words, substance, language) is Verdict.OVERSTATED
