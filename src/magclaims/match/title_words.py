"""The words of a title: what each stands for, in five languages.

A word's meanings are concepts of `knowledge/title_words.toml` ("species:rat", "word:memory") and
substances and outcomes of the vocabulary ("substance:zinc"). Compounds are taken apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cache, lru_cache, partial

from magclaims.knowledge import find_substances, vocabulary
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.data import word_set
from magclaims.knowledge.keys import key
from magclaims.match.text import clean, knowledge, small_words, words
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass

_pairs = partial(word_set, "matching.toml", "words.pairs")

CLOSED = frozenset({"species", "people", "negation", "design", "direction", "number"})
"""Axes of which a title names all that it is about: one more or one less is another title."""
_COMPOUNDING = frozenset({"nl", "de"})
_LINKS = ("", "s", "en", "n", "e", "es", "er", "o")
_ENDINGS = ("ern", "es", "en", "er", "em", "as", "os", "s", "e", "n", "a", "o")
_ANY_ENDING = 4
"""From so many letters on, a stem with `*` stands before any ending."""
_LONGEST = 40
"""Longer words are not taken apart."""
_MOST_WORDS = 80
_TOKEN = expression(r"[^\W_]+")
_ROMAN = expression(r"i{2,3}|iv|vi{0,3}|ix|xi{0,2}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a title.

    Attributes:
        text: As it is compared: lower case, no accents.
        means: What it may stand for: `axis:concept`, all alternatives.
        parts: Of a compound: what each part may stand for.
        rest: Of a compound: the letters that are left, where only a part is known.
        own: What the word may stand for without the name that it is a part of.
    """

    text: str
    means: frozenset[str] = frozenset()
    parts: tuple[frozenset[str], ...] = ()
    rest: str = ""
    own: frozenset[str] = frozenset()

    @property
    def light(self) -> bool:
        """Whether it says nothing of what a title is about."""
        return bool(self.means) and all(m.startswith("light:") for m in self.means)

    @property
    def axes(self) -> set[str]:
        """The classes of what it may stand for."""
        return {meaning.partition(":")[0] for meaning in self.means}

    @property
    def about(self) -> bool:
        """Whether it is known, and says what a title is about."""
        own = self.own or self.means
        return any(m.partition(":")[0] not in {*CLOSED, "light", "general"} for m in own)

    def on(self, axis: str) -> frozenset[str]:
        """What it may stand for on one axis."""
        return frozenset(m for m in self.means if m.startswith(f"{axis}:"))


@dataclass(slots=True)
class _Words:
    """The words of one language."""

    exact: dict[str, set[str]] = field(default_factory=dict)
    stems: dict[str, set[str]] = field(default_factory=dict)

    def find(self, word: str) -> tuple[set[str], int]:
        """What a word stands for, and how many of its letters say so; a whole word beats a stem."""
        if known := self.exact.get(word) or self.stems.get(word):
            return known, len(word)
        found: set[str] = set()
        for ending in _ENDINGS:
            bare = word.removesuffix(ending)
            if bare != word and len(bare) >= 3:
                found |= self.exact.get(bare, set()) | self.stems.get(bare, set())
        return (found, len(word)) if found else self._stem(word)

    def _stem(self, word: str) -> tuple[set[str], int]:
        for length in range(len(word) - 1, _ANY_ENDING - 1, -1):
            if found := self.stems.get(word[:length]):
                return found, length
        return set(), 0


@cache
def _lexicon() -> dict[str, _Words]:
    found: dict[str, _Words] = defaultdict(_Words)
    for axis, rows in load_data("title_words.toml").items():
        for concept, row in rows.items():
            for code, listed in row.items():
                for word in listed.split():
                    target = found[code].stems if word.endswith("*") else found[code].exact
                    target.setdefault(word.rstrip("*"), set()).add(f"{axis}:{concept}")
    return dict(found)


@cache
def _named() -> dict[str, frozenset[str]]:
    """Names of one word in the vocabulary: key -> what it may stand for."""
    known = vocabulary.vocabulary()
    found: dict[str, frozenset[str]] = {}
    for axis, index in (("substance", known.substance_names), ("outcome", known.outcome_names)):
        for name, ids in index.ids.items():
            if name not in index.capitals:
                found[name] = found.get(name, frozenset()) | {f"{axis}:{id_}" for id_ in ids}
    return found


def known_words(found: frozenset[str], language: str) -> int:
    """How many words (lower case, no accents) are known in a language; 0 for other languages."""
    lexicon = _lexicon().get(language)
    return sum(lexicon.find(word)[1] == len(word) for word in found) if lexicon else 0


def says_more(longer: str, shorter: str, axes: frozenset[str] | None) -> str:
    """What a title says that a shorter one in its language does not, quoted; empty where nothing of weight.

    Only words of these classes count; without any, of the closed ones and all that say what a title is about.
    """
    ours, theirs = title_words(longer, ""), title_words(shorter, "")
    known = frozenset().union(*(word.means for word in theirs))
    said = {word.text for word in theirs}
    new = [
        word.text
        for word in ours
        if word.text not in said
        and not word.means & known
        and ((axes is None and word.about) or word.axes & (axes or CLOSED))
    ]
    return ", ".join(f"“{text}”" for text in dict.fromkeys(new))


def meanings(word: str, languages: Sequence[str]) -> frozenset[str]:
    """What a single word may stand for, without taking it apart."""
    found = set(_named().get(word, ())) if len(word) >= 4 else set()
    for code in languages:
        here, length = _lexicon()[code].find(word)
        found |= here
        if here and length == len(word) and len(languages) == 2:
            break  # a Dutch word is no English one
    return frozenset(found)


