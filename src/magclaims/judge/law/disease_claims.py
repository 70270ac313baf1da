"""Diseases: Article 7(3) and Article 14(1)(a), and a disease that is only named beside the product."""

from collections.abc import Sequence

from magclaims.judge.law.authorised import authorised_claims
from magclaims.judge.law.facts import WORDING, LawFinding, disease_words, word_list
from magclaims.judge.law.findings import make_finding, quote_words, substances_of
from magclaims.judge.law.reading import Reading
from magclaims.judge.law.wordings import caution, condition, instead_or_plain, name, wording
from magclaims.knowledge.regulation import AuthorisedClaim, register, together


def medical_claims(
    readings: Sequence[Reading], language: str, places: frozenset[str]
) -> list[LawFinding]:
    """LAW002: the sentences that say that it prevents, treats or cures a disease."""
    hits = [r for r in readings if r.treats]
    if not hits:
        return []
    words = [w for r in hits for w in r.treats]
    medicine = disease_words(language, "medicine")
    beside, no = "a disease beside a word for preventing, treating or curing", "name no disease"
    if all(medicine.search(said) for said in words):
        beside = "a medicine that the reader is to stop or replace"
        no = "offer nothing in the place of a medicine"
    what = f"medical claim, {beside}: {quote_words(words)}"
    own = instead_or_plain(substances_of(hits), (), language)
    basis = "nl-medical-claim" if "nl" in places else "eu-medical-claim"
    told = word_list(WORDING, language, "testimony")
    if any(told.search(reading.text) for reading in hits):
        no += ", not even in the words of a customer"
    advice = f"{no}; {own}"
    return [make_finding("eu-medical-claim", what, advice, hits, words, basis=basis)]


def _authorised_risks(substances: Sequence[str]) -> list[AuthorisedClaim]:
    """The claims on the reduction of a disease risk that are authorised for the substances.

    Those of one substance come before those that take two, unless both are named.
    """
    claims = [
        claim
        for substance in together(substances)
        for claim in register().claims_for(substance)
        if claim.article == "14(1)(a)"
    ]
    named = set(substances)

    def place(claim: AuthorisedClaim) -> int:
        return (0 if named.issuperset(claim.substances) else 2) if claim.together else 1

    return sorted(claims, key=place)


def risk_claims(readings: Sequence[Reading], language: str) -> list[LawFinding]:
    """Article 14(1)(a), and the statement that Article 14(2) asks for beside it."""
    factor = word_list(WORDING, language, "risk_factor")
    hits: list[Reading] = []
    words: list[str] = []
    bare: list[Reading] = []
    for reading in readings:
        own = [c for c in authorised_claims(reading) if c.article == "14(1)(a)"]
        near = readings[max(0, reading.index - 1) : reading.index + 2]
        said = any(factor.search(r.text) for r in near)
        if own and (
            reading.reduces_risk
            or all(claim.children_or_risk for claim in authorised_claims(reading))
        ):
            if not said:
                bare.append(reading)
        elif reading.reduces_risk:
            hits.append(reading)
            words.extend(reading.reduces_risk)
    found = []
    if hits:
        substances = substances_of(hits)
        claims = _authorised_risks(substances)
        names = ", ".join(map(name, substances)) or "the product"
        which = "none is authorised" if not claims else "another one is authorised"
        advice = "leave the risk out"
        if claims:
            advice += (
                f"; authorised is {wording(claims[0], language)}; condition: {condition(claims[0])}"
            )
        found.append(
            make_finding(
                "eu-risk-reduction",
                f"reduction of a disease risk, of which {which} for {names}: {quote_words(words)}",
                advice,
                hits,
                words,
            )
        )
    if bare:
        own = [c for c in authorised_claims(bare[0]) if c.article == "14(1)(a)"]
        wordings = dict.fromkeys(wording(claim, language) for claim in own)
        conditions = dict.fromkeys(map(condition, own))
        found.append(
            make_finding(
                "eu-risk-reduction",
                "an authorised claim on a risk has to name the risk factor, and say that the disease "
                "has several",
                f"use {' / '.join(wordings)}, and say that the disease has several risk factors; "
                f"condition: {'; condition: '.join(conditions)}{caution(own, language)}",
                bare,
                [credit.words for reading in bare for credit in reading.credits],
                basis="eu-risk-statement",
            )
        )
    return found


def diseases_named(readings: Sequence[Reading]) -> list[LawFinding]:
    """LAW017: a disease beside what is sold, in a sentence of which no rule knows what it promises."""
    told = {r.index for r in readings if r.treats or r.reduces_risk or r.credits}
    hits = [r for r in readings if r.names and r.index not in told]
    if not hits:
        return []
    words = [word for r in hits for word in r.names]
    return [
        make_finding(
            "eu-disease-named",
            f"names a disease beside the product, which may promise to prevent, treat or cure it: {quote_words(words)}",
            "read it as a customer would: if it offers the product for the disease, name no disease",
            hits,
            words,
            note=True,
        )
    ]
