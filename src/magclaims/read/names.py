r"""Lists of authors as people type them: BibTeX's `Last, First and First Last`, and all the others.

Printed references have other forms, which people paste into `author`: `Vermeer A, Jansen B, et al.`,
`Vermeer, A., Jansen, B., & de Vries, C.`, `A. Vermeer en B. Jansen`, `Vermeer A, MD, PhD`. They are
told apart by where the initials stand. Names without any initials between commas alone cannot be:
`Vermeer, Jansen` is read as BibTeX reads it, and who compares it with a record may try both.
"""

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.data import word_set
from magclaims.knowledge.small_words import any_language
from magclaims.model.lazily import expression
from magclaims.model.registry import Person
from magclaims.read.tex import decode

_words = partial(load_data, "names.toml")
_listed = partial(word_set, "names.toml")
MAX_NAMES = 5000
"""More names than this are cut; the longest real author lists have about 5,000."""
MAX_DEPTH = 20
"""So many braces around a list are no list: they are dropped without being read."""
TAIL = 120
"""Characters at the end of a list in which words for the other authors are looked for."""

# `A`, `AB`, `A.`, `A. B.`, `A.-B.`, `Ch.`, `A B`; that they are capitals is looked at apart.
_LETTER = r"[^\W\d_]"
_INITIALS = expression(
    rf"{_LETTER}{{1,4}}|(?:{_LETTER}{_LETTER}?\.[\s‐-]?){{1,5}}{_LETTER}?|(?:{_LETTER}[\s‐-]){{1,4}}{_LETTER}"
)
_COMMA, _BLANK = re.compile(r"[{},]"), re.compile(r"[{} \t\r\n~]")
_WORD = expression(r"[^\W_]")
_FORMATTED = expression(r"\\(?:emph|text(?:it|sl|sc|rm)|it|em)(?![A-Za-z])\s?")
_ELLIPSIS = expression(r"\s*[,;&]?\s*(?:(?<!\.)\.{3}|(?:\s\.){3}|…|\\ldots|\\dots)\s*[,;&]?\s*")
_FOOTNOTE = expression(
    r"(?<=[^\W\d_.])[\d*†‡§¶]{1,4}(?:,\s?[\d*†‡§¶]{1,4})*(?=\s*(?:[,;]|$)|\s(?:and|&)\s)"
)


def names(text: str) -> tuple[Person, ...]:
    """Read the value of `author`, TeX and all; an empty tuple where it names nobody."""
    text = _prepared(text)
    people: list[Person] = []
    for chunk in _chunks(text)[:MAX_NAMES]:
        people += _people(chunk)
    return tuple(p for p in people[:MAX_NAMES] if _WORD.search(p.family or p.name))


def _prepared(text: str) -> str:
    """The list without the words for other authors, and without braces round the whole."""
    if "&" in text and ";" in text:
        text = html.unescape(text)
    # The patterns below look for blanks in several places: of long runs they would try each split.
    text = " ".join(_FORMATTED.sub("", text).split())
    if text.startswith("{" * MAX_DEPTH):
        text = text.strip("{} ")
    while _wraps(text) and (_wraps(text[1:-1].strip()) or _is_list(text[1:-1])):
        text = text[1:-1].strip()
    text = without_others(_FOOTNOTE.sub("", text))
    return _ELLIPSIS.sub(" and ", text).removesuffix(" and ")


def without_others(text: str) -> str:
    """A list of authors without what stands for the rest: `et al.`, `e.a.`, `y otros`."""
    pattern = _others()
    while match := pattern.search(text, max(len(text) - TAIL, 0)):
        text = text[: match.start()]
    return text


@cache
def _others() -> re.Pattern[str]:
    listed = "|".join(_words()["others"])
    return re.compile(
        rf"(?:^|(?<=[\s,;.)\]}}])(?:(?:{any_language('and', 'and_before_i')}|&|\\&)\s)?)[\s({{\[,;]{{0,9}}(?:{listed})[\s.,;)}}\]]{{0,9}}(?:\(?\d{{4}}\)?)?$"
    )


# --- where one name ends ---------------------------------------------------------------------------


@cache
def _separator() -> re.Pattern[str]:
    between = "|".join(map(re.escape, sorted(_words()["between"], key=len, reverse=True)))
    weak = "|".join(map(re.escape, _words()["weak_between"]))
    return re.compile(
        rf"[{{}}]|;|(?:(?<=\s)|(?<=,)|^)(?:(?P<strong>{between})|(?P<weak>{weak}))(?=\s|$)",
        re.IGNORECASE,
    )


