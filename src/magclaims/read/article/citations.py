"""Citation marks in the visible text of a block, and what only looks like one.

A mark is found by its form and kept or dropped by what stands around it: `m²` is an area, `Mg²⁺` an
ion, `(1)` before a clause counts points, `Neuron (2010)` is a journal. Asterisks are never marks.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from magclaims.knowledge.sentence_pack import every_pack
from magclaims.knowledge.small_words import any_language
from magclaims.model.identifiers import Identifier
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article import links
from magclaims.read.article.blocks import Block, Span
from magclaims.read.article.model import CitationKind, ReferenceItem
from magclaims.read.article.reference_fields.words import reference_words

_SUP = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FROM_SUP = str.maketrans(_SUP + "⁻⁽⁾", "0123456789-()")
_SUPERSCRIPT = expression(rf"[{_SUP}]{{1,3}}(?:\s?[,;⁻–—˒-]\s?[{_SUP}]{{1,3}}){{0,20}}")
_NUMBERS = r"\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,30}"
_BRACKET = expression(rf"\[({_NUMBERS})\](?!\()")
_CARET = expression(r"\[\^([^\]\s]{1,50})\]")
_PAREN = expression(rf"\(({_NUMBERS})\)")
_INTERVAL_BEFORE = expression(
    rf"(?:\b(?:{any_language('interval_short')}|range|interval)|[=:<>])\s?$", re.IGNORECASE
)
_PERCENTAGE_BEFORE = expression(r"(?<![\d.,])(\d{1,4}(?:[.,]\d{1,4})?)\s?%\s?$")
_BOUNDS = expression(r"(\d{1,3})\s?[,;–—-]\s?(\d{1,3})")
_FLATTENED = expression(r"(?<=[a-zß-ÿ]{4}\.)\d{1,2}(?:[,–-]\d{1,2}){0,6}(?=\s+[^\W\d_a-zß-ÿ]|\s*$)")
_TOKEN_BEFORE = expression(r"[^\s()\[\],;:\"'“”‘’]{1,30}$")
_BROKEN_LINK = expression(r"\[([^\[\]\n]{1,200})\]\s?\((https?://[^()<>\"\n]{1,500})\)")

# Without small particles: in Dutch, "van Slutsky" is mostly "of Slutsky".
_NAME = (
    rf"(?:(?:{any_language('particle_first')})\s(?:(?:{any_language('particle_next')})\s)?)?"
    r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"
)
_PARTICLES = expression(rf"(?:(?:{any_language('particle')})\s){{1,3}}")
_FIRST_AUTHOR = expression(
    rf"[\[(* ]{{0,3}}(?:{_PARTICLES.pattern})?([^\W\d_][\w'’-]{{1,40}})", re.IGNORECASE
)
_AND = rf"&|{any_language('and', 'and_before_i')}"
_NEXT_AUTHOR = expression(rf",|\s(?:{_AND})\s")
_JOINED = expression(rf"\b(?:{any_language('and', 'or')})$")
_MOST_BY_AUTHOR = 50
_YEAR = r"(?:19|20)\d\d"
_WORKS_PART = expression(
    rf";|(?:(?<=\b\d{{4}})|(?<=\b\d{{4}}[a-z]))(?:,?\s(?:{_AND})\s|,\s)"
    rf"(?=[^\W\d_a-zß-öø-ÿ][\w'’]|(?:{any_language('particle_sure')})\s)"
)
"""Between two works in brackets: a semicolon, or what joins behind a year."""
_MOST_IN_RANGE = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at `start:end` of the visible text of a block."""

    kind: CitationKind
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    label: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    authors: str = ""
    year: int | None = None
    references: tuple[int, ...] = ()


