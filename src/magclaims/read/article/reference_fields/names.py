"""Names of people, by where their initials stand; of groups, by a word such as Institute."""

import re
from collections.abc import Sequence
from functools import cache

from magclaims.knowledge.sentence_pack import every_pack
from magclaims.knowledge.small_words import any_language
from magclaims.model.lazily import expression
from magclaims.read.article.reference_fields.words import A_YEAR, any_of_list
from magclaims.read.article.reference_fields.words import CAPITAL as _CAPITAL

_WORD = rf"(?:[dDlL]['’])?{_CAPITAL}[\w'’‐-]*"
_PARTICLE = rf"(?:(?!(?:{any_language('and', 'and_before_i')}|in|for|the|of|or|by)\s)[a-zß-öø-ÿ][a-zß-öø-ÿ'’]{{0,4}}|'t|’t)"
_SURNAME = rf"(?:[dDlL]['’])?{_CAPITAL}[\w'’‐-]+"
# The next word of a family name is no initials: "McAllister J, St. John P".
_NEXT = rf"(?!{_CAPITAL}{{1,2}}(?![\w'’‐-])){_WORD}"
_FAMILY = (
    rf"(?:{_PARTICLE}\s){{0,3}}(?:St\.\s)?{_SURNAME}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NEXT}){{0,3}}"
)
# Not the first of several: "Mazur E. E. et al."
_INITIALS = (
    rf"{_CAPITAL}{{1,4}}(?:-{_CAPITAL}{{1,2}})?"
    rf"(?!\.\s?{_CAPITAL}\.(?:,|\s(?:\(|{_CAPITAL}|(?:et|{any_language('and')})\s)))"
)
# "M. a. C.": how citation tools write the initials of "María A. C.".
_DOTTED = rf"(?!St\.\s{_CAPITAL}[a-z])(?:{_CAPITAL}(?:(?<=[CPST])h|(?<=[YJ])u)?\.[\s‐-]{{0,2}}(?:[a-z]\.\s(?={_CAPITAL}\.))?){{1,5}}(?:{_CAPITAL}(?=[,;]|\s[&(]|$))?"
_SUFFIX = r"(?:,?\s(?:[JS]r\.?|I{2,3}|IV|2nd|3rd)(?![\w]))?"
_GIVEN_WORD = rf"(?:{_CAPITAL}\.|{_WORD}(?:(?<=-[A-Z])\.)?)"
_GIVEN = rf"{_GIVEN_WORD}(?:(?:\s|(?<=\.)-?){_GIVEN_WORD})*"
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
    rf"\s/\s|\s?[,;]\s?(?:\.{{3}}|…)\s?(?:{_AND}\s)?|\s?[,;]\s?(?:{_AND}\s)?|\s?(?:\.{{3}}|…)\s?(?:{_AND}\s)?"
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
    others = {*packs, r"e\.?\s?a", r"u\.\s?a", r"et\.? al", more, groups}
    listed = "|".join(sorted(others, key=len, reverse=True))
    return re.compile(rf"[,;]?\s?\(?(?<!\w)(?:{listed})\b\.?\)?[.,:;]?\s?", re.IGNORECASE)


@cache
def _editing() -> re.Pattern[str]:
    """What says of the names before it that they are editors: `(Eds.)`, `, editors`."""
    return re.compile(
        rf"[,.]?\s?\((?:{any_of_list('editors')})\.?\)[.,:]?\s?|,\s(?:{any_of_list('editors')})\b[.,:]\s"
    )


@cache
def _group_behind() -> re.Pattern[str]:
    """A group behind names: an author behind "and", else whom they write for."""
    return re.compile(
        rf"(?:[,;]\s(?P<and>{_AND}\s)?|\s(?P<and_alone>{_AND}\s))(?P<group>[^.;:()]{{0,60}}?\b(?:{any_of_list('study_groups')})\b)[.:,]?\s?(?=\S)"
    )


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _FORMS))


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
            group = _group_behind().match(text, len(text[: others.end()].rstrip(" ,;")))
            return tuple(names), group.end() if group else others.end()
        if group := _group_behind().match(text, position):
            joined = group["and"] or group["and_alone"]
            return (*names, group["group"]) if joined else tuple(names), group.end()
        # "Slutsky, I. Title": the full stop of the initials ends the list, too.
        if text[position - 1] in ". " and re.match(r"\s?[^\W\d_a-z]|\s?[\"“(\d]", text[position:]):
            return tuple(names), position
        behind = _BEHIND.match(text, position) or _TITLE_BEHIND_COMMA.match(text, position)
        if behind and (behind.end() < len(text) or len(names) > 1):
            return tuple(names), behind.end()
    return _first_et_al(text)


