"""Whom a sentence is about: by its own words, by what its outcome is about, and by the registry."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from magclaims.judge.claim.stated import language_of
from magclaims.knowledge import outcome
from magclaims.knowledge.keys import fold
from magclaims.lexicon.people import People, from_registry, groups, joined, of_outcome, people
from magclaims.lexicon.years import Years
from magclaims.model.registry import Claim, Occurrence
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class AboutPeople:
    """Whom a sentence is about."""

    people: People
    implied: frozenset[str] = frozenset()
    """Groups that its outcome, or a condition that it names, is about by itself."""
    sexes: frozenset[str] = frozenset()
    ages: tuple[Years, ...] = ()
    """The sex and the ages that its outcome is about by itself."""
    outcomes: frozenset[str] = frozenset()
    """Its outcomes, by id, or by name where no list has them: who had that complaint is whom it is about."""


def told(
    claim: Claim, occurrence: Occurrence, language: str, text: People | None = None
) -> AboutPeople:
    """Whom an occurrence is about.

    The article's own words (`in_text`) tell; else the quote, the declared population and the statement.
    """
    stated = declared(claim, occurrence)
    named = text if text is not None else joined(people(occurrence.quote, language), stated)
    named = replace(named, mentioned=named.mentioned | stated.mentioned)
    outcomes = [people(name, "en") for name in claim.about.outcome]
    of_it = {id_ for o in outcomes for id_ in o.groups | o.at | o.mentioned}
    ids = {known.id for name in claim.about.outcome if (known := outcome(name))}
    of_it |= ids & set(groups())
    by_outcome = [of_outcome(id_) for id_ in sorted(ids)]
    ages = [years for _, years in by_outcome if years is not None]
    ages += [years for o in outcomes for years in o.ages]
    about = frozenset(id_ for id_ in named.at if id_ not in of_it)
    return AboutPeople(
        people=replace(named, at=about),
        implied=frozenset(of_it) | named.mentioned | set(_about_by_itself(ids)),
        sexes=frozenset(
            {sex for sex, _ in by_outcome if sex} | {s for o in outcomes for s in o.sexes}
        ),
        ages=tuple(ages),
        outcomes=frozenset(map(outcome_key, claim.about.outcome)),
    )


def outcome_key(name: str) -> str:
    """What an outcome is compared by: its id, or its name where no list has it."""
    known = outcome(name)
    return known.id if known is not None else fold(name)


def declared(claim: Claim, occurrence: Occurrence) -> People:
    """Whom the registry says that an occurrence is about."""
    stated = people(claim.statement, language_of(claim))
    if occurrence.population is None:
        return stated
    return joined(from_registry(occurrence.population), stated)


def in_text(
    claim: Claim, occurrence: Occurrence, sentence: str, around: str, language: str
) -> People:
    """Whom the article's own words name.

    What only the registry says counts where the words `around` it (the sentence before, the headings, the title)
    name these people, too.
    """
    # "In healthy people, above all in those of 66 to 76": the quote says of whom this claim is.
    quoted, whole = people(occurrence.quote, language), people(sentence, language)
    own = whole if quoted.names_none else replace(quoted, mentioned=whole.mentioned)
    stated = declared(claim, occurrence)
    if not own.names_none or stated.names_none:
        return own
    near = people(around, language)
    groups = near.groups | near.at | near.mentioned
    ages = any(a.overlap(b) for a in near.ages for b in stated.ages)
    if ages or near.sexes & stated.sexes or groups & (stated.groups | stated.at):
        return joined(own, stated)
    return own


def _about_by_itself(outcomes: Iterable[str]) -> Iterator[str]:
    """The groups that these outcomes are about by themselves: endurance is of those who train."""
    wanted = set(outcomes)
    return (found.id for found in groups().values() if not wanted.isdisjoint(found.outcomes))
