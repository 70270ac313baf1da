"""The few questions for the real services, asked by hand only: `pytest -m live`."""

from collections.abc import Iterator

import pytest

from magclaims.gather.answers import gather
from magclaims.gather.sources import Services, services_from
from magclaims.gather.sources.crossref import Crossref
from magclaims.model.registry import Reference
from magclaims.model.work import Missing, Work

pytestmark = [pytest.mark.live, pytest.mark.enable_socket]

SLUTSKY = "10.1016/j.neuron.2009.12.026"


@pytest.fixture
def real() -> Iterator[Services]:
    services = services_from()
    yield services
    services.close()


def test_crossref_and_europe_pmc_know_a_work_that_the_dossier_cites(real: Services) -> None:
    reference = Reference(key="k", entry_type="article", doi=SLUTSKY)
    found = gather([reference], services=real)
    assert found.services_down == {}
    work = found.answers["k"]
    assert isinstance(work, Work)
    assert (work.doi, work.pmid, work.volume) == (SLUTSKY, "20152124", "65")


def test_an_alias_is_followed(real: Services) -> None:
    found = real.of(Crossref).get(["10.50505/issntest_0703"])["10.50505/issntest_0703"]
    assert isinstance(found, Work)
    assert found.doi == "10.50505/issntest_0703_3"


def test_a_doi_that_does_not_exist_is_missing(real: Services) -> None:
    found = real.of(Crossref).get(["10.1016/no.such.doi.of.anything"])
    assert isinstance(found["10.1016/no.such.doi.of.anything"], Missing)


def test_a_preprint_of_arxiv_is_at_datacite(real: Services) -> None:
    found = real.of(Crossref).get(["10.48550/arxiv.1706.03762"])["10.48550/arxiv.1706.03762"]
    assert isinstance(found, Work)
    assert found.source == "datacite"


def test_the_lancet_paper_is_retracted(real: Services) -> None:
    doi = "10.1016/s0140-6736(97)11096-0"
    found = real.of(Crossref).get([doi])[doi]
    assert isinstance(found, Work)
    assert "retraction" in {notice.type for notice in found.notices}
