"""Gather: every fact that comes from outside, for all references of a dossier at once.

The order is the cache, then the network. The lock file answers only where nobody may be asked: it
is a file that whoever changes an article can change, too. Otherwise it adds the notices that it
knows of, so that no outage hides a retraction. A DOI goes to Crossref (and the agencies behind it),
everything medical also to Europe PMC, at the same time. Nothing is judged here: what two
identifiers of one entry lead to is handed on, side by side.
"""

import itertools
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from magclaims import clock
from magclaims.gather.cache import Cache, can_be_kept
from magclaims.gather.lock import LockEntry, fingerprint
from magclaims.gather.sources import Services
from magclaims.gather.sources.crossref import Store
from magclaims.gather.sources.records import merge_notices
from magclaims.model.identifiers import arxiv_doi, is_short_doi
from magclaims.model.registry import Person, Reference, unique
from magclaims.model.work import Answer, Gathered, Missing, Notice, Service, Unreachable, Work

MISSING_DAYS = 1
"""How long "there is no such work" is believed."""
SEARCH_ROWS = 5
"""Search results that are looked at for a reference without an identifier."""
OFFLINE = "not asked: offline"

Progress = Callable[[int, int, str], None]
"""Is told how many of how many identifiers were answered, and by whom."""


@dataclass(slots=True)
class _Round:
    """What one call works with."""

    services: Services | None
    cache: Cache | None
    progress: Progress | None
    lock: threading.Lock = field(default_factory=threading.Lock)
    failed_second: dict[str, str] = field(default_factory=dict)

    @property
    def online(self) -> bool:
        return self.services is not None


def gather(
    references: Sequence[Reference],
    *,
    services: Services | None,
    lock: Mapping[str, LockEntry] | None = None,
    cache: Cache | None = None,
    offline: bool = False,
    locked: bool = False,
    progress: Progress | None = None,
    watched: bool = False,
    addresses: Mapping[str, str] | None = None,
) -> Gathered:
    """What the services know of the references.

    Args:
        references: The entries of the bibliography.
        services: Whom to ask; may be None where nobody is asked.
        lock: The entries of the lock file by BibTeX key.
        cache: Answers that were given before.
        offline: Ask nobody: lock file and cache alone, records of any age.
        locked: The lock file alone.
        progress: Is told how far it is.
        watched: The Retraction Watch list is read besides, so that what the lock file has from it
            is not needed.
        addresses: Base URLs that are asked and are not the services' own, by service.

    Returns:
        An answer for every reference that has an identifier; for others, candidates.

    Raises:
        KeyboardInterrupt: At once, with the cache whole.
    """
    lock = lock or {}
    addresses = addresses or {}
    from_lock = Gathered()
    if locked or offline:
        from_lock = _from_lock(references, lock, locked=locked, addresses=addresses)
    if locked:
        return from_lock
    rest = [reference for reference in references if reference.key not in from_lock.answers]
    run = _Round(services=None if offline else services, cache=cache, progress=progress)
    try:
        gathered = _ask(rest, run)
    except BaseException:
        if services is not None:
            services.stop()
        raise
    known = _known_notices(rest, gathered.answers, lock, cache)
    answers = _with_locked_notices(rest, gathered, lock, watched=watched)
    return Gathered(
        answers={**_with_abstracts(from_lock.answers, references, cache), **answers},
        others={**from_lock.others, **gathered.others},
        absent={**from_lock.absent, **gathered.absent},
        notices={**from_lock.notices, **known},
        incomplete={**from_lock.incomplete, **gathered.incomplete},
        candidates={**from_lock.candidates, **gathered.candidates},
        asked=run.online,
        services_down=gathered.services_down,
        addresses=addresses,
    )


def doi_of(reference: Reference) -> str | None:
    """The DOI by which a reference is looked up: its own, or the one of its arXiv number."""
    return reference.doi or (arxiv_doi(reference.arxiv).lower() if reference.arxiv else None)


