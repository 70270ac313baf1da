"""What is known of a cited work: its entry, its study, and its record where that is this work."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache
from typing import NamedTuple

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold, key
from magclaims.match.identity import Identity
from magclaims.model.identifiers import host_of
from magclaims.model.registry import Design, Level, Reference, Reviewed, Study, Subject
from magclaims.model.values import dataclass
from magclaims.model.work import Work
from magclaims.study.levels import SUBJECT_OF_LEVEL
from magclaims.study.published import reviewed, strength_of

RANK = {
    Level.SYSTEMATIC_REVIEW: 7,
    Level.HUMAN: 6,
    Level.COMBINED_FORMULA: 5,
    Level.AUTHORITY: 4,
    Level.NARRATIVE_REVIEW: 3,
    Level.ANIMAL: 2,
    Level.IN_VITRO: 1,
    Level.BACKGROUND: 0,
}
"""Which level outweighs which, for `contradicted` and for the claim's best level."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One cited work."""

    key: str
    reference: Reference | None
    """None where the bibliography has none by this key."""
    study: Study | None
    """As it is judged."""
    identity: Identity | None
    overruled: str = ""
    """Why the study is not judged as declared."""

    @property
    def cite(self) -> str:
        """A short name: first author and year."""
        return self.reference.short_citation if self.reference else self.key

    @property
    def may_be_used(self) -> bool:
        """Whether it is not retracted, not found, or another work."""
        return self.identity is None or self.identity.carries

    @property
    def confirmed(self) -> bool:
        """Whether its identity is; one that no registry can know (a web page) needs none."""
        if self.identity is None or self.reference is None:
            return False
        return self.identity.confirmed or (
            self.identity.status == "no_identifier"
            and not unidentified(self.reference, self.identity)
        )

    @property
    def work(self) -> Work | None:
        """Its record, where that is this work."""
        identity = self.identity
        return identity.work if identity is not None and identity.carries else None

    @property
    def titles(self) -> Iterator[str]:
        """Its title in the bibliography and in its record."""
        if self.reference is not None:
            yield self.reference.title
        if self.work is not None:
            yield self.work.title

    @property
    def reviewed(self) -> Reviewed | None:
        """What a review reviewed, as far as anything says so."""
        abstract = self.work.abstract if self.work else None
        return reviewed(self.study, *self.titles, abstract=abstract)

    @property
    def designs_reviewed(self) -> tuple[Design, ...]:
        """The designs that a review reviewed; none where nothing says so."""
        what = self.reviewed
        return what.designs if what is not None else ()

    def standing(self, level: Level) -> tuple[int, int]:
        """Sorts works by how much they weigh against each other: level, then design."""
        own = self.study.design if self.study else None
        designs: tuple[Design, ...] = (own,) if own else ()
        if level is Level.SYSTEMATIC_REVIEW:
            # Pooled or not: a review weighs what it reviewed, trials where nobody says otherwise.
            designs = self.designs_reviewed or (Design.RANDOMIZED_CONTROLLED_TRIAL,)
        return RANK[level], -strength_of(designs)

    def subjects(self, level: Level) -> frozenset[Subject]:
        """Who was studied, as a work of this level."""
        if level in SUBJECT_OF_LEVEL:
            return frozenset({SUBJECT_OF_LEVEL[level]})
        studied = self.study.subjects if self.study else ()
        if level is Level.SYSTEMATIC_REVIEW and not studied:
            # A review of trials, unless it is said to be of something else.
            return frozenset({Subject.HUMAN})
        return frozenset(studied)


@dataclass(frozen=True, slots=True)
class CitedWorks:
    """The bibliography, with what the registry and the services know of it."""

    studies: Mapping[str, Study]
    references: Mapping[str, Reference]
    identities: Mapping[str, Identity]
    overruled: Mapping[str, str] = field(default_factory=dict)
    """Why a study is not judged as declared, by BibTeX key."""

    def __getitem__(self, key: str) -> CitedWork:
        """What is known of a BibTeX key; nothing but the key where nobody has it."""
        return CitedWork(
            key,
            self.references.get(key),
            self.studies.get(key),
            self.identities.get(key),
            self.overruled.get(key, ""),
        )


def is_authority(reference: Reference | None) -> bool:
    """Whether a reference is an authority's own by its address, its journal, or who made it."""
    if reference is None:
        return False
    known = _authorities()
    host = host_of(reference.url) if reference.url else ""
    if f".{host}".endswith(known.not_hosts):
        return False
    groups = (p.name or p.family for p in reference.authors if not p.given)
    made = [_words(name) for name in (reference.publisher, *groups) if name]
    return (
        f".{host}".endswith(known.hosts)
        or key(reference.journal) in known.journals
        or any(name.startswith(known.bodies) for name in made)
    )


class _Authorities(NamedTuple):
    hosts: tuple[str, ...]
    """With a dot before it, as what lies below it ends."""
    not_hosts: tuple[str, ...]
    journals: frozenset[str]
    bodies: tuple[str, ...]
    """As a name begins, word by word."""


@cache
def _authorities() -> _Authorities:
    table = load_data("authorities.toml")
    return _Authorities(
        tuple(f".{host}" for host in table["hosts"]),
        tuple(f".{host}" for host in table["not_hosts"]),
        frozenset(key(name) for name in table["journals"]),
        tuple(map(_words, table["bodies"])),
    )


def _words(name: str) -> str:
    """The words of a name without their marks, each with a blank behind it: "Organization, Geneva"."""
    return "".join(f"{word} " for word in re.findall(r"\w+", fold(name)))


def unidentified(reference: Reference, identity: Identity | None) -> bool:
    """Whether nobody can tell which work this is: no identifier, no address, found by no service."""
    if identity is not None and (identity.confirmed or identity.status != "no_identifier"):
        return False
    named = (reference.doi, reference.pmid, reference.pmcid, reference.arxiv, reference.bookshelf)
    return not (any(named) or reference.url or reference.raw.get("isbn"))
