"""What only says what a substance is, and what promises something by it. All sentences are made up."""

from typing import Any

import pytest

from magclaims.model.registry import Verdict
from small_registries import judged

_ASKED = {Verdict.UNSUPPORTED, Verdict.UNVERIFIED}
"""Of a promise: what calls itself a definition is a question, where it is not plain."""


def _defined(language: str, text: str, substance: str) -> dict[str, Any]:
    return {
        "statement": f"{text}.",
        "quote": text,
        "text": f"{text}.",
        "lang": language,
        "kind": "definition",
        "strength": "none",
        "substance": substance,
    }


@pytest.mark.parametrize(
    ("language", "text", "substance"),
    [
        ("nl", "Haver is een graan dat op arme grond groeit", "oats"),
        ("nl", "Melatonine is een hormoon dat de pijnappelklier 's nachts aanmaakt", "melatonin"),
        ("nl", "Ginseng wordt in Korea al eeuwen gebruikt", "ginseng"),
        ("en", "Quinoa is a seed that is cooked like a grain", "quinoa"),
        ("en", "Creatine is sold as a white powder", "creatine"),
        ("en", "It is a lichen that grows on bark", "usnea"),
        ("de", "Goldmilch wird aus Milch und Kurkuma gekocht", "turmeric"),
        ("de", "Feldhirse ist eine Zwerghirse aus den Bergen", "millet"),
        ("nl", "Baobab is een steppeboom met een dikke stam", "baobab"),
        ("fr", "On trouve du magnésium dans les amandes", "magnesium"),
        ("es", "El matcha es un té verde en polvo", "matcha"),
        ("nl", "Veel mensen grijpen naar valeriaan", "valerian"),
        # Who makes it, or what is made of it.
        (
            "nl",
            "Melatonine is een hormoon waarvan de pijnappelklier 's nachts meer aanmaakt",
            "melatonin",
        ),
        ("nl", "Kudzu is een plant waarvan zetmeel wordt gemaakt", "kudzu"),
        ("de", "Kudzu ist eine Pflanze, aus der Stärke gewonnen wird", "kudzu"),
        ("es", "El kudzu es una planta de la que el cuerpo produce poco", "kudzu"),
    ],
)
def test_what_a_thing_is_needs_no_reference(language: str, text: str, substance: str) -> None:
    assert judged(_defined(language, text, substance)).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("language", "text", "substance"),
    [
        ("nl", "Kefir is een darmherstellende drank", "kefir"),
        ("en", "Many people turn to valerian, and sleep", "valerian"),
        ("nl", "Veel mensen grijpen naar valeriaan, en slapen", "valerian"),
        ("nl", "Maca is een wortel die pit geeft", "maca"),
        ("nl", "Ashwagandha is een plant die bekendstaat als rustgever", "ashwagandha"),
        ("en", "L-theanine is a calming amino acid", "L-theanine"),
        ("en", "Reishi is the mushroom of immortality", "reishi"),
        ("en", "Chlorella is an alga known as a natural cleanser", "chlorella"),
        ("de", "Ingwer ist eine heilende Wurzel", "ginger"),
        ("nl", "Goji is een supervrucht", "goji berries"),
        ("en", "Kudzu is a plant on which couples rely", "kudzu"),
        ("nl", "Kudzu is een plant waarop stellen vertrouwen", "kudzu"),
        ("fr", "Le guarana est une graine énergisante", "guarana"),
        ("es", "La maca es una raíz afrodisíaca", "maca"),
    ],
)
def test_what_is_promised_by_it_does(language: str, text: str, substance: str) -> None:
    assert judged(_defined(language, text, substance)).verdict in _ASKED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Once you try ashwagandha, sleepless nights are over"),
        ("en", "Ashwagandha used to be the secret of monks who never slept badly"),
        ("nl", "Vroeger wist iedereen het: ashwagandha en je slaapt als een roos"),
        ("nl", "Ashwagandha kost weinig en je slaapt er heerlijk van"),
        ("de", "Früher wusste man: Mit Ashwagandha schläft man wie ein Stein"),
        ("fr", "Autrefois, on le savait : avec l'ashwagandha, on dort comme un bébé"),
    ],
)
@pytest.mark.parametrize("kind", ["definition", "general_knowledge"])
def test_old_days_and_prices_are_no_cover_for_a_promise(
    language: str, text: str, kind: str
) -> None:
    given = _defined(language, text, "ashwagandha") | {"kind": kind, "outcome": "sleep quality"}
    assert judged(given).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("language", "text", "substance"),
    [
        ("nl", "Melatonine is een hormoon dat je hersenen 's avonds aanmaken", "melatonin"),
        ("nl", "Melatonine wordt 's avonds aangemaakt door de pijnappelklier", "melatonin"),
        ("en", "Melatonin is a hormone that the pineal gland makes at night", "melatonin"),
        ("en", "Creatine is stored mostly in muscle", "creatine"),
        ("de", "Melatonin ist ein Hormon, das die Zirbeldrüse nachts ausschüttet", "melatonin"),
        ("fr", "La mélatonine est une hormone que le cerveau sécrète le soir", "melatonin"),
        ("es", "La melatonina es una hormona que el cerebro produce por la noche", "melatonin"),
    ],
)
def test_what_makes_or_keeps_it_needs_no_reference(
    language: str, text: str, substance: str
) -> None:
    assert judged(_defined(language, text, substance)).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("language", "text", "substance"),
    [
        ("nl", "5-HTP is een stof die je hersenen serotonine laat aanmaken", "5-HTP"),
        ("nl", "Ashwagandha is een plant die je hersenen rust laat aanmaken", "ashwagandha"),
        ("en", "Ashwagandha is a herb that makes your brain produce dopamine", "ashwagandha"),
        ("en", "Ashwagandha is a herb that your brain makes happy hormones from", "ashwagandha"),
        ("en", "Collagen is a protein that the skin makes to stay firm", "collagen"),
        ("en", "Creatine is stored in muscle and makes you unstoppable", "creatine"),
        (
            "fr",
            "La mélatonine est ce que le cerveau produit et qui fait dormir",
            "melatonin",
        ),
        ("es", "La melatonina es la hormona que el cerebro produce para dormir", "melatonin"),
    ],
)
def test_what_it_makes_the_body_make_does(language: str, text: str, substance: str) -> None:
    assert judged(_defined(language, text, substance)).verdict in _ASKED