def merge(first: Work, second: Work) -> Work:
    """The record of the first service with what the second adds; who reported a notice stays visible.

    A title, journal or year of the second that differs becomes one that an entry may give as well.
    """
    title = first.title or second.title
    journal = first.journal or second.journal
    year = first.year or second.year
    return first.model_copy(
        update={
            "pmid": first.pmid or second.pmid,
            "pmcid": first.pmcid or second.pmcid,
            "title": title,
            "other_titles": _rest(title, *first.other_titles, second.title, *second.other_titles),
            "authors": first.authors or second.authors,
            "journal": journal,
            "other_journals": _rest(
                journal, *first.other_journals, second.journal, *second.other_journals
            ),
            "year": year,
            "other_years": tuple(
                dict.fromkeys(
                    y
                    for y in (*first.other_years, second.year, *second.other_years)
                    if y is not None and y != year
                )
            ),
            "volume": first.volume or second.volume,
            "issue": first.issue or second.issue,
            "pages": first.pages or second.pages,
            "article_number": first.article_number or second.article_number,
            "language": first.language or second.language,
            "abstract": first.abstract or second.abstract,
            "publication_types": unique([*first.publication_types, *second.publication_types]),
            "mesh": unique([*first.mesh, *second.mesh]),
            "trial_numbers": unique([*first.trial_numbers, *second.trial_numbers]),
            "notice_of": first.notice_of or second.notice_of,
            "version_of": first.version_of or second.version_of,
            "notices": merge_notices([*first.notices, *second.notices]),
        }
    )


def same_work(first: Work, second: Work) -> bool:
    """Whether two records are of one work: a common DOI or PMID, or the same title."""
    dois = {first.doi, *first.aliases} & {second.doi, *second.aliases}
    if dois - {None}:
        return True
    if first.pmid and second.pmid:
        return first.pmid == second.pmid
    if first.doi and second.doi:
        return False
    return bool(first.title) and _squash(first.title) == _squash(second.title)


def _rest(first: str, *texts: str) -> tuple[str, ...]:
    """The other texts that say something else than the first."""
    known = {_squash(first)}
    found = []
    for text in texts:
        squashed = _squash(text)
        if squashed and squashed not in known:
            known.add(squashed)
            found.append(text)
    return tuple(found)


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _from_lock(
    references: Sequence[Reference],
    lock: Mapping[str, LockEntry],
    *,
    locked: bool,
    addresses: Mapping[str, str],
) -> Gathered:
    """What the lock file answers; with `locked`, for every reference that has an identifier."""
    answers: dict[str, Answer] = {}
    others: dict[str, tuple[Work, ...]] = {}
    absent: dict[str, tuple[Missing, ...]] = {}
    notices: dict[str, tuple[Notice, ...]] = {}
    unlocked: dict[str, str] = {}
    half: dict[str, str] = {}
    for reference in references:
        key = reference.key
        entry = unchanged(reference, lock)
        identifiers = identifiers_of(reference)
        flaw = _flaw(entry, identifiers, locked=locked, addresses=addresses)
        if entry is not None and flaw is None:
            if not identifiers or not _believed(entry, locked=locked):
                continue
            answers[key] = entry.answer()
            if entry.others:
                others[key] = entry.others
            if entry.absent:
                absent[key] = entry.absent
            if entry.notices:
                notices[key] = entry.notices
            if entry.reason and entry.status == "verified-record":
                half[key] = entry.reason
        elif locked:
            unlocked[key] = flaw or (
                "it has changed since the lock file was written"
                if key in lock
                else "the lock file does not have it"
            )
            if identifiers:
                answers[key] = Unreachable(
                    identifier=identifiers[0],
                    service="crossref" if doi_of(reference) else "europepmc",
                    reason=unlocked[key],
                )
                known = entry.known_notices if entry is not None else ()
                if known:  # what warns is believed of whoever says it
                    notices[key] = known
    return Gathered(
        answers=answers,
        others=others,
        absent=absent,
        notices=notices,
        unlocked=unlocked,
        incomplete=half,
        candidates=_locked_candidates(references, lock, addresses),
        addresses=addresses,
    )


