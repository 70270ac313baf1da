"""One line a finding, for editors that jump to them and for `grep`: place, code, severity, message."""

from magclaims.model.report import Report
from magclaims.render import RenderOptions
from magclaims.render.escape import log_line
from magclaims.render.language import phrases
from magclaims.render.view import arrange, summary_lines

_LIMIT = 2000


def render(report: Report, options: RenderOptions) -> str:
    """Return the findings that nobody accepted, in the order of their places, and their counts."""
    view = arrange(report)
    verbose = options.verbosity == "verbose"
    lines = [
        f"{log_line(f.path)}:{f.line}:{f.column}: {f.code} {f.severity.value}: "
        f"{log_line(view.message(f), _LIMIT)}"
        for f in report.findings
        if f.waived is None
        and (verbose or not f.baseline)
        and (options.verbosity != "quiet" or f.severity.value == "error")
    ]
    if options.summary:
        lines.append(summary_lines(report, phrases(report.language))[-1])
    return "".join(f"{line}\n" for line in lines)
