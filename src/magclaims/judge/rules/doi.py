"""DOI: what the registries say of a reference, compared with its entry."""

from collections.abc import Callable, Collection, Iterator, Sequence

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import Hit, rule
from magclaims.match import FieldMatch, FieldName, compare
from magclaims.match.identity import (
    CONCERNING,
    CORRECTING,
    WITHDRAWING,
    WITHDRAWN,
    Identity,
    Near,
    replacement,
)
from magclaims.model.finding import Severity
from magclaims.model.registry import Reference
from magclaims.model.service import label, reports_notices
from magclaims.model.work import Answer, Notice, Unreachable, Work

_NAMES: dict[FieldName, str] = {
    "title": "title",
    "first_author": "first author",
    "authors": "authors",
    "year": "year",
    "journal": "journal",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
}
_FIELDS: dict[FieldName, str] = {
    "first_author": "author",
    "authors": "author",
    "issue": "number",
    "journal": "journal",
}
_AGAIN = "check again where the services can be reached, or look the work up by hand"
MOST_KEYS = 10
"""References that one finding names."""
_DECISIVE: tuple[FieldName, ...] = ("title", "first_author", "year", "journal")


def _works(case: Case) -> Iterator[tuple[str, Reference, Identity, Work]]:
    """References for which there is a record."""
    for key, identity in case.identities.items():
        if identity.work is not None:
            yield key, case.references[key], identity, identity.work


def _resting(case: Case, key: str) -> str:
    """Which claims rest on a reference, for a message; empty where none does."""
    claims = case.used.get(key, ())
    return f"; it is evidence for {', '.join(claims)}" if claims else ""


def _where(reference: Reference) -> str:
    """The field that the record was found by."""
    return next((f for f in ("doi", "pmid", "pmcid") if reference.raw.get(f)), "url")


def _named(key: str, identity: Identity) -> str:
    """A reference for a message: what a search found says of it only holds if it is that work."""
    if identity.searched and identity.work is not None:
        return (
            f"`{key}`, if it is doi:{identity.work.doi} (it has no identifier; a search found it)"
        )
    return f"`{key}`"


def _from(work: Work) -> str:
    return label(work.source)


@rule("DOI001", Severity.ERROR, scope="references")
def not_found(case: Case) -> Iterator[Hit]:
    """No registry knows the identifier.

    What: The services that keep such identifiers answered that this one does not exist.
    Why: A reader cannot find the work; the reference may be mistyped or made up.
    Instead: Look the work up by its title, and correct the identifier.
    """
    for key, identity in case.identities.items():
        if identity.status == "not_found":
            reference = case.references[key]
            yield Hit(
                case.at_reference(key, _where(reference)),
                f"`{key}`: {identity.reason}{_resting(case, key)}",
                f'look it up by its title: magclaims lookup "{reference.title[:80]}"',
            )
    for key, missing in case.gathered.absent.items():
        if case.identities[key].work is None:
            continue  # that the entry leads nowhere has been said, or could not be asked
        for absent in missing:
            kind = absent.identifier.partition(":")[0]
            yield Hit(
                case.at_reference(key, kind),
                f"`{key}`: {absent.identifier} is not known, although its other identifier is",
                f"correct or remove `{kind}`",
                Severity.WARNING,
            )


@rule("DOI002", Severity.ERROR, scope="references")
def other_work(case: Case) -> Iterator[Hit]:
    """The identifier belongs to another work.

    What: The record behind the identifier has another title, and its other fields differ too; or it
      is the notice of a retraction or correction of the work that the entry prints.
    Why: The reader who follows it reads something else, and the claim rests on nothing.
    Instead: The identifier of the work that is meant.
    """
    for key, reference, identity, work in _works(case):
        if identity.match is None:
            continue
        where = case.at_reference(key, _where(reference))
        if identity.match.verdict == "other_work":
            yield Hit(
                where,
                f"`{key}`: the identifier belongs to another work. {_from(work)} has "
                f"{_titled(work)} ({_people(work)}{work.year or 'no year'}); the entry "
                f"{_says(reference)}{_resting(case, key)}",
                _look_up(reference),
            )
        elif identity.match.verdict == "notice":
            kinds = " and ".join(dict.fromkeys(_kind(update.type) for update in work.notice_of))
            about = [update.doi for update in work.notice_of if update.doi]
            of = f" of doi:{about[0]}" if about else ""
            yield Hit(
                where,
                f"`{key}`: the identifier belongs to a notice ({kinds}){of}, not to the work itself. "
                f"{_from(work)} has {_titled(work)} ({work.year or 'no year'}); the entry "
                f"{_says(reference)}{_resting(case, key)}",
                f"write doi = {{{about[0]}}}" if about else _look_up(reference),
            )


