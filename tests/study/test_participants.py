"""Who took part by a record; all records are synthetic."""

from magclaims.lexicon.people import NOBODY
from magclaims.model.work import Work
from magclaims.study.participants import of_record


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
