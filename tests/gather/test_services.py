"""Crossref, DataCite, Europe PMC and doi.org, asked over the loopback interface."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import standin as standin_module
from clocks import JumpingClock
from magclaims.errors import ConfigError
from magclaims.gather.sources import Services, europepmc, services_from
from magclaims.gather.sources.crossref import BATCH, POLITE, PUBLIC, Crossref, quote_doi
from magclaims.gather.sources.datacite import work_from_datacite
from magclaims.gather.sources.doiorg import DoiOrg
from magclaims.gather.sources.europepmc import EuropePMC, work_from_europepmc
from magclaims.model.work import Answer, Missing, Unreachable, Work
from standin import (
    Fault,
    Reply,
    StandIn,
    cut,
    half_json,
    hang,
    page,
    reply_json,
    reset,
    server_error,
    status,
    too_many,
    untyped,
)
from standin.records import (
    ARXIV,
    COMMA,
    ODD,
    PUBMED,
    PUBMED_SLUTSKY,
    RECORDS,
    RETRACTED,
    SLUTSKY,
    generated,
)

MakeStandIn = Callable[..., StandIn]
MakeServices = Callable[..., Services]


def only(answer: Answer | None) -> Work:
    assert isinstance(answer, Work)
    return answer


def why(answer: Answer | None) -> str:
    assert isinstance(answer, Unreachable)
    return answer.reason


# -- Crossref


def test_many_dois_are_one_list(standin: StandIn, services: Services) -> None:
    dois = [str(r["DOI"]) for r in RECORDS if "," not in str(r["DOI"])]
    found = services.of(Crossref).get([*dois, *dois])
    assert {doi: only(answer).doi for doi, answer in found.items()} == {doi: doi for doi in dois}
    assert standin.counts == {"crossref:list": 1}


def test_lists_stay_within_the_request_line(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    records = [{**record, "DOI": f"{record['DOI']}.{'x' * 150}"} for record in generated(60)]
    standin = make_standin(records)
    found = make_services(standin).of(Crossref).get([r["DOI"] for r in records])
    assert all(isinstance(answer, Work) for answer in found.values())
    assert standin.counts["crossref:single"] == 0
    assert max(len(line) for line in standin.lines) < 4000


def test_two_hundred_dois_are_three_lists(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    records = list(generated(200))
    standin = make_standin(records)
    make_services(standin).of(Crossref).get([r["DOI"] for r in records])
    assert standin.counts == {"crossref:list": 3}


def test_lists_are_of_about_one_size(services: Services) -> None:
    sizes = [len(b) for b in services.of(Crossref)._batches([f"10.5555/{n}" for n in range(151)])]
    assert sizes == [51, 50, 50]
    assert max(sizes) <= BATCH


def test_an_alias_leads_to_its_prime_record(services: Services) -> None:
    found = services.of(Crossref).get(["10.5555/synthetic.alias"])
    work = only(found["10.5555/synthetic.alias"])
    assert work.doi == "10.5555/synthetic.prime"
    assert "10.5555/synthetic.alias" in work.aliases


def test_a_short_doi_is_resolved(make_standin: MakeStandIn, make_services: MakeServices) -> None:
    standin = make_standin([SLUTSKY], short={"10/abcd": SLUTSKY["DOI"]})
    found = make_services(standin).of(Crossref).get(["10/abcd", "10/none"])
    work = only(found["10/abcd"])
    assert work.doi == SLUTSKY["DOI"]
    assert "10/abcd" in work.aliases
    none = found["10/none"]
    assert isinstance(none, Missing)
    assert (none.identifier, none.asked) == ("doi:10/none", ("doi.org",))


def test_a_short_doi_that_nobody_resolves_is_not_missing(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    standin = make_standin([SLUTSKY], short={"10/abcd": SLUTSKY["DOI"]})
    standin.always("doi", lambda: reply_json({"responseCode": 1, "values": []}))
    assert "short" in why(make_services(standin).of(Crossref).get(["10/abcd"])["10/abcd"])


def test_odd_dois_reach_their_own_record(standin: StandIn, services: Services) -> None:
    dois = [str(ODD["DOI"]), str(COMMA["DOI"])]
    found = services.of(Crossref).get(dois)
    assert [only(found[doi]).title for doi in dois] == [ODD["title"][0], COMMA["title"][0]]
    assert standin.counts["crossref:single"] == 1


def test_dots_and_marks_of_a_path_are_encoded() -> None:
    assert quote_doi("10.5555/a#b?c d/../e%2f") == "10.5555/a%23b%3Fc%20d/%2E%2E/e%252f"


def test_a_doi_that_does_not_exist_is_missing(services: Services) -> None:
    found = services.of(Crossref).get(["10.9999/nobody"])["10.9999/nobody"]
    assert isinstance(found, Missing)
    assert found.identifier == "doi:10.9999/nobody"
    assert found.asked == ("crossref", "doi.org")
    assert found.retrieved


def test_without_doi_org_crossref_says_who_registered_it(
    standin: StandIn, services: Services
) -> None:
    standin.always("doi", server_error())
    found = services.of(Crossref).get(["10.9999/nobody", str(ARXIV["doi"])])
    missing = found["10.9999/nobody"]
    assert isinstance(missing, Missing)
    assert missing.asked == ("crossref",)
    assert only(found[str(ARXIV["doi"])]).source == "datacite"


def test_nobody_who_could_say_so_means_not_missing(standin: StandIn, services: Services) -> None:
    standin.always("doi", server_error())
    standin.always("crossref:agency", status(403))
    found = services.of(Crossref).get(["10.9999/nobody"])
    assert "who registered it could not be asked" in why(found["10.9999/nobody"])


def test_other_agencies_are_named(services: Services) -> None:
    found = services.of(Crossref).get(["10.1400/synthetic"])["10.1400/synthetic"]
    assert isinstance(found, Unreachable)
    assert found.exists
    assert "mEDRA" in found.reason


def test_a_doi_of_crossref_without_a_record_exists(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    standin = make_standin(agencies={"10.5555/gone": "Crossref"})
    found = make_services(standin).of(Crossref).get(["10.5555/gone"])["10.5555/gone"]
    assert isinstance(found, Unreachable)
    assert found.exists


def test_another_work_is_never_accepted(standin: StandIn, services: Services) -> None:
    other = reply_json({"status": "ok", "message-type": "work", "message": SLUTSKY})
    standin.always("crossref:single", lambda: other)
    found = services.of(Crossref).get([str(COMMA["DOI"])])
    assert "another work" in why(found[str(COMMA["DOI"])])


def test_works_that_a_list_was_not_asked_for_are_ignored(
    standin: StandIn, services: Services
) -> None:
    message = {"items": [SLUTSKY, RETRACTED, "nonsense"], "total-results": 3}
    standin.always("crossref:list", lambda: reply_json({"status": "ok", "message": message}))
    found = services.of(Crossref).get([str(SLUTSKY["DOI"])])
    assert list(found) == [SLUTSKY["DOI"]]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/works/10.5555/a%2cb", "redirects without end"),
        ("https://example.org/", "leads to no work"),
        ("/works/10.9999/nobody", "has no record"),
    ],
)
def test_redirects_that_lead_nowhere(
    standin: StandIn, services: Services, location: str, reason: str
) -> None:
    moved = Reply(301, b"", None, {"Location": location})
    standin.script("crossref:single", *[lambda: moved] * (5 if "a%2cb" in location else 1))
    found = services.of(Crossref).get([str(COMMA["DOI"])])
    assert reason in why(found[str(COMMA["DOI"])])


PASSING: list[list[Fault]] = [
    [too_many()],
    [too_many("0")],
    [server_error(500), server_error(503)],
    [server_error(504, html=True)],
    [cut],
    [half_json],
    [page],
    [untyped],
    [reset],
    [lambda: reply_json({"message": "nothing"})],
]
LASTING: list[Fault] = [
    too_many(),
    too_many("60"),
    server_error(500),
    server_error(504, html=True),
    cut,
    half_json,
    page,
    untyped,
    reset,
    status(403),
    status(400, b'{"status":"failed","message":[{"message":"no"}]}', "application/json"),
    status(200, json.dumps({"message": {"items": []}}).encode(), "text/plain"),
]


@pytest.mark.parametrize("faults", PASSING)
@pytest.mark.parametrize("doi", [str(SLUTSKY["DOI"]), str(COMMA["DOI"])])
def test_trouble_that_passes_costs_nothing(
    standin: StandIn, services: Services, faults: list[Fault], doi: str
) -> None:
    standin.script("crossref", *faults)
    assert only(services.of(Crossref).get([doi])[doi]).doi == doi


@pytest.mark.parametrize("fault", LASTING)
def test_trouble_that_lasts_is_never_not_found(
    standin: StandIn, make_services: MakeServices, fault: Fault
) -> None:
    standin.always("crossref", fault)
    services = make_services(standin)
    dois = [str(SLUTSKY["DOI"]), str(COMMA["DOI"]), "10.9999/nobody"]
    found = services.of(Crossref).get(dois)
    assert [type(found[doi]) for doi in dois] == [Unreachable] * 3
    assert all(why(answer).startswith("Crossref") for answer in found.values())


def test_a_service_that_hangs_is_given_up_once(
    standin: StandIn, make_services: MakeServices, clock: JumpingClock, release: threading.Event
) -> None:
    standin.always("crossref", hang(release, lambda: clock.jump(11.0)))
    services = make_services(standin, give_up_after=10.0)
    found = services.of(Crossref).get([str(SLUTSKY["DOI"])])
    assert "no usable answer for 10 seconds" in why(found[str(SLUTSKY["DOI"])])
    assert list(services.down) == ["crossref"]
    before = standin.requests
    services.of(Crossref).get([str(RETRACTED["DOI"])])
    assert standin.requests == before


def test_nobody_at_the_address(make_services: MakeServices, standin: StandIn) -> None:
    services = make_services(
        standin, crossref_url="http://127.0.0.1:9", doi_url="http://127.0.0.1:9"
    )
    found = services.of(Crossref).get([str(SLUTSKY["DOI"]), "10.9999/nobody"])
    assert "cannot be reached" in why(found["10.9999/nobody"])


def test_a_list_that_is_too_long_is_split(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    records = list(generated(8))
    standin = make_standin(records)
    standin.script("crossref:list", status(414), status(414), status(414))
    found = make_services(standin).of(Crossref).get([r["DOI"] for r in records])
    assert all(isinstance(answer, Work) for answer in found.values())
    assert standin.counts["crossref:list"] == 7


def test_a_doi_whose_list_of_one_is_too_long_is_asked_singly(
    standin: StandIn, services: Services
) -> None:
    standin.always("crossref:list", status(414))
    found = services.of(Crossref).get([str(SLUTSKY["DOI"])])
    assert only(found[str(SLUTSKY["DOI"])]).doi == SLUTSKY["DOI"]


def test_a_list_that_stays_unanswered_is_asked_in_halves(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    records = list(generated(4))
    standin = make_standin(records)
    standin.script("crossref:list", *[server_error()] * 5)
    found = make_services(standin).of(Crossref).get([r["DOI"] for r in records])
    assert all(isinstance(answer, Work) for answer in found.values())


def test_no_more_requests_are_in_flight_than_allowed(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    # How many may start in a second is tested on a line; `benchmarks/bulk.py` tries both for real.
    records = list(generated(240))
    standin = make_standin(records)
    dois = [*(r["DOI"] for r in records), "10.5555/a,1", "10.5555/a,2", "10.5555/a,3"]
    found = make_services(standin).of(Crossref).get(dois)
    assert sum(isinstance(answer, Work) for answer in found.values()) == 240
    assert 0 < standin.most_in_flight <= standin_module.POLITE.in_flight


def test_a_mailto_decides_the_pool() -> None:
    with_mail = services_from(mailto="editor@example.org")
    assert with_mail.of(Crossref).line.limits == POLITE
    assert services_from().of(Crossref).line.limits == PUBLIC


@pytest.mark.parametrize("mailto", ["nobody", "a@b\r\nX: y", "<a@b>", "a b@c"])
def test_a_mailto_that_is_no_address_is_an_error(mailto: str) -> None:
    with pytest.raises(ConfigError, match="mailto"):
        services_from(mailto=mailto)


def test_an_url_that_is_none_is_an_error() -> None:
    with pytest.raises(ConfigError, match="doi_url"):
        services_from({"doi_url": "doi.org"})


def test_who_asks_is_said_both_ways(standin: StandIn, services: Services) -> None:
    services.of(Crossref).get([str(SLUTSKY["DOI"]), str(COMMA["DOI"])])
    assert all("magclaims/" in agent for agent in standin.agents)
    assert all("mailto:editor@example.org" in agent for agent in standin.agents)


def test_a_search_finds_the_work(services: Services) -> None:
    found = services.of(Crossref).search(
        "Slutsky enhancement of learning and memory brain magnesium", 2
    )
    assert isinstance(found, tuple)
    assert found[0].doi == SLUTSKY["DOI"]
    assert len(found) <= 2


def test_a_search_that_fails_is_no_empty_result(standin: StandIn, services: Services) -> None:
    standin.always("crossref:search", status(403))
    assert isinstance(services.of(Crossref).search("anything " * 200), Unreachable)


# -- DataCite


def test_a_preprint_of_arxiv(services: Services) -> None:
    work = only(services.of(Crossref).get([str(ARXIV["doi"])])[str(ARXIV["doi"])])
    assert (work.source, work.title, work.year) == ("datacite", "A made-up preprint", 2021)
    assert work.other_years == (2020,)
    assert str(work.authors[0]) == "Early, Erna"
    assert work.preprint_of == ("10.5555/synthetic.prime",)
    assert work.abstract == "Nothing real."


def test_a_datacite_record_of_another_kind() -> None:
    work = work_from_datacite(
        {
            "doi": "10.5555/DATA",
            "titles": [
                {"title": "WITHDRAWN: Data"},
                {"title": "measured", "titleType": "Subtitle"},
                {"title": "Gegevens", "titleType": "TranslatedTitle"},
                {"title": ""},
            ],
            "creators": [
                {"name": "Plain, Name"},
                {"name": "Some Institute", "nameType": "Organizational"},
            ],
            "publisher": {"name": "A repository"},
            "container": {
                "title": "Journal",
                "volume": "1",
                "issue": "2",
                "firstPage": "3",
                "lastPage": "9",
            },
            "publicationYear": "unknown",
            "types": None,
            "relatedIdentifiers": [
                {
                    "relatedIdentifier": "https://doi.org/10.5555/Same",
                    "relatedIdentifierType": "DOI",
                    "relationType": "IsIdenticalTo",
                }
            ],
        },
        retrieved="",
    )
    assert (work.title, work.other_titles) == ("Data: measured", ("Data", "Gegevens"))
    assert [str(person) for person in work.authors] == ["Plain, Name", "Some Institute"]
    assert (work.pages, work.publisher, work.year) == ("3-9", "A repository", None)
    assert work.aliases == ("10.5555/same",)
    assert work.notices[0].type == "withdrawal"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (status(404), "gives no record"),
        (status(403), "access refused"),
        (lambda: reply_json({"data": {"attributes": {"doi": "10.5555/other"}}}), "another work"),
        (lambda: reply_json([]), "not a record"),
    ],
)
def test_datacite_without_a_usable_answer(
    standin: StandIn, services: Services, fault: Fault, reason: str
) -> None:
    standin.always("datacite", fault)
    assert reason in why(services.of(Crossref).get([str(ARXIV["doi"])])[str(ARXIV["doi"])])


# -- doi.org


def test_agencies_of_many_dois_in_one_request(standin: StandIn, services: Services) -> None:
    dois = [str(SLUTSKY["DOI"]), str(ODD["DOI"]), str(ARXIV["doi"]), "10.9999/x", "10.9999/x,y"]
    assert services.of(DoiOrg).agencies(dois) == {
        SLUTSKY["DOI"]: "Crossref",
        ODD["DOI"]: "Crossref",
        ARXIV["doi"]: "DataCite",
        "10.9999/x": None,
    }
    assert standin.counts == {"doi:list": 1}


def test_agencies_of_very_many_dois_stay_within_the_request_line(
    standin: StandIn, services: Services
) -> None:
    dois = [f"10.9999/{'x' * 60}{number}" for number in range(150)]
    assert services.of(DoiOrg).agencies(dois) == dict.fromkeys(dois)
    assert standin.counts == {"doi:list": 3}
    assert max(len(line) for line in standin.lines) < 4096


@pytest.mark.parametrize(
    "answer",
    [{"no": "list"}, [3, {"DOI": "10.1/other", "RA": "X"}, {"DOI": "10.9999/x", "status": "?"}]],
)
def test_what_doi_org_does_not_say_is_left_out(
    standin: StandIn, services: Services, answer: object
) -> None:
    standin.always("doi", lambda: reply_json(answer))
    assert services.of(DoiOrg).agencies(["10.9999/x"]) == {}


# -- Europe PMC


def test_medicine_by_every_kind_of_identifier(standin: StandIn, services: Services) -> None:
    identifiers = ["doi:10.1016/j.neuron.2009.12.026", "pmid:20152124", "pmcid:PMC11381753"]
    found = services.of(EuropePMC).get(identifiers)
    assert [only(found[i]).pmid for i in identifiers] == ["20152124", "20152124", "39252819"]
    assert standin.counts == {"europepmc:list": 1}


def test_a_pubmed_record_is_normalised(services: Services) -> None:
    work = only(services.of(EuropePMC).get(["pmid:20152124"])["pmid:20152124"])
    assert work.title == "Enhancement of learning and memory by elevating brain magnesium"
    assert str(work.authors[0]) == "Slutsky, Inna"
    assert (work.journal, work.year, work.volume, work.pages) == ("Neuron", 2010, "65", "165-177")
    assert work.mesh == ("Animals", "Rats")
    assert work.publication_types == ("Journal Article",)
    assert (work.language, work.source) == ("en", "europepmc")


def test_what_europe_pmc_does_not_have_is_missing_there(services: Services) -> None:
    found = services.of(EuropePMC).get(["pmid:1", "bookshelf:NBK507257"])
    assert [type(answer) for answer in found.values()] == [Missing, Missing]


def test_a_bookshelf_document(make_standin: MakeStandIn, make_services: MakeServices) -> None:
    standin = make_standin(europepmc=[{"id": "NBK1", "source": "NBK", "title": "A chapter."}])
    found = make_services(standin).of(EuropePMC).get(["bookshelf:NBK1"])
    assert only(found["bookshelf:NBK1"]).title == "A chapter"


def test_the_article_is_preferred_to_its_preprint(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    doi = "10.5555/both"
    preprint = {"id": "PPR1", "source": "PPR", "doi": doi, "title": "Preprint"}
    article = {"id": "1", "source": "MED", "pmid": "1", "doi": doi.upper(), "title": "Article"}
    standin = make_standin(europepmc=[preprint, article])
    assert (
        only(make_services(standin).of(EuropePMC).get([f"doi:{doi}"])[f"doi:{doi}"]).title
        == "Article"
    )


def test_what_a_page_does_not_hold_is_not_missing(
    standin: StandIn, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(europepmc, "PAGE", 1)
    wanted = [f"doi:{record['doi']}" for record in PUBMED]
    assert len(wanted) > 1
    found = services.of(EuropePMC).get(wanted)
    assert {i: isinstance(answer, Work) for i, answer in found.items()} == dict.fromkeys(
        wanted, True
    )


def test_a_refused_query_is_asked_again_and_split(standin: StandIn, services: Services) -> None:
    refusal = reply_json({"version": "6.9", "hitCount": None})
    standin.script("europepmc", *[lambda: refusal] * 5)
    found = services.of(EuropePMC).get(["pmid:20152124", "pmid:39252819"])
    assert all(isinstance(answer, Work) for answer in found.values())
    assert standin.counts["europepmc:list"] == 7


def test_a_refusal_is_never_not_found(standin: StandIn, services: Services) -> None:
    standin.always("europepmc", lambda: reply_json({"version": "6.9", "hitCount": None}))
    found = services.of(EuropePMC).get(["pmid:20152124", "pmid:1"])
    assert [type(answer) for answer in found.values()] == [Unreachable, Unreachable]


@pytest.mark.parametrize("answer", [[], {"hitCount": True}, {"hitCount": 1, "resultList": {}}])
def test_an_answer_of_another_shape_is_never_not_found(
    standin: StandIn, services: Services, answer: object
) -> None:
    standin.always("europepmc", lambda: reply_json(answer))
    assert isinstance(services.of(EuropePMC).get(["pmid:1"])["pmid:1"], Unreachable)


def test_a_doi_that_would_break_the_query_is_not_put_into_it(
    standin: StandIn, services: Services
) -> None:
    found = services.of(EuropePMC).get(['doi:10.5555/a" OR SRC:MED OR DOI:"b'])
    assert all(isinstance(answer, Unreachable) for answer in found.values())
    assert standin.requests == 0


def test_forty_five_identifiers_are_three_requests(standin: StandIn, services: Services) -> None:
    services.of(EuropePMC).get([f"pmid:{number}" for number in range(1, 46)])
    assert standin.counts == {"europepmc:list": 3}


@pytest.mark.parametrize(
    ("fields", "notice"),
    [
        ({"pubTypeList": {"pubType": "Retracted Publication"}}, ("retraction", None, None)),
        ({"title": "RETRACTED: A trial."}, ("retraction", None, None)),
        (
            {
                "commentCorrectionList": {
                    "commentCorrection": {
                        "type": "Expression of concern in",
                        "reference": "J. 2020. doi: 10.5555/E.",
                    }
                }
            },
            ("expression_of_concern", "10.5555/e", "2020"),
        ),
        (
            {"commentCorrectionList": {"commentCorrection": [{"type": "Partial retraction in"}]}},
            ("partial_retraction", None, None),
        ),
    ],
)
def test_pubmed_reports_notices_of_its_own(
    fields: dict[str, object], notice: tuple[str, str | None, str | None]
) -> None:
    work = work_from_europepmc({**PUBMED_SLUTSKY, **fields}, retrieved="")
    assert [(n.type, n.doi, n.date) for n in work.notices] == [notice]
    assert all(n.source == "europepmc" for n in work.notices)


def republished(reference: str) -> dict[str, object]:
    """What PubMed says of a synthetic work that was retracted and republished."""
    link = {"type": "Retracted and republished in", "reference": reference}
    types = {"pubTypeList": {"pubType": ["Journal Article", "Retracted Publication"]}}
    return {**types, "commentCorrectionList": {"commentCorrection": [link]}}


@pytest.mark.parametrize(
    ("reference", "new"),
    [
        ("J Synth. 2021;4(2):9. doi: 10.5555/Synthetic.New.", "10.5555/synthetic.new"),
        ("J. 2021", None),
    ],
)
def test_a_work_that_was_retracted_and_republished_has_one_notice_that_names_the_new_version(
    reference: str, new: str | None
) -> None:
    work = work_from_europepmc({**PUBMED_SLUTSKY, **republished(reference)}, retrieved="")
    (notice,) = work.notices
    assert (notice.type, notice.doi, notice.replaced_by, notice.date) == (
        "retraction_and_replacement",
        None,
        new,
        "2021",
    )


def test_a_work_that_was_republished_after_a_retraction_stands() -> None:
    link = {"type": "Retracted and republished from", "reference": "J. 2020. doi: 10.5555/old"}
    record = {**PUBMED_SLUTSKY, "commentCorrectionList": {"commentCorrection": [link]}}
    work = work_from_europepmc(record, retrieved="")
    assert (work.notices, work.notice_of) == ((), ())


def test_authors_of_a_string_and_groups() -> None:
    record = {"authorString": "Slutsky I, Wu LJ, Consortium."}
    people = work_from_europepmc(record, retrieved="").authors
    assert [str(person) for person in people] == ["Slutsky, I", "Wu, LJ", "Consortium"]
    group = {"authorList": {"author": [{"collectiveName": "The Group"}, {}]}}
    assert str(work_from_europepmc(group, retrieved="").authors[0]) == "The Group"


def test_a_translated_title_stands_in_brackets() -> None:
    record = {"title": "[Magnesium and sleep.]", "language": "dut"}
    work = work_from_europepmc(record, retrieved="")
    assert (work.title, work.language) == ("Magnesium and sleep", "nl")


def test_a_real_answer_of_europe_pmc(shared: Path) -> None:
    path = shared / "europepmc" / "europepmc_core_32678530.trimmed.json"
    (record,) = json.loads(path.read_text("utf-8"))["resultList"]["result"]
    work = work_from_europepmc(record, retrieved="")
    assert work.pmid == "32678530"
    assert "Randomized Controlled Trial" in work.publication_types
    assert "Humans" in work.mesh
    assert work.notices == ()
    assert work.abstract is not None
    assert "<" not in work.abstract
