"""GitHub Actions: workflow commands that annotate lines, worst first, and the summary of a step.

GitHub shows the first 10 errors, 10 warnings and 10 notices of a step ("Workflow commands for GitHub
Actions" in its documentation); the rest of a kind is told in one notice, which stands before the
notes so that it is among those shown.
"""

from collections import Counter
from collections.abc import Iterable

from magclaims.model.finding import Finding, Severity
from magclaims.model.registry import WORST_FIRST
from magclaims.model.report import Report
from magclaims.render import RenderOptions
from magclaims.render.escape import log_line, plain, workflow_message, workflow_property
from magclaims.render.labels import counted, service
from magclaims.render.places import from_root
from magclaims.render.view import arrange, summary_lines

SHOWN = 10
"""Annotations of one kind that GitHub shows of a step."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MESSAGE_LIMIT = 1500
_TITLE_LIMIT = 120


def render(report: Report, options: RenderOptions) -> str:
    """Return the annotations and a plain summary; waived and baseline findings get none."""
    kinds = _worst_first(report)
    lines = [
        _annotation(f, options)
        for severity in (Severity.ERROR, Severity.WARNING)
        for f in kinds[severity][:SHOWN]
    ]
    lines += [_more(findings[SHOWN:]) for findings in kinds.values() if len(findings) > SHOWN]
    lines += [_annotation(f, options) for f in kinds[Severity.NOTE][:SHOWN]]
    lines += [
        log_line(f"No answer: {service(s.what)}: {s.why}", _MESSAGE_LIMIT)
        for s in report.services_down
    ]
    lines += [log_line(f"Not checked: {s.what}: {s.why}", _MESSAGE_LIMIT) for s in report.skipped]
    return "\n".join([*lines, *summary_lines(report)]) + "\n"


def _worst_first(report: Report) -> dict[Severity, list[Finding]]:
    """The open findings of each severity: what is wrong with a work, the worst verdicts, the rest."""
    verdicts = {
        id(place.verdict): WORST_FIRST.index(place.occurrence.verdict)
        for place in arrange(report).places
        if place.verdict is not None
    }

    def rank(f: Finding) -> tuple[int, str, int, int, str, str]:
        worst = -1 if f.code.startswith("DOI") else verdicts.get(id(f), len(WORST_FIRST))
        return (worst, f.path, f.line, f.column, f.code, f.message)

    found = (f for f in report.findings if f.waived is None and not f.baseline)
    kinds: dict[Severity, list[Finding]] = {severity: [] for severity in Severity}
    for finding in sorted(found, key=rank):
        kinds[finding.severity].append(finding)
    return kinds


def _annotation(finding: Finding, options: RenderOptions) -> str:
    path = from_root(plain(finding.path), options)
    place = f"{path}:{finding.line}:{finding.column}"
    # The log shows the message alone, so the message says where.
    message = f"{place}: {finding.code} {plain(finding.message, _MESSAGE_LIMIT)}"
    if finding.suggestion:
        message += "\nInstead: " + plain(finding.suggestion, _MESSAGE_LIMIT)
    properties = {
        "file": path,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": plain(f"{finding.code} {finding.name}", _TITLE_LIMIT),
    }
    joined = ",".join(f"{name}={workflow_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {joined}::{workflow_message(message)}"


def _more(findings: Iterable[Finding]) -> str:
    """All that GitHub would not show of a kind, in one annotation."""
    found = list(findings)
    codes = Counter(plain(f"{f.code} {f.name}", _TITLE_LIMIT) for f in found)
    said = ", ".join(f"{code}: {number}" for code, number in codes.most_common())
    noun = counted(len(found), f"more {found[0].severity.value}")
    message = f"and {noun} ({said}); the summary of this run says what to fix first"
    return f"::notice title=magclaims::{workflow_message(message)}"
