"""Go to the claim and back: from a sentence to its entry, from an entry to its places."""

from collections.abc import Callable, Iterator
from pathlib import Path

from lsprotocol import types

from magclaims.files import real
from magclaims.judge.articles.scanning import leads_to
from magclaims.lsp.lookup import There, claims
from magclaims.lsp.pages import OpenText
from magclaims.lsp.project import Project
from magclaims.model.values import dataclass
from magclaims.read.article.locate import locate

Pages = Callable[[Path], OpenText | None]
"""The text of a file as the editor counts in it; None where there is none."""
ToUri = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Navigator:
    """Finds places in the files of a project, as the editor counts in them."""

    project: Project
    pages: Pages
    uri: ToUri

    def definitions(self, path: Path, there: There) -> list[types.Location]:
        """Where what stands at a place is defined.

        Of a mark or a key, its entry in the bibliography; of a sentence, the claims that are registered
        for it; of an entry of the registry, the places in the articles.
        """
        if there.keys:
            return [found for key in there.keys for found in self._entry(key)]
        if self.project.role(path) == "article":
            return [found for id_ in there.claims for found in self._line_of("claims", id_)]
        return list(self._occurrences(there.claims))

    def references(self, there: There) -> list[types.Location]:
        """Where a claim is made, or where a reference is cited and used as evidence."""
        found = [] if there.keys else list(self._occurrences(there.claims))
        for key in there.keys:
            found += self._evidence(key)
            found += self._marks(key)
        return found

    def _location(self, path: Path, start: int, end: int) -> Iterator[types.Location]:
        page = self.pages(path)
        if page is not None:
            yield types.Location(self.uri(real(path)), page.range(start, end))

    def _entry(self, key: str) -> Iterator[types.Location]:
        for bibliography in self.project.bibliographies():
            mark = bibliography.marks.get(key)
            if mark is not None:
                yield from self._location(Path(bibliography.path), mark.key.start, mark.key.end)
                return

    def _line_of(self, *place: str | int) -> Iterator[types.Location]:
        marked = self.project.registry().source_map.at(*place)
        path = Path(marked.path)
        page = self.pages(path)
        if page is not None:
            start = page.at(marked.line, marked.column)
            yield from self._location(path, start, page.line_end(start))

    def _occurrences(self, ids: tuple[str, ...]) -> Iterator[types.Location]:
        known, articles = claims(self.project), self.project.registry().dossier.articles
        for claim in (known[id_] for id_ in ids if id_ in known):
            for occurrence in (o for o in claim.occurrences if o.article in articles):
                text = self.project.text_of(occurrence.article)
                place = locate(occurrence.quote, text) if text is not None else None
                if text is not None and place is not None:
                    yield from self._location(Path(text.path), place.offset, place.end)

    def _evidence(self, key: str) -> Iterator[types.Location]:
        for claim in claims(self.project).values():
            for index, link in enumerate(claim.evidence):
                if link.reference == key:
                    yield from self._line_of("claims", claim.id, "evidence", index)

    def _marks(self, key: str) -> Iterator[types.Location]:
        for name, article in self.project.registry().dossier.articles.items():
            text = self.project.text_of(name) if article.file else None
            scanned = self.project.scanned(Path(text.path)) if text is not None else None
            for mark in scanned.text.citations if scanned is not None else ():
                if scanned is not None and any(i.key == key for i in leads_to(mark, scanned.items)):
                    yield from self._location(Path(scanned.text.path), mark.offset, mark.end)
