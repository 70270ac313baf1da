"""Go to the claim and back: from a sentence to its entry, from an entry to its places."""

from collections.abc import Callable, Iterator
from pathlib import Path

from lsprotocol import types

from magclaims.files import real
from magclaims.judge.articles.scanning import leads_to
from magclaims.lsp.lookup import There, claims
from magclaims.lsp.pages import OpenText
from magclaims.lsp.project import Project
from magclaims.read.article.locate import locate

Pages = Callable[[Path], OpenText | None]
"""The text of a file as the editor counts in it; None where there is none."""
ToUri = Callable[[Path], str]


def definitions(
    project: Project, path: Path, there: There, pages: Pages, uri: ToUri
) -> list[types.Location]:
    """Where what stands at a place is defined.

    Of a mark or a key, its entry in the bibliography; of a sentence, the claims that are registered
    for it; of an entry of the registry, the places in the articles.
    """
    if there.keys:
        return list(_entries(project, there.keys, pages, uri))
    if project.role(path) == "article":
        return list(_claims(project, there.claims, pages, uri))
    return list(_occurrences(project, there.claims, pages, uri))


def references(project: Project, there: There, pages: Pages, uri: ToUri) -> list[types.Location]:
    """Where a claim is made, or where a reference is cited and used as evidence."""
    found = [*_occurrences(project, there.claims if not there.keys else (), pages, uri)]
    for key in there.keys:
        found += _evidence(project, key, pages, uri)
        found += _marks(project, key, pages, uri)
    return found


def _location(
    path: Path, start: int, end: int, pages: Pages, uri: ToUri
) -> Iterator[types.Location]:
    page = pages(path)
    if page is not None:
        yield types.Location(uri(real(path)), page.range(start, end))


def _entries(
    project: Project, keys: tuple[str, ...], pages: Pages, uri: ToUri
) -> Iterator[types.Location]:
    for key in keys:
        for bibliography in project.bibliographies():
            mark = bibliography.marks.get(key)
            if mark is not None:
                path = Path(bibliography.path)
                yield from _location(path, mark.key.start, mark.key.end, pages, uri)
                break


def _line_of(project: Project, pages: Pages, uri: ToUri, *place: str | int) -> list[types.Location]:
    marked = project.registry().source_map.at(*place)
    page = pages(Path(marked.path))
    if page is None:
        return []
    start = page.at(marked.line, marked.column)
    return list(_location(Path(marked.path), start, page.line_end(start), pages, uri))


def _claims(
    project: Project, ids: tuple[str, ...], pages: Pages, uri: ToUri
) -> Iterator[types.Location]:
    for id_ in ids:
        yield from _line_of(project, pages, uri, "claims", id_)


def _occurrences(
    project: Project, ids: tuple[str, ...], pages: Pages, uri: ToUri
) -> Iterator[types.Location]:
    known = claims(project)
    for id_ in ids:
        for occurrence in known[id_].occurrences if id_ in known else ():
            if occurrence.article not in project.registry().dossier.articles:
                continue
            text = project.text_of(occurrence.article)
            place = locate(occurrence.quote, text) if text is not None else None
            if text is not None and place is not None:
                yield from _location(Path(text.path), place.offset, place.end, pages, uri)


def _evidence(project: Project, key: str, pages: Pages, uri: ToUri) -> Iterator[types.Location]:
    for claim in claims(project).values():
        for index, link in enumerate(claim.evidence):
            if link.reference == key:
                yield from _line_of(project, pages, uri, "claims", claim.id, "evidence", index)


def _marks(project: Project, key: str, pages: Pages, uri: ToUri) -> Iterator[types.Location]:
    for name, article in project.registry().dossier.articles.items():
        text = project.text_of(name) if article.file else None
        scanned = project.scanned(Path(text.path)) if text is not None else None
        for mark in scanned.text.citations if scanned is not None else ():
            if scanned is not None and any(i.key == key for i in leads_to(mark, scanned.items)):
                yield from _location(Path(scanned.text.path), mark.offset, mark.end, pages, uri)
