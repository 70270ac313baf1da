"""Whom a text names, in five languages."""

import pytest

from magclaims.lexicon.people import NOBODY, from_mesh, people
from magclaims.lexicon.years import Years

GROUPS = {
    "adults with a delayed body clock": {"delayed_sleep_phase"},
    "adults with mild to moderate hypertension": {"hypertension"},
    "sixty healthy men": {"healthy"},
    "migraine patients": {"migraine"},
    "patients undergoing hip replacement": {"surgery"},
    "obese women with PCOS": {"obesity", "pcos"},
    "patients with Fabry disease": {"?fabry disease"},
    "60 patients": {"patients"},
    "men with and without type 2 diabetes": set(),
    "people without diabetes": set(),
    "young women, vegetarians and others": set(),
    "123 people, about half of them vegetarians": set(),
    "omnivores and vegetarians": set(),
    "adults at risk of type 2 diabetes": set(),
    "It lowers the risk of dementia.": set(),
    "It helps against insomnia.": set(),
    "Als je hoofdpijn hebt": set(),
}
IN_ORDER = ("en", "nl", "de", "fr", "es")
IN_EVERY_LANGUAGE = {
    "type_2_diabetes": (
        "people with type 2 diabetes",
        "mensen met diabetes type 2",
        "Menschen mit Typ-2-Diabetes",
        "personnes atteintes de diabète de type 2",
        "personas con diabetes tipo 2",
    ),
    "pregnant": (
        "pregnant women",
        "zwangere vrouwen",
        "schwangere Frauen",
        "femmes enceintes",
        "mujeres embarazadas",
    ),
    "athletes": ("athletes", "sporters", "Sportler", "sportifs", "deportistas"),
    "postmenopausal": (
        "postmenopausal women",
        "vrouwen na de overgang",
        "Frauen nach den Wechseljahren",
        "femmes ménopausées",
        "mujeres posmenopáusicas",
    ),
    "migraine": (
        "people with migraine",
        "migrainepatiënten",
        "Migränepatienten",
        "personnes souffrant de migraine",
        "personas con migraña",
    ),
    "healthy": (
        "healthy adults",
        "gezonde volwassenen",
        "gesunde Erwachsene",
        "adultes sains",
        "adultos sanos",
    ),
}
STAGES = {
    (1, 17): ("children", "kinderen", "Kinder", "enfants", "niños"),
    (60, 100): (
        "older adults",
        "ouderen",
        "ältere Menschen",
        "personnes âgées",
        "personas mayores",
    ),
}
AGES = {
    ("aged 18 to 65", "en"): (18, 65),
    ("adults of 35 to 55 with sleep problems", "en"): (35, 55),
    ("women, 45-70 years", "en"): (45, 70),
    ("adults aged 60 and over", "en"): (60, 100),
    ("65-plussers", "nl"): (65, 100),
    ("mensen van 40 tot 60 jaar", "nl"): (40, 60),
    ("boven de 50 jaar", "nl"): (50, 100),
    ("Erwachsene über 60 Jahren", "de"): (60, 100),
    ("children under 12 years", "en"): (0, 12),
}
NO_AGES = ("over 60 people", "2 to 5 capsules", "of 20 to 30 mg", "12 weken", "10-20% minder")


@pytest.mark.parametrize("text", GROUPS)
def test_groups_are_read_in_their_frames(text: str) -> None:
    language = "nl" if text.startswith("Als") else "en"
    assert people(text, language).groups == GROUPS[text]


@pytest.mark.parametrize("id_", IN_EVERY_LANGUAGE)
@pytest.mark.parametrize("language", IN_ORDER)
def test_a_group_has_words_in_every_language(id_: str, language: str) -> None:
    text = IN_EVERY_LANGUAGE[id_][IN_ORDER.index(language)]
    assert people(text, language).groups == {id_}


@pytest.mark.parametrize("years", STAGES)
@pytest.mark.parametrize("language", IN_ORDER)
def test_life_stages_have_words_in_every_language(years: tuple[int, int], language: str) -> None:
    text = STAGES[years][IN_ORDER.index(language)]
    assert people(text, language).ages == (Years(*years),)


