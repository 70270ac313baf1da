"""Authors, by where their initials stand; groups, by a word such as Institute."""

import re
from collections.abc import Sequence
from functools import cache

from magclaims.knowledge.sentence_pack import every_pack
from magclaims.knowledge.small_words import any_language
from magclaims.model.lazily import expression
from magclaims.read.article.reference_fields.place import year_behind
from magclaims.read.article.reference_fields.quotes import quoted_title
from magclaims.read.article.reference_fields.words import (
    A_YEAR,
    NO_DATE,
    any_of_list,
    reference_words,
)

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"(?:[dDlL]['’])?{_CAPITAL}[\w'’‐-]*"
_PARTICLE = rf"(?:(?!(?:{any_language('and', 'and_before_i')}|in|for|the|of|or|by)\s)[a-zß-öø-ÿ][a-zß-öø-ÿ'’]{{0,4}}|'t|’t)"
# The next word of a family name is no initials: "McAllister J, St. John P".
_NEXT = rf"(?!{_CAPITAL}{{1,2}}(?![\w'’‐-])){_WORD}"
_FAMILY = rf"(?:{_PARTICLE}\s){{0,3}}(?:St\.\s)?{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NEXT}){{0,3}}"
_INITIALS = rf"{_CAPITAL}{{1,4}}(?:-{_CAPITAL}{{1,2}})?"
# "M. a. C.": how citation tools write the initials of "María A. C.".
_DOTTED = (
    rf"(?:{_CAPITAL}[a-z]?\.[\s‐-]{{0,2}}(?:[a-z]\.\s(?={_CAPITAL}\.))?){{1,5}}(?:{_CAPITAL}\b)?"
)
_SUFFIX = r"(?:,?\s(?:[JS]r\.?|I{2,3}|IV|2nd|3rd)(?![\w]))?"
_GIVEN = rf"(?:{_CAPITAL}\.|{_WORD})(?:(?:\s|(?<=\.)-?)(?:{_CAPITAL}\.|{_WORD}))*"
# "Berg, T. van den": the particles may stand behind the initials.
_PARTICLES_BEHIND = rf"(?:\s?\b(?:{any_language('particle')})(?:\s(?:{any_language('particle', 'particle_next')}))*(?=\s?[,;&(]|\s(?:{any_language('and')})\s|$))?"
_FORMS = (
    rf"{_FAMILY},\s?(?:{_DOTTED}{_PARTICLES_BEHIND}|{_CAPITAL}{{1,3}}(?![\w.’'])){_SUFFIX}",  # Slutsky, I. M.
    rf"{_FAMILY}\s{_INITIALS}(?![\w.]{{2}}|[\w’']){_SUFFIX}",  # Slutsky IM
    rf"{_DOTTED}\s?{_FAMILY}{_SUFFIX}",  # I. M. Slutsky
    rf"{_FAMILY}\s{_DOTTED}{_SUFFIX}",  # Slutsky I. M.
)
_AND = rf"(?:&|{any_language('and', 'and_before_i')})"
_BETWEEN = expression(
    rf"\s?[,;]\s?(?:\.{{3}}|…)\s?(?:{_AND}\s)?|\s?[,;]\s?(?:{_AND}\s)?|\s?(?:\.{{3}}|…)\s?(?:{_AND}\s)?"
    rf"|(?:\s|(?<=\s)){_AND}\s"
)
_BEHIND = expression(
    rf"\s?(?:,\s(?={A_YEAR}[a-z]?[.,:]\s)|[.:]\s+(?=\S)|[.:]$|[.,]?\s?(?=\()|,\s?(?=[\"“”‘'«„])|\s(?=[\"“”‘«„–—-])|$)"
)


_TITLE_BEHIND_COMMA = expression(
    r",\s(?=[^\W\d_a-z][^,.]{0,80}?\s[a-zß-öø-ÿ]{2,}\s?[^,.]{0,80},\s)(?![^,]{0,80}\b(?:eds?|hrsg)\b)"
)
"""`Slutsky I, Omega 3 and the heart, Void Reviews 45(3)`: all is parted by commas."""


