"""`magclaims lock` and `check --locked`, against the stand-in."""

import html
import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from magclaims.commands import lock as lock_command
from magclaims.commands.gathering import gather_references
from project import GOOD, REFERENCES, Result, Run, write_project
from standin import (
    StandIn,
    cut,
    half_json,
    hang,
    page,
    reply_json,
    reset,
    server_error,
    status,
    too_many,
    too_slow,
    untyped,
)
from standin.records import HAUSENBLAS, RETRACTED, SLUTSKY, update

LOCK = Path("data/references.lock.json")
MADE_UP = """
@article{invented2019,
  author = {Invented, Ida and Fictional, Frank},
  title = {A made-up trial of a made-up mineral},
  journal = {Journal of Synthetic Records},
  year = {2019},
  volume = {3},
  pages = {1--9},
  doi = {10.5555/synthetic.retracted}
}
"""
CITING = GOOD.replace("references: [slutsky2010, factsheet]", "references: [slutsky2010]")
SERVICES = ("crossref", "europepmc", "datacite", "doi.org", "doi")


def locked() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(LOCK.read_text())["references"]
    return found


def down(standin: StandIn, fault: Any = reset) -> None:
    for service in SERVICES:
        standin.always(service, fault)


def renew(standin: StandIn, record: Any, **changed: Any) -> None:
    standin.records[record["DOI"].lower()] = {**record, **changed}


def changes(result: Result) -> dict[str, Any]:
    return {c["key"]: c for c in json.loads(result.out)["changes"]}


# --- writing ---------------------------------------------------------------------------------------


def test_what_was_answered_is_locked_and_nothing_is_asked_twice(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD)
    result = run("lock")
    assert (result.code, result.err) == (0, "")
    assert "added slutsky2010" in result.out
    assert "2 references, 1 without an identifier" in result.out
    entry = locked()["slutsky2010"]
    assert entry["status"] == "verified-record"
    assert entry["asked"] == ["crossref", "europepmc"]
    assert entry["when"].endswith("Z")
    assert "abstract" not in entry["work"]
    page_ = locked()["factsheet"]
    assert (page_["status"], page_["reason"]) == (
        "unverified",
        "it has no identifier that a service knows",
    )
    before, asked = LOCK.read_bytes(), online.requests
    again = run("lock")
    assert (again.code, online.requests, LOCK.read_bytes()) == (0, asked, before)
    assert again.out == (
        "data/references.lock.json is up to date: 2 references, 1 without an identifier\n"
    )


def test_the_lock_file_does_not_depend_on_the_order_of_entries(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD, REFERENCES + MADE_UP)
    run("lock")
    first = json.loads(LOCK.read_text())
    write_project(tmp_path, GOOD, MADE_UP + REFERENCES)
    LOCK.unlink()
    run("lock")
    second = json.loads(LOCK.read_text())
    for document in (first, second):
        for entry in document["references"].values():
            entry.pop("when", None)
    assert list(first["references"]) == list(second["references"]) == sorted(first["references"])
    assert first == second


def test_new_edited_and_removed_references(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD, REFERENCES)
    run("lock")
    slutsky = REFERENCES[: REFERENCES.index("@misc")]
    write_project(tmp_path, GOOD, slutsky.replace("65", "56") + MADE_UP)
    online.lines.clear()
    result = run("lock", "--format", "json")
    document = json.loads(result.out)
    assert {c["key"]: c["kind"] for c in document["changes"]} == {
        "slutsky2010": "edited",
        "invented2019": "added",
    }
    assert document["removed"] == ["factsheet"]
    assert document["written"] is True
    assert sorted(locked()) == ["invented2019", "slutsky2010"]
    assert not any("neuron" in line for line in online.lines if "crossref" in line), "from cache"
    write_project(tmp_path, GOOD, MADE_UP)
    assert "removed slutsky2010" in run("lock").out


def test_a_retraction_is_said_when_it_is_locked(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD, MADE_UP)
    assert "added invented2019: new notice: retraction of 2021-05-04" in run("lock").out


def test_upgrade_asks_again_past_the_cache_and_says_what_changed(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD)
    run("lock")
    renew(
        online,
        SLUTSKY,
        volume="66",
        **{"updated-by": [update("10.5555/x.notice", "retraction", 2026, 11, 1)]},
    )
    asked = online.requests
    assert "is up to date" in run("lock").out
    assert online.requests == asked
    result = run("lock", "--upgrade")
    assert result.code == 0
    assert 'volume is "66", was "65"' in result.out
    assert "new notice: retraction of 2026-11-01" in result.out
    assert locked()["slutsky2010"]["work"]["volume"] == "66"
    LOCK.unlink()
    asked = online.requests
    assert "retraction of 2026-11-01" in run("check").out
    assert online.requests == asked, "the cache has the new answers"


