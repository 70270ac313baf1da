"""What each part of a printed reference may be taken for, and how well it fits that, in points."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.reference_fields.marks import Bound, Evident, bounds, told_parts
from magclaims.read.article.reference_fields.names import (
    GROUPS,
    chain_of_names,
    is_group,
    is_journal_like,
    likely_authors,
)
from magclaims.read.article.reference_fields.quotes import quoted_title
from magclaims.read.article.reference_fields.words import any_of_list


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """All of reference_weights.toml."""
    return load_data("reference_weights.toml", "magclaims.read.article")


@dataclass(frozen=True, slots=True)
class Guess:
    """A part from some bound on, and what it may be."""

    end: int
    """The number of the bound at which it ends."""
    label: str
    points: float
    names: tuple[str, ...] = ()
    group: bool = False
    value: str = ""
    """A year, or pages."""


_MOST_CHAINS = 25
_MOST_OF_AUTHORS = 9
"""Bounds within the authors where no initials tell how far they go."""
_LONGEST_AUTHORS = 160
_MOST_OF_TITLE = 26
_MOST_WORDS = 60
_MOST_OF_JOURNAL = 14
"""Words of a journal's name."""
_MOST_OF_REST = 3
_WORTHLESS = -7.0
"""Points below which a part is left out of account."""
_SHORT = 9
"""Letters of a word before a full stop that may be one of an abbreviated journal."""
_ABBREVIATED = 4
_YEARS = {"year", "dated", "updated"}
_LABELS = dict.fromkeys(_YEARS, "year")
_PUBLISHER = expression(r"[^\W\d_][\w .,'’-]{1,40}\s?:\s\S")
"""`Geneva: World Health Organization`."""
_NAMES_BEGIN = expression(r"(?:[.?!;)][\"”»’]?|[–—-])\s+(?=[^\W\d_])|(?<=\s)\((?=[^\W\d_])")


