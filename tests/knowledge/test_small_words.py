"""The words that deny, and what each reader adds to them."""

import pytest

from magclaims.knowledge.data import load
from magclaims.knowledge.small_words import denials

READERS = ("says", "clauses", "harms", "directions", "regulation/wording")


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_lists_no_word_that_every_reader_has(reader: str) -> None:
    for language, own in load(f"{reader}.toml")["denials"].items():
        assert set(own).isdisjoint(load("negation.toml")[language])


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_has_them_with_and_without_accents(reader: str) -> None:
    assert {"ningún", "ningun"} <= denials(reader, "es-MX")
    assert {"not", "doesn't"} <= denials(reader, "en")


def test_what_only_one_reader_needs_is_its_own() -> None:
    assert "unknown" in denials("clauses", "en") - denials("says", "en")
    assert "without" in denials("says", "en") - denials("harms", "en")


def test_a_language_without_words_denies_nothing() -> None:
    assert not denials("says", "xx")
