"""From where on the matcher takes two names, titles or places for one: the last that it takes, the first that it does not.

Each was told by a change of the code that no other test noticed (benchmarks/mutate.py). All synthetic.
"""

from typing import Any

import pytest
from test_matching import TITLE, entry, people, person, verdict

from magclaims.match import compare
from magclaims.match.journals import journal_match
from magclaims.match.people import authors_match, same_person
from magclaims.match.titles import title_match
from magclaims.match.translation import compare_translation
from magclaims.model.work import Work

PREPRINT = Work(
    title=TITLE,
    authors=people("Berg, Anna", "Wu, Long-Jun"),
    year=2020,
    type="posted-content",
    publisher="Zyx Server",
)


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        ("Oestrogen and bone", "Estrogen and bone"),
        ("Aetiology of oedema in haemodialysis", "Etiology of edema in hemodialysis"),
        # Four words of eight, and each is the same word in another country.
        (
            "Organisation, behaviour, tumour and colour in one",
            "Organization, behavior, tumor and color in one",
        ),
    ],
)
def test_british_and_american_spelling_is_no_slip_however_often(printed: str, record: str) -> None:
    assert title_match(printed, record).how == "spelled a little differently"
    assert title_match(record, printed).how == "spelled a little differently"


@pytest.mark.parametrize(
    ("printed", "agrees"),
    [
        ("Sleep and memori in oldre adults", True),  # two slips
        ("Sleep and memori in oldre adolts", False),  # three of six words
        ("Sleep and memori in younger adults", False),  # one slip, and another word
    ],
)
def test_how_many_slips_of_the_pen_a_title_bears(printed: str, *, agrees: bool) -> None:
    assert title_match(printed, "Sleep and memory in older adults").agrees is agrees


@pytest.mark.parametrize(("printed", "score"), [("Übersicht über Schlaf", 0.99), (TITLE, 1.0)])
def test_a_title_that_is_only_transliterated_weighs_a_little_less(
    printed: str, score: float
) -> None:
    record = printed.replace("Ü", "Ue").replace("ü", "ue")
    assert title_match(printed, record).score == score


@pytest.mark.parametrize(
    ("printed", "record", "same"),
    [
        ("Nature VIII", "Nature", True),  # a section of four letters
        ("Nature XVIII", "Nature", False),  # of five none is known
        ("Natl Med", "National Medicine", True),
        ("Ntl Med", "National Medicine", True),
        ("Nzl Med", "National Medicine", False),  # a letter that the word has not
        ("Nlan Med", "National Medicine", False),  # its letters, in another order
        ("Proc Biol Sci", "Proceedings of the Royal Society B: Biological Sciences", True),
        ("Proc Biol Sci", "Proceedings of the Little Idea: Biological Sciences", False),
        ("Proc Zyx Sci", "Proceedings of the Royal Society B: Biological Sciences", False),
    ],
)
def test_what_an_abbreviated_journal_may_leave_out(
    printed: str, record: str, *, same: bool
) -> None:
    found = journal_match(printed, record)
    assert found.agrees is same
    assert found.how is not None  # never a missing reason


@pytest.mark.parametrize(
    ("printed", "record", "how"),
    [
        ("{EU}", "{European Union}", "a form of the group's name"),
        ("{E}", "{European}", None),  # one letter is no acronym
        ("Jansen, Piet", "Piet Jansen", "the family name alone"),
        ("de Wit, P", "Piet Jan de Wit", "the whole name in one field"),
        ("de Wit, K", "Piet Jan de Wit", None),
        ("Piet Jan de Wit", "de Wit, P", "the whole name in one field"),
        ("de Wit, P", "Piet Jan de Vos", None),  # longer alone is not enough
        ("Marquez, A", "Garcia Marquez", None),  # a G, whoever that is
        ("Garcia, A", "Garcia Marquez", "part of a double name"),
        ("Marquez", "Garcia Marquez, A", "part of a double name"),
    ],
)
def test_names_in_one_field_and_names_by_their_letters(
    printed: str, record: str, how: str | None
) -> None:
    assert same_person(person(printed), person(record)) == how


def test_seven_of_ten_printed_authors_are_the_list_and_six_are_not() -> None:
    record = people(*(f"Family{letter}, {letter}" for letter in "ABCDEFGHIJ"))
    printed = list(record)
    printed[7:] = people("Otherx, X", "Othery, Y", "Otherz, Z")
    assert authors_match(printed, record).result == "equivalent"
    assert authors_match(printed, record).how == "3 not in the record"
    printed[6] = person("Otherw, W")
    assert authors_match(printed, record).result == "different"


@pytest.mark.parametrize(
    ("printed", "language", "record", "agreement"),
    [
        ("ZINK EN SLAAP", "nl", "Zinc and sleep", "agrees"),  # capitals are no other words
        ("Zink en Slaap", "nl", "ZINC AND SLEEP", "agrees"),
        ("Zink und Schlafqualität", "de", "Zinc and quality of sleep", "agrees"),
        ("Zink und Leberschaden", "de", "Zinc and quality of sleep", "differs"),
    ],
)
def test_what_a_translation_needs(printed: str, language: str, record: str, agreement: str) -> None:
    assert compare_translation(printed, record, language, "en").agreement == agreement


def test_a_preprint_by_its_type_or_by_what_it_became_is_one() -> None:
    """Its server, or who runs that, is printed where a journal's name would stand."""
    printed = entry(journal="Zyx Server", volume="", issue="", pages="")
    assert compare(printed, PREPRINT).fields["journal"].agrees
    became = PREPRINT.model_copy(
        update={"type": "journal-article", "preprint_of": ("10.5555/synthetic.published",)}
    )
    assert compare(printed, became).fields["journal"].agrees
    paper = PREPRINT.model_copy(update={"type": "journal-article"})
    assert not compare(printed, paper).fields["journal"].agrees


def test_the_published_work_is_a_version_of_a_preprint_and_of_nothing_else() -> None:
    assert verdict(journal="bioRxiv", volume="", issue="", pages="").verdict == "version"
    assert verdict(journal="J Zyx", volume="", issue="", pages="").verdict != "version"


def test_author_and_three_places_that_differ_make_another_work_of_one_title() -> None:
    other: dict[str, Any] = {"authors": people("Poe, K"), "pages": "", "issue": ""}
    three = verdict(**other, year=1999, volume="4", journal="Annals of Botany")
    assert three.verdict == "other_work"
    two = verdict(**other, year=1999, volume="4", journal="")
    assert two.verdict == "same_work_with_differences"


@pytest.mark.parametrize(
    ("name", "given", "author"),
    [("", "Anna", "in_full"), ("", "A", "person"), ("Zyx Panel", "", "group")],
)
def test_who_the_first_author_is(name: str, given: str, author: str) -> None:
    who = person("{Zyx Panel}") if name else person(f"Berg, {given}")
    record = Work(title=TITLE, authors=(person("{Zyx Panel}") if name else person("Berg, Anna"),))
    assert compare(entry(authors=(who,)), record).author == author


def test_one_whole_name_that_a_record_has_as_a_groups_is_a_person() -> None:
    record = Work(title=TITLE, authors=(person("{Anna Berg}"),))
    assert compare(entry(authors=people("Berg, Anna")), record).author == "in_full"
    assert compare(entry(authors=people("{Anna Berg}")), record).author == "group"