def _locked_candidates(
    references: Iterable[Reference], lock: Mapping[str, LockEntry], addresses: Mapping[str, str]
) -> dict[str, tuple[Work, ...]]:
    """What a search had found for references without an identifier."""
    found: dict[str, tuple[Work, ...]] = {}
    for reference in references:
        entry = unchanged(reference, lock)
        if entry is None or entry.work is None or identifiers_of(reference):
            continue
        if entry.flaw((), clock.current().now(), addresses) is None:
            found[reference.key] = (entry.work.model_copy(update={"retrieved": entry.when}),)
    return found


def _flaw(
    entry: LockEntry | None,
    identifiers: Sequence[str],
    *,
    locked: bool,
    addresses: Mapping[str, str],
) -> str | None:
    """Why an entry of the lock file is not used; None where it can be, or there is none."""
    if entry is None:
        return None
    flaw = entry.flaw(identifiers, clock.current().now(), addresses)
    if flaw is None and locked and identifiers and entry.unanswered:
        return f"no service answered for it when it was locked ({entry.reason})"
    return flaw


def unchanged(reference: Reference, lock: Mapping[str, LockEntry]) -> LockEntry | None:
    """The entry that the lock file has for a reference as it stands; None where it has none."""
    entry = lock.get(reference.key)
    return entry if entry is not None and entry.fingerprint == fingerprint(reference) else None


def _believed(entry: LockEntry, *, locked: bool) -> bool:
    """Whether an entry answers: with `locked` all do; else a record, or a young "there is none"."""
    if locked or entry.status == "verified-record":
        return True
    return entry.status == "missing" and _young(entry)


def _with_locked_notices(
    references: Iterable[Reference],
    gathered: Gathered,
    lock: Mapping[str, LockEntry],
    *,
    watched: bool,
) -> dict[str, Answer]:
    """Records with those notices of the lock file whose reporter was not, or could not be, asked."""
    answers = dict(gathered.answers)
    for reference in references:
        key, entry = reference.key, unchanged(reference, lock)
        answer = answers.get(key)
        if entry is None or not isinstance(answer, Work):
            continue
        more = [
            notice
            for notice in entry.known_notices
            if key in gathered.incomplete
            or (not watched and "retraction-watch" in notice.source.split(", "))
        ]
        if more:
            notices = merge_notices([*answer.notices, *more])
            answers[key] = answer.model_copy(update={"notices": notices})
    return answers


def _known_notices(
    references: Iterable[Reference],
    answers: Mapping[str, Answer],
    lock: Mapping[str, LockEntry],
    cache: Cache | None,
) -> dict[str, tuple[Notice, ...]]:
    """Notices that were known before of references without a record: no outage hides a retraction."""
    wanting = [
        reference for reference in references if isinstance(answers.get(reference.key), Unreachable)
    ]
    kept = _kept_records(wanting, cache)
    notices: dict[str, tuple[Notice, ...]] = {}
    for reference in wanting:
        found = [notice for work in kept.get(reference.key, ()) for notice in work.notices]
        entry = unchanged(reference, lock)
        if entry is not None:
            found += entry.known_notices
        if found:
            notices[reference.key] = merge_notices(found)
    return notices


def _kept_records(
    references: Sequence[Reference], cache: Cache | None
) -> dict[str, tuple[Work, ...]]:
    """Records of any age in the cache, by BibTeX key, found by the identifier that is asked for."""
    if cache is None or not references:
        return {}
    first = {r.key: ids[0] for r in references if (ids := identifiers_of(r))}
    asked = unique(first.values())
    found: dict[str, list[Work]] = {}
    for space, prefix in (("crossref", "doi:"), ("europepmc", "")):
        names = {i.removeprefix(prefix): i for i in asked if i.startswith(prefix)}
        for name, kept in cache.get(space, list(names), any_age=True).items():
            if isinstance(kept, Work):
                found.setdefault(names[name], []).append(kept)
    return {key: tuple(found[i]) for key, i in first.items() if i in found}


