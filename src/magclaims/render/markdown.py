"""GitHub-flavoured Markdown, for a pull request or a message to an editor."""

from collections.abc import Iterator

from magclaims.model.finding import Finding, Severity
from magclaims.model.registry import Verdict
from magclaims.model.report import ReferenceView, Report
from magclaims.render import RenderOptions, labels
from magclaims.render.causes import CauseGroup, causes
from magclaims.render.escape import doi_url, markdown, markdown_code
from magclaims.render.known import notice_text, state_text
from magclaims.render.language import phrases
from magclaims.render.places import from_root
from magclaims.render.since import headline, place_line, reference_line
from magclaims.render.view import ArticleGroup, ClaimPlace, View, arrange, summary_lines

_SHOWN = 5
"""How many places of a cause are named; all of them stand below."""
_LIMIT = 1000


def render(report: Report, options: RenderOptions) -> str:
    """Return the summary, what to fix first, the claims by article, and the references."""
    return _Markdown(report, options).text()


_TOP = 10
"""How many causes, and how many new findings, the summary of a run names."""


def step_summary(report: Report, options: RenderOptions) -> str:
    """Return the summary of a run for `GITHUB_STEP_SUMMARY`: verdicts, what to fix first, what is new.

    GitHub cuts off a step's summary at 1 MiB, so what could be long is named in part.
    """
    made = _Markdown(report, options)
    t, found = made.t, report.summary.findings
    said = [t.counted(found[s.value], s.value) for s in Severity if found.get(s.value)]
    sections = [
        [f"## magclaims: {', '.join(said) or t('nothing_found')}"],
        list(made.summary()),
        list(made.new()),
        list(made.first(_TOP)),
        list(made.footer()),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _md(text: str) -> str:
    return markdown(text, _LIMIT)


class _Markdown:
    """One report, in its language."""

    def __init__(self, report: Report, options: RenderOptions) -> None:
        self.view: View = arrange(report)
        self.report = report
        self.t = phrases(report.language)
        self.options = options

    def text(self) -> str:
        """The whole report."""
        sections = [
            [f"# {self.t('title')}"],
            list(self.summary()),
            list(self.since()),
            list(self.first()),
            *(list(self.group(group)) for group in self.view.groups),
            list(self.references()),
            list(self.findings()),
            list(self.waived()),
            list(self.footer()),
        ]
        return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"

    def verdict(self, verdict: Verdict) -> str:
        return f"{labels.ICONS[verdict.value]} {self.t.word('verdict', verdict.value)}"

    def summary(self) -> Iterator[str]:
        t, report = self.t, self.report
        yield from (f"{line}  " for line in summary_lines(report, t))
        verdicts = report.summary.verdicts
        counted = [v for v in Verdict if verdicts.get(v.value)]
        if counted:
            yield ""
            yield f"| {t('verdict').lower()} | {t('places').lower()} | {t('means')} |"
            yield "|---|--:|---|"
            for v in counted:
                meaning = t.meaning("verdict", v.value)
                yield f"| {self.verdict(v)} | {verdicts[v.value]} | {meaning} |"
        if report.services_down or report.skipped:
            yield ""
            yield f"{t('not_checked')}:"
            yield ""
        for s in report.services_down:
            said = t(
                "no_answer",
                service=_md(labels.service(s.what)),
                why=_md(t.told(s.why.rstrip(".")) or s.why),
            )
            yield f"- {said}"
        for s in report.skipped:
            yield f"- {_md(s.what)}{t('colon')} {_md(s.why)}"

    def since(self) -> Iterator[str]:
        """What became of the last report, where one was compared."""
        t, since = self.t, self.report.since
        if since is None:
            return
        yield f"## {t('since')}"
        yield ""
        yield f"{headline(self.report, t)} {t('since_what', what=markdown_code(since.what))}"
        if since.places or since.references:
            yield ""
        for reference in since.references:
            yield f"- {_md(reference_line(self.report, reference, t))}"
        for change in since.places:
            yield f"- {_md(place_line(change, t))}"

    def new(self) -> Iterator[str]:
        """What was not known before, where anything was."""
        t, findings = self.t, self.report.findings
        if not any(f.baseline for f in findings):
            return
        fresh = [f for f in findings if f.waived is None and not f.baseline]
        yield f"## {t('new')}"
        yield ""
        if not fresh:
            yield t("nothing_new")
        fresh.sort(key=lambda f: -f.severity.rank)
        for finding in fresh[:_TOP]:
            there = finding.model_copy(update={"path": from_root(finding.path, self.options)})
            yield f"- {self.finding(there, exact=True)}"
        if len(fresh) > _TOP:
            yield f"- {t('and_more_places', number=len(fresh) - _TOP)}"

    def first(self, top: int | None = None) -> Iterator[str]:
        t, view = self.t, self.view
        yield f"## {t('first')}"
        yield ""
        if not view.worst_places and not view.bad_references and not view.other_errors:
            yield t("nothing_to_fix")
            return
        number = 0
        for reference in view.bad_references:
            number += 1
            yield from self.bad_reference(number, reference)
        bad = {reference.key for reference in view.bad_references}
        found = [cause for cause in causes(view) if cause.cause.reference not in bad]
        for place, cause in enumerate(found[:top], start=number + 1):
            yield from self.cause(place, cause)
        if top is not None and len(found) > top:
            yield ""
            yield t("more_causes", causes=t.counted(len(found) - top, "more_cause"))
        if view.other_errors:
            yield ""
            errors = t.counted(len(view.other_errors), "error")
            yield f"{t('other_errors', errors=errors)}{t('colon')} {t('below' if top is None else 'in_log')}."

    def bad_reference(self, number: int, reference: ReferenceView) -> Iterator[str]:
        t = self.t
        places = self.view.resting_on(reference.key)
        where = ", ".join(self.place_name(p) for p in places) or t("no_sentence")
        yield (
            f"{number}. {labels.STATUS_ICONS[reference.status]} "
            f"**{t.word('status', reference.status)}** {markdown_code(reference.key)}{t('colon')} "
            f"{_md(reference.citation or reference.title)}  "
        )
        errors = self.view.errors_about(reference.key)
        for finding in errors:
            yield f"   {_md(self.view.message(finding))}  "
            if finding.suggestion:
                yield f"   **{t('instead').lower()}:** {_md(self.t.instead(finding))}  "
        if not errors:
            yield f"   {t.meaning('status', reference.status)}  "
        yield f"   {t('resting_on', places=where)}"

    def cause(self, number: int, cause: CauseGroup) -> Iterator[str]:
        code = cause.places[0].occurrence.code
        yield f"{number}. **{_md(cause.says(self.t.code))}**" + (f" {code}  " if code else "  ")
        if cause.write:
            yield f"   **{self.t('write').lower()}:** {_md(cause.write)}  "
        shown = [
            f"{self.t.quoted(_md(p.occurrence.quote))} ({self.place_name(p)})"
            for p in cause.places[:_SHOWN]
        ]
        rest = len(cause.places) - len(shown)
        more = f"; {self.t('and_more_places', number=rest)}" if rest else ""
        yield f"   {'; '.join(shown)}{more}"

    def place_name(self, place: ClaimPlace) -> str:
        """The article, and the line of it where its text is at hand."""
        o = place.occurrence
        return _md(o.article) + (f", {self.t('line', line=o.line)}" if o.found else "")

    def item(self, place: ClaimPlace, mark: str) -> Iterator[str]:
        """An occurrence as a list item; its further lines stand under its text."""
        o, t = place.occurrence, self.t
        notes = [
            text
            for text, holds in ((t("provisional"), o.provisional), (t("known"), place.baseline))
            if holds
        ]
        extra = f" ({', '.join(notes)})" if notes else ""
        icon, word = labels.ICONS[o.verdict.value], t.word("verdict", o.verdict.value)
        lines = [
            f"{icon} **{word}**{extra} {self.place_name(place)}{t('colon')} {t.quoted(_md(o.quote))}"
        ]
        lines += [f"{t('why').lower()}{t('colon')} {_md(r.text)}" for r in o.reasons]
        if o.suggestion:
            lines.append(f"**{t('write').lower()}{t('colon')}** {_md(o.suggestion)}")
        pad = " " * len(mark)
        yield mark + ("  \n" + pad).join(lines)

    def group(self, group: ArticleGroup) -> Iterator[str]:
        """The places of an article: those to change, then the others in a table that can be closed."""
        t = self.t
        yield f"## {_md(group.article.title)}"
        changing = [p for v in Verdict for p in group.with_verdict(v) if p.needs_change]
        others = [p for v in Verdict for p in group.with_verdict(v) if not p.needs_change]
        if not group.places:
            yield ""
            yield t("no_claims")
        if changing:
            yield ""
        for place in changing:
            yield from self.item(place, "- ")
            for finding in place.open:
                yield f"  - {self.finding(finding)}"
        if others:
            yield ""
            said = t("no_change", places=t.counted(len(others), "place"))
            yield f"<details><summary>{said}</summary>"
            yield ""
            yield f"| {t('verdict').lower()} | {t('words')} | {t('why').lower()} |"
            yield "|---|---|---|"
            for place in others:
                o = place.occurrence
                accepted = place.verdict is not None and place.verdict.waived
                waived = f" ({t('is_waived')})" if accepted else ""
                why = " ".join(_md(r.text) for r in o.reasons)
                yield f"| {self.verdict(o.verdict)}{waived} | {t.quoted(_md(o.quote))} | {why} |"
            yield ""
            yield "</details>"
        for place in others:
            for finding in place.open:
                yield f"- {self.finding(finding)}"

    def references(self) -> Iterator[str]:
        t = self.t
        if not self.view.references:
            return
        yield f"## {t('references')}"
        yield ""
        yield f"| {t('reference').lower()} | {t('state').lower()} | {t('known_of_it').lower()} |"
        yield "|---|---|---|"
        for r in self.view.references:
            url = doi_url(r.doi)
            link = f" [doi]({url})" if url else ""
            state = f"{labels.STATUS_ICONS[r.status]} {t.word('status', r.status)}"
            known = [*(notice_text(n, t) for n in r.notices), state_text(r, t)]
            about = f"{t('semicolon')} ".join(_md(k) for k in known if k)
            citation = _md(r.citation or r.title)
            yield f"| {markdown_code(r.key)} {citation}{link} | {state} | {about} |"

    def finding(self, finding: Finding, *, exact: bool = False) -> str:
        """A finding in one line, at its article; `exact`: at its file and line."""
        if not exact and finding.article in {a.id for a in self.report.articles}:
            place = markdown_code(finding.article or "")
        else:
            place = markdown_code(f"{finding.path}:{finding.line}:{finding.column}")
        severity = self.t.word("severity", finding.severity.value)
        text = f"{place} **{_md(finding.code)}** {severity}{self.t('colon')} {_md(self.view.message(finding))}"
        if not finding.suggestion:
            return text
        return f"{text} **{self.t('instead').lower()}{self.t('colon')}** {_md(self.t.instead(finding))}"

    def findings(self) -> Iterator[str]:
        if self.view.findings:
            yield f"## {self.t('files')}"
            yield ""
            yield from (f"- {self.finding(f)}" for f in self.view.findings)

    def waived(self) -> Iterator[str]:
        if self.view.waived:
            yield f"## {self.t('waived')}"
            yield ""
            for f in self.view.waived:
                if f.waived is not None:
                    by = self.t(
                        "accepted",
                        owner=_md(f.waived.owner),
                        until=_md(self.t.day(f.waived.until)),
                        reason=_md(f.waived.reason),
                    )
                    yield f"- {self.finding(f)} {by}"

    def footer(self) -> Iterator[str]:
        report = self.report
        if self.view.has_law:
            yield self.t("not_legal")
            yield ""
        yield self.t(
            "made_by",
            tool=_md(report.tool.name),
            version=_md(report.tool.version),
            day=_md(self.t.day(report.checked_at)),
        )
