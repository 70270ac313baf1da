"""GitHub Actions workflow commands: one annotation for each finding, worst first.

GitHub shows the first 10 errors, 10 warnings and 10 notices of a step, so the order matters. See
"Workflow commands for GitHub Actions" in GitHub's documentation.
"""

from magclaims.model.finding import Finding, Report
from magclaims.render import RenderOptions
from magclaims.render.escape import log_line, plain, workflow_message, workflow_property
from magclaims.render.labels import service
from magclaims.render.view import summary_lines

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_MESSAGE_LIMIT = 1500
_TITLE_LIMIT = 120


def render(report: Report, _options: RenderOptions) -> str:
    """Return the annotations and a plain summary; waived and baseline findings get none."""
    findings = [f for f in report.findings if f.waived is None and not f.baseline]
    findings.sort(key=lambda f: (-f.severity.rank, f.path, f.line, f.column, f.code, f.message))
    lines = [_annotation(f) for f in findings]
    lines += [
        log_line(f"No answer: {service(s.what)}: {s.why}", _MESSAGE_LIMIT)
        for s in report.services_down
    ]
    lines += [log_line(f"Not checked: {s.what}: {s.why}", _MESSAGE_LIMIT) for s in report.skipped]
    return "\n".join([*lines, *summary_lines(report)]) + "\n"


def _annotation(finding: Finding) -> str:
    message = plain(finding.message, _MESSAGE_LIMIT)
    if finding.suggestion:
        message += "\nInstead: " + plain(finding.suggestion, _MESSAGE_LIMIT)
    properties = {
        "file": plain(finding.path).replace("\\", "/"),
        "line": str(finding.line),
        "col": str(finding.column),
        "title": plain(f"{finding.code} {finding.name}", _TITLE_LIMIT),
    }
    joined = ",".join(f"{name}={workflow_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity.value]} {joined}::{workflow_message(message)}"
