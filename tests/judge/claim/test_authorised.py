"""Authorised wordings where the whole sentence is at hand. The registries are made up, the wordings are the register's."""

import pytest

from magclaims.model.registry import Verdict
from small_registries import judged

WORDING = (
    "increases physical performance in successive bursts of short-term, high intensity exercise"
)


@pytest.mark.parametrize(
    ("text", "quote", "substance", "verdict"),
    [
        # A few words locate it: what counts is that the sentence says this and nothing else.
        (f"Creatine {WORDING}.", "increases physical performance", "creatine", "supported"),
        (
            f"Creatine monohydrate {WORDING} [2].",
            "increases physical performance",
            "creatine monohydrate",
            "supported",
        ),
        (f"Beta-alanine {WORDING}.", "increases physical performance", "creatine", "unsupported"),
        (f"Creatine {WORDING}, from day one.", WORDING[:30], "creatine", "unsupported"),
        (f"Creatine greatly {WORDING}.", "increases physical", "creatine", "unsupported"),
    ],
)
def test_a_sentence_that_is_an_authorised_wording_and_nothing_else_needs_no_reference(
    text: str, quote: str, substance: str, verdict: str
) -> None:
    case = {
        "statement": "Creatine increases performance in short bursts.",
        "lang": "en", "text": text, "quote": quote, "substance": substance, "outcome": "physical performance",
    }  # fmt: skip
    assert judged(case).verdict is Verdict(verdict)
