"""The rows that findings on food law are worded by, and how one is made of them."""

import re
from pathlib import Path

import pytest

import magclaims.judge.law
from magclaims.judge.law.facts import bases
from magclaims.judge.law.findings import found_in, make_finding
from magclaims.judge.law.reading import Reading
from magclaims.knowledge.data import load

ROWS = load("regulation/findings.toml")


def _reading(index: int) -> Reading:
    return Reading(index, index + 1, "Zinc heals.", (), False, False, False)


@pytest.mark.parametrize("code", ROWS)
def test_each_row_has_a_basis_and_is_used(code: str) -> None:
    row = ROWS[code]
    assert row.get("basis", row.get("rule", code)) in bases()
    assert row.get("rule", code) in bases()
    folder = Path(magclaims.judge.law.__file__).parent
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in folder.glob("*.py"))


@pytest.mark.parametrize("code", ROWS)
def test_advice_quotes_no_words_of_the_text(code: str) -> None:
    assert "words" not in re.findall(r"\{(\w+)\}", ROWS[code]["instead"])


def test_nothing_found_is_no_finding() -> None:
    assert found_in("us-disease-claim", []) == []


def test_sentences_and_words_are_told_once_each() -> None:
    found = [(_reading(0), "heals"), (_reading(0), "cures"), (_reading(2), "heals")]
    (finding,) = found_in("us-disease-claim", found)
    assert (finding.sentences, finding.lines) == ((0, 2), (1, 3))
    assert finding.words == ("heals", "cures")
    assert "“heals”, “cures”" in finding.message


def test_a_slot_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        make_finding("us-asterisk", [_reading(0)])
