"""The clock: what day it is, how time passes, how to wait. It is injected, and tests bring their own.

Nothing else in the package asks the machine for the time.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Protocol

from magclaims.errors import MagclaimsError


class Clock(Protocol):
    """What the program needs of a clock."""

    def now(self) -> datetime:
        """The time, in UTC and aware of it."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow."""
        ...

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait for the event, for so many seconds at most; whether it is set."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some moment before the program began."""
        return time.monotonic()

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait for the event, for so many seconds at most; whether it is set."""
        return event.wait(seconds)


_in_use: list[Clock] = [SystemClock()]


def current() -> Clock:
    """The clock in use: the machine's, unless `use` brought another."""
    return _in_use[-1]


@contextmanager
def use(clock: Clock) -> Iterator[Clock]:
    """Another clock for the whole program while the context lasts."""
    _in_use.append(clock)
    try:
        yield clock
    finally:
        _in_use.remove(clock)


def timestamp() -> str:
    """Now, as ISO 8601 in UTC to the second: when an answer was retrieved."""
    return iso(current().now())


def checked_at() -> str:
    """The time of the check; SOURCE_DATE_EPOCH (seconds since 1970) stands in for the clock.

    Raises:
        MagclaimsError: SOURCE_DATE_EPOCH is no number, or of no year from 1 to 9999.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return timestamp()
    try:
        return iso(datetime.fromtimestamp(int(epoch), UTC))
    except (ValueError, OverflowError, OSError) as error:
        shown = epoch[:40].encode("ascii", "backslashreplace").decode()
        raise MagclaimsError(
            f"SOURCE_DATE_EPOCH is {shown!r}: it may be a number of seconds since 1970"
        ) from error


def today() -> date:
    """The day of the check in UTC, which decides whether waivers hold and reviews are due.

    Raises:
        MagclaimsError: As in `checked_at`.
    """
    return datetime.fromisoformat(checked_at()).astimezone(UTC).date()


def iso(when: datetime) -> str:
    """A time as ISO 8601 in UTC to the second, with Z."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
