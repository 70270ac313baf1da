"""What each part of a printed reference may be taken for, and how well it fits that, in points."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Self

from magclaims.knowledge import find_substances
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.reference_fields.item import YEARS, Item, weights
from magclaims.read.article.reference_fields.marks import Evident
from magclaims.read.article.reference_fields.names import (
    GROUPS,
    holds_journal_noun,
    is_group,
    is_journal_like,
    likely_authors,
)
from magclaims.read.article.reference_fields.words import any_of_list


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


_WITHIN_TITLES = {" ", ":", ",", ")", "remark", "opening"}
"""Marks behind which nobody looks for full names, unless the title ends by a sign of its own."""
_BY_LOOKS = {"surnames", "natural", "unknown", "acronym", "inverted"}
"""Kinds of authors that the names of journals may have as well."""
_MOST_OF_AUTHORS = 16
"""Bounds within the authors where no initials tell how far they go."""
_LONGEST_AUTHORS = 200
_LONGEST_NAME = 4
"""Words of one of several full names, and one more."""
_MOST_INITIALS = 3
_MOST_OF_TITLE = 26
_MOST_WORDS = 60
_MOST_OF_JOURNAL = 14
"""Words of a journal's name."""
_MOST_OF_REST = 3
_WORTHLESS = -7.0
"""Points below which a part is left out of account."""
_LABELS = dict.fromkeys(YEARS, "year")
_PUBLISHER = expression(r"[^\W\d_][\w .,'’-]{1,40}\s?:\s\S")
"""`Geneva: World Health Organization`."""
_IN_BRACKETS = expression(r"[(\[](?![^()\[\]]{1,15}[)\]]-)")
"""But "[6]-gingerol" begins a title."""
_DASH = expression(r"\s[–—-]\s")
_INITIAL = expression(r"[^\W\d_a-zß-öø-ÿ]\.\s")


def guesses(item: Item, number: int, wanted: set[str]) -> list[Guess]:
    """The parts that may begin at a bound, of the labels that are wanted."""
    told = item.told_at.get(item.bounds[number].start)
    found = list(_told(item, told)) if told else []
    if told is None or told.label in {"year", "note", "updated", "in", "by"}:
        if item.place and number == item.bound_behind(item.place.end):
            found.append(Guess(len(item.bounds) - 1, "rest", weights()["rest"]["behind_place"]))
        found += _authors(item, number) if "authors" in wanted else ()
        found += _texts(item, number, wanted)
    return found


def _told(item: Item, told: Evident) -> Iterator[Guess]:
    """A part that its form tells, for what it is."""
    label, points = _LABELS.get(told.label, told.label), weights()["typed"][told.label]
    end = item.bound_behind(told.end)
    if told.label != "dated_by":
        yield Guess(end, label, points, value=told.value)
        return
    w = weights()["dated_by"]  # "(Vos et al., 2013)" or "(Void Reviews, 2013)"
    chain = item.chains.get(told.start + 1)
    inside = item.text[told.start + 1 : told.end].rpartition(told.value)[0].rstrip(" ,")
    kind, names = ("initials", chain[0]) if chain else likely_authors(inside)
    known = _known_journal()(inside) is not None or (
        kind in _BY_LOOKS and holds_journal_noun(inside)
    )
    if kind in w and not known:
        yield Guess(end, label, points + w[kind], names, value=told.value)
    yield Guess(end, label, points + w["unread"], value=told.value)
    if not chain:
        press = weights()["journal"]["no_journal"] * item.holds("press", told.start, told.end)
        called = kind in {"surnames", "unknown", "acronym"} and not known
        named = w["as_a_person"] if called and (" " not in inside or kind == "surnames") else 0.0
        italic = weights()["journal"]["italic"] * (told.start + 1 in item.italics)
        points = weights()["typed"]["journal"] + press + named + italic
        yield Guess(end, "journal", points, value=told.value)


