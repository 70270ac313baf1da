"""Why a verdict is what it is, first in one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.link.cited import CitedWorks
from magclaims.judge.link.links import Links
from magclaims.judge.link.outcome import match_outcomes
from magclaims.judge.link.population import PeopleMatch
from magclaims.judge.link.reasons import went
from magclaims.judge.link.subjects import BEYOND_PEOPLE
from magclaims.judge.policy import PolicyRow
from magclaims.judge.reasons import reason
from magclaims.judge.verdict.described import weighed
from magclaims.model.finding import Phrase, Reason, Several, Slot, Term
from magclaims.model.registry import Direction, Strength, Subject
from magclaims.model.service import label
from magclaims.study.levels import SUBJECT_OF_LEVEL

_STUDIED = {Subject.ANIMAL: "animals", Subject.IN_VITRO: "cells", Subject.IN_SILICO: "models"}
_PEOPLE = Term("studied", "people")
_NULLS = frozenset({"null_reported", "null_in_people", "null_design_unknown"})
"""Rows of the policy by which a work supports that there is no effect."""


class _Number(NamedTuple):
    """A number of the sentence that a link does not carry, with what its source has."""

    link: LinkAssessment | None = None
    number: str = ""
    says: Slot = ""
    slip: Slot = ""


def headline(
    row: PolicyRow,
    said: Asserted,
    links: Sequence[LinkAssessment],
    judge: Links,
    unlinked: Sequence[str] = (),
) -> Iterator[Reason]:
    """Why the verdict is what it is; `unlinked` are works that bear on it, of a claim without evidence."""
    sources, policy = judge.sources, judge.policy
    listed = [link for link in links if link.listed]
    if row.tells == "why_nothing":
        yield from _why_nothing(said, listed, [sources[key].cite for key in unlinked])
        return
    usable = sorted((x for x in links if x.usable), key=lambda link: link.weight, reverse=True)
    best = usable[0] if usable else None
    number = _decisive(row, said, usable)
    against = next((x for x in listed if x.against or x.unsure), None)
    shown = (number.link or against or best or links[0]) if links else None
    written, allowed = _written(said, best), _allowed(best, sources)
    yield reason(
        row.id,
        written=written,
        allowed=allowed,
        reference=sources[shown.evidence.reference].cite if shown else "",
        says=number.says or (_says_opposite(said, against, sources) if against else ""),
        number=number.number,
        slip=number.slip,
        subjects=Several(tuple(Term("studied", s.value) for s in said.occurrence.subjects)),
    )
    if row.tells == "ceiling" and best is not None and policy.only_some_people(best.rows):
        yield reason("over_ceiling", allowed=allowed, written=written)
    if row.tells == "known_works":
        yield from _known_to_exist(usable, sources)
    if row.tells == "comparators":
        told = (given for link in listed for given in link.reasons)
        yield from (given for given in told if given.code == "other_comparator")


def _written(said: Asserted, best: LinkAssessment | None) -> Slot:
    """What the sentence asserts, and of whom; readers take one that names nobody as about people."""
    subjects = said.occurrence.subjects
    told = (best.whom if best is not None else PeopleMatch("covered")).told
    named = [_STUDIED[s] for s in subjects if s in _STUDIED]
    people = ["people"] if not named or Subject.HUMAN in subjects else []
    denies = said.direction is Direction.NO_EFFECT
    return Phrase(
        "effect_in",
        {
            "effect": Phrase("denied" if denies else said.strength.label),
            "whom": Several(told) if told and not named else _all([*people, *named]),
        },
    )


def _allowed(best: LinkAssessment | None, sources: CitedWorks) -> Slot:
    """What the best evidence allows: of whom, and how strongly."""
    if best is None or best.ceiling is None:
        return Phrase("nothing")
    studied = SUBJECT_OF_LEVEL.get(best.evidence.level)
    if studied not in BEYOND_PEOPLE:
        # Whom the sentence names took part where nothing is said against it.
        names = best.whom.took if best.whom.fit == "wider" else best.whom.told
        whom = Several(names) if names and best.whom.fit != "unknown" else _PEOPLE
        if best.ceiling is Strength.NONE:
            return Phrase("no_statement", {"whom": whom})
        null = not _NULLS.isdisjoint(best.rows)
        effect = Phrase("denied" if null else best.ceiling.label)
        return Phrase("effect_in", {"effect": effect, "whom": whom})
    study = sources[best.evidence.reference].study
    named = study.species if study is not None and studied is Subject.ANIMAL else ()
    return Phrase("seen_in", {"whom": _all(named or (_STUDIED[studied],))})


def _all(studied: Iterable[str]) -> Slot:
    """Those who were studied, each by name: "people and cells"."""
    names = [Term("studied", name) for name in studied]
    whole: Slot = names[0]
    for name in names[1:]:
        whole = Phrase("and", {"first": whole, "second": name})
    return whole


def _decisive(row: PolicyRow, said: Asserted, usable: Sequence[LinkAssessment]) -> _Number:
    """The number that a row on numbers is about."""
    for found in weighed(said, usable):
        if row.number == found.tag and found.check is not None:
            check = found.check
            return _Number(usable[found.source], check.text, check.source, check.slip)
    return _Number()


def _says_opposite(said: Asserted, link: LinkAssessment, sources: CitedWorks) -> Slot:
    matched = match_outcomes(said, sources[link.evidence.reference].study)
    return link.evidence.says or went(o for match in matched for o in match.outcomes)


def _known_to_exist(usable: Iterable[LinkAssessment], sources: CitedWorks) -> Iterator[Reason]:
    """The references that a service knows, though nobody knows what they say."""
    for key in dict.fromkeys(link.evidence.reference for link in usable):
        source = sources[key]
        identity = source.identity
        if identity is not None and identity.work is not None and identity.confirmed:
            service = label(identity.work.source)
            yield reason("work_exists", reference=source.cite, service=service)


def _why_nothing(
    said: Asserted, listed: Sequence[LinkAssessment], unlinked: Sequence[str]
) -> Iterator[Reason]:
    if unlinked:
        code = "cited_unnoted" if said.occurrence.cites else "listed_unnoted"
        yield reason(code, references=Several(tuple(unlinked)))
        return
    if not listed:
        yield reason("nothing_listed" if not said.claim.evidence else "not_in_own_list")
        return
    yield reason("nothing_carries")
    for link in listed:
        yield from link.reasons
