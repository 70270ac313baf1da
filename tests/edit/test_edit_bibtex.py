"""Edits of the user's file: what is asked changes, every other byte stays. All entries are synthetic."""

import stat
from pathlib import Path

import pytest

from magclaims.edit.bibtex import DuplicateError, EditError, FieldFix, append, apply, diff, propose
from magclaims.files import write_atomically
from magclaims.match import compare
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Work
from magclaims.read.bibtex import parse_bibliography

BIB = """% my references, in my order
@string{sm = "Sleep Medicine"}

@article{berg2020,
  author  = {Berg, Jan},   % a note
  title   = "Magnesium {L}-threonate and sleep quality in older adults",
  journal = sm,
  year    = 2019,
  volume  = {12},
  doi     = {https://doi.org/10.5555/abc_1}
}

@misc{other, title={Untouched}, year={2000}}
"""


def fix(field: str, new: str) -> FieldFix:
    return FieldFix(field, "", new, "because")


def test_only_the_bytes_of_the_values_change() -> None:
    bib = parse_bibliography(BIB)
    new = apply(
        bib,
        {
            "berg2020": [
                fix("year", "2020"),
                fix("title", "Magnesium \\& sleep"),
                fix("doi", "10.5555/abc_1"),
            ],
            "other": [fix("year", "2001")],
        },
    )
    expected = (
        BIB.replace("= 2019", "= 2020")
        .replace(
            '"Magnesium {L}-threonate and sleep quality in older adults"', '"Magnesium \\& sleep"'
        )
        .replace("{https://doi.org/10.5555/abc_1}", "{10.5555/abc_1}")
        .replace("{2000}", "{2001}")
    )
    assert new == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_field_copies_indentation_and_alignment(newline: str) -> None:
    text = BIB.replace("\n", newline)
    new = apply(
        parse_bibliography(text), {"berg2020": [fix("pmid", "20000001"), fix("pages", "1--9")]}
    )
    last = "{https://doi.org/10.5555/abc_1}"
    added = f"{last},{newline}  pmid    = {{20000001}},{newline}  pages   = {{1--9}}"
    assert new == text.replace(last, added)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@misc{a, title={x}, year={2000}}", "@misc{a, title={x}, year={2000}, pmid={1}}"),
        ("@misc{a, title={x},}", "@misc{a, title={x}, pmid={1},}"),
        ("@misc{a,\n\ttitle={x},\n}", "@misc{a,\n\ttitle={x},\n\tpmid={1},\n}"),
        (
            "@misc{a,\n  title = {x}, % note\n}",
            "@misc{a,\n  title = {x}, % note\n  pmid  = {1},\n}",
        ),
        ('@misc{a,\n  title = "x"\n}', '@misc{a,\n  title = "x",\n  pmid  = "1"\n}'),
        ("@misc{a\n  , title = {x}\n  }", "@misc{a\n  , title = {x}\n  , pmid  = {1}\n  }"),
        ("@misc{a}", "@misc{a,\n  pmid = {1}\n}"),
        ("@misc{a, }", "@misc{a,\n  pmid = {1}\n }"),
        ("@misc(a, doi = {10.5555/x})", "@misc(a, doi = {10.5555/x}, pmid = {1})"),
    ],
)
def test_a_new_field_in_every_layout(before: str, after: str) -> None:
    assert apply(parse_bibliography(before), {"a": [fix("pmid", "1")]}) == after


def test_a_field_with_a_name_longer_than_the_column() -> None:
    new = apply(parse_bibliography("@misc{a,\n  doi = {x}\n}"), {"a": [fix("publisher", "P")]})
    assert new == "@misc{a,\n  doi = {x},\n  publisher = {P}\n}"


def test_a_bare_number_that_becomes_text_gets_braces() -> None:
    new = apply(parse_bibliography("@misc{a, volume = 12}"), {"a": [fix("volume", "12A")]})
    assert new == "@misc{a, volume = {12A}}"


def test_quotes_within_a_quoted_value_become_braces() -> None:
    new = apply(parse_bibliography('@misc{a, title = "x"}'), {"a": [fix("title", 'A "b"')]})
    assert new == '@misc{a, title = {A "b"}}'