def _titled(work: Work) -> str:
    return f'"{work.title}"' if work.title else "a record without a title"


def _says(reference: Reference) -> str:
    """What an entry says that it is."""
    if reference.title:
        return f'says "{reference.title}"'
    author = f", and its first author is {reference.authors[0]}" if reference.authors else ""
    return f"has no title{author}"


def _look_up(reference: Reference) -> str:
    if not reference.title:
        return "add the title of the work that is meant, then look it up by it: magclaims lookup"
    return f'look up the work that is meant: magclaims lookup "{reference.title[:80]}"'


@rule("DOI003", Severity.ERROR, scope="references")
def fields_differ(case: Case) -> Iterator[Hit]:
    """Title, first author, year or journal differ from the record.

    What: The record is this work, but a field by which readers find it is not as printed. A journal
      that differs while all else agrees is DOI004's.
    Why: It is wrong in print, and makes the next reader doubt the rest.
    Instead: What the record says; `magclaims fix` can write it (but for authors).
    """
    yield from _differences(case, decisive=True)


@rule("DOI004", Severity.WARNING, scope="references")
def details_differ(case: Case) -> Iterator[Hit]:
    """Volume, issue, pages, further authors or the journal alone differ from the record.

    What: The record is this work, but a detail is not as printed. A journal's name has many forms
      (abbreviated, former, translated): where it alone differs it is one of these.
    Why: Small slips are how a list of references loses trust.
    Instead: What the record says; `magclaims fix` can write it.
    """
    yield from _differences(case, decisive=False)


def _differences(case: Case, *, decisive: bool) -> Iterator[Hit]:
    for key, reference, identity, work in _works(case):
        if identity.match is None or identity.match.verdict != "same_work_with_differences":
            continue
        names = identity.match.differences
        for name in names:
            if name == "authors" and "first_author" in names:
                continue  # the same slip, said once
            if _is_decisive(name, names) is decisive:
                field = identity.match.fields[name]
                yield Hit(
                    case.at_reference(key, _field(reference, name)),
                    f"{_named(key, identity)}: {_NAMES[name]} {_differs(field)} in the record at "
                    f"{_from(work)}",
                    f"write {field.record!r}",
                )


def _is_decisive(name: FieldName, names: Sequence[FieldName]) -> bool:
    """Whether a difference is an error; a journal's name has too many forms to be one alone."""
    return name in _DECISIVE and tuple(names) != ("journal",)


def _field(reference: Reference, name: FieldName) -> str:
    if name == "journal":
        return next(
            (f for f in ("journal", "journaltitle", "booktitle") if f in reference.raw), name
        )
    if name == "year" and "year" not in reference.raw:
        return "date"
    return _FIELDS.get(name, name)


def _differs(field: FieldMatch) -> str:
    how = f" ({field.how})" if field.how else ""
    return f'is "{field.printed}" here and "{field.record}"{how}'


def _people(work: Work) -> str:
    if not work.authors:
        return ""
    first = work.authors[0].family or work.authors[0].name
    return f"{first} et al., " if len(work.authors) > 1 else f"{first}, "


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
            case.at_reference(key, _where(case.references[key])),
            f"{_named(key, identity)} {said}: {_notices(notices)}{_touched(case, key)}",
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