@pytest.mark.parametrize(("text", "language"), AGES)
def test_ages_in_figures(text: str, language: str) -> None:
    assert people(text, language).ages == (Years(*AGES[text, language]),)


@pytest.mark.parametrize("text", NO_AGES)
def test_other_figures_are_no_ages(text: str) -> None:
    assert not people(text, "nl" if "weken" in text else "en").ages


def test_what_stands_after_in_may_be_what_it_is_good_for() -> None:
    found = people("Valeriaan helpt bij slapeloosheid.", "nl")
    assert not found.groups
    assert found.at == {"insomnia"}


def test_short_names_in_capitals_are_read_in_capitals_only() -> None:
    assert people("mensen met ALS", "nl").groups == {"als"}
    assert not people("mensen met meer energie als ontbijt", "nl").groups


def test_a_language_without_words_names_nobody() -> None:
    assert people("pregnant women", "ja") == NOBODY


def test_check_tags_tell_who_took_part() -> None:
    found = from_mesh(("Humans", "Female", "Pregnancy", "Adult"))
    assert found.sexes == {"women"}
    assert found.groups == {"pregnant"}
    assert from_mesh(("Animals", "Male", "Mice")) == NOBODY
    assert from_mesh(("Humans", "Aged", "Adult", "Middle Aged")).ages == (Years(18, 100),)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("moins de symptômes dépressifs", set()),  # what became less, and nobody who has it
        ("chez les dépressifs", {"depression"}),
        ("les adultes dépressifs dorment mieux", {"depression"}),
    ],
)
def test_a_complaint_is_nobody(text: str, groups: set[str]) -> None:
    assert people(text, "fr").groups == groups


@pytest.mark.parametrize(
    ("text", "language", "groups"),
    [
        ("bij Läufern", "de", {"athletes"}),
        ("bei Kraftsportlerinnen", "de", {"athletes"}),
        ("bei Nichtrauchern", "de", set()),
        ("voor topsporters", "nl", {"athletes"}),
        ("people with arthritis of the knee", "en", {"osteoarthritis"}),
        ("people with worn hips", "en", {"osteoarthritis"}),
        ("people with arthritis", "en", {"arthritis"}),
        ("people with psoriatic arthritis", "en", {"inflammatory_arthritis"}),
        ("mensen met een versleten heup", "nl", {"osteoarthritis"}),
        ("Menschen mit Fingerarthrose", "de", {"osteoarthritis"}),
        ("personnes souffrant d'arthrose de la hanche", "fr", {"osteoarthritis"}),
        ("personas con desgaste de cadera", "es", {"osteoarthritis"}),
    ],
)
def test_people_by_forms_compounds_and_parts_of_names(
    text: str, language: str, groups: set[str]
) -> None:
    assert people(text, language).groups == groups


@pytest.mark.parametrize(
    ("text", "language", "years"),
    [
        ("bij basisschoolkinderen", "nl", [(1, 17)]),
        ("bei Grundschulkindern", "de", [(1, 17)]),
        ("in toddlers", "en", [(1, 4)]),
        ("bij tachtigplussers", "nl", [(80, 100)]),
        ("the over-65s", "en", [(65, 100)]),
        ("teenage girls", "en", [(5, 18), (12, 18)]),
    ],
)
def test_ages_by_forms_and_compounds(
    text: str, language: str, years: list[tuple[int, int]]
) -> None:
    assert set(people(text, language).ages) == set(years)


@pytest.mark.parametrize(
    ("text", "language", "groups"),
    [
        ("Women with cranberry juice had cystitis just as often", "en", set()),
        ("Frauen mit Cranberrysaft hatten ebenso viele Blasenentzündungen", "de", set()),
        ("Las mujeres con zumo de arándano tuvieron tantas cistitis", "es", set()),
        ("ouderen met ginkgo kregen even vaak dementie", "nl", set()),
        ("people with diabetes who had migraine", "en", {"diabetes", "migraine"}),
        ("mensen met minder ernstige astma", "nl", {"asthma"}),
        ("van de patiënten na een transplantatie genas de helft", "nl", {"patients"}),
        ("patients after a heart attack", "en", {"heart_attack"}),
    ],
)
def test_what_became_of_people_is_not_what_they_have(
    text: str, language: str, groups: set[str]
) -> None:
    assert people(text, language).groups == groups
