"""The substances, the outcomes and what a study gave against what a claim names."""

import re
from decimal import Decimal
from importlib.resources import files

import pytest

from magclaims import knowledge
from magclaims.knowledge import ingredients, vocabulary
from magclaims.model import registry


def found(text: str) -> list[tuple[str, str]]:
    return [(m.id, text[m.start : m.end]) for m in knowledge.find_substances(text)]


def outcomes_in(text: str) -> list[tuple[str, str]]:
    return [(m.id, text[m.start : m.end]) for m in knowledge.find_outcomes(text)]


@pytest.mark.parametrize(
    "name",
    [
        "magnesium L-threonate",
        "Magnesium-L-Threonate",
        "magnesiumthreonaat",
        "magnesium L-threonaat",
        "Magnesium-L-Threonat",
        "thréonate de magnésium",
        "treonato de magnesio",
        "MgT",
        "L-TAMS",
        "Magtein®",
        "magnesium_l_threonate",
    ],
)
def test_one_substance_has_many_names(name: str) -> None:
    substance = knowledge.substance(name)
    assert substance is not None
    assert substance.id == "magnesium_l_threonate"


@pytest.mark.parametrize("name", ["", "®", "mg", "unobtainium", "magnesium threonate capsules"])
def test_an_unknown_name_is_no_substance(name: str) -> None:
    assert knowledge.substance(name) is None


def test_the_case_decides_between_magnesium_and_milligrams() -> None:
    assert found("144 mg magnesium, 500 Mg elsewhere, and Mg in blood") == [
        ("magnesium", "magnesium"),
        ("magnesium", "Mg"),
    ]
    assert found("500 mg L-threonate") == [("threonate", "L-threonate")]


def composition_of(id_: str) -> vocabulary.Composition:
    composition = knowledge.substances()[id_].composition
    assert composition is not None
    return composition


def test_molar_masses_are_computed_from_the_formula() -> None:
    threonate = composition_of("magnesium_l_threonate")
    assert threonate.molar_mass == Decimal("294.495")
    assert threonate.label_fraction == Decimal("0.072")
    assert composition_of("magnesium_orotate").part_mass == Decimal("24.305")
    assert knowledge.substances()["vitamin_d"].composition is None


def test_the_label_lies_within_the_accepted_fractions() -> None:
    low, high = composition_of("magnesium_l_threonate").accepted_fraction or (
        Decimal(1),
        Decimal(0),
    )
    assert low <= Decimal(144) / Decimal(2000) <= high
    assert low <= Decimal(250) / Decimal(3000) <= high


def test_the_longest_name_wins() -> None:
    assert found("Magtein PS™ and Magtein™ and magnesium oxide") == [
        ("magtein_ps", "Magtein PS"),
        ("magnesium_l_threonate", "Magtein"),
        ("magnesium_oxide", "magnesium oxide"),
    ]


def test_brand_names_are_marked() -> None:
    mentions = knowledge.find_substances("Magtein is magnesium L-threonate")
    assert [m.brand for m in mentions] == [True, False]


def test_compounds_of_dutch_and_german_are_read() -> None:
    assert found("magnesiumrijk, magnesiumthreonaatsupplement, Magnesiumoxid") == [
        ("magnesium", "magnesium"),
        ("magnesium_l_threonate", "magnesiumthreonaat"),
        ("magnesium_oxide", "Magnesiumoxid"),
    ]


def test_words_are_not_joined_across_a_sentence() -> None:
    assert found("rich in magnesium. Oxide layers") == [("magnesium", "magnesium")]
    assert found("mg. T cells; m g T; creatine kinase; vitamin; GABA receptors") == []


def test_offsets_are_those_of_the_original_text() -> None:
    text = "İ — naïve ﬁsh: thréonate de magnésium"
    assert found(text) == [("magnesium_l_threonate", "thréonate de magnésium")]


def test_hostile_text_is_cheap_and_harmless() -> None:
    assert found("magnesium" * 5_000) == []
    assert len(found("magnesium " * 1_000)) == 1_000
    assert found("m-" * 2_000) == []


