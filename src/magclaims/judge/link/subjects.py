"""Whom or what a work studied, beside those whom a sentence names."""

from collections.abc import Iterator

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.link.cited import CitedWork
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Design, Kind, Level, Strength, Subject
from magclaims.study.caution import subjects_in
from magclaims.study.levels import SUBJECT_OF_LEVEL
from magclaims.study.published import strength_of

BEYOND_PEOPLE = frozenset({Subject.ANIMAL, Subject.IN_VITRO, Subject.IN_SILICO})


def subject_tags(
    said: Asserted, source: CitedWork, level: Level, says: LocalText | None
) -> Iterator[str]:
    """`names_subjects`; of a review what it reviewed, which gives it its ceiling.

    `fact_beyond_people`: animals or cells that the sentence does not name alone, in whose words nothing
    was found that tells how strongly it asserts. `says_of_animals`: the source is quoted as saying it of
    animals or cells alone, whatever it is called, and the sentence does not.
    """
    told = set(_told(said, source, level))
    yield from told
    beyond = SUBJECT_OF_LEVEL.get(level) in BEYOND_PEOPLE or "reviews_animals" in told
    alone = "names_subjects" in told and Subject.HUMAN not in said.occurrence.subjects
    if not beyond and says is not None:
        quoted = set(subjects_in(says))
        named = set(said.occurrence.subjects)
        if quoted and quoted <= BEYOND_PEOPLE and (not quoted & named or Subject.HUMAN in named):
            yield "says_of_animals"
    if beyond and not alone and said.strength is Strength.NONE and not said.is_open:
        yield "fact_beyond_people"


def _counted(said: Asserted) -> frozenset[Subject]:
    """The animals or cells that a sentence on an amount names alone: such a sentence is not graded."""
    occurrence = said.occurrence
    if said.kind is not Kind.QUANTITY or occurrence.subjects != (Subject.UNSTATED,):
        return frozenset()
    try:
        quoted = grade(occurrence.quote, said.language)
    except NotGraded:
        return frozenset()
    named = frozenset(quoted.subjects)
    return named if named <= BEYOND_PEOPLE and not quoted.invokes_people else frozenset()


def _told(said: Asserted, source: CitedWork, level: Level) -> Iterator[str]:
    """Whom the sentence names, and of a review what it reviewed."""
    named = BEYOND_PEOPLE.intersection(said.occurrence.subjects) or _counted(said)
    if SUBJECT_OF_LEVEL.get(level) in named:
        yield "names_subjects"
    if level is not Level.SYSTEMATIC_REVIEW:
        return
    what = source.reviewed
    studied = set((what and what.subjects) or (source.study.subjects if source.study else ()))
    if studied and Subject.HUMAN not in studied:
        yield "reviews_animals"
        if studied & named:
            yield "names_subjects"
    if not source.designs_reviewed:
        return
    place = strength_of(source.designs_reviewed)
    if place >= strength_of([Design.CASE_REPORT_OR_SERIES]):
        yield "reviews_cases"
    elif place > strength_of([Design.RANDOMIZED_CONTROLLED_TRIAL]):
        yield "reviews_observations"