@pytest.mark.parametrize(
    "bad", [fix("title", "a } b"), fix("title", "a { b"), fix("ti tle", "x"), fix("title", "a\nb")]
)
def test_a_value_that_would_break_the_entry_is_refused(bad: FieldFix) -> None:
    with pytest.raises(EditError):
        apply(parse_bibliography(BIB), {"berg2020": [bad]})


def test_an_entry_that_is_not_there() -> None:
    with pytest.raises(EditError, match="no entry 'nobody'"):
        apply(parse_bibliography(BIB), {"nobody": [fix("year", "2000")]})


def test_an_edit_that_would_change_another_entry_is_refused() -> None:
    bib = parse_bibliography("@misc{a, title={x}, note={y}}\n@misc{b, title={x}}")
    mark = bib.marks["a"].fields
    mark["title"] = bib.marks["b"].fields["title"]  # a wrong place, as a bug would give it
    with pytest.raises(EditError, match="more than asked"):
        apply(bib, {"a": [fix("title", "new")]})


def test_a_swallowed_field_can_be_edited() -> None:
    text = "@misc{a, title={x}\n year={2000}}"
    bib = parse_bibliography(text)
    assert apply(bib, {"a": [fix("year", "2001")]}) == text.replace("2000", "2001")


ENTRY = (
    "@article{new2024,\n  title = {A new one},\n  doi = {10.5555/new},\n  pmid = {20000009}\n}\n"
)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("", ENTRY),
        ("\ufeff", "\ufeff" + ENTRY),
        ("@misc{a}", "@misc{a}\n\n" + ENTRY),
        ("@misc{a}\n", "@misc{a}\n\n" + ENTRY),
        ("@misc{a}\n\n\n", "@misc{a}\n\n\n" + ENTRY),
        ("@misc{a}\r\n", "@misc{a}\r\n\r\n" + ENTRY.replace("\n", "\r\n")),
    ],
)
def test_append(text: str, joined: str) -> None:
    assert append(parse_bibliography(text), ENTRY) == joined


@pytest.mark.parametrize(
    ("existing", "named"),
    [
        ("@misc{NEW2024, title={x}}", "NEW2024"),
        ("@misc{old, doi={https://doi.org/10.5555/NEW}}", "old"),
        ("@misc{old, pmid={20000009}}", "old"),
        (
            "@misc{new2024, title={broken}\n\n@misc{b, title={x}}\n@misc{new2024 title={x}}",
            "new2024",
        ),
    ],
)
def test_append_refuses_what_is_there(existing: str, named: str) -> None:
    with pytest.raises(DuplicateError) as caught:
        append(parse_bibliography(existing), ENTRY)
    assert caught.value.key == named
    assert named in str(caught.value)


@pytest.mark.parametrize("entry", ["", "@misc{a, title={x}", "@misc{a}\n@misc{b}"])
def test_append_refuses_what_is_no_entry(entry: str) -> None:
    with pytest.raises(EditError):
        append(parse_bibliography(BIB), entry)


WORK = Work(
    doi="10.5555/abc_1",
    pmid="20000001",
    pmcid="PMC1000001",
    title="Magnesium L-threonate and sleep quality in older adults",
    authors=(Person(family="Berg", given="Jan"), Person(family="Wu", given="Li")),
    journal="Sleep Medicine",
    year=2020,
    volume="12",
    issue="3",
    pages="165-177",
)


def reference(**changes: str) -> Reference:
    fields = {
        "author": "Berg, Jan",
        "title": WORK.title,
        "journal": "Sleep Med",
        "year": "2020",
        "volume": "12",
        "pages": "165--177",
        "doi": "10.5555/abc_1",
        "pmid": "20000001",
        "pmcid": "PMC1000001",
    } | changes
    body = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items() if value)
    return parse_bibliography(f"@article{{a, {body}}}").references["a"]


def proposed(entry: Reference, work: Work = WORK) -> dict[str, str]:
    return {fix.field: fix.new for fix in propose(entry, compare(entry, work), work)}


