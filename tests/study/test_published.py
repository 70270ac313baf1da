"""How a work is published, what it reviewed, how certain that is, and which papers are one trial. Synthetic."""

from typing import Any

import pytest

from magclaims.model.registry import (
    Certainty,
    Design,
    Person,
    Reference,
    Reviewed,
    Status,
    Study,
    Subject,
)
from magclaims.model.work import Work
from magclaims.study.published import (
    Paper,
    certainty_in,
    certainty_of,
    one_trial,
    paid_by_others,
    reviewed,
    status_of,
)


@pytest.mark.parametrize(
    ("entry", "record", "status"),
    [
        ({"journal": "medRxiv"}, {}, Status.PREPRINT),
        ({}, {"type": "posted-content"}, Status.PREPRINT),
        ({}, {"publication_types": ("Preprint",)}, Status.PREPRINT),
        ({}, {"publication_types": ("Meeting Abstract",)}, Status.CONFERENCE_ABSTRACT),
        ({"title": "Zinc for colds: study protocol for a randomised trial"}, {}, Status.PROTOCOL),
        ({"title": "Protocol for a double-blind randomised trial of zinc"}, {}, Status.PROTOCOL),
        ({"title": "A loading protocol of creatine in sprinters"}, {}, None),
        ({"journal": "Nutrients"}, {"type": "journal-article"}, None),
    ],
)
def test_how_far_a_work_is_published(
    entry: dict[str, Any], record: dict[str, Any], status: Status | None
) -> None:
    reference = Reference(key="k", entry_type="article", **entry)
    assert status_of(None, reference, Work(**record)) is status


def test_the_record_makes_no_status_better() -> None:
    study = Study(status=Status.PREPRINT)
    assert status_of(study, None, Work(type="journal-article")) is Status.PREPRINT
    study = Study(status=Status.PUBLISHED)
    assert status_of(study, None, Work(type="posted-content")) is Status.PREPRINT


@pytest.mark.parametrize(
    ("title", "designs"),
    [
        ("Tea and stroke: a meta-analysis of prospective cohort studies", [Design.COHORT]),
        ("Zinc: a review of randomised trials", [Design.RANDOMIZED_CONTROLLED_TRIAL]),
        (
            "Fish and mood: meta-analysis of RCTs and observational studies",
            [Design.RANDOMIZED_CONTROLLED_TRIAL, Design.COHORT],
        ),
        ("Resveratrol in mice: a systematic review", [Design.LABORATORY_EXPERIMENT]),
        ("Coffee and gout: mendelian randomization studies", [Design.COHORT]),
        ("Ashwagandha for stress: a systematic review", None),
    ],
)
def test_what_a_title_says_was_reviewed(title: str, designs: list[Design] | None) -> None:
    found = reviewed(None, title)
    assert (list(found.designs) if found else None) == designs


@pytest.mark.parametrize(
    ("abstract", "designs"),
    [
        ("We included 12 randomised trials and 4 cohort studies.", 2),
        ("We pooled 12 prospective cohort studies.", 1),
        ("We looked for trials and found cohort studies.", None),
        ("We searched three databases.", None),
        ("We reviewed work in mice.", None),
    ],
)
def test_an_abstract_is_asked_last(abstract: str, designs: int | None) -> None:
    found = reviewed(None, "Zinc: a systematic review", abstract=abstract)
    assert (len(found.designs) if found else None) == designs
    declared = Study(reviews=Reviewed(designs=(Design.COHORT,)))
    assert reviewed(declared, "Zinc", abstract=abstract) == declared.reviews


def test_of_entry_and_title_the_weaker_counts() -> None:
    trials = Study(reviews=Reviewed(designs=(Design.RANDOMIZED_CONTROLLED_TRIAL,)))
    found = reviewed(trials, "A meta-analysis of cohort studies")
    assert found is not None
    assert found.designs == (Design.COHORT,)
    cohorts = Study(reviews=Reviewed(designs=(Design.COHORT,)))
    found = reviewed(cohorts, "A meta-analysis of randomised trials")
    assert found is not None
    assert found.designs == (Design.COHORT,)
    animals = reviewed(None, "Curcumin in rats: a systematic review")
    assert animals is not None
    assert animals.subjects == (Subject.ANIMAL,)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("There is low-certainty evidence of less pain.", Certainty.LOW),
        ("very low certainty", Certainty.VERY_LOW),
        ("The certainty of the evidence was rated as very low.", Certainty.VERY_LOW),
        ("bewijs van lage zekerheid", Certainty.LOW),
        ("Low-certainty evidence on pain, moderate-certainty evidence on sleep.", None),
        ("Low-quality trials were left out.", None),
        ("It improved sleep.", None),
    ],
)
def test_how_certain_a_text_says_it_is(text: str, certainty: Certainty | None) -> None:
    assert certainty_in(text) is certainty


def test_a_text_makes_nothing_more_certain() -> None:
    assert certainty_of(Study(certainty=Certainty.LOW), "high-certainty evidence") is Certainty.LOW


def paper(number: str = "", family: str = "", size: int | None = None) -> Paper:
    study = Study(registration=(number,) if number else (), sample_size=size)
    people = (Person(family=family, given="A."),) if family else ()
    return Paper.of(study, Reference(key="k", entry_type="article", authors=people), None)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (paper("NCT 0123-4567"), paper("nct01234567"), True),
        (paper("NCT01234567", "Doe", 60), paper("NCT99999999", "Doe", 60), False),
        (paper(family="Doe", size=60), paper(family="Doe", size=60), True),
        (paper(family="Doe", size=60), paper(family="Doe", size=61), False),
        (paper(family="Doe", size=60), paper(family="Roe", size=60), False),
        (paper(family="Doe"), paper(family="Doe"), True),
        (paper(family="Doe"), paper(family="Roe"), False),
        (paper(), paper(), False),
        (paper("NCT1", family="Doe"), paper("NCT2", family="Doe"), False),
    ],
)
def test_two_papers_on_one_trial(first: Paper, second: Paper, *, same: bool) -> None:
    assert (one_trial(first, second) is not None) is same


@pytest.mark.parametrize(
    ("facts", "others"),
    [
        ({"funded_by_maker": False}, True),
        ({"funded_by_maker": True, "funding": "Public funds."}, False),
        ({"funding": "Public funds."}, True),
        ({"funding": "National Institutes of Health"}, True),
        ({"funding": "A maker of supplements"}, False),
        ({}, False),
    ],
)
def test_who_paid_is_known_or_is_not(facts: dict[str, Any], *, others: bool) -> None:
    assert paid_by_others([Study(**facts)]) is others
