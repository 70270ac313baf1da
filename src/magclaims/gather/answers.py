"""Gather: every fact that comes from outside, for all references of a dossier at once.

The order is what is known (`known`), the cache, the snapshot, then the network (`asking`). The first source that
answers a kind of identifier decides whether there is such a work; the others add to its record.
Nothing is judged here: what two identifiers of one entry lead to is handed on, side by side.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from magclaims.gather.asking import OFFLINE, Answers, Progress, Round, ask, ask_all
from magclaims.gather.asking import with_more_dates as more_dates
from magclaims.gather.cache import Cache
from magclaims.gather.identifiers import identifiers_of
from magclaims.gather.known import from_lock, known_notices, with_abstracts, with_locked_notices
from magclaims.gather.lock import LockEntry
from magclaims.gather.merge import combine, told_by_notices, with_told
from magclaims.gather.searching import search
from magclaims.gather.snapshot.store import Snapshot
from magclaims.gather.sources import Services, chosen, deciding
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.records import merge_notices
from magclaims.gather.sources.source import Source
from magclaims.model.identifiers import is_short_doi
from magclaims.model.registry import Reference, unique
from magclaims.model.service import ServiceName
from magclaims.model.values import dataclass
from magclaims.model.work import Answer, Gathered, Held, Missing, Notice, Unreachable, Work

__all__ = ["OFFLINE", "Progress", "gather"]


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
    also: Collection[str] = (),
    snapshot: Snapshot | None = None,
) -> Gathered:
    """What the services know of the references.

    Args:
        references: The entries of the bibliography.
        services: Whom to ask; may be None where nobody is asked.
        lock: The entries of the lock file by BibTeX key.
        cache: Answers that were given before.
        offline: Ask no service: lock file and cache alone, records of any age.
        locked: The lock file alone.
        progress: Is told how far it is.
        watched: The Retraction Watch list is read besides, so that what the lock file has from it
            is not needed.
        addresses: Base URLs that are asked and are not the services' own, by service.
        also: Names of sources that are asked besides the usual ones.
        snapshot: Is looked into before a service is asked, and where none may be.

    Returns:
        An answer for every reference that has an identifier; for others, candidates.

    Raises:
        KeyboardInterrupt: At once, with the cache whole.
    """
    lock = lock or {}
    addresses = addresses or {}
    told = Gathered()
    if locked or offline:
        told = from_lock(references, lock, locked=locked, addresses=addresses)
    if locked:
        return told
    rest = [reference for reference in references if reference.key not in told.answers]
    run = Round(chosen(also), None if offline else services, cache, progress, snapshot)
    try:
        gathered = _gathered(rest, run)
    except BaseException:
        if services is not None:
            services.stop()
        raise
    known = known_notices(rest, gathered.answers, lock, cache)
    answers = with_locked_notices(rest, gathered, lock, watched=watched)
    return Gathered(
        answers={**with_abstracts(told.answers, references, cache), **answers},
        others={**told.others, **gathered.others},
        absent={**told.absent, **gathered.absent},
        notices={**told.notices, **_joined(gathered.notices, known)},
        incomplete={**told.incomplete, **gathered.incomplete},
        silent=gathered.silent,
        candidates={**told.candidates, **gathered.candidates},
        asked=run.online,
        services_down=gathered.services_down,
        addresses=addresses,
        snapshot=_held(rest, run),
    )


def _held(references: Sequence[Reference], run: Round) -> dict[ServiceName, Held]:
    """What the snapshot answered, by service."""
    if run.snapshot is None:
        return {}
    days = run.snapshot.days
    counts = {
        service: sum(not held.isdisjoint(identifiers_of(reference)) for reference in references)
        for service, held in run.held.items()
        if held
    }
    return {service: Held(days[service].as_of, count) for service, count in counts.items()}


def _joined(
    first: Mapping[str, tuple[Notice, ...]], second: Mapping[str, tuple[Notice, ...]]
) -> dict[str, tuple[Notice, ...]]:
    both = {**first, **second}
    return {key: merge_notices([*first.get(key, ()), *second.get(key, ())]) for key in both}


def _gathered(references: Sequence[Reference], run: Round) -> Gathered:
    """Ask all sources, and put together what they said of each reference."""
    found = ask_all(_first_questions(references, run), run)
    found[Crossref] |= more_dates(references, found[Crossref], run)
    for source, identifiers in _further_questions(references, found).items():
        found[source] |= ask(source, identifiers, run)
    told = {r.key: _Told.of(ids, found) for r in references if (ids := identifiers_of(r))}
    candidates = search(references, run)
    answers = {key: of.answer for key, of in told.items()}
    others = {key: of.others for key, of in told.items() if of.others}
    notices = told_by_notices(chain(answers.values(), *others.values(), *candidates.values()))
    return Gathered(
        answers={
            key: with_told(answer, notices) if isinstance(answer, Work) else answer
            for key, answer in answers.items()
        },
        others=others,
        absent={key: of.absent for key, of in told.items() if of.absent},
        notices={key: of.notices for key, of in told.items() if of.notices},
        incomplete={key: of.silent.reason for key, of in told.items() if of.silent},
        silent={key: of.silent.service for key, of in told.items() if of.silent},
        candidates={
            key: tuple(with_told(work, notices) for work in works)
            for key, works in candidates.items()
        },
        services_down=_down(run, found),
    )


def _first_questions(
    references: Sequence[Reference], run: Round
) -> dict[type[Source], tuple[str, ...]]:
    """What each source is asked first: the identifier in front, where it answers its kind."""
    first = [ids[0] for reference in references if (ids := identifiers_of(reference))]
    return {source: unique(i for i in first if _answers(source, i)) for source in run.sources}


def _further_questions(
    references: Sequence[Reference], found: Answers
) -> dict[type[Source], tuple[str, ...]]:
    """The other identifiers of entries, as far as the record of the first does not carry them."""
    # Who adds to a record knows no short DOIs, but the DOI that one stands for.
    meant = [
        f"doi:{work.doi}"
        for identifier, work in found[Crossref].items()
        if is_short_doi(identifier.removeprefix("doi:")) and isinstance(work, Work) and work.doi
    ]
    questions = {}
    for source, answers in found.items():
        rest = [
            identifier
            for reference in references
            for identifier in identifiers_of(reference)[1:]
            if not _confirms(answers.get(identifiers_of(reference)[0]), identifier)
        ]
        if _adds(source, found):
            rest += meant
        questions[source] = unique(i for i in rest if _answers(source, i))
    return questions


def _answers(source: type[Source], identifier: str) -> bool:
    return identifier.partition(":")[0] in source.kinds


def _adds(source: type[Source], found: Answers) -> bool:
    """Whether a source adds to the records of another one, for some kind of identifier."""
    return any(deciding(f"{kind}:", found) is not source for kind in source.kinds)


def _confirms(answer: Answer | None, identifier: str) -> bool:
    """Whether the record that one identifier leads to carries the other one, too."""
    kind, _, value = identifier.partition(":")
    return isinstance(answer, Work) and getattr(answer, kind, None) == value


@dataclass(frozen=True, slots=True)
class _Told:
    """What the sources said of one reference."""

    answer: Answer
    others: tuple[Work, ...]
    absent: tuple[Missing, ...]
    notices: tuple[Notice, ...]
    """What is known of it where there is no record."""
    silent: Unreachable | None
    """A source that should have added to the record, and did not."""

    @classmethod
    def of(cls, identifiers: Sequence[str], found: Answers) -> "_Told":
        """Put together what was said of a reference with these identifiers, the first in front."""
        decider = deciding(identifiers[0], found)
        first = _alone(decider, found[decider][identifiers[0]])
        resolved = f"doi:{first.doi}" if isinstance(first, Work) else ""
        seconds = [
            (source, answers[i])
            for source, answers in found.items()
            if _adds(source, found)
            for i in unique([*identifiers, resolved])
            if i in answers
        ]
        works = [a for source, a in seconds if isinstance(a, Work) and source.whole]
        facts = [a for source, a in seconds if isinstance(a, Work) and not source.whole]
        answer, others = combine(first, works)
        if isinstance(answer, Work):
            answer, _ = combine(answer, facts)
        silent = (a for _, a in seconds if isinstance(a, Unreachable) and a.reason != OFFLINE)
        return cls(
            answer=answer,
            others=others,
            absent=tuple(
                missing
                for identifier in identifiers[1:]
                if isinstance(
                    missing := found[deciding(identifier, found)].get(identifier), Missing
                )
            ),
            notices=()
            if isinstance(answer, Work)
            else merge_notices(notice for fact in facts for notice in fact.notices),
            silent=None if isinstance(answer, Unreachable) else next(silent, None),
        )


def _alone(source: type[Source], answer: Answer) -> Answer:
    """What an answer means where the source alone is asked: what it holds a part of may exist."""
    if not isinstance(answer, Missing):
        return answer
    what = source.partly.get(answer.identifier.partition(":")[0])
    if what is None:
        return answer
    return Unreachable(
        identifier=answer.identifier,
        service=source.name,
        reason=f"{source.label} does not hold this {what}, and nobody else was asked",
        lasting=True,
    )


def _down(run: Round, found: Answers) -> dict[str, str]:
    """Services that were given up, or of which some answers are lacking."""
    if run.services is None:
        return {}
    down = dict(run.services.down)
    for source, answers in found.items():
        lacking = [a for a in answers.values() if isinstance(a, Unreachable)]
        # What the deciding source does not answer is said of the reference itself.
        if lacking and _adds(source, found) and source.name not in down:
            down[source.name] = f"no answer for {len(lacking)} references: {lacking[0].reason}"
    failed: dict[ServiceName, list[str]] = {}
    for unanswered in run.failed_searches.values():
        failed.setdefault(unanswered.service, []).append(unanswered.reason)
    for service, reasons in failed.items():
        down.setdefault(service, f"no answer for {len(reasons)} searches: {reasons[0]}")
    return down
