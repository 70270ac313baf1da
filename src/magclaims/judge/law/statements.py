"""What has to stand beside a claim (Article 10(2) and 10(3)), and who may not recommend it (Article 12)."""

import re
from collections.abc import Iterable, Sequence

from magclaims.judge.law.authorised import authorised_claims
from magclaims.judge.law.facts import ADJACENT, WORDING, LawFinding, word_list
from magclaims.judge.law.findings import by_place, found_in, make_finding, substances_of
from magclaims.judge.law.product import copy_words
from magclaims.judge.law.reading import Reading
from magclaims.judge.law.takes_back import is_negated
from magclaims.judge.law.wordings import condition, instead, name
from magclaims.quantity.quantities import find_quantities


def general_benefits(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """LAW003: general benefits without a specific authorised claim in the same or a neighbouring sentence."""
    pattern = word_list(WORDING, language, "general")
    hits: list[tuple[Reading, str]] = []
    for reading in readings:
        found = pattern.search(reading.text)
        if found is None or reading.exempt or not reading.subject or reading.fragment:
            continue
        near = readings[max(0, reading.index - ADJACENT) : reading.index + ADJACENT + 1]
        # "Good for the skin" may itself be what an authorised claim means.
        if not is_negated(reading.text, found, language) and not any(map(authorised_claims, near)):
            hits.append((reading, found.group()))
    families = {f for r, _ in hits for credit in r.credits for f in credit.effect.families}
    own = instead(substances_of(r for r, _ in hits), families, language)
    if not own:
        return found_in("eu-general-benefit", hits)
    return found_in("eu-general-benefit-of", hits, {"own": own})


def _has(readings: Iterable[Reading], language: str, key: str) -> bool:
    pattern = word_list(WORDING, language, key)
    return any(pattern.search(reading.text) for reading in readings)


def mandatory_statements(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """LAW004: what is missing beside the authorised claims of a whole text."""
    claims = [(r, authorised_claims(r)) for r in readings]
    claims = [(r, own) for r, own in claims if own]
    if not claims:
        return []
    missing = []
    if not _has(readings, language, "diet"):
        missing.append("the importance of a varied and balanced diet and a healthy lifestyle")
    if not any(
        q.dimension in {"mass", "volume"}
        for r in readings
        for q in find_quantities(r.text, language)
    ):
        missing.append("the quantity and pattern of consumption needed for the effect")
    if not missing:
        return []
    optional = [
        text
        for key, text in (
            ("avoid", "who should avoid it"),
            ("excess", "a warning where excess may be a risk"),
        )
        if not _has(readings, language, key)
    ]
    where = f"; where appropriate also {' and '.join(optional)}" if optional else ""
    conditions = dict.fromkeys(
        f"{name(claim.substances[0])}: {condition(claim)}" for _, own in claims for claim in own[:1]
    )
    told = "; ".join(list(conditions)[:3])
    said = {"missing": " and ".join(missing), "where": where, "conditions": told}
    made = [(r, claim.id) for r, own in claims for claim in own]
    return found_in("eu-mandatory-statements", made, said)


# --- Article 12: who recommends it, what happens without it, how fast one loses weight ------------


def recommendations(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """LAW005: what doctors advise, what happens without the product, how much weight goes how fast."""
    kinds = {
        "doctors": "a recommendation of doctors or other health professionals",
        "without": "the suggestion that health suffers without the product",
        "weight": "a rate or amount of weight loss",
    }
    hits: dict[int, Reading] = {}
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
                hits[reading.index] = reading
                words.append(found.group())
                said.append(what)
    if not hits:
        return []
    what = " and ".join(dict.fromkeys(said))
    ordered = sorted(hits.values(), key=by_place)
    return [make_finding("eu-recommendation", ordered, words, {"what": what})]


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