def run_of_names(text: str, fewest: int) -> tuple[tuple[str, ...], int] | None:
    """The same of several names, whatever follows them: `I. Vos, A. Berg, A title`; one is parted by a comma."""
    for form in _forms():
        names, end, behind = _names_in(form, text)
        parted = len(names) > 1 or re.match(rf",\s(?!{A_YEAR})", text[end : end + 6])
        if len(names) >= fewest and parted and behind < len(text):
            return tuple(names), behind
    return None


def _first_et_al(text: str) -> tuple[tuple[str, ...], int] | None:
    """`Slutsky et al.`: a family name that stands for others, too."""
    match = re.match(rf"{_FAMILY}(?:\s{_INITIALS}|,\s?{_DOTTED}|,\s{_GIVEN})?", text)
    others = _others().match(text, match.end()) if match else None
    return ((match.group().strip(),), others.end()) if match and others else None


_NAME_OF_TWO = expression(
    r"(?:Van|Von|De|Den|Der|Del|Della|Di|Da|Dos|La|Le|El|Al|Ten|Ter|St\.?|Mac)\s", re.IGNORECASE
)


_FAMILY_IN_CAPITALS = expression(r"(?:[^\W\d_][a-zß-öø-ÿ-]\S*\s)+(?:[^\W\d_a-zß-öø-ÿ'’-]+\s?){1,3}")
"""`Inna VOS`: the family name stands behind."""


def split_authors(text: str) -> tuple[str, ...]:
    """The names in a text that is known to be the authors."""
    text = text.strip(" .,:;–—-") + ("." if re.search(r"\b[A-Z]\.$", text.strip(" ,:;–—-")) else "")
    text = re.sub(rf"\s?[(,]\s?(?:{any_of_list('editors')})\.?\)?$", "", text)
    whole, text = text, _without_others(text)
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
    if len(pieces) > 1 and all(_FAMILY_IN_CAPITALS.fullmatch(piece) for piece in pieces):
        return tuple(pieces)
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


def _without_others(text: str) -> str:
    """Names without "et al." at their end."""
    while (others := list(_others().finditer(text))) and others[-1].end() >= len(text.rstrip()):
        text = text[: others[-1].start()].rstrip(" ,;")
    return text


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


