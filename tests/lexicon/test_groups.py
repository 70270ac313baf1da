"""What is said of those who take, do or have something. All sentences are made up."""

import pytest

from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength

NONE, CORRELATIONAL = Strength.NONE, Strength.CORRELATIONAL


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Women who take creatine get stronger."),
        ("en", "Runners who use beetroot juice recover faster."),
        ("en", "Users of ashwagandha feel calmer."),
        ("en", "Coffee drinkers have healthier livers."),
        ("en", "In people who take turmeric, joints ache less."),
        ("en", "Anyone who drinks green tea every day keeps a sharper mind."),
        ("en", "Volunteers on the low-salt menu had fewer headaches."),
        ("en", "Patients with low iron tire more quickly."),
        ("en", "Teenagers who skip breakfast concentrate worse."),
        ("en", "People who ate the most nuts had the lowest cholesterol."),
        ("en", "Those who walked daily were healthiest."),
        ("nl", "Bij personen die noten aten, was de bloeddruk lager."),
        ("nl", "Vrouwen die 5 g creatine nemen, worden sterker."),
        ("nl", "Mensen die veel vis eten hebben minder vaak een hartaanval."),
        ("nl", "Gebruikers van glycine slapen langer."),
        ("nl", "Koffiedrinkers hebben een gezondere lever."),
        ("nl", "Tieners die het ontbijt overslaan, onthouden minder."),
        ("nl", "Ook bleken vrouwen die vaak wandelden, slanker te zijn."),
        ("nl", "Het valt op dat vegetariërs gezonder zijn."),
        ("nl", "Voor mensen die geen vlees eten is het risico op een beroerte iets hoger."),
        ("de", "Frauen, die Kreatin nehmen, werden stärker."),
        ("fr", "Les femmes qui prennent de la créatine deviennent plus fortes."),
        ("es", "Las personas que comen pescado tienen menos infartos."),
    ],
)
def test_a_group_that_fares_better_is_an_association(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is CORRELATIONAL


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "People who take magnesium should see a doctor."),
        ("en", "People who want to sleep better often buy magnesium."),
        ("en", "Patients who do not feel better after two weeks should see a doctor."),
        ("en", "Users of our app find recipes more easily."),
        ("en", "Vegans who cook at home spend more on vegetables."),
        ("en", "People who buy the most pay the least."),
        ("nl", "Klanten die het meest kopen betalen het minst."),
        ("nl", "Alleen denken verandert dat niet."),
        ("en", "Women who are pregnant need more iron."),
        ("en", "Participants who dropped out were younger."),
        ("nl", "Vrouwen die zwanger zijn hebben meer ijzer nodig."),
        ("nl", "Mensen die minder willen betalen, kopen het huismerk."),
        ("nl", "Vrouwen met kinderen hebben minder tijd om te koken."),
        ("nl", "Mensen die koffie drinken drinken minder thee."),
        ("nl", "Mensen die gezonder leven krijgen korting op de polis."),
        ("nl", "Dit is een gids voor mensen die fitter willen worden."),
        ("nl", "Voor sporters die sneller zijn is er een andere groep."),
        ("de", "Wer besser schlafen will, kauft oft Magnesium."),
        ("fr", "Les personnes qui veulent mieux dormir achètent du magnésium."),
        ("es", "Las mujeres que están embarazadas necesitan más hierro."),
    ],
)
def test_what_a_group_wants_needs_or_buys_is_none(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is NONE


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Runners who use beetroot juice do not recover faster."),
        ("nl", "Mensen die magnesium slikken slapen niet beter."),
    ],
)
def test_a_group_that_does_not_fare_better_is_denied(language: str, sentence: str) -> None:
    wording = grade(sentence, language)
    assert wording.strength is NONE
    assert wording.negated is CORRELATIONAL
