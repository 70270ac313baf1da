"""What an editor can do about a finding: rewrite, add the reference, register the claim, waive it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path

import yaml
from lsprotocol import types

from magclaims.edit.bibtex import DuplicateError
from magclaims.edit.bibtex import append as append_entry
from magclaims.edit.entries import scalar
from magclaims.edit.proposals import Proposals, known_of, new_references, propose
from magclaims.edit.yaml import add_to_list, insert, replace_scalar
from magclaims.errors import MagclaimsError
from magclaims.files import real
from magclaims.judge.articles.scanning import Scanned
from magclaims.lsp.judged import Judged
from magclaims.lsp.lookup import There
from magclaims.lsp.navigation import Pages
from magclaims.lsp.project import Project
from magclaims.model.finding import Finding
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText, Sentence
from magclaims.read.bibtex import parse_bibliography
from magclaims.read.claims import read as read_registry
from magclaims.render.escape import plain

_WAIVED_FOR = timedelta(days=180)
"""How long a new waiver holds; the editor may write another day."""
_MARKUP = re.compile(r"[<>*_`\[\]{}|&]")
_LONGEST = 80
_QUOTE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done: other texts for some files."""

    title: str
    texts: Mapping[Path, str]
    """The new text of each file, by real path."""
    findings: tuple[Finding, ...] = ()
    """What it mends."""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class ActionRequest:
    """Where actions are asked for."""

    project: Project
    judged: Judged
    path: Path
    """The real path of the file."""
    there: There
    findings: Sequence[Finding]
    """What is marked there."""
    pages: Pages

    def said(self, title: str, /, **slots: object) -> str:
        """A title, in the language of what was found."""
        return self.judged.t.of("editor", title, **slots)

    def text(self, path: Path) -> str:
        """The text of a file; nothing where there is none."""
        page = self.pages(path)
        return page.text if page is not None else ""


def actions(asked: ActionRequest) -> list[Action]:
    """What can be done at a place. What cannot safely be written is not offered."""
    found: list[Action] = []
    for offer in (_rewrites, _references, _claims, _no_claim, _waivers):
        try:
            found += offer(asked)
        except (MagclaimsError, yaml.YAMLError):
            continue  # the file is written in a way that cannot be added to
    return [action for action in found if any(asked.text(p) != t for p, t in action.texts.items())]


# --- rewriting -------------------------------------------------------------------------------------


def _rewrites(asked: ActionRequest) -> Iterator[Action]:
    scanned, index = asked.there.scanned, asked.there.sentence
    if scanned is None or index is None or scanned.text.text != asked.text(asked.path):
        return
    case = asked.judged.case
    sentence = scanned.text.sentences[index]
    marks = _marks(scanned.text, index)
    if marks is None:
        return
    for claim in case.dossier.claims:
        for assessed in case.assessments[claim.id].occurrences:
            place = case.found.get((claim.id, assessed.index))
            here = assessed.occurrence.article == scanned.article_id
            if place is None or not here or place.sentence != index:
                continue
            others = [id_ for id_ in scanned_claims(scanned, index) if id_ != claim.id]
            for number, text in enumerate(case.advisor(claim, assessed).rewrites()):
                new = _with_marks(text, marks, html=asked.path.suffix.lower() not in _PLAIN)
                source = asked.text(asked.path)
                written = {
                    asked.path: source[: sentence.offset] + new + source[sentence.end :],
                    **_requoted(asked, claim.id, assessed.index, text),
                }
                also = asked.said("takes_out", claims=", ".join(others)) if others else ""
                yield Action(
                    asked.said("write", text=plain(new, _LONGEST)) + also,
                    written,
                    tuple(f for f in asked.findings if f.claim == claim.id),
                    preferred=not number and not others,
                )


_PLAIN = frozenset({".txt", ".md", ".markdown", ".mdx", ".qmd"})


def _requoted(asked: ActionRequest, claim: str, index: int, text: str) -> dict[Path, str]:
    """The claims file with the words that locate the claim in its new sentence."""
    place = asked.project.registry().source_map.at("claims", claim, "occurrences", index, "quote")
    path = real(Path(place.path))
    quote = " ".join(text.split()[:_QUOTE_WORDS]).strip(" .,;:()")
    return {path: replace_scalar(asked.text(path), place.line, place.column, scalar(quote))}


