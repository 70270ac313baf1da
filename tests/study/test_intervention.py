"""What a study gave, told from title and abstract, against a claim. All records are synthetic."""

import pytest

from magclaims import study
from magclaims.model import registry

MGT = "magnesium L-threonate"
SAME, MORE = registry.Tested.SAME_SUBSTANCE, registry.Tested.COMBINED_FORMULA
OTHER, EATEN = registry.Tested.OTHER_FORM, registry.Tested.DIET_OR_STATUS


def outcome(title: str, abstract: str, claim: str) -> registry.Tested | None:
    return study.tested(title, abstract, [claim]).tested


@pytest.mark.parametrize(
    ("title", "abstract", "claim"),
    [
        ("MgT versus magnesium oxide", "Adults took MgT or, as comparator, magnesium oxide.", MGT),
        ("Valerian versus melatonin", "Adults received valerian or melatonin.", "valerian"),
        (
            "Comparison of fish oil and vitamin D",
            "They took fish oil, vitamin D, or both.",
            "fish oil",
        ),
        ("Saffron", "Unlike omega-3 or vitamin D, saffron has been little studied.", "saffron"),
        ("Magtein", "The placebo contained maltodextrin and magnesium stearate.", MGT),
        ("X in mice", "Mice were fed a diet containing magnesium L-threonate.", MGT),
        ("X in adults", "Tablets containing 5 g creatine were taken.", "creatine"),
        ("Fish oil", "Adults took fish oil.", "omega-3"),
        ("X", "Women took creatine combined with resistance training.", "creatine"),
        ("MgT and sleep", "Adults took MgT. Zinc and magnesium in serum were measured.", MGT),
        ("Brain magnesium and calcium after MgT", "Rats received MgT.", MGT),
        ("Ginkgo", "Patients took ginkgo. Trials of zinc and melatonin had failed.", "ginkgo"),
        ("Five salts", "They took magnesium oxide, magnesium malate and MgT in random order.", MGT),
    ],
)
def test_comparators_carriers_and_background_are_no_ingredients(
    title: str, abstract: str, claim: str
) -> None:
    assert outcome(title, abstract, claim) is SAME


@pytest.mark.parametrize(
    ("title", "abstract", "claim"),
    [
        ("X", "A formula with MgT, phosphatidylserine (100 mg), and vitamins C and D.", MGT),
        ("Zinc, melatonin, magnesium in old age", "", "melatonin"),
        ("X", "The supplement consisted of bacopa, ginkgo and L-theanine.", "bacopa"),
        ("X", "They received calcium 1 g together with vitamin D 800 IU.", "vitamin D"),
        ("X", "Cyclists took creatine plus beta-alanine.", "creatine"),
        ("X", "They took ashwagandha combined with lemon verbena.", "ashwagandha"),
        ("X", "Women took ferrous sulfate with vitamin C.", "iron supplement"),
        ("X", "The drink contained caffeine, taurine.", "caffeine"),
        ("A proprietary blend", "Students took a blend based on bacopa.", "bacopa"),
    ],
)
def test_what_is_given_together_is_a_combination(title: str, abstract: str, claim: str) -> None:
    assert outcome(title, abstract, claim) is MORE


@pytest.mark.parametrize(
    ("title", "abstract", "claim", "expected"),
    [
        ("Calcium, magnesium and zinc intake", "Intake was estimated.", "magnesium", EATEN),
        ("Calcium, magnesium and zinc intake", "Intake was estimated.", MGT, EATEN),
        ("Serum calcium and magnesium", "Both were measured.", "magnesium", EATEN),
        ("Low magnesium diet", "Mice ate a magnesium-deficient diet.", "magnesium", EATEN),
        ("X", "They took magnesium oxide plus standard care.", "magnesium", OTHER),
        ("X", "They received magnesium sulfate and saline.", MGT, OTHER),
        ("X and mood", "Patients took ginkgo.", MGT, None),
    ],
)
def test_intake_other_salts_and_the_unrelated(
    title: str, abstract: str, claim: str, expected: registry.Tested | None
) -> None:
    assert outcome(title, abstract, claim) is expected


def test_the_reason_quotes_what_was_added() -> None:
    result = study.tested("X", "Cyclists took creatine plus beta-alanine.", ["creatine"])
    assert "creatine + beta-alanine" in result.reasons[0].text


def test_hostile_text_ends() -> None:
    for text in ("magnesium, zinc and " * 1_500, "magnesium plus " * 1_500, "(" * 20_000):
        assert study.tested(text, text, ["magnesium"]).reasons
