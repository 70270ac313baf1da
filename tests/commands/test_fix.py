"""`magclaims fix`, against the stand-in: what is asked changes, every other byte stays."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from magclaims.edit.bibtex import EditError, FieldFix, apply
from magclaims.read.bibtex import Bibliography, read_bibliography
from project import REFERENCES, Run
from standin import StandIn, reset

BIB = Path("references.bib")
WRONG = """\ufeff% my references
@string{n = {Neuron}}

@article{slutsky2010,
  author  = "Slutsky, Inna and Abumaria, Nashat and others",
  title   = {Enhancement of {Learning} and Memory by Elevating Brain Magnesium},
  journal = n, % a macro
  year    = 2012,
  volume  = "56",
  number  = 2,
  pages   = {165--187},
  doi     = {https://doi.org/10.1016/J.NEURON.2009.12.026}
}

@article{invented2019,
  author = {Invented, Ida and Fictional, Frank}, title = {A made-up trial of a made-up mineral},
  journal = {Journal of Synthetic Records}, year = {2019}, volume = {3}, pages = {1--9}
}
@misc{page, title = {A page}, url = {https://example.org}}"""
MENDED = (
    WRONG.replace("2012", "2010")
    .replace('"56"', '"65"')
    .replace("165--187", "165--177")
    .replace("https://doi.org/10.1016/J.NEURON", "10.1016/j.neuron")
    .replace("12.026}\n", "12.026},\n  pmid    = {20152124}\n")
    .replace("{1--9}", "{1--9}, doi = {10.5555/synthetic.retracted}")
)


@pytest.fixture(autouse=True)
def bibliography(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / BIB).write_bytes(WRONG.replace("\n", "\r\n").encode())


def test_a_diff_is_shown_and_nothing_is_written(run: Run, online: StandIn) -> None:
    before = BIB.read_bytes()
    result = run("fix", "references.bib")
    assert result.code == 1
    assert result.out.startswith("--- a/references.bib\n+++ b/references.bib\n")
    changed = [line for line in result.out.splitlines() if line[:1] == "+" and line[:3] != "+++"]
    assert len(changed) == 6
    assert "slutsky2010: pages: the record (Crossref) says 165-177, not 165-187" in result.err
    assert "slutsky2010: pmid: the record (Crossref, Europe PMC) has it" in result.err
    assert "To mend with --write: 6 fields" in result.err
    assert BIB.read_bytes() == before


def test_only_the_bytes_of_the_fields_are_written(run: Run, online: StandIn) -> None:
    result = run("fix", "references.bib", "--write")
    assert result.code == 0
    assert BIB.read_bytes().decode() == MENDED.replace("\n", "\r\n")
    assert "Mended 6 fields" in result.err
    assert [p.name for p in Path.cwd().iterdir()] == ["references.bib"]
    again = run("fix", "references.bib", "--write")
    assert (again.code, again.out) == (0, "")


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
def test_the_diff_can_be_applied(run: Run, online: StandIn) -> None:
    shown = run("fix", "references.bib").out
    patch = subprocess.run(
        ["patch", "--binary", "-p1"], input=shown.encode(), check=False, capture_output=True
    )
    assert patch.returncode == 0, patch.stdout
    assert BIB.read_bytes().decode() == MENDED.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("select", "fields"),
    [
        ("doi", {"doi"}),
        ("pages,year", {"pages", "year"}),
        ("eid", {"pages"}),
        ("issue", set()),
        ("pmid", {"pmid"}),
    ],
)
def test_only_what_is_selected(run: Run, online: StandIn, select: str, fields: set[str]) -> None:
    result = run("fix", "references.bib", "--select", select)
    shown = {line.split(": ")[1] for line in result.err.splitlines() if ": " in line[:16]}
    assert (shown, result.code) == (fields, 1 if fields else 0)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("{Journal of Synthetic Records}", "{Quite Another Journal}", "journal"),
        (
            "journal = {Journal of Synthetic Records}, ",
            "journaltitle = {Nonsense Weekly}, ",
            "journaltitle",
        ),
        ("of a made-up mineral", "of a made-up vitamin", "title"),
    ],
)
def test_a_wrong_journal_or_title_is_mended_where_the_identifier_leads_to_the_work(
    run: Run, online: StandIn, old: str, new: str, field: str
) -> None:
    good = MENDED[MENDED.index("@article{invented2019") :]
    BIB.write_text(good.replace(old, new))
    assert run("fix", "references.bib", "--write").code == 0
    text = BIB.read_text()
    assert text == good.replace("journal =", f"{field} =" if "journal" in field else "journal =")