def scanned_claims(scanned: Scanned, index: int) -> tuple[str, ...]:
    """The claims that are registered for a sentence."""
    return next((s.claims for s in scanned.sentences if s.index == index), ())


def _marks(text: ArticleText, index: int) -> str | None:
    """The citation marks of a sentence as they stand; None where other markup stands in it.

    Markup may begin before the sentence and end in it: to take it out would break what is around.
    """
    sentence: Sentence = text.sentences[index]
    marks: list[str] = []
    rest, at = "", sentence.offset
    for mark in text.citations:
        if sentence.offset <= mark.offset and mark.end <= sentence.end:
            marks.append(text.text[mark.offset : mark.end])
            rest += text.text[at : mark.offset]
            at = mark.end
    rest += text.text[at : sentence.end]
    joined = "".join(marks)
    if _MARKUP.search(rest) or joined.count("<") != joined.count(">"):
        return None
    return (" " if marks and marks[0][:1] not in "⁰¹²³⁴⁵⁶⁷⁸⁹" else "") + " ".join(marks)


def _with_marks(text: str, marks: str, *, html: bool) -> str:
    """A sentence with the marks before its full stop."""
    said = escape(text, quote=False) if html else text
    return f"{said.removesuffix('.')}{marks}." if marks else said


# --- the bibliography -------------------------------------------------------------------------------


def _references(asked: ActionRequest) -> Iterator[Action]:
    """Works that the article prints or links to, and that bibliography or registry lack."""
    scanned, project = asked.there.scanned, asked.project
    if scanned is None:
        return
    settings = project.configuration.settings
    listed = scanned.article.references if scanned.article else ()
    book = real(project.configuration.path(settings.bibliography[0]))
    taken = [key for b in project.bibliographies() for key in b.references]
    for item in scanned.items:
        if item.key is None and _is_there(asked, item.printed.offset, item.printed.end):
            (named,), entries = new_references([item], taken, settings.key_style)
            text = asked.text(book)
            key = named.key or ""
            try:
                text = append_entry(parse_bibliography(text, str(book)), entries[key])
            except DuplicateError as error:
                key = error.key
            texts = {book: text, **_listed(asked, scanned, key)}
            title = asked.said("add", key=key, file=book.name)
            yield Action(title, texts, tuple(asked.findings))
        elif item.key and item.key not in listed and item.key in asked.there.keys:
            texts = _listed(asked, scanned, item.key)
            yield Action(asked.said("list", key=item.key, article=scanned.article_id), texts)


def _is_there(asked: ActionRequest, start: int, end: int) -> bool:
    """Whether an item is asked about: the place is in it, or in a mark that leads to it."""
    scanned = asked.there.scanned
    if scanned is None:
        return False
    index = asked.there.sentence
    if index is not None and (s := scanned.text.sentences[index]).kind == "reference":
        return s.offset < end and start < s.end
    marks = [m for m in scanned.text.citations if m.sentence == index]
    items = {n for mark in marks for n in mark.references}
    return any(
        printed.offset == start for printed in scanned.text.references if printed.index in items
    ) or any(mark.offset == start for mark in marks)


def _listed(asked: ActionRequest, scanned: Scanned, key: str) -> dict[Path, str]:
    """The claims file with a key in the article's list; nothing where that cannot be."""
    if scanned.article_id is None or (scanned.article and key in scanned.article.references):
        return {}
    source_map = asked.project.registry().source_map
    path = real(Path(source_map.at("articles", scanned.article_id).path))
    try:
        new = add_to_list(
            asked.text(path), "articles", scanned.article_id, "references", scalar(key)
        )
    except MagclaimsError:
        return {}
    return {path: new}


# --- the registry -----------------------------------------------------------------------------------


def _claims(asked: ActionRequest) -> Iterator[Action]:
    scanned, index = asked.there.scanned, asked.there.sentence
    target = _registry_of(asked)
    if scanned is None or index is None or target is None:
        return
    proposals = _proposed(asked, scanned, index)
    if proposals is None or not proposals.claims:
        return
    text = asked.text(target)
    new = text
    if proposals.article is not None:
        new = insert(new, "articles", proposals.article)
    new = insert(new, "claims", "\n".join(proposals.claims.values()))
    if _reads_as(text, new, target, set(proposals.claims)):
        article = [proposals.article_id] if proposals.article is not None else []
        title = asked.said("register", claims=", ".join([*article, *proposals.claims]))
        yield Action(title, {target: new}, _uncovered(asked))


