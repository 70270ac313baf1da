"""Which way an outcome went, by what it was beside something else: `compared.yaml`."""

from pathlib import Path

import pytest
import yaml

from magclaims.judge.claim.direction import direction_in

_ROWS = yaml.safe_load((Path(__file__).parent / "compared.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("language", "outcome", "way", "sentence"), _ROWS)
def test_which_way_it_went(language: str, outcome: str, way: str | None, sentence: str) -> None:
    found = direction_in(sentence, language, [outcome])
    assert (found.value if found is not None else None) == way
