"""Crossref, DataCite, Europe PMC, OpenAlex and doi.org on the loopback interface, as they answer in 2026.

One server plays them all, below `/crossref`, `/datacite`, `/europepmc`, `/openalex` and `/doi`. What it knows is
given to it; what goes wrong is scripted. Used by the tests, and by the benchmarks as a process of
its own (`python -m standin --help`, with `tests` on the path).

Nothing measured against it says how the real services behave.
"""

import json
import re
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, quote, unquote

Record = Mapping[str, Any]

REQUEST_LINE = 4096
FIELDS = frozenset(
    {
        "DOI",
        "ISBN",
        "ISSN",
        "URL",
        "abstract",
        "accepted",
        "alternative-id",
        "approved",
        "archive",
        "article-number",
        "assertion",
        "author",
        "chair",
        "clinical-trial-number",
        "container-title",
        "content-created",
        "content-domain",
        "created",
        "degree",
        "deposited",
        "editor",
        "event",
        "funder",
        "group-title",
        "indexed",
        "is-referenced-by-count",
        "issn-type",
        "issue",
        "issued",
        "license",
        "link",
        "member",
        "original-title",
        "page",
        "posted",
        "prefix",
        "published",
        "published-online",
        "published-print",
        "publisher",
        "publisher-location",
        "reference",
        "references-count",
        "relation",
        "resource",
        "score",
        "short-container-title",
        "short-title",
        "standards-body",
        "subject",
        "subtitle",
        "title",
        "translator",
        "type",
        "update-policy",
        "update-to",
        "updated-by",
        "volume",
    }
)
SEARCHES = frozenset({"query", "query.bibliographic", "query.title", "query.author"})
JSON = "application/json"
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Pool:
    """Limits: lists and singles that may start in a second, requests in flight."""

    lists: int
    singles: int
    in_flight: int