class Item:
    """A printed reference, cut at its bounds, with what the points of its parts are counted from."""

    def __init__(self, text: str, italics: Mapping[int, int], links: Mapping[int, int]) -> None:
        """Cut it.

        Args:
            text: The item without addresses and the like.
            italics: Where each part in italics begins, and where it ends.
            links: The same of links.
        """
        self.text, self.italics, self.links = text, italics, links
        self.told, self.place = told_parts(text)
        self.told_at = {part.start: part for part in self.told}
        self.chains = dict(self._chains())
        edges = [*italics.items(), *links.items()]
        ends = [end for _, end in self.chains.values()]
        most = weights()["most_bounds"]
        self.bounds = bounds(text, self.told, edges, ends)[:most]
        if self.bounds[-1].stop != len(text):
            self.bounds.append(Bound(len(text), len(text), "end"))
        self.marks = [self._mark(bound) for bound in self.bounds]
        self.inside = [any(a < bound.start < b for a, b in edges) for bound in self.bounds]
        self.quote = quoted_title(text)
        depth = list(accumulate(((c == "(") - (c == ")") for c in text), initial=0))
        self._depth = [(depth[bound.stop], depth[bound.start]) for bound in self.bounds]
        words = list(re.finditer(r"\S+", text))
        self._words = [word.start() for word in words]
        tests = {
            "lower": _is_lower,
            "long": _is_long,
            "digits": _has_digit,
            "short": _is_journal_word,
        }
        self._sums = {name: _sums(map(test, (w[0] for w in words))) for name, test in tests.items()}
        found = {"press": _no_journal(), "group": _organisation()}
        self._places = {name: [m.start() for m in p.finditer(text)] for name, p in found.items()}
        self._crossed = {
            label: _sums(self._crossing(number, costs) for number in range(len(self.bounds)))
            for label, costs in weights()["within"].items()
        }
        self._behind_year = {
            self.bound_behind(part.end) for part in self.told if part.label in _YEARS
        }
        cue = next((part for part in self.told if part.label == "in"), None)
        self.cue = cue.start if cue else len(text)
        self.bookish = cue is not None and _bookish().search(text, cue.end) is not None

    def _chains(self) -> Iterator[tuple[int, tuple[tuple[str, ...], int]]]:
        """Where names begin; the names, and where what follows them begins."""
        starts = [0, *(match.end() for match in _NAMES_BEGIN.finditer(self.text))]
        for start in starts[:_MOST_CHAINS]:
            behind = self.text[start:]
            if chain := chain_of_names(behind):
                end = len(self.text) - len(behind[chain[1] :].lstrip())
                if not self.text.startswith("(", end) or end in self.told_at:
                    yield start, (chain[0], end)

    def _mark(self, bound: Bound) -> str:
        """The mark before a part; a full stop behind a short word may be that of an abbreviation."""
        word = self.text[: bound.stop].rstrip(".").rpartition(" ")[2].strip("(")
        short = word[:1].isupper() and (len(word) <= _ABBREVIATED or _is_journal_word(word))
        acronym = word.isupper() and len(word) > 2
        return "abbreviation" if bound.mark == "." and short and not acronym else bound.mark

    def _crossing(self, number: int, costs: Mapping[str, float]) -> float:
        """What it costs a part to hold a mark, and the told part behind that."""
        bound, mark = self.bounds[number], self.marks[number]
        if mark in {".", "abbreviation"} and "short" in costs:
            word = self.text[: bound.stop].rstrip(".").rpartition(" ")[2]
            known = len(word) == 1 or _is_journal_word(word)
            mark = "abbreviation" if known else "short" if len(word) <= _SHORT else "."
        told = self.told_at.get(bound.start)
        return costs.get(mark, 0.0) + (costs[told.label] if told else 0.0)

    def bound_behind(self, position: int) -> int:
        """The number of the first bound at or behind a position of the text."""
        return bisect_left(self.bounds, position, key=lambda bound: bound.start)

    def is_told(self, number: int, label: str) -> bool:
        """Whether a part of this kind begins at a bound."""
        told = self.told_at.get(self.bounds[number].start)
        return told is not None and told.label == label

    def guesses(self, number: int, wanted: set[str]) -> list[Guess]:
        """The parts that may begin at a bound, of the labels that are wanted."""
        told = self.told_at.get(self.bounds[number].start)
        found = [self._told(told)] if told else []
        if told is None or told.label in {"year", "note", "updated"}:
            found += self._authors(number) if "authors" in wanted else ()
            found += self._texts(number, wanted)
        return found

    def _told(self, told: Evident) -> Guess:
        chain = self.chains.get(told.start + 1) if told.label == "dated" else None
        names = chain[0] if chain else ()  # "(Vos et al., 2013)"
        label, points = _LABELS.get(told.label, told.label), weights()["typed"][told.label]
        return Guess(self.bound_behind(told.end), label, points, names, value=told.value)

    def _authors(self, number: int) -> Iterator[Guess]:
        w = weights()["authors"]
        start = self.bounds[number].start
        names, behind = self.chains.get(start, ((), 0))
        chained = self.bound_behind(behind) if names else 0
        if names:
            points = w["initials"] + w["each"] * min(len(names) - 1, w["most_each"])
            yield Guess(chained, "authors", points, names)
        if number and number not in self._behind_year:
            return
        for end in range(
            max(number + 1, chained), min(len(self.bounds), number + _MOST_OF_AUTHORS)
        ):
            segment = self.text[start : self.bounds[end].stop]
            next_start = self.bounds[end].start
            held = end > number + 1 and self.bounds[end - 1].start in self.told_at
            if len(segment) > _LONGEST_AUTHORS or held:
                return
            dated = self.is_told(end, "dated")
            if self.text.startswith("(", next_start) and next_start not in self.told_at:
                continue
            kind, listed = likely_authors(segment)
            group = kind in GROUPS
            if not kind or (names and kind != "initials" and not group):
                continue
            points = w[kind]
            if group and len(names) == 1 and end > chained:  # "Made T.H. Up School"
                points = w["initials"] + w["each"]
            elif not group and kind != "unknown":
                points += w["each"] * min(len(listed) - 1, w["most_each"])
            if dated:
                points += w["before_year"]
            elif kind != "journal" and (
                self._opens_quote(next_start) or next_start in self.italics
            ):
                points += w["before_quote"]
            yield Guess(end, "authors", points, listed, group)

    def _texts(self, number: int, wanted: set[str]) -> Iterator[Guess]:
        """Titles, journals and what else may stand there."""
        start = self.bounds[number].start
        first = bisect_left(self._words, start)
        for end in range(number + 1, min(len(self.bounds), number + _MOST_OF_TITLE)):
            stop = self.bounds[end].stop
            words = bisect_left(self._words, stop) - first
            if words > _MOST_WORDS:
                return
            if stop <= start or not words:
                continue
            part = _Text(self, number, end, first, words)
            if (
                "title" in wanted
                and (points := part.title() - self._cost("title", number, end)) > _WORTHLESS
            ):
                yield Guess(end, "title", points)
            if "journal" in wanted and words <= _MOST_OF_JOURNAL:
                points = part.journal() - self._cost("journal", number, end)
                if points > _WORTHLESS:
                    yield Guess(end, "journal", points)
            if self.text[start] == "(" and self.text[stop - 1] == ")" and not part.unbalanced:
                yield Guess(end, "note", weights()["typed"]["bracket"])
            if end - number <= _MOST_OF_REST:
                yield Guess(end, "rest", part.rest() - self._cost("rest", number, end))

    def _cost(self, label: str, number: int, end: int) -> float:
        sums = self._crossed[label]
        return sums[end] - sums[number + 1]

    def _opens_quote(self, position: int) -> bool:
        return self.quote is not None and self.quote[0] == position

    def quoted(self, start: int, stop: int) -> str:
        """What stands in quotes, where the title from `start` to `stop` is that; else nothing."""
        if self.quote and self.quote[0] == start and self.quote[1] <= stop <= self.quote[2] + 1:
            return self.text[start + 1 : self.quote[1]]
        return ""

    def unbalanced(self, number: int, end: int) -> bool:
        """Whether a part holds one of two brackets only."""
        return self._depth[end][0] != self._depth[number][1]

    def count(self, name: str, first: int, words: int) -> float:
        """How many words of a stretch are of a kind."""
        sums = self._sums[name]
        return sums[first + words] - sums[first]

    def holds(self, name: str, start: int, stop: int) -> bool:
        """Whether a word of that kind begins in a stretch of the text."""
        places = self._places[name]
        at = bisect_left(places, start)
        return at < len(places) and places[at] < stop


