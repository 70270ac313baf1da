"""Which level a study's facts give, and which declared one they contradict. All studies are synthetic."""

from typing import Any

import pytest

from magclaims.model.registry import Level, Study, Subject
from magclaims.study import infer
from magclaims.study.cues import species_in
from magclaims.study.levels import level_clash, level_of

TRIAL: dict[str, Any] = {"design": "randomized_controlled_trial", "subjects": ["human"]}


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        (TRIAL, "human"),
        (TRIAL | {"ingredients": ["zinc"]}, "human"),
        (TRIAL | {"ingredients": ["zinc", "iron"]}, "combined_formula"),
        # People come before their cells.
        ({"subjects": ["in_vitro", "animal", "human"]}, "human"),
        ({"subjects": ["in_vitro", "animal"]}, "animal"),
        ({"subjects": ["in_vitro"]}, "in_vitro"),
        ({"subjects": ["unstated"]}, None),
        ({"design": "cohort"}, None),  # of whom, nobody noted
        ({"design": "meta_analysis", "subjects": ["animal"]}, "systematic_review"),
        ({"design": "narrative_review"}, "narrative_review"),
        ({"design": "fact_sheet"}, "authority"),
        ({"design": "web_page"}, "background"),
    ],
)
def test_the_level_of_a_study(facts: dict[str, Any], level: str | None) -> None:
    assert level_of(Study(**facts)) == level


@pytest.mark.parametrize(
    ("level", "facts", "about", "fits", "why"),
    [
        ("human", TRIAL | {"ingredients": ["zinc"]}, ["zinc"], None, ""),
        # One of several ingredients is claimed to do it, all of them are, or nobody says what does.
        ("human", TRIAL | {"ingredients": ["zinc", "iron"]}, ["zinc"],
         "combined_formula", "it tested zinc + iron together"),
        ("human", TRIAL | {"ingredients": ["zinc", "iron"]}, ["zinc", "iron"], None, ""),
        ("human", TRIAL | {"ingredients": ["zinc", "iron"]}, [], None, ""),
        ("human", TRIAL, ["zinc"], None, ""),
        ("human", {"subjects": ["animal"]}, [], "animal", "the study's subjects are animal"),
        ("in_vitro", {"subjects": ["animal", "human"]}, [],
         "human", "the study's subjects are animal, human"),
        ("animal", {"subjects": ["animal", "human"]}, [], None, ""),
        ("systematic_review", TRIAL, [], "human", "the study's subjects are human"),
        ("human", {"design": "meta_analysis", "subjects": ["human"]}, [],
         "systematic_review", "the study is a meta analysis"),
        ("systematic_review", {"design": "meta_analysis"}, [], None, ""),
        ("human", {"design": "cohort"}, [], None, ""),
    ],
)  # fmt: skip
def test_a_level_that_the_facts_contradict(
    level: str, facts: dict[str, Any], about: list[str], fits: str | None, why: str
) -> None:
    clash = level_clash(Level(level), Study(**facts), about)
    assert (clash and clash.fits, clash.why if clash else "") == (fits, why)


@pytest.mark.parametrize(
    ("text", "animals"),
    [
        ("bronchi of guinea pigs", ("guinea pigs",)),
        ("pigs and guinea pigs", ("pigs", "guinea pigs")),
        ("rats, then mice, then rats", ("rats", "mice")),
    ],
)
def test_an_animal_within_the_name_of_another_is_none(text: str, animals: tuple[str, ...]) -> None:
    assert species_in(text) == animals


@pytest.mark.parametrize("plant", ["horse chestnut", "horse radish", "dog rose", "goat's rue"])
def test_a_plant_called_after_an_animal_is_none(plant: str) -> None:
    assert Subject.ANIMAL not in infer(f"Comparison of zinc and {plant} in swollen legs").subjects
