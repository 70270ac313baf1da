"""Text for a terminal and for logs: wrapped at the console's width, readable without colour.

Every finding starts a line with `path:line:col: CODE `, so that editors can jump to it. Outside
text is printed as data: Rich markup in it means nothing, and control characters are gone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from itertools import groupby, pairwise
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from magclaims.model.finding import Finding, NoticeView, ReferenceView, Report, Severity
from magclaims.model.registry import Verdict
from magclaims.render import RenderOptions
from magclaims.render.causes import causes
from magclaims.render.escape import log_line
from magclaims.render.labels import (
    BAD_STATUSES,
    NOT_LEGAL_ADVICE,
    STATUSES,
    VERDICTS,
    counted,
    service,
    strength,
    words,
)
from magclaims.render.view import Group, Place, View, arrange, summary_lines

MIN_WIDTH = 40
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


class Part(NamedTuple):
    """A piece of a line, in one style."""

    text: str
    style: str = ""


class Line(NamedTuple):
    """A line before wrapping; its continuation lines stand `hang` columns further in."""

    parts: tuple[Part, ...] = ()
    indent: int = 0
    hang: int = 4


def render(report: Report, options: RenderOptions) -> str:
    """Return the findings by article, the other findings, the references, and the summary."""
    view = arrange(report)
    sections = [
        *(_group(group, options) for group in view.groups),
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
    return _print(lines, options)


def summary(report: Report, options: RenderOptions) -> str:
    """Return the summary alone, for a program that writes it to stderr."""
    lines = [_line(line) for line in summary_lines(report)]
    return _print([*lines, *_causes(arrange(report))], options)


_TOP = 5
"""How many causes the summary names."""


def _causes(view: View) -> Iterator[Line]:
    """What to mend first: one cause often stands behind many places."""
    found = causes(view)
    if not found:
        return
    yield Line()
    yield _line("Fix first:", "bold")
    for group in found[:_TOP]:
        code = group.places[0].occurrence.code
        yield Line(
            (
                Part(log_line(f"{group.number}. {group.says()}", _LIMIT) + " "),
                Part(code or "", "dim"),
            ),
            2,
            3,
        )
    if len(found) > _TOP:
        yield _line(f"And {counted(len(found) - _TOP, 'more cause')}.", indent=2)
    yield _line(
        "`magclaims explain CODE` says why, `magclaims report` writes the page for editors."
    )


def _line(text: str, style: str = "", indent: int = 0) -> Line:
    return Line((Part(text, style),), indent)


def _labelled(label: str, text: str, indent: int = 4) -> Line:
    return Line((Part(f"{label}: ", "bold"), Part(log_line(text, _LIMIT))), indent, len(label) + 2)


def _where(path: str, line: int, column: int) -> Part:
    return Part(f"{log_line(path)}:{line}:{column}: ", "bold")


def _group(group: Group, options: RenderOptions) -> list[Line]:
    lines = [line for place in group.places for line in _place(place, options)]
    if not lines:
        return []
    article = group.article
    title = log_line(article.title, 200)
    head = f"{log_line(article.id)}: {title}" if article.title != article.id else title
    return [_line(head, "bold underline"), *lines]


def _place(place: Place, options: RenderOptions) -> Iterator[Line]:
    verdict = place.verdict
    if options.verbosity == "verbose":
        wanted = True
    else:
        wanted = verdict is not None and verdict.waived is None and _shown(verdict, options)
    if wanted:
        yield from _verdict(place, options)
    for finding in place.open:
        if _shown(finding, options):
            yield from _finding(finding)


def _verdict(place: Place, options: RenderOptions) -> Iterator[Line]:
    o = place.occurrence
    head = [_where(o.path, o.line, o.column)]
    if place.verdict is not None:
        head.append(Part(f"{log_line(place.verdict.code)} "))
    head.append(Part(VERDICTS[o.verdict].word, _COLORS[o.verdict]))
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
        head.append(Part(f" ({', '.join(marks)})", "dim"))
    head.append(Part(f" “{log_line(o.quote, _LIMIT)}”", "italic"))
    yield Line(tuple(head))
    if options.verbosity == "verbose":
        about = f"{place.claim.id}, {words(place.claim.kind)}; the wording asserts {strength(o.strength)}"
        yield _labelled("claim", f"{about} ({o.strength_source})")
    if o.found is False:
        yield _labelled("note", "these words were not found in the article")
    for index, reason in enumerate(o.reasons):
        if index:
            yield Line((Part(log_line(reason.text, _LIMIT)),), 9, 0)
        else:
            yield _labelled("why", reason.text)
    if o.suggestion:
        yield _labelled("write", o.suggestion)
    if o.lift and options.verbosity == "verbose":
        yield _labelled("lift", o.lift)


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
            Part(f"{log_line(finding.code)} "),
            Part(f"{severity.value}{mark}: ", _SEVERITY_COLORS[severity]),
            Part(log_line(finding.message, _LIMIT)),
        )
    )
    if finding.suggestion:
        yield _labelled("instead", finding.suggestion)


def _others(view: View, options: RenderOptions) -> list[Line]:
    lines = [line for f in view.findings if _shown(f, options) for line in _finding(f)]
    if lines and view.groups:
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
            Part(f"{log_line(finding.code)} "),
            Part(log_line(finding.message, _LIMIT), "dim"),
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


def _status(reference: ReferenceView) -> Part:
    style = _STATUS_COLORS.get(reference.status, "red")
    return Part(STATUSES[reference.status][0], style)


def _reference(reference: ReferenceView) -> Iterator[Line]:
    citation = reference.citation or reference.title
    text = f" {log_line(reference.key)}"
    if citation:
        text += f": {log_line(citation, _LIMIT)}"
    yield Line((_status(reference), Part(text)), 2)
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
        yield Line((_status(members[0]), Part(f" ({len(members)}){about}: {keys}")), 2)


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
        sources = service(reference.source) or "source unknown"
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


def _print(lines: Iterable[Line], options: RenderOptions) -> str:
    width = max(options.width, MIN_WIDTH)
    paint = _painter() if options.color else None
    out: list[str] = []
    for line in lines:
        text = "".join(part.text for part in line.parts)
        room = width - line.indent
        offsets = [0, *_breaks(text, room, room - line.hang), len(text)]
        for number, (start, end) in enumerate(pairwise(offsets)):
            indent = " " * (line.indent + (line.hang if number else 0))
            piece = paint(line, start, end) if paint else text[start:end].rstrip()
            out.append(f"{indent}{piece}\n")
    return "".join(out)


def _painter() -> Callable[[Line, int, int], str]:
    """Return a function that gives a slice of a line with its styles as terminal colours.

    Rich draws them, so it is imported only where there is a terminal to draw on.
    """
    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )

    def paint(line: Line, start: int, end: int) -> str:
        text = Text()
        for part in line.parts:
            text.append(part.text, part.style or None)
        piece = text[start:end]
        piece.rstrip()
        out.seek(0)
        out.truncate()
        console.print(piece, soft_wrap=True, end="")
        return out.getvalue()

    return paint


def _breaks(text: str, first: int, rest: int) -> list[int]:
    """Return where new lines start, if the first is `first` and the others `rest` columns wide.

    Words longer than a line stay whole: a path or an address that is broken can't be followed.
    """
    if len(text) <= first and text.isascii():
        return []
    offsets: list[int] = []
    width, used, position = first, 0, 0
    for word in re.findall(r"\S+\s*|\s+", text):
        if used and used + _columns(word.rstrip()) > width:
            offsets.append(position)
            width, used = rest, 0
        used += _columns(word)
        position += len(word)
    return offsets


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes (Unicode TR11; combining marks take none)."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in {"W", "F"} else 1 for c in text)
