import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from clocks import START
from magclaims.gather.answers import OFFLINE, gather
from magclaims.gather.cache import Cache
from magclaims.gather.lock import LockEntry, entry_from
from magclaims.gather.merge import merge, same_work
from magclaims.gather.sources import Services
from magclaims.gather.sources.europepmc import EuropePMC
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Answer, Missing, Notice, Unreachable, Work
from standin import StandIn, hang, server_error, status
from standin.records import PUBMED_HAUSENBLAS, RECORDS, generated, update

SLUTSKY = "10.1016/j.neuron.2009.12.026"
HAUSENBLAS = "10.1016/j.sleepx.2024.100121"
MakeStandIn = Callable[..., StandIn]
MakeServices = Callable[..., Services]


@pytest.fixture
def cache(tmp_path: Path) -> Any:
    cache = Cache(tmp_path / "cache")
    yield cache
    cache.close()


def ref(key: str = "k", **fields: Any) -> Reference:
    return Reference(key=key, entry_type="article", **fields)


def ago(days: float) -> str:
    return (START - timedelta(days=days)).isoformat()


def only(answer: Answer | None) -> Work:
    assert isinstance(answer, Work)
    return answer


def why(answer: Answer | None) -> str:
    assert isinstance(answer, Unreachable)
    return answer.reason


# -- who is asked for what


def test_a_doi_gets_the_facts_of_both_services(services: Services) -> None:
    found = gather([ref(doi=SLUTSKY)], services=services)
    work = only(found.answers["k"])
    assert (work.source, work.doi, work.pmid) == ("crossref", SLUTSKY, "20152124")
    assert work.mesh == ("Animals", "Rats")
    assert found.asked
    assert found.others == {}
    assert found.services_down == {}


def test_a_notice_that_both_report_names_both(services: Services) -> None:
    (notice,) = only(gather([ref(doi=HAUSENBLAS)], services=services).answers["k"]).notices
    assert (notice.type, notice.source) == ("corrigendum", "crossref:publisher, europepmc")


def test_a_pmid_alone_goes_to_europe_pmc(standin: StandIn, services: Services) -> None:
    found = gather([ref(pmid="20152124"), ref("c", pmcid="pmc11381753")], services=services)
    assert only(found.answers["k"]).doi == SLUTSKY
    assert only(found.answers["c"]).doi == HAUSENBLAS
    assert standin.counts == {"europepmc:list": 1}


def test_a_pmid_that_does_not_exist_is_missing(services: Services) -> None:
    found = gather([ref(pmid="1")], services=services).answers["k"]
    assert isinstance(found, Missing)
    assert found.asked == ("europepmc",)


def test_a_bookshelf_document_that_europe_pmc_lacks_is_unverified(services: Services) -> None:
    found = gather([ref(bookshelf="NBK507257")], services=services)
    assert "Bookshelf" in why(found.answers["k"])


def test_an_arxiv_number_is_looked_up_by_its_doi(services: Services) -> None:
    assert (
        only(gather([ref(arxiv="2101.00001")], services=services).answers["k"]).source == "datacite"
    )


def test_a_web_page_is_asked_of_nobody(standin: StandIn, services: Services) -> None:
    page = ref(title="A page", authors=(Person(name="Someone"),), url="https://example.org")
    found = gather([page], services=services)
    assert found.answers == {}
    assert found.candidates == {}
    assert standin.requests == 0


def test_a_reference_without_identifier_is_searched(
    standin: StandIn, services: Services, cache: Cache
) -> None:
    title = "Enhancement of learning and memory by elevating brain magnesium"
    searched = ref(title=title, authors=(Person(family="Slutsky"),), year=2010)
    found = gather([searched, ref("n", title=title)], services=services, cache=cache)
    assert found.candidates["k"][0].doi == SLUTSKY
    assert list(found.candidates) == ["k"]
    before = standin.requests
    again = gather([searched], services=services, cache=cache)
    assert again.candidates == found.candidates
    assert standin.requests == before


