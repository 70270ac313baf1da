"""What one reference can carry for one occurrence of a claim.

The link claim -> reference is described by tags, and the ceilings and limits of the policy that the
tags meet say how strong a sentence may be on it:

    level: relation: design: kind: tested: outcome:
    cited            the sentence carries a mark for this reference
    says             the source's own words are quoted
    reported         the sentence reports in the past tense what was found
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
    null_found, harm_found          the claim says so itself, and the study found it
    safety           the claim is that there is no harm; harms_not_noted: nobody noted what was found
    says_unknown, says_nothing_found   the source is quoted as leaving no effect
    known_authority  the address or the journal is that of an authority
    people:wider, people:unknown, people:other   who took part, seen from those whom the sentence names
    comparator:same, comparator:unknown, comparator:other   what the study compared with, seen from the sentence
    maker_funded, concern, corrected
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from magclaims.judge.claim import textbook
from magclaims.judge.claim.direction import direction_of, direction_on, is_harm
from magclaims.judge.claim.harm import asserts_safety, harms_among, is_harms, promises
from magclaims.judge.claim.naming import named_substances
from magclaims.judge.claim.people import Told, told
from magclaims.judge.link.comparators import NONE, NOTHING, PLACEBO, Comparators, compared
from magclaims.judge.link.found import Found, found, found_safe
from magclaims.judge.link.numbers import NumberCheck, SourceNumbers, check_numbers
from magclaims.judge.link.population import Compared as ComparedPeople
from magclaims.judge.link.population import compare_people
from magclaims.judge.link.says import said
from magclaims.judge.policy import Policy, Row
from magclaims.judge.policy import load as load_policy
from magclaims.judge.reasons import reason
from magclaims.knowledge import outcome as known_outcome
from magclaims.knowledge import relation, vocabulary
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.ingredients import Comparison
from magclaims.knowledge.keys import fold, key
from magclaims.knowledge.tested import what_was_tested
from magclaims.knowledge.vocabulary import outcome_relation
from magclaims.lexicon.direction import worth
from magclaims.lexicon.people import People
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.match.identity import Identity
from magclaims.model.finding import Phrase, Reason, Several, Slot, Term
from magclaims.model.identifiers import host_of
from magclaims.model.registry import (
    About,
    Claim,
    Design,
    Direction,
    Dossier,
    Evidence,
    Kind,
    Level,
    Occurrence,
    Outcome,
    Reference,
    Relation,
    Reviewed,
    Strength,
    Study,
    Subject,
    Tested,
    local,
    unique,
)
from magclaims.model.work import Work
from magclaims.quantity.stated import NO_NUMBERS, Numbers, read
from magclaims.quantity.substances import amounts_of
from magclaims.study.levels import SUBJECT_OF_LEVEL, level_clash
from magclaims.study.participants import took_part
from magclaims.study.published import (
    Paper,
    certainty_of,
    one_trial,
    paid_by_others,
    reviewed,
    status_of,
    strength_of,
)

RANK = {
    Level.SYSTEMATIC_REVIEW: 7,
    Level.HUMAN: 6,
    Level.COMBINED_FORMULA: 5,
    Level.AUTHORITY: 4,
    Level.NARRATIVE_REVIEW: 3,
    Level.ANIMAL: 2,
    Level.IN_VITRO: 1,
    Level.BACKGROUND: 0,
}
"""Which level outweighs which, for `contradicted` and for the claim's best level."""
_TESTED = frozenset(
    {
        Level.HUMAN,
        Level.COMBINED_FORMULA,
        Level.ANIMAL,
        Level.IN_VITRO,
        Level.SYSTEMATIC_REVIEW,
    }
)
"""Levels of works that gave something, or review works that did."""
_JUDGED = frozenset(
    {Kind.EFFECT, Kind.STUDY_RESULT, Kind.MECHANISM, Kind.COMPARISON, Kind.QUANTITY}
)
"""Kinds that are judged as they are declared."""
BEYOND_PEOPLE = frozenset({Subject.ANIMAL, Subject.IN_VITRO, Subject.IN_SILICO})
_OF_PEOPLE = frozenset({Level.HUMAN, Level.COMBINED_FORMULA, Level.SYSTEMATIC_REVIEW})
_COMPARING = _OF_PEOPLE | {Level.ANIMAL, Level.IN_VITRO}
_CLOSENESS = ("same", "broader", "narrower", "surrogate", "family", "unknown", "other")


