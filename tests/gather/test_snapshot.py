"""Snapshots: what registries publish as files, in one file that is looked into first. All made up."""

import csv
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from magclaims.errors import MagclaimsError, ReadError
from magclaims.gather.answers import gather
from magclaims.gather.cache import Cache
from magclaims.gather.snapshot import build as building
from magclaims.gather.snapshot import inputs
from magclaims.gather.snapshot.build import Built, build, expand
from magclaims.gather.snapshot.inputs import SnapshotItem
from magclaims.gather.snapshot.store import Day, Snapshot
from magclaims.gather.sources import Services
from magclaims.model.registry import Reference
from magclaims.model.work import Gathered, Held, Unreachable, Work
from project import Run, write_project
from standin import StandIn
from standin.records import (
    ALIASED,
    ODD,
    PUBMED,
    PUBMED_HAUSENBLAS,
    RECORDS,
    RETRACTED,
    SLUTSKY,
    generated,
    update,
)

Record = Mapping[str, Any]
DOI = f"doi:{SLUTSKY['DOI']}"
DAY = "2026-03-04"
COLUMNS = (
    "Record ID",
    "Title",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "RetractionDate",
    "RetractionDOI",
)


def lines(path: Path, records: Sequence[Record], *, day: str = DAY) -> Path:
    """A file of Crossref's, packed where its name says so."""
    indexed = {"indexed": {"date-time": f"{day}T01:02:03Z", "timestamp": 1}}
    text = "".join(json.dumps({**indexed, **record}) + "\n" for record in records)
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def watch_list(path: Path, *rows: Sequence[str], columns: Sequence[str] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def row(doi: str = SLUTSKY["DOI"], pmid: str = "0", date: str = "2/28/2026 0:00") -> list[str]:
    return ["1", 'Made up, "twice"\r\n', doi, pmid, "Retraction", date, "10.5555/rw.notice"]


def answer(path: Path, records: Sequence[Record], *, indent: int | None = None) -> Path:
    """An answer of Europe PMC."""
    document = {"version": "6.9", "hitCount": len(records), "resultList": {"result": list(records)}}
    path.write_text(json.dumps(document, indent=indent), encoding="utf-8")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "snapshot.sqlite"


def built(target: Path, *files: Path, **options: Any) -> Snapshot:
    build(target, files, **options)
    return Snapshot(target)


def reference(doi: str = SLUTSKY["DOI"], **fields: Any) -> Reference:
    return Reference(key="a", entry_type="article", doi=doi, **fields)


# --- building --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["crossref.jsonl", "crossref.jsonl.gz"])
def test_records_are_found_by_their_doi(tmp_path: Path, target: Path, name: str) -> None:
    with built(target, lines(tmp_path / name, RECORDS)) as snapshot:
        found = snapshot.get("crossref", [DOI, "doi:10.5555/nobody"])
        assert list(found) == [DOI]
        assert found[DOI].title == SLUTSKY["title"][0]
        assert len(found[DOI].authors) == 12
        assert found[DOI].retrieved == f"{DAY}T00:00:00Z"
        assert snapshot.days == {"crossref": Day(DAY, len(RECORDS))}
        assert snapshot.get("europepmc", [DOI]) == {}


def test_an_alias_leads_to_the_record(tmp_path: Path, target: Path) -> None:
    with built(target, lines(tmp_path / "a.jsonl", [ALIASED])) as snapshot:
        alias = f"doi:{ALIASED['aliases'][0]}"
        assert snapshot.get("crossref", [alias])[alias].doi == ALIASED["DOI"]


def test_what_nobody_reads_is_left_out(tmp_path: Path, target: Path) -> None:
    big = {**SLUTSKY, "reference": [{"key": "x" * 1000}], "link": [{"URL": "https://x"}]}
    with built(target, lines(tmp_path / "a.jsonl", [big])) as snapshot:
        kept = json.loads(snapshot.rows("crossref", [DOI])[DOI])
        assert {"reference", "link", "indexed"}.isdisjoint(kept)
        assert kept["author"][0] == {"family": "Slutsky", "given": "Inna"}


@pytest.mark.parametrize("escaped", ["\\/", "\\u002f", "/"])
def test_only_the_own_works_are_kept(tmp_path: Path, target: Path, escaped: str) -> None:
    path = lines(tmp_path / "a.jsonl", RECORDS)
    text = path.read_text(encoding="utf-8").replace(SLUTSKY["DOI"], SLUTSKY["DOI"].upper())
    path.write_text(text.replace("10.1016/J", f"10.1016{escaped}J"), encoding="utf-8")
    with built(target, path, wanted=[DOI, f"doi:{ODD['DOI']}"]) as snapshot:
        assert snapshot.days["crossref"].kept == 2
        assert set(snapshot.get("crossref", [DOI, f"doi:{ODD['DOI']}"])) == {
            DOI,
            f"doi:{ODD['DOI']}",
        }
        assert snapshot.known([DOI, "doi:10.5555/nobody"]) == {DOI}


def test_a_notice_tells_of_the_work_also_where_that_is_not_in_the_files(
    tmp_path: Path, target: Path
) -> None:
    notice = {**ODD, "update-to": [update(SLUTSKY["DOI"], "retraction", 2025)]}
    with built(target, lines(tmp_path / "a.jsonl", [notice]), wanted=[DOI]) as snapshot:
        assert snapshot.get("crossref", [DOI]) == {}
        (told,) = snapshot.notices([SLUTSKY["DOI"]], []).notices([SLUTSKY["DOI"]], None)
        assert (told.type, told.doi) == ("retraction", ODD["DOI"])


@pytest.mark.parametrize("indent", [None, 1])
def test_answers_of_europe_pmc(tmp_path: Path, target: Path, indent: int | None) -> None:
    pubmed = [{**r, "dateOfRevision": "2025-01-02"} for r in PUBMED]
    with built(target, answer(tmp_path / "e.json", pubmed, indent=indent)) as snapshot:
        names = [f"pmid:{PUBMED_HAUSENBLAS['pmid']}", "pmcid:PMC11381753", DOI]
        assert set(snapshot.get("europepmc", names)) == set(names)
        assert snapshot.days["europepmc"] == Day("2025-01-02", 2)
        found = snapshot.notices([], [PUBMED_HAUSENBLAS["pmid"]])
        assert [n.type for n in found.notices([], PUBMED_HAUSENBLAS["pmid"])] == ["erratum"]


def test_records_of_europe_pmc_a_line(tmp_path: Path, target: Path) -> None:
    path = tmp_path / "e.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in PUBMED), encoding="utf-8")
    with built(target, path, as_of="2026-05-01") as snapshot:
        assert snapshot.days["europepmc"] == Day("2026-05-01", 2)


def test_the_retraction_watch_list(tmp_path: Path, target: Path) -> None:
    path = watch_list(tmp_path / "rw.csv", row("10.5555/x"), row(), row("unavailable", "123"))
    with built(target, path) as snapshot:
        assert snapshot.watches
        assert snapshot.days["retraction-watch"] == Day("2026-02-28", 3)
        told = snapshot.notices([SLUTSKY["DOI"]], ["123"])
        assert [n.doi for n in told.notices([SLUTSKY["DOI"]], None)] == ["10.5555/rw.notice"]
        assert len(told.notices([], "123")) == 1


def test_a_later_record_stands_in_the_place_of_an_earlier_one(tmp_path: Path, target: Path) -> None:
    build(target, [lines(tmp_path / "a.jsonl", [SLUTSKY])])
    later = {**SLUTSKY, "title": ["A corrected title"]}
    with built(target, lines(tmp_path / "b.jsonl", [later], day="2026-04-01")) as snapshot:
        assert snapshot.get("crossref", [DOI])[DOI].title == "A corrected title"
        assert snapshot.days["crossref"].as_of == "2026-04-01"


def test_the_day_is_none_that_is_to_come(tmp_path: Path, target: Path) -> None:
    made = [{**SLUTSKY, "indexed": {"date-time": "2099-01-01T00:00:00Z"}}, *RECORDS[1:]]
    path = lines(tmp_path / "a.jsonl", made)
    with built(target, path) as snapshot:
        assert snapshot.days["crossref"].as_of == DAY
    for day in ("2099-01-01", "yesterday"):
        with pytest.raises(MagclaimsError, match=f"--as-of {day}: a day that has been"):
            build(target, [path], as_of=day)


def test_without_any_day_it_has_to_be_given(tmp_path: Path, target: Path) -> None:
    path = answer(tmp_path / "e.json", PUBMED)
    with pytest.raises(ReadError, match=r"e\.json.*as of which day it is: give it, with --as-of"):
        build(target, [path])
    with pytest.raises(ReadError, match="never finished"):
        Snapshot(target)
    with built(target, path, as_of=DAY) as snapshot:
        assert snapshot.days["europepmc"].as_of == DAY


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "of").mkdir()
    made = [lines(tmp_path / "of" / name, [SLUTSKY]) for name in ("b.jsonl", "a.jsonl.gz")]
    (tmp_path / "of" / "readme.txt").write_text("x", encoding="utf-8")
    assert list(expand([tmp_path / "of"])) == sorted(made)
    with pytest.raises(MagclaimsError, match="holds no"):
        list(expand([_empty(tmp_path)]))
    with pytest.raises(MagclaimsError, match="no such file"):
        list(expand([tmp_path / "absent"]))


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