def test_a_formula_names_its_ingredients() -> None:
    formula = knowledge.substance("magtein ps")
    assert formula is not None
    assert formula.is_formula
    assert "phosphatidylserine" in formula.ingredients
    assert formula.may_contain == ("vitamin_b6",)


def test_the_files_refer_only_to_what_they_define() -> None:
    known = knowledge.substances()
    for substance in known.values():
        assert set(substance.ingredients) | set(substance.may_contain) <= set(known)
        assert substance.form_of is None or substance.form_of in known
        resolved = knowledge.substance(substance.name())
        assert resolved is not None
        assert resolved.id == substance.id
    every = knowledge.outcomes()
    for outcome in every.values():
        assert outcome.parent is None or outcome.parent in every
        named = knowledge.outcome(outcome.name())
        assert named is not None
        assert named.id == outcome.id
        assert {"en", "nl"} <= set(outcome.names)


def test_the_lists_are_files_of_the_package() -> None:
    assert {"compositions.toml", "outcomes.toml"} <= {p.name for p in files(knowledge).iterdir()}


def test_outcomes_are_found_in_dutch_and_english() -> None:
    text = "Beter werkgeheugen, de slaapkwaliteit en NMDA-receptoren; faster reaction times, TNF-α"
    assert outcomes_in(text) == [
        ("working_memory", "werkgeheugen"),
        ("sleep_quality", "slaapkwaliteit"),
        ("nmda_receptor", "NMDA-receptoren"),
        ("reaction_time", "reaction times"),
        ("inflammation", "TNF-α"),
    ]
    assert outcomes_in("memorandum, aandachtspunt, geheugensteun") == []


@pytest.mark.parametrize(
    ("name", "endpoint"),
    [("memory", True), ("slaap", True), ("dementia", True), ("LTP", False), ("ATP", False)],
)
def test_endpoints_are_what_matters_to_a_person(name: str, *, endpoint: bool) -> None:
    outcome = knowledge.outcome(name)
    assert outcome is not None
    assert outcome.endpoint is endpoint


@pytest.mark.parametrize(
    ("claim", "study", "expected"),
    [
        ("geheugen", "memory", "same"),
        ("memory", "working memory", "narrower"),
        ("working memory", "memory", "broader"),
        ("memory", "overall cognition", "broader"),
        ("memory", "attention", "family"),
        ("overall cognition", "reaction time", "family"),
        ("brain health", "overall cognition", "family"),
        ("brain health", "reaction time", "other"),
        ("memory", "sleep quality", "other"),
        ("sleep", "insomnia", "narrower"),
        ("wool quality", "Wool-Quality", "same"),
        ("wool quality", "memory", "unknown"),
    ],
)
def test_relation_of_outcomes(claim: str, study: str, expected: str) -> None:
    assert knowledge.relation(claim, study) == expected


FORMULA = ["magnesium L-threonate", "phosphatidylserine", "vitamin C", "vitamin D"]


@pytest.mark.parametrize(
    ("study", "claim", "tested"),
    [
        (["Magtein"], ["magnesium L-threonate"], registry.Tested.SAME_SUBSTANCE),
        (["MgT", "placebo"], ["magnesium L-threonate"], registry.Tested.SAME_SUBSTANCE),
        (FORMULA, ["Magtein"], registry.Tested.COMBINED_FORMULA),
        (FORMULA, ["Magtein PS"], registry.Tested.SAME_SUBSTANCE),
        ([*FORMULA, "vitamin B6"], ["Magtein PS"], registry.Tested.SAME_SUBSTANCE),
        ([*FORMULA, "zinc"], ["Magtein PS"], registry.Tested.COMBINED_FORMULA),
        (["MMFS-01"], ["MgT"], registry.Tested.COMBINED_FORMULA),
        (["MMFS-01"], ["mmfs 01"], registry.Tested.SAME_SUBSTANCE),
        (["magnesium oxide"], ["MgT"], registry.Tested.OTHER_FORM),
        (["magnesium"], ["MgT"], registry.Tested.OTHER_FORM),
        (["serum magnesium"], ["magnesium"], registry.Tested.DIET_OR_STATUS),
        (["dietary magnesium"], ["MgT"], registry.Tested.DIET_OR_STATUS),
        (["unobtainium X"], ["Unobtainium-X"], registry.Tested.SAME_SUBSTANCE),
    ],
)
def test_ingredients_are_compared(
    study: list[str], claim: list[str], tested: registry.Tested
) -> None:
    comparison = ingredients.compare_ingredients(study, claim)
    assert comparison is not None
    assert comparison.tested is tested
    assert comparison.related


