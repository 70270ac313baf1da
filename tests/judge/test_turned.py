"""A finding and its opposite cannot both support a sentence: honest rows on studies that are turned round."""

from copy import deepcopy
from typing import Any

import pytest

from small_registries import CLASS, cases, judged

OPPOSITE = {
    "increased": "decreased",
    "decreased": "increased",
    "better": "worse",
    "worse": "better",
}
ASSERTS = {"effect", "study_result", "quantity", "comparison"}
EVERY = 2
"""Every second row of editors.yaml is judged here; all of them would be slow."""


def turned(given: dict[str, Any], ways: dict[str, str]) -> dict[str, Any] | None:
    """The row with each finding turned round; None where some cannot be, or the source's words tell the way."""
    if given["is"] != "fine" or given.get("kind", "effect") not in ASSERTS or "direction" in given:
        return None
    other = deepcopy(given)
    links = [ref for ref in other.get("refs", {}).values() if "unlinked" not in ref]
    outcomes = [outcome for ref in links for outcome in ref.get("study", {}).get("outcomes", ())]
    told = any("says" in ref for ref in links)
    if told or not outcomes or any(found["direction"] not in ways for found in outcomes):
        return None
    for outcome in outcomes:
        outcome["direction"] = ways[outcome["direction"]]
    return other


@pytest.mark.parametrize(
    ("ways", "least", "share"), [(OPPOSITE, 200, 0.13), ({"no_difference": "better"}, 30, 0.2)]
)
def test_a_finding_that_is_turned_round_seldom_supports_the_same_sentence(
    ways: dict[str, str], least: int, share: float
) -> None:
    given = [*cases("newcomers.yaml"), *cases("editors.yaml")[::EVERY]]
    pairs = [(case, other) for case in given if (other := turned(case, ways)) is not None]
    held = [other for case, other in pairs if CLASS[judged(case).verdict] == "fine"]
    still = [other["quote"] for other in held if CLASS[judged(other).verdict] == "fine"]
    assert len(held) >= least
    assert len(still) <= share * len(held), "\n".join(still)
