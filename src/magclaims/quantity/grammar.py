"""How a language writes a quantity: the patterns of what stands before and after a number."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from magclaims.quantity.number_words import NumberWords, hundred_words, spelled_numbers
from magclaims.quantity.units import any_of, unit_names, units_data

NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
DASH = r"[-–—−‐‑]"


@dataclass(frozen=True, slots=True)
class Grammar:
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
    range_to: frozenset[str]
    between: frozenset[str]
    hundreds: tuple[str, str]
    """The words for a hundred and a thousand."""
    vague: frozenset[str]
    """Before thousands in words they leave open how many: "several thousand"."""
    numbers: dict[str, Decimal]
    number_words: "NumberWords"
    label: re.Pattern[str]
    year: re.Pattern[str]
    during: frozenset[str]
    links: frozenset[str]
    stop: frozenset[str]


@cache
def grammar_of(language: str) -> Grammar:
    """The patterns of a language; of one without a section, those of English."""
    languages = units_data()["languages"]
    words = languages.get(language[:2].lower(), languages["en"])
    # "1 L-threonate": a letter in front of a hyphen is part of a name, not a unit.
    unit = rf"(?P<unit>{any_of(unit_names())})(?![^\W_])(?!(?<=[\W\d]\w)-)"
    stems = any_of(units_data()["elemental"]["stems"])
    comparators = "|".join(
        rf"(?P<{kind}>(?<!\w)(?:{any_of(words[kind])}))"
        for kind in ("at_most", "at_least", "more", "less", "about", "between")
    )
    multipliers = {word: Decimal(value) for word, value in words["multipliers"].items()}
    spelled = {word: Decimal(value) for word, value in spelled_numbers(words)}
    flags = re.IGNORECASE
    return Grammar(
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
            rf"(?:\s?{unit})?(?:\s?{DASH}\s?|\s+(?:{any_of(words['range_to'])})\s+)(?P<high>{NUMBER})",
            flags,
        ),
        range_between=re.compile(
            rf"(?:\s?{unit})?\s+(?:{any_of(words['range_and'])})\s+(?P<high>{NUMBER})", flags
        ),
        per_day=re.compile(rf"\s?(?:{any_of(words['per_day'])})(?!\w)", flags),
        multiplier=re.compile(rf"\s(?P<word>{any_of(multipliers)})(?!\w)", flags),
        multipliers=multipliers,
        joins=frozenset(words["range_and"]),
        range_to=frozenset(words["range_to"]),
        between=frozenset(words["between"]),
        hundreds=(words["hundred"], words["thousand"]),
        vague=frozenset(words["vague"]) | hundred_words(words),
        numbers=spelled,
        number_words=NumberWords.of(spelled),
        label=re.compile(rf"(?<!\w)(?:{any_of(units_data()['labels']['names'])})\.?\s?$", flags),
        year=re.compile(rf"(?<!\w)(?:{any_of(words['year_words'])})\s+$", flags),
        during=frozenset(words["during"]),
        links=frozenset(words["links"]),
        stop=frozenset(words["stop"]) | frozenset(words["per_day"]),
    )
