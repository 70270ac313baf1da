"""A project as its editor holds it: unsaved texts before those on disk, judged by the program itself.

What did not change is not read again. An article alone is judged beside its own claims, which is what a
writer waits for; `whole` is the check that the command line makes.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import TypeVar

from magclaims.commands.gathering import gather_for
from magclaims.commands.paths import is_there
from magclaims.commands.session import case_of, find_sources
from magclaims.config import Configuration
from magclaims.errors import MagclaimsError, ReadError
from magclaims.files import MAX_BYTES, real, split_part
from magclaims.judge.articles.scanning import Scanned, article_at, scan
from magclaims.judge.engine import judge
from magclaims.lsp.judged import Judged
from magclaims.model.finding import Finding, Severity
from magclaims.model.registry import Dossier
from magclaims.model.review import Reviews
from magclaims.model.values import dataclass
from magclaims.model.work import Gathered
from magclaims.read import claims as dossiers
from magclaims.read.article.articles import SUFFIXES, ArticleText, as_file
from magclaims.read.article.source import load
from magclaims.read.bibliography import by_key
from magclaims.read.bibtex import Bibliography, parse_bibliography
from magclaims.read.reviews import parse_reviews, review_files, together
from magclaims.render.language import DEFAULT
from magclaims.waive.waivers import waive

T = TypeVar("T")
_NO_REVIEWS = Reviews()
BIBLIOGRAPHY = ".bib"
CANNOT_BE_READ = "SCH001"
"""The rule that reports faults of files."""


class _Same(tuple[object, ...]):
    """Inputs that are the same where they are the very objects: comparing what they hold takes long."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and len(self) == len(other)
            and all(mine is theirs for mine, theirs in zip(self, other, strict=True))
        )

    def __hash__(self) -> int:
        return hash(tuple(map(id, self)))


