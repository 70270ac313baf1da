"""What sentences of sellers offer by how they are built, and what stands close to that and offers nothing."""

import pytest

from magclaims.judge.law.facts import LawSentence
from magclaims.judge.law.product import product_names, sells
from magclaims.judge.law.reading import Reading, read_sentences


def read(page: str, *lines: str, language: str) -> Reading:
    """The last line of a page, read."""
    kinds = {"#": "heading", "-": "item"}
    sentences = [LawSentence(page, 1, "heading")]
    for number, line in enumerate(lines, 2):
        kind = kinds.get(line[0], "sentence")
        text = line.lstrip("# ") if kind == "heading" else line
        sentences.append(LawSentence(text, number, kind))  # type: ignore[arg-type]
    return read_sentences(sentences, language)[-1]


def effects(reading: Reading) -> set[str]:
    """The effects that a line promises, as it words them."""
    return {credit.effect.text.casefold() for credit in reading.credits}


TREATS = [
    ("en", "Willow drops", "Blended for people who suffer from gout."),
    ("en", "Willow drops", "Gout sufferers swear by these drops."),
    (
        "en",
        "Willow drops",
        "I had a stiff neck and headaches for years, until I found these drops.",
    ),
    ("en", "Willow drops", "With sciatica more and more people reach for our drops."),
    ("en", "Willow drops", "The way to a week without migraine."),
    ("en", "Willow drops", "Nature's ibuprofen."),
    ("en", "Willow drops", "Whether it's gout or migraine, willow has helped thousands."),
    ("en", "Willow drops", "Customers notice fewer headaches within a month."),
    ("nl", "Wilgendruppels", "Vrouwen merken al snel minder opvliegers."),
    ("nl", "Wilgendruppels", "Het kruid van de rust: bij hoofdpijn, jicht en slapeloosheid."),
    ("en", "Take-it-easy tea", "Take two capsules with food to treat your migraine."),
    ("es", "Gotas de sauce", "Cuida tu garganta y evita los resfriados."),
    ("nl", "Wilgendruppels", "Een bondgenoot tegen jicht."),
    ("nl", "Wilgendruppels", "Jarenlang had ik migraine, en nu eindelijk niet meer."),
    ("nl", "Wilgendruppels", "Al eeuwen gebruikt door boeren tegen reuma."),
    ("de", "Weidentropfen", "Seit Generationen bewährt gegen Gicht."),
    ("de", "Weidentropfen", "Der pflanzliche Betablocker."),
    ("fr", "Gouttes de saule", "Conseillées en cas de migraine."),
    ("fr", "Gouttes de saule", "Alliées contre la goutte, depuis toujours."),
    ("es", "Gotas de sauce", "Un escudo frente a la gota."),
    ("es", "Gotas de sauce", "Mi migraña desapareció gracias a estas gotas."),
]


@pytest.mark.parametrize(("language", "page", "text"), TREATS)
def test_a_disease_is_offered_to_be_gone(language: str, page: str, text: str) -> None:
    assert read(page, text, language=language).treats


PROMISES_NOTHING = [
    ("en", "Willow drops", "Not for people who suffer from gout."),
    ("en", "Willow drops", "Gout sufferers should ask their doctor before they use these drops."),
    ("en", "Willow drops", "Our founder was diagnosed with gout in the year he opened the shop."),
    ("en", "Willow drops", "If you get a headache, stop at once."),
    ("en", "Willow drops", "Exercise is ideal for people with gout."),
    ("en", "Willow drops", "Herbal medicine has a long history."),
    ("en", "Willow drops", "My headache is back, and these drops go to the bin."),
    ("en", "Willow drops", "Free from common allergens."),
    ("en", "Willow drops", "Customers notice heartburn now and then."),
    ("en", "Willow drops", "Take with food to prevent an upset stomach."),
    ("en", "Willow drops", "Drink plenty of water to prevent constipation."),
    ("en", "Willow drops", "Some conditions are due to gout."),
    ("en", "Willow drops", "Microbes and migraine"),
    ("en", "Willow drops", "Headache without a clear cause"),
    ("en", "Willow drops", "We promise no cure for gout."),
    ("es", "Gotas de sauce", "Evita tomar estas gotas con resfriado."),
    ("nl", "Wilgendruppels", "Vóór uw vijftigste is jicht zeldzaam."),
    ("nl", "Wilgendruppels", "Deze druppels zijn geen bondgenoot tegen jicht."),
    ("nl", "Wilgendruppels", "Krijgt u hoofdpijn, stop dan met de druppels."),
    ("nl", "Wilgendruppels", "Onderzoek naar wilg bij reuma is schaars."),
    ("de", "Weidentropfen", "Bei Gicht nicht anwenden."),
    ("fr", "Gouttes de saule", "Déconseillées en cas de goutte."),
    ("es", "Gotas de sauce", "No hay pruebas de que sirvan para la gota."),
]


