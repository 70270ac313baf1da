"""Search results of a reference without an identifier: which one it surely is, and which come near.

Most of these are what changes of the code told that no other test noticed (benchmarks/mutate.py).
"""

import pytest
from test_matching import TITLE, WORK, entry, people, person

from magclaims.match.identity import MOST_NEAR, certain_candidate, near_candidates
from magclaims.match.journals import journal_match
from magclaims.match.numbers import pages_match, year_match
from magclaims.match.people import authors_match, same_person
from magclaims.match.titles import title_match
from magclaims.model.work import Work


def found(doi: str, **changes: object) -> Work:
    return WORK.model_copy(update={"doi": f"10.5555/synthetic.{doi}", **changes})


def test_a_record_without_a_difference_comes_before_one_with() -> None:
    right, wrong = found("right"), found("wrong", year=2018)
    assert certain_candidate(entry(), [wrong]) == wrong
    assert certain_candidate(entry(), [wrong, right]) == right
    assert certain_candidate(entry(), [right, wrong]) == right


def test_two_that_are_alike_are_none() -> None:
    assert certain_candidate(entry(), [found("a"), found("b")]) is None
    assert certain_candidate(entry(), []) is None


def test_a_preprint_steps_back_for_what_was_published() -> None:
    before = found("before", type="posted-content", journal="", volume="", issue="", pages="")
    assert certain_candidate(entry(), [before, found("after")]) == found("after")


def test_what_comes_near_is_shown_the_nearest_first() -> None:
    other = "Zinc and the skin of mice"
    near = found("near", title=TITLE.replace("quality", "quantity"))
    author = found("author", title=other, pages="9-12")
    nothing = found("nothing", title=other, authors=people("Other, X"), pages="9", year=1999)
    shown = near_candidates(entry(), [nothing, author, near])
    assert [each.work.doi for each in shown] == [near.doi, author.doi]
    many = [near.model_copy(update={"doi": f"10.5555/{n}"}) for n in range(9)]
    assert len(near_candidates(entry(), many)) == MOST_NEAR


def test_the_author_and_two_places_come_near_and_one_does_not() -> None:
    other = {"title": "Zinc and the skin of mice", "pages": "9", "issue": "9"}
    two = found("two", **other, volume="99")
    one = found("one", **other, volume="99", year=1999)
    assert [each.work for each in near_candidates(entry(), [one, two])] == [two]


def test_how_far_a_year_is_off_says_how_alike_they_are() -> None:
    assert year_match(2021, 2020, (), "").score == pytest.approx(0.8)
    assert year_match(2018, 2020, (), "").score == pytest.approx(0.6)
    assert year_match(1990, 2020, (), "").score == 0
    assert year_match(2018, 2020, (2017,), "").score == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("printed", "record", "score"),
    [("165-177", "165-177", 1.0), ("426", "426-439", 0.95), ("55-69", "410-424", 0.0)],
)
def test_pages_say_how_alike_they_are(printed: str, record: str, score: float) -> None:
    assert pages_match(printed, record, "").score == pytest.approx(score, abs=0.06)


@pytest.mark.parametrize(
    ("printed", "record", "result"),
    [
        (("Berg, A", "Wu, L", "Roe, J"), ("Berg, A", "Wu, L"), "equivalent"),
        (("Berg, A", "Wu, L", "Roe, J", "Poe, K"), ("Berg, A",), "equivalent"),
        (("Berg, A", "Moe, L"), ("Berg, A", "Wu, L", "Roe, J"), "different"),
        (("Berg, A", "Moe, L", "Poe, K"), ("Berg, A", "Wu, L"), "different"),
    ],
)
def test_more_authors_than_the_record_has(
    printed: tuple[str, ...], record: tuple[str, ...], result: str
) -> None:
    assert authors_match(people(*printed), people(*record)).result == result


@pytest.mark.parametrize(
    ("printed", "record"),
    [("Berg, Anna Maria", "Berg, AM"), ("Berg, A.-M.", "Berg, Anna-Maria"), ("Berg, LJ", "Berg, Long Jun")],
)  # fmt: skip
def test_initials_of_whole_names(printed: str, record: str) -> None:
    assert same_person(person(printed), person(record)) is not None
    assert same_person(person(printed), person("Berg, X Q")) is None


@pytest.mark.parametrize(
    ("printed", "record", "same"),
    [
        ("SJ", "Sleep Journal", False),  # of two words it says too little
        ("JSM", "Journal of Sleep Medicine", True),
        ("Neuro", "Neuron", True),
        ("Neur", "Neuron", False),
    ],
)
def test_how_short_the_name_of_a_journal_may_be(printed: str, record: str, *, same: bool) -> None:
    assert journal_match(printed, record).agrees is same


def test_a_title_is_as_alike_as_its_better_half() -> None:
    longer = f"{TITLE}: a synthetic trial in adults"
    assert title_match(TITLE, longer).agrees
    assert title_match(longer, TITLE).score > 0.6
    assert title_match("Zinc and the skin of mice", TITLE).score < 0.6


DUTCH = "Effect van magnesium op de slaap van ouderen"
TRANSLATED = found(
    "translated", title="Effect of magnesium on the sleep of older people", language="en"
)


def test_a_translation_is_surely_the_work_by_its_author_and_its_whole_place() -> None:
    assert certain_candidate(entry(title=DUTCH), [TRANSLATED]) == TRANSLATED
    few = {"year": None, "volume": ""}  # pages and journal alone
    for missing in ({"pages": "1-2"}, {"pages": ""}, {"authors": ()}, few):
        assert certain_candidate(entry(title=DUTCH, **missing), [TRANSLATED]) is None, missing


def test_three_places_and_pages_are_enough_for_a_translation() -> None:
    assert certain_candidate(entry(title=DUTCH, volume=""), [TRANSLATED]) == TRANSLATED


def test_a_notice_of_the_work_comes_near_and_is_not_the_work() -> None:
    notice = found("notice", title=f"Retraction: {TITLE}")
    assert certain_candidate(entry(), [notice]) is None
    assert [each.work for each in near_candidates(entry(), [notice])] == [notice]
