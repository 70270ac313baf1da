"""Tables by their rows, and lists of what is not so. All of it is synthetic."""

import pytest

from magclaims.model.registry import Direction, Kind
from proposals_read import about, claims

TABLE = "| Middel | Effect |\n|---|---|\n| Zink | minder hoofdpijn |\n| {row} | {cell} |\n"


@pytest.mark.parametrize(
    ("row", "cell", "substance", "outcomes"),
    [
        ("Magnesium", "verlaagt de bloeddruk", "magnesium", ["blood pressure"]),
        # In a column of substances an unknown name is one, too.
        ("Glimmerdrank", "verlaagt de bloeddruk", "Glimmerdrank", ["blood pressure"]),
        # A label that is an outcome is what a cell without one is about.
        ("Hooikoorts", "aanvallen minder vaak", "turmeric", ["allergy"]),
        ("500 mg", "verlaagt de bloeddruk", "turmeric", ["blood pressure"]),
    ],
)
def test_the_first_cell_of_a_row_says_what_the_others_are_about(
    row: str, cell: str, substance: str, outcomes: list[str]
) -> None:
    text = f"# Kurkuma\n\n{TABLE.format(row=row, cell=cell)}"
    first, second = claims(text, "nl")
    assert about(first) == ("zinc", ["headache"], Direction.DECREASES)
    assert about(second)[:2] == (substance, outcomes)


@pytest.mark.parametrize(
    ("heading", "language", "denied"),
    [
        ("Fabels over zink", "nl", True),
        ("Beloften die niet kloppen", "nl", True),
        ("Feiten en fabels", "nl", False),
        ("Geen fabel", "nl", False),
        ("Waar of niet waar?", "nl", False),
        ("Myths about zinc", "en", True),
        ("Facts and myths", "en", False),
        ("Was nicht stimmt", "de", True),
        ("Idées reçues", "fr", True),
        ("Vrai ou faux", "fr", False),
        ("Mitos sobre el zinc", "es", True),
        ("Zinc", "es", False),
    ],
)
def test_what_a_heading_denies_is_not_proposed(heading: str, language: str, denied: bool) -> None:
    item = {
        "nl": "Zink verlaagt de bloeddruk. Zink verkort een verkoudheid.",
        "en": "Zinc lowers blood pressure. Zinc shortens a cold.",
        "de": "Zink senkt den Blutdruck. Zink verkürzt eine Erkältung.",
        "fr": "Le zinc abaisse la tension artérielle. Le zinc raccourcit le rhume.",
        "es": "El zinc reduce la presión arterial. El zinc acorta el resfriado.",
    }[language]
    found = claims(f"## {heading}\n\n- {item}\n", language)
    # Behind what is denied an item says what is so.
    assert [about(one)[1] for one in found][: not denied] == [["blood pressure"]][: not denied]
    assert len(found) == 2 - denied


def test_what_changes_below_a_heading_that_names_a_substance_is_its_effect() -> None:
    (claim,) = claims("# Zink\n\nDe pijn verdwijnt binnen acht weken.\n", "nl")
    assert about(claim) == ("zinc", ["pain"], Direction.DECREASES)
    assert claim.kind is Kind.EFFECT


@pytest.mark.parametrize(
    ("sentence", "language", "way"),
    [
        ("Suiker kan hoofdpijn bevorderen.", "nl", Direction.INCREASES),
        ("Stress bevordert de hoofdpijn.", "nl", Direction.INCREASES),
        ("Zink bevordert de ontspanning.", "nl", Direction.IMPROVES),
        ("Zink bevordert de genezing van eczeem.", "nl", Direction.IMPROVES),
        ("Zink kann Kopfschmerzen fördern.", "de", Direction.INCREASES),
        ("Zink fördert die Linderung von Kopfschmerzen.", "de", Direction.IMPROVES),
        ("Le zinc favorise la fatigue.", "fr", Direction.INCREASES),
        ("Le zinc favorise le sommeil.", "fr", Direction.IMPROVES),
        ("El zinc favorece el dolor.", "es", Direction.INCREASES),
        ("El zinc favorece el alivio del dolor.", "es", Direction.IMPROVES),
    ],
)
def test_what_is_promoted_is_better_or_more_of_a_complaint(
    sentence: str, language: str, way: Direction
) -> None:
    (claim,) = claims(sentence, language)
    assert about(claim)[2] is way
