"""Reading BibTeX: values, places and faults. All entries are synthetic."""

import logging
from pathlib import Path

import pytest

from magclaims.errors import ReadError
from magclaims.model.registry import Person
from magclaims.read.bibtex import Bibliography, parse_bibliography, read_bibliography


def kinds(bib: Bibliography) -> list[tuple[str, str | None, int, int]]:
    return [(f.kind, f.key, f.location.line, f.location.column) for f in bib.faults]


CLEAN = """@string{nb = "Neurosci Bull"}
% a comment that stays a comment
@article{muller2020,
  author  = {M{\\"u}ller, Anna and van der Berg, Jan and {EFSA Panel} and others},
  title   = "Effects of {TNF}-$\\alpha$ in H$_2$O \\& more: 50% of it",
  journal = nb # { Suppl},
  year    = 2020,
  number  = {3},
  volume  = {12},
  pages   = {165--177},
  doi     = {10.5555/ABC.1},
  pmid    = {20000001},
  keywords = {magnesium; candidate}
}
"""


def test_an_entry_with_everything() -> None:
    bib = parse_bibliography(CLEAN)
    assert bib.faults == ()
    reference = bib.references["muller2020"]
    assert reference.title == "Effects of TNF-α in H2O & more: 50% of it"
    assert reference.authors == (
        Person(family="Müller", given="Anna"),
        Person(family="van der Berg", given="Jan"),
        Person(name="EFSA Panel"),
    )
    assert reference.journal == "Neurosci Bull Suppl"
    assert (reference.year, reference.volume, reference.issue) == (2020, "12", "3")
    assert reference.pages == "165-177"
    assert reference.doi == "10.5555/abc.1"
    assert reference.pmid == "20000001"
    assert reference.candidate
    assert reference.raw["doi"] == "10.5555/ABC.1"
    assert reference.raw["title"].startswith("Effects of {TNF}-$")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_offsets_cut_out_exactly_the_name_and_the_value(newline: str) -> None:
    text = "\ufeff" + CLEAN.replace("\n", newline)
    bib = parse_bibliography(text)
    mark = bib.marks["muller2020"]
    assert text[mark.entry.start : mark.entry.end].startswith("@article{")
    assert text[mark.entry.start : mark.entry.end].endswith("}")
    assert text[mark.key.start : mark.key.end] == "muller2020"
    cut = {
        name: (
            text[place.name.start : place.name.end],
            text[place.value.start : place.value.end],
        )
        for name, place in mark.fields.items()
    }
    assert cut["journal"] == ("journal", "nb # { Suppl}")
    assert cut["year"] == ("year", "2020")
    assert cut["keywords"] == ("keywords", "{magnesium; candidate}")
    assert cut["title"][1].startswith('"Effects')
    assert cut["title"][1].endswith('it"')
    at = bib.at("muller2020", "DOI")
    assert (at.line, at.column) == (11, 13)
    assert bib.at("muller2020").line == 3
    assert bib.at("muller2020", "isbn") == bib.at("muller2020")
    assert bib.at("nobody").line == 1


def test_a_byte_order_mark_takes_no_column() -> None:
    bib = parse_bibliography("\ufeff@misc{a, title={x}}")
    assert bib.at("a").column == 1
    assert bib.at("a", "title").column == 16


def test_columns_count_code_points() -> None:
    bib = parse_bibliography("@misc{ü𝔸, title={ü}, year={2020}}")
    assert bib.at("ü𝔸", "year").column == 27


def test_entries_on_one_line_and_in_round_brackets() -> None:
    bib = parse_bibliography("@misc{a, title={x}} @misc(b, title={x}) @misc{c}")
    assert list(bib.references) == ["a", "b", "c"]
    assert [bib.at(key).column for key in "abc"] == [1, 21, 41]
    assert bib.at("b", "title").column == 36
    assert bib.faults == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@misc{a, title={x}}\n@misc{a, title={y}}", [("duplicate_key", "a", 2, 7)]),
        ("@misc{a, title={x}}\n@misc{A, title={y}}", [("key_case", "A", 2, 7)]),
        ("@misc{a, title={x}, title={y}}", [("duplicate_field", "a", 1, 21)]),
        ("@misc{a, title={x}, Title={y}}", [("duplicate_field", "a", 1, 21)]),
        ("@misc{a, title={x}\n year={2020}}", [("missing_comma", "a", 1, 16)]),
        ("@misc{, title={x}}", [("empty_key", None, 1, 1)]),
        ("@misc{a, journal=jnb}", [("undefined_macro", "a", 1, 18)]),
        ("@misc{a, title={x} # jnb}", [("undefined_macro", "a", 1, 22)]),
        ("@misc{a,\n title={x,\n}\n\n@misc{b, title={y}}", [("unclosed", "a", 1, 1)]),
        ("@misc{b, title={y}}\n@misc{a, title={x}", [("unclosed", "a", 2, 1)]),
        ("@misc{a title={x}}", [("syntax", "a", 1, 1)]),
        ("@misc{a, title}", [("syntax", "a", 1, 1)]),
        ("@misc{a, title={x}}, year={2020}}", [("extra_brace", None, 1, 20)]),
        ("@misc{a, crossref={b}}", [("dangling_crossref", "a", 1, 19)]),
        ("@misc{a, crossref={a}}", [("dangling_crossref", "a", 1, 19)]),
        ('@misc{a, month=jan}\n@comment{x}\n@preamble{"x"}\nyear = 2020', []),
    ],
)
def test_faults_are_data_with_a_place(
    text: str, expected: list[tuple[str, str | None, int, int]]
) -> None:
    assert kinds(parse_bibliography(text)) == expected