# --- going on where it stopped ----------------------------------------------------------------------


class StopError(Exception):
    """As Ctrl-C or kill would."""


def stopping(monkeypatch: pytest.MonkeyPatch, after: int) -> list[int]:
    """Reading ends after so many items; the lines that were taken in."""
    taken: list[int] = []
    real = inputs.record_of

    def record_of(item: SnapshotItem, path: Path) -> Record:
        if len(taken) == after:
            raise StopError
        taken.append(item.line)
        return real(item, path)

    monkeypatch.setattr(building, "record_of", record_of)
    return taken


@pytest.mark.parametrize("packed", [".jsonl", ".jsonl.gz"])
def test_a_stopped_run_goes_on(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch, packed: str
) -> None:
    files = [lines(tmp_path / f"{n}{packed}", list(generated(5))) for n in ("a", "b")]
    monkeypatch.setattr(building, "COMMIT", 2)
    first = stopping(monkeypatch, 8)
    with pytest.raises(StopError):
        build(target, files)
    assert first == [1, 2, 3, 4, 5, 1, 2, 3]
    with pytest.raises(ReadError, match="never finished: run `magclaims snapshot build` again"):
        Snapshot(target)
    monkeypatch.undo()
    second = stopping(monkeypatch, 99)
    assert build(target, files) == Built(read=3, kept=3, skipped=[str(files[0])])
    assert second == [3, 4, 5], "what was committed is not read again"
    with Snapshot(target) as snapshot:
        assert snapshot.days["crossref"].kept == 10


