"""Diseases that a sentence promises to treat, prevent or cure, or whose risk it promises to lower."""

import re
from collections.abc import Iterable, Sequence

from magclaims.judge.law.credits import SubjectsAt
from magclaims.judge.law.facts import MAX_VERBS, NEAR, disease_words, verb_last
from magclaims.judge.law.takes_back import is_negated
from magclaims.knowledge.data import load


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> int:
    """Words between two matches; a large number where they overlap or a full stop is between."""
    first, second = sorted((one, other), key=lambda match: match.start())
    if second.end() <= first.end():
        return 0  # "beugt ... vor", "lost ... op" stand on both sides
    if first.end() > second.start():
        return NEAR + 1
    between = text[first.end() : second.start()]
    return NEAR + 1 if re.search(r"[.;:]\s", between) else len(between.split())


_Pair = tuple[re.Match[str], str]
"""A disease in a text, and the words that make it a target."""


def _pairs(text: str, key: str, language: str, *, near: int = NEAR) -> list[_Pair]:
    """Diseases and signs, each with the first verb near it that acts on it.

    Dutch and German may put the verb last; elsewhere what follows the disease is another clause.
    """
    barred = [m.span() for m in disease_words(language, "not_treat").finditer(text)]
    acting = [
        verb
        for verb in disease_words(language, key).finditer(text)
        if not any(start <= verb.start() < end for start, end in barred)
        and not is_negated(text, verb, language)
    ][:MAX_VERBS]
    found = []
    for thing in disease_words(language, "names").finditer(text):
        for verb in acting:
            around = verb.start() <= thing.start() and thing.end() <= verb.end()
            in_order = verb.end() <= thing.start() or around or verb_last(language)
            if in_order and _gap(text, verb, thing) <= near:
                said = verb.group() if around else f"{verb.group()} … {thing.group()}"
                found.append((thing, said))
                break
    return found


def _against(text: str, language: str, subjects: Sequence[int]) -> list[_Pair]:
    """Find "Magnesium tegen migraine": no verb is needed, but the subject stands right before."""
    prepositions = "|".join(map(re.escape, load("diseases.toml")["words"][language]["against"]))
    before = re.compile(rf"(?<!\w)(?:{prepositions})\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
    pairs = []
    for thing in disease_words(language, "names").finditer(text):
        found = before.search(text[max(0, thing.start() - 40) : thing.start()])
        start = max((s for s in subjects if s < thing.start()), default=None)
        if found is None or start is None:
            continue
        between = text[start : thing.start()]
        if len(between.split()) <= NEAR // 2:
            pairs.append((thing, f"{found.group().strip()} {thing.group()}"))
    return pairs


def _like_medicines(text: str, language: str) -> list[_Pair]:
    """Find "a natural alternative to statins": what is offered in the place of a medicine."""
    pairs: list[_Pair] = []
    for offer in disease_words(language, "like_medicine").finditer(text):
        medicine = disease_words(language, "medicine").search(text, offer.end())
        if medicine and _gap(text, offer, medicine) <= NEAR // 2:
            pairs.append((medicine, f"{offer.group()} … {medicine.group()}"))
    return pairs


def _risks(text: str, language: str) -> list[_Pair]:
    """Find "reduces the risk of dementia"."""
    lowered = disease_words(language, "reduce").search(text)
    pairs: list[_Pair] = []
    if lowered is None:
        return pairs
    for risk in disease_words(language, "risk").finditer(text):
        ill = disease_words(language, "names").search(text, risk.end())
        if ill and not is_negated(text, risk, language):
            pairs.append((ill, f"{lowered.group()} … {risk.group()} … {ill.group()}"))
    return pairs


def therapeutic_words(
    text: str, language: str, starts: Sequence[int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a sentence says to treat, and the risks that it says to reduce; a risk is not both."""
    subjects = SubjectsAt(text, language, tuple(starts))
    risks = _risks(text, language)
    risky = {ill.start() for ill, _ in risks}
    pairs = [
        *_pairs(text, "treat", language),
        *_pairs(text, "relieve", language, near=NEAR // 2),
        *_against(text, language, starts),
        *_like_medicines(text, language),
    ]

    def kept(group: Iterable[_Pair]) -> tuple[str, ...]:
        seen: set[int] = set()
        words = []
        for thing, said in group:
            if thing.start() in seen or is_negated(text, thing, language):
                continue
            if subjects.before(thing.start()):
                seen.add(thing.start())
                words.append(said)
        return tuple(dict.fromkeys(words))

    return kept(pair for pair in pairs if pair[0].start() not in risky), kept(risks)