def _authors(item: Item, number: int) -> Iterator[Guess]:
    """Names by their initials; at the beginning or behind a year, also what else may be authors."""
    start = item.bounds[number].start
    names, chain_end = item.chains.get(start, ((), 0))
    chained = item.bound_behind(chain_end) if names else number
    behind = bool(number) and number not in item.behind_year and item.marks[number] != "bar"
    w = weights()["authors"]
    by = number > 0 and item.is_told(number - 1, "by")
    if names:
        points = _points_of_authors(item, number, chained, "initials", names)
        points += w["press"] * (behind and item.holds("press", start, item.bounds[chained].stop))
        yield Guess(chained, "authors", points + _of_substance(item, number, chained, by=by), names)
    late = w["behind_title" if item.ends_marked(number) else "behind_plain"] if behind else 0.0
    if late == w["behind_plain"] and not by and item.marks[number] in _WITHIN_TITLES:
        return
    for end in range(max(number + 1, chained), min(len(item.bounds), number + _MOST_OF_AUTHORS)):
        segment = item.text[start : item.bounds[end].stop]
        told = item.told_at.get(item.bounds[end - 1].start)
        held = end > number + 1 and told is not None and told.label != "by"  # "Anna von Berg"
        if len(segment) > _LONGEST_AUTHORS or held:
            return
        next_ = item.bounds[end].start
        in_brackets = item.text.startswith("(", next_) and next_ not in item.told_at
        small = item.text[next_ : next_ + 1].islower() and item.marks[end] == "abbreviation"
        if small or in_brackets or _INITIAL.match(item.text, next_):
            continue
        kind, listed = likely_authors(segment)
        if not kind and item.opens_quote(next_) and is_group(_DASH.split(segment)[0]):
            kind, listed = "topic", (segment.strip(" .,:;"),)  # "School of Health – News: "Fibre""
        group = kind in GROUPS
        before = _is_dated(item, end) or _before_quote(item, end)
        whole = len(listed) > 1 and all(1 < len(name.split()) < _LONGEST_NAME for name in listed)
        full = (kind in {"inverted", "others", "natural"} and before) or (
            kind in {"natural", "surnames"} and whole
        )
        called = names[0].rpartition(" ")[2] if names else ""  # a family name, not initials
        capitals = called.isupper() and len(called) > _MOST_INITIALS
        more = capitals and len(listed) > len(names) and kind in {"natural", "inverted"}
        if (len(names) == 1 and end > chained and (group or full)) or more:
            kind = "longer"  # "Made T.H. Up School", "Vos, A. Inna", "Élodie LANG, Inna BERG"
        if kind and (not names or group or kind in {"initials", "longer"}):
            points = late + _points_of_authors(item, number, end, kind, listed)
            points += w["behind_dated"] * (behind and _is_dated(item, end))  # – Void Reviews (2013)
            points += _of_substance(item, number, end, by=by)
            yield Guess(end, "authors", points, listed, group)


def _of_substance(item: Item, number: int, end: int, *, by: bool) -> float:
    """Points off for names behind "by" that are those of substances: "by Protein C"."""
    segment = item.text[item.bounds[number].start : item.bounds[end].stop]
    return weights()["authors"]["substance"] if by and any(find_substances(segment)) else 0.0


def _points_of_authors(
    item: Item, number: int, end: int, kind: str, names: tuple[str, ...]
) -> float:
    """Points for names by their kind and number, and for what stands behind them."""
    w = weights()["authors"]
    points: float = w[kind]
    if kind in {"initials", "others", "inverted", "surnames", "natural", "journal"}:
        points += w["each"] * min(len(names) - 1, w["most_each"])
    if kind == "unknown" and item.marks[end] == ":":
        points += w["unknown_colon"]
    if kind in {"group", "topic"}:
        points += w["group_comma"] * (item.marks[end] == ",")
        inner = next((n for n in range(number + 1, end) if item.marks[n] == ","), end)
        points += w["group_goes_on"] * item.small_words(inner, end)
    segment = item.text[item.bounds[number].start : item.bounds[end].stop]
    full = kind in {"natural", "surnames"} and len(names) > 1 and all(" " in name for name in names)
    full = full and not any(find_substances(segment))  # "Green Tea and Black Tea: a review"
    small = item.text[item.bounds[end].start : item.bounds[end].start + 1].islower()
    bare = kind in {"surnames", "natural"} and item.marks[end] == ":" and not full
    if bare and not _before_quote(item, end) and item.bounds[end].start not in item.links:
        points += w["bare_colon"] if _is_topic(item, segment, end) else w["called_colon"]
    elif kind in _BY_LOOKS and item.marks[end] == ":" and small:
        points += w["bare_colon"]  # "Vos, Zinc: the evidence"
    points += w["noun"] * (kind in _BY_LOOKS and holds_journal_noun(segment))
    capital = item.text[item.bounds[end].start : item.bounds[end].start + 1].isupper()
    if kind == "surnames" and (full or (item.marks[end] == "," and capital)):
        points += w["surnames_comma"]
    if (
        kind == "unknown"
        and item.marks[end] == ","
        and capital
        and not any(find_substances(segment))
    ):
        points += w["unknown_comma"]
    points += w["before_editors"] * bool(_edits().match(item.text, item.bounds[end].start))
    name = kind not in {"others", "group", "acronym"} and len(names) == 1
    if name and item.bounds[number].start in item.italics:
        points += w["italic"]
    if _is_dated(item, end):
        points += w["before_year"]
    elif kind != "journal" and _before_quote(item, end):
        points += w["before_quote"]
    return points


