"""What occurrences are judged on: what is known of the works, and what articles say by their own words."""

from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import field

from magclaims.judge.policy import Policy
from magclaims.lexicon.people import People
from magclaims.match.identity import Identity
from magclaims.model.registry import Dossier, Occurrence, Reference, Subject
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Bench:
    """What a sentence is judged with."""

    dossier: Dossier
    """For the articles' own reference lists and the studies."""
    references: MutableMapping[str, Reference]
    """The bibliography, by BibTeX key."""
    identities: Mapping[str, Identity]
    """What the registries say of each reference, by BibTeX key."""
    policy: Policy
    overruled: Mapping[str, str] = field(default_factory=dict)
    """Why a study is not judged as declared, by BibTeX key."""
    marked: Collection[str] | None = None
    """The articles of which any sentence carries a mark, by id; None where nobody has looked (`marked_articles`)."""


def marked_articles(dossier: Dossier) -> frozenset[str]:
    """The articles of which any sentence carries a mark, as far as the registry knows, by id."""
    return frozenset(o.article for claim in dossier.claims for o in claim.occurrences if o.cites)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the words of an article say of one occurrence, as far as they were read."""

    graded: Occurrence | None = None
    """As its text was graded."""
    told: str | None = None
    """The sentence, where it says nothing but the claim: its numbers count."""
    named: People | None = None
    """Whom the words name."""
    is_effect: bool = False
    """They state an effect, whatever the claim's kind."""
    in_question: bool = False
    """They may state one."""
    settled: bool = False
    """They deny, ask or aim at what the claim states."""
    unread: tuple[Subject, ...] | None = None
    """Whom it is about where it may report what was found: the words do not tell."""
