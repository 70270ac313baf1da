"""Names found in text: the longest first, ambiguous ones decided by the words beside them.

Two spellings of one name have one *key*: its lower-case letters and digits without accents, hyphens
and spaces. Up to `MAX_WORDS` neighbouring words are joined into a key and looked up, so that a text
is read in time linear in its length, without a regular expression built from data.

A text is read as a reader sees it (`characters.normalise`); the places are those in the text as it stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import accumulate
from typing import NamedTuple

from magclaims.knowledge.characters import normalise
from magclaims.knowledge.keys import ends_in_a_letter, fold, key, lacks_its_letter
from magclaims.model.values import dataclass

MAX_WORDS = 8
"""The longest name, in words."""
_SHORT_KEY = 4
"""Shorter keys must be without spaces in the text: "mg t" is not MgT, IL-6 is IL6."""
_SHORT_PART = 3
"""A name of one word may stand in the text as parts of so many letters: "vis olie", not "wat er"."""
_MAX_WORD = 80
"""Longer "words" are not words; they are skipped, so that hostile input stays cheap."""
_START = 4
"""So many letters at its start tell most words from all names."""
_CAPITALS = 4
"""Names of at most so many capitals count in running text only as capitals: NR, AD, REM."""

_UNIT = "mg"
"""After a number this is milligrams, in whatever case: "500 Mg L-threonate" names no Mg."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER_BEFORE = re.compile(r"\d\s{0,2}$")
_GAP = re.compile(
    r"[\s\-\u2010-\u2015\u2212/'’®™©()⁺+%×]{0,3}"
    r"|(?<=\d),"  # 1,25-dihydroxyvitamin D
    r"|(?:(?<![^\W_]{2})|(?<=var)|(?<=subsp))\.\s?"  # H. pylori
)
_BEFORE_SYMBOL = re.compile(r"\d\s*(?:[mkµμ]?g|mmol|mol)?\s*$")
_AFTER_SYMBOL = re.compile(r"\s*(?:\d[\d.,]*\s*(?:[mkµμ]?g|mmol|mol)\b|[²³⁺+])")
"""An amount: "Na 40" is Dutch for "after 40"."""


class FoundName(NamedTuple):
    """A name in a text.

    Attributes:
        ids: What it means: one id; several where nothing decides between them.
        start: Offset of its first character, in code points.
        end: Offset behind its last character.
    """

    ids: tuple[str, ...]
    start: int
    end: int
    brand: bool = False

    @property
    def id(self) -> str:
        """What it means; the first that has the name where nothing decides."""
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class NameRule:
    """How an ambiguous name is decided.

    Attributes:
        words: id -> beginnings of words that decide for it, folded.
        default: What it means where no word decides, or where several do; None: ambiguous.
    """

    words: Mapping[str, tuple[str, ...]]
    default: str | None = None

    def decide(self, context: str) -> tuple[str, ...]:
        """What the name means in a folded context: one id, or several where it stays ambiguous."""
        for_it = [
            id_
            for id_, words in self.words.items()
            if any(re.search(rf"(?<![^\W_]){re.escape(w)}", context) for w in words)
        ]
        if len(for_it) == 1:
            return (for_it[0],)
        return (self.default,) if self.default else tuple(self.words)


@dataclass(frozen=True, slots=True)
class Verb:
    """What tells the verb from the name: "blood pressure falls", "it falls to 60"."""

    before: frozenset[str]
    """Words, or pairs of them ("op te")."""
    after: frozenset[str]


