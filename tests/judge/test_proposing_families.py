"""What claims are about in sentences by how they are built, whatever the fillers. All of it is synthetic."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from magclaims.model.registry import Direction, Kind
from proposals_read import about, claims

FAMILIES = yaml.safe_load(Path(__file__).with_name("proposing_families.yaml").read_text("utf-8"))
BETTER = {Direction.IMPROVES, Direction.INCREASES}
LESS = {Direction.IMPROVES, Direction.DECREASES}
Row = tuple[str, str, str, str, set[Direction]]


def rows(language: str) -> Iterator[Row]:
    """Article, language, substance, outcome and the ways that are right."""
    table = FAMILIES[language]
    for name, known in table["substances"].items():
        for worth, ways in (("good", BETTER), ("bad", LESS)):
            for outcome in table[worth]:
                named, said = table["named"], table["said"]
                lists = [
                    (named[worth], ways),
                    (named["any"], ways),
                    (table["none"], {Direction.NO_EFFECT}),
                ]
                texts = [(text, "", right) for listed, right in lists for text in listed]
                texts += [(text, f"# {name}\n\n", ways) for text in said[worth]]
                for template, head, right in texts:
                    text = template.format(s=name, **outcome)
                    yield (
                        f"{head}{text[0].upper()}{text[1:]}\n",
                        language,
                        known,
                        outcome["is"],
                        right,
                    )


@pytest.mark.parametrize("language", FAMILIES)
def test_what_a_sentence_is_about_whatever_fills_it(language: str) -> None:
    wrong = []
    for text, _, substance, outcome, ways in rows(language):
        found = [about(claim) for claim in claims(text, language)]
        right = [
            (named or "").casefold() == substance.casefold() and outcome in outcomes and way in ways
            for named, outcomes, way in found
        ]
        if right != [True]:
            wrong.append((text, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "language", "substance"),
    [
        # A frame names what acts only where it holds a name of its own.
        ("Met deze tips daalt de stress.", "nl", "zinc"),
        ("Met een dosis van 5 g daalt de stress.", "nl", "zinc"),
        ("De inname verlaagt de stress.", "nl", "zinc"),
        ("With that said, it reduces stress.", "en", "zinc"),
        ("Thanks to its compounds, stress drops.", "en", "zinc"),
        ("Mit der Einnahme sinkt der Stress.", "de", "zinc"),
        ("Door de jaren heen daalt de stress.", "nl", "zinc"),
        ("Eating late raises stress.", "en", "Eating late"),
        ("Het gebruik van een telefoon verhoogt de stress.", "nl", "telefoon"),
    ],
)
def test_what_names_nothing_is_what_was_named_before(
    text: str, language: str, substance: str
) -> None:
    (claim,) = claims(
        f"# Zink\n\n{text}\n" if language != "en" else f"# Zinc\n\n{text}\n", language
    )
    assert about(claim)[0] == substance


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zink is voor mensen met minder stress.", "nl"),
        ("In lange perioden van stress maakt het lichaam zink aan.", "nl"),
        ("When cells get zinc, there are no significant changes in leptin.", "en"),
        ("One study, despite not finding any increase in fat oxidation, noted zinc.", "en"),
        ("Hinzu kommen Auslöser wie Stress oder Zink.", "de"),
    ],
)
def test_words_further_off_tell_no_way(text: str, language: str) -> None:
    assert all(about(claim)[2] in {None, Direction.NO_EFFECT} for claim in claims(text, language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In overweight mice, triglycerides dropped by 27 percent.",
            (["triglycerides"], Direction.DECREASES),
        ),
        ("Zinc reduces pain in arthritis patients.", (["pain"], Direction.DECREASES)),
        ("Zinc helps diabetes patients.", (["type 2 diabetes"], Direction.IMPROVES)),
        ("Stress and fatigue fell.", (["stress", "tiredness and fatigue"], Direction.DECREASES)),
    ],
)
def test_who_was_studied_is_no_outcome_where_another_is_named(
    text: str, expected: tuple[list[str], Direction]
) -> None:
    (claim,) = claims(f"# Zinc\n\n{text}\n", "en")
    assert about(claim)[1:] == expected


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("In mice, triglycerides dropped by 27 percent.", "en", Kind.STUDY_RESULT),
        (
            "Rats with a crushed nerve walked again sooner when they got zinc.",
            "en",
            Kind.STUDY_RESULT,
        ),
        ("In hoge doses kan de wortel een miskraam opwekken.", "nl", Kind.PRECAUTION),
        ("A small study found better memory with zinc.", "en", Kind.STUDY_RESULT),
        ("Small studies of zinc found mixed results.", "en", Kind.LIMITATION),
        ("Zink kann Kopfschmerzen hervorrufen.", "de", Kind.PRECAUTION),
        ("Melatonine kan de slaap opwekken.", "nl", Kind.EFFECT),
    ],
)
def test_results_in_animals_and_what_may_be_brought_on(
    text: str, language: str, kind: Kind
) -> None:
    (claim,) = claims(f"# Zinc\n\n{text}\n", language)
    assert claim.kind is kind


@pytest.mark.parametrize(
    ("text", "language", "substance", "outcome", "way"),
    [
        ("De nierfunctie bleef in de studie onveranderd.", "nl", "zinc", "kidney function", None),
        ("De nierfunctie bleef onveranderd.", "nl", "zinc", "kidney function", Direction.NO_EFFECT),
        (
            "Kidney function remained unchanged in the study.",
            "en",
            "zinc",
            "kidney function",
            Direction.NO_EFFECT,
        ),
        (
            "In der Studie blieb die Nierenfunktion unverändert.",
            "de",
            "zinc",
            "kidney function",
            Direction.NO_EFFECT,
        ),
        (
            "Boven de 4 gram neemt de kans op boezemfibrilleren toe.",
            "nl",
            "zinc",
            "atrial fibrillation",
            Direction.INCREASES,
        ),
        ("Es beugt Zyxschmerzen vor.", "de", "zinc", "Zyxschmerzen", Direction.IMPROVES),
        ("Gebildet wird es mit der Energie der Muskeln.", "de", "zinc", "muscle function", None),
    ],
)
def test_what_went_no_way_a_risk_and_a_subject_behind_its_verb(
    text: str, language: str, substance: str, outcome: str, way: Direction | None
) -> None:
    (claim,) = claims(f"# Zinc\n\n{text}\n", language)
    named, outcomes, told = about(claim)
    assert (named, outcome in outcomes, told) == (substance, True, way)
