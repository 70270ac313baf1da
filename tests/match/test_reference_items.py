"""The items of a printed list beside the bibliography. All synthetic."""

from typing import Any

import pytest
from test_matching import TITLE, WORK, entry, people

from magclaims.match.reference_items import (
    MatchedItem,
    Shelf,
    different_words,
    identify_items,
    person,
    reference_of,
    work_of,
    wrong_label,
)
from magclaims.model.identifiers import Identifier
from magclaims.model.registry import Design, Person
from magclaims.read.article.model import ReferenceItem

DOI = "10.5555/synthetic.1"


def item(**changes: Any) -> ReferenceItem:
    fields: dict[str, Any] = {
        "index": 0, "number": 1, "label": "1", "text": "", "offset": 0, "end": 0, "line": 1, "column": 1,
        "title": TITLE, "authors": ("Berg A", "Wu LJ"), "year": 2020, "journal": "J Sleep Med",
        "volume": "12", "issue": "3", "pages": "165-177",
    }  # fmt: skip
    return ReferenceItem(**(fields | changes))


def test_what_is_printed_is_read_as_an_entry() -> None:
    read = reference_of(item(identifiers=(Identifier("doi", DOI),)))
    assert read.model_copy(update={"key": "k", "doi": None}) == entry()
    assert read.doi == DOI
    assert reference_of(item(journal="")).entry_type == "misc"


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Berg A", Person(family="Berg", given="A")),
        ("World Health Organization", Person(name="World Health Organization")),
        ("een klein onderzoek", None),  # no capital: no name
        ("Zeer A B C D E F G H I", None),  # too many words
    ],
)
def test_a_printed_author_is_a_person_a_group_or_nobody(name: str, read: Person | None) -> None:
    assert person(name) == read


def test_where_one_author_is_no_name_none_is_taken() -> None:
    assert reference_of(item(authors=("Berg A", "een klein onderzoek"))).authors == ()


def test_an_entry_is_found_by_its_identifier_or_address() -> None:
    shelf = Shelf(
        {
            "first": entry(key="first", doi=DOI),
            "second": entry(key="second", doi=DOI, url="https://www.zyx.example/page/"),
        }
    )
    assert shelf.by_mark(Identifier("doi", DOI)) == "first"
    assert shelf.by_mark(Identifier("pmid", "1")) is None
    # Scheme, www. and a slash at the end are of no weight, the page is.
    assert shelf.by_mark(Identifier("url", "http://zyx.example/page")) == "second"
    assert shelf.by_mark(Identifier("url", "http://zyx.example/other")) is None
    assert shelf.by_mark(Identifier("url", "http://zyx.example/page?id=2")) is None
    both = (Identifier("pmid", "1"), Identifier("url", "https://zyx.example/page"))
    assert shelf.by_identifier(item(identifiers=both)) == "second"
    assert shelf.by_identifier(item()) is None


def test_by_its_fields_an_item_is_the_one_entry_that_fits() -> None:
    other = entry(key="other", title="Beet yields in Frisia", authors=people("Poe, K"))
    shelf = Shelf({"other": other, "k": entry()})
    assert shelf.by_fields(item(), ()) == "k"
    assert shelf.by_fields(item(), ("k",)) == "k"
    assert shelf.by_fields(item(), ("other", "unknown")) == "k"
    assert shelf.by_fields(item(title=""), ("k",)) is None
    assert shelf.by_fields(item(year=None), ()) is None  # without a year among those of the article
    assert shelf.by_fields(item(year=None), ("k",)) == "k"


def test_of_two_entries_that_fit_none_is_taken() -> None:
    shelf = Shelf({"k": entry(), "twin": entry(key="twin")})
    assert shelf.by_fields(item(), ()) is None
    assert shelf.by_fields(item(), ("twin",)) == "twin"  # those of the article come first


def test_an_entry_with_another_doi_than_the_printed_one_is_another_work() -> None:
    printed = item(identifiers=(Identifier("doi", DOI),))
    assert Shelf({"k": entry(doi=f"{DOI}2")}).by_fields(printed, ()) is None
    assert Shelf({"k": entry(doi=DOI)}).by_fields(printed, ()) == "k"
    assert Shelf({"k": entry()}).by_fields(printed, ()) == "k"


def test_an_item_is_held_against_its_record_or_else_its_entry() -> None:
    shelf = Shelf({"k": entry()})
    assert shelf.match(item(year=2011), None, "k").differences == ("year",)
    record = WORK.model_copy(update={"year": 2011})
    assert shelf.match(item(year=2011), record, "k").verdict == "same_work"
    assert work_of(entry(doi=DOI)).doi == DOI


def test_items_are_told_by_identifier_fields_and_place() -> None:
    other = entry(key="other", title="Beet yields in Frisia", authors=people("Poe, K"))
    shelf = Shelf(
        {"a": entry(key="a", doi=DOI), "b": entry(key="b", doi=f"{DOI}2"), "other": other}
    )
    by_doi = item(title="", identifiers=(Identifier("doi", DOI),))
    by_title = item(title="Beet yields in Frisia", authors=("Poe K",))
    nobody = item(title="Zyx", authors=(), year=1950)
    found = identify_items((by_doi, by_title, nobody), ("a", "other", "b"), shelf)
    assert [(f.key, f.how) for f in found] == [
        ("a", "identifier"),
        ("other", "fields"),
        ("b", "position"),
    ]
    # Its place says nothing where the entry there is another item's, or the lists are not as long.
    (taken, _) = identify_items((nobody, by_doi), ("a", "b"), shelf)
    assert taken == MatchedItem(nobody, None, "")
    assert identify_items((nobody,), ("a", "b"), shelf)[0].key is None


def test_the_words_in_which_two_titles_differ() -> None:
    assert different_words("Zinc and sleep in mice", "Zinc and memory in Rats") == (
        "sleep … mice",
        "memory … Rats",
    )
    assert different_words("Zinc in mice", "zinc IN mice") == ("", "")
    assert different_words("Zinc in mice", "Zinc") == ("in mice", "")


def test_a_label_that_calls_a_study_what_it_is_not_is_told() -> None:
    label = item(text="Berg A. A meta-analysis of sleep. 2020.")
    words, says = wrong_label(label, TITLE, Design.RANDOMIZED_CONTROLLED_TRIAL) or ("", "")
    assert words.casefold() == "meta-analysis"
    assert says
    assert wrong_label(label, TITLE, Design.META_ANALYSIS) is None
    # Words of its own title are its author's.
    assert wrong_label(label, "A meta-analysis", Design.RANDOMIZED_CONTROLLED_TRIAL) is None
    assert wrong_label(item(text="Berg A. Sleep."), TITLE, Design.META_ANALYSIS) is None