def _proposed(asked: ActionRequest, scanned: Scanned, index: int) -> Proposals | None:
    """What would be proposed for one sentence alone."""
    project = asked.project
    folder = project.folder or asked.path.parent
    try:
        file = asked.path.relative_to(real(folder)).as_posix()
    except ValueError:
        return None
    registry = project.registry()
    case = asked.judged.case
    own = tuple(s for s in scanned.sentences if s.index == index)
    keys = {key for sentence in own for key in sentence.cites}
    studies = registry.dossier.studies
    known = known_of(
        {key: case.identities[key] for key in keys if key in case.identities},
        {key: studies[key] for key in keys if key in studies},
    )
    return propose(
        replace(scanned, sentences=own),
        scanned.items,
        file=file,
        article_ids=list(registry.dossier.articles),
        claim_ids=[claim.id for claim in registry.all_claims],
        known=replace(known, recorded={}),
    )


def _no_claim(asked: ActionRequest) -> Iterator[Action]:
    scanned, index = asked.there.scanned, asked.there.sentence
    if scanned is None or index is None or scanned.article_id is None or not _uncovered(asked):
        return
    proposals = _proposed(asked, scanned, index)
    target = _registry_of(asked)
    quotes = [source.quote for source in proposals.sources.values()] if proposals else []
    if target is None or not quotes:
        return
    text = asked.text(target)
    new = add_to_list(text, "articles", scanned.article_id, "no_claims", scalar(quotes[0]))
    if _reads_as(text, new, target, set()):
        yield Action(asked.said("none"), {target: new}, _uncovered(asked))


def _registry_of(asked: ActionRequest) -> Path | None:
    """The file that holds the article; the first claims file where none does."""
    scanned, registry = asked.there.scanned, asked.project.registry()
    if scanned is not None and scanned.article_id is not None:
        return real(Path(registry.source_map.at("articles", scanned.article_id).path))
    return real(Path(registry.paths[0])) if registry.paths else None


def _uncovered(asked: ActionRequest) -> tuple[Finding, ...]:
    return tuple(f for f in asked.findings if f.code == "TXT004")


def _reads_as(old: str, new: str, path: Path, claims: set[str]) -> bool:
    """Whether the new text holds what the old one held, and the new claims, and no new fault."""
    before, after = read_registry([path], {path: old}), read_registry([path], {path: new})
    ids = {c.id for c in before.all_claims}
    now = {c.id for c in after.all_claims}
    return now == ids | claims and len(after.faults) <= len(before.faults)


def _waivers(asked: ActionRequest) -> Iterator[Action]:
    """A waiver without its reason, which does not count until somebody writes it."""
    target = _registry_of(asked)
    if target is None:
        return
    until = (asked.judged.case.today + _WAIVED_FOR).isoformat()
    seen: set[tuple[str, str]] = set()
    for finding in asked.findings:
        subject = finding.claim or finding.reference or finding.article
        if subject is None or (finding.code, subject) in seen:
            continue
        seen.add((finding.code, subject))
        entry = (
            f"- rule: {finding.code}\n  subject: {scalar(subject)}\n"
            f'  reason: ""  # why it is accepted; it counts once this is filled in\n'
            f'  owner: ""\n  until: {until}\n'
        )
        new = insert(asked.text(target), "waivers", entry)
        what = plain(subject, 60)
        if subject == finding.article:
            what = asked.said("all_of", article=what)
        title = asked.said("waive", rule=finding.code, subject=what)
        yield Action(title, {target: new}, (finding,))


def as_code_action(
    action: Action,
    pages: Pages,
    edit: Callable[[Mapping[Path, types.TextEdit]], types.WorkspaceEdit],
    marked: Sequence[types.Diagnostic],
) -> types.CodeAction:
    """An action as the protocol has it."""
    edits = {
        path: page.changed_to(new)
        for path, new in action.texts.items()
        if (page := pages(path)) is not None and page.text != new
    }
    codes = {finding.code for finding in action.findings}
    return types.CodeAction(
        title=action.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[d for d in marked if d.code in codes] or None,
        is_preferred=action.preferred or None,
        edit=edit(edits),
    )
