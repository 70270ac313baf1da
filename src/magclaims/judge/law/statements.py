"""Article 10(2) and 10(3): what has to stand beside a claim, and general benefits."""

from collections.abc import Iterable, Sequence

from magclaims.judge.law.authorised import authorised_claims
from magclaims.judge.law.facts import (
    ADJACENT,
    WORDING,
    LawFinding,
    word_list,
)
from magclaims.judge.law.findings import make_finding, quote_words, substances_of
from magclaims.judge.law.reading import Reading
from magclaims.judge.law.takes_back import is_negated
from magclaims.judge.law.wordings import (
    condition,
    instead,
    name,
)
from magclaims.quantity.quantities import find_quantities


def general_benefits(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """LAW003: general benefits without a specific authorised claim in the same or a neighbouring sentence."""
    pattern = word_list(WORDING, language, "general")
    hits: list[Reading] = []
    words: list[str] = []
    for reading in readings:
        found = pattern.search(reading.text)
        if found is None or reading.exempt or not reading.subject or reading.fragment:
            continue
        near = readings[max(0, reading.index - ADJACENT) : reading.index + ADJACENT + 1]
        # "Good for the skin" may itself be what an authorised claim means.
        if not is_negated(reading.text, found, language) and not any(map(authorised_claims, near)):
            hits.append(reading)
            words.append(found.group())
    if not hits:
        return []
    families = {f for r in hits for credit in r.credits for f in credit.effect.families}
    own = instead(substances_of(hits), families, language)
    advice = (
        "leave it out: it needs a specific authorised claim beside it"
        if not own
        else f"put a specific authorised claim beside it: {own}"
    )
    return [
        make_finding(
            "eu-general-benefit",
            f"a general benefit without a specific authorised claim beside it: {quote_words(words)}",
            advice,
            hits,
            words,
        )
    ]


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
    return [
        make_finding(
            "eu-mandatory-statements",
            f"an authorised claim is made, but the text lacks {' and '.join(missing)}{where}",
            f"add the statements near the claim ({'; '.join(list(conditions)[:3])})",
            [r for r, _ in claims],
            [claim.id for _, own in claims for claim in own],
        )
    ]
