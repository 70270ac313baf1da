"""Compare the fields of a bibliography entry with those of a record, one function per field.

Every function is pure, takes text as people print it and as registries keep it, and answers with a
`FieldMatch`. Sizes are capped: titles at `MAX_TITLE` characters, author lists at `MAX_AUTHORS`.
"""

import html
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from magclaims.models import Person
from magclaims.tex import decode

FieldName = Literal[
    "title", "first_author", "authors", "year", "journal", "volume", "issue", "pages"
]
Result = Literal["same", "equivalent", "different", "absent"]
MAX_TITLE = 2000
MAX_AUTHORS = 200
ABOUT = "is about that work, not that work itself"


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field of an entry beside the record's.

    Attributes:
        field: Which field.
        result: `same`, `equivalent` (see `how`), `different`, or `absent` (nothing to compare).
        printed: The value of the entry.
        record: The value of the record.
        how: In which way they are equivalent or different; may be empty.
        score: 1 for the same value, down to 0; 0 where absent.
    """

    field: FieldName
    result: Result
    printed: str = ""
    record: str = ""
    how: str = ""
    score: float = 0.0

    @property
    def agrees(self) -> bool:
        """Whether the two values are the same, one way or another."""
        return self.result in {"same", "equivalent"}

    @property
    def differs(self) -> bool:
        """Whether both have a value, and not the same."""
        return self.result == "different"


# --- Text ---------------------------------------------------------------------------------------

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´ʼ′](?=\w)")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"®": " ", "™": " ", "©": " ", "\ufffd": " ", "&": " and ", "ŋ": "n", "ħ": "h", "µ": "μ"}
)
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau",
    "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_GREEK_TABLE = str.maketrans(_GREEK)
_GREEK_RUN = re.compile("[α-ως]{2,}")
_DIGRAPH = re.compile("ae|oe|ue")
_SPELLING = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("our", "or"))


@cache
def knowledge() -> Mapping[str, Any]:
    """The lists of `knowledge/matching.toml`."""
    return tomllib.loads((files("magclaims.knowledge") / "matching.toml").read_text("utf-8"))


@cache
def _small() -> frozenset[str]:
    return frozenset(knowledge()["words"]["small"])


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: lower case, no accents, markup, TeX or marks."""
    text = clean(text)[:MAX_TITLE]
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    if not _GREEK_RUN.search(text):  # a letter as a symbol, not a word in Greek
        text = text.translate(_GREEK_TABLE)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(_APOSTROPHE.sub("", text)))


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """A text without entities (also doubly escaped), tags and TeX, its spaces collapsed."""
    text = text[: 4 * MAX_TITLE]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text or "$" in text:
        text = decode(text)
    return " ".join(text.split())


def _loose(text: str) -> str:
    """Letters and digits only, with ae/oe/ue as the letter that they may stand for."""
    return _DIGRAPH.sub(lambda match: match.group()[0], text)


def _alike(a: str, b: str) -> bool:
    """Whether two words are spellings of one: transliteration, British or American, one slip.

    One differing letter is allowed in words of five letters or more that begin alike; never a
    digit (IL-6 is not IL-8), nor a leading negation (atypical).
    """
    if a == b or _loose(a) == _loose(b):
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0] or not (a.isalpha() and b.isalpha()):
        return False
    for british, american in _SPELLING:
        if a.replace(british, american) == b.replace(british, american):
            return True
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(_loose(a), _loose(b), score_cutoff=1) <= 1


# --- Titles -------------------------------------------------------------------------------------

_BREAK = re.compile(r"\s*(?:[:;?!.…([]|\s[-‐‑‒–—−]+\s|[–—])")
_NOTICE = re.compile(
    r"^\W{0,3}(?:retracted|withdrawn|removed|temporary removal)(?:\s+(?:article|paper|chapter))?"
    r"(?:\W{1,3}|(?<=article)\s)(?=\w)",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:\.{2,}|…)\W*$")


