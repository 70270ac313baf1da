"""Registries that note little, or in the words of the article: what can be told is told. All are made up."""

from typing import Any

import pytest

from magclaims.model.registry import Verdict
from small_registries import judged


def _trial(outcome: str, way: str, **more: Any) -> dict[str, Any]:
    return {
        "design": "randomized_controlled_trial",
        "subjects": "human",
        "ingredients": "thyme",
        "outcomes": [{"name": outcome, "direction": way}],
        **more,
    }


def _rats(**more: Any) -> dict[str, Any]:
    return {
        "design": "laboratory_experiment",
        "subjects": "animal",
        "species": "rats",
        "ingredients": "thyme",
        "outcomes": [{"name": "inflammation", "direction": "decreased"}],
        **more,
    }


def _verdict(text: str, language: str, level: str, study: dict[str, Any], **more: Any) -> Verdict:
    says = {"says": more.pop("says")} if "says" in more else {}
    case = {
        "statement": f"{text}.",
        "quote": text,
        "text": f"{text} [1].",
        "lang": language,
        "strength": "conditional",
        "substance": "thyme",
        "refs": {"a": {"level": level, "study": study, **says}},
        "cites": ["a"],
        **more,
    }
    return judged(case).verdict


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thyme may soothe a scratchy throat"),
        ("nl", "Tijm kan een schorre keel verzachten"),
        ("de", "Thymian kann einen rauen Hals lindern"),
    ],
)
def test_less_of_what_is_relieved_is_what_is_said(language: str, text: str) -> None:
    noted = {"outcome": "scratchy throat"}
    less, more = (_trial("scratchy throat", way) for way in ("decreased", "increased"))
    assert _verdict(text, language, "human", less, **noted) is Verdict.SUPPORTED
    assert _verdict(text, language, "human", more, **noted) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("language", "text", "outcome"),
    [
        ("nl", "Tijm voorkomt verkoudheid", "common cold"),
        ("fr", "Le thym réduit la toux", "cough"),
        ("es", "El tomillo reduce la tos", "cough"),
    ],
)
def test_a_null_trial_contradicts_what_the_article_says_in_its_language(
    language: str, text: str, outcome: str
) -> None:
    null = _trial(outcome, "no_difference")
    noted = {"outcome": outcome, "strength": "causal"}
    assert _verdict(text, language, "human", null, **noted) is Verdict.CONTRADICTED


def test_what_a_source_says_is_read_in_its_own_language() -> None:
    study: dict[str, Any] = {"design": "meta_analysis", "subjects": "human", "ingredients": "thyme"}
    study["reviews"] = {"designs": "randomized_controlled_trial"}
    said = {"says": "pas d'effet sur le nombre de rhumes", "outcome": "common cold"}
    text = "Le thym réduit le nombre de rhumes"
    assert _verdict(text, "fr", "systematic_review", study, **said) is Verdict.CONTRADICTED


def test_what_rats_got_is_theirs_where_the_sentence_says_so() -> None:
    noted = {"kind": "quantity", "strength": "none", "says": "200 mg/kg"}
    noted |= {"substance": "hesperidin"}
    study = _rats(dose="200 mg/kg", ingredients="hesperidin")
    rats = _verdict("Rats were given 200 mg of hesperidin per kg", "en", "animal", study, **noted)
    assert rats is Verdict.SUPPORTED
    effect = "A dose of 200 mg of hesperidin per kg lowers inflammation"
    noted |= {"outcome": "inflammation"}
    assert _verdict(effect, "en", "animal", study, **noted) is Verdict.OVERSTATED


def test_more_haemoglobin_is_no_warning_of_anaemia() -> None:
    study = _rats(outcomes=[{"name": "haemoglobin", "direction": "increased"}])
    found = _verdict("Thyme may raise haemoglobin", "en", "animal", study, outcome="anaemia")
    assert found is Verdict.OVERSTATED


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("People who eat more fish decline more slowly", "who eat more fish decline slower"),
        ("A higher fish consumption is linked to slower cognitive decline", "fish eaters decline slower"),
    ],
)  # fmt: skip
def test_how_much_is_eaten_is_no_direction(statement: str, text: str) -> None:
    study = _trial("cognitive decline", "decreased", ingredients="fish", design="cohort")
    case = {
        "statement": f"{statement}.",
        "quote": text,
        "strength": "correlational",
        "substance": "fish",
        "outcome": "cognitive decline",
        "refs": {"a": {"level": "human", "study": study}},
    }
    assert judged(case).verdict is Verdict.SUPPORTED
