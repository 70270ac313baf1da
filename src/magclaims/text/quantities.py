"""Quantities in a sentence, and what can be computed with them.

`find_quantities` reads numbers with their comparators, units and nouns in Dutch and English notation
(German, French and Spanish too). `conversion` checks "2 g of the salt = 144 mg of the mineral" by
molar masses, `compare` puts an article's number beside its source's, `limits` and `stated_limits`
look at daily limits. All arithmetic is in `Decimal`; words and limits are in `knowledge/units.toml`
and `knowledge/limits.toml`.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Protocol

Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
MAX_TEXT = 200_000
"""Code points; longer texts are read up to here, so that hostile input stays cheap."""
ABOUT = Decimal("0.10")
"""How far "about" reaches on either side; editors use it for rounding, not for other numbers."""
ROUNDING = Decimal("0.05")
"""The most that rounding may change an amount: "2 g" is not 1.6 g."""
AROUND_THEORY = Decimal("0.001")
"""A share within 0.1 percentage point of theory is rounding: EFSA rounds 8.253 to 8.333 %."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range as a text states it.

    `low` and `high` are equal for a single number. `start` and `end` are code-point offsets of the
    whole expression in the text that was given; `text` is that slice.
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


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("magclaims").joinpath("knowledge", name).read_text(encoding="utf-8"))


@cache
def _data() -> dict[str, Any]:
    return _read("units.toml")


@cache
def _limit_data() -> dict[str, Any]:
    return _read("limits.toml")


def _alternation(words: Iterable[str]) -> str:
    """The words as a regex alternation, longest first; any white space matches any other."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)


def _words(words: Iterable[str]) -> str:
    """An alternation that never matches where the list is empty."""
    return _alternation(words) or r"(?!)"


NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_DIGIT = re.compile(r"\d")
_DASH = r"[-–—−‐‑]"


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
    number_word: re.Pattern[str]
    numbers: dict[str, Decimal]
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
    unit = rf"(?P<unit>{_words(_unit_names())})(?![^\W_])(?!(?<=[\W\d]\w)-)"
    stems = _words(_data()["elemental"]["stems"])
    comparators = "|".join(
        rf"(?P<{kind}>(?<!\w)(?:{_words(words[kind])}))"
        for kind in ("at_most", "at_least", "more", "less", "about", "between")
    )
    multipliers = {word: Decimal(value) for word, value in words["multipliers"].items()}
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
            rf"(?P<plus>\+(?![\d/-]))|\s+(?P<or_more>{_words(words['or_more'])})(?!\w)"
            rf"|\s+(?P<or_less>{_words(words['or_less'])})(?!\w)",
            flags,
        ),
        range=re.compile(
            rf"(?:\s?{unit})?(?:\s?{_DASH}\s?|\s+(?:{_words(words['range_to'])})\s+)(?P<high>{NUMBER})",
            flags,
        ),
        range_between=re.compile(
            rf"(?:\s?{unit})?\s+(?:{_words(words['range_and'])})\s+(?P<high>{NUMBER})", flags
        ),
        per_day=re.compile(rf"\s?(?:{_words(words['per_day'])})(?!\w)", flags),
        multiplier=re.compile(rf"\s(?P<word>{_words(multipliers)})(?!\w)", flags),
        multipliers=multipliers,
        number_word=re.compile(rf"(?<![\w-])(?P<word>{_words(words['numbers'])})(?![\w-])", flags),
        numbers={word: Decimal(n) for n, word in enumerate(words["numbers"], start=1)},
        label=re.compile(rf"(?<!\w)(?:{_words(_data()['labels']['names'])})\.?\s?$", flags),
        year=re.compile(rf"(?<!\w)(?:{_words(words['year_words'])})\s+$", flags),
        during=frozenset(words["during"]),
        links=frozenset(words["links"]),
        stop=frozenset(words["stop"]) | frozenset(words["per_day"]),
    )


@cache
def _not_quantities() -> re.Pattern[str]:
    months = _words(_data()["months"]["names"])
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
        r"\b(?:pp?|blz|pag|pagina(?:['’]s)?|pages?|seiten?|S)\.?\s?\d+\s?[-–]\s?\d+",
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
    text = text[:MAX_TEXT]
    grammar = _grammar(language)
    masked = text
    if _DIGIT.search(text) is not None:
        masked = _not_quantities().sub(lambda found: "\x00" * len(found.group()), text)
    quantities: list[Quantity] = []
    end = 0
    for number in re.finditer(NUMBER, masked):
        if number.start() < end:
            continue
        quantity = _quantity(masked, text, number, grammar, language)
        if quantity is not None:
            quantities.append(quantity)
            end = quantity.end
    quantities.extend(_spelled(masked, text, grammar))
    return tuple(sorted(quantities, key=lambda quantity: quantity.start))


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
    if re.search(rf"(?:\w|[^\W\d]{_DASH}|\d[.,/:]|[#$€£])$", left) or grammar.label.search(left):
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


def _spelled(masked: str, text: str, grammar: _Grammar) -> list[Quantity]:
    """Number words, only where a unit or a noun that is known to be counted follows."""
    quantities = []
    for found in grammar.number_word.finditer(masked):
        value = grammar.numbers[found["word"].casefold()]
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


@cache
def _families() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(rf"(?<!\w)(?:{_words(row['names'])})(?!\w)"), name, row["group"])
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


# --- comparing -------------------------------------------------------------------------------------

Outcome = Literal["same", "claimed_larger", "claimed_smaller", "different_noun", "incomparable"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article's number beside its source's.

    `carried` says whether the source's number carries the claimed one: "over 600" carries "over
    300"; "over 300" does not refute "over 600", but does not carry it.
    """

    outcome: Outcome
    carried: bool
    note: str = ""