@rule("DOI006", Severity.WARNING, scope="references")
def concern(case: Case) -> Iterator[Hit]:
    """The work carries an expression of concern, or was retracted in part.

    What: A registry carries such a notice.
    Why: Its editors doubt it; a careful article says so or leans on something else.
    Instead: Read the notice, and lean on another work where you can.
    """
    yield from _noticed(
        case, CONCERNING, _touched, "read the notice, and lean on another work where you can"
    )


@rule("DOI007", Severity.WARNING, scope="references")
def corrected(case: Case) -> Iterator[Hit]:
    """The work was corrected after publication.

    What: A registry carries a correction, erratum or corrigendum.
    Why: The corrected part may be the one that the claim rests on, or who paid for the study.
    Instead: Read it, and cite it beside the work where it matters.
    """
    yield from _noticed(
        case, CORRECTING, _resting, "read the correction, and check that the claim still stands"
    )


def _noticed(
    case: Case, kinds: Collection[str], users: Callable[[Case, str], str], advice: str
) -> Iterator[Hit]:
    """The works that stand and carry a notice of one of these kinds."""
    for key, identity in case.identities.items():
        notices = [n for n in identity.notices if n.type in kinds]
        if notices and identity.carries:
            where = case.at_reference(key, _where(case.references[key]))
            said = f"{_named(key, identity)}: {_notices(notices)}{users(case, key)}"
            yield Hit(where, said, advice)


def _notices(notices: list[Notice]) -> str:
    parts = []
    for notice in notices:
        when = f" of {notice.date}" if notice.date else ""
        doi = f", doi:{notice.doi}" if notice.doi else ""
        new = f", new version doi:{notice.replaced_by}" if notice.replaced_by else ""
        parts.append(f"{_kind(notice.type)}{when}{doi}{new} (source: {notice.source})")
    return "; ".join(parts)


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


def _touched(case: Case, key: str) -> str:
    """The claims and the places in articles that rest on a reference."""
    places = [
        f"{place.claim} ({place.article}, {place.location.path}:{place.location.line})"
        for place in case.touched(key)
    ]
    return f"; it touches {', '.join(places)}" if places else ""


@rule("DOI008", Severity.NOTE, scope="references")
def translated_title(case: Case) -> Iterator[Hit]:
    """The title is a translation of the work's own.

    What: Author, year, journal and pages agree with the record, the title is in another language.
        Where too many of its words are unknown to tell whether it says the same, it is a warning.
    Why: Readers who search for the printed title do not find the work.
    Instead: Print the true title, and the translation after it if you like.
    """
    for key, _, identity, work in _works(case):
        if identity.match and identity.match.verdict == "translated_title":
            yield Hit(
                case.at_reference(key, "title"),
                f'`{key}`: the title is a translation; the work is called "{work.title}"',
                f'write "{work.title}"',
            )
        elif identity.match and identity.match.verdict == "uncertain_translation":
            field = identity.match.fields["title"]
            yield Hit(
                case.at_reference(key, "title"),
                f'`{key}`: the entry calls it "{field.printed}", the record "{work.title}": two '
                f"languages, and whether they say the same cannot be told ({field.how})",
                f'write "{work.title}"',
                Severity.WARNING,
            )


@rule("DOI009", Severity.NOTE, scope="references")
def unverified_reference(case: Case) -> Iterator[Hit]:
    """No service could be asked about a reference.

    What: The services were not reached, were not asked, or gave no usable answer: a record without
      a title compares with nothing.
    Why: It may be right or wrong, retracted or not: nobody knows. That is not "not found". What one
      service that is out, or `--offline`, leaves unverified is one finding.
    Instead: Run the check again with network, or `magclaims lock` once where there is some.
    """
    waived = {waiver.subject for waiver in case.dossier.waivers if waiver.rule == "DOI009"}
    out: dict[str, list[str]] = {}
    for key, identity in case.identities.items():
        answer = case.gathered.answers.get(key)
        unanswered = isinstance(answer, Unreachable) or identity.status == "unverified"
        if not unanswered or key in case.gathered.unlocked:
            continue
        cause = _outage(answer, case)
        if cause and key not in waived:
            out.setdefault(cause, []).append(key)
            continue
        yield Hit(
            case.at_reference(key, _where(case.references[key])),
            f"`{key}` is unverified: {cause or identity.reason}",
            _AGAIN,
        )
    for cause, keys in out.items():
        first = case.at_reference(keys[0], _where(case.references[keys[0]]))
        if len(keys) == 1:
            yield Hit(first, f"`{keys[0]}` is unverified: {cause}", _AGAIN)
            continue
        named = ", ".join(f"`{key}`" for key in keys[:MOST_KEYS])
        more = f" and {len(keys) - MOST_KEYS} more" if len(keys) > MOST_KEYS else ""
        yield Hit(
            FindingSubject(first.location),
            f"{len(keys)} references are unverified: {cause}: {named}{more}",
            _AGAIN,
        )


