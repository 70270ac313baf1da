"""A printed reference, cut where its parts can end, with what their points are counted from."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import accumulate

from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression
from magclaims.read.article.reference_fields.marks import Bound, Evident, bounds, told_parts
from magclaims.read.article.reference_fields.names import chain_of_names, run_of_names
from magclaims.read.article.reference_fields.quotes import quoted_title
from magclaims.read.article.reference_fields.words import any_of_list

weights = partial(load_data, "reference_weights.toml", "magclaims.read.article")
"""All of reference_weights.toml."""
YEARS = {"year", "dated", "dated_by", "updated"}
_MOST_CHAINS = 25
_SHORT = 9
"""Letters of a word before a full stop that may be one of an abbreviated journal."""
_ABBREVIATED = 2
_FEWEST_LOWER = 3
"""Words in small letters of an item whose title is not in capitals."""
_ABBREVIATION = expression(r"[^\W\d_]+\.")
_NAMES_BEGIN = expression(
    r"(?:[.?!;)][\"”»’]?|[\"”»’],|[–—|•·\]-])\s+(?=[^\W\d_])|(?<=\s)\((?=[^\W\d_])"
)


class Item:
    """A printed reference, cut at its bounds, with what the points of its parts are counted from."""

    def __init__(self, text: str, italics: Mapping[int, int], links: Mapping[int, int]) -> None:
        """Cut the item, which has no addresses; `italics` and `links` say where a part begins and ends."""
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
        self.inside = [any(a < bound.start < b for a, b in edges) for bound in self.bounds]
        self.quote = quoted_title(text)
        self.marks = [self._mark(number) for number in range(len(self.bounds))]
        depth = list(accumulate(((c == "(") - (c == ")") for c in text), initial=0))
        self._depth = [(depth[bound.stop], depth[bound.start]) for bound in self.bounds]
        words = list(re.finditer(r"\S+", text))
        self.words = [word.start() for word in words]
        tests = {
            "lower": lambda word: len(word) >= 4 and word[0].islower(),
            "long": _is_long,
            "digits": lambda word: any(map(str.isdigit, word)),
            "short": _is_journal_word,
        }
        self._sums = {name: _sums(map(test, (w[0] for w in words))) for name, test in tests.items()}
        self.in_small_letters = self._sums["lower"][-1] >= _FEWEST_LOWER
        found = {"press": _no_journal(), "group": _organisation()}
        self._places = {name: [m.start() for m in p.finditer(text)] for name, p in found.items()}
        self._crossed = {
            label: _sums(self._crossing(number, costs) for number in range(len(self.bounds)))
            for label, costs in weights()["within"].items()
        }
        self.behind_year = {
            self.bound_behind(part.end) for part in self.told if part.label in YEARS
        }
        cues = (part for part in self.told if part.label == "in" or self._is_edition(part))
        cue = next(cues, None)
        self.cue = cue.start if cue else len(text)
        cued = _no_periodical().search(text)
        self.book = not self.place and cued is not None
        self.bookish = cue is not None and _bookish().search(text, cue.start) is not None

    def _chains(self) -> Iterator[tuple[int, tuple[tuple[str, ...], int]]]:
        """Where names begin; the names, and where what follows them begins."""
        marked = [(begin, self.text[begin:end]) for begin, end in self.links.items()]
        starts = [0, *(match.end() for match in _NAMES_BEGIN.finditer(self.text))]
        for start in starts[:_MOST_CHAINS]:
            behind = self.text[start:]
            abbreviated = _ABBREVIATION.match(behind) and _is_journal_word(behind.partition(".")[0])
            chain = chain_of_names(behind) or run_of_names(behind, 1 if start else 2)
            if chain and not (start and abbreviated and len(chain[0]) < 2):  # "Title. J. Void"
                end = len(self.text) - len(behind[chain[1] :].lstrip())
                # "Engineering E. coli"
                # A name does not go on in a title that is a link.
                if any(start < mark < end and " " in text for mark, text in marked):
                    continue
                small = self.text[end - 2 : end] == ". " and self.text[end : end + 4].islower()
                if not small and (not self.text.startswith("(", end) or end in self.told_at):
                    yield start, (chain[0], end)

    def _is_edition(self, part: Evident) -> bool:
        """Whether a note says which edition of a book it is."""
        return (
            part.label == "note" and _edition().search(self.text, part.start, part.end) is not None
        )

    def _mark(self, number: int) -> str:
        """The mark before a part; a full stop behind a short word may be that of an abbreviation.

        So may one behind a word that is parted from what stands before it: `..., Microb. Ecol.`
        """
        bound = self.bounds[number]
        if self.quote and self.quote[1] - 1 <= bound.stop <= self.quote[2] + 1 and number:
            return "quote"
        remark = re.match(r"\([a-zß-öø-ÿ]", self.text[bound.start : bound.start + 2])
        if remark and bound.mark == " " and bound.start not in self.told_at:
            return "remark"  # "Void Reviews (in mice)"
        word = self.text[: bound.stop].rstrip(".").rpartition(" ")[2].strip("(")
        small = self.text[bound.start : bound.start + 5].partition(" ")[0]
        if bound.mark == "." and small.isalpha() and small.islower():
            return "small"  # "i.v. use", "among U.S. women"
        known = (
            _abbreviations("journal_abbreviations")(word) is not None or len(word) <= _ABBREVIATED
        )
        acronym = word.isupper() and len(word) > _ABBREVIATED
        if bound.mark != "." or not word[:1].isupper() or not word.isalpha() or acronym:
            return bound.mark
        return "abbreviation" if known else "alone" if self._is_alone(number, word) else "."

    def _is_alone(self, number: int, word: str) -> bool:
        """Whether a short word is all that stands between two marks."""
        before, stop = self.bounds[number - 1].start, self.bounds[number].stop - 1
        return number > 1 and len(word) == stop - before and len(word) <= _SHORT

    def _crossing(self, number: int, costs: Mapping[str, float]) -> float:
        """What it costs a part to hold a mark, and the told part behind that."""
        bound, mark = self.bounds[number], self.marks[number]
        told = self.told_at.get(bound.start)
        if self.heads(number):
            mark = "year_colon"  # "Frontiers 2025: Zinc and sleep"
        return costs.get(mark, 0.0) + (costs[told.label] if told else 0.0)

    def bound_behind(self, position: int) -> int:
        """The number of the first bound at or behind a position of the text."""
        return bisect_left(self.bounds, position, key=lambda bound: bound.start)

    def is_told(self, number: int, label: str) -> bool:
        """Whether a part of this kind begins at a bound."""
        told = self.told_at.get(self.bounds[number].start)
        return told is not None and told.label == label

    def is_placed(self, number: int) -> bool:
        """Whether a journal's name that ends at a bound has its place behind it, or around it."""
        early = self.place is not None and self.place.pages_at[0] == self.bounds[number].start
        return early or self.is_told(number, "place")

    def heads(self, number: int) -> bool:
        """Whether a year with a colon begins at a bound."""
        told = self.told_at.get(self.bounds[number].start)
        return told is not None and told.label == "year" and self.text.startswith(":", told.end)

    def parted_by_dash(self, number: int) -> bool:
        """Whether a dash stands before a bound: where dashes part the fields, titles hold none."""
        return re.search(r"\s[–—-]\s*$", self.text[: self.bounds[number].start]) is not None

    def is_online(self, number: int) -> bool:
        """Whether "[Internet]" stands before a bound: what follows a title's is its publisher."""
        return self.text[: self.bounds[number].start].rstrip(" .").endswith("[Internet]")

    def cost(self, label: str, number: int, end: int) -> float:
        """What it costs a part of that label to hold what stands within it."""
        sums = self._crossed[label]
        return sums[end] - sums[number + 1]

    def ends_marked(self, number: int) -> bool:
        """Whether a title in quotes or italics, or a link, ends at a bound."""
        ends = {*self.italics.values(), *self.links.values(), *(self.quote or ())}
        return not ends.isdisjoint(
            range(self.bounds[number].stop - 1, self.bounds[number].stop + 2)
        )

    def goes_past(self, start: int, stop: int) -> bool:
        """Whether a title that begins as a link, or with several words in quotes, goes on behind them."""
        quote = self.quote if self.quote and self.quote[0] == start else None
        end = self.links.get(start) or (quote[2] if quote else None)
        return (
            end is not None and stop > end + 1 and self.text.count(" ", start, end) > _FEWEST_LOWER
        )

    def opens_quote(self, position: int) -> bool:
        """Whether the quoted title opens there."""
        return self.quote is not None and self.quote[0] == position

    def quoted(self, start: int, stop: int) -> str:
        """What stands in quotes, where the title from `start` to `stop` is that; else nothing."""
        if self.quote and self.quote[0] == start and self.quote[1] - 1 <= stop <= self.quote[2] + 1:
            return self.text[start + 1 : self.quote[1]]
        return ""

    def unbalanced(self, number: int, end: int) -> bool:
        """Whether a part holds one of two brackets only."""
        return self._depth[end][0] != self._depth[number][1]

    def count(self, name: str, first: int, words: int) -> float:
        """How many words of a stretch are of a kind."""
        sums = self._sums[name]
        return sums[first + words] - sums[first]

    def small_words(self, number: int, end: int) -> float:
        """How many words between two bounds begin with a small letter and are not short."""
        first, last = (bisect_left(self.words, self.bounds[n].start) for n in (number, end))
        return self.count("lower", first, last - first)

    def holds(self, name: str, start: int, stop: int) -> bool:
        """Whether a word of that kind begins in a stretch of the text."""
        places = self._places[name]
        at = bisect_left(places, start)
        return at < len(places) and places[at] < stop


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _is_long(word: str) -> bool:
    """Whether a word is too long to stand without a capital in the name of a journal."""
    bare = word.strip(".,:;")
    small = bare[:1].isalpha() and not any(map(str.isupper, bare[:4]))
    return len(bare) >= 5 and small and not _is_journal_word(bare)


