"""Identifiers within text, and links that lead to a source."""

import re
from collections.abc import Iterator
from functools import partial

from magclaims.knowledge.data import word_set
from magclaims.model.identifiers import (
    Identifier,
    host_of,
    normalise_doi,
    parse_identifier,
    split_url,
    trim,
)
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass

_hosts = partial(word_set, "sources.toml", "hosts", package="magclaims.read.article")

# Every run is bounded, so that a hostile text cannot make a match long.
_FOUND = expression(
    r"(?P<url>https?://[^\s<>\"“”|]{1,2000})"
    r"|(?P<doi>(?<![\d.])10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s<>\"“”|]{1,300})"
    r"|(?P<short>\bdoi\s?[:=]\s?10/[a-z0-9]{2,8}\b)"
    r"|(?P<pmid>\bPMID\s?:?\s?\d{1,9}\b)"
    r"|(?P<pmcid>\b(?:PMCID\s?:?\s?)?PMC\s?\d{5,9}\b)"
    r"|(?P<book>\bNBK\d{3,9}\b)"
    r"|(?P<bare>(?<![\w/@.:-])(?:[a-z0-9][a-z0-9-]{0,40}\.){1,4}(?:org|com|gov|int|net|edu|eu|nl|be|de|fr|es|uk)"
    r"/[^\s<>\"“”|]{1,1000})",
    re.IGNORECASE,
)
_PAIRS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An identifier or address within a text, at `start:end`."""

    start: int
    end: int
    identifier: Identifier
    is_address: bool
    """Printed as an address, not as a bare identifier."""


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundLink]:
    """Every identifier and address in a text, in order."""
    for match in _FOUND.finditer(text, start, len(text) if end is None else end):
        printed = trim(match.group(), ".,;:!?'’*", _PAIRS)
        is_address = bool(match["url"] or match["bare"])
        identifier = of_url(printed) if is_address else None
        if identifier is None:
            identifier = parse_identifier(printed)
        if identifier is not None:
            yield FoundLink(match.start(), match.start() + len(printed), identifier, is_address)


def of_url(address: str) -> Identifier | None:
    """What an address identifies, also where it is wrapped in the address of a mirror."""
    inner = max(address.rfind("https://"), address.rfind("http://"))
    if inner > 0:
        address = address[inner:]
    address = re.sub(r"\s+", "", address[:2000])
    doi = normalise_doi(address) if "10." in address else None
    return Identifier("doi", doi) if doi else parse_identifier(address)


def is_source(identifier: Identifier) -> bool:
    """Whether an identifier is of a source, rather than any page, or the front page of a site."""
    if identifier.kind != "url":
        return True
    address, host = split_url(identifier.value), host_of(identifier.value)
    if not address.path.strip("/") and not address.query:
        return False
    parts = host.split(".")
    return any(".".join(parts[index:]) in _hosts() for index in range(len(parts) - 1))
