"""What somebody means who looks something up: an identifier in any wrapping, a page, one's own key."""

import re
from collections.abc import Iterable, Mapping

from magclaims.commands.gathering import work_by_pii
from magclaims.commands.terminal import note
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError
from magclaims.knowledge.publishers import other, page
from magclaims.model.identifiers import (
    Identifier,
    doi_problem,
    find_identifiers,
    meant_as_doi,
    parse_identifier,
)
from magclaims.model.registry import Reference
from magclaims.model.work import Unreachable
from magclaims.render.escape import plain

OWN = ("doi", "pmid", "pmcid", "arxiv", "bookshelf")
"""The identifiers of an entry, in the order in which they are asked for."""

_MEANT = re.compile(r"\s*(?:(?P<kind>pmid|pmcid)\s*:?\s*\S*|\d{4,})\s*", re.IGNORECASE)
"""What nobody searches for by its words: a number, or what says which number it is."""


class UnreachableError(MagclaimsError):
    """The service that knows which work a page is about gave no answer."""

    exit = Exit.UNREACHABLE


def identify(
    text: str, own: Mapping[str, Reference], configuration: Configuration
) -> Identifier | None:
    """The identifier that a text is, holds or leads to; None where it is words to search for.

    What was not simply written there is said on standard error. `own` is the bibliography, by key.

    Raises:
        MagclaimsError: It was meant as an identifier, and is none, or of something that is no work.
        UnreachableError: The service that knows was not reached.
    """
    if not text.strip():
        raise MagclaimsError(f"{plain(text)!r}: there is nothing to look up")
    if (reference := own.get(text.strip())) is not None:
        return _of_entry(reference)
    if (number := other(text)) is not None:
        raise MagclaimsError(f"{plain(number.number)}: this {number.name} is {number.says}")
    identifier = parse_identifier(text)
    if identifier is None:
        return _within(text)
    if identifier.kind == "url":
        return _of_page(identifier.value, configuration)
    return identifier


def _of_entry(reference: Reference) -> Identifier:
    for kind in OWN:
        if value := getattr(reference, kind):
            return Identifier(kind, value)  # type: ignore[arg-type]
    raise MagclaimsError(
        f"{plain(reference.key)}: the entry of the bibliography has no DOI, PMID or PMCID to look up"
    )


def _within(text: str) -> Identifier | None:
    """The one identifier within a text."""
    if meant_as_doi(text) and (problem := doi_problem(text)):
        # What begins as a DOI and is none is not cut to what could be one.
        raise MagclaimsError(f"{plain(text)!r}: {problem}")
    found = find_identifiers(text)
    if len(found) > 1:
        listed = ", ".join(plain(str(one)) for one in found[:5])
        raise MagclaimsError(f"there is more than one work in this: {listed}; look up one")
    if found:
        note(f"looking up {found[0]}, which stands in it")
        return found[0]
    if meant := _MEANT.fullmatch(text):
        raise MagclaimsError(
            f"{plain(text.strip())!r}: this is no {meant['kind'].upper() if meant['kind'] else 'PMID'}; "
            "a PMID has 1 to 8 digits, a PMCID is PMC with digits"
        )
    return None


def _of_page(url: str, configuration: Configuration) -> Identifier:
    """The work of a publisher's page.

    Raises:
        MagclaimsError: It is no such page, or no work is known for it.
        UnreachableError: Crossref was asked for it and gave no answer.
    """
    known = page(url)
    if known is None:
        raise MagclaimsError(
            f"{plain(url)}: this address holds no DOI, PMID or PMCID; a web page is in no registry"
        )
    if known.doi is not None:
        note(f"looking up doi:{known.doi}, which {known.publisher} makes of this address")
        return Identifier("doi", known.doi)
    works = work_by_pii(str(known.pii), configuration)
    if isinstance(works, Unreachable):
        raise UnreachableError(f"{plain(url)}: could not be asked ({works.reason})")
    dois = {work.doi for work in works if work.doi}
    if len(dois) != 1:
        raise MagclaimsError(f"{plain(url)}: Crossref knows no article by its number {known.pii}")
    (doi,) = dois
    note(f"looking up doi:{doi}, which Crossref has for {known.pii}")
    return Identifier("doi", doi)


def near_misses(identifier: Identifier, own: Iterable[Reference]) -> tuple[tuple[str, str], ...]:
    """Key and identifier of the entries whose identifier differs by one edited character."""
    if identifier.kind not in OWN:
        return ()
    found = []
    for reference in own:
        value = getattr(reference, identifier.kind)
        if value and value != identifier.value and _one_edit(value, identifier.value):
            found.append((reference.key, value))
    return tuple(found)


def _one_edit(one: str, two: str) -> bool:
    """Whether one character was typed wrong, left out, added, or two neighbours changed places."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, two, score_cutoff=1) <= 1
