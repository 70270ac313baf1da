"""What one reference can carry for one occurrence of a claim.

The link claim -> reference is described by tags (`description`); the ceilings and limits of the policy
that the tags meet say how strong a sentence may be on it.
"""

from collections.abc import Sequence
from dataclasses import replace

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.link.ceiling import ceiling_of
from magclaims.judge.link.certain import is_certain, may_be_equal
from magclaims.judge.link.cited import CitedWork, CitedWorks
from magclaims.judge.link.description import describe, is_read
from magclaims.judge.link.numbers import NumberCheck, SourceNumbers, check_numbers
from magclaims.judge.link.reasons import reasons_of
from magclaims.judge.link.trials import apart
from magclaims.judge.policy import Policy
from magclaims.judge.policy import load as load_policy
from magclaims.judge.reasons import reason
from magclaims.knowledge.language_detection import UNKNOWN, detect
from magclaims.model.finding import Phrase, Reason
from magclaims.model.local_text import LocalText, local
from magclaims.model.registry import (
    About,
    Claim,
    Evidence,
    Kind,
    Level,
    Occurrence,
    Relation,
    Strength,
    Study,
    Subject,
)
from magclaims.model.values import dataclass
from magclaims.quantity.stated import read, times_told
from magclaims.quantity.substances import amounts_of
from magclaims.quantity.told import NO_NUMBERS, Numbers
from magclaims.study.levels import SUBJECT_OF_LEVEL, level_clash


@dataclass(frozen=True, slots=True)
class Links:
    """Judges references as evidence."""

    sources: CitedWorks
    policy: Policy

    def judge(self, said: Asserted, listed: Sequence[str]) -> tuple[LinkAssessment, ...]:
        """All links of the claim, in their order, for one occurrence; `listed` is its own list, as BibTeX keys."""

        def links(*, agree: bool) -> tuple[LinkAssessment, ...]:
            judged = (
                self.link(index, evidence, said, listed=listed, agree=agree)
                for index, evidence in enumerate(said.claim.evidence)
            )
            return leaned_on(tuple(judged), said.occurrence.cites)

        alone = links(agree=False)
        return alone if self.apart(alone) is not None else links(agree=True)

    def apart(self, links: Sequence[LinkAssessment]) -> tuple[Reason, ...] | None:
        """Why the randomised trials among links do not carry each other; None where they do."""
        return apart(links, self.sources, self.policy)

    def link(
        self,
        index: int,
        evidence: Evidence,
        said: Asserted,
        *,
        listed: Sequence[str],
        agree: bool = False,
    ) -> LinkAssessment:
        """One link, by its place among the evidence, for one occurrence; `agree`: two trials agree on the claim."""
        source = self.sources[evidence.reference]
        evidence = _in_its_language(evidence)
        reference, study = source.reference, source.study
        clash = level_clash(evidence.level, study, said.substances) if study else None
        if clash:
            # A rat study that is declared human is judged as what it is.
            evidence = evidence.model_copy(update={"level": clash.fits})
        described = describe(said, source, evidence, agree=agree)
        ceiling = ceiling_of(described.tags, evidence, self.policy)
        supports = evidence.relation in {Relation.SUPPORTS, Relation.PARTIAL}
        carried = ceiling.strength if supports and source.may_be_used else None
        is_listed = (
            evidence.reference in listed and reference is not None and not reference.candidate
        )
        intervention, numbers = described.intervention, _numbers(said, source, evidence)
        against = described.is_against
        unsure = (
            not is_certain(said, described.tags, numbers)
            if against
            else may_be_equal(said, described.tags, described.outcomes)
        )
        return LinkAssessment(
            index=index,
            evidence=evidence,
            tested=intervention.tested if intervention else None,
            ceiling=carried,
            capped=ceiling.capped,
            rows=tuple(row.id for row in ceiling.rows),
            reasons=tuple(reasons_of(described, ceiling, clash)),
            listed=is_listed,
            exists=reference is not None,
            usable=is_listed and carried is not None,
            known=is_read(source, evidence),
            assumed=ceiling.assumed,
            numbers=numbers,
            against=against,
            unsure=unsure,
            extra=intervention.extra if intervention else (),
            whom=described.people,
        )


