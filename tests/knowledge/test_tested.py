"""What a study gave against what a claim names, on many substances. All pairs synthetic."""

import pytest

from magclaims.knowledge.tested import given_beyond, ingredients_in, what_was_tested


@pytest.mark.parametrize(
    ("given", "claimed", "tested"),
    [
        ("creatine monohydrate 5 g/day", "creatine", "same_substance"),
        ("creatine", "creatin", "same_substance"),
        ("cholecalciferol", "vitamin D", "same_substance"),
        ("fish oil", "omega-3", "same_substance"),
        ("KSM-66", "ashwagandha", "same_substance"),
        ("EPA", "omega-3 fatty acids", "member"),
        ("icosapent ethyl", "fish oil", "other_form"),
        ("nicotinamide", "niacin", "form_of"),
        ("citicoline", "choline", "form_of"),
        ("creatine", "creatine monohydrate", "same_substance"),
        ("Withania somnifera root extract", "ashwagandha", "same_substance"),
        ("Hericium erinaceus", "lion's mane", "same_substance"),
        ("green tea extract", "green tea", "same_substance"),
        ("sleep", "sleep", "same_substance"),
        ("magnesium citrate", "magnesium", "other_form"),
        ("magnesium oxide", "magnesium L-threonate", "other_form"),
        ("vitamin D2", "vitamin D3", "other_form"),
        ("turmeric", "curcumin", "other_form"),
        ("fish oil", "EPA", "other_form"),
        ("ferrous bisglycinate", "iron", "form_of"),
        ("collagen peptides", "collagen", "form_of"),
        ("coffee", "caffeine", "source_of"),
        ("Lactobacillus rhamnosus GG", "probiotics", "strain"),
        ("serum zinc", "zinc", "diet_or_status"),
        ("vitamin D deficiency", "vitamin D", "diet_or_status"),
        ("magnesium intake", "magnesium", "diet_or_status"),
        ("vitamin D + calcium", "vitamin D", "combined_formula"),
        ("taurine", "creatine", "other_substance"),
        ("EPA", "DHA", "other_substance"),
        ("5-HTP", "tryptophan", "other_substance"),
        ("melatonin", "valerian", "other_substance"),
        ("berberine", "curcumin", "other_substance"),
        ("XZ-77", "creatine", "unknown"),
        ("zyxfruit flour", "zyxfruits", "same_substance"),
        ("zyxfruit leaf", "zyxfruit", "unknown"),
        ("sleep deprivation", "sleep", "unknown"),
    ],
)
def test_what_was_given_beside_what_is_claimed(given: str, claimed: str, tested: str) -> None:
    compared = what_was_tested([given], [claimed])
    assert compared is not None
    assert compared.tested == tested


@pytest.mark.parametrize(
    ("given", "claimed", "tested"),
    [
        (["curcumin", "piperine"], ["curcumin"], "combined_formula"),
        (["placebo", "zinc"], ["zinc"], "same_substance"),
        (["vitamin D", "calcium"], ["calcium", "vitamin D"], "same_substance"),
        (["Lactobacillus rhamnosus GG", "zinc"], ["probiotics"], "combined_formula"),
        (["zinc"], ["zinc", "vitamin C"], "other_form"),
        (["creatine", "fish oil"], ["mixture of creatine and fish oil"], "same_substance"),
        (["creatine", "fish oil"], ["mixture of creatine and vitamin D"], "other_form"),
        (["ivy", "thyme"], ["syrup with ivy and thyme"], "same_substance"),
        (["ivy", "thyme", "senna"], ["syrup with ivy and thyme"], "unknown"),
    ],
)
def test_several_ingredients(given: list[str], claimed: list[str], tested: str) -> None:
    compared = what_was_tested(given, claimed)
    assert compared is not None
    assert compared.tested == tested


@pytest.mark.parametrize(
    ("name", "ingredients"),
    [
        ("Calm (hops, lemon balm and valerian)", ("hops", "lemon balm", "valerian")),
        (
            "een mengsel van hop, valeriaan en citroenmelisse",
            ("hop", "valeriaan", "citroenmelisse"),
        ),
        ("Kombination aus Zink und Vitamin C", ("Zink", "Vitamin C")),
        ("gummies with melatonin and lemon balm", ("melatonin", "lemon balm")),
        ("vitamin D3 (2000 IU)", ("vitamin D3 (2000 IU)",)),
        ("green tea extract (EGCG, caffeine)", ("green tea extract (EGCG, caffeine)",)),
        ("magnesium (oxide, citrate and malate)", ("magnesium (oxide, citrate and malate)",)),
        ("EPA and DHA", ("EPA and DHA",)),
        ("Sceletium + magnesium + zinc", ("Sceletium + magnesium + zinc",)),
        ("aspirin, magnesium and zinc", ("aspirin, magnesium and zinc",)),
        ("B-complex and zinc and iron", ("B-complex", "zinc", "iron")),
    ],
)
def test_what_a_name_lists(name: str, ingredients: tuple[str, ...]) -> None:
    assert ingredients_in(name) == ingredients


def test_nothing_is_known_of_an_empty_list() -> None:
    assert what_was_tested([], ["zinc"]) is None


@pytest.mark.parametrize(
    ("comparator", "claimed", "tested"),
    [
        (["iron"], ["vitamin C"], ("vitamin C",)),
        (["iron alone"], ["vitamin C"], ("vitamin C",)),
        (["iron and placebo"], ["vitamin C"], ("vitamin C",)),
        (["iron", "placebo"], ["vitamin C"], ("vitamin C",)),
        # Whoever tells of what all of them took, or of both, tells of the formula.
        (["iron"], ["iron"], ("iron", "vitamin C")),
        (["iron"], ["iron", "vitamin C"], ("iron", "vitamin C")),
        (["placebo"], ["vitamin C"], ("iron", "vitamin C")),
        (["zinc"], ["vitamin C"], ("iron", "vitamin C")),
        (["iron and zinc"], ["vitamin C"], ("iron", "vitamin C")),
        (["iron with vitamin C"], ["vitamin C"], ("iron", "vitamin C")),
        ([], ["vitamin C"], ("iron", "vitamin C")),
    ],
)
def test_what_the_others_took_too_was_not_tested(
    comparator: list[str], claimed: list[str], tested: tuple[str, ...]
) -> None:
    assert given_beyond(["iron", "vitamin C"], comparator, claimed) == tested