def test_a_notice_that_was_gathered_tells_of_the_work(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    about = [update(SLUTSKY, "retraction", 2015)]
    notice_ = {**RECORDS[1], "DOI": "10.5555/notice", "update-to": about, "updated-by": []}
    standin = make_standin([RECORDS[0], notice_])
    references = [ref(doi=SLUTSKY), ref("notice", doi="10.5555/notice")]
    found = gather(references, services=make_services(standin))
    (told,) = only(found.answers["k"]).notices
    assert (told.type, told.doi, told.source) == (
        "retraction",
        "10.5555/notice",
        "crossref:publisher",
    )


def test_a_short_doi_gets_the_facts_of_both_services(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    standin = make_standin(RECORDS, europepmc=[PUBMED_HAUSENBLAS], short={"10/abcd": HAUSENBLAS})
    found = gather([ref(doi="10/abcd")], services=make_services(standin))
    work = only(found.answers["k"])
    assert (work.doi, work.pmid) == (HAUSENBLAS, "39252819")


def test_the_date_of_the_issue_is_asked_for_where_the_year_is_near(
    make_standin: MakeStandIn, make_services: MakeServices, cache: Cache
) -> None:
    issue = {"issue": "2", "published-print": {"date-parts": [[2011, 1]]}}
    standin = make_standin([{**RECORDS[0], "journal-issue": issue}])
    services = make_services(standin)
    references = [ref(doi=SLUTSKY, year=2011)]
    found = gather(references, services=services, cache=cache)
    assert 2011 in only(found.answers["k"]).other_years
    assert standin.counts["crossref:single"] == 1
    again = gather(references, services=services, cache=cache)
    assert 2011 in only(again.answers["k"]).other_years
    assert standin.counts["crossref:single"] == 1
    gather([ref(doi=SLUTSKY, year=2010), ref("far", doi=SLUTSKY, year=1990)], services=services)
    assert standin.counts["crossref:single"] == 1


def test_a_search_that_fails_is_said(standin: StandIn, services: Services) -> None:
    standin.always("crossref:search", status(403))
    searched = ref(title="A title", authors=(Person(family="Nobody"),))
    found = gather([searched], services=services)
    assert found.candidates == {}
    assert "1 searches" in found.services_down["crossref"]


def test_two_identifiers_of_one_work_are_one_answer(standin: StandIn, services: Services) -> None:
    both = ref(doi=HAUSENBLAS, pmid="39252819", pmcid="PMC11381753")
    found = gather([both], services=services)
    assert found.others == {}
    assert standin.counts["europepmc:list"] == 1


def test_two_identifiers_of_two_works_stay_side_by_side(services: Services) -> None:
    found = gather([ref(doi=HAUSENBLAS, pmid="20152124")], services=services)
    assert only(found.answers["k"]).doi == HAUSENBLAS
    assert [work.doi for work in found.others["k"]] == [SLUTSKY]


def test_a_second_identifier_that_nobody_knows_is_said(services: Services) -> None:
    found = gather([ref(doi=HAUSENBLAS, pmid="1")], services=services)
    assert only(found.answers["k"]).pmid == "39252819"
    assert [missing.identifier for missing in found.absent["k"]] == ["pmid:1"]


def test_a_doi_of_an_agency_that_is_not_read_takes_the_record_of_europe_pmc(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    doi = "10.1400/synthetic"
    standin = make_standin(
        europepmc=[{"id": "7", "source": "MED", "pmid": "7", "doi": doi, "title": "Found."}],
        agencies={doi: "mEDRA"},
    )
    found = gather([ref(doi=doi)], services=make_services(standin))
    assert only(found.answers["k"]).source == "europepmc"


def test_two_entries_with_one_doi_are_asked_once(standin: StandIn, services: Services) -> None:
    found = gather([ref("a", doi=SLUTSKY), ref("b", doi=SLUTSKY)], services=services)
    assert found.answers["a"] == found.answers["b"]
    assert standin.counts == {"crossref:list": 1, "europepmc:list": 1}


# -- what fails


def test_a_second_source_that_fails_takes_nothing_away(
    standin: StandIn, services: Services
) -> None:
    standin.always("europepmc", status(403))
    found = gather([ref(doi=SLUTSKY)], services=services)
    assert only(found.answers["k"]).source == "crossref"
    assert "no answer for 1 references" in found.services_down["europepmc"]


def test_a_first_source_that_fails_leaves_the_reference_unverified(
    standin: StandIn, services: Services, cache: Cache
) -> None:
    standin.always("crossref", status(403))
    found = gather([ref(doi=SLUTSKY)], services=services, cache=cache)
    assert "access refused" in why(found.answers["k"])
    assert [work.source for work in found.others["k"]] == ["europepmc"]
    standin.well()
    services.close()


def test_with_everything_down_nothing_is_green_and_nothing_kept(
    standin: StandIn, make_services: MakeServices, cache: Cache
) -> None:
    for service in ("crossref", "europepmc", "doi", "datacite"):
        standin.always(service, server_error(503))
    references = [ref(str(n), doi=str(r["DOI"])) for n, r in enumerate(RECORDS)]
    references.append(ref("p", pmid="20152124"))
    down = gather(references, services=make_services(standin), cache=cache)
    assert {type(answer) for answer in down.answers.values()} == {Unreachable}
    assert set(down.services_down) == {"crossref", "europepmc"}
    standin.well()
    well = gather(references, services=make_services(standin), cache=cache)
    assert {type(answer) for answer in well.answers.values()} == {Work}


def test_an_error_of_our_own_is_not_hidden(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(services.of(EuropePMC)), "get", broken)
    with pytest.raises(ZeroDivisionError):
        gather([ref(doi=SLUTSKY)], services=services)
    assert services.stopped.is_set()


# -- cache, lock file, offline


def test_a_second_run_asks_nobody(
    standin: StandIn, make_services: MakeServices, cache: Cache
) -> None:
    references = [ref(str(n), doi=str(r["DOI"])) for n, r in enumerate(RECORDS)]
    references += [ref("m", doi="10.1400/synthetic"), ref("n", doi="10.9999/x"), ref("p", pmid="1")]
    first = gather(references, services=make_services(standin), cache=cache)
    before = standin.requests
    second = gather(references, services=make_services(standin), cache=cache)
    assert second == first
    assert standin.requests == before


def test_offline_asks_nobody_and_uses_what_is_there(
    standin: StandIn, services: Services, cache: Cache
) -> None:
    gather([ref(doi=SLUTSKY)], services=services, cache=cache)
    before = standin.requests
    references = [ref(doi=SLUTSKY), ref("new", doi=HAUSENBLAS), ref("p", pmid="1")]
    found = gather(references, services=services, cache=cache, offline=True)
    assert only(found.answers["k"]).pmid == "20152124"
    assert why(found.answers["new"]) == OFFLINE
    assert why(found.answers["p"]) == OFFLINE
    assert not found.asked
    assert found.services_down == {}
    assert standin.requests == before


def test_offline_without_anything_at_hand() -> None:
    found = gather([ref(doi=SLUTSKY)], services=None)
    assert why(found.answers["k"]) == OFFLINE


def locked(
    reference: Reference, answer: Answer | None, when: str, **fields: Any
) -> dict[str, LockEntry]:
    return {reference.key: entry_from(reference, answer, when=when, **fields)}


OLD = Work(doi=SLUTSKY, title="From the lock file")


def test_offline_the_lock_file_comes_first(services: Services, cache: Cache) -> None:
    gather([ref(doi=SLUTSKY)], services=services, cache=cache)
    other = Work(doi="10.5555/other", title="Another")
    lock = locked(ref(doi=SLUTSKY), OLD, ago(1), others=[other])
    found = gather([ref(doi=SLUTSKY)], services=None, lock=lock, cache=cache, offline=True)
    assert only(found.answers["k"]).title == "From the lock file"
    assert found.others["k"] == (other,)


def test_a_service_that_may_be_asked_is_asked_whatever_the_lock_file_says(
    services: Services,
) -> None:
    made_up = Work(doi="10.5555/nobody", title="A made-up work")
    lock = {
        **locked(ref(doi=SLUTSKY), OLD, ago(0)),
        **locked(ref("made", doi="10.5555/nobody"), made_up, ago(0)),
    }
    found = gather(
        [ref(doi=SLUTSKY), ref("made", doi="10.5555/nobody")], services=services, lock=lock
    )
    assert only(found.answers["k"]).title != "From the lock file"
    assert isinstance(found.answers["made"], Missing)


@pytest.mark.parametrize(
    ("watched", "source", "silent", "kept"),
    [
        (False, "retraction-watch", False, True),
        (True, "retraction-watch", False, False),
        (False, "europepmc", False, False),
        (False, "europepmc", True, True),
    ],
)
def test_notices_of_the_lock_file_hold_where_their_reporter_is_not_asked(
    standin: StandIn, services: Services, watched: bool, source: str, silent: bool, kept: bool
) -> None:
    notice = Notice(type="retraction", source=source)
    lock = locked(ref(doi=SLUTSKY), OLD.model_copy(update={"notices": (notice,)}), ago(1))
    if silent:
        standin.always("europepmc", server_error(503))
    found = gather([ref(doi=SLUTSKY)], services=services, lock=lock, watched=watched)
    assert (notice in only(found.answers["k"]).notices) is kept


def test_offline_no_old_answer_that_there_is_no_such_work_is_believed() -> None:
    answer = Missing(identifier="x", asked=("crossref",))
    for days, kind in ((0, Missing), (2, Unreachable)):
        lock = locked(ref(doi=SLUTSKY), answer, ago(days))
        found = gather([ref(doi=SLUTSKY)], services=None, lock=lock, offline=True)
        assert isinstance(found.answers["k"], kind)


@pytest.mark.parametrize(
    "answer",
    [
        Missing(identifier="x", asked=("crossref",)),
        Unreachable(identifier="x", service="crossref", reason="it was down"),
        None,
    ],
)
def test_what_was_missing_or_unverified_is_asked_again(
    services: Services, answer: Answer | None
) -> None:
    lock = locked(ref(doi=SLUTSKY), answer, ago(2))
    found = gather([ref(doi=SLUTSKY)], services=services, lock=lock)
    assert only(found.answers["k"]).doi == SLUTSKY


def test_a_locked_run_uses_the_lock_file_alone(standin: StandIn, services: Services) -> None:
    known, changed = ref(doi=SLUTSKY), ref("c", doi=HAUSENBLAS)
    lock = {
        **locked(known, OLD, ago(400)),
        **locked(changed, OLD, ago(0)),
        **locked(
            ref("u", pmid="1"), Unreachable(identifier="x", service="europepmc", reason="r"), ""
        ),
    }
    references = [
        known,
        changed.model_copy(update={"year": 1999}),
        ref("new", pmid="3"),
        ref("u", pmid="1"),
        ref("web", url="https://example.org"),
    ]
    found = gather(references, services=services, lock=lock, locked=True)
    assert only(found.answers["k"]).title == "From the lock file"
    assert "has changed since" in why(found.answers["c"])
    assert "does not have it" in why(found.answers["new"])
    assert why(found.answers["u"]) == "no service answered for it when it was locked (r)"
    assert set(found.unlocked) == {"c", "new", "u", "web"}
    assert "web" not in found.answers
    assert not found.asked
    assert standin.requests == 0


def test_offline_believes_an_old_record_of_the_lock_file() -> None:
    lock = locked(ref(doi=SLUTSKY), OLD, ago(400))
    found = gather([ref(doi=SLUTSKY)], services=None, lock=lock, offline=True)
    assert only(found.answers["k"]).title == "From the lock file"


def test_an_abstract_that_the_lock_file_leaves_out_comes_from_the_cache(
    standin: StandIn, services: Services, cache: Cache
) -> None:
    record = {**RECORDS[0], "abstract": "<jats:p>Nothing of this is real.</jats:p>"}
    standin.records[SLUTSKY] = record
    gather([ref(doi=SLUTSKY)], services=services, cache=cache)
    asked = standin.requests
    lock = locked(ref(doi=SLUTSKY), OLD, ago(1))
    with_cache = gather([ref(doi=SLUTSKY)], services=None, lock=lock, cache=cache, offline=True)
    assert only(with_cache.answers["k"]).title == "From the lock file"
    assert only(with_cache.answers["k"]).abstract == "Nothing of this is real."
    alone = gather([ref(doi=SLUTSKY)], services=None, lock=lock, cache=cache, locked=True)
    assert only(alone.answers["k"]).abstract is None, "the lock file alone"
    assert standin.requests == asked


def test_progress_is_told(services: Services) -> None:
    told: list[tuple[int, int, str]] = []
    references = [ref("a", doi=SLUTSKY), ref("b", doi=HAUSENBLAS)]
    gather(references, services=services, progress=lambda *step: told.append(step))
    assert {(2, 2, "Crossref"), (2, 2, "Europe PMC"), (0, 2, "Crossref")} <= set(told)


# -- merging


def test_merging_keeps_the_first_and_adds_the_second() -> None:
    first = Work(doi="10.5555/x", title="A Title", journal="J", year=2020, mesh=("Humans",))
    second = Work(
        doi="10.5555/x",
        pmid="1",
        title="A different title",
        journal="Journal",
        year=2021,
        other_years=(2020, 2022),
        abstract="Text.",
        mesh=("Humans", "Adult"),
        notices=(Notice(type="retraction", source="europepmc"),),
        source="europepmc",
    )
    merged = merge(first, second)
    assert (merged.title, merged.journal, merged.year) == ("A Title", "J", 2020)
    assert merged.other_titles == ("A different title",)
    assert merged.other_journals == ("Journal",)
    assert merged.other_years == (2021, 2022)
    assert merged.mesh == ("Humans", "Adult")
    assert (merged.pmid, merged.abstract, merged.source) == ("1", "Text.", "crossref")
    assert [notice.source for notice in merged.notices] == ["europepmc"]
    assert merge(first, first.model_copy(update={"title": "a title."})).other_titles == ()


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"doi": "10.5555/a"}, {"doi": "10.5555/a", "title": "x"}, True),
        ({"doi": "10.5555/a", "aliases": ("10.5555/b",)}, {"doi": "10.5555/b"}, True),
        ({"doi": "10.5555/a"}, {"doi": "10.5555/b"}, False),
        ({"doi": "10.5555/a", "title": "X"}, {"doi": "10.5555/b", "title": "X"}, False),
        ({"pmid": "1"}, {"pmid": "1"}, True),
        ({"pmid": "1", "title": "X"}, {"pmid": "2", "title": "X"}, False),
        ({"doi": "10.5555/a", "title": "A Title"}, {"pmid": "1", "title": "a title."}, True),
        ({"doi": "10.5555/a"}, {"pmid": "1"}, False),
    ],
)
def test_whether_two_records_are_of_one_work(
    first: dict[str, Any], second: dict[str, Any], same: bool
) -> None:
    assert same_work(Work(**first), Work(**second)) is same