class ReferenceList:
    """The printed references of an article, by what a mark can call them.

    `notes` are the indices of footnotes among them, `remarks` the labels of footnotes that are text.
    """

    def __init__(
        self, references: Sequence[ReferenceItem], notes: Collection[int], remarks: Collection[str]
    ) -> None:
        self._notes = notes
        self.remarks = remarks
        self.by_number: dict[int, int] = {}
        self._by_label: dict[str, list[int]] = {}
        self._by_identifier: dict[Identifier, list[int]] = {}
        self._by_author: dict[str, list[ReferenceItem]] = {}
        for reference in sorted(references, key=lambda one: one.index in notes):
            self.by_number.setdefault(reference.number, reference.index)
            self._by_label.setdefault(reference.label, []).append(reference.index)
            for identifier in reference.identifiers:
                self._by_identifier.setdefault(identifier, []).append(reference.index)
            author = _FIRST_AUTHOR.match(reference.text)
            if author:
                self._by_author.setdefault(author[1].lower(), []).append(reference)

    def of(self, mark: Mark) -> tuple[int, ...]:
        """The indices of the references that a mark points to; empty where there is none."""
        found: list[int] = []
        if mark.label:
            found = self._by_label.get(mark.label, [])
            if mark.kind == "footnote":  # a list and footnotes are numbered each on its own
                found = [index for index in found if index in self._notes] or found
        elif mark.authors and mark.year is not None:
            found = list(self.by_author(mark.authors, mark.year))
        else:
            found = [self.by_number[n] for n in mark.numbers if n in self.by_number]
        if not found:
            for identifier in mark.identifiers:
                found = [*found, *self._by_identifier.get(identifier, [])]
        return tuple(dict.fromkeys(found))

    def by_author(self, names: str, year: int) -> tuple[int, ...]:
        """The references of a first author and a year."""
        family = _NEXT_AUTHOR.split(names)[0].strip().lower()
        family = _PARTICLES.sub("", family)
        return tuple(
            reference.index
            for reference in self._by_author.get(family, ())[:_MOST_BY_AUTHOR]
            if reference.year == year or str(year) in reference.text
        )


def find(block: Block, references: ReferenceList) -> list[Mark]:
    """The marks of a block, in order, each resolved to the references that it points to."""
    text = block.text
    found = list(_footnotes(block))
    notes = {position for mark in found for position in range(mark.start, mark.end)}
    others = [*_superscripts(block), *_brackets(text)]
    others += [*_parens(text, references), *_flattened(text, references)]
    found = [mark for mark in found if mark.label not in references.remarks]
    found += [mark for mark in others if mark.start not in notes]
    found += _author_years(text, references)
    found = _with_links(block, found)
    found += _identifiers(text, found, block)
    found.sort(key=lambda mark: (mark.start, mark.end))
    return [replace(mark, references=references.of(mark)) for mark in found]


def _footnotes(block: Block) -> Iterator[Mark]:
    for span in block.spans:
        if span.kind == "footnote":
            yield Mark("footnote", span.start, span.end, _as_numbers(span.value), span.value)
        elif span.kind == "note":
            identifiers = tuple(item.identifier for item in links.find(span.value))
            yield Mark("footnote", span.start, span.end, label="", identifiers=identifiers)
    for match in _CARET.finditer(block.text):
        yield Mark("footnote", match.start(), match.end(), _as_numbers(match[1]), match[1])


def _as_numbers(label: str) -> tuple[int, ...]:
    return (int(label),) if label.isdecimal() and len(label) <= 4 else ()


def _superscripts(block: Block) -> Iterator[Mark]:
    text = block.text
    begun = {span.start for span in block.spans if span.kind == "superscript"}
    for match in _SUPERSCRIPT.finditer(text):
        start, end = match.span()
        if not _is_superscript_mark(text, start, end):
            continue
        # `<sup>1</sup><sup>2</sup>` are two marks, though nothing stands between them.
        places = [start, *(place for place in range(start + 1, end) if place in begun), end]
        for first, last in pairwise(places):
            numbers = _expand(text[first:last].translate(_FROM_SUP))
            if numbers:
                yield Mark("superscript", first, last, numbers)


def _is_superscript_mark(text: str, start: int, end: int) -> bool:
    """Not an exponent, a charge, an isotope or the number before a footnote."""
    before = text[max(0, start - 40) : start]
    after = text[end : end + 1]
    if not before.strip() or after in {"⁺", "⁻"} or before[-1] in "⁻⁺^·":
        return False
    if before[-1].isspace():  # "geheugen. ¹" is a mark, "¹³C" is not
        return not after.isalnum() and before.rstrip()[-1] in ".,;:!?)\"'”’»"
    if after.isalpha() and after.islower():
        return False
    token = _TOKEN_BEFORE.search(before)
    if not token:
        return True
    word = re.split(r"[/·×*]", token.group())[-1]
    digits = text[start:end].translate(_FROM_SUP)
    if word.isdecimal():
        return len(word) == 4 and word[:2] in {"19", "20"}
    if re.fullmatch(r"[\d.,]+", word):
        return not word[-1].isdigit()
    letter = len(word) == 1 and word.isalpha()  # "30 %²" and "5 €³" are marks
    if digits in {"2", "3"} and (word.lower() in reference_words()["units"] or letter):
        previous = before[: token.start()].split()
        named = previous[-1].lower() if previous else ""
        return word.isupper() and named in every_pack().single_letter_after
    return True


