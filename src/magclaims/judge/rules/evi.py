"""EVI: what the sentences say against what their evidence can carry."""

from collections.abc import Iterator

from magclaims.judge.case import Case
from magclaims.judge.rule import Hit, Rule, rule, rules_of
from magclaims.match.identity import certain_candidate
from magclaims.model.finding import Severity
from magclaims.model.identifiers import host_of
from magclaims.model.registry import Kind, Level, Relation

_PRECLINICAL = frozenset({Level.ANIMAL, Level.IN_VITRO})
NOT_ASKED = "no service was asked"
_WARNING = frozenset({"precaution", "warning_uncited", "warning"})
"""Rows of the policy by which a warning needs no evidence."""
_ASSERTING = {Kind.EFFECT, Kind.STUDY_RESULT, Kind.MECHANISM, Kind.COMPARISON}


def _verdict_hits(case: Case, rule: Rule) -> Iterator[Hit]:
    """The occurrences whose verdict a rule reports, as the policy says."""
    for claim in case.dossier.claims:
        for assessed in case.assessments[claim.id].occurrences:
            if assessed.code != rule.code:
                continue
            why = "; ".join(reason.text for reason in assessed.reasons)
            yield Hit(
                case.at_occurrence(claim, assessed.index),
                f'"{assessed.occurrence.quote}" ({assessed.verdict.value}): {why}',
                case.advisor(claim, assessed).suggest(),
            )


rules_of("verdict", _verdict_hits)


@rule("EVI014", Severity.WARNING, scope="article")
def unidentified_evidence(case: Case) -> Iterator[Hit]:
    """A claim rests on references that nobody can identify.

    What: All references that support an effect, a study result, a mechanism or a comparison have no
        DOI, PMID, ISBN or address, and no service has a record that is surely theirs.
    Why: A work that nobody can find cannot be checked, and may not exist.
    Instead: Add the DOI or PMID; `magclaims lookup "title, author"` searches for it.
    """
    for claim in case.dossier.claims:
        if claim.kind not in _ASSERTING:
            continue
        told: set[tuple[str, tuple[str, ...]]] = set()
        for assessed in case.assessments[claim.id].occurrences:
            keys = tuple(dict.fromkeys(x.evidence.reference for x in assessed.links if x.usable))
            place = (assessed.occurrence.article, keys)
            if not keys or place in told or not all(_nobody_knows(case, key) for key in keys):
                continue
            told.add(place)
            named = ", ".join(f"`{key}`" for key in keys)
            searched = "no service that was asked has it" if case.gathered.asked else NOT_ASKED
            yield Hit(
                case.at_occurrence(claim, assessed.index),
                f'"{assessed.occurrence.quote}" rests on {named} alone: no identifier, no address, '
                f"and {searched}",
                "add its DOI, PMID or address, or cite a work that can be found",
            )


@rule("EVI017", Severity.NOTE, scope="article")
def precaution_without_source(case: Case) -> Iterator[Hit]:
    """A precaution says what may happen, and cites nothing.

    What: A claim of kind precaution, or one that warns of harm, names an outcome, and no reference that
        its article lists bears on it; or one that warns rests on animals or cells alone.
    Why: A warning needs no trial, and stays; with a source the reader can tell how great the risk is.
    Instead: Cite a package leaflet, an authority or the reports of cases.
    """
    for claim in case.dossier.claims:
        told: set[str] = set()
        for assessed in case.assessments[claim.id].occurrences:
            article = assessed.occurrence.article
            if assessed.row not in _WARNING or article in told or not claim.about.outcome:
                continue
            cites = [
                x.evidence.level
                for x in assessed.links
                if x.listed and x.evidence.relation is not Relation.MENTIONS
            ]
            if cites and assessed.row == "precaution":
                continue
            if assessed.row == "warning" and not _PRECLINICAL.issuperset(cites):
                continue  # a report of cases is what such a warning should cite
            told.add(article)
            nothing = "nothing that supports it" if cites else "nothing"
            yield Hit(
                case.at_occurrence(claim, assessed.index),
                f'"{assessed.occurrence.quote}" warns, and cites {nothing}',
                "keep it; cite a package leaflet, an authority or a report of cases",
            )


def _nobody_knows(case: Case, key: str) -> bool:
    from magclaims.judge.link.cited import unidentified

    reference = case.references[key]
    found = certain_candidate(reference, case.gathered.candidates.get(key, ()))
    return found is None and unidentified(reference, case.identities.get(key))


@rule("EVI009", Severity.ERROR, scope="article")
def level_contradicts_study(case: Case) -> Iterator[Hit]:
    """The level of an evidence link does not fit what the registry knows of the study.

    What: `level` says human, animal, review ... and the study's own subjects, design or ingredients
        say otherwise. It is a note where a review of the same subjects is linked as one study of them.
    Why: A rat study that is registered as human would carry claims about people.
    Instead: The level that the study has for this claim.
    """
    from magclaims.study.levels import SUBJECT_OF_LEVEL, level_clash

    for claim in case.dossier.claims:
        for index, link in enumerate(claim.evidence):
            study = case.dossier.studies.get(link.reference)
            clash = level_clash(link.level, study, claim.about.substance) if study else None
            if study and clash:
                review = clash.fits is Level.SYSTEMATIC_REVIEW
                same = review and SUBJECT_OF_LEVEL.get(link.level) in study.subjects
                yield Hit(
                    case.at_evidence(claim, index, "level"),
                    f"`{link.reference}` is linked as {link.level.value}, but {clash.why}; it was "
                    f"judged as {clash.fits.value}",
                    f"write `level: {clash.fits.value}`, or correct the study",
                    Severity.NOTE if same else None,
                )


@rule("EVI010", Severity.WARNING, scope="article")
def weak_source(case: Case) -> Iterator[Hit]:
    """An effect rests on an encyclopedia, a web page or the site's own pages.

    What: A link of level background, or to a page on the article's own site, is said to support an
        effect, a study result, a mechanism or a comparison.
    Why: Such a source can explain a word; it is no evidence.
    Instead: Cite the study that the page itself cites, or link it as `relation: mentions`.
    """
    for claim in case.dossier.claims:
        if claim.kind not in _ASSERTING:
            continue
        hosts = {
            host_of(article.source)
            for occurrence in claim.occurrences
            if (article := case.article(occurrence)) and article.source
        }
        for index, link in enumerate(claim.evidence):
            if link.relation not in {Relation.SUPPORTS, Relation.PARTIAL}:
                continue
            reference = case.references.get(link.reference)
            host = host_of(reference.url) if reference and reference.url else ""
            if host and host in hosts:
                why = f"`{link.reference}` is a page of the article's own site"
            elif link.level is Level.BACKGROUND:
                why = f"`{link.reference}` is background (an encyclopedia or a web page)"
            else:
                continue
            yield Hit(
                case.at_evidence(claim, index, "level"),
                f"{why}, and is said to support a claim of kind {claim.kind.value}",
                "cite the study itself, or set `relation: mentions`",
            )
