"""Which sentences of an article say something that needs a reference, and which are registered."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from magclaims.judge.claim.harm import asserts_safety
from magclaims.judge.proposing.apart import why_apart
from magclaims.judge.proposing.denied import is_denied
from magclaims.knowledge.language_detection import UNKNOWN
from magclaims.lexicon.graded import pack_language
from magclaims.lexicon.wording import Wording, grade
from magclaims.model.registry import Strength
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText, Sentence
from magclaims.read.article.locate import QuotePlace, locate

_NO_PROSE = frozenset({"reference", "disclaimer"})


_EDGES = " .,;:!"


@dataclass(frozen=True, slots=True)
class ClaimSentence:
    """A sentence that says something about health, the body, a substance or a study."""

    index: int
    """Its index among the sentences of the article."""
    sentence: Sentence
    wording: Wording


@dataclass(frozen=True, slots=True)
class Coverage:
    """The claim-like sentences of an article, and those of them that no claim covers."""

    sentences: tuple[ClaimSentence, ...]
    uncovered: tuple[ClaimSentence, ...]

    @property
    def percent(self) -> float:
        """The share that is covered, 0 to 100; 100 where there is nothing to cover."""
        if not self.sentences:
            return 100.0
        return 100 * (1 - len(self.uncovered) / len(self.sentences))


def graded_sentences(text: ArticleText) -> dict[int, Wording]:
    """The wording of each sentence of an article, by index.

    Left out are references, disclaimers, and sentences in a language without a wording pack: these
    cannot be graded.
    """
    found: dict[int, Wording] = {}
    for index, sentence in enumerate(text.sentences):
        language = pack_language(sentence.language)
        if sentence.kind not in _NO_PROSE and language is not None:
            found[index] = grade(sentence.text, language)
    return found


def ungraded(text: ArticleText) -> dict[str, int]:
    """How many sentences are in a language without a wording pack, by language."""
    return dict(Counter(text.sentences[index].language for index in ungraded_sentences(text)))


def ungraded_sentences(text: ArticleText) -> tuple[int, ...]:
    """The indexes of the sentences in a language without a wording pack."""
    return tuple(
        index
        for index, sentence in enumerate(text.sentences)
        if sentence.kind not in _NO_PROSE and pack_language(sentence.language) is None
    )


def said_of_ungraded(text: ArticleText) -> str | None:
    """Which sentences are not graded, if any: "3 sentences in `fr`"; None where all are."""
    counts = ungraded(text)
    if not counts:
        return None
    return ", ".join(
        f"{count} {'sentence' if count == 1 else 'sentences'} "
        + ("in a language that could not be told" if code == UNKNOWN else f"in `{code}`")
        for code, count in sorted(counts.items())
    )


def claim_sentences(
    text: ArticleText, wordings: Mapping[int, Wording]
) -> tuple[ClaimSentence, ...]:
    """The claim-like sentences: by their words, or because they cite a reference.

    Of headings and labels, only those that assert an effect. What `scan` lists apart (a question, advice)
    is none: both say the same of a sentence.
    """
    citing = {mark.sentence for mark in text.citations if mark.references}
    return tuple(
        ClaimSentence(index, text.sentences[index], wording)
        for index, wording in wordings.items()
        if not is_denied(text.sentences, index)
        and (
            wording.strength is not Strength.NONE
            if text.sentences[index].kind in {"heading", "label"}
            else (wording.is_claim or index in citing or _is_called_safe(text.sentences[index]))
            and why_apart(text.sentences[index], wording, cites=index in citing) is None
        )
    )


def _is_called_safe(sentence: Sentence) -> bool:
    """Whether a sentence says that something does no harm: a claim without a word of an effect."""
    asks = sentence.text.rstrip().endswith("?")
    return not asks and asserts_safety(sentence.text, sentence.language)


def covered(text: ArticleText, places: Iterable[QuotePlace]) -> frozenset[int]:
    """The indexes of the sentences in which the quotes stand; a quote may run over several."""
    indexes: set[int] = set()
    for place in places:
        index = place.sentence
        while index < len(text.sentences) and text.sentences[index].offset < place.end:
            # A label stands behind the block that it was found in.
            if index == place.sentence or text.sentences[index].kind != "label":
                indexes.add(index)
            index += 1
    return frozenset(indexes)


def coverage(
    text: ArticleText,
    wordings: Mapping[int, Wording],
    places: Iterable[QuotePlace],
    no_claims: Iterable[str] = (),
) -> Coverage:
    """How much of what the article claims is registered; sentences of `no_claims` are none."""
    set_aside = no_claim_sentences(text, no_claims)
    sentences = tuple(s for s in claim_sentences(text, wordings) if s.index not in set_aside)
    registered = covered(text, places)
    uncovered = (s for s in sentences if s.index not in registered)
    return Coverage(sentences, tuple(s for s in uncovered if not _said_above(text, s, registered)))


def _said_above(text: ArticleText, one: ClaimSentence, registered: Collection[int]) -> bool:
    """Whether the words of a sentence stand within a registered one above: no quote can tell them apart."""
    words = one.sentence.text.strip(_EDGES).casefold()
    above = (index for index in registered if index < one.index)
    return any(words in text.sentences[index].text.casefold() for index in above)


def no_claim_sentences(text: ArticleText, quotes: Iterable[str]) -> frozenset[int]:
    """The indexes of the sentences in which quotes of what is no claim stand, word for word."""
    found = (locate(quote, text) for quote in quotes)
    return frozenset(p.sentence for p in found if p is not None and p.how != "fuzzy")
