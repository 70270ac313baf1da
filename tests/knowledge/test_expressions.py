"""Expressions that are built of word lists."""

import pytest

from magclaims.knowledge import expressions as built
from magclaims.knowledge.expressions import expressions


@pytest.fixture(autouse=True)
def _templates(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {
        "gaps": {"two": r"(?: \w+){0,2} "},
        "made": {"does": r"{who}{two}{verb}", "none": "{gone}"},
    }
    monkeypatch.setattr(built, "load", lambda _name: data)


def test_a_template_is_filled_with_any_row_of_its_lists() -> None:
    found = expressions("made", {"who": ["a cat", "dogs"], "verb": ["eat", "eats"], "gone": []})
    assert found["does"].search("A cat often eats")
    assert not found["does"].search("a cat that we saw eats")


def test_a_list_without_a_template_is_found_as_whole_words() -> None:
    found = expressions("made", {"who": ["a cat"], "verb": ["eat"], "gone": []})
    assert found["verb"].search("to eat")
    assert not found["verb"].search("heating")


def test_a_list_without_rows_is_found_nowhere() -> None:
    found = expressions("made", {"who": ["x"], "verb": ["y"], "gone": []})
    assert not found["none"].search("")
    assert not found["gone"].search("gone")


def test_rows_are_written_as_the_caller_says() -> None:
    found = expressions("made", {"who": ["c.t"], "verb": ["eat"], "gone": []}, written=str)
    assert found["who"].search("a cat")
