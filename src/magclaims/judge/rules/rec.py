"""EVI, continued: what the registry declares of a study beside what its record says."""

from collections.abc import Iterator

from magclaims.judge.case import Case
from magclaims.judge.rule import Hit, rule
from magclaims.model.finding import Severity
from magclaims.model.registry import Level
from magclaims.model.work import Work


def _work(case: Case, key: str) -> Work | None:
    """The record of a reference, where it is this work."""
    identity = case.identities.get(key)
    return identity.work if identity is not None and identity.carries else None


@rule("EVI011", Severity.WARNING, scope="article")
def study_differs_from_record(case: Case) -> Iterator[Hit]:
    """The record contradicts what the registry declares of a study.

    What: Title, abstract, publication types or MeSH speak against the declared design, subjects,
        species, number of ingredients, sample size or participants.
    Why: A study that is declared better than it is carries claims that it cannot carry.
    Instead: Read the record, and correct the study (or keep it, with a note why).
    """
    from magclaims.study.participants import left_out
    from magclaims.study.records import against_study, other_size

    for key, study in case.dossier.studies.items():
        work = _work(case, key)
        if work is None:
            continue
        reasons = against_study(study, work)
        overruled = key in case.studies.overruled
        if reasons:
            declared = ", ".join(
                [s.value for s in study.subjects] + ([study.design.value] if study.design else [])
            )
            yield Hit(
                case.at_study(key),
                f"`{key}` is declared {declared}; the record says otherwise: "
                + "; ".join(dict.fromkeys(reason.text for reason in reasons))
                + ("; the more cautious of the two was judged" if overruled else ""),
                "read the record, and correct the study",
            )
        patients = left_out(study, work)
        if patients and not reasons:
            named = " and ".join(patients)
            yield Hit(
                case.at_study(key, "participants" if study.participants else "population"),
                f"`{key}`: those who took part are described without {named}, of whom the record "
                "tells; the more cautious of the two was judged",
                "say what they had, or that the others took part, too",
            )
        size = other_size(study, work)
        if size is not None and not reasons:
            yield Hit(
                case.at_study(key, "sample_size"),
                f"`{key}`: sample size {study.sample_size} is declared; the text says {size}",
                "check which of the two the claim is about",
                Severity.NOTE,
            )


@rule("EVI012", Severity.WARNING, scope="article")
def level_differs_from_record(case: Case) -> Iterator[Hit]:
    """The record contradicts the level of an evidence link.

    What: A reference without an entry under `studies` is linked as human or animal, and its record
        says otherwise.
    Why: A rat study that is linked as human would carry claims about people.
    Instead: The level that the record shows; better still, enter the study.
    """
    from magclaims.study.records import against_level

    for claim in case.dossier.claims:
        for index, link in enumerate(claim.evidence):
            work = _work(case, link.reference)
            if work is None or link.reference in case.dossier.studies:
                continue
            reasons = against_level(link.level, work)
            if reasons:
                yield Hit(
                    case.at_evidence(claim, index, "level"),
                    f"`{link.reference}` is linked as {link.level.value}; the record says "
                    "otherwise: " + "; ".join(dict.fromkeys(reason.text for reason in reasons)),
                    "correct the level, and enter the study under `studies`",
                )


@rule("EVI013", Severity.NOTE, scope="article")
def words_not_in_abstract(case: Case) -> Iterator[Hit]:
    """The words quoted under `says` are not in the record's abstract, or otherwise.

    What: `says` is looked for in the title and abstract. A warning where the abstract has another
        number of the same thing, or denies the words; a note where they are not there (they may be
        in the full text).
    Why: A figure that was copied wrong stands behind every sentence that leans on it.
    Instead: The source's own figure, with a `locator` where it is not in the abstract.
    """
    from magclaims.study.records import quoted

    for claim in case.dossier.claims:
        for index, link in enumerate(claim.evidence):
            work = _work(case, link.reference)
            found = quoted(link.says, work) if work and link.says else None
            if found is None or found.result == "found":
                continue
            where = case.at_evidence(claim, index, "says")
            if found.result in ("other_number", "denied"):
                yield Hit(
                    where,
                    f"`{link.reference}` is quoted as saying “{link.says}”; its abstract has "
                    f"“{found.words}”",
                    "quote what the source itself says, or give a `locator`",
                    Severity.WARNING,
                )
            elif link.locator is None and link.level is not Level.BACKGROUND:
                yield Hit(
                    where,
                    f"“{link.says}” is not in the abstract of `{link.reference}`",
                    "add a `locator` if it is in the full text",
                )
