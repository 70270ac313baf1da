"""The entries that `magclaims scan --write` adds to the registry and the bibliography."""

import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

from magclaims.commands.gathering import gather_references
from magclaims.commands.init import template
from magclaims.commands.paths import is_pattern, is_there
from magclaims.commands.session import find_sources
from magclaims.commands.terminal import note, progress_on
from magclaims.commands.unchecked import note_addresses, note_outages
from magclaims.config import Configuration
from magclaims.edit.bibtex import DuplicateError
from magclaims.edit.bibtex import append as append_entry
from magclaims.edit.entries import Known, entry_of, scalar
from magclaims.edit.proposals import Proposals, known_of, new_references, propose
from magclaims.edit.yaml import (
    YamlEditError,
    add_to_list,
    drop_field,
    drop_item,
    insert,
    replace_item,
)
from magclaims.errors import MagclaimsError, ReadError
from magclaims.files import read_text, real, still_holds, write_atomically, writing
from magclaims.judge.articles.scanning import Scanned
from magclaims.knowledge.language_detection import UNKNOWN
from magclaims.match.identity import identify
from magclaims.match.reference_items import MatchedItem, Shelf, identify_items
from magclaims.model.finding import Location
from magclaims.model.registry import Article, Claim, Dossier, Reference, Study, Waiver
from magclaims.model.values import dataclass
from magclaims.read.bibliography import by_key
from magclaims.read.bibtex import Bibliography, parse_bibliography, read_bibliography
from magclaims.read.claims import Registry
from magclaims.read.claims import read as read_registry


@dataclass(frozen=True)
class ScannedSite:
    """The registry and the bibliography as configured; both may be empty."""

    registry: Registry
    bibliographies: tuple[Bibliography, ...]

    @property
    def dossier(self) -> Dossier:
        """The registry."""
        return self.registry.dossier

    @cached_property
    def references(self) -> dict[str, Reference]:
        """The bibliography, by key."""
        return by_key(self.bibliographies)


@dataclass(frozen=True, slots=True)
class Written:
    """What was proposed for an article, and where."""

    proposals: Proposals
    claims_path: Path
    bibliography_path: Path


