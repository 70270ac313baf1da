"""Records of one work from several services: one record, and who reported what stays visible."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from magclaims.gather.sources.records import merge_notices
from magclaims.model.registry import unique
from magclaims.model.work import Answer, Notice, Unreachable, Work

_PLACE = ("volume", "issue", "pages", "article_number")
_EITHER = ("pmid", "pmcid", "authors", *_PLACE, "language", "abstract", "notice_of", "version_of")
"""Fields of which the first record that has one is enough."""
_BOTH = ("publication_types", "mesh", "trial_numbers", "sources")
"""Lists to which the second record adds."""


def merge(first: Work, second: Work) -> Work:
    """The record of the first service with what the second adds; who reported a notice stays visible.

    A title, journal or year of the second that differs becomes one that an entry may give as well.
    """
    title = first.title or second.title
    journal = first.journal or second.journal
    year = first.year or second.year
    return first.model_copy(
        update={
            **{name: getattr(first, name) or getattr(second, name) for name in _EITHER},
            **{name: unique([*getattr(first, name), *getattr(second, name)]) for name in _BOTH},
            "title": title,
            "other_titles": _rest(title, *first.other_titles, second.title, *second.other_titles),
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
            "notices": merge_notices([*first.notices, *second.notices]),
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
            for doi, notice in record.tells():
                if doi:
                    told.setdefault(doi, []).append(notice)
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
