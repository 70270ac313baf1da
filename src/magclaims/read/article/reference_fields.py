"""The fields of a printed reference: authors, title, year, journal and the place in it.

People print references in many styles, and in none. So no style is looked for; each part is told by
what it is: the place in the journal by its numbers, the year by its brackets, a title by quotes or
by being a link, a journal by its italics or by standing before its numbers, authors by where their
initials stand. What no sign tells stays empty.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.small_words import any_language
from magclaims.lexicon.pack import every_pack

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
    body = _without_addresses(" ".join(text[:LONGEST].split()))
    if labelled := _labelled(body):
        return labelled
    italics = [_squeezed(part) for part in italics]
    links = [_squeezed(part) for part in links]
    place = _place(body)
    head = body[: place.start].rstrip(" ,;(–—-") if place else _without_tail(body)
    authors, rest, year = _authors(head, links)
    if place and place.year:
        year = place.year
    if year is None and place and (behind := _BEHIND_PLACE.match(body, place.end)):
        year = int(behind["year"])
    if year is None:
        rest, year = _year_behind(rest)
    if year is None:
        year = _only_year(body)
    title, journal = _title_and_journal(
        rest, italics, links, placed=place is not None, people=not any(map(is_group, authors))
    )
    if not authors and title:
        authors, title, journal = _authors_behind(title, journal)
    if (
        not (authors or journal or place)
        and is_group(title)
        and not any(part and part in title for part in (*italics, *links))
        and len(title.split()) < _LONGEST_GROUP
    ):
        authors, title = (title,), ""
    if journal.islower():  # "Title, scientific opinion"
        journal = ""
    if not (authors or journal or place) and not _is_told(body, title, text, italics, links):
        title = ""
    return Fields(
        title,
        authors,
        year,
        journal,
        place.volume if place else "",
        place.issue if place else "",
        place.pages if place else "",
    )


_LABEL = re.compile(
    r"(?P<journal>[^\W\d_a-z][^\d:.,;()]{1,50}?)\s(?P<year>(?:19|20)\d\d):\s(?P<title>\S.*)"
)
_FEWEST_OF_TITLE = 2


def _labelled(body: str) -> Fields | None:
    """`Frontiers in Nutrition 2025: Magnesium and depression`, without authors."""
    found = _LABEL.fullmatch(body)
    if (
        not found
        or not _is_journal(found["journal"])
        or len(found["title"].split()) < _FEWEST_OF_TITLE
        or _CUT.search(found["title"])
        or _place(body)
    ):
        return None
    # An acronym alone is where it was found: "PMC 2024: ...".
    journal = "" if found["journal"].isupper() else found["journal"]
    return Fields(_title(found["title"]), year=int(found["year"]), journal=journal)


def _is_told(
    body: str, title: str, text: str, italics: Sequence[str], links: Sequence[str]
) -> bool:
    """Whether a sign says that a text without authors and journal is a title, not a remark.

    It is a link, in quotes or italics, or all that stands before an address.
    """
    if _quoted(body) or any(part and part in title for part in (*italics, *links)):
        return True
    alone = _CUT.search(body) is None and len(title.split()) <= _LONGEST_TITLE
    return alone and _ADDRESS.search(text) is not None


def _squeezed(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:*")


# --- what is no part of the work ---------------------------------------------------------------------

_ADDRESS = re.compile(
    r"\bhttps?:/{1,2}\S+|\bwww\.\S+|\b(?:doi|DOI)\s?[:.]?\s?(?:10\.\d{4,9}/\S+)?|\b10\.\d{4,9}/\S+"
    r"|\bPMC?ID\s?:?\s?(?:PMC)?\s?\d+|\bPMC\s?\d{5,9}\b|\barXiv:\S+|\bNBK\d+\b"
)
_LONGEST_TITLE = 40
_LONGEST_GROUP = 9
_MOST_QUOTES = 20
_GAP = "¦"
"""Stands where an address stood: it parts what is before it from what is behind it."""
_EMOJI = re.compile("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]")


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return load_data("references.toml", "magclaims.read.article")


def _any(name: str) -> str:
    """The expressions of one list, as alternatives."""
    return "|".join(_words()[name])


@lru_cache(maxsize=1)
def _notes() -> re.Pattern[str]:
    return re.compile(
        rf"[\[(]\s?(?:{_any('notes')})\s?[\])]|(?<=[.,;\d]\s)\b(?:{_any('at_end')})\b[.:]?\s*$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _tails() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s.,;(\[])(?:{_any('tails')})\b.*$", re.IGNORECASE)


def _without_addresses(text: str) -> str:
    """The text without addresses, identifiers, notes on how it was read, and pictures."""
    text = _EMOJI.sub(" ", _ADDRESS.sub(f" {_GAP} ", text)).rstrip(f" {_GAP}")
    text = _tails().sub("", _notes().sub(" ", text))
    text = re.sub(rf"[(\[]\s*{_GAP}\s*[)\]]", _GAP, " ".join(text.split()))
    return re.sub(rf"(?:[\s;,–—-]|{_GAP})+$|^(?:[\s;,–—-]|{_GAP})+|\s{_GAP}(?=\s{_GAP})", "", text)


def _without_tail(text: str) -> str:
    """The text without a remark in brackets at its end; a year stays."""
    found = re.search(r"\s\(([^()]{3,200})\)\.?$", text)
    if (
        found
        and not _YEAR.search(found[1])
        and not re.fullmatch(_NO_DATE, found[1])
        and re.search(r"[.!?,”\"’']\s*$|\d\)?$|[A-Za-z]$", text[: found.start()])
    ):
        return text[: found.start()]
    return text


# --- the place in a journal --------------------------------------------------------------------------

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_Y = r"(?:1[89]|20)\d\d"
_NUMBER = r"[A-Za-z]{0,4}\d\w{0,19}(?:\.\w{1,6})?"
_ROMAN = r"[ivxlc]{1,6}\s?[-–]\s?[ivxlc]{1,6}\b"
_PAGES = rf"(?P<pages>{_ROMAN}|{_NUMBER}(?:\s?[-–—‐−]\s?[A-Za-z]{{0,4}}\d[\w]{{0,9}})?)"
_VOLUME = r"(?P<volume>(?:[A-Z]{1,3})?\d{1,5}(?:\s?[-–/]\s?\d{1,4})?[A-Za-z]?|[A-Z]{1,2}\d{1,4})"
_ISSUE = r"\s?\(\s?(?P<issue>[^()]{1,30}?)\s?\)"
_MONTH = rf"(?:(?:{_any('months')})[a-zé]{{0,7}}\.?)"
_DATE = rf"(?:[\s,]\s?{_MONTH}(?:[-–/]{_MONTH})?(?:\s\d{{1,2}}(?:-\d{{1,2}})?)?)?"
_PAGE_WORD = rf"(?:{any_language('page')})(?:\.\s?|\s)"
_VOLUME_WORD = rf"(?:{_any('volume')})\.?\s?"
_ISSUE_WORD = rf"(?:{_any('issue')})\.?\s?"
_ARTICLE = rf"(?:(?:{_any('article')})\.?\s?(?:[Nn]o\.?\s?|ID\s?)?)?"
_NO = rf"{_ISSUE_WORD}(?P<number>[\w–-]{{1,12}}(?:\s?[–-]\s?\d+)?)"
_PAGED = rf"(?:{_PAGE_WORD})?{_ARTICLE}{_PAGES}"
# In the order in which they are tried, each with an example.
_FORMS_OF_PLACES = {
    "2010 Mar 3;65(2):165-177": (
        rf"(?P<year>{_Y}){_DATE}\s?;\s?{_VOLUME}(?:{_ISSUE})?(?:\s?[:,]\s?(?:{_PAGE_WORD})?{_PAGES})?"
    ),
    "vol. 65, no. 2, 2010, pp. 165-177": (
        rf"\b{_VOLUME_WORD}{_VOLUME}(?:{_ISSUE}|,?\s{_NO})?(?:,?\s\(?(?:{_MONTH}\s)?(?P<year>{_Y})\)?)?"
        rf"(?:[,:.]?\s{_PAGED})?"
    ),
    "2010, 65(2), 165-177": (
        rf"\b(?P<year>{_Y}),\s{_VOLUME}(?:\s?{_ISSUE})?,\s(?:{_PAGE_WORD})?{_ARTICLE}{_PAGES}(?=\s*(?:[.;]|$))"
    ),
    "65.2 (2010): 165-177": (
        rf"(?<![\w.]){_VOLUME}\.(?P<number>\d{{1,3}})\s\((?:{_MONTH}\s)?(?P<year>{_Y})\)(?::\s{_PAGES})?"
    ),
    "65, no. 2 (2010): 165-177": (
        rf"(?<![\w.]){_VOLUME},\s{_NO}\s\((?:{_MONTH}\s)?(?P<year>{_Y})\)(?::\s{_PAGES})?"
    ),
    "65 (2010) 165-177": (
        rf"(?<![\w.]){_VOLUME},?\s?\((?P<year>{_Y})\)[:,]?\s(?:{_PAGE_WORD})?{_PAGES}"
    ),
    "65(2), pp. 165-177": rf"(?<![\w.(-]){_VOLUME}{_ISSUE}\s?[,:.]?\s?{_PAGED}(?!\s?%)",
    "65, 165-177 (2010)": rf"(?<![\w.(-]){_VOLUME}\s?[,:]\s?{_PAGED}\s\((?P<year>{_Y})\)",
    "65, 165-177": rf"(?<![\w.(–-]){_VOLUME}\s?[,:]\s?{_PAGED}(?=\s*(?:[.,;(]|$))",
    "65(2)": rf"(?<![\w.(-]){_VOLUME}{_ISSUE}(?=\s*(?:[.,;]|$))",
}
_PLACES = tuple(map(re.compile, _FORMS_OF_PLACES.values()))


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    year: int | None
    volume: str
    issue: str
    pages: str


def _place(body: str) -> _Place | None:
    """The volume, issue and pages: the last stretch of the text that has their form."""
    for pattern in _PLACES:
        found = None
        for match in pattern.finditer(body):
            if _is_place(body, match):
                found = match
        if found is None:
            continue
        groups = found.groupdict()
        issue = groups.get("issue") or groups.get("number") or ""
        volume, pages = groups["volume"] or "", groups.get("pages") or ""
        year = int(groups["year"]) if groups.get("year") else None
        if year is None and issue and re.fullmatch(_Y, issue):  # 65(2010):165
            year, issue = int(issue), ""
        return _Place(
            found.start(), found.end(), year, volume.strip(), issue.strip(), pages.strip(" .")
        )
    return None


def _is_place(body: str, match: re.Match[str]) -> bool:
    """Whether a stretch stands behind a title: not in its first words, not a year and a day."""
    before = body[: match.start()]
    volume = match["volume"] or ""
    if len(before.split()) < 2 or before.count("(") > before.count(")"):
        return False
    if not re.fullmatch(_Y, volume) or "year" in match.groupdict() or "(" in match.group():
        return True
    pages = match["pages"] or ""
    if pages.isdigit() and len(pages) > 4:  # "Journal, 2017, 4179326"
        return True
    return f"({volume})" in before  # "(2020). Title. Journal, 2020, 1-9": the volume is the year


# --- years that stand alone --------------------------------------------------------------------------

_YEAR_BEHIND = re.compile(
    rf"[\s,.;(–-]+\(?(?:{_MONTH}\s)?(?P<year>{_Y})(?:[a-z]|\s{_MONTH}(?:\s\d{{1,2}})?)?\)?[.,;)]*$"
)
"""`Neuron, 2010`, `Neuron (Jan 2010)`, `Neuron, 2010 Jan 28`."""


_NO_DATE = rf"(?:{_any('no_date')})"
_BEHIND_PLACE = re.compile(rf"[\s,.;(]*(?:{_MONTH}\s)?(?P<year>{_Y})\b")


def _year_behind(rest: str) -> tuple[str, int | None]:
    """A year at the end, as in `Neuron, 2010` or `Neuron (2010)`."""
    found = _YEAR_BEHIND.search(rest)
    if found and found.start() > 0:
        return rest[: found.start()], int(found["year"])
    return rest, None


def _only_year(body: str) -> int | None:
    years = set(_YEAR.findall(body))
    return int(years.pop()) if len(years) == 1 else None


# --- authors -----------------------------------------------------------------------------------------

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"(?:[dDlL]['’])?{_CAPITAL}[\w'’‐-]*"
_PARTICLE = rf"(?:(?!(?:{any_language('and', 'and_before_i')}|in|for|the|of|or|by)\s)[a-zß-öø-ÿ][a-zß-öø-ÿ'’]{{0,4}}|'t|’t)"
_FAMILY = rf"(?:{_PARTICLE}\s){{0,3}}(?:St\.\s)?{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{0,3}}"
_INITIALS = rf"{_CAPITAL}{{1,4}}(?:-{_CAPITAL}{{1,2}})?"
# "M. a. C.": how citation tools write the initials of "María A. C.".
_DOTTED = (
    rf"(?:{_CAPITAL}[a-z]?\.[\s‐-]{{0,2}}(?:[a-z]\.\s(?={_CAPITAL}\.))?){{1,5}}(?:{_CAPITAL}\b)?"
)
_SUFFIX = r"(?:,?\s(?:[JS]r\.?|I{2,3}|IV|2nd|3rd)(?![\w]))?"
_GIVEN = rf"(?:{_CAPITAL}\.|{_WORD})(?:(?:\s|(?<=\.)-?)(?:{_CAPITAL}\.|{_WORD}))*"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_FAMILY},\s?(?:{_DOTTED}|{_CAPITAL}{{1,3}}(?![\w.’'])){_SUFFIX}",  # Slutsky, I. M.
        rf"{_FAMILY}\s{_INITIALS}(?![\w.]{{2}}|[\w’']){_SUFFIX}",  # Slutsky IM
        rf"{_DOTTED}\s?{_FAMILY}{_SUFFIX}",  # I. M. Slutsky
        rf"{_FAMILY}\s{_DOTTED}{_SUFFIX}",  # Slutsky I. M.
    )
)
_AND = rf"(?:&|{any_language('and', 'and_before_i')})"
_BETWEEN = re.compile(
    rf"\s?[,;]\s?(?:\.{{3}}|…)\s?(?:{_AND}\s)?|\s?[,;]\s?(?:{_AND}\s)?|\s?(?:\.{{3}}|…)\s?(?:{_AND}\s)?"
    rf"|(?:\s|(?<=\s)){_AND}\s"
)
_BEHIND = re.compile(
    r"\s?(?:[.:]\s+(?=\S)|[.:]$|[.,]?\s?(?=\()|,\s?(?=[\"“”‘'«„])|\s(?=[\"“”‘«„–—-])|$)"
)
_OPENING = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'", "”": "”"}


@lru_cache(maxsize=1)
def _others() -> re.Pattern[str]:
    """What stands for the authors that are not listed."""
    packs = (re.escape(entry.rstrip(".")) for entry in every_pack().others)
    listed = "|".join(
        sorted({*packs, r"e\.?\s?a", r"et\.? al", "and others"}, key=len, reverse=True)
    )
    return re.compile(rf"[,;]?\s?\(?(?:{listed})\b\.?\)?[.,:]?\s?", re.IGNORECASE)


@lru_cache(maxsize=1)
def _organisation() -> re.Pattern[str]:
    return re.compile("|".join(_words()["organisations"]), re.IGNORECASE)


def _authors(head: str, links: Sequence[str]) -> tuple[tuple[str, ...], str, int | None]:
    """The authors at the start, what follows them, and the year that stands beside them."""
    if any(len(link.split()) > 2 and head.startswith(link) for link in links):
        return (), head, None
    quote = _quoted(head)
    year = re.search(
        rf"[\s,]*\((?:[^()]{{0,20}}[\s.,])?(?:(?P<year>{_Y})[a-z]?|{_NO_DATE})(?:,[^()]{{0,20}})?\)[.,:]?",
        head,
    )
    if (
        year
        and year.start() > 0
        and len(head[year.end() :].split()) > (0 if is_group(head[: year.start()]) else 1)
        and (quote is None or year.start() < quote[0])
    ):
        before, rest = head[: year.start()], head[year.end() :]
        if len(before.split()) < 80 and not _is_linked(before, links):
            return split_authors(before), rest, int(year["year"]) if year["year"] else None
    if year and not year["year"] and not head[year.end() :].strip() and quote is None:
        before = head[: year.start()].strip()  # "Title. (n.d.)", unless all of it is names
        names = _whole_chain(before)
        return (names, "", None) if names else _group_before(before)
    if quote is not None:
        before = head[: quote[0]].strip(" ,:.–—-")
        if before:
            before, found = _year_behind(before)
            return split_authors(before), head[quote[0] :], found
        return (), head, None
    chain = _chain(head)
    if chain:
        rest = head[chain[1] :]
        beside = re.match(rf"\(?(?P<year>{_Y})[a-z]?\)?\s?[.,:–—-]+\s", rest)
        found = int(beside["year"]) if beside else None
        return chain[0], rest[beside.end() :] if beside else rest, found
    return _group_before(head)


def _is_linked(text: str, links: Sequence[str]) -> bool:
    return any(len(link.split()) > 3 and link in text for link in links)


def _chain(text: str) -> tuple[tuple[str, ...], int] | None:
    """Names at the start that all have one form, and where what follows them begins."""
    for form in _FORMS:
        names: list[str] = []
        position = 0
        while match := form.match(text, position):
            names.append(match.group().strip())
            position = match.end()
            between = _BETWEEN.match(text, position)
            if between is None or form.match(text, between.end()) is None:
                break
            position = between.end()
        if not names or _no_name(names[0]):
            continue
        stop = text.startswith(".", position)  # "Slutsky I. u. a."
        others = _others().match(text, position + stop)
        if others:
            return tuple(names), others.end()
        # "Slutsky, I. Title": the full stop of the initials ends the list, too.
        if text[position - 1] in ". " and re.match(r"\s?[^\W\d_a-z]|\s?[\"“(\d]", text[position:]):
            return tuple(names), position
        behind = _BEHIND.match(text, position)
        if behind and (behind.end() < len(text) or len(names) > 1):
            return tuple(names), behind.end()
    return _first_et_al(text)


def _first_et_al(text: str) -> tuple[tuple[str, ...], int] | None:
    """`Slutsky et al.`: a family name that stands for others, too."""
    match = re.match(rf"{_FAMILY}(?:\s{_INITIALS}|,\s?{_DOTTED}|,\s{_GIVEN})?", text)
    others = _others().match(text, match.end()) if match else None
    return ((match.group().strip(),), others.end()) if match and others else None


def _no_name(name: str) -> bool:
    """`Vitamin D` has the form of a name."""
    return name.split(maxsplit=1)[0].lower() in every_pack().single_letter_after


def _group_before(head: str) -> tuple[tuple[str, ...], str, int | None]:
    """A group as the author: `World Health Organization. Title`."""
    match = re.match(
        r"(?P<group>[^.]{2,120}?(?:e\.V|Inc|Ltd|[A-Z]\.[A-Z])?)(?:\.\s+|\s[–—-]\s)(?=\S)", head
    )
    if match and is_group(match["group"]):
        rest = head[match.end() :]
        return (match["group"],), rest, None
    return (), head, None


def is_group(name: str) -> bool:
    """Whether a name is that of a group: by a word such as Institute, or as an acronym."""
    words = re.findall(r"[^\W\d_]+", name)
    acronym = len(words) == 1 and words[0].isupper() and 3 <= len(words[0]) <= 8
    known = len(words) <= 14 and _organisation().search(name) is not None
    # A title has small words; a name has capitals.
    capitals = sum(word[0].isupper() for word in words) * 2 >= len(words)
    return name[:1].isupper() and (acronym or (known and capitals))


_NAME_OF_TWO = re.compile(
    r"(?:Van|Von|De|Den|Der|Del|Della|Di|Da|Dos|La|Le|El|Al|Ten|Ter|St\.?|Mac)\s", re.IGNORECASE
)


def split_authors(text: str) -> tuple[str, ...]:
    """The names in a text that is known to be the authors."""
    text = text.strip(" .,:;–—-") + ("." if re.search(r"\b[A-Z]\.$", text.strip(" ,:;–—-")) else "")
    text = re.sub(rf"\s?\((?:{_any('editors')})\.?\)$", "", text)
    whole = text
    while (others := list(_others().finditer(text))) and others[-1].end() >= len(text.rstrip()):
        text = text[: others[-1].start()].rstrip(" ,;")
    if not text:
        return ()
    if ";" in text:
        return tuple(_named(re.split(r"\s?;\s?(?:&\s|and\s|en\s)?", text)))
    chain = _whole_chain(text)
    if chain:
        return chain
    if is_group(whole) or re.search(r"\)$", whole):
        return (whole,)
    pieces = _named(re.split(rf",\s(?:{_AND}\s)?|\s{_AND}\s", text))
    inverted = re.match(rf"{_FAMILY},\s{_GIVEN}(?=$|,|\s{_AND}\s)", text)
    # "Inna Vos, Eva Berg, Ida Kern": all stand in their natural order, "Van Dam, Jan Piet" does not.
    natural = len(pieces) > 2 and all(" " in piece for piece in pieces)
    if inverted and natural and not _NAME_OF_TWO.match(text):
        inverted = None
    # "Slutsky, Inna, and Nashat Abumaria": the others stand in their natural order.
    if inverted and len(pieces) > 2 and all(" " in piece for piece in pieces[2:]):
        return (f"{pieces[0]}, {pieces[1]}", *pieces[2:])
    if inverted and len(pieces) == 2 and not re.search(rf"\s{_AND}\s", text):
        return (text,)
    if all(re.fullmatch(rf"(?:{_GIVEN}\s)?{_FAMILY}|{_GIVEN}", piece) for piece in pieces):
        return tuple(pieces)
    return (text,) if len(text.split()) <= 12 and len(pieces) == 1 else ()


def _whole_chain(text: str) -> tuple[str, ...]:
    for form in _FORMS:
        names: list[str] = []
        position = 0
        while match := form.match(text, position):
            names.append(match.group().strip())
            position = match.end()
            between = _BETWEEN.match(text, position)
            if between is None:
                break
            position = between.end()
        if names and not text[position:].strip(" ."):
            return tuple(names)
    return ()


def _named(pieces: Sequence[str]) -> list[str]:
    return [
        piece.strip(" .") if not re.search(r"\b[A-Z]\.$", piece) else piece.strip()
        for piece in pieces
        if piece.strip(" .&")
    ]


# --- title and journal -------------------------------------------------------------------------------


def _quoted(text: str) -> tuple[int, int, int] | None:
    """A title in quotes: where the quote opens, where its text ends, and where the rest begins."""
    openings = re.finditer(r"(?:^|(?<=[\s(]))[\"“„«‘'”](?=\S)", text)
    for match in islice(openings, _MOST_QUOTES):
        closing = _OPENING[match.group()]
        endings = re.compile(rf"[{closing}](?=[\s.,;:)]|$)").finditer(text, match.end())
        for stop in (end.start() for end in islice(endings, _MOST_QUOTES)):
            if len(text[match.end() : stop].split()) < 2:
                continue
            # A plain apostrophe may stand within a title; the last one that is followed by a stop ends it.
            if (
                closing in "'’"
                and not re.match(r"[.,;:]|\s*$", text[stop + 1 :])
                and text[stop - 1] not in ".,?!"
            ):
                continue
            return match.start(), stop, stop + 1
    return None


def _title_and_journal(
    rest: str, italics: Sequence[str], links: Sequence[str], *, placed: bool, people: bool
) -> tuple[str, str]:
    """Title and journal in what follows the authors; `people`: no group wrote it."""
    rest = rest.strip(" ,;:–—-")
    rest = re.sub(r"^\.\s?", "", rest).strip(" ,;:–—-")
    quote = _quoted(rest)
    if quote is not None and quote[0] == 0:
        return _title(rest[1 : quote[1]]), _journal(rest[quote[2] :], italics)
    for link in links:
        begin = rest.find(link)
        if len(link.split()) > 2 and 0 <= begin <= 3:
            return _title(rest[begin : begin + len(link)]), _journal(
                rest[begin + len(link) :], italics
            )
    for part in reversed(italics):
        begin = rest.rfind(part) if part else -1
        behind = rest[begin + len(part) :].strip(" .,;:()") if begin >= 0 else "?"
        if begin > 0 and not behind and len(rest[:begin].split()) > 1:
            return _title(_without_in(rest[:begin])), part
        if begin == 0 and behind and len(part.split()) > 1:
            return _title(part), _journal(rest[len(part) :], italics)
    return _split(rest, placed=placed, people=people)


def _without_in(title: str) -> str:
    return re.sub(r"[.,;:]?\s[Ii]n:?\s*$", "", title.rstrip())


_CUT = re.compile(
    rf"(?:(?<=[.?!])[\"”’']?(?:\s{_GAP}[.,;:]?)?|\s?{_GAP}[.,;:]?)\s+(?:[Ii]n:\s)?(?=[\"“(]?[^\W_a-zß-öø-ÿ])"
)


_PUBLISHER = re.compile(r"[^\W\d_][\w .,'’-]{1,40}:\s")
"""`Geneva: World Health Organization`."""


_PUBLISHED = re.compile(r"[^.:]{3,80}[,;]\s(?:19|20)\d\d\b")
_PLACE_PUBLISHER = re.compile(
    r"[^\W\d_a-z][\w'’-]{1,24}(?:\s[\w'’-]{1,24}){0,2},\s[^\W\d_a-z][^.,:;]{1,40},\s(?:19|20)\d\d,?\s\d{1,4}\s?[pS]\b"
)
"""`Paris, Masson, 2011, 220 p.`"""


def _published(rest: str, cut: re.Match[str]) -> str | None:
    """The title before a publisher with its place and year: `Title. Geneva: WHO; 2016; report 3`."""
    behind = rest[cut.end() :]
    place = _PUBLISHER.match(behind)
    named = place and _PUBLISHED.match(behind, place.end())
    return rest[: cut.start()] if named or _PLACE_PUBLISHER.match(behind) else None


_YEAR_AND_WORDS = re.compile(rf"\s\({_Y}\s[^()]{{2,40}}\)\.?$")
"""`Frontiers in Nutrition (2025 concept study)`."""


def _split(rest: str, *, placed: bool, people: bool) -> tuple[str, str]:
    """Title and journal where only full stops or a comma part them."""
    cuts = list(_CUT.finditer(rest))
    chosen = None
    for match in reversed(cuts):
        before = rest[: match.start()]
        if len(before.split()) < 2 and chosen is not None:
            break
        chosen = match
        if not _is_abbreviated(before):
            break
    published = (
        None if placed else next(filter(None, (_published(rest, cut) for cut in cuts)), None)
    )
    if published:
        return _title(published), ""
    if chosen is not None:
        title, journal = rest[: chosen.start()], _YEAR_AND_WORDS.sub("", rest[chosen.end() :])
        if placed or _is_journal(journal):
            return _title(title), _journal(journal, ())
        if _PUBLISHER.match(journal):
            return _title(title), ""
        return _title(rest), ""
    comma = rest.rfind(", ")
    if comma > 0 and (people or placed):
        journal = rest[comma + 2 :]
        if len(rest[:comma].split()) > 2 and _is_journal(journal):
            return _title(rest[:comma]), _journal(journal, ())
    return _title(rest), ""


def _is_abbreviated(before: str) -> bool:
    """Whether the last words before a full stop are an abbreviation within the name of a journal."""
    last = re.split(r"[.?!]\s", before.rstrip(".?!"))[-1]
    if before.endswith(("?", "!")) or last == before.rstrip("."):
        return False
    words = last.split()
    return len(words) <= 3 and all(word[:1].isupper() and len(word) <= 10 for word in words)


def _is_journal(text: str) -> bool:
    """Whether a text has the form of a journal's name: few words, the longer ones with capitals."""
    text = text.strip(" .,;:()")
    words = text.split()
    return (
        0 < len(words) <= 9
        and text[0].isupper()
        and all(
            word[0].isupper() for word in words if len(word.strip(",.:")) > 4 and word[0].isalpha()
        )
        and not any(character.isdigit() for character in text)
        and _PUBLISHER.match(text) is None
    )


