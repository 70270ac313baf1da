"""EVI: what the sentences say against what their evidence can carry."""

from collections.abc import Iterator
from functools import partial

from magclaims.judge.case import Case
from magclaims.judge.rule import Hit, Rule, one_of, rule
from magclaims.match.identity import certain_candidate
from magclaims.model.finding import Severity
from magclaims.model.identifiers import host_of
from magclaims.model.registry import Kind, Level, Relation

_PRECLINICAL = frozenset({Level.ANIMAL, Level.IN_VITRO})
NOT_ASKED = "no service was asked"
_WARNING = frozenset({"precaution", "warning_uncited", "warning"})
"""Rows of the policy by which a warning needs no evidence."""
_ASSERTING = {Kind.EFFECT, Kind.STUDY_RESULT, Kind.MECHANISM, Kind.COMPARISON}


def verdict_hits(case: Case, rule: Rule) -> Iterator[Hit]:
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


on_verdict = partial(one_of, verdict_hits)
"""A rule that reports verdicts: knowledge/policy.toml says which."""


@on_verdict("EVI001", Severity.ERROR)
def unsupported() -> None:
    """Nothing that the article lists can carry the claim.

    What: No listed reference bears on it, or none of those that do may be used.
    Why: Readers take a list of references as proof of every sentence above it.
    Instead: Cite a study that shows it, say what there is, or leave the claim out.
    """


@on_verdict("EVI002", Severity.ERROR)
def overstated() -> None:
    """The sentence says more than its best evidence carries.

    What: Its strength is above the ceiling of the best reference that it may lean on.
    Why: One trial, a review or a mechanism is not a fact about the reader.
    Instead: 'May improve', or report the one trial as one trial.
    """


@on_verdict("EVI003", Severity.ERROR)
def contradicted() -> None:
    """The strongest sources find the opposite, or nothing.

    What: The strongest listed sources are linked with `relation: contradicts`, or their studies found
        no difference, or the other way, in what the claim is about. Sources of one weight that do not
        agree with each other are partly supported instead.
    Why: Whoever follows the references finds that they say otherwise.
    Instead: Report what was found.
    """


@on_verdict("EVI004", Severity.WARNING)
def partly_supported() -> None:
    """The evidence carries a part of the claim.

    What: A link is partial, an outcome is secondary or only near, or a part of a formula is left out.
    Why: The reader cannot tell the shown part from the rest.
    Instead: Keep to what was shown; the finding says what is missing.
    """


@on_verdict("EVI005", Severity.NOTE)
def unverified_claim() -> None:
    """Nobody knows what the cited work says on the claim.

    What: Neither a record nor the registry says what the cited work found.
    Why: It may carry the claim or not; the tool does not guess.
    Instead: Look it up and note it under `says`, or cite a work that is known.
    """


@on_verdict("EVI006", Severity.ERROR)
def comparison_without_study() -> None:
    """Something is called better than something else, without a study that compared them.

    What: A claim of kind comparison has no usable evidence that supports the comparison itself.
    Why: That one form works says nothing about the others.
    Instead: Cite a head-to-head study, or leave the comparison out.
    """


@on_verdict("EVI007", Severity.ERROR)
def preclinical_told_as_human() -> None:
    """Work on animals or cells is told as if it were about people.

    What: The best evidence is animal or in vitro, and the sentence does not name the animals or
        cells, or names people too.
    Why: Most findings in animals do not hold in people, and readers cannot know.
    Instead: 'In rats, ...', with nothing added about the reader.
    """


@on_verdict("EVI008", Severity.ERROR)
def formula_told_as_ingredient() -> None:
    """The effect of a formula is credited to one of its ingredients.

    What: The best evidence tested several ingredients together, and the sentence names one.
    Why: Nobody knows which ingredient did it, or whether one alone would.
    Instead: Make the formula the subject: 'a formula with ... improved ...'.
    """


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
        say otherwise.
    Why: A rat study that is registered as human would carry claims about people.
    Instead: The level that the study has for this claim.
    """
    from magclaims.study.levels import level_clash

    for claim in case.dossier.claims:
        for index, link in enumerate(claim.evidence):
            study = case.dossier.studies.get(link.reference)
            clash = level_clash(link.level, study, claim.about.substance) if study else None
            if clash:
                yield Hit(
                    case.at_evidence(claim, index, "level"),
                    f"`{link.reference}` is linked as {link.level.value}, but {clash.why}; it was "
                    f"judged as {clash.fits.value}",
                    f"write `level: {clash.fits.value}`, or correct the study",
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
