"""Amounts of the registry in the language of the article."""

import pytest

from magclaims.judge.words import words


@pytest.mark.parametrize(
    ("noted", "language", "told"),
    [
        ("900 mg per day", "nl", "900 mg per dag"),
        ("12 weeks", "nl", "12 weken"),
        ("400 or 1600 mg twice daily", "nl", "400 of 1600 mg tweemaal per dag"),
        ("900 mg per day", "de", "900 mg pro Tag"),
        ("12 weeks", "fr", "12 semaines"),
        ("2000 IU a day", "es", "2000 UI al día"),
        ("900 mg per dag", "nl", "900 mg per dag"),
        ("900 mg per day", "en", "900 mg per day"),
    ],
)
def test_an_amount_is_told_in_the_language(noted: str, language: str, told: str) -> None:
    assert words(language).quantity(noted) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [("carnivore diet", None), ("KSM-66", "KSM-66"), ("Zyxus latinus", "Zyxus latinus")],
)
def test_a_name_that_is_plain_english_is_not_put_into_dutch(name: str, told: str | None) -> None:
    assert words("nl").substance(name) == told
