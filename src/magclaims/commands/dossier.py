"""`report --claim` and `--dossier`: the substantiation file of a claim, put together from the case."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from magclaims.errors import MagclaimsError, did_you_mean
from magclaims.judge.case import Case
from magclaims.judge.law.authorised import authorised_claims
from magclaims.judge.law.facts import EU_PLACES, LawSentence, languages
from magclaims.judge.law.reading import read_sentences
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.policy import Policy, PolicyRow
from magclaims.judge.policy import load as load_policy
from magclaims.judge.reasons import say
from magclaims.judge.verdict.assess import OccurrenceAssessment
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.regulation import register
from magclaims.model.finding import Finding
from magclaims.model.registry import Article, Claim
from magclaims.model.report import ClaimView, OccurrenceView, ReferenceView, Report
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

_UNLISTED = ReferenceView(
    key="",
    doi=None,
    pmid=None,
    status="not_found",
    title="",
    year=None,
    notices=(),
    study=None,
    checked_at=None,
    source=None,
)
"""A reference that no bibliography has."""


def substantiate(case: Case, report: Report, claim_id: str) -> Substantiation:
    """Put together all that the verdict on a claim rests on, in the language of the report.

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
    return Substantiation.taken_from(
        view,
        claim,
        tool=report.tool,
        checked_at=report.checked_at,
        offline=report.offline,
        language=report.language,
        places=tuple(
            _place(case, shown, _waived(report, view, shown), row(judged.row))
            for shown, judged in zip(view.occurrences, assessed, strict=True)
        ),
        evidence=tuple(_evidence(case, report, view, assessed)),
        law=_law(case, claim, view),
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


def _place(case: Case, shown: OccurrenceView, waived: Finding | None, row: RowView) -> PlaceFile:
    unknown = Article.model_construct(title=shown.article, language="")
    return PlaceFile.taken_from(
        shown,
        case.dossier.articles.get(shown.article, unknown),
        row=row,
        waived=waived.waived if waived else None,
    )


def _row(policy: Policy, row_id: str) -> RowView:
    """A row with its outcome in this project, and the guidance behind it."""
    guidance = load_data("guidance.toml")
    about = guidance["row"].get(row_id, {})
    here, shipped = _found(policy, row_id), _found(load_policy(), row_id)
    return RowView.taken_from(
        here or PolicyRow(row_id, when=()),
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
        links = [(o, x) for o in assessed for x in o.links if x.evidence.reference == key]
        link = next((x for _, x in links if x.usable), links[0][1])
        reference = references.get(key, _UNLISTED)
        study = case.dossier.studies.get(key)
        yield EvidenceFile.taken_from(
            shown,
            reference,
            citation=reference.citation or reference.title,
            listed_by=tuple(dict.fromkeys(o.occurrence.article for o, x in links if x.listed)),
            rows=tuple(_row(case.policy, row) for row in link.rows),
            study=study
            and StudyFile.taken_from(
                study,
                population=study.population and say(study.population, report.language),
                outcomes=reference.study.outcomes if reference.study else (),
            ),
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
        refusals=tuple(map(RefusalView.taken_from, refused)),
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
    return AuthorisedView.taken_from(
        claim,
        wordings=dict(claim.wordings),
        wording_status=claim.dutch,
        amount=claim.shown,
        places=tuple(dict.fromkeys(places)),
    )