@cache
def _others() -> re.Pattern[str]:
    """What stands for the authors that are not listed."""
    packs = (re.escape(entry.rstrip(".")) for entry in every_pack().others)
    groups = rf"(?:{any_of_list('for_group')})\s[^.]{{3,80}}"
    more = rf"(?:{_AND}\s)?(?:\d{{1,3}}\s)?(?:{any_of_list('other_authors')})"
    others = {*packs, r"e\.?\s?a", r"et\.? al", more, groups}
    listed = "|".join(sorted(others, key=len, reverse=True))
    return re.compile(rf"[,;]?\s?\(?(?:{listed})\b\.?\)?[.,:]?\s?", re.IGNORECASE)


@cache
def _editing() -> re.Pattern[str]:
    """What says of the names before it that they are editors: `(Eds.)`, `, editors`."""
    return re.compile(
        rf"[,.]?\s?\((?:{any_of_list('editors')})\.?\)[.,:]?\s?|,\s(?:{any_of_list('editors')})\b[.,:]\s"
    )


@cache
def _degree() -> re.Pattern[str]:
    return re.compile(rf",\s(?:{any_of_list('degrees')})(?=[\s,.;:]|$)")


_DATED = re.compile(rf",?\s(?P<year>{A_YEAR})[a-z]?[.:,]\s(?=\S)")
_YEAR_FIRST = re.compile(rf"\(?(?P<year>{A_YEAR})\)?[.,:]?\s(?=\S)")


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _FORMS))


@cache
def _journal_word() -> re.Pattern[str]:
    return re.compile(rf"^(?:the\s)?(?:{any_of_list('journal_words')})\b", re.IGNORECASE)


@cache
def _topic() -> re.Pattern[str]:
    """Words of groups that stand in titles, too."""
    return re.compile(any_of_list("organisations_or_topics"), re.IGNORECASE)


@cache
def _organisation() -> re.Pattern[str]:
    words = (*reference_words()["organisations"], *reference_words()["organisations_or_topics"])
    return re.compile("|".join(words), re.IGNORECASE)


Told = tuple[tuple[str, ...], str, int | None]
"""The authors, what follows them, and the year that stands beside them."""


def authors_of(head: str, links: Sequence[str]) -> Told:
    """The authors at the start, what follows them, and the year that stands beside them."""
    if any(len(link.split()) > 2 and head.startswith(link) for link in links):
        return (), head, None
    head = _anonymous().sub("", _degree().sub("", head))
    for read in (_behind_year, _around_year, _undated, _before_quote, _of_group, _group_and_people):
        if (found := read(head, links)) is not None:
            return found
    return _people(head) or _before_year(head) or _group_before(head)


def _year_of(found: re.Match[str]) -> int | None:
    return int(found["year"]) if found["year"] else None


def _behind_year(head: str, _links: Sequence[str]) -> Told | None:
    """`2014. Vos A. Title`."""
    first = _YEAR_FIRST.match(head)
    chain = chain_of_names(head[first.end() :]) if first else None
    if first is None or not chain:
        return None
    return chain[0], head[first.end() + chain[1] :], int(first["year"])


def _in_brackets(head: str) -> re.Match[str] | None:
    """A year, or that there is none, in brackets."""
    return re.search(
        rf"[\s,]*\((?:[^()]{{0,20}}[\s.,])?(?:(?P<year>{A_YEAR})[a-z]?|{NO_DATE})(?:,[^()]{{0,20}})?\)[.,:]?",
        head,
    )


def _around_year(head: str, links: Sequence[str]) -> Told | None:
    """`Vos A (2013). Title`; where the title stands before the year, what is behind it may be the group."""
    quote, year = quoted_title(head), _in_brackets(head)
    if year is None or not year.start() or (quote is not None and quote[0] < year.start()):
        return None
    before, rest = head[: year.start()], head[year.end() :]
    linked = any(len(link.split()) > 3 and link in before for link in links)
    chain = chain_of_names(head)
    between = before[chain[1] :] if chain else ""
    parted = chain and re.search(r"[.:]\s*$", head[: chain[1]])
    if chain and parted and len(re.findall(r"\b[^\W\d_A-Z]{5,}", between)) > 1:
        return chain[0], f"{between}. {rest}", _year_of(year)  # "Vos A: A trial (2013). J Void"
    behind = rest.strip(" .")  # "Title (n.d.). Institute of Void", no title and its journal
    if not chain and ". " not in behind and is_group(behind) and not is_group(before):
        return (behind,), before, _year_of(year)
    told = len(rest.split()) > (0 if is_group(before) else 1)
    if told and len(before.split()) < 80 and not linked:
        return split_authors(before), rest, _year_of(year)
    return None


