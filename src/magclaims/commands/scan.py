"""`magclaims scan`: what articles claim and cite; and, when asked, the first entries for them."""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from magclaims.commands.init import template
from magclaims.commands.paths import articles as expand_articles
from magclaims.commands.session import (
    find_sources,
    gather_references,
    note_addresses,
    note_outages,
    references_of,
)
from magclaims.commands.terminal import note, progress_on
from magclaims.config import Configuration
from magclaims.edit.bibtex import DuplicateError
from magclaims.edit.bibtex import append as append_entry
from magclaims.edit.proposals import Proposals, new_references, propose
from magclaims.edit.yaml import EditError, insert
from magclaims.errors import Exit, MagclaimsError, ReadError
from magclaims.files import STANDARD_INPUT, read_text, write_atomically, writing
from magclaims.judge.coverage import not_graded, pack_language, said_of_ungraded
from magclaims.judge.scanning import Scanned, ScannedSentence, article_at, leads_to, scan
from magclaims.lexicon.language import UNKNOWN
from magclaims.match.identity import identify
from magclaims.match.printed import PrintedItem
from magclaims.model.finding import Location
from magclaims.model.registry import Claim, Dossier, Level, Reference, Strength
from magclaims.read.article.articles import read as read_article
from magclaims.read.article.model import said_of_left_out
from magclaims.read.bibtex import Bibliography, parse_bibliography, read_bibliography
from magclaims.read.claims import Registry
from magclaims.read.claims import read as read_registry
from magclaims.render.escape import json_text, plain
from magclaims.study.levels import level_of
from magclaims.study.records import inferred

SCHEMA = 1
_SHOWN = 160
"""Code points of a sentence or reference that the text output shows."""


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """The options of `scan`, as given."""

    articles: Sequence[Path]
    language: str | None = None
    folder: Path | None = None
    """What `file:` is relative to; the configured one by default."""
    format: Literal["text", "json"] = "text"
    write: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """The registry and the bibliography as configured; both may be empty."""

    registry: Registry
    bibliographies: tuple[Bibliography, ...]

    @property
    def dossier(self) -> Dossier:
        """The registry."""
        return self.registry.dossier

    @property
    def references(self) -> dict[str, Reference]:
        """The bibliography, by key."""
        return {reference.key: reference for reference in references_of(self.bibliographies)}


@dataclass(frozen=True, slots=True)
class Written:
    """What was proposed for an article, and where."""

    proposals: Proposals
    claims_path: Path
    bibliography_path: Path


def run(options: ScanOptions, configuration: Configuration) -> Exit:
    """Scan the articles, propose entries where asked, and print what was found.

    Raises:
        MagclaimsError: A file cannot be read or written, or entries cannot safely be added.
    """
    folder = _folder(options, configuration)
    results: list[tuple[Scanned, Written | None]] = []
    if options.write and STANDARD_INPUT in options.articles:
        raise MagclaimsError(
            "--write needs the article's file: claims.yaml names it, and standard input has no name"
        )
    for path in expand_articles(options.articles):
        with writing(*_written_files(configuration) if options.write else ()):
            results.append(_scan_one(path, options, configuration, folder))
    if options.format == "json":
        document = {"schema": SCHEMA, "articles": [_json(*result) for result in results]}
        sys.stdout.write(json_text(json.dumps(document, ensure_ascii=False, indent=2)) + "\n")
        return Exit.OK
    for number, (scanned, written) in enumerate(results):
        lines = [*([""] if number else []), *_text(scanned), *_written_lines(written, scanned)]
        sys.stdout.write("".join(f"{_line(line)}\n" for line in lines))
    return Exit.OK


def _scan_one(
    path: Path, options: ScanOptions, configuration: Configuration, folder: Path | None
) -> tuple[Scanned, Written | None]:
    project = open_project(configuration)
    article_id = article_at(path, project.dossier, folder)
    known = project.dossier.articles.get(article_id) if article_id else None
    text = read_article(path, options.language or (known.language if known else None))
    dossier, references, drafts = project.dossier, project.references, project.registry.drafts
    scanned = scan(path, text, dossier, references, article_id, drafts=drafts)
    if not options.write:
        return scanned, None
    return scanned, _write(scanned, project, configuration, folder)


