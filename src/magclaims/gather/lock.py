"""The lock file: what the services answered for each reference, to be committed with it.

JSON with sorted keys and one field a line, so that a diff reads well and two branches merge.
Abstracts are left out: they are long, and not ours to publish.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from magclaims.errors import ReadError
from magclaims.files import parsed_json, read_text
from magclaims.model.registry import Reference
from magclaims.model.service import ServiceName
from magclaims.model.work import Answer, Fact, Missing, Notice, Unreachable, Work

VERSION = 1
"""Of the file; a newer one is refused instead of misread."""

MAX_BYTES = 500_000_000
"""A bibliography of 100,000 references has a lock file of about a fifth of this."""

SKEW = timedelta(days=1)
"""How far clocks and time zones of those who write and read a lock file may differ."""

LockStatus = Literal["verified-record", "missing", "unverified"]

_FIELDS = frozenset(
    {"entry_type", "title", "authors", "year", "journal", "volume", "issue", "pages", "publisher"}
    | {"doi", "pmid", "pmcid", "arxiv", "bookshelf", "url"}
)


class LockEntry(Fact):
    """What is known of one reference."""

    key: str
    """The BibTeX key."""
    fingerprint: str
    """Of the fields of the entry that it was made from."""
    status: LockStatus
    """Whether a record was found, the services know none, or they could not be asked."""
    work: Work | None = None
    """The record, facts of all sources merged; without its abstract."""
    others: tuple[Work, ...] = ()
    """Records that another identifier of the entry leads to."""
    absent: tuple[Missing, ...] = ()
    """Further identifiers of the entry that no service knows."""
    notices: tuple[Notice, ...] = ()
    """What is known of it without a record, e.g. from the Retraction Watch list."""
    reason: str | None = None
    """Why it is unverified; beside a record, why a second source could not add to it."""
    lasting: bool = False
    """It is unverified because no service can answer for it, now or later."""
    asked: tuple[ServiceName, ...] = Field(default=())
    """Services that answered; where it is unverified, the one that did not."""
    when: str = ""
    """When they did, ISO 8601 UTC."""
    addresses: dict[str, str] = Field(default_factory=dict)
    """Base URLs that were asked and are not the services' own, by service."""

    def flaw(
        self, identifiers: Sequence[str], now: datetime, addresses: Mapping[str, str] | None = None
    ) -> str | None:
        """Why the entry cannot be what a service answered for the reference; None where it can.

        It is a file in the repository: whoever may change it can write anything into it. What does
        not fit together is refused; that all of it is made up can only be told by asking again
        (`magclaims lock --check`, or a check without `--locked`).
        `addresses` are base URLs besides the services' own that are asked now.
        """
        if self.status == "unverified":
            return None
        if not self.asked or not self.when:
            return "its lock entry does not say who answered, and when"
        when = self.moment
        if when is None:
            return f"its lock entry has no readable date ({self.when!r})"
        if when - now > SKEW:
            return f"its lock entry is dated in the future ({self.when})"
        for service, address in self.addresses.items():
            if (addresses or {}).get(service) != address:
                return f"its lock entry comes from {address}, which is not the address of a service"
        if self.status == "missing":
            return None
        if self.work is None:
            return "its lock entry holds no record"
        held = _identifiers_of(self.work)
        # The records of Bookshelf documents do not say their number.
        asked = {i.casefold() for i in identifiers if not i.startswith("bookshelf:")}
        if not asked or asked & held:
            return None
        if held:
            return f"its lock entry holds the record of another work ({min(held)})"
        return "its lock entry holds a record that does not say of which work it is"

    @property
    def moment(self) -> datetime | None:
        """When the services answered; None where that cannot be read."""
        try:
            when = datetime.fromisoformat(self.when)
        except ValueError:
            return None
        return when.replace(tzinfo=when.tzinfo or UTC)

    @property
    def known_notices(self) -> tuple[Notice, ...]:
        """All notices that it holds."""
        return (*self.notices, *(self.work.notices if self.work else ()))

    @property
    def unanswered(self) -> bool:
        """Whether a service should have answered when it was locked, and did not."""
        return self.status == "unverified" and not self.lasting

    def answer(self) -> Answer:
        """The entry as the answer that a service would give."""
        identifier = f"lock:{self.key}"
        if self.status == "verified-record" and self.work is not None:
            told = {"retrieved": self.when, "sources": self.asked or self.work.sources}
            return self.work.model_copy(update=told)
        if self.status == "missing":
            return Missing(identifier=identifier, asked=self.asked, retrieved=self.when)
        return Unreachable(
            identifier=identifier,
            service=self.asked[0] if self.asked else "crossref",
            reason=self.reason or "it was not verified when the lock file was written",
            lasting=self.lasting,
        )


