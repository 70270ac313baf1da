"""The vocabulary: substances and outcomes with their names, and how two of them relate.

The data are TOML files beside the modules, one item a line, read at the first use and kept. Users add
their own files with `use`. Every form, strain and source is an entry of its own; one that is `usual`
stands for its parent.
"""

from magclaims.knowledge.vocabulary.names import FoundName, Names
from magclaims.knowledge.vocabulary.relations import (
    OutcomeRelation,
    SubstanceRelation,
    neighbours,
    outcome_relation,
    substance_relation,
)
from magclaims.knowledge.vocabulary.terms import (
    Better,
    EntryKind,
    OutcomeTerm,
    SubstanceTerm,
    Vocabulary,
    find_outcomes,
    find_substances,
    outcome,
    rows,
    substance,
    use,
    vocabulary,
)

__all__ = [
    "Better",
    "EntryKind",
    "FoundName",
    "Names",
    "OutcomeRelation",
    "OutcomeTerm",
    "SubstanceRelation",
    "SubstanceTerm",
    "Vocabulary",
    "find_outcomes",
    "find_substances",
    "neighbours",
    "outcome",
    "outcome_relation",
    "rows",
    "substance",
    "substance_relation",
    "use",
    "vocabulary",
]
