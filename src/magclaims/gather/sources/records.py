"""A Crossref record, normalised to a `Work`.

What the fields hold is described in the Crossref REST API documentation; what they hold in
practice was counted over 13,903 real records (no title 425, no author 1,805, a group instead of a
person 75, `article-number` without `page` 191, print and online year differ 508).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from magclaims.gather.sources.markup import plain
from magclaims.model.registry import Person, unique
from magclaims.model.work import Notice, NoticeType, Work

SELECT = (
    "DOI",
    "title",
    "subtitle",
    "short-title",
    "original-title",
    "author",
    "editor",
    "container-title",
    "short-container-title",
    "published",
    "published-print",
    "published-online",
    "issued",
    "posted",
    "volume",
    "issue",
    "page",
    "article-number",
    "publisher",
    "type",
    "abstract",
    "relation",
    "updated-by",
    "update-to",
    "clinical-trial-number",
)
"""The fields that a list is asked for; habanero refuses `language` and `aliases`, which exist."""

MAX_PEOPLE = 300
"""Authors kept of one record: some have thousands, and entries name a few."""

_NOTICES = frozenset(get_args(NoticeType))
_CORRECTIONS = frozenset({"correction", "erratum", "corrigendum"})
# A DOI-less notice in the title itself: "RETRACTED: ...", "[Retracted] ...", "WITHDRAWN ARTICLE: ...".
_PREFIX = re.compile(
    r"\s*[\[(*]?\s*(?P<word>retracted|withdrawn|removed|temporary removal)"
    r"(?:\s+(?:article|paper|chapter|publication))?\s*(?:[\])*]\s*[:.\-–—]?|[:\-–—])\s*(?=\S)",
    re.IGNORECASE,
)
_PREFIX_TYPES: Mapping[str, NoticeType] = {
    "retracted": "retraction",
    "withdrawn": "withdrawal",
    "removed": "removal",
    "temporary removal": "removal",
}
_EDITED = frozenset({"book", "edited-book", "monograph", "reference-book", "proceedings"})


def work_from_crossref(message: Mapping[str, Any], *, retrieved: str) -> Work:
    """Normalise the `message` of a single work, or an item of a list.

    Args:
        message: The record.
        retrieved: When it was answered, ISO 8601 UTC.
    """
    doi = str(message.get("DOI", "")).lower()
    titles = _texts(message.get("title"))
    heading, prefix = split_prefix(titles[0] if titles else "")
    subtitle = next(iter(_texts(message.get("subtitle"))), "")
    full = with_subtitle(heading, subtitle)
    years = _years(message)
    containers = _texts(message.get("container-title"))
    short = _texts(message.get("short-container-title"))
    people = _people(message.get("author"))
    if not people and message.get("type") in _EDITED:
        people = _people(message.get("editor"))
    relation = message.get("relation")
    relation = relation if isinstance(relation, Mapping) else {}
    others = [heading, *titles[1:]]
    others += _texts(message.get("original-title")) + _texts(message.get("short-title"))
    return Work(
        doi=doi or None,
        title=full,
        other_titles=tuple(
            t for t in unique(split_prefix(o)[0] for o in others) if t and t != full
        ),
        authors=people,
        journal=containers[0] if containers else "",
        other_journals=tuple(
            j for j in unique([*containers[1:], *short]) if j not in containers[:1]
        ),
        year=years[0] if years else None,
        other_years=tuple(years[1:]),
        volume=plain(message.get("volume")),
        issue=plain(message.get("issue")),
        pages=plain(message.get("page")),
        article_number=plain(message.get("article-number")),
        publisher=plain(message.get("publisher")),
        type=plain(message.get("type")),
        language=plain(message.get("language")),
        abstract=plain(message.get("abstract")) or None,
        trial_numbers=unique(
            plain(trial.get("clinical-trial-number"))
            for trial in _mappings(message.get("clinical-trial-number"))
        ),
        aliases=tuple(a for a in unique(_dois(message.get("aliases"))) if a != doi),
        preprint_of=_related(relation, "is-preprint-of"),
        has_preprint=_related(relation, "has-preprint"),
        notices=_notices(message, doi, prefix),
        source="crossref",
        retrieved=retrieved,
    )


def split_prefix(title: str) -> tuple[str, NoticeType | None]:
    """A title without a leading RETRACTED or WITHDRAWN, and the notice that this stands for."""
    match = _PREFIX.match(title)
    if match is None:
        return title, None
    return title[match.end() :], _PREFIX_TYPES[match["word"].lower()]


def with_subtitle(title: str, subtitle: str) -> str:
    """Title and subtitle with a colon between them; a subtitle that is already there is not repeated."""
    if not subtitle or subtitle.casefold() in title.casefold():
        return title
    if not title:
        return subtitle
    return f"{title} {subtitle}" if title[-1] in ":?!–—" else f"{title.rstrip('.')}: {subtitle}"


def merge_notices(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices without repeats; what two sources report is one notice that names both.

    Two notices are the same if they have one DOI and one type (correction, erratum and corrigendum
    are one), or if one of them has no DOI and the other is the only one of its type.
    """
    merged: list[Notice] = []
    for notice in sorted(notices, key=lambda n: n.doi is None):
        same = [m for m in merged if _kind(m.type) == _kind(notice.type)]
        if notice.doi is not None:
            same = [m for m in same if m.doi == notice.doi]
        if len(same) != 1:
            if notice not in merged:
                merged.append(notice)
            continue
        known = same[0]
        sources = ", ".join(unique([*known.source.split(", "), *notice.source.split(", ")]))
        merged[merged.index(known)] = known.model_copy(
            update={"source": sources, "date": known.date or notice.date}
        )
    return tuple(sorted(merged, key=lambda n: (n.date or "9999", n.type, n.doi or "", n.source)))


