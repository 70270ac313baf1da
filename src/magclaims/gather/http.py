"""How services are asked: politely, a few times, and not for ever.

`Web` sends one request over a shared connection. `ServiceLine` is the way to one service: it paces the
requests to the published limits, repeats what failed, and gives a service up that no longer
answers. `Crew` answers many questions at once in a few threads and hands the answers back in the
caller's thread, which keeps its own clock: a thread that hangs is left behind, never waited for.

Nothing here knows what is asked.
"""

import json
import queue
import random
import re
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Generic, Literal, TypeVar

from magclaims.clock import Clock, current
from magclaims.errors import MagclaimsError
from magclaims.model.service import ServiceName

T = TypeVar("T")
Pool = Literal["list", "single"]

MAX_BODY = 32 * 1024 * 1024
"""Bytes of a decoded answer. 75 full Crossref records are below 5 MB; more is a fault, not data."""
PIECE = 64 * 1024
"""Bytes that are decoded at a time: a few compressed ones can stand for a thousand times as many."""
GZIP = 31
"""What zlib calls a gzip file of any window size."""
ATTEMPTS = 5
"""How often one question is asked before it is left unanswered."""
REFUSALS = 3
"""Connections that fail in a row, over at least `REFUSED_FOR` seconds, before a service is given up."""
REFUSED_FOR = 0.5
UNANSWERED = 3
"""Questions in a row that stay unanswered after all attempts before a service is given up."""
WINDOW = 1.3
"""Seconds in which the limit of one second is used up: requests that start evenly arrive unevenly.

The threads of a busy machine send 30 to 200 ms after it was their turn."""
STUCK = 60.0
"""Seconds without any result after which the threads of a crew are left behind."""
TICK = 0.1
"""Seconds between two looks at the clock while a crew works."""


_SURROGATE = re.compile("[\ud800-\udfff]")


class UnansweredError(Exception):
    """A service gave no usable answer; the text says why, for people."""


class FaultError(Exception):
    """One request failed.

    Args:
        reason: What happened, in a few words.
        retry: Whether asking again may help.
        after: Seconds that the service asks us to wait, if it says so.
        connection: Whether no connection was made at all.
        too_long: Whether the service refused the size of the request.
    """

    def __init__(
        self,
        reason: str,
        *,
        retry: bool = True,
        after: float | None = None,
        connection: bool = False,
        too_long: bool = False,
    ) -> None:
        super().__init__(reason)
        self.retry = retry
        self.after = after
        self.connection = connection
        self.too_long = too_long


class TooLongError(UnansweredError):
    """The service refused the request for its size; asking for less may help."""


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


def fault_of(status: int, headers: Mapping[str, str]) -> FaultError:
    """The fault that a status which is no answer stands for."""
    if status == 429:
        # Crossref's own 429 may come without a word: then every thread waits for the next second.
        after = _seconds(headers.get("retry-after", ""))
        return FaultError("too many requests (429)", after=WINDOW if after is None else after)
    if status in {408, 425} or status >= 500:
        return FaultError(
            f"server error ({status})", after=_seconds(headers.get("retry-after", ""))
        )
    if status in {413, 414}:
        return FaultError(f"the request is too long ({status})", retry=False, too_long=True)
    if status in {401, 403}:
        return FaultError(f"access refused ({status})", retry=False)
    return FaultError(f"unexpected status {status}", retry=False)


def _seconds(value: str) -> float | None:
    """Retry-After in seconds; its other form, a date, is left to our own clock."""
    return float(value) if value.isascii() and value.isdigit() and len(value) < 6 else None


def transport_fault(error: Exception) -> FaultError:
    """The fault behind an exception of httpx2."""
    import httpx2

    if isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError)):
        return FaultError("no connection", connection=True)
    if isinstance(error, httpx2.TimeoutException):
        return FaultError("no answer in time")
    if isinstance(error, (httpx2.InvalidURL, httpx2.UnsupportedProtocol)):
        return FaultError(f"not an address that can be asked: {error}", retry=False)
    return FaultError("the connection broke")


