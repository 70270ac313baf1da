"""What is known of a cited work: how much it weighs, who was studied, whose it is. All of it is made up."""

from typing import Any

import pytest

from magclaims.judge.link.cited import CitedWork, CitedWorks, is_authority, unidentified
from magclaims.match.identity import Identity
from magclaims.match.record_match import RecordMatch
from magclaims.model.registry import Level, Person, Reference, Study
from magclaims.model.work import Work

REVIEW = Level.SYSTEMATIC_REVIEW


def entry(**fields: Any) -> Reference:
    return Reference(key="a", entry_type="article", **{"title": "Zinc and memory"} | fields)


def work(
    study: dict[str, Any] | None = None,
    identity: Identity | None = None,
    reference: Reference | None = None,
) -> CitedWork:
    noted = Study.model_validate(study) if study is not None else None
    return CitedWork("a", reference, noted, identity)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ((REVIEW, None), (Level.HUMAN, "randomized_controlled_trial")),
        ((Level.HUMAN, "case_report_or_series"), (Level.COMBINED_FORMULA, None)),
        ((Level.COMBINED_FORMULA, None), (Level.AUTHORITY, None)),
        ((Level.AUTHORITY, None), (Level.NARRATIVE_REVIEW, None)),
        ((Level.NARRATIVE_REVIEW, None), (Level.ANIMAL, None)),
        ((Level.ANIMAL, None), (Level.IN_VITRO, None)),
        ((Level.IN_VITRO, None), (Level.BACKGROUND, None)),
        ((Level.HUMAN, "randomized_controlled_trial"), (Level.HUMAN, "cohort")),
        ((Level.HUMAN, "cohort"), (Level.HUMAN, "case_report_or_series")),
        ((Level.HUMAN, "case_report_or_series"), (Level.HUMAN, None)),
    ],
)
def test_the_level_weighs_first_and_then_the_design(
    better: tuple[Level, str | None], worse: tuple[Level, str | None]
) -> None:
    one, other = (work({"design": design}).standing(level) for level, design in (better, worse))
    assert one > other


def test_a_review_weighs_what_it_reviewed_and_trials_where_nobody_says() -> None:
    trials, cohorts = (
        work({"design": "systematic_review", "reviews": {"designs": [design]}})
        for design in ("randomized_controlled_trial", "cohort")
    )
    unsaid = work({"design": "systematic_review"})
    assert trials.standing(REVIEW) > cohorts.standing(REVIEW)
    assert unsaid.standing(REVIEW) == trials.standing(REVIEW) == work().standing(REVIEW)
    assert unsaid.designs_reviewed == ()


@pytest.mark.parametrize(
    ("level", "study", "subjects"),
    [
        (Level.HUMAN, {"subjects": "animal"}, {"human"}),
        (Level.ANIMAL, None, {"animal"}),
        (REVIEW, None, {"human"}),
        (REVIEW, {"subjects": []}, {"human"}),
        (REVIEW, {"subjects": ["animal"]}, {"animal"}),
        (Level.AUTHORITY, None, set()),
        (Level.NARRATIVE_REVIEW, {"subjects": ["human", "animal"]}, {"human", "animal"}),
    ],
)
def test_who_was_studied(level: Level, study: dict[str, Any] | None, subjects: set[str]) -> None:
    assert work(study).subjects(level) == subjects


FOUND = Work(title="Zinc and memory in adults", abstract="Of 20 cohorts.")
OTHER = RecordMatch("other_work", {}, (), 0.1, "")


@pytest.mark.parametrize(
    ("identity", "may_be_used", "has_record", "confirmed"),
    [
        (None, True, False, False),
        (Identity("verified", FOUND), True, True, True),
        (Identity("retracted", FOUND), False, False, False),
        (Identity("concern", FOUND), True, True, True),
        (Identity("verified", FOUND, OTHER), False, False, False),
        (Identity("unverified"), True, False, False),
        (Identity("no_identifier"), True, False, False),
    ],
)
def test_only_a_record_of_this_work_that_stands_is_its_own(
    identity: Identity | None, *, may_be_used: bool, has_record: bool, confirmed: bool
) -> None:
    cited = work(None, identity, entry())
    assert cited.may_be_used is may_be_used
    assert cited.work == (FOUND if has_record else None)
    assert list(cited.titles) == ["Zinc and memory", *([FOUND.title] if has_record else [])]
    assert cited.confirmed is confirmed


def test_a_web_page_needs_no_service_to_confirm_it() -> None:
    nameless = Identity("no_identifier")
    assert work(None, nameless, entry(url="https://example.org/zinc")).confirmed
    assert not work(None, nameless).confirmed  # the bibliography has no such entry
    assert not work(None, Identity("unverified"), entry(url="https://example.org/zinc")).confirmed


@pytest.mark.parametrize(
    ("fields", "nobody_can_tell"),
    [
        ({}, True),
        ({"journal": "Synthetic Letters"}, True),
        ({"doi": "10.5555/zinc"}, False),
        ({"pmid": "1"}, False),
        ({"pmcid": "PMC1"}, False),
        ({"arxiv": "2001.00001"}, False),
        ({"bookshelf": "NBK1"}, False),
        ({"url": "https://example.org"}, False),
        ({"raw": {"isbn": "9780000000002"}}, False),
        ({"raw": {"note": "in print"}}, True),
    ],
)
def test_which_work_it_is_can_be_told_by_an_identifier_or_an_address(
    fields: dict[str, Any], *, nobody_can_tell: bool
) -> None:
    assert unidentified(entry(**fields), None) is nobody_can_tell
    assert unidentified(entry(**fields), Identity("no_identifier")) is nobody_can_tell
    assert not unidentified(entry(**fields), Identity("verified", FOUND))
    assert not unidentified(entry(**fields), Identity("not_found"))


@pytest.mark.parametrize(
    ("fields", "is_one"),
    [
        ({}, False),
        ({"url": "https://www.efsa.europa.eu/en/zinc"}, True),
        ({"url": "https://efsa.europa.eu.example.org/zinc"}, False),
        ({"url": "https://notefsa.europa.eu.org/zinc"}, False),
        ({"url": "https://ods.od.nih.gov/zinc"}, True),
        ({"url": "https://pubmed.ncbi.nlm.nih.gov/1"}, False),
        ({"url": "https://pubmed.ncbi.nlm.nih.gov/1", "journal": "EFSA Journal"}, False),
        ({"journal": "The EFSA journal of tests"}, False),
        ({"journal": "EFSA Journal"}, True),
        ({"publisher": "World Health Organization, Geneva"}, True),
        ({"publisher": "Synthetic Press"}, False),
        ({"publisher": "Nicely Made Books"}, False),
        ({"authors": (Person(name="World Health Organization"),)}, True),
        ({"authors": (Person(family="EFSA"),)}, True),
        ({"authors": (Person(family="Nice", given="Anna"),)}, False),
    ],
)
def test_an_authority_is_known_by_its_address_its_journal_or_its_name(
    fields: dict[str, Any], *, is_one: bool
) -> None:
    assert is_authority(entry(**fields)) is is_one
    assert not is_authority(None)


def test_a_key_that_nobody_has_is_known_by_itself() -> None:
    works = CitedWorks({}, {"a": entry(year=2020, authors=(Person(family="Berg"),))}, {})
    assert works["a"].cite == "Berg 2020"
    assert works["b"].cite == "b"
    assert works["b"] == CitedWork("b", None, None, None, "")
    assert CitedWorks({}, {}, {}, {"b": "of mice"})["b"].overruled == "of mice"
