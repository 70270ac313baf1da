"""What kind of claim a clause makes, told from its words."""

from itertools import pairwise

from magclaims.judge.claim.direction import without_advice
from magclaims.judge.claim.harm import (
    asserts_safety,
    denies_safety,
    is_harms,
    reports_harm,
    warns,
)
from magclaims.judge.link.comparators import says_as_well
from magclaims.knowledge import find_outcomes, find_substances, outcomes
from magclaims.lexicon.direction import worth
from magclaims.lexicon.ways import Clause
from magclaims.lexicon.word_list import WordLists, lists, words_of
from magclaims.lexicon.wording import Wording
from magclaims.model.registry import Direction, Kind
from magclaims.quantity.quantities import find_quantities

_OPEN = frozenset({"limited", "open", "denial"})
_NOT_SAID = frozenset({"denied", "mentioned"})
_STUDIED = frozenset({"study", "animal", "in_vitro"})
_REPORTS = frozenset({"report", "study"})
_HEALTH = frozenset({"disease", "treatment"})
_MEASURED = frozenset(
    {
        "mass",
        "mass per body weight",
        "international units",
        "energy",
        "share",
        "amount",
        "concentration",
    }
)
_SUBJECT_WITHIN = 4
"""Words at the beginning of a clause among which its subject stands."""
_DEFINED_WITHIN = 6
"""Words at the beginning of "X is a ..." among which the verb stands."""


def kind_of(text: str, clause: Clause, wording: Wording, language: str) -> Kind:
    """The kind of a clause."""
    kinds = {cue.kind for cue in wording.cues if cue.start < clause.end}
    # "X appears to work, although a study found ..." reports the second alone.
    behind = {cue.kind for cue in wording.cues} - kinds
    reported = kinds & _REPORTS or (wording.reported and not behind & _REPORTS)
    part = text[clause.start : clause.end]
    if warns(part, language):
        return Kind.PRECAUTION
    if asserts_safety(part, language):
        return Kind.EFFECT  # that there is no harm needs people whose harms were looked at
    if _may_happen(part, language) or meets_medicines(part, clause, language):
        return Kind.PRECAUTION
    if _is_of_evidence(part, clause, language):
        return Kind.LIMITATION
    cautious = denies_safety(part, language) and all(cue.harmful for cue in clause.relations)
    if cautious or _tells_of_harm(part, clause, language):
        return Kind.PRECAUTION
    if reported and without_advice(part, language) != part:
        return Kind.ADVICE  # "had better read the label" is no result
    if not clause.relations:
        return _without_relation(text, part, kinds, language)
    denied = all(cue.status in _NOT_SAID for cue in clause.relations)
    if denied and kinds & _OPEN and not (reported and kinds & _OPEN == {"limited"}):
        return Kind.LIMITATION  # "that does not prove that the tea is the cause"
    if reported:
        return Kind.STUDY_RESULT
    compares = any(cue.id == "comparison" for cue in clause.relations)
    if says_as_well(part, language) or (
        compares and len({m.id for m in find_substances(part)}) > 1
    ):
        return Kind.COMPARISON
    known = outcomes()
    named = [known[m.id] for m in find_outcomes(part)]
    ill = any(
        cue.kind in _HEALTH and clause.start <= cue.start < clause.end for cue in wording.cues
    )
    if any(one.endpoint for one in named) or ill:
        return Kind.EFFECT
    return Kind.MECHANISM if named else Kind.EFFECT


def _tells_of_harm(part: str, clause: Clause, language: str) -> bool:
    """Whether a clause reports cases of harm: "rare cases of liver injury have been reported"."""
    if not reports_harm(part, language) or any(not cue.harmful for cue in clause.relations):
        return False
    named = [m.id for m in find_outcomes(part)]
    return any(cue.harmful for cue in clause.relations) or any(
        worth(Direction.INCREASES, name) == -1 for name in named
    )


def _may_happen(part: str, language: str) -> bool:
    """Whether a clause tells of what may happen to those who take a thing: "stomach upset may occur"."""
    known = lists(language)
    words = words_of(part)
    happens = any(
        one in known["may"] and other in known["occurs"] for one, other in pairwise(words)
    )
    return happens and not find_substances(part)


def meets_medicines(part: str, clause: Clause, language: str) -> bool:
    """Whether a clause says that something interacts with medicines: "may interact with blood thinners"."""
    known = lists(language)
    words = words_of(part)
    denied = any(cue.status == "denied" for cue in clause.relations)
    named = any(medicine in part.casefold() for medicine in known["medicines"].whole)
    changes = known["effects_of"].any_of(words) and known["strengthens"].any_of(words)
    return named and (known["interacts"].any_of(words) or changes) and not denied


def _is_of_evidence(part: str, clause: Clause, language: str) -> bool:
    """Whether a clause is about research that is weak: "most trials are small, which makes it hard to ..."."""
    known = lists(language)
    words = words_of(part)
    frame, comma, rest = part.partition(",")
    verbless = not known["verbs"].any_of(words_of(frame))
    if comma and verbless and words and words[0] in known["opens"]:
        words = words_of(rest)  # "in three small studies, people walked further"
    about = known["evidence"].any_of(words[:_SUBJECT_WITHIN]) and not find_outcomes(part)
    return bool(clause.relations) and about and known["weak"].any_of(words)


def _by_research(words: list[str], known: WordLists) -> bool:
    """Whether research is what tells: "Dutch research suggests that most people have ..."."""
    begins = words[:_SUBJECT_WITHIN]
    return known["reports"].any_of(begins) and known["reporting"].any_of(words)


def _only_of_research(words: list[str], known: WordLists) -> bool:
    """Whether a clause is about research, with no result and no number."""
    begins = words[:_SUBJECT_WITHIN]
    about = known["evidence"].any_of(begins) or known["reports"].any_of(begins)
    found = known["results"].any_of(words) or known["reporting"].any_of(words)
    within = words[:1] and words[0] in known["opens"]  # "in this study her sleep"
    return about and not (found or within or any(map(str.isdigit, words)))


def _without_relation(text: str, part: str, kinds: set[str], language: str) -> Kind:
    words, known = words_of(part), lists(language)
    told = known["results"].any_of(words) and (kinds & _STUDIED or known["studied"].any_of(words))
    # "A small study found better memory" is a result of a small study.
    if kinds & _OPEN and not (told and kinds & _OPEN == {"limited"} and find_outcomes(part)):
        return Kind.LIMITATION
    poor = known["weak"].any_of(words) or "negation" in kinds
    if poor and (known["evidence"].any_of(words) or _only_of_research(words, known)):
        return Kind.LIMITATION  # "no trial has looked at dementia"
    if "report" in kinds or told or _by_research(words, known):
        return Kind.STUDY_RESULT
    if any(q.dimension in _MEASURED for q in find_quantities(text, language)):
        return Kind.QUANTITY
    if "mention" in kinds:
        return Kind.ADVICE
    if "negation" not in kinds and any(
        is_harms(outcomes()[m.id].name()) for m in find_outcomes(part)
    ):
        return Kind.PRECAUTION  # "side effects are mild"
    mentions = find_substances(text)
    begins = words_of(text)[:_DEFINED_WITHIN]
    if mentions and mentions[0].start < len(text) // 3 and lists(language)["is"].any_of(begins):
        return Kind.DEFINITION
    return Kind.GENERAL_KNOWLEDGE
