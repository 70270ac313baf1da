"""Words that go beyond any figure of a study, and the people of a study that is reported. All of it is synthetic."""

from typing import Any

import pytest

from magclaims.model.registry import Verdict
from small_registries import judged

REVIEW: dict[str, Any] = {
    "design": "meta_analysis",
    "subjects": "human",
    "ingredients": "psyllium",
    "duration": "up to 12 weeks",
    "comparator": "placebo",
    "reviews": {"designs": "randomized_controlled_trial"},
    "outcomes": [
        {"name": "adverse events", "direction": "no_difference"},
        {"name": "LDL cholesterol", "direction": "decreased"},
    ],
}


def _verdict(language: str, words: str, text: str = "", **study: Any) -> Verdict:
    safe = any(
        word in words for word in ("safe", "veilig", "unbedenklich", "sans danger", "seguro")
    )
    return judged(
        {
            "lang": language,
            "quote": words,
            "text": f"{text or words} [1].",
            "statement": "Psyllium is safe." if safe else "Psyllium lowers LDL cholesterol.",
            "substance": "psyllium",
            "outcome": "adverse events" if safe else "LDL cholesterol",
            "refs": {"a": {"level": "systematic_review", "study": REVIEW | study}},
            "cites": ["a"],
        }
    ).verdict


BEYOND = [
    ("nl", "Psyllium is ook bij langdurig gebruik veilig"),
    ("en", "Psyllium is safe in the long term"),
    ("de", "Psyllium ist auch auf Dauer unbedenklich"),
    ("fr", "Le psyllium est sans danger à long terme"),
    ("es", "El psyllium es seguro durante años"),
    ("nl", "Psyllium verlaagt het LDL-cholesterol blijvend"),
    ("en", "Psyllium permanently lowers LDL cholesterol"),
    ("de", "Psyllium senkt das LDL-Cholesterin dauerhaft"),
    ("fr", "Le psyllium fait baisser le cholestérol LDL à vie"),
    ("es", "El psyllium baja el colesterol LDL para siempre"),
]
ALWAYS = [
    ("nl", "Bij iedereen verlaagt psyllium het LDL-cholesterol"),
    ("en", "Psyllium is the only thing that lowers LDL cholesterol"),
    ("de", "Psyllium senkt bei jedem das LDL-Cholesterin"),
]
AT_ONCE = [
    ("nl", "Psyllium verlaagt het LDL-cholesterol binnen een dag"),
    ("en", "Psyllium lowers LDL cholesterol overnight"),
]


@pytest.mark.parametrize(("language", "words"), [*BEYOND, *ALWAYS, *AT_ONCE])
def test_what_goes_beyond_a_study_of_weeks_is_carried_in_part(language: str, words: str) -> None:
    assert _verdict(language, words) is Verdict.PARTLY_SUPPORTED


@pytest.mark.parametrize("lasted", ["3 years", "1 year", "12 weeks, followed up for 2 years"])
@pytest.mark.parametrize(("language", "words"), BEYOND)
def test_a_study_of_years_carries_years(language: str, words: str, lasted: str) -> None:
    assert _verdict(language, words, duration=lasted) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Psyllium verlaagt het LDL-cholesterol, maar niet blijvend"),
        ("en", "Psyllium lowers LDL cholesterol, but not permanently"),
        ("de", "Psyllium senkt das LDL-Cholesterin, aber nicht dauerhaft"),
    ],
)
def test_a_time_that_is_denied_is_none(language: str, words: str) -> None:
    assert _verdict(language, words) is Verdict.SUPPORTED


def test_what_goes_beyond_may_stand_behind_the_quote() -> None:
    text = "Psyllium lowers LDL cholesterol for life"
    assert _verdict("en", "Psyllium lowers LDL cholesterol", text) is Verdict.PARTLY_SUPPORTED


@pytest.mark.parametrize(("language", "words"), BEYOND)
def test_where_nobody_noted_how_long_it_lasted_nothing_is_held_against_it(
    language: str, words: str
) -> None:
    assert _verdict(language, words, duration=None) is Verdict.SUPPORTED


@pytest.mark.parametrize(("language", "words"), AT_ONCE)
def test_a_study_of_hours_may_tell_of_a_day(language: str, words: str) -> None:
    assert _verdict(language, words, duration="1 day") is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("words", "kind", "verdict"),
    [
        ("Psyllium lowered LDL cholesterol", "study_result", Verdict.SUPPORTED),
        ("Psyllium may lower LDL cholesterol", "effect", Verdict.PARTLY_SUPPORTED),
        ("In children psyllium lowered LDL cholesterol", "study_result", Verdict.UNSUPPORTED),
    ],
)
def test_what_a_study_found_is_told_of_its_people(words: str, kind: str, verdict: Verdict) -> None:
    trial = {
        "design": "randomized_controlled_trial",
        "subjects": "human",
        "ingredients": "psyllium",
        "comparator": "placebo",
        "participants": {"health": "type 2 diabetes", "age_min": 40},
        "outcomes": [{"name": "LDL cholesterol", "direction": "decreased"}],
    }
    case = {
        "lang": "en",
        "quote": words,
        "text": f"{words} in the trial [1]." if kind == "study_result" else f"{words} [1].",
        "statement": f"{words}.",
        "substance": "psyllium",
        "outcome": "LDL cholesterol",
        "kind": kind,
        "strength": "causal" if kind == "study_result" else "conditional",
        "reported": kind == "study_result",
        "subjects": ["human"],
        "refs": {"a": {"level": "human", "study": trial}},
        "cites": ["a"],
    }
    assert judged(case).verdict is verdict
