"""CSV: one row a finding, for spreadsheets; no cell can be taken for a formula.

RFC 4180, in UTF-8, with lines that end in a newline alone. Spreadsheets run what begins with = + - @ or
a tab; such a cell gets an apostrophe before it (OWASP, "CSV Injection").
"""

import csv
from io import StringIO

from magclaims.model.finding import Finding
from magclaims.model.report import OccurrenceView, Report
from magclaims.render import RenderOptions
from magclaims.render.escape import plain
from magclaims.render.places import places_of

COLUMNS = (
    "severity",
    "code",
    "name",
    "verdict",
    "article",
    "path",
    "line",
    "column",
    "words",
    "message",
    "instead",
    "claim",
    "reference",
    "waived",
    "known_before",
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")


def render(report: Report, _options: RenderOptions) -> str:
    """Return all findings in the order of the report, under a line of column names."""
    places = places_of(report)
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for f in report.findings:
        place = places.get((f.claim, f.article, f.path, f.line, f.column))
        rows.writerow([cell(value) for value in _row(f, place)])
    return out.getvalue()


def _row(f: Finding, place: OccurrenceView | None) -> list[str]:
    waived = f"until {f.waived.until} by {f.waived.owner}: {f.waived.reason}" if f.waived else ""
    return [
        f.severity.value,
        f.code,
        f.name,
        place.verdict.value if place is not None and place.code == f.code else "",
        f.article or "",
        f.path,
        str(f.line),
        str(f.column),
        (place.words or place.quote) if place is not None else "",
        f.message,
        f.suggestion or "",
        f.claim or "",
        f.reference or "",
        waived,
        "yes" if f.baseline else "",
    ]


def cell(text: str) -> str:
    """Return a text as a cell that a spreadsheet shows and does not run."""
    safe = plain(text)
    return f"'{safe}" if safe.startswith(_FORMULA) else safe
