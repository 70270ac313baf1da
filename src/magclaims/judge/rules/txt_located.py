"""How rules on texts say where something stands; no rule is here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from magclaims.judge.case import Case, FindingSubject
from magclaims.model.finding import Location
from magclaims.model.registry import Claim, Occurrence

if TYPE_CHECKING:
    from magclaims.read.article.articles import ArticleText, Citation, ReferenceItem, Sentence
    from magclaims.read.article.locate import QuotePlace

_SHOWN = 120
"""Code points of a sentence that a message shows."""


def place_in_text(
    text: ArticleText, article_id: str, at: Sentence | Citation | ReferenceItem
) -> FindingSubject:
    """Where a sentence, a mark or a printed reference stands."""
    return FindingSubject(
        Location(path=str(text.path), line=at.line, column=at.column), article=article_id
    )


def short(text: str) -> str:
    """A text as a message shows it."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def located(case: Case) -> Iterator[tuple[Claim, int, Occurrence, QuotePlace | None, ArticleText]]:
    """The occurrences in articles whose text is at hand, with the place of their quotes."""
    for claim in case.dossier.claims:
        for index, occurrence in enumerate(claim.occurrences):
            text = case.texts.get(occurrence.article)
            if text is not None:
                yield claim, index, occurrence, case.found[claim.id, index], text
