"""The words of an article, in order, and where each occurs: what quotes are looked up in."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from magclaims.model.lazily import expression
from magclaims.model.values import dataclass

# Marks of citation are no part of the words; a decimal number is one word.
_WORD = expression(r"\d+(?:[.,]\d+)*|(?:[^\W\d_⁰¹²³⁴-⁹₀-₉]|[\u0300-\u036f])+|[₀-₉]+")
_MOST_CANDIDATES = 5
_MOST_PLACES = 200
_STRIDE = 4
_SLACK = 12
"""Words before and behind the expected place: as many may have been put in or left out."""


@dataclass(frozen=True, slots=True)
class IndexedWord:
    """A word of an article or a quote."""

    form: str
    """Case, compatibility forms and signs set aside."""
    printed: str
    sentence: int
    start: int
    """In the visible text of its sentence."""
    end: int


class Index:
    """The words of an article, in order, and where each occurs."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.words: list[IndexedWord] = []
        self.places: dict[str, list[int]] = {}
        for number, sentence in enumerate(sentences):
            for word in words_of(sentence, number):
                self.places.setdefault(word.form, []).append(len(self.words))
                self.words.append(word)

    def sequence(self, forms: Sequence[str]) -> int | None:
        """The first place at which the words stand in a row."""
        rarest = min(range(len(forms)), key=lambda index: len(self.places.get(forms[index], ())))
        for place in self.places.get(forms[rarest], ()):
            begin = place - rarest
            if begin >= 0 and all(
                begin + index < len(self.words) and self.words[begin + index].form == form
                for index, form in enumerate(forms)
            ):
                return begin
        return None

    def candidates(self, forms: Sequence[str]) -> list[tuple[int, int]]:
        """The stretches of words that share most with a quote, in its order; rare words weigh more.

        Each word of the quote votes for the place at which the quote would begin.
        """
        votes: Counter[int] = Counter()
        for position, form in enumerate(forms):
            places = self.places.get(form, ())
            for place in places[:_MOST_PLACES]:
                votes[(place - position) // _STRIDE] += 1_000_000 // len(places)
        scores = {stretch: votes[stretch] + votes.get(stretch + 1, 0) for stretch in list(votes)}
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [
            (
                max(0, stretch * _STRIDE - _SLACK),
                min(len(self.words), (stretch + 2) * _STRIDE + len(forms) + _SLACK),
            )
            for stretch, _ in ranked[:_MOST_CANDIDATES]
        ]


def words_of(text: str, sentence: int = -1) -> Iterator[IndexedWord]:
    """The words of a text; `sentence` is its number in the article, -1 of a quote."""
    for match in _WORD.finditer(text):
        printed = match.group()
        form = printed.casefold()
        if not form.isascii():
            form = unicodedata.normalize("NFKC", form)
        yield IndexedWord(form, printed, sentence, match.start(), match.end())
