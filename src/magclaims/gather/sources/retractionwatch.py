"""The Retraction Watch list, as Crossref publishes it, in the user's own copy.

One CSV file of about 69,000 rows and 20 columns, renewed every working day:
https://gitlab.com/crossref/retraction-watch-data. It is read row by row, and only the rows about
works of the bibliography are kept.
"""

import csv
import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from magclaims.errors import ReadError
from magclaims.gather.sources.records import merge_notices
from magclaims.model.identifiers import normalise_doi
from magclaims.model.lazily import expression
from magclaims.model.registry import Reference
from magclaims.model.values import dataclass
from magclaims.model.work import Gathered, Notice, NoticeType, Work

SOURCE, LABEL = "retraction-watch", "Retraction Watch"
DOI, PMID = "OriginalPaperDOI", "OriginalPaperPubMedID"
NATURE, DATE, NOTICE_DOI = "RetractionNature", "RetractionDate", "RetractionDOI"
COLUMNS = (DOI, PMID, NATURE, DATE, NOTICE_DOI)
"""Those of the 20 columns that are read."""
NATURES: Mapping[str, NoticeType] = {
    "retraction": "retraction",
    "correction": "correction",
    "expression of concern": "expression_of_concern",
    "reinstatement": "reinstatement",
}
REASON, REPLACED = "Reason", "retract and replace"
"""A column that is read where it is there, and the reason that tells of a new version."""
_NO_PMID = ("", "0")
_DATE = expression(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")


@dataclass(frozen=True, slots=True)
class RetractionWatch:
    """The notices of the list about the works that were asked for."""

    by_doi: Mapping[str, tuple[Notice, ...]]
    by_pmid: Mapping[str, tuple[Notice, ...]]

    def notices(self, dois: Iterable[str | None], pmid: str | None) -> tuple[Notice, ...]:
        """What the list says of a work with these identifiers."""
        found = [n for doi in dois if doi for n in self.by_doi.get(doi, ())]
        found += self.by_pmid.get(pmid or "", ())
        return merge_notices(found)


def read_retraction_watch(
    path: Path, dois: Collection[str], pmids: Collection[str]
) -> RetractionWatch:
    """Read the list (CSV, UTF-8) and keep what it says of these DOIs (lower case) and PMIDs (digits).

    Raises:
        ReadError: It cannot be read, is not UTF-8 or not CSV, or lacks a column that is needed.
    """
    by_doi: dict[str, list[Notice]] = {}
    by_pmid: dict[str, list[Notice]] = {}
    line = 1
    if not path.is_file():
        raise ReadError("not a regular file" if path.exists() else "no such file", str(path))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            names = [name.strip() for name in next(rows, [])]
            place = _columns(names, path)
            last = max(place.values())
            if REASON in names:
                place[REASON] = names.index(REASON)
            for row in rows:
                line = rows.line_num
                if len(row) <= last:
                    continue
                doi, pmid = _doi(row[place[DOI]]), row[place[PMID]].strip()
                if doi in dois or pmid in pmids:
                    *_, notice = told_by(
                        {name: row[at] for name, at in place.items() if at < len(row)}
                    )
                    if notice is not None:
                        by_doi.setdefault(doi, []).append(notice)
                        by_pmid.setdefault(pmid, []).append(notice)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}", str(path)) from error
    except UnicodeDecodeError as error:
        raise ReadError(
            "is not UTF-8 somewhere after this line; save it as UTF-8", str(path), line
        ) from error
    except csv.Error as error:
        raise ReadError(f"is not CSV: {error}", str(path), line) from error
    by_doi.pop("", None)
    for nothing in _NO_PMID:
        by_pmid.pop(nothing, None)
    return RetractionWatch(
        {doi: tuple(found) for doi, found in by_doi.items()},
        {pmid: tuple(found) for pmid, found in by_pmid.items()},
    )


def add_notices(
    gathered: Gathered,
    references: Iterable[Reference],
    watch: RetractionWatch,
    *,
    watched: bool = True,
) -> Gathered:
    """What was gathered with the notices of the list: on records, and beside answers without one."""
    answers = dict(gathered.answers)
    candidates = {
        key: tuple(_with_notices(work, watch) for work in works)
        for key, works in gathered.candidates.items()
    }
    notices = dict(gathered.notices)
    for reference in references:
        answer = answers.get(reference.key)
        if isinstance(answer, Work):
            answers[reference.key] = _with_notices(answer, watch, reference.doi)
        elif found := watch.notices((reference.doi,), reference.pmid):
            known = gathered.notices.get(reference.key, ())
            notices[reference.key] = merge_notices([*known, *found])
    return replace(
        gathered,
        answers=answers,
        notices=notices,
        candidates=candidates,
        watched=watched or gathered.watched,
    )


def _with_notices(work: Work, watch: RetractionWatch, doi: str | None = None) -> Work:
    found = watch.notices((work.doi, *work.aliases, doi), work.pmid)
    if not found:
        return work
    return work.model_copy(update={"notices": merge_notices([*work.notices, *found])})


def wanted(gathered: Gathered, references: Iterable[Reference]) -> tuple[set[str], set[str]]:
    """The DOIs and PMIDs by which the list is searched: those of the entries and of the records."""
    dois: set[str] = set()
    pmids: set[str] = set()
    for reference in references:
        dois.add(reference.doi or "")
        pmids.add(reference.pmid or "")
    searched = itertools.chain.from_iterable(gathered.candidates.values())
    for answer in itertools.chain(gathered.answers.values(), searched):
        if isinstance(answer, Work):
            dois.update((answer.doi or "", *answer.aliases))
            pmids.add(answer.pmid or "")
    return dois - {""}, pmids - {""}


def _columns(names: list[str], path: Path) -> dict[str, int]:
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise ReadError(
            f"is not the Retraction Watch list: it has no column {', '.join(missing)}", str(path)
        )
    return {name: names.index(name) for name in COLUMNS}


def _doi(value: str) -> str:
    """A DOI in its normal form; the list says `unavailable` where it knows none."""
    text = value.strip().lower()
    if not text or text == "unavailable":
        return ""
    return text if text.startswith("10.") and text.isascii() else normalise_doi(text) or ""


def told_by(row: Mapping[str, str]) -> tuple[str, str, Notice | None]:
    """DOI and PMID of the work that a row is about, empty where it has none, and the notice."""
    doi, pmid = _doi(row[DOI]), row[PMID].strip()
    kind = NATURES.get(row[NATURE].strip().lower())
    if kind is None:
        return doi, pmid, None
    reasons = {reason.strip(" +").lower() for reason in row.get(REASON, "").split(";")}
    if kind == "retraction" and REPLACED in reasons:
        kind = "retraction_and_replacement"
    own = _doi(row[NOTICE_DOI])
    # A notice that stands on the page of the work itself has no DOI of its own.
    notice = Notice(
        type=kind, doi=own if own and own != doi else None, source=SOURCE, date=_iso(row[DATE])
    )
    return doi, "" if pmid in _NO_PMID else pmid, notice


def _iso(value: str) -> str | None:
    """`2/28/2015 0:00` (month first) as ISO 8601; the year alone where there is no such day."""
    match = _DATE.match(value.strip())
    if match is None:
        return None
    month, day, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04d}"