def _identifiers_of(work: Work) -> set[str]:
    """By which identifiers a record can be asked for, casefolded."""
    given = {"pmid": [work.pmid], "pmcid": [work.pmcid], "doi": [work.doi, *work.aliases]}
    return {f"{kind}:{v}".casefold() for kind, values in given.items() for v in values if v}


def fingerprint(reference: Reference) -> str:
    """16 hexadecimal digits that change when a field that identifies the work changes."""
    fields = reference.model_dump(mode="json", include=set(_FIELDS))
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def entry_from(
    reference: Reference,
    answer: Answer | None,
    *,
    others: Iterable[Work] = (),
    absent: Iterable[Missing] = (),
    notices: Iterable[Notice] = (),
    incomplete: str | None = None,
    when: str,
) -> LockEntry:
    """The entry for a reference and what was answered for it; None where it has no identifier to ask for.

    `others` are records of its other identifiers, `absent` those that no service knows, `notices` what is known
    without a record, `incomplete` why a second source could not add. `when` is ISO 8601 UTC; an answer's own time
    wins.
    """
    made = partial(
        LockEntry,
        key=reference.key,
        fingerprint=fingerprint(reference),
        others=tuple(_kept(other) for other in others),
        when=when,
    )
    known = tuple(notices)
    match answer:
        case Work():
            return made(
                status="verified-record",
                work=_kept(answer),
                absent=tuple(missing.model_copy(update={"retrieved": ""}) for missing in absent),
                reason=incomplete,
                asked=answer.sources,
                when=answer.retrieved or when,
            )
        case Missing():
            told = answer.retrieved or when
            return made(status="missing", notices=known, asked=answer.asked, when=told)
        case Unreachable():
            return made(
                status="unverified",
                notices=known,
                reason=answer.reason,
                lasting=not answer.failed,
                asked=(answer.service,),
            )
        case None:
            reason = "it has no identifier that a service knows"
            return made(status="unverified", reason=reason, lasting=True)


_NOT_WRITTEN: dict[str, Any] = {"key": True, "others": {"__all__": {"sources"}}}


def render_lock(entries: Iterable[LockEntry]) -> str:
    """The text of a lock file, the same for the same entries in whatever order."""
    by_key = {
        entry.key: {
            # Said even where it is the default: by which service the record is.
            **entry.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_WRITTEN),
            **({"work": _work_fields(entry.work)} if entry.work else {}),
        }
        for entry in entries
    }
    document = {"version": VERSION, "references": by_key}
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read_lock(path: Path) -> dict[str, LockEntry]:
    """The entries of a lock file by BibTeX key; none if there is no file.

    Raises:
        ReadError: If it is not a lock file of this version, with the line.
    """
    if not path.exists():
        return {}
    text = read_text(path, MAX_BYTES)
    merging = " (an unfinished merge?)" if "<<<<<<<" in text or ">>>>>>>" in text else ""
    hint = f"{merging}; `magclaims lock` writes it anew"
    document = parsed_json(text, path, what="the lock file ", hint=hint)
    if not isinstance(document, Mapping) or not isinstance(document.get("references"), Mapping):
        raise ReadError("this is not a lock file of magclaims", str(path))
    if document.get("version") != VERSION:
        raise ReadError(
            f"this lock file has version {document.get('version')!r}, this program reads {VERSION}",
            str(path),
            _line(text, '"version"'),
        )
    entries = {}
    for key, fields in document["references"].items():
        try:
            entries[key] = LockEntry.model_validate(
                {"key": key, **fields} if isinstance(fields, Mapping) else fields
            )
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            field = ".".join(str(part) for part in detail["loc"])
            raise ReadError(
                f"lock entry {key!r}, field {field!r}: {detail['msg']}",
                str(path),
                _line(text, json.dumps(key, ensure_ascii=False) + ":"),
            ) from error
    return entries


def _work_fields(work: Work) -> dict[str, object]:
    told = work.model_dump(mode="json", exclude_defaults=True, exclude={"sources"})
    return {**told, "source": work.source}


def _kept(work: Work) -> Work:
    """The record as it is locked; who answered, and when, stands once, beside it."""
    return work.model_copy(update={"abstract": None, "retrieved": "", "sources": (work.source,)})


def _line(text: str, needle: str) -> int:
    """1-based line of the first occurrence; 1 where there is none."""
    found = text.find(needle)
    return 1 if found < 0 else text.count("\n", 0, found) + 1