def _written_files(configuration: Configuration) -> list[Path]:
    settings = configuration.settings
    return [configuration.path(name) for name in (*settings.claims, *settings.bibliography)]


def _line(line: str) -> str:
    """One harmless line, its indentation kept."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + plain(line)


def _folder(options: ScanOptions, configuration: Configuration) -> Path | None:
    settings = configuration.settings
    if options.folder is not None:
        return options.folder
    return configuration.path(settings.articles) if settings.articles else None


def open_project(configuration: Configuration) -> Project:
    """Read what is configured; what is not there yet is empty."""
    settings = configuration.settings
    names = (*settings.claims, *settings.bibliography)
    present = [path for name in names if (path := configuration.path(name)).is_file()]
    folders = [path for name in names if (path := configuration.path(name)).is_dir()]
    for folder in folders:
        try:
            sources = find_sources([folder], configuration)
        except ReadError:
            raise
        except MagclaimsError:
            continue  # an empty folder
        present += [*sources.claims, *sources.bibliographies]
    claims = [path for path in present if path.suffix.lower() != ".bib"]
    bibliographies = sorted({path for path in present if path.suffix.lower() == ".bib"})
    return Project(read_registry(claims), tuple(read_bibliography(path) for path in bibliographies))


# --- writing -----------------------------------------------------------------------------------------


def _write(
    scanned: Scanned, project: Project, configuration: Configuration, folder: Path | None
) -> Written:
    """Propose entries, make sure that nothing else changes, and write them."""
    if scanned.text.language == UNKNOWN or len(scanned.text.language) != 2:
        raise MagclaimsError(
            f"{scanned.path}: its language could not be told; give it with --language"
        )
    claims_path = _claims_path(scanned, project, configuration)
    bibliography_path = configuration.path(configuration.settings.bibliography[0])
    bibliography = _bibliography(bibliography_path, project)
    taken = [k for b in project.bibliographies for k in (*b.references, *b.lost_keys)]
    style = configuration.settings.key_style
    items, entries = new_references(scanned.items, taken, style)
    items, entries, bib_text = _with_entries(bibliography, items, entries)
    proposals = propose(
        scanned,
        items,
        file=_file(scanned.path, folder),
        article_ids=project.dossier.articles,
        claim_ids=[claim.id for claim in _entries(project.registry)],
        levels=_levels(items, project, parse_bibliography(bib_text), configuration),
    )
    proposals = replace(proposals, references=entries)
    if scanned.article is not None:
        _say_unlisted(scanned, items)
    old = _claims_text(claims_path)
    new = _with_claims(old, proposals)
    _check_claims(old, new, proposals, claims_path)
    if bib_text != bibliography.text:
        _unchanged(bibliography_path, bibliography.text)
        write_atomically(bibliography_path, bib_text)
    if new != old:
        _unchanged(claims_path, old)
        write_atomically(claims_path, new)
    return Written(proposals, claims_path, bibliography_path)


def _file(path: Path, folder: Path | None) -> str:
    """What `file:` says: the path below the folder of the articles."""
    if folder is None:
        note(
            f'no folder of articles is set: put `articles = "{path.parent.as_posix()}"` into '
            "magclaims.toml, so that `check` finds the text"
        )
        return path.name
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError as error:
        raise MagclaimsError(
            f"{path} is not below the folder of the articles ({folder}): put it there, or name "
            "another folder with --articles"
        ) from error


def _claims_path(scanned: Scanned, project: Project, configuration: Configuration) -> Path:
    """The file that holds the article; the first claims file where none does."""
    if scanned.article_id is not None:
        location: Location = project.registry.marks.at("articles", scanned.article_id)
        return Path(location.path)
    if project.registry.paths:
        return Path(project.registry.paths[0])
    path = configuration.path(configuration.settings.claims[0])
    return path if path.suffix else path / "claims.yaml"


def _claims_text(path: Path) -> str:
    """The text of a claims file with its byte order mark; the template where there is none yet."""
    if not path.exists():
        return template("claims.yaml")
    return read_text(path, keep_mark=True)


def _bibliography(path: Path, project: Project) -> Bibliography:
    for bibliography in project.bibliographies:
        if Path(bibliography.path).resolve() == path.resolve():
            return bibliography
    return parse_bibliography("", str(path))


def _unchanged(path: Path, text: str) -> None:
    """Make sure that nobody wrote the file meanwhile."""
    if path.exists() and path.read_bytes() != text.encode():
        raise MagclaimsError(f"{path} changed meanwhile, and was left alone: run it again")


def _with_entries(
    bibliography: Bibliography, items: Sequence[PrintedItem], entries: Mapping[str, str]
) -> tuple[tuple[PrintedItem, ...], dict[str, str], str]:
    """The bibliography with new entries; an item that is printed twice gets one of them."""
    current, kept, same = bibliography, dict[str, str](), dict[str, str]()
    for key, entry in entries.items():
        try:
            text = append_entry(current, entry)
        except DuplicateError as error:
            same[key] = error.key
            continue
        current = parse_bibliography(text, bibliography.path)
        kept[key] = entry
    before = len(bibliography.references), len(bibliography.faults)
    if (len(current.references), len(current.faults)) != (before[0] + len(kept), before[1]):
        raise MagclaimsError(f"{bibliography.path}: the new entries cannot be added safely")
    renamed = tuple(
        replace(item, key=same[item.key]) if item.key in same else item for item in items
    )
    return renamed, kept, current.text


def _with_claims(text: str, proposals: Proposals) -> str:
    try:
        if proposals.article is not None:
            text = insert(text, "articles", proposals.article)
        if proposals.claims:
            text = insert(text, "claims", "\n".join(proposals.claims.values()))
    except EditError as error:
        raise MagclaimsError(f"nothing was written: {error}") from error
    return text


def _check_claims(old: str, new: str, proposals: Proposals, path: Path) -> None:
    """Make sure that the new text holds what the old one held, and the proposals, and no more."""
    before, after = _parsed(old), _parsed(new)
    old_claims = {claim.id: claim for claim in _entries(before)}
    new_claims = {claim.id: claim for claim in _entries(after)}
    articles = {proposals.article_id} if proposals.article is not None else set()
    expected = {
        "articles": set(before.dossier.articles) | articles,
        "claims": {*old_claims, *proposals.claims},
    }
    same = (
        set(after.dossier.articles) == expected["articles"]
        and new_claims.keys() == expected["claims"]
        and old_claims.items() <= new_claims.items()
        and before.dossier.articles.items() <= after.dossier.articles.items()
        and before.dossier.studies == after.dossier.studies
        and before.dossier.waivers == after.dossier.waivers
        and len(before.faults) == len(after.faults)
    )
    if not same:
        raise MagclaimsError(
            f"{path}: the new entries cannot be added safely, and nothing was written; "
            "`magclaims scan` without --write lists what to register"
        )


def _entries(registry: Registry) -> tuple[Claim, ...]:
    """All claims of a registry, those that wait to be filled in among them."""
    return (*registry.dossier.claims, *registry.drafts)


def _parsed(text: str) -> Registry:
    with tempfile.TemporaryDirectory(prefix="magclaims-") as folder:
        path = Path(folder) / "claims.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        return read_registry([path])


def _levels(
    items: Sequence[PrintedItem],
    project: Project,
    bibliography: Bibliography,
    configuration: Configuration,
) -> dict[str, Level]:
    """The evidence level of each printed work, where the registry or its record tells it."""
    keys = {item.key for item in items if item.key}
    known = {**bibliography.references, **project.references}
    levels: dict[str, Level] = {}
    for key in keys & set(project.dossier.studies):
        level = level_of(project.dossier.studies[key])
        if level is not None:
            levels[key] = level
    unknown = [known[key] for key in sorted(keys - set(levels)) if key in known]
    with progress_on(sys.stderr) as progress:
        gathered = gather_references(unknown, configuration, progress=progress)
    if unknown:
        note_addresses(configuration)
    note_outages(gathered)
    for reference in unknown:
        identity = identify(reference, gathered)
        study = inferred(identity.work) if identity.work and identity.carries else None
        level = level_of(study) if study else None
        if level is not None:
            levels[reference.key] = level
    return levels


def _say_unlisted(scanned: Scanned, items: Sequence[PrintedItem]) -> None:
    """Say what the registered list of the article lacks: that line is the editor's."""
    listed = scanned.article.references if scanned.article else ()
    new = [item.key for item in items if item.key and item.key not in listed]
    if new:
        note(f"add to `references` of `{scanned.article_id}`: {', '.join(new)}")