@pytest.mark.parametrize(("language", "page", "text"), PROMISES_NOTHING)
def test_what_stands_close_to_that_offers_nothing(language: str, page: str, text: str) -> None:
    reading = read(page, text, language=language)
    assert (reading.treats, reading.credits) == ((), ())


@pytest.mark.parametrize(
    ("language", "page", "text", "effect"),
    [
        ("en", "Moss gummies", "- Calm bowels", "bowels"),
        ("en", "Moss gummies", "Thyroid support", "thyroid"),
        ("en", "Moss gummies", "Tones a sluggish liver.", "liver"),
        ("en", "Moss gummies", "Enjoy a good night's rest again.", "night's rest"),
        ("en", "Moss gummies", "Consistent daily use supports your memory.", "memory"),
        ("nl", "Mosgummies", "Verzorgt het spijsverteringsstelsel", "spijsverteringsstelsel"),
        ("en", "Moss gummies", "Contains lutein for eye health.", "eye health"),
        ("en", "Moss gummies", "With maca to support your memory.", "memory"),
        ("de", "Moostee", "Vorteile: Darmgesundheit, Ausdauer", "ausdauer"),
        ("en", "Moss gummies", "**Benefits:** digestion, memory", "memory"),
        ("en", "Moss gummies", "Chew two a day to sharpen your memory.", "memory"),
        ("nl", "Mosgummies", "Neem er twee om je geheugen te versterken.", "geheugen"),
        ("de", "Moostee", "Schneller einschlafen, länger durchschlafen.", "durchschlafen"),
        ("fr", "Gélules de mousse", "Prenez-en deux pour stimuler la digestion.", "digestion"),
        ("nl", "Mosgummies", "Soepele gewrichten, elke dag", "gewrichten"),
        ("nl", "Mosgummies", "Geeft je geheugen vleugels.", "geheugen"),
        ("de", "Moostee", "Für starke Knochen.", "knochen"),
        ("fr", "Gélules de mousse", "Redonne à la peau son éclat.", "peau"),
        ("es", "Cápsulas de musgo", "Despierta tu memoria.", "memoria"),
    ],
)
def test_an_effect_is_promised_of_a_product_that_nobody_knows(
    language: str, page: str, text: str, effect: str
) -> None:
    reading = read(page, text, language=language)
    assert reading.treats or effect in effects(reading)


