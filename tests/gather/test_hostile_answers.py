"""What a list is that fills the memory, has no end, leads elsewhere, or is about another work."""

import gzip
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from clocks import JumpingClock
from magclaims.gather import web
from magclaims.gather.faults import FaultError
from magclaims.gather.sources import Services
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.web import PIECE, decoded
from magclaims.model.work import Unreachable, Work
from standin import Reply, StandIn, reply_json
from standin.records import RECORDS, SLUTSKY

MakeStandIn = Callable[..., StandIn]
MakeServices = Callable[..., Services]
DOI = SLUTSKY["DOI"].lower()
MIB = 1 << 20


def crossref(standin: StandIn, make: MakeServices, reply: Callable[[], Reply]) -> Crossref:
    """Crossref, whose every answer is this one."""
    standin.always("crossref", reply)
    return make(standin).of(Crossref)


def bomb(mebibytes: int) -> bytes:
    """Blanks, which JSON passes over, a thousandth in size."""
    return gzip.compress(b" " * MIB * mebibytes, 9)


def packed(body: bytes, encoding: str = "gzip") -> Reply:
    return Reply(200, body, headers={"Content-Encoding": encoding})


def test_a_bomb_does_not_fill_the_memory(standin: StandIn, make_services: MakeServices) -> None:
    body = bomb(200)
    assert len(body) < MIB
    asked = crossref(standin, make_services, lambda: packed(body))
    tracemalloc.start()
    try:
        found = asked.get([DOI])[DOI], asked.search("magnesium")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    for answer in found:
        assert isinstance(answer, Unreachable)
        assert "longer than 32 MiB" in answer.reason
    assert most < 4 * web.MAX_BODY


def test_a_bomb_within_a_bomb_is_not_opened(standin: StandIn, make_services: MakeServices) -> None:
    body = gzip.compress(bomb(10))
    asked = crossref(standin, make_services, lambda: packed(body, "gzip, gzip"))
    answer = asked.search("magnesium")
    assert isinstance(answer, Unreachable)
    assert "compressed in a way that was not asked for" in answer.reason


def test_fifty_megabytes_are_not_read_to_their_end(
    standin: StandIn, make_services: MakeServices
) -> None:
    body = b" " * 50_000_000
    asked = crossref(standin, make_services, lambda: Reply(200, body))
    answer = asked.search("magnesium")
    assert isinstance(answer, Unreachable)
    assert "longer than 32 MiB" in answer.reason


def test_a_list_that_drips_is_cut_off(
    standin: StandIn, make_services: MakeServices, clock: JumpingClock
) -> None:
    def drip() -> Reply:
        clock.jump(301.0)
        return reply_json({"message": {"items": [SLUTSKY]}})

    answer = crossref(standin, make_services, drip).search("magnesium")
    assert isinstance(answer, Unreachable)
    assert "no answer in time" in answer.reason


def test_a_list_that_leads_elsewhere_is_not_followed(
    standin: StandIn, make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    other = make_standin(RECORDS)
    there = {"Location": f"{other.url}/crossref/works?query=x"}
    asked = crossref(standin, make_services, lambda: Reply(302, b"", headers=there))
    for answer in (asked.get([DOI])[DOI], asked.search("magnesium")):
        assert isinstance(answer, Unreachable)
    assert other.requests == 0


def test_a_list_about_another_work_answers_nothing(
    standin: StandIn, make_services: MakeServices
) -> None:
    # The answer is a list of another work; the work itself then comes from the single question.
    other = {**SLUTSKY, "DOI": "10.5555/another"}
    standin.always("crossref:list", lambda: reply_json({"message": {"items": [other]}}))
    answer = make_services(standin).of(Crossref).get([DOI])
    assert set(answer) == {DOI}
    assert isinstance(answer[DOI], Work)
    assert standin.counts["crossref:single"] == 1


def test_a_packed_list_is_read(standin: StandIn, make_services: MakeServices) -> None:
    answer = reply_json({"message": {"items": [SLUTSKY]}})
    asked = crossref(standin, make_services, lambda: packed(gzip.compress(answer.body)))
    assert isinstance(asked.get([DOI])[DOI], Work)


def test_pieces_are_small_however_much_a_chunk_stands_for() -> None:
    pieces = [len(piece) for piece in decoded(iter([bomb(3)]), "gzip")]
    assert sum(pieces) == 3 * MIB
    assert max(pieces) <= PIECE


def test_chunks_of_one_byte_are_the_same() -> None:
    body = gzip.compress(bytes(range(256)) * 10)
    chunks: Iterator[bytes] = (body[n : n + 1] for n in range(len(body)))
    assert b"".join(decoded(chunks, " GZIP ")) == bytes(range(256)) * 10


@pytest.mark.parametrize(
    ("body", "encoding", "why"),
    [
        (gzip.compress(b"x" * 100, mtime=0)[:-9], "gzip", "cut off"),
        (b"", "gzip", "cut off"),
        (b"no gzip at all", "gzip", "not readable gzip"),
        (gzip.compress(b"x", mtime=0), "br", "not asked for"),
    ],
    ids=["half", "empty", "text", "another"],
)
def test_what_cannot_be_unpacked_is_a_fault(body: bytes, encoding: str, why: str) -> None:
    with pytest.raises(FaultError, match=why):
        list(decoded(iter([body]), encoding))
