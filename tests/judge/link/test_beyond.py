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


TRIAL: dict[str, Any] = {
    "design": "randomized_controlled_trial",
    "subjects": "human",
    "ingredients": "psyllium",
    "duration": "8 weeks",
    "sample_size": 30,
    "outcomes": [{"name": "LDL cholesterol", "direction": "decreased"}],
}
CALLED = [
    ("en", "In a ten-year study psyllium lowered LDL cholesterol"),
    ("en", "A large-scale trial showed that psyllium lowers LDL cholesterol"),
    ("en", "A meta-analysis found that psyllium lowered LDL cholesterol"),
    ("nl", "Een tienjarig onderzoek vond dat psyllium het LDL-cholesterol verlaagde"),
    ("nl", "Volgens een meta-analyse verlaagde psyllium het LDL-cholesterol"),
    ("de", "Eine zehnjährige Studie fand, dass Flohsamen das LDL-Cholesterin senkten"),
    ("de", "Eine groß angelegte Studie fand, dass Flohsamen das LDL-Cholesterin senkten"),
    ("fr", "Une étude de dix ans a montré que le psyllium réduisait le cholestérol LDL"),
    ("es", "En un estudio de diez años el psyllium bajó el colesterol LDL"),
]
PLAIN = [
    ("en", "In a randomised trial psyllium lowered LDL cholesterol"),
    ("nl", "In een gerandomiseerd onderzoek verlaagde psyllium het LDL-cholesterol"),
    ("de", "In einer randomisierten Studie senkten Flohsamen das LDL-Cholesterin"),
]


def _reported(language: str, words: str, *more: dict[str, Any], **study: Any) -> Verdict:
    works = [("human", TRIAL | study), *(("systematic_review", each) for each in more)]
    return judged(
        {
            "lang": language,
            "quote": " ".join(words.split()[:12]),
            "text": f"{words} [1].",
            "statement": "Psyllium lowers LDL cholesterol.",
            "substance": "psyllium",
            "outcome": "LDL cholesterol",
            "kind": "study_result",
            "reported": True,
            "subjects": ["human"],
            "cites": [f"r{number}" for number, _ in enumerate(works)],
            "refs": {
                f"r{number}": {"level": level, "study": each}
                for number, (level, each) in enumerate(works)
            },
        }
    ).verdict


@pytest.mark.parametrize(("language", "words"), CALLED)
def test_what_a_study_is_called_it_has_to_be(language: str, words: str) -> None:
    assert _reported(language, words) in {Verdict.PARTLY_SUPPORTED, Verdict.OVERSTATED}
    if "meta" not in words:
        told = _reported(language, words, duration="10 years", sample_size=2000)
        assert told is Verdict.SUPPORTED


@pytest.mark.parametrize(("language", "words"), PLAIN)
def test_only_where_lots_were_drawn_it_is_called_so(language: str, words: str) -> None:
    assert _reported(language, words) is Verdict.SUPPORTED
    assert _reported(language, words, design="cohort") is not Verdict.SUPPORTED


def test_one_of_two_that_are_cited_is_what_it_is_called() -> None:
    words = "A meta-analysis found that psyllium lowered LDL cholesterol"
    assert _reported("en", words, REVIEW) is Verdict.SUPPORTED
