"""How services are asked: politely, a few times, and not for ever.

`ServiceLine` is the way to one service: it paces the requests (`web`) to the published limits, repeats
what failed (`faults`), and gives a service up that no longer answers. `Crew` answers many questions at
once in a few threads and hands the answers back in the caller's thread, which keeps its own clock: a
thread that hangs is left behind, never waited for.

Nothing here knows what is asked.
"""

import queue
import random
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Literal, TypeVar

from magclaims.clock import Clock, current
from magclaims.gather.faults import WINDOW, FaultError, TooLongError, UnansweredError
from magclaims.model.service import ServiceName
from magclaims.model.values import dataclass

T = TypeVar("T")
Pool = Literal["list", "single"]
ATTEMPTS = 5
"""How often one question is asked before it is left unanswered."""
REFUSALS = 3
"""Connections that fail in a row, over at least `REFUSED_FOR` seconds, before a service is given up."""
REFUSED_FOR = 0.5
UNANSWERED = 3
"""Questions in a row that stay unanswered after all attempts before a service is given up."""
STUCK = 60.0
"""Seconds without any result after which the threads of a crew are left behind."""
TICK = 0.1
"""Seconds between two looks at the clock while a crew works."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service allows: requests that start in a second, and requests in flight."""

    lists: int
    singles: int
    in_flight: int


def wait_for(threads: Iterable[threading.Thread]) -> None:
    """Wait until they have ended, in short waits, so that Ctrl-C is heard."""
    for thread in threads:
        while thread.is_alive():
            thread.join(0.5)


class ServiceLine:
    """The way to one service: paced, repeated, and given up when nothing comes back.

    A usable answer is one that `send` returns; everything that it raises as `FaultError` is none. The
    service is given up, for this run, when no usable answer came for `give_up_after` seconds of
    asking, when no connection can be made, or when a few questions in a row stayed unanswered.
    `backoff` are the seconds before the second attempt, doubled for each further one; `stop` ends it all.
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


def each(line: ServiceLine, jobs: Iterable[Job[T]]) -> Iterator[T]:
    """What becomes of jobs that are all known beforehand, as it comes."""
    crew: Crew[T] = Crew(line)
    for job in jobs:
        crew.add(job)
    return crew.results()
