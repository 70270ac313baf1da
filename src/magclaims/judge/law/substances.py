"""The substances that a sentence names, by their ids in the vocabulary."""

from functools import lru_cache
from typing import NamedTuple

from magclaims import knowledge
from magclaims.knowledge.vocabulary import find_substances, substance


class NamedSubstance(NamedTuple):
    """A substance in a text; offsets in code points."""

    id: str
    start: int
    end: int
    level: bool = False
    """Whether the name is that of its level in the body ("magnesiumgehalte")."""


@lru_cache(maxsize=4096)
def find_subjects(text: str) -> tuple[NamedSubstance, ...]:
    """The substances that a text names, from left to right; of two that overlap the longer one.

    The vocabulary tells forms apart; the names in `magclaims.knowledge` know brands and compounds.
    """
    found = [
        NamedSubstance(mention.ids[0], mention.start, mention.end)
        for mention in find_substances(text)
    ]
    found += [
        NamedSubstance(
            _in_vocabulary(mention.id), mention.start, mention.end, _is_level(mention.id)
        )
        for mention in knowledge.find_substances(text)
    ]
    taken: list[NamedSubstance] = []
    for subject in sorted(found, key=lambda s: s.start - s.end):
        if all(subject.end <= other.start or other.end <= subject.start for other in taken):
            taken.append(subject)
    return tuple(sorted(taken, key=lambda s: s.start))


def _is_level(id_: str) -> bool:
    known = knowledge.substance(id_)
    return known is not None and known.kind == "diet_or_status"


def _in_vocabulary(id_: str) -> str:
    """The id in the vocabulary of what `magclaims.knowledge` calls by another one."""
    known = knowledge.substance(id_)
    named = substance(id_) or (substance(known.name) if known else None)
    wider = (known.form_of or known.element) if known is not None else None
    if named is None and wider:
        return _in_vocabulary(wider)
    return named.id if named else id_
