"""What is known before anybody is asked: the lock file, and older answers in the cache.

The lock file answers only where no service may be asked: it is a file that whoever changes an article can
change, too. Otherwise it adds the notices that it knows of, so that no outage hides a retraction.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from magclaims import clock
from magclaims.gather.cache import Cache
from magclaims.gather.identifiers import identifiers_of
from magclaims.gather.lock import LockEntry, fingerprint
from magclaims.gather.merge import same_work
from magclaims.gather.sources import SOURCES, deciding
from magclaims.gather.sources.records import merge_notices
from magclaims.model.registry import Reference, unique
from magclaims.model.work import Answer, Gathered, Notice, Unreachable, Work

MISSING_DAYS = 1
"""How long "there is no such work" is believed."""


def from_lock(
    references: Sequence[Reference],
    lock: Mapping[str, LockEntry],
    *,
    locked: bool,
    addresses: Mapping[str, str],
) -> Gathered:
    """What the lock file answers; with `locked`, for every reference that has an identifier."""
    used: dict[str, LockEntry] = {}
    silent: dict[str, Answer] = {}
    warnings: dict[str, tuple[Notice, ...]] = {}
    unlocked: dict[str, str] = {}
    for reference in references:
        key = reference.key
        entry = unchanged(reference, lock)
        identifiers = identifiers_of(reference)
        flaw = _flaw(entry, identifiers, locked=locked, addresses=addresses)
        if entry is not None and flaw is None:
            if identifiers and _believed(entry, locked=locked):
                used[key] = entry
        elif locked:
            unlocked[key] = flaw or (
                "it has changed since the lock file was written"
                if key in lock
                else "the lock file does not have it"
            )
            if identifiers:
                silent[key] = Unreachable(
                    identifier=identifiers[0],
                    service=deciding(identifiers[0]).name,
                    reason=unlocked[key],
                )
                # What warns is believed of whoever says it.
                warnings[key] = entry.known_notices if entry is not None else ()
    warnings |= {key: entry.notices for key, entry in used.items()}
    return Gathered(
        answers={key: entry.answer() for key, entry in used.items()} | silent,
        others={key: entry.others for key, entry in used.items() if entry.others},
        absent={key: entry.absent for key, entry in used.items() if entry.absent},
        notices={key: notices for key, notices in warnings.items() if notices},
        unlocked=unlocked,
        incomplete={
            key: entry.reason
            for key, entry in used.items()
            if entry.reason and entry.status == "verified-record"
        },
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
    when, oldest = entry.moment, clock.current().now() - timedelta(days=MISSING_DAYS)
    return entry.status == "missing" and when is not None and when > oldest


def with_locked_notices(
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


def known_notices(
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
    for source in SOURCES:
        names = {i.removeprefix(source.prefix): i for i in asked if i.startswith(source.prefix)}
        for name, kept in cache.get(source.name, list(names), any_age=True).items():
            if isinstance(kept, Work):
                found.setdefault(names[name], []).append(kept)
    return {key: tuple(found[i]) for key, i in first.items() if i in found}


def with_abstracts(
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
