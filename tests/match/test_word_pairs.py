"""Words of two languages: which are one, which may be, and which are two. Issues and titles at their bounds."""

import pytest

from magclaims.match.cognates import cognates, resemble, share_form
from magclaims.match.numbers import number_match, pages_match, year_match
from magclaims.match.title_words import known_words, says_more, title_words
from magclaims.match.titles import holds_title, is_generic, is_heading


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("neuropathie", "neuropathy", True),
        ("neuropatia", "neuropathy", True),
        ("zink", "zink", True),
        ("tee", "the", False),  # too short to tell
        ("zink", "zinc", True),
        ("zinc", "zinn", False),
        ("b12", "b12", True),
        ("vitamin12", "vitamine6", False),
        ("kat", "katt", False),  # three letters are too few
        ("anemie", "anemia", True),  # four before the ending are enough
        ("hyperthyroidie", "hypothyroidy", False),  # they begin with opposites
        ("hypothyroidie", "hyperthyroidy", False),
        ("hypothyroidie", "hypothyroidy", True),
    ],
)
def test_words_that_are_one_in_two_languages(one: str, other: str, *, same: bool) -> None:
    assert cognates(one, other) is same
    assert cognates(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("neuropathie", "neuropathy", True),
        ("magnesiumtekort", "magnesiumtekorten", True),
        ("slapen", "slaper", True),
        ("krumbib", "krumbid", True),
        ("krumbt", "krumbd", True),
        ("krumb", "krumd", False),  # five letters are too few to guess
        ("krumb", "krumbd", False),
        ("kardiomyopatie", "kardomyopatie", True),  # a slip in what many words begin with
        ("schlafen", "schaffen", False),
        ("vitamine12x", "vitamine13x", False),
        ("hyperkalemisch", "hypokalemisch", False),
        ("intraventriculair", "interventriculair", False),
        ("interventriculair", "interventricular", True),
    ],
)
def test_words_that_may_be_one(one: str, other: str, *, alike: bool) -> None:
    assert resemble(one, other) is alike
    assert resemble(other, one) is alike


def test_words_that_begin_with_one_form() -> None:
    assert share_form("anticoagulant", "anticholinergic")
    assert not share_form("anticoagulant", "cholinergic")
    assert not share_form("zink", "zink")
    assert not share_form("intravenous", "interval")
    # Behind the form they are compared alone.
    assert not resemble("anticoagulant", "anticholinergic")


@pytest.mark.parametrize(
    ("printed", "record", "result"),
    [
        ("Suppl 1", "S1", "same"),
        ("1 Suppl", "Suppl 1", "equivalent"),
        ("Suppl 1", "Suppl 2", "different"),
        ("17-18", "18-17", "different"),
        ("17-18", "17", "equivalent"),
        ("17", "17 Pt 2", "equivalent"),
        ("17-18", "17-19", "different"),
        ("A", "B", "different"),
        ("A", "A", "same"),
        ("XII", "12", "same"),
        ("IX", "11", "different"),
        ("March", "3", "absent"),
        ("", "3", "absent"),
        ("n/a", "3", "absent"),
        ("003", "3", "same"),
    ],
)
def test_issues(printed: str, record: str, result: str) -> None:
    assert number_match("issue", printed, record).result == result
    assert number_match("issue", record, printed).result == result


def test_a_volume_in_letters_differs_from_a_number() -> None:
    assert number_match("volume", "March", "3").result == "different"


