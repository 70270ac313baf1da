"""What a source's own words name beside what is said to be taken. All sentences synthetic."""

import pytest

from magclaims.model.registry import Verdict
from small_registries import judged


@pytest.mark.parametrize(
    ("substance", "outcome", "says", "verdict"),
    [
        ("valerian", "sleep quality", "melatonin may improve sleep quality", Verdict.UNSUPPORTED),
        ("B vitamins", "fatigue", "resveratrol may reduce fatigue", Verdict.UNSUPPORTED),
        ("carotenoids", "vision", "lutein may improve vision", Verdict.PARTLY_SUPPORTED),
        ("flaxseed", "cholesterol", "alpha-linolenic acid may lower cholesterol", Verdict.PARTLY_SUPPORTED),
        ("walnuts", "sleep quality", "valerian may improve sleep quality", Verdict.UNSUPPORTED),
        ("fish oil", "triglycerides", "omega-3 fatty acids may lower triglycerides", Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_what_a_group_stands_for_or_a_food_holds_is_no_other_thing(
    substance: str, outcome: str, says: str, verdict: Verdict
) -> None:
    given = {
        "statement": f"{substance} {says[says.index('may') :]}.",
        "strength": "conditional",
        "substance": [substance],
        "outcome": [outcome],
        "refs": {"a": {"level": "authority", "says": says, "study": {"design": "fact_sheet"}}},
    }
    assert judged(given).verdict is verdict
