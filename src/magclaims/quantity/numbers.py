"""Numbers in a sentence: comparator, value or range, unit, and the noun that follows.

Words are in `knowledge/units.toml`; a language is one section there. Everything else about
quantities is in `magclaims.quantity.quantities`, which is what other modules import.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal

from magclaims.knowledge.characters import normalise
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.small_words import any_language

Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
MAX_TEXT = 200_000
"""Code points; longer texts are read up to here, so that hostile input stays cheap."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range as a text states it.

    `low` and `high` are equal for a single number. `start` and `end` are code-point offsets of the
    whole expression in the text that was given; `text` is that slice, as a reader sees it.
    """

    text: str
    start: int
    end: int
    low: Decimal
    high: Decimal
    comparator: Comparator
    unit: str
    """A normalised unit (`mg`, `g`, `µg`, `IU`, `%`, `day` ...), `n` for "n=109", or `count`."""
    noun: str
    """The words that follow, up to four: what is counted, or what the amount is of."""
    elemental: bool
    """The text says that the amount is of the element, not of the compound."""
    step: Decimal
    """The size of the last stated digit, e.g. 0.1 for "1.5-2"."""
    per_day: bool = False
    ambiguous: bool = False
    """The digits would mean something else in another notation, e.g. "2,500" in a Dutch text."""

    @property
    def dimension(self) -> str:
        """What is measured: mass, time, share, count ...; only like can be compared with like."""
        if self.unit in {"n", "count"}:
            return "count"
        return str(_data()["units"][self.unit]["dimension"])

    @property
    def factor(self) -> Decimal:
        """Multiplies `low` and `high` into the base unit of the dimension (mg, days ...)."""
        unit = _data()["units"].get(self.unit)
        return Decimal(unit["factor"]) if unit else Decimal(1)


# --- data ------------------------------------------------------------------------------------------


def _data() -> dict[str, Any]:
    return load_data("units.toml")


def any_of(words: Iterable[str]) -> str:
    """The words as a regex alternation, longest first; any white space matches any other.

    An empty list gives a regex that never matches.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    spaced = (r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)
    return "|".join(spaced) or r"(?!)"


_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_RUN = re.compile(r"\w+")
_HUNDRED = 100
_THOUSAND = 1000
_DIGIT = re.compile(r"\d")
_DASH = r"[-–—−‐‑]"
_A_NUMBER = re.compile(_NUMBER)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LETTER = re.compile(r"[^\W\d]")
_JOINED = re.compile(rf"\w$|[^\W\d]{_DASH}$")
_PART_OF = re.compile(rf"(?:\w|[^\W\d]{_DASH}|\d[.,/:]|[#$€£])$")
"""What stands before digits that are a part of a name, an address or a sum."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The regexes of one language."""

    decimal: str
    capital_nouns: bool
    unit: re.Pattern[str]
    elemental_before: re.Pattern[str]
    elemental_after: re.Pattern[str]
    before: re.Pattern[str]
    """The comparator in front of a number; its group's name is the kind."""
    after: re.Pattern[str]
    range: re.Pattern[str]
    range_between: re.Pattern[str]
    per_day: re.Pattern[str]
    multiplier: re.Pattern[str]
    multipliers: dict[str, Decimal]
    joins: frozenset[str]
    vague: frozenset[str]
    """Before thousands in words they leave open how many: "several thousand"."""
    numbers: dict[str, Decimal]
    number_words: "_NumberWords"
    label: re.Pattern[str]
    year: re.Pattern[str]
    during: frozenset[str]
    links: frozenset[str]
    stop: frozenset[str]