# --- output ------------------------------------------------------------------------------------------


def _json(scanned: Scanned, written: Written | None) -> dict[str, Any]:
    text = scanned.text
    graded = pack_language(text.language) is not None
    document: dict[str, Any] = {
        "path": str(scanned.path),
        "id": scanned.article_id,
        "title": text.title,
        "language": text.language,
        "graded": graded,
        "reason": None if graded else not_graded(text.language),
        "marks": len(text.citations),
        "coverage": round(scanned.coverage.percent, 1) if scanned.sentences else None,
        "left_out": [
            {"what": part.what, "words": part.words, "line": part.line, "column": part.column}
            for part in text.left_out
        ],
        "sentences": [_sentence_json(scanned, found) for found in scanned.sentences],
        "references": [
            {**_reference_json(item), "printed": item.printed.index < len(text.references)}
            for item in scanned.items
        ],
    }
    if written is not None:
        proposals = written.proposals
        document["proposed"] = {
            "article": proposals.article_id if proposals.article is not None else None,
            "claims": list(proposals.claims),
            "references": list(proposals.references),
            "claims_path": str(written.claims_path),
            "bibliography_path": str(written.bibliography_path),
        }
    return document


def _sentence_json(scanned: Scanned, found: ScannedSentence) -> dict[str, Any]:
    sentence, wording = scanned.text.sentences[found.index], found.wording
    return {
        "line": sentence.line,
        "column": sentence.column,
        "offset": sentence.offset,
        "end": sentence.end,
        "text": sentence.text,
        "kind": sentence.kind,
        "language": sentence.language,
        "strength": wording.strength.label,
        "negated": wording.negated.label if wording.negated is not None else None,
        "hedged": wording.hedged,
        "therapeutic": wording.therapeutic,
        "subjects": [subject.value for subject in wording.subjects],
        "decided_by": [cue.text for cue in wording.decided_by],
        "marks": [mark.text for mark in found.marks],
        "printed": _numbers(scanned, found),
        "cites": list(found.cites),
        "claims": list(found.claims),
        "drafts": list(found.drafts),
        "registered": bool(found.claims),
    }


