"""`magclaims scan`: what articles claim and cite; and, when asked, the first entries for them."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Literal

from magclaims.commands.paths import articles as expand_articles
from magclaims.commands.pool import processes, shared_out
from magclaims.commands.scan_interactive import interact, said_of
from magclaims.commands.scan_moved import Moved, find_moved, update
from magclaims.commands.scan_output import SCHEMA, as_json, as_text
from magclaims.commands.scan_write import (
    ScannedSite,
    Written,
    open_project,
    prepare,
    write,
    written_files,
)
from magclaims.commands.streams import write_document
from magclaims.commands.terminal import questions, spoken
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError
from magclaims.files import STANDARD_INPUT, real, writing
from magclaims.judge.articles.scanning import Scanned, article_at, scan
from magclaims.model.values import dataclass
from magclaims.read.article.articles import read as read_article
from magclaims.render.escape import json_document, log_line, plain

PAYS = 4
"""Articles from which more processes pay: they take a tenth of a second to start, an article about two."""

__all__ = ["ScanOptions", "ScannedSite", "Written", "open_project", "run"]


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """The options of `scan`, as given."""

    articles: Sequence[Path]
    language: str | None = None
    folder: Path | None = None
    """What `file:` is relative to; the configured one by default."""
    format: Literal["text", "json"] = "text"
    write: bool = False
    interactive: bool = False


def run(options: ScanOptions, configuration: Configuration) -> Exit:
    """Scan the articles, propose entries where asked, and print what was found.

    The registry and the bibliography are read once, whatever the number of articles; entries are
    written together at the end, or not at all.

    Raises:
        MagclaimsError: A file cannot be read or written, or entries cannot safely be added.
    """
    folder = configuration.articles(options.folder)
    if options.interactive:
        return _interactive(options, configuration, folder)
    if options.write and STANDARD_INPUT in options.articles:
        raise MagclaimsError(
            "--write needs the article's file: claims.yaml names it, and standard input has no name"
        )
    moved: list[tuple[Moved, ...]] = []
    held = writing(*written_files(configuration)) if options.write else nullcontext()
    with held:
        project = open_project(configuration)
        paths = _once(expand_articles(options.articles))
        scanned = _scan_all(paths, options, project, folder)
        moved = [find_moved(one, project) for one in scanned]
        if options.write and any(moved):
            moved = [update(found, project) for found in moved]
            # Other lines stand where these stood; drafts whose words are gone wait no more.
            project = open_project(configuration)
            scanned = _scan_all(paths, options, project, folder)
        written: Sequence[Written | None] = (
            write(scanned, project, configuration, folder)
            if options.write
            else [None] * len(scanned)
        )
    results = list(zip(scanned, written, moved, strict=True))
    if options.format == "json":
        document = {"schema": SCHEMA, "articles": [as_json(*result) for result in results]}
        write_document(json_document(document))
        return Exit.OK
    t = spoken(configuration)
    for number, result in enumerate(results):
        lines = [*([""] if number else []), *as_text(*result, t)]
        sys.stdout.write("".join(f"{_line(line)}\n" for line in lines))
    return Exit.OK


def _interactive(options: ScanOptions, configuration: Configuration, folder: Path | None) -> Exit:
    """Ask about the claims of the articles, one by one."""
    if options.write or options.format == "json":
        raise MagclaimsError("--interactive goes with neither --write nor JSON: it asks, and saves")
    if STANDARD_INPUT in options.articles:
        raise MagclaimsError(
            "--interactive needs the article's file: standard input is for answers"
        )
    terminal = questions(spoken(configuration))
    if terminal is None:
        raise MagclaimsError(
            "--interactive asks in a terminal, and there is none here; --write proposes all claims as "
            "drafts"
        )
    for path in _once(expand_articles(options.articles)):
        project = open_project(configuration)  # with what was saved for the article before
        scanned = _scan_one(path, options, project, folder)
        prepared = prepare([scanned], project, configuration, folder, by_clause=True)
        references = {**prepared.added.references, **project.references}
        tally = interact(scanned, prepared, project, references, terminal)
        terminal.say(f"{plain(str(path))}{terminal.t('colon')} {said_of(tally, terminal.t)}")
        if tally.quit:
            break
    return Exit.OK


def _once(paths: Sequence[Path]) -> list[Path]:
    """The articles, each once, however often it is named."""
    found: dict[Path, Path] = {}
    for path in paths:
        found.setdefault(real(path), path)
    return list(found.values())


def _scan_all(
    paths: Sequence[Path], options: ScanOptions, project: ScannedSite, folder: Path | None
) -> list[Scanned]:
    """The articles in their order, several at a time where that pays."""

    def one(number: int) -> Scanned:
        return _scan_one(paths[number], options, project, folder)

    return list(shared_out(one, len(paths), processes(len(paths), pays=len(paths) >= PAYS)))


def _scan_one(
    path: Path, options: ScanOptions, project: ScannedSite, folder: Path | None
) -> Scanned:
    article_id = article_at(path, project.dossier, folder)
    known = project.dossier.articles.get(article_id) if article_id else None
    text = read_article(path, options.language or (known.language if known else None))
    dossier, references, drafts = project.dossier, project.references, project.registry.drafts
    return scan(path, text, dossier, references, article_id, drafts=drafts)


def _line(line: str) -> str:
    """One harmless line, its indentation kept."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + log_line(line)