def test_faults_stand_in_the_order_of_the_file() -> None:
    bib = parse_bibliography(
        "@misc{a, crossref={zz}}\n@misc{b, title=foo}\n@misc{b, title={x}\n year=2020}"
    )
    assert [fault.location.line for fault in bib.faults] == [1, 2, 3, 3]


def test_the_rest_of_a_broken_file_is_read() -> None:
    bib = parse_bibliography(
        "@misc{a, title={open\n\n@misc{b, title={x}}\n@misc{c title={y}}\n@misc{d, title={z}}"
    )
    assert list(bib.references) == ["b", "d"]
    assert bib.lost_keys == {"a", "c"}
    assert all(fault.lost for fault in bib.faults)


def test_the_first_of_two_entries_with_one_key_counts() -> None:
    bib = parse_bibliography("@misc{a, title={x}, title={v}}\n@misc{a, title={y}}")
    assert bib.references["a"].title == "x"
    assert bib.at("a").line == 1
    assert "line 1" in bib.faults[-1].message
    assert bib.lost_keys == frozenset()


@pytest.mark.parametrize("value", ["{x}", '"x"', "2019"])
def test_a_swallowed_field_is_read_all_the_same(value: str) -> None:
    text = f"@article{{a,\n title = {value}\n year = {{2020}},\n volume={{3}}}}"
    bib = parse_bibliography(text)
    reference = bib.references["a"]
    assert reference.title == value.strip('{}"')
    assert (reference.year, reference.volume) == (2020, "3")
    place = bib.marks["a"].fields["title"].value
    assert text[place.start : place.end] == value
    assert bib.at("a", "year").line == 3
    assert bib.at("a", "year").column == 9


def test_two_swallowed_fields() -> None:
    bib = parse_bibliography("@article{a, title={x}\n year={2020}\n volume={3}}")
    assert bib.references["a"].title == "x"
    assert bib.references["a"].year == 2020
    assert [fault.kind for fault in bib.faults] == ["missing_comma"]


def test_comments_between_fields_are_passed_over() -> None:
    text = (
        "% before\n@article{a,\n  title = {50% of it,\n % stays}, % note = {no}\n  % year = {1999},\n"
        '  year = {2020}, % last {\n}\n% after\n@misc{b, title="x,\n% y"}\n'
    )
    bib = parse_bibliography(text)
    assert bib.faults == ()
    assert bib.text == text
    assert bib.references["a"].raw == {"title": "50% of it,\n % stays", "year": "2020"}
    assert bib.references["b"].raw == {"title": "x,\n% y"}
    assert bib.at("a", "year").line == 6


def test_crossref_gives_what_the_entry_leaves_out() -> None:
    bib = parse_bibliography(
        "@inbook{chapter, crossref={Book}, title={Sleep}, author={Berg, Jan}}\n"
        "@book{book, title={Magnesium}, author={Editor, Ed}, year=2011, doi={10.5555/book},"
        " publisher={A Press}}"
    )
    chapter = bib.references["chapter"]
    assert (chapter.title, chapter.journal, chapter.year) == ("Sleep", "Magnesium", 2011)
    assert chapter.publisher == "A Press"
    assert chapter.doi is None
    assert chapter.authors == (Person(family="Berg", given="Jan"),)


