"""Which way a sentence goes in other languages than English."""

import pytest

from magclaims.lexicon.ways import says_a_relation, told_in
from magclaims.model.registry import Direction


@pytest.mark.parametrize(
    ("language", "text", "outcome", "way"),
    [
        ("nl", "Vlierbessen verkorten een verkoudheid.", "common cold", Direction.DECREASES),
        ("nl", "Zout kan de bloeddruk verhogen.", "blood pressure", Direction.INCREASES),
        ("nl", "Thee kan helpen om stress te verminderen.", "stress", Direction.DECREASES),
        ("nl", "Rijst veranderde de bloeddruk niet.", "blood pressure", Direction.NO_EFFECT),
        ("nl", "Of hop de slaap verbetert, is niet bekend.", "sleep", None),
        ("nl", "Hop vermindert geheugenverlies.", "memory", Direction.DECREASES),
        ("nl", "Hop vermindert de achteruitgang van het geheugen.", "memory", Direction.IMPROVES),
        ("de", "Leinöl senkt das Cholesterin.", "LDL cholesterol", Direction.DECREASES),
        ("de", "Dank Hafer habe ich keine Schmerzen mehr.", "pain", None),
        ("fr", "Le thym soulage la toux.", "cough", Direction.IMPROVES),
        ("es", "La avena reduce el colesterol.", "LDL cholesterol", Direction.DECREASES),
        ("nl", "Van hop krijg je hoofdpijn.", "headache", Direction.INCREASES),
        ("nl", "Hop geeft verlichting bij hoofdpijn.", "headache", Direction.IMPROVES),
        ("de", "Hopfen macht Kopfschmerzen.", "headache", Direction.INCREASES),
        ("de", "Hopfen macht Kopfschmerzen erträglicher.", "headache", None),
        ("fr", "Le houblon donne mal à la tête.", "headache", Direction.INCREASES),
        ("fr", "Le houblon ne donne pas mal à la tête.", "headache", None),
        ("es", "El lúpulo te da dolor de cabeza.", "headache", Direction.INCREASES),
        ("it", "La camomilla migliora il sonno.", "sleep", None),
    ],
)
def test_the_words_tell_the_way(
    language: str, text: str, outcome: str, way: Direction | None
) -> None:
    assert told_in(text, language, [outcome]) is way


def test_a_language_has_words_of_its_own() -> None:
    assert says_a_relation("Luteïne voorkomt staar", "nl")
    assert not says_a_relation("Luteïne voorkomt staar", "fr")
    assert says_a_relation("Kaffee macht Kopfschmerzen", "de")
    assert not says_a_relation("La luteina previene", "it")