@dataclass(frozen=True, slots=True)
class LinkAssessment:
    """What one reference can carry for one occurrence."""

    index: int
    evidence: Evidence
    tested: Tested | None
    ceiling: Strength | None
    """The most that the sentence may say on it; None where it carries nothing."""
    capped: bool
    """At most partly supported."""
    rows: tuple[str, ...]
    """The policy rows that decided, the ceiling's first."""
    reasons: tuple[Reason, ...]
    listed: bool
    """The reference stands in the article's own list."""
    exists: bool
    """The bibliography has the reference."""
    usable: bool
    """It is listed, may be used, and carries something."""
    known: bool
    """Somebody knows what the source says on it."""
    assumed: bool = False
    """The ceiling stands in for a design that nobody knows."""
    numbers: tuple[NumberCheck, ...] = ()
    """Each number of the sentence beside the source's; the same ones, in the same order, in all links."""
    against: bool = False
    """The source finds otherwise: it is linked so, or its study found nothing or the opposite."""
    extra: tuple[str, ...] = ()
    """Active ingredients that the study gave and the claim does not name."""
    whom: ComparedPeople = field(default_factory=lambda: ComparedPeople("covered"))
    """Who took part, beside those whom the sentence is about."""

    @property
    def numbers_differ(self) -> bool:
        """Whether the source has another number than the sentence."""
        return any(check.differs for check in self.numbers)

    def allows(self, strength: Strength) -> bool:
        """Whether a sentence of this strength stays within what the link carries."""
        return self.ceiling is not None and strength <= self.ceiling

    @property
    def weight(self) -> tuple[int, int, int]:
        """Sorts links by what they carry: strength, then uncapped, then level."""
        ceiling = -1 if self.ceiling is None else int(self.ceiling)
        # Where no effect may be said at all, the better study tells more than the whole one.
        whole = 0 if self.capped and ceiling > 0 else 1
        return (ceiling, whole, RANK[self.evidence.level])


class Said(NamedTuple):
    """What an occurrence speaks of, beside its effect."""

    numbers: Numbers
    about: Told
    """The people."""


class _Match(NamedTuple):
    """One outcome of a claim beside the nearest ones of a study."""

    name: str
    closeness: str
    outcomes: tuple[Outcome, ...]
    claimed: Direction | None = None
    """Which way the claim says that it goes."""
    safe: bool = False
    """The claim is that there is none of it."""

    @property
    def found(self) -> frozenset[Found]:
        return frozenset(self._found(outcome) for outcome in self.outcomes)

    @property
    def carrying(self) -> Iterator[Outcome]:
        return (o for o in self.outcomes if self._found(o) in {"agrees", "unclear"})

    @property
    def is_harm(self) -> bool:
        if self.claimed is None:  # "is linked to liver injury", and more of it was found
            return all(
                o.direction == "increased" and worth(o.direction, self.name) == -1
                for o in self.outcomes
            )
        return is_harm(self.claimed, [self.name])

    @property
    def is_gain(self) -> bool:
        return self.claimed is not None and worth(self.claimed, self.name) == 1

    def _found(self, measured: Outcome) -> Found:
        return found_safe(measured) if self.safe else found(self.claimed, self.name, measured)


def _nearness(claimed: str, measured: str) -> str:
    """How near two outcomes are; `unknown` where the vocabulary has one of them under no name."""
    told = relation(claimed, measured)
    if told != "other" or (known_outcome(claimed) and known_outcome(measured)):
        return told
    return outcome_relation(claimed, measured)


def _against_tag(matched: Sequence[_Match]) -> str:
    """What a study that carries nothing of the claim found instead."""
    everything = {result for match in matched for result in match.found}
    unclear = all(match.claimed is None and not match.safe for match in matched)
    if unclear or everything == {"undetermined"}:
        return "outcome_not_better"
    return "found_opposite" if "opposite" in everything else "found_nothing"