def _in_its_language(evidence: Evidence) -> Evidence:
    """The link with its `says` in the language that it is in: what names none is taken for English."""
    says = evidence.says
    if says is None or len(says.translations) > 1 or says.language != "en":
        return evidence
    language = detect(says)
    if language in {UNKNOWN, "en"}:
        return evidence
    return evidence.model_copy(update={"says": LocalText({language: str(says)})})


def leaned_on(links: Sequence[LinkAssessment], cites: Sequence[str]) -> tuple[LinkAssessment, ...]:
    """The links, of which a sentence with marks uses those alone that it is marked with.

    Where none of them is known to bear on the claim, nobody knows what the marks say: all are used.
    """
    marked = set(cites)
    if not any(
        link.listed
        and link.evidence.reference in marked
        and link.evidence.relation is not Relation.MENTIONS
        for link in links
    ):
        return tuple(links)
    return tuple(
        link if link.evidence.reference in marked else replace(link, usable=False) for link in links
    )


def _numbers(said: Asserted, source: CitedWork, evidence: Evidence) -> tuple[NumberCheck, ...]:
    """Each number of the sentence beside what is known of the source."""
    if not said.numbers.stated or evidence.relation is Relation.MENTIONS:
        return ()
    study, work, about = source.study, source.work, said.claim.about
    reviews = study.reviews if study else None
    given = amounts_of((study.ingredients if study else ()) or about.substance)

    def numbers(text: str | None, language: str = "en") -> Numbers:
        return read(times_told(text), language, about=given, contents=True) if text else NO_NUMBERS

    known = SourceNumbers(
        says=numbers(evidence.says, evidence.says.language) if evidence.says else NO_NUMBERS,
        dose=numbers(study.dose) if study else NO_NUMBERS,
        duration=numbers(study.duration) if study else NO_NUMBERS,
        abstract=numbers(work.abstract) if work else NO_NUMBERS,
        size=(study.sample_size or (reviews.participants if reviews else None)) if study else None,
        studies=reviews.studies if reviews else None,
    )
    amount = said.claim.kind is Kind.QUANTITY
    told = _without_ages(said.numbers, study)
    return check_numbers(told, known, about.outcome, quantity=amount)


def _without_ages(numbers: Numbers, study: Study | None) -> Numbers:
    """The numbers of a sentence without years that are the age of those who took part: "from 6 to 12 years"."""
    who = study.participants if study is not None else None
    ages = {who.age_min, who.age_max} - {None} if who is not None else set()
    kept = tuple(
        s
        for s in numbers.stated
        if not (s.quantity.unit == "year" and {s.quantity.low, s.quantity.high} <= ages)
    )
    return replace(numbers, stated=kept)


def carries(level: Level, study: Study) -> tuple[str, tuple[Reason, ...]]:
    """The most that a sentence which names what was studied may say on one study alone.

    Returns:
        A strength, or `nothing`, and the reasons.
    """
    given = study.ingredients or (local("it"),)
    named = SUBJECT_OF_LEVEL[level] if level in {Level.ANIMAL, Level.IN_VITRO} else Subject.UNSTATED
    occurrence = Occurrence(
        article="lookup", quote="lookup", strength=Strength.CAUSAL, subjects=(named,)
    )
    claim = Claim(
        id="lookup",
        statement="lookup",
        kind=Kind.MECHANISM if level is Level.NARRATIVE_REVIEW else Kind.EFFECT,
        about=About(substance=given),
        occurrences=(occurrence,),
        evidence=(Evidence(reference="it", level=level),),
    )
    # Whom a sentence would be about is not known: who took part is left out.
    told = {"ingredients": given, "population": None, "participants": None}
    links = Links(CitedWorks({"it": study.model_copy(update=told)}, {}, {}), load_policy())
    said = Asserted(claim, occurrence, "en", claim.kind)
    link = links.link(0, claim.evidence[0], said, listed=("it",))
    # No sentence cites it: in each language it is told as "the work".
    work = Phrase("the_work")
    reasons = tuple(
        reason(one.code, **{n: work if slot == "it" else slot for n, slot in one.slots.items()})
        for one in link.reasons
    )
    return "nothing" if link.ceiling is None else link.ceiling.label, reasons
