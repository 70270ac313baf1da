"""The words of advice: what meets is joined, amounts are told, and names are there."""

import pytest

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


def test_only_whole_words_are_joined() -> None:
    joins = {"de le ": "du "}
    assert joined("le code ", "le zinc", joins) == "le code le zinc"
    assert joined("source de ", "Le Zinc", joins) == "source du Zinc"
    assert joined("source de ", "lent", joins) == "source de lent"


@pytest.mark.parametrize(
    ("text", "dutch", "french"),
    [
        ("900 mg per day", "900 mg per dag", "900 mg par jour"),
        ("1.5 to 2 g a day", "1,5 tot 2 g per dag", "1,5 à 2 g par jour"),
        ("1,500 mg twice daily", "1.500 mg tweemaal per dag", "1 500 mg deux fois par jour"),
        ("2000 IU for 8 weeks", "2000 IE gedurende 8 weken", "2000 UI pendant 8 semaines"),
        ("1.000 mg", "1.000 mg", "1.000 mg"),  # a thousand, or one: nobody knows
        ("1,5 g", "1,5 g", "1,5 g"),
        ("10 mg of a secret blend", "10 mg of a secret blend", "10 mg of a secret blend"),
        ("deux heures", "deux heures", "deux heures"),
        ("", "", ""),
    ],
)
def test_an_amount_is_told_whole_or_left_as_it_is(text: str, dutch: str, french: str) -> None:
    assert words("nl").quantity(text) == dutch
    assert words("fr").quantity(text).replace("\u00a0", " ") == french
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