def _undated(head: str, _links: Sequence[str]) -> Told | None:
    """`Title. (n.d.)`, unless all of it is names."""
    year = _in_brackets(head)
    if year is None or year["year"] or head[year.end() :].strip() or quoted_title(head):
        return None
    before = head[: year.start()].strip()
    names = whole_chain(before)
    return (names, "", None) if names else _group_before(before)


def _before_quote(head: str, _links: Sequence[str]) -> Told | None:
    """`Vos A. "Title"`."""
    quote, chain = quoted_title(head), chain_of_names(head)
    between = head[chain[1] : quote[0]] if quote and chain else ""
    within = between.endswith(": ") or (
        len(between.split()) > 1 and not _others().search(between)
    )  # "Jansen A. The prices of the 'big ones'": a part of the title
    if quote is None or within:
        return None
    before = head[: quote[0]].strip(" ,:.–—-")
    if not before:
        return (), head, None
    before, found = year_behind(before)
    if _journal_word().search(before):  # "Journal of Void: 'Title'"
        return (), head[quote[0] :], found
    return split_authors(before), head[quote[0] :], found


def _of_group(head: str, _links: Sequence[str]) -> Told | None:
    """`Made T.H. Up School of Health. Title`: a group whose name begins as a person's."""
    whole, chain = (
        re.match(r"(?P<group>[^,;:]{2,100}?[^\W\d_]{2})\.\s(?=\S)", head),
        chain_of_names(head),
    )
    if whole is None or not chain or len(chain[0]) != 1 or whole.end() <= chain[1]:
        return None
    return ((whole["group"],), head[whole.end() :], None) if is_group(whole["group"]) else None


def _group_and_people(head: str, _links: Sequence[str]) -> Told | None:
    """`WHO; Vos A. Title`."""
    group = re.match(r"(?P<group>[^.;]{2,100});\s", head)
    others = chain_of_names(head[group.end() :]) if group and is_group(group["group"]) else None
    if group is None or not others:
        return None
    return (group["group"], *others[0]), head[group.end() + others[1] :], None


def _people(head: str) -> Told | None:
    """`Vos A, 2013. Title`."""
    chain = chain_of_names(head)
    if not chain:
        return None
    rest = head[chain[1] :]
    beside = re.match(rf"\(?(?P<year>{A_YEAR})[a-z]?\)?\s?[.,:–—-]+\s", rest)
    return (
        chain[0],
        rest[beside.end() :] if beside else rest,
        int(beside["year"]) if beside else None,
    )


_LONGEST_BEFORE_YEAR = 150


def _before_year(head: str) -> tuple[tuple[str, ...], str, int | None] | None:
    """Surnames alone, or a group, before a year without brackets: `Carter & Jones, 2011. Title`."""
    dated = _DATED.search(head)
    if dated and dated.start() < _LONGEST_BEFORE_YEAR:
        before = head[: dated.start()]
        surnames = re.fullmatch(rf"{_FAMILY}(?:(?:,\s|,?\s{_AND}\s){_FAMILY})*", before)
        people = surnames and re.search(rf"\s{_AND}\s", before)
        if people or (is_group(before) and not re.search(r"[.:]\s", before)):
            return split_authors(before), head[dated.end() :], int(dated["year"])
    return None


@cache
def _anonymous() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of_list('anonymous')})[.,:]\s(?=\S)")


def chain_of_names(text: str) -> tuple[tuple[str, ...], int] | None:
    """Names at the start that all have one form, and where what follows them begins."""
    for form in _forms():
        names, position, _ = _names_in(form, text)
        # `Vitamin D` has the form of a name.
        if not names or names[0].split(maxsplit=1)[0].lower() in every_pack().single_letter_after:
            continue
        if editing := _editing().match(text, position):
            return tuple(names), editing.end()
        stop = text.startswith(".", position)  # "Slutsky I. u. a."
        others = _others().match(text, position + stop)
        if others:
            return tuple(names), others.end()
        # "Slutsky, I. Title": the full stop of the initials ends the list, too.
        if text[position - 1] in ". " and re.match(r"\s?[^\W\d_a-z]|\s?[\"“(\d]", text[position:]):
            return tuple(names), position
        behind = _BEHIND.match(text, position) or _TITLE_BEHIND_COMMA.match(text, position)
        if behind and (behind.end() < len(text) or len(names) > 1):
            return tuple(names), behind.end()
    return _first_et_al(text)