def test_a_salt_for_the_element_is_told_apart() -> None:
    salt = ingredients.compare_ingredients(["magnesium oxide"], ["magnesium"])
    other = ingredients.compare_ingredients(["magnesium oxide"], ["magnesium citrate"])
    formula = ingredients.compare_ingredients(["magnesium oxide", "zinc"], ["magnesium"])
    assert salt == ingredients.IngredientComparison(
        registry.Tested.OTHER_FORM, salt_for_element=True
    )
    assert other is not None
    assert not other.salt_for_element
    assert formula == ingredients.IngredientComparison(
        registry.Tested.COMBINED_FORMULA, salt_for_element=True, extra=("zinc",)
    )


def test_the_acid_alone_is_a_part_of_the_salt() -> None:
    comparison = ingredients.compare_ingredients(["L-threonate"], ["magnesium L-threonate"])
    assert comparison is not None
    assert comparison.tested is registry.Tested.OTHER_FORM
    assert comparison.part


def test_a_part_of_a_combination_does_not_test_it() -> None:
    comparison = ingredients.compare_ingredients(["Magtein"], ["Magtein", "phosphatidylserine"])
    assert comparison is not None
    assert comparison.tested is registry.Tested.OTHER_FORM
    assert comparison.absent == ("phosphatidylserine",)


def test_something_else_is_unrelated() -> None:
    comparison = ingredients.compare_ingredients(["curcumin"], ["magnesium"])
    assert comparison is not None
    assert comparison.tested is None
    assert not comparison.related
    assert comparison.extra == ("curcumin",)


def test_nothing_declared_is_unknown() -> None:
    assert ingredients.compare_ingredients([], ["magnesium"]) is None
    assert ingredients.compare_ingredients(["magnesium"], []) is None


# --- the vocabulary --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claimed", "measured", "expected"),
    [
        ("stress", "cortisol", "surrogate"),
        ("fractures", "bone density", "surrogate"),
        ("cardiovascular disease", "LDL cholesterol", "surrogate"),
        ("testosterone", "serum testosterone levels", "same"),
        ("LDL", "LDL cholesterol", "same"),
        ("sleep quality", "sleep quality", "same"),
    ],
)
def test_what_was_measured_beside_what_is_claimed(
    claimed: str, measured: str, expected: str
) -> None:
    assert knowledge.relation(claimed, measured) == expected


def test_every_outcome_has_a_dutch_phrase_and_known_surrogates() -> None:
    every = knowledge.outcomes()
    for found in every.values():
        assert re.match(r"(de|het) ", found.name("nl", article=True)), found.id
        assert set(found.surrogate_of) <= set(every), found.id


def test_an_abbreviation_counts_in_capitals_alone() -> None:
    assert [m.id for m in knowledge.find_outcomes("het effect valt af")] == []
    assert [m.id for m in knowledge.find_outcomes("new-onset AF")] == ["atrial_fibrillation"]


def test_substances_of_the_vocabulary() -> None:
    found = knowledge.substance("lion's mane")
    assert found is not None
    source = knowledge.substance("creatine monohydrate")
    assert source is not None
    assert source.form_of == "creatine"
    for name in ("berberine", "psyllium", "collageen", "beta-alanine"):
        assert knowledge.substance(name) is not None, name
    for found in knowledge.substances().values():
        assert found.source_of is None or found.source_of in knowledge.substances()