def _general(language: str, text: str, substance: str, statement: str) -> dict[str, Any]:
    return _defined(language, text, substance) | {
        "kind": "general_knowledge",
        "statement": statement,
    }


@pytest.mark.parametrize(
    ("language", "text", "substance", "statement"),
    [
        ("en", "The pancreas makes insulin", "insulin", "The pancreas makes insulin."),
        (
            "en",
            "The kidneys turn vitamin D into its active form",
            "vitamin D",
            "The kidneys turn vitamin D into its active form.",
        ),
        ("nl", "Bij honger maakt de maag ghreline aan", "ghrelin", "The stomach makes ghrelin."),
        (
            "de",
            "Nachts schüttet die Zirbeldrüse Melatonin aus",
            "melatonin",
            "The pineal gland releases melatonin.",
        ),
        ("fr", "Le foie stocke la vitamine A", "vitamin A", "The liver stores vitamin A."),
        ("es", "El páncreas segrega insulina", "insulin", "The pancreas secretes insulin."),
        (
            "nl",
            "De naam rooibos is Afrikaans voor rode struik",
            "rooibos",
            "It is Afrikaans for red bush.",
        ),
        ("fr", "Le kéfir tire son nom d'un mot turc", "kefir", "Kefir has a Turkish name."),
        ("de", "Kollagen kommt in Haut, Knochen und Sehnen vor", "collagen", "It is in skin."),
    ],
)
def test_what_organs_do_and_names_mean_needs_no_reference(
    language: str, text: str, substance: str, statement: str
) -> None:
    found = judged(_general(language, text, substance, statement))
    assert found.verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("language", "text", "substance", "statement"),
    [
        (
            "en",
            "Your liver makes more glutathione with milk thistle",
            "milk thistle",
            "It raises it.",
        ),
        ("en", "Saffron makes the brain release serotonin", "saffron", "Saffron raises serotonin."),
        (
            "nl",
            "De hersenen maken nieuwe cellen aan, en dat doet pruikzwam",
            "lion's mane",
            "Lion's mane makes new brain cells.",
        ),
        ("de", "Die Leber bildet dank Mariendistel neue Zellen", "milk thistle", "It makes cells."),
        ("es", "El cerebro produce más serotonina con azafrán", "saffron", "It raises serotonin."),
        (
            "nl",
            "Kurkuma is vloeibaar goud voor stramme knieën",
            "turmeric",
            "Liquid gold for knees.",
        ),
        ("es", "La maca es la viagra de los Andes", "maca", "Maca is the viagra of the Andes."),
    ],
)
def test_what_organs_do_because_of_something_does(
    language: str, text: str, substance: str, statement: str
) -> None:
    found = judged(_general(language, text, substance, statement))
    assert found.verdict is not Verdict.NOT_APPLICABLE