def test_a_finished_file_is_not_read_again(tmp_path: Path, target: Path) -> None:
    path = lines(tmp_path / "a.jsonl", RECORDS)
    build(target, [path])
    assert build(target, [path]) == Built(skipped=[str(path)])


def test_a_file_that_breaks_off_keeps_what_came_before(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "COMMIT", 1)
    good, bad = lines(tmp_path / "a.jsonl", RECORDS), tmp_path / "b.jsonl"
    bad.write_bytes(good.read_bytes() + b"{")
    with pytest.raises(ReadError, match=rf"b\.jsonl:{len(RECORDS) + 1}:1: is not a record in JSON"):
        build(target, [bad])
    with pytest.raises(ReadError, match="never finished"):
        Snapshot(target)


def test_other_works_need_another_file(tmp_path: Path, target: Path) -> None:
    path = lines(tmp_path / "a.jsonl", RECORDS)
    build(target, [path], wanted=[DOI])
    for wanted, said in ((None, "other works"), (["doi:10.5555/x"], "other works")):
        with pytest.raises(MagclaimsError, match=f"was built for {said}"):
            build(target, [path], wanted=wanted)
    Snapshot(target).close()


@pytest.mark.parametrize(
    "content", [b"some text that somebody needs\n" * 50, b"SQLite format 3\x00"]
)
def test_another_file_is_not_overwritten(tmp_path: Path, target: Path, content: bytes) -> None:
    target.write_bytes(content)
    with pytest.raises(MagclaimsError, match=r"snapshot\.sqlite"):
        build(target, [lines(tmp_path / "a.jsonl", RECORDS)])
    assert target.read_bytes() == content


