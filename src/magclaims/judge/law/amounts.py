"""Amounts: conditions of use, and what the law says of an amount of a substance of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from magclaims.judge.law.authorised import authorised_claims
from magclaims.judge.law.effects import find_effects
from magclaims.judge.law.facts import WORDING, LawFinding, threonate_words, word_list, words_regex
from magclaims.judge.law.findings import found_in, make_finding
from magclaims.judge.law.reading import Reading
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.law.takes_back import is_negated
from magclaims.judge.law.wordings import name
from magclaims.knowledge.regulation import AuthorisedClaim, LegalAmount, carriers, register
from magclaims.quantity.often import of_a_day
from magclaims.quantity.quantities import Quantity, find_quantities


def _as_told(amounts: Iterable[tuple[Reading, Quantity]]) -> list[tuple[Reading, str]]:
    return [(reading, quantity.text) for reading, quantity in amounts]


def _micrograms(quantity: Quantity) -> float:
    return float(quantity.high * quantity.factor) * 1_000


def _amounts_of(
    readings: Iterable[Reading],
    language: str,
    substances: frozenset[str],
    names: Sequence[str] = (),
) -> list[tuple[Reading, Quantity]]:
    """Masses that the text gives of these substances, neither of an animal's diet nor exempt.

    A quantity belongs to the substance that it names; where it names none, to the only one that the
    sentence names, or to that of the page.
    """
    other = re.compile(words_regex(names), re.IGNORECASE)
    found = []
    for reading in readings:
        if reading.exempt:
            continue
        named = {subject.id for subject in find_subjects(reading.text)}
        about = {c for s in named or set(reading.substances) for c in carriers(s)}
        if not about & substances and other.search(reading.text) is None:
            continue
        for quantity in find_quantities(reading.text, language):
            if quantity.dimension != "mass":
                continue
            tail = quantity.noun or quantity.text
            of = {c for subject in find_subjects(tail)[:1] for c in carriers(subject.id)}
            mine = bool(of & substances) or other.search(tail) is not None
            if mine or (not of and len(named) <= 1 and about & substances):
                found.append((reading, of_a_day(quantity, reading.text, language)))
    return found


def below_conditions(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """An authorised claim beside a daily amount below its condition of use."""
    claims: dict[str, AuthorisedClaim] = {}
    for reading in readings:
        for claim in authorised_claims(reading):
            if claim.amount is not None and claim.basis in {"source_of", "daily", "portion"}:
                claims.setdefault(claim.id, claim)
    found = []
    daily = word_list(WORDING, language, "daily")
    for substance in dict.fromkeys(claim.substances[0] for claim in claims.values()):
        own = [claim for claim in claims.values() if claim.substances[0] == substance]
        least = min(own, key=lambda claim: claim.amount or 0)
        amounts = [
            (r, q)
            for r, q in _amounts_of(readings, language, frozenset({substance}))
            if (q.per_day or daily.search(r.text)) and not _is_compound(q, substance)
        ]
        if all(_micrograms(q) < float(least.amount or 0) for _, q in amounts):
            said = {"name": name(substance), "least": least.shown or ""}
            told = _as_told(amounts)
            found += found_in("eu-condition-of-use", told, said, substance=substance)
    return found


def _is_compound(quantity: Quantity, substance: str) -> bool:
    """Whether an amount is that of a salt or form, whose share of the substance is another number."""
    ids = {subject.id for subject in find_subjects(quantity.noun)}
    return bool(ids) and substance not in ids


def amount_rules(
    readings: Sequence[Reading], language: str, places: frozenset[str]
) -> list[LawFinding]:
    """Amounts at which the law says something of a substance of its own."""
    found = []
    for limit in register().limits:
        if not limit.places & places:
            continue
        over = [
            (r, q)
            for r, q in _amounts_of(readings, language, limit.substances, limit.names)
            if q.comparator not in {"<", "<="} and _reaches(q, limit)
        ]
        if not over:
            continue
        memory = limit.status == "M"
        substance = min(limit.substances)
        finding = make_finding(
            "eu-substance-rule",
            [r for r, _ in over],
            [q.text for _, q in over],
            {"name": name(substance), "fact": limit.fact, "instead": limit.instead},
            note=memory,
            substance=substance,
        )
        where = finding.message.rpartition(" (")[0]
        found.append(
            replace(
                finding,
                act=limit.act,
                article=limit.article,
                status=limit.status,
                message=f"{where} ({limit.act}{'; from memory' if memory else ''})",
            )
        )
    return found


def _reaches(quantity: Quantity, limit: LegalAmount) -> bool:
    amount, least = _micrograms(quantity), float(limit.amount)
    return amount >= least if limit.included else amount > least


# --- a novel food: magnesium L-threonate ----------------------------------------------------------


def _amounts(readings: Iterable[Reading], language: str) -> list[tuple[Reading, Quantity]]:
    """Masses that are neither of an animal's diet nor of a study that is described."""
    return [
        (reading, of_a_day(quantity, reading.text, language))
        for reading in readings
        if not reading.exempt
        for quantity in find_quantities(reading.text, language)
        if quantity.dimension == "mass"
    ]


