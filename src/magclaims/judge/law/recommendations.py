"""Article 12: who recommends it, what happens without it, how fast one loses weight."""

import re
from collections.abc import Sequence

from magclaims.judge.law.facts import (
    WORDING,
    LawFinding,
    word_list,
)
from magclaims.judge.law.findings import by_place, make_finding, quote_words
from magclaims.judge.law.product import copy_words
from magclaims.judge.law.reading import Reading
from magclaims.judge.law.takes_back import is_negated


def recommendations(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """LAW005: what doctors advise, what happens without the product, how much weight goes how fast."""
    kinds = {
        "doctors": "a recommendation of doctors or other health professionals",
        "without": "the suggestion that health suffers without the product",
        "weight": "a rate or amount of weight loss",
    }
    hits: list[Reading] = []
    words: list[str] = []
    said: list[str] = []
    for key, what in kinds.items():
        for reading in readings:
            found = word_list(WORDING, language, key).search(reading.text)
            if found is None and key == "doctors":
                found = _recommended(reading, language) or _recommended_by(reading.text, language)
            if key == "weight" and word_list(WORDING, language, "sold_by_weight").search(
                reading.text
            ):
                continue  # "from 5 kg a month we deliver for free"
            # A recommendation counts only where the text is about the product.
            if found is None or _exempt_from_recommendation(reading, found, language):
                continue
            near = readings[max(0, reading.index - 1) : reading.index + 2]
            if any(r.subject for r in near):
                hits.append(reading)
                words.append(found.group())
                said.append(what)
    if not hits:
        return []
    hits = sorted({r.index: r for r in hits}.values(), key=by_place)
    return [
        make_finding(
            "eu-recommendation",
            f"{' and '.join(dict.fromkeys(said))}: {quote_words(words)}",
            "leave it out",
            hits,
            words,
        )
    ]


_FEW = 4
"""Words between someone of a profession and what they recommend, at most: "dietitian Mary Boss recommends"."""
_DIET = 2
"""Words before the diet that they recommend, at most: "recommends everyone a varied diet"."""


def _recommended(reading: Reading, language: str) -> re.Match[str] | None:
    """Where someone of a health profession recommends the product, or "this"; they may recommend something else.

    None beside a warning, and where they recommend to eat well.
    """
    text = reading.text
    diet = word_list(WORDING, language, "diet")
    if word_list(WORDING, language, "warning").search(text):
        return None
    pronoun = word_list(WORDING, language, "pronoun")
    for person in word_list(WORDING, language, "professions").finditer(text):
        found = word_list(WORDING, language, "recommends").search(text, person.end())
        if found is None or not (reading.subject or pronoun.match(text, found.end() + 1)):
            continue
        between = text[person.end() : found.start()]
        food = diet.search(text, found.end())
        if food is not None and len(text[found.end() : food.start()].split()) <= _DIET:
            continue
        if len(between.split()) <= _FEW and not set(between) & set(",;:.()"):
            return found
    return None


def _recommended_by(text: str, language: str) -> re.Match[str] | None:
    """Find "Recommended by midwives", "Von Hebammen empfohlen"; not "if advised by a doctor", nor "by your doctor"."""
    by, own = (word_list(WORDING, language, key) for key in ("by", "possessive"))
    for said in word_list(WORDING, language, "recommended").finditer(text):
        if copy_words(language, "conditional").search(text[: said.start()]):
            continue
        for person in word_list(WORDING, language, "professions").finditer(text):
            first, last = sorted((said.span(), person.span()))
            between = text[first[1] : last[0]]
            if len(between.split()) > _FEW or set(between) & set(",;:.()"):
                continue
            leading = " ".join(text[: person.start()].split()[-_FEW:])
            if by.search(leading) and not own.search(leading):
                return said
    return None


def _exempt_from_recommendation(reading: Reading, found: re.Match[str], language: str) -> bool:
    lists = ("disclaimer", "study")
    return (
        reading.text.rstrip().endswith("?")
        or is_negated(reading.text, found, language)
        or any(word_list(WORDING, language, key).search(reading.text) for key in lists)
    )
