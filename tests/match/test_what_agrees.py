"""The verdict on an entry beside a record by which of their fields agree, differ and are absent. All synthetic.

`=` agrees, `x` differs, `-` is absent on one side, `~` is a title of which a word differs.
"""

from typing import Any

import pytest
from test_matching import TITLE, WORK, entry, people

from magclaims.match import RecordMatch, compare
from magclaims.match.field import FieldMatch, FieldName, Result
from magclaims.match.record_match import FirstAuthor, MatchVerdict

NEAR = TITLE.replace("quality", "quantity")
OTHER = "Zinc gluconate lozenges for the common cold in schools of a northern town"
PRINTED: dict[str, dict[str, Any]] = {
    "title": {"=": TITLE, "~": NEAR, "x": OTHER, "-": ""},
    "author": {"=": people("Berg, A"), "x": people("Poe, K"), "-": ()},
    "year": {"=": 2020, "x": 1999, "-": None},
    "journal": {"=": "J Sleep Med", "x": "Annals of Botany", "-": ""},
    "volume": {"=": "12", "x": "4", "-": ""},
    "pages": {"=": "165-177", "x": "9-11", "-": ""},
}
SAME, DIFFERS, OTHER_WORK, OPEN = (
    "same_work",
    "same_work_with_differences",
    "other_work",
    "undecided",
)


def beside(marks: str, **changes: object) -> RecordMatch:
    """An entry whose title, author, year, journal, volume and pages are as marked, beside the record."""
    names = ("title", "author", "year", "journal", "volume", "pages")
    given = {n: PRINTED[n][m] for n, m in zip(names, marks.replace(" ", ""), strict=True)}
    given["authors"] = given.pop("author")
    return compare(entry(issue="", **given), WORK.model_copy(update=changes))


@pytest.mark.parametrize(
    ("marks", "verdict"),
    [
        # title, author, year, journal, volume, pages
        ("= = ====", SAME),
        ("= = ----", SAME),
        ("= - ----", SAME),
        ("= x ====", DIFFERS),
        ("= = xxxx", DIFFERS),  # whoever wrote it wrote it: place and date are wrong
        ("= x xxx-", OTHER_WORK),
        ("= x xxx=", OTHER_WORK),  # one thing that agrees is too little
        ("= x xx==", DIFFERS),
        ("= x xx--", DIFFERS),
        # Another title.
        ("x x ----", OTHER_WORK),
        ("x = ----", OTHER_WORK),
        ("x = ===-", OTHER_WORK),
        ("x = ====", DIFFERS),
        ("x x ====", OTHER_WORK),
        ("x = xxx=", OTHER_WORK),
        ("~ = ----", DIFFERS),
        ("~ = x---", DIFFERS),
        ("~ = xx--", OTHER_WORK),
        ("~ = xx==", DIFFERS),
        ("~ x ----", OTHER_WORK),
        ("~ - ----", DIFFERS),
        # No title.
        ("- = ----", OPEN),
        ("- = =---", SAME),
        ("- - ==--", SAME),
        ("- - =---", OPEN),
        ("- x ====", OTHER_WORK),
        ("- = x---", DIFFERS),
        ("- = xx--", OTHER_WORK),
        ("- = xx=-", DIFFERS),
        ("- - x===", DIFFERS),
        ("- - x=--", OTHER_WORK),
        ("- - ----", OPEN),
    ],
)
def test_what_agrees_makes_the_verdict(marks: str, verdict: str) -> None:
    assert beside(marks).verdict == verdict


@pytest.mark.parametrize(
    ("title", "marks", "verdict"),
    [
        ("Editorial", "= x xxx-", OTHER_WORK),
        ("Editorial", "= x -x--", OTHER_WORK),
        ("Editorial", "= x ====", DIFFERS),
        ("Editorial", "= - xxx-", OTHER_WORK),
        ("Editorial", "= - xx--", DIFFERS),
        ("Editorial", "= = xxx-", DIFFERS),
    ],
)
def test_a_title_that_many_works_share_says_little(title: str, marks: str, verdict: str) -> None:
    names = ("author", "year", "journal", "volume", "pages")
    given = {n: PRINTED[n][m] for n, m in zip(names, marks.replace(" ", "")[1:], strict=True)}
    given["authors"] = given.pop("author")
    record = WORK.model_copy(update={"title": title})
    assert compare(entry(issue="", title=title, **given), record).verdict == verdict


def test_a_preprint_is_in_no_journal_whatever_server_is_printed() -> None:
    preprint = {"type": "posted-content", "journal": "", "publisher": "Zyx", "pages": ""}
    record = WORK.model_copy(update=preprint)
    found = compare(entry(journal="medRxiv", volume="", issue="", pages=""), record)
    assert (found.verdict, found.fields["journal"].result) == (SAME, "absent")
    # A newer version is told by its year, and its journal stays as it is.
    newer = record.model_copy(update={"year": 2023, "version_of": ("10.5555/v1",)})
    found = compare(entry(journal="medRxiv", volume="", issue="", pages=""), newer)
    assert (found.verdict, found.fields["journal"].result) == ("version", "different")
    # Who prints a journal means the published work.
    found = compare(entry(volume="", issue="", pages=""), record)
    assert (found.verdict, found.fields["journal"].result) == ("version", "different")


# --- surely the work


