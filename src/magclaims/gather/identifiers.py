"""By which identifiers a reference is asked for."""

from magclaims.model.identifiers import arxiv_doi
from magclaims.model.registry import Reference


def doi_of(reference: Reference) -> str | None:
    """The DOI by which a reference is looked up: its own, or the one of its arXiv number."""
    return reference.doi or (arxiv_doi(reference.arxiv).lower() if reference.arxiv else None)


def identifiers_of(reference: Reference) -> list[str]:
    """All identifiers of a reference with their kind, the one that is asked for first in front."""
    doi = doi_of(reference)
    found = [f"doi:{doi}"] if doi else []
    if reference.pmid:
        found.append(f"pmid:{reference.pmid}")
    if reference.pmcid:
        found.append(f"pmcid:{reference.pmcid.upper()}")
    if reference.bookshelf and not found:
        found.append(f"bookshelf:{reference.bookshelf.upper()}")
    return found
