import threading
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from clocks import JumpingClock
from magclaims.gather import faults, http
from magclaims.gather import web as one_request
from magclaims.gather.faults import (
    FaultError,
    TooLongError,
    UnansweredError,
    fault_of,
    transport_fault,
)
from magclaims.gather.http import Crew, Job, Limits, ServiceLine
from magclaims.gather.web import Web, parse_json
from standin import Reply, StandIn, status


def line(clock: JumpingClock, **options: Any) -> ServiceLine:
    settings = {
        "limits": Limits(lists=3, singles=10, in_flight=3),
        "give_up_after": 10.0,
        "backoff": 0.25,
        "stop": threading.Event(),
        "clock": clock,
        **options,
    }
    return ServiceLine("crossref", "Crossref", **settings)


def raising(*faults: FaultError) -> Callable[[], str]:
    left = list(faults)

    def send() -> str:
        if left:
            raise left.pop(0)
        return "answer"

    return send


def test_lists_start_no_faster_than_the_limit(clock: JumpingClock) -> None:
    way = line(clock)
    starts = []
    for _ in range(10):
        way.ask("list", lambda: starts.append(clock.monotonic()))
    for first, fourth in zip(starts, starts[3:], strict=False):
        assert fourth - first > 1.0
    assert starts[-1] - starts[0] < 3 * faults.WINDOW + 0.1


def test_singles_have_a_limit_of_their_own(clock: JumpingClock) -> None:
    way = line(clock)
    for _ in range(3):
        way.ask("list", lambda: None)
    before = clock.monotonic()
    for _ in range(10):
        way.ask("single", lambda: None)
    assert clock.monotonic() == before
    way.ask("single", lambda: None)
    assert clock.monotonic() > before + 1.0


def test_what_fails_is_asked_again_after_a_growing_wait(clock: JumpingClock) -> None:
    way = line(clock)
    assert way.ask("single", raising(FaultError("a"), FaultError("b"))) == "answer"
    assert way.requests == 3
    assert 0.75 * 0.75 <= clock.monotonic() - 100.0 <= 0.75 * 1.25


def test_the_service_says_how_long_to_wait(clock: JumpingClock) -> None:
    way = line(clock)
    way.ask("single", raising(FaultError("429", after=3.0)))
    assert clock.monotonic() >= 103.0


def test_an_hour_is_not_waited_for(clock: JumpingClock) -> None:
    way = line(clock)
    way.ask("single", raising(FaultError("429", after=3600.0)))
    assert clock.monotonic() < 106.0


def test_what_cannot_get_better_is_not_asked_again(clock: JumpingClock) -> None:
    way = line(clock)
    with pytest.raises(UnansweredError, match="Crossref: refused"):
        way.ask("single", raising(FaultError("refused", retry=False)))
    assert way.requests == 1


def test_a_request_that_is_too_long_is_told_apart_and_harms_nobody(clock: JumpingClock) -> None:
    way = line(clock)
    for _ in range(5):
        with pytest.raises(TooLongError):
            way.ask("list", raising(FaultError("414", retry=False, too_long=True)))
    assert way.down is None


def test_a_service_that_gives_nothing_for_ten_seconds_is_given_up(clock: JumpingClock) -> None:
    way = line(clock)

    def slow() -> str:
        clock.jump(6.0)
        raise FaultError("no answer in time")

    with pytest.raises(UnansweredError, match="given up: no usable answer for 10 seconds"):
        way.ask("single", slow)
    assert way.requests == 2
    assert way.down is not None
    with pytest.raises(UnansweredError, match="given up"):
        way.ask("list", lambda: "never sent")
    assert way.requests == 2


def test_silence_adds_up_over_questions_and_an_answer_ends_it(clock: JumpingClock) -> None:
    way = line(clock, give_up_after=100.0)

    def slow() -> str:
        clock.jump(15.0)
        raise FaultError("no answer in time", retry=False)

    for _ in range(2):
        with pytest.raises(UnansweredError):
            way.ask("single", slow)
    way.ask("single", lambda: "answer")
    for _ in range(2):
        with pytest.raises(UnansweredError):
            way.ask("single", slow)
    assert way.down is None


def test_time_in_which_nobody_asks_does_not_count(clock: JumpingClock) -> None:
    way = line(clock)
    with pytest.raises(UnansweredError):
        way.ask("single", raising(FaultError("x", retry=False)))
    clock.jump(3600.0)
    assert way.ask("single", lambda: "answer") == "answer"


def test_a_refused_connection_is_given_up_within_a_second_or_two(clock: JumpingClock) -> None:
    way = line(clock)
    refused = [FaultError("no connection", connection=True) for _ in range(9)]
    with pytest.raises(UnansweredError, match="cannot be reached"):
        way.ask("single", raising(*refused))
    assert clock.monotonic() < 102.0


