"""What a work plainly says of itself: how it is published, what it reviewed, how certain that is.

Only what a title, a journal, a record's type or GRADE's own words say counts; the rest is unknown.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import key
from magclaims.model.registry import (
    Certainty,
    Design,
    Reference,
    Reviewed,
    Status,
    Study,
    Subject,
    unique,
)
from magclaims.model.values import dataclass
from magclaims.model.work import Work
from magclaims.study.caution import FROM_STRONG

_table = partial(load_data, "published.toml")
_FROM_CERTAIN = tuple(Certainty)
_FROM_WHOLE = (Status.PUBLISHED, Status.CONFERENCE_ABSTRACT, Status.PREPRINT, Status.PROTOCOL)


def status_of(study: Study | None, reference: Reference | None, work: Work | None) -> Status | None:
    """How far a work is published: the least that the entry, the journal or the record says."""
    told = [study.status] if study is not None and study.status is not None else []
    titles = [t.title for t in (reference, work) if t is not None]
    journals = [t.journal for t in (reference, work) if t is not None and t.journal]
    if any(_matches("protocol", title) for title in titles):
        told.append(Status.PROTOCOL)
    if any(_matches("abstract", title) for title in titles) or _typed(work, "abstract_types"):
        told.append(Status.CONFERENCE_ABSTRACT)
    if _typed(work, "preprint_types") or any(key(name) in _servers() for name in journals):
        told.append(Status.PREPRINT)
    return max(told, key=_FROM_WHOLE.index, default=None)


def reviewed(study: Study | None, *titles: str, abstract: str | None = None) -> Reviewed | None:
    """What a review reviewed, as declared or as a title says, the weaker of these; None where nothing says it.

    The abstract is asked where nothing else says it. It names designs for many reasons: one that speaks of no trial
    at all reviewed none.
    """
    declared = study.reviews if study is not None else None
    told = [found for title in titles if (found := _named_in(title)) is not None]
    if not told and declared is None and abstract:
        return _told_in(abstract)
    known = ([declared] if declared is not None else []) + told[:1]
    return max(known, key=lambda found: strength_of(found.designs), default=None)


def tells_of_trials(*texts: str | None) -> bool:
    """Whether a title, an abstract or a quotation of a review says that trials were reviewed.

    "Supplementation" in a title was given to somebody; what people eat by themselves is "intake".
    """
    return any(text and re.search(_table()["trials"], text.casefold()) for text in texts)


def strength_of(designs: Iterable[Design]) -> int:
    """The place of the strongest design in `FROM_STRONG`; behind all where there is none."""
    places = (FROM_STRONG.index(design) for design in designs if design in FROM_STRONG)
    return min(places, default=len(FROM_STRONG))


def _told_in(abstract: str) -> Reviewed | None:
    found = _named_in(abstract)
    designs = found.designs if found is not None else ()
    people = tuple(design for design in designs if design is not Design.LABORATORY_EXPERIMENT)
    if Design.RANDOMIZED_CONTROLLED_TRIAL not in people and "trial" in abstract.casefold():
        return None
    return Reviewed(designs=people) if people else None


@lru_cache(maxsize=4096)
def _named_in(title: str) -> Reviewed | None:
    plain = title.casefold()
    patterns = _table()["reviewed"].items()
    designs = [Design(design) for design, pattern in patterns if re.compile(pattern).search(plain)]
    if not designs:
        return None
    animals = designs == [Design.LABORATORY_EXPERIMENT]
    return Reviewed(designs=tuple(designs), subjects=(Subject.ANIMAL,) if animals else ())


def certainty_of(study: Study | None, *texts: str | None) -> Certainty | None:
    """How certain the evidence is: the least that is declared, or that a text says of it alone.

    A text that names several certainties speaks of several outcomes: it tells none.
    """
    told = [study.certainty] if study is not None and study.certainty is not None else []
    told.extend(found for text in texts if (found := certainty_in(text)) is not None)
    return max(told, key=_FROM_CERTAIN.index, default=None)


@lru_cache(maxsize=4096)
def certainty_in(text: str | None) -> Certainty | None:
    """The one certainty that a text names in GRADE's words; None for none, or several."""
    if not text:
        return None
    plain = text.casefold()
    named = [
        name for name, pattern in _table()["certainty"].items() if re.compile(pattern).search(plain)
    ]
    return Certainty(named[0]) if len(named) == 1 else None


@dataclass(frozen=True, slots=True)
class Paper:
    """What tells two papers on one trial: registration numbers, authors and size."""

    registration: frozenset[str]
    authors: tuple[str, ...]
    """In their order."""
    sample_size: int | None

    @classmethod
    def of(cls, study: Study, reference: Reference | None, work: Work | None) -> "Paper":
        """The paper of a study, from its entry and its record."""
        numbers = [*study.registration, *(work.trial_numbers if work else ())]
        people = work.authors if work is not None and work.authors else ()
        people = people or (reference.authors if reference is not None else ())
        return cls(
            frozenset(re.sub(r"[\W_]", "", number).upper() for number in numbers),
            unique(key(f"{p.family} {p.given[:1]}") for p in people if p.family),
            study.sample_size,
        )


def one_trial(first: Paper, second: Paper) -> str | None:
    """Why two papers report one trial, or may; None where they are told apart.

    They share a registration number; or their authors are the same, and neither a number nor the size
    tells them apart. Two numbers are two trials.
    """
    shared = first.registration & second.registration
    if shared:
        return min(shared)
    if first.registration and second.registration:
        return None
    if not _same_authors(first.authors, second.authors):
        return None
    sizes = {first.sample_size, second.sample_size} - {None}
    if len(sizes) > 1:
        return None
    if first.sample_size is not None and first.sample_size == second.sample_size:
        return f"authors and {first.sample_size} participants are the same"
    return "the authors are the same, and no registration number or size tells them apart"


def _same_authors(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the first author is the same, or two of them are: one name may be two people."""
    return first[:1] == second[:1] != () or len(set(first) & set(second)) > 1


def paid_by_others(studies: Sequence[Study]) -> bool:
    """Whether it is known that others than the maker paid for the papers of one trial."""
    known = [study for study in studies if study.funded_by_maker is not None]
    if known:
        return not any(study.funded_by_maker for study in known)
    public = re.compile(_table()["public"])
    return any(study.funding and public.search(study.funding.casefold()) for study in studies)


def _typed(work: Work | None, types: str) -> bool:
    if work is None:
        return False
    return any(name.casefold() in _table()[types] for name in (work.type, *work.publication_types))


def _matches(what: str, title: str) -> bool:
    return re.compile(_table()[what]).search(title.casefold()) is not None


@cache
def _servers() -> frozenset[str]:
    return frozenset(key(name) for name in _table()["preprint_servers"])