def title_match(printed: str, record: str, others: Iterable[str] = ()) -> FieldMatch:
    """Compare a title with a record's title, and with its other titles."""
    if not words(printed) or not (words(record) or any(words(other) for other in others)):
        return FieldMatch("title", "absent", printed, record)
    best = _titles(printed, record)
    for other in others:
        if best.agrees:
            break
        match = _titles(printed, other)
        if match.agrees:
            best = FieldMatch(
                "title",
                "equivalent",
                printed,
                record,
                f"it is another of its titles: {other}",
                0.95,
            )
    return best


def _titles(printed: str, record: str) -> FieldMatch:
    def match(result: Result, how: str = "", score: float = 1.0) -> FieldMatch:
        return FieldMatch("title", result, printed, record, how, score)

    a_text, b_text = _NOTICE.sub("", clean(printed)), _NOTICE.sub("", clean(record))
    a, b = words(a_text), words(b_text)
    if not a or not b:
        return match("absent", score=0.0)
    if a == b:
        return match("same")
    if _about(a_text) != _about(b_text):
        return match("different", ABOUT if _about(b_text) else "", 0.0)
    a_joined, b_joined = "".join(a), "".join(b)
    if a_joined == b_joined:
        return match("same")
    if _loose(a_joined) == _loose(b_joined):
        return match("equivalent", "transliterated", 0.99)
    score = _ratio(a_joined, b_joined)
    if _word_for_word(a, b):
        return match("equivalent", "spelled a little differently", max(score, 0.9))
    cut = _CUT.search(a_text) is not None
    if _begins(a, b) and (len(a) >= 4 or cut or _at_break(a, b_text)):
        how = "without its subtitle" if _at_break(a, b_text) else "cut short"
        return match("equivalent", how, max(score, 0.9))
    if _begins(b, a) and (len(b) >= 4 or _at_break(b, a_text)):
        return match("equivalent", "with more words behind it", max(score, 0.9))
    return match("different", score=score)


def _ratio(a: str, b: str) -> float:
    from rapidfuzz import fuzz

    return round(fuzz.ratio(a, b) / 100, 3)


@lru_cache(maxsize=16384)
def _about(text: str) -> bool:
    """Whether a title begins like a correction of, reply to or review of another work."""
    head = words(text)[:5]
    labels = _about_labels()
    if not any(head[:n] in labels for n in range(1, 5)):
        return False
    # "Response to exercise in ..." is an ordinary title: the label needs a mark behind it, or quotes.
    return (
        re.match(
            r"[^:“\"‘«]{0,60}[:“\"«]|(?:comments?|commentary) on |corr?ection (?:to|of) |corrigendum |erratum |retraction ",
            text,
            re.IGNORECASE,
        )
        is not None
    )


@cache
def _about_labels() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(label.split()) for label in knowledge()["words"]["about"])


