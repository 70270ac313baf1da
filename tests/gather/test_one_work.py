"""Which records are of one work, which one is likely meant, and what an entry of the lock file answers. All made up."""

from typing import Any

import pytest

from clocks import START
from magclaims.gather.known import from_lock, unchanged, with_locked_notices
from magclaims.gather.lock import LockEntry, entry_from
from magclaims.gather.merge import combine, merge, squash, told_by_notices, with_told
from magclaims.gather.searching import _citation, _is_likely
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Gathered, Missing, Notice, Unreachable, Update, Work

NOW = START.isoformat()
TITLE = "A synthetic trial of zinc in older adults"
WORK = Work(
    doi="10.5555/x",
    title=TITLE,
    authors=(Person(family="Berg", given="Anna"),),
    journal="Journal of Synthetic Trials",
    other_journals=("J Synth Trials",),
    year=2020,
    other_years=(2019,),
    pages="165-177",
)
ENTRY = Reference(
    key="berg2020",
    entry_type="article",
    title=TITLE,
    authors=(Person(family="Berg", given="A"),),
    journal="J. Synth. Trials",
    year=2020,
)


def work(**changes: Any) -> Work:
    return WORK.model_copy(update=changes)


def entry(**changes: Any) -> Reference:
    return ENTRY.model_copy(update=changes)


# --- likely the work that an entry without identifier means


@pytest.mark.parametrize(
    ("printed", "recorded", "likely"),
    [
        ({}, {}, True),
        ({"title": TITLE.upper() + "."}, {}, True),  # letters count, not how they are set
        ({"title": f"{TITLE} and men"}, {}, False),
        ({"title": "Zinc"}, {"other_titles": ("Zinc",)}, True),
        ({"year": 2019}, {}, True),  # one of its years
        ({"year": 2021}, {}, False),
        ({"year": None}, {}, True),
        ({"year": 2021}, {"year": None, "other_years": ()}, True),
        ({"authors": ()}, {}, True),
        ({"authors": (Person(family="Poe"),)}, {}, False),
        ({"authors": (Person(family="BERG"),)}, {}, True),
        ({"authors": (Person(family="Poe"),)}, {"authors": ()}, True),
        ({"authors": (Person(name="A Panel"),)}, {}, True),  # who is no family name says nothing
        ({"authors": (Person(family="Poe"),)}, {"authors": (Person(name="A Panel"),)}, True),
        ({"journal": "Annals of Something Else"}, {}, False),
        ({"journal": ""}, {}, True),
        ({"journal": "Journal of Synthetic Trials"}, {}, True),
        # A first page tells the place better than a name.
        ({"journal": "Annals of Something Else", "pages": "165"}, {}, True),
        ({"pages": "166-177"}, {}, False),
        ({"pages": "E165"}, {"pages": "e165"}, True),
        ({"pages": "165"}, {"pages": ""}, True),
        ({"pages": "165", "journal": "Annals"}, {"pages": ""}, False),
    ],
)
def test_title_and_place_make_a_record_likely_and_author_and_year_unlikely(
    printed: dict[str, Any], recorded: dict[str, Any], *, likely: bool
) -> None:
    assert _is_likely(entry(**printed), work(**recorded)) is likely


def test_what_an_entry_is_searched_by() -> None:
    assert _citation(entry()) == f"Berg {TITLE} J. Synth. Trials 2020"
    assert _citation(entry(authors=(Person(name="A Panel"),), year=None)) == (
        f"A Panel {TITLE} J. Synth. Trials"
    )
    assert _citation(entry(authors=(), journal="", year=None)) == TITLE


# --- records of one work


@pytest.mark.parametrize("name", ["pmid", "pmcid", "volume", "pages", "language", "abstract"])
def test_of_most_fields_the_first_record_that_has_one_is_enough(name: str) -> None:
    one, other, empty = work(**{name: "1"}), work(**{name: "2"}), work(**{name: ""})
    assert getattr(merge(one, other), name) == "1"
    assert getattr(merge(empty, other), name) == "2"


