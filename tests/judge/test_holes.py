"""Bad claims that passed as fine, or honest ones that were called bad, by words that turn what they stand beside."""

from typing import Any

import pytest

from small_registries import CLASS, judged

MICE = {"design": "laboratory_experiment", "subjects": "animal", "species": "mice"}
TRIAL = {"design": "randomized_controlled_trial", "subjects": "human"}
COHORT = {"design": "cohort", "subjects": "human"}


def found(text: str, study: dict[str, Any], went: str, language: str = "en", **given: Any) -> str:
    substance, outcome = (
        given.pop("substance", "curcumin"),
        given.pop("outcome", "pain"),
    )
    level = "animal" if study["subjects"] == "animal" else "human"
    outcomes = [{"name": outcome, "direction": went}]
    case = {
        "lang": language,
        "statement": f"{text}.",
        "quote": text,
        "text": f"{text} [1].",
        "substance": substance,
        "outcome": outcome,
        "cites": ["a"],
        "refs": {
            "a": {
                "level": level,
                "study": {**study, "ingredients": substance, "outcomes": outcomes},
            }
        },
    }
    return CLASS[judged(case | given).verdict]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "What curcumin did for mice it does for us", "bad"),
        ("nl", "Wat kurkuma voor muizen deed, doet het ook voor ons", "bad"),
        ("en", "In mice curcumin relieved pain", "fine"),
    ],
)
def test_mice_are_told_as_mice(language: str, text: str, expected: str) -> None:
    assert found(text, MICE, "better", language, subjects=["animal"]) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Turmeric did no more than the placebo for pain"),
        ("fr", "Le curcuma n'a pas fait mieux que le placebo contre la douleur"),
    ],
)
def test_no_more_than_a_placebo_is_nothing(language: str, text: str) -> None:
    reports = {"kind": "study_result", "reported": True, "subjects": ["human"]}
    assert found(text, TRIAL, "better", language, **reports) == "bad"
    assert found(text, TRIAL, "no_difference", language, **reports) != "bad"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Groene thee drinken hangt samen met een langer leven"),
        ("de", "Grüner Tee hängt mit einem längeren Leben zusammen"),
        ("fr", "Boire du thé vert est associé à une vie plus longue"),
        ("es", "Beber té verde se asocia con una vida más larga"),
    ],
)
def test_longer_lives_are_fewer_deaths_and_no_warning(language: str, text: str) -> None:
    given = {"substance": "green tea", "outcome": "mortality", "strength": "correlational"}
    assert found(text, COHORT, "decreased", language, **given) == "fine"
    assert found(text, COHORT, "increased", language, **given) == "bad"


def test_telling_to_stop_a_medicine_is_no_advice_that_needs_no_evidence() -> None:
    case = {
        "lang": "nl",
        "kind": "advice",
        "statement": "Met nattokinase kun je stoppen met bloedverdunners.",
        "quote": "Met nattokinase kun je gerust stoppen met je bloedverdunners",
        "text": "Met nattokinase kun je gerust stoppen met je bloedverdunners.",
        "substance": "nattokinase",
        "outcome": "blood clots",
        "strength": "none",
    }
    assert CLASS[judged(case).verdict] == "bad"
    never = "Stop nooit met je bloedverdunners omdat je nattokinase neemt"
    assert (
        CLASS[judged(case | {"quote": never, "text": never, "statement": never}).verdict] == "fine"
    )