def _word_for_word(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two titles differ only in spelling, in joined words and in small words."""
    from rapidfuzz.distance import Levenshtein

    small = _small()
    slips = 0
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            continue
        left, right = a[op.src_start : op.src_end], b[op.dest_start : op.dest_end]
        if "".join(left) == "".join(right) or {*left, *right} <= small:
            continue
        left = tuple(word for word in left if word not in small)
        right = tuple(word for word in right if word not in small)
        pairs = list(zip(left, right, strict=False))
        if len(left) != len(right) or not all(_alike(x, y) for x, y in pairs):
            return False
        slips += len(pairs)
    return slips <= max(2, len(a) // 4)


def _begins(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one title is the beginning of another, allowing for spelling."""
    if len(short) >= len(long):
        return False
    head = long[: len(short)]
    # The last word of a title that was cut may be cut too.
    return _word_for_word(short, head) or (
        len(short) > 4 and tuple(short[:-1]) == tuple(head[:-1]) and head[-1].startswith(short[-1])
    )


def _at_break(short: Sequence[str], long_text: str) -> bool:
    """Whether the shorter title ends where the longer one has a colon, dash or bracket."""
    for match in _BREAK.finditer(long_text):
        head = words(long_text[: match.start()])
        if len(head) == len(short):
            return True
        if len(head) > len(short):
            return False
    return False


def is_generic(title: str) -> bool:
    """Whether many works share the title: one or two words, or a heading such as "Editorial"."""
    found = words(title)
    joined = " ".join(found)
    return len("".join(found)) < 12 or joined in knowledge()["words"]["generic"]


def languages_differ(printed: str, record: str, record_language: str = "") -> bool:
    """Whether two titles look as if they were in different languages, or scripts.

    Args:
        printed: The entry's title.
        record: The record's title.
        record_language: What the record says of its language (ISO 639-1), used where its title
            shows none; often absent, and often `en` by default.
    """
    if _script(printed) != _script(record):
        return True
    a, b = language_of(printed), language_of(record)
    if a and not b:
        b = record_language[:2].lower()
    return bool(a and b and a != b)


@lru_cache(maxsize=16384)
def language_of(title: str) -> str:
    """The language of a title by its function words; empty where they don't tell."""
    found = set(words(title))
    scores = sorted(
        (
            (len(found.intersection(listed)), code)
            for code, listed in knowledge()["languages"].items()
        ),
        reverse=True,
    )
    (best, code), (second, _) = scores[0], scores[1]
    return code if best > second else ""


def _script(text: str) -> str:
    for letter in text[:MAX_TITLE]:
        if letter.isalpha() and ord(letter) > 0x02AF:
            name = unicodedata.name(letter, "").split(" ")[0]
            if name not in {"GREEK", "LATIN", "MODIFIER", "MICRO", "MATHEMATICAL"}:
                return name
    return "LATIN"


# --- People -------------------------------------------------------------------------------------


def first_author_match(printed: Sequence[Person], record: Sequence[Person]) -> FieldMatch:
    """Compare the first author of an entry with the record's."""
    shown, real = _shown(printed[:1]), _shown(record[:1])

    def match(result: Result, how: str = "", score: float = 1.0) -> FieldMatch:
        return FieldMatch("first_author", result, shown, real, how, score)

    if not printed or not record or _anonymous(printed[0]) or _anonymous(record[0]):
        return match("absent", score=0.0)
    first = printed[0]
    how = same_person(first, record[0])
    if how is not None:
        return match("equivalent" if how else "same", how, 0.95 if how else 1.0)
    if _is_group(first) != _is_group(record[0]):
        others = [p for p in record[1:MAX_AUTHORS] if _is_group(p) == _is_group(first)]
        if any(same_person(first, other) is not None for other in others[:3]):
            return match("equivalent", "the record names a group as well", 0.9)
        if _is_group(first) or not others:
            return match("absent", "a group on one side, people on the other", 0.0)
    for position, other in enumerate(record[1:MAX_AUTHORS], 2):
        if same_person(first, other) is not None:
            return match("different", f"that is author {position} of the record", 0.3)
    return match("different", score=0.0)


def authors_match(printed: Sequence[Person], record: Sequence[Person]) -> FieldMatch:
    """Compare the lists of authors; a shorter printed list is no difference."""
    shown, real = _shown(printed), _shown(record)
    if not printed or not record or _anonymous(printed[0]) or _anonymous(record[0]):
        return FieldMatch("authors", "absent", shown, real)
    few, many = printed[:MAX_AUTHORS], record[:MAX_AUTHORS]
    if any(map(_is_group, few)) != any(map(_is_group, many)) and len(few) == 1:
        return FieldMatch("authors", "absent", shown, real)
    cursor, found, ordered = 0, 0, True
    for person in few:
        places = [*range(cursor, len(many)), *range(cursor)]
        place = next((i for i in places if same_person(person, many[i]) is not None), None)
        if place is not None:
            found += 1
            ordered = ordered and place == cursor
            cursor = place + 1
    score = round(found / len(few), 3)
    if found == len(few):
        if ordered and len(few) == len(many):
            return FieldMatch("authors", "same", shown, real, score=1.0)
        how = "fewer are printed" if len(few) < len(many) else "in another order"
        return FieldMatch("authors", "equivalent", shown, real, how, 0.95)
    if score >= 0.7 or (len(few) > len(many) and found == len(many)):
        missing = len(few) - found
        return FieldMatch(
            "authors", "equivalent", shown, real, f"{missing} not in the record", score
        )
    return FieldMatch("authors", "different", shown, real, f"{found} of {len(few)} agree", score)


def same_person(a: Person, b: Person) -> str | None:
    """How two names are one person's: empty for the same name, a reason, or None if they are not."""
    if _is_group(a) or _is_group(b):
        return _same_group(a, b)
    a_family, b_family = _family(a.family), _family(b.family)
    if not a_family or not b_family:
        return None
    fits = _initials_fit(a.given, b.given)
    if a_family == b_family:
        return "" if fits else _swapped(a, b)
    a_core, b_core = "".join(_core(a)), "".join(_core(b))
    if a_core and a_core == b_core and fits:
        return "" if a_core in {a_family, b_family} and a_family == b_family else "particle"
    if _loose(a_family) == _loose(b_family) and fits:
        return "transliterated"
    if fits and a.given and b.given and _alike(a_family, b_family):
        return "spelled a little differently"
    return _double_name(a, b) or _swapped(a, b) or _whole_name(a, b)


def _swapped(a: Person, b: Person) -> str | None:
    """Family and given name in each other's place, as happens with Asian and Hungarian names."""
    if not a.given or not b.given:
        return None
    for one, other in ((a, b), (b, a)):
        crossed = _family(one.family) == _family(other.given)
        if crossed and _initials_fit(one.given, other.family):
            return "family and given name swapped"
    return None


def _double_name(a: Person, b: Person) -> str | None:
    """One half of a double name: García for García Márquez."""
    a_words, b_words = _core(a), _core(b)
    short, long = sorted((a_words, b_words), key=len)
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 3:
        return None
    givens = _initials(a.given), _initials(b.given)
    # With the first half as a middle name ("Maria Garcia Lopez"), initials still begin alike.
    begins_alike = not givens[0] or not givens[1] or givens[0][0] == givens[1][0]
    return "part of a double name" if short[0] in {long[0], long[-1]} and begins_alike else None


def _whole_name(a: Person, b: Person) -> str | None:
    """A record that holds the whole name in one field."""
    for whole, parted in ((b, a), (a, b)):
        if whole.given or not parted.family:
            continue
        found = words(whole.family)
        family = words(parted.family)
        if len(found) > len(family) and found[-len(family) :] == family:
            rest = " ".join(found[: -len(family)])
            if _initials_fit(parted.given, rest):
                return "the whole name in one field"
    return None


def _same_group(a: Person, b: Person) -> str | None:
    from rapidfuzz import fuzz

    a_words, b_words = words(a.name or a.family), words(b.name or b.family)
    if not a_words or not b_words:
        return None
    if a_words == b_words:
        return ""
    if _is_group(a) != _is_group(b):  # one word in braces is how some write a family name
        return "" if a_words[-1] == b_words[-1] and min(len(a_words), len(b_words)) == 1 else None
    small = _small()
    a_set, b_set = set(a_words) - small, set(b_words) - small
    short, long = sorted((a_set, b_set), key=len)
    if short and len(short & long) / len(short) >= 0.75:
        return "a form of the group's name"
    if fuzz.token_sort_ratio(" ".join(a_words), " ".join(b_words)) >= 85:
        return "a form of the group's name"
    acronyms = {_acronym(a_words), _acronym(b_words)}
    return "a form of the group's name" if acronyms & {*a_words, *b_words} - {""} else None


def _acronym(found: Sequence[str]) -> str:
    letters = "".join(word[0] for word in found if word not in _small())
    return letters if len(letters) >= 2 else ""


def _is_group(person: Person) -> bool:
    return bool(person.name) and not person.family


def _anonymous(person: Person) -> bool:
    shown = " ".join(words(str(person)))
    return not shown or shown in knowledge()["words"]["anonymous"]


@lru_cache(maxsize=65536)
def _family(name: str) -> str:
    found = words(name)
    suffixes = knowledge()["names"]["suffixes"]
    while len(found) > 1 and found[-1] in suffixes:
        found = found[:-1]
    return "".join(found)


def _core(person: Person) -> tuple[str, ...]:
    """The family name without particles (wherever they were put) and suffixes."""
    drop = _particles()
    found = words(person.family)
    return tuple(word for word in found if word not in drop) or found


@cache
def _particles() -> frozenset[str]:
    return frozenset(knowledge()["names"]["particles"]) | frozenset(
        knowledge()["names"]["suffixes"]
    )


@lru_cache(maxsize=65536)
def _initials(given: str) -> str:
    """Initials of given names: `Long-Jun`, `LJ`, `L.-J.` and `L J` all give `lj`."""
    if re.fullmatch(r"[^\W\d_]{1,4}", given) and given.isupper():
        return "".join(words(given))
    drop = _particles()
    return "".join(
        "".join(words(part)) if part.isupper() and len(part) <= 3 else words(part)[0][0]
        for part in re.split(r"[\s.\-‐‑–]+", clean(given))
        if words(part) and words(part)[0] not in drop
    )


def _initials_fit(a: str, b: str) -> bool:
    """Whether two given names can be one person's; unknown ones can."""
    x, y = _initials(a), _initials(b)
    if not x or not y or x[0] == y[0]:
        return True
    short, long = sorted((x, y), key=len)
    return len(long) > len(short) and all(letter in long for letter in short)


def _shown(people: Sequence[Person]) -> str:
    listed = "; ".join(str(person) for person in people[:3])
    return f"{listed}; et al." if len(people) > 3 else listed


# --- Year, volume, issue, pages -----------------------------------------------------------------


def year_match(
    printed: int | None, record: int | None, others: Sequence[int] = (), doi: str = ""
) -> FieldMatch:
    """Compare years: print, online and issue year may each be printed.

    A year beside the record's that the DOI itself carries (10.3389/fnut.2025... published in
    January 2026) counts as equivalent.
    """
    shown, real = str(printed or ""), str(record or "")
    if printed is None or record is None:
        return FieldMatch("year", "absent", shown, real)
    if printed == record:
        return FieldMatch("year", "same", shown, real, score=1.0)
    if printed in others:
        how = "the work has print, online and issue dates in both years"
        return FieldMatch("year", "equivalent", shown, real, how, 0.95)
    years = (record, *others)
    if min(abs(printed - year) for year in years) == 1 and re.search(
        rf"(?<!\d){printed}(?!\d)", doi
    ):
        how = f"the DOI carries {printed}; the year of publication is {record}"
        return FieldMatch("year", "equivalent", shown, real, how, 0.9)
    distance = min(abs(printed - year) for year in years)
    return FieldMatch("year", "different", shown, real, score=max(0.0, 1 - distance / 5))


_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def number_match(field: Literal["volume", "issue"], printed: str, record: str) -> FieldMatch:
    """Compare volumes or issues: `Vol. 37`, `037`, `XXXVII`, `Suppl 1` and `S1`, `17-18` and `17`."""
    a, b = _number(printed), _number(record)
    if not a or not b:
        return FieldMatch(field, "absent", printed, record)
    if a == b:
        return FieldMatch(field, "same", printed, record, score=1.0)
    if field == "issue" and a.isalpha() != b.isalpha():
        return FieldMatch(field, "absent", printed, record, "a month or season beside a number")
    a_parts, b_parts = re.findall(r"\d+|[a-z]+", a), re.findall(r"\d+|[a-z]+", b)
    if (
        a_parts[0] == b_parts[0]
        and a_parts[0].isdigit()
        and (len(a_parts) == 1) != (len(b_parts) == 1)
    ):
        how = "a part, supplement or range is printed on one side only"
        return FieldMatch(field, "equivalent", printed, record, how, 0.9)
    if set(a_parts) == set(b_parts) and "s" in a_parts:
        return FieldMatch(field, "equivalent", printed, record, "a supplement", 0.9)
    return FieldMatch(field, "different", printed, record)


@lru_cache(maxsize=16384)
def _number(text: str) -> str:
    text = clean(text[:100]).lower()
    text = re.sub(
        r"\b(?:volume|vol|band|bd|jahrgang|jaargang|number|no|nr|issue|iss|num)\b\.?", " ", text
    )
    text = re.sub(r"supplement(?:ary|um)?|suppl?\b\.?|\bsup\b\.?", "s", text)
    text = re.sub(r"\bp(?:art|t)\b\.?", "p", text)
    text = re.sub(r"[^0-9a-z]+", "-", unicodedata.normalize("NFKC", text)).strip("-")
    text = re.sub(r"(?<=\d)-?s-?(?=\d)|(?<=s)-(?=\d)", lambda m: m.group().replace("-", ""), text)
    text = re.sub(r"(?<!\d)0+(?=\d)", "", text)
    if _ROMAN.fullmatch(text) and text:
        return str(_from_roman(text))
    return text


def _from_roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[c] for c in text]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


