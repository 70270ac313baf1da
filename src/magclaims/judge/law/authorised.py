"""Which of the effects that a sentence credits its substances with a claim in force covers."""

from collections.abc import Iterator, Sequence

from magclaims.judge.law.credits import Credit
from magclaims.judge.law.reading import Reading
from magclaims.knowledge.regulation import AuthorisedClaim, carriers, register, together


def _fits(verb: str, starts: Sequence[str]) -> bool:
    """Whether a strong verb says no more than the authorised wording does."""
    return not verb or any(
        verb.casefold().startswith(start.rstrip("*").casefold()) for start in starts
    )


def _authorised(credit: Credit, reading: Reading) -> Iterator[AuthorisedClaim]:
    """The claims in force that carry a credit, for any of its substances; of a product, for any of the page."""
    meanings = register().meanings
    named = together(credit.substances or reading.mentioned)
    all_named = {carrier for substance in named for carrier in carriers(substance)}
    for substance in named:
        for claim in register().claims_for(substance):
            if claim.together and not set(claim.substances) <= all_named:
                continue
            if claim.meaning in credit.effect.ids and _fits(
                credit.verb, meanings[claim.meaning].strong
            ):
                yield claim


def authorised_claims(reading: Reading) -> tuple[AuthorisedClaim, ...]:
    """The authorised claims that a sentence makes for its substances."""
    found = {
        claim.id: claim for credit in reading.credits for claim in _authorised(credit, reading)
    }
    return tuple(found.values())


def beyond_the_list(reading: Reading) -> tuple[Credit, ...]:
    """The effects that a sentence credits its substances with, and no claim in force covers.

    A general benefit is a matter of Article 10(3).
    """
    if reading.official:
        return ()
    return tuple(
        credit
        for credit in reading.credits
        if not credit.general and next(_authorised(credit, reading), None) is None
    )