@dataclass
class Project:
    """One configuration and what belongs to it.

    Attributes:
        configuration: Always offline.
        unsaved: What editors hold, by real path; shared by all projects.
        language: What to write in where the settings name no language, as the editor does.
    """

    configuration: Configuration
    unsaved: Mapping[Path, str] = field(default_factory=dict)
    language: str | None = None
    _kept: dict[object, tuple[object, object]] = field(default_factory=dict)
    _faults: list[Finding] = field(default_factory=list)

    def whole(self) -> Judged:
        """Judge everything, as `check --offline` does."""
        self._faults = []
        registry, bibliographies = self.registry(), self.bibliographies()
        texts = {name: text for name in registry.dossier.articles if (text := self.text_of(name))}
        known = self.gathered(bibliographies)
        inputs = _Same((registry, *bibliographies, known, self.reviews(), *texts.values()))
        judged = self._once(
            "whole", inputs, lambda: self._judge(registry, bibliographies, texts, None)
        )
        return replace(judged, findings=(*self._faults, *judged.findings))

    def article(self, path: Path) -> Judged | None:
        """Judge one article beside its own claims; None where the registry does not have it."""
        self._faults = []
        registry, bibliographies = self.registry(), self.bibliographies()
        name = self.article_id(path)
        text = self.text_of(name) if name is not None else None
        if name is None or text is None:
            return None
        known = self.gathered(bibliographies)
        inputs = _Same((registry, *bibliographies, known, self.reviews(), text))
        judged = self._once(
            ("judged", name),
            inputs,
            lambda: self._judge(_narrowed(registry, name), bibliographies, {name: text}, name),
        )
        return replace(judged, findings=(*self._faults, *judged.findings))

    def _judge(
        self,
        registry: dossiers.Registry,
        bibliographies: tuple[Bibliography, ...],
        texts: Mapping[str, ArticleText],
        article: str | None,
    ) -> Judged:
        self.configuration.use_vocabulary()
        settings = self.configuration.settings
        spoken = settings.language or self.language
        case = replace(
            case_of(
                registry, bibliographies, texts, self.gathered(bibliographies), self.configuration
            ),
            advised_in=spoken,
            reviews=self.reviews(),
            reviews_read=True,
        )
        found = judge(
            case, select=settings.select, ignore=settings.ignore, severities=settings.severity
        )
        seen = {real(Path(text.path)): text.text for text in texts.values()}
        seen |= {real(Path(b.path)): b.text for b in bibliographies}
        seen |= {real(path): self.read(path) or "" for path in map(Path, registry.paths)}
        return Judged(case, waive(case, found), seen, article, spoken or DEFAULT)

    # --- what there is ------------------------------------------------------------------------------

    def sources(self) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """The claims files and the bibliographies, those that are open and not saved yet among them."""
        settings = self.configuration.settings
        claims: list[Path] = []
        books: list[Path] = []
        for name in (*settings.claims, *settings.bibliography):
            path = self.configuration.path(name)
            if is_there(path):
                # One by one: where one of them is not there yet, the others are.
                with suppress(MagclaimsError):
                    found = find_sources((path,), self.configuration)
                    claims += found.claims
                    books += found.bibliographies
            elif real(path) in self.unsaved:
                (books if path.suffix.lower() == BIBLIOGRAPHY else claims).append(path)
        return tuple(sorted(set(claims))), tuple(sorted({path for path in books if self.has(path)}))

    def has(self, path: Path) -> bool:
        """Whether an editor or the disk has a file."""
        return real(path) in self.unsaved or path.is_file()

    def role(self, path: Path) -> str | None:
        """What a file is here: `claims`, `bibliography` or `article`; None where it is nothing."""
        here = real(path)
        claims, books = self.sources()
        if here in map(real, claims):
            return "claims"
        if here in map(real, books):
            return "bibliography"
        return "article" if path.suffix.lower() in SUFFIXES else None

    @property
    def folder(self) -> Path | None:
        """What the articles' `file:` is relative to."""
        return self.configuration.articles()

    def article_id(self, path: Path) -> str | None:
        """The id of the registered article whose file this is."""
        return article_at(path, self.registry().dossier, self.folder)

    # --- reading ------------------------------------------------------------------------------------

    def read(self, path: Path) -> str | None:
        """The text of a file: the editor's, else the disk's; None where there is none to read."""
        unsaved = self.unsaved.get(real(path))
        if unsaved is not None:
            return unsaved
        try:
            return self._once(("disk", path), _stamp(path), lambda: load(path))
        except ReadError as error:
            self._fault(error)
            return None

    def registry(self) -> dossiers.Registry:
        """The registry; of a file that is no YAML now, as it was when it last was."""
        paths, _ = self.sources()
        texts = {path: text for path in paths if (text := self.read(path)) is not None}
        try:
            return self._once("registry", texts, lambda: dossiers.read(texts, texts))
        except ReadError as error:
            self._fault(error)
            kept = self._kept.get("registry")
            return kept[1] if kept else dossiers.read(())  # type: ignore[return-value]

    def bibliographies(self) -> tuple[Bibliography, ...]:
        """The bibliographies."""
        _, paths = self.sources()
        return tuple(
            self._once(("bib", path), text, lambda p=path, t=text: parse_bibliography(t, str(p)))  # type: ignore[misc]
            for path in paths
            if (text := self.read(path)) is not None
        )

    def text_of(self, article: str) -> ArticleText | None:
        """The text of a registered article; None where it is not at hand."""
        entry = self.registry().dossier.articles[article]
        if entry.file is None or self.folder is None:
            return None
        file, part = split_part(self.folder / entry.file)
        path = Path(file)
        if not self.has(path):
            source_map = self.registry().source_map
            place = source_map.at("articles", article, "file")
            self._fault(ReadError(f"there is no {path}", place.path, place.line, place.column))
            return None
        if not real(path).is_relative_to(real(self.folder)):
            return None
        return self.parsed(path, entry.language, part)

    def parsed(self, path: Path, language: str | None = None, part: str = "") -> ArticleText | None:
        """A file, or a part of one that holds several articles; None where it cannot be read."""
        text = self.read(path)
        if text is None or len(text) > MAX_BYTES:
            return None
        try:
            return self._once(
                ("article", path, part),
                (text, language),
                lambda: as_file(text, path, language, part),
            )
        except ReadError as error:
            self._fault(error)
            return None

    def scanned(self, path: Path) -> Scanned | None:
        """An article beside the registry, registered or not; None where it cannot be read."""
        registry = self.registry()
        name = self.article_id(path)
        language = registry.dossier.articles[name].language if name else None
        text = self.parsed(path, language)
        if text is None:
            return None
        books = self.bibliographies()
        references = by_key(books)
        return self._once(
            ("scanned", path),
            _Same((registry, text, *books)),
            lambda: scan(path, text, registry.dossier, references, name, drafts=registry.drafts),
        )

    def gathered(self, bibliographies: tuple[Bibliography, ...]) -> Gathered:
        """What the lock file and the cache know; no service is asked."""
        lock = self.configuration.path(self.configuration.settings.lock)
        inputs = (tuple(b.text for b in bibliographies), _stamp(lock))
        try:
            return self._once(
                "gathered", inputs, lambda: gather_for(bibliographies, self.configuration)
            )
        except MagclaimsError as error:
            self._fault(error if isinstance(error, ReadError) else ReadError(str(error), str(lock)))
            return Gathered()

    def reviews(self) -> Reviews:
        """Who read which claims; of a file that cannot be read now, as it was when it last could."""
        path = self.configuration.path(self.configuration.settings.reviews)
        files = (path, *(file for file in review_files(path) if file != path))
        texts = tuple(
            (f, text) for f in files if self.has(f) and (text := self.read(f)) is not None
        )
        try:
            return self._once(
                "reviews", texts, lambda: together(parse_reviews(text, f) for f, text in texts)
            )
        except ReadError as error:
            self._fault(error)
            kept = self._kept.get("reviews")
            return kept[1] if kept else _NO_REVIEWS  # type: ignore[return-value]

    def refresh(self) -> None:
        """Ask lock file and cache again: another run may have filled them."""
        self._kept.pop("gathered", None)

    def _once(self, what: object, inputs: object, make: Callable[[], T]) -> T:
        """What was made of the same inputs before; else what is made of them now."""
        kept = self._kept.get(what)
        if kept is None or kept[0] != inputs:
            kept = (inputs, make())
            self._kept[what] = kept
        return kept[1]  # type: ignore[return-value]

    def _fault(self, error: ReadError) -> None:
        fault = Finding(
            code=CANNOT_BE_READ,
            name="cannot be read",
            severity=Severity.ERROR,
            message=error.message,
            path=error.path,
            line=error.line,
            column=error.column,
        )
        if fault not in self._faults:
            self._faults.append(fault)


def _narrowed(registry: dossiers.Registry, name: str) -> dossiers.Registry:
    """The registry with one article and its claims."""
    dossier = registry.dossier
    own = Dossier(
        articles={name: dossier.articles[name]},
        studies=dossier.studies,
        claims=tuple(c for c in dossier.claims if _is_in(c.occurrences, name)),
        waivers=dossier.waivers,
    )
    drafts = tuple(c for c in registry.drafts if _is_in(c.occurrences, name))
    return replace(registry, dossier=own, drafts=drafts)


def _is_in(occurrences: tuple[object, ...], article: str) -> bool:
    return any(getattr(occurrence, "article", None) == article for occurrence in occurrences)


def _stamp(path: Path) -> tuple[int, int] | None:
    """What tells whether a file on disk is another one than before."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
