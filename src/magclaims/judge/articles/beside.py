"""Clauses of a registered sentence that no quote reaches, and that assert something of their own.

Someone writes ", and it cures Alzheimer's disease" behind a sentence that is registered: its quote still
stands, and the rest would pass unread. Only what is plain counts: a clause with an effect of its own, on an
outcome that none of the sentence's claims is about.
"""

from collections.abc import Iterable, Iterator, Mapping

from magclaims.judge.proposing.clauses import clauses
from magclaims.knowledge import find_outcomes, relation
from magclaims.knowledge.keys import fold
from magclaims.lexicon.ways import Clause
from magclaims.lexicon.wording import Wording
from magclaims.model.registry import Claim, Strength
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText, Sentence
from magclaims.read.article.locate import QuotePlace


@dataclass(frozen=True, slots=True)
class ClauseBeside:
    """A clause that nobody registered, in a sentence of which another part is registered."""

    sentence: Sentence
    words: str
    strength: Strength


def clauses_beside(
    text: ArticleText,
    wordings: Mapping[int, Wording],
    registered: Iterable[tuple[Claim, QuotePlace]],
) -> tuple[ClauseBeside, ...]:
    """The clauses of registered sentences that no claim covers, in the order of the text."""
    by_sentence: dict[int, list[tuple[Claim, QuotePlace]]] = {}
    for claim, place in registered:
        by_sentence.setdefault(place.sentence, []).append((claim, place))
    return tuple(
        found
        for index, own in sorted(by_sentence.items())
        if index in wordings
        for found in _beside(text.sentences[index], wordings[index], own)
    )


def _beside(
    sentence: Sentence, wording: Wording, registered: list[tuple[Claim, QuotePlace]]
) -> Iterator[ClauseBeside]:
    parts = clauses(sentence.text, wording, sentence.language)
    if len(parts) < 2:
        return
    spans = [_span(sentence, place) for _, place in registered]
    if None in spans:
        return  # one of them runs on into the next sentence, or was found by other words
    claims = [claim for claim, _ in registered]
    for part in parts:
        reached = any(span[0] < part.end and part.start < span[1] for span in spans if span)
        strength = max((cue.strength for cue in part.relations), default=Strength.NONE)
        words = sentence.text[part.start : part.end].strip(" ,;:–—-.")
        if reached or strength < Strength.CONDITIONAL or not _is_of_its_own(sentence, part, claims):
            continue
        yield ClauseBeside(sentence, words, strength)


def _span(sentence: Sentence, place: QuotePlace) -> tuple[int, int] | None:
    start = sentence.text.find(place.text)
    return (start, start + len(place.text)) if start >= 0 else None


def _is_of_its_own(sentence: Sentence, part: Clause, claims: Iterable[Claim]) -> bool:
    """Whether a clause names outcomes, and none that the claims are about or state."""
    said = sentence.text[part.start : part.end]
    named = {mention.id for mention in find_outcomes(said)}
    about = [name for claim in claims for name in claim.about.outcome]
    stated = [mention.id for claim in claims for mention in find_outcomes(claim.statement)]
    known = {*about, *stated}
    own = fold(said)
    return bool(named) and not any(
        fold(name) in own or any(relation(id_, name) != "other" for id_ in named) for name in known
    )
