"""References without an identifier: searched in as few requests as the services allow. All made up."""

import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from magclaims.gather.answers import gather
from magclaims.gather.cache import Cache
from magclaims.gather.sources import Services
from magclaims.gather.sources.crossref import POLITE
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Gathered
from standin import Reply, StandIn, reply_json, server_error, status
from standin.records import generated, pubmed_of

MakeStandIn = Callable[..., StandIn]
MakeServices = Callable[..., Services]
COUNT = 40
RECORDS = list(generated(COUNT))


PUBMED = [pubmed_of(record, number) for number, record in enumerate(RECORDS, 1)]


def entry(record: Mapping[str, Any], **changes: Any) -> Reference:
    """An entry without identifier."""
    author = record["author"][0]
    fields: dict[str, Any] = {
        "key": record["DOI"],
        "entry_type": "article",
        "title": record["title"][0],
        "authors": (Person(family=author["family"], given=author["given"]),),
        "journal": record["container-title"][0],
        "year": record["issued"]["date-parts"][0][0],
    }
    return Reference(**(fields | changes))


ENTRIES = [entry(record) for record in RECORDS]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    kept = Cache(tmp_path)
    yield kept
    kept.close()


def found_first(gathered: Gathered) -> list[bool]:
    """Whether the first thing that was found for each entry is its work."""
    return [works[0].doi == key for key, works in gathered.candidates.items() if works]


def test_what_europe_pmc_has_is_found_ten_at_a_time(
    make_standin: MakeStandIn, make_services: MakeServices, cache: Cache
) -> None:
    standin = make_standin(RECORDS, europepmc=PUBMED)
    found = gather(ENTRIES, services=make_services(standin), cache=cache)
    assert found_first(found) == [True] * COUNT
    assert standin.counts == {"europepmc:search": 4, "crossref:list": 1}
    work = found.candidates[RECORDS[0]["DOI"]][0]
    assert work.sources == ("crossref", "europepmc")
    assert work.pmid == "1"
    again = gather(ENTRIES, services=make_services(standin), cache=cache)
    assert again.candidates == found.candidates
    assert standin.requests == 5, "remembered"


def test_what_it_lacks_is_searched_at_crossref(
    make_standin: MakeStandIn, make_services: MakeServices, cache: Cache
) -> None:
    standin = make_standin(RECORDS)
    found = gather(ENTRIES, services=make_services(standin), cache=cache)
    assert found_first(found) == [True] * COUNT
    # What was found is likely the work: Europe PMC is asked for its notices, 20 in a request.
    assert standin.counts == {"europepmc:search": 4, "crossref:search": COUNT, "europepmc:list": 2}
    gather(ENTRIES, services=make_services(standin), cache=cache)
    assert standin.requests == COUNT + 6, "remembered"


@pytest.mark.parametrize(
    "changes",
    [
        {"journal": "J Synth Rec"},
        {"journal": "J. of Synthet. Rec.", "pages": "1"},
        {"journal": "", "pages": ""},
        {"year": None},
    ],
)
def test_what_is_printed_otherwise_is_found_all_the_same(
    make_standin: MakeStandIn, make_services: MakeServices, changes: dict[str, Any]
) -> None:
    standin = make_standin(RECORDS[:1], europepmc=PUBMED[:1])
    found = gather([entry(RECORDS[0], **changes)], services=make_services(standin))
    assert found_first(found) == [True]
    assert standin.counts == {"europepmc:search": 1, "crossref:list": 1}


