"""What every source declares, and that what is declared is enough: OpenAlex, which nobody names."""

import inspect
import json
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from magclaims.config import Settings, settings_of_services
from magclaims.errors import ConfigError
from magclaims.gather import sources
from magclaims.gather.answers import gather
from magclaims.gather.cache import BEHIND, Cache
from magclaims.gather.http import Limits
from magclaims.gather.lock import entry_from, read_lock, render_lock
from magclaims.gather.sources import SERVICES, SOURCES, Services, chosen, deciding
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.europepmc import EuropePMC
from magclaims.gather.sources.openalex import OpenAlex
from magclaims.gather.sources.source import Service, Source, setting
from magclaims.match.identity import identify
from magclaims.model.registry import Reference
from magclaims.model.service import label
from magclaims.model.work import Answer, Gathered, Missing, Unreachable, Work
from magclaims.render.labels import service as shown
from project import Run, write_project
from standin import StandIn, reply_json, reset
from standin.records import PUBMED, RECORDS

MakeServices = Callable[..., Services]
MakeStandIn = Callable[..., StandIn]
DOI = "10.1016/j.neuron.2009.12.026"
REFERENCE = Reference(key="k", entry_type="article", doi=DOI)
RETRACTED = {DOI: True}
ALSO = ("openalex",)


def asked(standin: StandIn, make_services: MakeServices, **options: Any) -> Gathered:
    return gather([REFERENCE], services=make_services(standin), also=ALSO, **options)


def only(answer: Answer | None) -> Work:
    assert isinstance(answer, Work)
    return answer


def sources_of(gathered: Gathered) -> tuple[str, ...]:
    return only(gathered.answers["k"]).sources


# -- what is declared


def test_every_service_that_has_a_file_is_in_the_list() -> None:
    for _, name, _ in iter_modules(sources.__path__):
        module = import_module(f"{sources.__name__}.{name}")
        made = [
            one
            for one in vars(module).values()
            if getattr(one, "__module__", "") == module.__name__
        ]
        services = [
            one
            for one in made
            if isinstance(one, type) and "name" in vars(one) and "limits" in vars(one)
        ]
        unlisted = [one.__name__ for one in services if one not in SERVICES]
        assert not unlisted, (
            f"nobody asks {unlisted}: name them in SOURCES (gather/sources/__init__.py)"
        )


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_declares_what_others_make_of_it(service: type[Service]) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9.-]{0,30}", service.name)
    assert label(service.name) == shown(service.name) == service.label
    assert isinstance(service.limits, Limits)
    assert service.url.startswith("https://")
    assert not service.url.endswith("/")
    assert setting(service, "url") in settings_of_services()
    assert (inspect.getdoc(service) or "").startswith("Asked "), "docs/sources.md says what for"
    row = f"| {service.label} (`{service.name}`) |"
    assert row in Path("docs/sources.md").read_text(), "run `make docs`"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_source_says_what_it_answers(source: type[Source]) -> None:
    assert source.kinds
    assert set(source.kinds) <= {"doi", "pmid", "pmcid", "bookshelf"}
    assert set(source.partly) <= set(source.kinds)
    assert BEHIND[source.name] == (source.name, *(s.name for s in source.behind))


@pytest.mark.parametrize("kind", ["doi", "pmid", "pmcid", "bookshelf"])
def test_whole_and_usual_sources_decide(kind: str) -> None:
    source = deciding(f"{kind}:1")
    assert source.whole
    assert source.usual


def test_names_and_settings_are_of_one_service_each() -> None:
    for told in ([s.name for s in SERVICES], [setting(s, "url") for s in SERVICES]):
        assert len(told) == len(set(told))


def test_the_first_of_a_kind_decides() -> None:
    assert (deciding("doi:10.1/x"), deciding("pmid:1")) == (Crossref, EuropePMC)


def test_only_the_usual_ones_are_asked_unless_told() -> None:
    assert chosen() == (Crossref, EuropePMC)
    assert chosen(ALSO) == (Crossref, EuropePMC, OpenAlex)


def test_a_service_that_there_is_not_cannot_be_asked() -> None:
    with pytest.raises(ValueError, match=r"did you mean.*openalex"):
        Settings.model_validate({"also_ask": ["openalx"]})


# -- who answered


