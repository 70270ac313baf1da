"""Text for a terminal and for logs: wrapped at the console's width, readable without colour.

Every finding starts a line with `path:line:col: CODE `, so that editors can jump to it. Outside
text is printed as data: Rich markup in it means nothing, and control characters are gone.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from magclaims.model.finding import Finding, Severity
from magclaims.model.registry import Verdict
from magclaims.model.report import NoticeView, ReferenceView, Report
from magclaims.render import PAGE, RenderOptions
from magclaims.render.causes import CauseGroup, causes
from magclaims.render.escape import log_line
from magclaims.render.labels import (
    BAD_STATUSES,
    NOT_LEGAL_ADVICE,
    STATUSES,
    VERDICTS,
    asked_of,
    counted,
    service,
    strength,
    words,
)
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


def render(report: Report, options: RenderOptions) -> str:
    """Return the findings by cause, the other findings, the references, and the summary."""
    return _report(report, options, whole=options.verbosity == "verbose")


def render_whole(report: Report, options: RenderOptions) -> str:
    """Return the same by article, each place with all its reasons and what to write there."""
    return _report(report, options, whole=True)


def _report(report: Report, options: RenderOptions, *, whole: bool) -> str:
    view = arrange(report)
    if whole:
        places = [_group(group, options) for group in view.groups]
    else:
        places = [*_by_cause(view, options), _beside(view, options)]
    sections = [
        *places,
        _others(view, options),
        _waived(view, options),
        _references(view, options),
        _not_checked(report, options),
    ]
    if options.summary:
        sections.append([*(_line(line) for line in summary_lines(report)), *_causes(view)])
    filled = [section for section in sections if section]
    lines: list[Line] = []
    for index, section in enumerate(filled):
        lines += [Line(), *section] if index else section
    return printed(lines, options.width, color=options.color)


def summary(report: Report, options: RenderOptions) -> str:
    """Return the summary alone, for a program that writes it to stderr."""
    lines = [_line(line) for line in summary_lines(report)]
    if report.summary.drafts:
        lines.append(_line("`magclaims check --drafts` says how drafts would be judged."))
    return printed([*lines, *_causes(arrange(report))], options.width, color=options.color)


_TOP = 5
"""How many causes the summary names."""


def _causes(view: View) -> Iterator[Line]:
    """What to mend first, as one cause often stands behind many places; and where to read on."""
    # Only what was found: with `--select DOI` nobody asked for the verdicts.
    found = causes(view, (p for p in view.places if p.is_open))
    codes = [group.places[0].occurrence.code for group in found]
    codes += [f.code for f in view.report.findings if f.waived is None and not f.baseline]
    if not codes:
        return
    yield Line()
    if found:
        yield _line("Fix first:", "bold")
        yield from (_cause(group, indent=2) for group in found[:_TOP])
        if len(found) > _TOP:
            yield _line(f"And {counted(len(found) - _TOP, 'more cause')}.", indent=2)
    yield _line(f"`magclaims explain {codes[0]}` says why and what to do.")
    yield _line(f"`magclaims report -o {PAGE}` writes the page for editors.")


def _cause(group: CauseGroup, indent: int = 0, style: str = "") -> Line:
    code = group.places[0].occurrence.code
    said = StyledText(log_line(f"{group.number}. {group.says()}", _LIMIT) + " ", style)
    return Line((said, StyledText(code or "", "dim")), indent, 3)


def _by_cause(view: View, options: RenderOptions) -> Iterator[list[Line]]:
    """One section a cause: what is wrong and what to write, once; then its places."""
    wanted = [p for p in view.places if _wanted(p, options)]
    for group in causes(view, wanted):
        yield [_cause(group, style="bold"), *_places(group)]
    # A report that was read from a file may tell no cause.
    rest = [p for p in wanted if p.occurrence.cause is None]
    if rest:
        yield [line for place in rest for line in _verdict(place, verbose=False)]


def _places(group: CauseGroup) -> Iterator[Line]:
    if len(group.places) == 1:
        place = group.places[0]
        if not place.occurrence.found:
            yield _line(f"in {log_line(place.occurrence.article)}", "dim", 4)
        yield from _verdict(place, verbose=False)
        return
    shared = group.shared_reasons
    for index, reason in enumerate(shared):
        yield _labelled("why", reason.text) if not index else _under(reason.text)
    for advice in group.advice:
        if advice.write:
            yield _labelled("write", advice.write)
        if advice.others:
            own = f"{counted(advice.others, 'place')} with another example: -v shows each"
            yield Line((StyledText(f"({own})", "dim"),), 11, 0)
        article = ""
        for place in advice.places:
            o = place.occurrence
            if not o.found and o.article != article:  # the path is that of the registry
                article = o.article
                yield _line(f"in {log_line(article)}", "dim", 4)
            yield _head(place)


def _beside(view: View, options: RenderOptions) -> list[Line]:
    """What else was found where claims stand: about the words, the law, the references."""
    found = [f for p in view.places for f in p.open if _shown(f, options)]
    lines = [line for f in found for line in _finding(f)]
    return [_line("Also at these places", "bold underline"), *lines] if lines else []


def _under(text: str) -> Line:
    return Line((StyledText(log_line(text, _LIMIT)),), 9, 0)


def _line(text: str, style: str = "", indent: int = 0) -> Line:
    return Line((StyledText(text, style),), indent)


def _labelled(label: str, text: str, indent: int = 4) -> Line:
    return Line(
        (StyledText(f"{label}: ", "bold"), StyledText(log_line(text, _LIMIT))),
        indent,
        len(label) + 2,
    )


def _where(path: str, line: int, column: int) -> StyledText:
    return StyledText(f"{log_line(path)}:{line}:{column}: ", "bold")


def _group(group: ArticleGroup, options: RenderOptions) -> list[Line]:
    lines = [line for place in group.places for line in _place(place, options)]
    if not lines:
        return []
    article = group.article
    title = log_line(article.title, 200)
    head = f"{log_line(article.id)}: {title}" if article.title != article.id else title
    return [_line(head, "bold underline"), *lines]


def _place(place: ClaimPlace, options: RenderOptions) -> Iterator[Line]:
    verbose = options.verbosity == "verbose"
    if verbose or _wanted(place, options):
        yield from _verdict(place, verbose=verbose)
    for finding in place.open:
        if _shown(finding, options):
            yield from _finding(finding)


def _wanted(place: ClaimPlace, options: RenderOptions) -> bool:
    """Whether the verdict of a place is a finding to show."""
    verdict = place.verdict
    return verdict is not None and verdict.waived is None and _shown(verdict, options)


def _head(place: ClaimPlace) -> Line:
    o = place.occurrence
    head = [_where(o.path, o.line, o.column)]
    if place.verdict is not None:
        head.append(StyledText(f"{log_line(place.verdict.code)} "))
    head.append(StyledText(VERDICTS[o.verdict], _COLORS[o.verdict]))
    marks = [
        mark
        for mark, holds in (
            ("provisional", o.provisional),
            ("known before", place.baseline),
            ("waived", place.verdict is not None and place.verdict.waived is not None),
        )
        if holds
    ]
    if marks:
        head.append(StyledText(f" ({', '.join(marks)})", "dim"))
    head.append(StyledText(f" “{log_line(o.quote, _LIMIT)}”", "italic"))
    return Line(tuple(head))


def _verdict(place: ClaimPlace, *, verbose: bool) -> Iterator[Line]:
    o = place.occurrence
    yield _head(place)
    if verbose:
        about = f"{place.claim.id}, {words(place.claim.kind)}; the wording asserts {strength(o.strength)}"
        yield _labelled("claim", f"{about} ({o.strength_source})")
    if o.found is False:
        yield _labelled("note", "these words were not found in the article")
    for index, reason in enumerate(o.reasons):
        yield _under(reason.text) if index else _labelled("why", reason.text)
    if o.suggestion:
        yield _labelled("write", o.suggestion)
    if o.evidence_needed and verbose:
        yield _labelled("needs", o.evidence_needed)


def _shown(finding: Finding, options: RenderOptions) -> bool:
    """Whether a finding is printed: what is known before is counted, and shown by -v alone."""
    if finding.baseline and options.verbosity != "verbose":
        return False
    return options.verbosity != "quiet" or finding.severity is Severity.ERROR


def _finding(finding: Finding) -> Iterator[Line]:
    severity = finding.severity
    mark = " (known before)" if finding.baseline else ""
    yield Line(
        (
            _where(finding.path, finding.line, finding.column),
            StyledText(f"{log_line(finding.code)} "),
            StyledText(f"{severity.value}{mark}: ", _SEVERITY_COLORS[severity]),
            StyledText(log_line(finding.message, _LIMIT)),
        )
    )
    if finding.suggestion:
        yield _labelled("instead", finding.suggestion)


def _others(view: View, options: RenderOptions) -> list[Line]:
    lines = [line for f in view.findings if _shown(f, options) for line in _finding(f)]
    if lines and any(group.places for group in view.groups):
        lines.insert(0, _line("Files and references", "bold underline"))
    if lines and any(f.code.startswith("LAW") for f in view.findings if _shown(f, options)):
        lines.append(_line(NOT_LEGAL_ADVICE, "dim"))
    return lines


def _waived(view: View, options: RenderOptions) -> list[Line]:
    if options.verbosity == "quiet" or not view.waived:
        return []
    lines = [_line("Waived", "bold underline")]
    for finding in view.waived:
        waiver = finding.waived
        if waiver is None:
            continue
        head = (
            _where(finding.path, finding.line, finding.column),
            StyledText(f"{log_line(finding.code)} "),
            StyledText(log_line(finding.message, _LIMIT), "dim"),
        )
        yield_until = f"until {log_line(waiver.until)} by {log_line(waiver.owner)}"
        lines += [Line(head), _labelled("waived", f"{yield_until}: {waiver.reason}")]
    return lines


def _references(view: View, options: RenderOptions) -> list[Line]:
    wanted = [
        r for r in view.references if options.verbosity != "quiet" or r.status in BAD_STATUSES
    ]
    if not wanted:
        return []
    lines = [_line("References", "bold underline")]
    for status, group in groupby(wanted, key=lambda r: r.status):
        members = list(group)
        one_by_one = options.verbosity == "verbose" or status in (
            *BAD_STATUSES,
            "concern",
            "corrected",
        )
        if one_by_one:
            lines += [line for r in members for line in _reference(r)]
        else:
            lines += _bundles(members)
    return lines


def _status(reference: ReferenceView) -> StyledText:
    style = _STATUS_COLORS.get(reference.status, "red")
    return StyledText(STATUSES[reference.status], style)


def _reference(reference: ReferenceView) -> Iterator[Line]:
    citation = reference.citation or reference.title
    text = f" {log_line(reference.key)}"
    if citation:
        text += f": {log_line(citation, _LIMIT)}"
    yield Line((_status(reference), StyledText(text)), 2)
    for notice in reference.notices:
        yield _line(log_line(notice_text(notice), _LIMIT), indent=6)
    state = state_text(reference)
    if state:
        yield _line(log_line(state, _LIMIT), "dim", 6)


def _bundles(references: Iterable[ReferenceView]) -> Iterator[Line]:
    """References of one state as one line for each different thing to say about them."""
    bundles: dict[str, list[ReferenceView]] = {}
    for reference in references:
        bundles.setdefault(state_text(reference), []).append(reference)
    for state, members in bundles.items():
        keys = ", ".join(log_line(r.key) for r in members)
        about = f", {log_line(state, _LIMIT)}" if state else ""
        yield Line((_status(members[0]), StyledText(f" ({len(members)}){about}: {keys}")), 2)


def notice_text(notice: NoticeView) -> str:
    """Return a notice as a sentence fragment: type, date, source, address."""
    parts = [words(notice.type)]
    if notice.date:
        parts.append(notice.date)
    parts.append(f"says {service(notice.source)}")
    if notice.doi:
        parts.append(f"doi:{notice.doi}")
    return ", ".join(parts)


def state_text(reference: ReferenceView) -> str:
    """Return what is known of a reference besides its state and its notices.

    Never "not retracted": only that no notice was known to a service on a day.
    """
    parts = []
    if reference.reason and not reference.unreachable:  # the outage itself is said once
        parts.append(reference.reason.rstrip("."))
    if reference.checked_at:
        sources = asked_of(reference) or "source unknown"
        if reference.address:
            sources = f"{reference.address} in the place of {sources}"
        day = reference.checked_at[:10]
        what = "no notice as of" if not reference.notices else "asked on"
        if reference.status in {"not_found", "mismatch"}:  # what was found may be another work
            what = "asked on"
        parts.append(f"{what} {day} ({sources})")
    return "; ".join(parts)


def _not_checked(report: Report, options: RenderOptions) -> list[Line]:
    lines = [_labelled("no answer", f"{service(s.what)}: {s.why}", 0) for s in report.services_down]
    if options.verbosity == "quiet":
        return lines
    return lines + [_labelled("not checked", f"{s.what}: {s.why}", 0) for s in report.skipped]
