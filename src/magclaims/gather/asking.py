"""How the sources are asked: the cache first, then the service, several services at the same time."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

from magclaims.gather.cache import Cache, can_be_kept
from magclaims.gather.http import wait_for
from magclaims.gather.identifiers import identifiers_of
from magclaims.gather.snapshot.store import Snapshot
from magclaims.gather.sources import Services
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.source import Source
from magclaims.model.registry import Reference, unique
from magclaims.model.service import ServiceName
from magclaims.model.values import dataclass
from magclaims.model.work import Answer, Missing, Unreachable, Work

NEAR_YEARS = 2
"""Years that the date of an issue may lie from the other dates of a work."""
OFFLINE = "not asked: offline"

Progress = Callable[[int, int, str], None]
"""Is told how many of how many identifiers were answered, and by whom."""
Answers = dict[type[Source], dict[str, Answer]]
"""What each source answered, by identifier."""


@dataclass(slots=True)
class Round:
    """What one call of `gather` works with."""

    sources: tuple[type[Source], ...]
    services: Services | None
    """None where no service may be asked."""
    cache: Cache | None
    progress: Progress | None
    snapshot: Snapshot | None = None
    """Looked into before the network."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    held: dict[ServiceName, set[str]] = field(default_factory=dict)
    """The identifiers that the snapshot answered, by service."""
    failed_searches: dict[str, Unreachable] = field(default_factory=dict)
    """What was searched by and got no answer, or half of one."""

    @property
    def online(self) -> bool:
        """Whether services may be asked."""
        return self.services is not None

    def tell(self, done: int, total: int, label: str) -> None:
        """Say how far a source is."""
        if self.progress is not None:
            with self.lock:
                self.progress(done, total, label)


def ask_all(wanted: Mapping[type[Source], Sequence[str]], run: Round) -> Answers:
    """Ask several sources at the same time."""
    found: Answers = {source: {} for source in wanted}
    trouble: list[BaseException] = []

    def ask_one(source: type[Source]) -> None:
        try:
            found[source].update(ask(source, wanted[source], run))
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            trouble.append(error)

    first, *rest = wanted
    threads = [
        threading.Thread(target=ask_one, args=(source,), name=source.name, daemon=True)
        for source in rest
    ]
    for thread in threads:
        thread.start()
    found[first] = ask(first, wanted[first], run)
    wait_for(threads)
    if trouble:
        raise trouble[0]
    return found


def ask(source: type[Source], identifiers: Sequence[str], run: Round) -> dict[str, Answer]:
    """Answers from cache and snapshot, then from the service, which are kept as they come."""
    names = {i.removeprefix(source.prefix): i for i in identifiers}
    answers: dict[str, Answer] = {}
    if run.cache is not None:
        kept = run.cache.get(source.name, list(names), any_age=not run.online)
        answers = {names[n]: a for n, a in kept.items() if not isinstance(a, tuple)}
    answers |= _held(source, identifiers, answers, run)
    rest = [name for name, identifier in names.items() if identifier not in answers]
    if run.services is None:
        silent = (
            Unreachable(identifier=names[n], service=source.name, reason=OFFLINE) for n in rest
        )
        return answers | {answer.identifier: answer for answer in silent}
    if not rest:
        return answers
    done = 0

    def store(found: Mapping[str, Answer]) -> None:
        nonlocal done
        done += len(found)
        if run.cache is not None:
            run.cache.put(source.name, [(n, a) for n, a in found.items() if can_be_kept(a)])
        run.tell(done, len(rest), source.label)

    run.tell(0, len(rest), source.label)
    asked = run.services.of(source).get(rest, store)
    return answers | {names[name]: answer for name, answer in asked.items() if name in names}


def _held(
    source: type[Source], identifiers: Sequence[str], kept: Mapping[str, Answer], run: Round
) -> dict[str, Answer]:
    """What the snapshot answers, where nothing newer is kept."""
    if run.snapshot is None:
        return {}
    found: dict[str, Answer] = {
        identifier: work
        for identifier, work in run.snapshot.get(source.name, identifiers).items()
        if not (
            isinstance(newer := kept.get(identifier), Work | Missing)
            and newer.retrieved > work.retrieved
        )
    }
    with run.lock:
        run.held.setdefault(source.name, set()).update(found)
    return found


def with_more_dates(
    references: Iterable[Reference], answers: Mapping[str, Answer], run: Round
) -> dict[str, Answer]:
    """Whole records where the printed year is none of the record's but near: issues have dates too."""
    prefix = Crossref.prefix
    wanted = unique(
        ids[0].removeprefix(prefix)
        for reference in references
        if (ids := identifiers_of(reference))
        and ids[0] not in run.held.get(Crossref.name, ())  # the snapshot has whole records
        and _year_is_near(reference, answers.get(ids[0]))
    )
    found: dict[str, Work] = {}
    if run.cache is not None:
        kept = run.cache.get("dates", wanted, any_age=not run.online)
        found = {doi: work for doi, work in kept.items() if isinstance(work, Work)}
    rest = [doi for doi in wanted if doi not in found]
    if rest and run.services is not None:
        asked = run.services.of(Crossref).singly(rest)
        if run.cache is not None:
            run.cache.put("dates", list(asked.items()))
        found |= asked
    return {prefix + doi: work for doi, work in found.items()}


def _year_is_near(reference: Reference, answer: Answer | None) -> bool:
    if not isinstance(answer, Work) or answer.source != Crossref.name or reference.year is None:
        return False
    distances = [abs(reference.year - y) for y in (answer.year, *answer.other_years) if y]
    return bool(distances) and 0 < min(distances) <= NEAR_YEARS
