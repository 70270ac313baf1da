"""The rules of the EU, and of the Netherlands, over the sentences of one article."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from magclaims.judge.law.facts import (
    ADJACENT,
    LawFinding,
    all_endpoints,
    subject_words,
    suggested_claims,
    word_list,
)
from magclaims.judge.law.reading import Reading, is_negated, make_finding, quote_words
from magclaims.knowledge.data import load
from magclaims.quantity.quantities import Quantity, find_quantities


def _not_authorised(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    other = subject_words("other_cognitive")
    hits = [
        r
        for r in readings
        if r.magnesium
        and (r.unauthorised or r.treats or r.reduces_risk)
        and not other.search(r.text)
    ]
    if not hits:
        return []
    words = [w for r in hits for w in (*r.unauthorised, *r.treats, *r.reduces_risk)]
    return [
        make_finding(
            "eu-not-authorised",
            f"health claims for magnesium that match none of its ten authorised claims: {quote_words(words)}",
            "keep to an authorised claim, e.g. "
            + suggested_claims("mg-psych", "mg-nervous", "mg-fatigue", language=language),
            hits,
            words,
        )
    ]


def _medical(
    readings: Sequence[Reading], language: str, places: frozenset[str]
) -> list[LawFinding]:
    hits = [r for r in readings if r.treats]
    if not hits:
        return []
    words = [w for r in hits for w in r.treats]
    what = f"medical claim, a disease beside a word for preventing, treating or curing: {quote_words(words)}"
    instead = "name no disease; say what is authorised, e.g. " + suggested_claims(
        "mg-psych", "mg-nervous", language=language
    )
    basis = "nl-medical-claim" if "nl" in places else "eu-medical-claim"
    return [make_finding("eu-medical-claim", what, instead, hits, words, basis=basis)]


def _risk(readings: Sequence[Reading]) -> list[LawFinding]:
    hits = [r for r in readings if r.reduces_risk]
    words = [w for r in hits for w in r.reduces_risk]
    if not hits:
        return []
    return [
        make_finding(
            "eu-risk-reduction",
            f"reduction of a disease risk, of which none is authorised for magnesium: {quote_words(words)}",
            "leave the risk out; an authorised one also has to say that the disease has several risk factors",
            hits,
            words,
        )
    ]


def _general(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    pattern = word_list("regulation/wording.toml", language, "general")
    hits: list[Reading] = []
    words: list[str] = []
    for reading in readings:
        found = pattern.search(reading.text)
        if found is None or reading.exempt or not reading.subject or reading.fragment:
            continue
        near = readings[max(0, reading.index - ADJACENT) : reading.index + ADJACENT + 1]
        if not is_negated(reading.text, found, language) and not any(r.authorised for r in near):
            hits.append(reading)
            words.append(found.group())
    if not hits:
        return []
    return [
        make_finding(
            "eu-general-benefit",
            f"a general benefit without a specific authorised claim beside it: {quote_words(words)}",
            "put an authorised claim beside it, e.g. "
            + suggested_claims("mg-psych", language=language),
            hits,
            words,
        )
    ]


def _has(readings: Iterable[Reading], language: str, key: str) -> bool:
    pattern = word_list("regulation/wording.toml", language, key)
    return any(pattern.search(reading.text) for reading in readings)


def _amounts(readings: Iterable[Reading], language: str) -> list[tuple[Reading, Quantity]]:
    """Masses that are neither of an animal's diet nor of a study that is described."""
    return [
        (reading, quantity)
        for reading in readings
        if not reading.exempt
        for quantity in find_quantities(reading.text, language)
        if quantity.dimension == "mass"
    ]