class _Text:
    """A stretch of an item that may be a title, a journal, or neither."""

    __slots__ = (
        "_end",
        "_first",
        "_item",
        "_names",
        "_number",
        "_small",
        "_start",
        "_stop",
        "_words",
        "unbalanced",
    )

    def __init__(self, item: Item, number: int, end: int, first: int, words: int) -> None:
        self._item, self._number, self._end, self._first, self._words = (
            item,
            number,
            end,
            first,
            words,
        )
        self._start, self._stop = item.bounds[number].start, item.bounds[end].stop
        head = item.text[self._start : self._start + 5].partition(" ")[0]
        self._small = head[0].isalpha() and not any(map(str.isupper, head))  # but "eLife"
        self._names = self._start in item.chains and item.chains[self._start][1] <= self._stop + 2
        self.unbalanced = item.unbalanced(number, end)

    def title(self) -> float:
        """Points for a title: words in small letters, not too few, in quotes or italics, no names."""
        item, w, words = self._item, weights()["title"], self._words
        points: float = w["few"][words - 1] if words <= len(w["few"]) else w["several"]
        points += w["lower"] * min(item.count("lower", self._first, words), w["most_lower"])
        points += w["too_many"] * max(0, words - w["many"])
        if item.quoted(self._start, self._stop):
            points += w["quoted"]
        elif words > 2 and self._is(item.links):
            points += w["linked"]
        elif self._is(item.italics):
            points += w["italic"]
        points += self._small * w["small_begin"] + self._names * w["names"]
        points += (item.text[self._start] in "([") * w["bracket"]
        points += (words > 1 and item.marks[self._end] == "abbreviation") * w["abbreviation"]
        points += self.unbalanced * w["unbalanced"]
        points += (self._start > item.cue) * w["behind_in"]
        short = self._number == 0 and words <= w["group_words"]
        if short and is_group(item.text[self._start : self._stop]):
            points += w["group"]
        return points

    def journal(self) -> float:
        """Points for a journal: few words, the longer ones with capitals, known words or italics."""
        item, w, words = self._item, weights()["journal"], self._words
        placed = item.is_told(self._end, "place")
        points: float = w["base"]
        within = placed and self._start in item.italics and self._stop < item.italics[self._start]
        points += (within or self._is(item.italics)) * w["italic"]
        known = is_journal_like(item.text, self._start)
        points += known * w["journal_word"]
        points += w["abbreviated"] * min(1.0, 2 * item.count("short", self._first, words) / words)
        points += w["too_many"] * max(0, words - w["most_words"])
        points += self._small * w["small_begin"] + self._names * w["names"]
        points += self.unbalanced * w["unbalanced"]
        lower = w["lower_behind_journal_word"] if known else w["lower"]
        points += lower * item.count("long", self._first, words)
        points += w["digits"] * item.count("digits", self._first, words)
        if not placed and item.holds("press", self._start, self._stop):
            points += w["no_journal"]
        return points

    def rest(self) -> float:
        """Points for a publisher, its place, or a remark."""
        item, w = self._item, weights()["rest"]
        points: float = w["base"] + w["word"] * self._words
        if _PUBLISHER.match(item.text, self._start, self._stop):
            points += w["publisher"]
        if item.holds("press", self._start, self._stop):
            points += w["press"]
        elif item.holds("group", self._start, self._stop):
            points += w["group"]
        text = item.text[self._start : self._stop]
        if len(text) > w["same_letters"] and text in item.text[: self._start]:
            points += w["same"]
        return points

    def _is(self, marked: Mapping[int, int]) -> bool:
        """Whether it is one of the parts in italics, or of the links."""
        return self._start in marked and abs(marked[self._start] - self._stop) <= 1


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _is_lower(word: str) -> bool:
    return len(word) >= 4 and word[0].islower()


def _is_long(word: str) -> bool:
    """Whether a word is too long to stand without a capital in the name of a journal."""
    return (
        len(word.strip(".,:;")) >= 5 and word[0].isalpha() and not any(map(str.isupper, word[:4]))
    )


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@cache
def _abbreviations() -> Callable[[str], re.Match[str] | None]:
    return re.compile(rf"(?:{any_of_list('journal_abbreviations')})\.?", re.IGNORECASE).fullmatch


def _is_journal_word(word: str) -> bool:
    return _abbreviations()(word.strip(",:;&")) is not None


@cache
def _no_journal() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of_list('no_journal')})", re.IGNORECASE)


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(rf"{any_of_list('organisations')}", re.IGNORECASE)


@cache
def _bookish() -> re.Pattern[str]:
    """Editors, an edition or a publisher: what "In:" names is a book."""
    return re.compile(
        rf"[(,.]\s?(?:{any_of_list('editors')})\b|(?i:\b(?:{any_of_list('edited_by')}|{any_of_list('editions')})\b)"
        r"|[.,]\s[^:.,]{2,40}:\s[^:]{3,60}[;,]\s(?:19|20)\d\d\b"
    )