def _with_abstracts(
    answers: Mapping[str, Answer], references: Iterable[Reference], cache: Cache | None
) -> dict[str, Answer]:
    """Records of the lock file with the abstracts that it leaves out, where the cache has them."""
    found = dict(answers)
    kept = _kept_records([r for r in references if r.key in answers], cache)
    for key, works in kept.items():
        answer = answers[key]
        if isinstance(answer, Work):
            abstracts = (w.abstract for w in works if w.abstract and same_work(answer, w))
            found[key] = answer.model_copy(update={"abstract": next(abstracts, None)})
    return found


def _young(entry: LockEntry) -> bool:
    try:
        when = datetime.fromisoformat(entry.when)
    except ValueError:
        return False
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return clock.current().now() - when < timedelta(days=MISSING_DAYS)


def identifiers_of(reference: Reference) -> list[str]:
    """All identifiers of a reference with their kind, the one that is asked for first in front."""
    doi = doi_of(reference)
    found = [f"doi:{doi}"] if doi else []
    if reference.pmid:
        found.append(f"pmid:{reference.pmid}")
    if reference.pmcid:
        found.append(f"pmcid:{reference.pmcid.upper()}")
    if reference.bookshelf and not found:
        found.append(f"bookshelf:{reference.bookshelf.upper()}")
    return found


def _ask(references: Sequence[Reference], run: _Round) -> Gathered:
    dois = unique(doi for reference in references if (doi := doi_of(reference)))
    medical = unique(ids[0] for reference in references if (ids := identifiers_of(reference)))
    crossref, europepmc = _both(dois, medical, run)
    crossref |= _with_more_dates(references, crossref, run)
    unconfirmed = unique(
        identifier
        for reference in references
        for identifier in identifiers_of(reference)[1:]
        if not _confirms(europepmc.get(identifiers_of(reference)[0]), identifier)
    )
    # Europe PMC knows no short DOIs, but the DOI that one stands for.
    unconfirmed += tuple(
        f"doi:{work.doi}"
        for doi, work in crossref.items()
        if is_short_doi(doi) and isinstance(work, Work) and work.doi
    )
    europepmc |= _europepmc(unconfirmed, run)

    answers: dict[str, Answer] = {}
    others: dict[str, tuple[Work, ...]] = {}
    absent: dict[str, tuple[Missing, ...]] = {}
    incomplete: dict[str, str] = {}
    for reference in references:
        identifiers = identifiers_of(reference)
        if not identifiers:
            continue
        first = (
            crossref[doi_of(reference) or ""]
            if identifiers[0].startswith("doi:")
            else _only(europepmc[identifiers[0]])
        )
        resolved = f"doi:{first.doi}" if isinstance(first, Work) else ""
        seconds = [europepmc[i] for i in unique([*identifiers, resolved]) if i in europepmc]
        answer, aside = _combine(first, [s for s in seconds if isinstance(s, Work)])
        answers[reference.key] = answer
        if aside:
            others[reference.key] = aside
        unknown = tuple(
            found
            for identifier in identifiers[1:]
            if isinstance(found := europepmc.get(identifier), Missing)
        )
        if unknown:
            absent[reference.key] = unknown
        silent = [s.reason for s in seconds if isinstance(s, Unreachable) and s.reason != OFFLINE]
        if silent and not isinstance(answer, Unreachable):
            incomplete[reference.key] = silent[0]
    candidates = _search(references, run)
    told = _told_by_notices([*answers.values(), *_all(others), *_all(candidates)])
    return Gathered(
        answers={
            key: _with_told(answer, told) if isinstance(answer, Work) else answer
            for key, answer in answers.items()
        },
        others=others,
        absent=absent,
        incomplete=incomplete,
        candidates={
            key: tuple(_with_told(work, told) for work in works)
            for key, works in candidates.items()
        },
        services_down=_down(run, europepmc),
    )


