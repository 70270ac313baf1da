"""The rules of the United States over the sentences of one article."""

import re
from collections.abc import Iterable, Sequence

from magclaims.judge.law.facts import (
    MAX_SENTENCE,
    LawFinding,
    all_endpoints,
    compile_words,
    verb_words,
)
from magclaims.judge.law.reading import Reading, make_finding, quote_words
from magclaims.knowledge.data import load


def _disclaimer(texts: Iterable[str]) -> tuple[bool, bool]:
    """Whether both halves of the disclaimer are there: not evaluated, not intended."""
    halves = load("regulation/us.toml")["halves"]
    whole = "\n".join(text[:MAX_SENTENCE] for text in texts)
    agency = compile_words(halves["agency"]).search(whole) is not None
    evaluated = compile_words(halves["evaluated"]).search(whole) is not None and agency
    return evaluated, compile_words(halves["intended"]).search(whole) is not None


_ASTERISK = re.compile(r"[\w).!”\"]\s?\*(?![\w*])")


def us_findings(readings: Sequence[Reading], language: str, *, complete: bool) -> list[LawFinding]:
    """The findings under 21 CFR 101.93; what is missing counts in a complete text only."""
    found: list[LawFinding] = []
    ill = [r for r in readings if r.treats or r.reduces_risk]
    if ill:
        words = [w for r in ill for w in (*r.treats, *r.reduces_risk)]
        found.append(
            make_finding(
                "us-disease-claim",
                f"disease claim, which a dietary supplement may not make: {quote_words(words)}",
                "describe the effect on a normal structure or function of the body, and add the disclaimer",
                ill,
                words,
            )
        )
    if not complete:
        return found
    evaluated, intended = _disclaimer(reading.text for reading in readings)
    if evaluated and intended:
        return found
    lacks = (
        "the disclaimer is missing"
        if not evaluated and not intended
        else "half of the disclaimer is missing"
    )
    instead = f"add: {load('regulation/us.toml')['one']}"
    claims = [
        r
        for r in readings
        if r.subject and (r.authorised or r.unauthorised or _function(r, language))
    ]
    if claims:
        words = [w for r in claims for w in (*r.unauthorised, *r.authorised)]
        found.append(
            make_finding(
                "us-disclaimer", f"structure/function claims, but {lacks}", instead, claims, words
            )
        )
    starred = [r for r in readings if _ASTERISK.search(r.text)]
    if starred:
        found.append(
            make_finding(
                "us-asterisk",
                f"asterisks point to a disclaimer, but {lacks}",
                instead,
                starred,
                ["*"],
            )
        )
    return found


def _function(reading: Reading, language: str) -> bool:
    """A body function of the authorised kind, credited to any substance."""
    if reading.exempt:
        return False
    verbs = verb_words(language, "soft").search(reading.text) or verb_words(
        language, "strong"
    ).search(reading.text)
    return verbs is not None and any(
        e.pattern.search(reading.text) for e in all_endpoints(language)
    )
