"""The rows that say how far modifiers reach: each reaches the cue in its example, and not in the other."""

from typing import Any

import pytest

from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.cues import load, read
from magclaims.lexicon.layout import lay_out
from magclaims.lexicon.modifiers import Modifier

RELATIONS = {"causal", "soft", "correlational"}


def rows() -> list[Any]:
    found = []
    for language in GRADED:
        data = read(language)
        assert data is not None
        found += [
            pytest.param(language, row, id=f"{language} {row['kind']} {row['does']}: {row['yes']}")
            for row in data.get("modifier", ())
        ]
    return found


def reached(language: str, row: dict[str, Any], example: str) -> bool:
    """Whether the row's triggers reach the relation between the asterisks."""
    pack = load(language)
    assert pack is not None
    before, marked, after = example.split("*")
    tokens = pack.tokens(before + marked + after)
    hits = pack.match(tokens)
    layout = lay_out(pack, tokens, hits)
    start, end = len(before), len(before) + len(marked)
    mine = [
        hit for hit in hits if hit.cue.kind in RELATIONS and start <= tokens[hit.last].start < end
    ]
    assert mine
    modifier = Modifier.read(row)
    return any(
        modifier.reaches(pack, layout, trigger, hit)
        for hit in mine
        for trigger in layout.kind(modifier.kind)
        if modifier.id in {None, trigger.cue.id}
    )


@pytest.mark.parametrize(("language", "row"), rows())
def test_a_row_reaches_what_its_example_marks(language: str, row: dict[str, Any]) -> None:
    assert reached(language, row, row["yes"])
    assert not reached(language, row, row["no"])


def test_a_row_that_ends_at_what_there_is_not_is_refused() -> None:
    row = {"kind": "hedge", "does": "weaken", "scope": "clause", "side": "either"}
    with pytest.raises(KeyError):
        Modifier.read({**row, "terminations": "nowhere"})
