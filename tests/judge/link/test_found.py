"""What a study found, beside what a claim says, under names that mean more or less of one thing."""

import pytest

from magclaims.judge.link.found import found
from magclaims.knowledge import outcome
from magclaims.knowledge.vocabulary import vocabulary
from magclaims.model.registry import Direction, Outcome


@pytest.mark.parametrize(
    ("claimed", "name", "went", "measured", "expected"),
    [
        (Direction.IMPROVES, "insulin sensitivity", "decreased", "insulin resistance", "agrees"),
        (Direction.INCREASES, "insulin sensitivity", "increased", "HOMA-IR", "opposite"),
        (Direction.DECREASES, "insulin resistance", "better", "insulin sensitivity", "agrees"),
        (Direction.DECREASES, "hunger", "increased", "satiety", "agrees"),
        (Direction.DECREASES, "hunger", "increased", "appetite", "opposite"),
        (Direction.INCREASES, "weight loss", "decreased", "body weight", "agrees"),
        (Direction.INCREASES, "weight loss", "increased", "body weight", "opposite"),
        (Direction.IMPROVES, "skin hydration", "increased", "dry skin", "opposite"),
        (Direction.DECREASES, "stress", "increased", "relaxation", "agrees"),
        (Direction.INCREASES, "memory", "increased", "memory", "agrees"),
    ],
)
def test_the_other_end_of_a_scale_goes_the_other_way(
    claimed: Direction, name: str, went: str, measured: str, expected: str
) -> None:
    outcome_ = Outcome.model_validate({"name": measured, "direction": went})
    assert found(claimed, name, outcome_) == expected


def test_what_is_the_other_end_is_a_name_of_an_outcome() -> None:
    assert [name for name in vocabulary().inverse if outcome(name) is None] == []


def test_denser_bones_are_no_more_fractures() -> None:
    denser = Outcome(name="bone mineral density", direction="increased")
    assert found(Direction.DECREASES, "hip fractures", denser) == "agrees"
    assert found(Direction.INCREASES, "hip fractures", denser) == "opposite"