@pytest.mark.parametrize(
    ("language", "page", "text"),
    [
        ("en", "How to sleep better", "Calm bowels"),
        ("en", "Moss gummies", "Store the jar away from heat, not on your skin."),
        ("en", "Moss gummies", "Stress raises cortisol."),
        ("en", "Moss gummies", "Statins lower cholesterol."),
        ("en", "Moss gummies", "This dehydration affects the skin."),
        ("en", "Moss gummies", "**Contents:** digestion, memory"),
        ("nl", "Melatonine druppels", "De werking van melatonine bij stress wordt nog onderzocht."),
        ("en", "Moss gummies", "Effects of season on your mood"),
        ("en", "Moss gummies", "Some people experience an itchy skin."),
        ("en", "Moss gummies", "Your muscles, less fed"),
        ("en", "Moss gummies", "Muscle and recovery"),
        ("nl", "Mosgummies", "U kunt last krijgen van uw maag."),
        ("nl", "Mosgummies", "Waarom je geheugen soms hapert"),
        ("nl", "Mosgummies", "Hierdoor leer je omgaan met stress."),
        ("en", "Moss gummies", "Loss of muscle in spite of good training"),
        ("en", "Moss gummies", "Good reviews in journals on training and skin"),
        ("nl", "Mosgummies", "Neem ze bij het ontbijt om je maag te ontzien."),
        ("nl", "Mosgummies", "Twee stuks, een uur voor het slapen"),
        ("en", "Moss gummies", "Moss is kept moist in the skin of a seal."),
        ("nl", "Mosgummies", "Bewaar de pot op een koele plek, weg van je huid."),
        ("nl", "Vijf tips tegen stress", "Soepele gewrichten"),
        ("de", "Moostee", "Sport stärkt die Knochen."),
        ("fr", "Gélules de mousse", "Le stress fatigue le cœur."),
    ],
)
def test_other_things_that_act_and_how_to_keep_it_promise_nothing(
    language: str, page: str, text: str
) -> None:
    reading = read(page, text, language=language)
    assert (reading.treats, reading.credits) == ((), ())


def test_each_item_of_a_list_of_benefits_is_one() -> None:
    assert effects(read("Our story", "# Benefits", "- Gut health and digestion", language="en"))
    assert not effects(read("Our story", "# Contents", "- Digestion", language="en"))


def test_a_list_behind_a_whole_sentence_is_not_led_by_it() -> None:
    said = "This product is not intended to cure any disease."
    assert effects(read("Moss gummies", said, "- Better digestion", language="en"))
    led = "Do not use these gummies:"
    assert not effects(read("Moss gummies", led, "- Better digestion", language="en"))


def test_a_question_is_answered_by_the_product() -> None:
    asked = ("Stiff, painful knees?", "Reach for two capsules.")
    assert read("Boswellia", *asked, language="en").treats
    blend = ("Stiff, painful knees?", "This combination prevents that it comes back.")
    assert read("Boswellia", *blend, language="en").treats
    doctor = ("Stiff, painful knees?", "See your doctor.")
    assert not read("Boswellia", *doctor, language="en").treats


@pytest.mark.parametrize(
    ("language", "heading", "answer"),
    [
        ("en", "Mullein leaf tea", True),
        ("en", "Magnesium 400 mg", True),
        ("en", "Lutein supplement for eye health and vision support, twin pack, 60 capsules", True),
        ("en", "Our thoughts on lutein and eye health and vision in older people", False),
        ("en", "Five reasons to drink tea", False),
        ("en", "5 reasons for tea", False),
        ("en", "Does tea calm you?", False),
        ("nl", "November 2025", False),
        ("nl", "NachtRust Forte", True),
        ("nl", "Magnesium: wat doet het", False),
        ("de", "Mönchspfeffer", True),
        ("fr", "Tout sur les tisanes", False),
        ("es", "Cápsulas de maca", True),
    ],
)
def test_a_product_is_told_from_an_article(language: str, heading: str, answer: bool) -> None:
    assert sells(heading, language) is answer


def test_the_name_of_a_product_is_what_says_nothing_else() -> None:
    assert product_names("Mullein leaf tea", "en") == ("Mullein",)
    assert product_names("Calm sleep drops", "en") == ()


def test_a_sentence_without_end_is_not_read_for_offers() -> None:
    text = "ideal for migraine, " * 50
    assert read("Willow drops", text[:700], language="en").treats
    assert len(text) > 800


def test_a_disease_beside_the_product_is_named_once_nothing_else_reads_it() -> None:
    reading = read("Willow drops", "These drops and gout are no friends of old.", language="en")
    assert reading.treats == ()
    named = read("Willow drops", "The only drops your gout needs.", language="en")
    assert named.names == ("gout",)
    assert read("Willow drops", "Gout is a disease.", language="en").names == ()
    assert (
        read("Willow drops", "If you have gout, these drops are sweet.", language="en").names == ()
    )
