"""Leads the HTTP requests of a whole process to the stand-in; Python imports it by its name.

For programs whose services cannot be set. `peers.py` puts this folder on PYTHONPATH of the program
that it measures, and says in the environment where requests go:

- LED_HOSTS: JSON, `host` or `host/path` -> base URL of the stand-in;
- LED_ELSEWHERE: base URL for any other host, which answers 404;
- LED_CLIENT: the library that the program asks with: urllib, http.client, requests or httpx.

Nothing leaves the machine: names that are not loopback do not resolve.
"""

import http.client
import importlib
import json
import os
import socket
import urllib.request
from typing import Any
from urllib.parse import urlsplit

HOSTS: dict[str, str] = json.loads(os.environ["LED_HOSTS"])
ELSEWHERE = os.environ["LED_ELSEWHERE"]
LOOPBACK = ("127.0.0.1", "localhost")


def led(url: str) -> str:
    """The address at the stand-in that plays the one of this URL."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if parts.hostname in LOOPBACK:
        return url
    for known, base in HOSTS.items():
        host, slash, prefix = known.partition("/")
        if parts.hostname == host and path.startswith(slash + prefix):
            return base + path.removeprefix(slash + prefix)
    return f"{ELSEWHERE}/{parts.hostname}{path}"


def only_loopback() -> None:
    """Let no other name resolve."""
    resolve = socket.getaddrinfo

    def guarded(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in {*LOOPBACK, *(name.encode() for name in LOOPBACK)}:
            raise socket.gaierror(f"kept from the network: {host!r}")
        return resolve(host, *args, **kwargs)

    socket.getaddrinfo = guarded


def lead_urllib() -> None:
    """urllib.request."""
    real = urllib.request.OpenerDirector.open

    def open_(self: Any, fullurl: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(fullurl, str):
            fullurl = led(fullurl)
        else:
            fullurl.full_url = led(fullurl.full_url)
        return real(self, fullurl, *args, **kwargs)

    replace(urllib.request.OpenerDirector, "open", open_)


def lead_http_client() -> None:
    """http.client.HTTPSConnection."""

    class Led(http.client.HTTPConnection):
        def __init__(self, host: str, *_: Any, **kwargs: Any) -> None:
            self._meant = host
            timeout = kwargs.get("timeout", 20)
            super().__init__("127.0.0.1", urlsplit(ELSEWHERE).port, timeout=timeout)

        def putrequest(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
            parts = urlsplit(led(f"https://{self._meant}{url}"))
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            super().putrequest(method, path, *args, **kwargs)

    replace(http.client, "HTTPSConnection", Led)


def lead_requests() -> None:
    """requests, at its adapter."""
    adapter = importlib.import_module("requests.adapters").HTTPAdapter
    real = adapter.send

    def send(self: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        request.url = led(request.url)
        return real(self, request, *args, **kwargs)

    replace(adapter, "send", send)


def lead_httpx() -> None:
    """httpx, at its transport."""
    httpx = importlib.import_module("httpx")
    real = httpx.HTTPTransport.handle_request

    def handle(self: Any, request: Any) -> Any:
        request.url = httpx.URL(led(str(request.url)))
        return real(self, request)

    replace(httpx.HTTPTransport, "handle_request", handle)


def replace(owner: object, name: str, value: object) -> None:
    """Replace an attribute; in one place, since type checkers refuse it rightly."""
    setattr(owner, name, value)


only_loopback()
{
    "urllib": lead_urllib,
    "http.client": lead_http_client,
    "requests": lead_requests,
    "httpx": lead_httpx,
}[os.environ["LED_CLIENT"]]()
