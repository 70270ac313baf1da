"""Read and gather for a command: from settings and paths to the `Case` that is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from magclaims.clock import today
from magclaims.commands.gathering import gather_for
from magclaims.commands.paths import BIBLIOGRAPHY, is_there, registries
from magclaims.commands.paths import sources as expand_sources
from magclaims.commands.texts import read_texts
from magclaims.commands.unchecked import (
    said_of_addresses,
    said_of_advice,
    said_of_lock,
    said_of_passed_over,
    said_of_snapshot,
    said_of_texts,
)
from magclaims.config import Configuration
from magclaims.errors import MagclaimsError
from magclaims.files import real
from magclaims.gather.answers import Progress
from magclaims.judge.case import Case
from magclaims.judge.policy import load as load_policy
from magclaims.judge.reasons import skipped
from magclaims.model.finding import Phrase
from magclaims.model.registry import Dossier
from magclaims.model.report import Skipped
from magclaims.model.values import dataclass
from magclaims.model.work import Gathered
from magclaims.read import claims as dossiers
from magclaims.read.bibliography import by_key
from magclaims.read.bibtex import Bibliography, read_bibliography
from magclaims.read.places import ParsedFiles
from magclaims.read.reviews import read_reviews

if TYPE_CHECKING:
    from magclaims.read.article.articles import ArticleText


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a command looks at."""

    claims: tuple[Path, ...]
    bibliographies: tuple[Path, ...]
    passed_over: tuple[Path, ...] = ()
    """YAML that a folder or a pattern holds and that is no registry."""
    only_used: bool = False
    """Some claims files of several were named, and no bibliography: of the configured one, only what these
    claims use is judged."""


def find_sources(paths: Sequence[Path], configuration: Configuration) -> Sources:
    """The claims files and bibliographies among the paths; the configured ones where none is named.

    A folder stands for the registries and bibliographies below it, `-` for a claims file on standard
    input. Claims files alone are judged with the configured bibliography: with what they use of it, where
    there are other claims files in the settings. Bibliographies alone are judged alone.

    Raises:
        MagclaimsError: A path is absent or of no known kind, or there is nothing to check.
    """
    settings = configuration.settings
    configured = [configuration.path(name) for name in (*settings.claims, *settings.bibliography)]
    if not paths:
        paths = configured
        absent = [path for path in paths if not is_there(path)]
        if len(absent) == len(paths):
            raise MagclaimsError(
                f"nothing to check: there is no {' and no '.join(map(str, absent))} "
                "(name files, or run `magclaims init`)"
            )
    expanded = expand_sources(paths, allow_outside=settings.allow_outside)
    known = {real(path) for path in configured}
    # What the settings call a registry is one, whatever it looks like.
    kept = [path for path in expanded.passed_over if real(path) in known]
    files = [*expanded.files, *kept]
    bibliographies = [path for path in files if path.suffix.lower() == BIBLIOGRAPHY]
    claims = [path for path in files if path not in set(bibliographies)]
    only_used = False
    if claims and not bibliographies:
        named = (configuration.path(name) for name in settings.bibliography)
        bibliographies = [path for path in named if path.is_file()]
        given = {real(path) for path in claims}
        ours = registries(configuration.path(name) for name in settings.claims)
        only_used = bool(bibliographies) and any(real(path) not in given for path in ours)
    return Sources(
        tuple(claims),
        tuple(sorted(set(bibliographies))),
        tuple(sorted(set(expanded.passed_over) - set(kept))),
        only_used,
    )


def find_bibliographies(paths: Sequence[Path], configuration: Configuration) -> tuple[Path, ...]:
    """The bibliographies among the paths; the configured ones that exist where none is named.

    Raises:
        MagclaimsError: A path is absent or of no known kind.
    """
    configured = (configuration.path(name) for name in configuration.settings.bibliography)
    paths = paths or [path for path in configured if path.exists()]
    return find_sources(paths, configuration).bibliographies if paths else ()


