"""A Crossref record, normalised to a `Work`.

What the fields hold is described in the Crossref REST API documentation; what they hold in
practice was counted over 13,903 real records (no title 425, no author 1,805, a group instead of a
person 75, `article-number` without `page` 191, print and online year differ 508).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from magclaims.gather.shapes import mapping, mappings, within
from magclaims.gather.sources.markup import plain
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.notices import notice_kind, split_notice
from magclaims.model.registry import Person, unique
from magclaims.model.work import Notice, NoticeType, Update, Work

SELECT: tuple[str, ...] = tuple(load_data("fields.toml", "magclaims.gather.sources")["crossref"])
"""The fields that a list is asked for."""

MAX_PEOPLE = 300
"""Authors kept of one record: some have thousands, and entries name a few."""

_REPLACED: NoticeType = "retraction_and_replacement"
_CORRECTIONS = frozenset({"correction", "erratum", "corrigendum"})
_GRAVE = frozenset(
    {"retraction", "partial_retraction", "removal", "withdrawal", "expression_of_concern"}
)
_VERSIONS = frozenset({"new_version", "new_edition"})
_EDITED = frozenset({"book", "edited-book", "monograph", "reference-book", "proceedings"})


def work_from_crossref(message: Mapping[str, Any], *, retrieved: str) -> Work:
    """Normalise the `message` of a single work, or an item of a list; `retrieved` is ISO 8601 UTC."""
    doi = str(message.get("DOI", "")).lower()
    titles = _texts(message.get("title"))
    heading, said = split_notice(titles[0] if titles else "")
    subtitle, said_too = split_notice(next(iter(_texts(message.get("subtitle"))), ""))
    if said_too and split_notice(subtitle)[1]:  # it consists of "Retracted" alone
        subtitle = ""
    full = with_subtitle(heading, subtitle)
    updates = _updates(message, doi)
    if not updates and (kind := notice_kind(heading)) is not None:
        updates = (Update(type=kind),)
    years = _years(message)
    containers = _texts(message.get("container-title"))
    short = _texts(message.get("short-container-title"))
    people = _people(message.get("author"))
    if not people and str(message.get("type")) in _EDITED:
        people = _people(message.get("editor"))
    relation = mapping(message.get("relation"))
    others = [heading, *titles[1:]]
    others += _texts(message.get("original-title")) + _texts(message.get("short-title"))
    return Work(
        doi=doi or None,
        title=full,
        other_titles=tuple(
            t for t in unique(split_notice(o)[0] for o in others) if t and t != full
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
            for trial in mappings(message.get("clinical-trial-number"))
        ),
        aliases=tuple(a for a in unique(_dois(message.get("aliases"))) if a != doi),
        preprint_of=_related(relation, "is-preprint-of"),
        has_preprint=_related(relation, "has-preprint"),
        version_of=_versions(message, doi, relation),
        notice_of=updates,
        notices=_notices(message, doi, said or said_too),
        source="crossref",
        retrieved=retrieved,
    )


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
    are one, as are a retraction and a retraction with a replacement), or if one of them has no DOI
    and the other is the only one of its type. In whatever order they are given, the result is the same.
    """
    merged: list[Notice] = []
    places: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    told: set[Notice] = set()
    for notice in sorted(notices, key=_rank):
        kind = _kind(notice.type)
        # All of a kind stand under None, so that one without a DOI finds them.
        same = places[kind, notice.doi]
        if len(same) != 1:
            if notice not in told:
                told.add(notice)
                for doi in {notice.doi, None}:
                    places[kind, doi].append(len(merged))
                merged.append(notice)
            continue
        known = merged[same[0]]
        sources = ", ".join(sorted({*known.source.split(", "), *notice.source.split(", ")}))
        merged[same[0]] = known.model_copy(
            update={
                # What says more of one retraction: that a new version took its place.
                "type": notice.type if notice.type == _REPLACED else known.type,
                "source": sources,
                "date": known.date or notice.date,
                "replaced_by": known.replaced_by or notice.replaced_by,
            }
        )
    return tuple(sorted(merged, key=lambda n: (n.date or "9999", n.type, n.doi or "", n.source)))


