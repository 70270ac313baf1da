"""What the page's drawings show, as numbers: the templates only put them in their places."""

from collections import Counter
from collections.abc import Iterator, Sequence

from magclaims.judge.words import words
from magclaims.knowledge import outcome as known_outcome
from magclaims.knowledge import substance as known_substance
from magclaims.knowledge.keys import key as folded
from magclaims.model.registry import Verdict
from magclaims.model.report import ClaimView, ReferenceView
from magclaims.model.values import dataclass
from magclaims.render.view import BEST_FIRST, ClaimPlace, View

SCALE = ("nothing", "none", "correlational", "conditional", "causal")
"""What a sentence may say, from nothing to a certain effect."""
WITHOUT_REFERENCE = frozenset({"textbook", "textbook_slip", "computed", "computation_fails"})
"""Reasons that decide where no reference does: there is no ceiling to draw."""
MOST_SUBSTANCES = 8
"""Columns of the map; its table has the others, too."""
_KINDS = (
    ("review", frozenset({"meta_analysis", "systematic_review"})),
    ("other", frozenset({"regulatory_opinion", "fact_sheet", "reference_work", "web_page"})),
)
_SIGNS = {
    "better": "+",
    "worse": "−",
    "increased": "↑",
    "decreased": "↓",
    "changed": "~",
    "no_difference": "=",
    "undetermined": "?",
}


@dataclass(frozen=True, slots=True, order=True)
class Ceiling:
    """The line of one place: places on `SCALE`."""

    allowed: int
    written: int

    @property
    def over(self) -> bool:
        """Whether the sentence says more than the evidence allows."""
        return self.written > self.allowed


def ceiling(place: ClaimPlace) -> Ceiling | None:
    """What the evidence allows against what the sentence says; None where that is no question."""
    o = place.occurrence
    if o.verdict is Verdict.NOT_APPLICABLE or o.strength not in SCALE:
        return None
    if o.reasons and o.reasons[0].code in WITHOUT_REFERENCE:
        return None
    allowed = max((SCALE.index(e.carries) for e in place.usable if e.carries in SCALE), default=0)
    return Ceiling(allowed, SCALE.index(o.strength))


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the matrix."""

    level: str
    count: int
    radius: float
    """In pixels; its area tells the count."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Places by verdict and best evidence."""

    levels: tuple[str, ...]
    rows: tuple[tuple[Verdict, tuple[Cell, ...]], ...]


def matrix(view: View) -> Matrix | None:
    """The matrix; None where no claims were checked."""
    counts = Counter((p.occurrence.verdict, p.level) for p in view.places)
    if not counts:
        return None
    levels = tuple(lv for lv in (*BEST_FIRST, "none") if any(c[1] == lv for c in counts))
    most = max(counts.values())
    rows = []
    for verdict in Verdict:
        row = tuple(
            Cell(
                level,
                counts[verdict, level],
                round(7 + 11 * (counts[verdict, level] / most) ** 0.5, 1),
            )
            for level in levels
        )
        if any(cell.count for cell in row):
            rows.append((verdict, row))
    return Matrix(levels, tuple(rows))


@dataclass(frozen=True, slots=True)
class StudyMark:
    """A study on the map."""

    reference: ReferenceView
    kind: str
    """review, human, formula, animal, cells or other."""
    size: int | None
    direction: str
    sign: str
    measured: str

    @property
    def scale(self) -> float:
        """How large its shape is drawn: 1 is the largest."""
        if self.size is None or self.size < 50:
            return 0.75
        return 0.88 if self.size < 200 else 1.0


@dataclass(frozen=True, slots=True)
class Field:
    """An outcome of a substance: who claims it, and who studied it."""

    substance: str
    outcome: str
    claims: int
    """Places of articles that claim it."""
    marks: tuple[StudyMark, ...]

    @property
    def gap(self) -> bool:
        """Whether it is claimed, and no study measured it."""
        return self.claims > 0 and not self.marks