def _outage(answer: Answer | None, case: Case) -> str:
    """What leaves many references unverified at once; empty where it is this one's own matter."""
    if not isinstance(answer, Unreachable) or not answer.failed:
        return ""
    if not case.gathered.asked:
        return "nobody was asked (offline)"
    if answer.service in case.gathered.services_down:
        return f"{label(answer.service)} gave no answer"
    return ""


@rule("DOI010", Severity.ERROR, scope="references")
def identifiers_disagree(case: Case) -> Iterator[Hit]:
    """Two identifiers of one entry lead to different works.

    What: The DOI and the PMID (or PMCID) belong to different records.
    Why: One of them is wrong, and half of the readers end up at the wrong work.
    Instead: Correct the one that does not lead to the work that is meant.
    """
    for key, reference, identity, work in _works(case):
        for other in case.gathered.others.get(key, ()):
            if compare(reference, other).verdict in {"same_work", "version"} and (
                identity.match and identity.match.verdict == "same_work"
            ):
                continue
            doi = f", doi:{other.doi}" if other.doi else ""
            pmid = f" (PMID {other.pmid}{doi})" if other.pmid else f" ({doi[2:]})"
            yield Hit(
                case.at_reference(key, "pmid" if reference.pmid else _where(reference)),
                f'`{key}`: its identifiers lead to different works: "{work.title}" and '
                f'"{other.title}"{pmid}',
                "correct the one that does not lead to the work that is meant",
            )


@rule("DOI011", Severity.NOTE, scope="references")
def alias(case: Case) -> Iterator[Hit]:
    """The DOI has been merged into another one.

    What: Crossref redirects the DOI to the work's prime DOI.
    Why: The old one still works, but lists and searches know the prime DOI only.
    Instead: The prime DOI.
    """
    for key, reference, _, work in _works(case):
        if (
            reference.doi
            and work.doi
            and reference.doi != work.doi
            and reference.doi in work.aliases
        ):
            yield Hit(
                case.at_reference(key, "doi"),
                f"`{key}`: {reference.doi} is an alias of {work.doi}",
                f"write doi = {{{work.doi}}}",
            )


@rule("DOI012", Severity.NOTE, scope="references")
def preprint_was_published(case: Case) -> Iterator[Hit]:
    """A preprint is cited that has been published since.

    What: The record is a preprint, and names its published version.
    Why: The published version was reviewed, and may say something else.
    Instead: Read and cite the published version.
    """
    for key, _, _, work in _works(case):
        if work.preprint_of:
            yield Hit(
                case.at_reference(key, "doi"),
                f"`{key}` is a preprint; it was published as doi:{work.preprint_of[0]}",
                f"read and cite doi:{work.preprint_of[0]}",
            )


@rule("DOI013", Severity.NOTE, scope="references")
def identifier_seems_to_be(case: Case) -> Iterator[Hit]:
    """A reference without an identifier seems to be a known work.

    What: A search found the one record that the entry surely is, or records that come near it.
    Why: With its identifier the reference can be watched for retractions; without a record nobody
      can say that it exists.
    Example: An entry with title, authors and year, but no DOI.
    Instead: Add the DOI, after a look at the record.
    """
    for key, identity in case.identities.items():
        work = identity.work
        if identity.searched and work is not None:
            yield Hit(
                case.at_reference(key),
                f'`{key}`: the DOI seems to be {work.doi} ("{work.title}", {work.year})',
                f"look at it, then add doi = {{{work.doi}}}",
            )
        elif identity.near:
            shown = "; ".join(map(_nearly, identity.near))
            yield Hit(
                case.at_reference(key),
                f"`{key}` has no identifier, and no record that a search found is surely this work; "
                f"near it come: {shown}",
                "look at them; add the DOI of the right one, and mend what differs",
            )


