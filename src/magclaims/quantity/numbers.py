"""Numbers in a sentence: comparator, value or range, unit, and the noun that follows.

Everything else about quantities is in `magclaims.quantity.quantities`, which is what other modules
import.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from magclaims.knowledge.characters import normalise
from magclaims.knowledge.memory import remembered
from magclaims.model.values import dataclass
from magclaims.quantity.grammar import DASH, NUMBER, Grammar, grammar_of
from magclaims.quantity.lookalikes import without_lookalikes
from magclaims.quantity.number_words import number_patterns
from magclaims.quantity.units import family, unit_name, units_data

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
        return str(units_data()["units"][self.unit]["dimension"])

    @property
    def amounts(self) -> tuple[Decimal, Decimal]:
        """`low` and `high` in the base unit."""
        return self.low * self.factor, self.high * self.factor

    @property
    def factor(self) -> Decimal:
        """Multiplies `low` and `high` into the base unit of the dimension (mg, days ...)."""
        unit = units_data()["units"].get(self.unit)
        return Decimal(unit["factor"]) if unit else Decimal(1)


_A_NUMBER = re.compile(NUMBER)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LETTER = re.compile(r"[^\W\d]")
_JOINED = re.compile(rf"\w$|[^\W\d]{DASH}$")
_PART_OF = re.compile(rf"(?:\w|[^\W\d]{DASH}|\d[.,/:]|[#$€£])$")
"""What stands before digits that are a part of a name, an address or a sum."""


def parse_number(digits: str, language: str) -> tuple[Decimal, Decimal, bool]:
    """Read a number in the notation of a language.

    Three digits after one separator are thousands where it is the language's separator of
    thousands, or where they end in "00" (nobody writes "2,500 mg" for two and a half); the latter
    is marked as ambiguous where the language's own notation reads it otherwise.

    Returns:
        The value, the size of its last digit, and whether another notation reads it otherwise.
    """
    if digits.isdecimal():  # as most are
        return Decimal(digits), Decimal(1), False
    decimal = grammar_of(language).decimal
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
    p values and numbers that are part of a name ("vitamin B6", "type 2") are not quantities. A text is read up
    to `MAX_TEXT` code points; one in a language without a word list as English.
    """
    return _found(text[:MAX_TEXT], language)


@remembered
def _found(text: str, language: str) -> tuple[Quantity, ...]:
    read = normalise(text)
    text = read.text
    grammar = grammar_of(language)
    masked = without_lookalikes(text)
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
    return grammar_of(language).numbers.get(word.casefold())


def comparator_before(left: str, language: str) -> Comparator | None:
    """The comparator that ends a text, before a number in words: "more than half"."""
    found = _comparator(left, len(left), grammar_of(language))
    return None if found is None else _SIGNS.get(found[1]) or _KINDS.get(found[0])


def plain_numbers(text: str, language: str) -> tuple[tuple[Decimal, int, int], ...]:
    """The bare numbers of a text with their offsets: scores, values in brackets, counts.

    Years, p values, deviations, citation marks and what else `find_quantities` leaves out are left out.
    """
    masked = without_lookalikes(text)
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


def _tail(masked: str, at: int, grammar: Grammar) -> _Tail:
    comparator: Comparator | None = None
    unit = ""
    # "50 mg or more", "50 or more mg"
    for _ in range(2):
        if not unit and (found := grammar.unit.match(masked, at)):
            unit, at = unit_name(found["unit"]), found.end()
        if comparator is None and (after := grammar.after.match(masked, at)):
            comparator, at = "<=" if after["or_less"] else ">=", after.end()
    daily = grammar.per_day.match(masked, at)
    if daily is not None:
        at = daily.end()
    noun, noun_end = _noun(masked, at, grammar)
    elemental = grammar.elemental_after.match(masked[at : at + 60]) is not None
    per_day = daily is not None or grammar.per_day.match(masked, noun_end) is not None
    end = at if unit else max(at, noun_end)
    return _Tail(unit, end, noun, elemental, per_day, comparator)


_WORD = re.compile(r"[ \u00a0\u202f]([^\W\d_](?:[\w'’®™-]{0,40}[\w®™])?)")


