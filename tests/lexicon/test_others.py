"""What a part of a sentence does with people, beside a statement on animals: `cases/others.yaml`."""

from pathlib import Path

import pytest
import yaml

from magclaims.lexicon.others import Others, others
from magclaims.lexicon.passages import passage
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Subject

_CASES = yaml.safe_load((Path(__file__).parent / "cases/others.yaml").read_text(encoding="utf-8"))
_ROWS = [
    (language, wanted, part)
    for language, kinds in _CASES.items()
    for wanted, parts in kinds.items()
    for part in parts
]
_REPORTS = {
    "en": "In rats, curcumin improved memory",
    "nl": "Bij ratten verbeterde curcumine het geheugen",
    "de": "Bei Ratten verbesserte Curcumin das Gedächtnis",
    "fr": "Chez le rat, la curcumine a amélioré la mémoire",
    "es": "En ratas, la curcumina mejoró la memoria",
}


@pytest.mark.parametrize(("language", "wanted", "part"), _ROWS)
def test_what_a_part_does_with_people(language: str, wanted: str, part: str) -> None:
    assert others(part, language) is Others(wanted)


@pytest.mark.parametrize(("language", "wanted", "part"), _ROWS)
def test_a_report_on_animals_is_about_people_where_the_rest_is(
    language: str, wanted: str, part: str
) -> None:
    report = _REPORTS[language]
    sentence = f"{report}{part}."
    said = passage(grade(sentence, language), 0, len(report), sentence, language)
    assert Subject.ANIMAL in said.subjects
    assert said.invokes_people is (wanted != "apart")
    assert said.may_be_apart is (wanted == "unclear")
