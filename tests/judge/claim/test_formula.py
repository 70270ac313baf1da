"""Sentences that say what an authorised claim says, where the register's wording is not at hand. All are made up."""

import pytest

from magclaims.judge.claim.formula import same_meaning


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Jodium draagt bij tot de normale werking van de schildklier.", "i-thyroid"),
        ("Magnesium draagt bij aan het behoud van normale botten.", "mg-bone"),
        ("Magnesium draagt bij aan de vermindering van vermoeidheid.", "mg-fatigue"),
        ("Iodine contributes to the normal functioning of the thyroid.", "i-thyroid"),
        ("Zinc plays a role in the maintenance of normal skin.", "zn-skin"),
        ("Magnesium trägt zur Verringerung von Müdigkeit und Ermüdung bei.", "mg-fatigue"),
        ("Magnesium trägt zu einer normalen Eiweißsynthese bei.", "mg-protein-synthesis"),
        ("Zink trägt zur Erhaltung normaler Haut bei.", "zn-skin"),
        ("Eisen trägt zur normalen Bildung von roten Blutkörperchen und Hämoglobin bei.", "fe-rbc"),
        ("Vitamin C trägt dazu bei, die Zellen vor oxidativem Stress zu schützen.", "vitc-oxidative"),
        ("Magnesium hat eine Funktion bei der Zellteilung.", "mg-celldiv"),
        ("Le magnésium contribue à réduire la fatigue.", "mg-fatigue"),
        ("Le magnésium contribue au maintien d'une dentition normale.", "mg-teeth"),
        ("L'iode contribue à une fonction thyroïdienne normale.", "i-thyroid"),
        ("El magnesio contribuye al mantenimiento de los huesos en condiciones normales.", "mg-bone"),
        ("El hierro contribuye al transporte normal de oxígeno en el cuerpo.", "fe-oxygen"),
        ("El potasio contribuye al mantenimiento de la tensión arterial normal.", "k-blood-pressure"),
    ],
)  # fmt: skip
def test_a_translation_of_an_authorised_claim_is_that_claim(text: str, id_: str) -> None:
    found = same_meaning(text)
    assert found is not None
    assert found.id == id_


@pytest.mark.parametrize(
    "text",
    [
        # Faster, stronger, or denied.
        "Jodium draagt niet bij tot de normale werking van de schildklier.",
        "Jodium draagt bij tot een betere werking van de schildklier.",
        "Jodium draagt bij tot de werking van de schildklier.",
        "Jodium geneest een trage schildklier.",
        "Magnesium draagt bij tot een normale nachtrust.",
        "Magnesium draagt bij kinderen bij tot normale botten.",
        "Curcuma draagt bij tot een normale spierwerking.",
        "Magnesium contributes to rapidly reducing tiredness.",
        "Magnesium contributes to stronger bones.",
        "Magnesium contributes to a normal mood.",
        "Magnesium trägt schnell zur Verringerung von Müdigkeit bei.",
        "Magnesium lindert Müdigkeit.",
        "Le magnésium contribue à réduire fortement la fatigue.",
        "El magnesio no contribuye al equilibrio electrolítico.",
        "El magnesio contribuye a disminuir la fatiga en 7 días.",
        # Not normal, or not kept but raised.
        "Magnesium trägt zur Erhaltung starker Knochen bei.",
        "Magnesium trägt zur Stärkung der Knochen bei.",
        "El magnesio contribuye a la salud de los huesos.",
        # Another effect, other people, another substance, one more substance.
        "Magnesium trägt zur Verringerung von Stress bei.",
        "Magnesium trägt bei Senioren zu einer normalen Muskelfunktion bei.",
        "Zink trägt zur Verringerung von Müdigkeit bei.",
        "La curcumine contribue à une fonction musculaire normale.",
        "Magnesium und Baldrian tragen zur normalen psychischen Funktion bei.",
        # A claim with a condition of its own.
        "Melatonin trägt zur Verkürzung der Einschlafzeit bei.",
        # No substance, no effect, nothing.
        "Es trägt zur Erhaltung normaler Knochen bei.",
        "Magnesium hat eine Funktion.",
        "",
        "İ trägt",
    ],
)
def test_what_says_more_or_something_else_is_none(text: str) -> None:
    assert same_meaning(text) is None


def test_a_long_text_is_not_looked_at() -> None:
    assert same_meaning("Zink trägt zur Erhaltung normaler Haut bei " + "und " * 100_000) is None