@dataclass(frozen=True, slots=True)
class Links:
    """Judges the links of one claim."""

    claim: Claim
    dossier: Dossier
    references: Mapping[str, Reference]
    identities: Mapping[str, Identity]
    policy: Policy
    overruled: Mapping[str, str] = field(default_factory=dict)
    """Why a study is not judged as declared, by BibTeX key."""
    quoted_safe: bool = False
    """The words of the occurrence that is judged say that there is no harm."""

    def judge(
        self,
        occurrence: Occurrence,
        listed: Sequence[str],
        text: str | None = None,
        named: People | None = None,
    ) -> tuple[LinkAssessment, ...]:
        """All links of the claim, in their order, for one of its occurrences.

        Args:
            occurrence: As worded there.
            listed: The article's own list, as BibTeX keys.
            text: The words of which the numbers are the claim's, where more than the quote is at hand.
            named: Whom the article's own words name, where they are at hand.
        """
        said = Said(
            self._told_numbers(occurrence, text),
            told(self.claim, occurrence, self.language(occurrence), named),
        )

        def links(*, agree: bool) -> tuple[LinkAssessment, ...]:
            return tuple(
                self.link(index, evidence, occurrence, listed=listed, agree=agree, told=said)
                for index, evidence in enumerate(self.claim.evidence)
            )

        alone = links(agree=False)
        return links(agree=True) if self.trials_agree(alone) else alone

    def trials_agree(self, links: Sequence[LinkAssessment]) -> bool:
        """Whether two listed randomised trials carry the claim alone, not all paid for by the maker."""
        return self.apart(links) is None

    def apart(self, links: Sequence[LinkAssessment]) -> tuple[Reason, ...] | None:
        """Why the listed randomised trials do not carry each other.

        Returns:
            None where two of them do; else reasons, none where there are not two papers.
        """
        papers = unique(self._carrying_trials(links))
        if len(papers) < 2:
            return ()
        trials, twice = self._trials(papers)
        if len(trials) < 2:
            named = " and ".join(self.cite(key) for key in papers)
            return (reason("one_trial_twice", references=named, why=twice),)
        if not any(paid_by_others([self.dossier.studies[key] for key in t]) for t in trials):
            named = " and ".join(self.cite(key) for key in papers)
            return (reason("independence_unknown", references=named),)
        return None

    def _carrying_trials(self, links: Sequence[LinkAssessment]) -> Iterator[str]:
        for link in links:
            study = self.dossier.studies.get(link.evidence.reference)
            if (
                study is not None
                and study.design is Design.RANDOMIZED_CONTROLLED_TRIAL
                and link.usable
                and not self._capped_otherwise(link)
                and link.evidence.relation is Relation.SUPPORTS
                and link.ceiling is not None
                and link.ceiling >= Strength.CONDITIONAL
            ):
                yield link.evidence.reference

    def _capped_otherwise(self, link: LinkAssessment) -> bool:
        """Whether more than who took part caps a link: two trials in patients agree about patients."""
        rows = (*self.policy.ceilings, *self.policy.limits)
        caps = {row.id for row in rows if row.cap is not None} - {"narrower_people"}
        return not caps.isdisjoint(link.rows)

    def _trials(self, papers: Sequence[str]) -> tuple[list[list[str]], str]:
        """The papers by the trial that they report, and why two of them report one."""
        trials: list[list[str]] = []
        twice = ""
        for paper in papers:
            found = {
                index: why
                for index, trial in enumerate(trials)
                if (why := next(filter(None, (self._one_trial(paper, o) for o in trial)), None))
            }
            twice = next(iter(found.values()), twice)
            joined = [paper, *(other for index in found for other in trials[index])]
            trials = [trial for index, trial in enumerate(trials) if index not in found]
            trials.append(joined)
        return trials, twice

    def _one_trial(self, first: str, second: str) -> str | None:
        papers = [
            Paper.of(self.dossier.studies[key], self.references.get(key), self._work(key))
            for key in (first, second)
        ]
        return one_trial(*papers)

    def _work(self, key: str) -> Work | None:
        """The record of a reference, where it is this work."""
        identity = self.identities.get(key)
        return identity.work if identity is not None and identity.carries else None

    @property
    def kind(self) -> Kind:
        """What the claim is judged as.

        General knowledge that is not on the textbook list is a mechanism: it needs a reference. A
        precaution that promises something is an effect, and so is that there is no harm, whether it
        is called an opinion, advice or a limitation.
        """
        if self.claim.kind is Kind.PRECAUTION and promises(self.claim):
            return Kind.EFFECT
        if self.claim.kind not in _JUDGED and (
            asserts_safety(self.claim.statement)
            or any(asserts_safety(o.quote, self.language(o)) for o in self.claim.occurrences)
        ):
            return Kind.EFFECT
        if self.claim.kind in {Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION}:
            return self.claim.kind if textbook.applies(self.claim) else Kind.MECHANISM
        return self.claim.kind

    def link(
        self,
        index: int,
        evidence: Evidence,
        occurrence: Occurrence,
        *,
        listed: Sequence[str],
        agree: bool,
        told: Said | None = None,
    ) -> LinkAssessment:
        """One link for one occurrence.

        Args:
            index: Its place among the claim's evidence.
            evidence: As declared.
            occurrence: As worded there.
            listed: The article's own list, as BibTeX keys.
            agree: Whether two trials agree on the claim.
            told: The numbers and the people of which the occurrence speaks; none where left out.
        """
        if self.says_safe(occurrence) and not self.safety:
            judge = replace(self, quoted_safe=True)
            return judge.link(index, evidence, occurrence, listed=listed, agree=agree, told=told)
        reference = self.references.get(evidence.reference)
        identity = self.identities.get(evidence.reference)
        study = self.dossier.studies.get(evidence.reference)
        substances = self.substances(occurrence)
        clash = level_clash(evidence.level, study, substances) if study else None
        if clash:
            # A rat study that is declared human is judged as what it is.
            evidence = evidence.model_copy(update={"level": clash.fits})
        ingredients = self._ingredients(study, substances)
        tags = set(self._link_tags(evidence, study, occurrence))
        whom = self._people(evidence, study, told.about if told else None, tags)
        beside = self._comparators(evidence, study, occurrence)
        tags |= whom.tags | beside.tags
        if agree:
            tags.add("trials_agree")
        if study is not None and study.funded_by_maker:
            tags.add("maker_funded")
        if identity is not None and identity.carries:
            tags.update({"concern", "corrected"} & {identity.status})
        row = self.policy.ceiling(tags)
        limits = self.policy.limits_on(tags)
        ceiling = self._strength_of(row, evidence)
        for limit in limits:
            if limit.ceiling is not None:
                other = self._strength_of(limit, evidence)
                # Nothing stays nothing, whatever else holds.
                ceiling = None if ceiling is None or other is None else min(ceiling, other)
        is_listed = (
            evidence.reference in listed and reference is not None and not reference.candidate
        )
        carries = identity is None or identity.carries
        # What the source says is told once.
        quoted = row.id == "authority" and any(limit.id.startswith("says_") for limit in limits)
        rows = limits if quoted else (row, *limits)
        reasons = [self._row_reason(r, evidence, study, whom, beside) for r in rows]
        if clash:
            cite, level = self.cite(evidence.reference), Term("level", evidence.level.value)
            reasons.append(reason("level_corrected", reference=cite, level=level, why=clash.said))
        if study is not None and study.from_record:
            what = Several(tuple(Term("field", name) for name in study.from_record))
            cite = self.cite(evidence.reference)
            reasons.append(reason("read_from_record", reference=cite, what=what))
        if why := self.overruled.get(evidence.reference):
            cite = self.cite(evidence.reference)
            reasons.append(reason("record_overrules", reference=cite, why=why))
        if identity is not None:
            reasons.extend(self._notice_reasons(evidence.reference, identity))
        supports = evidence.relation in {Relation.SUPPORTS, Relation.PARTIAL}
        return LinkAssessment(
            index=index,
            evidence=evidence,
            tested=ingredients[0],
            ceiling=ceiling if supports and carries else None,
            capped=row.cap is not None or any(limit.cap for limit in limits),
            rows=tuple(r.id for r in (row, *limits)),
            reasons=tuple(reasons),
            listed=is_listed,
            exists=reference is not None,
            usable=is_listed and carries and supports and ceiling is not None,
            known=self._known(evidence, study, identity),
            assumed=row.assumed and not any(limit.ceiling for limit in limits),
            numbers=self._numbers(told.numbers if told else NO_NUMBERS, evidence, study, identity),
            against=self._against(evidence, tags),
            extra=ingredients[1],
            whom=whom,
        )

    @staticmethod
    def _against(evidence: Evidence, tags: Collection[str]) -> bool:
        """Nothing in animals does not refute an effect in people, nor a part the whole."""
        if evidence.relation is Relation.CONTRADICTS:
            return True
        elsewhere = evidence.level in {Level.ANIMAL, Level.IN_VITRO} or "reviews_animals" in tags
        return (
            evidence.relation is not Relation.MENTIONS
            and (
                (
                    "outcome:same" in tags
                    and not {"found_nothing", "found_opposite"}.isdisjoint(tags)
                )
                or "says_nothing_found" in tags
            )
            and not (elsewhere and "names_subjects" not in tags)
            and "people:other" not in tags
        )

    def _people(
        self, evidence: Evidence, study: Study | None, about: Told | None, tags: Collection[str]
    ) -> ComparedPeople:
        """Who took part, beside those whom the sentence is about; of animals that is no question."""
        if about is None or evidence.level not in _OF_PEOPLE or "reviews_animals" in tags:
            return ComparedPeople("covered")
        identity = self.identities.get(evidence.reference)
        work = identity.work if identity is not None and identity.carries else None
        took = took_part(study, self.references.get(evidence.reference), work)
        return compare_people(about, took)

    def _comparators(
        self, evidence: Evidence, study: Study | None, occurrence: Occurrence
    ) -> Comparators:
        """What the study compared with, beside what the sentence compares with."""
        if evidence.level not in _COMPARING:
            return NONE
        identity = self.identities.get(evidence.reference)
        reference = self.references.get(evidence.reference)
        works = [Work(title=reference.title)] if reference is not None else []
        if identity is not None and identity.carries and identity.work is not None:
            works.append(identity.work)
        language = self.language(occurrence)
        return compared(self.claim, occurrence, language, study, tuple(works))

    def substances(self, occurrence: Occurrence) -> tuple[str, ...]:
        """What the occurrence says was taken: the claim's substances, or more precise ones."""
        if occurrence.substance:
            return occurrence.substance
        claimed = self.claim.about.substance
        return named_substances(claimed, occurrence.quote, self.language(occurrence)) or claimed

    def language(self, occurrence: Occurrence) -> str:
        """The language of the article that the occurrence stands in."""
        article = self.dossier.articles.get(occurrence.article)
        return article.language if article else "en"

    @staticmethod
    def _compared(study: Study, substances: Sequence[str]) -> Comparison | None:
        """What the study gave beside what is said to be taken; None where that is no question."""
        compared = what_was_tested(study.ingredients, substances)
        if compared is None or compared.tested is not Tested.UNKNOWN:
            return compared
        # "Raising magnesium in the brain improves ...": the study measured what the claim starts from.
        measured = [outcome.name for outcome in study.outcomes]
        is_measured = (
            any(relation(name, other) == "same" for other in measured) for name in substances
        )
        return None if all(is_measured) else compared

    def _link_tags(
        self, evidence: Evidence, study: Study | None, occurrence: Occurrence
    ) -> Iterator[str]:
        yield f"level:{evidence.level.value}"
        yield f"relation:{evidence.relation.value}"
        yield f"kind:{self.kind.value}"
        if evidence.reference in occurrence.cites:
            yield "cited"
        if evidence.says:
            yield "says"
            yield from self._said_tags(evidence)
        if self.safety:
            yield "safety"
        if is_authority(self.references.get(evidence.reference)):
            yield "known_authority"
        if occurrence.reported:
            yield "reported"
        named = set(occurrence.subjects)
        if Subject.HUMAN in named:
            yield "invokes_people"
        yield from self._published_tags(evidence, study)
        if evidence.level is Level.SYSTEMATIC_REVIEW:
            yield from self._review_tags(evidence, study, named)
        if SUBJECT_OF_LEVEL.get(evidence.level) in named & BEYOND_PEOPLE:
            yield "names_subjects"
        if study is None:
            return
        if study.design:
            yield f"design:{study.design.value}"
        yield from self._substance_tags(study, self.substances(occurrence))
        if (
            not study.ingredients
            and evidence.level in _TESTED
            and not self._names(evidence, occurrence)
        ):
            yield "ingredients_unknown"
        yield from self._outcome_tags(study, evidence)

    def _review_tags(
        self, evidence: Evidence, study: Study | None, named: Collection[Subject]
    ) -> Iterator[str]:
        """What a systematic review reviewed: its ceiling is that of the studies in it."""
        what = self._reviewed(study, evidence.reference)
        studied = set(study.subjects) if study is not None else set()
        if what is not None and what.subjects:
            studied = set(what.subjects)
        if studied and Subject.HUMAN not in studied:
            yield "reviews_animals"
            if studied & {*named} & BEYOND_PEOPLE:
                yield "names_subjects"
        if what is None or not what.designs:
            return
        place = strength_of(what.designs)
        if place >= strength_of([Design.CASE_REPORT_OR_SERIES]):
            yield "reviews_cases"
        elif place > strength_of([Design.RANDOMIZED_CONTROLLED_TRIAL]):
            yield "reviews_observations"

    def _published_tags(self, evidence: Evidence, study: Study | None) -> Iterator[str]:
        key = evidence.reference
        work = self._work(key)
        status = status_of(study, self.references.get(key), work)
        if status is not None:
            yield f"status:{status.value}"
        # What an abstract calls certain is what it reviewed; a trial does not rate itself.
        rated = evidence.level in {Level.SYSTEMATIC_REVIEW, Level.AUTHORITY}
        abstract = work.abstract if work is not None and rated else None
        certainty = certainty_of(study, evidence.says, abstract)
        if certainty is not None:
            yield f"certainty:{certainty.value}"

    def _names(self, evidence: Evidence, occurrence: Occurrence) -> bool:
        """Whether the title or abstract of a work names what is said to be taken."""
        work = self._work(evidence.reference)
        abstract = work.abstract if work is not None else None
        texts = [*self._titles(evidence.reference), abstract or ""]
        plain = " ".join(fold(text) for text in texts)
        found = {mention.id for text in texts for mention in vocabulary.find_substances(text)}
        return any(
            fold(name) in plain or ((item := vocabulary.substance(name)) and item.id in found)
            for name in self.substances(occurrence)
        )

    def place_of_reviewed(self, evidence: Evidence) -> int:
        """How strong the strongest design is that a review reviewed: its place in `FROM_STRONG`."""
        study = self.dossier.studies.get(evidence.reference)
        what = self._reviewed(study, evidence.reference)
        designs = what.designs if what is not None else ()
        return strength_of(designs or [Design.RANDOMIZED_CONTROLLED_TRIAL])

    def _reviewed(self, study: Study | None, key: str) -> Reviewed | None:
        work = self._work(key)
        return reviewed(study, *self._titles(key), abstract=work.abstract if work else None)

    def _titles(self, key: str) -> Iterator[str]:
        reference, work = self.references.get(key), self._work(key)
        if reference is not None:
            yield reference.title
        if work is not None:
            yield work.title

    def _said_tags(self, evidence: Evidence) -> Iterator[str]:
        """What the source's own words leave of an effect."""
        of_harm = said(evidence.says, of_harm=True) if self.safety else ""
        only_harm = self.safety and all(map(is_harms, self.claim.about.outcome))
        match of_harm or ("" if only_harm else said(evidence.says)):
            case "unknown":
                yield "says_unknown"
            case "nothing" if self.direction is not Direction.NO_EFFECT:
                yield "says_nothing_found"

    def _ingredients(
        self, study: Study | None, substances: Sequence[str]
    ) -> tuple[Tested | None, tuple[str, ...]]:
        if study is None or not study.ingredients:
            return None, ()
        compared = self._compared(study, substances)
        return (compared.tested, compared.extra) if compared else (None, ())

    def _substance_tags(self, study: Study, substances: Sequence[str]) -> Iterator[str]:
        compared = self._compared(study, substances)
        if compared is None:
            return
        if compared.tested is not None:
            yield f"tested:{compared.tested.value}"
        if compared.salt_for_element:
            yield "salt_for_element"
        several = len(substances) > 1
        if (several and not compared.absent) or (
            compared.tested is Tested.SAME_SUBSTANCE and len(study.ingredients) > 1
        ):
            yield "formula_subject"
            if not compared.extra:
                yield "formula_complete"

    @property
    def safety(self) -> bool:
        """Whether the claim is that the substance does no harm."""
        said = self.quoted_safe or asserts_safety(self.claim.statement)
        return self.kind is not Kind.PRECAUTION and said

    def says_safe(self, occurrence: Occurrence) -> bool:
        """Whether the claim, or its words in the article, say that there is no harm."""
        if self.safety:
            return True
        promising = self.kind in {Kind.EFFECT, Kind.STUDY_RESULT, Kind.COMPARISON}
        return promising and asserts_safety(occurrence.quote, self.language(occurrence))

    @property
    def direction(self) -> Direction | None:
        """Which way the claim says that its outcome goes; None where that is not clear."""
        return None if self.claim.kind is Kind.COMPARISON else direction_of(self.claim)

    def _outcome_tags(self, study: Study, evidence: Evidence) -> Iterator[str]:
        matched = self._matching_outcomes(study)
        if self.safety and self._harms_missing(study, evidence):
            yield "harms_not_noted"
            matched = [m for m in matched if not m.safe]
        if not matched:
            return
        # A claim with several outcomes is as well carried as the worst carried one of them.
        closeness = max((m.closeness for m in matched), key=_CLOSENESS.index)
        yield f"outcome:{closeness}"
        if closeness == "other":
            return
        carrying = [outcome for match in matched for outcome in match.carrying]
        if not carrying:
            yield _against_tag(matched)
        else:
            yield from self._partial_tags(matched)
            if all(o.primary is False for o in carrying):
                yield "secondary_outcome"
        failed = {"no_difference", "worse"}
        says_so = self.safety or any(m.claimed is Direction.NO_EFFECT or m.is_harm for m in matched)
        if not says_so and any(o.primary and o.direction in failed for o in study.outcomes):
            yield "primary_not_significant"

    @staticmethod
    def _harms_missing(study: Study, evidence: Evidence) -> bool:
        """Whether harms may have been looked at, and nobody noted what was found.

        Who notes what a study found does not always note that nobody fell ill.
        """
        if any(is_harms(outcome.name) for outcome in study.outcomes):
            return False
        if evidence.level is Level.AUTHORITY and evidence.says and asserts_safety(evidence.says):
            return False
        return not study.outcomes or _speaks_of_harm(evidence)

    @staticmethod
    def _partial_tags(matched: Sequence[_Match]) -> Iterator[str]:
        against, carried = {"opposite", "nothing"}, {"agrees", "unclear"}
        if any(m.safe and "opposite" in m.found and not carried & m.found for m in matched):
            yield "found_opposite"  # harm was found where the claim says that there is none
        if any(
            (against & m.found and not carried & m.found)
            or (m.claimed is not None and "opposite" in m.found)
            for m in matched
        ):
            yield "mixed_outcomes"
        if any("agrees" not in m.found and "unclear" in m.found for m in matched):
            yield "direction_unclear"
        elif all(m.claimed is Direction.NO_EFFECT for m in matched):
            yield "null_found"
        elif any(m.is_harm for m in matched) and not any(m.is_gain for m in matched):
            yield "harm_found"

    def _matching_outcomes(self, study: Study) -> list["_Match"]:
        """For each outcome of the claim, how near the study's outcomes are and which are nearest."""
        if not study.outcomes:
            return []
        matched = []
        names = self.claim.about.outcome
        harms = harms_among(names) if self.safety else ()
        comparison = self.claim.kind is Kind.COMPARISON
        for claimed in (*(name for name in names if name not in harms), *harms):
            near: dict[str, list[Outcome]] = {}
            for outcome in study.outcomes:
                near.setdefault(_nearness(claimed, outcome.name), []).append(outcome)
            closest = min(near, key=_CLOSENESS.index)
            if closest == "other" and "outcomes" in study.from_record:
                closest = "unknown"  # an abstract does not tell all that was measured
            safe = claimed in harms
            way = None if comparison else direction_on(self.claim, claimed)
            matched.append(_Match(claimed, closest, tuple(near[closest]), way, safe))
        return matched

    def _strength_of(self, row: Row, evidence: Evidence) -> Strength | None:
        if row.ceiling is None or row.ceiling == "nothing":
            return None
        if row.ceiling != "as_said":
            return Strength[row.ceiling.upper()]
        try:
            said = grade(evidence.says, evidence.says.language).strength if evidence.says else None
        except NotGraded:
            return Strength.CAUSAL
        # A few words or a figure assert no strength of their own: then the source is taken at its word.
        return said if said in {Strength.CORRELATIONAL, Strength.CONDITIONAL} else Strength.CAUSAL

    def _known(self, evidence: Evidence, study: Study | None, identity: Identity | None) -> bool:
        if evidence.says or evidence.missing or (study is not None and study.outcomes):
            return True
        return identity is not None and identity.work is not None and bool(identity.work.abstract)

    def _told_numbers(self, occurrence: Occurrence, text: str | None) -> Numbers:
        """The numbers of the occurrence as worded there; where its words have none, as claimed."""
        about = amounts_of(self.substances(occurrence))
        contents = self.claim.kind is Kind.QUANTITY
        language = self.language(occurrence)
        told = read(text or occurrence.quote, language, about=about, contents=contents)
        if told.stated or text is not None:
            return told
        return read(self.claim.statement, "en", about=about, contents=contents)

    def _numbers(
        self, told: Numbers, evidence: Evidence, study: Study | None, identity: Identity | None
    ) -> tuple[NumberCheck, ...]:
        """Each number of the sentence beside what is known of the source."""
        if not told.stated or evidence.relation is Relation.MENTIONS:
            return ()
        given = study.ingredients if study is not None and study.ingredients else None
        about = amounts_of(given or self.claim.about.substance)
        work = identity.work if identity is not None and identity.carries else None

        def numbers(text: str | None, language: str = "en") -> Numbers:
            return read(text, language, about=about, contents=True) if text else NO_NUMBERS

        source = SourceNumbers(
            says=numbers(evidence.says, evidence.says.language) if evidence.says else NO_NUMBERS,
            dose=numbers(study.dose) if study else NO_NUMBERS,
            duration=numbers(study.duration) if study else NO_NUMBERS,
            abstract=numbers(work.abstract) if work else NO_NUMBERS,
            size=study.sample_size if study else None,
        )
        amount = self.claim.kind is Kind.QUANTITY
        return check_numbers(told, source, self.claim.about.outcome, quantity=amount)

    def _row_reason(
        self,
        row: Row,
        evidence: Evidence,
        study: Study | None,
        whom: ComparedPeople,
        beside: Comparators,
    ) -> Reason:
        return reason(
            row.id,
            reference=self.cite(evidence.reference),
            says=evidence.says or "",
            missing=Several(evidence.missing, "; "),
            species=_names("studied", study.species if study and study.species else _who(evidence)),
            ingredients=_names("substance", study.ingredients if study else (), " + "),
            substance=_names("substance", self.claim.about.substance, " + "),
            outcome=_names(
                "outcome",
                harms_among(self.claim.about.outcome) if self.safety else self.claim.about.outcome,
            ),
            measured=_few(Term("outcome", o.name) for o in study.outcomes) if study else "",
            went=self.went(evidence.reference),
            reviewed=_size(study.reviews) if study and study.reviews else "",
            took=Several(whom.took) if whom.took else Phrase("others"),
            told=Several(whom.told) if whom.told else Phrase("everyone"),
            against=_compared_with(beside.named),
            comparator=_compared_with(beside.tested),
        )

    def went(self, key: str) -> Slot:
        """The nearest outcomes of a study with what became of them: "memory no difference"."""
        study = self.dossier.studies.get(key)
        near = self._matching_outcomes(study) if study else []
        told = (
            Several((Term("outcome", o.name), Term("direction", o.direction)), " ")
            for match in near
            for o in match.outcomes
        )
        return _few(told)

    def _notice_reasons(self, key: str, identity: Identity) -> Iterator[Reason]:
        cite = self.cite(key)
        if identity.status == "retracted":
            yield reason("retracted", reference=cite)
        elif identity.status == "not_found":
            yield reason("not_found", reference=cite)
        elif not identity.carries:
            yield reason("other_work", reference=cite)

    def cite(self, key: str) -> str:
        """A short name for a reference: first author and year."""
        reference = self.references.get(key)
        return short_citation(reference) if reference else key