@cache
def _grammar(language: str) -> _Grammar:
    languages = _data()["languages"]
    words = languages.get(language[:2].lower(), languages["en"])
    # "1 L-threonate": a letter in front of a hyphen is part of a name, not a unit.
    unit = rf"(?P<unit>{any_of(_unit_names())})(?![^\W_])(?!(?<=[\W\d]\w)-)"
    stems = any_of(_data()["elemental"]["stems"])
    comparators = "|".join(
        rf"(?P<{kind}>(?<!\w)(?:{any_of(words[kind])}))"
        for kind in ("at_most", "at_least", "more", "less", "about", "between")
    )
    multipliers = {word: Decimal(value) for word, value in words["multipliers"].items()}
    spelled = {word: Decimal(value) for word, value in _spelled_numbers(words)}
    flags = re.IGNORECASE
    return _Grammar(
        decimal=words["decimal"],
        capital_nouns=words.get("capital_nouns", False),
        unit=re.compile(rf"(?:\s{{0,2}}|-){unit}", flags),
        elemental_before=re.compile(rf"(?:{stems})[^\W\d]*(?:\s+[^\W\d]+){{0,3}}[\s:=(]*$", flags),
        elemental_after=re.compile(rf"^[\s(,]*(?:[^\W\d]+[\s(]+){{0,3}}(?:{stems})", flags),
        before=re.compile(
            rf"(?:{comparators}|(?P<sign>[<>≥≤~≈]=?)|(?P<n>(?<!\w)n\s*=))\s*$", flags
        ),
        after=re.compile(
            rf"(?P<plus>\+(?![\d/-]))|\s+(?P<or_more>{any_of(words['or_more'])})(?!\w)"
            rf"|\s+(?P<or_less>{any_of(words['or_less'])})(?!\w)",
            flags,
        ),
        range=re.compile(
            rf"(?:\s?{unit})?(?:\s?{_DASH}\s?|\s+(?:{any_of(words['range_to'])})\s+)(?P<high>{_NUMBER})",
            flags,
        ),
        range_between=re.compile(
            rf"(?:\s?{unit})?\s+(?:{any_of(words['range_and'])})\s+(?P<high>{_NUMBER})", flags
        ),
        per_day=re.compile(rf"\s?(?:{any_of(words['per_day'])})(?!\w)", flags),
        multiplier=re.compile(rf"\s(?P<word>{any_of(multipliers)})(?!\w)", flags),
        multipliers=multipliers,
        joins=frozenset(words["range_and"]),
        vague=frozenset(words["vague"]) | _hundred_words(words),
        numbers=spelled,
        number_words=_NumberWords.of(spelled),
        label=re.compile(rf"(?<!\w)(?:{any_of(_data()['labels']['names'])})\.?\s?$", flags),
        year=re.compile(rf"(?<!\w)(?:{any_of(words['year_words'])})\s+$", flags),
        during=frozenset(words["during"]),
        links=frozenset(words["links"]),
        stop=frozenset(words["stop"]) | frozenset(words["per_day"]),
    )


@dataclass(frozen=True, slots=True)
class _NumberWords:
    """What a text must hold for a number in words: most hold none, and the patterns are the longest of all.

    All words are folded for comparison.
    """

    alone: frozenset[str]
    """First words of numbers; those of `pairs` are no number without the next."""
    openings: tuple[str, ...]
    """Hundreds in one word: the rest may be joined to them."""
    pairs: Mapping[str, tuple[str, ...]]
    """"a" -> ("hundred",)"""

    @classmethod
    def of(cls, spelled: Mapping[str, Decimal]) -> "_NumberWords":
        words = {tuple(_RUN.findall(name.casefold())): value for name, value in spelled.items()}
        alone = frozenset(first for first, *rest in words if not rest)
        pairs: dict[str, tuple[str, ...]] = {}
        for first, *rest in words:
            if rest and first not in alone:
                pairs[first] = (*pairs.get(first, ()), rest[0])
        openings = (w[0] for w, value in words.items() if len(w) == 1 and value >= _HUNDRED)
        return cls(alone, tuple(openings), pairs)

    def may_stand_in(self, text: str) -> bool:
        said = set(_RUN.findall(text.casefold()))
        return (
            not said.isdisjoint(self.alone)
            or any(word.startswith(self.openings) for word in said)
            or any(
                word in said and any(other.startswith(next_) for other in said)
                for word, next_ in self.pairs.items()
            )
        )


