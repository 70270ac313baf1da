"""Who took part in a study by its record: the title, what the abstract says of them, PubMed's tags.

Only what is clear is read. Of an abstract these are the sentences that tell who was recruited, not
those that say whom a disease strikes.
"""

import re
from dataclasses import replace
from functools import lru_cache

from magclaims.lexicon.people import NOBODY, People, from_mesh, people
from magclaims.model.work import Work

_RECRUITED = re.compile(
    r"\b(?:randomi[sz]ed|randomly|recruit\w+|enrol\w+|participat\w+|assigned|allocated|were included|"
    r"took part|completed|received)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_MOST = 4
_MAX_TEXT = 6000


def of_record(work: Work | None) -> People:
    """Who took part by a record; nobody is told where there is none."""
    return _of(work.title, work.abstract or "", work.mesh) if work is not None else NOBODY


@lru_cache(maxsize=2048)
def _of(title: str, abstract: str, mesh: tuple[str, ...]) -> People:
    told = [of_title(title), *_recruited(abstract), from_mesh(mesh)]
    found = NOBODY
    for each in told:
        found = joined(found, each)
    return found


@lru_cache(maxsize=2048)
def of_title(title: str) -> People:
    """Who took part by a title: "... in older adults with type 2 diabetes"."""
    found = people(title, "en")
    # What stands after "in" is who took part; what is only named may be what was measured.
    return replace(found, groups=found.groups | found.at, at=frozenset())


def _recruited(abstract: str) -> list[People]:
    sentences = _SENTENCE.split(abstract[:_MAX_TEXT])
    telling = [s for s in sentences if _RECRUITED.search(s)]
    found = [people(sentence, "en") for sentence in telling[:_MOST]]
    return [replace(f, at=frozenset(), mentioned=frozenset()) for f in found if f.described]


def joined(first: People, second: People) -> People:
    """What the first tells, and where it is silent what the second does."""
    return People(
        ages=first.ages or ((not first.adults and second.ages) or ()),
        adults=first.adults or (not first.ages and second.adults),
        sexes=first.sexes or second.sexes,
        groups=first.groups or second.groups,
        at=first.at or second.at,
        mentioned=first.mentioned | second.mentioned,
        described=first.described or second.described,
    )
