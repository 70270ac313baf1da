"""EVI, continued: what stands beside the links: other studies of the list, what a review reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from magclaims.judge.case import Case
from magclaims.judge.reasons import say
from magclaims.judge.rule import Hit, rule
from magclaims.model.finding import Severity
from magclaims.model.registry import (
    Claim,
    Evidence,
    Kind,
    Outcome,
    Relation,
    Strength,
    Study,
    Tested,
    Verdict,
)

if TYPE_CHECKING:
    from magclaims.judge.claim.asserted import Asserted
    from magclaims.judge.link.assessment import LinkAssessment
    from magclaims.judge.link.links import Links

_ASSERTING = {Kind.EFFECT, Kind.STUDY_RESULT, Kind.MECHANISM}


@rule("EVI018", Severity.WARNING, scope="article")
def selective_citation(case: Case) -> Iterator[Hit]:
    """A study in the article's own list found otherwise, and the claim is not linked to it.

    What: A listed study tested the same substance, measured the same outcome, and found no difference
        or the opposite; the claim has no evidence link to it. A study in animals or cells counts only
        where the sentence names them. What is reported of one study may stand beside another claim of the
        article that is linked to the other study, on the same outcome.
    Why: Whoever links only the studies that agree cites selectively: the verdict then rests on a part
        of what the article itself lists.
    Instead: Link it (`relation: contradicts`), and say that the studies do not agree.
    """
    from magclaims.judge.link.cited import CitedWorks
    from magclaims.judge.link.links import Links
    from magclaims.judge.link.reasons import went

    sources = CitedWorks(case.judged.studies, case.references, case.identities)
    links = Links(sources, case.policy)
    linked: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.dossier.claims:
        for key in dict.fromkeys(link.reference for link in claim.evidence):
            linked[key].append(claim)

    @cache  # an article may make hundreds of claims on one study
    def spoken_of(article: str, key: str) -> frozenset[Outcome]:
        """What a study found that claims of an article, linked to it, speak of."""
        said = (
            assessed.said
            for claim in linked[key]
            for assessed in case.assessments[claim.id].occurrences
            if assessed.occurrence.article == article
        )
        return frozenset(found for each in said for found in _on(each, sources.studies[key]))

    for claim in case.dossier.claims:
        told: set[tuple[str, str]] = set()
        for assessed in case.assessments[claim.id].occurrences:
            said, occurrence = assessed.said, assessed.occurrence
            if assessed.verdict is Verdict.NOT_APPLICABLE or (
                occurrence.strength is Strength.NONE and not occurrence.reported
            ):
                continue
            if said.kind not in _ASSERTING:
                continue
            for link in _passed_over(case, links, said):
                key = link.evidence.reference
                found_there = _on(said, sources.studies[key])
                if (occurrence.article, key) in told or (
                    occurrence.reported
                    and not spoken_of(occurrence.article, key).isdisjoint(found_there)
                ):
                    continue
                told.add((occurrence.article, key))
                found = say(went(found_there))
                yield Hit(
                    case.at_occurrence(claim, assessed.index),
                    f'"{occurrence.quote}": `{key}` in the article\'s own list found '
                    f"otherwise ({found}), and is not linked to this claim",
                    f"link `{key}` (`relation: contradicts`), and write that the studies do not agree",
                )


@rule("EVI019", Severity.NOTE, scope="article", once=True)
def reviewed_unknown(case: Case) -> Iterator[Hit]:
    """Claims rest on a review, and nobody noted what it reviewed.

    What: A sentence that says more than an association is supported in part only, since neither the
        study entry of its review (`reviews`, `certainty`, `comparator`, `dose`) nor a title, an abstract
        or a quotation says what it reviewed. Told once for each review.
    Why: A review of trials supports a fact, one of cohorts an association, one of mice nothing about people.
    Instead: Note `reviews: {designs: [...]}` in the study entry, and `certainty` where the review rates it.
    """
    for claim in case.dossier.claims:
        for assessed in case.assessments[claim.id].occurrences:
            if assessed.verdict is not Verdict.PARTLY_SUPPORTED:
                continue
            for link in assessed.links:
                key = link.evidence.reference
                if link.usable and "review_unknown" in link.rows:
                    yield Hit(
                        case.at_evidence(claim, link.index),
                        f"`{key}` supports a part at most: nobody noted what it reviewed",
                        f"note under `studies`: {key}: reviews: {{designs: [...]}}",
                    )


def _on(said: Asserted, study: Study) -> list[Outcome]:
    """What a study found on the outcomes that a sentence speaks of."""
    from magclaims.judge.link.outcome import match_outcomes

    return [found for match in match_outcomes(said, study) for found in match.outcomes]


def _passed_over(case: Case, links: Links, said: Asserted) -> Iterator[LinkAssessment]:
    """Listed studies without a link to the claim that found otherwise, judged as if they had one."""
    from magclaims.judge.link.outcome import match_outcomes
    from magclaims.knowledge.tested import what_was_tested
    from magclaims.study.levels import level_of

    article = case.article(said.occurrence)
    linked = {evidence.reference for evidence in said.claim.evidence}
    listed = article.references if article is not None else ()
    for key in listed:
        study, reference = case.judged.studies.get(key), case.references.get(key)
        if key in linked or study is None or reference is None or reference.candidate:
            continue
        identity, level = case.identities.get(key), level_of(study)
        if level is None or (identity is not None and not identity.carries):
            continue
        # A list is long, and most of it is about something else, or agrees: that is told before all the rest.
        compared = what_was_tested(study.ingredients, said.claim.about.substance)
        if compared is None or compared.tested is not Tested.SAME_SUBSTANCE:
            continue
        matched = match_outcomes(said, study)
        if not matched or (not said.safety and any(any(m.carrying) for m in matched)):
            continue
        evidence = Evidence(reference=key, level=level, relation=Relation.SUPPORTS)
        link = links.link(0, evidence, said, listed=listed)
        if link.against and link.tested is Tested.SAME_SUBSTANCE:
            yield link