def open_project(configuration: Configuration) -> ScannedSite:
    """Read what is configured; what is not there yet is empty."""
    settings = configuration.settings
    names = (*settings.claims, *settings.bibliography)
    present = [path for name in names if (path := configuration.path(name)).is_file()]
    paths = map(configuration.path, names)
    for folder in (path for path in paths if is_there(path) and not path.is_file()):
        try:
            sources = find_sources([folder], configuration)
        except ReadError:
            raise
        except MagclaimsError:
            continue  # an empty folder
        present += [*sources.claims, *sources.bibliographies]
    claims = [path for path in present if path.suffix.lower() != ".bib"]
    bibliographies = sorted({path for path in present if path.suffix.lower() == ".bib"})
    return ScannedSite(
        read_registry(claims), tuple(read_bibliography(path) for path in bibliographies)
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """Proposals for articles, and the bibliography before and with them; nothing is written yet."""

    written: tuple[Written, ...]
    project: ScannedSite
    bibliography: Bibliography
    added: Bibliography
    known: Known
    """What the registry or the records tell of the studies."""


def write(
    scanned: Sequence[Scanned],
    project: ScannedSite,
    configuration: Configuration,
    folder: Path | None,
) -> tuple[Written, ...]:
    """Propose entries for the articles, write them, and nothing else; `file:` is relative to `folder`.

    Raises:
        MagclaimsError: Entries cannot safely be added; then nothing is written.
    """
    prepared = prepare(scanned, project, configuration, folder)
    store(prepared)
    return prepared.written


def prepare(
    scanned: Sequence[Scanned],
    project: ScannedSite,
    configuration: Configuration,
    folder: Path | None,
    *,
    by_clause: bool = False,
) -> Prepared:
    """Propose entries for the articles; see `write`.

    Raises:
        MagclaimsError: The language of an article could not be told, or its file has no place.
    """
    for one in scanned:
        if one.text.language == UNKNOWN or len(one.text.language) != 2:
            raise MagclaimsError(
                f"{one.path}: its language could not be told; give it with --language"
            )
    files = [_file(one.path, folder) for one in scanned]
    bibliography_path = configuration.path(configuration.settings.bibliography[0])
    bibliography = _bibliography(bibliography_path, project)
    listed = _Listed(bibliography, project, configuration.settings.key_style)
    items = [listed.add(one) for one in scanned]
    keys = {item.key for own, _ in items for item in own if item.key}
    known = every = _known(keys, project, listed.current, configuration)
    article_ids = list(project.dossier.articles)
    claim_ids = [claim.id for claim in project.registry.all_claims]
    written: list[Written] = []
    for one, (own, entries), file in zip(scanned, items, files, strict=True):
        proposals = propose(
            one,
            own,
            file=file,
            article_ids=article_ids,
            claim_ids=claim_ids,
            known=known,
            by_clause=by_clause,
        )
        article_ids.append(proposals.article_id)
        claim_ids += proposals.claims
        known = replace(known, recorded=_without(known.recorded, proposals.studies))
        if one.article is not None:
            _say_unlisted(one, own)
        path = _claims_path(one, project, configuration, proposals.article_id)
        written.append(Written(replace(proposals, references=entries), path, bibliography_path))
    return Prepared(tuple(written), project, bibliography, listed.current, every)


def store(prepared: Prepared, *, bibliography: bool = True) -> None:
    """Write what is proposed, with the bibliography unless told otherwise, and make sure that nothing else changes.

    Raises:
        MagclaimsError: Entries cannot safely be added; then nothing is written.
    """
    written = prepared.written
    paths = dict.fromkeys(one.claims_path for one in written)
    changes = [_changed(path, written) for path in paths]
    old, new = prepared.bibliography.text, prepared.added.text
    path = Path(prepared.bibliography.path)
    # `check` reads the bibliography, too, if nothing is listed yet.
    if bibliography and (new != old or (changes and not path.exists())):
        still_holds(path, old)
        write_atomically(path, new)
    for path, before, after in changes:
        if after != before:
            still_holds(path, before)
            write_atomically(path, after)


def approve(path: Path, id_: str, entry: str | None) -> None:
    """Make a draft a claim that is judged; `entry` is what somebody made of it, None where it stands as proposed.

    Raises:
        MagclaimsError: The file cannot safely be changed; then it is left alone.
    """
    with writing(path):
        old = claims_text(path)
        before = parsed(old)
        new = drop_field(old, "claims", id_, "draft") if entry is None else None
        if new is None:
            if entry is None:
                draft = next(claim for claim in before.drafts if claim.id == id_)
                entry = entry_of(draft)
            new = replace_item(old, "claims", id_, entry)
        after = parsed(new)
        approved = [claim for claim in after.dossier.claims if claim.id == id_]
        if not approved or not holds(after, before, claims={id_: approved[0]}):
            raise MagclaimsError(f"{path}: `{id_}` cannot be changed safely, and was left alone")
        write_atomically(path, new)


def no_claim(path: Path, article: str, quote: str, draft: str | None) -> None:
    """Note that a sentence, by a few words of it, is no claim, and take out the draft that was proposed for it.

    Raises:
        MagclaimsError: The file cannot safely be changed; then it is left alone.
    """
    with writing(path):
        old = claims_text(path)
        before = parsed(old)
        new = add_to_list(old, "articles", article, "no_claims", scalar(quote))
        if draft is not None:
            new = drop_item(new, "claims", draft)
        after = parsed(new)
        entry = before.dossier.articles[article]
        noted = entry.model_copy(update={"no_claims": (*entry.no_claims, quote)})
        gone = {draft: None} if draft is not None else {}
        if not holds(after, before, claims=gone, articles={article: noted}):
            raise MagclaimsError(
                f"{path}: `{article}` cannot be changed safely, and was left alone"
            )
        write_atomically(path, new)


def written_files(configuration: Configuration) -> list[Path]:
    """The files that `--write` may change."""
    settings = configuration.settings
    return [configuration.path(name) for name in (*settings.claims, *settings.bibliography)]


def _changed(path: Path, written: Sequence[Written]) -> tuple[Path, str, str]:
    """A claims file, its text, and the text with what is proposed for it."""
    old = claims_text(path)
    proposals = [one.proposals for one in written if one.claims_path == path]
    new = _with_claims(old, proposals)
    if new != old:
        _check_claims(parsed(old), new, proposals, path)
    return path, old, new


@dataclass
class _Listed:
    """The bibliography with the entries of one article after the other."""

    current: Bibliography
    project: ScannedSite
    style: str
    added: bool = False
    """Whether an article brought entries, which the next one may cite too."""

    def add(self, scanned: Scanned) -> tuple[tuple[MatchedItem, ...], dict[str, str]]:
        """The printed list of an article with all keys, and its new entries."""
        books = (self.current, *self.project.bibliographies)
        taken = {key for book in books for key in (*book.references, *book.lost_keys)}
        known = scanned.items
        if self.added:
            listed = scanned.article.references if scanned.article else ()
            shelf = Shelf({**self.current.references, **self.project.references})
            known = identify_items([item.printed for item in known], listed, shelf)
        items, entries = new_references(known, taken, self.style)
        items, entries, text = _with_entries(self.current, items, entries)
        self.current = parse_bibliography(text, self.current.path)
        self.added |= bool(entries)
        return items, entries


def _file(path: Path, folder: Path | None) -> str:
    """What `file:` says: the path below the folder of the articles."""
    if folder is None:
        note(
            f'no folder of articles is set: put `articles = "{path.parent.as_posix()}"` into '
            "magclaims.toml, so that `check` finds the text"
        )
        return path.name
    try:
        return real(path).relative_to(real(folder)).as_posix()
    except ValueError as error:
        raise MagclaimsError(
            f"{path} is not below the folder of the articles ({folder}): put it there, or name "
            "another folder with --articles"
        ) from error


def _claims_path(
    scanned: Scanned, project: ScannedSite, configuration: Configuration, article_id: str
) -> Path:
    """The file that holds the article; where none does, one of its own, or the first claims file."""
    if scanned.article_id is not None:
        location: Location = project.registry.source_map.at("articles", scanned.article_id)
        return Path(location.path)
    path = configuration.path(configuration.settings.claims[0])
    own = f"{article_id}.yaml"
    if is_pattern(path) and not is_pattern(path.parent) and fnmatch(own, path.name):
        return path.parent / own
    if path.is_dir() and len(project.registry.paths) > 1:
        return path / own
    if project.registry.paths:
        return Path(project.registry.paths[0])
    return path if path.suffix else path / "claims.yaml"


def claims_text(path: Path) -> str:
    """The text of a claims file with its byte order mark; the template where there is none yet."""
    if not path.exists():
        return template("claims.yaml")
    return read_text(path, keep_mark=True)


def _bibliography(path: Path, project: ScannedSite) -> Bibliography:
    for bibliography in project.bibliographies:
        if real(Path(bibliography.path)) == real(path):
            return bibliography
    return parse_bibliography("", str(path))


def _with_entries(
    bibliography: Bibliography, items: Sequence[MatchedItem], entries: Mapping[str, str]
) -> tuple[tuple[MatchedItem, ...], dict[str, str], str]:
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


def _with_claims(text: str, proposals: Iterable[Proposals]) -> str:
    listed = list(proposals)
    articles = [one.article for one in listed if one.article is not None]
    claims = [entry for one in listed for entry in one.claims.values()]
    studies = [entry for one in listed for entry in one.studies.values()]
    try:
        if articles:
            text = insert(text, "articles", "\n".join(articles))
        if studies:
            text = insert(text, "studies", "\n".join(studies))
        if claims:
            text = insert(text, "claims", "\n".join(claims))
    except YamlEditError as error:
        raise MagclaimsError(f"nothing was written: {error}") from error
    return text


def _check_claims(before: Registry, new: str, proposals: Collection[Proposals], path: Path) -> None:
    """Make sure that the new text holds what the old one held, and the proposals, and no more."""
    after = parsed(new)
    read = {claim.id: claim for claim in after.all_claims}
    articles = {one.article_id for one in proposals if one.article is not None}
    try:
        same = holds(
            after,
            before,
            claims={id_: read[id_] for one in proposals for id_ in one.claims},
            articles={id_: after.dossier.articles[id_] for id_ in articles},
            studies={key: after.dossier.studies[key] for one in proposals for key in one.studies},
        )
    except KeyError:
        same = False
    if not same:
        raise MagclaimsError(
            f"{path}: the new entries cannot be added safely, and nothing was written; "
            "`magclaims scan` without --write lists what to register"
        )


def holds(
    after: Registry,
    before: Registry,
    *,
    claims: Mapping[str, Claim | None],
    articles: Mapping[str, Article] | None = None,
    studies: Mapping[str, Study] | None = None,
    waivers: Sequence[Waiver] = (),
) -> bool:
    """Whether a registry says what it said before, with these changes and no others, and no new fault.

    Changes are by id, None for what is gone; new waivers stand behind the others.
    """
    wanted = {claim.id: claim for claim in before.all_claims} | dict(claims)
    then, now = before.dossier, after.dossier
    return (
        {c.id: c for c in after.all_claims} == {i: c for i, c in wanted.items() if c is not None}
        and now.articles == {**then.articles, **(articles or {})}
        and now.studies == {**then.studies, **(studies or {})}
        and now.waivers == (*then.waivers, *waivers)
        and len(after.faults) == len(before.faults)
    )


def parsed(text: str) -> Registry:
    """The text of a claims file as a registry."""
    with tempfile.TemporaryDirectory(prefix="magclaims-") as folder:
        path = Path(folder) / "claims.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        return read_registry([path])


def _known(
    keys: Collection[str],
    project: ScannedSite,
    bibliography: Bibliography,
    configuration: Configuration,
) -> Known:
    """What the registry or the records tell of the studies behind the printed works."""
    entries = {**bibliography.references, **project.references}
    declared = project.dossier.studies
    asked = [entries[key] for key in sorted(keys) if key in entries]
    with progress_on(sys.stderr) as progress:
        gathered = gather_references(asked, configuration, progress=progress)
    if asked:
        note_addresses(configuration)
    note_outages(gathered)
    identities = {reference.key: identify(reference, gathered) for reference in asked}
    ours = {key: declared[key] for key in keys if key in declared}
    known = known_of(identities, ours, asked)
    for key in known.withdrawn:
        note(f"{key}: RETRACTED; no claim may rest on it")
    return known


def _without(studies: Mapping[str, Study], written: Collection[str]) -> dict[str, Study]:
    """The studies that no article has brought yet."""
    return {key: study for key, study in studies.items() if key not in written}


def _say_unlisted(scanned: Scanned, items: Sequence[MatchedItem]) -> None:
    """Say what the registered list of the article lacks: that line is the editor's."""
    listed = scanned.article.references if scanned.article else ()
    new = [item.key for item in items if item.key and item.key not in listed]
    if new:
        note(f"add to `references` of `{scanned.article_id}`: {', '.join(new)}")
