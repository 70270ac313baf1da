"""Numbers in words: patterns are tried only where a text may hold one."""

from decimal import Decimal

import pytest

from magclaims.knowledge.data import load as load_data
from magclaims.quantity import numbers
from magclaims.quantity.grammar import grammar_of
from magclaims.quantity.number_words import number_patterns, spelled_numbers
from magclaims.quantity.numbers import (
    comparator_before,
    find_quantities,
    number_named,
    plain_numbers,
)


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


TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
}
UNITS = {
    "en": "one two three four five six seven eight nine",
    "nl": "een twee drie vier vijf zes zeven acht negen",
    "de": "ein zwei drei vier fünf sechs sieben acht neun",
}


def spelled(value: int, language: str) -> str:
    """A number from 21 to 99 as it is written."""
    ten, unit = divmod(value, 10)
    tens, units = TENS[language].split()[ten - 2], ["", *UNITS[language].split()][unit]
    if not unit:
        return tens
    if language == "en":
        return f"{tens}-{units}"
    join = "und" if language == "de" else "ën" if units.endswith("e") else "en"
    return f"{units}{join}{tens}"


@pytest.mark.parametrize("language", list(TENS))
def test_every_number_in_words_is_itself(language: str) -> None:
    made = dict(spelled_numbers(load_data("units.toml")["languages"][language]))
    for value in range(20, 100):
        assert made[spelled(value, language)] == value
        assert number_named(spelled(value, language), language) == value
    names = {"en": "{} hundred", "nl": "{}honderd", "de": "{}hundert"}[language]
    for value, unit in enumerate(UNITS[language].split()[1:], start=2):
        assert number_named(names.format(unit), language) == value * 100
        thousand = names.replace("hundred", "thousand").replace("honderd", "duizend")
        thousand = thousand.replace("hundert", "tausend")
        assert number_named(thousand.format(unit), language) == value * 1000
        assert number_named(thousand.format(spelled(value * 10, language)), language) == value * 10_000  # fmt: skip
    assert number_named("elf" if language != "en" else "eleven", language) == 11


@pytest.mark.parametrize(
    "text",
    ["dreißig Teilnehmer", "Dreißig Teilnehmer", "dreissig Teilnehmer", "DREISSIG TEILNEHMER"],
)
def test_thirty_is_thirty_in_whatever_letters(text: str) -> None:
    assert [int(q.high) for q in find_quantities(text, "de")] == [30]


@pytest.mark.parametrize(
    ("word", "language", "value"),
    [("12", "en", 12), ("1,5", "nl", Decimal("1.5")), ("zinc", "en", None), ("TWO", "en", 2)],
)
def test_digits_and_words_name_a_number(word: str, language: str, value: object) -> None:
    assert number_named(word, language) == value


@pytest.mark.parametrize(
    ("text", "sign"),
    [("more than ", ">"), ("at least", ">="), ("up to ", "<="), ("~", "~"), ("from ", None)],
)
def test_the_words_before_a_number_in_words(text: str, sign: str | None) -> None:
    assert comparator_before(f"It was {text}", "en") == sign


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The score rose from 12 to 15.5 points.", ["12", "15.5"]),
        ("In 2019 it was 8.", ["8"]),
        ("B12 and 12a are names, 7 is none.", ["7"]),
        ("It was 15.1+/-3.2.", ["15.1"]),
    ],
)
def test_bare_numbers(text: str, expected: list[str]) -> None:
    assert [str(value) for value, *_ in plain_numbers(text, "en")] == expected
    assert [text[a:b] for _, a, b in plain_numbers(text, "en")] == expected
