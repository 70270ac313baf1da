"""A case in, findings out. The engine knows no rule by name: rules say themselves what they need."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims.judge.case import Case
from magclaims.judge.rule import RULES, Hit, Rule
from magclaims.model.finding import Finding, Severity, in_order


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
    known: Mapping[str, Sequence[Finding]] | None = None,
) -> tuple[Finding, ...]:
    """All findings, sorted by place and code; what is accepted is for `waive` to say.

    Args:
        case: What was read and gathered.
        select: Only rules whose code begins with one of these; empty for all.
        ignore: Not these.
        severities: Another severity for a rule, by code.
        known: What `judge_articles` found for all articles, where that is known: those rules are
            then not run again.
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
        for rule in rules:
            if rule.last is not last:
                continue
            if known is not None and rule.scope == "article":
                found: Iterable[Finding] = known.get(rule.code, ())
            else:
                found = [_stamp(rule, hit) for hit in rule.find(case, before)]
            if rule.once:
                found = _once(found, case)
            findings += _as_severe(found, (severities or {}).get(rule.code))
    return tuple(sorted(dict.fromkeys(findings), key=in_order))


def judge_articles(
    case: Case, *, select: Collection[str] = (), ignore: Collection[str] = ()
) -> dict[str, tuple[Finding, ...]]:
    """What the rules find that look at one article after another, by code; as severe as the rules say."""
    rules = [r for r in RULES.values() if r.scope == "article" and wanted(r, select, ignore)]
    found = {rule.code: tuple(_stamp(rule, hit) for hit in rule.find(case, ())) for rule in rules}
    return {code: findings for code, findings in found.items() if findings}


def _once(findings: Iterable[Finding], case: Case) -> Iterator[Finding]:
    """The first finding on each reference, in the order of the claims."""
    order = {claim_id: number for number, claim_id in enumerate(case.claims)}
    told: set[str | None] = set()
    for finding in sorted(findings, key=lambda f: order.get(f.claim or "", 0)):
        if finding.reference not in told:
            told.add(finding.reference)
            yield finding


def _as_severe(findings: Iterable[Finding], severity: Severity | None) -> Iterator[Finding]:
    for finding in findings:
        yield finding.model_copy(update={"severity": severity}) if severity else finding


def _stamp(rule: Rule, hit: Hit) -> Finding:
    about, severity = hit.subject, hit.severity or rule.severity
    return Finding.taken_from(hit, about, about.location, rule, severity=severity)
