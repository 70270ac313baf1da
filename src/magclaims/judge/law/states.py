"""The rules of the United States over the sentences of one article."""

import re
from collections.abc import Iterable, Sequence

from magclaims.judge.law.facts import MAX_SENTENCE, LawFinding, compile_words
from magclaims.judge.law.findings import make_finding, quote_words
from magclaims.judge.law.reading import Reading
from magclaims.knowledge.data import load


def _disclaimer(texts: Iterable[str]) -> tuple[bool, bool]:
    """Whether both halves of the disclaimer are there: not evaluated, not intended."""
    halves = load("regulation/us.toml")["halves"]
    whole = "\n".join(text[:MAX_SENTENCE] for text in texts)
    agency = compile_words(halves["agency"]).search(whole) is not None
    evaluated = compile_words(halves["evaluated"]).search(whole) is not None and agency
    return evaluated, compile_words(halves["intended"]).search(whole) is not None


_ASTERISK = re.compile(r"[\w).!”\"]\s?\*(?![\w*])")


def us_findings(readings: Sequence[Reading], *, complete: bool) -> list[LawFinding]:
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
    claims = [r for r in readings if r.credits]
    if claims:
        words = [credit.words for r in claims for credit in r.credits]
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
