"""All fields of a printed reference: what each reader found, and what they make of it together."""

import re
from collections.abc import Sequence

from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.reference_fields.authors import (
    authors_of,
    chain_of_names,
    is_group,
    whole_chain,
)
from magclaims.read.article.reference_fields.book import without_book
from magclaims.read.article.reference_fields.place import (
    BEHIND_PLACE,
    PlaceInJournal,
    only_year,
    place_of,
    year_behind,
)
from magclaims.read.article.reference_fields.quotes import quoted_title
from magclaims.read.article.reference_fields.title import (
    CUT,
    is_journal,
    title_and_journal,
    title_of,
)
from magclaims.read.article.reference_fields.words import (
    ADDRESS,
    without_addresses,
    without_lead,
    without_tail,
    without_update,
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
    """Read the fields of a printed reference.

    Args:
        text: The item without its number.
        italics: The parts of it that stand in italics, in order.
        links: The parts of it that are links, in order.
    """
    whole = without_lead(without_addresses(" ".join(text[:LONGEST].split())))
    body = without_update(whole)
    if labelled := _labelled(body):
        return labelled
    italics = [_squeezed(part) for part in italics]
    links = [_squeezed(part) for part in links]
    place, pages, printed = place_of(body), "", body
    if place is None:
        body, pages = without_book(body)
    head = body[: place.start].rstrip(" ,;(–—-") if place else without_tail(body)
    authors, rest, year = _authors(head, italics, links)
    if place and place.year:
        year = place.year
    if year is None and place and (behind := BEHIND_PLACE.match(body, place.end)):
        year = int(behind["year"])
    if year is None:
        rest, year = year_behind(rest)
    if year is None:
        year = only_year(whole) or only_year(printed[len(body) :])
    if genre := _GENRE.search(
        rest
    ):  # "Title [thesis]. University", "Title [Translation]. Journal 3(1)"
        rest = rest[: genre.start()] + (rest[genre.end() :] if place else "")
    title, journal = title_and_journal(
        rest, italics, links, placed=place is not None, people=not any(map(is_group, authors))
    )
    if not authors and title:
        authors, title, journal = _authors_behind(title, journal)
    marked = any(part and part in title for part in (*italics, *links))
    bare = not (authors or journal or place)
    if bare and is_group(title) and not marked and len(title.split()) < _LONGEST_GROUP:
        authors, title = (title,), ""
    if _is_no_journal(journal, authors, alone=place is None and journal not in italics):
        journal = ""
    if not (authors or journal or place) and not _is_told(body, title, text, italics, links):
        title = ""
    told = place or PlaceInJournal(0, 0, pages=pages)
    return Fields(title, authors, year, journal, told.volume, told.issue, told.pages)


def _is_no_journal(journal: str, authors: Sequence[str], *, alone: bool) -> bool:
    """Whether what stands behind a title is no journal; `alone`: neither numbers nor italics say so."""
    if journal.islower():  # "Title, scientific opinion"
        return True
    if not alone:
        return False
    if len(journal.split()) == 1 and any(map(is_group, authors)):
        return True  # "Ministry of Health. Title. Tokyo; 2020"
    return any(journal in author for author in authors)  # "Mayo Clinic Staff. Title. Mayo Clinic"


_GENRE = expression(r"(?<=\w[\w?!.”\"’*])\s?\.?\s?\[[^\[\]]{3,100}\](?=\s?[.,:;]|$)")


def _authors(
    head: str, italics: Sequence[str], links: Sequence[str]
) -> tuple[tuple[str, ...], str, int | None]:
    """The authors, what follows them, and the year beside them."""
    authors, rest, year = authors_of(head, links)
    if not authors and (named := _names_before(rest, italics)):
        return (*named,), rest[rest.index(italics[0]) :] if italics else rest, year
    return authors, rest, year


def _names_before(rest: str, italics: Sequence[str]) -> tuple[str, ...]:
    """The names before a title in italics: `Blom, *Herbs*, 2017`, `Blom, P., *Herbs*, 2017`."""
    begin = rest.find(italics[0]) if italics and italics[0] else -1
    before = (
        rest[:begin].rstrip(" ,:") if begin > 0 and rest[begin - 2 : begin] in {", ", ": "} else ""
    )
    if re.fullmatch(r"[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+)?", before):
        return (before,)
    return whole_chain(before) if before else ()


_LABEL = expression(
    r"(?P<journal>[^\W\d_a-z][^\d:.,;()]{1,50}?)\s(?P<year>(?:19|20)\d\d):\s(?P<title>\S.*)"
)
_FEWEST_OF_TITLE = 2


def _labelled(body: str) -> Fields | None:
    """`Frontiers in Nutrition 2025: Magnesium and depression`, without authors."""
    found = _LABEL.fullmatch(body)
    if (
        not found
        or not is_journal(found["journal"])
        or len(found["title"].split()) < _FEWEST_OF_TITLE
        or CUT.search(found["title"])
        or place_of(body)
    ):
        return None
    # An acronym alone is where it was found: "PMC 2024: ...".
    journal = "" if found["journal"].isupper() else found["journal"]
    return Fields(title_of(found["title"]), year=int(found["year"]), journal=journal)


def _is_told(
    body: str, title: str, text: str, italics: Sequence[str], links: Sequence[str]
) -> bool:
    """Whether a sign says that a text without authors and journal is a title, not a remark.

    It is a link, in quotes or italics, or all that stands before an address.
    """
    if quoted_title(body) or any(part and part in title for part in (*italics, *links)):
        return True
    alone = CUT.search(body) is None and len(title.split()) <= _LONGEST_TITLE
    return alone and ADDRESS.search(text) is not None


def _squeezed(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:*")


_LONGEST_TITLE = 40
_LONGEST_GROUP = 9


def _authors_behind(title: str, journal: str) -> tuple[tuple[str, ...], str, str]:
    """Authors behind the title, as older lists of PubMed have them: `Title. Slutsky I, Wu L. J Res`.

    A title that was a link or in italics is parted from them already.
    """
    named = chain_of_names(journal + ".") if journal else None
    if named:
        return named[0], title, journal[named[1] :].strip(" .")
    for match in re.finditer(r"(?<=[.?!])\s+", title):
        chain = chain_of_names(title[match.end() :] + ".") if match.end() < len(title) else None
        if chain and len(title[: match.start()].split()) > 2:
            behind = title[match.end() :][chain[1] :].strip(" .")
            return chain[0], title_of(title[: match.start()]), journal or behind
    return (), title, journal
