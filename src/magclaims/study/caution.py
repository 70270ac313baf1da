"""Where the registry and a record tell a study differently, the more cautious of the two is judged.

A study that is declared better than its record would carry sentences that it cannot carry; one that
is declared worse stays as declared. Only what the record clearly says counts (`contradicts`).
"""

from collections.abc import Mapping, Sequence

from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Design, Study, Subject
from magclaims.model.values import dataclass
from magclaims.model.work import Work
from magclaims.study.cues import names_people, species_in
from magclaims.study.intervention import UNNAMED
from magclaims.study.recorded import GIVING, formula
from magclaims.study.records import against_study, inferred, other_size, profile_of

FROM_STRONG = (
    Design.META_ANALYSIS,
    Design.SYSTEMATIC_REVIEW,
    Design.RANDOMIZED_CONTROLLED_TRIAL,
    Design.CONTROLLED_CLINICAL_TRIAL,
    Design.UNCONTROLLED_TRIAL,
    Design.COHORT,
    Design.CASE_CONTROL,
    Design.CROSS_SECTIONAL,
    Design.CASE_REPORT_OR_SERIES,
    Design.NARRATIVE_REVIEW,
    Design.LABORATORY_EXPERIMENT,
)
"""What carries more about people stands first: the order of the ceilings in policy.toml."""


@dataclass(frozen=True, slots=True)
class JudgedStudies:
    """The studies that are judged, and why some are not as declared."""

    studies: Mapping[str, Study]
    overruled: Mapping[str, str]
    """BibTeX key -> what the record says against the declaration, for people."""


def judged(
    studies: Mapping[str, Study], works: Mapping[str, Work], linked: Sequence[str]
) -> JudgedStudies:
    """The declared studies, each no better than its record; inferred ones where none is declared.

    `works` are records that surely are of these works; `linked` are the keys that claims have evidence in.
    """
    merged = {key: with_subjects(study) for key, study in studies.items()}
    overruled: dict[str, str] = {}
    for key in dict.fromkeys([*studies, *linked]):
        work = works.get(key)
        if work is None:
            continue
        if key not in merged:
            study = inferred(work)
            if study is not None:
                merged[key] = cautious(study, work)[0]
            continue
        merged[key], why = cautious(merged[key], work)
        if why:
            overruled[key] = why
    return JudgedStudies(merged, overruled)


def with_subjects(study: Study) -> Study:
    """The study with the subjects that its species or population name, where none are noted.

    Only a species that is known to be of animals makes them its subjects; people beside them stay.
    """
    if study.subjects:
        return study
    people = any(map(names_people, study.species))
    if any(map(_is_animal, study.species)):
        both = (Subject.HUMAN, Subject.ANIMAL) if people else (Subject.ANIMAL,)
        return study.model_copy(update={"subjects": both})
    told = set(subjects_in(study.population)) if study.population and not people else set()
    if told and told <= {Subject.ANIMAL, Subject.IN_VITRO}:
        return study.model_copy(update={"subjects": tuple(s for s in Subject if s in told)})
    return study


def _is_animal(species: str) -> bool:
    """Whether a species is of animals, in any language; one is as good as many ("dog")."""
    named = species_in(species) or species_in(f"{species}s")
    return bool(named) or any(
        Subject.ANIMAL in subjects_in(LocalText({language: species})) for language in GRADED
    )


def subjects_in(text: LocalText) -> tuple[Subject, ...]:
    """Whom a text is about, as far as its words can be read."""
    try:
        return grade(text, text.language).subjects
    except NotGraded:
        return ()


def cautious(study: Study, work: Work) -> tuple[Study, str]:
    """The study as it may be judged, and what the record says against it ("" for nothing)."""
    reasons = against_study(study, work)
    changes: dict[str, object] = {}
    codes = {reason.code for reason in reasons}
    if reasons and not codes <= {"declared_single", "declared_species"}:
        changes |= _weaker(study, work)
    if "declared_single" in codes:
        changes["ingredients"] = (*study.ingredients, UNNAMED)
    if study.design is None and not reasons:
        told = inferred(work)
        if told is not None and told.design is not None:
            changes["design"] = told.design
    if not study.ingredients and study.design in GIVING:
        changes["ingredients"] = formula(work.title, work.abstract or "")
    size = other_size(study, work)
    if size is not None and study.sample_size is not None and size < study.sample_size:
        changes["sample_size"] = size
    changes = {name: value for name, value in changes.items() if value != getattr(study, name)}
    if not changes:
        return study, ""
    said = [reason.text for reason in reasons]  # what only fills a gap overrules nothing
    if "sample_size" in changes and size is not None:
        said.append(f"the text says {size} took part, not {study.sample_size}")
    return study.model_copy(update=changes), "; ".join(dict.fromkeys(said))


def _weaker(study: Study, work: Work) -> dict[str, object]:
    """What changes where the record's design or subjects carry less than the declared ones."""
    profile = profile_of(work)
    declared_people = Subject.HUMAN in study.subjects or not study.subjects
    if declared_people and Subject.HUMAN not in (profile.subjects or (Subject.HUMAN,)):
        # Who took part, how many and how old was declared of people who were not there.
        return {
            "design": Design.LABORATORY_EXPERIMENT,
            "subjects": profile.subjects,
            "species": profile.species or study.species,
            "sample_size": None,
            "population": None,
        }
    if profile.design is not None and _rank(profile.design) > _rank(study.design):
        return {"design": profile.design}
    return {}


def _rank(design: Design | None) -> int:
    """The place in the order; what is in none (a fact sheet, a web page) is never changed."""
    if design is None:
        return -1
    return FROM_STRONG.index(design) if design in FROM_STRONG else len(FROM_STRONG)
