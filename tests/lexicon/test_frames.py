"""Sentences by how they are built (benchmarks/frames.yaml): what is graded right stays right. All are made up."""

import sys
from pathlib import Path

import pytest
import yaml

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from frames import FILE, NEWEST, cases, fill, unseen
from magclaims.lexicon.wording import grade

DATA = yaml.safe_load(FILE.read_text(encoding="utf-8"))
LANGUAGES = sorted(DATA["fillers"])
EACH = 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_frames_that_were_graded_right_still_are(language: str) -> None:
    known = set(DATA["open"][language])
    held = [
        case
        for case in cases(EACH, DATA)
        if case.language == language and case.frame not in known and not case.unseen_frame
    ]
    assert len(held) > len(DATA["frames"])
    wrong = [
        case.sentence
        for case in held
        if grade(case.sentence, language).strength.label != case.strength
    ]
    assert wrong == []


def test_some_frames_of_the_newest_round_alone_are_unseen() -> None:
    parts = {(case.frame, case.unseen_frame) for case in cases(1, DATA)}
    newest = {name for name, row in DATA["frames"].items() if row.get("round", 1) == NEWEST}
    assert {name for name, hidden in parts if hidden} == {n for n in newest if unseen(n)}


def test_a_sentence_begins_with_a_capital_and_contracts_as_its_language_does() -> None:
    words = {"x": ["le zinc"], "y": ["la peau"]}
    assert fill("l'effet de {x} sur {y}", words, 0, "fr") == "L'effet du zinc sur la peau"
    assert fill("¿{x}?", {"x": ["el zinc"]}, 0, "es") == "¿El zinc?"
