"""Citations of works and entries. All records are synthetic."""

import pytest

from magclaims.cite.citation import ama, bibtex, csl_json, make_key, tex
from magclaims.errors import ConfigError
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Work
from magclaims.read.bibtex import parse_bibliography

PEOPLE = tuple(
    Person(family=family, given=given)
    for family, given in [
        ("Berg", "Anna-Maria"),
        ("van der Wal", "J. P."),
        ("Wu", "LJ"),
        ("Ødegård", "Åse"),
        ("García Márquez", "Ana"),
        ("O’Neil", "Tim"),
        ("Seven", "S"),
    ]
)
WORK = Work(
    doi="10.5555/(sici)1<2::a_b>3.0.co;2-#",
    pmid="20000001",
    title="Sleep & magnesium: 50% of {it}",
    authors=PEOPLE[:2],
    journal="Journal of Sleep Medicine",
    other_journals=("J. Sleep Med.", "Former Name of It"),
    year=2020,
    volume="12",
    issue="3",
    pages="165-177",
    type="journal-article",
    language="en",
)


def test_the_ama_line() -> None:
    assert ama(WORK) == (
        "Berg AM, van der Wal JP. Sleep & magnesium: 50% of {it}. J Sleep Med. "
        "2020;12(3):165-177. doi:10.5555/(sici)1<2::a_b>3.0.co;2-#"
    )


@pytest.mark.parametrize(
    ("count", "names"),
    [
        (1, "Berg AM."),
        (6, "Berg AM, van der Wal JP, Wu LJ, Ødegård Å, García Márquez A, O’Neil T."),
        (7, "Berg AM, van der Wal JP, Wu LJ, et al."),
    ],
)
def test_the_ama_line_lists_six_authors_or_three(count: int, names: str) -> None:
    work = WORK.model_copy(update={"authors": PEOPLE[:count]})
    assert ama(work).startswith(f"{names} Sleep")


def test_the_ama_line_of_little() -> None:
    assert ama(Work(title="Does it help?", pmid="20000001")) == "Does it help? PMID: 20000001"
    assert ama(Work(title="X", authors=(Person(name="A Panel"),), year=2020)) == "A Panel. X. 2020."
    assert ama(Reference(key="a", entry_type="online", title="X", url="https://example.org")) == (
        "X. https://example.org"
    )
    assert ama(Work(title="X", publisher="A Press", volume="null")) == "X. A Press."
    assert ama(Work()) == ""


def test_hostile_text_stays_on_one_line() -> None:
    assert ama(Work(title="A\x1b[31m\nB\u202eC")) == "A [31m B C."


def test_a_bibtex_entry_reads_back() -> None:
    entry = bibtex(WORK)
    assert entry.startswith(
        "@article{berg2020,\n  author  = {Berg, Anna-Maria and van der Wal, J. P.},\n"
    )
    bib = parse_bibliography(entry)
    assert bib.faults == ()
    reference = bib.references["berg2020"]
    assert reference.title == WORK.title
    assert reference.doi == WORK.doi
    assert reference.raw["doi"] == WORK.doi
    assert reference.pages == WORK.pages
    assert reference.authors == WORK.authors
    assert reference.journal == WORK.journal


@pytest.mark.parametrize(
    ("kind", "entry_type", "field"),
    [
        ("book-chapter", "incollection", "booktitle"),
        ("proceedings-article", "inproceedings", "booktitle"),
        ("posted-content", "misc", "journal"),
        ("journal-article", "article", "journal"),
    ],
)
def test_bibtex_types(kind: str, entry_type: str, field: str) -> None:
    entry = bibtex(WORK.model_copy(update={"type": kind}), key="k")
    assert entry.startswith(f"@{entry_type}{{k,")
    assert parse_bibliography(entry).references["k"].raw[field] == WORK.journal