def _margin(quantity: Quantity) -> Decimal:
    """How far another number may be off and still be the same, in base units."""
    if quantity.comparator == "~":
        return quantity.high * ABOUT * quantity.factor
    if quantity.dimension == "count":
        return Decimal(0)
    return min(quantity.step / 2, quantity.high * ROUNDING) * quantity.factor


def _things(claimed: Quantity, source: Quantity) -> tuple[Outcome | None, str]:
    """Whether the two count or weigh the same thing; a note where that is doubtful."""
    if claimed.dimension != source.dimension:
        return "incomparable", f"{claimed.unit} cannot be compared with {source.unit}"
    if claimed.elemental != source.elemental:
        return "incomparable", "one amount is of the element, the other of the compound"
    if claimed.dimension != "count" or "n" in {claimed.unit, source.unit}:
        return None, ""
    if not claimed.noun or not source.noun:
        return None, ""
    ours, theirs = family(claimed.noun), family(source.noun)
    if ours and theirs:
        if ours[0] == theirs[0]:
            return None, ""
        if ours[1] == theirs[1]:
            return None, f"'{claimed.noun}' is not the same as '{source.noun}'"
        return "different_noun", f"'{claimed.noun}' is not '{source.noun}'"
    if set(claimed.noun.casefold().split()) & set(source.noun.casefold().split()):
        return None, ""
    return "different_noun", f"'{claimed.noun}' is not known to be '{source.noun}'"


def compare(claimed: Quantity, source: Quantity) -> Comparison:
    """Compare the number of a claim with the number of its source.

    Amounts are the same where they agree within half of the last stated digit, at most 5 %; counts
    must be equal; "about" allows 10 %. The numbers themselves are compared first, then what the comparators imply.

    Args:
        claimed: What the article says.
        source: What its source says.

    Returns:
        The outcome, whether the source carries the claim, and a note for editors.
    """
    different, note = _things(claimed, source)
    if different is not None:
        return Comparison(different, carried=False, note=note)
    low, high = claimed.low * claimed.factor, claimed.high * claimed.factor
    source_low, source_high = source.low * source.factor, source.high * source.factor
    margin = max(_margin(claimed), _margin(source))
    if low - margin <= source_high and source_low <= high + margin:
        # "more than 600" goes beyond "600"; the number itself is the same.
        return Comparison("same", carried=not note, note=note)
    bounds = {">": "at least", ">=": "at least", "<": "at most", "<=": "at most"}
    ours, theirs = bounds.get(claimed.comparator), bounds.get(source.comparator)
    outcome: Outcome = "claimed_larger" if low > source_high else "claimed_smaller"
    implied = (outcome == "claimed_smaller" and ours == "at least" and theirs != "at most") or (
        outcome == "claimed_larger" and ours == "at most" and theirs != "at least"
    )
    if implied:
        said = f"'{source.text}' implies '{claimed.text}', but is another number"
    elif (outcome == "claimed_larger" and theirs == "at least") or (
        outcome == "claimed_smaller" and theirs == "at most"
    ):
        said = f"'{source.text}' does not refute '{claimed.text}', but does not carry it"
    else:
        said = ""
    return Comparison(outcome, implied and not note, "; ".join(filter(None, (said, note))))


