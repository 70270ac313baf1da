"""All fields of a printed reference, by its likeliest reading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.reference_fields.item import Item
from magclaims.read.article.reference_fields.likeliest import Segment, likeliest
from magclaims.read.article.reference_fields.names import (
    is_journal_like,
)
from magclaims.read.article.reference_fields.place import DAY, PlaceInJournal, only_year
from magclaims.read.article.reference_fields.words import (
    A_YEAR,
    ADDRESS,
    GAP,
    any_of_list,
    leads_to_text,
    without_addresses,
    without_degrees,
    without_lead,
)

LONGEST = 3000
"""Code points of an item that are read."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What could be read from the text of an item."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""


def parse(text: str, *, italics: Sequence[str] = (), links: Sequence[str] = ()) -> Fields:
    """Read the fields of a printed reference without its number; its parts in italics and its links in order."""
    body = " ".join(text[:LONGEST].split())
    for link in filter(leads_to_text, links):
        before, _, behind = body.rpartition(link)
        body = f"{before}{GAP}{behind}"
    body = without_lead(without_addresses(body))
    body = without_degrees(body)
    if not body:
        return Fields()
    item = Item(body, _places(body, italics), _places(body, links))
    _, parts = likeliest(item)
    fields = _fields(parts, item.place, body)
    if not _is_told(fields, parts, item, text):
        return Fields(year=fields.year)
    if parts and parts[0].label == "journal" and fields.journal.isupper() and not fields.volume:
        return replace(fields, journal="")  # "PMC 2024: Title": where it was found
    where = fields.authors or fields.year or fields.volume or fields.pages
    if not where and _REMARK.search(fields.journal) and not is_journal_like(fields.journal, 0):
        return replace(fields, journal="")  # "Title. General review." says nothing of where
    return fields


def _places(body: str, marked: Sequence[str]) -> dict[int, int]:
    """Where parts in italics, or links, begin; and where each ends.

    They are looked for from the end: "Sleep and zinc. *Sleep*" has the journal in italics.
    """
    found: dict[int, int] = {}
    position = len(body)
    for part in reversed(marked):
        wanted = " ".join(part.split()).strip(" .,;:*")
        begin = body.rfind(wanted, 0, position) if any(map(str.isalpha, wanted)) else -1
        if begin >= 0:
            position, found[begin] = begin, begin + len(wanted)
    return found


def _fields(parts: Sequence[Segment], place: PlaceInJournal | None, body: str) -> Fields:
    """The fields that the parts of a reading give."""
    by_label: Mapping[str, list[Segment]] = {
        label: [part for part in parts if part.label == label]
        for label in ("title", "journal", "year", "place", "volume")
    }
    title, journal = (
        by_label[label][0].text if by_label[label] else "" for label in ("title", "journal")
    )
    years = [part.value for part in parts if part.label in {"year", "journal"} and part.value]
    pages = [part.value for part in parts if part.label in {"pages", "note"} and part.value]
    told = place if place and (by_label["place"] or by_label["volume"]) else PlaceInJournal(0, 0)
    if told.issue and re.fullmatch(A_YEAR, told.volume) and set(years) <= {told.volume}:
        years, told = [told.volume], replace(told, volume="")  # 2012(3):CD001234
    if dated := re.fullmatch(rf"(\d{{1,2}})/({A_YEAR})", told.issue):
        years, told = [dated[2]], replace(told, issue=dated[1])  # "Heft 3/2021"
    return Fields(
        title=title_of(title),
        authors=tuple(name for part in parts for name in part.names),
        year=told.year or (int(years[0]) if years else only_year(body.replace(title, ""))),
        journal=_WITHIN.sub("", _YEAR_BEHIND.sub("", journal)).strip(f' .,;:–—-(*"”{GAP}'),
        volume=told.volume,
        issue=told.issue,
        pages=told.pages or (pages[-1] if pages else ""),
    )


_REMARK = expression(r"\s[a-zß-öø-ÿ]{4}")
"""A long word in small letters, as few names of journals have it."""
_LONGEST_TITLE = 40
"""Words of a title that stands alone before an address."""


def _is_told(fields: Fields, parts: Sequence[Segment], item: Item, text: str) -> bool:
    """Whether a sign says that a text without authors and journal is a title, not a remark.

    It is a link, in quotes or italics, a question, before an edition, or all that stands before an address.
    """
    if fields.authors or fields.journal or fields.pages:
        return True
    marked = any(
        item.text[start:end] in fields.title
        for start, end in (*item.italics.items(), *item.links.items())
    )
    if item.quote or marked or item.bookish or fields.title.endswith("?"):
        return True
    labels = [part.label for part in parts]
    alone = set(labels) <= {"title", "year", "note"} or (
        labels[:1] == ["title"] and "year" in labels
    )
    short = len(fields.title.split()) <= _LONGEST_TITLE
    behind = len(parts[0].text) if parts else 0
    published = "rest" in labels and item.holds("press", behind, len(item.text))
    return alone and short and (published or ADDRESS.search(text) is not None)


@cache
def _report() -> re.Pattern[str]:
    """The number of a report behind its title: `EMA/HMPC/150846/2015`, `Clinical guideline CG999`."""
    named = rf"[^.?!,]{{0,40}}(?:{any_of_list('numbered')})(?:[^.?!,]|[Nn]r\.){{0,15}}\d[\w/-]*"
    return re.compile(
        rf"(?<=[.?!,])\s(?:(?-i:[A-Z]{{2,}})/[\w/-]*\d[\w/-]*|{named})\.?$", re.IGNORECASE
    )


_WITHIN = expression(r"^\W*[Ii]n:\s")
_YEAR_BEHIND = expression(rf"\s\({A_YEAR}\)$|,?\s(?:{DAY})?{A_YEAR}[a-z]?\)$")


def title_of(printed: str) -> str:
    """A title as it is printed, without its quotes, its year in brackets and its last stop."""
    bare = printed.strip(' "“”„«»‘,;:–—-')
    closing = '"' if bare.count('"') % 2 else "”" if bare.count("“") > bare.count("”") else ""
    # A quote at the end that was opened within: Reply: "Does it matter?"
    title = bare + closing if closing and printed.rstrip(" ,;:.").endswith(closing) else bare
    title = _report().sub("", _YEAR_BEHIND.sub("", title))
    title = re.sub(r"^['’](?=\S)|(?<=\S)['’]$", "", title)
    return title.rstrip(" .,").strip()
