"""Evidence levels and the facts of a study: which level fits, and which cannot be."""

from collections.abc import Sequence
from typing import NamedTuple

from magclaims.knowledge.tested import given_beyond, what_was_tested
from magclaims.model.finding import Phrase, Several, Slot, Term
from magclaims.model.registry import Design, Level, Study, Subject, Tested

LEVEL_OF_DESIGN = {
    Design.META_ANALYSIS: Level.SYSTEMATIC_REVIEW,
    Design.SYSTEMATIC_REVIEW: Level.SYSTEMATIC_REVIEW,
    Design.NARRATIVE_REVIEW: Level.NARRATIVE_REVIEW,
    Design.REGULATORY_OPINION: Level.AUTHORITY,
    Design.FACT_SHEET: Level.AUTHORITY,
    Design.REFERENCE_WORK: Level.BACKGROUND,
    Design.WEB_PAGE: Level.BACKGROUND,
}
"""Designs that decide the level by themselves."""
SUBJECT_OF_LEVEL = {
    Level.HUMAN: Subject.HUMAN,
    Level.COMBINED_FORMULA: Subject.HUMAN,
    Level.ANIMAL: Subject.ANIMAL,
    Level.IN_VITRO: Subject.IN_VITRO,
}
"""Levels that say who was studied."""


class Clash(NamedTuple):
    """Why a level cannot be, and which one fits."""

    why: str
    fits: Level
    said: Slot
    """Why, for a sentence in any language."""


def level_of(study: Study) -> Level | None:
    """The level that a study has by its design, subjects and ingredients; None where unknown.

    A paper with people and animals has the human level here: what it is for one claim is said on
    the link.
    """
    if study.design in LEVEL_OF_DESIGN:
        return LEVEL_OF_DESIGN[study.design]
    if Subject.HUMAN in study.subjects:
        return Level.COMBINED_FORMULA if len(study.ingredients) > 1 else Level.HUMAN
    if Subject.ANIMAL in study.subjects:
        return Level.ANIMAL
    return Level.IN_VITRO if Subject.IN_VITRO in study.subjects else None


def level_clash(level: Level, study: Study, substances: Sequence[str]) -> Clash | None:
    """What in a study's facts contradicts a declared level; None where nothing does.

    `substances` are what the claim is about, to tell a formula from a single ingredient.
    """
    subjects = set(study.subjects) - {Subject.NONE, Subject.UNSTATED}
    wanted = SUBJECT_OF_LEVEL.get(level)
    fits = level_of(study)
    if fits is None:
        return None
    if study.design in LEVEL_OF_DESIGN:
        kind = study.design.value.replace("_", " ") if study.design else ""
        said = Phrase("study_is", {"design": Term("design", study.design or "")})
        return None if fits is level else Clash(f"the study is a {kind}", fits, said)
    if wanted is None or (subjects and wanted not in subjects):
        listed = ", ".join(sorted(subject.value for subject in subjects))
        named = tuple(Term("studied", subject.value) for subject in sorted(subjects))
        said = Phrase("study_of", {"subjects": Several(named)})
        return Clash(f"the study's subjects are {listed}", fits, said)
    if level is Level.HUMAN and study.ingredients:
        tested = given_beyond(study.ingredients, map(str, study.comparator), substances)
        compared = what_was_tested(tested, substances)
        if compared is not None and compared.tested is Tested.COMBINED_FORMULA:
            given = " + ".join(study.ingredients)
            names = tuple(Term("substance", name) for name in study.ingredients)
            said = Phrase("tested_together", {"ingredients": Several(names, " + ")})
            return Clash(f"it tested {given} together", Level.COMBINED_FORMULA, said)
    return None
