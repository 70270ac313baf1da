"""The services that know works: Crossref, DataCite, Europe PMC and doi.org, ready to be asked."""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from magclaims import __version__
from magclaims.clock import Clock
from magclaims.errors import ConfigError
from magclaims.gather.http import Limits, Line, Web
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.datacite import DataCite
from magclaims.gather.sources.doiorg import DoiOrg
from magclaims.gather.sources.europepmc import EuropePMC
from magclaims.model.work import Service

CROSSREF_URL = "https://api.crossref.org"
DATACITE_URL = "https://api.datacite.org"
EUROPEPMC_URL = "https://www.ebi.ac.uk/europepmc/webservices/rest"
DOI_URL = "https://doi.org"

OWN_ADDRESSES = {
    "crossref": CROSSREF_URL,
    "datacite": DATACITE_URL,
    "europepmc": EUROPEPMC_URL,
    "doi.org": DOI_URL,
}
"""Where each service itself answers; what other addresses answer is said to be theirs."""

# https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
# (in force since 2025-12-01): lists and single records per second, requests in flight.
POLITE = Limits(lists=3, singles=10, in_flight=3)
PUBLIC = Limits(lists=1, singles=5, in_flight=1)
# The other three publish no limit per second; DataCite allows 1,000 requests in five minutes.
DATACITE = Limits(lists=3, singles=10, in_flight=3)
EUROPEPMC = Limits(lists=10, singles=10, in_flight=3)
DOI_ORG = Limits(lists=5, singles=5, in_flight=2)

_MAILTO = re.compile(r"[^\s<>()\"@]{1,64}@[^\s<>()\"@]{1,255}")


@dataclass(frozen=True, slots=True)
class Services:
    """All services of one run. Nothing is asked, and no network library loaded, before `get`."""

    crossref: Crossref
    datacite: DataCite
    doiorg: DoiOrg
    europepmc: EuropePMC
    web: Web
    stopped: threading.Event

    @property
    def down(self) -> Mapping[Service, str]:
        """Services that were given up, with the reason."""
        return {
            line.service: line.down.removeprefix(f"{line.label} was ")
            for line in self.lines
            if line.down is not None
        }

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines to the services."""
        return (self.crossref.line, self.datacite.line, self.doiorg.line, self.europepmc.line)

    def stop(self) -> None:
        """Ask nothing any more: threads that wait for their turn end."""
        self.stopped.set()

    def close(self) -> None:
        """Stop, and close the connections."""
        self.stop()
        self.web.close()


def services_from(
    *,
    crossref_url: str = CROSSREF_URL,
    datacite_url: str = DATACITE_URL,
    europepmc_url: str = EUROPEPMC_URL,
    doi_url: str = DOI_URL,
    mailto: str | None = None,
    timeout: float = 10.0,
    give_up_after: float = 10.0,
    backoff: float = 0.25,
    clock: Clock | None = None,
) -> Services:
    """The services with these settings.

    Args:
        crossref_url: Base URL of the Crossref REST API.
        datacite_url: Base URL of the DataCite REST API.
        europepmc_url: Base URL of the Europe PMC REST service.
        doi_url: Base URL of the DOI system.
        mailto: Address for Crossref's polite pool, which allows three times as much.
        timeout: Seconds that one request may take.
        give_up_after: Seconds without a usable answer after which a service is given up.
        backoff: Seconds before a failed request is repeated; doubled each time.
        clock: Paces and waits; by default the one in use.

    Raises:
        ConfigError: If `mailto` is no e-mail address, or a URL is no web address.
    """
    if mailto is not None and not _MAILTO.fullmatch(mailto):
        raise ConfigError(f"setting `mailto`: {mailto!r} is not an e-mail address")
    urls = {
        "crossref_url": crossref_url,
        "datacite_url": datacite_url,
        "europepmc_url": europepmc_url,
        "doi_url": doi_url,
    }
    for name, url in urls.items():
        if not re.match(r"https?://[^\s/?#]", url):
            raise ConfigError(f"setting `{name}`: {url!r} is not a web address")
    stopped = threading.Event()
    contact = f" (mailto:{mailto})" if mailto else ""
    web = Web(user_agent=f"magclaims/{__version__}{contact}", timeout=timeout, clock=clock)

    def line(service: Service, label: str, limits: Limits) -> Line:
        return Line(
            service,
            label,
            limits=limits,
            give_up_after=give_up_after,
            backoff=backoff,
            stop=stopped,
            clock=clock,
        )

    doiorg = DoiOrg(doi_url, web=web, line=line("doi.org", "doi.org", DOI_ORG))
    datacite = DataCite(datacite_url, web=web, line=line("datacite", "DataCite", DATACITE))
    crossref = Crossref(
        crossref_url,
        web=web,
        line=line("crossref", "Crossref", POLITE if mailto else PUBLIC),
        doiorg=doiorg,
        datacite=datacite,
        mailto=mailto,
    )
    europepmc = EuropePMC(europepmc_url, web=web, line=line("europepmc", "Europe PMC", EUROPEPMC))
    return Services(crossref, datacite, doiorg, europepmc, web, stopped)
