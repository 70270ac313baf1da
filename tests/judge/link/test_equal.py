"""Two that did equally well: what a study compared with decides. All of it is synthetic."""

from typing import Any

import pytest

from small_registries import CLASS, judged

EQUAL = [
    ("en", "Willow bark and diclofenac did not differ for back pain"),
    ("en", "Back pain fell equally on willow bark and on diclofenac"),
    ("en", "There was no difference between willow bark and diclofenac"),
    ("en", "As many people recovered on willow bark as on diclofenac"),
    ("en", "Willow bark and diclofenac came out level"),
    ("nl", "Wilgenbast en diclofenac verschilden niet bij rugpijn"),
    ("nl", "De rugpijn nam even sterk af met wilgenbast als met diclofenac"),
    ("nl", "Wilgenbast en diclofenac ontliepen elkaar niet"),
    ("nl", "Er was geen verschil in rugpijn tussen wilgenbast en diclofenac"),
    ("de", "Weidenrinde und Diclofenac unterschieden sich nicht"),
    ("de", "Zwischen Weidenrinde und Diclofenac fand sich kein Unterschied"),
    ("fr", "L'écorce de saule et le diclofénac ont fait jeu égal"),
    ("fr", "Entre l'écorce de saule et le diclofénac, aucune différence"),
    ("es", "La corteza de sauce y el diclofenaco no se diferenciaron"),
    ("es", "Entre la corteza de sauce y el diclofenaco no hubo diferencia"),
    ("en", "Back pain fell as far on willow bark as on diclofenac"),
    ("en", "A head-to-head of willow bark and diclofenac found no difference"),
]
BETTER = [
    ("en", "Willow bark beats diclofenac for back pain"),
    ("en", "Willow bark leaves diclofenac far behind"),
    ("nl", "Wilgenbast verslaat diclofenac bij rugpijn"),
    ("de", "Weidenrinde übertrifft Diclofenac"),
    ("fr", "L'écorce de saule surpasse le diclofénac"),
    ("es", "La corteza de sauce supera al diclofenaco"),
]
NEITHER = {"name": "back pain", "direction": "no_difference"}
TRIAL = {"design": "randomized_controlled_trial", "subjects": "human", "ingredients": "willow bark"}
STUDIES: dict[str, tuple[str, dict[str, Any]]] = {
    "beside it": ("human", TRIAL | {"comparator": "diclofenac", "outcomes": [NEITHER]}),
    "beside a placebo": (
        "human",
        TRIAL
        | {"comparator": "placebo", "outcomes": [{"name": "back pain", "direction": "decreased"}]},
    ),
    "beside another": ("human", TRIAL | {"comparator": "paracetamol", "outcomes": [NEITHER]}),
    "better than it": (
        "human",
        TRIAL
        | {
            "comparator": "diclofenac",
            "outcomes": [{"name": "back pain", "direction": "decreased"}],
        },
    ),
    "worse than it": (
        "human",
        TRIAL
        | {"comparator": "diclofenac", "outcomes": [{"name": "back pain", "direction": "worse"}]},
    ),
    "in mice": (
        "animal",
        TRIAL
        | {"design": "laboratory_experiment", "subjects": "animal", "species": "mice"}
        | {"comparator": "diclofenac", "outcomes": [NEITHER]},
    ),
}


def _class(language: str, words: str, statement: str, beside: str, kind: str = "comparison") -> str:
    level, study = STUDIES[beside]
    case: dict[str, Any] = {"lang": language, "quote": words, "text": f"{words} [1]."}
    case |= {
        "statement": statement,
        "kind": kind,
        "reported": True,
        "subjects": ["human"],
        "cites": ["a"],
    }
    case |= {"substance": "willow bark", "outcome": "back pain"}
    return CLASS[judged(case | {"refs": {"a": {"level": level, "study": study}}}).verdict]


@pytest.mark.parametrize(("language", "words"), EQUAL)
def test_a_study_of_the_two_alone_shows_that_they_are_equal(language: str, words: str) -> None:
    statement = "Willow bark and diclofenac did not differ for back pain."
    found = {beside: _class(language, words, statement, beside) for beside in STUDIES}
    assert found == dict.fromkeys(STUDIES, "bad") | {"beside it": "fine"}


@pytest.mark.parametrize(("language", "words"), EQUAL)
def test_a_report_says_it_as_a_comparison_does(language: str, words: str) -> None:
    beside = ("beside it", "better than it", "worse than it")
    found = [_class(language, words, f"{words}.", each, "study_result") for each in beside]
    assert found == ["fine", "bad", "bad"]


@pytest.mark.parametrize(("language", "words"), BETTER)
def test_what_is_said_to_be_better_is_shown_by_none_of_the_others(
    language: str, words: str
) -> None:
    statement = "Willow bark relieves back pain better than diclofenac."
    beside = STUDIES.keys() - {"better than it"}
    assert {_class(language, words, statement, each) for each in beside} == {"bad"}


def test_what_did_not_differ_besides_makes_the_two_no_equals() -> None:
    words = "Willow bark eases back pain; no difference in stomach ache from diclofenac"
    statement = "Willow bark relieves back pain better than diclofenac."
    assert _class("en", words, statement, "beside it") == "bad"
    found = {beside: _class("en", words, statement, beside) for beside in STUDIES}
    del found["better than it"]
    assert set(found.values()) == {"bad"}
