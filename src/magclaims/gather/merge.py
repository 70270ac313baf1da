"""Records of one work from several services: one record, and who reported what stays visible."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from magclaims.gather.sources.records import merge_notices
from magclaims.model.registry import unique
from magclaims.model.work import Answer, Notice, Unreachable, Work


def merge(first: Work, second: Work) -> Work:
    """The record of the first service with what the second adds; who reported a notice stays visible.

    A title, journal or year of the second that differs becomes one that an entry may give as well.
    """
    title = first.title or second.title
    journal = first.journal or second.journal
    year = first.year or second.year
    return first.model_copy(
        update={
            "pmid": first.pmid or second.pmid,
            "pmcid": first.pmcid or second.pmcid,
            "title": title,
            "other_titles": _rest(title, *first.other_titles, second.title, *second.other_titles),
            "authors": first.authors or second.authors,
            "journal": journal,
            "other_journals": _rest(
                journal, *first.other_journals, second.journal, *second.other_journals
            ),
            "year": year,
            "other_years": tuple(
                dict.fromkeys(
                    y
                    for y in (*first.other_years, second.year, *second.other_years)
                    if y is not None and y != year
                )
            ),
            "volume": first.volume or second.volume,
            "issue": first.issue or second.issue,
            "pages": first.pages or second.pages,
            "article_number": first.article_number or second.article_number,
            "language": first.language or second.language,
            "abstract": first.abstract or second.abstract,
            "publication_types": unique([*first.publication_types, *second.publication_types]),
            "mesh": unique([*first.mesh, *second.mesh]),
            "trial_numbers": unique([*first.trial_numbers, *second.trial_numbers]),
            "notice_of": first.notice_of or second.notice_of,
            "version_of": first.version_of or second.version_of,
            "notices": merge_notices([*first.notices, *second.notices]),
            "sources": unique([*first.sources, *second.sources]),
        }
    )


def same_work(first: Work, second: Work) -> bool:
    """Whether two records are of one work: a common DOI or PMID, or the same title."""
    dois = {first.doi, *first.aliases} & {second.doi, *second.aliases}
    if dois - {None}:
        return True
    if first.pmid and second.pmid:
        return first.pmid == second.pmid
    if first.doi and second.doi:
        return False
    return bool(first.title) and squash(first.title) == squash(second.title)


def combine(first: Answer, records: Sequence[Work]) -> tuple[Answer, tuple[Work, ...]]:
    """The answer with what other records of the same work add, and the records of other works."""
    aside: list[Work] = []
    for record in records:
        if isinstance(first, Unreachable) and first.exists:
            # The work exists at an agency that we cannot read; Europe PMC has its record.
            first = record
        elif isinstance(first, Work) and same_work(first, record):
            first = first if record is first else merge(first, record)
        elif record not in aside:
            aside.append(record)
    return first, tuple(aside)


def told_by_notices(answers: Iterable[Answer]) -> dict[str, list[Notice]]:
    """What the records of notices that were gathered say of other works, by those works' DOIs."""
    told: dict[str, list[Notice]] = {}
    for record in answers:
        if isinstance(record, Work) and record.doi:
            source = "crossref:publisher" if record.source == "crossref" else record.source
            date = str(record.year) if record.year else None
            for update in record.notice_of:
                if update.doi:
                    notice = Notice(type=update.type, doi=record.doi, source=source, date=date)
                    told.setdefault(update.doi, []).append(notice)
    return told


def with_told(work: Work, told: Mapping[str, Sequence[Notice]]) -> Work:
    """A record with the notices about it that it does not carry itself."""
    more = told.get(work.doi or "", ())
    return (
        work.model_copy(update={"notices": merge_notices([*work.notices, *more])}) if more else work
    )


def _rest(first: str, *texts: str) -> tuple[str, ...]:
    """The other texts that say something else than the first."""
    known = {squash(first)}
    found = []
    for text in texts:
        squashed = squash(text)
        if squashed and squashed not in known:
            known.add(squashed)
            found.append(text)
    return tuple(found)


def squash(text: str) -> str:
    """The letters and digits of a text, whatever stands between them."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
