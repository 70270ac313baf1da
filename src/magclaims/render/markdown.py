"""GitHub-flavoured Markdown, for a pull request or a message to an editor."""

from collections.abc import Iterator

from magclaims.model.finding import Finding, Report, Severity
from magclaims.model.registry import Verdict
from magclaims.render import RenderOptions, labels
from magclaims.render.causes import causes
from magclaims.render.escape import doi_url, markdown, markdown_code
from magclaims.render.places import from_root
from magclaims.render.text import notice_text, state_text
from magclaims.render.view import Group, Place, View, arrange, summary_lines

_SHOWN = 5
"""How many places of a cause are named; all of them stand below."""
_LIMIT = 1000


def render(report: Report, _options: RenderOptions) -> str:
    """Return the summary, what to fix first, the claims by article, and the references."""
    view = arrange(report)
    sections = [
        ["# Claims and evidence"],
        list(_summary(view)),
        list(_first(view)),
        *(list(_group(group)) for group in view.groups),
        list(_references(view)),
        list(_findings(view)),
        list(_waived(view)),
        list(_footer(view)),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


_TOP = 10
"""How many causes, and how many new findings, the summary of a run names."""


def step_summary(report: Report, options: RenderOptions) -> str:
    """Return the summary of a run for `GITHUB_STEP_SUMMARY`: verdicts, what to fix first, what is new.

    GitHub cuts off a step's summary at 1 MiB, so what could be long is named in part.
    """
    view = arrange(report)
    found = report.summary.findings
    said = [labels.counted(found[s.value], s.value) for s in Severity if found.get(s.value)]
    sections = [
        [f"## magclaims: {', '.join(said) or 'nothing found'}"],
        list(_summary(view)),
        list(_new(report, options)),
        list(_first(view, _TOP)),
        list(_footer(view)),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _new(report: Report, options: RenderOptions) -> Iterator[str]:
    """What was not known before, where anything was."""
    if not any(f.baseline for f in report.findings):
        return
    fresh = [f for f in report.findings if f.waived is None and not f.baseline]
    yield "## New"
    yield ""
    if not fresh:
        yield "Nothing that was not known before."
    fresh.sort(key=lambda f: -f.severity.rank)
    for finding in fresh[:_TOP]:
        there = finding.model_copy(update={"path": from_root(finding.path, options)})
        yield f"- {_finding(there)}"
    if len(fresh) > _TOP:
        yield f"- and {len(fresh) - _TOP} more"


def _md(text: str) -> str:
    return markdown(text, _LIMIT)


def _summary(view: View) -> Iterator[str]:
    report = view.report
    yield from (f"{line}  " for line in summary_lines(report))
    verdicts = report.summary.verdicts
    counted = [v for v in Verdict if verdicts.get(v.value)]
    if counted:
        yield ""
        yield "| verdict | places | what it means |"
        yield "|---|--:|---|"
        for v in counted:
            label = labels.VERDICTS[v]
            yield f"| {label.icon} {label.word} | {verdicts[v.value]} | {label.meaning} |"
    if report.services_down or report.skipped:
        yield ""
    for s in report.services_down:
        yield f"- No answer: {_md(labels.service(s.what))}: {_md(s.why)}"
    for s in report.skipped:
        yield f"- Not checked: {_md(s.what)}: {_md(s.why)}"


def _first(view: View, top: int | None = None) -> Iterator[str]:
    yield "## Fix first"
    yield ""
    places = view.worst_places
    if not places and not view.bad_references and not view.other_errors:
        yield "Nothing: no error, no retracted or wrong reference, no sentence beyond its evidence."
        return
    number = 0
    for reference in view.bad_references:
        number += 1
        resting = view.resting_on(reference.key)
        where = ", ".join(_place_name(p) for p in resting) or "no registered sentence"
        state = labels.STATUSES[reference.status]
        yield (
            f"{number}. {state[1]} **{state[0]}** {markdown_code(reference.key)}: "
            f"{_md(reference.citation or reference.title)}  "
        )
        errors = view.errors_about(reference.key)
        for finding in errors:
            yield f"   {_md(finding.message)}  "
            if finding.suggestion:
                yield f"   **instead:** {_md(finding.suggestion)}  "
        if not errors:
            yield f"   {state[2]}  "
        yield f"   Resting on it: {where}."
    bad = {reference.key for reference in view.bad_references}
    found = [group for group in causes(view) if group.cause.reference not in bad]
    for group in found[:top]:
        number += 1
        code = group.places[0].occurrence.code
        yield f"{number}. **{_md(group.says)}**" + (f" {code}  " if code else "  ")
        if group.write:
            yield f"   **write:** {_md(group.write)}  "
        shown = [f"“{_md(p.occurrence.quote)}” ({_place_name(p)})" for p in group.places[:_SHOWN]]
        rest = len(group.places) - len(shown)
        yield f"   {'; '.join(shown)}" + (f"; and {rest} more" if rest else "")
    if top is not None and len(found) > top:
        yield ""
        yield f"And {labels.counted(len(found) - top, 'more cause')}."
    if view.other_errors:
        yield ""
        errors_below = labels.counted(len(view.other_errors), "error")
        where = "see below" if top is None else "see the log"
        yield f"{errors_below} in the files and the other references: {where}."


def _place_name(place: Place) -> str:
    return f"{_md(place.occurrence.article)}, line {place.occurrence.line}"


def _item(place: Place, mark: str) -> Iterator[str]:
    """An occurrence as a list item; its further lines stand under its text."""
    o = place.occurrence
    label = labels.VERDICTS[o.verdict]
    notes = [
        text
        for text, holds in (("provisional", o.provisional), ("known before", place.baseline))
        if holds
    ]
    extra = f" ({', '.join(notes)})" if notes else ""
    lines = [f"{label.icon} **{label.word}**{extra} {_place_name(place)}: “{_md(o.quote)}”"]
    lines += [f"why: {_md(r.text)}" for r in o.reasons]
    if o.suggestion:
        lines.append(f"**write:** {_md(o.suggestion)}")
    pad = " " * len(mark)
    yield mark + ("  \n" + pad).join(lines)


def _group(group: Group) -> Iterator[str]:
    """The places of an article: those to change, then the others in a table that can be closed."""
    yield f"## {_md(group.article.title)}"
    changing = [p for v in Verdict for p in group.with_verdict(v) if p.needs_change]
    others = [p for v in Verdict for p in group.with_verdict(v) if not p.needs_change]
    if not group.places:
        yield ""
        yield "No claim of this article is registered."
    if changing:
        yield ""
    for place in changing:
        yield from _item(place, "- ")
        for finding in place.open:
            yield f"  - {_finding(finding)}"
    if others:
        yield ""
        yield f"<details><summary>{labels.counted(len(others), 'place')} without a change</summary>"
        yield ""
        yield "| verdict | line | words | why |"
        yield "|---|--:|---|---|"
        for place in others:
            o = place.occurrence
            waived = " (waived)" if place.verdict is not None and place.verdict.waived else ""
            why = " ".join(_md(r.text) for r in o.reasons)
            label = labels.VERDICTS[o.verdict]
            yield f"| {label.icon} {label.word}{waived} | {o.line} | “{_md(o.quote)}” | {why} |"
        yield ""
        yield "</details>"
    for place in others:
        for finding in place.open:
            yield f"- {_finding(finding)}"


def _references(view: View) -> Iterator[str]:
    if not view.references:
        return
    yield "## References"
    yield ""
    yield "| reference | state | what is known |"
    yield "|---|---|---|"
    for r in view.references:
        url = doi_url(r.doi)
        link = f" [doi]({url})" if url else ""
        state = labels.STATUSES[r.status]
        known = [*(notice_text(n) for n in r.notices), state_text(r)]
        about = "; ".join(_md(k) for k in known if k)
        citation = _md(r.citation or r.title)
        yield (f"| {markdown_code(r.key)} {citation}{link} | {state[1]} {state[0]} | {about} |")


def _finding(finding: Finding) -> str:
    place = markdown_code(f"{finding.path}:{finding.line}:{finding.column}")
    text = f"{place} **{_md(finding.code)}** {finding.severity.value}: {_md(finding.message)}"
    return f"{text} **instead:** {_md(finding.suggestion)}" if finding.suggestion else text


def _findings(view: View) -> Iterator[str]:
    if view.findings:
        yield "## Files and references"
        yield ""
        yield from (f"- {_finding(f)}" for f in view.findings)


def _waived(view: View) -> Iterator[str]:
    if view.waived:
        yield "## Waived"
        yield ""
        for f in view.waived:
            if f.waived is not None:
                by = f"{_md(f.waived.owner)} until {_md(f.waived.until)}: {_md(f.waived.reason)}"
                yield f"- {_finding(f)} Accepted by {by}"


def _footer(view: View) -> Iterator[str]:
    if view.has_law:
        yield labels.NOT_LEGAL_ADVICE
        yield ""
    report = view.report
    yield f"Made by {_md(report.tool.name)} {_md(report.tool.version)}, {_md(report.checked_at)}."