@cache
def _abbreviations(name: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(rf"(?:{any_of_list(name)})\.?", re.IGNORECASE).fullmatch


def _is_journal_word(word: str) -> bool:
    bare = word.strip(",:;&")
    lists = ("journal_abbreviations", "journal_full_words")
    return any(_abbreviations(name)(bare) for name in lists)


@cache
def _no_journal() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of_list('no_journal')})", re.IGNORECASE)


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(rf"{any_of_list('organisations')}", re.IGNORECASE)


@cache
def _edition() -> re.Pattern[str]:
    return re.compile(rf"\d(?:\.|\w{{1,3}})?,?\s(?i:{any_of_list('editions')})\b")


@cache
def _no_periodical() -> re.Pattern[str]:
    """What says that an item is a book or a thesis: its number, an edition, a town with a publisher."""
    return re.compile(
        rf"\bISBN\b|,\s(?:{any_of_list('edited_by')})\s|{_edition().pattern}|[\[.,(]\s?(?i:[^\W\d_]+\s)?(?i:{any_of_list('theses')})\b"
        rf"|[.,;]\s(?:{any_of_list('places')})(?:,\s[A-Z]{{2}})?\s?:\s[A-Z]"
    )


@cache
def _bookish() -> re.Pattern[str]:
    """Editors, an edition or a publisher: what "In:" names is a book."""
    return re.compile(
        rf"[(,.]\s?(?:{any_of_list('editors')})\b|(?i:\b(?:{any_of_list('edited_by')}|{any_of_list('editions')})\b)"
        r"|[.,]\s[^:.,]{2,40}:\s[^:]{3,60}[;,]\s(?:19|20)\d\d\b"
    )