def _numbers(scanned: Scanned, found: ScannedSentence) -> list[int]:
    """The numbers in the list of references that the marks of a sentence lead to."""
    items = (item for mark in found.marks for item in leads_to(mark, scanned.items))
    return list(dict.fromkeys(item.printed.number for item in items))


def _reference_json(item: PrintedItem) -> dict[str, Any]:
    printed = item.printed
    return {
        "number": printed.number,
        "line": printed.line,
        "column": printed.column,
        "text": printed.text,
        "title": printed.title,
        "authors": list(printed.authors),
        "year": printed.year,
        "journal": printed.journal,
        "volume": printed.volume,
        "pages": printed.pages,
        "identifiers": [{"kind": i.kind, "value": i.value} for i in printed.identifiers],
        "key": item.key,
        "matched_by": item.how or None,
    }


def _text(scanned: Scanned) -> Iterator[str]:
    text = scanned.text
    name = f" ({scanned.article_id})" if scanned.article_id else ", not registered"
    yield f"{scanned.path}{name}: {text.title or 'without a title'}"
    if pack_language(text.language) is None:
        yield f"  the wording is {not_graded(text.language)}"
    elif others := said_of_ungraded(text):
        yield f"  Not graded: {others}."
    for found in scanned.sentences:
        yield from _sentence_lines(scanned, found)
    yield from _count_lines(scanned)
    if text.left_out:
        yield f"  Not read: {said_of_left_out(text.left_out)}."
    if text.references:
        yield f"  References: {len(text.references)} printed, {_many(len(text.citations), 'mark')}."
    else:
        yield f"  No printed list of references; {_many(len(text.citations), 'mark')}."
    if len(scanned.items) > len(text.references):
        linked = len(scanned.items) - len(text.references)
        yield f"  Works that are only linked to, behind the list: {linked}."
    for item in scanned.items:
        yield from _reference_lines(item)


