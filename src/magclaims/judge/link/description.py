"""A link claim -> reference as tags, which the policy's ceilings and limits ask for.

level: relation: design: kind: tested: outcome:
cited            the sentence carries a mark for this reference
says             the source's own words are quoted
reported         the sentence reports in the past tense what was found
names_no_control   and says that nobody was compared with
case_told        it reports what one person had, and nothing good; of_products: products were measured
habit_told       it tells what those had who did a thing of themselves
people_fared     it reports as a fact what became of people, and names no cause
tells_certainty  the sentence says itself how little certain it is
names_subjects   the sentence names the animals or the cells that were studied
invokes_people   the sentence names people, patients or clinical studies
reviews_animals  a systematic review of work on animals or cells alone
reviews_observations, reviews_cases   of studies without a randomised comparison; of single cases
certainty:, status:   how certain the evidence is; how far the work is published
formula_subject  the claim is about the formula that was tested; formula_complete: all of it
salt_for_element the study gave one salt, the claim speaks of the element
trials_agree     two agreeing randomised trials, known not to be all paid for by the maker
secondary_outcome, primary_not_significant, outcome_not_better
found_nothing, found_opposite   the study found no difference, or the other way
ingredients_unknown   nobody noted what was given, and neither title nor abstract names it
mixed_outcomes   a part of what is claimed was found; direction_unclear   nobody can tell which way
way_unread       what it reports was not found better, and nobody read which way it says that it went
null_found, harm_found          the claim says so itself, and the study found it; null_told: it reports so; null_unread: nobody noted what it found
safety           the claim is that there is no harm; harms_not_noted: nobody noted what was found
beyond_words     it says more than any figure of the study: for years, in everyone
says_unknown, says_nothing_found   the source is quoted as leaving no effect
says_opposite, says_in_part   it is quoted as saying the opposite; as denying a part of what is claimed
known_authority  the address or the journal is that of an authority
people:wider, people:unknown, people:other   who took part, seen from those whom the sentence names
comparator:same, comparator:part, comparator:unknown, comparator:other   what the study compared with, seen from the sentence
review_unknown, publication_unknown   nobody noted what a review reviewed; whether and where it was published
outcome_not_named, outcome_unsaid, outcome_unread   what the sentence says, beside what the source looked at
maker_funded, concern, corrected
"""