def _is_topic(item: Item, segment: str, end: int) -> bool:
    """Whether what stands before a colon is rather what a title is about: "Green Tea: friend or foe".

    Where a title goes on with a capital, in small letters, two words with capitals before it are a name.
    """
    small = item.text[item.bounds[end].start : item.bounds[end].start + 1].islower()
    return small or not item.in_small_letters or " " not in segment or any(find_substances(segment))


def _is_dated(item: Item, end: int) -> bool:
    """Whether a year in brackets, or behind a comma, begins at a bound."""
    return item.is_told(end, "dated") or (item.is_told(end, "year") and item.marks[end] == ",")


def _before_quote(item: Item, end: int) -> bool:
    """Whether a title in quotes or italics begins at a bound."""
    behind = item.bounds[end].start
    return item.opens_quote(behind) or behind in item.italics


def _texts(item: Item, number: int, wanted: set[str]) -> Iterator[Guess]:
    """Titles, journals and what else may stand there."""
    start = item.bounds[number].start
    first = bisect_left(item.words, start)
    for end in range(number + 1, min(len(item.bounds), number + _MOST_OF_TITLE)):
        stop = item.bounds[end].stop
        words = bisect_left(item.words, stop) - first
        if stop <= start or not words or item.is_told(end - 1, "by"):
            continue
        part = _Text(item, number, end, first, words)
        if end - number <= _MOST_OF_REST:
            rest = part.rest() - item.cost("rest", number, end)
            if item.book and words <= _MOST_OF_JOURNAL:  # a publisher is called as a journal is
                called = part.journal() + weights()["rest"]["of_book"]
                rest = max(rest, called - item.cost("journal", number, end))
            yield Guess(end, "rest", rest)
        if words > _MOST_WORDS:
            return
        bracket = item.text[start] == "(" and item.text.find(")", start) == stop - 1
        if bracket and not part.unbalanced:
            yield Guess(end, "note", weights()["typed"]["bracket"])
        readers = {"title": part.title}
        if words <= _MOST_OF_JOURNAL and item.text[start] not in "([":
            readers["journal"] = part.journal
        for label, points_of in readers.items():
            if label in wanted:
                costs = "dated_title" if label == "title" and number in item.behind_year else label
                points = points_of() - item.cost(costs, number, end)
                if points > _WORTHLESS:
                    yield Guess(end, label, points)
        if bracket and "journal" in wanted and words <= _MOST_OF_JOURNAL:
            points = part.within_bracket().journal() + weights()["journal"]["bracket"]
            yield Guess(end, "journal", points - item.cost("journal", number, end))


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
        names, behind = item.chains.get(self._start, ((), 0))
        self._names = len(names) > 1 or 0 < behind <= self._stop + 2
        self.unbalanced = item.unbalanced(number, end)

    def within_bracket(self) -> Self:
        """It, from now on without the brackets around it."""
        self._start, self._stop = self._start + 1, self._stop - 1
        self._small = self._item.text[self._start : self._start + 2].islower()
        return self

    def title(self) -> float:
        """Points for a title: words in small letters, not too few, in quotes or italics, no names."""
        item, w, words = self._item, weights()["title"], self._words
        points: float = w["few"][words - 1] if words <= len(w["few"]) else w["several"]
        points += w["lower"] * min(item.count("lower", self._first, words), w["most_lower"])
        points += w["too_many"] * max(0, words - w["many"])
        if item.quoted(self._start, self._stop):
            points += w["quoted"]
        elif words > 2 and self._is(item.links):
            points += w["linked"] if words < len(item.words) else 0
        elif self._is(item.italics):
            points += w["italic"]
        points += item.goes_past(self._start, self._stop) * w["past_marked"]
        points += self._small * w["small_begin"] + self._names * w["names"]
        told = item.told_at.get(self._start)  # "Vos; 2014; A title", "Void (Hrsg.): A title"
        points += w["at_told"] * (told is not None and told.label in {"year", "note"})
        points += w["bracket"] if _IN_BRACKETS.match(item.text, self._start) else 0
        mark = item.marks[self._end]
        points += w[mark] if words > 1 and mark in {"abbreviation", "alone"} else 0
        points += self.unbalanced * w["unbalanced"]
        points += (item.bookish and self._start > item.cue) * w["behind_in"]
        short = self._number == 0 and words <= w["group_words"]
        if short and is_group(item.text[self._start : self._stop]):
            points += w["group"]
        return points

    def journal(self) -> float:
        """Points for a journal: few words, the longer ones with capitals, known words or italics."""
        item, w, words = self._item, weights()["journal"], self._words
        placed = item.is_placed(self._end)
        points: float = w["base"]
        within = placed and self._start in item.italics and self._stop < item.italics[self._start]
        if self._start in item.italics:
            points += w["italic"] if within or self._is(item.italics) else w["past_italic"]
        points += w["barred"] if item.marks[self._number] == "bar" else 0
        known = is_journal_like(item.text, self._start)
        text = item.text[self._start : self._stop].strip(" .,;")
        points += known * w["journal_word"]
        points += w["abbreviated"] * min(1.0, 2 * item.count("short", self._first, words) / words)
        points += w["too_many"] * max(0, words - w["most_words"])
        points += self._small * w["small_begin"] + self._names * w["names"]
        points += self.unbalanced * w["unbalanced"]
        if _known_journal()(text):
            points += w["known"]
        elif holds_journal_noun(item.text, self._start, self._stop):
            points += w["noun"]
        elif not (placed or known) and item.holds("group", self._start, self._stop):
            points += w["group"]
        if (
            self._number
            and words > 1
            and item.in_small_letters
            and not item.count("lower", self._first, words)
        ):
            points += w["capitals"]
        lower = w["lower_behind_journal_word"] if known else w["lower"]
        points += lower * item.count("long", self._first, words)
        points += w["digits"] * item.count("digits", self._first, words)
        if not placed and item.holds("press", self._start, self._stop):
            points += w["no_journal"]
        if self._number and " " in text and item.text.startswith(text):
            points += w["same"]  # "Mirage Clinic Staff. "A title". Mirage Clinic, 2013"
        behind = item.bounds[self._end].start  # "Void Press, Houten, 2015"
        town = _place().match(item.text, self._start, self._stop) or _place().match(
            item.text, behind
        )
        points += w["place"] if town and not placed else 0
        return points

    def rest(self) -> float:
        """Points for a publisher, its place, or a remark."""
        item, w = self._item, weights()["rest"]
        points: float = w["base"] + w["word"] * self._words
        if _PUBLISHER.match(item.text, self._start, self._stop):
            points += w["publisher"]
        elif _place().match(item.text, self._start, self._stop):
            points += w["place"]
        points += (self._start in item.italics) * w["italic"]
        points += (item.is_told(self._number, "in") and not item.bookish) * w["behind_in"]
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


@cache
def _edits() -> re.Pattern[str]:
    """What says in brackets that a name before it is that of an editor: `(Hrsg.)`."""
    return re.compile(rf"\((?:{any_of_list('editors')})\.?\)")


@cache
def _place() -> re.Pattern[str]:
    """The place of a publisher, perhaps with its state and who it is: `Boston, MA`, `Berlin, Springer`."""
    return re.compile(rf"(?:{any_of_list('places')})(?:,?\s[A-Z]{{2,3}})?(?:\W*$|[,:;&/–-]\s?)")


@cache
def _known_journal() -> Callable[[str], re.Match[str] | None]:
    return re.compile(any_of_list("journals"), re.IGNORECASE).fullmatch