def _inverted(text: str) -> tuple[str, ...]:
    """`Vos, Inna & Berg, Eva`, `VOS, Inna, BERG, Eva`, `Vos, Inna, Berg, Eva u. a.`: the family names first."""
    head = _without_others(text)
    lists = re.split(rf"\s?;\s|\s/\s|,?\s{_AND}\s", re.sub(r"(?<=\w\w)\.$", "", head))
    parts = [part for listed in lists for part in listed.split(", ")]
    pairs = [", ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
    capitals = all(part.isupper() for part in parts[::2]) and not any(map(str.isupper, parts[1::2]))
    first_only = all(" " in part for part in parts[2:])  # "Vos, Inna, Eva Berg, Ida Kern"
    told = len(lists) > 1 or (len(pairs) > 1 and not first_only) or capitals
    even = all(listed.count(", ") % 2 for listed in lists)
    form = rf"{_FAMILY},\s{_GIVEN}"
    whole = told and even and all(re.fullmatch(form, pair) for pair in pairs)
    return tuple(pairs) if whole else ()


@cache
def _full_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    one = rf"{_FAMILY},\s{_GIVEN}"
    inverted = rf"{one}(?:(?:;\s|\s/\s|,?\s{_AND}\s|,\s)(?:{one}|{_GIVEN}(?:\s{_FAMILY})?))*"
    name = rf"{_GIVEN}\s{_FAMILY}"
    return re.compile(inverted), re.compile(rf"{name}(?:(?:,\s(?:{_AND}\s)?|\s{_AND}\s){name})*")


GROUPS = {"group", "topic", "acronym"}
"""The kinds of `likely_authors` that are no people: told by a sure word, by one of titles too, by capitals."""
_LONGEST_PARTICLE = 5
_LONGEST_INITIALS = 3
_MOST_OF_NAME = 6
"""Words of one author."""


def likely_authors(text: str) -> tuple[str, tuple[str, ...]]:
    """By what a text may be the authors, and their names.

    Returns:
        `initials`, `others` ("et al."), `inverted` (Vos, Inna), `surnames` (Vos & Berg), `natural`
        (Inna Vos), one of `GROUPS`, `journal` (it begins as one), `unknown` (a few words with a
        capital), or nothing where it is none; and the names.
    """
    bare = text.strip(" ,:;–—-")
    if not bare[:1].isalpha() or len(bare) < 2:
        return "", ()
    names = _inverted(bare) or split_authors(text)
    if not names or bare.split(maxsplit=1)[0].lower() in every_pack().single_letter_after:
        return "", ()
    return _kind(bare, names), names


def _kind(bare: str, names: Sequence[str]) -> str:
    if is_journal_like(bare) or _ends_like_journal(bare):
        return "journal"
    if whole_chain(bare):
        return "initials"
    others = _without_others(bare) != bare
    twice = len(re.findall(rf"\s{_AND}\s", bare)) > 1 and ";" not in bare
    if twice or _STOP.search(_without_others(bare)):  # "Vos & Berg, Sleep and Dreams"
        return ""
    if is_group(bare) and not others:
        return "acronym" if " " not in bare else "group" if is_surely_group(bare) else "topic"
    words = bare.split()
    some_in_capitals = len({name.isupper() for name in names if len(name) > _LONGEST_INITIALS}) > 1
    if some_in_capitals and ", " not in names[0]:  # "VOS, Inna, BERG"
        return ""
    if (len(names) == 1 and len(words) > _MOST_OF_NAME) or any(map(str.isdigit, bare)):
        return ""
    if others:
        return "others"
    inverted, natural = _full_names()
    longest = max(len(name.split()) for name in names)
    full = bare.rstrip(".")
    if inverted.fullmatch(full):
        return "inverted"
    if len(names) > 1 and longest <= 3 and re.search(rf"\s{_AND}\s", bare):
        return "surnames"
    if ";" in bare and all(map(natural.fullmatch, names)):
        return "inverted"
    if longest <= 4 and natural.fullmatch(full):
        return "natural"
    begins = bare[0].isupper() or re.fullmatch(_FAMILY, bare)  # "van 't Hof"
    small = words[-1][0].islower() and len(words[-1]) > _LONGEST_PARTICLE
    return "unknown" if begins and not small and len(words) <= _MOST_OF_NAME else ""


_STOP = expression(r"(?<![A-Z])[.?!:]\s|(?<=[A-Z]{2})[.:]\s|\s[–—-]\s")
"""The end of a sentence, not of an initial."""


def is_group(name: str) -> bool:
    """Whether a name is that of a group: by a word such as Institute, or as an acronym."""
    words = re.findall(r"[^\W\d_]+", name)
    acronym = len(words) == 1 and words[0].isupper() and 3 <= len(words[0]) <= 8
    lists = {"organisations": 14, "organisations_or_topics": 9}
    known = any(
        len(words) <= most and _group_words(listed).search(name) for listed, most in lists.items()
    )
    # A title has small words; a name has capitals, or says at once what it is.
    capitals = sum(word[0].isupper() for word in words) * 2 >= len(words)
    named = capitals or _group_head().match(name) is not None
    return name[:1].isupper() and (acronym or (known and named))


@cache
def _group_head() -> re.Pattern[str]:
    """How names of groups begin that go on in small letters: `Haute autorité de`, `Vereniging voor`."""
    return re.compile(
        rf"(?:[^\W\d_]+\s)?(?:{any_of_list('group_heads')})\b(?!\s(?:{any_language('and')})\b)",
        re.IGNORECASE,
    )


def is_surely_group(name: str) -> bool:
    """Whether a name holds a word that only groups have, and does not begin as a journal does."""
    return _group_words("organisations").search(name) is not None and not is_journal_like(name)


@cache
def _group_words(name: str) -> re.Pattern[str]:
    return re.compile(any_of_list(name), re.IGNORECASE)


def is_journal_like(text: str, begin: int = 0) -> bool:
    """Whether what begins there begins as the name of a journal does: `Journal of`, `Tijdschrift voor`."""
    return _journal_word().match(text, begin) is not None


def holds_journal_noun(text: str, start: int = 0, end: int = 10_000) -> bool:
    """Whether a text holds a word that names of journals hold, and hardly a family name."""
    return _noun().search(text, start, end) is not None


@cache
def _noun() -> re.Pattern[str]:
    listed = f"{any_of_list('journal_nouns')}|(?=[^\\W\\d_]{{4}})(?:{any_of_list('journal_abbreviations')})"
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


def _ends_like_journal(text: str) -> bool:
    words = f"{any_of_list('journal_words')}|{any_of_list('journal_last_words')}"
    return re.search(rf"\s(?:{words})$", text, re.IGNORECASE) is not None


@cache
def _journal_word() -> re.Pattern[str]:
    return re.compile(rf"(?:the\s)?(?:{any_of_list('journal_words')})\b", re.IGNORECASE)
