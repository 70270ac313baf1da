"""Facts from outside: what a registry answers for a reference, and the case that rules judge.

The answer is one of three types, told apart with `match`: `Work` (a record), `Missing` (the
registry says that there is none) and `Unreachable` (no usable answer: never "not found").
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal

from pydantic import model_validator

from magclaims.model.plain import Plain
from magclaims.model.registry import Person
from magclaims.model.service import ServiceName
from magclaims.model.values import dataclass

NoticeType = Literal[
    "retraction",
    "retraction_and_replacement",
    "partial_retraction",
    "removal",
    "withdrawal",
    "expression_of_concern",
    "correction",
    "erratum",
    "corrigendum",
    "reinstatement",
]


class Fact(Plain):
    """Unknown fields are refused, so that a lock file of another version is noticed."""


class Notice(Fact):
    """A notice about a work. `source` says who reports it."""

    type: NoticeType
    doi: str | None = None
    """DOI of the notice itself, lower case."""
    source: str
    """crossref:publisher, crossref:retraction-watch, crossref:title, europepmc or retraction-watch; several with commas."""
    date: str | None = None
    """ISO 8601, as precise as the source gives it."""
    replaced_by: str | None = None
    """DOI of the version to cite instead, lower case; None where no source tells it."""


class Update(Fact):
    """What a record is a notice of: the work that it retracts or corrects."""

    type: NoticeType
    doi: str | None = None
    """DOI of that work, lower case; None where only the notice's title says what it is."""


class Work(Fact):
    """A bibliographic record, normalised: plain Unicode text, no markup, no entities."""

    doi: str | None = None
    """Lower case, without prefix: the record's own (prime) DOI."""
    pmid: str | None = None
    pmcid: str | None = None
    title: str = ""
    """With the subtitle after a colon; without a leading RETRACTED or WITHDRAWN."""
    other_titles: tuple[str, ...] = ()
    """Original, short and title-only forms that an entry may print instead."""
    authors: tuple[Person, ...] = ()
    journal: str = ""
    other_journals: tuple[str, ...] = ()
    """Short titles and former names."""
    year: int | None = None
    other_years: tuple[int, ...] = ()
    """Print, online and issue years that an entry may legitimately give."""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    publisher: str = ""
    type: str = ""
    """Crossref's type, e.g. journal-article, book-chapter, posted-content."""
    language: str = ""
    abstract: str | None = None
    publication_types: tuple[str, ...] = ()
    """PubMed publication types."""
    mesh: tuple[str, ...] = ()
    """MeSH descriptors."""
    trial_numbers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other DOIs of the same work."""
    preprint_of: tuple[str, ...] = ()
    """DOIs of the published versions, where this is a preprint."""
    has_preprint: tuple[str, ...] = ()
    version_of: tuple[str, ...] = ()
    """DOIs of other versions of which this one is a new one, or a copy."""
    notice_of: tuple[Update, ...] = ()
    """The works that this record is a notice of."""
    notices: tuple[Notice, ...] = ()
    source: ServiceName = "crossref"
    """Who gave the record."""
    sources: tuple[ServiceName, ...] = ()
    """All who answered with a record of it, `source` first; of a record without it, `source` alone."""
    retrieved: str = ""
    """When the service answered, ISO 8601 UTC."""

    @model_validator(mode="before")
    @classmethod
    def _at_least_its_source(cls, values: object) -> object:
        if isinstance(values, Mapping) and not values.get("sources"):
            return {**values, "sources": (values.get("source", "crossref"),)}
        return values

    def tells(self) -> Iterator[tuple[str | None, Notice]]:
        """What the record of a notice says: the notice, and the DOI of each work that it is about."""
        source = "crossref:publisher" if self.source == "crossref" else self.source
        date = str(self.year) if self.year else None
        for update in self.notice_of:
            yield update.doi, Notice(type=update.type, doi=self.doi, source=source, date=date)


class Missing(Fact):
    """The services that were asked say that there is no such work."""

    identifier: str
    """What was asked, e.g. doi:10.1234/x."""
    asked: tuple[ServiceName, ...]
    retrieved: str = ""


class Unreachable(Fact):
    """No usable answer: the reference stays unverified, never green; kept nowhere unless it `exists`."""

    identifier: str
    service: ServiceName
    reason: str
    """In a sentence, for people."""
    exists: bool = False
    """Its agency says that the work exists, but its record cannot be read: registered, not compared."""
    lasting: bool = False
    """No service can answer for it, now or later; what `exists` is lasting, too."""

    @property
    def failed(self) -> bool:
        """Whether asking again may help."""
        return not (self.exists or self.lasting)


Answer = Work | Missing | Unreachable


@dataclass(frozen=True, slots=True)
class Held:
    """What a snapshot answered in a service's place."""

    as_of: str
    """The day of the snapshot, ISO 8601: of what came later it knows nothing."""
    answers: int
    """References that it answered for; 0 where it added notices alone."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered for the references of a dossier, by BibTeX key."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    """The answer of the first service that knows the reference's identifier, facts merged."""
    others: Mapping[str, tuple[Work, ...]] = field(default_factory=dict)
    """Records that another identifier of the entry, or another service, leads to."""
    absent: Mapping[str, tuple[Missing, ...]] = field(default_factory=dict)
    """Further identifiers of an entry that no service knows, e.g. a PMID beside a good DOI."""
    notices: Mapping[str, tuple[Notice, ...]] = field(default_factory=dict)
    """Notices that are known of references whose record is not at hand."""
    incomplete: Mapping[str, str] = field(default_factory=dict)
    """Why a second source, that should have added to the answer, did not."""
    silent: Mapping[str, ServiceName] = field(default_factory=dict)
    """Which source that was, where it was asked now."""
    unlocked: Mapping[str, str] = field(default_factory=dict)
    """Where the lock file alone is used: references that it does not have as they stand, and why."""
    watched: bool = False
    """Whether the user's copy of the Retraction Watch list was read as well."""
    candidates: Mapping[str, tuple[Work, ...]] = field(default_factory=dict)
    """Search results for references without an identifier; not yet compared."""
    asked: bool = False
    """Whether services were allowed to be asked at all (not `--offline`)."""
    services_down: Mapping[ServiceName, str] = field(default_factory=dict)
    """Services that were given up, with the reason."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Base URLs that are asked and are not the services' own, by service."""
    snapshot: Mapping[ServiceName, Held] = field(default_factory=dict)
    """What a snapshot answered before anybody was asked, by service."""