def test_what_the_second_calls_otherwise_is_kept_beside() -> None:
    bare = work(title="", journal="", other_journals=(), year=None, other_years=())
    merged = merge(bare, work())
    assert (merged.title, merged.journal, merged.year) == (TITLE, WORK.journal, 2020)
    assert merged.other_titles == ()
    assert merged.other_journals == ("J Synth Trials",)
    assert merged.other_years == (2019,)
    spelled = merge(
        work(), work(title=f"{TITLE}.", journal="JOURNAL OF SYNTHETIC TRIALS", year=2018)
    )
    assert spelled.other_titles == ()
    assert spelled.other_journals == ("J Synth Trials",)
    assert spelled.other_years == (2019, 2018)
    assert merge(work(sources=("crossref",)), work(sources=("europepmc", "crossref"))).sources == (
        "crossref",
        "europepmc",
    )


def test_an_answer_takes_what_records_of_its_work_add_and_leaves_others_aside() -> None:
    same, other = work(pmid="7", source="europepmc"), work(doi="10.5555/other", title="Another")
    answer, aside = combine(work(), [same, other, other])
    assert isinstance(answer, Work)
    assert (answer.pmid, aside) == ("7", (other,))
    first = work()
    assert combine(first, [first]) == (first, ())
    # Nobody knows the one identifier: the record of another is no answer to it.
    missing = Missing(identifier="doi:10.5555/x", asked=("crossref",))
    assert combine(missing, [same]) == (missing, (same,))
    down = Unreachable(identifier="doi:10.5555/x", service="crossref", reason="down")
    assert combine(down, [same]) == (down, (same,))
    registered = down.model_copy(update={"exists": True})
    assert combine(registered, [same]) == (same, ())


def test_the_record_of_a_notice_tells_of_the_work_it_is_about() -> None:
    notice = work(
        doi="10.5555/n", title="Retraction", notice_of=(Update(type="retraction", doi="10.5555/x"),)
    )
    nowhere = work(doi="10.5555/m", notice_of=(Update(type="retraction", doi=None),))
    unnamed = work(doi=None, notice_of=(Update(type="retraction", doi="10.5555/y"),))
    missing = Missing(identifier="doi:10.5555/z", asked=("crossref",))
    told = told_by_notices([notice, nowhere, unnamed, missing, work()])
    assert list(told) == ["10.5555/x"]
    assert [n.type for n in with_told(work(), told).notices] == ["retraction"]
    assert with_told(work(doi="10.5555/y"), told).notices == ()
    assert with_told(work(doi=None), told).notices == ()
    known = work(notices=(Notice(type="erratum", source="pubmed"),))
    assert {n.type for n in with_told(known, told).notices} == {"erratum", "retraction"}


def test_letters_and_digits_are_what_is_compared() -> None:
    assert squash("A  Trial: of Vitamin_B6!") == "atrialofvitaminb6"
    assert squash("ﬁbre") == "fibre"


# --- the lock file

CITED = entry(doi="10.5555/x")
RETRACTED = Notice(type="retraction", source="retraction-watch")
CONCERN = Notice(type="expression_of_concern", source="europepmc")


def locked(answer: Any, **given: Any) -> dict[str, LockEntry]:
    return {"berg2020": entry_from(CITED, answer, when=NOW, **given)}


@pytest.mark.parametrize(
    ("answer", "status", "unanswered"),
    [
        (work(), "verified-record", False),
        (Missing(identifier="x", asked=("crossref",)), "missing", False),
        (Unreachable(identifier="x", service="crossref", reason="down"), "unverified", True),
        (Unreachable(identifier="x", service="crossref", reason="never", lasting=True), "unverified", False),
        (None, "unverified", False),
    ],
)  # fmt: skip
def test_what_was_answered_is_locked(answer: Any, status: str, *, unanswered: bool) -> None:
    made = locked(answer)["berg2020"]
    assert (made.status, made.unanswered) == (status, unanswered)