_RANGE = re.compile(
    r"^([a-z]{0,4})0*(\d{1,12})([a-z]{0,2})(?:-([a-z]{0,4})0*(\d{1,12})([a-z]{0,2}))?$"
)


@dataclass(frozen=True, slots=True)
class _Pages:
    letter: str
    first: str
    last: str


@lru_cache(maxsize=16384)
def _pages(text: str) -> _Pages | str | None:
    """First and last page; the bare text where it is no such range; None where it is empty."""
    text = unicodedata.normalize("NFKC", clean(text[:100])).lower()
    text = re.sub(r"[‐‑‒–—−]|--+", "-", text)
    text = re.sub(
        r"^(?:pages?|pp?|s|blz|seiten?|article(?: (?:number|no|id))?|art)(?:\.\s*|\s+|:\s*)",
        "",
        text,
    )
    text = re.split(r"[,;+]", text, maxsplit=1)[0]
    text = re.sub(r"\s+", "", text).strip(".-:")
    if not text:
        return None
    match = _RANGE.match(text)
    if match is None:
        return text
    letter, first, _tail, _letter, last, _last_tail = match.groups()
    if not last:
        return _Pages(letter, first + match[3], first + match[3])
    if len(last) < len(first):  # 165-77 is 165-177
        last = first[: len(first) - len(last)] + last
    return _Pages(letter, first + match[3], last + (match[6] or ""))


