"""A clock for tests: waiting moves it, and nothing else does. No test waits for real time."""

import threading
from datetime import UTC, datetime, timedelta

START = datetime(2026, 6, 1, 12, tzinfo=UTC)


class JumpingClock:
    """Time stands still until somebody waits, or a test lets it jump."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._seconds = 100.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        return self._seconds

    def wait(self, event: threading.Event, seconds: float) -> bool:
        if not event.is_set():
            self.jump(seconds)
        return event.is_set()

    def jump(self, seconds: float) -> None:
        with self._lock:
            self._seconds += seconds