def _kind(kind: NoticeType) -> str:
    return "correction" if kind in _CORRECTIONS else kind


def _notices(message: Mapping[str, Any], doi: str, prefix: NoticeType | None) -> tuple[Notice, ...]:
    found = []
    for update in _mappings(message.get("updated-by")):
        notice_doi = str(update.get("DOI", "")).lower()
        kind = str(update.get("type", "")).lower().replace("-", "_")
        # PLOS deposits new_version with the work's own DOI; addendum, clarification, new_edition and
        # new_version say nothing against a work.
        if kind not in _NOTICES or notice_doi == doi:
            continue
        source = update.get("source")
        found.append(
            Notice(
                type=kind,
                doi=notice_doi or None,
                source="crossref:retraction-watch"
                if source == "retraction-watch"
                else "crossref:publisher",
                date=_date(update.get("updated")),
            )
        )
    # "Retracted: ..." is also what some publishers call the notice: then it updates another work.
    updates = {str(u.get("DOI", "")).lower() for u in _mappings(message.get("update-to"))}
    if prefix is not None and not updates - {doi}:
        found.append(Notice(type=prefix, source="crossref:title"))
    return merge_notices(found)


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in (plain(v) for v in values) if text]


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [v for v in value if isinstance(v, Mapping)] if isinstance(value, list) else []


def _dois(value: object) -> list[str]:
    return [v.lower() for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _people(value: object) -> tuple[Person, ...]:
    people = []
    for person in _mappings(value)[:MAX_PEOPLE]:
        family, given = plain(person.get("family")), plain(person.get("given"))
        name = "" if family else plain(person.get("name"))
        if family or name:
            people.append(Person(family=family, given=given, name=name))
        elif given:  # a single name, put into the wrong field
            people.append(Person(name=given))
    return tuple(people)


def _related(relation: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return unique(
        str(item.get("id", "")).lower()
        for item in _mappings(relation.get(name))
        if item.get("id-type") == "doi" and item.get("id")
    )


def _parts(value: object) -> Sequence[object]:
    """The first of `date-parts`: year, month and day, as far as they are known."""
    dates = value.get("date-parts") if isinstance(value, Mapping) else None
    first = dates[0] if isinstance(dates, list) and dates else None
    return first if isinstance(first, list) else ()


def _years(message: Mapping[str, Any]) -> list[int]:
    """The year of `issued` (the earliest date of publication), then the others that are given."""
    names = ("issued", "published", "published-print", "published-online", "posted")
    years = [parts[0] for name in names if (parts := _parts(message.get(name)))]
    journal_issue = message.get("journal-issue")
    if isinstance(journal_issue, Mapping):
        for name in ("published-print", "published-online"):
            years += _parts(journal_issue.get(name))[:1]
    return list(dict.fromkeys(y for y in years if isinstance(y, int) and 1400 < y < 2200))


def _date(value: object) -> str | None:
    parts = [p for p in _parts(value) if isinstance(p, int) and not isinstance(p, bool)]
    if not parts:
        return None
    return "-".join(f"{p:04d}" if i == 0 else f"{p:02d}" for i, p in enumerate(parts[:3]))
