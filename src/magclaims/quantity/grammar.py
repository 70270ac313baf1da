"""How a language writes a quantity: the patterns of what stands before and after a number."""

import re
from decimal import Decimal
from functools import cache
from typing import Any

from magclaims.model.lazily import expression
from magclaims.quantity.number_words import NumberWords, hundred_words, spelled_numbers
from magclaims.quantity.units import any_of, unit_names, units_data

NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
DASH = r"[-–—−‐‑]"


class Grammar:
    """The regexes of one language.

    `before` has the kind of comparator as the name of its group. `hundreds` are the words for a hundred and a
    thousand; those of `vague` leave open how many before thousands in words: "several thousand".
    """

    def __init__(self, words: dict[str, Any]) -> None:
        # "1 L-threonate": a letter in front of a hyphen is part of a name, not a unit.
        unit = rf"(?P<unit>{any_of(unit_names())})(?![^\W_])(?!(?<=[\W\d]\w)-)"
        stems = any_of(units_data()["elemental"]["stems"])
        others = any_of(units_data()["elemental"]["not_of_it"])
        comparators = "|".join(
            rf"(?P<{kind}>(?<!\w)(?:{any_of(words[kind])}))"
            for kind in ("at_most", "at_least", "more", "less", "about", "between")
        )

        def compiled(pattern: str) -> re.Pattern[str]:
            return expression(pattern, re.IGNORECASE)

        self.decimal: str = words["decimal"]
        self.capital_nouns: bool = words.get("capital_nouns", False)
        self.unit = compiled(rf"(?:\s{{0,2}}|-){unit}")
        self.elemental_before = compiled(
            rf"(?:{stems})[^\W\d]*(?:\s+(?!(?:{others})[\s(]*$)[^\W\d]+){{0,3}}[\s:=(]*$"
        )
        self.elemental_after = compiled(rf"^[\s(,]*(?:[^\W\d]+[\s(]+){{0,3}}(?:{stems})")
        self.before = compiled(rf"(?:{comparators}|(?P<sign>[<>≥≤~≈]=?)|(?P<n>(?<!\w)n\s*=))\s*$")
        self.after = compiled(
            rf"(?P<plus>\+(?![\d/-]))|\s+(?P<or_more>{any_of(words['or_more'])})(?!\w)"
            rf"|\s+(?P<or_less>{any_of(words['or_less'])})(?!\w)"
        )
        self.range = compiled(
            rf"(?:\s?{unit})?(?:\s?{DASH}\s?|\s+(?:{any_of(words['range_to'])})\s+)(?P<high>{NUMBER})"
        )
        self.range_between = compiled(
            rf"(?:\s?{unit})?\s+(?:{any_of(words['range_and'])})\s+(?P<high>{NUMBER})"
        )
        self.per_day = compiled(rf"\s?(?:{any_of(words['per_day'])})(?!\w)")
        self.multipliers = {word: Decimal(value) for word, value in words["multipliers"].items()}
        self.multiplier = compiled(rf"\s(?P<word>{any_of(self.multipliers)})(?!\w)")
        self.joins = frozenset(words["range_and"])
        self.range_to = frozenset(words["range_to"])
        self.between = frozenset(words["between"])
        self.hundreds = (words["hundred"], words["thousand"])
        self.vague = frozenset(words["vague"]) | hundred_words(words)
        self.numbers = {word.casefold(): Decimal(value) for word, value in spelled_numbers(words)}
        self.number_words = NumberWords.of(self.numbers)
        self.label = compiled(rf"(?<!\w)(?:{any_of(units_data()['labels']['names'])})\.?\s?$")
        self.year = compiled(rf"(?<!\w)(?:{any_of(words['year_words'])})\s+$")
        self.during = frozenset(words["during"])
        self.links = frozenset(words["links"])
        self.stop = frozenset(words["stop"]) | frozenset(words["per_day"])


@cache
def grammar_of(language: str) -> Grammar:
    """The patterns of a language; of one without a section, those of English."""
    languages = units_data()["languages"]
    return Grammar(languages.get(language[:2].lower(), languages["en"]))
