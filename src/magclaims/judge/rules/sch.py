"""SCH: files that cannot be read as they should."""

from collections.abc import Iterator

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import Hit, Rule, rules_of


def _faults(case: Case, rule: Rule) -> Iterator[Hit]:
    """The entries that stand there twice, or those that cannot be read for another reason."""
    for fault in case.faults:
        if (fault.kind == "duplicate") is (rule.name == "duplicate-entry"):
            yield Hit(
                FindingSubject(fault.location, claim=fault.claim), fault.message, fault.suggestion
            )


rules_of("fault", _faults)
