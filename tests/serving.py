"""`magclaims serve` as a browser meets it: a desk behind a real server on loopback."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from magclaims.commands.desk import Desk
from magclaims.commands.http_server import HttpServer
from magclaims.commands.review import ReviewOptions
from magclaims.config import load


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")

    @property
    def data(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Site:
    """A server, and somebody who asks it."""

    def __init__(self, server: HttpServer) -> None:
        self.server = server
        self.host = f"127.0.0.1:{server.port}"
        self.origin = f"http://{self.host}"
        self.address = server.address

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Ask with these headers and no others; a path that is relative begins with the token."""
        target = path if path.startswith("/") else f"/{self.server.token}/{path}"
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=300)
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": self.host, **(headers or {})}.items():
                connection.putheader(name, value)
            connection.endheaders()
            if body is not None:
                connection.send(body)
            got = connection.getresponse()
            return Answer(got.status, dict(got.getheaders()), got.read())
        finally:
            connection.close()

    def send(self, path: str, value: object, **headers: str) -> Answer:
        """Send JSON as the page does; `headers` replace its own, with `_` for `-`."""
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        given = {
            "Origin": self.origin,
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        return self.ask(path, "POST", body, {k: v for k, v in given.items() if v})

    def decide(self, *decisions: dict[str, Any]) -> Answer:
        """Send decisions."""
        rows = list(decisions)
        return self.send(
            "decisions",
            {"schema": 1, "kind": "magclaims-decisions", "checked_at": "x", "decisions": rows},
        )

    def rate(self, row: dict[str, Any]) -> Answer:
        """Send a verdict."""
        return self.send("ratings", {"schema": 1, "kind": "magclaims-rating", **row})


@contextmanager
def serving(by: str = "Ann", host: str = "127.0.0.1", **how: Any) -> Iterator[Site]:
    """Serve the project of the working folder."""
    with HttpServer(host, 0, Desk(ReviewOptions(by=by), load(), **how)) as server:
        thread = threading.Thread(target=server.serve_forever, name="serve")
        thread.start()
        try:
            yield Site(server)
        finally:
            server.shutdown()
            thread.join()
