"""The vocabulary: substances and outcomes with their names, and how two substances relate.

The data are TOML files beside the modules, one item a line, read at the first use and kept. Users add
their own files with `use`. Every form, strain and source is an entry of its own; one that is `usual`
stands for its parent.
"""

from magclaims.knowledge.vocabulary.entries import (
    Composition,
    OutcomeTerm,
    SubstanceTerm,
)
from magclaims.knowledge.vocabulary.names import FoundName
from magclaims.knowledge.vocabulary.relations import substance_relation
from magclaims.knowledge.vocabulary.terms import (
    find_outcomes,
    find_substances,
    is_inert,
    outcome,
    outcomes,
    pole,
    substance,
    substances,
    use,
    vocabulary,
)

__all__ = [
    "Composition",
    "FoundName",
    "OutcomeTerm",
    "SubstanceTerm",
    "find_outcomes",
    "find_substances",
    "is_inert",
    "outcome",
    "outcomes",
    "pole",
    "substance",
    "substance_relation",
    "substances",
    "use",
    "vocabulary",
]
