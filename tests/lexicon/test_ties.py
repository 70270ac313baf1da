"""What becomes of health with, on or after something. All sentences are made up."""

import pytest

from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength


@pytest.mark.parametrize(
    ("language", "strength", "sentence"),
    [
        ("en", "causal", "You fall asleep sooner on glycine."),
        ("en", "causal", "The itch eases with zorbelin."),
        ("en", "causal", "Women get kidney stones from zorbelin."),
        (
            "en",
            "causal",
            "In the trial blood pressure came down further on beetroot juice than on placebo.",
        ),
        ("en", "conditional", "On psyllium you may fall asleep sooner."),
        ("en", "correlational", "Blood pressure came down on beetroot juice."),
        ("en", "correlational", "With zorbelin there were fewer headaches."),
        ("en", "correlational", "Volunteers became less anxious on saffron."),
        ("nl", "causal", "Op glycine slaap je langer."),
        ("nl", "causal", "Van creatine krijgen vrouwen haaruitval."),
        ("nl", "causal", "Met zorbeline neemt de jeuk af."),
        ("nl", "causal", "Je wordt sterker met zorbeline."),
        ("nl", "conditional", "Met zorbeline ben je mogelijk eerder van je verkoudheid af."),
        ("nl", "correlational", "In 22 trials daalde het LDL met haverbètaglucaan."),
        ("nl", "correlational", "Muizen leefden langer met zorbeline."),
        ("nl", "correlational", "Er was minder misselijkheid met gember."),
    ],
)
def test_a_change_of_health_that_something_is_tied_to(
    language: str, strength: str, sentence: str
) -> None:
    assert grade(sentence, language).strength.label == strength


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Interest in zorbelin grew after the trial."),
        ("en", "Fifty people with fatigue started on zorbelin."),
        ("en", "The soup is richer with turmeric."),
        ("en", "You pay less with our card."),
        ("en", "On Monday, the blood bank opens later."),
        ("en", "Nerves send signals from the brain."),
        ("en", "The veins bring blood to your heart."),
        ("en", "Pain was measured before and after zorbelin."),
        ("en", "People with migraine should sleep longer on saffron."),
        ("nl", "De smaak van levertraan wordt milder."),
        ("nl", "Met psyllium betaal je minder."),
        ("nl", "Van psyllium krijg je bij ons een proefzakje."),
        ("nl", "Mensen die gezonder leven krijgen korting op de polis."),
        ("nl", "De belangstelling voor zorbeline nam na de uitzending toe."),
        ("nl", "Na vijf uur is de helft van de cafeïne uit je bloed verdwenen."),
        ("nl", "Slaap op vaste tijden is de meest directe weg."),
    ],
)
def test_a_tie_without_a_change_of_health_is_none(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is Strength.NONE


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You do not fall asleep sooner on glycine."),
        ("nl", "Op zorbeline sliepen muizen niet langer."),
    ],
)
def test_a_change_that_is_denied(language: str, sentence: str) -> None:
    wording = grade(sentence, language)
    assert wording.strength is Strength.NONE
    assert wording.negated is not None
