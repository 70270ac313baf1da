"""JUnit XML: a suite for each article, for the references, and for each family of other findings.

A case is named by what it is about, not by its line, so that a server can follow it from run to run.

There is no standard; this keeps to the elements and attributes that Jenkins, GitLab and GitHub
actions for test reports all read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from xml.sax.saxutils import escape, quoteattr

from magclaims.model.finding import Finding
from magclaims.model.registry import Verdict
from magclaims.model.report import ReferenceView, Report
from magclaims.model.values import dataclass
from magclaims.render import RenderOptions
from magclaims.render.escape import plain
from magclaims.render.known import notice_text, state_text
from magclaims.render.labels import VERDICTS, service, words
from magclaims.render.language import DEFAULT, phrases
from magclaims.render.places import from_root
from magclaims.render.view import ClaimPlace, View, arrange

_LIMIT = 2000


@dataclass(slots=True)
class _Case:
    """A test case in the making: its findings decide whether it failed, was skipped, or passed."""

    name: str
    classname: str
    findings: Sequence[Finding]
    skipped: str | None = None
    notes: Sequence[str] = ()
    file: str | None = None

    def failures(self, options: RenderOptions) -> tuple[Finding, ...]:
        """The findings that fail it."""
        return tuple(
            f
            for f in self.findings
            if f.waived is None and not f.baseline and f.severity.rank >= options.fail_level.rank
        )

    def why_skipped(self, options: RenderOptions) -> str | None:
        """Why it was skipped, if it was and did not fail."""
        if self.failures(options):
            return None
        for f in self.findings:
            if f.waived is not None:
                return f"waived by {f.waived.owner} until {f.waived.until}: {f.waived.reason}"
            if f.baseline:
                return "known before"
        return self.skipped

    def lines(self, options: RenderOptions) -> list[str]:
        """The XML of the case."""
        head = f"    <testcase name={_attribute(self.name)} classname={_attribute(self.classname)}"
        if self.file:
            head += f" file={_attribute(self.file)}"
        failures = self.failures(options)
        body = [
            f"      <failure message={_attribute(f.message)} type={_attribute(f.code)}>"
            f"{_text([_detail(f)])}</failure>"
            for f in failures
        ]
        skipped = self.why_skipped(options)
        if skipped is not None:
            body.append(f"      <skipped message={_attribute(skipped)}/>")
        failed = set(map(id, failures))  # to compare each with each takes a minute for 20,000
        notes = [*self.notes, *(_detail(f) for f in self.findings if id(f) not in failed)]
        if notes:
            body.append(f"      <system-out>{_text(notes)}</system-out>")
        return [head + ">", *body, "    </testcase>"] if body else [head + "/>"]


def render(report: Report, options: RenderOptions) -> str:
    """Return the XML; findings at or above the fail level that nobody accepted are failures."""
    suites = [
        (name, _numbered(cases)) for name, cases in _suites(arrange(report), options) if cases
    ]
    every = [case for _, cases in suites for case in cases]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    name = _attribute(f"{report.tool.name} {report.tool.version}")
    lines.append(f"<testsuites name={name} {_counts(every, options)}>")
    for suite, cases in suites:
        lines.append(
            f"  <testsuite name={_attribute(suite)} {_counts(cases, options)} "
            f"timestamp={_attribute(report.checked_at)}>"
        )
        for case in cases:
            lines += case.lines(options)
        if suite == suites[0][0]:
            lines += _not_checked(report)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _numbered(cases: list[_Case]) -> list[_Case]:
    """The cases, each with a name of its own: the second of a name gets a (2)."""
    seen: Counter[str] = Counter()
    for case in cases:
        seen[case.name] += 1
        if seen[case.name] > 1:
            case.name += f" ({seen[case.name]})"
    return cases


def _not_checked(report: Report) -> list[str]:
    """What the run as a whole could not check, once: as the output of the first suite."""
    said = [f"no answer: {service(s.what)}: {s.why}" for s in report.services_down]
    said += [f"not checked: {s.what}: {s.why}" for s in report.skipped]
    return [f"    <system-out>{_text(said)}</system-out>"] if said else []


def _counts(cases: Iterable[_Case], options: RenderOptions) -> str:
    every = list(cases)
    failures = sum(1 for case in every if case.failures(options))
    skipped = sum(1 for case in every if case.why_skipped(options) is not None)
    return f'tests="{len(every)}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'


def _suites(view: View, options: RenderOptions) -> Iterable[tuple[str, list[_Case]]]:
    for group in view.groups:
        # In the order of the registry, which another line of the text does not change.
        places = sorted(group.places, key=lambda place: place.number)
        yield f"article {group.article.id}", [_place(place, options) for place in places]
    shown = {id(f) for p in view.places for f in (*p.others, *((p.verdict,) if p.verdict else ()))}
    remaining = [f for f in view.report.findings if id(f) not in shown]
    by_reference: dict[str, list[Finding]] = defaultdict(list)
    by_family: dict[str, list[Finding]] = defaultdict(list)
    keys = {r.key for r in view.references}
    for f in remaining:
        if f.reference in keys and f.claim is None:
            by_reference[f.reference or ""].append(f)
        else:
            by_family[f.code[:3]].append(f)
    yield "references", [_reference(r, by_reference[r.key]) for r in view.references]
    for family, findings in sorted(by_family.items()):
        filed = [(f, from_root(plain(f.path), options)) for f in findings]
        yield family, [_Case(_about(f), family, [f], file=file) for f, file in filed]


def _about(finding: Finding) -> str:
    """The name of a case of its own: the rule, and what it is about; else the file."""
    about = [finding.claim, finding.reference, finding.article]
    subject = " ".join(filter(None, about)) or PurePath(finding.path).name
    return f"{finding.code} {finding.name} {subject}"


def _place(place: ClaimPlace, options: RenderOptions) -> _Case:
    o = place.occurrence
    findings = ([place.verdict] if place.verdict else []) + list(place.others)
    unverified = "unverified: nothing is known of what the references found"
    return _Case(
        place.claim.id,
        o.article,
        findings,
        skipped=unverified if o.verdict is Verdict.UNVERIFIED else None,
        notes=[
            f"{o.path}:{o.line}:{o.column}: {VERDICTS[o.verdict]}: “{o.quote}”",
            *(r.text for r in o.reasons),
        ],
        file=from_root(plain(o.path), options),
    )


def _reference(reference: ReferenceView, findings: list[Finding]) -> _Case:
    english = phrases(DEFAULT)
    skipped = None
    if reference.status == "unverified":
        told = reference.unreachable or not reference.reason  # the outage itself is said once
        skipped = "unverified" if told else f"unverified: {reference.reason}"
    notes = [words(reference.status), *(notice_text(n, english) for n in reference.notices)]
    notes += filter(None, (state_text(reference, english),))
    return _Case(reference.key, "references", findings, skipped=skipped, notes=notes)


def _detail(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    detail = f"{place}: {finding.code} {finding.severity.value}: {finding.message}"
    return f"{detail} Instead: {finding.suggestion}" if finding.suggestion else detail


def _attribute(text: str) -> str:
    return quoteattr(plain(text, _LIMIT))


def _text(lines: Iterable[str]) -> str:
    return escape("\n".join(plain(line, 2 * _LIMIT) for line in lines))