# --- what is hostile, cut off, or something else -------------------------------------------------------


def record(**fields: Any) -> bytes:
    return json.dumps({**SLUTSKY, **fields}).encode() + b"\n"


HOSTILE: Mapping[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "blank": (b"\n \n", "is empty"),
    "text": (b"Dear reader,\n", ":1:1: is neither Crossref's public data file"),
    "array": (b"[{}]", "write a record a line"),
    "number": (b"{}\n", ":1:1: is neither Crossref's"),
    "another list": (b'{"items": [{"DOI": "10.5555/x"}]}\n', "is neither Crossref's"),
    "no object": (record() + b"7\n", ":2:1: is not a record: an object was expected"),
    "half a line": (record() + record()[:50], ":2:1: is not a record in JSON"),
    "no DOI": (record() + b'{"title": ["x"]}\n', ":2:1: has a record without `DOI`"),
    "a DOI that is none": (record() + record(DOI=["x"]), ":2:1: has a record without `DOI`"),
    "deep": (record() + b"[" * 200_000 + b"\n", ":2:1: is not a record in JSON"),
    "not UTF-8": (record() + b'{"DOI": "\xff"}\n', ":2:1: is not a record in JSON"),
    "cut off": (gzip.compress(record() * 500)[:-20], "is cut off: the packed file ends"),
    "damaged": (gzip.compress(record() * 500)[:40] + b"\0" * 99, "cannot be unpacked"),
    "rubbish behind": (gzip.compress(record()) + b"rubbish", ":2:1: is damaged"),
    "no row": (b"Record ID,OriginalPaperDOI\n1,10.5555/x\n", ":2:1: is not the Retraction Watch list"),
    "short row": (
        ",".join(COLUMNS).encode() + b'\r\n1,"a\r\nb",10.5555/x,0,Retraction,1/1/2020,\r\n1,2\r\n',
        ":4:1: has a row of 2 columns; there are 7",
    ),
    "a row that is not UTF-8": (",".join(COLUMNS).encode() + b"\n\xff\n", ":2:1: is not UTF-8"),
    "NUL": (",".join(COLUMNS).encode() + b'\n"' + b"x" * 200_000, "is not CSV"),
    "lite": (
        b'{"resultList": {"result": [{"id": "1", "source": "MED", "pubType": "x"}]}}',
        "`lite` form, which lacks retractions",
    ),
    "no results": (b'{"resultList": {"result": 7}}', "`resultList` holds no records"),
    "no id": (b'{"resultList": {"result": [{"title": "x"}]}}', "without `source` and `id`"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_each_fault_has_its_file_and_line(tmp_path: Path, target: Path, kind: str) -> None:
    content, says = HOSTILE[kind]
    path = tmp_path / "given"
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        build(target, [path], as_of=DAY)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_line_without_end_is_not_read_to_it(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "MAX_LINE", 1 << 20)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(record() + b" " * (50 << 20)))
    with pytest.raises(ReadError, match=r":2:1: has a line of more than 1 MiB"):
        build(target, [path], as_of=DAY)


@pytest.mark.parametrize(
    "broken",
    [
        {"title": 7, "author": [[], 7, {"family": []}], "issued": {"date-parts": [[]]}},
        {"update-to": {"DOI": 7}, "aliases": [7, None], "relation": []},
        {"title": ["\ud800"], "author": None, "editor": "x"},
        {"update-to": [{"DOI": "10.5555/x", "type": []}]},
    ],
)
def test_a_broken_record_harms_no_other(tmp_path: Path, target: Path, broken: Record) -> None:
    path = lines(tmp_path / "a.jsonl", [{**SLUTSKY, **broken}, ODD])
    with built(target, path) as snapshot:
        assert snapshot.get("crossref", [DOI])[DOI].doi == SLUTSKY["DOI"]
        assert f"doi:{ODD['DOI']}" in snapshot.get("crossref", [f"doi:{ODD['DOI']}"])


def test_a_fifo_is_refused(tmp_path: Path, target: Path) -> None:
    with pytest.raises(ReadError, match="not a regular file"):
        build(target, [tmp_path])
    with pytest.raises(ReadError, match="no such file"):
        Snapshot(target)
    with pytest.raises(ReadError, match="not a regular file"):
        Snapshot(tmp_path)


def test_a_damaged_snapshot_is_told(tmp_path: Path, target: Path) -> None:
    build(target, [lines(tmp_path / "a.jsonl", list(generated(300)))])
    whole = target.read_bytes()
    target.write_bytes(whole[: len(whole) // 2])
    names = [f"doi:{r['DOI']}" for r in generated(300)]
    with pytest.raises(ReadError, match=r"snapshot\.sqlite.*damaged"):  # noqa: SIM117
        with Snapshot(target) as snapshot:
            snapshot.get("crossref", names)
    target.write_bytes(b"no database\n" * 100)
    with pytest.raises(ReadError, match="is no snapshot, or a damaged one"):
        Snapshot(target)


# --- in the place of the network -----------------------------------------------------------------------


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    """Crossref alone, of a day in March."""
    with built(tmp_path / "s.sqlite", lines(tmp_path / "a.jsonl", RECORDS)) as made:
        yield made


def gathered(
    snapshot: Snapshot, services: Services | None, *refs: Reference, **more: Any
) -> Gathered:
    return gather(refs, services=services, snapshot=snapshot, offline=services is None, **more)


def test_what_it_holds_is_not_asked(
    snapshot: Snapshot, standin: StandIn, services: Services
) -> None:
    found = gathered(snapshot, services, reference())
    work = found.answers["a"]
    assert isinstance(work, Work)
    assert work.sources == ("crossref", "europepmc"), "Europe PMC is in no file, and was asked"
    assert {k: n for k, n in standin.counts.items() if k.startswith("crossref")} == {}
    assert found.snapshot == {"crossref": Held(DAY, 1)}


def test_what_it_lacks_is_asked(tmp_path: Path, standin: StandIn, services: Services) -> None:
    with built(tmp_path / "o.sqlite", lines(tmp_path / "o.jsonl", [ODD])) as snapshot:
        found = gathered(snapshot, services, reference())
        assert isinstance(found.answers["a"], Work)
        assert standin.counts["crossref:list"] == 1
        assert found.snapshot == {}


def test_it_answers_where_nobody_may_be_asked(snapshot: Snapshot) -> None:
    missing = Reference(key="b", entry_type="article", doi="10.5555/nobody")
    found = gathered(snapshot, None, reference(), missing)
    assert isinstance(found.answers["a"], Work)
    assert isinstance(found.answers["b"], Unreachable), "what it lacks may exist"
    assert found.snapshot == {"crossref": Held(DAY, 1)}


def test_a_year_that_is_near_is_not_asked_for(
    snapshot: Snapshot, standin: StandIn, services: Services
) -> None:
    gathered(snapshot, services, reference(year=2011))
    assert standin.counts["crossref:single"] == 0


@pytest.mark.parametrize(("day", "title"), [("2026-05-30", "kept"), ("2026-01-01", "held")])
def test_the_newer_of_cache_and_snapshot_answers(
    snapshot: Snapshot, tmp_path: Path, day: str, title: str
) -> None:
    cache = Cache(tmp_path / "cache")
    older = Work(doi=SLUTSKY["DOI"], title="kept", retrieved=f"{day}T00:00:00Z")
    cache.put("crossref", [(SLUTSKY["DOI"], older)])
    found = gathered(snapshot, None, reference(), cache=cache).answers["a"]
    cache.close()
    assert isinstance(found, Work)
    assert ("kept" if found.title == "kept" else "held") == title


# --- as a user would -------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_project(tmp_path)
    lines(tmp_path / "crossref.jsonl", RECORDS)
    return tmp_path


BUILD = ("snapshot", "build", "crossref.jsonl", "-o", "s.sqlite")


def test_build_says_what_it_holds(run: Run, project: Path) -> None:
    result = run(*BUILD, "--dois", "data/references.bib")
    assert result.code == 0
    assert f"Crossref: 1 records or notices, as of {DAY}" in result.out
    assert "1 of 1 identifiers are known" in result.out
    assert "s.sqlite: was read before" not in result.err
    assert "crossref.jsonl: was read before" in run(*BUILD, "--dois", "data/references.bib").err
    (project / "none.bib").write_text("@misc{x, title = {X}}\n", encoding="utf-8")
    assert run(*BUILD, "--dois", "none.bib").code == 2


@pytest.mark.parametrize(
    "form",
    [
        "text",
        "full",
        "concise",
        "json",
        "github",
        "annotations",
        "gitlab",
        "sarif",
        "junit",
        "csv",
        "jsonld",
        "markdown",
        "html",
    ],
)
def test_every_output_has_its_day(run: Run, project: Path, form: str) -> None:
    run(*BUILD)
    result = run("check", "--offline", "--snapshot", "s.sqlite", "-f", form)
    said = f"{result.out} {result.err}".replace("\n", " ")
    assert DAY in said
    assert "snapshot" in said or "momentopname" in said


def test_lookup_has_its_day(run: Run, project: Path) -> None:
    run(*BUILD)
    result = run("lookup", SLUTSKY["DOI"], "--snapshot", "s.sqlite", "--offline")
    assert result.code == 0
    assert "No notice as of 4 March 2026 (Crossref)" in result.out
    assert "references that the snapshot answered in its place" in result.err


def test_its_list_tells_of_retractions_whoever_answers(
    run: Run, project: Path, online: StandIn
) -> None:
    watch_list(project / "rw.csv", row())
    assert run("snapshot", "build", "rw.csv", "-o", "s.sqlite").code == 0
    assert run("lock").code == 0
    for options in ((), ("--offline",), ("--locked",)):
        document = json.loads(run("check", "-f", "json", "--snapshot", "s.sqlite", *options).out)
        (slutsky,) = (r for r in document["references"] if r["key"] == "slutsky2010")
        assert slutsky["status"] == "retracted", options


def test_a_retraction_of_a_work_that_only_a_search_finds(
    run: Run, project: Path, online: StandIn
) -> None:
    watch_list(project / "rw.csv", row())
    bib = project / "data" / "references.bib"
    text = bib.read_text(encoding="utf-8")
    bib.write_text(text.replace(f"doi = {{{SLUTSKY['DOI']}}}", "note = {x}"), encoding="utf-8")
    run("snapshot", "build", "rw.csv", "-o", "s.sqlite")
    for options in (("--snapshot", "s.sqlite"), ("--retraction-watch", "rw.csv")):
        document = json.loads(run("check", "-f", "json", *options).out)
        (slutsky,) = (r for r in document["references"] if r["key"] == "slutsky2010")
        assert slutsky["status"] == "retracted", options


def test_the_lock_file_holds_what_services_answered(
    run: Run, project: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*BUILD)
    monkeypatch.setenv("MAGCLAIMS_SNAPSHOT", str(project / "s.sqlite"))
    assert run("lock").code == 0
    assert online.counts["crossref:list"] == 1


def test_no_file_may_name_it(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*BUILD)
    (project / "magclaims.toml").write_text('snapshot = "s.sqlite"\n', encoding="utf-8")
    result = run("check")
    assert result.code == 2
    assert "no file may set it; the caller can, with --snapshot" in result.err
    (project / "magclaims.toml").unlink()
    monkeypatch.setenv("MAGCLAIMS_SNAPSHOT", str(project / "s.sqlite"))
    assert DAY in run("check", "--offline").out


def test_a_retracted_record_of_a_snapshot_counts(run: Run, project: Path) -> None:
    run(*BUILD)
    result = run("lookup", RETRACTED["DOI"], "--snapshot", "s.sqlite")
    assert result.code == 1
