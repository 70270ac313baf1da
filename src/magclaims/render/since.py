"""What became of the last report, as lines and as the numbers of a picture."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from magclaims.model.registry import WORST_FIRST, Verdict
from magclaims.model.report import ChangeKind, ChangeView, ReferenceChangeView, Report
from magclaims.model.values import dataclass
from magclaims.render.language import DEFAULT, Phrases, phrases
from magclaims.render.view import View

KINDS = get_args(ChangeKind)
"""What asks for attention first."""
ASKS = frozenset({"worse", "new", "open_again"})
"""Changes that somebody should look at."""
_NAMED = 10
"""Changes that the lines name."""
_HEIGHT = 300
"""Pixels of the picture for all places together."""
_LEAST = 16
"""Pixels that a label needs."""
_GAP = 8


def headline(report: Report, words: Phrases) -> str:
    """How many places and references changed, in a sentence; empty where none was compared."""
    since = report.since
    if since is None:
        return ""
    counts = Counter(change.kind for change in since.places)
    told = [
        words.counted(counts[kind], f"change_{kind}")
        for kind in KINDS
        if counts[kind] or kind in {"worse", "new", "better", "gone"}
    ]
    told.append(words.counted(since.same, "change_same"))
    return words("since_line", day=words.day(since.checked_at), changes=", ".join(told))


def changed_lines(report: Report) -> list[str]:
    """The headline, then what asks for attention: references first, in English. Outside text is in it as it is."""
    t = phrases(DEFAULT)
    since = report.since
    if since is None:
        return []
    lines = [reference_line(report, c, t) for c in since.references if c.kind != "gone"]
    lines += [place_line(c, t) for c in since.places if c.kind in ASKS]
    more = len(lines) - _NAMED
    shown = lines[:_NAMED]
    if more > 0:
        shown.append(t("and_more_places", number=more))
    return [headline(report, t), *(f"  {line}" for line in shown)]


def place_line(change: ChangeView, words: Phrases) -> str:
    """A changed place in a line."""
    kind = words.word("change", change.kind)
    quote = words.quoted(change.quote)
    return f"{kind}{words('colon')} {change.article}, {quote} {verdicts(change, words)}"


def verdicts(change: ChangeView, words: Phrases) -> str:
    """Then and now, in brackets."""
    told = [words.word("verdict", v.value) for v in (change.before, change.now) if v is not None]
    return f"({' → '.join(dict.fromkeys(told))})"


def reference_line(report: Report, change: ReferenceChangeView, words: Phrases) -> str:
    """A changed reference in a line."""
    short = next((r.short for r in report.references if r.key == change.reference), "")
    states = [words.word("status", s) for s in (change.before, change.now) if s is not None]
    kind = words.word("change", change.kind)
    return f"{kind}{words('colon')} {short or change.reference} ({' → '.join(states)})"


# --- the picture -----------------------------------------------------------------------------------

_Side = Verdict | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A verdict on one side; None for what was not there then, or is not there now."""

    verdict: _Side
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """Places that went from one verdict to another, as a band between two bars."""

    before: _Side
    now: _Side
    count: int
    left: float
    right: float
    thick_left: float
    thick_right: float

    @property
    def kind(self) -> str:
        """worse, better, new, gone or same."""
        if self.before is None:
            return "new"
        if self.now is None:
            return "gone"
        if self.before is self.now:
            return "same"
        worse = WORST_FIRST.index(self.now) < WORST_FIRST.index(self.before)
        return "worse" if worse else "better"


@dataclass(frozen=True, slots=True)
class Flow:
    """Then on the left, now on the right."""

    before: tuple[Bar, ...]
    now: tuple[Bar, ...]
    bands: tuple[Band, ...]
    height: float


def flow(view: View) -> Flow | None:
    """The picture; None where nothing was compared."""
    since = view.report.since
    if since is None:
        return None
    counts: Counter[tuple[_Side, _Side]] = Counter((c.before, c.now) for c in since.places)
    today = Counter(p.occurrence.verdict for p in view.places)
    for verdict in WORST_FIRST:
        changed = sum(n for (then, now), n in counts.items() if now is verdict and then is not now)
        counts[verdict, verdict] = today[verdict] - changed
    counts = +counts
    order: tuple[_Side, ...] = (*WORST_FIRST, None)
    unit = _HEIGHT / max(counts.total(), 1)
    left = tuple(_bars({v: sum(n for k, n in counts.items() if k[0] is v) for v in order}, unit))
    right = tuple(_bars({v: sum(n for k, n in counts.items() if k[1] is v) for v in order}, unit))
    return Flow(
        left,
        right,
        tuple(_bands(counts, order, left, right)),
        max((bar.y + bar.height for bar in (*left, *right)), default=0),
    )


def _bars(counts: dict[_Side, int], unit: float) -> Iterator[Bar]:
    y = 0.0
    for verdict, count in counts.items():
        if count:
            height = max(count * unit, _LEAST)
            yield Bar(verdict, count, round(y, 1), round(height, 1))
            y += height + _GAP


def _bands(
    counts: Counter[tuple[_Side, _Side]],
    order: tuple[_Side, ...],
    left: tuple[Bar, ...],
    right: tuple[Bar, ...],
) -> Iterator[Band]:
    from_left = {bar.verdict: bar for bar in left}
    to_right = {bar.verdict: bar for bar in right}
    used_left, used_right = Counter[_Side](), Counter[_Side]()
    for before in order:
        for now in order:
            count = counts[before, now]
            if not count:
                continue
            a, b = from_left[before], to_right[now]
            yield Band(
                before,
                now,
                count,
                round(a.y + a.height * used_left[before] / a.count, 1),
                round(b.y + b.height * used_right[now] / b.count, 1),
                round(a.height * count / a.count, 1),
                round(b.height * count / b.count, 1),
            )
            used_left[before] += count
            used_right[now] += count