@pytest.mark.parametrize(
    ("fields", "identifier", "value"),
    [
        ("url={https://doi.org/10.5555/abc}", "doi", "10.5555/abc"),
        ("url={\\url{https://doi.org/10.5555/a\\_b}}", "doi", "10.5555/a_b"),
        ("note={doi:10.5555/abc}", "doi", "10.5555/abc"),
        ("note={Corrigendum: doi:10.5555/abc}", "doi", None),
        ("doi={broken}, url={https://doi.org/10.5555/abc}", "doi", None),
        ("doi={10.5555/a{\\_}b}", "doi", "10.5555/a_b"),
        ("doi={info:doi/10.5555/abc}", "doi", "10.5555/abc"),
        ("doi={\\doi{10.5555/abc}}", "doi", "10.5555/abc"),
        ("doi={\\href{https://doi.org/10.5555/abc}{10.5555/abc}}", "doi", "10.5555/abc"),
        ("url={https:/doi.org/10.5555/abc}", "doi", "10.5555/abc"),
        ("note={urn:doi:10.5555/abc}", "doi", "10.5555/abc"),
        ("doi={10/abcd}", "doi", "10/abcd"),
        ("url={https://pubmed.ncbi.nlm.nih.gov/20000001/}", "pmid", "20000001"),
        ("note={PMID: 20000001}", "pmid", "20000001"),
        ("eprint={20000001}, eprinttype={pubmed}", "pmid", "20000001"),
        ("note={20000001}", "pmid", None),
        ("pmcid={PMC1000001}", "pmcid", "PMC1000001"),
        ("pmc={1000001}", "pmcid", "PMC1000001"),
        ("eprint={2101.00001}, archiveprefix={arXiv}", "arxiv", "2101.00001"),
        ("eprint={arXiv:2101.00001v2}", "arxiv", "2101.00001"),
        ("url={https://arxiv.org/abs/2101.00001}", "arxiv", "2101.00001"),
        ("url={https://www.ncbi.nlm.nih.gov/books/NBK100001/}", "bookshelf", "NBK100001"),
        ("url={https://example.org/x}", "doi", None),
    ],
)
def test_identifiers_from_every_field_that_holds_them(
    fields: str, identifier: str, value: str | None
) -> None:
    reference = parse_bibliography(f"@misc{{a, {fields}}}").references["a"]
    assert getattr(reference, identifier) == value


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("year={2020}", 2020),
        ("date={2020-08-28}", 2020),
        ("date={2020/2021}", 2020),
        ("year={c. 1998a}", 1998),
        ("year={in press}", None),
        ("year={20201}", None),
        ("year={in press}, date={2021}", None),
    ],
)
def test_years(fields: str, year: int | None) -> None:
    assert parse_bibliography(f"@misc{{a, {fields}}}").references["a"].year == year


def test_title_with_subtitle_and_biblatex_names() -> None:
    reference = parse_bibliography(
        "@article{a, title={Sleep}, subtitle={A trial}, journaltitle={Sleep Med}, eid={e12},"
        " urldate={2025-01-02}, url={https://example.org/a_b%20c}, editor={Berg, Jan}}"
    ).references["a"]
    assert reference.title == "Sleep: A trial"
    assert reference.journal == "Sleep Med"
    assert reference.pages == "e12"
    assert reference.urldate == "2025-01-02"
    assert reference.url == "https://example.org/a_b%20c"
    assert reference.authors == (Person(family="Berg", given="Jan"),)


def test_the_parser_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        parse_bibliography("@misc{a, title={open\n@misc{b}")
    assert caplog.records == []
    assert not logging.getLogger("bibtexparser.splitter").disabled


def test_a_file_is_read_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes("@misc{a, title={ü}}\r\n".encode())
    bib = read_bibliography(path)
    assert bib.references["a"].title == "ü"
    assert bib.text.endswith("\r\n")
    assert bib.path == str(path)


def test_a_latin_1_file_names_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"@misc{a,\n title={\xc3\xbc \xfc}}")
    with pytest.raises(ReadError, match="not UTF-8: byte 0xfc") as caught:
        read_bibliography(path)
    assert (caught.value.path, caught.value.line, caught.value.column) == (str(path), 2, 11)


def test_an_absent_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read_bibliography(tmp_path / "none.bib")
    with pytest.raises(ReadError, match="not a regular file"):
        read_bibliography(tmp_path)


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("magclaims.read.bibtex.MAX_BYTES", 10)
    path = tmp_path / "refs.bib"
    path.write_text("@misc{a, title={x}}")
    with pytest.raises(ReadError, match="larger"):
        read_bibliography(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "@",
        "@{",
        "@misc{" + "{" * 20_000,
        "@misc{a, title=" + "{" * 20_000 + "}" * 20_000 + "}",
        "@misc{a, title={\\frac" + "{" * 3000 + "}" * 3000 + "}}",
        "@misc{a, title={$" + "\\left(" * 500 + "$}}",
        "@misc{a, author={" + "A and " * 20_000 + "B}}",
        "@misc{a, title={\x00}, year={\x00}}",
        "@misc{a, title={" + "x" * 200_000 + "}}",
        "@misc{a, title=" + "#" * 2000 + "}",
        '@misc{a, title="}"}',
        "@misc{a, title={x}\x85, year = {2000}}",
        '@string{a = }\n@string(b = "x")\n@misc{c, title = b # }',
        "@misc{a, title={x}, year}",
        "@@misc{a, title={x}}",
        "@string{a = {x}}\n@string{a = {y}}\n@misc{b, title = a}",
    ],
)
def test_hostile_text_gives_a_bibliography(text: str) -> None:
    bib = parse_bibliography(text)
    assert bib.text == text
    for key, mark in bib.marks.items():
        assert text[mark.key.start : mark.key.end] == key
