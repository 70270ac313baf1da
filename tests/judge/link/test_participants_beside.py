"""Who took part beside whom a sentence is about, in fields: ages, sex and groups. All of it is made up."""

from typing import Any

import pytest

from magclaims.judge.claim.people import AboutPeople
from magclaims.judge.link.population import compare_people
from magclaims.lexicon.people import HEALTHY, PATIENTS, People
from magclaims.lexicon.years import Years

CHILDREN, ADULTS, OLD = Years(0, 12), Years(18, 64), Years(65, 90)
ANYONE: dict[str, Any] = {}


def of(*groups: str, **fields: Any) -> dict[str, Any]:
    return {"groups": frozenset(groups), "described": True} | fields


def fit(about: dict[str, Any], took: dict[str, Any], **said: Any) -> str:
    return compare_people(AboutPeople(People(**about), **said), People(**took)).fit


@pytest.mark.parametrize(
    ("about", "took", "expected"),
    [
        (ANYONE, ANYONE, "covered"),
        (ANYONE, of(ages=(ADULTS,)), "covered"),
        (ANYONE, of(ages=(OLD,)), "wider"),
        (ANYONE, of(ages=(Years(55, 70),)), "wider"),
        (ANYONE, of(ages=(Years(54, 70),)), "covered"),
        (ANYONE, of(ages=(CHILDREN,)), "wider"),
        (ANYONE, of(ages=(Years(10, 18),)), "wider"),
        (ANYONE, of(ages=(Years(10, 19),)), "covered"),
        (ANYONE, of(ages=(CHILDREN, ADULTS)), "covered"),
        ({"adults": True}, of(ages=(CHILDREN,)), "other"),
        ({"adults": True}, of(ages=(CHILDREN, ADULTS)), "covered"),
        ({"ages": (CHILDREN,)}, ANYONE, "unknown"),
        ({"ages": (OLD,)}, ANYONE, "unknown"),
        ({"ages": (ADULTS,)}, ANYONE, "covered"),
        ({"ages": (CHILDREN,)}, of(ages=(CHILDREN,)), "covered"),
        ({"ages": (CHILDREN,)}, of(ages=(ADULTS,)), "other"),
        ({"ages": (CHILDREN,)}, of(adults=True), "other"),
        ({"ages": (OLD,)}, of(adults=True), "covered"),
        ({"ages": (CHILDREN,)}, of(ages=(Years(8, 30),)), "covered"),  # a third of the stage
        ({"ages": (CHILDREN,)}, of(ages=(Years(10, 30),)), "wider"),
        ({"ages": (CHILDREN, OLD)}, of(ages=(OLD,)), "wider"),
        ({"ages": (OLD,)}, of(ages=(Years(70, 75),)), "covered"),  # within it
    ],
)
def test_ages(about: dict[str, Any], took: dict[str, Any], expected: str) -> None:
    assert fit(about, took) == expected


@pytest.mark.parametrize(
    ("about", "took", "expected"),
    [
        ({"ages": (Years(0, 2),), "groups": frozenset({"pregnant"})}, of("pregnant"), "covered"),
        ({"ages": (Years(0, 2),), "sexes": frozenset({"women"})}, of("pregnant"), "wider"),
        ({"ages": (Years(0, 2),)}, of("pregnant"), "other"),
        ({"ages": (Years(0, 2),)}, of("pregnant", ages=(Years(20, 40),)), "other"),
        ({"ages": (Years(0, 2),)}, of("pregnant", ages=(Years(0, 2),)), "wider"),
    ],
)
def test_what_mothers_took_is_seen_in_children_of_mothers(
    about: dict[str, Any], took: dict[str, Any], expected: str
) -> None:
    assert fit(about, took) == expected


MEN, WOMEN = frozenset({"men"}), frozenset({"women"})


@pytest.mark.parametrize(
    ("about", "took", "said", "expected"),
    [
        ({"sexes": MEN}, ANYONE, {}, "covered"),
        ({"sexes": MEN}, of(sexes=MEN), {}, "covered"),
        ({"sexes": MEN}, of(sexes=MEN | WOMEN), {}, "covered"),
        ({"sexes": MEN}, of(sexes=WOMEN), {}, "other"),
        (ANYONE, of(sexes=WOMEN), {}, "wider"),
        (ANYONE, of(sexes=MEN | WOMEN), {}, "covered"),
        (ANYONE, of(sexes=WOMEN), {"sexes": WOMEN}, "covered"),
        (ANYONE, of(sexes=WOMEN), {"sexes": MEN}, "wider"),
        (ANYONE, of(sexes=WOMEN), {"implied": frozenset({"pregnant"})}, "covered"),
        ({"sexes": MEN | WOMEN}, of(sexes=WOMEN), {}, "wider"),
    ],
)
def test_sexes(
    about: dict[str, Any], took: dict[str, Any], said: dict[str, Any], expected: str
) -> None:
    assert fit(about, took, **said) == expected


DIABETES = "type_2_diabetes"


@pytest.mark.parametrize(
    ("about", "took", "expected"),
    [
        (of(DIABETES), of(DIABETES), "covered"),
        (of(DIABETES), of(HEALTHY), "other"),
        (of(DIABETES), of("asthma"), "other"),
        (of(DIABETES), of("?Fabry disease"), "unknown"),
        (of(DIABETES), of(PATIENTS), "unknown"),
        (of(DIABETES), of("type_1_diabetes"), "wider"),
        (of(DIABETES), of(mentioned=frozenset({DIABETES})), "covered"),
        (of("?Fabry disease"), of("asthma"), "unknown"),
        (of(HEALTHY), of(HEALTHY), "covered"),
        (of(HEALTHY), of("asthma"), "other"),
        (of(HEALTHY), of(ages=(ADULTS,)), "covered"),
        (of(HEALTHY), ANYONE, "unknown"),
        (of(PATIENTS), of("asthma"), "wider"),
        (of(PATIENTS), of(HEALTHY), "other"),
        (of(PATIENTS), ANYONE, "covered"),
        ({"at": frozenset({DIABETES})}, ANYONE, "covered"),
        (of("pregnant"), of(ages=(ADULTS,)), "other"),  # left out where it is not said
        (of("pregnant"), of(sexes=frozenset({"women"})), "unknown"),
        (of("pregnant"), ANYONE, "unknown"),
        (of("pregnant"), of(sexes=MEN), "other"),
        (ANYONE, of(DIABETES), "wider"),
        (ANYONE, of(HEALTHY), "covered"),
        (ANYONE, of(PATIENTS), "wider"),
        (of(DIABETES), of(DIABETES, "asthma"), "wider"),
        (of(DIABETES), of(DIABETES, PATIENTS), "covered"),
    ],
)
def test_groups(about: dict[str, Any], took: dict[str, Any], expected: str) -> None:
    assert fit(about, took) == expected
