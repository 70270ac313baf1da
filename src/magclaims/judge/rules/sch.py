"""SCH: files that cannot be read as they should."""

from collections.abc import Iterator

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import Hit, rule
from magclaims.model.finding import Severity


@rule("SCH001", Severity.ERROR, scope="references")
def broken_entry(case: Case) -> Iterator[Hit]:
    """An entry of a claims file does not fit the model.

    What: A field is unknown, missing, or has a value that it cannot have.
    Why: What cannot be read cannot be judged; a typing error must not switch a check off.
    Instead: Use the names that the YAML schema offers, e.g. `level: human`.
    """
    for fault in case.faults:
        if fault.kind != "duplicate":
            yield Hit(
                FindingSubject(fault.location, claim=fault.claim), fault.message, fault.suggestion
            )


@rule("SCH002", Severity.ERROR, scope="references")
def duplicate_entry(case: Case) -> Iterator[Hit]:
    """The same id, key or field stands in a claims file twice.

    What: Two entries share an id, or a field is given twice; the second one is left out.
    Why: Which of the two was meant cannot be told, and one of them would be lost in silence.
    Instead: Rename one of them, or merge the two.
    """
    for fault in case.faults:
        if fault.kind == "duplicate":
            yield Hit(
                FindingSubject(fault.location, claim=fault.claim), fault.message, fault.suggestion
            )