@lru_cache(maxsize=8192)
def title_words(title: str, language: str) -> tuple[Word, ...]:
    """The words of a title that have a meaning of their own, in their order.

    In a language (ISO 639-1) whose words are not known it is read as all of them.
    """
    text = clean(title)
    if text.isupper():
        text = text.lower()
    languages: tuple[str, ...] = (language,) if language == "en" else (language, "en")
    if language not in _lexicon():
        languages = tuple(_lexicon())
    spans = [(m.start(), m.end()) for m in _TOKEN.finditer(text)][:_MOST_WORDS]
    named = _mentions(text)
    return tuple(_read(text, spans, named, languages))


def _mentions(text: str) -> list[tuple[int, int, frozenset[str]]]:
    return [
        (mention.start, mention.end, frozenset(f"{axis}:{id_}" for id_ in mention.ids))
        for axis, mentions in (
            ("substance", find_substances(text)),
            ("outcome", vocabulary.find_outcomes(text)),
        )
        for mention in mentions
    ]


def _read(
    text: str,
    spans: list[tuple[int, int]],
    named: list[tuple[int, int, frozenset[str]]],
    languages: tuple[str, ...],
) -> Iterator[Word]:
    skipped = _function_words(languages)
    position = 0
    while position < len(spans):
        start, end = spans[position]
        position += 1
        word = "".join(words(text[start:end]))
        if position < len(spans):
            following = "".join(words(text[spans[position][0] : spans[position][1]]))
            gap = text[end : spans[position][0]]
            if len(gap) == 1 and (joined := _joined(word + following, languages)):
                yield Word(word + following, joined)
                position += 1
                continue
        means = frozenset().union(*(m for a, b, m in named if a <= start and end <= b))
        if not word or _is_small(word, skipped, languages, named=bool(means)):
            continue
        if (word.isdigit() and word != "1") or _ROMAN.fullmatch(word):
            means = means or frozenset({f"number:{word}"})
        yield _word(word, means, languages)


def _joined(word: str, languages: tuple[str, ...]) -> frozenset[str]:
    """What two words stand for as one: "meta-analysis", "cross-sectional", "guinea pig"."""
    found: set[str] = set()
    for code in languages:
        lexicon = _lexicon()[code]
        if word in _pairs():
            found |= lexicon.find(word)[0]
        else:
            stems = (s for s in _pairs() if word.startswith(s))
            found |= {m for stem in stems for m in lexicon.stems.get(stem, ())}
    return frozenset(found)


def _is_small(
    word: str, skipped: frozenset[str], languages: tuple[str, ...], *, named: bool
) -> bool:
    """Whether a word has no weight; "van" has none in a name either, the D of vitamin D has."""
    if word in skipped:
        return not any(not m.startswith("light:") for m in meanings(word, languages))
    return len(word) == 1 and not word.isdigit() and not named


@cache
def _function_words(languages: tuple[str, ...]) -> frozenset[str]:
    listed = knowledge()["languages"]
    return small_words().union(*(listed[code] for code in languages))


def _word(word: str, named: frozenset[str], languages: tuple[str, ...]) -> Word:
    own = meanings(word, languages)
    means = named | own
    if named or len(word) > _LONGEST:
        return Word(word, means, own=own)
    for code in languages:
        _, length = _lexicon()[code].find(word)
        for bare in _bare(word[length:], 4) if length else ():
            if tail := _parts(bare, languages):
                return Word(word, means, (means, *tail))
    compounding = tuple(code for code in languages if code in _COMPOUNDING)
    if means or not compounding:
        return Word(word, means)
    if parts := _parts(word, compounding):
        return Word(word, frozenset().union(*parts), parts)
    return _partly_known(word, compounding)


def _bare(rest: str, least: int) -> Iterator[str]:
    """The rest of a compound without what links it to its first part: so many letters, or more."""
    for link in _LINKS:
        if rest.startswith(link) and len(rest) - len(link) >= least:
            yield rest[len(link) :]


def _partly_known(word: str, languages: tuple[str, ...]) -> Word:
    """A compound of which the longest known part stands at the end, or at the beginning."""
    if len(word) < 9:
        return Word(word)
    for length in range(len(word) - 4, 3, -1):
        head, tail = word[:length], word[-length:]
        if parts := _parts(tail, languages):
            return Word(word, frozenset(), parts, word[:-length])
        if parts := _parts(head, languages):
            return Word(word, frozenset(), parts, word[length:])
    return Word(word)


def _parts(word: str, languages: tuple[str, ...], depth: int = 3) -> tuple[frozenset[str], ...]:
    """What the parts of a compound stand for; empty where one is not known."""
    whole = meanings(word, languages)
    if whole and _covers(word, languages):
        return (whole,)
    if depth == 0:
        return ()
    for cut in range(len(word) - 3, 2, -1):
        head = meanings(word[:cut], languages)
        if not head or not _covers(word[:cut], languages):
            continue
        for rest in _bare(word[cut:], 3):
            if tail := _parts(rest, languages, depth - 1):
                return (head, *tail)
    return ()


def _covers(word: str, languages: tuple[str, ...]) -> bool:
    """Whether the whole word is known, with at most a grammatical ending behind a stem."""
    found = (_lexicon()[code].find(word) for code in languages)
    return key(word) in _named() or any(m and len(word) - length <= 4 for m, length in found)
