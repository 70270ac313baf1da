"""`report --claim` and `--dossier`: the substantiation file of a claim, put together from the case."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from magclaims.errors import MagclaimsError, did_you_mean
from magclaims.judge.case import Case
from magclaims.judge.law.authorised import authorised_claims
from magclaims.judge.law.facts import EU_PLACES, LawSentence, languages
from magclaims.judge.law.reading import read_sentences
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.link.assessment import LinkAssessment
from magclaims.judge.policy import Policy, PolicyRow
from magclaims.judge.policy import load as load_policy
from magclaims.judge.reasons import say
from magclaims.judge.verdict.assess import OccurrenceAssessment
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.regulation import register
from magclaims.model.finding import Finding
from magclaims.model.registry import Claim, Study
from magclaims.model.report import ClaimView, EvidenceView, OccurrenceView, ReferenceView, Report
from magclaims.model.substantiation import (
    AuthorisedView,
    EvidenceFile,
    GuidanceView,
    LawFile,
    PlaceFile,
    RefusalView,
    RowView,
    StudyFile,
    Substantiation,
)
from magclaims.render.escape import plain


def substantiate(case: Case, report: Report, claim_id: str) -> Substantiation:
    """Put together all that the verdict on a claim rests on.

    Args:
        case: What was judged.
        report: What came out, in the language of the file.
        claim_id: The claim.

    Raises:
        MagclaimsError: There is no such claim.
    """
    claim = next((c for c in case.dossier.claims if c.id == claim_id), None)
    if claim is None:
        near = did_you_mean(claim_id, [c.id for c in case.dossier.claims])
        raise MagclaimsError(f"--claim: the registry has no claim {plain(claim_id)!r}{near}")
    view = next(c for c in report.claims if c.id == claim_id)
    assessed = case.assessments[claim_id].occurrences
    row = partial(_row, case.policy)
    return Substantiation(
        tool=report.tool,
        checked_at=report.checked_at,
        offline=report.offline,
        language=report.language,
        id=claim.id,
        statement=view.statement,
        kind=claim.kind.value,
        direction=claim.direction.value if claim.direction else None,
        substances=claim.about.substance,
        outcomes=claim.about.outcome,
        basis=claim.basis,
        verdict=view.verdict,
        provisional=view.provisional,
        places=tuple(
            _place(case, shown, judged, _waived(report, view, shown), row(judged.row))
            for shown, judged in zip(view.occurrences, assessed, strict=True)
        ),
        evidence=tuple(_evidence(case, report, view, assessed)),
        law=_law(case, claim, view),
        reviewed=view.reviewed,
        comments=view.comments,
        ratings=view.ratings,
    )


def _waived(report: Report, claim: ClaimView, place: OccurrenceView) -> Finding | None:
    at = (claim.id, place.article, place.code, place.path, place.line, place.column)
    return next(
        (
            f
            for f in report.findings
            if f.waived and (f.claim, f.article, f.code, f.path, f.line, f.column) == at
        ),
        None,
    )


def _place(
    case: Case,
    shown: OccurrenceView,
    judged: OccurrenceAssessment,
    waived: Finding | None,
    row: RowView,
) -> PlaceFile:
    article = case.dossier.articles.get(shown.article)
    return PlaceFile(
        article=shown.article,
        title=article.title if article else shown.article,
        language=article.language if article else "",
        source=article.source if article else None,
        published=article.published if article else None,
        commercial=article.commercial if article else None,
        jurisdictions=article.jurisdictions if article else (),
        quote=shown.quote,
        sentence=shown.sentence,
        strength=shown.strength,
        strength_source=judged.strength_source,
        verdict=shown.verdict,
        provisional=shown.provisional,
        reasons=shown.reasons,
        row=row,
        suggestion=shown.suggestion,
        evidence_needed=shown.evidence_needed,
        waived=waived.waived if waived else None,
        accepted=shown.accepted,
        accepted_stands=shown.accepted_stands,
    )


def _row(policy: Policy, row_id: str) -> RowView:
    """A row with its outcome in this project, and the guidance behind it."""
    guidance = load_data("guidance.toml")
    about = guidance["row"].get(row_id, {})
    here, shipped = _found(policy, row_id), _found(load_policy(), row_id)
    return RowView(
        id=row_id,
        verdict=here.verdict if here else None,
        ceiling=here.ceiling if here else None,
        cap=here.cap if here else None,
        changed=here != shipped,
        why=about.get("why", ""),
        follows=tuple(
            GuidanceView(**guidance["source"][name]) for name in about.get("follows", ())
        ),
        differs=about.get("differs", ""),
    )


def _found(policy: Policy, row_id: str) -> PolicyRow | None:
    rows = (*policy.ceilings, *policy.limits, *policy.verdicts)
    return next((row for row in rows if row.id == row_id), None)


def _evidence(
    case: Case, report: Report, claim: ClaimView, assessed: Sequence[OccurrenceAssessment]
) -> Iterator[EvidenceFile]:
    references = {r.key: r for r in report.references}
    for shown in claim.evidence:
        key = shown.reference
        links = [x for o in assessed for x in o.links if x.evidence.reference == key]
        link = next((x for x in links if x.usable), links[0])
        listed = dict.fromkeys(
            o.occurrence.article
            for o in assessed
            for x in o.links
            if x.evidence.reference == key and x.listed
        )
        made = _reference(case, shown, link, references.get(key), report.language)
        yield made.model_copy(update={"listed_by": tuple(listed)})


def _reference(
    case: Case,
    shown: EvidenceView,
    link: LinkAssessment,
    reference: ReferenceView | None,
    language: str,
) -> EvidenceFile:
    study = case.dossier.studies.get(shown.reference)
    return EvidenceFile(
        reference=shown.reference,
        citation=reference.citation or reference.title if reference else "",
        doi=reference.doi if reference else None,
        pmid=reference.pmid if reference else None,
        url=reference.url if reference else None,
        listed_by=(),
        level=shown.level,
        relation=shown.relation,
        tested=shown.tested,
        says=shown.says,
        missing=shown.missing,
        locator=shown.locator,
        carries=shown.carries,
        reasons=shown.reasons,
        rows=tuple(_row(case.policy, row) for row in link.rows),
        study=_study(study, reference, language) if study else None,
        status=reference.status if reference else "not_found",
        notices=reference.notices if reference else (),
        checked_at=reference.checked_at if reference else None,
        source=reference.source if reference else None,
        sources=reference.sources if reference else (),
        address=reference.address if reference else None,
    )


def _study(study: Study, reference: ReferenceView | None, language: str) -> StudyFile:
    measured = reference.study.outcomes if reference and reference.study else ()
    return StudyFile(
        design=study.design.value if study.design else None,
        status=study.status.value if study.status else None,
        registration=study.registration,
        subjects=tuple(s.value for s in study.subjects),
        species=study.species,
        population=say(study.population, language) if study.population else None,
        sample_size=study.sample_size,
        ingredients=study.ingredients,
        comparator=study.comparator,
        dose=study.dose,
        duration=study.duration,
        outcomes=measured,
        certainty=study.certainty.value if study.certainty else None,
        funding=study.funding,
        funded_by_maker=study.funded_by_maker,
        from_record=study.from_record,
    )


# --- the list of health claims ---------------------------------------------------------------------


def _law(case: Case, claim: Claim, view: ClaimView) -> LawFile | None:
    articles = case.dossier.articles
    here = [
        (index, o)
        for index, o in enumerate(view.occurrences)
        if o.article in articles and EU_PLACES & set(articles[o.article].jurisdictions)
    ]
    if not here:
        return None
    ids = tuple(_ids(claim.about.substance))
    made: dict[str, list[int]] = {}
    for index, place in here:
        for found in _made(claim, place, articles[place.article].language):
            made.setdefault(found, []).append(index)
    known = register()
    in_force = {c.id for id_ in ids for c in known.claims_for(id_)}
    refused = dict.fromkeys(r for id_ in ids for r in known.refusals_for(id_))
    return LawFile(
        in_force=len(in_force),
        on_hold=any(known.is_on_hold(id_) for id_ in ids),
        authorised=tuple(_authorised(id_, places) for id_, places in made.items()),
        refusals=tuple(
            RefusalView(fact=r.fact, reference=r.reference, status=r.status) for r in refused
        ),
    )


def _ids(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for subject in find_subjects(name):
            yield subject.id


def _made(claim: Claim, place: OccurrenceView, language: str) -> Iterator[str]:
    """The authorised claims that the words of a place make."""
    code = language[:2].lower()
    if code not in languages():
        return
    whole = place.sentence is not None
    sentence = LawSentence(
        place.sentence or place.quote,
        kind="sentence" if whole else "fragment",
        substances=claim.about.substance,
    )
    for reading in read_sentences([sentence], code, claim.about.substance):
        yield from (found.id for found in authorised_claims(reading))


def _authorised(id_: str, places: Sequence[int]) -> AuthorisedView:
    claim = register().claims[id_]
    return AuthorisedView(
        id=id_,
        wordings=dict(claim.wordings),
        wording_status=claim.dutch,
        conditions=claim.conditions,
        amount=claim.shown,
        article=claim.article,
        act=claim.act,
        efsa=claim.efsa,
        places=tuple(dict.fromkeys(places)),
    )
