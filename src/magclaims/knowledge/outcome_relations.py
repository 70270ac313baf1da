"""How what a study measured relates to what is claimed to change."""

from collections.abc import Iterator
from functools import partial
from typing import Literal

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.data import word_set
from magclaims.knowledge.facets import facets_differ
from magclaims.knowledge.keys import fold, key
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.vocabulary import OutcomeTerm, find_outcomes, outcome, outcomes

_measure_words = partial(word_set, "vocabulary/outcomes.toml", "measure_words")

OutcomeRelation = Literal["same", "narrower", "broader", "family", "surrogate", "other", "unknown"]


@remembered
def relation(claimed: str, measured: str) -> OutcomeRelation:
    """What a study measured, seen from what is claimed to change; both are ids or names.

    same: one outcome under two names; also "serum testosterone levels" for testosterone.
    narrower: a part of what is claimed (working memory, for memory): it carries the claim for that part.
    broader: something wider (overall cognition, for memory): the part that is claimed may not have changed.
    surrogate: taken to stand for what is claimed, and does not show it: cortisol for stress, bone
        density for fractures.
    family: neighbours (attention, for memory); parts of one outcome that may go different ways
        (systolic and diastolic pressure); also a part of a *general* outcome, since a summary is not
        carried by one of its parts: reaction time for overall cognition.
    other: nothing of these, for two outcomes that are known; with a grandchild of a general outcome in
        another family (reaction time, for brain health).
    unknown: one is known under no name, and the words that say what is measured tell nothing.
    """
    near = _relation(claimed, measured)
    return "family" if near == "same" and facets_differ(claimed, measured) else near


def _relation(claimed: str, measured: str) -> OutcomeRelation:
    claim, study = _named(claimed), _named(measured)
    if claim is not None and study is not None:
        near = _of_known(claim, study)
        if near != "other" or (outcome(claimed) and outcome(measured)):
            return near
    if key(claimed) == key(measured) != "":
        return "same"
    claim, study = _by_head(claimed), _by_head(measured)
    if claim is not None and study is not None:
        return _of_known(claim, study)
    return _by_words(claimed, measured)


def _of_known(claim: OutcomeTerm, study: OutcomeTerm) -> OutcomeRelation:
    if claim.id == study.id:
        return "same"
    if claim.id in _ancestors(study) and not claim.general:
        return "narrower"
    if study.id in _ancestors(claim):
        return "broader"
    if {claim.id, *_ancestors(claim)} & set(study.surrogate_of):
        return "surrogate"
    near = _neighbours(claim, study) or study.parent == claim.id
    return "family" if near else "other"


def _ancestors(item: OutcomeTerm) -> Iterator[str]:
    parent = item.parent
    while parent is not None:
        yield parent
        parent = outcomes()[parent].parent


def _neighbours(one: OutcomeTerm, other: OutcomeTerm) -> bool:
    """Whether two outcomes are neighbours within their section: attention, for memory."""
    if one.family != other.family:
        return False
    sections = {one.section, other.section}
    groups = load_data("vocabulary/outcomes.toml")["near"].get(next(iter(sections)))
    if groups is None or len(sections) > 1:
        return True  # a section, or an entry, of the user's own
    return any({one.id, other.id} <= set(group) for group in groups)


@remembered
def _named(name: str) -> OutcomeTerm | None:
    """The outcome of that name, or the only one that it mentions ("serum testosterone levels")."""
    mentioned = {mention.id for mention in find_outcomes(name)}
    return outcome(name) or (outcomes()[mentioned.pop()] if len(mentioned) == 1 else None)


def _by_head(name: str) -> OutcomeTerm | None:
    """The entry of the vocabulary of that name, or of its head words: "serum testosterone levels".

    What `outcomes.toml` adds (the immune system, brain health) is too wide for it: that blood was taken
    does not tell it from another outcome.
    """
    found = outcome(name) or outcome(" ".join(_head_words(name)))
    return found if found is not None and found.section else None


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
