"""Which way the words of an article say that an outcome went. All sentences synthetic."""

import pytest

from magclaims.judge.link.went import bears_out, is_lessened, is_of_others, went_in
from magclaims.model.local_text import LocalText


@pytest.mark.parametrize(
    ("language", "quote", "name", "went"),
    [
        ("nl", "Cafeïne vermindert vermoeidheid", "fatigue", "decreases"),
        ("nl", "Kalium zorgt dat de bloeddruk daalt", "blood pressure", "decreases"),
        ("nl", "Door zoethout steeg de bloeddruk", "blood pressure", "increases"),
        ("nl", "Kalium voorkomt dat de bloeddruk stijgt", "blood pressure", None),
        ("nl", "Kalium zorgt ervoor dat de bloeddruk minder stijgt", "blood pressure", None),
        ("nl", "Kalium remt dat de bloeddruk stijgt", "blood pressure", None),
        ("de", "Kalium senkt den Blutdruck", "blood pressure", "decreases"),
        ("de", "Kalium verhindert, dass der Blutdruck steigt", "blood pressure", None),
        ("fr", "Le potassium a réduit la hausse de la tension artérielle", "blood pressure", None),
        ("es", "El potasio evita que aumenta la presión arterial", "blood pressure", None),
    ],
)
def test_what_is_kept_from_rising_did_not_rise(
    language: str, quote: str, name: str, went: str | None
) -> None:
    found = went_in(quote, language, name)
    assert (found.value if found is not None else None) == went


@pytest.mark.parametrize(
    ("text", "of_lack", "others"),
    [
        ("blood pressure fell by 5 mmHg", False, False),
        ("blood pressure fell in the placebo group", False, True),
        ("blood pressure fell more than with placebo", False, False),
        ("a double-blind placebo-controlled trial: blood pressure fell", False, False),
        ("blood pressure fell with garlic", False, True),
        ("blood pressure fell with potassium", False, False),
        ("blood pressure fell with potassium and garlic", False, False),
        ("blood pressure fell more with garlic than with potassium", False, True),
        ("blood pressure rose in people with low potassium", False, True),
        ("blood pressure rose in people with low potassium", True, False),
    ],
)
def test_what_became_of_others_tells_nothing(text: str, *, of_lack: bool, others: bool) -> None:
    assert is_of_others(LocalText({"en": text}), ["potassium"], of_lack=of_lack) is others


@pytest.mark.parametrize(
    ("text", "names", "way", "does"),
    [
        ("blood pressure fell", ["blood pressure"], "decreased", True),
        ("blood pressure fell", ["blood pressure"], "better", True),
        ("blood pressure fell", ["blood pressure"], "increased", False),
        ("blood pressure fell", ["blood pressure", "pain"], "decreased", False),
        ("blood pressure and pain fell", ["blood pressure", "pain"], "decreased", True),
        ("blood pressure fell, but pain rose", ["blood pressure", "pain"], "decreased", False),
        ("blood pressure fell, but pain rose", ["blood pressure"], "decreased", True),
        ("blood pressure was measured", ["blood pressure"], "decreased", False),
        ("blood pressure fell", [], "decreased", False),
    ],
)
def test_a_direction_is_borne_out_for_every_outcome_or_not_at_all(
    text: str, names: list[str], way: str, *, does: bool
) -> None:
    assert bears_out(LocalText({"en": text}), names, way) is does


@pytest.mark.parametrize(
    ("text", "lessened"),
    [("blood pressure fell less than with placebo", True), ("blood pressure fell", False)],
)
def test_less_than_others_is_less(text: str, *, lessened: bool) -> None:
    assert is_lessened(LocalText({"en": text})) is lessened