def check_proxy() -> None:
    """Say what is lacking where the environment names a proxy that httpx2 cannot speak to.

    Raises:
        MagclaimsError: It names a SOCKS proxy, and `socksio` is not installed.
    """
    if find_spec("socksio") is not None:
        return
    from urllib.request import getproxies

    for scheme, proxy in sorted(getproxies().items()):
        if proxy.lower().startswith("socks"):
            raise MagclaimsError(
                f"the environment names a SOCKS proxy ({scheme}: {proxy}): "
                "`pip install socksio`, or unset it"
            )


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
    """One shared HTTP client for all services.

    Args:
        user_agent: Who we are, with the address for complaints.
        timeout: Seconds for a whole request; a connection must be there in 3 of them.
        clock: Tells when the time of a request is up; by default the one in use.
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
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        usable: tuple[int, ...] = (200,),
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


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service allows: requests that start in a second, and requests in flight."""

    lists: int
    singles: int
    in_flight: int


class ServiceLine:
    """The way to one service: paced, repeated, and given up when nothing comes back.

    A usable answer is one that `send` returns; everything that it raises as `FaultError` is none. The
    service is given up, for this run, when no usable answer came for `give_up_after` seconds of
    asking, when no connection can be made, or when a few questions in a row stayed unanswered.

    Args:
        service: Whose line it is.
        label: Its name for people.
        limits: What it allows.
        give_up_after: Seconds without a usable answer.
        backoff: Seconds before the second attempt; doubled for each further one.
        stop: Set when the run is over: nothing is asked any more.
        clock: Paces and waits; by default the one in use.
    """

    def __init__(
        self,
        service: ServiceName,
        label: str,
        *,
        limits: Limits,
        give_up_after: float,
        backoff: float,
        stop: threading.Event,
        clock: Clock | None = None,
    ) -> None:
        self.clock = clock or current()
        self.service = service
        self.label = label
        self.limits = limits
        self.requests = 0
        """Requests that were sent."""
        self._give_up_after = give_up_after
        self._backoff = backoff
        self._stop = stop
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(limits.in_flight)
        self._starts: dict[Pool, deque[float]] = {
            "list": deque(maxlen=limits.lists),
            "single": deque(maxlen=limits.singles),
        }
        self._paused_until = 0.0
        self._asking = 0
        self._asking_since = 0.0
        self._silent_before = 0.0
        self._refused = 0
        self._refused_since = 0.0
        self._unanswered = 0
        self._last_fault = "no answer in time"
        self._down: str | None = None

    @property
    def down(self) -> str | None:
        """Why the service was given up; None while it is asked."""
        with self._lock:
            return self._down

    def ask(self, pool: Pool, send: Callable[[], T]) -> T:
        """Send a question when it is its turn, and again if it fails.

        Raises:
            UnansweredError: If it stays unanswered, or the service is or was given up.
        """
        with self._lock:
            self._asking += 1
            if self._asking == 1:
                self._asking_since = self.clock.monotonic()
        try:
            return self._attempts(pool, send)
        finally:
            with self._lock:
                self._asking -= 1
                if self._asking == 0:
                    self._silent_before += self.clock.monotonic() - self._asking_since

    def over(self) -> str | None:
        """Why there is no use in waiting any longer; None if there is."""
        if self._stop.is_set():
            return "the run was stopped"
        with self._lock:
            if self._down is None and self._asking:
                silent = self._silent_before + self.clock.monotonic() - self._asking_since
                if silent >= self._give_up_after:
                    self._give_up(f"no usable answer for {self._give_up_after:g} seconds")
            return self._down

    def _attempts(self, pool: Pool, send: Callable[[], T]) -> T:
        fault = FaultError("no answer")
        for attempt in range(ATTEMPTS):
            self._wait_for_turn(pool)
            try:
                with self._slots:
                    answer = send()
            except FaultError as failed:
                fault = failed
                self._failed(failed, pool)
                if not failed.retry:
                    break
                if attempt + 1 < ATTEMPTS and self.over() is None:
                    # Spread, so that threads that failed together do not come back together.
                    self.clock.wait(
                        self._stop,
                        self._backoff * 2**attempt * (0.75 + random.random() / 2),  # noqa: S311
                    )
            else:
                self._answered()
                return answer
        if fault.too_long:
            raise TooLongError(f"{self.label}: {fault}")
        with self._lock:
            self._unanswered += 1
            if self._unanswered >= UNANSWERED and self._down is None:
                self._give_up(f"{self._unanswered} questions in a row stayed unanswered")
        raise UnansweredError(f"{self.label}: {fault}")

    def _wait_for_turn(self, pool: Pool) -> None:
        starts = self._starts[pool]
        while True:
            reason = self.over()
            if reason is not None:
                raise UnansweredError(reason)
            with self._lock:
                now = self.clock.monotonic()
                turn = self._paused_until
                if len(starts) == starts.maxlen:
                    turn = max(turn, starts[0] + WINDOW)
                if turn <= now:
                    starts.append(now)
                    self.requests += 1
                    return
            self.clock.wait(self._stop, turn - now)

    def _answered(self) -> None:
        with self._lock:
            self._silent_before = 0.0
            self._asking_since = self.clock.monotonic()
            self._refused = 0
            self._unanswered = 0

    def _failed(self, fault: FaultError, pool: Pool) -> None:
        with self._lock:
            now = self.clock.monotonic()
            self._last_fault = str(fault)
            if fault.after is not None:
                # A service may ask for an hour; we wait for half of our patience, then see.
                pause = min(fault.after, self._give_up_after / 2)
                self._paused_until = max(self._paused_until, now + pause)
            if not fault.connection:
                self._refused = 0
                return
            if self._starts[pool]:  # nothing was sent, so nothing of the limit is used up
                self._starts[pool].pop()
            if self._refused == 0:
                self._refused_since = now
            self._refused += 1
            if (
                self._refused >= REFUSALS
                and now - self._refused_since >= REFUSED_FOR
                and self._down is None
            ):
                self._give_up("it cannot be reached")

    def _give_up(self, why: str) -> None:
        self._down = f"{self.label} was given up: {why} (last: {self._last_fault})"


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """A question and what becomes of it when it stays unanswered."""

    run: Callable[[], T]
    failed: Callable[[str], T]
    """Gets the reason."""