@cache
def _number_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Numbers in words: thousands with what follows, hundreds with what follows, any other."""
    languages = _data()["languages"]
    words = languages.get(language[:2].lower(), languages["en"])
    spelled = dict(_spelled_numbers(words))
    below = {word: n for word, n in spelled.items() if n < _THOUSAND}
    small = any_of(word for word, n in spelled.items() if n < _HUNDRED)
    hundred = any_of(_hundred_words(words))
    joined = words["hundred_and"]
    return (
        # Hundreds may follow, or a rest, or both.
        re.compile(
            rf"(?<![\w-])(?<!\d\s)(?P<hundreds>{any_of(w for w, n in spelled.items() if n >= _THOUSAND)})"
            rf"(?:{joined})(?P<rest>{any_of(below)})(?![\w-])"
            rf"(?:(?:{joined})(?P<more>{small})(?![\w-]))?(?!\s(?:{hundred})(?![\w-]))",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![\w-])(?P<hundreds>{any_of(w for w, n in below.items() if n >= _HUNDRED)})"
            rf"(?:{joined})(?P<rest>{small})"
            # "two hundred and three hundred people": the rest is the beginning of another number.
            rf"(?![\w-])(?!\s(?:{hundred})(?![\w-]))",
            re.IGNORECASE,
        ),
        # "three hundred twenty-two": a part of a number in words is none.
        re.compile(
            rf"(?<![\w-])(?<!{re.escape(words['hundred'])}\s)(?<!{re.escape(words['thousand'])}\s)(?<!\d\s)"
            rf"(?P<word>{any_of(spelled)})(?![\w-])"
            rf"(?!\s(?:{any_of([*spelled, words['hundred'], words['thousand']])})(?![\w-]))",
            re.IGNORECASE,
        ),
    )


def _hundred_words(words: Mapping[str, Any]) -> frozenset[str]:
    """The words for hundreds and thousands."""
    return frozenset(
        {
            words["hundred"],
            words["thousand"],
            *(each.split()[-1] for each in words.get("hundreds", ())),
        }
    )


def _spelled_numbers(words: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """The numbers in words from 1 to 99, and whole hundreds, as the language joins them."""
    units = words["numbers"]
    unstressed = words.get("unstressed", {})
    yield from ((word, value) for value, word in enumerate(units, start=1))
    for ten, word in enumerate(words["tens"], start=2):
        yield word, ten * 10
        for unit, name in enumerate(units[:9], start=1):
            yield from (
                (f"{word}{join}{name}", ten * 10 + unit) for join in words.get("tens_first", ())
            )
            yield from (
                (f"{unstressed.get(name, name)}{join}{word}", ten * 10 + unit)
                for join in words.get("units_first", ())
            )
    yield from _hundreds(words)
    yield from _thousands(words)


def _hundreds(words: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Whole hundreds, as far as "nineteen hundred"; some languages have a word for each."""
    yield words["hundred"], 100
    for value, word in words.get("hundreds", {}).items():
        yield value, int(word)
    for unit, name in enumerate(words["numbers"][1:19], start=2):
        yield from ((f"{name}{space}{words['hundred']}", unit * 100) for space in ("", " "))


