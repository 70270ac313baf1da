"""What the body does by itself, and what makes it do so: whole families of sentences."""

from pathlib import Path

import pytest
import yaml

from magclaims.judge.claim.physiology import tells_of_the_body
from magclaims.model.registry import Verdict
from small_registries import judged

ROWS = yaml.safe_load(Path(__file__).with_name("physiology.yaml").read_text(encoding="utf-8"))


def _verdict(row: list[str], kind: str) -> Verdict:
    language, words, statement, substance = row
    case = {"lang": language, "quote": words, "text": f"{words}.", "statement": statement}
    return judged(case | {"substance": substance, "kind": kind, "strength": "none"}).verdict


@pytest.mark.parametrize("row", ROWS["by_itself"], ids=lambda row: f"{row[0]}: {row[1]}")
def test_what_the_body_does_by_itself_asks_for_no_reference(row: list[str]) -> None:
    for kind in ("general_knowledge", "definition"):
        assert _verdict(row, kind) is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("row", ROWS["brought_about"], ids=lambda row: f"{row[0]}: {row[1]}")
def test_what_makes_the_body_do_it_asks_for_one(row: list[str]) -> None:
    for kind in ("general_knowledge", "definition"):
        assert _verdict(row, kind) in {Verdict.UNSUPPORTED, Verdict.UNVERIFIED}


@pytest.mark.parametrize("row", ROWS["asked"], ids=lambda row: f"{row[0]}: {row[1]}")
def test_what_may_promise_by_a_verb_that_no_list_has_is_never_fine(row: list[str]) -> None:
    for kind in ("general_knowledge", "definition"):
        assert _verdict(row, kind) is not Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(("language", "known"), [("en", True), ("it", False)])
def test_a_language_without_a_list_takes_nothing_for_granted(language: str, *, known: bool) -> None:
    words = "Muscles store creatine"
    case = {"lang": language, "quote": words, "text": f"{words}.", "statement": f"{words}."}
    claim = judged(case | {"substance": "creatine", "kind": "general_knowledge"}).said.claim
    assert tells_of_the_body(claim, words, language) is known