@dataclass(slots=True)
class Names:
    """Names by key. Built once, then only read."""

    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    """Key -> the only spelling that counts in running text."""
    symbols: dict[str, str] = field(default_factory=dict)
    """Chemical symbol, with its case -> id."""
    rules: dict[str, NameRule] = field(default_factory=dict)
    never: set[str] = field(default_factory=set)
    """Keys of phrases that hold a name and mean something else."""
    verbs: dict[str, Verb] = field(default_factory=dict)
    """Keys of names that are forms of a verb as well."""
    lettered: set[str] = field(default_factory=set)
    """Keys of names that end in a letter: "vitamin E", whose key is also Dutch for a vitamin."""
    brands: set[str] = field(default_factory=set)
    """Keys of brand names."""
    several: set[str] = field(default_factory=set)
    """Keys of names that are written as several words, or with a digit."""
    openings: dict[str, str] = field(default_factory=dict)
    """Key of a name that also stands at the start of longer words -> id: "magnesiumrijk"."""
    tails: tuple[str, ...] = ()
    """Ends of longer words behind a whole name, folded: "zinktabletten"; the longest first."""
    inflected: set[str] = field(default_factory=set)
    """Keys of names that may stand with an ending of `endings`: "Knochenbrüchen"."""
    endings: tuple[str, ...] = ()
    _exact: set[str] = field(default_factory=set)
    _starts: set[str] = field(default_factory=set)
    """How the keys begin, by `_START` letters and by two: most words need no closer look."""
    _lengths: set[int] = field(default_factory=set)
    """How long the keys of `openings` are."""
    _openings: set[str] = field(default_factory=set)

    def add(self, name: str, id_: str, *, brand: bool = False) -> None:
        """Add a name; with a second meaning it becomes ambiguous.

        One that ends in `*` also stands at the start of longer words.
        """
        name_key = key(name)
        self._begins(name_key)
        if name.endswith("*"):
            self.openings.setdefault(name_key, id_)
            self._lengths.add(len(name_key))
            self._openings.add(name_key[:_START])
        if brand:
            self.brands.add(name_key)
        if not name.rstrip("*").isalpha():
            self.several.add(name_key)
        if ends_in_a_letter(name):
            self.lettered.add(name_key)
        known = self.ids.get(name_key, ())
        if id_ not in known:
            self.ids[name_key] = (*known, id_)
        written = name.replace("-", "")
        cased = sum(map(str.isupper, written)) > 1  # "SAMe" is not "same"
        if len(written) <= _CAPITALS and written.isalpha() and cased:
            if known in {(), (id_,)}:
                self.capitals.setdefault(name_key, written)
        else:
            self.capitals.pop(name_key, None)

    def add_exact(self, name: str, id_: str) -> None:
        """Add a name that is one only in this very spelling: Mg."""
        self.add(name, id_)
        self.capitals[key(name)] = name
        self._exact.add(key(name))

    def add_symbol(self, symbol: str, id_: str) -> None:
        """Add a chemical symbol."""
        self._begins(key(symbol))
        self.symbols[symbol] = id_

    def bar(self, phrase: str) -> None:
        """Add a phrase that holds a name and means something else."""
        self._begins(key(phrase))
        self.never.add(key(phrase))

    def _begins(self, name_key: str) -> None:
        self._starts.update((name_key[:2], name_key[:_START]))

    def meaning(self, name: str, context: str = "") -> tuple[str, ...]:
        """What a whole name means: no id, one, or several where the context does not decide."""
        name = name.strip()
        if name in self.symbols and key(name) not in self.ids:
            return (self.symbols[name],)
        if key(name) in self._exact and name != self.capitals[key(name)]:
            return ()
        return self._decide(key(name), fold(context))

    def _decide(self, name_key: str, context: str) -> tuple[str, ...]:
        ids = self.ids.get(name_key, ())
        rule = self.rules.get(name_key)
        return rule.decide(context) if rule and (len(ids) != 1 or rule.words) else ids

    def find(self, text: str) -> Iterator[FoundName]:
        """The names in a text from left to right; they never overlap, the longest wins."""
        read = normalise(text)
        found = self._find(read.text)
        if read.starts is None:
            yield from found
            return
        for name in found:
            yield name._replace(start=read.start(name.start), end=read.end(name.end))

    def _find(self, text: str) -> Iterator[FoundName]:
        folded = fold(text)
        words = [(m.start(), m.end()) for m in _WORD.finditer(folded)]
        position = last = 0
        while position < len(words):
            start, end = words[position]
            opening = folded[start : min(end, start + _START)]
            if len(opening) not in {1, 3} and opening not in self._starts:
                position += 1
                continue
            length, found = self._longest(text, folded, _run(folded, words, position))
            if found is not None:
                if not self._is_verb(folded, words, position, length, last):
                    yield found
                last = found.end
            position += length

    def _is_verb(
        self, folded: str, words: Sequence[tuple[int, int]], position: int, length: int, last: int
    ) -> bool:
        """Whether a name is a verb where it stands, as behind another name ("cortisol falls")."""
        verb = self.verbs.get(folded[words[position][0] : words[position][1]])
        if verb is None or length > 1:
            return False
        start, end = words[position]
        before = " ".join(folded[slice(*word)] for word in words[max(0, position - 2) : position])
        after = folded[slice(*words[position + 1])] if position + 1 < len(words) else ""
        if last and folded[last:start].isspace():
            return True
        joined = not folded[end : words[position + 1][0]].strip() if after else False
        told = {before, before.rpartition(" ")[2]} & verb.before
        return bool(told) or (joined and after in verb.after)

    def _longest(
        self, text: str, folded: str, run: Sequence[tuple[int, int]]
    ) -> tuple[int, FoundName | None]:
        """How many words the best match at the start of `run` takes, and the match."""
        start, end = run[0]
        if end - start > _MAX_WORD or _is_unit(folded, start, end):
            return 1, None
        heads = list(accumulate(folded[a:b] for a, b in run))
        if heads[min(1, len(run) - 1)][:2] not in self._starts:
            return 1, None
        for count in range(len(run), 0, -1):
            joined = heads[count - 1]
            if joined in self.never:
                return count, None
            stop = run[count - 1][1]
            if joined not in self.ids:
                continue
            short = len(joined) < _SHORT_KEY or (
                joined not in self.several and min(b - a for a, b in run[:count]) < _SHORT_PART
            )
            if short and any(map(str.isspace, text[start:stop])):
                continue
            if joined in self.lettered and _is_of_other_words(text, run[:count]):
                continue
            written = text[start:stop].replace("-", "")
            if self.capitals.get(joined, written) == written:
                ids = self._decide(joined, folded)
                return count, FoundName(ids, start, stop, joined in self.brands)
        if symbol := self._symbol(text, start, end):
            return 1, symbol
        return self._in_compound(folded, run, heads)

    def _in_compound(
        self, folded: str, run: Sequence[tuple[int, int]], heads: Sequence[str]
    ) -> tuple[int, FoundName | None]:
        """A name at the start of a longer word, and of how many words: "magnesium-L-threonaatpoeder"."""
        if found := self._with_end(folded, *run[0]):
            return 1, found
        if heads[-1][:_START] not in self._openings:
            return 1, None
        for count in range(len(run), 0, -1):
            head = heads[count - 2] if count > 1 else ""
            start, end = run[count - 1]
            for cut in range(min(end - start, _MAX_WORD) - 1, 0, -1):
                if len(head) + cut not in self._lengths:
                    continue
                if id_ := self.openings.get(head + folded[start : start + cut]):
                    return count, FoundName((id_,), run[0][0], start + cut)
        return 1, None

    def _with_end(self, folded: str, start: int, end: int) -> FoundName | None:
        """A whole name before an end of a word that leaves its meaning: a product's form, or an inflection's."""
        word = folded[start:end]
        for ends, known in ((self.tails, self.ids), (self.endings, self.inflected)):
            for tail in filter(word.endswith, ends if word.endswith(ends) else ()):
                stem = word.removesuffix(tail)
                if len(stem) < _SHORT_KEY or stem not in known:
                    continue
                ids = self.ids[stem]
                if len(ids) == 1 and not self._is_apart(stem):
                    return FoundName(ids, start, start + len(stem))
        return None

    def _is_apart(self, name_key: str) -> bool:
        """Whether a name counts only as it is written, or by the words beside it."""
        return any(name_key in held for held in (self.capitals, self.rules, self.lettered))

    def _symbol(self, text: str, start: int, end: int) -> FoundName | None:
        id_ = self.symbols.get(text[start:end])
        if id_ is None:
            return None
        beside = _BEFORE_SYMBOL.search(text, max(0, start - 12), start)
        beside = beside or (_AFTER_SYMBOL.match(text, end) if end - start > 1 else None)
        return FoundName((id_,), start, end) if beside else None


def _is_of_other_words(text: str, run: Sequence[tuple[int, int]]) -> bool:
    """Whether words with the key of a name that ends in a letter are others: "vitamine", "vitamin E a day"."""
    if len(run) == 1:
        return lacks_its_letter(text[slice(*run[0])])
    start, end = run[-2]
    return end - start == 1


def _is_unit(folded: str, start: int, end: int) -> bool:
    """Whether a word is milligrams behind a number."""
    before = folded[max(0, start - 3) : start]
    return folded[start:end] == _UNIT and _NUMBER_BEFORE.search(before) is not None


def _run(folded: str, words: Sequence[tuple[int, int]], position: int) -> list[tuple[int, int]]:
    """The words from `position` on that can belong to one name."""
    run = [words[position]]
    for start, end in words[position + 1 : position + MAX_WORDS]:
        if _GAP.fullmatch(folded, run[-1][1], start) is None:
            break
        run.append((start, end))
    return run


def folded_words(words: Iterable[str]) -> tuple[str, ...]:
    """Words as a rule compares them."""
    return tuple(fold(word) for word in words)