def test_the_other_service_is_not_asked_for_works_of_another_title(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    standin = make_standin(RECORDS[:3])
    other = entry(RECORDS[0], title="Quite another title of a made-up study that nobody has")
    found = gather([other], services=make_services(standin))
    assert found.candidates[other.key]
    assert "europepmc:list" not in standin.counts


def test_searches_are_under_way_together(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    standin = make_standin(RECORDS)
    together = threading.Barrier(POLITE.in_flight)

    def meet() -> Reply:
        together.wait(300)  # broken, and an error, if they come one after the other
        return Reply(503, b"", None)

    standin.script("crossref:search", *[meet] * POLITE.in_flight)
    found = gather(ENTRIES[:5], services=make_services(standin))
    assert found_first(found) == [True] * 5
    assert not together.broken


@pytest.mark.parametrize(
    ("changes", "more", "why"),
    [
        ({"year": 1990}, {}, "its year is another one"),
        ({"authors": (Person(family="Smith"),)}, {}, "its author is another one"),
        ({"authors": (Person(name="A Panel"),)}, {}, "a group is printed"),
        ({"title": "Made-up study number"}, {}, "its title is cut"),
        ({"journal": "Annals of Something Else"}, {}, "its journal is another one"),
        ({"pages": "77-79"}, {}, "it stands on another page"),
        ({"title": "Made-up study"}, {}, "its title is short"),
        ({}, {"source": "PPR"}, "it is a preprint"),
        ({}, {"doi": None}, "it has no DOI"),
    ],
)
def test_what_is_not_likely_the_work_is_searched_for(
    make_standin: MakeStandIn,
    make_services: MakeServices,
    changes: dict[str, Any],
    more: dict[str, Any],
    why: str,
) -> None:
    standin = make_standin(RECORDS[:1], europepmc=[pubmed_of(RECORDS[0], 1, **more)])
    found = gather([entry(RECORDS[0], **changes)], services=make_services(standin))
    assert found_first(found) in ([True], [False]), why
    assert standin.counts["crossref:search"] == 1, why


@pytest.mark.parametrize("changes", [{}, {"year": 1990}, {"authors": ()}])
def test_a_retraction_that_pubmed_alone_knows_counts(
    make_standin: MakeStandIn, make_services: MakeServices, changes: dict[str, Any]
) -> None:
    types = {"pubTypeList": {"pubType": ["Retracted Publication"]}, "source": "PPR"}
    standin = make_standin(RECORDS[:1], europepmc=[pubmed_of(RECORDS[0], 1, **types)])
    found = gather([entry(RECORDS[0], **changes)], services=make_services(standin))
    (work,) = found.candidates[RECORDS[0]["DOI"]]
    assert [(n.type, n.source) for n in work.notices] == [("retraction", "europepmc")]


@pytest.mark.parametrize(
    "fault",
    [
        lambda: reply_json({"version": "6.9", "hitCount": None, "request": {}}),
        lambda: reply_json({"hitCount": 10_000, "resultList": {"result": [PUBMED[7]]}}),
        status(400),
        server_error(500),
    ],
)
def test_a_search_that_europe_pmc_refuses_is_crossrefs(
    make_standin: MakeStandIn, make_services: MakeServices, cache: Cache, fault: Any
) -> None:
    standin = make_standin(RECORDS, europepmc=PUBMED)
    standin.always("europepmc:search", fault)
    found = gather(ENTRIES[:3], services=make_services(standin), cache=cache)
    assert found_first(found) == [True] * 3
    assert standin.counts["crossref:search"] == 3
    assert found.services_down == {}, "nothing is lacking"


def test_an_answer_that_is_half_one_is_said_and_not_kept(
    make_standin: MakeStandIn, make_services: MakeServices, cache: Cache
) -> None:
    standin = make_standin(RECORDS, europepmc=PUBMED)
    standin.always("crossref:list", status(403))
    standin.always("crossref:single", status(403))
    found = gather(ENTRIES[:2], services=make_services(standin), cache=cache)
    assert found_first(found) == [True] * 2, "Europe PMC has them"
    assert set(found.services_down) == {"crossref"}
    standin.well()
    again = gather(ENTRIES[:2], services=make_services(standin), cache=cache)
    assert again.services_down == {}
    assert again.candidates[RECORDS[0]["DOI"]][0].source == "crossref"


def test_no_title_can_break_the_query(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    standin = make_standin(RECORDS, europepmc=PUBMED)
    title = 'A "title" OR SRC:MED) AND \\ (of a study that is long enough) \u202e NOT'
    hostile = entry(RECORDS[0], title=title, authors=(Person(family='O"Brien) OR ('),))
    found = gather([hostile], services=make_services(standin))
    assert found_first(found) in ([], [True], [False])
    (line,) = (line for line in standin.lines if "TITLE" in line)
    assert line.count("%22") == 4, "two phrases"
    assert "%29+OR" not in line
