"""Waiting for a pause, with timers that ring when the test says so."""

from collections.abc import Callable

from magclaims.lsp.scheduler import Debouncer


class Bell:
    def __init__(self, seconds: float, ring: Callable[[], None]) -> None:
        self.seconds, self.ring, self.off = seconds, ring, False

    def cancel(self) -> None:
        self.off = True


class Bells:
    def __init__(self) -> None:
        self.hung: list[Bell] = []

    def call_later(self, seconds: float, ring: Callable[[], None]) -> Bell:
        self.hung.append(Bell(seconds, ring))
        return self.hung[-1]

    def ring(self) -> None:
        bells, self.hung = self.hung, []
        for bell in bells:
            if not bell.off:
                bell.ring()


def test_of_many_keystrokes_the_last_is_judged() -> None:
    bells, done = Bells(), list[int]()
    later = Debouncer(bells.call_later)
    for number in range(5):
        later.after(0.1, "article", lambda n=number: done.append(n))  # type: ignore[misc]
    bells.ring()
    assert done == [4]


def test_two_things_wait_apart() -> None:
    bells, done = Bells(), list[str]()
    later = Debouncer(bells.call_later)
    later.after(0.1, "a", lambda: done.append("a"))
    later.after(1.0, "b", lambda: done.append("b"))
    assert [bell.seconds for bell in bells.hung] == [0.1, 1.0]
    later.forget("a")
    bells.ring()
    assert done == ["b"]


def test_what_rang_can_be_asked_for_again() -> None:
    bells, done = Bells(), list[str]()
    later = Debouncer(bells.call_later)
    for _ in range(2):
        later.after(0.1, "a", lambda: done.append("a"))
        bells.ring()
    assert done == ["a", "a"]


def test_at_the_end_nothing_runs() -> None:
    bells, done = Bells(), list[str]()
    later = Debouncer(bells.call_later)
    later.after(0.1, "a", lambda: done.append("a"))
    later.stop()
    bells.ring()
    assert not done
