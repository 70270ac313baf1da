"""What warns of harm, and what only sounds like it. All statements synthetic."""

import pytest

from magclaims.judge.claim.harm import asserts_safety, is_warning
from magclaims.model.registry import Claim, Strength


@pytest.mark.parametrize(
    ("statement", "outcome", "strength", "warns"),
    [
        ("Cases of hepatitis have been reported after kava.", "hepatitis", Strength.CAUSAL, True),
        ("Nausea has been reported with zinc.", "nausea", Strength.CAUSAL, True),
        ("Too much vitamin A damages the liver.", "liver damage", Strength.CAUSAL, True),
        ("Iron may cause constipation.", "constipation", Strength.CONDITIONAL, True),
        ("Niacin can cause flushing.", "flushing", Strength.CONDITIONAL, True),
        ("Kelp is linked to thyroid problems.", "thyroid problems", Strength.CORRELATIONAL, True),
        ("Garlic may interact with warfarin.", "drug interactions", Strength.CONDITIONAL, True),
        ("Senna is not without risk.", "adverse events", Strength.NONE, True),
        ("Vitamin A damages the liver.", "liver damage", Strength.CAUSAL, False),
        ("People who take zinc rarely get colds.", "common cold", Strength.CAUSAL, False),
        ("Good results against migraine have been reported.", "migraine", Strength.CAUSAL, False),
        ("Reports of less pain are common.", "pain", Strength.CAUSAL, False),
        ("Ginger may reduce nausea.", "nausea", Strength.CONDITIONAL, False),
        ("Magnesium is for people with excessive stress.", "stress", Strength.CAUSAL, False),
        ("Senna has no side effects.", "side effects", Strength.NONE, False),
        ("Zinc may cause dry mouth.", "dry mouth", Strength.CONDITIONAL, True),
        ("Iron may cause constipation.", [], Strength.CONDITIONAL, True),
        ("Iron may cause a revival.", [], Strength.CONDITIONAL, False),
        (
            "Arginine may cause an increase in growth hormone.",
            "growth hormone",
            Strength.CONDITIONAL,
            False,
        ),
        (
            "Ashwagandha may cause a rise in testosterone.",
            "testosterone",
            Strength.CONDITIONAL,
            False,
        ),
        ("Saffron may cause more serotonin.", "serotonin", Strength.CONDITIONAL, False),
        ("Capsaicin may cause thermogenesis.", "thermogenesis", Strength.CONDITIONAL, False),
        ("Biotin may cause greater hair length.", "hair length", Strength.CONDITIONAL, False),
        ("Melatonin may lengthen sleep.", "insomnia", Strength.CONDITIONAL, False),
        ("Psyllium may increase stool frequency.", "constipation", Strength.CONDITIONAL, False),
        ("Calcium may increase bone density.", "osteoporosis", Strength.CONDITIONAL, False),
        ("Coffee may shorten sleep.", "insomnia", Strength.CONDITIONAL, True),
        ("Coffee may worsen insomnia.", "insomnia", Strength.CONDITIONAL, True),
        ("Liquorice may raise blood pressure.", "hypertension", Strength.CONDITIONAL, True),
    ],
)
def test_what_warns(
    statement: str, outcome: str | list[str], strength: Strength, *, warns: bool
) -> None:
    claim = Claim.model_validate(
        {
            "id": "c",
            "statement": statement,
            "kind": "effect",
            "about": {"substance": "it", "outcome": outcome},
            "occurrences": [{"article": "a", "quote": "it", "strength": "none"}],
        }
    )
    assert is_warning(claim, strength, "it", "en") is warns


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Daar kun je niet te veel van verwachten.", "nl"),
        ("Het effect is niet afhankelijk van de dosis.", "nl"),
        ("Neem niet te veel zink.", "nl"),
        ("Safe use in pregnancy has not been established.", "en"),
        ("No evidence shows that it reduces side effects of chemotherapy.", "en"),
        ("There is no evidence that ginseng is not harmful.", "en"),
        ("Kava ist nicht sicher für Schwangere.", "de"),
        ("Il n'est pas prouvé que ce soit sans danger.", "fr"),
        ("No es seguro para niños.", "es"),
    ],
)
def test_what_only_sounds_safe(text: str, language: str) -> None:
    assert not asserts_safety(text, language)


@pytest.mark.parametrize("language", ["nl", "nl-BE"])
def test_the_words_of_an_article_warn_in_the_language_of_any_country(language: str) -> None:
    claim = Claim.model_validate(
        {
            "id": "c",
            "statement": "Liquorice is a root.",
            "kind": "effect",
            "about": {"substance": "it"},
            "occurrences": [{"article": "a", "quote": "it", "strength": "none"}],
        }
    )
    quote = "Zoethout kan dodelijk zijn"
    assert is_warning(claim, Strength.CONDITIONAL, quote, language)
    assert not is_warning(claim, Strength.CONDITIONAL, "Zoethout kan lekker zijn", language)