def _brackets(text: str) -> Iterator[Mark]:
    for match in _BRACKET.finditer(text):
        numbers = _expand(match[1])
        before = text[max(0, match.start() - 12) : match.start()]
        # The number before an item of a list in running text; an interval ("95% CI [12-34]").
        if numbers and before.strip() and not _is_interval(before, match[1]):
            yield Mark("bracket", match.start(), match.end(), numbers)


def _is_interval(before: str, numbers: str) -> bool:
    """Whether numbers in brackets are bounds: behind "95% CI", or around a percentage.

    "60% [40-70]" has its interval behind it, "60% [4]" and "60% [3-5]" cite.
    """
    if _INTERVAL_BEFORE.search(before):
        return True
    percentage, bounds = _PERCENTAGE_BEFORE.search(before), _BOUNDS.fullmatch(numbers)
    if percentage is None or bounds is None:
        return False
    return int(bounds[1]) <= float(percentage[1].replace(",", ".")) <= int(bounds[2])


def _parens(text: str, references: ReferenceList) -> Iterator[Mark]:
    """`(1)`, only where the article prints references with such numbers."""
    printed = references.by_number
    if not printed:
        return
    all_numbers = {int(match[1]) for match in re.finditer(r"\((\d{1,3})\)", text)}
    for match in _PAREN.finditer(text):
        numbers = _expand(match[1])
        if not numbers or any(n not in printed for n in numbers):
            continue
        before = text[max(0, match.start() - 40) : match.start()].rstrip()
        after = text[match.end() : match.end() + 2]
        counts = bool(all_numbers & {numbers[0] + 1, numbers[0] - 1}) and len(numbers) == 1
        begins_clause = not before or before[-1] in ":;,(" or _JOINED.search(before)
        if begins_clause or (counts and re.match(r"\s?\w", after)):
            continue
        yield Mark("paren", match.start(), match.end(), numbers)


def _flattened(text: str, references: ReferenceList) -> Iterator[Mark]:
    """Superscripts that became plain numbers ("geheugen.1 De"), where such numbers are printed."""
    for match in _FLATTENED.finditer(text):
        numbers = _expand(match.group())
        if numbers and all(number in references.by_number for number in numbers):
            yield Mark("superscript", match.start(), match.end(), numbers)


def _expand(printed: str) -> tuple[int, ...]:
    """`1,3-5` as 1, 3, 4, 5; nothing where the numbers cannot be marks."""
    numbers: list[int] = []
    for part in re.split(r"[,;˒]", printed):
        ends = [piece.strip(" ()") for piece in re.split(r"[–—⁻-]", part)]
        if not all(piece.isdecimal() for piece in ends) or len(ends) > 2:
            return ()
        first, last = int(ends[0]), int(ends[-1])
        if not 0 < first <= last < 1000 or last - first > _MOST_IN_RANGE:
            return ()
        numbers.extend(range(first, last + 1))
    return tuple(dict.fromkeys(numbers))


@lru_cache(maxsize=1)
def _author_year_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """In the sentence ("Zhou et al. (2021)"), and within brackets ("Zhou et al., 2021")."""
    others = "|".join(map(re.escape, sorted(every_pack().others, key=len, reverse=True)))
    second = rf"\s(?:{_AND})\s{_NAME}"
    listed = rf"(?:,\s{_NAME}){{0,6}}"
    names = rf"(?P<names>{_NAME}{listed}(?:,?{second})?(?P<others>,?\s(?:{others}))?)"
    pages = rf"(?:,\s?(?:{any_language('page')})\.?\s?\d[\d–-]{{0,9}})?"
    return (
        re.compile(rf"(?<!\w){names},?\s?\((?P<year>{_YEAR})[a-z]?(?=[),;])"),
        re.compile(rf"(?<!\w){names}(?P<comma>,)?\s(?P<year>{_YEAR})[a-z]?{pages}$"),
    )


