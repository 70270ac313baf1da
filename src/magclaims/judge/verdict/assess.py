"""The verdict: what a sentence says against what its references can carry.

`links` says how strong a sentence may be on each reference. The occurrence is then described by
tags, and the first verdict row of the policy that they meet decides. Nothing here reads files or
asks a service. The tags:

    kind:, computed:right|wrong
    number:same|slip|larger|untested|smaller|absent   each number beside the sources that are used
    textbook, slip, absolute     the closed list carries it; not quite right; without exception
    head_to_head                 a usable link supports the claim itself
    wrong_subjects               no usable link is about those whom the sentence names
    nothing_usable               no listed reference carries anything
    contents_unknown             nobody knows what the usable references say
    contradicted                 the strongest listed sources find otherwise
    mixed                        the strongest listed sources do not agree
    over_ceiling, capped         the sentence says more than the links carry; they carry a part
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from magclaims.judge.claim import textbook
from magclaims.judge.link.links import (
    BEYOND_PEOPLE,
    RANK,
    LinkAssessment,
    Links,
    unidentified,
)
from magclaims.judge.link.numbers import FoundNumber, weigh
from magclaims.judge.link.population import Compared
from magclaims.judge.policy import Policy, Row
from magclaims.judge.reasons import reason
from magclaims.knowledge import Substance, substance
from magclaims.lexicon.people import People
from magclaims.lexicon.wording import grade
from magclaims.match.identity import SERVICES, Identity
from magclaims.model.finding import Phrase, Reason, Several, Slot, Term
from magclaims.model.registry import (
    WORST_FIRST,
    Article,
    Claim,
    Direction,
    Dossier,
    Kind,
    Level,
    Occurrence,
    Reference,
    Relation,
    Strength,
    Subject,
    Tested,
    Verdict,
)
from magclaims.quantity.quantities import Quantity, conversion
from magclaims.quantity.substances import Compound, compounds, substance_id, supplied_in
from magclaims.study.caution import FROM_STRONG
from magclaims.study.levels import SUBJECT_OF_LEVEL

_STUDIED = {Subject.ANIMAL: "animals", Subject.IN_VITRO: "cells", Subject.IN_SILICO: "models"}


_PEOPLE = Term("studied", "people")


def _written(occurrence: Occurrence, whom: Compared, *, denies: bool) -> Slot:
    """What the sentence asserts, and of whom; readers take one that names nobody as about people."""
    named = [_STUDIED[s] for s in occurrence.subjects if s in _STUDIED]
    people = not named or Subject.HUMAN in occurrence.subjects
    return Phrase(
        "effect_in",
        {
            "effect": Phrase("denied" if denies else occurrence.strength.label),
            "whom": Several(whom.told)
            if people and not named and whom.told
            else _all([*(["people"] if people else []), *named]),
        },
    )


def _all(studied: Iterable[str]) -> Slot:
    """Those who were studied, each by name: "people and cells"."""
    names = [Term("studied", name) for name in studied]
    whole: Slot = names[0]
    for name in names[1:]:
        whole = Phrase("and", {"first": whole, "second": name})
    return whole


@dataclass(frozen=True, slots=True)
class OccurrenceAssessment:
    """The verdict on one occurrence, and everything that it rests on."""

    index: int
    occurrence: Occurrence
    """As judged: with the graded strength, where there is one."""
    strength_source: Literal["declared", "graded"]
    verdict: Verdict
    row: str
    """The id of the verdict row that decided."""
    provisional: bool
    reasons: tuple[Reason, ...]
    links: tuple[LinkAssessment, ...]

    @property
    def best(self) -> LinkAssessment | None:
        """The usable link that carries most."""
        usable = [link for link in self.links if link.usable]
        return max(usable, key=lambda link: link.weight, default=None)

    @property
    def offers(self) -> tuple[LinkAssessment, ...]:
        """Links to works that the article does not list, and that would carry the sentence."""
        return tuple(
            link
            for link in self.links
            if link.exists
            and not link.listed
            and link.evidence.relation in {Relation.SUPPORTS, Relation.PARTIAL}
            and link.allows(self.occurrence.strength)
            and not link.numbers_differ
        )

    @property
    def weaker_offers(self) -> tuple[LinkAssessment, ...]:
        """Links to works that the article does not list, and that carry less than the sentence."""
        return tuple(
            link
            for link in self.links
            if link.exists and not link.listed and link.ceiling not in {None, Strength.NONE}
        )


@dataclass(frozen=True, slots=True)
class ClaimAssessment:
    """The verdict on a claim: the worst one of its occurrences."""

    claim: Claim
    occurrences: tuple[OccurrenceAssessment, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of the occurrences."""
        return min((o.verdict for o in self.occurrences), key=WORST_FIRST.index)

    @property
    def provisional(self) -> bool:
        """Whether any verdict rests on a reference that could not be checked."""
        return any(o.provisional for o in self.occurrences)

    @property
    def level(self) -> Level | None:
        """The best level among the links that an occurrence may use; None where there is none."""
        levels = {o.best.evidence.level for o in self.occurrences if o.best is not None}
        return max(levels, key=RANK.__getitem__, default=None)


