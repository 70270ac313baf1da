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


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        ("Sleep and memori in oldre adults", "Sleep and memory in older adults"),
        ("Sleep and memory in older adults", "Sleep and memory in older adults: a trial"),
    ],
)
def test_what_is_nearly_the_title_weighs_less_than_the_title(printed: str, record: str) -> None:
    found = title_match(printed, record)
    assert found.agrees
    assert 0.9 <= found.score < 1


def test_a_slip_weighs_by_its_letters_and_a_title_that_was_cut_no_less_than_nine_tenths() -> None:
    assert title_match("Sleep and memori in adults", "Sleep and memory in adults").score > 0.9
    assert title_match(TITLE, f"{TITLE}: {TITLE}").score == 0.9
    assert title_match(f"{TITLE}: a trial", TITLE).score > 0.9


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
        ("Dpt Med", "Department of Medicine", True),  # consonants, and the last letter
        ("Dpm Med", "Department of Medicine", False),
        ("Dpet Med", "Department of Medicine", False),
        ("Salud y Vida", "SALUD Y VIDA", True),  # in capitals, too, Y is the Spanish word
        ("Salud Vida", "SALUD Y VIDA", True),
        ("N Y Acad Sci", "New York Academy of Sciences", True),
        ("Nlan Med", "National Medicine", False),  # its letters, in another order
        ("Proc Biol Sci", "Proceedings of the Royal Society B: Biological Sciences", True),
        ("Proc Biol Sci", "Proceedings of the Little Idea: Biological Sciences", False),
        ("Proc Biol Sci", "Proceedings of the Society: Biological Sciences", True),
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
        ("Gil, A", "Gil Marquez, A", "part of a double name"),
        ("Gi, A", "Gi Marquez, A", None),  # two letters may be initials
    ],
)
def test_names_in_one_field_and_names_by_their_letters(
    printed: str, record: str, how: str | None
) -> None:
    assert same_person(person(printed), person(record)) == how


def test_one_name_is_not_told_apart_by_a_record_of_one() -> None:
    record = people("Poe, K")
    assert authors_match(people("Vermeer, Jansen"), record).result == "different"
    both = people("Vermeer, Anna", "Jansen, Bert")
    assert authors_match(people("Vermeer, Jansen"), both).result == "same"
    assert authors_match(people("Vermeer, Jansen"), both[::-1]).result != "same"


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


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("JN J Nutr Sci", True),
        ("JPENAB J Nutr Sci", True),
        ("J J Nutr Sci", False),
        ("JPENABC J Nutr Sci", False),
        ("Jpen J Nutr Sci", False),
        ("JN Nutr", False),
    ],
)
def test_an_acronym_before_a_journals_name_has_two_to_six_capitals(
    printed: str, *, same: bool
) -> None:
    assert journal_match(printed, "Journal of Nutritional Science").agrees is same


@pytest.mark.parametrize(
    ("printed", "record", "same"),
    [
        ("Jt Surg", "Joint Surgery", True),
        ("Gc Med", "Gastric Med", False),
        ("Gn Med", "Gln Med", True),
    ],
)
def test_a_word_of_six_letters_at_most_may_be_its_first_and_last(
    printed: str, record: str, *, same: bool
) -> None:
    assert journal_match(printed, record).agrees is same


@pytest.mark.parametrize(
    ("aside", "agrees"),
    [("MgT", True), ("Mentha piperita", True), ("a pilot trial", False), ("ashwagandha", False)],
)
def test_a_name_in_brackets_is_no_difference_and_other_words_are(
    aside: str, *, agrees: bool
) -> None:
    printed = f"Sleep ({aside}) in adults"
    assert title_match(printed, "Sleep in adults").agrees is agrees


def test_a_review_of_a_book_has_its_title_and_is_another_work() -> None:
    """A whole title with another author counts where journal or pages agree."""
    reviewer = people("Poe, K")
    assert not verdict(authors=reviewer, journal="Annals of Botany", pages="9").certain
    assert verdict(authors=reviewer, journal="Annals of Botany").certain  # its pages
    assert verdict(authors=reviewer, pages="").certain  # its journal


def test_a_panel_gives_many_opinions_a_year_whose_titles_differ_in_a_word() -> None:
    near: dict[str, Any] = {
        "title": TITLE.replace("quality", "quantity"), "issue": "", "pages": "", "volume": "", "journal": "",
    }  # fmt: skip
    alone, two = people("Berg, A"), people("Berg, A", "Wu, LJ")
    assert verdict(**near, authors=two).certain  # two authors and a year
    assert not verdict(**near, authors=alone).certain
    assert verdict(**(near | {"journal": "J Sleep Med"}), authors=alone).certain


@pytest.mark.parametrize(("given", "author"), [("Ann", "in_full"), ("An", "person")])
def test_a_given_name_of_three_letters_is_one_in_full(given: str, author: str) -> None:
    record = Work(title=TITLE, authors=people(f"Berg, {given}"))
    assert compare(entry(authors=people(f"Berg, {given}")), record).author == author


def test_which_of_two_versions_is_which_is_said() -> None:
    preprint = PREPRINT.model_copy(update={"doi": "10.5555/synthetic.p"})
    assert compare(entry(), preprint).reason == (
        "the record is a preprint, the entry prints its published version"
    )
    assert verdict(journal="bioRxiv", volume="", issue="", pages="").reason == (
        "the record is the published version, the entry prints its preprint"
    )
    newer = PREPRINT.model_copy(
        update={"type": "report", "year": 2023, "version_of": ("10.5555/synthetic.v1",)}
    )
    assert compare(entry(journal=""), newer).reason == (
        "the record is another version of doi:10.5555/synthetic.v1: its year is 2023, not 2020"
    )