def carries(level: Level, study: Study) -> tuple[str, tuple[Reason, ...]]:
    """The most that a sentence which names what was studied may say on one study alone.

    Returns:
        A strength, or `nothing`, and the reasons.
    """
    given = study.ingredients or (local("it"),)
    claim = Claim(
        id="lookup",
        statement="lookup",
        kind=Kind.MECHANISM if level is Level.NARRATIVE_REVIEW else Kind.EFFECT,
        about=About(substance=given),
        occurrences=(
            Occurrence(
                article="lookup",
                quote="lookup",
                strength=Strength.CAUSAL,
                subjects=(SUBJECT_OF_LEVEL.get(level, Subject.UNSTATED),)
                if level in {Level.ANIMAL, Level.IN_VITRO}
                else (Subject.UNSTATED,),
            ),
        ),
        evidence=(Evidence(reference="it", level=level),),
    )
    links = Links(
        claim,
        Dossier(studies={"it": study.model_copy(update={"ingredients": given})}),
        {},
        {},
        load_policy(),
    )
    link = links.link(0, claim.evidence[0], claim.occurrences[0], listed=("it",), agree=False)
    return "nothing" if link.ceiling is None else link.ceiling.label, link.reasons


def short_citation(reference: Reference) -> str:
    """First author and year, as people refer to a work; the title's beginning where none."""
    who = reference.authors[0] if reference.authors else None
    name = (who.family or who.name) if who else reference.title[:40]
    return " ".join(part for part in (name, str(reference.year or "")) if part) or reference.key


