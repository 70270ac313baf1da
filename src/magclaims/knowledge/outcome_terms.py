"""What a substance is said to change: one list, one way to look a name up, and how two of them relate.

The entries are those of the vocabulary; `outcomes.toml` says of some which wider one they are part of, and
adds functions and mechanisms.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Literal, NamedTuple

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.facets import facets_differ
from magclaims.knowledge.keys import fold, key
from magclaims.knowledge.languages import READ
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.vocabulary import (
    FoundName,
    Names,
    OutcomeTerm,
    joined_names,
    vocabulary,
    without_article,
)

OutcomeRelation = Literal["same", "narrower", "broader", "family", "surrogate", "other", "unknown"]

_FAMILIES = {
    "stress_mood": "mood",
    "bone_joint": "bone",
    "muscle_exercise": "muscle",
    "digestive": "digestion",
    "oral": "teeth",
}
"""Families of the vocabulary that the outcomes with parents call by another name."""


class _Outcomes(NamedTuple):
    by_id: Mapping[str, OutcomeTerm]
    names: Names


@remembered
def _outcomes() -> _Outcomes:
    """The vocabulary, and the outcomes with parents (`outcomes.toml`) on top of it.

    A name belongs to the outcome of the vocabulary that has it: cortisol is no other name of stress.
    """
    index = Names()
    for phrase in load_data("vocabulary/outcomes.toml")["never"]:
        index.bar(phrase)
    by_id: dict[str, OutcomeTerm] = {}
    for term in vocabulary().outcomes.values():
        by_id[term.id] = replace(term, family=_FAMILIES.get(term.family, term.family))
        for name in term.all_names():
            index.add(name, term.id)
    for id_, row in load_data("outcomes.toml")["outcome"].items():
        by_id[id_] = _nested(id_, row, by_id.get(id_) or OutcomeTerm(id_, row["family"]))
        for name in (row["name"], *(n for code in READ for n in row.get(code, ()))):
            index.add(name, id_)
    return _Outcomes(by_id, index)


def _nested(id_: str, row: Mapping[str, Any], listed: OutcomeTerm) -> OutcomeTerm:
    """An entry with what its row of `outcomes.toml` says of it; names of the row that are shown come first."""
    shown = {"en": (row["name"],)}
    article, plural = listed.article, listed.plural
    if phrase := row.get("nl_phrase"):
        article, noun = without_article(phrase)
        shown["nl"] = (noun,)
        plural = noun if row.get("plural") else ""
    names = joined_names(shown, listed.names)
    rows = {code: _plain(row[code]) for code in READ if code in row}
    return replace(
        listed,
        id=id_,
        family=row["family"],
        names=joined_names(names, rows),
        article=article,
        plural=plural,
        better=row.get("better", listed.better),
        parent=row.get("parent"),
        endpoint=row.get("endpoint", False),
        general=row.get("general", False),
    )


def _plain(names: Iterable[str]) -> tuple[str, ...]:
    """Names without the `*`, each once, in their order."""
    return tuple(dict.fromkeys(name.removesuffix("*") for name in names))


def outcomes() -> Mapping[str, OutcomeTerm]:
    """All outcomes, by id."""
    return _outcomes().by_id


@remembered
def outcome(name: str, context: str = "") -> OutcomeTerm | None:
    """The outcome that `name` (an id or any name, whole) means, or None.

    Args:
        name: Case, accents, hyphens and spaces do not count, but of abbreviations.
        context: Text whose words decide between two meanings: "plaque" of teeth or of arteries.
    """
    known = _outcomes()
    ids = vocabulary().outcome_names.meaning(name, context)
    if len(ids) == 1:
        return known.by_id[ids[0]]
    found = known.names.meaning(name, context)
    return known.by_id.get(found[0] if found else name)


@remembered
def find_outcomes(text: str) -> tuple[FoundName, ...]:
    """The outcomes that `text` names, from left to right, the longest name first."""
    return tuple(_outcomes().names.find(text))


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
    listed = vocabulary().outcomes
    sections = {listed[each.id].family if each.id in listed else "" for each in (one, other)}
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
    return vocabulary().outcomes.get(found.id) if found is not None else None


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