# --- compound and element --------------------------------------------------------------------------


class Salt(Protocol):
    """A compound of which the elemental share is known; `magclaims.knowledge` has them."""

    @property
    def molar_mass(self) -> Decimal | None:
        """Of the compound, in g/mol."""
        ...

    @property
    def element_molar_mass(self) -> Decimal | None:
        """Of the element in it (all its atoms), in g/mol."""
        ...

    @property
    def label_fraction(self) -> Decimal | None:
        """The share of the element that the product's label states, e.g. 0.072."""
        ...

    @property
    def accepted_fraction(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest share that sources on this compound use."""
        ...


Verdict = Literal[
    "consistent_with_label", "consistent_with_theory", "consistent", "factor_ten", "wrong"
]


@dataclass(frozen=True, slots=True)
class ConversionCheck:
    """What arithmetic says about "1.5-2 g of the salt = 108-144 mg of the element".

    Fractions are shares (0.072), amounts are milligrams of the element.
    """

    verdict: Verdict
    fraction_low: Decimal
    fraction_high: Decimal
    theory_fraction: Decimal
    theory_low: Decimal
    theory_high: Decimal
    label_low: Decimal | None
    label_high: Decimal | None
    explanation: str
    """One sentence in English, for the reasons of a verdict."""


def conversion(compound: Quantity, elemental: Quantity, substance: Salt) -> ConversionCheck:
    """Check the amount of an element against the amount of the compound that holds it.

    Accepted is every share that sources on the compound use (7.2 to 8.35 % for magnesium
    L-threonate); where that is not known, from the label's share or theory, whichever is lower, up
    to 0.1 percentage point above theory. The stated amount of the element may be off by
    half of its last digit; the amount of the compound is taken as it stands, since doses are
    nominal. Of a range, low is compared with low and high with high.

    Args:
        compound: The amount of the compound, a mass.
        elemental: The amount of the element, a mass.
        substance: Molar masses and label share of the compound.

    Returns:
        The verdict with the numbers behind it.

    Raises:
        ValueError: If an amount is no mass or is zero, or the molar masses are not known.
    """
    if {compound.dimension, elemental.dimension} != {"mass"} or min(
        compound.low, elemental.low
    ) <= 0:
        raise ValueError("a conversion needs two masses above zero")
    if substance.molar_mass is None or substance.element_molar_mass is None:
        raise ValueError("a conversion needs the molar masses")
    theory = substance.element_molar_mass / substance.molar_mass
    label = substance.label_fraction
    half = elemental.step * elemental.factor / 2
    salt = (compound.low * compound.factor, compound.high * compound.factor)
    element = (elemental.low * elemental.factor, elemental.high * elemental.factor)
    fractions = tuple(part / whole for part, whole in zip(element, salt, strict=True))
    margins = [
        ((part - half) / whole, (part + half) / whole)
        for part, whole in zip(element, salt, strict=True)
    ]
    if elemental.low == elemental.high:
        # One amount of the element beside a range of the compound: anything that the range can hold.
        margins = [((element[0] - half) / salt[1], (element[1] + half) / salt[0])]

    def within(low: Decimal, high: Decimal) -> bool:
        return all(bottom <= high and low <= top for bottom, top in margins)

    bottom, top = substance.accepted_fraction or (
        min(label, theory) if label is not None else theory - AROUND_THEORY,
        theory + AROUND_THEORY,
    )
    verdict: Verdict
    if label is not None and within(label, label):
        verdict = "consistent_with_label"
    elif within(theory, theory):
        verdict = "consistent_with_theory"
    elif within(bottom, top):
        verdict = "consistent"
    elif within(bottom * 10, top * 10) or within(bottom / 10, top / 10):
        verdict = "factor_ten"
    else:
        verdict = "wrong"
    of_theory = (salt[0] * theory, salt[1] * theory)
    of_label = (salt[0] * label, salt[1] * label) if label is not None else (None, None)
    return ConversionCheck(
        verdict=verdict,
        fraction_low=min(fractions),
        fraction_high=max(fractions),
        theory_fraction=theory,
        theory_low=of_theory[0],
        theory_high=of_theory[1],
        label_low=of_label[0],
        label_high=of_label[1],
        explanation=_explain(verdict, compound, elemental, theory, label),
    )


_SAYS: dict[Verdict, str] = {
    "consistent_with_label": "agrees with the label",
    "consistent_with_theory": "agrees with the molar masses",
    "consistent": "lies between the label and theory",
    "factor_ten": "looks like a slip by a factor of ten",
    "wrong": "does not fit",
}


def _milligrams(low: Decimal, high: Decimal) -> str:
    whole = [f"{value.quantize(Decimal(1)):f}" for value in (low, high)]
    return f"{whole[0]} mg" if whole[0] == whole[1] else f"{whole[0]}-{whole[1]} mg"


def _percent(fraction: Decimal) -> str:
    return f"{(fraction * 100).quantize(Decimal('0.001')).normalize():f} %"


def _explain(
    verdict: Verdict,
    compound: Quantity,
    elemental: Quantity,
    theory: Decimal,
    label: Decimal | None,
) -> str:
    salt = (compound.low * compound.factor, compound.high * compound.factor)
    element = (elemental.low * elemental.factor, elemental.high * elemental.factor)
    expected = (
        f"theory ({_percent(theory)}) gives {_milligrams(salt[0] * theory, salt[1] * theory)}"
    )
    if label is not None:
        expected = (
            f"the label ({_percent(label)}) gives {_milligrams(salt[0] * label, salt[1] * label)}, "
            + expected
        )
    return f"{_milligrams(*element)} in {_milligrams(*salt)} {_SAYS[verdict]}: {expected}"


# --- limits ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limit:
    """A daily limit or reference amount, with its source. `status`: V read, M from memory."""

    id: str
    substance: str
    mg: Decimal
    basis: Literal["elemental", "compound"]
    kind: Literal["upper level", "legal maximum", "reference intake"]
    jurisdictions: tuple[str, ...]
    names: tuple[str, ...]
    what: str
    source: str
    status: Literal["V", "M"]


@cache
def known_limits() -> tuple[Limit, ...]:
    """The limits of `knowledge/limits.toml`."""
    rows = []
    for row in _limit_data()["limits"]:
        lists = {name: tuple(row[name]) for name in ("jurisdictions", "names")}
        rows.append(Limit(**{**row, **lists, "mg": Decimal(row["mg"])}))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class LimitCheck:
    """A daily amount against one limit. `ratio` is the amount (its upper end) over the limit."""

    limit: Limit
    verdict: Literal["within", "exceeds"]
    ratio: Decimal


def limits(
    daily: Quantity, *, substance: str = "magnesium", jurisdictions: Iterable[str] = ()
) -> tuple[LimitCheck, ...]:
    """Check a daily amount against the limits of the jurisdictions named.

    An amount that is not marked as elemental is compared with limits for the compound only, unless
    it is given as magnesium itself (`noun`); reference intakes are no limits and are left out.

    Args:
        daily: An amount per day, a mass.
        substance: `magnesium`, or the compound that the product holds, e.g. `magnesium L-threonate`.
        jurisdictions: `eu`, `nl`, `be`, `us`; without any, nothing is checked.

    Returns:
        One check for each limit that applies.
    """
    if daily.dimension != "mass":
        return ()
    places = set(jurisdictions)
    element = daily.elemental or daily.noun.casefold() == "magnesium"
    checks = []
    for limit in known_limits():
        applies = (
            limit.kind != "reference intake"
            and places & set(limit.jurisdictions)
            and limit.substance in {"magnesium", substance}
            and (limit.basis == "elemental") == element
        )
        if applies:
            ratio = daily.high * daily.factor / limit.mg
            checks.append(LimitCheck(limit, "exceeds" if ratio > 1 else "within", ratio))
    return tuple(checks)


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """A number that a text puts forward as the limit of a named body."""

    quantity: Quantity
    limit: Limit
    verdict: Literal["right", "factor_ten", "differs"]


def stated_limits(text: str, language: str) -> tuple[StatedLimit, ...]:
    """Check the limits that a sentence ascribes to a body, e.g. "EFSA's upper limit is 250 mg".

    Args:
        text: One sentence.
        language: ISO 639-1.

    Returns:
        One entry for each mass in a sentence that names a body and has a word for a limit;
        `factor_ten` where the number is ten times too large or too small. A number that equals
        any limit of the bodies named is right.
    """
    text = text[:MAX_TEXT]
    if not _says_limit(text, language):
        return ()
    named = [limit for limit in known_limits() if _names(text, limit)]
    stated = []
    for quantity in find_quantities(text, language):
        if quantity.dimension != "mass" or not named:
            continue
        amount = quantity.high * quantity.factor
        best = min(named, key=lambda limit: _distance(amount, limit.mg))
        stated.append(StatedLimit(quantity, best, _stated(amount, best.mg)))
    # Where a limit is given rightly, a tenth of it is another amount ("250 mg; a tablet holds 25 mg").
    right = {found.limit.id for found in stated if found.verdict == "right"}
    return tuple(
        replace(found, verdict="differs")
        if found.verdict == "factor_ten" and found.limit.id in right
        else found
        for found in stated
    )


@dataclass(frozen=True, slots=True)
class AboveLimit:
    """A daily amount from a supplement that is above limits."""

    quantity: Quantity
    limits: tuple[Limit, ...]


def above_limits(text: str, language: str, jurisdictions: Iterable[str]) -> tuple[AboveLimit, ...]:
    """Find daily amounts of magnesium from supplements that are above the limits named.

    Amounts from food, amounts that stand there as a limit or reference intake, and "up to" are left
    out: only what a sentence gives as a supplement's daily amount counts.

    Args:
        text: One sentence.
        language: ISO 639-1.
        jurisdictions: `eu`, `nl`, `be`, `us`.
    """
    text = text[:MAX_TEXT]
    supplement = _words(w.removesuffix("*") for w in _limit_data()["supplement"]["words"])
    if not re.search(rf"(?<!\w)(?:{supplement})", text, re.IGNORECASE) or _says_limit(
        text, language
    ):
        return ()
    if any(_names(text, limit) for limit in known_limits() if limit.kind == "reference intake"):
        return ()
    places = tuple(jurisdictions)
    found = []
    for quantity in find_quantities(text, language):
        if quantity.per_day and quantity.comparator not in {"<", "<="}:
            checks = limits(quantity, jurisdictions=places)
            exceeded = tuple(check.limit for check in checks if check.verdict == "exceeds")
            if exceeded:
                found.append(AboveLimit(quantity, exceeded))
    return tuple(found)


def _says_limit(text: str, language: str) -> bool:
    cues = _limit_data()["cues"]
    words = cues.get(language[:2].lower(), cues["en"])
    return re.search(rf"(?<!\w)(?:{_words(words)})", text, re.IGNORECASE) is not None


def _names(text: str, limit: Limit) -> bool:
    return re.search(rf"(?<!\w)(?:{_words(limit.names)})(?!\w)", text) is not None


def _stated(amount: Decimal, limit: Decimal) -> Literal["right", "factor_ten", "differs"]:
    if amount == limit:
        return "right"
    return "factor_ten" if amount in {limit * 10, limit / 10} else "differs"


def _distance(amount: Decimal, limit: Decimal) -> tuple[int, Decimal]:
    order = {"right": 0, "factor_ten": 1, "differs": 2}
    return order[_stated(amount, limit)], abs(amount - limit)
