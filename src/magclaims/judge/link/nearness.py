"""How near two outcomes are, whether the vocabulary has both of them or not."""

from magclaims.knowledge import outcome as known_outcome
from magclaims.knowledge import relation
from magclaims.knowledge.facets import facets_differ
from magclaims.knowledge.vocabulary import outcome_relation


def nearness(claimed: str, measured: str) -> str:
    """How near two outcomes are; `unknown` where the vocabulary has one of them under no name.

    Parts of one outcome that may go different ways, as systolic and diastolic pressure, are a family.
    """
    near = relation(claimed, measured)
    if near == "same" and facets_differ(claimed, measured):
        return "family"
    if near != "other" or (known_outcome(claimed) and known_outcome(measured)):
        return near
    return outcome_relation(claimed, measured)
