"""Drafts as they would be judged, for a terminal: a look ahead, in the order of the texts."""

from collections.abc import Iterator, Sequence

from magclaims.model.registry import Verdict
from magclaims.model.report import OccurrenceView
from magclaims.model.values import dataclass
from magclaims.render import RenderOptions
from magclaims.render.escape import log_line
from magclaims.render.language import Phrases, phrases
from magclaims.render.lines import Line, StyledText, printed
from magclaims.render.text import labelled, line, where

_FINE = frozenset({Verdict.SUPPORTED, Verdict.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """One place of a draft."""

    id: str
    """Of the draft."""
    occurrence: OccurrenceView
    lacks: str
    """What has to be filled in before it can be judged; empty where it is judged."""


def render(places: Sequence[DraftPlace], options: RenderOptions, language: str) -> str:
    """Each place with its verdict, or with what is lacking and what evidence it needs; then the counts."""
    t = phrases(language)
    lines = [line(t.word("terminal", "look_ahead"), "bold")]
    for place in sorted(places, key=_position):
        if options.verbosity == "quiet" and (place.lacks or place.occurrence.verdict in _FINE):
            continue
        lines += [Line(), *_place(place, t)]
    judged = [place for place in places if not place.lacks]
    verdicts = [place.occurrence.verdict for place in judged]
    told = [f"{verdicts.count(v)} {t.word('verdict', v.value)}" for v in Verdict if v in verdicts]
    count = t.word("terminal", "look_ahead_count")
    total = count.format(places=t.counted(len(places), "place"), judged=len(judged))
    lines += [Line(), line(total)]
    if told:
        lines.append(line(t("line_verdicts", verdicts=", ".join(told))))
    lines.append(line(t.word("terminal", "asks_about_each")))
    return printed(lines, options.width, color=options.color)


def _position(place: DraftPlace) -> tuple[str, int, int, str]:
    o = place.occurrence
    return o.path, o.line, o.column, place.id


def _place(place: DraftPlace, t: Phrases) -> Iterator[Line]:
    o = place.occurrence
    verdict = (
        t.word("verdict", o.verdict.value) if not place.lacks else t.word("terminal", "not_judged")
    )
    said = f"{t.word('terminal', 'draft')} {log_line(place.id)}, {verdict} {t.quoted(log_line(o.quote))}"
    yield Line((where(o.path, o.line, o.column), StyledText(said)), 0, 4)

    def told(key: str, text: str) -> Line:
        return labelled(t.word("terminal", key), text, f"{t('colon')} ")

    if place.lacks:
        yield told("lacks", place.lacks)
        if o.evidence_needed:
            yield told("needs", o.evidence_needed)
        return
    if o.reasons and o.verdict not in _FINE:
        yield told("why", o.reasons[0].text)
    if o.suggestion:
        yield told("write", o.suggestion)
