"""NUM: quantities."""

from collections.abc import Iterator

from magclaims.case import Case
from magclaims.finding import Severity
from magclaims.rule import Hit, rule
from magclaims.rules.evi import verdict_hits


@rule("NUM001", Severity.ERROR)
def figures_do_not_fit(case: Case) -> Iterator[Hit]:
    """An amount of a compound and its amount of the element do not fit together.

    What: The share of the element lies outside what molar masses and the label allow.
    Why: A slip in a dose is the kind of error that readers act on.
    Example: 2 g of magnesium L-threonate that is said to hold 500 mg of magnesium.
    Instead: Recalculate; the finding gives what the label and theory say.
    """
    yield from verdict_hits(case, "NUM001")


@rule("NUM002", Severity.ERROR)
def number_beyond_source(case: Case) -> Iterator[Hit]:
    """An article's number is larger than the one its source gives.

    What: The claim's number exceeds the number in the evidence's `says`.
    Why: The reader who follows the reference finds another number there.
    Example: 'More than 600 reactions' with a source that says more than 300 enzyme systems.
    Instead: Write the source's number, or cite a source for yours.
    """
    yield from verdict_hits(case, "NUM002")
