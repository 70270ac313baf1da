"""What a study gave beside what a sentence says was taken, as tags. All of it is made up."""

from typing import Any

import pytest

from magclaims.judge.link.cited import CitedWork
from magclaims.judge.link.intervention import intervention_tags, match_intervention, others_said
from magclaims.match.identity import Identity
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Level, Reference, Study
from magclaims.model.work import Work
from verdicts import judge


def said(*substances: str, **what: Any) -> Any:
    return judge({"level": None, "substance": list(substances), **what}).said


def tags(
    substances: list[str],
    ingredients: list[str] | None,
    *,
    level: Level = Level.HUMAN,
    says: str | None = None,
    title: str = "A trial",
    abstract: str = "",
    **what: Any,
) -> set[str]:
    study = Study.model_validate({"ingredients": ingredients}) if ingredients is not None else None
    record = Identity("verified", Work(title=title, abstract=abstract))
    source = CitedWork("a", Reference(key="a", entry_type="article", title=title), study, record)
    claim = said(*substances, **what)
    compared = match_intervention(claim, study, level)
    words = LocalText({"en": says}) if says else None
    return set(intervention_tags(claim, source, level, compared, words))


@pytest.mark.parametrize(
    ("substances", "ingredients", "expected"),
    [
        (["zinc"], None, set()),
        (["zinc"], ["zinc"], {"tested:same_substance"}),
        (["zinc"], ["garlic"], {"tested:other_substance"}),
        (["magnesium"], ["magnesium citrate"], {"tested:other_form", "salt_for_element"}),
        (["zinc"], ["zinc", "garlic"], {"tested:combined_formula"}),
        (["zinc", "garlic"], ["zinc", "garlic"], {"tested:same_substance", "formula_subject", "formula_complete"}),
        (["zinc", "garlic"], ["zinc", "garlic", "sage"], {"tested:combined_formula", "formula_subject"}),
        (["zinc", "garlic"], ["zinc"], {"tested:other_form"}),
    ],
)  # fmt: skip
def test_what_was_given(
    substances: list[str], ingredients: list[str] | None, expected: set[str]
) -> None:
    assert tags(substances, ingredients) == expected


@pytest.mark.parametrize(
    ("what", "unknown"),
    [
        ({}, True),
        ({"title": "Zinc in adults"}, False),
        ({"abstract": "We gave zinc."}, False),
        ({"abstract": "We gave garlic."}, True),
        ({"level": Level.AUTHORITY}, False),  # it gave nothing
        ({"says": "zinc was taken"}, True),
        ({"says": "12 mg of zinc", "kind": "quantity"}, False),
    ],
)
def test_what_nobody_noted_may_stand_in_the_record(what: dict[str, Any], *, unknown: bool) -> None:
    assert ("ingredients_unknown" in tags(["zinc"], [], **what)) is unknown


@pytest.mark.parametrize(
    ("substances", "says", "others"),
    [
        (["zinc"], "garlic improved memory", ("garlic",)),
        (["zinc"], "garlic and valerian improved memory", ("garlic", "valerian")),
        (["zinc"], "zinc and garlic improved memory", ()),
        (["zinc"], "memory improved", ()),
        (["zinc"], "memory improved with garlic", ()),  # only what stands before an outcome
        (["zinc"], "garlic was taken", ()),
    ],
)
def test_others_that_the_sources_words_name(
    substances: list[str], says: str, others: tuple[str, ...]
) -> None:
    assert others_said(said(*substances), LocalText({"en": says})) == others
    assert others_said(said(*substances), None) == ()
    assert others_said(said(*substances, kind="quantity"), LocalText({"en": says})) == ()


def test_another_substance_that_is_quoted_is_another_one_where_nothing_is_noted() -> None:
    says = "garlic improved memory"
    assert tags(["zinc"], [], says=says) == {"tested:other_substance"}
    assert tags(["zinc"], None, says=says) == {"tested:other_substance"}
    assert tags(["zinc"], ["zinc"], says=says) == {"tested:same_substance"}
    # The vocabulary does not know all that a group stands for, nor what a formula holds.
    assert tags(["multivitamin"], [], says="vitamin C improved memory") == {"tested:unknown"}


def test_what_an_authority_speaks_of_is_a_list() -> None:
    expected = {
        Level.AUTHORITY: {"tested:same_substance", "formula_subject", "formula_complete"},
        Level.HUMAN: {"tested:combined_formula"},
    }
    for level, found in expected.items():
        assert tags(["zinc"], ["zinc", "garlic"], level=level) == found


@pytest.mark.parametrize(
    ("substances", "measured", "asked"),
    [
        (["magnesium"], ["magnesium"], False),
        (["magnesium", "zinc"], ["magnesium", "zinc"], False),
        (["magnesium", "zinc"], ["magnesium"], True),
        (["magnesium"], ["zinc"], True),
    ],
)
def test_what_a_claim_starts_from_has_to_be_measured_of_each_substance(
    substances: list[str], measured: list[str], *, asked: bool
) -> None:
    outcomes = [{"name": name, "direction": "better"} for name in measured]
    study = Study.model_validate({"ingredients": ["nobody knows"], "outcomes": outcomes})
    claim = said(*substances, statement="Raising it improves memory.")
    compared = match_intervention(claim, study, Level.HUMAN)
    assert (compared is not None) is asked
