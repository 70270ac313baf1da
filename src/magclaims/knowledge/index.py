"""Names of things, found in text.

Up to `MAX_TOKENS` neighbouring words are joined into a key, and that is looked up, longest first: linear in
the text, without a regular expression built from data.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import accumulate
from typing import Literal, NamedTuple

from magclaims.knowledge.characters import normalise
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import ends_in_a_letter, fold, key, lacks_its_letter
from magclaims.model.values import dataclass

MAX_TOKENS = 8
"""The longest name, in words."""
_SHORT_KEY = 4
"""Shorter keys must be one word in the text: "mg t" is not MgT."""
_MAX_TOKEN = 80
"""Longer "words" are not words; they are skipped, so that hostile input stays cheap."""
_UNIT = "mg"
"""After a number this is milligrams, in whatever case: "500 Mg L-threonate" names no Mg."""
_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s\-\u2010-\u2015\u2212/'’®™©()⁺+]{0,3}")


class Mention(NamedTuple):
    """A name found in a text; `start` and `end` are offsets in code points."""

    id: str
    start: int
    end: int
    brand: bool = False
    """Whether the text uses a brand name."""


@dataclass(slots=True)
class NameIndex:
    """Names by key. Built once, then only read."""

    exact: dict[str, tuple[str, bool]] = field(default_factory=dict)
    prefixes: dict[str, tuple[str, bool]] = field(default_factory=dict)
    never: set[str] = field(default_factory=set)
    cased: dict[str, tuple[str, bool]] = field(default_factory=dict)
    whole: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Keys of names that count as written in running text, and however written by themselves: "SAMe"."""
    lettered: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)
    openings: set[str] = field(default_factory=set)
    """How the prefixes begin, and `lengths`: how long they are. Most words need no closer look."""
    lengths: set[int] = field(default_factory=set)

    def add(self, name: str, target: str, *, brand: bool = False) -> None:
        """Add one name; the first owner of a key keeps it."""
        name_key = key(name)
        self.starts.add(name_key[:2])
        self.exact.setdefault(name_key, (target, brand))
        if ends_in_a_letter(name):
            self.lettered.add(name_key)
        if name.endswith("*"):
            self.prefixes.setdefault(name_key, (target, brand))
            self.openings.add(name_key[:2])
            self.lengths.add(len(name_key))

    def bar(self, phrase: str) -> None:
        """Add a phrase that holds a name but means something else."""
        phrase_key = key(phrase)
        self.starts.add(phrase_key[:2])
        self.never.add(phrase_key)

    def case(self, name: str, target: str) -> None:
        """Add a name that counts only in this very spelling."""
        self.starts.add(key(name)[:2])
        self.cased[name] = (target, False)

    def meant(self, name: str) -> tuple[str, bool] | None:
        """What a whole name means, and whether it is a brand."""
        by_key = key(name)
        return self.cased.get(name.strip()) or self.exact.get(by_key) or self.whole.get(by_key)

    def find(self, text: str) -> Iterator[Mention]:
        """Mentions from left to right; they never overlap, the longest wins."""
        folded = fold(text)
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(folded)]
        position = 0
        while position < len(tokens):
            start, end = tokens[position]
            if end - start > 1 and folded[start : start + 2] not in self.starts:
                position += 1
                continue
            run = self._run(folded, tokens, position)
            length, mention = self._longest(text, folded, run)
            if mention is not None:
                yield mention
            position += length

    @staticmethod
    def _run(folded: str, tokens: list[tuple[int, int]], position: int) -> list[tuple[int, int]]:
        """The words from `position` on that can belong to one name."""
        run = [tokens[position]]
        for start, end in tokens[position + 1 : position + MAX_TOKENS]:
            if _GAP.fullmatch(folded, run[-1][1], start) is None:
                break
            run.append((start, end))
        return run

    def _longest(
        self, text: str, folded: str, run: list[tuple[int, int]]
    ) -> tuple[int, Mention | None]:
        """How many words the best match at the start of `run` takes, and the match."""
        start, end = run[0]
        first = text[start:end]
        if end - start > _MAX_TOKEN or (first.lower() == _UNIT and _after_number(folded, start)):
            return 1, None
        heads = list(accumulate(folded[a:b] for a, b in run))
        opening = heads[min(1, len(run) - 1)][:2]
        if opening not in self.starts:
            return 1, None
        for count in range(len(run), 0, -1):
            joined = heads[count - 1]
            if joined in self.never:
                return count, None
            if count == 1 and joined in self.lettered and lacks_its_letter(first):
                continue
            if (target := self.exact.get(joined)) and (count == 1 or len(joined) >= _SHORT_KEY):
                return count, Mention(target[0], start, run[count - 1][1], target[1])
        for count in range(min(2, len(run)), 0, -1):  # "SAM-e"
            stop = run[count - 1][1]
            if target := self.cased.get(text[start:stop]):
                return count, Mention(target[0], start, stop, target[1])
        return self._compound(folded, run, heads) if opening in self.openings else (1, None)

    def _compound(
        self, folded: str, run: list[tuple[int, int]], heads: list[str]
    ) -> tuple[int, Mention | None]:
        """Names that stand at the start of a longer word ("magnesiumrijk"); `heads` are the words joined."""
        for count in range(len(run), 0, -1):
            head = heads[count - 2] if count > 1 else ""
            last_start, last_end = run[count - 1]
            last = folded[last_start : min(last_end, last_start + _MAX_TOKEN)]
            for cut in range(len(last) - 1, 0, -1):
                if len(head) + cut not in self.lengths:
                    continue
                if target := self.prefixes.get(head + last[:cut]):
                    return count, Mention(target[0], run[0][0], last_start + cut, target[1])
        return 1, None


def _after_number(text: str, start: int) -> bool:
    """Whether a number stands right before `start`: "500 Mg" is a mass."""
    before = text[max(0, start - 3) : start].rstrip()
    return bool(before) and before[-1].isdigit()


def plain(names: Iterable[str]) -> tuple[str, ...]:
    """Names without the `*`, each once, in their order."""
    return tuple(dict.fromkeys(name.removesuffix("*") for name in names))


def barred(what: Literal["substance", "outcome"]) -> tuple[str, ...]:
    """The vocabulary's phrases of several words that hold a name and mean something else."""
    phrases = load_data(f"vocabulary/{what}s.toml")["never"]
    return tuple(phrase for phrase in phrases if " " in phrase)


def add_name(index: NameIndex, name: str, target: str) -> None:
    """Abbreviations count as they are written: AF is atrial fibrillation, "same" is not SAMe."""
    written = name.replace("-", "")
    mixed = written.isalpha() and sum(map(str.isupper, written)) > 1
    if (name.isupper() or mixed) and len(written) <= _SHORT_KEY:
        index.case(name, target)
        if mixed and not name.isupper():
            index.whole.setdefault(key(name), (target, False))
    else:
        index.add(name, target)


def mentions(names: NameIndex, text: str) -> tuple[Mention, ...]:
    """The names in a text as it is read, at their places in it as it is written."""
    read = normalise(text)
    found = names.find(read.text)
    if read.starts is None:
        return tuple(found)
    return tuple(m._replace(start=read.start(m.start), end=read.end(m.end)) for m in found)