NEAR_YEARS = 2
"""Years that the date of an issue may lie from the other dates of a work."""


def _with_more_dates(
    references: Iterable[Reference], answers: Mapping[str, Answer], run: _Round
) -> dict[str, Answer]:
    """Whole records where the printed year is none of the record's but near: issues have dates too."""
    wanted = unique(
        doi
        for reference in references
        if (doi := doi_of(reference)) is not None and _year_is_near(reference, answers.get(doi))
    )
    found: dict[str, Work] = {}
    if run.cache is not None:
        kept = run.cache.get("dates", wanted, any_age=not run.online)
        found = {doi: work for doi, work in kept.items() if isinstance(work, Work)}
    rest = [doi for doi in wanted if doi not in found]
    if rest and run.services is not None:
        asked = run.services.crossref.singly(rest)
        if run.cache is not None:
            run.cache.put("dates", list(asked.items()))
        found |= asked
    return dict(found)


def _year_is_near(reference: Reference, answer: Answer | None) -> bool:
    if not isinstance(answer, Work) or answer.source != "crossref" or reference.year is None:
        return False
    distances = [abs(reference.year - y) for y in (answer.year, *answer.other_years) if y]
    return bool(distances) and 0 < min(distances) <= NEAR_YEARS


def _all(records: Mapping[str, tuple[Work, ...]]) -> Iterator[Work]:
    return itertools.chain.from_iterable(records.values())


def _told_by_notices(answers: Iterable[Answer]) -> dict[str, list[Notice]]:
    """What the records of notices that were gathered say of other works, by those works' DOIs."""
    told: dict[str, list[Notice]] = {}
    for record in answers:
        if isinstance(record, Work) and record.doi:
            source = "crossref:publisher" if record.source == "crossref" else record.source
            date = str(record.year) if record.year else None
            for update in record.notice_of:
                if update.doi:
                    notice = Notice(type=update.type, doi=record.doi, source=source, date=date)
                    told.setdefault(update.doi, []).append(notice)
    return told


def _with_told(work: Work, told: Mapping[str, Sequence[Notice]]) -> Work:
    """A record with the notices about it that it does not carry itself."""
    more = told.get(work.doi or "", ())
    return (
        work.model_copy(update={"notices": merge_notices([*work.notices, *more])}) if more else work
    )


def _combine(first: Answer, records: Sequence[Work]) -> tuple[Answer, tuple[Work, ...]]:
    """The answer with what other records of the same work add, and the records of other works."""
    aside: list[Work] = []
    for record in records:
        if isinstance(first, Unreachable) and first.exists:
            # The work exists at an agency that we cannot read; Europe PMC has its record.
            first = record
        elif isinstance(first, Work) and same_work(first, record):
            first = first if record is first else merge(first, record)
        elif record not in aside:
            aside.append(record)
    return first, tuple(aside)


def _only(answer: Answer) -> Answer:
    """What Europe PMC's answer means where it alone is asked.

    It holds all of PubMed and PMC, so a PMID or PMCID that it lacks does not exist; of NCBI's
    Bookshelf it holds a part.
    """
    if isinstance(answer, Missing) and answer.identifier.startswith("bookshelf:"):
        return Unreachable(
            identifier=answer.identifier,
            service="europepmc",
            reason="Europe PMC does not hold this Bookshelf document, and nobody else was asked",
            lasting=True,
        )
    return answer


def _confirms(answer: Answer | None, identifier: str) -> bool:
    """Whether the record that one identifier leads to carries the other one, too."""
    kind, _, value = identifier.partition(":")
    return isinstance(answer, Work) and getattr(answer, kind) == value


