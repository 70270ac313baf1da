"""Find a registered quote in an article, and say how it changed.

Three ways, the first that succeeds: exactly as it is; with quotes, dashes, space, case, markup and
punctuation set aside; nearly (words changed, added or left out). Fuzzy work is done on the few
stretches that share most words with the quote, so that time grows with the length of the article
and not with its square.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from magclaims.knowledge.characters import normal
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.index import Index, IndexedWord, words_of
from magclaims.read.article.model import ArticleText, Placed

How = Literal["exact", "normalised", "fuzzy"]

_NUMBER = expression(r"\d+(?:[.,]\d+)*")
MIN_SCORE = 70.0
"""Below this share (0 to 100) of unchanged words, weighted by length, a quote is not found."""
_LONGEST_QUOTE = 2000


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words of the quote, and what stands in the article instead; one of them may be empty."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class QuotePlace(Placed):
    """Where a quote stands: in which sentence it begins, and what stands there as the reader sees it.

    `how` is `normalised` where nothing but signs was changed, `fuzzy` where words were; `differences` are empty
    otherwise. `score` goes from 0 to 100.
    """

    sentence: int
    text: str
    how: How
    differences: tuple[WordChange, ...] = ()
    numbers_changed: bool = False
    score: float = 100.0


_Aligned = tuple[float, int, int, tuple[WordChange, ...]]
"""How alike a quote and a stretch of words are, its first word and the one behind it, and the changes."""


def locate(quote: str, article: ArticleText) -> QuotePlace | None:
    """Find a quote in an article; None where nothing like it is there.

    A quote may run over the end of a sentence. Where it stands more than once, the first place is
    given, one outside the reference list before one in it.
    """
    quote = quote[:_LONGEST_QUOTE].strip()
    words = list(words_of(normal(quote)))
    if not words:
        return None
    forms = [word.form for word in words]
    return _exact(quote, article) or _normalised(forms, article) or _fuzzy(words, article)


def _exact(quote: str, article: ArticleText) -> QuotePlace | None:
    listed: QuotePlace | None = None
    for number, sentence in enumerate(article.sentences):
        begin = sentence.text.find(quote)
        if begin >= 0:
            place = article.placed(*sentence.span(begin, begin + len(quote)))
            found = QuotePlace(*place, number, quote, "exact")
            if sentence.kind != "reference":
                return found
            listed = listed or found
    return listed


def _normalised(forms: Sequence[str], article: ArticleText) -> QuotePlace | None:
    begin = article.index.sequence(forms)
    if begin is None:
        return None
    return _found(article, begin, begin + len(forms), "normalised")


def _found(
    article: ArticleText,
    begin: int,
    end: int,
    how: How,
    *,
    changes: tuple[WordChange, ...] = (),
    score: float = 100.0,
) -> QuotePlace:
    """What stands from the word `begin` to the word before `end`."""
    first, last = article.index.words[begin], article.index.words[end - 1]
    offset, _ = article.sentences[first.sentence].span(first.start, first.end)
    _, stop = article.sentences[last.sentence].span(last.start, last.end)
    if first.sentence == last.sentence:
        text = article.sentences[first.sentence].text[first.start : last.end]
    else:
        between = [s.text for s in article.sentences[first.sentence + 1 : last.sentence]]
        head = article.sentences[first.sentence].text[first.start :]
        tail = article.sentences[last.sentence].text[: last.end]
        text = " ".join([head, *between, tail])
    numbers = any(_numbers(change.was) != _numbers(change.now) for change in changes)
    place = article.placed(offset, stop)
    return QuotePlace(*place, first.sentence, text, how, changes, numbers, round(score, 1))


def _numbers(text: str) -> list[str]:
    """The numbers in a text, with one decimal sign."""
    return [number.replace(",", ".") for number in _NUMBER.findall(text)]


def _fuzzy(words: Sequence[IndexedWord], article: ArticleText) -> QuotePlace | None:
    best: _Aligned | None = None
    forms = [word.form for word in words]
    for begin, end in article.index.candidates(forms):
        aligned = _align(words, article.index, begin, end)
        if aligned and (best is None or aligned[0] > best[0]):
            best = aligned
    if best is None or best[0] < MIN_SCORE:
        return None
    score, begin, end, changes = best
    return _found(article, begin, end, "fuzzy", changes=changes, score=score)


def _align(words: Sequence[IndexedWord], index: Index, begin: int, end: int) -> _Aligned | None:
    """Align the quote with the words `begin:end`: score, first and last word, changes."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import LCSseq, Levenshtein

    forms = [word.form for word in words]
    there = [word.form for word in index.words[begin:end]]
    quoted, text = " ".join(forms), " ".join(there)
    if len(quoted) > len(text):
        first, last = 0, len(there)
    else:
        window = fuzz.partial_ratio_alignment(quoted, text, score_cutoff=MIN_SCORE - 15)
        if window is None:
            return None
        # From characters back to whole words, and one more at each side to end on a full match.
        first = max(0, text.count(" ", 0, window.dest_start + 1) - 2)
        last = min(len(there), text.count(" ", 0, window.dest_end) + 3)
    window_words = there[first:last]
    # The fewest edits may pair a word that was left out with whatever stands behind the quote; the
    # most words kept may tear a replaced word apart. The better of the two counts.
    ways = (Levenshtein.opcodes(forms, window_words), LCSseq.opcodes(forms, window_words))
    scored = [_scored(words, index, begin + first, window_words, _paired(steps)) for steps in ways]
    return max((found for found in scored if found), key=lambda found: found[0], default=None)


