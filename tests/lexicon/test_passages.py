"""The grade of a quote is that of its own statement, not of another one in the same sentence."""

import pytest

from magclaims.lexicon.passages import Passage, passage
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength, Subject

UNSTATED, ANIMAL = (Subject.UNSTATED,), (Subject.ANIMAL,)


def said(text: str, quote: str, language: str) -> Passage:
    start = text.index(quote)
    return passage(grade(text, language), start, start + len(quote), text, language)


@pytest.mark.parametrize(
    ("text", "quote", "language", "subjects"),
    [
        ("Zinc improved memory in mice, and it shortens colds.", "shortens colds", "en", UNSTATED),
        ("Zinc improved memory in mice, but zinc shortens colds.", "zinc shortens", "en", UNSTATED),
        ("In mice, zinc improved memory and shortened colds.", "shortened colds", "en", ANIMAL),
        ("In mice, zinc improved memory, and it shortened colds.", "it shortened", "en", ANIMAL),
        (
            "Bij muizen verbeterde zink het geheugen, maar het verkort verkoudheden.",
            "het verkort",
            "nl",
            UNSTATED,
        ),
        ("Bij muizen verbeterde zink het geheugen en de slaap.", "de slaap", "nl", ANIMAL),
    ],
)
def test_animals_are_those_of_the_statement(
    text: str, quote: str, language: str, subjects: tuple[Subject, ...]
) -> None:
    assert said(text, quote, language).subjects == subjects


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zinc improves memory, not just in mice.", "en"),
        ("Zinc improves memory not only in mice but in everyone.", "en"),
        ("Zink verbetert niet alleen bij muizen het geheugen.", "nl"),
        ("Zink verbessert das Gedächtnis nicht nur bei Mäusen.", "de"),
        ("Le zinc améliore la mémoire, et pas seulement chez la souris.", "fr"),
        ("El zinc mejora la memoria, y no solo en ratones.", "es"),
    ],
)
def test_not_only_animals_leaves_people(text: str, language: str) -> None:
    assert said(text, text, language).subjects == (Subject.HUMAN, Subject.ANIMAL)


@pytest.mark.parametrize(
    "text",
    [
        "In mice, zinc improved not only memory but also sleep.",
        "Zinc improved memory not only in mice but also in rats.",
        "Not only did zinc improve memory in mice, it made them live longer.",
    ],
)
def test_what_is_not_the_only_thing_in_animals_leaves_animals(text: str) -> None:
    assert said(text, text, "en").subjects == ANIMAL


@pytest.mark.parametrize(
    ("text", "language", "subjects"),
    [
        ("In the laboratory, zinc slowed the growth of a tumour.", "en", (Subject.IN_VITRO,)),
        ("In een laboratorium remde zink de groei.", "nl", (Subject.IN_VITRO,)),
        ("Im Labor hemmte Zink das Wachstum.", "de", (Subject.IN_VITRO,)),
        ("In the laboratory, mice on zinc slept longer.", "en", ANIMAL),
        ("In the lab, volunteers on zinc slept longer.", "en", (Subject.HUMAN,)),
        ("Our zinc is tested in a laboratory and improves sleep.", "en", UNSTATED),
        ("Unser Zink wird im Labor getestet und verbessert den Schlaf.", "de", UNSTATED),
        ("Zinc in a dish of lentils improves sleep.", "en", UNSTATED),
    ],
)
def test_a_laboratory_is_cells_where_nobody_is_named(
    text: str, language: str, subjects: tuple[Subject, ...]
) -> None:
    assert said(text, text, language).subjects == subjects


def test_another_verb_lends_its_strength_to_no_quote() -> None:
    text = "Creatine may improve memory, while caffeine boosts alertness."
    assert said(text, "improve memory", "en").strength is Strength.CONDITIONAL
    assert said(text, "caffeine boosts", "en").strength is Strength.CAUSAL
    caveat = "Raadpleeg een arts, maar creatine vergroot de spierkracht."
    assert not said(caveat, "Raadpleeg een arts", "nl").asserts
    assert said(caveat, "creatine vergroot", "nl").own


def test_what_is_reported_is_reported_in_the_past() -> None:
    text = "Zinc improved memory in mice, and it shortens colds."
    assert said(text, "improved memory", "en").reported
    assert not said(text, "shortens colds", "en").reported


def test_a_list_is_one_statement() -> None:
    text = "Magnesium verbetert niet alleen de slaap, maar ook het geheugen."
    assert said(text, "het geheugen", "nl").strength is Strength.CAUSAL
