"""How two substances relate, seen from the claim."""

from collections.abc import Iterator
from typing import Literal

from magclaims.knowledge.keys import key
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.vocabulary.entries import SubstanceTerm
from magclaims.knowledge.vocabulary.terms import substance, vocabulary

SubstanceRelation = Literal[
    "same", "form_of", "other_form", "source_of", "strain", "member", "other_substance", "unknown"
]

_MEMBERS = frozenset({"group"})
_SIBLING_FORMS = frozenset({"form", "extract", "substance"})


@remembered
def substance_relation(claimed: str, tested: str) -> SubstanceRelation:
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
        is to be asked. Also a formula and what people eat or have in their blood: `ingredients` compares these.
    """
    if key(claimed) == key(tested) != "":
        return "same"
    claim, study = substance(claimed), substance(tested)
    if claim is None or study is None:
        return "unknown"
    if claim.id == study.id:
        return "same"
    if claim.is_status or study.is_status or _is_mixture(claim) or _is_mixture(study):
        return "unknown"
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


def _is_mixture(item: SubstanceTerm) -> bool:
    return item.is_formula and item.kind not in _MEMBERS


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
