"""How rules on records name a reference, and what rests on it; no rule is here."""

from collections.abc import Iterator

from magclaims.judge.case import Case
from magclaims.match import FieldName
from magclaims.match.identity import Identity
from magclaims.model.registry import Reference
from magclaims.model.service import label
from magclaims.model.work import Work

FIELD_NAMES: dict[FieldName, str] = {
    "title": "title",
    "first_author": "first author",
    "authors": "authors",
    "year": "year",
    "journal": "journal",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
}


def with_record(case: Case) -> Iterator[tuple[str, Reference, Identity, Work]]:
    """References for which there is a record."""
    for key, identity in case.identities.items():
        if identity.work is not None:
            yield key, case.references[key], identity, identity.work


def resting_on(case: Case, key: str) -> str:
    """Which claims rest on a reference, for a message; empty where none does."""
    claims = case.used.get(key, ())
    return f"; it is evidence for {', '.join(claims)}" if claims else ""


def found_by(reference: Reference) -> str:
    """The field that the record was found by."""
    return next((f for f in ("doi", "pmid", "pmcid") if reference.raw.get(f)), "url")


def reference_named(key: str, identity: Identity) -> str:
    """A reference for a message: what a search found says of it only holds if it is that work."""
    if identity.searched and identity.work is not None:
        return (
            f"`{key}`, if it is doi:{identity.work.doi} (it has no identifier; a search found it)"
        )
    return f"`{key}`"


def source_of(work: Work) -> str:
    """What the source of a record is called."""
    return label(work.source)


def how_to_look_up(reference: Reference) -> str:
    """What to do to find the work that is meant."""
    if not reference.title:
        return "add the title of the work that is meant, then look it up by it: magclaims lookup"
    return f'look up the work that is meant: magclaims lookup "{reference.title[:80]}"'


def authors_in_record(work: Work) -> str:
    """Whose work a record is, before its title."""
    if not work.authors:
        return ""
    first = work.authors[0].family or work.authors[0].name
    return f"{first} et al., " if len(work.authors) > 1 else f"{first}, "


def kind_in_words(kind: str) -> str:
    """The kind of a notice, in words."""
    return kind.replace("_", " ")
