"""GitHub Actions: workflow commands that annotate lines, worst first, and the summary of a step.

GitHub shows the first 10 errors, 10 warnings and 10 notices of a step ("Workflow commands for GitHub
Actions" in its documentation); the rest of a kind is told in one notice, which stands before the
notes so that it is among those shown.
"""

from collections import Counter
from collections.abc import Iterable

from magclaims.model.finding import Finding, Severity, in_order
from magclaims.model.registry import WORST_FIRST
from magclaims.model.report import Report
from magclaims.render import RenderOptions
from magclaims.render.escape import log_line, plain, workflow_message, workflow_property
from magclaims.render.language import Phrases, phrases
from magclaims.render.places import from_root
from magclaims.render.view import View, arrange, not_checked, summary_lines

SHOWN = 10
"""Annotations of one kind that GitHub shows of a step."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MESSAGE_LIMIT = 1500
_TITLE_LIMIT = 120


def render(report: Report, options: RenderOptions) -> str:
    """Return the annotations and a plain summary; waived and baseline findings get none."""
    view = arrange(report)
    t, kinds = phrases(report.language), _worst_first(view)
    lines = [
        _annotation(f, view, options)
        for severity in (Severity.ERROR, Severity.WARNING)
        for f in kinds[severity][:SHOWN]
    ]
    lines += [_more(findings[SHOWN:], t) for findings in kinds.values() if len(findings) > SHOWN]
    lines += [_annotation(f, view, options) for f in kinds[Severity.NOTE][:SHOWN]]
    lines += [log_line(said, _MESSAGE_LIMIT) for said in not_checked(report, t)]
    return "\n".join([*lines, *summary_lines(report, t)]) + "\n"


def _worst_first(view: View) -> dict[Severity, list[Finding]]:
    """The open findings of each severity: what is wrong with a work, the worst verdicts, the rest."""

    def rank(f: Finding) -> tuple[int, str, int, int, str, str]:
        place = view.place_of(f)
        worst = WORST_FIRST.index(place.occurrence.verdict) if place else len(WORST_FIRST)
        return (-1 if f.code.startswith("DOI") else worst, *in_order(f))

    found = (f for f in view.report.findings if f.waived is None and not f.baseline)
    kinds: dict[Severity, list[Finding]] = {severity: [] for severity in Severity}
    for finding in sorted(found, key=rank):
        kinds[finding.severity].append(finding)
    return kinds


def _annotation(finding: Finding, view: View, options: RenderOptions) -> str:
    t = phrases(view.report.language)
    path = from_root(plain(finding.path), options)
    place = f"{path}:{finding.line}:{finding.column}"
    # The log shows the message alone, so the message says where.
    message = f"{place}: {finding.code} {plain(view.message(finding), _MESSAGE_LIMIT)}"
    if finding.suggestion:
        label = t.word("terminal", "instead").capitalize()
        message += f"\n{label}{t('colon')} {plain(t.instead(finding), _MESSAGE_LIMIT)}"
    properties = {
        "file": path,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": plain(f"{finding.code} {finding.name}", _TITLE_LIMIT),
    }
    joined = ",".join(f"{name}={workflow_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {joined}::{workflow_message(message)}"


def _more(findings: Iterable[Finding], t: Phrases) -> str:
    """All that GitHub would not show of a kind, in one annotation."""
    found = list(findings)
    codes = Counter(plain(f"{f.code} {f.name}", _TITLE_LIMIT) for f in found)
    said = ", ".join(f"{code}: {number}" for code, number in codes.most_common())
    noun = t.counted(len(found), found[0].severity.value)
    message = t.word("terminal", "further").format(findings=noun, codes=said)
    return f"::notice title=magclaims::{workflow_message(message)}"
