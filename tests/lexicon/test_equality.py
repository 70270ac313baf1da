"""Two groups that did equally well, and comparisons that say something else."""

import pytest

from magclaims.lexicon.equality import tells_equality

EQUAL = [
    ("en", "Muscle strength grew as much on vitamin D as on placebo"),
    ("en", "Volunteers on echinacea caught just as many colds as those on water"),
    ("en", "People slept no longer on valerian than on placebo"),
    ("en", "The trial found no faster healing with zinc than without"),
    ("en", "Pain dropped equally with willow bark and with ibuprofen"),
    ("en", "Ginger did not bring nausea down further than vitamin B6"),
    ("nl", "De spierkracht groeide met vitamine D evenveel als met een placebo"),
    ("nl", "Het cholesterol daalde met visolie even sterk als met olijfolie"),
    ("nl", "De onderzoekers zagen met magnesium geen kortere aanvallen dan met een placebo"),
    ("nl", "Wie valeriaan kreeg, sliep niet langer dan wie water kreeg"),
    ("nl", "Met gember nam de misselijkheid net zo snel af als met vitamine B6"),
    ("de", "Frauen mit Cranberrysaft hatten ebenso viele Blasenentzündungen wie Frauen mit Wasser"),
    ("de", "Mit Baldrian schliefen die Teilnehmer nicht länger als mit Placebo"),
    ("de", "Die Studie fand mit Zink keine raschere Heilung als mit Placebo"),
    ("de", "Der Blutdruck fiel gleich stark wie unter Wasser"),
    ("fr", "La force a progressé autant avec la vitamine D qu’avec le placebo"),
    ("fr", "Les femmes ont eu autant de cystites que celles sous placebo"),
    ("fr", "Ils n’ont pas dormi plus longtemps sous valériane que sous placebo"),
    ("es", "Las mujeres tuvieron tantas cistitis como las que bebieron agua"),
    ("es", "La fuerza creció lo mismo con vitamina D que con placebo"),
    ("es", "No durmieron más con valeriana que con placebo"),
]
OTHERWISE = [
    ("en", "Runners had knee pain twice as often as those on bicycles"),
    ("en", "Zinc as well as vitamin C shortens colds"),
    ("en", "Ginger works as well as vitamin B6"),
    ("en", "Take no more than 5 grams a day"),
    ("en", "As many as 30 per cent of people sleep badly"),
    ("en", "Night cough eased more after honey than after syrup"),
    ("en", "They slept as long as those on placebo but woke up less often"),
    ("en", "The effect was gone as soon as people stopped"),
    ("en", "Zinc lowers LDL as much in women as in men"),
    ("en", "No supplement lowers LDL better than psyllium"),
    ("nl", "Geen supplement verlaagt het LDL beter dan psyllium"),
    ("de", "Kein Mittel senkt das LDL besser als Zink"),
    ("en", "Equally important, zinc lowers LDL"),
    ("en", "Zinc works equally in young and old"),
    ("nl", "Zink verlaagt het LDL bij vrouwen evenveel als bij mannen"),
    ("nl", "Zink werkt even snel bij jong en oud"),
    ("de", "Zink senkt das LDL bei Frauen ebenso stark wie bei Männern"),
    ("fr", "Le zinc agit autant chez les femmes que chez les hommes"),
    ("es", "El zinc baja el LDL tanto en mujeres como en hombres"),
    ("nl", "Hardlopers hadden half zo vaak last als wie niet liep"),
    ("nl", "Met honing nam de hoest sterker af dan met een placebo"),
    ("nl", "Neem niet meer dan 5 gram per dag"),
    ("nl", "Gember werkt even goed als vitamine B6"),
    ("nl", "Ze sliepen even lang als met een placebo, maar werden minder vaak wakker"),
    ("de", "Läufer hatten doppelt so oft Schmerzen wie andere"),
    ("de", "Der Husten ließ nach Honig stärker nach als nach Sirup"),
    ("de", "Ingwer wirkt ebenso gut wie Vitamin B6"),
    ("fr", "La toux s’est davantage calmée avec le miel qu’avec le sirop"),
    ("fr", "Le gingembre est aussi efficace que la vitamine B6"),
    ("es", "La tos cedió más con la miel que con el jarabe"),
    ("es", "Tuvieron el doble de cistitis que las que bebieron agua"),
]


@pytest.mark.parametrize(("language", "text"), EQUAL)
def test_a_comparison_that_finds_no_difference_tells_equality(language: str, text: str) -> None:
    assert tells_equality(text, language)


@pytest.mark.parametrize(("language", "text"), OTHERWISE)
def test_what_went_further_or_compares_nothing_tells_none(language: str, text: str) -> None:
    assert not tells_equality(text, language)


@pytest.mark.parametrize("language", ["en-GB", "EN"])
def test_a_language_may_name_its_country(language: str) -> None:
    assert tells_equality(EQUAL[0][1], language)


@pytest.mark.parametrize(
    ("text", "equal"),
    [
        ("Zinc and honey did equally well", True),
        ("Zinc and honey did equally well, but only zinc was swallowed", False),
        ("Zinc did better than honey", False),
    ],
)
def test_what_is_known_to_compare_needs_no_second_name(text: str, *, equal: bool) -> None:
    assert tells_equality(text, "en", compares=True) is equal
    assert not tells_equality(text, "en")


def test_without_words_of_a_language_nothing_is_told() -> None:
    assert not tells_equality("Så mycket som med placebo", "sv")
