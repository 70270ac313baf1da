"""SARIF 2.1.0 (OASIS), for GitHub code scanning and other viewers.

Section numbers below are those of the standard:
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from magclaims.model.finding import Finding, Report
from magclaims.render import RenderOptions, RuleInfo
from magclaims.render.escape import plain
from magclaims.render.json import dumps

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "magclaims/v1"
_MESSAGE_LIMIT = 4000
_Json = dict[str, Any]


def render(report: Report, options: RenderOptions) -> str:
    """Return a SARIF log with one run; waived findings are in it as suppressed results."""
    rules = _rules(report, options)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    fingerprints = _fingerprints(report)
    baseline = any(f.baseline for f in report.findings)
    results = [
        _result(f, index[f.code], fingerprint, baseline=baseline)
        for f, fingerprint in zip(report.findings, fingerprints, strict=True)
    ]
    run = {
        "tool": {
            "driver": {
                "name": report.tool.name,
                "semanticVersion": report.tool.version,
                "rules": rules,
            }
        },
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return dumps({"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]})


def _message(text: str, limit: int = _MESSAGE_LIMIT) -> str:
    """A plain text message: braces doubled (3.11.5), no embedded link (3.11.6)."""
    safe = plain(text, limit).replace("](", "] (")
    return safe.replace("{", "{{").replace("}", "}}")


def _rules(report: Report, options: RenderOptions) -> list[_Json]:
    """Metadata of every rule that is known or has a finding, by code."""
    described = {rule.code: _rule(rule) for rule in options.rules}
    for finding in report.findings:
        described.setdefault(
            finding.code,
            {
                "id": finding.code,
                "name": _pascal(finding.name),
                "shortDescription": {"text": finding.name.replace("-", " ")},
                "defaultConfiguration": {"level": finding.severity.value},
            },
        )
    return [described[code] for code in sorted(described)]


def _rule(rule: RuleInfo) -> _Json:
    first, _, _ = rule.manual.partition("\n")
    return {
        "id": rule.code,
        "name": _pascal(rule.name),
        "shortDescription": {"text": first or rule.name},
        "help": {"text": rule.manual or rule.name, "markdown": rule.manual or rule.name},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.code[:3]]},
    }


def _pascal(name: str) -> str:
    """The form that 3.49.7 asks for: `unused-reference` as `UnusedReference`."""
    return "".join(word.capitalize() for word in plain(name).replace("_", "-").split("-"))


def _result(finding: Finding, index: int, fingerprint: str, *, baseline: bool) -> _Json:
    text = _message(finding.message)
    if finding.suggestion:
        text += "\nInstead: " + _message(finding.suggestion)
    result: _Json = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [_location(finding)],
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


def _location(finding: Finding) -> _Json:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(finding.path),
            "region": {"startLine": max(1, finding.line), "startColumn": max(1, finding.column)},
        }
    }


def _artifact(path: str) -> Mapping[str, str]:
    """A relative path from the root of the sources, or an absolute one as a file address."""
    windows = PureWindowsPath(path)
    if windows.drive:
        return {"uri": "file:///" + quote(windows.as_posix(), safe="/:")}
    posix = PurePosixPath(path.replace("\\", "/"))
    if posix.is_absolute():
        return {"uri": "file://" + quote(str(posix))}
    return {"uri": quote(str(posix)), "uriBaseId": "%SRCROOT%"}


def _fingerprints(report: Report) -> list[str]:
    """One stable value per finding: what it is about, never the line that it stands on.

    Equal ones are told apart by their order.
    """
    quotes = {
        (claim.id, o.article, o.path, o.line, o.column): o.quote
        for claim in report.claims
        for o in claim.occurrences
    }
    seen: Counter[str] = Counter()
    values: list[str] = []
    for f in report.findings:
        place = quotes.get((f.claim or "", f.article or "", f.path, f.line, f.column), "")
        subject = place or ("" if f.claim or f.reference or f.article else f.message)
        parts = (f.code, f.path, f.claim or "", f.reference or "", f.article or "", subject)
        text = "\0".join(parts).encode("utf-8", "replace")
        digest = hashlib.sha256(text).hexdigest()[:32]
        seen[digest] += 1
        values.append(f"{digest}:{seen[digest]}")
    return values


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