def test_what_is_said_without_a_record_is_locked_with_it() -> None:
    missing = Missing(identifier="x", asked=("crossref",))
    down = Unreachable(identifier="x", service="crossref", reason="down")
    for answer in (missing, down):
        assert locked(answer, notices=[RETRACTED])["berg2020"].known_notices == (RETRACTED,)
    held = locked(work(notices=(CONCERN,)))["berg2020"]
    assert held.known_notices == (CONCERN,)


def test_an_entry_from_an_address_that_is_not_asked_is_refused() -> None:
    mirror = {"crossref": "https://mirror.example"}
    made = locked(work())["berg2020"].model_copy(update={"addresses": mirror})
    assert made.flaw(["doi:10.5555/x"], START, mirror) is None
    for asked in (
        None,
        {},
        {"crossref": "https://other.example"},
        {"europepmc": "https://mirror.example"},
    ):
        told = made.flaw(["doi:10.5555/x"], START, asked)
        assert told is not None
        assert "https://mirror.example" in told


@pytest.mark.usefixtures("clock")
def test_a_locked_run_says_why_an_entry_is_not_used() -> None:
    def run(lock: dict[str, LockEntry], reference: Reference = CITED) -> Gathered:
        return from_lock([reference], lock, locked=True, addresses={})

    assert run(locked(work())).unlocked == {}
    assert run(locked(work())).answers["berg2020"] == work(retrieved=NOW)
    changed = run(locked(work()), entry(doi="10.5555/x", year=2021))
    assert changed.unlocked == {"berg2020": "it has changed since the lock file was written"}
    absent = run({})
    assert absent.unlocked == {"berg2020": "the lock file does not have it"}
    other = run(locked(work(doi="10.5555/other", notices=(RETRACTED,))))
    assert "another work" in other.unlocked["berg2020"]
    assert isinstance(other.answers["berg2020"], Unreachable)
    # What warns is believed of whoever says it.
    assert other.notices == {"berg2020": (RETRACTED,)}
    down = Unreachable(identifier="x", service="crossref", reason="it was down")
    assert run(locked(down)).unlocked == {
        "berg2020": "no service answered for it when it was locked (it was down)"
    }
    assert from_lock([CITED], locked(down), locked=False, addresses={}).unlocked == {}
    # A record to which a second source could not add is told as incomplete, and nothing else is.
    whole = locked(work())["berg2020"]
    half = whole.model_copy(update={"reason": "Europe PMC was down"})
    found = [
        run({"berg2020": entry}).incomplete for entry in (whole, half, locked(down)["berg2020"])
    ]
    assert found == [{}, {"berg2020": "Europe PMC was down"}, {}]


def test_an_entry_is_of_the_reference_as_it_stands() -> None:
    lock = locked(work())
    assert unchanged(CITED, lock) is lock["berg2020"]
    assert unchanged(entry(doi="10.5555/x", year=2021), lock) is None
    assert unchanged(entry(key="other"), lock) is None


@pytest.mark.parametrize(
    ("notices", "watched", "incomplete", "kept"),
    [
        ((RETRACTED,), False, False, True),  # its reporter was not asked today
        ((RETRACTED,), True, False, False),  # it was asked, and no longer has it
        ((CONCERN,), False, False, False),
        ((CONCERN,), True, True, True),  # a service failed: what it had said holds
    ],
)
def test_a_notice_of_the_lock_file_holds_where_its_reporter_is_silent(
    notices: tuple[Notice, ...], *, watched: bool, incomplete: bool, kept: bool
) -> None:
    gathered = Gathered(
        answers={"berg2020": work()}, incomplete={"berg2020": "x"} if incomplete else {}
    )
    lock = locked(work(notices=notices))
    answer = with_locked_notices([CITED], gathered, lock, watched=watched)["berg2020"]
    assert isinstance(answer, Work)
    assert answer.notices == (notices if kept else ())
    nobody = Gathered(answers={"berg2020": Missing(identifier="x", asked=("crossref",))})
    assert with_locked_notices([CITED], nobody, lock, watched=False) == nobody.answers
