"""GitLab's code quality report: what a merge request shows beside the changed lines.

The format is a part of Code Climate's; see "Code Quality report format" in GitLab's documentation.
It knows no accepted findings: waived ones, and those of the baseline, are left out.
"""

import hashlib

from magclaims.model.finding import Finding, Severity
from magclaims.model.report import Report
from magclaims.render import RenderOptions
from magclaims.render.escape import ELLIPSIS, plain
from magclaims.render.json import dumps
from magclaims.render.language import phrases
from magclaims.render.places import fingerprints, from_root
from magclaims.render.view import View, arrange

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_LIMIT = 2000


def render(report: Report, options: RenderOptions) -> str:
    """Return the open findings as a JSON list, in the order of the report."""
    view = arrange(report)
    return dumps(
        [
            {
                "description": _description(f, view),
                "check_name": f.code,
                # GitLab takes equal fingerprints for one finding, and expects a digest.
                "fingerprint": hashlib.sha256(fingerprint.encode()).hexdigest(),
                "severity": _SEVERITIES[f.severity],
                "location": {
                    "path": from_root(plain(f.path), options),
                    "lines": {"begin": max(1, f.line)},
                },
            }
            for f, fingerprint in zip(report.findings, fingerprints(report), strict=True)
            if f.waived is None and not f.baseline
        ]
    )


def _description(finding: Finding, view: View) -> str:
    t = phrases(view.report.language)
    text = f"{finding.code}: {plain(view.message(finding), _LIMIT)}"
    if not finding.suggestion:
        return text
    end = "" if text.endswith((".", "!", "?", ELLIPSIS)) else "."
    label = f"{t.word('terminal', 'instead').capitalize()}{t('colon')}"
    return f"{text}{end} {label} {plain(t.instead(finding), _LIMIT)}"