def _nearly(near: Near) -> str:
    """A record that may be the work, and what the entry would have to mend if it is."""
    work, match = near.work, near.match
    told = f'doi:{work.doi} ("{work.title}", {_people(work)}{work.year or "no year"})'
    if match.verdict in {"notice", "version"}:
        return f"{told}, and {match.reason}"
    differing = ", ".join(_instead(match.fields[name]) for name in match.unlike)
    if differing:
        return f"{told}, and if it is this work: {differing}"
    return f"{told}, where all that can be compared agrees, which is too little to be sure"


def _instead(field: FieldMatch) -> str:
    """What the record says, and not the entry: `year 2011, not 2012`."""
    name, record, printed = _NAMES[field.field], field.record, field.printed
    if field.field == "title":
        return f'title as in the record, not "{printed}"'
    return f"{name} {record}, not {printed}"


@rule("DOI014", Severity.NOTE, scope="references")
def sources_disagree(case: Case) -> Iterator[Hit]:
    """Sources that were asked do not agree on whether a work was withdrawn.

    What: Crossref, Europe PMC (PubMed) and, with --retraction-watch, the Retraction Watch list were
      asked, and not all of them carry the retraction; or one of them says that it was undone.
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
            said = f"{_listed(silent)} {'carry' if len(silent) > 1 else 'carries'} no such notice"
        else:
            continue
        yield Hit(
            case.at_reference(key, _where(case.references[key])),
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


@rule("DOI015", Severity.ERROR, scope="references")
def not_in_lock(case: Case) -> Iterator[Hit]:
    """With --locked: the lock file does not have the reference as it stands.

    What: The entry is new, one of the fields that name its work has changed since `magclaims lock`
      wrote the lock file, no service answered for it then, or what the lock file has cannot be what
      a service answered (the record of another work, a date in the future).
    Why: A check without a service cannot know whether it was retracted, or exists.
    Instead: Run `magclaims lock` where there is network, and commit the lock file.
    """
    for key, why in case.gathered.unlocked.items():
        yield Hit(
            case.at_reference(key),
            f"`{key}`: {why}{_resting(case, key)}",
            "run `magclaims lock`, and commit the lock file",
        )


@rule("DOI016", Severity.ERROR, scope="references")
def other_version(case: Case) -> Iterator[Hit]:
    """The identifier belongs to another version of the work than the one that is printed.

    What: The entry prints a journal's article and its identifier is a preprint's, or the reverse; or
      it is that of a newer version. The record need not say that the two belong together.
    Why: Who follows it reads another text: a preprint was not reviewed, and may say something else.
    Example: The DOI of a manuscript at medRxiv on an entry with journal, volume and pages.
    Instead: The identifier of the version that is printed, or print the one that was read.
    """
    for key, reference, identity, work in _works(case):
        if identity.match is None or identity.match.verdict != "version":
            continue
        printed = ", ".join(filter(None, (reference.journal, str(reference.year or ""))))
        server = work.journal or work.publisher
        recorded = ", ".join(filter(None, (server, str(work.year or ""))))
        other = (*work.preprint_of, *work.has_preprint, *work.version_of)
        yield Hit(
            case.at_reference(key, _where(reference)),
            f"`{key}`: the identifier is another version's: {identity.match.reason} "
            f"({recorded or 'no journal'} in the record at {_from(work)}, {printed} in the entry)"
            f"{_resting(case, key)}",
            f"write doi = {{{other[0]}}}, or print the version that was read"
            if other
            else f"{_look_up(reference)}, or print the version that was read",
        )