def is_authority(reference: Reference | None) -> bool:
    """Whether a reference is an authority's own by its address, its journal, or who made it."""
    if reference is None:
        return False
    table = load_data("authorities.toml")
    host = host_of(reference.url) if reference.url else ""
    if any(_is_below(host, name) for name in table["not_hosts"]):
        return False
    groups = (p.name or p.family for p in reference.authors if not p.given)
    made = [f"{fold(name)} " for name in (reference.publisher, *groups) if name]
    return (
        any(_is_below(host, name) for name in table["hosts"])
        or key(reference.journal) in {key(name) for name in table["journals"]}
        or any(name.startswith(f"{fold(body)} ") for name in made for body in table["bodies"])
    )


def _is_below(host: str, name: str) -> bool:
    return host == name or host.endswith(f".{name}")


def unidentified(reference: Reference, identity: Identity | None) -> bool:
    """Whether nobody can tell which work this is: no identifier, no address, found by no service."""
    if identity is not None and (identity.confirmed or identity.status != "no_identifier"):
        return False
    named = (reference.doi, reference.pmid, reference.pmcid, reference.arxiv, reference.bookshelf)
    return not (any(named) or reference.url or reference.raw.get("isbn"))


def _speaks_of_harm(evidence: Evidence) -> bool:
    return evidence.says is not None and (
        asserts_safety(evidence.says) or said(evidence.says, of_harm=True) == "unknown"
    )


def _compared_with(names: Iterable[str]) -> Several:
    kinds = (PLACEBO, NOTHING)
    return Several(tuple(Phrase(n) if n in kinds else Term("substance", n) for n in names))


def _names(
    kind: Literal["substance", "outcome", "studied"], names: Iterable[str], join: str = ", "
) -> Several:
    return Several(tuple(Term(kind, name) for name in names), join)


def _size(what: Reviewed) -> Slot:
    """How much a review reviewed: " (8 studies, 640 participants)"."""
    slots: dict[str, Slot] = {}
    if what.studies is not None:
        slots["studies"] = str(what.studies)
    if what.participants is not None:
        slots["people"] = str(what.participants)
    return Phrase("reviewed_" + "_".join(slots), slots) if slots else ""


def _few(slots: Iterable[Slot], most: int = 4) -> Slot:
    listed = list(dict.fromkeys(slots))
    shown = Several(tuple(listed[:most]))
    if len(listed) <= most:
        return shown
    return Phrase("and_more", {"some": shown, "number": str(len(listed) - most)})


def _who(evidence: Evidence) -> tuple[str]:
    return ({Level.ANIMAL: "animals", Level.IN_VITRO: "cells"}.get(evidence.level, "people"),)