Gathering = Callable[[Sequence[Bibliography]], Gathered]
"""What is known of the references of these bibliographies."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case, and what was left out."""

    case: Case
    before: tuple[Skipped, ...] = ()
    after: tuple[Skipped, ...] = ()

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Everything that was not checked, and why."""
        return self.skipped_beside(said_of_texts(self.case.texts))

    def skipped_beside(self, texts: Iterable[Skipped]) -> tuple[Skipped, ...]:
        """The same, where it is known what `said_of_texts` says of the texts."""
        return (*self.before, *texts, *self.after)


def open_case(
    sources: Sources,
    configuration: Configuration,
    *,
    articles: Path | None = None,
    locked: bool = False,
    progress: Progress | None = None,
    gathering: Gathering | None = None,
    parsed: ParsedFiles | None = None,
    bibliography: Callable[[Path], Bibliography] = read_bibliography,
) -> Opened:
    """Read the files, gather what the services know, and put the case together.

    `gathering` is what somebody keeps of the references, else the services are asked as configured;
    `parsed` keeps what files of the registry say. Texts lie in the configured folder by default.

    Raises:
        ReadError: A file cannot be read at all.
    """
    settings = configuration.settings
    registry = dossiers.read(sources.claims, parsed=parsed)
    bibliographies = tuple(bibliography(path) for path in sources.bibliographies)
    folder = configuration.articles(articles)
    texts, absent = read_texts(registry.dossier.articles, folder, needed_by=settings.needs_texts)
    others: frozenset[str] = frozenset()
    if sources.only_used:
        bibliographies, others = used_of(bibliographies, registry.dossier, texts)
    if gathering is not None:
        gathered = gathering(bibliographies)
    else:
        gathered = gather_for(bibliographies, configuration, locked=locked, progress=progress)
    return Opened(
        replace(
            case_of(registry, bibliographies, texts, gathered, configuration),
            reviews=read_reviews(configuration.path(settings.reviews)),
            reviews_read=True,
            others=others,
        ),
        (
            *said_of_addresses(gathered.addresses),
            *said_of_lock(gathered),
            *said_of_snapshot(gathered),
            *(
                skipped(Phrase("rules_of_text", {"article": name}), Phrase(why))
                for name, why in sorted(absent.items())
            ),
        ),
        (
            *said_of_advice(registry.dossier.articles.values()),
            *said_of_passed_over(sources.passed_over),
        ),
    )


def used_of(
    bibliographies: Sequence[Bibliography], dossier: Dossier, texts: Mapping[str, ArticleText]
) -> tuple[tuple[Bibliography, ...], frozenset[str]]:
    """The bibliographies with the entries that a registry names or its articles print.

    What is wrong with other entries is left out, too.

    Returns:
        The bibliographies, and the keys of the entries that were left out.
    """
    from magclaims.match.reference_items import Shelf, identify_items

    references = by_key(bibliographies)
    shelf = Shelf(references)
    used: set[str | None] = {None, *dossier.studies}
    for name, article in dossier.articles.items():
        used.update(article.references)
        if text := texts.get(name):
            items = identify_items(text.references, article.references, shelf)
            used.update(item.key for item in items)
            used.update(shelf.by_mark(i) for mark in text.citations for i in mark.identifiers)
    for claim in dossier.claims:
        used.update(link.reference for link in claim.evidence)
        used.update(key for occurrence in claim.occurrences for key in occurrence.cites)
    return (
        tuple(
            replace(
                bibliography,
                references={k: r for k, r in bibliography.references.items() if k in used},
                faults=tuple(fault for fault in bibliography.faults if fault.key in used),
            )
            for bibliography in bibliographies
        ),
        frozenset(references.keys() - used),
    )


def case_of(
    registry: dossiers.Registry,
    bibliographies: tuple[Bibliography, ...],
    texts: Mapping[str, ArticleText],
    gathered: Gathered,
    configuration: Configuration,
) -> Case:
    """Put what was read and gathered together, as the settings want it judged."""
    settings = configuration.settings
    return Case(
        dossier=registry.dossier,
        source_map=registry.source_map,
        faults=registry.faults,
        bibliographies=bibliographies,
        gathered=gathered,
        policy=load_policy().override(settings.policy),
        today=today(),
        texts=texts,
        options=settings.of_rules,
        drafts=registry.drafts,
        has_claims=bool(registry.paths),
    )
