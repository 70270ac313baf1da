"""What a sentence compares with against what a study compared with; all synthetic."""

from typing import Any

import pytest
from test_population import CLASS, case

from magclaims.judge.link.comparators import (
    NOTHING,
    PLACEBO,
    _by_design,
    is_against_another,
    named,
)
from magclaims.model.registry import Study
from verdicts import judge

NAMED = {
    ("It works better than melatonin.", "en"): ["melatonin"],
    ("It lowered LDL compared with placebo.", "en"): ["placebo"],
    ("werkt beter dan een placebo", "nl"): ["placebo"],
    ("verlaagt het meer dan visolie", "nl"): ["fish oil"],
    ("wirkt besser als Baldrian", "de"): ["valerian"],
    ("agit plus que la taurine", "fr"): ["taurine"],
    ("actúa más que el placebo", "es"): ["placebo"],
    ("It was better than before.", "en"): ["before"],
    ("Saffron works as well as fluoxetine.", "en"): ["fluoxetine"],
    ("werkt even goed als antidepressiva", "nl"): ["antidepressants"],
    ("wirkt genauso gut wie Ibuprofen", "de"): ["ibuprofen"],
    ("aussi efficace que les somnifères", "fr"): ["sleeping pills"],
    ("tan eficaz como el placebo", "es"): ["placebo"],
    ("werkt beter dan slaappillen", "nl"): ["sleeping pills"],
}
NOT_NAMED = {
    ("In more than 50 people it worked.", "en"),
    ("Take krill oil rather than fish oil.", "en"),
    ("Magnesium is meer dan een mineraal.", "nl"),
    ("Slaap beter dan ooit.", "nl"),
    ("Neem dan visolie bij het ontbijt.", "nl"),
    ("Wenn du mehr als 500 mg nimmst", "de"),
    ("On sait que la taurine aide.", "fr"),
    ("It improves mood as well as memory.", "en"),
    ("Es ist so gut wie sicher.", "de"),
    # What somebody thought or expected is no comparison, whatever is named behind it.
    ("It works better than we thought melatonin would.", "en"),
    ("Het werkt beter dan je van melatonine verwacht.", "nl"),
    ("Es wirkt besser als erwartet bei Baldrian.", "de"),
    ("Il agit plus que prévu avec la taurine.", "fr"),
    ("Actúa más que nunca con taurina.", "es"),
    ("Ask your doctor before you stop antidepressants.", "en"),
}
QUOTES = {
    "melatonin": "may improve sleep quality more than melatonin",
    "placebo": "may improve sleep quality more than placebo",
    "controls": "may improve sleep quality more than controls",
    "before": "may improve sleep quality more than before",
    "nothing": "may improve sleep quality",
    "both": "may improve sleep quality more than placebo and more than melatonin",
    "pills": "may work as well as sleeping pills",
    "zolpidem": "may work as well as zolpidem",
}


def verdict(compares: str, **study: Any) -> str:
    given = {"s": "valerian", "o": "sleep quality", "language": "en", "quote": QUOTES[compares]}
    given |= {"claim": "Valerian may improve sleep quality.", **study}
    built = case(given) | {"comparator": study.get("comparator", ())}
    return CLASS[judge(built).verdict]


@pytest.mark.parametrize(("text", "language"), NAMED)
def test_what_a_sentence_compares_with(text: str, language: str) -> None:
    assert list(named(text, language)) == NAMED[text, language]


@pytest.mark.parametrize(("text", "language"), sorted(NOT_NAMED))
def test_other_uses_of_these_words_compare_nothing(text: str, language: str) -> None:
    assert not list(named(text, language))


@pytest.mark.parametrize(
    ("compares", "comparator", "expected"),
    [
        ("melatonin", "melatonin", "fine"),
        ("melatonin", "placebo", "bad"),
        ("melatonin", "no treatment", "bad"),
        ("melatonin", (), "part"),
        ("placebo", "placebo", "fine"),
        ("placebo", "melatonin", "bad"),
        ("placebo", (), "fine"),
        ("controls", "placebo", "fine"),
        ("before", (), "fine"),
        ("nothing", "placebo", "fine"),
        ("nothing", (), "fine"),
        ("pills", "placebo", "bad"),
        ("pills", "zolpidem", "part"),
        ("pills", (), "part"),
        ("zolpidem", "zolpidem", "fine"),
        ("zolpidem", "sleeping pills", "bad"),
        # A study of three groups made either comparison, and a sentence may make both.
        ("melatonin", ["placebo", "melatonin"], "fine"),
        ("pills", ["placebo", "zolpidem"], "part"),
        ("both", ["placebo", "melatonin"], "fine"),
        ("both", ["placebo", "fish oil"], "bad"),
    ],
)
def test_a_study_carries_the_comparison_that_it_made(
    compares: str, comparator: Any, expected: str
) -> None:
    assert verdict(compares, comparator=comparator) == expected


@pytest.mark.parametrize(
    ("comparator", "another"),
    [
        (["melatonin"], True),
        (["placebo", "melatonin"], True),
        (["placebo"], False),
        (["no treatment", "placebo"], False),
        ([], False),
    ],
)
def test_a_study_beside_another_treatment_is_one_against_it(
    comparator: list[str], *, another: bool
) -> None:
    assert is_against_another(Study(comparator=comparator)) is another


def test_the_record_tells_what_it_was_compared_with() -> None:
    assert verdict("placebo", abstract="A double-blind, placebo-controlled trial.") == "fine"
    assert verdict("melatonin", abstract="A double-blind, placebo-controlled trial.") == "bad"
    assert verdict("melatonin", title="Valerian versus melatonin: a randomised trial") == "fine"


def test_a_study_without_another_group_compares_with_nothing() -> None:
    assert verdict("placebo", design="uncontrolled_trial") == "bad"


@pytest.mark.parametrize("comparator", ["placebo", "no treatment", "fish oil"])
def test_leaving_out_the_comparator_never_turns_bad_into_fine(comparator: str) -> None:
    assert verdict("melatonin", comparator=comparator) == "bad"
    assert verdict("melatonin") != "fine"


def test_a_trial_at_random_is_taken_to_have_had_a_control_group() -> None:
    assert verdict("placebo") == "fine"
    assert verdict("placebo", design="cohort") == "bad"  # it is no trial at all


def test_work_on_animals_has_controls_and_no_placebo_unless_noted() -> None:
    def fit(design: str, wanted: str) -> str:
        return _by_design(Study(design=design, subjects="animal"), (wanted,))

    assert fit("laboratory_experiment", NOTHING) == "same"
    assert fit("laboratory_experiment", PLACEBO) == "unknown"
    assert fit("cohort", NOTHING) == "unknown"