def _first_et_al(text: str) -> tuple[tuple[str, ...], int] | None:
    """`Slutsky et al.`: a family name that stands for others, too."""
    match = re.match(rf"{_FAMILY}(?:\s{_INITIALS}|,\s?{_DOTTED}|,\s{_GIVEN})?", text)
    others = _others().match(text, match.end()) if match else None
    return ((match.group().strip(),), others.end()) if match and others else None


def _group_before(head: str) -> tuple[tuple[str, ...], str, int | None]:
    """A group as the author: `World Health Organization. Title`."""
    match = re.match(
        r"(?P<group>(?:(?:[A-Z]\.){2,}|[^.]){2,120}?(?:e\.V|Inc|Ltd)?)(?:\.\s+|\s[–—-]\s)(?=\S)",
        head,
    )
    named = re.match(r"(?P<group>[^.:,;]{2,80}):\s(?=[^\W\d_])", head)
    if named and is_group(named["group"]) and not _topic().search(named["group"]):
        return (named["group"],), head[named.end() :], None  # "Bundesinstitut für X: Title"
    if match and is_group(match["group"]):
        return (match["group"],), head[match.end() :], None
    dated = re.match(rf"(?P<group>[^,.]{{2,80}}),\s(?=\S[^.]{{3,200}},\s{A_YEAR}\.?$)", head)
    if dated and is_group(dated["group"]):  # "RIVM, Title, 2024"
        return (dated["group"],), head[dated.end() :], None
    return (), head, None


def is_group(name: str) -> bool:
    """Whether a name is that of a group: by a word such as Institute, or as an acronym."""
    words = re.findall(r"[^\W\d_]+", name)
    acronym = len(words) == 1 and words[0].isupper() and 3 <= len(words[0]) <= 8
    known = len(words) <= 14 and _organisation().search(name) is not None
    # A title has small words; a name has capitals.
    capitals = sum(word[0].isupper() for word in words) * 2 >= len(words)
    return name[:1].isupper() and (acronym or (known and capitals))


_NAME_OF_TWO = expression(
    r"(?:Van|Von|De|Den|Der|Del|Della|Di|Da|Dos|La|Le|El|Al|Ten|Ter|St\.?|Mac)\s", re.IGNORECASE
)


def split_authors(text: str) -> tuple[str, ...]:
    """The names in a text that is known to be the authors."""
    text = text.strip(" .,:;–—-") + ("." if re.search(r"\b[A-Z]\.$", text.strip(" ,:;–—-")) else "")
    text = re.sub(rf"\s?[(,]\s?(?:{any_of_list('editors')})\.?\)?$", "", text)
    whole = text
    while (others := list(_others().finditer(text))) and others[-1].end() >= len(text.rstrip()):
        text = text[: others[-1].start()].rstrip(" ,;")
    if not text:
        return ()
    if ";" in text:
        return tuple(_named(re.split(r"\s?;\s?(?:&\s|and\s|en\s)?", text)))
    chain = whole_chain(text)
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


def whole_chain(text: str) -> tuple[str, ...]:
    """The names of a text that holds nothing else, all of one form."""
    for form in _forms():
        names, _, behind = _names_in(form, text)
        if names and not text[behind:].strip(" ."):
            return tuple(names)
    return ()


def _names_in(form: re.Pattern[str], text: str) -> tuple[list[str], int, int]:
    """Names of one form at the start; where the last one ends, and where what may part it from a next one does."""
    names: list[str] = []
    end = behind = 0
    while match := form.match(text, behind):
        names.append(match.group().strip())
        end = behind = match.end()
        between = _BETWEEN.match(text, end)
        if between is None:
            break
        behind = between.end()
    return names, end, behind


def _named(pieces: Sequence[str]) -> list[str]:
    return [
        piece.strip(" .") if not re.search(r"\b[A-Z]\.$", piece) else piece.strip()
        for piece in pieces
        if piece.strip(" .&")
    ]
