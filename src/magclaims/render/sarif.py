"""SARIF 2.1.0 (OASIS), for GitHub code scanning and other viewers.

Section numbers below are those of the standard:
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from magclaims import DOCS, HOME
from magclaims.model.finding import Finding, Severity
from magclaims.model.report import Report
from magclaims.render import RenderOptions, RuleInfo
from magclaims.render.escape import ELLIPSIS, plain
from magclaims.render.json import dumps
from magclaims.render.places import fingerprints, from_root

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "magclaims/v1"
ROOT = "%SRCROOT%"
_MESSAGE_LIMIT = 4000
_SNIPPET_LIMIT = 1000
_Json = dict[str, Any]


def render(report: Report, options: RenderOptions) -> str:
    """Return a SARIF log with one run; waived findings are in it as suppressed results."""
    rules = _rules(report, options)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    baseline = any(f.baseline for f in report.findings)
    lines = _Lines(options)
    results = [
        _result(f, index[f.code], fingerprint, lines, options, baseline=baseline)
        for f, fingerprint in zip(report.findings, fingerprints(report), strict=True)
    ]
    run: _Json = {
        "tool": {
            "driver": {
                "name": report.tool.name,
                "semanticVersion": report.tool.version,
                "informationUri": HOME,
                "rules": rules,
            }
        },
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "The root of the repository that was checked."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    if options.provenance is not None:
        about = {"repositoryUri": options.provenance.repository}
        if options.provenance.revision:
            about["revisionId"] = options.provenance.revision
        run["versionControlProvenance"] = [{**about, "mappedTo": {"uriBaseId": ROOT}}]
    return dumps({"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]})


def _said(text: str) -> str:
    """An argument of a message: one line, no embedded link (3.11.6), with a full stop."""
    safe = plain(text, _MESSAGE_LIMIT).replace("](", "] (")
    return safe if safe.endswith((".", "!", "?", ELLIPSIS)) else f"{safe}."


def _message(text: str) -> str:
    """A plain text message: as an argument, with its braces doubled (3.11.5)."""
    return _said(text).replace("{", "{{").replace("}", "}}")


def _rules(report: Report, options: RenderOptions) -> list[_Json]:
    """Metadata of every rule that is known or has a finding, by code."""
    described = {rule.code: _rule(rule) for rule in options.rules}
    for f in report.findings:
        about = _ended(f.name.replace("-", " "))
        described.setdefault(f.code, _described(f.code, f.name, f.severity, about))
    return [described[code] for code in sorted(described)]


def _forms(about: str) -> _Json:
    """The forms of a rule's messages (3.49.11): what it looks for, and what it says here."""
    about = about.replace("{", "{{").replace("}", "}}")
    return {
        "finding": {"text": f"{about} Here: '{{0}}'."},
        "instead": {"text": f"{about} Here: '{{0}}' Instead: '{{1}}'."},
    }


