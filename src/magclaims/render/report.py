"""The `Report` that all formats render, of a case and what was found in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from magclaims import __version__
from magclaims.cite.citation import ama
from magclaims.clock import checked_at
from magclaims.judge.case import Case
from magclaims.judge.reasons import in_language, say, skipped_in
from magclaims.model.finding import Finding, Severity
from magclaims.model.registry import Claim, Verdict
from magclaims.model.report import (
    ArticleView,
    CauseView,
    ClaimView,
    CommentView,
    CoverageView,
    DraftView,
    EvidenceView,
    OccurrenceView,
    RatingView,
    ReferenceView,
    Report,
    ReviewedView,
    Skipped,
    Summary,
    Tool,
)

if TYPE_CHECKING:
    from magclaims.judge.link.assessment import LinkAssessment
    from magclaims.judge.verdict.assess import OccurrenceAssessment
    from magclaims.read.article.articles import ArticleText


def build(
    case: Case,
    findings: tuple[Finding, ...],
    *,
    skipped: Iterable[Skipped] = (),
    language: str = "en",
    claims: Iterable[ClaimView] | None = None,
    coverage: Mapping[str, CoverageView] | None = None,
) -> Report:
    """Everything that the formats render.

    `claims` and `coverage` are what `claim_view` and `coverage_view` give, where that is known.
    """
    known = {view.id: view for view in claims or ()}
    claims = tuple(
        known.get(claim.id) or claim_view(case, claim, language) for claim in case.dossier.claims
    )
    if coverage is None:
        shares = {name: coverage_view(case, name) for name in case.dossier.articles}
    else:
        shares = {name: coverage.get(name) for name in case.dossier.articles}
    references = tuple(_reference(case, key) for key in sorted(case.references))
    verdicts = Counter(o.verdict for claim in claims for o in claim.occurrences)
    open_findings = [f for f in findings if f.waived is None and not f.baseline]
    severities = Counter(f.severity for f in open_findings)
    return Report(
        tool=Tool(version=__version__),
        checked_at=checked_at(),
        offline=not case.gathered.asked,
        language=language,
        summary=Summary(
            claims=len(claims),
            references=len(references),
            articles=len(case.dossier.articles),
            findings={s.value: severities.get(s, 0) for s in Severity},
            waived=sum(f.waived is not None for f in findings),
            verdicts={v.value: verdicts.get(v, 0) for v in Verdict},
            provisional=sum(o.provisional for claim in claims for o in claim.occurrences),
            unverified=sum(r.status == "unverified" for r in references),
            textbook=sum(
                reason.code in {"textbook", "textbook_slip"}
                for claim in claims
                for o in claim.occurrences
                for reason in o.reasons[:1]
            ),
            baseline=sum(f.baseline for f in findings),
            drafts=len(case.drafts),
        ),
        findings=findings,
        claims=claims,
        references=references,
        articles=tuple(
            ArticleView.taken_from(article, id=id_, coverage=shares[id_])
            for id_, article in sorted(case.dossier.articles.items())
        ),
        drafts=tuple(_drafts(case)),
        skipped=tuple(skipped_in(given, language) for given in skipped),
        services_down=tuple(
            Skipped(what=service, why=why)
            for service, why in sorted(case.gathered.services_down.items())
        ),
    )


def coverage_view(case: Case, article_id: str) -> CoverageView | None:
    """How much of an article is registered; None where its text is not at hand."""
    covered = case.coverage.get(article_id)
    if covered is None:
        return None
    drafted = case.drafted.get(article_id, frozenset())
    return CoverageView(
        sentences=len(covered.sentences),
        registered=len(covered.sentences) - len(covered.uncovered),
        drafted=sum(found.index in drafted for found in covered.uncovered),
    )


def _drafts(case: Case) -> Iterator[DraftView]:
    from magclaims.judge.stamps import state

    for draft in case.drafts:
        place = case.at_claim(draft).location
        for occurrence in draft.occurrences:
            yield DraftView.taken_from(
                draft, occurrence, place, complete=draft.filled_in, state=state(case, draft)
            )


def claim_view(case: Case, claim: Claim, language: str) -> ClaimView:
    """A claim as it was judged, with all its occurrences; reasons in a language."""
    from magclaims.judge.stamps import state

    assessed = case.assessments[claim.id]
    links: dict[int, LinkAssessment] = {}
    for occurrence in assessed.occurrences:
        for link in occurrence.links:
            kept = links.get(link.index)
            if kept is None or (link.usable and not kept.usable):
                links[link.index] = link
    return ClaimView.taken_from(
        assessed,
        claim,
        statement=say(claim.statement, language),
        evidence_level=assessed.level.value if assessed.level else "none",
        state=state(case, claim),
        reviewed=_reviewed(case, claim, language),
        comments=tuple(
            CommentView.taken_from(said, on=str(said.on))
            for said in case.comments.get(claim.id, ())
        ),
        ratings=tuple(
            RatingView.taken_from(given, on=str(given.on))
            for given in case.ratings.get(claim.id, ())
        ),
        substances=claim.about.substance,
        outcomes=claim.about.outcome,
        evidence=tuple(_evidence(links[index], language) for index in sorted(links)),
        occurrences=tuple(_occurrence(case, claim, o, language) for o in assessed.occurrences),
    )


def _reviewed(case: Case, claim: Claim, language: str) -> ReviewedView | None:
    from magclaims.judge.stamps import changes

    made = case.reviews.reviews.get(claim.id)
    if made is None:
        return None
    since = tuple(say(change.what, language) for change in changes(case, claim, made))
    return ReviewedView(by=made.by, on=str(made.on), changed=since)


def _evidence(link: "LinkAssessment", language: str) -> EvidenceView:
    evidence = link.evidence
    return EvidenceView.taken_from(
        evidence,
        link,
        says=say(evidence.says, language) if evidence.says else None,
        missing=tuple(say(missing, language) for missing in evidence.missing),
        carries="nothing" if link.ceiling is None else link.ceiling.label,
        reasons=tuple(in_language(reason, language) for reason in link.reasons),
    )


def _occurrence(
    case: Case, claim: Claim, assessed: "OccurrenceAssessment", language: str
) -> OccurrenceView:
    occurrence = assessed.occurrence
    place = case.at_occurrence(claim, assessed.index).location
    key = (claim.id, assessed.index)
    here, text = case.found.get(key), case.texts.get(occurrence.article)
    advisor = case.advisor(claim, assessed)
    return OccurrenceView.taken_from(
        occurrence,
        assessed,
        place,
        found=(case.found[key] is not None) if key in case.found else None,
        sentence=text.sentences[here.sentence].text if here and text else None,
        words=here.text if here else None,
        strength=occurrence.strength.label,
        reasons=tuple(in_language(reason, language) for reason in assessed.reasons),
        suggestion=advisor.suggest(),
        evidence_needed=advisor.evidence_needed(),
        evidence=tuple(link.evidence.reference for link in assessed.links if link.usable),
        accepted_stands=_stands(occurrence.accepted, text),
        cause=_cause(case, assessed),
    )


def _stands(accepted: str | None, text: "ArticleText | None") -> bool | None:
    """Whether an accepted wording stands in the article; None where there is none, or no text."""
    if accepted is None or text is None:
        return None
    from magclaims.read.article.locate import locate

    found = locate(accepted, text)
    return found is not None and found.how != "fuzzy"


def _cause(case: Case, assessed: "OccurrenceAssessment") -> CauseView | None:
    from magclaims.judge.verdict.cause import cause_of

    found = cause_of(assessed, case.identities)
    return CauseView.taken_from(found) if found else None


def _reference(case: Case, key: str) -> ReferenceView:
    reference, identity = case.references[key], case.identities[key]
    return ReferenceView.taken_from(
        identity,
        reference,
        title=identity.work.title if identity.work and identity.carries else reference.title,
        study=case.dossier.studies.get(key),
        source=identity.work.source if identity.work else None,
        sources=identity.work.sources if identity.work else (),
        address=case.gathered.addresses.get(identity.work.source) if identity.work else None,
        reason=identity.reason or None,
        citation=ama(reference),
        short=reference.short_citation,
        url=reference.url or None,
    )