@pytest.mark.parametrize(
    ("changes", "fixes"),
    [
        ({}, {}),
        ({"doi": "https://doi.org/10.5555/ABC_1"}, {"doi": "10.5555/abc_1"}),
        ({"pmid": "", "pmcid": ""}, {"pmid": "20000001", "pmcid": "PMC1000001"}),
        (
            {"doi": "", "pmid": "", "pmcid": ""},
            {"doi": "10.5555/abc_1", "pmid": "20000001", "pmcid": "PMC1000001"},
        ),
        ({"year": "2018"}, {"year": "2020"}),
        ({"year": "", "date": "2018-01"}, {"date": "2020"}),
        ({"volume": "13", "number": "4"}, {"volume": "12", "number": "3"}),
        ({"volume": "13", "issue": "4"}, {"volume": "12", "issue": "3"}),
        ({"pages": "165--170"}, {"pages": "165--177"}),
        (
            {"title": "Magnesium L-threonate and sleep quantity in older adults"},
            {"title": WORK.title},
        ),
        ({"journal": "Another Journal"}, {"journal": "Sleep Medicine"}),
        (
            {"journal": "", "journaltitle": "Another Journal"},
            {"journaltitle": "Sleep Medicine"},
        ),
        (
            {"journal": "Another Journal", "doi": "", "pmid": "", "pmcid": ""},
            {"doi": "10.5555/abc_1", "pmid": "20000001", "pmcid": "PMC1000001"},
        ),
        ({"author": "Smith, Ann", "year": "2018"}, {}),
        ({"title": "Zinc in mice", "author": "Smith, Ann", "year": "2018"}, {}),
        (
            {
                "title": "Magnesium L-threonate and sleep quantity in adults",
                "doi": "",
                "pmid": "",
                "pmcid": "",
            },
            {},
        ),
    ],
)
def test_propose(changes: dict[str, str], fixes: dict[str, str]) -> None:
    assert proposed(reference(**changes)) == fixes


def test_without_a_record_only_the_form_of_the_doi() -> None:
    entry = reference(doi="doi:10.5555/abc_1", year="1999")
    assert [fix.field for fix in propose(entry)] == ["doi"]
    assert propose(entry)[0].old == "doi:10.5555/abc_1"
    assert "label" in propose(entry)[0].why


def test_a_version_keeps_its_own_place() -> None:
    preprint = WORK.model_copy(update={"type": "posted-content", "journal": "", "volume": "1"})
    assert proposed(reference(), preprint) == {}


def test_a_version_found_by_a_search_gives_no_identifier() -> None:
    preprint = WORK.model_copy(update={"type": "posted-content", "journal": ""})
    assert proposed(reference(doi="", pmid="", pmcid=""), preprint) == {}


def test_what_is_proposed_can_be_applied() -> None:
    bib = parse_bibliography(BIB)
    entry = bib.references["berg2020"]
    fixes = propose(entry, compare(entry, WORK), WORK)
    new = parse_bibliography(apply(bib, {"berg2020": fixes})).references["berg2020"]
    assert (new.year, new.doi, new.pmid) == (2020, "10.5555/abc_1", "20000001")
    assert propose(new, compare(new, WORK), WORK) == []


def test_diff() -> None:
    new = BIB.replace("2019", "2020")
    shown = diff(BIB, new, "/data/references.bib")
    assert shown.startswith("--- a/data/references.bib\n+++ b/data/references.bib\n")
    assert "-  year    = 2019,\n+  year    = 2020,\n" in shown
    assert diff(BIB, BIB, "x") == ""
    assert "\\ No newline at end of file" in diff("a", "b\n", "x")
    assert "-a\r\n" in diff("a\r\n", "b\r\n", "x")


def test_write_atomically(tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = tmp_path / "link.bib"
    link.symlink_to(target)
    write_atomically(link, "ü\r\n")
    assert target.read_bytes() == "ü\r\n".encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert link.is_symlink()
    write_atomically(tmp_path / "new.bib", "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.bib", "new.bib", "refs.bib"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    target.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(target, "\ud800")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]
