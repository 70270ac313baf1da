"""Waits until a writer pauses. The timer is injected: tests let it ring."""

from collections.abc import Callable, Hashable
from typing import Protocol


class Timer(Protocol):
    """What was started and may be called off."""

    def cancel(self) -> None:
        """Do not ring."""
        ...


CallLater = Callable[[float, Callable[[], None]], Timer]
"""Rings after so many seconds, unless it is called off before: `loop.call_later` is one."""


class Debouncer:
    """Runs the last of several calls for the same thing, once nothing more comes for a while."""

    def __init__(self, call_later: CallLater) -> None:
        """Keep the timer."""
        self._call_later = call_later
        self._waiting: dict[Hashable, Timer] = {}

    def after(self, seconds: float, what: Hashable, run: Callable[[], None]) -> None:
        """Run this after so many seconds, and not what was to run for the same thing before."""
        self.forget(what)

        def ring() -> None:
            self._waiting.pop(what, None)
            run()

        self._waiting[what] = self._call_later(seconds, ring)

    def forget(self, what: Hashable) -> None:
        """Do not run what waits for this thing."""
        timer = self._waiting.pop(what, None)
        if timer is not None:
            timer.cancel()

    def stop(self) -> None:
        """Run nothing of what waits."""
        for what in list(self._waiting):
            self.forget(what)
