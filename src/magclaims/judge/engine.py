"""A case in, findings out. The engine knows no rule by name: rules say themselves what they need."""

from collections.abc import Collection, Iterable, Mapping

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims.judge.case import Case
from magclaims.judge.rule import RULES, Hit, Rule
from magclaims.model.finding import Finding, Severity


def wanted(rule: Rule, select: Collection[str], ignore: Collection[str]) -> bool:
    """Whether a rule runs, by code prefixes; the longest prefix that matches decides."""
    chosen = max((len(p) for p in select if rule.code.startswith(p)), default=-1)
    left_out = max((len(p) for p in ignore if rule.code.startswith(p)), default=-1)
    return (chosen >= 0 or not select) and left_out <= chosen


def unknown_prefixes(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that begin no rule's code."""
    return tuple(n for n in names if not n or not any(code.startswith(n) for code in RULES))


def judge(
    case: Case,
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    severities: Mapping[str, Severity] | None = None,
) -> tuple[Finding, ...]:
    """All findings, sorted by place and code; what is accepted is for `waive` to say.

    Args:
        case: What was read and gathered.
        select: Only rules whose code begins with one of these; empty for all.
        ignore: Not these.
        severities: Another severity for a rule, by code.
    """
    rules = [
        rule
        for rule in RULES.values()
        if wanted(rule, select, ignore) and (case.has_claims or rule.scope == "references")
    ]
    findings: list[Finding] = []
    for last in (False, True):
        if last and (select or ignore):
            break  # nobody knows what the rules that are left out would have found
        before = tuple(findings)
        findings += [
            _stamp(rule, hit, severities or {})
            for rule in rules
            if rule.last is last
            for hit in rule.find(case, before)
        ]
    return tuple(sorted(dict.fromkeys(findings), key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return (finding.path, finding.line, finding.column, finding.code, finding.message)


def _stamp(rule: Rule, hit: Hit, severities: Mapping[str, Severity]) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severities.get(rule.code) or hit.severity or rule.severity,
        message=hit.message,
        suggestion=hit.suggestion,
        path=hit.subject.location.path,
        line=hit.subject.location.line,
        column=hit.subject.location.column,
        claim=hit.subject.claim,
        reference=hit.subject.reference,
        article=hit.subject.article,
    )
