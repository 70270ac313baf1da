"""DataCite: works by DOI, for DOIs that it registered (arXiv, Zenodo, data sets).

Its limit is counted over five minutes (1,000 requests for callers who say who they are), so
single requests are enough for what a bibliography holds of them.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from magclaims.clock import timestamp
from magclaims.gather.faults import FaultError
from magclaims.gather.http import Job, Limits, each
from magclaims.gather.shapes import mapping, mappings, within
from magclaims.gather.sources.markup import plain
from magclaims.gather.sources.records import MAX_PEOPLE, with_subtitle
from magclaims.gather.sources.source import Service
from magclaims.knowledge.notices import split_notice
from magclaims.model.registry import Person, unique
from magclaims.model.work import Answer, Notice, Work

# arXiv says IsVersionOf for the article that its preprint became.
_PUBLISHED = frozenset({"IsPreprintOf", "IsVersionOf"})


class DataCite(Service):
    """Asked for the records of DOIs that it registered: arXiv, Zenodo, data sets."""

    name = "datacite"
    label = "DataCite"
    url = "https://api.datacite.org"
    limits = Limits(lists=3, singles=10, in_flight=3)
    """It publishes no limit per second, but 1,000 requests in five minutes."""

    def get(self, identifiers: Sequence[str]) -> Mapping[str, Answer]:
        """Answer for DOIs that DataCite registered."""
        dois = dict.fromkeys(identifiers)
        jobs = [Job(partial(self._single, doi), partial(self._failed, doi)) for doi in dois]
        return dict(each(self.line, jobs))

    def _single(self, doi: str) -> tuple[str, Answer]:
        attributes = self.line.ask("single", partial(self._once, doi))
        now = timestamp()
        if attributes is None:
            # Hidden DOIs (registered, no metadata made public) answer 404 too: not "no such DOI".
            reason = "it is registered at DataCite, which gives no record of it"
            return doi, self.unanswered(f"doi:{doi}", reason, exists=True)
        work = work_from_datacite(attributes, retrieved=now)
        if work.doi != doi:
            return self._failed(doi, f"DataCite answered with another work ({work.doi})")
        return doi, work

    def _failed(self, doi: str, reason: str) -> tuple[str, Answer]:
        return doi, self.unanswered(f"doi:{doi}", reason)

    def _once(self, doi: str) -> Mapping[str, Any] | None:
        url = f"{self._base_url}/dois/{quote(doi, safe='/')}"
        answer = self._web.get(url, usable=(200, 404))
        if answer.status == 404:
            return None
        attributes = within(answer.json(), "data", "attributes")
        if not isinstance(attributes, Mapping):
            raise FaultError("the answer is not a record")
        return attributes


def work_from_datacite(attributes: Mapping[str, Any], *, retrieved: str) -> Work:
    """Normalise the `attributes` of a DataCite record (metadata schema 4)."""
    titles = mappings(attributes.get("titles"))
    by_kind: dict[str, list[str]] = {}
    for title in titles:
        text = plain(title.get("title"))
        if text:
            by_kind.setdefault(str(title.get("titleType") or ""), []).append(text)
    main = by_kind.pop("", [])
    heading, said = split_notice(main[0] if main else "")
    full = with_subtitle(heading, next(iter(by_kind.pop("Subtitle", [])), ""))
    others = [heading, *main[1:], *(text for texts in by_kind.values() for text in texts)]
    container = mapping(attributes.get("container"))
    first, last = plain(container.get("firstPage")), plain(container.get("lastPage"))
    publisher = attributes.get("publisher")
    if isinstance(publisher, Mapping):
        publisher = publisher.get("name")
    year = attributes.get("publicationYear")
    years = [year] if isinstance(year, int) else []
    for date in mappings(attributes.get("dates")):
        text = str(date.get("date") or "")[:4]
        if str(date.get("dateType")) in {"Issued", "Submitted", "Available"} and text.isdecimal():
            years.append(int(text))
    years = list(dict.fromkeys(years))
    kind = plain(within(attributes, "types", "resourceTypeGeneral"))
    doi = str(attributes.get("doi") or "").lower()
    preprint = kind == "Preprint" or doi.startswith("10.48550/arxiv.")
    related = [
        (str(r.get("relationType")), _bare(str(r.get("relatedIdentifier") or "")))
        for r in mappings(attributes.get("relatedIdentifiers"))
        if r.get("relatedIdentifierType") == "DOI"
    ]
    return Work(
        doi=doi or None,
        title=full,
        other_titles=tuple(t for t in unique(others) if t and t != full),
        authors=tuple(_person(c) for c in mappings(attributes.get("creators"))[:MAX_PEOPLE]),
        journal=plain(container.get("title")),
        year=years[0] if years else None,
        other_years=tuple(years[1:]),
        volume=plain(container.get("volume")),
        issue=plain(container.get("issue")),
        pages=f"{first}-{last}" if first and last else first,
        publisher=plain(publisher),
        type=kind,
        language=plain(attributes.get("language")),
        abstract=_abstract(attributes),
        aliases=unique(doi for relation, doi in related if relation == "IsIdenticalTo" and doi),
        preprint_of=unique(
            doi for relation, doi in related if preprint and relation in _PUBLISHED and doi
        ),
        notices=(Notice(type=said, source="datacite:title"),) if said else (),
        source="datacite",
        retrieved=retrieved,
    )


def _abstract(attributes: Mapping[str, Any]) -> str | None:
    for description in mappings(attributes.get("descriptions")):
        if description.get("descriptionType") == "Abstract":
            return plain(description.get("description")) or None
    return None


def _person(creator: Mapping[str, Any]) -> Person:
    family, given = plain(creator.get("familyName")), plain(creator.get("givenName"))
    if family:
        return Person(family=family, given=given)
    name = plain(creator.get("name"))
    if creator.get("nameType") != "Organizational" and name.count(",") == 1:
        family, _, given = name.partition(",")
        return Person(family=family.strip(), given=given.strip())
    return Person(name=name)


def _bare(doi: str) -> str:
    doi = doi.strip().lower()
    for prefix in ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:"):
        doi = doi.removeprefix(prefix)
    return doi