def _noun(masked: str, at: int, grammar: Grammar) -> tuple[str, int]:
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
        if folded.startswith(tuple(units_data()["elemental"]["stems"])):
            end = found.end()
            continue
        if folded in grammar.stop:
            break
        words.append(word)
        end = found.end()
    return " ".join(words), end if words else at


def _quantity(
    masked: str, text: str, number: re.Match[str], grammar: Grammar, language: str
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
        own = unit_name(spread["unit"]) if spread["unit"] else ""
        closing = grammar.unit.match(masked, spread.end())
        last = unit_name(closing["unit"]) if closing else own
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
    return Decimal(units_data()["units"][unit]["factor"])


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


def _comparator(left: str, start: int, grammar: Grammar) -> tuple[str, str, int] | None:
    """The kind, the words and the offset of the comparator that ends the text on the left."""
    found = grammar.before.search(left)
    if found is None:
        return None
    kind = str(found.lastgroup)
    return kind, found.group().strip().casefold(), start - len(left) + found.start()


def _head(
    comparator: tuple[str, str, int] | None, unit: str, start: int, tail: _Tail, grammar: Grammar
) -> tuple[str, Comparator, int]:
    """The kind of comparator ("" for none), its sign, and where the expression starts."""
    if comparator is None:
        return "", tail.comparator or "=", start
    kind, words, begin = comparator
    lasts = unit and units_data()["units"][unit]["dimension"].endswith("time")
    if lasts and words in grammar.during:
        # "over 12 weeks" is a duration, not more than 12 weeks.
        return "", tail.comparator or "=", start
    sign = _SIGNS.get(words, "=") if kind == "sign" else _KINDS[kind]
    return kind, sign, begin


def _is_count(left: str, digits: str, tail: _Tail, kind: str, grammar: Grammar) -> bool:
    """Whether a number without a unit counts something."""
    if kind == "n":
        return True
    counted = family(tail.noun)
    known = counted is not None
    if _YEAR.fullmatch(digits) and not tail.comparator:
        # It may be a year: only what is known to be counted makes it a number.
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
    grammar = grammar_of(language)
    if not grammar.number_words.may_stand_in(masked):
        return quantities
    for found, value in _number_words(masked, language):
        tail = _tail(masked, found.end(), grammar)
        if not tail.unit and (family(tail.noun) is None or value == 1):
            continue
        unread = {*grammar.range_to, *grammar.multipliers}
        if not tail.unit and tail.noun.casefold().split()[0] in unread:
            continue  # "two million people", "one to two thousand people"
        if not tail.unit and _ends_a_range(masked[: found.start()], grammar):
            continue  # "one to two thousand people" are not two thousand
        start = found.start()
        comparator = _comparator(masked[max(0, start - 40) : start], start, grammar)
        _, sign, begin = _head(comparator, tail.unit, start, tail, grammar)
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


def _ends_a_range(left: str, grammar: Grammar) -> bool:
    """Whether a number in words stands behind another one: "one to", "twee- tot", "between one and"."""
    *before, number, word = ["", "", "", *left[-60:].casefold().split()][-4:]
    if number.rstrip("-\u2013") not in grammar.numbers and not number.rstrip("-").endswith(
        grammar.hundreds
    ):
        return False
    return word in grammar.range_to or (
        word in grammar.joins and not grammar.between.isdisjoint(before)
    )


def _number_words(masked: str, language: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    """The numbers in words, up to some thousands; not "several thousand"."""
    grammar, patterns = grammar_of(language), number_patterns(language, masked)
    composed: list[re.Match[str]] = []
    for pattern in patterns:
        for found in pattern.finditer(masked):
            if any(other.start() <= found.start() < other.end() for other in composed):
                continue
            numbers = [
                grammar.numbers[" ".join(word.casefold().split())]
                for word in found.groups()
                if word
            ]
            before = masked[max(0, found.start() - 20) : found.start()].casefold().split()
            # "A hundred and twenty thousand": the end of a number is none.
            if before and before[-1] in grammar.joins:
                before.pop()
            if numbers[0] >= 1000 and before and before[-1] in grammar.vague:
                continue
            yield found, sum(numbers, Decimal(0))
        composed += pattern.finditer(masked) if pattern is not patterns[-1] else ()
