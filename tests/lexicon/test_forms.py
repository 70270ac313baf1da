"""The rows that say what the form of a verb makes of a cue: each decides in its own example."""

from typing import Any

import pytest

from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.cues import load, read
from magclaims.lexicon.forms import Forms, forms_of
from magclaims.lexicon.layout import lay_out


def rows() -> list[Any]:
    found = []
    for language in GRADED:
        data = read(language)
        assert data is not None
        found += [
            pytest.param(language, row, id=f"{language} {row['form']}: {row['yes']}")
            for row in data.get("form", ())
        ]
    return found


@pytest.mark.parametrize(("language", "row"), rows())
def test_a_row_decides_in_its_example(language: str, row: dict[str, str]) -> None:
    pack = load(language)
    assert pack is not None
    before, marked, after = row["yes"].split("*")
    tokens = pack.tokens(before + marked + after)
    hits = pack.match(tokens)
    layout = lay_out(pack, tokens, hits)
    start, end = len(before), len(before) + len(marked)
    mine = [hit for hit in hits if hit.form and start <= tokens[hit.verb].start < end]
    assert mine
    assert row["yes"] in {forms_of(pack).deciding(layout, hit) for hit in mine}


@pytest.mark.parametrize("when", ["befor:'a'", "before:nowhere", "phrases", "-treat"])
def test_a_row_that_asks_for_what_there_is_not_is_refused(when: str) -> None:
    pack = load("en")
    assert pack is not None
    form = [{"form": "finite", "when": when, "is": "asserted", "yes": ""}]
    changed = pack.__class__({**pack.data, "form": form})
    with pytest.raises((KeyError, ValueError)):
        Forms(changed)