def test_bibtex_institutions() -> None:
    report = Work(title="X", type="report", publisher="A & B")
    assert "institution = {A \\& B}" in bibtex(report)
    assert "school = {U}" in bibtex(Work(title="X", type="dissertation", publisher="U"))


@pytest.mark.parametrize(
    "person",
    [
        Person(name="Research and Development Group, Inc."),
        Person(family="Smith and Sons", given="A"),
        Person(family="Smith, Jr", given="A"),
        Person(family="Two Words"),
        Person(family="Müller", given="Jörg, PhD"),
    ],
)
def test_names_that_bibtex_would_split(person: Person) -> None:
    work = Work(title="X", authors=(person, Person(family="Wu", given="L")))
    (reference,) = parse_bibliography(bibtex(work)).references.values()
    assert len(reference.authors) == 2
    assert person.family.split(",")[0] in str(reference.authors[0])


def test_a_reference_keeps_its_type_and_url() -> None:
    reference = Reference(
        key="a",
        entry_type="online",
        title="X",
        url="https://example.org/a_b?c=%7B}",
        authors=PEOPLE[:1],
    )
    entry = bibtex(reference, key=reference.key)
    assert entry.startswith("@online{a,")
    assert "{https://example.org/a_b?c=%7B%7D}" in entry


def test_csl_json() -> None:
    item = csl_json(WORK)
    assert item == {
        "id": WORK.doi,
        "type": "article-journal",
        "title": WORK.title,
        "author": [
            {"family": "Berg", "given": "Anna-Maria"},
            {"family": "van der Wal", "given": "J. P."},
        ],
        "issued": {"date-parts": [[2020]]},
        "container-title": "Journal of Sleep Medicine",
        "container-title-short": "J Sleep Med",
        "volume": "12",
        "issue": "3",
        "page": "165-177",
        "DOI": WORK.doi,
        "PMID": "20000001",
        "URL": "https://doi.org/10.5555/(sici)1%3C2::a_b%3E3.0.co;2-%23",
        "language": "en",
    }


def test_csl_json_of_little() -> None:
    assert csl_json(Work(authors=(Person(name="A Panel"),))) == {
        "id": "apanelnd",
        "type": "document",
        "author": [{"literal": "A Panel"}],
    }
    reference = Reference(key="a", entry_type="online", authors=(Person(family="Plato"),))
    assert csl_json(reference) == {"id": "a", "type": "webpage", "author": [{"family": "Plato"}]}


@pytest.mark.parametrize(
    ("style", "key"),
    [
        ("{author}{year}", "berg2020"),
        ("{Author}:{year}-{word}", "Berg:2020-sleep"),
        ("fixed", "fixed"),
    ],
)
def test_key_styles(style: str, key: str) -> None:
    assert make_key(WORK, style=style) == key


@pytest.mark.parametrize(
    "style", ["{nobody}", "{author", "{}", "{author!r}", "{author:>9999999}", "{author.x}"]
)
def test_a_key_style_that_cannot_be(style: str) -> None:
    with pytest.raises(ConfigError, match="key style"):
        make_key(WORK, style=style)


def test_keys_are_ascii_and_told_apart() -> None:
    work = Work(title="X", authors=(Person(family="Øster-Łąk"),), year=2020)
    assert make_key(work) == "osterlak2020"
    assert make_key(WORK, taken=["Berg2020"]) == "berg2020a"
    taken = ["berg2020", *(f"berg2020{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]
    assert make_key(WORK, taken=taken) == "berg2020aa"
    assert make_key(Work()) == "anonymousnd"
    assert make_key(Work(), style="{{}}") == "entry"


def test_tex_escapes_only_its_own_signs() -> None:
    assert tex("ü α – 5% & #1 $x_2 a^b~c \\") == (
        "ü α – 5\\% \\& \\#1 \\$x\\_2 a\\textasciicircum{}b\\textasciitilde{}c \\textbackslash{}"
    )