def pages_match(printed: str, record: str, article_number: str = "") -> FieldMatch:
    """Compare pages: `165-77`, `e8656` for article 8656, a first page for a range."""
    real = record or article_number
    a = _pages(printed)
    candidates = [_pages(value) for value in (record, article_number) if value]
    if a is None or not any(candidates):
        return FieldMatch("pages", "absent", printed, real)
    results = [_two_pages(a, b) for b in candidates if b is not None]
    best = min(results, key=lambda r: ("same", "equivalent", "absent", "different").index(r[0]))
    score = {"same": 1.0, "equivalent": 0.95, "absent": 0.0, "different": best[2]}[best[0]]
    return FieldMatch("pages", best[0], printed, real, best[1], score)


def _two_pages(a: _Pages | str, b: _Pages | str) -> tuple[Result, str, float]:
    if isinstance(a, str) or isinstance(b, str):
        return ("same", "", 1.0) if a == b else ("different", "", 0.0)
    if (a.first, a.last) == (b.first, b.last):
        if a.letter == b.letter:
            return "same", "", 1.0
        return "equivalent", "with or without its letter", 0.95
    if a.first == b.first and a.first == a.last:
        return "equivalent", "the first page only", 0.95
    if a.first == b.first and b.first == b.last:
        return "equivalent", "the record has the first page only", 0.95
    # Pages counted within the article (1-12) say nothing about an article number, nor the reverse.
    for one, other in ((a, b), (b, a)):
        if (
            one.first == "1"
            and one.last != "1"
            and other.first == other.last
            and len(other.first) >= 3
        ):
            return "absent", "pages within the article beside an article number", 0.0
    return (
        "different",
        "the last page differs" if a.first == b.first else "",
        0.5 * (a.first == b.first),
    )