class Crew(Generic[T]):
    """A few threads that ask one service many questions.

    The threads are daemons and results are taken in the caller's thread, so Ctrl-C ends a run at
    once and a thread that hangs in a system call (a name server that says nothing) holds up nobody.

    Args:
        line: The line they ask on; it says how many they are.
    """

    def __init__(self, line: ServiceLine) -> None:
        self._line = line
        self._lock = threading.Lock()
        self._waiting: deque[tuple[int, Job[T]]] = deque()
        self._open: dict[int, Job[T]] = {}
        self._done: queue.SimpleQueue[tuple[int, T | Exception]] = queue.SimpleQueue()
        self._threads = 0
        self._next = 0
        self._heard = line.clock.monotonic()

    def add(self, job: Job[T], *, first: bool = False) -> None:
        """Take a job in, also while results are being read; `first` puts it before the others."""
        with self._lock:
            if not self._open:
                self._heard = self._line.clock.monotonic()
            number = self._next
            self._next += 1
            self._open[number] = job
            if first:
                self._waiting.appendleft((number, job))
            else:
                self._waiting.append((number, job))
            hire = self._threads < self._line.limits.in_flight
            self._threads += hire
        if hire:
            threading.Thread(target=self._work, name=self._line.service, daemon=True).start()

    def results(self) -> Iterator[T]:
        """The results, as they come; ends when no job is open."""
        while self._open:
            try:
                number, result = self._done.get(timeout=TICK)
            except queue.Empty:
                reason = self._line.over()
                if reason is None and self._line.clock.monotonic() - self._heard < STUCK:
                    continue
                yield from self._leave(reason or f"{self._line.label}: no answer in time")
                continue
            self._heard = self._line.clock.monotonic()
            job = self._open.pop(number, None)
            if job is None:  # it was left behind and came back
                continue
            if isinstance(result, Exception):
                raise result
            yield result

    def _leave(self, reason: str) -> Iterator[T]:
        with self._lock:
            self._waiting.clear()
            left = list(self._open.values())
            self._open.clear()
        for job in left:
            yield job.failed(reason)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._threads -= 1
                    return
                number, job = self._waiting.popleft()
            result: T | Exception
            try:
                result = job.run()
            except UnansweredError as error:
                result = job.failed(str(error))
            except Exception as error:  # noqa: BLE001 - raised again in the caller's thread
                result = error
            self._done.put((number, result))
