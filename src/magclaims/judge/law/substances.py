"""The substances that a sentence names, by their ids in the vocabulary."""

from functools import lru_cache
from typing import NamedTuple

from magclaims.knowledge import find_substances, substances


class NamedSubstance(NamedTuple):
    """A substance in a text; offsets in code points."""

    id: str
    start: int
    end: int
    level: bool = False
    """Whether the name is that of its level in the body ("magnesiumgehalte")."""


@lru_cache(maxsize=4096)
def find_subjects(text: str) -> tuple[NamedSubstance, ...]:
    """The substances that a text names, from left to right; a level in the body is one of its substance."""
    known = substances()
    return tuple(
        NamedSubstance(
            known[m.id].parent or m.id if known[m.id].is_status else m.id,
            m.start,
            m.end,
            level=known[m.id].is_status,
        )
        for m in find_substances(text)
        if known[m.id].kind != "anion"  # what is sold is the salt
    )