def _ended(text: str) -> str:
    """A sentence: with a capital and a full stop."""
    text = plain(text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _rule(rule: RuleInfo) -> _Json:
    summary, _, rest = rule.manual.partition("\n")
    sections = _sections(rest)
    about = _ended(summary or rule.name)
    full = plain(" ".join([about, *filter(None, (sections.get("What"),))]))
    made = _described(rule.code, rule.name, rule.severity, about)
    made["fullDescription"] = {"text": full}
    made["help"] = {"text": rule.manual or rule.name, "markdown": _markdown(rule, about, sections)}
    return {**made, "properties": {"tags": [rule.code[:3]]}}


def _described(code: str, name: str, severity: Severity, about: str) -> _Json:
    """What is known of every rule; code scanning takes none without help."""
    return {
        "id": code,
        "name": _pascal(name),
        "shortDescription": {"text": about},
        "fullDescription": {"text": about},
        "messageStrings": _forms(about),
        "help": {"text": about},
        "helpUri": f"{DOCS}/rules/{quote(plain(code))}/",
        "defaultConfiguration": {"level": severity.value},
    }


def _sections(text: str) -> dict[str, str]:
    """The parts of a manual page by their headings; continued lines are joined."""
    found: dict[str, str] = {}
    heading = ""
    for line in text.splitlines():
        start, colon, said = line.partition(": ")
        if colon and start.isalpha() and line[:1].isupper():
            heading = start
            found[heading] = said.strip()
        elif heading and line.strip():
            found[heading] += f" {line.strip()}"
    return found


def _markdown(rule: RuleInfo, about: str, sections: Mapping[str, str]) -> str:
    """The manual page as GitHub shows it beside an alert; the docstring itself is Markdown."""
    parts = [f"# {rule.code} {rule.name}", about]
    parts += [f"**{heading}.** {said}" for heading, said in sections.items()]
    return "\n\n".join(parts)


def _pascal(name: str) -> str:
    """The form that 3.49.7 asks for: `unused-reference` as `UnusedReference`."""
    return "".join(word.capitalize() for word in plain(name).replace("_", "-").split("-"))


def _result(
    finding: Finding,
    index: int,
    fingerprint: str,
    lines: "_Lines",
    options: RenderOptions,
    *,
    baseline: bool,
) -> _Json:
    said = [finding.message, *filter(None, (finding.suggestion,))]
    result: _Json = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {
            "text": " Instead: ".join(_message(part) for part in said),
            "id": "instead" if len(said) > 1 else "finding",
            "arguments": [_said(part) for part in said],
        },
        "locations": [_location(finding, lines, options)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    about = {
        name: plain(value)
        for name in ("claim", "reference", "article")
        if (value := getattr(finding, name)) is not None
    }
    if about:
        result["properties"] = about
    if finding.waived is not None:
        w = finding.waived
        why = plain(f"{w.reason} ({w.owner}, until {w.until})")
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
    if baseline:
        result["baselineState"] = "unchanged" if finding.baseline else "new"
    return result


class _Lines:
    """The lines of the files that findings stand in, each file read once."""

    def __init__(self, options: RenderOptions) -> None:
        self._read = options.source
        self._files: dict[str, list[str]] = {}

    def at(self, path: str, line: int) -> str | None:
        """A line without its end, 1-based; None where there is none, or no text."""
        if path not in self._files:
            text = self._read(path) if self._read is not None else None
            self._files[path] = text.split("\n") if text else []
        lines = self._files[path]
        return lines[line - 1].rstrip("\r") if 1 <= line <= len(lines) else None


def _location(finding: Finding, lines: _Lines, options: RenderOptions) -> _Json:
    line, column = max(1, finding.line), max(1, finding.column)
    region: _Json = {"startLine": line, "startColumn": column}
    place: _Json = {
        "artifactLocation": _artifact(from_root(finding.path, options)),
        "region": region,
    }
    text = lines.at(finding.path, line)
    if text is not None:
        region["snippet"] = {"text": _snippet(text[column - 1 :])}
        around = [(n, lines.at(finding.path, n)) for n in (line - 1, line, line + 1)]
        known = [(n, t) for n, t in around if t is not None]
        place["contextRegion"] = {
            "startLine": known[0][0],
            "endLine": known[-1][0],
            "snippet": {"text": "\n".join(_snippet(t) for _, t in known)},
        }
    return {"physicalLocation": place}


def _snippet(text: str) -> str:
    return text if len(text) <= _SNIPPET_LIMIT else text[: _SNIPPET_LIMIT - 1] + ELLIPSIS


def _artifact(path: str) -> Mapping[str, str]:
    """A relative path from the root of the sources, or an absolute one as a file address."""
    windows = PureWindowsPath(path)
    if windows.drive:
        return {"uri": "file:///" + quote(windows.as_posix(), safe="/:")}
    posix = PurePosixPath(path.replace("\\", "/"))
    if posix.is_absolute():
        return {"uri": "file://" + quote(str(posix))}
    return {"uri": quote(str(posix)), "uriBaseId": ROOT}


def _invocation(report: Report) -> _Json:
    """Whether all could be asked; what was not checked is a notification, not a result."""
    notes = [
        {"level": level, "message": {"text": _message(f"{s.what}: {s.why}")}}
        for level, skipped in (("warning", report.services_down), ("note", report.skipped))
        for s in skipped
    ]
    invocation: _Json = {"executionSuccessful": True, "endTimeUtc": report.checked_at}
    if notes:
        invocation["toolExecutionNotifications"] = notes
    return invocation
