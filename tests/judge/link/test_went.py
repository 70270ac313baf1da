"""Which way the words of an article say that an outcome went. All sentences synthetic."""

import pytest

from magclaims.judge.link.went import went_in


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
