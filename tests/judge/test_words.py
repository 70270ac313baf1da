"""The words of advice: what meets is joined, amounts are told, and names are there."""

import pytest

from magclaims.judge.advice.outcomes import nominal, tell
from magclaims.judge.words import joined, languages, words
from magclaims.knowledge.data import load
from magclaims.knowledge.vocabulary import vocabulary
from magclaims.lexicon.people import group

OTHERS = [code for code in languages() if code != "en"]


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("l'effet de {x}", "le zinc", "l'effet du zinc"),
        ("l'effet de {x}", "les oméga-3", "l'effet des oméga-3"),
        ("l'effet de {x}", "la créatine", "l'effet de la créatine"),
        ("le risque de {x}", "anxiété", "le risque d'anxiété"),
        ("le risque de {x}", "EPA", "le risque d'EPA"),
        ("une source de {x}", "houblon", "une source de houblon"),
        ("à la mode {x}", "anxiété", "à la mode anxiété"),
        ("mode {x}", "anxiété", "mode anxiété"),
    ],
)
def test_words_that_meet_are_joined(template: str, value: str, said: str) -> None:
    assert words("fr").fill(template, x=value) == said


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("el efecto de {x}", "el zinc", "el efecto del zinc"),
        ("el efecto de {x}", "los probióticos", "el efecto de los probióticos"),
        ("llega a {x}", "el hígado", "llega al hígado"),
        ("el riesgo de {x}", "elevación", "el riesgo de elevación"),
    ],
)
def test_spanish_articles_are_joined(template: str, value: str, said: str) -> None:
    assert words("es").fill(template, x=value) == said


@pytest.mark.parametrize("code", OTHERS)
def test_fish_on_a_plate_is_called_otherwise_than_fish_in_a_tank(code: str) -> None:
    w = words(code)
    assert w.substance("fish") != w.name("fish")


def test_and_is_joined_to_what_follows() -> None:
    assert words("es").listed(["ansiedad", "insomnio"]) == "ansiedad e insomnio"
    assert words("es").listed(["calcio", "zinc", "hierro"]) == "calcio, zinc y hierro"
    assert words("es").listed(["estrés", "hipertensión"]) == "estrés e hipertensión"


@pytest.mark.parametrize(
    ("outcome", "way", "said"),
    [
        ("memory", "better", "una mejor memoria"),
        ("sleep", "better", "un mejor sueño"),
        ("executive function", "better", "mejores funciones ejecutivas"),
        ("blood pressure", "decreased", "una menor presión arterial"),
        ("triglycerides", "decreased", "valores más bajos de triglicéridos"),
        ("falls", "decreased", "un menor riesgo de caídas"),
        ("stress", "decreased", "menos estrés"),
    ],
)
def test_spanish_adjectives_agree(outcome: str, way: str, said: str) -> None:
    told = words("es")
    found = tell(told, outcome, way)
    assert found is not None
    assert nominal(told, [found]) == said


def test_only_whole_words_are_joined() -> None:
    joins = {"de le ": "du "}
    assert joined("le code ", "le zinc", joins) == "le code le zinc"
    assert joined("source de ", "Le Zinc", joins) == "source du Zinc"
    assert joined("source de ", "lent", joins) == "source de lent"


@pytest.mark.parametrize(
    ("text", "dutch", "french", "spanish"),
    [
        ("900 mg per day", "900 mg per dag", "900 mg par jour", "900 mg al día"),
        ("1.5 to 2 g a day", "1,5 tot 2 g per dag", "1,5 à 2 g par jour", "1,5 a 2 g al día"),
        (
            "1,500 mg twice daily",
            "1.500 mg tweemaal per dag",
            "1 500 mg deux fois par jour",
            "1.500 mg dos veces al día",
        ),
        (
            "2000 IU for 8 weeks",
            "2000 IE gedurende 8 weken",
            "2000 UI pendant 8 semaines",
            "2000 UI durante 8 semanas",
        ),
        ("1.000 mg", "1.000 mg", "1.000 mg", "1.000 mg"),  # a thousand, or one: nobody knows
        ("1,5 g", "1,5 g", "1,5 g", "1,5 g"),
        ("10 mg of a secret blend", *["10 mg of a secret blend"] * 3),
        ("deux heures", "deux heures", "deux heures", "deux heures"),
        ("", "", "", ""),
    ],
)
def test_an_amount_is_told_whole_or_left_as_it_is(
    text: str, dutch: str, french: str, spanish: str
) -> None:
    assert words("nl").quantity(text) == dutch
    assert words("fr").quantity(text).replace("\u00a0", " ") == french
    assert words("es").quantity(text) == spanish
    assert words("en").quantity(text) == text


@pytest.mark.parametrize("language", OTHERS)
def test_people_and_outcomes_have_a_name(language: str) -> None:
    told = words(language)
    groups = load("people.toml", "magclaims.knowledge")["group"]
    assert [id_ for id_ in groups if not told.people(group(id_).name)] == []
    outcomes = vocabulary().outcomes.values()
    assert [o.id for o in outcomes if not told.outcome(o.name())] == []


def test_a_name_without_its_article() -> None:
    assert words("nl").bare("het geheugen") == "geheugen"
    assert words("fr").bare("l'anxiété") == "anxiété"
    assert words("fr").bare("lecture") == "lecture"


@pytest.mark.parametrize(
    ("name", "dative"),
    [
        ("gesunde Erwachsene", "gesunden Erwachsenen"),
        ("Männer mit hoher Belastung", "Männern mit hoher Belastung"),
        ("Ratten und Mäuse", "Ratten und Mäusen"),
        ("Mäuse, die Futter erhielten", "Mäusen, die Futter erhielten"),
        ("den untersuchten Kindern", "den untersuchten Kindern"),
        ("ältere oder kranke Tiere", "älteren oder kranken Tieren"),
        ("Frauen über 50", "Frauen über 50"),
    ],
)
def test_a_name_stands_in_the_case_that_a_template_asks_for(name: str, dative: str) -> None:
    assert words("de").fill("bei {who:dative}", who=name) == f"bei {dative}"
    assert words("de").fill("für {who}", who=name) == f"für {name}"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Sojaisoflavone", "Sojaisoflavonen"),
        ("essenzielle Fettsäuren", "essenziellen Fettsäuren"),
        ("Ingwer", "Ingwer"),
        ("Rote Bete", "Roter Bete"),
    ],
)
def test_a_substance_stands_in_the_case_that_a_template_asks_for(name: str, given: str) -> None:
    assert words("de").fill("mit {what:given}", what=name) == f"mit {given}"


@pytest.mark.parametrize("language", languages())
def test_an_outcome_has_no_article_in_a_list(language: str) -> None:
    spoken = words(language)
    for id_ in spoken.data["object"]:
        label = spoken.outcome_label(vocabulary().outcomes[id_].name())
        assert label is None or spoken.bare(label) == label, id_


def test_an_adjective_of_an_outcome_ends_otherwise_without_its_article() -> None:
    assert words("de").outcome("metabolic syndrome") == "das metabolische Syndrom"
    assert words("de").outcome_label("metabolic syndrome") == "metabolisches Syndrom"
