"""A finding and its opposite cannot both support a sentence: honest rows on studies that are turned round."""

from copy import deepcopy
from typing import Any

from small_registries import CLASS, cases, judged

OPPOSITE = {
    "increased": "decreased",
    "decreased": "increased",
    "better": "worse",
    "worse": "better",
}
ASSERTS = {"effect", "study_result", "quantity", "comparison"}
EVERY = 2
"""The share of the rows of editors.yaml that is judged here; more would be slow."""


def turned(given: dict[str, Any]) -> dict[str, Any] | None:
    """The row with each finding turned round; None where not all of them have an opposite."""
    if given["is"] != "fine" or given.get("kind", "effect") not in ASSERTS or "direction" in given:
        return None
    other = deepcopy(given)
    links = [ref for ref in other.get("refs", {}).values() if "unlinked" not in ref]
    outcomes = [outcome for ref in links for outcome in ref.get("study", {}).get("outcomes", ())]
    told = any("says" in ref for ref in links)
    if told or not outcomes or any(found["direction"] not in OPPOSITE for found in outcomes):
        return None
    # Rows of one article share their studies.
    ways = {id(outcome): OPPOSITE[outcome["direction"]] for outcome in outcomes}
    for outcome in outcomes:
        outcome["direction"] = ways[id(outcome)]
    return other


def test_a_finding_that_is_turned_round_hardly_ever_supports_the_same_sentence() -> None:
    given = [*cases("newcomers.yaml"), *cases("editors.yaml")[::EVERY]]
    pairs = [(case, other) for case in given if (other := turned(case)) is not None]
    held = [other for case, other in pairs if CLASS[judged(case).verdict] == "fine"]
    still = [other["quote"] for other in held if CLASS[judged(other).verdict] == "fine"]
    assert len(held) > 200
    assert len(still) <= 0.28 * len(held), "\n".join(still)