# --- Journals -----------------------------------------------------------------------------------


def journal_match(
    printed: str, record: str, others: Iterable[str] = (), *, article: bool = True
) -> FieldMatch:
    """Compare journals: abbreviated (ISO 4), acronyms, `The`, `&`, subtitles, former names.

    Args:
        printed: What the entry says.
        record: The record's name of the journal or book.
        others: Short titles and former names.
        article: Whether it is a journal. Names of books and proceedings are printed in so many
            forms that only names without anything in common are a difference.
    """
    names = [name for name in (record, *others) if journal_words(name)]
    if not journal_words(printed) or not names:
        return FieldMatch("journal", "absent", printed, record)
    for index, name in enumerate(names):
        if journal_words(printed) == journal_words(name):
            if index == 0:
                return FieldMatch("journal", "same", printed, record, score=1.0)
            return FieldMatch(
                "journal", "equivalent", printed, record, "another of its names", 0.98
            )
    for name in names:
        how = _same_journal(printed, name)
        if how:
            return FieldMatch("journal", "equivalent", printed, record, how, 0.95)
    from rapidfuzz import fuzz

    left, right = " ".join(journal_words(printed)), " ".join(journal_words(names[0]))
    score = round(fuzz.token_sort_ratio(left, right) / 100, 3)
    if not article and fuzz.token_set_ratio(left, right) >= 60:
        return FieldMatch(
            "journal", "equivalent", printed, record, "a form of the book's name", score
        )
    return FieldMatch("journal", "different", printed, record, score=score)


