"""Which numbers of a source are on the measure that a number of a sentence is of. All of it is made up."""

import pytest

from magclaims.judge.link.measures import OnTheMeasure
from magclaims.quantity.stated import read

TWO = "sleep quality 12 % better, blood pressure 5 % lower"


@pytest.mark.parametrize(
    ("sentence", "says", "claimed", "left"),
    [
        ("Blood pressure fell by 5%.", TWO, [], ["5 %"]),
        ("Sleep quality rose by 5%.", TWO, [], ["12 %"]),
        ("It fell by 5%.", TWO, ["blood pressure"], ["5 %"]),
        ("It fell by 5%.", TWO, [], ["12 %", "5 %"]),  # whose it is nobody says
        ("Memory rose by 5%.", TWO, ["memory"], ["12 %", "5 %"]),
        ("Blood pressure fell by 5%.", TWO, ["sleep quality"], ["5 %"]),  # the sentence goes first
        # A part that names nothing goes on about the one before it.
        ("Sleep quality rose by 5%.", "sleep quality 12 % better, 9 % in men, blood pressure 5 % lower", [], ["12 %", "9 %"]),
        ("Blood pressure fell by 5%.", "12 % better, blood pressure 5 % lower", [], ["12 %", "5 %"]),
        # One that only names things tells of no number: nobody knows whose the others are.
        ("Sleep quality rose by 5%.", "sleep quality rose, blood pressure fell by 5 %", [], ["5 %"]),
        ("Blood pressure fell by 5%.", "blood pressure 5 % lower", [], ["5 %"]),
    ],
)  # fmt: skip
def test_only_those_of_the_measure_are_left_where_it_is_clear(
    sentence: str, says: str, claimed: list[str], left: list[str]
) -> None:
    numbers, source = read(sentence, "en"), read(says, "en", contents=True)
    measured = OnTheMeasure(numbers, source, claimed)
    (stated,) = numbers.stated
    assert [each.quantity.text for each in measured.of(stated).stated] == left


def test_each_number_of_a_sentence_is_held_against_its_own() -> None:
    numbers = read("Sleep quality rose by 12%, and blood pressure fell by 5%.", "en")
    measured = OnTheMeasure(numbers, read(TWO, "en", contents=True), [])
    found = [[each.quantity.text for each in measured.of(s).stated] for s in numbers.stated]
    assert found == [["12 %"], ["5 %"]]