def assess(
    claim: Claim,
    dossier: Dossier,
    references: Mapping[str, Reference],
    identities: Mapping[str, Identity],
    policy: Policy,
    *,
    graded: Mapping[int, Occurrence] | None = None,
    overruled: Mapping[str, str] | None = None,
    told: Mapping[int, str] | None = None,
    named: Mapping[int, People] | None = None,
    effects: Collection[int] = (),
) -> ClaimAssessment:
    """Judge every occurrence of a claim.

    Args:
        claim: The claim.
        dossier: For the articles' own reference lists and the studies.
        references: The bibliography, by BibTeX key.
        identities: What the registries say of each reference, by BibTeX key.
        policy: The tables.
        graded: Occurrences as their text was graded, by index, where it was.
        overruled: Why a study is not judged as declared, by BibTeX key.
        told: Sentences that say nothing but the claim, by index of the occurrence: their numbers count.
        named: Whom the articles' own words name, by index, where they are at hand.
        effects: Indexes of occurrences whose words state an effect, whatever the claim's kind.
    """
    graded, told, named = graded or {}, told or {}, named or {}

    def judge_of(claim: Claim) -> _Judge:
        links = Links(claim, dossier, references, identities, policy, overruled or {})
        return _Judge(links, claim, dossier, identities, policy)

    as_declared = judge_of(claim)
    as_effect = judge_of(claim.model_copy(update={"kind": Kind.EFFECT})) if effects else as_declared
    return ClaimAssessment(
        claim,
        tuple(
            (as_effect if index in effects else as_declared).judge(
                index,
                graded.get(index, occurrence),
                graded=index in graded,
                text=told.get(index),
                named=named.get(index),
            )
            for index, occurrence in enumerate(claim.occurrences)
        ),
    )


def _compound(name: str) -> Compound | Substance | None:
    """The compound of that name, with the shares that its label or sources give where any do."""
    known = substance(name)
    labelled = known is not None and known.accepted_fraction is not None
    id_ = substance_id(name)
    if not labelled and id_ in compounds():
        return compounds()[id_]
    is_compound = known is not None and known.kind == "compound" and known.molar_mass is not None
    return known if is_compound else None


class _Number(NamedTuple):
    """A number of the sentence that a link does not carry, with what its source has."""

    link: LinkAssessment | None = None
    number: str = ""
    says: Slot = ""
    slip: Slot = ""