def _both(
    dois: Sequence[str], medical: Sequence[str], run: _Round
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Ask Crossref and Europe PMC at the same time."""
    second: dict[str, Answer] = {}
    trouble: list[BaseException] = []

    def ask_second() -> None:
        try:
            second.update(_europepmc(medical, run))
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            trouble.append(error)

    thread = threading.Thread(target=ask_second, name="europepmc", daemon=True)
    if run.online:
        thread.start()
    else:
        ask_second()
    first = _crossref(dois, run)
    while thread.is_alive():
        thread.join(0.5)  # in short waits, so that Ctrl-C is heard
    if trouble:
        raise trouble[0]
    return first, second


def _crossref(dois: Sequence[str], run: _Round) -> dict[str, Answer]:
    def ask(missing: Sequence[str], store: Store) -> Mapping[str, Answer]:
        assert run.services is not None  # noqa: S101 - for the type checker
        return run.services.crossref.get(missing, store)

    return _through_cache("crossref", dois, run, ask, label="Crossref", prefix="doi:")


def _europepmc(identifiers: Sequence[str], run: _Round) -> dict[str, Answer]:
    def ask(missing: Sequence[str], store: Store) -> Mapping[str, Answer]:
        assert run.services is not None  # noqa: S101 - for the type checker
        return run.services.europepmc.get(missing, store)

    return _through_cache("europepmc", identifiers, run, ask, label="Europe PMC")


def _through_cache(
    service: Service,
    identifiers: Sequence[str],
    run: _Round,
    ask: Callable[[Sequence[str], Store], Mapping[str, Answer]],
    *,
    label: str,
    prefix: str = "",
) -> dict[str, Answer]:
    """Answers from the cache, then from the service, which are kept as they come."""
    answers: dict[str, Answer] = {}
    if run.cache is not None:
        kept = run.cache.get(service, identifiers, any_age=not run.online)
        answers = {i: a for i, a in kept.items() if not isinstance(a, tuple)}
    rest = [identifier for identifier in identifiers if identifier not in answers]
    if not rest:
        return answers
    if not run.online:
        for identifier in rest:
            answers[identifier] = Unreachable(
                identifier=prefix + identifier, service=service, reason=OFFLINE
            )
        return answers
    done = 0

    def store(found: Mapping[str, Answer]) -> None:
        nonlocal done
        done += len(found)
        if run.cache is not None:
            run.cache.put(service, [(i, a) for i, a in found.items() if can_be_kept(a)])
        _tell(run, done, len(rest), label)

    _tell(run, 0, len(rest), label)
    answers.update(ask(rest, store))
    return answers


def _tell(run: _Round, done: int, total: int, label: str) -> None:
    if run.progress is not None:
        with run.lock:
            run.progress(done, total, label)


def _search(references: Sequence[Reference], run: _Round) -> dict[str, tuple[Work, ...]]:
    """Look for references that have no identifier; a web page is in no registry."""
    texts = {
        reference.key: _citation(reference)
        for reference in references
        if not identifiers_of(reference)
        and reference.title
        and (reference.journal or (reference.authors and not reference.url))
    }
    wanted = unique(texts.values())
    found: dict[str, tuple[Work, ...]] = {}
    if run.cache is not None:
        kept = run.cache.get("search", wanted)
        found = {text: works for text, works in kept.items() if isinstance(works, tuple)}
    rest = [text for text in wanted if text not in found]
    if rest and run.services is not None:
        for text, result in run.services.crossref.search_all(rest, SEARCH_ROWS).items():
            if isinstance(result, Unreachable):
                run.failed_second[text] = result.reason
                continue
            found[text] = result
            if run.cache is not None:
                run.cache.put("search", [(text, result)])
    return {key: found[text] for key, text in texts.items() if text in found}


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


def _down(run: _Round, europepmc: Mapping[str, Answer]) -> dict[Service, str]:
    """Services that were given up, or of which some answers are lacking."""
    if run.services is None:
        return {}
    down = dict(run.services.down)
    lacking = [a for a in europepmc.values() if isinstance(a, Unreachable)]
    if lacking and "europepmc" not in down:
        down["europepmc"] = f"no answer for {len(lacking)} references: {lacking[0].reason}"
    if run.failed_second and "crossref" not in down:
        reason = next(iter(run.failed_second.values()))
        down["crossref"] = f"no answer for {len(run.failed_second)} searches: {reason}"
    return down
