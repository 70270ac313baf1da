"""Waivers of the registry: findings that the editors accept, with the reason and until when."""

from collections.abc import Iterable

from magclaims.judge.case import Case
from magclaims.model.finding import Finding, WaivedBy


def waive(case: Case, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, with those that a waiver covers on the day of the case marked so."""
    return tuple(_waived(finding, case) for finding in findings)


def _waived(finding: Finding, case: Case) -> Finding:
    index = case.waiver_of(finding)
    if index is None:
        return finding
    waiver = case.dossier.waivers[index]
    by = WaivedBy(reason=waiver.reason, owner=waiver.owner, until=str(waiver.until))
    return finding.model_copy(update={"waived": by})
