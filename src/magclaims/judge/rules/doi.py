"""DOI: whether the record that a reference's identifier leads to is that of its work.

What differs within the record of the work stands in `doi_fields`, what was reported of it in
`doi_notices`.
"""

from collections.abc import Iterator

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import Hit, rule
from magclaims.judge.rules.doi_named import (
    FIELD_NAMES,
    authors_in_record,
    found_by,
    how_to_look_up,
    kind_in_words,
    resting_on,
    source_of,
    with_record,
)
from magclaims.match import FieldMatch, compare
from magclaims.match.identity import Near
from magclaims.model.finding import Severity
from magclaims.model.registry import Reference
from magclaims.model.service import label
from magclaims.model.work import Answer, Unreachable, Work

_AGAIN = "check again where the services can be reached, or look the work up by hand"
MOST_KEYS = 10
"""References that one finding names."""


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
                case.at_reference(key, found_by(reference)),
                f"`{key}`: {identity.reason}{resting_on(case, key)}",
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
    for key, reference, identity, work in with_record(case):
        if identity.match is None:
            continue
        where = case.at_reference(key, found_by(reference))
        if identity.match.verdict == "other_work":
            yield Hit(
                where,
                f"`{key}`: the identifier belongs to another work. {source_of(work)} has "
                f"{_titled(work)} ({authors_in_record(work)}{work.year or 'no year'}); the entry "
                f"{_says(reference)}{resting_on(case, key)}",
                how_to_look_up(reference),
            )
        elif identity.match.verdict == "notice":
            kinds = " and ".join(
                dict.fromkeys(kind_in_words(update.type) for update in work.notice_of)
            )
            about = [update.doi for update in work.notice_of if update.doi]
            of = f" of doi:{about[0]}" if about else ""
            yield Hit(
                where,
                f"`{key}`: the identifier belongs to a notice ({kinds}){of}, not to the work itself. "
                f"{source_of(work)} has {_titled(work)} ({work.year or 'no year'}); the entry "
                f"{_says(reference)}{resting_on(case, key)}",
                f"write doi = {{{about[0]}}}" if about else how_to_look_up(reference),
            )


def _titled(work: Work) -> str:
    return f'"{work.title}"' if work.title else "a record without a title"


def _says(reference: Reference) -> str:
    """What an entry says that it is."""
    if reference.title:
        return f'says "{reference.title}"'
    author = f", and its first author is {reference.authors[0]}" if reference.authors else ""
    return f"has no title{author}"


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
            case.at_reference(key, found_by(case.references[key])),
            f"`{key}` is unverified: {cause or identity.reason}",
            _AGAIN,
        )
    for cause, keys in out.items():
        first = case.at_reference(keys[0], found_by(case.references[keys[0]]))
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
    for key, reference, identity, work in with_record(case):
        for other in case.gathered.others.get(key, ()):
            if compare(reference, other).verdict in {"same_work", "version"} and (
                identity.match and identity.match.verdict == "same_work"
            ):
                continue
            doi = f", doi:{other.doi}" if other.doi else ""
            pmid = f" (PMID {other.pmid}{doi})" if other.pmid else f" ({doi[2:]})"
            yield Hit(
                case.at_reference(key, "pmid" if reference.pmid else found_by(reference)),
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
    for key, reference, _, work in with_record(case):
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
    for key, _, _, work in with_record(case):
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
    told = f'doi:{work.doi} ("{work.title}", {authors_in_record(work)}{work.year or "no year"})'
    if match.verdict in {"notice", "version"}:
        return f"{told}, and {match.reason}"
    differing = ", ".join(_instead(match.fields[name]) for name in match.unlike)
    if differing:
        return f"{told}, and if it is this work: {differing}"
    return f"{told}, where all that can be compared agrees, which is too little to be sure"


def _instead(field: FieldMatch) -> str:
    """What the record says, and not the entry: `year 2011, not 2012`."""
    name, record, printed = FIELD_NAMES[field.field], field.record, field.printed
    if field.field == "title":
        return f'title as in the record, not "{printed}"'
    return f"{name} {record}, not {printed}"


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
            f"`{key}`: {why}{resting_on(case, key)}",
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
    for key, reference, identity, work in with_record(case):
        if identity.match is None or identity.match.verdict != "version":
            continue
        printed = ", ".join(filter(None, (reference.journal, str(reference.year or ""))))
        server = work.journal or work.publisher
        recorded = ", ".join(filter(None, (server, str(work.year or ""))))
        other = (*work.preprint_of, *work.has_preprint, *work.version_of)
        yield Hit(
            case.at_reference(key, found_by(reference)),
            f"`{key}`: the identifier is another version's: {identity.match.reason} "
            f"({recorded or 'no journal'} in the record at {source_of(work)}, {printed} in the entry)"
            f"{resting_on(case, key)}",
            f"write doi = {{{other[0]}}}, or print the version that was read"
            if other
            else f"{how_to_look_up(reference)}, or print the version that was read",
        )
