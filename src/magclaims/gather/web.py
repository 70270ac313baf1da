"""One request: sent through a shared client, its answer unpacked piece by piece and read as JSON."""

import json
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from magclaims.clock import Clock, current
from magclaims.gather.faults import FaultError, check_proxy, fault_of, transport_fault
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass

MAX_BODY = 32 * 1024 * 1024
"""Bytes of a decoded answer. 75 full Crossref records are below 5 MB; more is a fault, not data."""
PIECE = 64 * 1024
"""Bytes that are decoded at a time: a few compressed ones can stand for a thousand times as many."""
GZIP = 31
"""What zlib calls a gzip file of any window size."""


_SURROGATE = expression("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Response:
    """An answer that was read to its end."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    def json(self) -> Any:
        """The parsed body.

        Raises:
            FaultError: If it is not JSON.
        """
        return parse_json(self.body)


def parse_json(body: bytes) -> Any:
    """Parse an answer; a body that was cut or is HTML is a fault that may pass.

    Raises:
        FaultError: If it is not JSON, or nested too deeply to be read.
    """
    try:
        return without_surrogates(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise FaultError("the answer is not readable JSON") from error


def without_surrogates(value: Any) -> Any:
    r"""The same with U+FFFD for each half of a pair (`\ud800`), which no UTF-8 file can hold."""
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {without_surrogates(k): without_surrogates(v) for k, v in value.items()}
    return value


def decoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """A body as it was before it was compressed, in pieces of at most `PIECE` bytes where it was.

    Only gzip is asked for; a client that decodes whole chunks, or one encoding within another, is
    filled up by a bomb before anybody can count.

    Raises:
        FaultError: Another encoding, or what is not gzip to its end.
    """
    if encoding.strip().lower() in {"", "identity"}:
        yield from chunks
        return
    if encoding.strip().lower() not in {"gzip", "x-gzip"}:
        raise FaultError("the answer is compressed in a way that was not asked for", retry=False)
    reader = zlib.decompressobj(wbits=GZIP)
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not reader.eof:
                yield reader.decompress(rest, PIECE)
                rest = reader.unconsumed_tail
        while not reader.eof and (piece := reader.decompress(b"", PIECE)):
            yield piece
    except zlib.error as error:
        raise FaultError("the answer is not readable gzip") from error
    if not reader.eof:
        raise FaultError("the answer was cut off")


class Web:
    """One shared HTTP client for all services; `user_agent` says who we are, with the address for complaints.

    `timeout` are the seconds of a whole request; a connection must be there in 3 of them.
    """

    def __init__(self, *, user_agent: str, timeout: float, clock: Clock | None = None) -> None:
        check_proxy()
        self._user_agent = user_agent
        self.timeout = timeout
        self._clock = clock or current()
        self._client: Any = None
        self._closed = False
        self._in_flight = 0
        self._lock = threading.Lock()

    def get(
        self, url: str, params: Mapping[str, str] | None = None, *, usable: tuple[int, ...] = (200,)
    ) -> Response:
        """Send one GET request and read the answer, within time and size.

        Redirects are not followed: whoever asks decides what one means.

        Raises:
            FaultError: If no answer came, or one with a status that is not in `usable`.
        """
        import httpx2

        deadline = self._clock.monotonic() + self.timeout
        body = bytearray()
        try:
            with self._using() as client, client.stream("GET", url, params=params) as answer:
                encoding = answer.headers.get("content-encoding", "")
                for piece in decoded(answer.iter_raw(), encoding):
                    body += piece
                    if len(body) > MAX_BODY:
                        raise FaultError(
                            f"the answer is longer than {MAX_BODY >> 20} MiB", retry=False
                        )
                    if self._clock.monotonic() > deadline:
                        raise FaultError("no answer in time")
                headers = {name.lower(): value for name, value in answer.headers.items()}
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
            raise transport_fault(error) from error
        if answer.status_code not in usable:
            raise fault_of(answer.status_code, headers)
        return Response(answer.status_code, headers, bytes(body))

    def close(self) -> None:
        """Close the connections; what is still in flight closes them when it ends."""
        with self._lock:
            self._closed = True
            self._close_if_idle()

    def _close_if_idle(self) -> None:
        # A pool that is closed under a request leaves the socket of that request open.
        if self._closed and self._in_flight == 0 and self._client is not None:
            self._client.close()
            self._client = None

    @contextmanager
    def _using(self) -> Iterator[Any]:
        """The client, which stays open for as long as it is used."""
        import httpx2

        with self._lock:
            if self._closed:
                raise FaultError("the run was stopped", retry=False)
            if self._client is None:
                self._client = httpx2.Client(
                    headers={
                        "User-Agent": self._user_agent,
                        "Accept": "application/json",
                        "Accept-Encoding": "gzip",
                    },
                    timeout=httpx2.Timeout(self.timeout, connect=min(self.timeout, 3.0)),
                )
            client = self._client
            self._in_flight += 1
        try:
            yield client
        finally:
            with self._lock:
                self._in_flight -= 1
                self._close_if_idle()