def test_a_refused_connection_uses_up_nothing_of_the_limit(clock: JumpingClock) -> None:
    way = line(clock, limits=Limits(lists=1, singles=1, in_flight=1))
    refused = [FaultError("no connection", connection=True) for _ in range(2)]
    assert way.ask("list", raising(*refused)) == "answer"
    assert clock.monotonic() - 100.0 < faults.WINDOW


def test_a_refused_connection_between_other_faults_is_no_dead_service(clock: JumpingClock) -> None:
    way = line(clock)
    faults = [FaultError("no connection", connection=True), FaultError("500")] * 2
    assert way.ask("single", raising(*faults)) == "answer"


def test_a_few_questions_without_answer_are_enough(clock: JumpingClock) -> None:
    way = line(clock, give_up_after=1000.0)
    for _ in range(http.UNANSWERED):
        with pytest.raises(UnansweredError):
            way.ask("single", raising(*[FaultError("500") for _ in range(9)]))
    assert way.down == ("Crossref was given up: 3 questions in a row stayed unanswered (last: 500)")


def test_an_answer_begins_all_counts_anew(clock: JumpingClock) -> None:
    way = line(clock, give_up_after=1000.0)
    lasting = FaultError("404", retry=False)
    for _ in range(2):
        for _ in range(http.UNANSWERED - 1):
            with pytest.raises(UnansweredError):
                way.ask("single", raising(lasting))
        assert way.ask("single", lambda: "answer") == "answer"
    assert way.down is None


def test_another_fault_begins_the_count_of_refusals_anew(clock: JumpingClock) -> None:
    way = line(clock, give_up_after=1000.0)
    refused = FaultError("no connection", connection=True)
    other = FaultError("500")
    almost = [refused] * (http.REFUSALS - 1)
    assert way.ask("single", raising(*almost, other, refused)) == "answer"
    assert way.ask("single", raising(other, *almost)) == "answer"
    assert way.ask("single", raising(*almost)) == "answer"
    assert way.down is None
    with pytest.raises(UnansweredError, match="cannot be reached"):
        way.ask("single", raising(other, *almost, refused))


def test_nothing_is_asked_after_the_stop(clock: JumpingClock) -> None:
    way = line(clock)
    way._stop.set()
    with pytest.raises(UnansweredError, match="the run was stopped"):
        way.ask("single", lambda: "never sent")
    assert way.requests == 0


# -- crews


def quiet_line(give_up_after: float = 10.0, in_flight: int = 3) -> ServiceLine:
    return ServiceLine(
        "crossref",
        "Crossref",
        limits=Limits(lists=99, singles=99, in_flight=in_flight),
        give_up_after=give_up_after,
        backoff=0.25,
        stop=threading.Event(),
    )


def test_a_job_that_comes_first_is_done_before_those_that_wait() -> None:
    crew, begun, release = Crew[str](quiet_line(in_flight=1)), threading.Event(), threading.Event()

    def busy() -> str:
        begun.set()
        release.wait()
        return "busy"

    crew.add(Job(busy, str))
    begun.wait()
    crew.add(Job(lambda: "waits", str))
    crew.add(Job(lambda: "first", str), first=True)
    release.set()
    assert list(crew.results()) == ["busy", "first", "waits"]


def test_a_crew_answers_all_jobs_and_those_that_come_meanwhile() -> None:
    crew: Crew[int] = Crew(quiet_line())
    for number in range(20):
        crew.add(Job(lambda n=number: n, lambda _reason: -1))  # type: ignore[misc]
    found = []
    for number in crew.results():
        found.append(number)
        if number < 5:
            crew.add(Job(lambda n=number: n + 100, lambda _reason: -1), first=True)  # type: ignore[misc]
    assert sorted(found) == [*range(20), *range(100, 105)]


def test_a_crew_is_no_larger_than_the_service_bears() -> None:
    crew, release, before = Crew[str](quiet_line()), threading.Event(), threading.enumerate()
    for _ in range(9):
        crew.add(Job(lambda: str(release.wait()), lambda reason: reason))
    assert len(set(threading.enumerate()) - set(before)) == 3
    release.set()
    assert list(crew.results()) == ["True"] * 9


