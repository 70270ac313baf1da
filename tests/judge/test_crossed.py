"""A sample of the crossed table of sentences and evidence (benchmarks/crossed.py), judged."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from crossed import LANGUAGES, Count, cells
from small_registries import CLASS, judged

EVERY = 67


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentence_and_evidence_decide_together(language: str) -> None:
    count, wrong = Count(), []
    for cell in [cell for cell in cells() if cell.language == language][::EVERY]:
        got = CLASS[judged(cell.given).verdict]
        count.add(cell.wanted, got)
        if got not in cell.wanted:
            wrong.append(f"{cell.frame} on {cell.evidence}: {got}: {cell.given['text']}")
    assert count.of["all"] > 100
    assert count.of["right"] >= 0.97 * count.of["all"], wrong
    assert count.of["bad called fine"] + count.of["fine called bad"] <= 2, wrong


def test_what_helps_against_an_illness_was_tried_where_the_study_says_so() -> None:
    # The vaccine is not what was measured because it is named after the illness.
    study = {
        "design": "randomized_controlled_trial",
        "subjects": "human",
        "ingredients": "bacopa",
        "outcomes": [{"name": "influenza", "direction": "decreased"}],
    }
    given = {
        "statement": "The influenza vaccine may prevent influenza.",
        "strength": "conditional",
        "substance": "influenza vaccine",
        "outcome": "influenza",
        "refs": {"a": {"level": "human", "study": study}},
    }
    assert CLASS[judged(given).verdict] != "fine"