def novel_food(readings: Sequence[Reading], language: str, *, complete: bool) -> list[LawFinding]:
    """Conditions of use of magnesium L-threonate: amounts, adults, not in pregnancy or lactation."""
    threonate = threonate_words()
    about = [r for r in readings if threonate.search(r.text)]
    if not about:
        return []
    over = [
        (r, q)
        for r, q in _amounts(about, language)
        if q.comparator not in {"<", "<="}
        and q.high * q.factor > (250 if q.elemental or q.noun.casefold() == "magnesium" else 3000)
        and not re.search(r"(?i)\befsa\b|2024/2694", r.text)
    ]
    found = found_in("eu-novel-food", _as_told(over))
    pregnant = word_list(WORDING, language, "for_pregnant")
    excluded = word_list(WORDING, language, "not_pregnant")
    offered = [
        (r, m.group())
        for r in readings
        if (r.subject or any(near.subject for near in readings[max(0, r.index - 1) : r.index + 2]))
        and (m := pregnant.search(r.text))
        and not excluded.search(r.text)
        and not r.exempt
        and not is_negated(r.text, m, language)
    ]
    found += found_in("eu-novel-food-pregnant", offered)
    dosed = [
        r for r in about if any(q.dimension == "mass" for q in find_quantities(r.text, language))
    ]
    if complete and dosed and not offered and not any(excluded.search(r.text) for r in readings):
        found.append(make_finding("eu-novel-food-adults", dosed))
    return _merged(found)


def _merged(found: Sequence[LawFinding]) -> list[LawFinding]:
    """One finding for each rule: the worst severity, all lines, the messages after each other."""
    if len(found) < 2:
        return list(found)
    worst = max(found, key=lambda f: f.severity.rank)
    tail = f" ({worst.act}, {worst.article})"
    return [
        replace(
            worst,
            sentences=tuple(sorted({i for f in found for i in f.sentences})),
            lines=tuple(sorted({line for f in found for line in f.lines})),
            words=tuple(dict.fromkeys(w for f in found for w in f.words)),
            message="; ".join(f.message.removesuffix(tail) for f in found) + tail,
            suggestion="; ".join(dict.fromkeys(f.suggestion for f in found)),
        )
    ]


def novel_food_status(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """Two false statements: "not authorised in the EU", and "EFSA approved it for memory"."""
    denied = word_list(WORDING, language, "not_approved")
    approved = word_list(WORDING, language, "approved")
    hits: list[tuple[Reading, str]] = []
    for reading in readings:
        if not threonate_words().search(reading.text):
            continue
        found = denied.search(reading.text)
        if found is None:
            found = approved.search(reading.text)
            effect = any(not e.meanings for e in find_effects(reading.text, language))
            if found is not None and (not effect or is_negated(reading.text, found, language)):
                found = None
        elif re.search(r"\bclaim|\bgezondheidsclaim", reading.text, re.IGNORECASE):
            # "No claim is authorised in the EU" is true.
            found = None
        if found is not None:
            hits.append((reading, found.group()))
    return found_in("eu-novel-food-status", hits)
