"""The verdict: what a sentence says against what its references can carry.

Each link claim -> reference is described by tags; the rows of the policy that the tags meet say how
strong a sentence may be on it. The occurrence is then described by tags of its own, and the first
verdict row that they meet decides. Nothing here reads files or asks a service.

Tags of a link: `level:`, `relation:`, `design:`, `kind:`, `tested:`, `outcome:`, and
    cited            the sentence carries a mark for this reference
    says             the source's own words are quoted
    reported         the sentence reports in the past tense what was found
    names_subjects   the sentence names the animals or the cells that were studied
    invokes_people   the sentence names people, patients or clinical studies
    formula_subject  the claim is about the formula that was tested; formula_complete: all of it
    salt_for_element the study gave one salt, the claim speaks of the element
    trials_agree     two agreeing randomised trials, not all paid for by the maker
    secondary_outcome, primary_not_significant, outcome_not_better
    maker_funded, concern, corrected

Tags of an occurrence: `kind:`, `computed:right|wrong`, `number:larger|same|absent`, and textbook,
slip, absolute, head_to_head, wrong_subjects, nothing_usable, contents_unknown, contradicted,
over_ceiling, capped.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from magclaims import textbook
from magclaims.finding import Reason
from magclaims.identity import Identity
from magclaims.knowledge import relation, substance
from magclaims.levels import SUBJECT_OF_LEVEL, level_clash
from magclaims.models import (
    WORST_FIRST,
    About,
    Article,
    Claim,
    Design,
    Dossier,
    Evidence,
    Kind,
    Level,
    Occurrence,
    Outcome,
    Reference,
    Relation,
    Strength,
    Study,
    Subject,
    Tested,
    Verdict,
)
from magclaims.policy import Policy, Row
from magclaims.policy import load as load_policy
from magclaims.reasons import reason
from magclaims.study import compare_ingredients
from magclaims.text.quantities import Quantity, compare, conversion, find_quantities
from magclaims.text.wording import NotGraded, grade

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
_ASSERTED = {
    Strength.NONE: "no effect",
    Strength.CORRELATIONAL: "an association",
    Strength.CONDITIONAL: "a possible effect",
    Strength.CAUSAL: "a certain effect",
}
_BEYOND_PEOPLE = frozenset({Subject.ANIMAL, Subject.IN_VITRO, Subject.IN_SILICO})
_CLOSENESS = ("same", "broader", "narrower", "family", "other")


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
    numbers: Literal["same", "larger", "absent", ""] = ""
    extra: tuple[str, ...] = ()
    """Active ingredients that the study gave and the claim does not name."""

    def allows(self, strength: Strength) -> bool:
        """Whether a sentence of this strength stays within what the link carries."""
        return self.ceiling is not None and strength <= self.ceiling


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
        return max(usable, key=_weight, default=None)

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
            and link.numbers != "larger"
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
) -> ClaimAssessment:
    """Judge every occurrence of a claim.

    Args:
        claim: The claim.
        dossier: For the articles' own reference lists and the studies.
        references: The bibliography, by BibTeX key.
        identities: What the registries say of each reference, by BibTeX key.
        policy: The tables.
        graded: Occurrences as their text was graded, by index, where it was.
    """
    graded = graded or {}
    context = _Context(claim, dossier, references, identities, policy)
    return ClaimAssessment(
        claim,
        tuple(
            context.judge(index, graded.get(index, occurrence), graded=index in graded)
            for index, occurrence in enumerate(claim.occurrences)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Context:
    claim: Claim
    dossier: Dossier
    references: Mapping[str, Reference]
    identities: Mapping[str, Identity]
    policy: Policy

    def judge(self, index: int, occurrence: Occurrence, *, graded: bool) -> OccurrenceAssessment:
        article = self.dossier.articles.get(occurrence.article)
        listed = article.references if article else ()
        agree = self.trials_agree(listed)
        links = tuple(
            self.link(i, evidence, occurrence, listed=listed, agree=agree)
            for i, evidence in enumerate(self.claim.evidence)
        )
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
        identity = self.identities.get(key)
        # A source that no registry can know (a fact sheet, a web page) cannot be confirmed by one.
        return identity is not None and (identity.confirmed or identity.status == "no_identifier")

    # --- one link ----------------------------------------------------------------------------------

    def link(
        self,
        index: int,
        evidence: Evidence,
        occurrence: Occurrence,
        *,
        listed: Sequence[str],
        agree: bool,
    ) -> LinkAssessment:
        reference = self.references.get(evidence.reference)
        identity = self.identities.get(evidence.reference)
        study = self.dossier.studies.get(evidence.reference)
        clash = level_clash(evidence.level, study, self.claim.about.substance) if study else None
        if clash:
            # A rat study that is declared human is judged as what it is.
            evidence = evidence.model_copy(update={"level": clash.fits})
        ingredients = self.ingredients(study)
        tags = set(self.link_tags(evidence, study, occurrence))
        if agree:
            tags.add("trials_agree")
        if study is not None and study.funded_by_maker:
            tags.add("maker_funded")
        if identity is not None and identity.carries:
            tags.update({"concern", "corrected"} & {identity.status})
        row = self.policy.ceiling(tags)
        limits = self.policy.limits_on(tags)
        ceiling = self.strength_of(row, evidence)
        for limit in limits:
            if limit.ceiling is not None:
                other = self.strength_of(limit, evidence)
                ceiling = other if ceiling is None or other is None else min(ceiling, other)
        is_listed = (
            evidence.reference in listed and reference is not None and not reference.candidate
        )
        carries = identity is None or identity.carries
        reasons = [self.row_reason(r, evidence, study) for r in (row, *limits)]
        if clash:
            cite, level = self.cite(evidence.reference), evidence.level.value
            reasons.append(reason("level_corrected", reference=cite, level=level, why=clash.why))
        if identity is not None:
            reasons.extend(self.notice_reasons(evidence.reference, identity))
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
            known=self.known(evidence, study, identity),
            numbers=self.numbers(evidence),
            extra=ingredients[1],
        )

    def ingredients(self, study: Study | None) -> tuple[Tested | None, tuple[str, ...]]:
        if study is None or not study.ingredients:
            return None, ()
        compared = compare_ingredients(study.ingredients, self.claim.about.substance)
        return (compared.tested, compared.extra) if compared else (None, ())

    def link_tags(
        self, evidence: Evidence, study: Study | None, occurrence: Occurrence
    ) -> Iterator[str]:
        yield f"level:{evidence.level.value}"
        yield f"relation:{evidence.relation.value}"
        yield f"kind:{self.kind.value}"
        if evidence.reference in occurrence.cites:
            yield "cited"
        if evidence.says:
            yield "says"
        if occurrence.reported:
            yield "reported"
        named = set(occurrence.subjects)
        if Subject.HUMAN in named:
            yield "invokes_people"
        if SUBJECT_OF_LEVEL.get(evidence.level) in named & _BEYOND_PEOPLE:
            yield "names_subjects"
        if study is None:
            return
        if study.design:
            yield f"design:{study.design.value}"
        yield from self.substance_tags(study)
        yield from self.outcome_tags(study)

    def substance_tags(self, study: Study) -> Iterator[str]:
        compared = (
            compare_ingredients(study.ingredients, self.claim.about.substance)
            if study.ingredients
            else None
        )
        if compared is None:
            return
        if compared.tested is not None:
            yield f"tested:{compared.tested.value}"
        if compared.salt_for_element:
            yield "salt_for_element"
        several = len(self.claim.about.substance) > 1
        if (several and not compared.absent) or (
            compared.tested is Tested.SAME_SUBSTANCE and len(study.ingredients) > 1
        ):
            yield "formula_subject"
            if not compared.extra:
                yield "formula_complete"

    def outcome_tags(self, study: Study) -> Iterator[str]:
        matched = self.matching_outcomes(study)
        if matched is None:
            return
        closeness, outcomes = matched
        yield f"outcome:{closeness}"
        if closeness == "other":
            return
        good = [o for o in outcomes if o.direction in {"better", "changed"}]
        if not good:
            yield "outcome_not_better"
        elif all(o.primary is False for o in good):
            yield "secondary_outcome"
        if any(o.primary and o.direction in {"no_difference", "worse"} for o in study.outcomes):
            yield "primary_not_significant"

    def matching_outcomes(self, study: Study) -> tuple[str, list[Outcome]] | None:
        """How near the study's outcomes are to the claim's, and which of them are nearest.

        A claim with several outcomes is as well carried as the worst carried one of them.
        """
        if not self.claim.about.outcome or not study.outcomes:
            return None
        worst: tuple[str, list[Outcome]] | None = None
        for claimed in self.claim.about.outcome:
            near: dict[str, list[Outcome]] = {}
            for outcome in study.outcomes:
                near.setdefault(relation(claimed, outcome.name), []).append(outcome)
            closest = min(near, key=_CLOSENESS.index)
            if worst is None or _CLOSENESS.index(closest) > _CLOSENESS.index(worst[0]):
                worst = (closest, near[closest])
        return worst

    def strength_of(self, row: Row, evidence: Evidence) -> Strength | None:
        if row.ceiling is None or row.ceiling == "nothing":
            return None
        if row.ceiling != "as_said":
            return Strength[row.ceiling.upper()]
        try:
            said = grade(evidence.says or "", "en").strength
        except NotGraded:
            return Strength.CAUSAL
        # A few words or a figure assert no strength of their own: then the source is taken at its word.
        return said if said in {Strength.CORRELATIONAL, Strength.CONDITIONAL} else Strength.CAUSAL

    def known(self, evidence: Evidence, study: Study | None, identity: Identity | None) -> bool:
        if evidence.says or evidence.missing or (study is not None and study.outcomes):
            return True
        return identity is not None and identity.work is not None and bool(identity.work.abstract)

    def numbers(self, evidence: Evidence) -> Literal["same", "larger", "absent", ""]:
        claimed = [q for q in find_quantities(self.claim.statement, "en") if _comparable(q)]
        if not claimed or evidence.relation is Relation.MENTIONS:
            return ""
        if not evidence.says:
            return "absent"
        found: Literal["same", "larger", "absent", ""] = "absent"
        for ours in claimed:
            for theirs in find_quantities(evidence.says, "en"):
                compared = compare(ours, theirs)
                if compared.outcome == "claimed_larger" and not compared.carried:
                    return "larger"
                if compared.outcome in {"same", "claimed_smaller"}:
                    found = "same"
        return found

    def trials_agree(self, listed: Sequence[str]) -> bool:
        """Two randomised trials of this substance and outcome that agree, not all the maker's."""
        trials: list[Study] = []
        for evidence in self.claim.evidence:
            study = self.dossier.studies.get(evidence.reference)
            if (
                study is not None
                and evidence.reference in listed
                and evidence.level in {Level.HUMAN, Level.COMBINED_FORMULA}
                and evidence.relation is Relation.SUPPORTS
                and study.design is Design.RANDOMIZED_CONTROLLED_TRIAL
                and self.ingredients(study)[0] in {Tested.SAME_SUBSTANCE, None}
            ):
                trials.append(study)
        return len(trials) > 1 and not all(study.funded_by_maker for study in trials)

    # --- one occurrence ----------------------------------------------------------------------------

    @property
    def kind(self) -> Kind:
        """General knowledge that is not on the textbook list is a mechanism: it needs a reference."""
        if self.claim.kind in {Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION}:
            return self.claim.kind if textbook.applies(self.claim) else Kind.MECHANISM
        return self.claim.kind

    def tags(
        self, occurrence: Occurrence, article: Article | None, links: Sequence[LinkAssessment]
    ) -> tuple[set[str], list[Reason]]:
        tags = {f"kind:{self.kind.value}"}
        reasons: list[Reason] = []
        language = article.language if article else "en"
        usable = [link for link in links if link.usable]
        if self.is_contradicted(links):
            tags.add("contradicted")
        tags.update(self.textbook_tags(occurrence, language, reasons))
        tags.update(self.computed(reasons))
        if not usable:
            tags.add("nothing_usable")
            return tags, reasons
        tags.update(self.evidence_tags(occurrence, usable))
        allowed = [link for link in usable if link.allows(occurrence.strength) and link.known]
        if not allowed:
            tags.add("over_ceiling")
        elif all(link.capped for link in allowed):
            tags.add("capped")
        if article is not None and not occurrence.cites and allowed and self.has_marks(article):
            reasons.append(reason("no_mark"))
        reasons.extend(max(allowed or usable, key=_weight).reasons)
        return tags, reasons

    def is_contradicted(self, links: Sequence[LinkAssessment]) -> bool:
        """Whether a listed source at least as strong as the best usable one finds otherwise."""
        best = max((RANK[link.evidence.level] for link in links if link.usable), default=-1)
        return any(
            link.listed
            and link.evidence.relation is Relation.CONTRADICTS
            and link.tested in {Tested.SAME_SUBSTANCE, None}
            and RANK[link.evidence.level] >= best
            and self.may_be_used(link.evidence.reference)
            for link in links
        )

    def may_be_used(self, key: str) -> bool:
        """Whether the reference is not retracted, not found, or another work."""
        identity = self.identities.get(key)
        return identity is None or identity.carries

    def evidence_tags(
        self, occurrence: Occurrence, usable: Sequence[LinkAssessment]
    ) -> Iterator[str]:
        """What the usable links together say of the occurrence."""
        if not any(link.known for link in usable):
            yield "contents_unknown"
        if any(link.evidence.relation is Relation.SUPPORTS for link in usable):
            yield "head_to_head"
        invoked = set(occurrence.subjects) & {Subject.HUMAN, *_BEYOND_PEOPLE}
        if invoked and not any(self.subjects(link) & invoked for link in usable):
            yield "wrong_subjects"
        numbers = {link.numbers for link in usable}
        best = next((n for n in ("same", "larger", "absent") if n in numbers), None)
        if best is not None:
            yield f"number:{best}"

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
        return set(study.subjects) if study else set()

    def textbook_tags(
        self, occurrence: Occurrence, language: str, reasons: list[Reason]
    ) -> Iterator[str]:
        if not textbook.applies(self.claim):
            if self.claim.kind in {Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION}:
                reasons.append(reason("not_textbook"))
            return
        refused = textbook.refusal(self.claim, occurrence)
        if refused:
            reasons.append(reason("textbook_refused", why=refused))
            return
        yield "textbook"
        entry = textbook.load().entries[self.claim.basis or ""]
        reasons.append(reason("textbook_entry", says=entry.says, source=entry.source))
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
        compound = next(
            (
                s
                for n in self.claim.about.substance
                if (s := substance(n)) and s.molar_mass is not None and s.kind == "compound"
            ),
            None,
        )
        found = find_quantities(self.claim.statement, "en")
        masses = [q for q in found if q.dimension == "mass" and q.low > 0]
        elemental = next((q for q in masses if q.elemental), None)
        whole = next((q for q in masses if not q.elemental), None)
        if compound is None or elemental is None or whole is None:
            return
        check = conversion(whole, elemental, compound)
        right = check.verdict.startswith("consistent")
        reasons.append(reason("conversion", explanation=check.explanation))
        if right and check.label_low is not None:
            reasons.append(reason("label_not_cited", source=compound.label_source or "the label"))
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
        usable = sorted((x for x in links if x.usable), key=_weight, reverse=True)
        best = usable[0] if usable else None
        says = next((x.evidence.says for x in usable if x.numbers == "larger"), None)
        against = next((x for x in listed if x.evidence.relation is Relation.CONTRADICTS), None)
        yield reason(
            row.id,
            strength=_ASSERTED[occurrence.strength],
            ceiling=_ASSERTED[best.ceiling] if best and best.ceiling is not None else "nothing",
            reference=self.cite((against or best or links[0]).evidence.reference) if links else "",
            says=says or (against.evidence.says if against else None) or "",
            subjects=", ".join(s.value for s in occurrence.subjects),
        )

    def why_nothing(self, listed: Sequence[LinkAssessment]) -> Iterator[Reason]:
        if not listed:
            yield reason("nothing_listed" if not self.claim.evidence else "not_in_own_list")
            return
        yield reason("nothing_carries")
        for link in listed:
            yield from link.reasons

    def row_reason(self, row: Row, evidence: Evidence, study: Study | None) -> Reason:
        return reason(
            row.id,
            reference=self.cite(evidence.reference),
            says=evidence.says or "",
            missing="; ".join(evidence.missing),
            species=", ".join(study.species) if study and study.species else _plain_level(evidence),
            ingredients=" + ".join(study.ingredients) if study else "",
            substance=" + ".join(self.claim.about.substance),
            outcome=", ".join(self.claim.about.outcome),
            measured=_few(o.name for o in study.outcomes) if study else "",
        )

    def notice_reasons(self, key: str, identity: Identity) -> Iterator[Reason]:
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
    claim = Claim(
        id="lookup",
        statement="lookup",
        kind=Kind.MECHANISM if level is Level.NARRATIVE_REVIEW else Kind.EFFECT,
        about=About(substance=study.ingredients or ("it",)),
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
    context = _Context(claim, Dossier(studies={"it": study}), {}, {}, load_policy())
    link = context.link(0, claim.evidence[0], claim.occurrences[0], listed=("it",), agree=False)
    return "nothing" if link.ceiling is None else link.ceiling.label, link.reasons


def short_citation(reference: Reference) -> str:
    """First author and year, as people refer to a work; the title's beginning where none."""
    who = reference.authors[0] if reference.authors else None
    name = (who.family or who.name) if who else reference.title[:40]
    return " ".join(part for part in (name, str(reference.year or "")) if part) or reference.key


def _weight(link: LinkAssessment) -> tuple[int, int, int]:
    ceiling = -1 if link.ceiling is None else int(link.ceiling)
    return (ceiling, 0 if link.capped else 1, RANK[link.evidence.level])


def _few(names: Iterable[str], most: int = 4) -> str:
    listed = list(dict.fromkeys(names))
    rest = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + rest


def _plain_level(evidence: Evidence) -> str:
    return {Level.ANIMAL: "animals", Level.IN_VITRO: "cells"}.get(evidence.level, "people")


def _comparable(quantity: Quantity) -> bool:
    return quantity.dimension == "count" and quantity.unit == "count"
