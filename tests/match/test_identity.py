"""The state of a reference by what services said of it. All records and notices are synthetic."""

from typing import Any

import pytest
from test_matching import TITLE, WORK, entry, people

from magclaims.match.identity import Identity, identify, replacement, standing
from magclaims.model.report import ReferenceStatus
from magclaims.model.work import Gathered, Missing, Notice, Unreachable, Update, Work

DOI = "10.5555/synthetic.1"


def state(answer: Any, **gathered: Any) -> Identity:
    answers = {} if answer is None else {"k": answer}
    return identify(entry(), Gathered(answers=answers, **gathered))


def noticed(*kinds: Any) -> Work:
    notices = tuple(Notice(type=kind, source="synthetic") for kind in kinds)
    return WORK.model_copy(update={"doi": DOI, "notices": notices})


@pytest.mark.parametrize(
    ("kinds", "status", "carries"),
    [
        ((), "verified", True),
        (("correction",), "corrected", True),
        (("erratum",), "corrected", True),
        (("expression_of_concern",), "concern", True),
        (("partial_retraction",), "concern", True),
        (("retraction",), "retracted", False),
        (("removal",), "retracted", False),
        (("withdrawal",), "retracted", False),
        (("retraction_and_replacement",), "replaced", False),
        # The worst of several counts.
        (("correction", "expression_of_concern"), "concern", True),
        (("expression_of_concern", "retraction", "correction"), "retracted", False),
        (("retraction", "retraction_and_replacement"), "replaced", False),
    ],
)
def test_notices_put_a_work_into_a_state(
    kinds: tuple[str, ...], status: ReferenceStatus, *, carries: bool
) -> None:
    found = state(noticed(*kinds))
    assert (found.status, found.carries, found.confirmed) == (status, carries, carries)
    assert [notice.type for notice in found.notices] == list(kinds)


def test_a_record_of_another_work_is_a_mismatch_whatever_its_notices_say() -> None:
    other = noticed("retraction").model_copy(
        update={"title": "Beet yields in Frisia", "authors": people("Poe, K"), "year": 1999}
    )
    found = state(other)
    assert found.status == "mismatch"
    assert not found.carries


def test_a_field_that_differs_is_told_of_a_good_work_and_not_of_a_retracted_one() -> None:
    differs = noticed().model_copy(update={"year": 2011, "volume": "3"})
    assert state(differs).status == "mismatch"
    retracted = noticed("retraction").model_copy(update={"year": 2011, "volume": "3"})
    assert state(retracted).status == "retracted"


def test_a_record_without_a_title_verifies_nothing_and_its_notices_hold() -> None:
    bare: dict[str, Any] = {"title": "", "source": "crossref"}
    found = state(noticed().model_copy(update=bare))
    assert (found.status, found.work) == ("unverified", None)
    assert "has no title" in found.reason
    assert state(noticed("retraction").model_copy(update=bare)).status == "retracted"


def test_the_record_of_a_retraction_tells_that_the_printed_work_is_retracted() -> None:
    notice = WORK.model_copy(
        update={
            "doi": DOI,
            "title": f"Retraction: {TITLE}",
            "year": 2022,
            "source": "crossref",
            "notice_of": (Update(type="retraction", doi="10.5555/synthetic.2"),),
        }
    )
    found = state(notice)
    assert (found.status, found.carries) == ("retracted", False)
    (said,) = found.notices
    assert (said.type, said.doi, said.source, said.date) == (
        "retraction",
        DOI,
        "crossref:publisher",
        "2022",
    )
    elsewhere = state(notice.model_copy(update={"source": "pubmed", "year": None}))
    assert [(n.source, n.date) for n in elsewhere.notices] == [("pubmed", None)]


def test_when_a_record_was_read_is_kept() -> None:
    read = WORK.model_copy(update={"retrieved": "2026-01-02"})
    assert state(read).checked_at == "2026-01-02"
    assert state(WORK).checked_at is None


def test_who_was_asked_for_a_work_that_is_not_there_is_named() -> None:
    found = state(Missing(identifier=f"doi:{DOI}", asked=("crossref", "europepmc")))
    assert found.status == "not_found"
    assert found.reason == f"doi:{DOI} is not known to Crossref and Europe PMC"
    assert not found.carries
    nobody = state(Missing(identifier=f"doi:{DOI}", asked=()))
    assert nobody.reason == f"doi:{DOI} is not known to any service that was asked"


@pytest.mark.parametrize(
    ("asked", "lasting", "unreachable"),
    [(True, False, True), (False, False, False), (True, True, False)],
)
def test_silence_is_told_as_a_failure_only_where_somebody_was_asked(
    *, asked: bool, lasting: bool, unreachable: bool
) -> None:
    silent = Unreachable(identifier="x", service="crossref", reason="no answer", lasting=lasting)
    found = state(silent, asked=asked)
    assert (found.status, found.unreachable, found.reason) == (
        "unverified",
        unreachable,
        "no answer",
    )


def test_what_was_known_before_holds_while_nobody_answers() -> None:
    silent = Unreachable(identifier="x", service="crossref", reason="no answer")
    notices = {"k": (Notice(type="retraction", source="retraction-watch"),)}
    assert state(silent, asked=True, notices=notices).status == "retracted"


def test_without_an_identifier_a_search_finds_the_work_or_what_comes_near() -> None:
    work = WORK.model_copy(update={"doi": DOI})
    found = state(None, candidates={"k": (work,)})
    assert (found.status, found.work, found.searched) == ("verified", work, True)
    assert found.reason == f"it has no identifier; a search found doi:{DOI}"
    # Which of two that are alike it is, nobody can tell: both are shown.
    twin = work.model_copy(update={"doi": f"{DOI}2"})
    both = state(None, candidates={"k": (work, twin)})
    assert both.status == "no_identifier"
    assert "no record that surely is it" in both.reason
    assert [near.work for near in both.near] == [work, twin]
    assert not both.confirmed
    assert both.carries


def test_without_a_search_it_is_said_that_there_is_nothing_to_look_up() -> None:
    assert state(None).reason == "no DOI, PMID or PMCID: nothing to look up"
    page = entry(url="https://zyx.example/page")
    assert "only a web address" in identify(page, Gathered()).reason


def test_the_version_to_cite_instead_is_the_first_that_a_source_tells() -> None:
    told = Notice(type="retraction_and_replacement", source="synthetic", replaced_by=f"{DOI}.v2")
    bare = Notice(type="retraction", source="synthetic")
    assert replacement((bare, told)) == f"{DOI}.v2"
    assert replacement((bare,)) is None


def test_a_reinstatement_undoes_what_came_before_it() -> None:
    def notice(kind: Any, date: str | None) -> Notice:
        return Notice(type=kind, source="synthetic", date=date)

    retracted, back = notice("retraction", "2020-01-01"), notice("reinstatement", "2020-02-01")
    again, wrong = notice("retraction", "2020-03-01"), notice("correction", "2019-01-01")
    assert standing((retracted, back)) == (back,)
    assert standing((retracted, back, again)) == (back, again)
    assert standing((retracted, notice("reinstatement", "2019-01-01"), back)) == (
        notice("reinstatement", "2019-01-01"),
        back,
    )
    assert standing((wrong, back)) == (wrong, back)  # what was corrected stays corrected
    assert standing((notice("retraction", None), notice("reinstatement", None))) == (
        notice("reinstatement", None),
    )