def test_a_work_says_who_answered(make_standin: MakeStandIn, make_services: MakeServices) -> None:
    standin = make_standin(RECORDS, europepmc=PUBMED, openalex={DOI: False})
    assert sources_of(gather([REFERENCE], services=make_services(standin))) == (
        "crossref",
        "europepmc",
    )
    assert sources_of(asked(standin, make_services)) == ("crossref", "europepmc", "openalex")


def test_a_pmid_is_no_proof_that_europe_pmc_answered() -> None:
    assert Work(pmid="1").sources == ("crossref",)
    assert Work(source="datacite").sources == ("datacite",)


def test_the_lock_file_keeps_who_answered(tmp_path: Path) -> None:
    work = Work(doi=DOI, sources=("crossref", "openalex"), retrieved="2026-05-21T00:00:00Z")
    path = tmp_path / "lock.json"
    path.write_text(render_lock([entry_from(REFERENCE, work, others=[work], when="")]))
    written = json.loads(path.read_text())["references"]["k"]
    assert written["asked"] == ["crossref", "openalex"]
    assert "sources" not in written["work"]
    assert "sources" not in written["others"][0]
    assert only(read_lock(path)["k"].answer()).sources == work.sources


def test_a_lock_file_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lock.json"
    work = {"doi": DOI, "pmid": "20152124", "source": "crossref"}
    entry = {
        "asked": ["crossref", "europepmc"],
        "fingerprint": "0" * 16,
        "status": "verified-record",
        "when": "2026-05-21T00:00:00Z",
        "work": work,
    }
    path.write_text(json.dumps({"version": 1, "references": {"k": entry}}))
    assert only(read_lock(path)["k"].answer()).sources == ("crossref", "europepmc")


def test_a_cache_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    """Rows as they were written before: bare DOIs, all addresses behind Crossref, no `sources`."""
    addresses = {"crossref": "a", "doi.org": "b", "datacite": "c"}
    cache = Cache(tmp_path, addresses=addresses)
    cache.put("crossref", [(DOI, Work(doi=DOI, retrieved="2026-05-21T00:00:00Z"))])
    connection = cache._connection
    assert connection is not None
    (row,) = connection.execute("SELECT space, identifier, answer FROM answers").fetchall()
    assert row[:2] == ("crossref a b c", DOI)
    assert set(json.loads(row[2])["answer"]) == {"doi", "retrieved"}
    cache.close()


# -- a source that adds facts