@dataclass(frozen=True, slots=True)
class Map:
    """Substance x outcome."""

    substances: tuple[str, ...]
    outcomes: tuple[str, ...]
    fields: dict[tuple[str, str], Field]

    @property
    def drawn(self) -> tuple[str, ...]:
        """The substances that are drawn."""
        return self.substances[:MOST_SUBSTANCES]

    @property
    def filled(self) -> tuple[Field, ...]:
        """The fields in which something stands, in the order of the table."""
        return tuple(
            self.fields[s, o]
            for o in self.outcomes
            for s in self.substances
            if (s, o) in self.fields
        )

    def widest(self, substance: str) -> int:
        """The most marks that stand in one field of a substance; at least 1."""
        return max((len(f.marks) for (s, _), f in self.fields.items() if s == substance), default=1)


def evidence_map(view: View, language: str) -> Map | None:
    """What is claimed of which substance, and who studied it; None where nothing is claimed."""
    claimed: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for place in view.places:
        if ceiling(place) is not None:  # advice needs no study, and textbook matters have theirs
            for pair in _pairs(place.claim):
                claimed[pair] += 1
    if not claimed:
        return None
    for claim in view.report.claims:
        for name in claim.substances:
            names.setdefault(_substance(name), _called(name, language, "substance"))
        for name in claim.outcomes:
            names.setdefault(_outcome(name), _called(name, language, "outcome"))
    marks: dict[tuple[str, str], list[StudyMark]] = {}
    substances = {substance for substance, _ in claimed}
    for reference in view.references:
        for pair, mark in _marks(reference, substances):
            names.setdefault(pair[1], _called(mark.measured, language, "outcome"))
            marks.setdefault(pair, []).append(mark)
    fields = {
        pair: Field(names[pair[0]], names[pair[1]], claimed[pair], tuple(marks.get(pair, ())))
        for pair in {*claimed, *marks}
    }
    per_substance, per_outcome = Counter[str](), Counter[str]()
    for (substance, outcome), count in claimed.items():
        per_substance[substance] += count
        per_outcome[outcome] += count
    by_name: dict[tuple[str, str], Field] = {}
    for f in fields.values():  # two names of the registry may be one in the language
        kept = by_name.get((f.substance, f.outcome))
        both = (
            Field(f.substance, f.outcome, f.claims + kept.claims, kept.marks + f.marks)
            if kept
            else f
        )
        by_name[f.substance, f.outcome] = both
    return Map(
        tuple(names[s] for s in sorted(substances, key=lambda s: (-per_substance[s], s))),
        tuple(
            dict.fromkeys(
                names[o]
                for o in sorted({o for _, o in fields}, key=lambda o: (-per_outcome[o], names[o]))
            )
        ),
        by_name,
    )


def _pairs(claim: ClaimView) -> Iterator[tuple[str, str]]:
    for substance in claim.substances:
        for outcome in claim.outcomes:
            yield _substance(substance), _outcome(outcome)


def _marks(
    reference: ReferenceView, substances: set[str]
) -> Iterator[tuple[tuple[str, str], StudyMark]]:
    study = reference.study
    if study is None:
        return
    given = [s for name in study.ingredients if (s := _substance(name)) in substances]
    kind = _kind(study.design, study.subjects, len(study.ingredients))
    for substance in dict.fromkeys(given):
        told: set[str] = set()
        for measured in study.outcomes:
            outcome = _outcome(measured.name)
            if outcome in told:
                continue
            told.add(outcome)
            yield (
                (substance, outcome),
                StudyMark(
                    reference,
                    kind,
                    study.sample_size,
                    measured.direction,
                    _SIGNS.get(measured.direction, "?"),
                    measured.name,
                ),
            )


def _kind(design: str | None, subjects: Sequence[str], ingredients: int) -> str:
    for kind, designs in _KINDS:
        if design in designs:
            return kind
    if "human" in subjects:
        return "formula" if ingredients > 1 else "human"
    if "animal" in subjects:
        return "animal"
    return "cells" if {"in_vitro", "in_silico"} & set(subjects) else "other"


def _substance(name: str) -> str:
    found = known_substance(name)
    return found.name() if found else folded(name)


def _outcome(name: str) -> str:
    found = known_outcome(name)
    return found.id if found else folded(name)


def _called(name: str, language: str, what: str) -> str:
    spoken = words(language)
    found = spoken.label(name) if what == "substance" else spoken.outcome_label(name)
    return found or name