def _author_years(text: str, references: ReferenceList) -> Iterator[Mark]:
    narrative, within = _author_year_patterns()
    for match in re.finditer(r"\(((?:19|20)\d\d)[a-z]?[),;]", text):
        begin = max(0, match.start() - 120)
        for hit in narrative.finditer(text, begin, match.end()):
            if hit.start("year") == match.start(1):
                closing = text.find(")", hit.end(), hit.end() + 40)
                end = closing + 1 if closing >= 0 else hit.end()
                yield from _author_year(hit, hit.start(), end, references, sure=hit["others"])
    for bracket in re.finditer(r"\(([^()]{5,400})\)", text):
        if not re.search(_YEAR, bracket[1]):
            continue
        for begin, part in _works(bracket[1]):
            offset = bracket.start(1) + begin
            stripped = part.rstrip()
            if inner := within.search(stripped[-200:]):
                shift = offset + max(0, len(stripped) - 200)
                start, end = shift + inner.start(), shift + inner.end()
                sure = inner["others"] or " & " in inner["names"]
                yield from _author_year(inner, start, end, references, sure=sure)


def _works(listed: str) -> Iterator[tuple[int, str]]:
    """The works that brackets list, each with where it begins: "Doe 2010; Roe et al., 2012, and Poe 2014"."""
    begin = 0
    for part in _WORKS_PART.finditer(listed):
        yield begin, listed[begin : part.start()]
        begin = part.end()
    yield begin, listed[begin:]


def _author_year(
    match: re.Match[str],
    start: int,
    end: int,
    references: ReferenceList,
    *,
    sure: str | bool | None,
) -> Iterator[Mark]:
    """A mark where the names say so ("et al."), or where a printed reference has them."""
    year = int(match["year"])
    names = _first_names(match)
    if sure or references.by_author(names, year):
        yield Mark("author_year", start, end, authors=names, year=year)


def _first_names(match: re.Match[str]) -> str:
    """The names as printed, without what stands for the other authors."""
    return str(match["names"]).removesuffix(match["others"] or "").rstrip(" ,")


def _with_links(block: Block, found: list[Mark]) -> list[Mark]:
    """Give the addresses of links to the marks that they enclose; other links are marks."""
    text = block.text
    marks = list(found)
    spans = [span for span in block.spans if span.kind == "link"]
    spans += [Span("link", m.start(1), m.end(1), m[2]) for m in _BROKEN_LINK.finditer(text)]
    for span in spans:
        label = text[span.start : span.end].strip()
        if span.value.startswith("#"):
            numbers = _expand(label.translate(_FROM_SUP).strip("[]()"))
            covered = any(m.start < span.end and span.start < m.end for m in marks)
            if numbers and not covered and span.start > 0:
                marks.append(Mark("link", span.start, span.end, numbers))
            continue
        identifier = links.of_url(span.value)
        cites = identifier and (links.is_source(identifier) or _says_source(label, span.value))
        if identifier is None or not cites:
            continue
        inside = [
            index
            for index, mark in enumerate(marks)
            if span.start - 1 <= mark.start and mark.end <= span.end + 1 and mark.kind != "link"
        ]
        taken = sum(marks[index].end - marks[index].start for index in inside)
        if inside and len(label) <= taken + 2:
            for index in inside:
                mark = marks[index]
                marks[index] = replace(mark, identifiers=(*mark.identifiers, identifier))
        else:
            link = Mark("link", span.start, span.end, identifiers=(identifier,))
            names = _author_year_patterns()[1].fullmatch(label[:200])
            if names:
                year = int(names["year"])
                link = replace(link, kind="author_year", authors=_first_names(names), year=year)
            marks.append(link)
    return marks


def _says_source(label: str, address: str) -> bool:
    """Whether a link calls itself a source: `[Source](https://...)`."""
    words = re.findall(r"[^\W\d_]+", label.lower()[:60])
    return (
        address.startswith("http")
        and len(words) <= 3
        and any(word in every_pack().source_words for word in words)
    )


def _identifiers(text: str, found: Sequence[Mark], block: Block) -> Iterator[Mark]:
    """Bare DOIs, PMIDs and addresses of sources that no link or mark covers."""
    taken = [(mark.start, mark.end) for mark in found]
    taken += [(span.start, span.end) for span in block.spans if span.kind == "link"]
    taken += [match.span() for match in _BROKEN_LINK.finditer(text)]
    overlaps = _overlap(taken)
    for item in links.find(text):
        if links.is_source(item.identifier) and not overlaps(item.start, item.end):
            kind: CitationKind = "link" if item.is_address else "doi"
            yield Mark(kind, item.start, item.end, identifiers=(item.identifier,))


def _overlap(taken: list[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Whether a stretch overlaps a taken one; asked for ascending stretches."""
    ordered = sorted(taken)
    position = 0

    def overlaps(start: int, end: int) -> bool:
        nonlocal position
        while position < len(ordered) and ordered[position][1] <= start:
            position += 1
        return any(first < end and start < last for first, last in ordered[position : position + 8])

    return overlaps
