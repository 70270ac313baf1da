"""What stands at a place: which claims, which references, which sentence."""

import re
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from magclaims.judge.articles.scanning import Scanned, cited_keys
from magclaims.lsp.pages import OpenText
from magclaims.lsp.project import Project
from magclaims.model.identifiers import parse_identifier
from magclaims.model.registry import Claim, Reference
from magclaims.model.values import dataclass
from magclaims.read.article.locate import locate
from magclaims.read.bibliography import by_key

_WORD = re.compile(r"[^\s\"'{}\[\],;]+")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'<>{}|\\^`]+")
_TRAILING = ".,;:)]"


@dataclass(frozen=True)
class There:
    """What stands at a place."""

    keys: tuple[str, ...] = ()
    """Of references."""
    claims: tuple[str, ...] = ()
    """Ids of claims and drafts."""
    sentence: int | None = None
    """The index of the sentence, in an article."""
    identifier: str = ""
    """A DOI, where one stands there."""
    scanned: Scanned | None = field(default=None, repr=False)


def there(project: Project, path: Path, page: OpenText, offset: int) -> There:
    """What stands at an offset of a file."""
    role = project.role(path)
    if role == "article":
        return _in_article(project, path, offset)
    if role == "bibliography":
        return _in_bibliography(project, path, page, offset)
    return _in_registry(project, page, offset) if role == "claims" else There()


def references(project: Project) -> dict[str, Reference]:
    """The bibliography, by key."""
    return by_key(project.bibliographies())


def claims(project: Project) -> dict[str, Claim]:
    """All claims by id, drafts among them."""
    return {claim.id: claim for claim in project.registry().all_claims}


def doi_at(page: OpenText, offset: int) -> str:
    """The DOI that stands at an offset; empty where none does."""
    known = parse_identifier(_at(_DOI, page, offset).rstrip(_TRAILING))
    return known.value if known is not None and known.kind == "doi" else ""


def word_at(page: OpenText, offset: int) -> str:
    """The word at an offset, without quotes and brackets."""
    return _at(_WORD, page, offset).rstrip(":")


def _at(pattern: re.Pattern[str], page: OpenText, offset: int) -> str:
    """What a pattern finds at an offset, in its line; empty where nothing does."""
    start = page.text.rfind("\n", 0, offset) + 1
    found = pattern.finditer(page.text, start, page.line_end(offset))
    return next((each[0] for each in found if each.start() <= offset <= each.end()), "")


def _in_article(project: Project, path: Path, offset: int) -> There:
    scanned = project.scanned(path)
    if scanned is None:
        return There()
    text = scanned.text
    marks = [m for m in text.citations if m.offset <= offset <= m.end]
    keys = list(cited_keys(marks, scanned.items))
    doi = next((i.value for m in marks for i in m.identifiers if i.kind == "doi"), "")
    for item in scanned.items:
        if item.printed.offset <= offset <= item.printed.end:
            keys += [item.key] if item.key else []
            doi = doi or item.printed.identifier("doi") or ""
    index = next((n for n, s in enumerate(text.sentences) if s.offset <= offset <= s.end), None)
    named = dict.fromkeys(_claims_there(project, scanned, offset, index))
    return There(tuple(dict.fromkeys(keys)), tuple(named), index, doi, scanned)


def _claims_there(
    project: Project, scanned: Scanned, offset: int, index: int | None
) -> Iterator[str]:
    """The claims whose quotes stand at the offset, before those of the same sentence."""
    same: list[str] = []
    for claim in claims(project).values():
        for occurrence in claim.occurrences:
            if occurrence.article != scanned.article_id:
                continue
            place = locate(occurrence.quote, scanned.text)
            if place is not None and place.offset <= offset <= place.end:
                yield claim.id
            elif place is not None and place.sentence == index:
                same.append(claim.id)
    yield from same


def _in_bibliography(project: Project, path: Path, page: OpenText, offset: int) -> There:
    for bibliography in project.bibliographies():
        if Path(bibliography.path).name != path.name:
            continue
        for key, mark in bibliography.marks.items():
            if mark.entry.start <= offset < mark.entry.end:
                return There((key,), identifier=doi_at(page, offset))
    return There(identifier=doi_at(page, offset))


def _in_registry(project: Project, page: OpenText, offset: int) -> There:
    word = word_at(page, offset)
    keys = (word,) if word in references(project) else ()
    ids = (word,) if word in claims(project) else _entry_at(project, page, offset)
    return There(keys, ids, identifier=doi_at(page, offset))


def _entry_at(project: Project, page: OpenText, offset: int) -> tuple[str, ...]:
    """The claim in whose entry an offset stands."""
    source_map = project.registry().source_map
    line = page.position(offset).line + 1
    starts = [
        (source_map.at("claims", id_).line, id_)
        for id_ in claims(project)
        if project.read(Path(source_map.at("claims", id_).path)) == page.text
    ]
    before = [start for start in starts if start[0] <= line]
    if not before or not re.match(r"[ \t-]", _line_of(page, offset)):
        return ()
    return (max(before)[1],)


def _line_of(page: OpenText, offset: int) -> str:
    start = page.text.rfind("\n", 0, offset) + 1
    return page.text[start : page.line_end(offset)] or "x"
