"""What an article claims and cites, sentence by sentence, and how much of it is registered."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from magclaims.files import real
from magclaims.judge.articles.coverage import (
    Coverage,
    covered,
    graded_sentences,
    no_claim_sentences,
    ungraded_sentences,
)
from magclaims.judge.articles.coverage import coverage as coverage_of
from magclaims.judge.proposing import Apart, why_apart
from magclaims.judge.proposing.denied import is_denied
from magclaims.lexicon.wording import Wording
from magclaims.match.reference_items import MatchedItem, Shelf, identify_items
from magclaims.model.registry import Article, Claim, Dossier, Reference
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText, Citation, ReferenceItem
from magclaims.read.article.locate import QuotePlace, locate

_WORKS = frozenset({"doi", "pmid", "pmcid"})


@dataclass(frozen=True, slots=True)
class ApartSentence:
    """A sentence that becomes no proposal, and why."""

    index: int
    reason: Apart


@dataclass(frozen=True, slots=True)
class ScannedSentence:
    """A claim-like sentence: one that asserts something, or that `check` counts as a claim."""

    index: int
    """Its index among the sentences of the article."""
    wording: Wording
    marks: tuple[Citation, ...]
    cites: tuple[str, ...]
    """BibTeX keys of the references that its marks lead to, where these are known."""
    claims: tuple[str, ...]
    """The ids of the claims that are registered for it."""
    drafts: tuple[str, ...] = ()
    """The ids of the drafts that wait for it; they cover nothing."""
    apart: Apart | None = None
    """Why it becomes no proposal; None where it asserts something."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """An article beside the registry and the bibliography."""

    path: Path
    text: ArticleText
    article_id: str | None
    """None where the article is not registered."""
    article: Article | None
    sentences: tuple[ScannedSentence, ...]
    items: tuple[MatchedItem, ...]
    """The printed list, and behind it works that are only linked to, each with its key in the
    bibliography."""
    coverage: Coverage
    apart: tuple[ApartSentence, ...] = ()
    """The other sentences of the text, each with the reason why it is no claim."""
    places: tuple[QuotePlace, ...] = ()
    """Where the quotes of claims and drafts stand in it."""


def article_at(path: Path, dossier: Dossier, folder: Path | None) -> str | None:
    """The id of the registered article whose file this is; without a folder, its path has to end in `file:`."""
    here = real(path)
    for name, article in dossier.articles.items():
        if article.file is None:
            continue
        parts = PurePath(article.file).parts
        if folder is not None and real(folder / article.file) == here:
            return name
        if folder is None and here.parts[-len(parts) :] == parts:
            return name
    return None


def scan(
    path: Path,
    text: ArticleText,
    dossier: Dossier,
    references: Mapping[str, Reference],
    article_id: str | None,
    *,
    drafts: Sequence[Claim] = (),
) -> Scanned:
    """Put an article beside the registry and the bibliography, which may be empty."""
    article = dossier.articles.get(article_id) if article_id else None
    works = [*text.references, *linked_works(text)]
    items = identify_items(works, article.references if article else (), Shelf(references))
    registered = _registered(text, dossier.claims, article_id)
    wordings = graded_sentences(text)
    no_claims = article.no_claims if article else ()
    coverage = coverage_of(text, wordings, [place for _, place in registered], no_claims)
    set_aside = no_claim_sentences(text, no_claims)
    marks: dict[int, list[Citation]] = {}
    for mark in text.citations:
        marks.setdefault(mark.sentence, []).append(mark)
    claims = _by_sentence(text, registered)
    drafted = _registered(text, drafts, article_id)
    waiting = _by_sentence(text, drafted)
    counted = {found.index for found in coverage.sentences}
    sentences: list[ScannedSentence] = []
    apart: list[ApartSentence] = []
    for index, wording in wordings.items():
        own = tuple(marks.get(index, ()))
        cites = any(leads_to(mark, items) for mark in own)
        reason = why_apart(text.sentences[index], wording, cites=cites)
        if is_denied(text.sentences, index):
            reason = Apart.DENIED
        if index in set_aside:
            reason = Apart.DECLARED
        if reason is not None and index not in counted and index not in claims:
            apart.append(ApartSentence(index, reason))
            continue
        ids, waits = claims.get(index, ()), waiting.get(index, ())
        keys = cited_keys(own, items)
        sentences.append(ScannedSentence(index, wording, own, keys, ids, waits, reason))
    apart += [ApartSentence(index, Apart.UNGRADED) for index in ungraded_sentences(text)]
    return Scanned(
        path,
        text,
        article_id,
        article,
        tuple(sentences),
        items,
        coverage,
        tuple(apart),
        tuple(place for _, place in (*registered, *drafted)),
    )


def _by_sentence(
    text: ArticleText, registered: Sequence[tuple[str, QuotePlace]]
) -> dict[int, tuple[str, ...]]:
    """The ids of claims by the index of the sentence in which their quotes stand."""
    found: dict[int, dict[str, None]] = {}
    for claim, place in registered:
        for index in covered(text, [place]):
            found.setdefault(index, {})[claim] = None
    return {index: tuple(ids) for index, ids in found.items()}


def linked_works(text: ArticleText) -> list[ReferenceItem]:
    """Works that the text links to by DOI, PMID or PMCID, and that its printed list lacks."""
    seen = {identifier for printed in text.references for identifier in printed.identifiers}
    found: list[ReferenceItem] = []
    for mark in text.citations:
        named = [i for i in mark.identifiers if i.kind in _WORKS]
        if mark.references or not named or not seen.isdisjoint(named):
            continue
        seen.update(named)
        index = len(text.references) + len(found)
        place = (mark.offset, mark.end, mark.line, mark.column)
        found.append(
            ReferenceItem(*place, index, index + 1, "", mark.text, identifiers=tuple(named))
        )
    return found


def leads_to(mark: Citation, items: Sequence[MatchedItem]) -> tuple[MatchedItem, ...]:
    """The items of the printed list, or the linked works, that a mark points to."""
    if mark.references:
        return tuple(items[index] for index in mark.references)
    named = {i for i in mark.identifiers if i.kind in _WORKS}
    return tuple(item for item in items if not named.isdisjoint(item.printed.identifiers))


def cited_keys(marks: Sequence[Citation], items: Sequence[MatchedItem]) -> tuple[str, ...]:
    """The BibTeX keys of what some marks point to, where they are known."""
    keys = (item.key for mark in marks for item in leads_to(mark, items))
    return tuple(dict.fromkeys(key for key in keys if key is not None))


def _registered(
    text: ArticleText, claims: Sequence[Claim], article_id: str | None
) -> list[tuple[str, QuotePlace]]:
    """The claims whose quotes stand in the article, with the places."""
    return [
        (claim.id, place)
        for claim in claims
        for occurrence in claim.occurrences
        if occurrence.article == article_id
        and (place := locate(occurrence.quote, text)) is not None
    ]