from collections.abc import Iterator

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.link.beyond import words_beyond
from magclaims.judge.link.cited import CitedWork, is_authority
from magclaims.judge.link.comparators import ComparatorMatch, match_comparators
from magclaims.judge.link.intervention import intervention_tags, match_intervention
from magclaims.judge.link.outcome import OutcomeMatch, match_outcomes, outcome_tags, says_tags
from magclaims.judge.link.population import PeopleMatch, match_people
from magclaims.judge.link.subjects import subject_tags
from magclaims.judge.link.unknown import Unknown, what_is_unknown
from magclaims.knowledge.ingredients import IngredientComparison
from magclaims.lexicon.direction import worth
from magclaims.model.registry import Direction, Evidence, Level, Outcome, Relation, Subject
from magclaims.model.values import dataclass
from magclaims.study.published import certainty_of, status_of


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of one link: its tags, and what they were told from."""

    said: Asserted
    source: CitedWork
    evidence: Evidence
    """The link, at the level that it is judged at."""
    tags: frozenset[str]
    intervention: IngredientComparison | None
    outcomes: tuple[OutcomeMatch, ...]
    people: PeopleMatch
    comparators: ComparatorMatch
    unknown: Unknown

    @property
    def is_against(self) -> bool:
        """Whether the source finds otherwise than the claim.

        Nothing in animals does not refute an effect in people, nor a part the whole; a survey that
        measured a level refutes nothing of what happens to those who take the substance.
        """
        tags = self.tags
        if f"relation:{Relation.CONTRADICTS.value}" in tags:
            return True
        if f"relation:{Relation.MENTIONS.value}" in tags or "people:other" in tags:
            return False
        study = self.source.study
        if self.intervention is None and study is not None and study.ingredients:
            return False  # it gave something else, and measured what the claim says is taken
        elsewhere = {"level:animal", "level:in_vitro", "reviews_animals"} & tags
        if elsewhere and "names_subjects" not in tags:
            return False
        found = {"found_nothing", "found_opposite"} & tags
        says = {"says_nothing_found", "says_opposite"} & tags
        return bool(says) or ("outcome:same" in tags and bool(found))


def describe(said: Asserted, source: CitedWork, evidence: Evidence, *, agree: bool) -> Description:
    """Describe a link, at the level that it is judged at; `agree`: two trials agree on the claim."""
    level, study = evidence.level, source.study
    intervention = match_intervention(said, study, level)
    outcomes = match_outcomes(said, study)
    tags = {
        *_declared(said, source, evidence),
        *certainty_tags(source, evidence),
        *subject_tags(said, source, level, evidence.says),
        *intervention_tags(said, source, level, intervention, evidence.says),
    }
    if words_beyond(said, study) is not None:
        tags.add("beyond_words")
    if evidence.says:
        tags.update(says_tags(said, evidence, outcomes))
    if study is not None:
        tags.update(outcome_tags(said, study, evidence, outcomes))
    if {"null_found", "reported"} <= tags:
        tags.add("null_told")
    if agree:
        tags.add("trials_agree")
    people = match_people(said, source, level, tags)
    comparators = match_comparators(said, source, level)
    unknown = what_is_unknown(said, source, evidence)
    tags |= people.tags | comparators.tags | unknown.tags
    return Description(
        said,
        source,
        evidence,
        frozenset(tags),
        intervention,
        outcomes,
        people,
        comparators,
        unknown,
    )


def is_read(source: CitedWork, evidence: Evidence) -> bool:
    """Whether anybody knows what the source says on the claim."""
    if evidence.says or evidence.missing or (source.study is not None and source.study.outcomes):
        return True
    identity = source.identity
    return identity is not None and identity.work is not None and bool(identity.work.abstract)


def _declared(said: Asserted, source: CitedWork, evidence: Evidence) -> Iterator[str]:
    """What the link, the sentence and the study declare of themselves."""
    yield f"level:{evidence.level.value}"
    yield f"relation:{evidence.relation.value}"
    yield f"kind:{said.kind.value}"
    if source.study is not None and source.study.design:
        yield f"design:{source.study.design.value}"
    outcomes = source.study.outcomes if source.study is not None else ()
    told = {
        "cited": evidence.reference in said.occurrence.cites,
        "says": bool(evidence.says),
        "safety": said.safety,
        "known_authority": is_authority(source.reference),
        "reported": said.occurrence.reported,
        "names_no_control": said.occurrence.reported and said.names_no_control,
        "case_told": said.says_one_case and all(map(_may_be_bad, outcomes)),
        "of_products": source.study is not None and source.study.subjects == (Subject.NONE,),
        "habit_told": said.says_habit,
        "people_fared": said.says_how_people_fared,
        "tells_certainty": said.says_uncertain,
        "invokes_people": Subject.HUMAN in said.occurrence.subjects,
        "null_unread": said.direction is Direction.NO_EFFECT and not is_read(source, evidence),
    }
    yield from (tag for tag, holds in told.items() if holds)


def _may_be_bad(measured: Outcome) -> bool:
    """Whether what was found is nothing good, as far as lists tell."""
    more = measured.direction in {"increased", "worse"}
    return more and worth(measured.direction or "", measured.name) != 1


_RATED = frozenset({Level.SYSTEMATIC_REVIEW, Level.AUTHORITY})
"""What an abstract of these calls certain is what they reviewed; a trial does not rate itself."""


def certainty_tags(source: CitedWork, evidence: Evidence) -> Iterator[str]:
    """`status:`, `certainty:` and `maker_funded`; `concern` and `corrected` by its notices."""
    status = status_of(source.study, source.reference, source.work)
    if status is not None:
        yield f"status:{status.value}"
    work = source.work if evidence.level in _RATED else None
    certainty = certainty_of(source.study, evidence.says, work.abstract if work else None)
    if certainty is not None:
        yield f"certainty:{certainty.value}"
    if source.study is not None and source.study.funded_by_maker:
        yield "maker_funded"
    if source.identity is not None and source.identity.carries:
        yield from {"concern", "corrected"} & {source.identity.status}