def test_an_error_in_a_job_is_raised_where_the_results_are_read() -> None:
    crew: Crew[int] = Crew(quiet_line())
    crew.add(Job(lambda: 1 // 0, lambda _reason: -1))
    with pytest.raises(ZeroDivisionError):
        list(crew.results())


def test_jobs_that_hang_are_left_behind_when_the_service_is_given_up(clock: JumpingClock) -> None:
    way = quiet_line(give_up_after=10.0)
    release = threading.Event()
    crew: Crew[str] = Crew(way)

    def wait() -> str:
        clock.jump(11.0)
        return str(release.wait())

    def hang() -> str:
        return way.ask("single", wait)

    for _ in range(9):
        crew.add(Job(hang, lambda reason: reason))
    found = list(crew.results())
    release.set()
    assert len(found) == 9
    assert all("no usable answer for 10 seconds" in reason for reason in found)


def test_a_thread_that_hangs_alone_is_left_behind_in_the_end(clock: JumpingClock) -> None:
    release = threading.Event()
    crew: Crew[str] = Crew(quiet_line())

    def stuck() -> str:
        clock.jump(http.STUCK)
        return str(release.wait())

    crew.add(Job(stuck, lambda reason: reason))
    assert list(crew.results()) == ["Crossref: no answer in time"]
    release.set()


def test_time_in_which_a_crew_had_nothing_to_do_does_not_count(
    clock: JumpingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    way, release = quiet_line(), threading.Event()
    monkeypatch.setattr(way, "over", release.set)  # asked where no answer came for a moment
    crew: Crew[str] = Crew(way)
    clock.jump(http.STUCK)  # nobody asked anything meanwhile
    crew.add(Job(lambda: str(release.wait()), lambda reason: reason))
    assert list(crew.results()) == ["True"]


# -- one request


def test_web_says_who_asks_and_reads_the_answer(make_standin: Callable[..., StandIn]) -> None:
    standin = make_standin()
    web = Web(user_agent="magclaims/0 (mailto:editor@example.org)", timeout=300)
    answer = web.get(standin.url + "/doi/doiRA/10.5555/x")
    assert answer.status == 200
    assert answer.json() == [{"DOI": "10.5555/x", "status": "DOI does not exist"}]
    assert standin.agents == {"magclaims/0 (mailto:editor@example.org)"}
    web.close()
    web.close()


def test_an_answer_without_end_is_cut_off(
    make_standin: Callable[..., StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_request, "MAX_BODY", 1000)
    standin = make_standin()
    standin.always("doi", status(200, b"x" * 2000))
    web = Web(user_agent="magclaims", timeout=300)
    with pytest.raises(FaultError, match="longer than"):
        web.get(standin.url + "/doi/doiRA/10.5555/x")
    web.close()


def test_an_answer_that_drips_is_cut_off(
    make_standin: Callable[..., StandIn], clock: JumpingClock
) -> None:
    standin = make_standin()

    def drip() -> Reply:
        clock.jump(301.0)
        return Reply(200, b"late")

    standin.always("doi", drip)
    web = Web(user_agent="magclaims", timeout=300)
    with pytest.raises(FaultError, match="no answer in time"):
        web.get(standin.url + "/doi/doiRA/10.5555/x")
    web.close()


@pytest.mark.parametrize("url", ["http://", "ftp://example.org", "http://[::1"])
def test_an_address_that_is_none_is_a_fault(url: str) -> None:
    web = Web(user_agent="magclaims", timeout=1)
    with pytest.raises(FaultError):
        web.get(url)
    web.close()


@pytest.mark.parametrize(
    ("code", "headers", "retry", "after"),
    [
        (429, {}, True, faults.WINDOW),
        (429, {"retry-after": "7"}, True, 7.0),
        (429, {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, True, faults.WINDOW),
        (429, {"retry-after": "9999999"}, True, faults.WINDOW),
        (503, {"retry-after": "2"}, True, 2.0),
        (500, {}, True, None),
        (408, {}, True, None),
        (425, {}, True, None),
        (426, {}, False, None),
        (403, {}, False, None),
        (400, {}, False, None),
        (302, {}, False, None),
    ],
)
def test_a_status_says_whether_asking_again_helps(
    code: int, headers: dict[str, str], retry: bool, after: float | None
) -> None:
    fault = fault_of(code, headers)
    assert (fault.retry, fault.after) == (retry, after)
    assert str(code) in str(fault)


def test_too_long_is_a_fault_of_its_own() -> None:
    assert fault_of(414, {}).too_long
    assert fault_of(413, {}).too_long


def test_exceptions_of_the_transport_become_faults() -> None:
    assert transport_fault(httpx2.ConnectError("x")).connection
    assert transport_fault(httpx2.ConnectTimeout("x")).connection
    assert str(transport_fault(httpx2.ReadTimeout("x"))) == "no answer in time"
    assert str(transport_fault(httpx2.RemoteProtocolError("x"))) == "the connection broke"
    assert not transport_fault(httpx2.InvalidURL("x")).retry


@pytest.mark.parametrize("body", [b"", b"{", b"<html>", b"[" * 200_000, b"\xff"])
def test_what_is_not_json_is_a_fault(body: bytes) -> None:
    with pytest.raises(FaultError):
        parse_json(body)


def test_the_stand_in_sends_what_it_is_told(make_standin: Callable[..., StandIn]) -> None:
    standin = make_standin()
    standin.script("doi", lambda: Reply(418, b"teapot", "text/plain"))
    web = Web(user_agent="magclaims", timeout=300)
    with pytest.raises(FaultError, match="418"):
        web.get(standin.url + "/doi/doiRA/10.5555/x")
    assert standin.counts == {"doi:list": 1}
    web.close()