@lru_cache(maxsize=16384)
def journal_words(name: str) -> tuple[str, ...]:
    """The words of a journal's name, without what stands in brackets and without small words."""
    bare = re.sub(r"\([^()]{0,100}\)|\[[^\[\]]{0,100}\]", " ", clean(name)[:500])
    bare = re.sub(r"(?<=\w)/(?=\w)", " ", bare)
    found = words(bare) or words(name)
    return tuple(word for word in found if word not in _small()) or found


@lru_cache(maxsize=16384)
def _same_journal(a: str, b: str) -> str:
    a_words, b_words = journal_words(a), journal_words(b)
    if "".join(a_words) == "".join(b_words):
        return "written together or apart"
    if _alias_of(a) & _alias_of(b):
        return "two names of one journal"
    if _abbreviates(a_words, b_words) or _abbreviates(b_words, a_words):
        return "abbreviated"
    for short, text in ((a_words, b), (b_words, a)):
        if len(short) == 1 and 2 <= len(short[0]) <= 10 and short[0] in _acronyms(text):
            return "an acronym"
        head = re.split(r"\s*[:=(]|\s[-–—]\s|\.\s(?=[A-Z])", text, maxsplit=1)[0]
        head_words = journal_words(head)
        if (
            head != text
            and len(head) >= 3
            and (short == head_words or _abbreviates(short, head_words))
        ):
            return "without its subtitle"
        inside = re.findall(r"\(([^()]{2,20})\)", text)
        if any(words(part) == tuple(short) for part in inside):
            return "an acronym"
    if len(a_words) == len(b_words) and all(map(_alike_long, a_words, b_words)):
        return "spelled a little differently"
    return ""


def _alike_long(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 6 and _alike(a, b))


def _alias_of(name: str) -> frozenset[int]:
    joined = " ".join(words(name))
    bare = " ".join(words(re.sub(r"^\s*the\s+", "", clean(name), flags=re.IGNORECASE)))
    aliases = _aliases()
    return frozenset(aliases[key] for key in (joined, bare) if key in aliases)


@cache
def _aliases() -> Mapping[str, int]:
    return {
        name: index
        for index, group in enumerate(knowledge()["journals"])
        for name in group["names"]
    }


def _acronyms(name: str) -> frozenset[str]:
    """Acronyms of a name: of all its words, and of the ones that count."""
    every = words(name)
    return frozenset(
        "".join(word[0] for word in found)
        for found in (every, journal_words(name))
        if len(found) >= 3
    )


_COUNTRY_TAIL = frozenset({"usa", "us", "u", "s", "uk", "london", "basel", "england", "online"})


def _abbreviates(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether every word of one name abbreviates the word of the other in its place (ISO 4)."""
    short = list(short)
    while len(short) > len(full) and short[-1] in _COUNTRY_TAIL:
        short.pop()
    if len(short) != len(full):
        return False
    return all(_short_for(a, b) for a, b in zip(short, full, strict=True))


def _short_for(short: str, word: str) -> bool:
    if word.startswith(short):
        return True
    if word in knowledge()["abbreviations"].get(short, ()):
        return True
    # A contraction (natl, intl): it begins alike and leaves letters out. Plurals are cut as well:
    # "alzheimers", "sciences" for "science".
    if len(short) >= 3 and short[:2] == word[:2] and len(short) < len(word):
        letters = iter(word)
        return all(letter in letters for letter in short) and short[-1] in word[-2:] + word[3:5]
    return len(word) >= 4 and short == f"{word}s"