def test_a_retraction_that_it_knows_is_a_notice(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    standin = make_standin(RECORDS, europepmc=PUBMED, openalex=RETRACTED)
    found = asked(standin, make_services)
    work = only(found.answers["k"])
    assert [(n.type, n.source) for n in work.notices] == [("retraction", "openalex")]
    assert work.title
    assert found.others == {}
    assert identify(REFERENCE, found).status == "retracted"


def test_a_retraction_that_crossref_knows_is_one_notice(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    reference = Reference(key="k", entry_type="article", doi="10.5555/synthetic.retracted")
    standin = make_standin(RECORDS, openalex={str(reference.doi): True})
    found = gather([reference], services=make_services(standin), also=ALSO)
    told = [n for n in only(found.answers["k"]).notices if n.type == "retraction"]
    assert len(told) == 1
    assert told[0].source.endswith("openalex")


def test_what_it_lacks_is_not_missing(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    found = asked(make_standin(RECORDS, europepmc=PUBMED), make_services)
    assert sources_of(found) == ("crossref", "europepmc")
    assert (found.absent, found.incomplete, found.services_down) == ({}, {}, {})


def test_its_facts_are_no_record(make_standin: MakeStandIn, make_services: MakeServices) -> None:
    """The work is registered where nobody can read it: what OpenAlex says is told beside that."""
    standin = make_standin(agencies={DOI: "mEDRA"}, openalex=RETRACTED)
    found = asked(standin, make_services)
    answer = found.answers["k"]
    assert isinstance(answer, Unreachable)
    assert answer.exists
    assert [n.type for n in found.notices["k"]] == ["retraction"]


def test_it_makes_no_work_of_what_does_not_exist(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    found = asked(make_standin(openalex=RETRACTED), make_services)
    assert isinstance(found.answers["k"], Missing)


def test_its_silence_is_said_and_hides_nothing(
    make_standin: MakeStandIn, make_services: MakeServices
) -> None:
    standin = make_standin(RECORDS, europepmc=PUBMED, openalex=RETRACTED)
    standin.always("openalex", reset)
    found = asked(standin, make_services)
    assert sources_of(found) == ("crossref", "europepmc")
    assert found.silent == {"k": "openalex"}
    assert "openalex" in found.services_down


@pytest.mark.parametrize(
    "said",
    [
        {"doi": f"https://doi.org/{DOI}"},
        {"doi": f"https://doi.org/{DOI}", "is_retracted": "yes"},
        {"doi": "https://doi.org/10.5555/another", "is_retracted": True},
        {"is_retracted": True},
        [],
    ],
)
def test_an_answer_that_says_something_else_is_none(
    make_standin: MakeStandIn, make_services: MakeServices, said: object
) -> None:
    standin = make_standin(openalex=RETRACTED)
    standin.always("openalex", lambda: reply_json(said))
    found = make_services(standin).of(OpenAlex).get([f"doi:{DOI}"])
    assert isinstance(found[f"doi:{DOI}"], Unreachable)


@pytest.mark.parametrize("doi", ["10.5555/a,b", "10.5555/a&b"])
def test_what_it_would_refuse_is_not_asked(
    make_standin: MakeStandIn, make_services: MakeServices, doi: str
) -> None:
    standin = make_standin(openalex={doi: True})
    found = make_services(standin).of(OpenAlex).get([f"doi:{doi}"])
    assert isinstance(found[f"doi:{doi}"], Unreachable)
    assert standin.requests == 0


def test_its_answers_are_kept(
    make_standin: MakeStandIn, make_services: MakeServices, tmp_path: Path
) -> None:
    standin = make_standin(RECORDS, europepmc=PUBMED, openalex=RETRACTED)
    cache = Cache(tmp_path)
    first = asked(standin, make_services, cache=cache)
    requests = standin.requests
    assert asked(standin, make_services, cache=cache).answers == first.answers
    assert standin.requests == requests
    offline = gather([REFERENCE], services=None, also=ALSO, cache=cache, offline=True)
    assert only(offline.answers["k"]).notices == only(first.answers["k"]).notices
    cache.close()


# -- its key


@pytest.mark.parametrize("own", [True, False])
def test_a_key_goes_to_its_own_address_alone(
    make_standin: MakeStandIn,
    make_services: MakeServices,
    monkeypatch: pytest.MonkeyPatch,
    *,
    own: bool,
) -> None:
    standin = make_standin(openalex=RETRACTED)
    if own:
        monkeypatch.setattr(OpenAlex, "url", f"{standin.url}/openalex")
    services = make_services(standin, openalex_key="secret")
    only(services.of(OpenAlex).get([f"doi:{DOI}"])[f"doi:{DOI}"])
    assert ("api_key=secret" in standin.lines[0]) == own


# -- through the commands


def configure(folder: Path, settings: Mapping[str, object]) -> None:
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    (folder / "magclaims.toml").write_text("\n".join(lines) + "\n")


def test_check_and_lock_find_it_by_its_name(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path)
    configure(tmp_path, {"also-ask": ["openalex"]})
    online.openalex[DOI] = True
    result = run("check", "--select", "DOI", "--format", "text")
    assert "openalex" in result.out.lower()
    assert "retract" in result.out
    assert run("lock").code == 0
    entry = json.loads(Path("data/references.lock.json").read_text())["references"]["slutsky2010"]
    assert entry["asked"] == ["crossref", "europepmc", "openalex"]
    assert "openalex" in entry["addresses"]


def test_an_outage_is_told_by_its_label(run: Run, tmp_path: Path, online: StandIn) -> None:
    write_project(tmp_path)
    configure(tmp_path, {"also-ask": ["openalex"]})
    online.always("openalex", reset)
    result = run("check", "--select", "REF", "--format", "text")
    assert "OpenAlex" in result.out + result.err
    assert result.code == 3


def test_a_key_in_the_environment_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    from magclaims.config import load

    monkeypatch.setenv("MAGCLAIMS_OPENALEX_KEY", "secret")
    assert load().settings.of_services["openalex_key"] == "secret"
    monkeypatch.setenv("MAGCLAIMS_OPENALX_KEY", "secret")
    with pytest.raises(ConfigError, match="did you mean MAGCLAIMS_OPENALEX_KEY"):
        load()
