"""DOI: retractions, concerns and corrections that a source reports of a work."""

from collections.abc import Iterator

from magclaims.judge.case import Case
from magclaims.judge.rule import Hit, Rule, rule, rules_of
from magclaims.judge.rules.doi_named import found_by, kind_in_words, reference_named, resting_on
from magclaims.match.identity import (
    CONCERNING,
    CORRECTING,
    WITHDRAWING,
    WITHDRAWN,
    Identity,
    replacement,
)
from magclaims.model.finding import Severity
from magclaims.model.registry import Reference
from magclaims.model.service import label, reports_notices
from magclaims.model.work import Notice, Work


@rule("DOI005", Severity.ERROR, scope="references")
def retracted(case: Case) -> Iterator[Hit]:
    """The work was retracted, removed or withdrawn.

    What: A registry carries a notice that the work no longer stands. Some journals replace it by a
        corrected version (PubMed: retracted and republished; Retraction Watch: retract and replace).
    Why: A claim that rests on it rests on nothing. What the new version found may be something else.
    Instead: Remove it, and cite a work that stands, or drop the claim. Where it was replaced, cite
        the new version once the claim was checked against it; where that stands under the same
        DOI, waive this finding then.
    """
    for key, identity in case.identities.items():
        if identity.status not in WITHDRAWN:
            continue
        notices = [n for n in identity.notices if n.type in WITHDRAWING]
        replaced = identity.status == "replaced"
        said = "was retracted and replaced by a new version" if replaced else "was retracted"
        yield Hit(
            case.at_reference(key, found_by(case.references[key])),
            f"{reference_named(key, identity)} {said}: {_notices(notices)}{_touched(case, key)}",
            _cite_instead(case.references[key], identity)
            if replaced
            else "remove it, and cite a work that stands, or drop the claim",
        )


def _cite_instead(reference: Reference, identity: Identity) -> str:
    """What to do where a new version took the place of a work."""
    new = replacement(identity.notices)
    own = {reference.doi, identity.work.doi if identity.work else None}
    if new is None:
        return (
            "find the new version by the notice, and cite it once the claim was checked against it"
        )
    if new in own:
        return (
            f"the new version stands under the same DOI (doi:{new}): check the claim against it, and "
            "waive this finding then"
        )
    return f"cite doi:{new} instead, once the claim was checked against it"


def _noticed(case: Case, rule: Rule) -> Iterator[Hit]:
    """The works that stand and carry a notice of concern, or a correction."""
    kinds, users, advice = (
        (CONCERNING, _touched, "read the notice, and lean on another work where you can")
        if rule.name == "concern"
        else (CORRECTING, resting_on, "read the correction, and check that the claim still stands")
    )
    for key, identity in case.identities.items():
        notices = [n for n in identity.notices if n.type in kinds]
        if notices and identity.carries:
            where = case.at_reference(key, found_by(case.references[key]))
            said = f"{reference_named(key, identity)}: {_notices(notices)}{users(case, key)}"
            yield Hit(where, said, advice)


rules_of("notice", _noticed)


def _notices(notices: list[Notice]) -> str:
    parts = []
    for notice in notices:
        when = f" of {notice.date}" if notice.date else ""
        doi = f", doi:{notice.doi}" if notice.doi else ""
        new = f", new version doi:{notice.replaced_by}" if notice.replaced_by else ""
        parts.append(f"{kind_in_words(notice.type)}{when}{doi}{new} (source: {notice.source})")
    return "; ".join(parts)


def _touched(case: Case, key: str) -> str:
    """The claims and the places in articles that rest on a reference."""
    places = [
        f"{place.claim} ({place.article}, {place.location.path}:{place.location.line})"
        for place in case.touched(key)
    ]
    return f"; it touches {', '.join(places)}" if places else ""


@rule("DOI014", Severity.NOTE, scope="references")
def sources_disagree(case: Case) -> Iterator[Hit]:
    """Sources that were asked do not agree on whether a work was withdrawn.

    What: Crossref, Europe PMC (PubMed) and, with --retraction-watch, the Retraction Watch list were
      asked, and not all of them have the retraction; or one of them says that it was undone.
    Why: Registries lag behind one another; the notice itself decides.
    Instead: Read the notice at the publisher.
    """
    for key, identity in case.identities.items():
        work = identity.work
        known = work.notices if work else case.gathered.notices.get(key, ())
        withdrawn = [n for n in known if n.type in WITHDRAWING]
        if not withdrawn:
            continue
        stands = [n for n in identity.notices if n.type in WITHDRAWING]
        undone = _sources([n for n in known if n.type == "reinstatement"])
        silent = [source for source in _asked(case, work) if source not in _sources(stands)]
        if not stands:
            said = f"{_listed(undone)} reported later that it was reinstated"
        elif silent:
            said = f"{_listed(silent)} {'have' if len(silent) > 1 else 'has'} no such notice"
        else:
            continue
        yield Hit(
            case.at_reference(key, found_by(case.references[key])),
            f"`{key}`: {_notices(withdrawn)}; {said}",
            "read the notice at the publisher",
        )


def _listed(sources: list[str]) -> str:
    return " and ".join(map(label, sources))


def _sources(notices: list[Notice]) -> list[str]:
    """Who reports the notices; what Crossref has from elsewhere is Crossref's."""
    parts = (part for notice in notices for part in notice.source.split(","))
    return list(dict.fromkeys(part.partition(":")[0].strip() for part in parts))


def _asked(case: Case, work: Work | None) -> list[str]:
    """The sources of notices that had a say."""
    asked = [source for source in (work.sources if work else ()) if reports_notices(source)]
    if case.gathered.watched:
        asked.append("retraction-watch")
    return asked
