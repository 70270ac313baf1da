"""General knowledge that promises nothing, and promises in its words: whole families of sentences."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from magclaims.judge.claim.general import offers
from magclaims.model.registry import Verdict
from small_registries import judged

FAMILIES = yaml.safe_load(Path(__file__).with_name("general.yaml").read_text(encoding="utf-8"))
UNASKED = yaml.safe_load(Path(__file__).with_name("unasked.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("en", "nl", "de", "fr", "es")


def _rows(family: str) -> Iterator[tuple[str, str, str, str]]:
    """Language, substance, statement and sentence of each frame of a family, with each nutrient."""
    for frame in FAMILIES[family]:
        for language in LANGUAGES:
            if language not in frame:
                continue
            if "about" in frame:
                yield language, frame["about"], frame["statement"], frame[language]
                continue
            for substance, names in FAMILIES["nutrients"].items():
                name = names[language]
                words = frame[language].replace("{N}", name.capitalize()).replace("{n}", name)
                yield language, substance, frame["statement"].replace("{n}", substance), words


def _verdict(row: tuple[str, str, str, str]) -> Verdict:
    language, substance, statement, words = row
    quote = " ".join(words.split()[:12])
    case = {"lang": language, "quote": quote, "text": f"{words}.", "statement": statement}
    kind = {"kind": "general_knowledge", "strength": "none"}
    return judged(case | kind | {"substance": substance}).verdict


@pytest.mark.parametrize(
    "row", list(_rows("promises_nothing")), ids=lambda row: f"{row[0]}: {row[3]}"
)
def test_what_offers_nobody_anything_asks_for_no_reference(row: tuple[str, str, str, str]) -> None:
    assert _verdict(row) is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("row", list(_rows("promises")), ids=lambda row: f"{row[0]}: {row[3]}")
def test_what_promises_is_never_taken_for_general_knowledge(row: tuple[str, str, str, str]) -> None:
    assert _verdict(row) in {Verdict.UNSUPPORTED, Verdict.UNVERIFIED}


def _unsourced(row: dict[str, str]) -> Verdict:
    words = row["words"]
    return judged(
        row | {"quote": " ".join(words.split()[:12]), "text": f"{words}.", "strength": "none"}
    ).verdict


@pytest.mark.parametrize("row", UNASKED["honest"], ids=lambda row: row["words"])
def test_definitions_law_history_and_mechanisms_are_a_question_at_worst(
    row: dict[str, str],
) -> None:
    assert _unsourced(row) in {Verdict.NOT_APPLICABLE, Verdict.UNVERIFIED}


@pytest.mark.parametrize("row", UNASKED["promises"], ids=lambda row: row["words"])
def test_promises_in_the_same_builds_never_pass(row: dict[str, str]) -> None:
    assert _unsourced(row) in {Verdict.UNSUPPORTED, Verdict.UNVERIFIED}


@pytest.mark.parametrize(
    ("language", "quote", "offered"),
    [
        ("en", "Sleep has several stages", False),
        ("nl", "Slaap heeft verschillende stadia", False),
        ("de", "Schlaf hat mehrere Phasen", False),
        ("en", "For your sleep", True),
        ("nl", "voor uw slaap", True),
        ("it", "insomnia", True),  # no list tells what is praise there: asked about, not passed
    ],
)
def test_what_names_an_outcome_offers_it_only_to_somebody(
    language: str, quote: str, *, offered: bool
) -> None:
    said = {"lang": language, "quote": quote, "text": f"{quote}.", "statement": "Zinc is a metal."}
    claim = judged(said | {"substance": "zinc", "kind": "general_knowledge"}).said.claim
    assert offers(claim, quote, language, asserts=False) is offered
