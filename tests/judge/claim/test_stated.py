"""In which language a statement is read, and what it is told of."""

from typing import Any

import pytest

from magclaims.judge.claim.direction import direction_of
from magclaims.judge.claim.people import in_text
from magclaims.judge.claim.stated import language_of
from magclaims.model.local_text import local
from magclaims.model.registry import (
    About,
    Claim,
    Direction,
    Kind,
    Occurrence,
    Participants,
    Strength,
)


def claim(statement: str, quote: str, outcome: str = "fatigue") -> Claim:
    """A claim with one place."""
    occurrence = Occurrence(article="a", quote=quote, strength=Strength.CAUSAL)
    return Claim(
        id="claim",
        statement=local(statement),
        kind=Kind.EFFECT,
        about=About(substance=(local("zinc"),), outcome=(local(outcome),)),
        occurrences=(occurrence,),
    )


@pytest.mark.parametrize(
    ("statement", "quote", "language"),
    [
        ("Zinc lowers fatigue.", "Zink maakt je minder moe", "en"),
        ("Zink verlaagt moeheid.", "Zink maakt je minder moe", "nl"),
        ("Zink senkt Müdigkeit.", "Zink macht Sie weniger müde", "de"),
        ("Zinc réduit la fatigue.", "Zinc réduit la fatigue", "fr"),
        ("Zinc is a metal.", "Zink is een metaal", "en"),
    ],
)
def test_a_few_words_are_read_in_their_own_language(
    statement: str, quote: str, language: str
) -> None:
    assert language_of(claim(statement, quote)) == language


def test_the_direction_of_a_few_dutch_words_is_known() -> None:
    assert direction_of(claim("Zink verlaagt moeheid.", "Zink verlaagt moeheid")) is (
        Direction.DECREASES
    )
    assert direction_of(claim("Zink verlaagt moeheid niet.", "Zink doet niets")) is (
        Direction.NO_EFFECT
    )


@pytest.mark.parametrize(
    ("people", "around", "told"),
    [
        ({"sex": "female"}, "Sleep in women", True),
        ({"sex": "female"}, "Sleep in men", False),
        ({"sex": "female"}, "Sleep", False),
        ({"health": ["type 2 diabetes"]}, "Type 2 diabetes and sleep", True),
        ({"health": ["type 2 diabetes"]}, "Sleep in women", False),
        ({"age_min": 60, "age_max": 80}, "Sleep of people aged 70 to 90", True),
        ({"age_min": 60, "age_max": 80}, "Sleep of people aged 20 to 30", False),
    ],
)
def test_whom_the_registry_names_counts_where_the_words_around_do_too(
    people: dict[str, Any], around: str, *, told: bool
) -> None:
    sentence = "Zinc improves sleep."
    made = claim(sentence, "Zinc improves sleep", "sleep")
    (plain,) = made.occurrences
    named = plain.model_copy(update={"population": Participants.model_validate(people)})
    assert in_text(made, named, sentence, around, "en").names_none is not told
