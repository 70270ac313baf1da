"""What reports a study is held to be its opposite only where it can be read in one way; a promise always is."""

import pytest

from small_registries import judged

# All synthetic: the statements, studies and results are made up.
STUDY = {"design": "randomized_controlled_trial", "subjects": "human", "comparator": "placebo"}


def row_of(
    lang: str, quote: str, outcome: str, found: str, *, reported: bool, **more: object
) -> str:
    name = more.get("substance", "magnesium")
    study = STUDY | {"ingredients": name, "outcomes": [{"name": outcome, "direction": found}]}
    given = {
        "statement": quote,
        "quote": quote,
        "lang": lang,
        "kind": "study_result" if reported else "effect",
        "reported": reported,
        "substance": "magnesium",
        "outcome": outcome,
        "refs": {"a": {"level": "human", "relation": "supports", "study": study}},
    } | more
    return judged(given).row


@pytest.mark.parametrize(
    ("lang", "quote", "outcome", "found"),
    [
        ("en", "Blood pressure rose on magnesium", "blood pressure", "decreased"),
        ("nl", "De bloeddruk steeg met magnesium", "blood pressure", "decreased"),
        ("de", "Der Blutdruck stieg mit Magnesium", "blood pressure", "decreased"),
        ("fr", "La tension artérielle a augmenté avec le magnésium", "blood pressure", "decreased"),
        ("es", "La tensión arterial subió con magnesio", "blood pressure", "decreased"),
        ("en", "Muscle strength grew as much on magnesium as on placebo", "muscle strength", "increased"),
        ("nl", "De slaap verbeterde in de trial met magnesium", "sleep quality", "no_difference"),
    ],
)  # fmt: skip
def test_a_report_of_one_meaning_is_contradicted(
    lang: str, quote: str, outcome: str, found: str
) -> None:
    assert row_of(lang, quote, outcome, found, reported=True) == "contradicted"


@pytest.mark.parametrize(
    ("lang", "quote", "outcome", "found"),
    [
        ("en", "Fewer of those on magnesium had headaches", "headache", "increased"),
        ("en", "Women shed fewer hairs on magnesium", "hair loss", "increased"),
        ("nl", "Vrouwen verloren minder haren met magnesium", "hair loss", "increased"),
        ("nl", "Zonder pijn bleven mensen met magnesium langer", "pain", "decreased"),
    ],
)
def test_a_report_that_may_be_misread_is_a_question(
    lang: str, quote: str, outcome: str, found: str
) -> None:
    assert row_of(lang, quote, outcome, found, reported=True) != "contradicted"


@pytest.mark.parametrize(
    ("lang", "quote"),
    [
        ("en", "Magnesium relieves headaches"),
        ("nl", "Magnesium verlicht hoofdpijn"),
        ("de", "Magnesium lindert Kopfschmerzen"),
        ("fr", "Le magnésium soulage les maux de tête"),
        ("es", "El magnesio alivia el dolor de cabeza"),
    ],
)
def test_a_promise_against_a_finding_of_nothing_is_contradicted(lang: str, quote: str) -> None:
    assert row_of(lang, quote, "headache", "no_difference", reported=False) == "contradicted"


def test_where_quote_and_statement_go_apart_it_is_a_question() -> None:
    quote, statement = "magnesium lowered blood pressure", "Magnesium raises blood pressure."
    found = row_of("en", quote, "blood pressure", "decreased", reported=False, statement=statement)
    assert found == "perhaps_contradicted"


def test_the_figure_of_the_study_makes_its_report_a_question() -> None:
    quote = "Blood pressure rose by 12% on magnesium"
    study = STUDY | {
        "ingredients": "magnesium",
        "outcomes": [{"name": "blood pressure", "direction": "decreased"}],
    }
    refs = {"a": {"level": "human", "relation": "supports", "says": "12% lower", "study": study}}
    found = row_of("en", quote, "blood pressure", "decreased", reported=True, refs=refs)
    assert found == "perhaps_contradicted"


def test_a_declared_direction_settles_it() -> None:
    quote = "Women shed fewer hairs on magnesium"
    settled = row_of("en", quote, "hair loss", "increased", reported=True, direction="decreases")
    assert settled == "contradicted"


@pytest.mark.parametrize(("reported", "asked"), [(True, True), (False, False)])
def test_a_comparison_that_may_tell_of_no_difference_is_a_question(
    reported: bool,
    asked: bool,
) -> None:
    study = STUDY | {
        "ingredients": "magnesium",
        "comparator": "ibuprofen",
        "outcomes": [{"name": "pain", "direction": "no_difference"}],
    }
    refs = {"a": {"level": "human", "relation": "supports", "study": study}}
    quote = "Of the two pills magnesium could not be told from ibuprofen"
    given = {"kind": "comparison", "refs": refs, "statement": "Of the two pills none led."}
    row = row_of("en", quote, "pain", "no_difference", reported=reported, **given)
    assert (row == "perhaps_contradicted") is asked