def _sentence_lines(scanned: Scanned, found: ScannedSentence) -> Iterator[str]:
    sentence, wording = scanned.text.sentences[found.index], found.wording
    what = [wording.strength.label]
    what += [name for name in ("hedged", "therapeutic") if getattr(wording, name)]
    numbers = _numbers(scanned, found)
    if numbers:
        what.append(f"cites {', '.join(map(str, numbers))}")
    elif found.marks:
        what.append(f"mark {' '.join(mark.text for mark in found.marks)}")
    if found.claims:
        what.append(f"registered: {', '.join(found.claims)}")
    elif found.drafts:
        what.append(f"waits to be filled in: {', '.join(found.drafts)}")
    else:
        what.append("not registered")
    yield f"  {sentence.line}:{sentence.column}: {'; '.join(what)}"
    yield f"      {_short(sentence.text)}"


def _count_lines(scanned: Scanned) -> Iterator[str]:
    if not scanned.sentences:
        return
    total = len(scanned.sentences)
    done = total - len(scanned.coverage.uncovered)
    waiting = sum(bool(found.drafts and not found.claims) for found in scanned.sentences)
    drafts = f"; {_many(waiting, 'draft')} to be filled in" if waiting else ""
    strong = sum(found.wording.strength is Strength.CAUSAL for found in scanned.sentences)
    yield (
        f"  {_many(total, 'claim-like sentence')}, {strong} of them as a fact; {done} registered "
        f"({scanned.coverage.percent:.0f} %){drafts}."
    )


def _reference_lines(item: PrintedItem) -> Iterator[str]:
    printed = item.printed
    identifiers = ", ".join(map(str, printed.identifiers)) or "no identifier"
    where = f"in the bibliography as {item.key}" if item.key else "not in the bibliography"
    yield f"  {printed.number:>4}. {_short(printed.text)}"
    yield f"        {identifiers}; {where}"


def _written_lines(written: Written | None, scanned: Scanned) -> Iterable[str]:
    if written is None:
        missing = any(not (found.claims or found.drafts) for found in scanned.sentences)
        if missing or any(item.key is None for item in scanned.items):
            yield "  --write proposes entries for what is not registered."
        return
    proposals = written.proposals
    if proposals.article is not None:
        yield f"  Proposed the article `{proposals.article_id}` in {written.claims_path}."
    if proposals.claims:
        many = _many(len(proposals.claims), "claim")
        yield f"  Proposed {many} in {written.claims_path}: drafts, until what says TODO is filled in."
    if proposals.references:
        keys = ", ".join(proposals.references)
        yield f"  Added to {written.bibliography_path}, as printed: {keys}."
    if not (proposals.article or proposals.claims or proposals.references):
        yield "  Nothing new to propose."
    if proposals.unrelated:
        yield f"  Left to you, since no relation is asserted: {_many(proposals.unrelated, 'sentence')}."
    if proposals.unlocated:
        yield f"  Left to you, since it stands twice: {_many(proposals.unlocated, 'sentence')}."


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