def _chunks(text: str) -> list[str]:
    """The parts between `and`, `en`, `&`, `;`: each holds one name, or several with commas."""
    parts: list[str] = []
    start = 0
    has_and = re.search(r"\sand\s", text) is not None
    for match in _outside_braces(_separator(), text):
        mark = match.group()
        left, right = text[start : match.start()], text[match.end() :]
        if match["weak"]:
            parts_here = mark.islower() and _are_two(left, right, listed=has_and)
        else:
            parts_here = mark.islower() or mark in {";", "&", "\\&"} or mark.upper() == "AND"
        if parts_here:
            parts.append(left)
            start = match.end()
    parts.append(text[start:])
    return [part for raw in parts if (part := raw.strip(" \t\r\n,"))]


def _outside_braces(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What a pattern finds in no braces; it finds braces, too."""
    depth = 0
    for match in pattern.finditer(text):
        if match.group() in "{}":
            depth = max(depth + (1 if match.group() == "{" else -1), 0)
        elif depth == 0:
            yield match


def _cut(pattern: re.Pattern[str], text: str) -> list[str]:
    """The parts between what a pattern finds in no braces."""
    ends = [match.span() for match in _outside_braces(pattern, text)]
    edges = [0, *chain.from_iterable(ends), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _are_two(left: str, right: str, *, listed: bool) -> bool:
    """Whether `y`, `e` or `i` stands between two names, not within one."""
    left = re.split(r"[,;]\s", left)[-1].strip(" ,")
    right = re.split(r"\s(?:and|y|e|&)\s", right.strip(), maxsplit=1)[0]
    first = right.split(",")[0].strip()
    if _has_initials(left) and (_has_initials(first) or _has_initials(right.replace(",", " "))):
        return True
    if listed or "," in right:
        return False
    return (len(left.split()) == 1) == (len(first.split()) == 1)


def _has_initials(name: str) -> bool:
    tokens = name.split()
    return len(tokens) > 1 and (_is_initials(tokens[0]) or _is_initials(tokens[-1]))


def _is_initials(text: str) -> bool:
    text = text.strip()
    if not _INITIALS.fullmatch(text):
        return False
    if "." in text:  # `Ch.` is an initial, `ch.` is not
        return all(part[:1].isupper() for part in re.split(r"[.\s‐-]+", text) if part)
    return text.isupper()


def _is_list(text: str) -> bool:
    """Whether what stands in braces is people, not a group: each has initials, and they look it.

    `{Vermeer, A.}` and `{Vermeer A, Jansen B}` are people, `{EFSA Panel}` and `{Hepatitis C}` may not be.
    """
    people = [p for chunk in _chunks(without_others(text)) for p in _people(chunk)]
    if not all(person.family and _is_initials(person.given) for person in people):
        return False
    return len(people) > 1 or any("." in person.given or "," in text for person in people)


# --- one chunk -------------------------------------------------------------------------------------


def _people(chunk: str) -> list[Person]:
    """The people of a chunk: mostly one."""
    if _wraps(chunk):
        inner = chunk[1:-1]
        return _people(inner) if _is_list(inner) else [Person(name=_plain(chunk))]
    parts = _without_degrees([_without_role(part) for part in _commas(chunk)])
    if len(parts) < 2:
        return [_person(part) for part in parts]
    if len(parts) == 2 and _bare(parts[0].split()[-1]) in _listed("generations"):
        return [_last_first(*parts)]  # Vermeer III, Anna B.
    if all(map(_is_complete, parts)):  # Vermeer A, Jansen B
        return [_person(part) for part in parts]
    if len(parts) % 2 == 0 and len(parts) > 2 and all(map(_is_given, parts[1::2])):
        return [_last_first(*pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) == 2:
        return [_last_first(*parts)]
    if len(parts) == 3 and _bare(parts[1]) in _listed("generations"):  # von Last, Jr, First
        return [_last_first(f"{parts[0]} {parts[1]}", parts[2])]
    if any(map(_is_given, parts)):
        return _mixed(parts)
    return [_person(part) for part in parts]  # Anna Vermeer, Bert Jansen, Carl de Vries


def _mixed(parts: Sequence[str]) -> list[Person]:
    """Names with and without a comma within, in one chunk: `Vermeer, A., Jansen, B., WHO`."""
    people: list[Person] = []
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        if rest and _is_given(rest[0]) and not _is_complete(part):
            people.append(_last_first(part, rest.pop(0)))
        else:
            people.append(_person(part))
    return people


def _commas(chunk: str) -> list[str]:
    return [part.strip() for part in _cut(_COMMA, chunk) if part.strip()]


def _without_role(part: str) -> str:
    """Without `(ed.)` behind it."""
    role = re.search(r"\s*[(\[]([^()\[\]]{1,30})[)\]]\.?$", part)
    if role and _bare(role[1]) in _listed("roles"):
        part = part[: role.start()]
    return part


def _without_degrees(parts: Sequence[str]) -> list[str]:
    """Without parts that are a degree, and without a suffix behind a whole name."""
    kept = list(parts[:1])
    for number, part in enumerate(parts[1:], 1):
        bare = _bare(part)
        whole = len(kept[-1].split()) > 1 if kept else False
        # `Vermeer, MD` has the initials M. D.; `Vermeer A, MD` and `Vermeer, A., MD` a degree.
        # `Vermeer, Anna, MD` names one person; in `Vermeer, A, Jansen, MD` a family name stands before it.
        behind = whole or len(kept) == 2 or (len(kept) > 1 and _is_given(kept[-1]))
        if behind and bare in _listed("degrees"):
            continue
        last = number == len(parts) - 1
        if behind and bare in _listed("generations") and (last or not _is_given(parts[number + 1])):
            continue
        kept.append(part)
    return kept


def _bare(text: str) -> str:
    return re.sub(r"[^\w ]", "", _plain(text)).casefold().strip()


def _is_given(part: str) -> bool:
    """Whether a part is initials alone, perhaps with particles behind: `A.`, `A. van der`."""
    tokens = _plain(part).split()
    while len(tokens) > 1 and tokens[-1] in _listed("particles"):
        tokens.pop()
    return _is_initials(" ".join(tokens))


def _is_complete(part: str) -> bool:
    """Whether a part is a name with its initials, so that the comma behind it separates people."""
    tokens = _tokens(part)
    while len(tokens) > 2 and (tokens[-1] in _listed("particles") or _is_suffix(tokens)):
        tokens = tokens[:-1]
    if len(tokens) < 2 or _is_initials(" ".join(tokens)):
        return False
    return _ends_with_initials(tokens) or _is_initials(tokens[0])


def _ends_with_initials(tokens: Sequence[str]) -> bool:
    """Whether initials stand behind the family name; `WANG LI` counts, `Anna LI` does too."""
    last, before = tokens[-1], tokens[-2]
    if not _is_initials(last) or len(last.replace(".", "")) > 4:
        return False
    if "." in tokens[0] and "." not in last and _is_initials(tokens[0]):  # J. L. YU
        return False
    return (
        any(letter.islower() for letter in before)
        or (_is_initials(before) and len(tokens) > 2)
        or len(before) > max(3, len(last))
        or last.endswith(".")
    )


def _tokens(part: str) -> list[str]:
    """The words of a name, what stands in braces as one."""
    return [plain for token in _cut(_BLANK, part) if (plain := _plain(token))]


def _last_first(family: str, given: str) -> Person:
    """`Last, First`; particles behind the given name go before the family name in the comparison."""
    return Person(family=_plain(family), given=_plain(given))


def _person(part: str) -> Person:
    """A name without a comma: `First von Last`, `Last I`, `I. Last`, `Last I von`."""
    if _wraps(part):
        return Person(name=_plain(part))
    tokens = _tokens(part)
    while len(tokens) > 1 and _bare(tokens[0]) in _listed("titles") and len(tokens[0]) > 1:
        if all(map(_is_initials, tokens[1:])):
            break  # "Mag C", "Ing B. H.": a family name, for nothing else is one
        tokens = tokens[1:]
    while len(tokens) > 2 and _is_suffix(tokens):
        tokens = tokens[:-1]
    if len(tokens) < 2:
        return Person(family="".join(tokens))
    particles = 0
    while particles < len(tokens) - 2 and tokens[-1 - particles] in _listed("particles"):
        particles += 1
    head, moved = tokens[: len(tokens) - particles], tokens[len(tokens) - particles :]
    if _ends_with_initials(head):
        cut = len(head) - 1
        while cut > 1 and _is_initials(head[cut - 1]):
            cut -= 1
        given = " ".join(head[cut:])
        if len(head) - cut == 1 and head[cut].count(".") == 1:
            given = given.rstrip(".")
        return Person(family=" ".join([*moved, *head[:cut]]), given=given)
    # First von Last: the family name begins at the first word in lower case that is not the last.
    start = next(
        (i for i, token in enumerate(tokens[:-1]) if token[:1].islower() and i), len(tokens) - 1
    )
    if 1 < start < len(tokens) - 1 and tokens[start] in _listed("weak_between"):
        start -= 1  # Ortega y Gasset
    if tokens[0][:1].islower():  # von Last, without a first name
        start = 0
    return Person(family=" ".join(tokens[start:]), given=" ".join(tokens[:start]))


def _is_suffix(tokens: Sequence[str]) -> bool:
    """Whether a name ends in a degree or suffix: `Vermeer A MD`; `Ivanov II` has initials."""
    bare = _bare(tokens[-1])
    return bare in _listed("degrees") or bare in _listed("generations")


def _plain(part: str) -> str:
    return " ".join(decode(part).split())


def _wraps(name: str) -> bool:
    """Whether one pair of braces goes round the whole."""
    if not name.startswith("{") or name.startswith("{\\"):
        return False
    depth = 0
    for match in re.finditer("[{}]", name):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.end() == len(name)
    return False