def _journal(text: str, italics: Sequence[str]) -> str:
    """The journal in what stands behind a title."""
    text = re.sub(rf"^[\s.,;:–—{_GAP}-]+", "", text)
    text = re.sub(r"^[Ii]n:?\s", "", text)
    for part in italics:
        if part and text.startswith(part):
            return part
    text, _ = _year_behind(f" {text}")
    text = re.sub(r"[\s(]+$|\s[–—-]\s[a-zß-ÿ].*$", "", text.strip())
    text = re.sub(r"\s\([^()]*[a-z]{3}[^()]*\)$", "", text) if len(text.split()) > 6 else text
    return text.strip(f" .,;:–—-({_GAP}")


def _title(printed: str) -> str:
    printed = printed.strip(' "“”„«»‘,;:–—-')
    printed = re.sub(rf"\s\({_Y}\)$", "", printed)
    printed = re.sub(r"^['’](?=\S)|(?<=\S)['’]$", "", printed)
    return printed.rstrip(" .,").strip()


def _authors_behind(title: str, journal: str) -> tuple[tuple[str, ...], str, str]:
    """Authors behind the title, as older lists of PubMed have them: `Title. Slutsky I, Wu L. J Res`."""
    for match in re.finditer(r"(?<=[.?!])\s+", title):
        chain = _chain(title[match.end() :] + ".") if match.end() < len(title) else None
        if chain and len(title[: match.start()].split()) > 2:
            behind = title[match.end() :][chain[1] :].strip(" .")
            return chain[0], _title(title[: match.start()]), journal or behind
    return (), title, journal