def test_a_named_bibliography_keeps_what_the_configured_ones_have(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD)
    run("lock")
    (tmp_path / "more.bib").write_text(MADE_UP)
    assert run("lock", "more.bib").code == 0
    assert sorted(locked()) == ["factsheet", "invented2019", "slutsky2010"]


def test_identifiers_that_nobody_knows_are_kept(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(
        tmp_path,
        GOOD,
        REFERENCES.replace("doi = {10", "pmid = {1}, doi = {10")
        + MADE_UP.replace("synthetic.retracted", "synthetic.absent"),
    )
    assert run("lock").code == 0
    assert locked()["invented2019"]["status"] == "missing"
    findings = json.loads(run("check", "--locked", "-f", "json").out)["findings"]
    assert {(f["code"], f["reference"]) for f in findings if f["code"] == "DOI001"} == {
        ("DOI001", "invented2019"),
        ("DOI001", "slutsky2010"),
    }


@pytest.mark.parametrize(
    "text",
    ["", "<<<<<<< HEAD\n{}\n", '{"version": 1, "references": {'],
    ids=["empty", "merge", "cut"],
)
def test_a_broken_lock_file_is_written_anew(
    run: Run, tmp_path: Path, online: StandIn, text: str
) -> None:
    write_project(tmp_path, GOOD)
    LOCK.write_text(text)
    assert run("check", "--locked").code == 2
    result = run("lock")
    assert result.code == 0
    assert "data/references.lock.json:" in result.err
    assert locked()["slutsky2010"]["status"] == "verified-record"


@pytest.mark.parametrize(
    "text", ['{"version": 2, "references": {}}', "[1]"], ids=["newer", "other"]
)
def test_a_file_that_is_not_ours_is_left_alone(
    run: Run, tmp_path: Path, online: StandIn, text: str
) -> None:
    write_project(tmp_path, GOOD)
    LOCK.write_text(text)
    assert run("lock").code == 2
    assert LOCK.read_text() == text


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["lock", "--check", "--upgrade"], "choose one"),
        (["lock", "--check"], "run `magclaims lock` first"),
        (["lock", "absent.bib"], "no such file"),
        (["lock", "data/claims.yaml", "--config", "elsewhere.toml"], "nothing to lock"),
    ],
)
def test_what_cannot_be_done_exits_with_2(
    run: Run, tmp_path: Path, online: StandIn, args: list[str], says: str
) -> None:
    write_project(tmp_path, GOOD)
    (tmp_path / "elsewhere.toml").write_text('bibliography = ["absent.bib"]\n')
    result = run(*args)
    assert (result.code, says in result.err) == (2, True)
    assert not LOCK.exists()


def test_a_bibliography_needs_no_claims(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD)
    (tmp_path / "data" / "claims.yaml").unlink()
    assert run("lock").code == 0
    assert run("lock", "--check").code == 0
    assert run("fix").code == 1, "the PMID is lacking"


def test_offline_there_is_nothing_to_lock(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, GOOD)
    result = run("lock")
    assert (result.code, "offline" in result.err, LOCK.exists()) == (2, True, False)


# --- check --locked --------------------------------------------------------------------------------


def test_a_locked_check_asks_nobody(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD)
    run("lock")
    asked = online.requests
    result = run("check", "--locked", "-f", "json")
    assert (result.code, online.requests) == (0, asked)
    document = json.loads(result.out)
    assert {r["key"]: r["status"] for r in document["references"]} == {
        "slutsky2010": "verified",
        "factsheet": "no_identifier",
    }
    assert not [f for f in document["findings"] if f["code"] in {"DOI009", "DOI015"}]
    assert not any(claim["provisional"] for claim in document["claims"])


