"""Where a part of a printed reference can begin and end, and the parts that their form tells.

A year, a place in a journal, pages, an edition, a remark in brackets and the word "In:" are found
by what they look like. Between them stand marks (`. , ; : –`), quotes, and the edges of italics and
links: there, and nowhere else, authors, title and journal may begin or end.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from magclaims.knowledge.small_words import any_language
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.reference_fields.place import DAY, PlaceInJournal, place_of
from magclaims.read.article.reference_fields.quotes import quoted_title
from magclaims.read.article.reference_fields.words import (
    A_YEAR,
    CAPITAL,
    GAP,
    MONTH,
    NO_DATE,
    any_of_list,
)


@dataclass(frozen=True, slots=True)
class Evident:
    """A part that its form tells."""

    start: int
    end: int
    label: str
    """year, dated (in brackets), dated_by (with a name before the year), by (before names), place, volume (before its journal), pages, note, in."""
    value: str = ""
    """The year or the pages."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Where one part ends and the next begins, parted by a mark."""

    stop: int
    start: int
    mark: str


_MARKED = expression(
    rf"(?P<mark>[.?!,;:])(?P<quote>[\"”’'»]?)\s+(?:[–—|•·-]\s+|(?P<address>{GAP})[\s.,;:]*)?(?=\S)|\s+(?P<dash>[–—-])\s+|\s+(?P<bar>[|•·])\s+|\s*(?P<gap>{GAP})[\s.,;:]*"
    r"|(?P<open>\s)(?=[(\[])|(?P<close>(?<=[)\]]))\s+"
)


@cache
def _typed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """In the order in which they are looked for; what one has taken is not another's."""
    page = r"(?P<value>[A-Z]?\d{1,4}(?:\s?[-–]\s?[A-Z]?\d{1,4})?)"
    pages = rf"\b(?:{any_language('page')})(?:\.\s?|\s){page}(?!\w)"
    nested = r"(?:\([^()]{1,30}\))?"  # "(Medicina (Kaunas), 2013)"
    kinds = rf"{any_of_list('editions')}|{any_of_list('editors')}|{any_of_list('genres')}"
    updated = rf"(?:{any_of_list('updated')}|{any_of_list('before_date')})"
    day = rf"(?:{DAY}|\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?)"
    year = rf"{day}?(?P<value>{A_YEAR})(?:[a-z]\b|,?\s{MONTH}(?:\s\d{{1,2}})?)?(?=\s*(?:[.,;:)–{GAP}-]|$)|\s[\[(]|\s[|•·]\s)(?![–-])"
    return (
        ("note", re.compile(rf"\[(?!{A_YEAR}\])[^\[\]]{{2,100}}\](?!-)")),
        ("note", re.compile(rf"\((?i:{any_of_list('media')})\)")),
        (
            "note",
            re.compile(
                rf"\((?:[^()]{{0,40}}[\s.])?(?i:{kinds})(?![^\W_])[^()]{{0,60}}?(?:{pages})?\s?\)"
            ),
        ),
        ("note", re.compile(rf"\([^()]{{0,40}}\b(?i:{any_of_list('numbered')})\b[^()]{{0,20}}\d[^()]{{0,20}}\)")),
        ("pages", re.compile(rf"\((?:[^()]{{0,30}}\s)?{pages}\s?\)")),
        ("pages", re.compile(pages)),
        ("pages", re.compile(r"\bpii:?\s(?P<value>\w+)")),
        ("note", re.compile(r"\bISBN(?:-1[03])?[:\s]\s?[\dX -]{9,17}\b")),
        ("note", re.compile(r"\b(?:19|20)\d\d\.\d\d\.\d\d\.\d{6,8}\b")),
        ("dated", re.compile(
            rf"\[{A_YEAR}\]|\((?:(?i:{updated}):?\s)?{day}?\s?(?P<value>{A_YEAR})[a-z]?(?:[,/–\s-][^()]{{0,20}})?\)"
        )),
        ("dated", re.compile(rf"\((?:[^()]{{2,40}},\s)?{NO_DATE}\)")),
        ("by", re.compile(rf"(?<![,;&–—-]\s)(?<=\s)(?:{any_of_list('written_by')})(?=\s(?:[a-z]{{1,4}}\s)*{CAPITAL})")),
        ("dated_by", re.compile(rf"\((?:[^()]{{2,120}}{nested},|(?:[a-z]{{1,4}}\s)*[A-ZÀ-ÖØ-Þ][^()]{{1,119}}{nested})\s{day}?(?P<value>{A_YEAR})[a-z]?\)")),
        ("in", re.compile(
            rf"(?<=[.?!\"”’'»,;)]\s)(?i:{any_of_list('published')})\s(?:{day}{A_YEAR}\s)?(?:{any_of_list('published_at')})(?=\s\S)"
        )),
        ("pages", re.compile(rf"(?<={A_YEAR}):\s?(?P<value>\d{{1,4}}\s?[-–]\s?\d{{1,4}})(?=[.,;)]|$)|(?<=,\s)(?!{A_YEAR}[-–]{A_YEAR})(?P<alone>\d{{1,4}}[-–]\d{{1,4}})(?=[.,)]|$)")),
        (
            "note",
            re.compile(
                rf"(?<=[\s(])\d{{1,2}}(?:\.|e|de|ste|st|nd|rd|th|ère|ème|ª)?,?\s(?:[^\W\d]+\.?,?\s){{0,2}}(?i:{any_of_list('editions')})\b(?:\s[^\W\dA-Z]+)?"
            ),
        ),
        ("note", re.compile(rf"(?<=[.?!,]\s)(?i:(?:[^\W\d_]{{1,4}}\.\s|[^\W\d_]+\s){{0,2}}(?:{any_of_list('genres')}))\b")),
        ("note", re.compile(rf"(?<=,\s)(?:{any_of_list('editors')})(?=[.:])")),
        ("updated", re.compile(rf"\b(?i:{any_of_list('updated')})\b(?:\s\w+)?:?\s{year}")),
        ("year", re.compile(rf"(?:\b(?i:{any_of_list('before_date')})\s)?(?<![\w/–-]){year}")),
        ("year", re.compile(rf"(?<=[\s(]){NO_DATE}(?=[\s,.;)]|$)")),
        ("in", re.compile(rf"(?<=[.?!\"“”’'»,;:)–—-]\s)(?:{any_of_list('within')})(?=\s\S)|(?<=[,.?!][\"“”’'»]\s)in(?=\s\S)|(?<=[\"“”’'»],\s)(?:{any_of_list('within_small')})(?=\s\S)")),
    )  # fmt: skip