# -- Ctrl-C


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_a_run_that_hangs_and_leaves_the_cache_whole(
    make_standin: MakeStandIn, tmp_path: Path, release: threading.Event
) -> None:
    records = list(generated(100))
    standin = make_standin(records, europepmc=[PUBMED_HAUSENBLAS])
    seen = threading.Event()
    standin.script("crossref:list", hang(release, seen.set))
    script = f"""
        from pathlib import Path
        from magclaims.gather.answers import gather
        from magclaims.model.registry import Reference
        from magclaims.gather.sources import services_from
        from magclaims.gather.cache import Cache
        refs = [Reference(key=str(n), entry_type="article", doi=doi)
                for n, doi in enumerate({[r["DOI"] for r in records]!r})]
        services = services_from({standin.urls!r}, mailto="a@example.org", give_up_after=1e6, timeout=1e6)
        gather(refs, services=services, cache=Cache(Path({str(tmp_path)!r})))
    """
    run = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stderr=subprocess.PIPE, env={**os.environ}
    )
    seen.wait()
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate()  # the hanging request would never end
    assert run.returncode != 0
    assert b"KeyboardInterrupt" in errors
    cache = Cache(tmp_path)
    cache.put("crossref", [("after", Work(title="x"))])
    assert set(cache.get("crossref", ["after"])) == {"after"}
    cache.close()
