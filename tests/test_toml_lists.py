"""Lists in TOML files: one layout, so that a change of a word is a change of its line."""

import tomllib

import pytest

from toml_lists import WIDTH, files, written


def test_a_list_that_fits_stays_on_its_line() -> None:
    text = '# words\nverbs = ["help", "ease"] # of the reader\n[next]\nof = [1, 2]\n'
    assert written(text) == text


def test_words_are_packed_and_what_is_longer_has_a_line_of_its_own() -> None:
    words = [f"word{number}" for number in range(30)]
    sentence = "A sentence that is longer than a word, or than a phrase."
    listed = ", ".join(f'"{word}"' for word in [*words, sentence, "behind"])
    made = written(f"[a]\nwords = [{listed}] # said\nx = 1\n")
    assert tomllib.loads(made) == {"a": {"words": [*words, sentence, "behind"], "x": 1}}
    lines = made.splitlines()
    assert lines[1] == "words = ["
    assert "] # said" in lines
    assert f'    "{sentence}",' in lines
    assert '    "behind",' in lines
    assert max(map(len, lines)) <= WIDTH
    assert len(lines) == 9
    assert written(made) == made


@pytest.mark.parametrize(
    "text",
    [
        'words = [\n    "a", # why\n    "b",\n]\n',  # its author's layout
        'rows = [{ a = "b" }, { a = "c" }]\n',
        "numbers = [\n    1,\n    2,\n]\n",
        'nested = [["a", "b"], ["c"]]\n',
        "empty = []\n",
    ],
)
def test_other_lists_are_left_alone(text: str) -> None:
    assert written(text) == text


def test_strings_stay_as_they_are_written() -> None:
    text = "expressions = [" + r"""'\b(?:a|b)\s', "say \"x\", then ]", """ * 6 + "]\n"
    made = written(text)
    assert r"    '\b(?:a|b)\s', " in made
    assert '"say \\"x\\", then ]"' in made


def test_ours_are_laid_out_so() -> None:
    other = [path.name for path in files() if written(text := path.read_text("utf-8")) != text]
    assert other == [], "run `make format`"