@pytest.mark.parametrize(
    ("printed", "record", "article", "result", "how"),
    [
        ("165-77", "165-177", "", "same", ""),
        ("165", "165-177", "", "equivalent", "the first page only"),
        ("165-177", "165", "", "equivalent", "the record has the first page only"),
        ("e165-e177", "165-177", "", "equivalent", "with or without its letter"),
        ("165-178", "165-177", "", "different", "the last page differs"),
        ("166-177", "165-177", "", "different", ""),
        ("1-12", "", "8656", "absent", "pages within the article beside an article number"),
        ("8656", "1-12", "", "absent", "pages within the article beside an article number"),
        ("1-12", "", "86", "different", ""),  # two digits may be a page
        ("2-12", "", "8656", "different", ""),
        ("1", "", "8656", "different", ""),
        ("e8656", "1-12", "8656", "equivalent", "with or without its letter"),
        ("xii", "xii", "", "same", ""),
        ("xii", "xiv", "", "different", ""),
        ("165", "", "", "absent", ""),
    ],
)
def test_pages(printed: str, record: str, article: str, result: str, how: str) -> None:
    found = pages_match(printed, record, article)
    assert (found.result, found.how) == (result, how)


def test_a_last_page_that_differs_is_half_of_what_a_page_weighs() -> None:
    assert pages_match("165-178", "165-177").score == 0.5
    assert pages_match("166-177", "165-177").score == 0
    assert pages_match("165", "165-177").score == 0.95
    assert pages_match("165-177", "165-177").score == 1


@pytest.mark.parametrize(
    ("printed", "record", "doi", "result"),
    [
        (2025, 2026, "10.5555/synth.2025.1", "equivalent"),
        (2025, 2026, "10.5555/synth.120251", "different"),  # digits of a longer number
        (2024, 2026, "10.5555/synth.2024.1", "different"),  # two years off
        (2025, 2026, "", "different"),
        (None, 2026, "", "absent"),
        (2025, None, "", "absent"),
    ],
)
def test_a_year_that_the_doi_carries(
    printed: int | None, record: int | None, doi: str, result: str
) -> None:
    assert year_match(printed, record, (), doi).result == result


@pytest.mark.parametrize(
    ("long", "title", "holds"),
    [
        (
            'Corrigendum to "Zinc and sleep in adults" [J 1 (2018) 2-9]',
            "Zinc and sleep in adults",
            True,
        ),
        ('Corrigendum to "Zinc and sleep in adults"', "Zinc and sheep in adults", True),
        ('Corrigendum to "Zinc and sleep in adults"', "Iron and heart rate of mice", False),
        ("Erratum: zinc", "Zinc", False),  # too short
        ("Zinc sleep", "Zinc and sleep in adults", False),
    ],
)
def test_a_title_that_holds_another(long: str, title: str, *, holds: bool) -> None:
    assert holds_title(long, title) is holds


@pytest.mark.parametrize(
    ("title", "generic", "heading"),
    [
        ("Editorial", True, True),
        ("Zinc", True, False),
        ("Zinc sleeping", False, False),  # twelve letters
        ("Zinc sleepin", True, False),
    ],
)
def test_a_title_that_many_works_have(title: str, *, generic: bool, heading: bool) -> None:
    assert (is_generic(title), is_heading(title)) == (generic, heading)


def test_what_one_title_says_more_than_another() -> None:
    assert says_more("Zinc and sleep in mice", "Zinc and sleep", None) == "“mice”"
    assert says_more("Zinc and sleep", "Zinc and sleep in mice", None) == ""
    assert (
        says_more("Zinc and sleep in mice", "Zinc in rodents and mice", frozenset({"species"}))
        == ""
    )
    assert says_more("Zinc and sleep in mice", "Zinc", frozenset({"species"})) == "“mice”"


def test_words_that_a_language_knows() -> None:
    assert known_words(frozenset({"muizen", "zyxus"}), "nl") == 1
    assert known_words(frozenset({"muizen"}), "xx") == 0


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("A meta-analysis of zinc", ["metaanalysis", "zinc"]),
        ("ZINC AND SLEEP", ["zinc", "sleep"]),
        ("Vitamin D and sleep", ["vitamin", "d", "sleep"]),
        ("Zinc, D and 1", ["zinc", "1"]),
    ],
)
def test_the_words_of_a_title(title: str, texts: list[str]) -> None:
    assert [word.text for word in title_words(title, "en")] == texts
