"""Who took part by a record; all records are synthetic."""

from typing import Any

import pytest

from magclaims.lexicon.people import NOBODY, People
from magclaims.model.registry import Study
from magclaims.model.work import Work
from magclaims.study.participants import left_out, of_record, set_apart


def test_the_title_tells_who_took_part() -> None:
    found = of_record(Work(title="Berberine in type 2 diabetes: a randomised trial"))
    assert found.groups == {"type_2_diabetes"}
    assert of_record(Work(title="Saffron for depression: a trial")).groups == frozenset()


def test_an_abstract_tells_it_where_it_says_who_was_recruited() -> None:
    text = (
        "Memory declines in patients with dementia. Sixty healthy adults aged 20 to 50 years were "
        "randomised to bacopa or placebo. Patients with depression may profit."
    )
    found = of_record(Work(title="Bacopa and memory", abstract=text))
    assert found.groups == {"healthy"}
    assert [tuple(years) for years in found.ages] == [(20, 50)]


def test_check_tags_fill_what_the_words_leave_out() -> None:
    found = of_record(Work(title="Taurine and blood pressure", mesh=("Humans", "Male", "Adult")))
    assert found.sexes == {"men"}


def test_without_a_record_nobody_knows() -> None:
    assert of_record(None) == NOBODY


DIABETES = Work(title="Berberine in type 2 diabetes: a randomised trial")


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        ({"subjects": ["human"], "population": "adults"}, ["people with type 2 diabetes"]),
        ({"subjects": ["human"], "population": "adults with type 2 diabetes"}, []),
        ({"subjects": ["human"], "population": "healthy adults"}, ["people with type 2 diabetes"]),
        ({"subjects": ["human"], "population": "patients"}, []),  # with something
        ({"subjects": ["human"]}, []),  # nobody described them
        ({"subjects": ["animal"], "population": "adult rats"}, []),
    ],
)
def test_patients_that_a_description_leaves_out(facts: dict[str, Any], names: list[str]) -> None:
    assert [str(name) for name in left_out(Study(**facts), DIABETES)] == names


def test_no_patients_are_left_out_where_the_record_names_none() -> None:
    study = Study(population="adults")
    assert left_out(study, Work(title="Berberine in postmenopausal women: a trial")) == ()


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ({"healthy"}, ["healthy"]),  # where nothing else sets them apart
        ({"healthy", "athletes"}, ["athletes"]),
        ({"athletes", "type_2_diabetes"}, ["type_2_diabetes", "athletes"]),
        (set(), []),
    ],
)
def test_what_sets_people_apart(groups: set[str], told: list[str]) -> None:
    assert list(set_apart(People(groups=frozenset(groups)))) == told
