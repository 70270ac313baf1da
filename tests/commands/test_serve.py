"""`magclaims serve` by real HTTP on loopback: who may ask, what is taken, what is shown. All synthetic."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from magclaims.commands import http_server
from magclaims.commands.http_server import HttpServer, is_loopback
from magclaims.read.reviews import file_of
from magclaims.render.escape import plain
from magclaims.render.language import phrases
from project import CLAIMS, Run, write_site
from serving import Site, serving
from standin import StandIn

REGISTRY = Path("data/claims.yaml")
FILE = Path("data/reviews/ann.json")
PLACE = {"claim": "people", "article": "memory", "quote": "verbetert uw geheugen"}
HOSTILE = "</script><img src=x onerror=alert(1)>\x1b[31m::error::"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, f"# ours\n{CLAIMS}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")  # 2026-09-21
    return tmp_path


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as started:
        yield started


@pytest.fixture
def blind() -> Iterator[Site]:
    with serving(blind=True) as started:
        yield started


def states(site: Site) -> dict[str, str]:
    """The state of each claim, from the page."""
    page = site.ask("").text
    found = re.search(r'<template id="known"[^>]*>(.*?)</template>', page)
    assert found
    cards = re.findall(
        r'<details class="card[^>]* id="(p-\w+)".*?<code class="id">([^<]+)<', page, re.DOTALL
    )
    rows = json.loads(found[1])["places"]
    return {claim: rows[anchor][1] for anchor, claim in cards}


def place(site: Site, **more: Any) -> dict[str, Any]:
    return {**PLACE, "state": states(site)["people"], **more}


# --- who may ask -----------------------------------------------------------------------------------


def test_the_page_is_served_and_kept_by_nobody(site: Site) -> None:
    answer = site.ask("")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "verbetert uw geheugen" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    security = answer.headers["Content-Security-Policy"]
    (within,) = re.findall(
        r'Content-Security-Policy" content="([^"]+)"', answer.text.replace("&#39;", "'")
    )
    assert security == f"{within}; frame-ancestors 'none'"
    assert "default-src 'none'" in security
    assert "connect-src 'self'" in security
    assert "script-src 'sha256-" in security
    assert "unsafe-eval" not in security


def test_a_page_on_disk_may_not_send_anything(run: Run) -> None:
    assert "connect-src" not in run("report").out


@pytest.mark.parametrize("path", ["/", "/x/", "/%2e%2e/", "//", "*", "/wrong/decisions"])
def test_nothing_is_told_without_the_token(site: Site, path: str) -> None:
    for method in ("GET", "POST"):
        answer = site.ask(path, method, b"", {"Origin": site.origin, "Content-Length": "0"})
        assert answer.status == 404
        assert site.server.token not in str(answer)
        assert "memory" not in answer.text


def test_each_server_has_another_token(site: Site) -> None:
    with serving() as other:
        assert other.server.token != site.server.token
        assert len(other.server.token) >= 43, "256 bits"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "evil.example:PORT",
        "127.0.0.1.evil.example:PORT",
        "",
    ],
)
def test_another_host_is_refused(site: Site, host: str) -> None:
    given = host.replace("PORT", str(site.server.port))
    answer = site.ask("", headers={"Host": given})
    assert answer.status == 421
    assert "verbetert" not in answer.text


def test_two_hosts_are_none(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.server.port)) as connection:
        line = f"GET /{site.server.token}/ HTTP/1.1\r\n"
        hosts = f"Host: {site.host}\r\nHost: evil.example\r\n\r\n"
        connection.sendall((line + hosts).encode())
        assert connection.makefile("rb").readline().split()[1] == b"421"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_another_site_writes_nothing(site: Site, headers: dict[str, str]) -> None:
    row = place(site, reviewed=True)
    body = {"schema": 1, "kind": "magclaims-decisions", "checked_at": "x", "decisions": [row]}
    assert site.send("decisions", body, **headers).status == 403
    assert not FILE.exists()
    assert site.send("decisions", body).status == 200
    assert FILE.exists()


def test_another_site_reads_nothing(site: Site) -> None:
    answer = site.ask("", headers={"Origin": "http://evil.example"})
    assert (answer.status, "verbetert" in answer.text) == (403, False)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_forms_of_other_sites_can_send_is_not_taken(site: Site, kind: str) -> None:
    assert site.send("decisions", {}, Content_Type=kind).status == 415


def test_what_it_does_not_know_is_refused_in_few_words(site: Site) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "<script>"):
        answer = site.ask("", method)
        assert answer.status in {400, 501}
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "script" not in answer.text
    assert site.ask("data/claims.yaml").status == 404
    assert site.ask("../data/claims.yaml").status == 404
    head = site.ask("", "HEAD")
    assert (head.status, head.body) == (200, b"")
    again = site.ask(f"/{site.server.token}")
    assert (again.status, again.headers["Location"]) == (303, f"/{site.server.token}/")


def test_an_address_for_one_time_leads_there_once(site: Site) -> None:
    ticket = site.server.ticket().removeprefix(site.origin)
    assert site.server.token not in ticket
    assert site.ask(ticket).headers["Location"] == f"/{site.server.token}/"
    assert site.ask(ticket).status == 404


# --- hostile bodies --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"decisions": 1}',
        b"[" * 100_000,
        b'{"schema": ' + b"9" * 10_000 + b"}",
        b'{"schema": NaN}',
        json.dumps({"schema": 1, "kind": HOSTILE, "checked_at": "", "decisions": []}).encode(),
    ],
)
def test_a_hostile_body_is_told_and_nothing_is_written(site: Site, body: bytes) -> None:
    before = REGISTRY.read_bytes()
    for path in ("decisions", "ratings"):
        answer = site.send(path, body)
        assert answer.status == 400
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        assert answer.data["error"]
        assert b"\x1b" not in answer.body
    assert (REGISTRY.read_bytes(), FILE.exists()) == (before, False)
    assert site.ask("").status == 200, "it still serves"


def test_a_body_that_is_too_large_is_not_read(site: Site) -> None:
    for length in (str(http_server.MAX_BODY + 1), "9" * 5000):
        assert site.send("decisions", b"{}", Content_Length=length).status == 413
    for length in ("-1", "x", "1e3", "\u0662", ""):
        raw = {"Content-Length": length} if length else {}
        headers = {"Origin": site.origin, "Content-Type": "application/json", **raw}
        shown = {k: v.encode("utf-8").decode("latin-1") for k, v in headers.items()}
        assert site.ask("decisions", "POST", b"", shown).status == 411
    chunked = {"Transfer_Encoding": "chunked"}
    assert site.send("decisions", b"0\r\n\r\n", **chunked).status == 411


def test_a_body_without_its_end_is_refused(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.server.port)) as connection:
        head = (
            f"POST /{site.server.token}/decisions HTTP/1.0\r\nHost: {site.host}\r\n"
            f"Origin: {site.origin}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{{"
        )
        connection.sendall(head.encode())
        connection.shutdown(socket.SHUT_WR)
        assert connection.makefile("rb").readline().split()[1] == b"400"
    assert site.ask("").status == 200


def test_who_hangs_up_ends_nothing(site: Site) -> None:
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", site.server.port)) as connection:
            connection.sendall(
                f"GET /{site.server.token}/ HTTP/1.0\r\nHost: {site.host}\r\n\r\n".encode()
            )
    assert site.ask("").status == 200


# --- deciding --------------------------------------------------------------------------------------


def test_decisions_go_the_way_of_review_apply(site: Site, run: Run, tmp_path: Path) -> None:
    waiver = {"rule": "EVI007", "reason": "Next issue.", "until": "2026-12-31"}
    row = place(
        site, reviewed=True, accepted="Mogelijk helpt het.", waiver=waiver, comment="Waarom?"
    )
    answer = site.decide(row)
    assert answer.status == 200
    assert answer.data == {
        "lines": [
            "Opgeslagen als Ann.",
            f"“{PLACE['quote']}”: toelichting bewaard, beoordeeld, tekst overgenomen, EVI007 geaccepteerd tot en met 31 december 2026",
        ],
        "refused": [],
    }
    served = REGISTRY.read_bytes(), FILE.read_bytes()
    REGISTRY.write_text(f"# ours\n{CLAIMS}")
    FILE.unlink()
    document = {"schema": 1, "kind": "magclaims-decisions", "checked_at": "x", "decisions": [row]}
    Path("decisions.json").write_text(json.dumps(document))
    assert run("review", "--apply", "decisions.json", "--by", "Ann").code == 0
    assert (REGISTRY.read_bytes(), FILE.read_bytes()) == served
    assert served[0].startswith(b"# ours\n"), "comments and order are kept"


def test_what_changed_meanwhile_is_refused_and_the_page_follows_the_files(site: Site) -> None:
    row = place(site, reviewed=True, accepted="Iets.", comment="Blijft.")
    text = REGISTRY.read_text()
    REGISTRY.write_text(text.replace("L-threonate improves memory.", "L-threonate helps memory."))
    assert "L-threonate helps memory." in site.ask("").text
    answer = site.decide(row, {**row, "claim": "gone"})
    assert answer.data["refused"] == [0, 1]
    assert answer.data["lines"][2:] == [
        f"Niet opgeslagen: “{PLACE['quote']}”: gewijzigd sinds het rapport is gemaakt: kijk er opnieuw naar",
        "Niet opgeslagen: “verbetert uw geheugen”: deze bewering bestaat niet meer",
    ]
    assert "Iets." not in REGISTRY.read_text()
    assert "Blijft." in FILE.read_text(), "no comment is lost"
    assert site.decide(place(site, reviewed=True)).data["refused"] == []


def test_a_file_that_is_being_edited_is_told_until_it_can_be_read(site: Site) -> None:
    text = REGISTRY.read_text()
    row = place(site, reviewed=True)
    REGISTRY.write_text("claims: [\n")
    answer = site.ask("")
    assert answer.status == 503
    assert "claims.yaml:" in answer.text
    refused = site.decide(row)
    assert (refused.status, "claims.yaml:" in refused.data["error"]) == (400, True)
    REGISTRY.write_text(text)
    assert site.ask("").status == 200


def test_hostile_names_and_words_stay_text() -> None:
    with serving(by=HOSTILE) as site:
        waiver = {"rule": "EVI007", "reason": HOSTILE, "until": "2026-12-31"}
        answer = site.decide(place(site, accepted=HOSTILE, comment=HOSTILE, waiver=waiver))
        assert answer.status == 200
        page = site.ask("").text
    assert "<img" not in page.replace("&lt;img", "")
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    own = file_of(Path("data/reviews.json"), plain(HOSTILE))
    assert "\x1b" not in page + answer.text + REGISTRY.read_text() + own.read_text()


def test_two_who_decide_at_once_both_write(site: Site) -> None:
    known = states(site)
    rows = [
        {"claim": id_, "article": "memory", "quote": "x", "state": known[id_], "reviewed": True}
        for id_ in ("people", "rats", "enzymes")
    ]
    with serving(by="Bob") as other:
        threads = [
            threading.Thread(target=at.decide, args=(row,))
            for at, row in zip((site, other, site), rows, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert set(json.loads(FILE.read_text())["reviews"]) == {"people", "enzymes"}
    assert set(json.loads(FILE.with_name("bob.json").read_text())["reviews"]) == {"rats"}


def test_services_are_asked_once_and_not_for_each_page(online: StandIn, project: Path) -> None:
    (project / "magclaims.toml").write_text('articles = "articles"\n')
    with serving() as site:
        site.ask("")
        asked = online.requests
        assert asked
        REGISTRY.write_text(REGISTRY.read_text() + "\n# later\n")
        site.decide(place(site, reviewed=True))
        assert site.ask("").status == 200
        assert online.requests == asked


# --- blind -----------------------------------------------------------------------------------------


def test_no_verdict_is_told_before_the_reviewers_own(blind: Site, run: Run) -> None:
    report = json.loads(run("report", "--format", "json", "--language", "nl").out)
    page = blind.ask("").text
    choices = re.compile(r"<fieldset>.*?</fieldset>", re.DOTALL)
    legend = page.index('id="legend"')
    shown = choices.sub("", page[:legend])
    for claim in report["claims"]:
        for one in claim["occurrences"]:
            assert one["code"] is None or one["code"] not in page.partition("<script>")[0]
            assert not one["suggestion"] or one["suggestion"] not in page
            for reason in one["reasons"]:
                assert reason["text"] not in page
            assert one["quote"] in shown
    words = [phrases("nl").word("verdict", v) for v in ("overstated", "unsupported", "supported")]
    assert not [word for word in words if word in shown]
    assert 'id="first"' not in page
    assert "v:" not in "".join(re.findall(r'data-f="([^"]*)"', page))


def test_both_verdicts_are_kept_and_status_tells_how_often_they_agree(
    blind: Site, run: Run
) -> None:
    answer = blind.rate(place(blind, own="overstated"))
    assert answer.data == {"own": "overstated", "judged": "overstated"}
    rats = {"claim": "rats", "article": "memory", "quote": "bij ratten verbeterde het geheugen"}
    blind.rate({**rats, "state": states(blind)["rats"], "own": "unsupported"})
    (first, second) = json.loads(FILE.read_text())["ratings"]
    assert first == {
        **place(blind),
        "by": "Ann",
        "on": "2026-09-21",
        "own": "overstated",
        "judged": "overstated",
    }
    assert (second["own"], second["judged"]) == ("unsupported", "supported")
    page = blind.ask("").text
    assert "EVI007" in page.partition("<script>")[0], "what was rated is shown"
    assert "NUM002" not in page.partition("<script>")[0], "what was not is not"
    status = json.loads(run("status", "--format", "json").out)
    (ann,) = status["owners"]
    assert (ann["rated"], ann["agreed"], status["rated"], status["agreed"]) == (2, 1, 2, 1)
    assert ann["differ"] == [{**rats, "own": "unsupported", "judged": "supported"}]
    text = run("status").out
    assert "2 rated blind: 1 as the program did (50%)" in text
    assert "rats: unsupported, the program supported" in text


def test_a_second_verdict_is_not_blind_until_the_claim_changes(blind: Site) -> None:
    assert blind.rate(place(blind, own="supported")).status == 200
    again = blind.rate(place(blind, own="overstated"))
    assert (again.status, "sindsdien gezien" in again.data["error"]) == (409, True)
    assert blind.rate({**place(blind), "quote": "x", "own": "supported"}).status == 409
    assert blind.rate(place(blind, own="splendid")).status == 400
    before = place(blind, own="overstated")
    REGISTRY.write_text(
        REGISTRY.read_text().replace("L-threonate improves memory.", "L-threonate helps memory.")
    )
    assert blind.rate(before).status == 409
    assert "EVI007" not in blind.ask("").text.partition("<script>")[0]
    assert blind.rate(place(blind, own="overstated")).status == 200
    assert [r["own"] for r in json.loads(FILE.read_text())["ratings"]] == [
        "supported",
        "overstated",
    ]


def test_once_all_is_rated_the_whole_page_is_there(blind: Site) -> None:
    known = states(blind)
    quotes = {
        "people": "verbetert uw geheugen",
        "rats": "bij ratten verbeterde het geheugen",
        "enzymes": "meer dan 600 enzymatische reacties",
    }
    for id_, quote in quotes.items():
        row = {"claim": id_, "article": "memory", "quote": quote, "state": known[id_]}
        assert blind.rate({**row, "own": "unverified"}).status == 200
    assert 'id="first"' in blind.ask("").text
    with serving(by="Bob", blind=True) as other:
        assert 'id="first"' not in other.ask("").text, "each reviewer rates for themselves"


# --- the command -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "Missing option '--by'"),
        (("--by", " "), "--by needs a name"),
        (("--by", "Ann", "--language", "xx"), "there are words in"),
        (("--by", "Ann", "--host", "192.0.2.1"), "192.0.2.1:8642: cannot be served at"),
        (("--by", "Ann", "-"), "name files, not -"),
    ],
)
def test_what_cannot_be_served_is_told(run: Run, options: tuple[str, ...], says: str) -> None:
    result = run("serve", *options)
    assert (result.code, says in result.err) == (2, True), result.err


def test_a_port_that_is_taken_is_told(run: Run, site: Site) -> None:
    result = run("serve", "--by", "Ann", "--port", str(site.server.port))
    assert (result.code, "another port with --port" in result.err) == (2, True)


def test_it_serves_until_ctrl_c(project: Path, interruptible: None) -> None:
    command = [sys.executable, "-m", "magclaims", "serve", "--by", "Ann", "--port", "0"]
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Decisions are written as Ann. Ctrl-C ends it.\n"
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{43}/\n", process.stdout.readline()), (
            "the address, also where the port is any"
        )
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert "what was saved is in the files" in out


def test_the_browser_gets_an_address_for_one_time(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(HttpServer, "serve_forever", lambda _: None)
    result = run("serve", "--by", "Ann", "--port", "0", "--open")
    assert result.code == 0
    (address,) = opened
    assert address.startswith("http://127.0.0.1:")
    assert address.rsplit("/", 2)[1] not in result.out


def test_another_address_is_warned_about(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HttpServer, "serve_forever", lambda _: None)
    assert "warning" not in run("serve", "--by", "Ann", "--port", "0").err
    result = run("serve", "--by", "Ann", "--port", "0", "--host", "0.0.0.0")
    assert "warning: others can reach this address" in result.err


def test_at_a_wildcard_only_numbers_and_this_machine_are_answered_to() -> None:
    with HttpServer("0.0.0.0", 0, object()) as server:  # type: ignore[arg-type]
        assert server.answers_to(f"192.0.2.7:{server.port}")
        assert server.answers_to(f"{socket.gethostname()}:{server.port}")
        assert not server.answers_to(f"evil.example:{server.port}")
        assert not server.answers_to("192.0.2.7:1")


def test_which_addresses_are_of_this_machine_alone() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "::", "192.0.2.1", "example.org", ""))
