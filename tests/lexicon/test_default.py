"""An effect in words that no list has. All sentences are made up."""

import pytest

from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength

CAUSAL, CONDITIONAL, NONE = Strength.CAUSAL, Strength.CONDITIONAL, Strength.NONE


def structural(sentence: str, language: str) -> list[str]:
    return [cue.text for cue in grade(sentence, language).decided_by if cue.id == "structure"]


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        (
            "en",
            "Horsetail is a rampart against brittle nails.",
            "is a rampart against brittle nails",
        ),
        ("en", "Sorrel was a blessed pal for cramps.", "was a blessed pal for cramps"),
        ("nl", "Wilde framboos knabbelt aan spierpijn.", "knabbelt aan spierpijn"),
        ("nl", "Heermoes is een wapen tegen broze nagels.", None),
        ("nl", "Na een maagverkleining zakt de opname.", "zakt de opname"),
        ("nl", "Bij dagelijks gebruik slinkt de zwelling.", None),
        ("nl", "Het is een stof die je darmwand bekleedt.", None),
    ],
)
def test_a_clause_built_as_an_effect_is_one(
    language: str, sentence: str, words: str | None
) -> None:
    wording = grade(sentence, language)
    assert wording.strength is CAUSAL
    if words is not None:
        assert structural(sentence, language) == [words]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Rosemary grows along the coast."),
        ("en", "The clinic is a place for skin care."),
        ("en", "Our dermatologist polishes the skin."),
        ("en", "The heart is a muscle for life."),
        ("en", "Everyone deserves a radiant skin."),
        ("en", "Is horsetail a weapon against brittle nails?"),
        ("nl", "Iedereen verdient een stralende huid."),
        ("nl", "Een verlaagde bloeddruk voel je niet altijd."),
        ("nl", "De dermatoloog knabbelt aan de huid."),
        ("nl", "Magnesium als aanvulling naast je stressroutine."),
        ("nl", "Bij vragen over je huid belt de winkel."),
        ("nl", "Het is een test voor je bloeddruk."),
    ],
)
def test_who_is_no_cause_and_what_only_is_assert_nothing(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is NONE


@pytest.mark.parametrize(
    ("language", "sentence", "strength", "negated"),
    [
        ("en", "Horsetail is no rampart against brittle nails.", NONE, CAUSAL),
        ("en", "Perhaps horsetail is a rampart against brittle nails.", CONDITIONAL, None),
        ("nl", "Wilde framboos knabbelt niet aan spierpijn.", NONE, CAUSAL),
        ("nl", "Misschien knabbelt wilde framboos aan spierpijn.", NONE, None),
        ("nl", "Mogelijk is heermoes een wapen tegen broze nagels.", CONDITIONAL, None),
    ],
)
def test_modifiers_reach_it(
    language: str, sentence: str, strength: Strength, negated: Strength | None
) -> None:
    wording = grade(sentence, language)
    assert (wording.strength, wording.negated) == (strength, negated)
