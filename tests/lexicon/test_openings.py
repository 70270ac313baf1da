"""An effect told by what a clause opens with, or by a verb that no list has. All sentences are made up."""

import pytest

from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength

NONE, CORRELATIONAL = Strength.NONE, Strength.CORRELATIONAL
CONDITIONAL, CAUSAL = Strength.CONDITIONAL, Strength.CAUSAL


@pytest.mark.parametrize(
    ("language", "sentence", "strength"),
    [
        ("en", "With a little valerian, nights become calmer.", CAUSAL),
        ("en", "As cortisol climbs, sleep gets lighter.", CAUSAL),
        ("en", "When stores of iron run low, fatigue returns.", CAUSAL),
        ("en", "Skip dinner and your sleep will suffer.", CAUSAL),
        ("en", "Eat too much liquorice and blood pressure climbs.", CAUSAL),
        ("en", "Without enough sleep, your skin may dry out.", CONDITIONAL),
        ("en", "If you drink less, your liver could recover.", CONDITIONAL),
        ("en", "Within ten days of taking zinc, the rash faded.", CORRELATIONAL),
        ("en", "After four weeks of yoga, my back was less stiff.", CORRELATIONAL),
        ("en", "Joints stiffen when it rains.", CAUSAL),
        ("en", "Blood pressure climbs if you eat too much liquorice.", CAUSAL),
        ("en", "Migraine can flare after a glass of wine.", CONDITIONAL),
        ("en", "The rash faded within ten days of taking zinc.", CORRELATIONAL),
        ("nl", "Eet te veel drop en je bloeddruk klimt.", CAUSAL),
        ("en", "Ginger unsettles gut bacteria.", CAUSAL),
    ],
)
def test_what_a_clause_opens_with_does_it(language: str, sentence: str, strength: Strength) -> None:
    assert grade(sentence, language).strength is strength


@pytest.mark.parametrize(
    "sentence",
    [
        "Without a receipt, your order stays open.",
        "With every order, your skin type is noted on the label.",
        "As mentioned above, sleep comes in stages.",
        "If your skin stays red, stop using the cream.",
        "Keep a diary and note when pain is worse.",
        "Use a mirror and check whether the skin is red.",
        "With this cream, redness did not fade.",
        "Foods with zinc, for skin and hair.",
        "Harvard Health Letter, sleep issue.",
        "The skin will heal within two weeks.",
        "Your skin is checked when you arrive.",
        "Perhaps you are wondering if the pill is causing your headaches.",
        "Doctors cannot say for sure that zinc shortens a cold.",
        "Oats are higher in fibre than rice.",
    ],
)
def test_an_opening_without_a_change_of_the_body_asserts_nothing(sentence: str) -> None:
    assert grade(sentence, "en").strength is NONE