def _rank(one: Notice) -> tuple[bool, str, str, str, str, str]:
    """Where a notice comes among others: those with a DOI first; services by name."""
    told = (one.doi or "", one.date or "", one.replaced_by or "")
    return one.doi is None, one.source, one.type, *told


def _kind(kind: NoticeType) -> str:
    if kind == _REPLACED:
        return "retraction"
    return "correction" if kind in _CORRECTIONS else kind


def _notices(message: Mapping[str, Any], doi: str, said: NoticeType | None) -> tuple[Notice, ...]:
    """The notices about the work: `updated-by`, its own `update-to`, and what its title says."""
    found = []
    updates = mappings(message.get("update-to"))
    # A publisher may put the notice in the place of the work: then it updates its own DOI.
    own = [update for update in updates if _doi(update) == doi]
    for update in [*mappings(message.get("updated-by")), *own]:
        kind = _type(update)
        # PLOS deposits new_version with the work's own DOI; addendum, clarification, new_edition and
        # new_version say nothing against a work.
        if kind is None or (_doi(update) == doi and kind not in _GRAVE):
            continue
        source = update.get("source")
        found.append(
            Notice(
                type=kind,
                doi=_doi(update) or None,
                source="crossref:retraction-watch"
                if source == "retraction-watch"
                else "crossref:publisher",
                date=_date(update.get("updated")),
            )
        )
    # "Retracted: ..." is also what some publishers call the notice: then it updates another work.
    if said is not None and len(own) == len(updates):
        found.append(Notice(type=said, source="crossref:title"))
    return merge_notices(found)


def _updates(message: Mapping[str, Any], doi: str) -> tuple[Update, ...]:
    """The other works that the record is a notice of."""
    found = [
        Update(type=kind, doi=_doi(update))
        for update in mappings(message.get("update-to"))
        if (kind := _type(update)) is not None and _doi(update) not in {"", doi}
    ]
    return tuple(dict.fromkeys(found))


def _versions(message: Mapping[str, Any], doi: str, relation: Mapping[str, Any]) -> tuple[str, ...]:
    """The other versions that the record is a new version of."""
    named = [
        _doi(update)
        for update in mappings(message.get("update-to"))
        if str(update.get("type", "")).lower().replace("-", "_") in _VERSIONS
    ]
    return tuple(v for v in unique([*named, *_related(relation, "is-version-of")]) if v != doi)


def _type(update: Mapping[str, Any]) -> NoticeType | None:
    kind = str(update.get("type", "")).lower().replace("-", "_")
    return next((known for known in get_args(NoticeType) if known == kind), None)


def _doi(update: Mapping[str, Any]) -> str:
    return str(update.get("DOI", "")).lower()


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in (plain(v) for v in values) if text]


def _dois(value: object) -> list[str]:
    return [v.lower() for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _people(value: object) -> tuple[Person, ...]:
    people = []
    for person in mappings(value)[:MAX_PEOPLE]:
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
        for item in mappings(relation.get(name))
        if item.get("id-type") == "doi" and item.get("id")
    )


def _parts(value: object) -> Sequence[object]:
    """The first of `date-parts`: year, month and day, as far as they are known."""
    dates = within(value, "date-parts")
    first = dates[0] if isinstance(dates, list) and dates else None
    return first if isinstance(first, list) else ()


def _years(message: Mapping[str, Any]) -> list[int]:
    """The year of `issued` (the earliest date of publication), then the others that are given."""
    names = ("issued", "published", "published-print", "published-online", "posted")
    years = [parts[0] for name in names if (parts := _parts(message.get(name)))]
    for name in ("published-print", "published-online"):
        years += _parts(within(message, "journal-issue", name))[:1]
    return list(dict.fromkeys(y for y in years if isinstance(y, int) and 1400 < y < 2200))


def _date(value: object) -> str | None:
    parts = [p for p in _parts(value) if isinstance(p, int) and not isinstance(p, bool)]
    if not parts:
        return None
    return "-".join(f"{p:04d}" if i == 0 else f"{p:02d}" for i, p in enumerate(parts[:3]))
