"""Effects told in images and words of daily life, and what only sounds like one. All sentences are made up."""

import pytest

from magclaims.lexicon.cues import load
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength

CAUSAL, CONDITIONAL, NONE = Strength.CAUSAL, Strength.CONDITIONAL, Strength.NONE


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
        ("en", "Horsetail is a rampart against brittle nails.", CAUSAL, None),
        ("en", "Horsetail is no rampart against brittle nails.", NONE, CAUSAL),
        ("en", "Perhaps horsetail is a rampart against brittle nails.", CONDITIONAL, None),
        ("nl", "Heermoes is een wapen tegen broze nagels.", CAUSAL, None),
        ("nl", "Mogelijk is heermoes een wapen tegen broze nagels.", CONDITIONAL, None),
    ],
)
def test_modifiers_reach_an_image(
    language: str, sentence: str, strength: Strength, negated: Strength | None
) -> None:
    wording = grade(sentence, language)
    assert (wording.strength, wording.negated) == (strength, negated)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Squalane: the end of wrinkles"),
        ("en", "Berberine: the end of high blood sugar"),
        ("en", "Wrinkles are a thing of the past with squalane."),
        ("en", "With this tea, sleeping pills are no longer needed."),
        ("en", "Painkillers become unnecessary with willow bark."),
        ("nl", "Squalaan: het einde van rimpels"),
        ("nl", "Berberine: nooit meer een hoge bloeddruk"),
        ("nl", "Rimpels zijn verleden tijd met squalaan."),
        ("nl", "Met deze thee zijn slaappillen niet langer nodig."),
        ("nl", "Pijnstillers worden overbodig met wilgenbast."),
    ],
)
def test_the_end_of_a_complaint_or_a_medicine_is_promised(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is CAUSAL


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The end of the trial was in May."),
        ("en", "Nearing the end of pregnancy"),
        ("en", "At the end of the night we go home."),
        ("en", "Every woman dreams of strong nails."),
        ("nl", "Het einde van de winter is in zicht."),
        ("nl", "Deze pillen zijn niet meer verkrijgbaar."),
        ("nl", "Er zijn geen aanwijzingen dat zink de slaap verbetert."),
    ],
)
def test_an_end_of_something_else_promises_nothing(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is NONE


@pytest.mark.parametrize(
    ("language", "sentence", "strength"),
    [
        ("en", "Our masseur eases the back.", NONE),
        ("en", "The paste protects the oil from going rancid.", NONE),
        ("nl", "Zonder voldoende jodium werkt je lichaam trager.", CAUSAL),
        ("nl", "De thee bleef zonder effect op de slaap.", NONE),
    ],
)
def test_who_acts_and_what_lacks(language: str, sentence: str, strength: Strength) -> None:
    assert grade(sentence, language).strength is strength


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The sunscreen is safe for the eyes."),
        ("en", "This lamp is too bright for the eyes."),
        ("en", "The day cream is a light cream for normal skin."),
        ("en", "The concert was a feast for the ears."),
        ("en", "Rice provides carbohydrates and little fat."),
        ("en", "The painter thinned the paint for a night."),
        ("en", "Nerves carry signals from the brain to the muscles."),
        ("nl", "De shampoo is geschikt voor droog haar."),
        ("nl", "Deze lamp is te fel voor de ogen."),
        ("nl", "Dit is een borstel voor kort haar."),
        ("nl", "Het concert was een feest voor de oren."),
        ("nl", "Rijst levert koolhydraten en weinig vet."),
        ("nl", "De gastheer marineert de kip een nacht in yoghurt."),
        ("nl", "Na acht weken werd de bloeddruk gemeten."),
        ("nl", "Bij een operatie wordt de galblaas verwijderd."),
    ],
)
def test_uses_contents_and_methods_assert_nothing(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is NONE


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Biotin is a gift for your hair."),
        ("en", "The moss is a gift for cramps."),
        ("en", "The oil calms the mind at night."),
        ("nl", "Biotine is een geschenk voor je haar."),
        ("nl", "Bij stress wordt de ademhaling sneller."),
        ("nl", "Havermout levert je spieren energie."),
    ],
)
def test_what_a_substance_is_for_the_body_is_an_effect(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is CAUSAL


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The road to the heart of the city is closed."),
        ("en", "Take the train and sleep like a log in our hotel."),
        ("en", "The sleeping pills are no longer needed in the cupboard."),
        ("en", "The ferry crosses the strait at night."),
        ("nl", "De weg naar de maag heet de slokdarm."),
        ("nl", "Binnen een week is de meeste griep voorbij."),
        ("nl", "Neem de trein en slaap als een roos in ons hotel."),
        ("nl", "De storm richtte grote schade aan."),
        ("nl", "Niets is zo gezellig als een avond met vrienden."),
        ("nl", "Die slaappillen zijn overbodig volgens de farmacist."),
        ("nl", "Biotine doet niets voor haar dat gezond is."),
        ("de", "Durch die Baustelle verschwinden zwanzig Parkplätze."),
        ("de", "Weichere Kissen für das Sofa"),
        ("de", "Höhere Beiträge für alle Patienten"),
        ("de", "Das Öl eignet sich zur Behandlung von Möbeln."),
        ("fr", "La loi agit sur le prix des livres."),
        ("fr", "La pluie rend la route plus glissante."),
        ("fr", "Avec la pluie, la neige disparaît."),
        ("es", "Con la lluvia desaparece la nieve."),
        ("es", "El cocinero quita el corazón de la manzana."),
    ],
)
def test_what_happens_outside_the_body_is_no_effect(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is NONE


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Hops: the natural path to deep sleep."),
        ("nl", "Hop: de natuurlijke weg naar een diepe slaap."),
        ("nl", "Met passiebloem zijn slaappillen verleden tijd."),
        ("nl", "Met deze thee is slapeloosheid voorgoed verleden tijd."),
        ("nl", "Dag hoofdpijn, hallo pepermunt."),
        ("de", "Magnesium: festere Nägel in vier Wochen"),
        ("de", "Durch Zink verschwinden die Pickel."),
        ("fr", "Le magnésium agit sur le système nerveux."),
        ("fr", "Le collagène rend la peau plus ferme."),
        ("es", "Con el zinc desaparecen los dolores."),
        ("es", "El jengibre quita el dolor."),
    ],
)
def test_what_happens_in_the_body_is_one(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength is CAUSAL


@pytest.mark.parametrize("language", ["nl", "en", "de", "fr", "es"])
def test_the_end_of_a_clause_is_no_alternative(language: str) -> None:
    """`a/$` never matches at an end: `$` is a place and takes no word, so it needs a pattern of its own."""
    pack = load(language)
    assert pack is not None
    entries = pack.data["cue"]
    texts = [
        text for entry in entries for key in ("patterns", "except") for text in entry.get(key, ())
    ]
    texts += [frame["is"] for entry in entries for frame in entry.get("frames", ())]
    assert not [text for text in texts if "/$" in text or "$/" in text]