def told_parts(text: str) -> tuple[list[Evident], PlaceInJournal | None]:
    """The parts that their form tells, in order; none overlaps another. And the place in a journal."""
    place = place_of(text)
    taken = [Evident(place.start, place.end, "place")] if place else []
    if place and place.pages_at[0]:
        taken = [Evident(place.start, place.end, "volume"), Evident(*place.pages_at, "pages")]
    for label, pattern in _typed():
        for found in pattern.finditer(text):
            start, end = found.span()
            if all(end <= other.start or start >= other.end for other in taken):
                value = next((v for v in found.groupdict().values() if v), "")
                taken.append(Evident(start, end, label, value))
    return sorted(taken, key=lambda part: part.start), place


_BEHIND = expression(rf"(?:[\s.,;:)\]–—{GAP}-]|(?<=\s)[|•·](?=\s))*")
_MOST_MARKS = 300
_LONGEST_ABBREVIATION = 9


def bounds(
    text: str, told: Sequence[Evident], marked: Sequence[tuple[int, int]], chains: Sequence[int]
) -> list[Bound]:
    """All places where a part can end; `marked`: italics and links; `chains`: where names end."""
    found: dict[int, Bound] = {}
    quote = quoted_title(text)
    inside = [(part.start, part.end) for part in told] + ([(quote[0], quote[2])] if quote else [])

    def add(stop: int, start: int, mark: str) -> None:
        mark = "bar" if text[stop:start].strip(" .,;:")[-1:] in tuple("|•·") else mark
        free = 0 < start < len(text) and not any(a < start < b for a, b in inside)
        better = start not in found or (mark == "typed" and found[start].mark == " ")
        if free and better:
            found[start] = Bound(stop, start, mark)

    for match in _marks(text):
        mark = match["mark"] or (
            "-" if match["dash"] else "bar" if match["bar"] else "gap" if match["gap"] else " "
        )
        mark = (
            "gap"
            if match["address"]
            else "?"
            if mark == "!"
            else ")"
            if match["close"] is not None
            else mark
        )
        stop = match.start() + (len(match["mark"] + match["quote"]) if mark in ".?" else 0)
        add(stop, match.end(), mark)
    for part in told:
        before = text[: part.start].rstrip(" (,;–—-" if part.label != "note" else " ,;–—-")
        add(len(before), part.start, "typed")
        behind = _BEHIND.match(text, part.end)
        add(part.end, behind.end() if behind else part.end, ")")
    edges = [*marked, *([(quote[0], quote[2])] if quote else [])]
    for number, (start, end) in enumerate(edges):
        name = "quote" if number == len(marked) else " "
        add(len(text[:start].rstrip()), start, "opening" if name == "quote" else name)
        behind = _BEHIND.match(text, end)
        add(
            end,
            behind.end() if behind else end,
            name if name == "quote" else _first_mark(text, end),
        )
    for position in chains:
        add(len(text[:position].rstrip(" \"“'‘„«")), position, _first_mark(text, position - 2))
    return [
        Bound(0, 0, "start"),
        *(found[start] for start in sorted(found)),
        Bound(len(text), len(text), "end"),
    ]


@cache
def _goes_on() -> re.Pattern[str]:
    """An abbreviation behind which nothing ends, `St.` or `vs.`, at the end of a text."""
    return re.compile(rf"(?<![^\s(“„«\"'’-])(?:{any_of_list('goes_on')})$")


def _first_mark(text: str, end: int) -> str:
    behind = text[end : end + 2].strip()[:1]
    return behind if behind in {".", ",", ";", ":"} else " "


def _marks(text: str) -> Iterator[re.Match[str]]:
    depth = position = 0
    for count, match in enumerate(_MARKED.finditer(text)):
        if count > _MOST_MARKS:
            return
        between = text[position : match.start() + 1]
        depth = max(0, depth + between.count("(") - between.count(")"))
        position = match.start() + 1
        within = match["mark"] == "." and _goes_on().search(
            text[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start()]
        )
        if (depth and match["open"] is None) or within:
            continue
        yield match
