"""How the sources are asked: the cache first, then the service, several services at the same time."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from magclaims.gather.cache import Cache, can_be_kept
from magclaims.gather.identifiers import identifiers_of
from magclaims.gather.merge import merge, squash
from magclaims.gather.snapshot.store import Snapshot
from magclaims.gather.sources import Services
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.europepmc import EuropePMC
from magclaims.gather.sources.source import Source
from magclaims.model.registry import Person, Reference, unique
from magclaims.model.service import ServiceName
from magclaims.model.work import Answer, Missing, Unreachable, Work

OWN_TITLE = 20
"""Letters of a title from which on Europe PMC is searched by it: shorter ones are many works'."""
SEARCH_ROWS = 5
"""Search results that are looked at for a reference without an identifier."""
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
    """None where nobody may be asked."""
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
    for thread in threads:
        while thread.is_alive():
            thread.join(0.5)  # in short waits, so that Ctrl-C is heard
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
        silent = {names[n]: _silent(source, names[n], OFFLINE) for n in rest}
        return {**answers, **silent}
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
        if not _is_newer(kept.get(identifier), work)
    }
    with run.lock:
        run.held.setdefault(source.name, set()).update(found)
    return found


def _is_newer(kept: Answer | None, held: Work) -> bool:
    return isinstance(kept, Work | Missing) and kept.retrieved > held.retrieved


def _silent(source: type[Source], identifier: str, reason: str) -> Unreachable:
    return Unreachable(identifier=identifier, service=source.name, reason=reason)


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


def search(references: Sequence[Reference], run: Round) -> dict[str, tuple[Work, ...]]:
    """Look for references that have no identifier; a web page is in no registry.

    Europe PMC is asked first, many in a request; Crossref, one in a request and three a second, for what
    that does not have. What either finds that is likely the work gets what the other knows of it.
    """
    searched = {
        reference.key: reference
        for reference in references
        if not identifiers_of(reference)
        and reference.title
        and (reference.journal or (reference.authors and not reference.url))
    }
    texts = {key: _citation(reference) for key, reference in searched.items()}
    by_text = {text: searched[key] for key, text in texts.items()}
    found: dict[str, tuple[Work, ...]] = {}
    if run.cache is not None:
        kept = run.cache.get("search", list(by_text))
        found = {text: works for text, works in kept.items() if isinstance(works, tuple)}
    rest = {text: reference for text, reference in by_text.items() if text not in found}
    if rest and run.services is not None:
        found |= _found(rest, run, run.services)
    return {key: found[text] for key, text in texts.items() if text in found}


def _found(
    wanted: Mapping[str, Reference], run: Round, services: Services
) -> dict[str, tuple[Work, ...]]:
    """What the services find, by the text that was searched by; kept where all that was asked answered."""
    likely = _likely_in_europepmc(wanted, services) if EuropePMC in run.sources else {}
    rest = [text for text in wanted if text not in likely]
    results: dict[str, tuple[Work, ...]] = {text: (work,) for text, work in likely.items()}
    for text, result in services.of(Crossref).search_all(rest, SEARCH_ROWS).items():
        if isinstance(result, Unreachable):
            run.failed_searches[text] = result
        else:
            results[text] = result
    found, whole = _completed(wanted, results, run)
    if run.cache is not None:
        run.cache.put("search", [(text, found[text]) for text in whole])
    return found


def _likely_in_europepmc(wanted: Mapping[str, Reference], services: Services) -> dict[str, Work]:
    """The one work that Europe PMC has under the title, author and year of each entry."""
    questions = {
        text: (reference.title, _family(reference))
        for text, reference in wanted.items()
        if len(squash(reference.title)) >= OWN_TITLE and _family(reference)
    }
    found = services.of(EuropePMC).find(questions.values()) if questions else {}
    likely = {}
    for text, question in questions.items():
        works = [w for w in found.get(question, ()) if w.doi and _is_likely(wanted[text], w)]
        # A preprint may stand in the place of its article, which Crossref has beside it.
        if len({work.doi for work in works}) == 1 and works[0].type != "posted-content":
            likely[text] = works[0]
    return likely


def _completed(
    wanted: Mapping[str, Reference], results: Mapping[str, tuple[Work, ...]], run: Round
) -> tuple[dict[str, tuple[Work, ...]], list[str]]:
    """Search results with what the other service has of them, and those for which it did answer.

    Only the title has to agree here: a slip in the year must not hide what the other knows of it.
    """
    dois = {
        work.doi: work.source
        for text, works in results.items()
        for work in works
        if work.doi and _has_title(wanted[text], work)
    }
    others: dict[str, Answer] = {}
    for asked, source in ((Crossref, EuropePMC), (EuropePMC, Crossref)):
        identifiers = [f"doi:{doi}" for doi, of in dois.items() if of == source.name]
        if identifiers and asked in run.sources:
            others |= ask(asked, identifiers, run)
    found: dict[str, tuple[Work, ...]] = {}
    whole = []
    for text, works in results.items():
        beside = [others.get(f"doi:{work.doi}") for work in works]
        found[text] = tuple(map(_beside, works, beside))
        silent = next((answer for answer in beside if isinstance(answer, Unreachable)), None)
        if silent is None:
            whole.append(text)
        else:
            run.failed_searches[text] = silent
    return found, whole


def _beside(work: Work, other: Answer | None) -> Work:
    """The record of Crossref with what Europe PMC adds."""
    if not isinstance(other, Work):
        return work
    first, second = (other, work) if other.source == Crossref.name else (work, other)
    return merge(first, second)


def _is_likely(reference: Reference, work: Work) -> bool:
    """Whether a record has the title of an entry, and its first author and year where both name them."""
    if not _has_title(reference, work):
        return False
    years = {work.year, *work.other_years} - {None}
    if reference.year is not None and years and reference.year not in years:
        return False
    ours, theirs = _family(reference), work.authors[0].family if work.authors else ""
    return not (ours and theirs) or squash(ours) == squash(theirs)


def _has_title(reference: Reference, work: Work) -> bool:
    titles = {squash(title) for title in (work.title, *work.other_titles)}
    return squash(reference.title) in titles


def _family(reference: Reference) -> str:
    return (reference.authors[0].family or "") if reference.authors else ""


def _citation(reference: Reference) -> str:
    """What a reference without identifier is searched by."""
    author = reference.authors[0] if reference.authors else Person()
    parts = (
        author.family or author.name,
        reference.title,
        reference.journal,
        str(reference.year or ""),
    )
    return " ".join(part for part in parts if part)