@dataclass(frozen=True, slots=True)
class _Judge:
    links: Links
    claim: Claim
    dossier: Dossier
    identities: Mapping[str, Identity]
    policy: Policy

    def judge(
        self,
        index: int,
        occurrence: Occurrence,
        *,
        graded: bool,
        text: str | None = None,
        named: People | None = None,
    ) -> OccurrenceAssessment:
        article = self.dossier.articles.get(occurrence.article)
        listed = article.references if article else ()
        links = self.links.judge(occurrence, listed, text, named)
        tags, reasons = self.tags(occurrence, article, links)
        row = self.policy.verdict(tags)
        verdict = row.verdict or Verdict.UNVERIFIED
        usable = [link for link in links if link.usable]
        rests = verdict in {Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED, Verdict.OVERSTATED}
        unconfirmed = [
            link.evidence.reference
            for link in usable
            if rests
            and not row.id.startswith(("textbook", "computed"))
            and not self.confirmed(link.evidence.reference)
        ]
        reasons = [*self.headline(row, occurrence, links), *reasons]
        if unconfirmed:
            keys = ", ".join(dict.fromkeys(unconfirmed))
            reasons.append(reason("identity_unverified", references=keys))
        return OccurrenceAssessment(
            index=index,
            occurrence=occurrence,
            strength_source="graded" if graded else "declared",
            verdict=verdict,
            row=row.id,
            provisional=bool(unconfirmed),
            reasons=tuple(dict.fromkeys(reasons)),
            links=links,
        )

    def confirmed(self, key: str) -> bool:
        identity, reference = self.identities.get(key), self.links.references.get(key)
        if identity is None or reference is None:
            return False
        # A source that no registry can know (a fact sheet, a web page) cannot be confirmed by one.
        return identity.confirmed or (
            identity.status == "no_identifier" and not unidentified(reference, identity)
        )

    # --- one occurrence ----------------------------------------------------------------------------

    def tags(
        self, occurrence: Occurrence, article: Article | None, links: Sequence[LinkAssessment]
    ) -> tuple[set[str], list[Reason]]:
        tags = {f"kind:{self.links.kind.value}"}
        reasons: list[Reason] = []
        language = article.language if article else "en"
        if self.links.kind is Kind.EFFECT is not self.claim.kind:
            reasons.append(reason("judged_as_effect"))
        usable = [link for link in links if link.usable]
        tags.update(self.disagreement(links))
        tags.update(self.textbook_tags(occurrence, language, reasons))
        tags.update(self.computed(reasons))
        if not usable:
            tags.add("nothing_usable")
            return tags, reasons
        tags.update(self.evidence_tags(occurrence, usable))
        strength = self.asserted(occurrence)
        allowed = [link for link in usable if link.allows(strength) and link.known]
        unread = not any(link.known for link in usable)
        if unread:
            tags.add("contents_unknown")
        if not allowed and not (
            unread and any(link.assumed or link.allows(strength) for link in usable)
        ):
            tags.add("over_ceiling")
            reasons.extend(self.links.apart(links) or ())
        elif all(link.capped for link in allowed):
            tags.add("capped")
        if article is not None and not occurrence.cites and allowed and self.has_marks(article):
            reasons.append(reason("no_mark"))
        reasons.extend(max(allowed or usable, key=lambda link: link.weight).reasons)
        carried = {link.evidence.reference for link in links if link.ceiling is not None}
        reasons.extend(
            reason("mark_carries_nothing", reference=self.links.cite(key))
            for key in occurrence.cites
            if key not in carried and key in self.links.references
        )
        return tags, reasons

    def asserted(self, occurrence: Occurrence) -> Strength:
        """How strongly the sentence asserts, or denies: "does not improve" asserts a thing, too."""
        if occurrence.strength > Strength.NONE:
            return occurrence.strength
        if self.links.says_safe(occurrence):  # "is safe" holds no word of an effect
            return Strength.CONDITIONAL if occurrence.hedged else Strength.CAUSAL
        if self.links.direction is not Direction.NO_EFFECT:
            return occurrence.strength
        denied = grade(self.claim.statement, "en").negated or Strength.CAUSAL
        return min(denied, Strength.CONDITIONAL) if occurrence.hedged else denied

    def disagreement(self, links: Sequence[LinkAssessment]) -> Iterator[str]:
        """`contradicted`, where the strongest listed sources find otherwise; `mixed`, where they differ."""
        against = [
            link
            for link in links
            if link.listed
            and link.against
            and link.tested in {Tested.SAME_SUBSTANCE, None}
            and self.may_be_used(link.evidence.reference)
            and not (
                # That a trial saw no harm refutes no warning.
                self.links.kind is Kind.PRECAUTION
                and link.evidence.relation is not Relation.CONTRADICTS
            )
        ]
        usable = [link for link in links if link.usable and not link.against]
        known = max((self.standing(link) for link in usable if link.known), default=(-1, 0))
        unread = max((RANK[link.evidence.level] for link in usable if not link.known), default=-1)
        strongest = max(map(self.standing, against), default=(-2, 0))
        if strongest > known and strongest[0] >= unread:
            yield "contradicted"
        elif strongest[0] == known[0]:
            yield "mixed"

    def standing(self, link: LinkAssessment) -> tuple[int, int]:
        """Sorts links by how much they weigh against each other: level, then design."""
        study = self.dossier.studies.get(link.evidence.reference)
        if link.evidence.level is Level.SYSTEMATIC_REVIEW:
            # Pooled or not: a review weighs what it reviewed, trials where nobody says otherwise.
            return RANK[link.evidence.level], -self.links.place_of_reviewed(link.evidence)
        design = study.design if study and study.design in FROM_STRONG else None
        place = FROM_STRONG.index(design) if design else len(FROM_STRONG)
        return RANK[link.evidence.level], -place

    def may_be_used(self, key: str) -> bool:
        """Whether the reference is not retracted, not found, or another work."""
        identity = self.identities.get(key)
        return identity is None or identity.carries

    def evidence_tags(
        self, occurrence: Occurrence, usable: Sequence[LinkAssessment]
    ) -> Iterator[str]:
        """What the usable links together say of the occurrence."""
        if any(link.evidence.relation is Relation.SUPPORTS for link in usable):
            yield "head_to_head"
        invoked = set(occurrence.subjects) & {Subject.HUMAN, *BEYOND_PEOPLE}
        if invoked and not any(self.subjects(link) & invoked for link in usable):
            yield "wrong_subjects"
        yield from (f"number:{found.tag}" for found in self.numbers(occurrence, usable))

    def numbers(
        self, occurrence: Occurrence, usable: Sequence[LinkAssessment]
    ) -> tuple[FoundNumber, ...]:
        """What the usable links together say of each number of the occurrence."""
        reports = occurrence.reported or self.claim.kind in {Kind.STUDY_RESULT, Kind.QUANTITY}
        return weigh([link.numbers for link in usable], reports=reports)

    def has_marks(self, article: Article) -> bool:
        """Whether any sentence of the article carries a mark, as far as the registry knows."""
        return any(
            occurrence.cites
            for claim in self.dossier.claims
            for occurrence in claim.occurrences
            if self.dossier.articles.get(occurrence.article) is article
        )

    def subjects(self, link: LinkAssessment) -> set[Subject]:
        by_level = SUBJECT_OF_LEVEL.get(link.evidence.level)
        if by_level is not None:
            return {by_level}
        study = self.dossier.studies.get(link.evidence.reference)
        if link.evidence.level is Level.SYSTEMATIC_REVIEW and not (study and study.subjects):
            return {Subject.HUMAN}  # a review of trials, unless it is said to be of something else
        return set(study.subjects) if study else set()

    def textbook_tags(
        self, occurrence: Occurrence, language: str, reasons: list[Reason]
    ) -> Iterator[str]:
        if not textbook.applies(self.claim):
            if self.claim.kind in {Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION}:
                reasons.append(reason("not_textbook"))
            return
        refused = textbook.refusal(self.claim, occurrence)
        if refused is not None:
            reasons.append(reason("textbook_refused", why=refused))
            return
        yield "textbook"
        entry = textbook.load().entries[self.claim.basis or ""]
        says, source = entry.told(self.claim)
        reasons.append(reason("textbook_entry", says=says, source=source))
        if entry.effect and occurrence.strength is Strength.CAUSAL:
            reasons.append(reason("beyond_role"))
            yield "absolute"
        if self.claim.slip:
            reasons.append(reason("slip", slip=self.claim.slip))
            yield "slip"
        word = textbook.absolute_word(occurrence.quote, language)
        if word and any(substance(name) for name in self.claim.about.substance):
            reasons.append(reason("absolute", word=word))
            yield "absolute"

    def computed(self, reasons: list[Reason]) -> Iterator[str]:
        """A conversion from a compound to its element is carried by arithmetic."""
        if self.claim.kind is not Kind.QUANTITY:
            return
        known = (_compound(name) for name in self.claim.about.substance)
        compound = next((each for each in known if each is not None), None)
        if compound is None:
            return
        whole, elemental = supplied_in(self.claim.statement, compound.id)
        if elemental is None or whole is None:
            return
        check = conversion(whole, elemental, compound)
        right = check.verdict.startswith("consistent")
        reasons.append(
            reason(
                "conversion",
                explanation=check.explanation,
                element=_milligrams(elemental),
                whole=_milligrams(whole),
                verdict=Phrase(f"conversion_{check.verdict}"),
                theory=Phrase("percent", {"number": f"{check.theory_fraction * 100:.3g}"}),
            )
        )
        if right and check.label_low is not None:
            source = compound.label_source or Phrase("the_label")
            reasons.append(reason("label_not_cited", source=source))
        yield "computed:right" if right else "computed:wrong"

    # --- reasons -----------------------------------------------------------------------------------

    def headline(
        self, row: Row, occurrence: Occurrence, links: Sequence[LinkAssessment]
    ) -> Iterable[Reason]:
        """Why the verdict is what it is, first in one sentence."""
        listed = [link for link in links if link.listed]
        if row.id == "no_usable_evidence":
            yield from self.why_nothing(listed)
            return
        usable = sorted((x for x in links if x.usable), key=lambda link: link.weight, reverse=True)
        best = usable[0] if usable else None
        number = self.decisive(row, occurrence, usable)
        against = next((x for x in listed if x.against), None)
        yield reason(
            row.id,
            written=self.written(occurrence, best),
            allowed=self.allowed(best),
            reference=self.links.cite(
                (number.link or against or best or links[0]).evidence.reference
            )
            if links
            else "",
            says=number.says or (self.says_otherwise(against) if against else ""),
            number=number.number,
            slip=number.slip,
            subjects=Several(tuple(Term("studied", s.value) for s in occurrence.subjects)),
        )
        if row.id == "partly" and best is not None and "narrower_people" in best.rows:
            allowed, written = self.allowed(best), self.written(occurrence, best)
            yield reason("over_ceiling", allowed=allowed, written=written)
        if row.id == "contents_unknown":
            yield from self.known_to_exist(usable)
        if row.id == "comparison":
            told = (given for link in listed for given in link.reasons)
            yield from (given for given in told if given.code == "other_comparator")

    def written(self, occurrence: Occurrence, best: LinkAssessment | None) -> Slot:
        """What the sentence says: of whom, and how strongly."""
        whom = best.whom if best is not None else Compared("covered")
        return _written(occurrence, whom, denies=self.links.direction is Direction.NO_EFFECT)

    def decisive(
        self, row: Row, occurrence: Occurrence, usable: Sequence[LinkAssessment]
    ) -> "_Number":
        """The number that a row on numbers is about."""
        for found in self.numbers(occurrence, usable):
            if row.id == f"number_{found.tag}" and found.check is not None:
                check = found.check
                return _Number(usable[found.source], check.text, check.source, check.slip)
        return _Number()

    def allowed(self, best: LinkAssessment | None) -> Slot:
        """What the best evidence allows: of whom, and how strongly."""
        if best is None or best.ceiling is None:
            return Phrase("nothing")
        studied = SUBJECT_OF_LEVEL.get(best.evidence.level)
        if studied not in BEYOND_PEOPLE:
            effect = Phrase(best.ceiling.label)
            # Whom the sentence names took part where nothing is said against it.
            names = best.whom.took if best.whom.fit == "wider" else best.whom.told
            whom = Several(names) if names and best.whom.fit != "unknown" else _PEOPLE
            return Phrase("effect_in", {"effect": effect, "whom": whom})
        study = self.dossier.studies.get(best.evidence.reference)
        named = study.species if study is not None and studied is Subject.ANIMAL else ()
        return Phrase("seen_in", {"whom": _all(named or (_STUDIED[studied],))})

    def says_otherwise(self, link: LinkAssessment) -> Slot:
        return link.evidence.says or self.links.went(link.evidence.reference)

    def known_to_exist(self, usable: Iterable[LinkAssessment]) -> Iterator[Reason]:
        """The references that a service knows, though nobody knows what they say."""
        for key in dict.fromkeys(link.evidence.reference for link in usable):
            identity = self.identities.get(key)
            if identity is not None and identity.work is not None and identity.confirmed:
                service = SERVICES.get(identity.work.source, identity.work.source)
                yield reason("work_exists", reference=self.links.cite(key), service=service)

    def why_nothing(self, listed: Sequence[LinkAssessment]) -> Iterator[Reason]:
        if not listed:
            yield reason("nothing_listed" if not self.claim.evidence else "not_in_own_list")
            return
        yield reason("nothing_carries")
        for link in listed:
            yield from link.reasons


def _milligrams(mass: Quantity) -> Slot:
    """A mass, or the two ends of its range: "2000 mg"."""
    ends = dict.fromkeys(f"{end * mass.factor:.0f}" for end in (mass.low, mass.high))
    return Phrase("milligrams", {"number": "–".join(ends)})