def test_what_a_search_found_is_locked_and_judged_without_network(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    bare = MADE_UP.replace("  doi = {10.5555/synthetic.retracted}\n", "")
    write_project(tmp_path, GOOD, REFERENCES + bare)
    assert run("lock").code == 0
    assert locked()["invented2019"]["work"]["doi"] == "10.5555/synthetic.retracted"
    asked = online.requests
    result = run("check", "--locked")
    assert online.requests == asked
    assert result.code == 1
    assert "if it is doi:10.5555/synthetic.retracted" in result.out
    renew(
        online, RETRACTED, **{"updated-by": [], "title": ["A made-up trial of a made-up mineral"]}
    )
    assert changes(run("lock", "--check", "-f", "json"))["invented2019"]["kind"] == "changed"


def test_a_locked_check_finds_what_is_new_and_what_has_changed(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD)
    run("lock")
    write_project(tmp_path, GOOD, REFERENCES.replace("year = 2010", "year = 2011") + MADE_UP)
    asked = online.requests
    result = run("check", "--locked", "-f", "json")
    assert (result.code, online.requests) == (1, asked)
    document = json.loads(result.out)
    found = {f["reference"]: f for f in document["findings"] if f["code"].startswith("DOI")}
    assert {key: (f["code"], f["severity"]) for key, f in found.items()} == {
        "slutsky2010": ("DOI015", "error"),
        "invented2019": ("DOI015", "error"),
    }
    assert "has changed since" in found["slutsky2010"]["message"]
    assert "rats" in found["slutsky2010"]["message"], "the claims that rest on it"
    assert "does not have it" in found["invented2019"]["message"]
    assert found["invented2019"]["line"] == 19
    assert document["summary"]["unverified"] == 2
    assert run("check", "--locked", "--ignore", "DOI015").code == 0, "never 3"


def test_without_a_lock_file_nothing_is_locked(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, GOOD)
    result = run("check", "--locked")
    assert result.code == 1
    assert result.out.count("DOI015") == 2


def test_what_no_service_answered_for_is_not_locked(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD)
    down(online)
    assert run("lock").code == 3
    result = run("check", "--locked", "-f", "json")
    document = json.loads(result.out)
    assert result.code == 1
    assert {r["key"]: r["status"] for r in document["references"]}["slutsky2010"] == "unverified"
    (finding,) = [f for f in document["findings"] if f["code"].startswith("DOI")]
    assert finding["code"] == "DOI015"
    assert "no service answered for it when it was locked" in finding["message"]


def test_what_no_service_can_answer_for_is_locked_so(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    entry = "@article{m, title = {A synthetic title}, year = 2020, doi = {10.1400/synthetic}}"
    write_project(tmp_path, GOOD, REFERENCES + entry)
    assert run("lock").code == 0
    result = run("check", "--locked", "-f", "json")
    document = json.loads(result.out)
    assert result.code == 0
    assert {r["key"]: r["status"] for r in document["references"]}["m"] == "unverified"
    assert [f["code"] for f in document["findings"] if f["code"].startswith("DOI")] == ["DOI009"]


def test_a_record_without_a_title_verifies_nothing(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    entry = "@article{b, title = {A synthetic title}, year = 2020, doi = {10.5555/bare}}"
    online.records["10.5555/bare"] = {"DOI": "10.5555/bare", "type": "journal-article"}
    write_project(tmp_path, GOOD, REFERENCES + entry)
    assert run("lock").code == 0
    for args in ((), ("--locked",)):
        document = json.loads(run("check", "-f", "json", *args).out)
        assert {r["key"]: r["status"] for r in document["references"]}["b"] == "unverified"
        (finding,) = [
            f for f in document["findings"] if f["reference"] == "b" if "DOI" in f["code"]
        ]
        assert finding["code"] == "DOI009"
        assert "the record of Crossref has no title" in finding["message"]


def test_a_second_source_that_was_silent_when_locked_is_said(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD)
    online.always("europepmc", server_error(503))
    assert run("lock").code == 3
    result = run("check", "--locked")
    assert result.code == 0
    said = " ".join((result.out + result.err).split())
    assert "what a second source says of slutsky2010: when locked: Europe PMC" in said


# --- lock --check ----------------------------------------------------------------------------------


def test_nothing_new_is_nothing_written(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD, REFERENCES + MADE_UP)
    run("lock")
    files = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    asked = online.requests
    result = run("lock", "--check")
    assert result.code == 0, result.out
    assert result.out == (
        "Compared 3 references with the lock file: 0 changed, 0 not locked as they stand, "
        "0 not checked\n"
    )
    assert 0 < online.requests - asked <= 3, "asked again, in lists"
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == files


def test_a_new_notice_says_what_it_touches(run: Run, tmp_path: Path, online: StandIn) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "memory.txt").write_text(
        "Een kop.\n\nZin. En bij ratten verbeterde het geheugen.\n"
    )
    (tmp_path / "magclaims.toml").write_text('articles = "texts"\n')
    write_project(tmp_path, CITING)
    run("lock")
    notice = update("10.5555/x.notice", "retraction", 2026, 11, 1)
    renew(online, SLUTSKY, **{"updated-by": [notice]})
    before = LOCK.read_bytes()
    result = run("lock", "--check")
    assert result.code == 1
    assert "data/references.bib:1:1: slutsky2010: changed; new notice: retraction" in result.out
    assert "    texts/memory.txt:3:9: claim rats in memory\n" in result.out
    (change,) = json.loads(run("lock", "--check", "-f", "json").out)["changes"]
    assert (change["kind"], change["new_notices"][0]["doi"]) == ("changed", "10.5555/x.notice")
    assert change["touches"] == [
        {"claim": "rats", "article": "memory", "path": "texts/memory.txt", "line": 3, "column": 9}
    ]
    assert (change["path"], change["line"]) == ("data/references.bib", 1)
    assert LOCK.read_bytes() == before
    alone = run("lock", "--check", "data/references.bib")
    assert "claim rats in memory" in alone.out, "with the configured claims"


def test_a_changed_record_and_one_that_is_gone(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD, REFERENCES + MADE_UP)
    run("lock")
    renew(online, SLUTSKY, title=["Quite another title"], publisher="Somebody else")
    del online.records[RETRACTED["DOI"]]
    result = run("lock", "--check", "-f", "json")
    assert result.code == 1
    found = changes(result)
    assert [c["field"] for c in found["slutsky2010"]["fields"]] == ["title"]
    assert found["invented2019"]["fields"] == [
        {"field": "state", "old": "found", "new": "not found"}
    ]
    assert found["invented2019"]["gone_notices"]
    assert "no longer reported" in run("lock", "--check").out


def test_facts_that_come_and_go_are_no_news(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD)
    run("lock")
    renew(online, SLUTSKY, publisher="Somebody else", abstract="<p>New</p>")
    assert run("lock", "--check").code == 0


def test_what_is_not_locked_as_it_stands_is_said(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD, REFERENCES)
    run("lock")
    edited = REFERENCES[: REFERENCES.index("@misc")].replace("65", "56")
    write_project(tmp_path, GOOD, edited + MADE_UP)
    result = run("lock", "--check")
    assert result.code == 1
    assert "invented2019: not in the lock file; new notice: retraction" in result.out
    assert "slutsky2010: edited since it was locked" in result.out
    assert "factsheet: in the lock file, but in no bibliography" in result.out


def test_what_was_unverified_and_is_known_now(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD)
    down(online)
    run("lock")
    online.well()
    result = run("lock", "--check")
    assert (result.code, "slutsky2010: was unverified" in result.out) == (1, True)
    assert "verified slutsky2010" in run("lock").out


# --- when services fail ----------------------------------------------------------------------------

FAULTS = {
    "429": too_many(),
    "429, Retry-After 3600": too_many("3600"),
    "429, Retry-After 0": too_many("0"),
    "500": server_error(500),
    "504 as HTML": server_error(504, html=True),
    "403": status(403),
    "404 of a proxy": status(404, b"<html>Not found</html>", "text/html"),
    "time-out": too_slow,
    "reset": reset,
    "cut": cut,
    "half a JSON": half_json,
    "HTML": page,
    "no type, no work": untyped,
    "another work": lambda: reply_json(
        {"status": "ok", "message-type": "work", "message": HAUSENBLAS}
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_no_failure_is_ever_green_or_not_found(
    run: Run, tmp_path: Path, online: StandIn, fault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD)
    down(online, fault)
    result = run("check", "-f", "json")
    assert result.code == 3
    document = json.loads(result.out)
    statuses = {r["key"]: r["status"] for r in document["references"]}
    assert statuses == {"slutsky2010": "unverified", "factsheet": "no_identifier"}
    assert document["summary"]["unverified"] == 1
    assert "DOI001" not in {f["code"] for f in document["findings"]}
    locking = run("lock")
    assert locking.code == 3
    assert "failed slutsky2010" in locking.out
    assert locked()["slutsky2010"]["status"] == "unverified"
    assert locked()["slutsky2010"]["reason"]
    assert run("lock", "--on-unreachable", "pass").code == 0
    online.well()
    assert run("check").code == 0, "it was not remembered"
    assert run("lock").code == 0
    assert locked()["slutsky2010"]["status"] == "verified-record"


def test_a_record_of_another_work_is_no_answer(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD)
    items = {"total-results": 1, "items": [HAUSENBLAS], "items-per-page": 1, "query": {}}
    others = {"status": "ok", "message-type": "work-list", "message": items}
    online.always("crossref:list", lambda: reply_json(others))
    one = {"status": "ok", "message-type": "work", "message": HAUSENBLAS}
    online.always("crossref:single", lambda: reply_json(one))
    result = run("lock", "-f", "json")
    assert result.code == 3
    assert locked()["slutsky2010"]["status"] == "unverified"
    assert [f["key"] for f in json.loads(result.out)["failed"]] == ["slutsky2010"]
    assert "DOI002" not in run("check", "--locked").out


def test_a_service_that_is_down_is_said_once(run: Run, tmp_path: Path, online: StandIn) -> None:
    many = "".join(
        MADE_UP.replace("invented2019", f"k{n}").replace("retracted", f"n{n}") for n in range(300)
    )
    write_project(tmp_path, GOOD, many)
    down(online)
    result = run("lock")
    assert result.code == 3
    assert result.err.count("Crossref: ") == 1
    assert online.requests < 60, "a few questions, a few times each"
    assert {entry["status"] for entry in locked().values()} == {"unverified"}


def test_what_was_added_and_locked_meanwhile_is_kept(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD)

    def ask(*args: Any, **options: Any) -> Any:
        monkeypatch.setattr(lock_command, "gather_references", gather_references)
        gathered = gather_references(*args, **options)
        write_project(tmp_path, GOOD, REFERENCES + MADE_UP)
        assert run("lock").code == 0
        return gathered

    monkeypatch.setattr(lock_command, "gather_references", ask)
    result = run("lock")
    assert result.code == 0
    assert "removed" not in result.out
    assert set(locked()) == {"slutsky2010", "factsheet", "invented2019"}


def test_a_failure_does_not_undo_what_another_run_was_answered(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD)
    down(online)

    def ask(*args: Any, **options: Any) -> Any:
        monkeypatch.setattr(lock_command, "gather_references", gather_references)
        gathered = gather_references(*args, **options)
        online.well()
        assert run("lock").code == 0
        return gathered

    monkeypatch.setattr(lock_command, "gather_references", ask)
    assert run("lock").code == 3
    assert locked()["slutsky2010"]["status"] == "verified-record"


def test_an_upgrade_that_fails_keeps_what_was_answered(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD)
    run("lock")
    before = LOCK.read_bytes()
    down(online)
    result = run("lock", "--upgrade")
    assert (result.code, LOCK.read_bytes()) == (3, before)
    assert "failed slutsky2010" in result.out
    checked = run("lock", "--check")
    assert checked.code == 3
    assert "slutsky2010: not checked" in checked.out


def test_a_second_source_that_fails_is_asked_the_next_time(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD)
    online.always("europepmc", server_error(503))
    assert run("lock").code == 3
    entry = locked()["slutsky2010"]
    assert entry["status"] == "verified-record"
    assert "Europe PMC" in entry["reason"]
    online.well()
    assert run("lock").code == 0
    assert "reason" not in locked()["slutsky2010"]
    assert locked()["slutsky2010"]["work"]["pmid"] == "20152124"


def test_notices_of_the_second_source_outlast_its_failure(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    entry = (
        "@article{h, title = {Magnesium-L-threonate improves sleep quality and daytime functioning "
        "in adults with self-reported sleep problems: A randomized controlled trial}, "
        "author = {Hausenblas, Heather A. and others}, year = 2024, doi = {10.1016/j.sleepx.2024.100121}}"
    )
    renew(online, HAUSENBLAS, **{"updated-by": []})
    write_project(tmp_path, GOOD, entry)
    run("lock")
    assert [n["source"] for n in locked()["h"]["work"]["notices"]] == ["europepmc"]
    online.always("europepmc", server_error(503))
    assert run("lock", "--check").code == 3, "a notice that could not be asked for is not gone"
    assert run("lock", "--upgrade").code == 3
    assert locked()["h"]["work"]["notices"]


def test_a_known_retraction_is_not_hidden_by_an_outage(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD, MADE_UP)
    monkeypatch.setenv("MAGCLAIMS_MAX_AGE_DAYS", "0")
    run("check")
    down(online)
    result = run("check", "-f", "json")
    assert result.code == 1
    document = json.loads(result.out)
    (reference,) = document["references"]
    assert (reference["status"], reference["unreachable"]) == ("retracted", True)
    assert {"DOI005", "DOI009"} <= {f["code"] for f in document["findings"]}


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_leaves_lock_file_and_cache_whole(
    run: Run, tmp_path: Path, online: StandIn, release: threading.Event
) -> None:
    write_project(tmp_path, GOOD)
    assert run("lock").code == 0
    before = LOCK.read_bytes()
    write_project(tmp_path, GOOD, REFERENCES + MADE_UP)
    seen = threading.Event()
    for service in SERVICES:
        online.always(service, hang(release, seen.set))
    process = subprocess.Popen(
        [sys.executable, "-m", "magclaims", "lock", "--upgrade"],
        env=dict(os.environ),
        stderr=subprocess.PIPE,
        text=True,
    )
    seen.wait()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130, err
    assert "interrupted" in err
    assert "Traceback" not in err
    assert LOCK.read_bytes() == before
    assert sorted(p.name for p in LOCK.parent.iterdir()) == [
        "claims.yaml",
        "references.bib",
        "references.lock.json",
    ]
    online.well()
    assert run("check").code == 1, "the retracted one is found: cache and lock file are whole"


# --- who answered ----------------------------------------------------------------------------------


def test_the_answers_of_another_address_are_not_locked_unasked(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD)
    monkeypatch.delenv("MAGCLAIMS_ANY_ADDRESS")
    result = run("lock")
    assert result.code == 2
    assert f"{online.url}/crossref would be asked in the place of Crossref" in result.err
    assert not LOCK.exists()
    assert run("lock", "--any-address").code == 0
    assert locked()["slutsky2010"]["addresses"]["crossref"] == f"{online.url}/crossref"


@pytest.mark.parametrize(
    "format_", ["text", "json", "github", "sarif", "junit", "markdown", "html"]
)
def test_every_output_says_that_another_address_answered(
    run: Run, tmp_path: Path, online: StandIn, format_: str
) -> None:
    write_project(tmp_path, GOOD)
    result = run("check", "-f", format_)
    assert result.code == 0
    # Each format escapes in its own way.
    said = re.sub(r"[^\w./: ]", "", " ".join(html.unescape(result.out + result.err).split()))
    assert f"{online.url}/crossref was asked in its place" in said


def test_what_another_address_answered_counts_nowhere_else(
    run: Run, tmp_path: Path, online: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, GOOD)
    run("lock")
    assert run("check").code == 0
    for name in online.environment:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MAGCLAIMS_OFFLINE", "1")
    (_, slutsky) = json.loads(run("check", "-f", "json").out)["references"]
    assert (slutsky["key"], slutsky["status"]) == ("slutsky2010", "unverified")
    refused = run("check", "--locked")
    assert refused.code == 1
    assert "which is not the address of a service" in " ".join(refused.out.split())


def test_a_forged_lock_file_is_not_believed(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path, GOOD, MADE_UP.replace("synthetic.retracted", "nobody"))
    run("lock")
    forged = json.loads(LOCK.read_text())
    entry = forged["references"]["invented2019"]
    assert entry["status"] == "missing"
    entry |= {"status": "verified-record", "when": "2999-01-01T00:00:00Z"}
    entry["work"] = {"doi": "10.5555/nobody", "title": "A made-up trial of a made-up mineral"}
    LOCK.write_text(json.dumps(forged))
    assert "DOI001" in run("check").out, "it is asked for"
    assert "dated in the future" in " ".join(run("check", "--locked").out.split())
    assert "dated in the future" in run("lock", "--check").out
    assert "refused invented2019: its lock entry is dated in the future" in run("lock").out
    assert locked()["invented2019"]["status"] == "missing"


def test_a_forgery_that_fits_together_is_found_by_whoever_asks(
    run: Run, tmp_path: Path, online: StandIn
) -> None:
    write_project(tmp_path, GOOD, REFERENCES + MADE_UP.replace("synthetic.retracted", "nobody"))
    run("lock")
    forged = json.loads(LOCK.read_text())
    entry = forged["references"]["invented2019"]
    title = MADE_UP.partition("title = {")[2].partition("}")[0]
    entry |= {"status": "verified-record", "work": {"doi": "10.5555/nobody", "title": title}}
    LOCK.write_text(json.dumps(forged))
    assert run("check", "--locked").code == 0, "nobody is asked, so nobody can tell"
    checked = run("lock", "--check")
    assert (checked.code, "invented2019: changed" in checked.out) == (1, True)
    result = run("check")
    assert (result.code, "DOI001" in result.out) == (1, True)