POLITE = Pool(lists=3, singles=10, in_flight=3)
PUBLIC = Pool(lists=1, singles=5, in_flight=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent: all of it in one piece, or a part of it before the connection ends."""

    status: int = 200
    body: bytes = b""
    content_type: str | None = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


Fault = Callable[[], Reply | None]
"""What happens instead of an answer; None closes the connection without a word."""


def reply_json(document: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(document).encode())


def too_many(after: str | None = None) -> Fault:
    """429, bare or with Retry-After."""
    headers = {"Retry-After": after} if after is not None else {}
    return lambda: Reply(429, b"", None, headers)


def server_error(status: int = 500, *, html: bool = False) -> Fault:
    """5xx: JSON with a stack, or the page of a load balancer."""
    page = Reply(status, b"<html><body>Gateway Time-out</body></html>", HTML)
    stack = reply_json({"status": "error", "message": [{"trace": ["clojure"]}]}, status)
    return lambda: page if html else stack


def status(code: int, body: bytes = b"", content_type: str | None = "text/plain") -> Fault:
    """Any status."""
    return lambda: Reply(code, body, content_type)


def too_slow() -> Reply:
    """What a proxy says whose own patience ended; a client's time-out without the time."""
    return Reply(598, b"", None)


def hang(release: threading.Event, reached: Callable[[], object] = lambda: None) -> Fault:
    """Silence until released, then the end of the connection.

    Args:
        release: Ends the silence.
        reached: Is called when the request is there.
    """

    def wait() -> None:
        reached()
        release.wait()

    return wait


def cut() -> Reply:
    """Half of what Content-Length promised."""
    return Reply(200, b'{"status":"ok","message":{"DOI":"10.5555/ha', JSON, cut=True)


def reset() -> None:
    """The connection ends without an answer."""


def half_json() -> Reply:
    """A body that ends early, with the length that it has."""
    return Reply(200, b'{"status":"ok","message":{"items":[{"DOI"', JSON)


def page() -> Reply:
    """HTML with status 200."""
    return Reply(200, b"<!doctype html><title>Sorry</title>", HTML)


def untyped() -> Reply:
    """JSON without a Content-Type, and not of the expected shape."""
    return Reply(200, b"{}", None)


class StandIn:
    """The server; a context manager.

    Args:
        records: Crossref records (`message`), by their `DOI`; `aliases` are redirected.
        datacite: Attributes of DataCite records.
        europepmc: Records of Europe PMC.
        openalex: What OpenAlex says of DOIs: whether the work was retracted.
        agencies: Registration agency of further DOIs, e.g. `{"10.1400/x": "mEDRA"}`.
        short: The DOI that each short DOI stands for, e.g. `{"10/abcd": "10.5555/x"}`.
        delay: Seconds before each answer.
        limits: The limits of Crossref that are enforced with 429; None for none.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        datacite: Iterable[Record] = (),
        europepmc: Iterable[Record] = (),
        openalex: Mapping[str, bool] | None = None,
        agencies: Mapping[str, str] | None = None,
        short: Mapping[str, str] | None = None,
        delay: float = 0.0,
        limits: Pool | None = None,
        port: int = 0,
    ) -> None:
        self.records = {str(record["DOI"]).lower(): record for record in records}
        self.aliases = {
            alias.lower(): doi
            for doi, record in self.records.items()
            for alias in record.get("aliases", ())
        }
        self.datacite = {str(record["doi"]).lower(): record for record in datacite}
        self.europepmc = list(europepmc)
        self.openalex = {doi.lower(): retracted for doi, retracted in (openalex or {}).items()}
        self.agencies = {doi.lower(): name for doi, name in (agencies or {}).items()}
        self.short = dict(short or {})
        self.delay = delay
        self.limits = limits
        self.counts: Counter[str] = Counter()
        self.refused = 0
        """429 that the limits caused."""
        self.lines: list[str] = []
        """Targets of the requests, as sent."""
        self.agents: set[str] = set()
        self._scripts: dict[str, deque[Fault]] = {}
        self._always: dict[str, Fault] = {}
        self._lock = threading.Lock()
        self._starts: dict[str, deque[float]] = {"list": deque(), "single": deque()}
        self._in_flight = 0
        self.most_in_flight = 0
        """Requests to Crossref that were open at once."""
        self._plain_404 = False
        self._server = _Server(("127.0.0.1", port), _handler(self))
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    # -- for whoever uses it

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def urls(self) -> dict[str, str]:
        """The settings that lead here."""
        return {
            "crossref_url": f"{self.url}/crossref",
            "datacite_url": f"{self.url}/datacite",
            "europepmc_url": f"{self.url}/europepmc",
            "openalex_url": f"{self.url}/openalex",
            "doi_url": f"{self.url}/doi",
        }

    @property
    def environment(self) -> dict[str, str]:
        """The same as environment variables of the program."""
        return {f"MAGCLAIMS_{name.upper()}": url for name, url in self.urls.items()}

    @property
    def requests(self) -> int:
        return sum(self.counts.values())

    def script(self, service: str, *faults: Fault) -> None:
        """The next requests to a service (or to one kind, `crossref:list`) go wrong."""
        self._scripts.setdefault(service, deque()).extend(faults)

    def always(self, service: str, fault: Fault) -> None:
        """All requests to a service go wrong."""
        self._always[service] = fault

    def well(self) -> None:
        """Nothing goes wrong any more."""
        self._scripts.clear()
        self._always.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    # -- for the handler

    def answer(self, target: str) -> Reply | None:
        """What is sent for a request target."""
        path, _, query = target.partition("?")
        service, _, rest = path.lstrip("/").partition("/")
        kind, make = self._route(service, rest, parse_qs(query, keep_blank_values=True), target)
        with self._lock:
            self.counts[f"{service}:{kind}"] += 1
            self.lines.append(target)
            fault = self._fault(service, kind)
            refused = service == "crossref" and fault is None and not self._admit(kind)
        try:
            if refused:
                self.refused += 1
                return Reply(429, b"", None)
            if self.delay:
                time.sleep(self.delay)
            return fault() if fault is not None else make()
        finally:
            with self._lock:
                self._in_flight -= service == "crossref"

    def _fault(self, service: str, kind: str) -> Fault | None:
        for name in (f"{service}:{kind}", service):
            if self._scripts.get(name):
                return self._scripts[name].popleft()
            if name in self._always:
                return self._always[name]
        return None

    def _admit(self, kind: str) -> bool:
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        if self.limits is None:
            return True
        pool = "list" if kind in {"list", "search"} else "single"
        most = self.limits.lists if pool == "list" else self.limits.singles
        starts, now = self._starts[pool], time.monotonic()
        while starts and now - starts[0] >= 1.0:
            starts.popleft()
        if len(starts) >= most or self._in_flight > self.limits.in_flight:
            return False
        starts.append(now)
        return True

    def _route(
        self, service: str, rest: str, query: dict[str, list[str]], target: str
    ) -> tuple[str, Callable[[], Reply]]:
        if service == "crossref" and len(f"GET {target} HTTP/1.1") > REQUEST_LINE:
            return "list", lambda: Reply(414, b"", HTML)
        if service == "crossref" and rest == "works":
            kind = "search" if SEARCHES & set(query) else "list"
            return kind, lambda: self._crossref_list(query)
        if service == "crossref" and rest.startswith("works/"):
            doi = unquote(rest.removeprefix("works/")).lower()
            if doi.endswith("/agency"):
                return "agency", lambda: self._crossref_agency(doi.removesuffix("/agency"))
            return "single", lambda: self._crossref_single(doi, query)
        if service == "datacite" and rest.startswith("dois/"):
            return "single", lambda: self._datacite(unquote(rest.removeprefix("dois/")).lower())
        if service == "europepmc" and rest == "search":
            kind = "search" if "TITLE:" in query.get("query", [""])[0] else "list"
            return kind, lambda: self._europepmc(query)
        if service == "openalex" and rest.startswith("works/doi:"):
            return "single", lambda: self._openalex(
                unquote(rest.removeprefix("works/doi:")).lower()
            )
        if service == "doi" and rest.startswith("doiRA/"):
            return "list", lambda: self._doi_ra(rest.removeprefix("doiRA/"))
        if service == "doi" and rest.startswith("api/handles/"):
            return "single", lambda: self._handle(unquote(rest.removeprefix("api/handles/")))
        if service == "doi":
            return "resolve", lambda: self._resolve(unquote(rest).lower())
        return "unknown", lambda: Reply(404, b"", "text/plain")

    # -- Crossref

    def _not_found(self) -> Reply:
        self._plain_404 = not self._plain_404
        kind = "text/plain" if self._plain_404 else "application/json;charset=utf-8"
        return Reply(404, b"Resource not found.", kind)

    def _crossref_single(self, doi: str, query: dict[str, list[str]]) -> Reply:
        if set(query) - {"mailto"}:
            return _invalid("parameter-not-allowed", "This route does not support that parameter")
        if doi in self.aliases:
            location = "/works/" + quote(self.aliases[doi], safe="/")
            return Reply(301, b"", None, {"Location": location})
        record = self.records.get(doi)
        if record is None:
            return self._not_found()
        return reply_json(
            {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": record}
        )

    def _crossref_list(self, query: dict[str, list[str]]) -> Reply:
        select = [f for value in query.get("select", ()) for f in value.split(",")]
        if set(select) - FIELDS:
            return _invalid("parameter-not-allowed", "select")
        rows = query.get("rows", ["20"])[0]
        if not rows.isdecimal() or int(rows) > 1000:
            return _invalid("integer-not-valid", "rows")
        found: list[Record]
        if SEARCHES & set(query):
            found = self._search(" ".join(query[name][0] for name in SEARCHES & set(query)))
        else:
            filters = [f.partition(":") for v in query.get("filter", ()) for f in v.split(",")]
            if any(name not in {"doi", "updates", "alternative-id"} for name, _, _ in filters):
                return _invalid("filter-not-available", "filter")
            numbers = {value for name, _, value in filters if name == "alternative-id"}
            if numbers:
                found = [
                    record
                    for record in self.records.values()
                    if numbers & set(record.get("alternative-id", ()))
                ]
                return self._page(found, select, rows)
            updated = {value.lower() for name, _, value in filters if name == "updates"}
            if updated:
                return self._page(self._notices_of(updated), select, rows)
            wanted = dict.fromkeys(value.lower() for _, _, value in filters)
            # The order of an answer is not the order of the question.
            found = [self.records[doi] for doi in reversed(wanted) if doi in self.records]
        return self._page(found, select, rows)

    def _notices_of(self, dois: set[str]) -> list[Record]:
        return [
            record
            for record in self.records.values()
            if any(str(update.get("DOI")).lower() in dois for update in record.get("update-to", ()))
        ]

    def _page(self, found: list[Record], select: list[str], rows: str) -> Reply:
        items = [
            {name: value for name, value in record.items() if not select or name in select}
            for record in found[: int(rows)]
        ]
        return reply_json(
            {
                "status": "ok",
                "message-type": "work-list",
                "message-version": "1.0.0",
                "message": {
                    "facets": {},
                    "total-results": len(found),
                    "items": items,
                    "items-per-page": int(rows),
                    "query": {"start-index": 0, "search-terms": None},
                },
            }
        )

    def _search(self, text: str) -> list[Record]:
        wanted = _words(text)
        scored = []
        for record in self.records.values():
            families = " ".join(a.get("family", "") for a in record.get("author", ()))
            known = _words(" ".join(record.get("title", ())) + " " + families)
            if wanted & known:
                scored.append((len(wanted & known) / len(known), record))
        return [record for _, record in sorted(scored, key=lambda pair: -pair[0])]

    def _crossref_agency(self, doi: str) -> Reply:
        agency = self._agency(doi)
        if agency is None:
            return self._not_found()
        return reply_json(
            {
                "status": "ok",
                "message-type": "work-agency",
                "message-version": "1.0.0",
                "message": {"DOI": doi, "agency": {"id": agency.lower(), "label": agency}},
            }
        )

    # -- the others

    def _agency(self, doi: str) -> str | None:
        if doi in self.agencies:
            return self.agencies[doi]
        if doi in self.records or doi in self.aliases:
            return "Crossref"
        return "DataCite" if doi in self.datacite else None

    def _doi_ra(self, names: str) -> Reply:
        rows = []
        for name in names.split(","):
            doi = unquote(name)
            agency = self._agency(doi.lower())
            known = {"RA": agency} if agency else {"status": "DOI does not exist"}
            rows.append({"DOI": doi, **known})
        return reply_json(rows)

    def _handle(self, name: str) -> Reply:
        if name not in self.short:
            return reply_json({"responseCode": 100, "handle": name}, 404)
        admin = {"index": 100, "type": "HS_ADMIN", "data": {"format": "admin", "value": {}}}
        data = {"format": "string", "value": self.short[name]}
        values = [{"index": 1, "type": "HS_ALIAS", "data": data}, admin]
        return reply_json({"responseCode": 1, "handle": name, "values": values})

    def _resolve(self, doi: str) -> Reply:
        if self._agency(doi) is None:
            return Reply(404, b"<title>DOI Not Found</title>", HTML)
        return Reply(302, b"", HTML, {"Location": "https://publisher.invalid/"})

    def _datacite(self, doi: str) -> Reply:
        record = self.datacite.get(doi)
        if record is None:
            return reply_json({"errors": [{"status": "404"}]}, 404)
        return reply_json({"data": {"id": doi, "type": "dois", "attributes": record}})

    def _europepmc(self, query: dict[str, list[str]]) -> Reply:
        text = query.get("query", [""])[0]
        dois = {doi.lower() for doi in re.findall(r'DOI:"([^"]+)"', text)}
        external = set(re.findall(r"EXT_ID:(\w+) AND SRC:(\w+)", text))
        pmcids = set(re.findall(r"PMCID:(PMC\d+)", text))
        titles = re.findall(r'TITLE:"([^"]+)" AND AUTH:"([^"]+)"', text)
        if not 1 <= len(dois) + len(external) + len(pmcids) + len(titles) <= 20:
            return reply_json({"version": "6.9", "hitCount": None, "request": {}})
        found = [
            record
            for record in self.europepmc
            if str(record.get("doi", "")).lower() in dois
            or (str(record.get("id")), str(record.get("source"))) in external
            or record.get("pmcid") in pmcids
            or any(_holds(record, title, author) for title, author in titles)
        ]
        page = found[: int(query.get("pageSize", ["25"])[0])]
        return reply_json(
            {"version": "6.9", "hitCount": len(found), "resultList": {"result": page}}
        )

    def _openalex(self, doi: str) -> Reply:
        if doi not in self.openalex:
            return reply_json({"error": "Not found"}, 404)
        said = {"doi": f"https://doi.org/{doi}", "is_retracted": self.openalex[doi]}
        return reply_json(said)


def _holds(record: Record, title: str, author: str) -> bool:
    """Whether a record of Europe PMC has a phrase in its title, and an author."""
    held = " ".join(re.findall(r"\w+", str(record.get("title", "")).lower()))
    people = json.dumps([record.get("authorList"), record.get("authorString")], ensure_ascii=False)
    return title.lower() in held and author.lower() in people.lower()


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.lower()))


def _invalid(kind: str, value: str) -> Reply:
    message = [{"type": kind, "value": value, "message": f"{value} is not valid"}]
    return reply_json(
        {"status": "failed", "message-type": "validation-failure", "message": message}, 400
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""


def _handler(standin: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            standin.agents.add(self.headers.get("User-Agent", ""))
            reply = standin.answer(self.path)
            if reply is None:
                self.close_connection = True
                return
            lines = [f"HTTP/1.1 {reply.status} x"]
            if reply.content_type:
                lines.append(f"Content-Type: {reply.content_type}")
            lines += [f"{name}: {value}" for name, value in reply.headers.items()]
            length = len(reply.body) * (2 if reply.cut else 1)
            lines += [f"Content-Length: {length}", "", ""]
            # Headers and body together: two sends cost 40 ms (delayed acknowledgement).
            body = b"" if self.command == "HEAD" else reply.body
            self.wfile.write("\r\n".join(lines).encode("latin-1") + body)
            self.close_connection = reply.cut

        do_HEAD = do_GET  # noqa: N815 - as the base class calls it

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as overridden
            """Silent: tests read what was counted."""

    return Handler
