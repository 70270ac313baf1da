"""What is known of references, by the services, cache, snapshot and lock file as configured.

This is the only place that wires them to a configuration.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from magclaims.config import Configuration, Settings
from magclaims.gather.answers import OFFLINE, Progress, gather
from magclaims.gather.cache import Cache, default_folder
from magclaims.gather.lock import LockEntry, read_lock
from magclaims.gather.snapshot.store import Snapshot
from magclaims.gather.sources import OWN_ADDRESSES, SERVICES, Services, services_from
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.retractionwatch import SOURCE as RETRACTION_WATCH
from magclaims.gather.sources.retractionwatch import add_notices, read_retraction_watch, wanted
from magclaims.gather.sources.source import setting
from magclaims.model.registry import Reference
from magclaims.model.work import Gathered, Held, Unreachable, Work
from magclaims.read.bibliography import Bibliography, by_key


def services(settings: Settings) -> Services:
    """The services as configured."""
    return services_from(
        settings.of_services,
        mailto=settings.mailto,
        timeout=settings.timeout,
        give_up_after=settings.give_up_after,
    )


def cache_folder(settings: Settings) -> Path:
    """Where answers and verdicts are kept."""
    return Path(settings.cache_dir) if settings.cache_dir else default_folder()


def cache(settings: Settings, *, fresh: bool = False) -> Cache:
    """The cache as configured; with `fresh`, nothing in it is young enough to be used."""
    return Cache(
        cache_folder(settings),
        addresses=addresses(settings),
        max_age_days=0 if fresh else settings.max_age_days,
    )


def addresses(settings: Settings) -> dict[str, str]:
    """The base URL at which each service is asked."""
    given = settings.of_services
    return {s.name: given.get(setting(s, "url"), s.url).rstrip("/") for s in SERVICES}


def other_addresses(settings: Settings) -> dict[str, str]:
    """The base URLs that are not the services' own, by service."""
    return {s: url for s, url in addresses(settings).items() if url != OWN_ADDRESSES[s]}


def lock_entries(configuration: Configuration) -> dict[str, LockEntry]:
    """The lock file's entries by BibTeX key; none where there is no lock file."""
    path = configuration.path(configuration.settings.lock)
    return read_lock(path) if path.is_file() else {}


def gather_for(
    bibliographies: Iterable[Bibliography],
    configuration: Configuration,
    *,
    locked: bool = False,
    progress: Progress | None = None,
) -> Gathered:
    """What the lock file, the cache and the services know of the references."""
    return gather_references(
        references_of(bibliographies), configuration, locked=locked, progress=progress
    )


def references_of(bibliographies: Iterable[Bibliography]) -> list[Reference]:
    """All references; the first one where a key stands in two files."""
    return list(by_key(bibliographies).values())


def gather_references(
    references: Sequence[Reference],
    configuration: Configuration,
    *,
    locked: bool = False,
    fresh: bool = False,
    keep: bool = True,
    lock: Mapping[str, LockEntry] | None = None,
    snapshot: bool = True,
    progress: Progress | None = None,
) -> Gathered:
    """`gather` with the services, the cache and the lock file of the configuration.

    `fresh` asks the services whatever lock file and cache hold, `keep` keeps in the cache what they answer,
    `snapshot` looks into one if it is set; `lock` is what the lock file holds, where it was read already.
    """
    settings = configuration.settings
    offline = settings.offline or locked
    asked = None if offline else services(settings)
    kept = cache(settings, fresh=fresh) if keep else None
    held = open_snapshot(configuration) if snapshot else None
    try:
        gathered = gather(
            references,
            services=asked,
            lock={} if fresh else lock_entries(configuration) if lock is None else lock,
            cache=kept,
            offline=offline,
            locked=locked,
            progress=progress,
            watched=settings.retraction_watch is not None,
            addresses=other_addresses(settings),
            also=settings.also_ask,
            snapshot=held,
        )
        if held is not None:
            gathered = with_snapshot(gathered, references, held)
    finally:
        if held is not None:
            held.close()
        if kept is not None:
            kept.close()
        if asked is not None:
            asked.close()
    return with_retraction_watch(gathered, references, configuration)


def open_snapshot(configuration: Configuration) -> Snapshot | None:
    """The snapshot that the settings name, if they do.

    Raises:
        ReadError: It cannot be read, or is no finished snapshot.
    """
    name = configuration.settings.snapshot
    return Snapshot(configuration.path(name)) if name is not None else None


def with_snapshot(
    gathered: Gathered, references: Sequence[Reference], snapshot: Snapshot
) -> Gathered:
    """The same with the notices of a snapshot, whoever answered: an older one hides no retraction."""
    watch = snapshot.notices(*wanted(gathered, references))
    told = add_notices(gathered, references, watch, watched=snapshot.watches)
    lists = {
        service: Held(day.as_of, 0)
        for service, day in snapshot.days.items()
        if service == RETRACTION_WATCH
    }
    return replace(told, snapshot={**lists, **gathered.snapshot})


def with_retraction_watch(
    gathered: Gathered, references: Sequence[Reference], configuration: Configuration
) -> Gathered:
    """The same with the notices of the user's copy of the Retraction Watch list, if there is one.

    Raises:
        ReadError: The list cannot be read.
    """
    if configuration.settings.retraction_watch is None:
        return gathered
    path = configuration.path(configuration.settings.retraction_watch)
    watch = read_retraction_watch(path, *wanted(gathered, references))
    return add_notices(gathered, references, watch)


def search(text: str, configuration: Configuration) -> tuple[Work, ...] | Unreachable:
    """What Crossref finds for free text, best first by its own score."""
    return _of_crossref(Crossref.search, text, configuration)


def work_by_pii(pii: str, configuration: Configuration) -> tuple[Work, ...] | Unreachable:
    """What Crossref has for a publisher's own number of an article."""
    return _of_crossref(Crossref.by_alternative_id, pii, configuration)


def _of_crossref(
    ask: Callable[[Crossref, str], tuple[Work, ...] | Unreachable],
    what: str,
    configuration: Configuration,
) -> tuple[Work, ...] | Unreachable:
    if configuration.settings.offline:
        return Unreachable(identifier=what, service=Crossref.name, reason=OFFLINE)
    asked = services(configuration.settings)
    try:
        return ask(asked.of(Crossref), what)
    finally:
        asked.close()