_Step = tuple[str, int, int, int, int]
"""What happened to the words `[1]:[2]` of the quote, which are `[3]:[4]` of the text."""


def _paired(steps: Iterable[Any]) -> list[_Step]:
    """Steps in which words left out and words put in at the same place are a replacement."""
    paired: list[_Step] = []
    for tag, start, end, there, there_end in steps:
        last = paired[-1] if paired else None
        if last and {last[0], tag} == {"insert", "delete"}:
            paired[-1] = ("replace", last[1], end, last[3], there_end)
        else:
            paired.append((tag, start, end, there, there_end))
    return paired


def _scored(
    words: Sequence[IndexedWord],
    index: Index,
    begin: int,
    there: Sequence[str],
    steps: Sequence[_Step],
) -> _Aligned | None:
    """What one way to align a quote with the words from `begin` on gives; as `_align`."""
    forms = [word.form for word in words]
    equal = [step for step in steps if step[0] == "equal"]
    if not equal:
        return None
    changes: list[WordChange] = []
    start, stop = equal[0][3], equal[-1][4]
    kept = 0
    for tag, from_, to, there_from, there_to in steps:
        was = forms[from_:to]
        now = there[there_from:there_to]
        if tag == "equal":
            kept += sum(map(len, was))
            continue
        outside = there_from < start or there_from >= stop
        if outside and tag == "insert":
            continue  # what stands around the quote
        if outside and tag == "replace":
            start = min(start, there_from)
            stop = max(stop, there_to)
        kept += _likeness(was, now)
        printed = [word.printed for word in words[from_:to]]
        printed_now = [word.printed for word in index.words[begin + there_from : begin + there_to]]
        changes.append(WordChange(" ".join(printed), " ".join(printed_now)))
    total = max(sum(map(len, forms)), sum(map(len, there[start:stop])))
    return 100 * kept / total, begin + start, begin + stop, tuple(changes)


def _likeness(was: Sequence[str], now: Sequence[str]) -> int:
    """How many characters of replaced words are kept: an inflected word is nearly the same."""
    from rapidfuzz.distance import LCSseq

    if not was or not now:
        return 0
    before, after = "".join(was), "".join(now)
    shared = int(LCSseq.similarity(before, after))
    return shared if shared * 2 >= max(len(before), len(after)) else 0
