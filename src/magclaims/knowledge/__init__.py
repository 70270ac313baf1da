"""What the tool knows of substances and outcomes; the lists themselves are TOML files beside this one.

Names are compared by their *key*: the lower-case letters and digits, without accents, hyphens,
spaces or trade mark signs. "Magnesium-L-threonaat", "magnesium L threonaat" and
"magnesiumlthreonaat" have the same key, so that one spelling in the list is enough.
"""

from magclaims.knowledge.outcome_relations import relation
from magclaims.knowledge.vocabulary import (
    FoundName,
    SubstanceTerm,
    find_outcomes,
    find_substances,
    is_inert,
    outcome,
    outcomes,
    pole,
    substance,
    substances,
)

__all__ = [
    "FoundName",
    "SubstanceTerm",
    "find_outcomes",
    "find_substances",
    "is_inert",
    "outcome",
    "outcomes",
    "pole",
    "relation",
    "substance",
    "substances",
]
