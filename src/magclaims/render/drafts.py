"""Drafts as they would be judged, for a terminal: a look ahead, in the order of the texts."""

from collections.abc import Iterator, Sequence

from magclaims.model.registry import Verdict
from magclaims.model.report import OccurrenceView
from magclaims.model.values import dataclass
from magclaims.render import RenderOptions
from magclaims.render.escape import log_line
from magclaims.render.labels import VERDICTS, counted
from magclaims.render.lines import Line, StyledText, printed

_LIMIT = 2000
_FINE = frozenset({Verdict.SUPPORTED, Verdict.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """One place of a draft."""

    id: str
    """Of the draft."""
    occurrence: OccurrenceView
    lacks: str
    """What has to be filled in before it can be judged; empty where it is judged."""


def render(places: Sequence[DraftPlace], options: RenderOptions) -> str:
    """Each place with its verdict, or with what is lacking and what evidence it needs; then the counts."""
    lines = [_line("Drafts, as they would be judged. None counts before you approve it.", "bold")]
    for place in sorted(places, key=_position):
        if options.verbosity == "quiet" and (place.lacks or place.occurrence.verdict in _FINE):
            continue
        lines += [Line(), *_place(place)]
    judged = [place for place in places if not place.lacks]
    verdicts = [place.occurrence.verdict for place in judged]
    told = [f"{verdicts.count(v)} {VERDICTS[v]}" for v in VERDICTS if v in verdicts]
    lines += [Line(), _line(f"{counted(len(places), 'place')} of drafts, {len(judged)} judged.")]
    if told:
        lines.append(_line(f"Verdicts: {', '.join(told)}."))
    lines.append(_line("`magclaims scan ARTICLE --interactive` asks about each, and approves it."))
    return printed(lines, options.width, color=options.color)


def _position(place: DraftPlace) -> tuple[str, int, int, str]:
    o = place.occurrence
    return o.path, o.line, o.column, place.id


def _place(place: DraftPlace) -> Iterator[Line]:
    o = place.occurrence
    verdict = "not judged" if place.lacks else VERDICTS[o.verdict]
    where = StyledText(f"{log_line(o.path)}:{o.line}:{o.column}: ", "bold")
    said = f"draft {log_line(place.id)}, {verdict} “{log_line(o.quote)}”"
    yield Line((where, StyledText(said)), 0, 4)
    if place.lacks:
        yield _labelled("lacks", place.lacks)
        if o.evidence_needed:
            yield _labelled("needs", o.evidence_needed)
        return
    if o.reasons and o.verdict not in _FINE:
        yield _labelled("why", o.reasons[0].text)
    if o.suggestion:
        yield _labelled("write", o.suggestion)


def _line(text: str, style: str = "") -> Line:
    return Line((StyledText(text, style),), 0)


def _labelled(label: str, text: str) -> Line:
    said = StyledText(log_line(text, _LIMIT))
    return Line((StyledText(f"{label}: ", "bold"), said), 4, len(label) + 2)
