"""Diseases: Article 7(3) and Article 14(1)(a), and a disease that is only named beside the product."""

from collections.abc import Sequence

from magclaims.judge.law.authorised import authorised_claims
from magclaims.judge.law.facts import WORDING, LawFinding, disease_words, word_list
from magclaims.judge.law.findings import found_in, make_finding, substances_of
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
    own = instead_or_plain(substances_of(hits), (), language)
    basis = "nl-medical-claim" if "nl" in places else "eu-medical-claim"
    told = word_list(WORDING, language, "testimony")
    if any(told.search(reading.text) for reading in hits):
        no += ", not even in the words of a customer"
    said = {"beside": beside, "no": no, "own": own}
    return [make_finding("eu-medical-claim", hits, words, said, basis=basis)]


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
        authorised = ""
        if claims:
            told, needs = wording(claims[0], language), condition(claims[0])
            authorised = f"; authorised is {told}; condition: {needs}"
        slots = {"which": which, "names": names, "authorised": authorised}
        found.append(make_finding("eu-risk-reduction", hits, words, slots))
    if bare:
        own = [c for c in authorised_claims(bare[0]) if c.article == "14(1)(a)"]
        wordings = dict.fromkeys(wording(claim, language) for claim in own)
        conditions = dict.fromkeys(map(condition, own))
        slots = {
            "wordings": " / ".join(wordings),
            "conditions": "; condition: ".join(conditions),
            "caution": caution(own, language),
        }
        credited = [(reading, credit.words) for reading in bare for credit in reading.credits]
        found += found_in("eu-risk-statement", credited, slots)
    return found


def diseases_named(readings: Sequence[Reading]) -> list[LawFinding]:
    """LAW017: a disease beside what is sold, in a sentence of which no rule knows what it promises."""
    told = {r.index for r in readings if r.treats or r.reduces_risk or r.credits}
    named = [(r, word) for r in readings if r.index not in told for word in r.names]
    return found_in("eu-disease-named", named)
