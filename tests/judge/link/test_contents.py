"""What a portion holds, worked out from another amount of the same food. All of it is made up."""

import pytest

from magclaims.judge.link.contents import worked_out
from magclaims.quantity.stated import read

PER_100 = "120 mg of calcium in 100 ml"


def holds(sentence: str, says: str) -> list[bool]:
    """Whether each number of a sentence follows from what its source says."""
    ours = read(sentence, "en", about=("calcium",), contents=True)
    theirs = read(says, "en", about=("calcium",), contents=True)
    return [worked_out(stated, ours, theirs) for stated in ours.stated]


@pytest.mark.parametrize(
    ("sentence", "says", "expected"),
    [
        ("There are 240 mg of calcium in 200 ml.", PER_100, [True, True]),
        ("There are 60 mg of calcium in 50 ml.", PER_100, [True, True]),
        ("There are 250 mg of calcium in 200 ml.", PER_100, [True, True]),  # rounded
        ("There are 300 mg of calcium in 200 ml.", PER_100, [False, False]),
        ("There are 180 mg of calcium in 200 ml.", PER_100, [False, False]),
        ("There are 240 mg of calcium in 200 g.", PER_100, [False, False]),  # of another measure
        ("There are 240 mg of calcium in 200 ml.", "120 mg of calcium and 100 ml of water", [False, False]),
        ("There are 240 mg of calcium in 200 ml.", "120 mg of calcium", [False, False]),
    ],
)  # fmt: skip
def test_a_share_of_what_is_known(sentence: str, says: str, expected: list[bool]) -> None:
    assert holds(sentence, says) == expected


@pytest.mark.parametrize(
    ("sentence", "says", "expected"),
    [
        ("Two cups have 190 mg of calcium.", "95 mg of calcium per cup", True),
        ("Two cups have 199 mg of calcium.", "95 mg of calcium per cup", True),
        ("Two cups have 210 mg of calcium.", "95 mg of calcium per cup", False),
        ("Two cups have 170 mg of calcium.", "95 mg of calcium per cup", False),
        ("3 cups have 285 mg of calcium.", "95 mg of calcium per cup", True),
        ("Ten cups have 950 mg of calcium.", "95 mg of calcium per cup", True),
        ("12 cups have 1140 mg of calcium.", "95 mg of calcium per cup", False),  # nobody adds up so many
        ("Two cups have 190 mg of calcium.", "95 mg of calcium per day", False),  # a day is no portion
        ("Two cups have 190 mg of calcium.", "95 mg of calcium", False),
    ],
)  # fmt: skip
def test_several_portions(sentence: str, says: str, *, expected: bool) -> None:
    assert any(holds(sentence, says)) is expected
