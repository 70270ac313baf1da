"""Numbers in words: patterns are tried only where a text may hold one."""

import pytest

from magclaims.knowledge.data import load as load_data
from magclaims.quantity import numbers
from magclaims.quantity.grammar import grammar_of
from magclaims.quantity.number_words import number_patterns
from magclaims.quantity.numbers import find_quantities


@pytest.mark.parametrize("language", load_data("units.toml")["languages"])
def test_no_number_in_words_is_passed_over(language: str) -> None:
    grammar = grammar_of(language)
    hundreds = [word for word, value in grammar.numbers.items() if value >= 100]
    for word in grammar.numbers:
        for text in (word, f"X {word.upper()} mg.", *(f"({each} {word}" for each in hundreds[:3])):
            assert grammar.number_words.may_stand_in(text)
    for first in hundreds:
        for second in ("", "en", "and ", "und"):
            text = f"{first}{second}{next(iter(grammar.numbers))}"
            found = any(p.search(text) for p in number_patterns(language, text))
            assert grammar.number_words.may_stand_in(text) or not found


def test_numbers_in_words_are_found_over_any_blanks() -> None:
    assert [int(q.high) for q in find_quantities("two\u00a0 hundred people", "en")] == [200]


def test_most_texts_need_no_patterns_of_numbers_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "number_patterns", None)
    assert len(find_quantities("Take a tablet of 300 mg and rest.", "en")) == 1
    assert len(find_quantities("Neem dagelijks 300 mg.", "nl")) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "anderhalf duizend mensen"),
        ("nl", "een half duizend mensen"),
        ("en", "half a thousand people"),
        ("de", "anderthalb tausend Teilnehmer"),
    ],
)
def test_a_part_of_a_thousand_is_no_thousand(language: str, text: str) -> None:
    assert find_quantities(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("en", "two million people", []),
        ("en", "one to two thousand people", []),
        ("en", "one hundred to two hundred people", []),
        ("en", "between one and two thousand people", []),
        ("nl", "twee- tot drieduizend mensen", []),
        ("nl", "honderd tot tweehonderd mensen", []),
        ("de", "zwei bis dreitausend Teilnehmer", []),
        ("en", "zinc was given to two thousand people", [2000]),
        ("en", "twelve studies and two thousand people", [12, 2000]),
        ("en", "it was given by one doctor to twenty people", [20]),
        ("nl", "zink werd getest bij tweehonderd mensen", [200]),
        ("nl", "tot tweehonderd mensen", [200]),
    ],
)
def test_the_end_of_a_range_in_words_is_no_number(
    language: str, text: str, read: list[int]
) -> None:
    assert [int(q.high) for q in find_quantities(text, language)] == read