def match(
    marks: str,
    verdict: MatchVerdict = "same_work",
    *,
    title: str = TITLE,
    score: float = 1.0,
    who: FirstAuthor = "person",
    several: bool = False,
) -> RecordMatch:
    """A match whose title, author, year, journal, volume and pages came out as marked."""
    results: dict[str, Result] = {"=": "same", "~": "different", "x": "different", "-": "absent"}
    names: tuple[FieldName, ...] = (
        "title",
        "first_author",
        "year",
        "journal",
        "volume",
        "pages",
    )
    fields: dict[FieldName, FieldMatch] = {}
    for name, mark in zip(names, marks.replace(" ", ""), strict=True):
        printed = "" if mark == "-" else "p"
        fields[name] = FieldMatch(name, results[mark], printed, "r", measured=float(mark == "="))
    near = {"=": score, "~": 0.85, "x": 0.3, "-": 0.0}[marks[0]]
    fields["title"] = FieldMatch("title", results[marks[0]], title, title, measured=near)
    listed = "Berg, A; Wu, LJ" if several else "Berg, A"
    fields["authors"] = FieldMatch("authors", results[marks.replace(" ", "")[1]], listed, listed)
    fields["issue"] = FieldMatch("issue", "absent")
    return RecordMatch(verdict, fields, (), 1.0, "", who)


@pytest.mark.parametrize(
    ("marks", "certain"),
    [
        # A long title word for word, and one thing more.
        ("= = ----", True),
        ("= = x---", True),
        ("= = xx--", False),
        ("= - =---", True),
        ("= - ----", False),
        ("= x =---", False),  # a review of a book: its title and often its year, another author
        ("= x =-=-", False),
        ("= x -=--", True),
        ("= x ---=", True),
        # Pages and two more places, whatever the title.
        ("x = -===", True),
        ("x - -===", False),
        ("~ = -===", True),
        ("~ - -===", True),
        ("~ x -===", False),
        ("x = ====", True),
        ("= x -===", True),
        # A title of which a word differs.
        ("~ = ==--", True),
        ("~ = =---", False),
        ("~ = ==x-", False),
        ("~ = =--=", True),
        ("~ = ---=", False),
        ("~ - ==--", False),
        ("x = ==--", False),
    ],
)
def test_what_is_surely_the_work(marks: str, *, certain: bool) -> None:
    assert match(marks).certain is certain


def test_a_panel_with_its_several_people_needs_one_place_only() -> None:
    assert match("~ = =---", several=True).certain
    assert not match("~ = ----", several=True).certain
    assert not match("~ = ==--", who="group").certain
    assert match("~ = ==--", who="in_full").certain
    assert not match("~ = ==--", title="Sleep and zinc in older adults").certain  # too short


@pytest.mark.parametrize(
    ("marks", "who", "certain"),
    [
        ("= = ----", "person", False),
        ("= = ----", "in_full", True),  # few people write two works of one title
        ("= = x---", "in_full", True),
        ("= = -x--", "in_full", False),
        ("= = =---", "person", True),
        ("= - =---", "person", False),
        ("= - ==--", "person", True),
    ],
)
def test_a_short_title_needs_more(marks: str, who: FirstAuthor, *, certain: bool) -> None:
    assert match(marks, title="Sleep and zinc in older adults", who=who).certain is certain
    assert match("= = ----", title="Reply to Berg on zinc", who="in_full").certain is False
    assert match("= = ----", title="Zinc and older men", who="in_full").certain is False
    # Words that differ by spelling are no title word for word.
    assert match("= = ----", who="in_full", score=0.96).certain is False


@pytest.mark.parametrize(
    ("marks", "who", "certain"),
    [
        ("= = ==--", "person", True),
        ("= = =---", "person", False),
        ("= = ==--", "group", False),
        ("= - ==--", "person", False),
        ("~ = ==--", "person", False),
        ("= = -=-=", "person", True),  # its author and the place
    ],
)
def test_a_title_that_many_works_share_needs_the_author_and_two_places(
    marks: str, who: FirstAuthor, *, certain: bool
) -> None:
    assert match(marks, title="Zinc", who=who).certain is certain


def test_under_a_heading_only_the_place_tells() -> None:
    assert match("= = ====", title="Editorial").certain
    assert match("= = =-==", title="Editorial").certain
    assert not match("= = -=-=", title="Editorial").certain
    assert not match("= = ===-", title="Editorial").certain


@pytest.mark.parametrize(
    ("verdict", "certain"),
    [
        ("same_work", True),
        ("same_work_with_differences", True),
        ("translated_title", True),
        ("uncertain_translation", True),
        ("version", False),
        ("notice", False),
        ("other_work", False),
        ("undecided", False),
    ],
)
def test_another_verdict_is_never_surely_the_work(verdict: MatchVerdict, *, certain: bool) -> None:
    assert match("= = ====", verdict).certain is certain


@pytest.mark.parametrize(
    ("marks", "certain"),
    [("x = -===", True), ("x - -===", False), ("x = ===-", False), ("x = --==", False)],
)
def test_a_translation_needs_its_author_pages_and_two_places(marks: str, *, certain: bool) -> None:
    assert match(marks, "translated_title").certain is certain


@pytest.mark.parametrize(
    ("marks", "near"),
    [
        ("= x xxxx", True),
        ("~ x xxxx", True),
        ("x = ==xx", True),
        ("x = =xxx", False),
        ("x x ====", False),
    ],
)
def test_what_comes_near(marks: str, *, near: bool) -> None:
    assert match(marks, "other_work").comes_near is near
    assert match(marks, "notice").comes_near