def _thousands(words: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Whole thousands, as far as "nineteen thousand", and tens of them."""
    for word, value in words["thousands"].items():
        yield word, int(value)
    units = [*enumerate(words["numbers"][1:19], start=2)]
    tens = [(ten * 10, word) for ten, word in enumerate(words["tens"], start=2)]
    for unit, name in (*units, *tens):
        plain = name.replace("é", "e") if name.startswith("é") else name
        yield from ((f"{plain}{space}{words['thousand']}", unit * 1000) for space in ("", " "))


@cache
def _not_quantities() -> re.Pattern[str]:
    months = any_of(_data()["months"]["names"])
    patterns = (
        r"https?://\S+",
        r"www\.\S+",
        r"\b10\.\d{4,9}/\S+",
        r"\bdoi:\s?\S+",
        r"\bPM(?:ID|CID|C):?\s?\d+",
        r"<sup>[^<]{0,40}</sup>",
        r"\[\^?[\d,;\s–-]{1,40}\]",
        r"\(\d{1,2}(?:\s?[,;–-]\s?\d{1,2}){0,12}\)",
        # journal locators: "2010;65(2):165-177", "14(24):5235", "65:165-77"
        r"\b(?:19|20)\d\d(?:\s[a-zé]{3,9}\.?(?:\s\d{1,2})?)?\s?;\s?[\dA-Z]{1,8}(?:\(\S{1,20}?\))?:\S+",
        r"\b\d{1,4}\s?\(\d{1,4}\)\s?:\s?\S+",
        r"\b\d{1,4}:\s?e?\d+(?:[-–]\d+)?",
        rf"\b(?:{any_language('page')})\.?\s?\d+\s?[-–]\s?\d+",
        r"\b\d{4}-\d\d(?:-\d\d)?\b",
        rf"\b\d{{1,2}}\.?\s(?:de\s)?(?:{months})\b\.?(?:\s(?:de\s)?\d{{4}})?",
        rf"\b(?:{months})\.?\s\d{{1,2}}(?:,\s?\d{{4}}|(?=\W))",
        r"\b\d+/\d+\b",
        r"\bp\s?[<>=≤≥]{1,2}\s?[\d.,]+",
        # standard deviations
        r"(?:±|\+/[-−]|\+-)\s?\d[\d.,]*",
        r"(?m:^\s{0,20}\d{1,3}[.)]\s)",
    )
    return re.compile("|".join(patterns), re.IGNORECASE)


@lru_cache(maxsize=256)
def _masked(text: str) -> str:
    """A text without what only looks like a quantity: a sentence is asked for several times."""
    if _DIGIT.search(text) is None:
        return text
    return _not_quantities().sub(lambda found: "\x00" * len(found.group()), text)


# --- reading ---------------------------------------------------------------------------------------


def parse_number(digits: str, language: str) -> tuple[Decimal, Decimal, bool]:
    """Read a number in the notation of a language.

    Three digits after one separator are thousands where it is the language's separator of
    thousands, or where they end in "00" (nobody writes "2,500 mg" for two and a half); the latter
    is marked as ambiguous where the language's own notation reads it otherwise.

    Args:
        digits: E.g. "1.000", "1,5", "3 000".
        language: ISO 639-1.

    Returns:
        The value, the size of its last digit, and whether another notation reads it otherwise.
    """
    decimal = _grammar(language).decimal
    plain = re.sub(r"['’\u00a0\u202f\u2009 ]", "", digits)
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return Decimal(plain), Decimal(1), False
    ambiguous = False
    if len(marks) > 1:
        # The last mark is the decimal one only if it differs from the others.
        last = marks[-1] if marks[-1] != marks[0] else ""
    else:
        whole, _, rest = plain.partition(marks[0])
        thousands = len(rest) == 3 and whole != "0" and len(whole) <= 3
        own_decimal = marks[0] == decimal
        last = "" if thousands and (not own_decimal or rest.endswith("00")) else marks[0]
        ambiguous = thousands and own_decimal
    whole, _, rest = plain.rpartition(last) if last else (plain, "", "")
    value = re.sub(r"[.,]", "", whole) + (f".{rest}" if rest else "")
    return Decimal(value), Decimal(1).scaleb(-len(rest)), ambiguous


def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in order.

    Years, dates, DOIs, addresses, page ranges, journal locators, list numbers, citation marks,
    p values and numbers that are part of a name ("vitamin B6", "type 2") are not quantities.

    Args:
        text: A sentence or a longer text; read up to `MAX_TEXT` code points.
        language: ISO 639-1; a language without a word list is read as English.

    Returns:
        The quantities, without overlaps.
    """
    read = normalise(text[:MAX_TEXT])
    text = read.text
    grammar = _grammar(language)
    masked = _masked(text)
    quantities: list[Quantity] = []
    end = 0
    for number in _A_NUMBER.finditer(masked):
        if number.start() < end:
            continue
        quantity = _quantity(masked, text, number, grammar, language)
        if quantity is not None:
            quantities.append(quantity)
            end = quantity.end
    quantities.extend(_spelled(masked, text, language))
    quantities.sort(key=lambda quantity: quantity.start)
    if read.starts is None:
        return tuple(quantities)
    return tuple(replace(q, start=read.start(q.start), end=read.end(q.end)) for q in quantities)


def number_named(word: str, language: str) -> Decimal | None:
    """The number that a word or digits mean; None where they mean none."""
    if _A_NUMBER.fullmatch(word):
        return parse_number(word, language)[0]
    return _grammar(language).numbers.get(word.casefold())


def comparator_before(left: str, language: str) -> Comparator | None:
    """The comparator that ends a text, before a number in words: "more than half"."""
    found = _comparator(left, len(left), _grammar(language))
    return None if found is None else _SIGNS.get(found[1]) or _KINDS.get(found[0])


def plain_numbers(text: str, language: str) -> tuple[tuple[Decimal, int, int], ...]:
    """The bare numbers of a text with their offsets: scores, values in brackets, counts.

    Years, p values, deviations, citation marks and what else `find_quantities` leaves out are left out.

    Args:
        text: As `normalise` gives it.
        language: ISO 639-1.
    """
    masked = _masked(text)
    found = []
    for number in _A_NUMBER.finditer(masked):
        left = masked[max(0, number.start() - 2) : number.start()]
        right = masked[number.end() : number.end() + 1]
        year = _YEAR.fullmatch(number.group())
        if not (_JOINED.search(left) or _LETTER.match(right) or year):
            found.append((parse_number(number.group(), language)[0], *number.span()))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands after a number."""

    unit: str
    end: int
    noun: str
    elemental: bool
    per_day: bool
    comparator: Comparator | None


def _unit_name(written: str) -> str:
    names = _unit_names()
    return names[re.sub(r"\s+", " ", written.casefold())]


@cache
def _unit_names() -> dict[str, str]:
    return {
        name.casefold(): unit for unit, row in _data()["units"].items() for name in row["names"]
    }


def _tail(masked: str, at: int, grammar: _Grammar) -> _Tail:
    comparator: Comparator | None = None
    unit = ""
    found = grammar.unit.match(masked, at)
    if found is None:
        after = grammar.after.match(masked, at)
        if after is not None:
            comparator = "<=" if after["or_less"] else ">="
            at = after.end()
            found = grammar.unit.match(masked, at)
    if found is not None:
        unit, at = _unit_name(found["unit"]), found.end()
    if comparator is None and (after := grammar.after.match(masked, at)):
        comparator = "<=" if after["or_less"] else ">="
        at = after.end()
    daily = grammar.per_day.match(masked, at)
    if daily is not None:
        at = daily.end()
    noun, noun_end = _noun(masked, at, grammar)
    elemental = grammar.elemental_after.match(masked[at : at + 60]) is not None
    per_day = daily is not None or grammar.per_day.match(masked, noun_end) is not None
    end = at if unit else max(at, noun_end)
    return _Tail(unit, end, noun, elemental, per_day, comparator)


_WORD = re.compile(r"[ \u00a0\u202f]([^\W\d_](?:[\w'’®™-]{0,40}[\w®™])?)")


def _noun(masked: str, at: int, grammar: _Grammar) -> tuple[str, int]:
    """Up to four words that say what is counted, or what the amount is of."""
    words: list[str] = []
    end = at
    for _ in range(8):
        found = _WORD.match(masked, end)
        if found is None or len(words) == 4:
            break
        word = found[1]
        folded = word.casefold()
        if not words and folded in grammar.links:
            end = found.end()
            continue
        if _is_elemental(folded):
            end = found.end()
            continue
        if folded in grammar.stop:
            break
        words.append(word)
        end = found.end()
    return " ".join(words), end if words else at


def _is_elemental(word: str) -> bool:
    return word.startswith(tuple(_data()["elemental"]["stems"]))


def _quantity(
    masked: str, text: str, number: re.Match[str], grammar: _Grammar, language: str
) -> Quantity | None:
    start, end = number.span()
    left = masked[max(0, start - 40) : start]
    if re.match(r"0\d", number.group()):
        return None
    if _PART_OF.search(left) or grammar.label.search(left):
        return None
    low, step, ambiguous = parse_number(number.group(), language)
    high, comparator, begin = low, _comparator(left, start, grammar), start
    unit = ""
    for pattern in (grammar.range, grammar.range_between):
        if pattern is grammar.range_between and (comparator is None or comparator[0] != "between"):
            continue
        spread = pattern.match(masked, end)
        if spread is None:
            continue
        top, top_step, top_ambiguous = parse_number(spread["high"], language)
        own = _unit_name(spread["unit"]) if spread["unit"] else ""
        closing = grammar.unit.match(masked, spread.end())
        last = _unit_name(closing["unit"]) if closing else own
        # "500 mg - 2 g": both ends in the unit of the upper one.
        bottom = low * _factor(own) / _factor(last) if own and last else low
        if top > bottom:
            low, high, step, end = bottom, top, min(step, top_step), spread.end()
            ambiguous, unit = ambiguous or top_ambiguous, own
            break
    multiplied = grammar.multiplier.match(masked, end)
    if multiplied is not None:
        times = grammar.multipliers[multiplied["word"].casefold()]
        low, high, step, end = low * times, high * times, step * times, multiplied.end()
    tail = _tail(masked, end, grammar)
    unit = tail.unit or unit
    named, sign, begin = _head(comparator, unit, start, tail, grammar)
    if not unit and not _is_count(left, number.group(), tail, named, grammar):
        return None
    if re.match(r"[^\W_]", masked[tail.end : tail.end + 1]):
        return None
    return Quantity(
        text=text[begin : tail.end].strip(),
        start=begin,
        end=tail.end,
        low=low,
        high=high,
        comparator=sign,
        unit=unit or ("n" if named == "n" else "count"),
        noun=tail.noun,
        elemental=tail.elemental or grammar.elemental_before.search(left) is not None,
        step=step,
        per_day=tail.per_day,
        ambiguous=ambiguous,
    )


def _factor(unit: str) -> Decimal:
    return Decimal(_data()["units"][unit]["factor"])


_KINDS: dict[str, Comparator] = {
    "more": ">",
    "at_least": ">=",
    "less": "<",
    "at_most": "<=",
    "about": "~",
    "between": "=",
    "n": "=",
}
_SIGNS: dict[str, Comparator] = {
    ">": ">", "<": "<", "≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", "~": "~", "≈": "~",
}  # fmt: skip


def _comparator(left: str, start: int, grammar: _Grammar) -> tuple[str, str, int] | None:
    """The kind, the words and the offset of the comparator that ends the text on the left."""
    found = grammar.before.search(left)
    if found is None:
        return None
    kind = str(found.lastgroup)
    return kind, found.group().strip().casefold(), start - len(left) + found.start()


def _head(
    comparator: tuple[str, str, int] | None,
    unit: str,
    start: int,
    tail: _Tail,
    grammar: _Grammar,
) -> tuple[str, Comparator, int]:
    """The kind of comparator ("" for none), its sign, and where the expression starts."""
    if comparator is None:
        return "", tail.comparator or "=", start
    kind, words, begin = comparator
    if words in grammar.during and unit and _data()["units"][unit]["dimension"].endswith("time"):
        # "over 12 weeks" is a duration, not more than 12 weeks.
        return "", tail.comparator or "=", start
    sign = _SIGNS.get(words, "=") if kind == "sign" else _KINDS[kind]
    return kind, sign, begin


def _is_count(left: str, digits: str, tail: _Tail, kind: str, grammar: _Grammar) -> bool:
    """Whether a number without a unit counts something."""
    if kind == "n":
        return True
    known = family(tail.noun) is not None
    if re.fullmatch(r"(?:1[89]|20)\d\d", digits) and not tail.comparator:
        # It may be a year: only what is known to be counted makes it a number.
        counted = family(tail.noun)
        if kind in {"", "between"}:
            alive = counted is not None and counted[0] in {"participant", "animal"}
            return alive and not grammar.year.search(left)
        return known
    if not tail.noun:
        return kind not in {"", "between"} or tail.comparator is not None
    # A capital after a bare number starts a name, except where all nouns have one, or in acronyms.
    first = tail.noun.split()[0]
    return known or grammar.capital_nouns or first[0].islower() or first.isupper()


def _spelled(masked: str, text: str, language: str) -> list[Quantity]:
    """Number words, only where a unit or a noun that is known to be counted follows."""
    quantities: list[Quantity] = []
    grammar = _grammar(language)
    if not grammar.number_words.may_stand_in(masked):
        return quantities
    for found, value in _number_words(masked, language):
        tail = _tail(masked, found.end(), grammar)
        if not tail.unit and (family(tail.noun) is None or value == 1):
            continue
        comparator = _comparator(
            masked[max(0, found.start() - 40) : found.start()], found.start(), grammar
        )
        _, sign, begin = _head(comparator, tail.unit, found.start(), tail, grammar)
        quantities.append(
            Quantity(
                text=text[begin : tail.end].strip(),
                start=begin,
                end=tail.end,
                low=value,
                high=value,
                comparator=sign,
                unit=tail.unit or "count",
                noun=tail.noun,
                elemental=tail.elemental,
                step=Decimal(1),
                per_day=tail.per_day,
            )
        )
    return quantities


def _number_words(masked: str, language: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    """The numbers in words, up to some thousands; not "several thousand"."""
    grammar, patterns = _grammar(language), _number_patterns(language)
    composed: list[re.Match[str]] = []
    for pattern in patterns:
        for found in pattern.finditer(masked):
            if any(other.start() <= found.start() < other.end() for other in composed):
                continue
            numbers = [grammar.numbers[word.casefold()] for word in found.groups() if word]
            before = masked[max(0, found.start() - 20) : found.start()].casefold().split()
            # "A hundred and twenty thousand": the end of a number is none.
            if before and before[-1] in grammar.joins:
                before.pop()
            if numbers[0] >= 1000 and before and before[-1] in grammar.vague:
                continue
            yield found, sum(numbers, Decimal(0))
        composed += pattern.finditer(masked) if pattern is not patterns[-1] else ()


@cache
def _families() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(rf"(?<!\w)(?:{any_of(row['names'])})(?!\w)"), name, row["group"])
        for name, row in _data()["nouns"].items()
    )


def family(noun: str) -> tuple[str, str] | None:
    """The family of a counted noun and the group in which families can be compared.

    Args:
        noun: The noun of a `Quantity`.

    Returns:
        E.g. `("reaction", "enzyme count")`; None for a noun that the data do not know.
    """
    folded = noun.casefold()
    for pattern, name, group in _families():
        if pattern.search(folded):
            return name, group
    return None