def test_nothing_is_mended_after_another_work(run: Run, online: StandIn) -> None:
    text = REFERENCES.replace("10.1016/j.neuron.2009.12.026", "10.1016/j.sleepx.2024.100121")
    BIB.write_text(text)
    assert run("fix", "references.bib", "--write").code == 0
    assert BIB.read_text() == text


def test_a_work_that_is_there_already_is_said(run: Run, online: StandIn) -> None:
    good = MENDED[MENDED.index("@article{invented2019") :].replace("@misc", "\n@misc")
    twin = good[: good.index("@misc")].replace("invented2019", "twin")
    BIB.write_text(good + "\n" + twin.replace(", doi = {10.5555/synthetic.retracted}", ""))
    result = run("fix", "references.bib")
    assert (result.code, result.out) == (0, "")
    assert "twin: seems to be the same work as invented2019" in result.err


def test_a_file_that_changed_meanwhile_is_left_alone(
    run: Run, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_and_change(path: Path) -> Bibliography:
        found = read_bibliography(path)
        path.write_text("% somebody else was here\n")
        return found

    monkeypatch.setattr("magclaims.commands.fix.read_bibliography", read_and_change)
    result = run("fix", "references.bib", "--write")
    assert (result.code, "changed meanwhile" in result.err) == (2, True)
    assert BIB.read_text() == "% somebody else was here\n"


def test_an_entry_that_cannot_be_edited_alone_does_not_hold_up_the_others(
    run: Run, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_one(bibliography: Bibliography, fixes: Mapping[str, Sequence[FieldFix]]) -> str:
        if "slutsky2010" in fixes:
            raise EditError("slutsky2010: would change more than asked")
        return apply(bibliography, fixes)

    monkeypatch.setattr("magclaims.commands.fix.apply", refuse_one)
    result = run("fix", "references.bib", "--write")
    assert (result.code, "would change more than asked" in result.err) == (0, True)
    added = "{1--9}, doi = {10.5555/synthetic.retracted}"
    assert BIB.read_bytes().decode() == WRONG.replace("{1--9}", added).replace("\n", "\r\n")


def test_without_services_only_the_form_of_the_doi(
    run: Run, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for service in ("crossref", "europepmc", "datacite", "doi"):
        online.always(service, reset)
    result = run("fix", "references.bib")
    assert result.code == 1, "there is something to mend"
    assert "To mend with --write: 1 field" in result.err
    assert run("fix", "references.bib", "--write").code == 3
    assert "{10.1016/j.neuron.2009.12.026}" in BIB.read_text()
    assert run("fix", "references.bib").code == 3
    assert run("fix", "references.bib", "--on-unreachable", "pass").code == 0
    offline = run("fix", "references.bib", "--offline")
    assert offline.code == 0
    assert "no service was asked" in offline.err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--select", "author"], "none of doi, pmid"),
        (["absent.bib"], "no such file"),
        (["claims.yaml"], "nothing to fix"),
    ],
)
def test_what_cannot_be_done_exits_with_2(
    run: Run, online: StandIn, args: list[str], says: str
) -> None:
    Path("claims.yaml").write_text("claims: []\n")
    result = run("fix", *args)
    assert (result.code, says in result.err) == (2, True)


def test_a_terminal_gets_no_escape_sequences(
    run: Run, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    BIB.write_text(WRONG.replace("% a macro", "% \x1b[31m::error::"))
    raw = run("fix", "references.bib").out
    assert "\x1b[31m" in raw, "a pipe gets the bytes that are there"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    shown = run("fix", "references.bib").out
    assert "\x1b" not in shown
    assert "+  pages" in shown
