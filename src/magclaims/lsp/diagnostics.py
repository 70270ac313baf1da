"""Findings as an editor marks them: each with its whole stretch of text, and a link to its rule."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from lsprotocol import types

from magclaims import HOME, __version__
from magclaims.files import real
from magclaims.lsp.pages import Page
from magclaims.lsp.project import Judged
from magclaims.model.finding import Finding, Severity
from magclaims.render.escape import plain

SOURCE = "magclaims"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_LONGEST = 2000


def diagnostics(judged: Judged, path: Path, page: Page) -> list[types.Diagnostic]:
    """What is to be marked in one file.

    Args:
        judged: What came out.
        path: The file, its real path.
        page: Its text, the one that was judged.
    """
    found = []
    for finding in judged.by_path.get(path, ()):
        start, end = span(judged, finding, path, page)
        found.append(
            types.Diagnostic(
                range=page.range(start, end),
                message=said_of(finding),
                severity=_SEVERITIES[finding.severity],
                code=finding.code,
                code_description=types.CodeDescription(href=address(finding)),
                source=SOURCE,
            )
        )
    return found


def said_of(finding: Finding) -> str:
    """What is wrong, and what to write instead."""
    said = plain(finding.message, _LONGEST)
    if finding.suggestion:
        said += f"\nInstead: {plain(finding.suggestion, _LONGEST)}"
    return said


def address(finding: Finding) -> str:
    """The page of the rule."""
    anchor = quote(f"{finding.code}-{finding.name}".lower().replace(" ", "-"))
    return f"{HOME}/blob/v{__version__}/docs/rules.md#{anchor}"


def span(judged: Judged, finding: Finding, path: Path, page: Page) -> tuple[int, int]:
    """The stretch of the text that a finding is about: a quote, a sentence, a mark, or a value."""
    start = page.at(finding.line, finding.column)
    ends = [end for begin, end in _stretches(judged, finding, path) if begin == start]
    if ends:
        return start, ends[0]
    end = page.line_end(start)
    value = page.text[start:end]
    if path.suffix.lower() in {".yaml", ".yml"}:
        value = value.partition(" #")[0]
    return start, start + len(value.rstrip().rstrip(",")) or end


def _stretches(judged: Judged, finding: Finding, path: Path) -> Iterator[tuple[int, int]]:
    """What in an article a finding may be about, the narrowest first."""
    case = judged.case
    for name, text in case.texts.items():
        if real(Path(text.path)) != path:
            continue
        for claim in case.dossier.claims:
            if claim.id == finding.claim:
                for index, occurrence in enumerate(claim.occurrences):
                    place = case.found.get((claim.id, index))
                    if occurrence.article == name and place is not None:
                        yield place.offset, place.end
        yield from ((mark.offset, mark.end) for mark in text.citations)
        yield from ((sentence.offset, sentence.end) for sentence in text.sentences)
        yield from ((printed.offset, printed.end) for printed in text.references)
