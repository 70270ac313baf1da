"""A study that found the opposite carries no sentence, whether or not a list has its verb. All of it is synthetic."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from small_registries import CLASS, judged

ROWS = yaml.safe_load(Path(__file__).with_name("opposites.yaml").read_text(encoding="utf-8"))
_LOSS = {"verloren", "perdieron", "vielen", "achteruit"}
OTHER = {"decreased": "increased", "increased": "decreased", "better": "worse"}


def _class(row: list[Any], found: str) -> str:
    language, words, statement, substance, outcome, _, reports = row
    study = {"design": "meta_analysis", "subjects": "human", "ingredients": substance}
    study |= {"certainty": "high", "comparator": "placebo"}
    study |= {"reviews": {"designs": "randomized_controlled_trial"}}
    study |= {"outcomes": [{"name": outcome, "direction": found}]}
    case = {"lang": language, "quote": words, "text": f"{words} [1].", "statement": statement}
    case |= {"substance": substance, "outcome": outcome, "cites": ["a"], "reported": reports}
    case |= {"kind": "study_result", "subjects": ["human"]} if reports else {}
    return CLASS[
        judged(case | {"refs": {"a": {"level": "systematic_review", "study": study}}}).verdict
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_only_what_it_says_carries_it(row: list[Any]) -> None:
    assert _class(row, row[5]) == "fine"
    assert _class(row, OTHER[row[5]]) != "fine"
    # A report that says "less" or "more" of a loss is a question.
    loses = not _LOSS.isdisjoint(row[1].split())
    assert _class(row, "no_difference") == ("part" if loses else "bad")


@pytest.mark.parametrize(
    ("language", "statement"),
    [
        ("en", "Too much vitamin D may lead to kidney stones."),
        ("nl", "Te veel vitamine D kan leiden tot nierstenen."),
    ],
)
@pytest.mark.parametrize("found", ["worse", "increased"])
def test_what_leads_to_harm_is_carried_by_harm(language: str, statement: str, found: str) -> None:
    row = [language, statement[:-1], statement, "vitamin D", "kidney stones", found, False]
    assert _class(row, found) == "fine"
