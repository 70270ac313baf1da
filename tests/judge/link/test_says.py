"""What the words under `says` leave of an effect: a denial in any form, a part of it, or none."""

from collections.abc import Mapping

import pytest

from magclaims.judge.link.says import leaves_doubt, said
from magclaims.model.local_text import LocalText
from says_texts import AFFIRMED, DENIED, MIXED, STILL_DENIED, TOLD_APART


def cases(table: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(code, text) for code, texts in table.items() for text in texts]


@pytest.mark.parametrize(("code", "text"), cases(DENIED))
def test_a_denial_in_any_form_leaves_no_effect(code: str, text: str) -> None:
    says = LocalText({code: text})
    assert leaves_doubt(says)
    assert said(says) == "nothing"


@pytest.mark.parametrize(("code", "text"), cases(AFFIRMED))
def test_what_denies_nothing_leaves_it(code: str, text: str) -> None:
    says = LocalText({code: text})
    assert said(says) == ""
    assert not leaves_doubt(says)


@pytest.mark.parametrize(("code", "text"), cases(MIXED))
def test_what_denies_a_part_leaves_doubt(code: str, text: str) -> None:
    says = LocalText({code: text})
    assert said(says) == "mixed"
    assert leaves_doubt(says)


@pytest.mark.parametrize(("code", "text"), cases(TOLD_APART))
def test_whom_it_was_found_in_denies_no_effect(code: str, text: str) -> None:
    assert said(LocalText({code: text})) == ""


@pytest.mark.parametrize(("code", "text"), cases(STILL_DENIED))
def test_what_is_denied_of_some_people_stays_denied(code: str, text: str) -> None:
    assert said(LocalText({code: text})) == "nothing"


@pytest.mark.parametrize("text", ["4.1 vs 4.2", "-3.1 points against placebo", "n = 40, 8 weeks"])
def test_figures_alone_tell_no_effect(text: str) -> None:
    says = LocalText({"en": text})
    assert said(says) == ""
    assert leaves_doubt(says)
