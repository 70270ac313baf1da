"""The services that know works, one file each, and the list of those that are asked."""

import re
import threading
from collections.abc import Collection, Mapping
from typing import Any, TypeVar, cast

from magclaims import __version__
from magclaims.clock import Clock
from magclaims.errors import ConfigError
from magclaims.gather.http import ServiceLine
from magclaims.gather.sources import retractionwatch
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.europepmc import EuropePMC
from magclaims.gather.sources.openalex import OpenAlex
from magclaims.gather.sources.source import Reach, Service, Source, setting
from magclaims.gather.web import Web
from magclaims.model.lazily import expression
from magclaims.model.service import declare

SOURCES: tuple[type[Source], ...] = (
    Crossref,
    EuropePMC,
    OpenAlex,
)
"""Who is asked, in this order: the first that answers a kind of identifier decides on it."""

SERVICES: tuple[type[Service], ...] = tuple(
    dict.fromkeys(service for source in SOURCES for service in (source, *source.behind))
)
"""The sources, and the services that stand behind them."""

for _service in SERVICES:
    declare(_service.name, _service.label, notices=_service.notices)
declare(retractionwatch.SOURCE, retractionwatch.LABEL, notices=False)

OWN_ADDRESSES: Mapping[str, str] = {service.name: service.url for service in SERVICES}
"""Where each service itself answers; what other addresses answer is said to be theirs."""

_MAILTO = expression(r"[^\s<>()\"@]{1,64}@[^\s<>()\"@]{1,255}")

S = TypeVar("S", bound=Service)


def chosen(also: Collection[str] = ()) -> tuple[type[Source], ...]:
    """The sources that are asked: the usual ones, and those that are named besides."""
    return tuple(source for source in SOURCES if source.usual or source.name in also)


def deciding(identifier: str, sources: Collection[type[Source]] = SOURCES) -> type[Source]:
    """The source that decides whether there is a work with this identifier, e.g. `pmid:123`."""
    kind = identifier.partition(":")[0]
    return next(source for source in sources if kind in source.kinds)


class Services:
    """All services of one run. Nothing is asked, and no network library loaded, before `get`."""

    def __init__(
        self,
        web: Web,
        urls: Mapping[str, str],
        keys: Mapping[str, str | None],
        mailto: str | None,
        **line: Any,
    ) -> None:
        self.web = web
        self.stopped = threading.Event()
        """Set when the run is over."""
        self._urls = urls
        self._keys = keys
        self._mailto = mailto
        self._line = line
        self._lines: dict[str, ServiceLine] = {}
        self._made: dict[type[Service], Service] = {}
        self._lock = threading.Lock()

    def of(self, kind: type[S]) -> S:
        """The service of a class, made once."""
        with self._lock:
            if kind not in self._made:
                self._made[kind] = kind(self._reach(kind))
            return cast("S", self._made[kind])

    def _reach(self, service: type[Service]) -> Reach:
        """The way to a service: one line each, whoever asks on it."""
        name = service.name
        if name not in self._lines:
            anonymous = service.anonymous if self._mailto is None else None
            self._lines[name] = ServiceLine(
                name,
                service.label,
                limits=anonymous or service.limits,
                stop=self.stopped,
                **self._line,
            )
        url = self._urls[name].rstrip("/")
        return Reach(
            url=url,
            web=self.web,
            line=self._lines[name],
            mailto=self._mailto,
            # A configuration, which may be a stranger's, can name another address: no key goes there.
            key=self._keys.get(name) if url == service.url else None,
            to=self._reach,
        )

    @property
    def down(self) -> Mapping[str, str]:
        """Services that were given up, with the reason."""
        return {
            line.service: line.down.removeprefix(f"{line.label} was ")
            for line in self.lines
            if line.down is not None
        }

    @property
    def lines(self) -> tuple[ServiceLine, ...]:
        """The lines to the services that were made."""
        return tuple(self._lines.values())

    def stop(self) -> None:
        """Ask nothing any more: threads that wait for their turn end."""
        self.stopped.set()

    def close(self) -> None:
        """Stop, and close the connections."""
        self.stop()
        self.web.close()


def services_from(
    settings: Mapping[str, str] | None = None,
    *,
    mailto: str | None = None,
    timeout: float = 10.0,
    give_up_after: float = 10.0,
    backoff: float = 0.25,
    clock: Clock | None = None,
) -> Services:
    """The services with these settings: base URLs and keys, e.g. `crossref_url`.

    `mailto` is for Crossref's polite pool, which allows three times as much. `timeout` and `give_up_after` are
    seconds: of one request, and without a usable answer; `backoff` are those before a failed one is repeated,
    doubled each time.

    Raises:
        ConfigError: If `mailto` is no e-mail address, or a URL is no web address.
    """
    if mailto is not None and not _MAILTO.fullmatch(mailto):
        raise ConfigError(f"setting `mailto`: {mailto!r} is not an e-mail address")
    given = settings or {}
    urls = {s.name: given.get(setting(s, "url")) or s.url for s in SERVICES}
    keys = {s.name: given.get(setting(s, "key")) for s in SERVICES}
    for service in SERVICES:
        url = urls[service.name]
        if not re.match(r"https?://[^\s/?#]", url):
            raise ConfigError(f"setting `{setting(service, 'url')}`: {url!r} is not a web address")
    contact = f" (mailto:{mailto})" if mailto else ""
    web = Web(user_agent=f"magclaims/{__version__}{contact}", timeout=timeout, clock=clock)
    pace = {"give_up_after": give_up_after, "backoff": backoff, "clock": clock}
    return Services(web, urls, keys, mailto, **pace)
