"""The user's copy of the Retraction Watch list. All rows are synthetic."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from magclaims.errors import ReadError
from magclaims.gather.sources.retractionwatch import read_retraction_watch
from magclaims.model.work import Notice
from project import GOOD, REFERENCES, Run, write_project
from standin import StandIn, reset
from standin.records import HAUSENBLAS, RETRACTED, SLUTSKY, update

HEADER = [
    "Record ID",
    "Title",
    "Subject",
    "Institution",
    "Journal",
    "Publisher",
    "Country",
    "Author",
    "URLS",
    "ArticleType",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
    "Paywalled",
    "Notes",
]
DOI = SLUTSKY["DOI"]


def row(doi: str = DOI, pmid: str = "0", nature: str = "Retraction", **fields: str) -> list[str]:
    values = {
        "RetractionDate": "2/28/2015 0:00",
        "RetractionDOI": "10.5555/rw.notice",
        "OriginalPaperDOI": doi,
        "OriginalPaperPubMedID": pmid,
        "RetractionNature": nature,
        "Title": 'Synthetic, with "quotes"\r\nand a line',
        **fields,
    }
    return [values.get(name, "") for name in HEADER]


def write(
    path: Path, *rows: list[str], header: list[str] = HEADER, encoding: str = "utf-8"
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def codes(document: dict[str, Any]) -> list[str]:
    return [f["code"] for f in document["findings"] if f["code"].startswith("DOI")]


def notices(path: Path, doi: str = DOI, pmid: str | None = None) -> tuple[Notice, ...]:
    return read_retraction_watch(path, {DOI}, {"123"}).notices([doi], pmid)


# --- reading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_row_is_a_notice(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "rw.csv", row("10.5555/other"), row(), encoding=encoding)
    assert notices(path) == (
        Notice(
            type="retraction", doi="10.5555/rw.notice", source="retraction-watch", date="2015-02-28"
        ),
    )
    assert read_retraction_watch(path, {DOI}, set()).by_doi.keys() == {DOI}


def test_bare_line_feeds_are_read_as_well(tmp_path: Path) -> None:
    path = write(tmp_path / "rw.csv", row())
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    assert len(notices(path)) == 1


@pytest.mark.parametrize(
    ("doi", "pmid"), [("unavailable", "123"), ("", "123"), (f"https://doi.org/{DOI.upper()}", "0")]
)
def test_a_work_is_known_by_either_identifier(tmp_path: Path, doi: str, pmid: str) -> None:
    path = write(tmp_path / "rw.csv", row(doi, pmid))
    assert len(notices(path, pmid="123")) == 1


def test_nothing_is_no_identifier(tmp_path: Path) -> None:
    path = write(tmp_path / "rw.csv", row("unavailable", "0"), row("", ""))
    watch = read_retraction_watch(path, {"", "unavailable"}, {"", "0"})
    assert watch.notices(["", "unavailable"], "0") == ()


@pytest.mark.parametrize(
    ("nature", "type_"),
    [
        ("Retraction", "retraction"),
        ("Correction", "correction"),
        ("Expression of concern", "expression_of_concern"),
        ("Reinstatement ", "reinstatement"),
        ("Something new", None),
        ("", None),
    ],
)
def test_natures(tmp_path: Path, nature: str, type_: str | None) -> None:
    found = notices(write(tmp_path / "rw.csv", row(nature=nature)))
    assert [n.type for n in found] == ([type_] if type_ else [])


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        ("12/1/2020 0:00", "2020-12-01"),
        ("1/2/2020", "2020-01-02"),
        ("13/40/2020", "2020"),
        ("", None),
    ],
)
def test_the_month_comes_first(tmp_path: Path, day: str, iso: str | None) -> None:
    (found,) = notices(write(tmp_path / "rw.csv", row(RetractionDate=day)))
    assert found.date == iso


def test_a_notice_on_the_page_of_the_work_has_no_doi_of_its_own(tmp_path: Path) -> None:
    (found,) = notices(write(tmp_path / "rw.csv", row(RetractionDOI=DOI)))
    assert found.doi is None


def test_short_rows_are_passed_over(tmp_path: Path) -> None:
    assert len(notices(write(tmp_path / "rw.csv", ["1", "2"], [], row()))) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no column OriginalPaperDOI, OriginalPaperPubMedID, RetractionNature"),
        (
            ",".join(HEADER).replace("RetractionNature", "Nature").encode(),
            "column RetractionNature",
        ),
        (",".join(HEADER).replace(",", ";").encode(), "no column OriginalPaperDOI"),
        (",".join(HEADER).encode() + b"\r\n1,caf\xe9\r\n", "is not UTF-8"),
        (",".join(HEADER).encode("utf-16"), "is not UTF-8"),
        (",".join(HEADER).encode() + b'\r\n1,"' + b"x" * 200_000, "is not CSV"),
    ],
    ids=["empty", "renamed", "semicolons", "latin-1", "utf-16", "open quote"],
)
def test_what_is_not_the_list_is_an_error(
    run: Run, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "rw.csv"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=says):
        notices(path)
    write_project(tmp_path, GOOD)
    result = run("check", "--retraction-watch", "rw.csv")
    assert (result.code, says in result.err, "Traceback" in result.err) == (2, True, False)


def test_an_absent_list_is_an_error(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, GOOD)
    result = run("check", "--retraction-watch", "absent.csv")
    assert (result.code, "absent.csv:1:1: no such file" in result.err) == (2, True)


# --- checking --------------------------------------------------------------------------------------


def check(run: Run, *args: str) -> tuple[int, dict[str, Any]]:
    result = run("check", "-f", "json", *args)
    document: dict[str, Any] = json.loads(result.out)
    return result.code, document


def status_of(document: dict[str, Any], key: str = "slutsky2010") -> str:
    return str({r["key"]: r["status"] for r in document["references"]}[key])


def test_the_list_is_a_source_beside_the_others(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD)
    write(tmp_path / "rw.csv", row())
    code, document = check(run, "--retraction-watch", "rw.csv")
    assert (code, status_of(document)) == (1, "retracted")
    assert codes(document) == ["DOI005", "DOI014"]
    disagreement = next(f for f in document["findings"] if f["code"] == "DOI014")
    assert "Crossref and Europe PMC have no such notice" in disagreement["message"]
    retraction = next(f for f in document["findings"] if f["code"] == "DOI005")
    assert (
        "retraction of 2015-02-28, doi:10.5555/rw.notice (source: retraction-watch)"
        in (retraction["message"])
    )
    assert "rats" in retraction["message"]
    assert document["claims"][0]["verdict"] == "unsupported"
    report = run("report", "-f", "markdown", "--retraction-watch", "rw.csv")
    assert (report.code, "retract" in report.out.lower()) == (0, True)
    assert status_of(check(run)[1]) == "verified", "the list is not remembered"


def test_the_setting_is_relative_to_the_configuration(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD)
    write(tmp_path / "data" / "rw.csv", row())
    (tmp_path / "magclaims.toml").write_text('retraction_watch = "data/rw.csv"\n')
    monkeypatch.chdir(tmp_path / "data")
    assert status_of(check(run)[1]) == "retracted"


def test_one_notice_of_all_sources_is_no_disagreement(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    reference = REFERENCES.replace(DOI, RETRACTED["DOI"])
    write_project(tmp_path, GOOD, reference)
    listed = row(RETRACTED["DOI"], RetractionDOI="10.5555/synthetic.notice")
    write(tmp_path / "rw.csv", listed)
    _, document = check(run, "--retraction-watch", "rw.csv")
    assert "DOI014" not in codes(document)


def test_a_retraction_that_the_list_lacks(run: Run, tmp_path: Path, online: StandIn) -> None:
    notice = update("10.5555/x.notice", "retraction", 2026, 11, 1)
    online.records[DOI] = {**SLUTSKY, "updated-by": [notice]}
    write_project(tmp_path, GOOD)
    write(tmp_path / "rw.csv", row("10.5555/other"))
    _, document = check(run, "--retraction-watch", "rw.csv")
    (finding,) = [f for f in document["findings"] if f["code"] == "DOI014"]
    assert "Europe PMC and Retraction Watch have no such notice" in finding["message"]


@pytest.mark.parametrize(
    ("day", "status"), [("3/1/2016 0:00", "verified"), ("3/1/2014 0:00", "retracted")]
)
def test_a_reinstatement_undoes_an_earlier_retraction(
    run: Run, tmp_path: Path, online: StandIn, day: str, status: str
) -> None:
    write_project(tmp_path, GOOD)
    write(tmp_path / "rw.csv", row(), row(nature="Reinstatement", RetractionDate=day))
    code, document = check(run, "--retraction-watch", "rw.csv")
    assert (status_of(document), code) == (status, 0 if status == "verified" else 1)
    (finding,) = [f for f in document["findings"] if f["code"] == "DOI014"]
    assert ("Retraction Watch reported later" in finding["message"]) is (status == "verified")


def test_a_known_retraction_is_said_while_nobody_answers(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    for service in ("crossref", "europepmc", "datacite", "doi"):
        online.always(service, reset)
    write_project(tmp_path, GOOD)
    write(tmp_path / "rw.csv", row())
    code, document = check(run, "--retraction-watch", "rw.csv")
    assert (code, status_of(document)) == (1, "retracted")
    assert codes(document) == ["DOI005", "DOI009"]
    assert document["claims"][0]["verdict"] == "unsupported"
    write(tmp_path / "rw.csv", row(nature="Expression of concern"))
    code, document = check(run, "--retraction-watch", "rw.csv")
    assert (code, status_of(document)) == (3, "concern"), "still nobody verified it"
    assert codes(document) == ["DOI006", "DOI009"]


def test_offline_the_list_is_read_as_well(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, GOOD)
    write(tmp_path / "rw.csv", row("", "20152124"))
    assert status_of(check(run, "--retraction-watch", "rw.csv")[1]) == "unverified"
    write_project(tmp_path, GOOD, REFERENCES.replace("year = 2010", "year = 2010, pmid = 20152124"))
    assert status_of(check(run, "--retraction-watch", "rw.csv")[1]) == "retracted"


# --- locking ---------------------------------------------------------------------------------------


def test_the_lock_file_takes_the_list_in(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD)
    run("lock")
    asked = online.requests
    write(tmp_path / "rw.csv", row())
    result = run("lock", "--retraction-watch", "rw.csv")
    assert (result.code, online.requests) == (0, asked)
    assert "changed slutsky2010: new notice: retraction of 2015-02-28" in result.out
    assert status_of(check(run, "--locked")[1]) == "retracted"
    assert "up to date" in run("lock", "--retraction-watch", "rw.csv").out
    assert run("lock", "--check").code == 0, "without the list its notices stay"
    run("lock", "--upgrade")
    assert status_of(check(run, "--locked")[1]) == "retracted"
    write(tmp_path / "rw.csv", row("10.5555/other"))
    gone = run("lock", "--check", "--retraction-watch", "rw.csv")
    assert (gone.code, "no longer reported: retraction" in gone.out) == (1, True)


def test_a_reference_that_nobody_answered_for_is_locked_with_its_notice(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    for service in ("crossref", "europepmc", "datacite", "doi"):
        online.always(service, reset)
    write_project(tmp_path, GOOD)
    assert run("lock").code == 3
    write(tmp_path / "rw.csv", row())
    result = run("lock", "--retraction-watch", "rw.csv")
    assert (result.code, "new notice: retraction" in result.out) == (3, True)
    code, document = check(run, "--locked")
    assert (code, status_of(document)) == (1, "retracted")
    assert run("lock").code == 3
    assert status_of(check(run, "--locked")[1]) == "retracted"


def test_the_nightly_check_reads_the_list(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD, REFERENCES.replace(DOI, HAUSENBLAS["DOI"]))
    run("lock")
    write(tmp_path / "rw.csv", row("unavailable", "39252819"))
    result = run("lock", "--check", "--retraction-watch", "rw.csv")
    assert (result.code, "new notice: retraction of 2015-02-28" in result.out) == (1, True)


@pytest.mark.parametrize(
    ("reasons", "status"),
    [
        ("+Error in Data;+Retract and Replace;", "replaced"),
        ("Retract and Replace", "replaced"),
        ("+Error in Data;", "retracted"),
    ],
)
def test_a_replacement_is_a_reason_of_the_list(
    run: Run, tmp_path: Path, online: StandIn, reasons: str, status: str
) -> None:
    write_project(tmp_path, GOOD)
    write(tmp_path / "rw.csv", row(Reason=reasons))
    code, document = check(run, "--retraction-watch", "rw.csv")
    assert (code, status_of(document)) == (1, status)
    assert document["claims"][0]["verdict"] == "unsupported"
    (finding,) = [f for f in document["findings"] if f["code"] == "DOI005"]
    assert ("retracted and replaced" in finding["message"]) is (status == "replaced")


def test_a_list_without_reasons_is_read(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD)
    at = HEADER.index("Reason")
    write(tmp_path / "rw.csv", row()[:at], header=HEADER[:at])
    assert status_of(check(run, "--retraction-watch", "rw.csv")[1]) == "retracted"
