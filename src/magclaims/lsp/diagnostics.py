"""Findings as an editor marks them: each with its whole stretch of text, and a link to its rule."""

from pathlib import Path
from urllib.parse import quote

from lsprotocol import types

from magclaims import DOCS
from magclaims.lsp.judged import Judged
from magclaims.lsp.pages import OpenText
from magclaims.model.finding import Finding, Severity
from magclaims.render.escape import plain
from magclaims.render.language import Phrases

SOURCE = "magclaims"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_LONGEST = 2000


def diagnostics(judged: Judged, path: Path, page: OpenText) -> list[types.Diagnostic]:
    """What is to be marked in one file (its real path), whose text was judged."""
    found = []
    for finding in judged.by_path.get(path, ()):
        start, end = span(judged, finding, path, page)
        found.append(
            types.Diagnostic(
                range=page.range(start, end),
                message=said_of(judged, finding),
                severity=_SEVERITIES[finding.severity],
                code=finding.code,
                code_description=types.CodeDescription(href=address(finding)),
                source=SOURCE,
            )
        )
    return found


def said_of(judged: Judged, finding: Finding) -> str:
    """What is wrong, and what to write instead."""
    said, t = plain(judged.message(finding), _LONGEST), judged.t
    if finding.suggestion:
        said += f"\n{instead(t)}{plain(t.instead(finding), _LONGEST)}"
    return said


def instead(t: Phrases) -> str:
    """What stands before advice."""
    return f"{t.word('terminal', 'instead').capitalize()}{t('colon')} "


def address(finding: Finding) -> str:
    """The page of the rule."""
    return f"{DOCS}/rules/{quote(finding.code)}/"


def span(judged: Judged, finding: Finding, path: Path, page: OpenText) -> tuple[int, int]:
    """The stretch of the text that a finding is about: a quote, a sentence, a mark, or a value."""
    start = page.at(finding.line, finding.column)
    ends = judged.stretches(path)
    for of in (finding.claim, None):
        if (of, start) in ends:
            return start, ends[of, start]
    end = page.line_end(start)
    value = page.text[start:end]
    if path.suffix.lower() in {".yaml", ".yml"}:
        value = value.partition(" #")[0]
    return start, start + len(value.rstrip().rstrip(",")) or end
