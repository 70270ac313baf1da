"""Text for a terminal and for logs: wrapped at the console's width, readable without colour.

Every finding starts a line with `path:line:col: CODE `, so that editors can jump to it. Outside
text is printed as data: Rich markup in it means nothing, and control characters are gone.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from magclaims.model.finding import Finding, Severity
from magclaims.model.registry import Verdict
from magclaims.model.report import ReferenceView, Report
from magclaims.render import PAGE, RenderOptions
from magclaims.render.causes import CauseGroup, causes
from magclaims.render.escape import log_line
from magclaims.render.known import notice_text, state_text
from magclaims.render.labels import BAD_STATUSES, service
from magclaims.render.language import Phrases, phrases
from magclaims.render.lines import Line, StyledText, printed
from magclaims.render.view import ArticleGroup, ClaimPlace, View, arrange, summary_lines

_LIMIT = 2000
_COLORS = {
    Verdict.CONTRADICTED: "bold red",
    Verdict.UNSUPPORTED: "red",
    Verdict.OVERSTATED: "yellow",
    Verdict.PARTLY_SUPPORTED: "yellow",
    Verdict.UNVERIFIED: "magenta",
    Verdict.SUPPORTED: "green",
    Verdict.NOT_APPLICABLE: "dim",
}
_SEVERITY_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_STATUS_COLORS = {"verified": "green", "unverified": "magenta", "no_identifier": "dim"}
_TOP = 5
"""How many causes the summary names."""


def render(report: Report, options: RenderOptions) -> str:
    """Return the findings by cause, the other findings, the references, and the summary."""
    return _Text(report, options).report(whole=options.verbosity == "verbose")


def render_whole(report: Report, options: RenderOptions) -> str:
    """Return the same by article, each place with all its reasons and what to write there."""
    return _Text(report, options).report(whole=True)


def summary(report: Report, options: RenderOptions) -> str:
    """Return the summary alone, for a program that writes it to stderr."""
    text = _Text(report, options)
    lines = [*text.counts()]
    if report.summary.drafts:
        lines.append(line(text.t.word("terminal", "drafts")))
    return printed([*lines, *text.causes()], options.width, color=options.color)


def line(text: str, style: str = "", indent: int = 0) -> Line:
    """A line of one style that holds no outside text."""
    return Line((StyledText(text, style),), indent)


def labelled(label: str, text: str, colon: str = ": ", indent: int = 4) -> Line:
    """A bold label and what it says; further lines stand under what it says."""
    label = f"{label}{colon}"
    said = StyledText(log_line(text, _LIMIT))
    return Line((StyledText(label, "bold"), said), indent, len(label))


def where(path: str, line: int, column: int) -> StyledText:
    """A place in a file, as editors read it."""
    return StyledText(f"{log_line(path)}:{line}:{column}: ", "bold")


class _Text:
    """One report, in its language."""

    def __init__(self, report: Report, options: RenderOptions) -> None:
        self.view: View = arrange(report)
        self.options = options
        self.t: Phrases = phrases(report.language)
        self.verbose = options.verbosity == "verbose"
        self.quiet = options.verbosity == "quiet"

    def report(self, *, whole: bool) -> str:
        if whole:
            places = [self.group(group) for group in self.view.groups]
        else:
            places = [*self.by_cause(), self.beside()]
        sections = [*places, self.others(), self.waived(), self.references(), self.not_checked()]
        if self.options.summary:
            sections.append([*self.counts(), *self.causes()])
        filled = [section for section in sections if section]
        lines: list[Line] = []
        for index, section in enumerate(filled):
            lines += [Line(), *section] if index else section
        return printed(lines, self.options.width, color=self.options.color)

    def said(self, key: str, **slots: object) -> str:
        """A word or sentence that only terminals show."""
        return self.t.of("terminal", key, **slots)

    def labelled(self, key: str, text: str) -> Line:
        return labelled(self.said(key), text, f"{self.t('colon')} ")

    def counts(self) -> Iterator[Line]:
        return (line(text) for text in summary_lines(self.view.report, self.t))

    def causes(self) -> Iterator[Line]:
        """What to mend first, as one cause often stands behind many places; and where to read on."""
        # Only what was found: with `--select DOI` nobody asked for the verdicts.
        view = self.view
        found = causes(view, (p for p in view.places if p.is_open))
        codes = [group.places[0].occurrence.code for group in found]
        codes += [f.code for f in view.report.findings if f.waived is None and not f.baseline]
        if not codes:
            return
        yield Line()
        if found:
            yield line(f"{self.t('first')}{self.t('colon')}", "bold")
            yield from (self.cause(group, indent=2) for group in found[:_TOP])
            if len(found) > _TOP:
                more = self.t.counted(len(found) - _TOP, "more_cause")
                yield line(self.t("more_causes", causes=more), indent=2)
        yield line(self.said("explain", code=codes[0]))
        yield line(self.said("page", page=PAGE))

    def cause(self, group: CauseGroup, indent: int = 0, style: str = "") -> Line:
        code = group.places[0].occurrence.code or ""
        text = f"{group.number}. {group.says(self.t.code)}"
        marks = [code, self.t("disease_claim")] if group.therapeutic else [code]
        said = StyledText(log_line(text, _LIMIT) + " ", style)
        return Line((said, StyledText(", ".join(filter(None, marks)), "dim")), indent, 3)

    def by_cause(self) -> Iterator[list[Line]]:
        """One section a cause: what is wrong and what to write, once; then its places."""
        wanted = [p for p in self.view.places if self.wanted(p)]
        for group in causes(self.view, wanted):
            yield [self.cause(group, style="bold"), *self.places(group)]
        # A report that was read from a file may tell no cause.
        rest = [p for p in wanted if p.occurrence.cause is None]
        if rest:
            yield [each for place in rest for each in self.verdict(place, verbose=False)]

    def places(self, group: CauseGroup) -> Iterator[Line]:
        if len(group.places) == 1:
            place = group.places[0]
            if not place.occurrence.found:
                yield self.in_article(place)
            yield from self.verdict(place, verbose=False)
            return
        yield from self.why(reason.text for reason in group.shared_reasons)
        for index, advice in enumerate(group.advice):
            if index:
                yield Line()  # else it reads as advice on the place above
            if advice.write:
                write = self.labelled("write", advice.write)
                yield write
                if advice.others:
                    own = self.said("other_examples", places=self.t.counted(advice.others, "place"))
                    yield line(f"({own})", "dim", write.indent + write.hang)
            article = ""
            for place in advice.places:
                o = place.occurrence
                if not o.found and o.article != article:  # the path is that of the registry
                    article = o.article
                    yield self.in_article(place)
                yield self.head(place)

    def in_article(self, place: ClaimPlace) -> Line:
        return line(self.said("in_article", article=log_line(place.occurrence.article)), "dim", 4)

    def why(self, reasons: Iterable[str]) -> Iterator[Line]:
        for index, reason in enumerate(reasons):
            label = self.labelled("why", reason)
            yield (
                label
                if not index
                else Line((StyledText(log_line(reason, _LIMIT)),), 4 + label.hang, 0)
            )

    def beside(self) -> list[Line]:
        """What else was found where claims stand: about the words, the law, the references."""
        found = [f for p in self.view.places for f in p.open if self.shown(f)]
        lines = [each for f in found for each in self.finding(f)]
        return [line(self.said("also_here"), "bold underline"), *lines] if lines else []

    def group(self, group: ArticleGroup) -> list[Line]:
        lines = [each for place in group.places for each in self.place(place)]
        if not lines:
            return []
        article = group.article
        title = log_line(article.title, 200)
        head = f"{log_line(article.id)}: {title}" if article.title != article.id else title
        return [line(head, "bold underline"), *lines]

    def place(self, place: ClaimPlace) -> Iterator[Line]:
        if self.verbose or self.wanted(place):
            yield from self.verdict(place, verbose=self.verbose)
        for finding in place.open:
            if self.shown(finding):
                yield from self.finding(finding)

    def wanted(self, place: ClaimPlace) -> bool:
        """Whether the verdict of a place is a finding to show."""
        verdict = place.verdict
        return verdict is not None and verdict.waived is None and self.shown(verdict)

    def head(self, place: ClaimPlace) -> Line:
        o, t = place.occurrence, self.t
        head = [where(o.path, o.line, o.column)]
        if place.verdict is not None:
            head.append(StyledText(f"{log_line(place.verdict.code)} "))
        head.append(StyledText(t.word("verdict", o.verdict.value), _COLORS[o.verdict]))
        marks = [
            mark
            for mark, holds in (
                (t("provisional"), o.provisional),
                (t("known"), place.baseline),
                (t("is_waived"), place.verdict is not None and place.verdict.waived is not None),
            )
            if holds
        ]
        if marks:
            head.append(StyledText(f" ({', '.join(marks)})", "dim"))
        head.append(StyledText(f" {t.quoted(log_line(o.quote, _LIMIT))}", "italic"))
        return Line(tuple(head))

    def verdict(self, place: ClaimPlace, *, verbose: bool) -> Iterator[Line]:
        o, t = place.occurrence, self.t
        yield self.head(place)
        if verbose:
            asserts = self.said(
                "asserts",
                claim=place.claim.id,
                kind=t.word("kind", place.claim.kind),
                strength=t.word("strength", o.strength),
                source=t.word("source_of_strength", o.strength_source),
            )
            yield self.labelled("claim", asserts)
        if o.found is False:
            yield self.labelled("note", self.said("not_found"))
        yield from self.why(reason.text for reason in o.reasons)
        if o.suggestion:
            yield self.labelled("write", o.suggestion)
        if o.evidence_needed and verbose:
            yield self.labelled("needs", o.evidence_needed)

    def shown(self, finding: Finding) -> bool:
        """Whether a finding is printed: what is known before is counted, and shown by -v alone."""
        if finding.baseline and not self.verbose:
            return False
        return not self.quiet or finding.severity is Severity.ERROR

    def finding(self, finding: Finding) -> Iterator[Line]:
        severity, t = finding.severity, self.t
        mark = f" ({t('known')})" if finding.baseline else ""
        label = f"{t.word('severity', severity.value)}{mark}{t('colon')} "
        yield Line(
            (
                where(finding.path, finding.line, finding.column),
                StyledText(f"{log_line(finding.code)} "),
                StyledText(label, _SEVERITY_COLORS[severity]),
                StyledText(log_line(self.view.message(finding), _LIMIT)),
            )
        )
        if finding.suggestion:
            yield self.labelled("instead", t.instead(finding))

    def others(self) -> list[Line]:
        found = [f for f in self.view.findings if self.shown(f)]
        lines = [each for f in found for each in self.finding(f)]
        if lines and any(group.places for group in self.view.groups):
            lines.insert(0, line(self.said("files"), "bold underline"))
        if any(f.code.startswith("LAW") for f in found):
            lines.append(line(self.t("not_legal"), "dim"))
        return lines

    def waived(self) -> list[Line]:
        if self.quiet or not self.view.waived:
            return []
        lines = [line(self.t("waived"), "bold underline")]
        for finding in self.view.waived:
            waiver = finding.waived
            if waiver is None:
                continue
            head = (
                where(finding.path, finding.line, finding.column),
                StyledText(f"{log_line(finding.code)} "),
                StyledText(log_line(self.view.message(finding), _LIMIT), "dim"),
            )
            said = self.said("until", until=waiver.until, owner=waiver.owner, reason=waiver.reason)
            lines += [Line(head), self.labelled("waived", said)]
        return lines

    def references(self) -> list[Line]:
        wanted = [r for r in self.view.references if not self.quiet or r.status in BAD_STATUSES]
        if not wanted:
            return []
        lines = [line(self.t("references"), "bold underline")]
        for status, group in groupby(wanted, key=lambda r: r.status):
            members = list(group)
            if self.verbose or status in (*BAD_STATUSES, "concern", "corrected"):
                lines += [each for r in members for each in self.reference(r)]
            else:
                lines += self.bundles(members)
        return lines

    def status(self, reference: ReferenceView) -> StyledText:
        style = _STATUS_COLORS.get(reference.status, "red")
        return StyledText(self.t.word("status", reference.status), style)

    def reference(self, reference: ReferenceView) -> Iterator[Line]:
        citation = reference.citation or reference.title
        text = f" {log_line(reference.key)}"
        if citation:
            text += f"{self.t('colon')} {log_line(citation, _LIMIT)}"
        yield Line((self.status(reference), StyledText(text)), 2)
        for notice in reference.notices:
            yield line(log_line(notice_text(notice, self.t), _LIMIT), indent=6)
        state = state_text(reference, self.t)
        if state:
            yield line(log_line(state, _LIMIT), "dim", 6)

    def bundles(self, references: Iterable[ReferenceView]) -> Iterator[Line]:
        """References of one state as one line for each different thing to say about them."""
        bundles: dict[str, list[ReferenceView]] = {}
        for reference in references:
            bundles.setdefault(state_text(reference, self.t), []).append(reference)
        for state, members in bundles.items():
            keys = ", ".join(log_line(r.key) for r in members)
            about = f", {log_line(state, _LIMIT)}" if state else ""
            text = f" ({len(members)}){about}{self.t('colon')} {keys}"
            yield Line((self.status(members[0]), StyledText(text)), 2)

    def not_checked(self) -> list[Line]:
        t, report = self.t, self.view.report
        down = [(service(s.what), t.told(s.why.rstrip(".")) or s.why) for s in report.services_down]
        skipped = [] if self.quiet else [(s.what, s.why) for s in report.skipped]
        colon = f"{t('colon')} "
        return [
            labelled(self.said(key), f"{what}{colon}{why}", colon, 0)
            for key, found in (("no_answer", down), ("not_checked", skipped))
            for what, why in found
        ]