def _mandatory(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    hits = [r for r in readings if r.authorised]
    if not hits:
        return []
    missing = []
    if not _has(readings, language, "diet"):
        missing.append("the importance of a varied and balanced diet and a healthy lifestyle")
    if not any(q.dimension == "mass" for r in readings for q in find_quantities(r.text, language)):
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
    return [
        make_finding(
            "eu-mandatory-statements",
            f"an authorised claim is made, but the text lacks {' and '.join(missing)}{where}",
            "add the statements near the claim",
            hits,
            [id_ for r in hits for id_ in r.authorised],
        )
    ]


def _recommendation(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    kinds = {
        "doctors": "a recommendation of doctors or other health professionals",
        "without": "the suggestion that health suffers without the product",
        "weight": "a rate or amount of weight loss",
    }
    hits: list[Reading] = []
    words: list[str] = []
    said: list[str] = []
    for key, what in kinds.items():
        pattern = word_list("regulation/wording.toml", language, key)
        for reading in readings:
            found = pattern.search(reading.text)
            # A recommendation counts only where the text is about the product.
            if found is None or _exempt_from_recommendation(reading, found, language):
                continue
            if reading.subject or _subject_near(readings, reading.index):
                hits.append(reading)
                words.append(found.group())
                said.append(what)
    if not hits:
        return []
    hits = sorted({r.index: r for r in hits}.values(), key=lambda r: r.index)
    return [
        make_finding(
            "eu-recommendation",
            f"{' and '.join(dict.fromkeys(said))}: {quote_words(words)}",
            "leave it out",
            hits,
            words,
        )
    ]


def _exempt_from_recommendation(reading: Reading, found: re.Match[str], language: str) -> bool:
    lists = ("disclaimer", "study")
    return is_negated(reading.text, found, language) or any(
        word_list("regulation/wording.toml", language, key).search(reading.text) for key in lists
    )


def _subject_near(readings: Sequence[Reading], index: int) -> bool:
    return any(r.subject for r in readings[max(0, index - 1) : index + 2])


def _condition_of_use(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """An authorised claim beside a daily amount of magnesium below "source of"."""
    minimum = Decimal(load("regulation/eu.toml")["min_mg"])
    claims = [r for r in readings if r.authorised]
    amounts = [
        (r, q)
        for r, q in _amounts(readings, language)
        if (q.elemental or q.noun.casefold() == "magnesium") and q.per_day
    ]
    if not claims or not amounts or any(q.high * q.factor >= minimum for _, q in amounts):
        return []
    return [
        make_finding(
            "eu-condition-of-use",
            f"an authorised claim needs at least {minimum} mg of magnesium a day; the text gives "
            f"{quote_words(q.text for _, q in amounts)}",
            "check the amount, or leave the claim out",
            [r for r, _ in amounts],
            [q.text for _, q in amounts],
        )
    ]


def _novel_food(readings: Sequence[Reading], language: str, *, complete: bool) -> list[LawFinding]:
    """Conditions of use of magnesium L-threonate: amounts, adults, not in pregnancy or lactation."""
    threonate = subject_words("threonate")
    about = [r for r in readings if threonate.search(r.text)]
    if not about:
        return []
    found = []
    over = [
        (r, q)
        for r, q in _amounts(about, language)
        if q.comparator not in {"<", "<="}
        and q.high * q.factor > (250 if _elemental(q) else 3000)
        and not re.search(r"(?i)\befsa\b|2024/2694", r.text)
    ]
    if over:
        found.append(
            make_finding(
                "eu-novel-food",
                "magnesium L-threonate is authorised up to 3,000 mg a day (250 mg of magnesium); "
                f"the text gives {quote_words(q.text for _, q in over)}",
                "give an amount within the conditions of use",
                [r for r, _ in over],
                [q.text for _, q in over],
            )
        )
    pregnant = word_list("regulation/wording.toml", language, "for_pregnant")
    excluded = word_list("regulation/wording.toml", language, "not_pregnant")
    offered = [
        (r, m.group())
        for r in readings
        if (r.subject or _subject_near(readings, r.index))
        and (m := pregnant.search(r.text))
        and not excluded.search(r.text)
        and not r.exempt
        and not is_negated(r.text, m, language)
    ]
    if offered:
        found.append(
            make_finding(
                "eu-novel-food",
                "magnesium L-threonate is not authorised for pregnant or lactating women: "
                + quote_words(words for _, words in offered),
                "say that it is for adults, not for pregnant or lactating women",
                [r for r, _ in offered],
                [words for _, words in offered],
            )
        )
    dosed = [
        r for r in about if any(q.dimension == "mass" for q in find_quantities(r.text, language))
    ]
    if complete and dosed and not offered and not _has(readings, language, "not_pregnant"):
        found.append(
            make_finding(
                "eu-novel-food",
                "a dose of magnesium L-threonate is given without saying that it is for adults, not for "
                "pregnant or lactating women; the label has to say so",
                "add: for adults, not for pregnant or lactating women",
                dosed,
                (),
                note=True,
            )
        )
    return _merged(found)


def _elemental(quantity: Quantity) -> bool:
    return quantity.elemental or quantity.noun.casefold() == "magnesium"


def _merged(found: Sequence[LawFinding]) -> list[LawFinding]:
    """One finding for each rule: the worst severity, all lines, the messages after each other."""
    if len(found) < 2:
        return list(found)
    worst = max(found, key=lambda f: f.severity.rank)
    tail = f" ({worst.act}, {worst.article})"
    return [
        LawFinding(
            rule=worst.rule,
            sentences=tuple(sorted({i for f in found for i in f.sentences})),
            lines=tuple(sorted({line for f in found for line in f.lines})),
            words=tuple(dict.fromkeys(w for f in found for w in f.words)),
            act=worst.act,
            article=worst.article,
            status=worst.status,
            severity=worst.severity,
            message="; ".join(f.message.removesuffix(tail) for f in found) + tail,
            suggestion="; ".join(dict.fromkeys(f.suggestion for f in found)),
        )
    ]


def _novel_food_status(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """Two false statements: "not authorised in the EU", and "EFSA approved it for memory"."""
    denied = word_list("regulation/wording.toml", language, "not_approved")
    approved = word_list("regulation/wording.toml", language, "approved")
    hits: list[Reading] = []
    words: list[str] = []
    for reading in readings:
        if not subject_words("threonate").search(reading.text):
            continue
        found = denied.search(reading.text)
        if found is None:
            found = approved.search(reading.text)
            effect = any(
                e.pattern.search(reading.text)
                for e in all_endpoints(language)
                if e.kind != "authorised"
            )
            if found is not None and (not effect or is_negated(reading.text, found, language)):
                found = None
        elif re.search(r"\bclaim|\bgezondheidsclaim", reading.text, re.IGNORECASE):
            # "No claim is authorised in the EU" is true.
            found = None
        if found is not None:
            hits.append(reading)
            words.append(found.group())
    if not hits:
        return []
    return [
        make_finding(
            "eu-novel-food-status",
            "magnesium L-threonate has been authorised as a novel food since 7 November 2024, and no "
            f"health claim was assessed for it: {quote_words(words)}",
            "say that it is authorised as a novel food; do not say that EFSA approved an effect",
            hits,
            words,
        )
    ]


def eu_findings(
    readings: Sequence[Reading], language: str, places: frozenset[str], *, complete: bool
) -> list[LawFinding]:
    """The findings under the law of the EU; of the Netherlands, where it is among the places."""
    return [
        *_not_authorised(readings, language),
        *_medical(readings, language, places),
        *_risk(readings),
        *_general(readings, language),
        *_recommendation(readings, language),
        *_condition_of_use(readings, language),
        *_novel_food(readings, language, complete=complete),
        *_novel_food_status(readings, language),
        *(_mandatory(readings, language) if complete else ()),
    ]
