"""Counts per rule, of what a check found: a table for people, JSON for programs."""

from collections import Counter
from dataclasses import asdict

from magclaims.model.finding import Finding, Severity
from magclaims.model.report import Report
from magclaims.model.values import dataclass
from magclaims.render.escape import json_document

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The findings of a rule."""

    code: str
    name: str
    severity: Severity
    """The worst one."""
    count: int
    """Open ones: neither waived nor known."""
    waived: int
    known: int
    """Known from the baseline."""


def rows(report: Report) -> list[RuleCount]:
    """A row for each rule that found something, most open findings first, then by code."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.code, []).append(finding)
    made = [_row(code, findings) for code, findings in found.items()]
    return sorted(made, key=lambda row: (-row.count, row.code))


def _row(code: str, findings: list[Finding]) -> RuleCount:
    kinds = Counter(
        "waived" if f.waived is not None else "known" if f.baseline else "open" for f in findings
    )
    return RuleCount(
        code=code,
        name=findings[0].name,
        severity=max((f.severity for f in findings), key=lambda s: s.rank),
        count=kinds["open"],
        waived=kinds["waived"],
        known=kinds["known"],
    )


def text(report: Report) -> str:
    """The table; empty where nothing was found."""
    found = rows(report)
    width = max((len(str(row.count)) for row in found), default=0)
    lines = []
    for row in found:
        beside = [
            f"{number} {what}"
            for number, what in ((row.waived, "waived"), (row.known, "known"))
            if number
        ]
        more = f" ({', '.join(beside)})" if beside else ""
        lines.append(
            f"{row.count:>{width}}  {row.code}  {row.severity.value:<7}  {row.name}{more}\n"
        )
    return "".join(lines)


def json(report: Report) -> str:
    """The same as JSON."""
    document = {
        "schema": SCHEMA,
        "checked_at": report.checked_at,
        "rules": [asdict(row) for row in rows(report)],
    }
    return json_document(document)
