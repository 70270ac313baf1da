"""EVI, continued: what the article's own list says besides what its claims are linked to."""

from collections.abc import Iterator

from magclaims.judge.case import Case
from magclaims.judge.evidence_link import LinkAssessment, Links
from magclaims.judge.reasons import say
from magclaims.judge.rule import Hit, rule
from magclaims.knowledge.tested import what_was_tested
from magclaims.model.finding import Severity
from magclaims.model.registry import (
    Claim,
    Evidence,
    Kind,
    Occurrence,
    Relation,
    Strength,
    Tested,
    Verdict,
)
from magclaims.study.levels import level_of

_ASSERTING = {Kind.EFFECT, Kind.STUDY_RESULT, Kind.MECHANISM}


@rule("EVI018", Severity.WARNING)
def selective_citation(case: Case) -> Iterator[Hit]:
    """A study in the article's own list found otherwise, and the claim is not linked to it.

    What: A listed study tested the same substance, measured the same outcome, and found no difference
        or the opposite; the claim has no evidence link to it. A study in animals or cells counts only
        where the sentence names them.
    Why: Whoever links only the studies that agree cites selectively: the verdict then rests on a part
        of what the article itself lists.
    Instead: Link it (`relation: contradicts`), and say that the studies do not agree.
    """
    for claim in case.dossier.claims:
        links = Links(claim, case.judged, case.references, case.identities, case.policy)
        if links.kind not in _ASSERTING:
            continue
        told: set[tuple[str, str]] = set()
        for assessed in case.assessments[claim.id].occurrences:
            occurrence = assessed.occurrence
            if assessed.verdict is Verdict.NOT_APPLICABLE or _asserts_nothing(occurrence):
                continue
            for link in _passed_over(case, claim, links, occurrence):
                key = link.evidence.reference
                if (occurrence.article, key) in told:
                    continue
                told.add((occurrence.article, key))
                yield Hit(
                    case.at_occurrence(claim, assessed.index),
                    f'"{occurrence.quote}": `{key}` in the article\'s own list found '
                    f"otherwise ({say(links.went(key))}), and is not linked to this claim",
                    f"link `{key}` (`relation: contradicts`), and write that the studies do not agree",
                )


def _asserts_nothing(occurrence: Occurrence) -> bool:
    return occurrence.strength is Strength.NONE and not occurrence.reported


def _passed_over(
    case: Case, claim: Claim, links: Links, occurrence: Occurrence
) -> Iterator[LinkAssessment]:
    """Listed studies without a link to the claim that found otherwise, judged as if they had one."""
    article = case.article(occurrence)
    linked = {evidence.reference for evidence in claim.evidence}
    listed = article.references if article is not None else ()
    for key in listed:
        study, reference = case.judged.studies.get(key), case.references.get(key)
        if key in linked or study is None or reference is None or reference.candidate:
            continue
        identity, level = case.identities.get(key), level_of(study)
        if level is None or (identity is not None and not identity.carries):
            continue
        # A list is long, and most of it is about something else: that is told before all the rest.
        compared = what_was_tested(study.ingredients, claim.about.substance)
        if compared is None or compared.tested is not Tested.SAME_SUBSTANCE:
            continue
        evidence = Evidence(reference=key, level=level, relation=Relation.SUPPORTS)
        link = links.link(0, evidence, occurrence, listed=listed, agree=False)
        if link.against and link.tested is Tested.SAME_SUBSTANCE:
            yield link
