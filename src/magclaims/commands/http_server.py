"""The server of `serve`: what may be asked of it, by whom, and how it answers.

An address starts with a random token, so that no other page and no other program on the machine can
ask. Host is checked against DNS rebinding, Origin and the type of the body against forms of other
sites. Nothing is cached, and no page may be shown in a frame.
"""

import contextlib
import ipaddress
import json
import logging
import os
import secrets
import socket
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from magclaims.errors import MagclaimsError
from magclaims.render.assets import policy
from magclaims.render.escape import plain

if TYPE_CHECKING:
    from magclaims.commands.desk import Desk

MAX_BODY = 4_000_000
"""Bytes of what a page may send: as of a file of decisions."""
PATIENCE = 30.0
"""Seconds that a connection may be silent for."""
SAME_SITE = frozenset({"same-origin", "none"})
"""What browsers say of requests that no other site made (Sec-Fetch-Site)."""
_WILDCARDS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - what to be careful with
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_log = logging.getLogger(__name__)


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class HttpServer(ThreadingHTTPServer):
    """Serves a desk at one address."""

    daemon_threads = True
    # Elsewhere it lets a restart use the port at once; on Windows it would let others share it.
    allow_reuse_address = os.name != "nt"

    def __init__(self, host: str, port: int, desk: "Desk") -> None:
        """Take the port of an address of this machine; 0 is any that is free.

        Raises:
            MagclaimsError: There is no such address here, or the port is taken.
        """
        self.desk = desk
        self.token = secrets.token_urlsafe(32)
        self.tickets: set[str] = set()
        self.host = host
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), Handler)
        except (OSError, OverflowError, UnicodeError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            raise MagclaimsError(
                f"{plain(host)}:{port}: cannot be served at: {why} (another port with --port, or 0 "
                "for any that is free)"
            ) from error
        self.port = int(self.server_address[1])

    def server_bind(self) -> None:
        """Take the port, without asking a name server what this machine is called."""
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.host, self.server_address[1]

    @property
    def origin(self) -> str:
        """The address without a path."""
        host = socket.gethostname() if self.host in _WILDCARDS else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def address(self) -> str:
        """The address of the first page."""
        return f"{self.origin}/{self.token}/"

    def ticket(self) -> str:
        """An address that leads to the first page once.

        Others on the machine can read with which address a browser was started; this one tells
        them nothing.
        """
        made = secrets.token_urlsafe(32)
        self.tickets.add(made)
        return f"{self.origin}/{made}/"

    def answers_to(self, host: str) -> bool:
        """Whether a Host header names this server.

        A name that somebody else can make lead here is refused; a number cannot be made to.
        """
        name, _, port = host.rpartition(":")
        if port != str(self.port):
            return False
        name = name.removeprefix("[").removesuffix("]").lower()
        if name in {self.host.lower(), "localhost", "127.0.0.1", "::1"}:
            return True
        if self.host not in _WILDCARDS:
            return False
        if name == socket.gethostname().lower():
            return True
        try:
            return ipaddress.ip_address(name) is not None
        except ValueError:
            return False

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Pass over who hung up; tell of anything else."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            _log.error("a request could not be answered", exc_info=True)


class RefusedError(Exception):
    """A request that is not answered."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    """Answers one request; the connection then ends."""

    server: HttpServer
    timeout = PATIENCE
    server_version = "magclaims"
    sys_version = ""

    def do_GET(self) -> None:
        """A page, or its headers alone."""
        self._answer(self._page)

    do_HEAD = do_GET  # noqa: N815 - as inherited

    def do_POST(self) -> None:
        """Decisions, or a verdict that was given blind."""
        self._answer(self._taken)

    def _answer(self, how: Callable[[], None]) -> None:
        try:
            self._check_host()
            how()
        except RefusedError as refused:
            self._refuse(refused.status, str(refused))
        except MagclaimsError as error:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, str(error))

    # --- who asks ----------------------------------------------------------------------------------

    def _check_host(self) -> None:
        if not self.server.answers_to(self._only("Host")):
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "this server has another name")

    def _only(self, name: str) -> str:
        """A header; empty where it is absent, or given more than once."""
        given = self.headers.get_all(name, [])
        return given[0].strip() if len(given) == 1 else ""

    def _name(self) -> str:
        """What is asked for, without the token.

        Raises:
            RefusedError: The address does not begin with the token.
        """
        path = self.path.partition("?")[0]
        token, slash, name = path.removeprefix("/").partition("/")
        given, ours = token.encode("utf-8", "replace"), self.server.token.encode()
        if not path.startswith("/") or not secrets.compare_digest(given, ours):
            raise RefusedError(
                HTTPStatus.NOT_FOUND, "there is no such page; take the address from the terminal"
            )
        return name if slash else "/"

    # --- what is asked -----------------------------------------------------------------------------

    def _page(self) -> None:
        if self._only("Origin") not in {"", self._origin()}:
            raise RefusedError(HTTPStatus.FORBIDDEN, "another site asks")
        ticket = self.path.strip("/")
        is_ticket = ticket in self.server.tickets
        self.server.tickets.discard(ticket)
        if is_ticket or (name := self._name()) == "/":
            first = {"Location": f"/{self.server.token}/"}
            self._send(HTTPStatus.SEE_OTHER, "", "text/plain", first)
            return
        text = self.server.desk.page(name)
        if text is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "there is no such page")
        security = f"{policy(connect=True)}; frame-ancestors 'none'"
        self._send(HTTPStatus.OK, text, "text/html", {"Content-Security-Policy": security})

    def _taken(self) -> None:
        name = self._name()
        takers = {"decisions": self.server.desk.decide, "ratings": self.server.desk.rate}
        if name not in takers:
            raise RefusedError(HTTPStatus.NOT_FOUND, "nothing is taken there")
        fetched = self.headers.get("Sec-Fetch-Site", "same-origin")
        if self._only("Origin") != self._origin() or fetched not in SAME_SITE:
            raise RefusedError(HTTPStatus.FORBIDDEN, "another site asks")
        if self._only("Content-Type").partition(";")[0].strip().lower() != "application/json":
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "only JSON is taken")
        try:
            answer = takers[name](self._body())
        except MagclaimsError as error:
            raise RefusedError(HTTPStatus.BAD_REQUEST, str(error)) from error
        status = HTTPStatus.CONFLICT if "error" in answer else HTTPStatus.OK
        self._send(status, json.dumps(answer, ensure_ascii=True), "application/json")

    def _origin(self) -> str:
        return f"http://{self._only('Host')}"

    def _body(self) -> bytes:
        length = self._only("Content-Length")
        if self.headers.get("Transfer-Encoding") is not None or not (
            length.isascii() and length.isdigit()
        ):
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED, "how long is it?")
        if len(length) > len(str(MAX_BODY)) or int(length) > MAX_BODY:
            raise RefusedError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MAX_BODY // 1_000_000} MB"
            )
        body = self.rfile.read(int(length))
        if len(body) != int(length):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "its end is missing")
        return body

    # --- what is answered --------------------------------------------------------------------------

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        if self.command == "POST":
            self._send(status, json.dumps({"error": plain(why)}), "application/json")
        else:
            self._send(status, f"magclaims: {plain(why)}\n", "text/plain")

    def _send(
        self, status: HTTPStatus, text: str, kind: str, more: Mapping[str, str] | None = None
    ) -> None:
        data = text.encode("utf-8", "replace")
        headers = {
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
            **_HEADERS,
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(data)),
            **(more or {}),
        }
        with contextlib.suppress(ConnectionError):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the standard library refuses itself: a method, or a line that is too long."""
        del message, explain
        self.close_connection = True
        # Its own page repeats what was asked; and a request that was not read has no command.
        self.command = self.command or "GET"
        if not hasattr(self, "request_version"):
            self.request_version = "HTTP/1.0"
        self._send(
            HTTPStatus(code), f"magclaims: {HTTPStatus(code).phrase.lower()}\n", "text/plain"
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Nothing: the terminal tells the address, and what goes wrong."""
