"""What a list of words finds is what one expression of all its phrases finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magclaims.judge.law.facts import compile_words, phrase, words_regex
from magclaims.knowledge.data import load
from magclaims.knowledge.phrase_list import PhraseList

PHRASES = (
    "flu",
    "high blood pressure",
    "blood",
    "arthr*",
    "*itis",
    "lack .. of",
    "co-enzyme",
    "Crohn's",
)
WORDS = ("flu", "FLU", "blood", "high", "pressure", "arthritis", "lack", "a", "of", "co", "enzyme")
texts = st.lists(
    st.sampled_from([*WORDS, "co-enzyme", "Crohn’s", "flu-like", ",", ".", "ſ", "İ", "itis"]),
    max_size=12,
).map(" ".join)

quick = settings(max_examples=100, deadline=None, derandomize=True, database=None)


def _spans(found: PhraseList | re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [each.span() for each in found.finditer(text)]


@quick
@given(texts)
def test_a_list_finds_what_the_whole_expression_finds(text: str) -> None:
    words, whole = compile_words(PHRASES), re.compile(words_regex(PHRASES), re.IGNORECASE)
    assert _spans(words, text) == _spans(whole, text)
    assert words.sub("-", text) == whole.sub("-", text)
    assert words.findall(text) == whole.findall(text)
    for found, same in ((words.search, whole.search), (words.match, whole.match)):
        one, other = found(text, 3), same(text, 3)
        assert (one and one.span()) == (other and other.span())


DISEASES = [name for row in load("diseases.toml")["disease"].values() for name in row.get("en", ())]
ALL_DISEASES = re.compile(words_regex(DISEASES), re.IGNORECASE)


@quick
@given(st.lists(st.sampled_from([*WORDS, *DISEASES]), max_size=8).map(" ".join))
def test_names_of_diseases_are_found_as_by_one_expression(text: str) -> None:
    assert _spans(compile_words(DISEASES), text) == _spans(ALL_DISEASES, text)


@pytest.mark.parametrize("text", ["", "nothing of it", "bloody", "unblood"])
def test_what_no_phrase_stands_in_has_none(text: str) -> None:
    assert compile_words(PHRASES).search(text) is None


def test_an_empty_list_finds_nothing() -> None:
    assert compile_words(()).search("anything") is None


def test_only_phrases_whose_words_stand_in_the_text_are_written() -> None:
    made: list[str] = []

    def written(words: str) -> str:
        made.append(words)
        return phrase(words)

    words = PhraseList(PHRASES, written)
    assert words.search("Arthritis, and high blood counts") is not None
    assert sorted(made) == ["*itis", "arthr*", "blood"]
