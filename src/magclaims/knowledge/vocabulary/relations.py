"""How two substances and two outcomes relate, seen from the claim."""

from collections.abc import Iterator
from functools import cache
from typing import Literal

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold, key
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.vocabulary.terms import (
    OutcomeTerm,
    SubstanceTerm,
    outcome,
    substance,
    vocabulary,
)

SubstanceRelation = Literal[
    "same", "form_of", "other_form", "source_of", "strain", "member", "other_substance", "unknown"
]
OutcomeRelation = Literal["same", "narrower", "broader", "family", "surrogate", "other", "unknown"]

_MEMBERS = frozenset({"group"})
_SIBLING_FORMS = frozenset({"form", "extract", "substance"})


@remembered
def substance_relation(claimed: str, tested: str, context: str = "") -> SubstanceRelation:
    """What a study gave, seen from what is claimed; both are ids or names.

    same: one substance under two names, or the form of it that is usually given (creatine
        monohydrate, for creatine).
    form_of: a form or extract of what is claimed (the citrate, for magnesium).
    other_form: another form or extract of it (the oxide, for the citrate), or only the wider thing
        (magnesium, for the citrate; probiotics, for one strain): which form was given is not said.
    source_of: one is a source of the other (fish oil, for EPA): another dose and more besides.
    strain: a strain of what is claimed; one strain is never another.
    member: one of a group that is claimed (EPA, for omega-3 fatty acids; psyllium, for fibre).
    other_substance: nothing of these, for two names that are known. Related species and two
        members or strains of one group are others.
    unknown: a name that the vocabulary does not know, or that is ambiguous; "is X the same as Y?"
        is to be asked.
    """
    if key(claimed) == key(tested) != "":
        return "same"
    claim, study = substance(claimed, context), substance(tested, context)
    if claim is None or study is None:
        return "unknown"
    if claim.id == study.id:
        return "same"
    if claim.id in _parents(study):
        usual = study.usual and study.parent == claim.id
        return "same" if usual else _child(study, claim)
    if study.id in _parents(claim):
        if claim.usual and claim.parent == study.id:
            return "same"
        child = _child(claim, study)
        if child == "source_of":
            return "source_of"
        return "other_substance" if child == "other_substance" else "other_form"
    if claim.parent is not None and claim.parent == study.parent:
        return _siblings(claim, study)
    return "other_substance"


def _parents(item: SubstanceTerm) -> Iterator[str]:
    known = vocabulary().substances
    while item.parent is not None:
        yield item.parent
        item = known[item.parent]


def _child(child: SubstanceTerm, parent: SubstanceTerm) -> SubstanceRelation:
    if child.kind == "related_species":
        return "other_substance"
    if child.kind == "source":
        return "source_of"
    if child.kind == "strain":
        return "strain"
    return "member" if parent.kind in _MEMBERS else "form_of"


def _siblings(claim: SubstanceTerm, study: SubstanceTerm) -> SubstanceRelation:
    kinds = {claim.kind, study.kind}
    parent = vocabulary().substances[claim.parent or ""]
    if kinds == {"source"}:
        return "other_form"
    if "source" in kinds and kinds <= {"source", "form"}:
        return "source_of"
    if parent.kind in _MEMBERS:
        return "other_substance"
    return "other_form" if kinds <= _SIBLING_FORMS else "other_substance"


@remembered
def outcome_relation(claimed: str, measured: str, context: str = "") -> OutcomeRelation:
    """What a study measured, seen from what is claimed to change; both are ids or names.

    same: one outcome under two names; also "serum testosterone levels" for testosterone.
    narrower: a part of what is claimed (working memory, for memory).
    broader: something wider (memory, for working memory).
    surrogate: taken to stand for what is claimed, without showing it (bone density, for fractures).
    family: a neighbour (attention, for memory).
    other: nothing of these, for two outcomes that are known.
    unknown: a name that the vocabulary does not know and whose head words say nothing.
    """
    if key(claimed) == key(measured) != "":
        return "same"
    claim, study = _outcome(claimed, context), _outcome(measured, context)
    if claim is not None and study is not None:
        return _known_relation(claim, study)
    return _by_words(claimed, measured)


def _known_relation(claim: OutcomeTerm, study: OutcomeTerm) -> OutcomeRelation:
    if claim.id == study.id:
        return "same"
    if claim.id in _wider(study):
        return "narrower"
    if study.id in _wider(claim):
        return "broader"
    if claim.id in _stands_for(study):
        return "surrogate"
    return "family" if neighbours(claim.family, claim.id, study.family, study.id) else "other"


def neighbours(family: str, id_: str, other_family: str, other: str) -> bool:
    """Whether two outcomes, each given by its section and id, are neighbours: attention, for memory."""
    if family != other_family:
        return False
    listed = vocabulary().outcomes
    sections = {listed[each].family if each in listed else "" for each in (id_, other)}
    groups = load_data("vocabulary/outcomes.toml")["near"].get(next(iter(sections)))
    if groups is None or len(sections) > 1:
        return True  # a section, or an entry, of the user's own
    return any({id_, other} <= set(group) for group in groups)


def _wider(item: OutcomeTerm) -> Iterator[str]:
    known = vocabulary().outcomes
    while item.parent is not None:
        yield item.parent
        item = known[item.parent]


def _stands_for(item: OutcomeTerm) -> set[str]:
    """All that an outcome is taken to stand for, also by way of another surrogate."""
    known = vocabulary().outcomes
    found: set[str] = set()
    queue = list(item.surrogate_of)
    while queue:
        id_ = queue.pop()
        if id_ not in found:
            found.add(id_)
            queue.extend(known[id_].surrogate_of)
    return found


def _outcome(name: str, context: str) -> OutcomeTerm | None:
    """The outcome of that name, or of its head words: "serum testosterone levels"."""
    known = outcome(name, context)
    if known is not None:
        return known
    words = _head_words(name)
    return outcome(" ".join(words), context) if words else None


@cache
def _measure_words() -> frozenset[str]:
    return frozenset(load_data("vocabulary/outcomes.toml")["measure_words"])


def _head_words(name: str) -> tuple[str, ...]:
    """The words of a name that say what is measured, without where and how."""
    marks = str.maketrans(dict.fromkeys("-–/()[],;:'’", " "))
    words = fold(name).translate(marks).split()
    return tuple(word for word in words if word not in _measure_words())


def _by_words(claimed: str, measured: str) -> OutcomeRelation:
    """Compare two names of which at least one is unknown, by their head words."""
    claim, study = _head_words(claimed), _head_words(measured)
    if not claim or not study:
        return "unknown"
    if claim == study or set(claim) == set(study):
        return "same"
    if len(study) > len(claim) and study[-len(claim) :] == claim:
        return "narrower"
    if len(claim) > len(study) and claim[-len(study) :] == study:
        return "broader"
    return "unknown"
