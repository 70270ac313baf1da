"""What became of the registered quotes of an article whose text was changed."""

from collections.abc import Iterator, Sequence

from magclaims.lexicon.graded import pack_language
from magclaims.lexicon.passages import Passage, passage
from magclaims.lexicon.wording import grade
from magclaims.model.registry import MAX_QUOTE_WORDS, Claim, Strength
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText
from magclaims.read.article.locate import QuotePlace, locate


@dataclass(frozen=True, slots=True)
class Move:
    """A quote that does not stand in the article as it is registered."""

    claim: str
    index: int
    """Of the occurrence within the claim."""
    was: str
    place: QuotePlace | None
    """Where its words stand now; None where they are gone."""
    now: str
    """The words to register; empty where somebody has to look first."""
    strengths: tuple[Strength, Strength] | None = None
    """The strength with the registered words and with the present ones, where they differ."""
    said: Passage | None = None
    """How the present words assert it, where the language is graded."""

    @property
    def why_left(self) -> str:
        """Why it is left to a person, as a code; empty where it is not."""
        if self.place is None:
            return "gone"
        if self.place.numbers_changed:
            return "number_changed"
        return "" if self.now else "no_words"


def moves(text: ArticleText, claims: Sequence[Claim], article_id: str) -> Iterator[Move]:
    """The quotes of an article, as it is now, that changed, or are gone; claims of others are passed over."""
    for claim in claims:
        for index, occurrence in enumerate(claim.occurrences):
            if occurrence.article != article_id:
                continue
            place = locate(occurrence.quote, text)
            if place is not None and place.how == "exact":
                continue
            if place is None:
                yield Move(claim.id, index, occurrence.quote, None, "")
                continue
            now = "" if place.numbers_changed else _quote(place, text)
            told = strengths(occurrence.quote, place, text)
            yield Move(claim.id, index, occurrence.quote, place, now, told, _said(place, text))


def strengths(quote: str, place: QuotePlace, text: ArticleText) -> tuple[Strength, Strength] | None:
    """The strength with the registered words and with the present ones, where they differ."""
    was, now = _said(place, text, instead=quote), _said(place, text)
    if was is None or now is None or was.strength is now.strength:
        return None
    return was.strength, now.strength


def _said(place: QuotePlace, text: ArticleText, instead: str | None = None) -> Passage | None:
    """How the words at a place assert it, or others would `instead`; None where no language is graded."""
    sentence = text.sentences[place.sentence]
    language = pack_language(sentence.language)
    start = sentence.text.find(place.text)
    if language is None or start < 0:
        return None
    words = place.text if instead is None else instead
    said = sentence.text[:start] + words + sentence.text[start + len(place.text) :]
    return passage(grade(said, language), start, start + len(words))


def _quote(place: QuotePlace, text: ArticleText) -> str:
    """The present words, where they are few enough and stand nowhere before."""
    words = place.text.split()
    for length in range(min(len(words), MAX_QUOTE_WORDS), 0, -1):
        now = " ".join(words[:length]).strip(" ,;:.–—-\"'“”‘’()[]*")
        found = locate(now, text) if now else None
        if found is not None and found.how == "exact" and found.sentence == place.sentence:
            return now
    return ""
