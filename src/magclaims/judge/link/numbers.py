"""The numbers of a sentence beside those of its source.

Each number that a sentence says (a dose, a time, an effect, how many took part) is looked for in what
the source is quoted to say, in the study's dose, duration and size, and in the record's abstract. It is
found there as it stands, in another unit, rounded, or computed: a share of two counts, the difference
or ratio of two values, a dose times its frequency, an element in its salt, what a portion holds. Only where the source has a
number of the same kind, and none that fits, is there something to tell; else nothing is known.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

from magclaims.judge.link.contents import worked_out
from magclaims.judge.link.measures import OnTheMeasure, given_alone
from magclaims.knowledge import find_outcomes, relation
from magclaims.lexicon.direction import told
from magclaims.model.finding import Phrase, Slot, Term
from magclaims.model.registry import Direction
from magclaims.model.values import dataclass
from magclaims.quantity.quantities import ABOUT, Quantity, compare
from magclaims.quantity.told import NO_NUMBERS, Dose, Numbers, Role, Stated, comparable
from magclaims.quantity.units import unit_names

NumberOutcome = Literal[
    "same", "larger", "smaller", "slip", "lower", "higher", "shorter", "longer", "unknown"
]
Where = Literal["says", "dose", "duration", "sample_size", "studies", "abstract"]
_OF_A_MEASURE = frozenset({"share", "points", "ratio", "change"})
"""What a number of an effect can be: of one outcome, and of no other."""
_WORD = re.compile(r"[^\W\d_]+")
_PERIODS = frozenset({"day", "week", "month"})
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_ROUNDED = Decimal("0.02")
_CONVERTED = Decimal("0.05")
"""Molar masses, international units and percentages are rounded on the way."""
_CALENDAR = Decimal("0.1")
"""Six months are 24 weeks, or 26."""
_MANY = Decimal(10)
"""People: fewer are told as a share ("one in three")."""
_ANALYSED = Decimal("0.2")
"""So many more may have begun than were analysed."""
_OR_MORE, _OR_LESS = {">", ">="}, {"<", "<="}
_BESIDE = 40
"""Code points around a share in which a word says whether it is more or less."""


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """One number of a sentence beside one source."""

    stated: Stated
    outcome: NumberOutcome
    source: Slot = ""
    """The source's number, and where it stands: "300 mg per day (its dose)"."""
    slip: Slot = ""
    """With `slip`, what was taken for what."""
    silent: bool = False
    """The source is known to give no number of this kind at all."""

    @property
    def text(self) -> str:
        """The number as the sentence has it."""
        return self.stated.quantity.text

    @property
    def differs(self) -> bool:
        """Whether the source has another number."""
        return self.outcome not in {"same", "unknown"}


@dataclass(frozen=True, slots=True)
class SourceNumbers:
    """What is known of the numbers of one source."""

    says: Numbers = NO_NUMBERS
    dose: Numbers = NO_NUMBERS
    duration: Numbers = NO_NUMBERS
    abstract: Numbers = NO_NUMBERS
    size: int | None = None
    """How many took part; in all studies of a review."""
    studies: int | None = None
    """How many studies a review has."""

    def each(self, *places: Where) -> Iterator[tuple[Where, Numbers]]:
        """The texts of these places, in their order."""
        known: dict[Where, Numbers] = {
            "says": self.says, "dose": self.dose, "duration": self.duration,
            "abstract": self.abstract,
        }  # fmt: skip
        return ((place, known[place]) for place in places)


class SourceNumber(NamedTuple):
    """A number of the source."""

    stated: Stated
    where: Where

    @property
    def told(self) -> Slot:
        """The number, and where it stands."""
        return _at(self.where, self.stated.quantity.text)


def check_numbers(
    numbers: Numbers, source: SourceNumbers, outcomes: Sequence[str], *, quantity: bool = False
) -> tuple[NumberCheck, ...]:
    """Hold each number of a sentence, in their order, against its source.

    Outcomes are what the claim is about: an abstract has numbers of many things. `quantity`: the number itself is
    what is claimed, whatever it is of.
    """
    whole = _Checker(source, tuple(outcomes), quantity, numbers.text)
    measured = OnTheMeasure(numbers, source.says, outcomes)

    def checked(stated: Stated) -> NumberCheck:
        says = measured.of(stated) if stated.role in _OF_A_MEASURE else source.says
        if quantity and worked_out(stated, numbers, source.says):
            return NumberCheck(stated, "same")
        check = replace(whole, source=replace(source, says=says)).check(stated)
        if quantity and check.outcome == "unknown" and given_alone(numbers, source.says):
            return NumberCheck(stated, "same")
        return replace(check, silent=check.outcome == "unknown" and whole.is_silent(stated))

    return tuple(map(checked, numbers.stated))


@dataclass(frozen=True, slots=True)
class _Checker:
    source: SourceNumbers
    outcomes: tuple[str, ...]
    quantity: bool
    sentence: str

    def check(self, stated: Stated) -> NumberCheck:
        by_role: dict[str, Callable[[Stated], NumberCheck]] = {
            "dose": self.dose,
            "duration": self.duration,
            "share": self.share,
            "points": self.points,
            "ratio": self.ratio,
            "change": self.change,
            "participants": self.participants,
            "studies": self.studies,
            "count": self.count,
        }
        return by_role[stated.role](stated)

    def is_silent(self, stated: Stated) -> bool:
        """Whether nothing that is known of the source is a number of this kind."""
        texts = [numbers for _, numbers in self.source.each("says", "abstract", "dose", "duration")]
        figures = set(_FIGURES.findall(stated.quantity.text))
        if any(not figures.isdisjoint(_FIGURES.findall(numbers.text)) for numbers in texts):
            return False  # whatever it is of there
        match stated.role:
            case "dose" | "duration":
                return not any(numbers.of(stated.role) for numbers in texts)
            case "participants":
                # "One in three people": a share.
                known = self.source.size is not None or any(n.of("participants") for n in texts)
                return stated.low >= _MANY and not known
            case "share" | "points" | "ratio" | "change":
                told = any(_tells_effect(numbers, stated) for numbers in texts)
                return (stated.effect or stated.people) and not told
        return False

    # --- what was given, and how long ---

    def dose(self, stated: Stated) -> NumberCheck:
        others = [
            SourceNumber(other, where)
            for where, numbers in self.source.each("dose", "says", "abstract")
            for other in numbers.of("dose")
        ]
        pairs = [
            (other, _doses_beside(stated, other.stated))
            for other in others
            if any(comparable(a, b) for a in stated.doses for b in other.stated.doses)
        ]
        if any("same" in found for _, found in pairs):
            return NumberCheck(stated, "same")
        for other, _ in pairs:
            if slip := _unit_slip(stated.quantity, other.stated.quantity):
                return NumberCheck(stated, "slip", other.told, slip)
        # What an abstract has besides (a rescue drug, another arm) is not what was tested.
        told = [(o, f) for o, f in pairs if o.where != "abstract"] or _single(pairs)
        if self.quantity:
            return self.bounded(stated, [(o, f) for o, f in told if o.where == "says"])
        return _beyond(stated, told, below="lower", above="higher")

    def bounded(
        self, stated: Stated, pairs: Sequence[tuple[SourceNumber, frozenset[str]]]
    ) -> NumberCheck:
        found = _beyond(stated, pairs, below="smaller", above="larger")
        # Of several one may be of another portion; "more than 20" is no other number than 28.
        alone = len(pairs) == 1 and stated.quantity.comparator not in _OR_MORE
        told = found.outcome == "larger" or (found.outcome == "smaller" and alone)
        return found if told else NumberCheck(stated, "unknown")

    def duration(self, stated: Stated) -> NumberCheck:
        pairs = [
            (SourceNumber(other, where), frozenset({_times_beside(stated, other)}))
            for where, numbers in self.source.each("duration", "says", "abstract", "dose")
            for other in numbers.of("duration")
        ]
        if any("same" in found for _, found in pairs):
            return NumberCheck(stated, "same")
        # An abstract has the times of follow-up and of measuring, too.
        told = [(o, f) for o, f in pairs if o.where == "duration"] or _single(pairs)
        return _beyond(stated, told, below="shorter", above="longer")

    # --- effects ---

    def share(self, stated: Stated) -> NumberCheck:
        if stated.mode == "absolute":
            return self.points(stated)
        for where, numbers in self.source.each("says", "abstract"):
            shares = [s for s in numbers.of("share") if _alike(stated, s)]
            if any(_near(stated, value) for value in _shares_of(numbers, shares, self.source.size)):
                return NumberCheck(stated, "same")
            if points := _same_digits(stated, numbers.of("points")):
                return NumberCheck(stated, "slip", SourceNumber(points, where).told,
                                   Phrase("slip_share"))  # fmt: skip
        if not (stated.effect or stated.people or self.quantity):
            return NumberCheck(stated, "unknown")
        said = self.source.says
        shares = [s for s in said.of("share") if _alike(stated, s)]
        if bounds := [*(s.high for s in shares), *_changes(said)]:
            if stated.low > max(bounds) * (1 + _CONVERTED):
                return NumberCheck(stated, "larger", self.quoted(shares))
            alone = len(shares) == 1 and len(bounds) == 1
            if alone and stated.high < bounds[0] and stated.quantity.comparator not in _OR_MORE:
                return NumberCheck(stated, "smaller", self.quoted(shares))
            return NumberCheck(stated, "unknown")
        return self.in_abstract(stated, "share")

    def points(self, stated: Stated) -> NumberCheck:
        """A difference in percentage points, or one that is called absolute."""
        for where, numbers in self.source.each("says", "abstract"):
            shares = numbers.of("share")
            absolute = [s for s in shares if s.mode == "absolute"]
            differences = [abs(a - b) for a, b, unit in numbers.pairs if unit == "%"]
            known = [s.high for s in (*numbers.of("points"), *absolute)] + differences
            if any(_near(stated, value) for value in known):
                return NumberCheck(stated, "same")
            slip = Phrase("slip_points" if stated.role == "points" else "slip_absolute")
            if other := _same_digits(stated, [s for s in shares if s.mode != "absolute"]):
                return NumberCheck(stated, "slip", SourceNumber(other, where).told, slip)
            computed = list(_changes(numbers))
            if any(_near(stated, value) for value in computed):
                said: Slot = numbers.text[:80]
                if differences:
                    said = Phrase(
                        "percentage_points", {"number": f"{differences[0].normalize():f}"}
                    )
                return NumberCheck(stated, "slip", _at(where, said), slip)
            if known and where == "says" and stated.low > max(known) * (1 + _CONVERTED):
                return NumberCheck(stated, "larger", self.quoted(()))
        return NumberCheck(stated, "unknown")

    def ratio(self, stated: Stated) -> NumberCheck:
        for _, numbers in self.source.each("says", "abstract"):
            if any(_near(stated, value) for value in _ratios(numbers)):
                return NumberCheck(stated, "same")
        said = self.source.says
        known = [s.high for s in said.of("ratio")] + [
            max(a, b) / min(a, b) for a, b, _ in said.pairs if min(a, b) > 0
        ]
        known += [1 + s.high / 100 for s in said.of("share") if s.effect]
        if known and stated.low > max(known) * (1 + ABOUT):
            return NumberCheck(stated, "larger", self.quoted(()))
        return NumberCheck(stated, "unknown")

    def change(self, stated: Stated) -> NumberCheck:
        dimension = stated.quantity.dimension
        if practised := self.practised(stated):
            return practised
        for _, numbers in self.source.each("says", "abstract"):
            values = [s.high for s in numbers.of("change") if s.quantity.dimension == dimension]
            values += [abs(a - b) for a, b, unit in numbers.pairs if unit == dimension]
            if any(_near(stated, value) for value in values):
                return NumberCheck(stated, "same")
        if not (stated.effect or self.quantity):
            return NumberCheck(stated, "unknown")
        said = self.source.says
        ours = [s for s in said.of("change") if s.quantity.dimension == dimension]
        between = [abs(a - b) for a, b, unit in said.pairs if unit == dimension]
        bounds = between + [s.high for s in ours if s.effect or not between]
        if bounds and stated.low > max(bounds) * (1 + _ROUNDED):
            return NumberCheck(stated, "larger", self.quoted(ours))
        if bounds:
            return NumberCheck(stated, "unknown")
        for other in () if ours else said.of("share"):
            if slip := _unit_slip(stated.quantity, other.quantity):  # 8 %, told as 8 days
                return NumberCheck(stated, "slip", SourceNumber(other, "says").told, slip)
        return self.in_abstract(stated, "change")

    def practised(self, stated: Stated) -> NumberCheck | None:
        """How long something is done, beside how long it was: "half an hour of walking a week"."""
        every = _every(stated, self.sentence)
        given = [
            SourceNumber(other, "dose")
            for other in self.source.dose.of("change")
            if other.quantity.dimension == stated.quantity.dimension == "short time"
        ]
        if stated.effect or not every or len(given) != 1:
            return None
        (other,) = given
        if _every(other.stated, self.source.dose.text) != every:
            return None
        found = _spans(
            (stated.low, stated.high), (other.stated.low, other.stated.high), stated.quantity,
            other.stated.quantity, ABOUT
        )  # fmt: skip
        if found == "same":
            return NumberCheck(stated, "same")
        return _beyond(stated, [(other, frozenset({found}))], below="lower", above="higher")

    def in_abstract(self, stated: Stated, role: Literal["share", "change"]) -> NumberCheck:
        """A number beyond all of its kind in the abstract, where one is of the claim's outcome."""
        numbers, dimension = self.source.abstract, stated.quantity.dimension
        ours = [
            s for s in numbers.of(role) if s.quantity.dimension == dimension and _alike(stated, s)
        ]
        on_it = [s for s in ours if s.effect == stated.effect and self.is_on_it(numbers.text, s)]
        if not on_it:
            return NumberCheck(stated, "unknown")
        bounds = [s.high for s in ours] + (list(_changes(numbers)) if role == "share" else [])
        if stated.low > max(bounds) * (1 + _CONVERTED):
            return NumberCheck(stated, "larger", SourceNumber(on_it[0], "abstract").told)
        return NumberCheck(stated, "unknown")

    def is_on_it(self, text: str, other: Stated) -> bool:
        """Whether the sentence around a number names what the claim is about."""
        start = max(text.rfind(". ", 0, other.quantity.start), 0)
        end = text.find(". ", other.quantity.end)
        sentence = text[start : end if end >= 0 else len(text)]
        named = {mention.id for mention in find_outcomes(sentence)}
        return any(relation(ours, id_) == "same" for ours in self.outcomes for id_ in named)

    def quoted(self, shares: Iterable[Stated]) -> Slot:
        """What the source is quoted with: the one number, or all of it."""
        told = [SourceNumber(each, "says").told for each in shares]
        return told[0] if len(told) == 1 else _at("says", self.source.says.text[:120])

    # --- people, studies and things that are counted ---

    def participants(self, stated: Stated) -> NumberCheck:
        known = [
            SourceNumber(other, where)
            for where, numbers in self.source.each("says", "abstract")
            for other in numbers.of("participants")
        ]
        values = [other.stated.low for other in known]
        sums = [a + b for a, b in pairwise(values)]
        size = self.source.size
        if size is not None:
            values.append(Decimal(size))
        arms = [value / 2 for value in (*values, *sums)]
        every = [*values, *sums]
        if not every:
            return NumberCheck(stated, "unknown")
        if any(_counted(stated, value, 1 if value in arms else 0) for value in (*every, *arms)):
            return NumberCheck(stated, "same")
        told = _at("sample_size", str(size)) if size is not None else known[0].told
        # Those of several groups may stand there one by one; more may have begun than were analysed.
        if stated.low > max(sum(values), max(values) * (1 + _ANALYSED)):
            return NumberCheck(stated, "larger", told)
        total = (
            size
            if size is not None
            else max((o.stated.low for o in known if o.where == "says"), default=None)
        )
        fewer = total is not None and stated.high < min(*every, total * (1 - _ANALYSED))
        if fewer and stated.quantity.comparator not in _OR_MORE:
            return NumberCheck(stated, "smaller", told)
        return NumberCheck(stated, "unknown")

    def studies(self, stated: Stated) -> NumberCheck:
        known = [
            SourceNumber(other, where)
            for where, numbers in self.source.each("says", "abstract")
            for other in numbers.of("studies")
        ]
        noted = self.source.studies
        if any(_counted(stated, other.stated.low, 0) for other in known) or (
            noted is not None and _counted(stated, Decimal(noted), 0)
        ):
            return NumberCheck(stated, "same")
        most = [*(other.stated.high for other in known), Decimal(noted or 0)]
        if noted is not None and stated.low > max(most):
            return NumberCheck(stated, "larger", _at("studies", str(noted)))
        # A review of several questions counts its studies question by question.
        if known and stated.low > sum(other.stated.high for other in known):
            return NumberCheck(stated, "larger", known[0].told)
        return NumberCheck(stated, "unknown")

    def count(self, stated: Stated) -> NumberCheck:
        """Things that are counted, by what the source is quoted with alone."""
        others = [(o, compare(stated.quantity, o.quantity)) for o in self.source.says.stated]
        if any(found.outcome in {"same", "claimed_smaller"} for _, found in others):
            return NumberCheck(stated, "same")
        if set(_figures(stated.quantity.text)) & set(_figures(self.source.says.text)):
            return NumberCheck(stated, "same")  # "7000 vs 3000 steps"
        larger = [
            o for o, found in others if found.outcome == "claimed_larger" and not found.carried
        ]
        if larger and (len(larger) == len(self.source.says.stated) or larger[0].quantity.noun):
            return NumberCheck(stated, "larger", self.quoted(larger))
        return NumberCheck(stated, "unknown")


def _figures(text: str) -> list[str]:
    """The figures of a text, without the marks between their thousands."""
    return [re.sub(r"[.,](?=\d{3}(?!\d))", "", figure) for figure in _FIGURES.findall(text)]


def _tells_effect(numbers: Numbers, stated: Stated) -> bool:
    """Whether a text has a number of an effect from which a stated one may follow.

    "8 mmHg lower" does not tell by how many percent, nor "5 % lower" by how many mmHg, nor do points tell it.
    """
    if numbers.pairs or numbers.ratios or numbers.parts:
        return True
    if stated.role == "change":
        dimension = stated.quantity.dimension
        return any(s.quantity.dimension == dimension for s in numbers.of("change"))
    in_points = stated.role == "points" or stated.mode == "absolute"
    roles: tuple[Role, ...] = ("share", "ratio", "points") if in_points else ("share", "ratio")
    return any(numbers.of(role) for role in roles)


def _at(where: Where, number: Slot) -> Phrase:
    return Phrase(
        f"number_{where}",
        {"number": Term("quantity", number) if isinstance(number, str) else number},
    )


# --- comparing ---------------------------------------------------------------------------------------

_Pair = tuple[SourceNumber, frozenset[str]]


def _single(pairs: Sequence[_Pair]) -> Sequence[_Pair]:
    """The pairs where the source has one value only; with several, nobody can tell which it is."""
    values = {(other.stated.low, other.stated.high) for other, _ in pairs}
    return pairs if len(values) == 1 else ()


def _every(stated: Stated, text: str) -> str:
    """The day or the week with a number, by its unit: "150 minutes per week"; "" where there is none."""
    behind = text[stated.quantity.start : stated.quantity.end + _BESIDE]
    words = (word for word in _WORD.findall(behind.casefold()) if word in unit_names())
    return next((unit for word in words if (unit := unit_names()[word]) in _PERIODS), "")


def _beyond(
    stated: Stated,
    pairs: Sequence[tuple[SourceNumber, frozenset[str]]],
    *,
    below: NumberOutcome,
    above: NumberOutcome,
) -> NumberCheck:
    """Below or above all that the source has, in every reading; else nobody can tell."""
    readings = {reading for _, found in pairs for reading in found}
    if len(readings) == 1 and "same" not in readings:
        outcome = below if readings == {"below"} else above
        return NumberCheck(stated, outcome, pairs[0][0].told)
    return NumberCheck(stated, "unknown")


def _spans(
    ours: tuple[Decimal, Decimal], theirs: tuple[Decimal, Decimal], stated: Quantity, source: Quantity,
    margin: Decimal
) -> str:  # fmt: skip
    """same, below or above; an open end reaches as far as it says."""
    low, high = ours
    source_low, source_high = theirs
    if high < source_low * (1 - margin) and source.comparator not in _OR_LESS:
        return "below"
    if low > source_high * (1 + margin):
        # What one side leaves open the other may fill: "up to 40" of 30, 40 of "at least 30".
        up = source.comparator in _OR_MORE and stated.comparator not in _OR_MORE
        down = stated.comparator in _OR_LESS and source.comparator not in _OR_LESS
        return "same" if up or down else "above"
    return "same"


def _doses_beside(stated: Stated, other: Stated) -> frozenset[str]:
    found = set()
    for ours in stated.doses:
        for theirs in other.doses:
            if comparable(ours, theirs):
                found.add(_one_dose(stated.quantity, ours, other.quantity, theirs))
    return frozenset(found)


def _one_dose(stated: Quantity, ours: Dose, source: Quantity, theirs: Dose) -> str:
    direct = not (ours.converted or theirs.converted)
    margin = ABOUT if "~" in {stated.comparator, source.comparator} else (
        _ROUNDED if direct else _CONVERTED)  # fmt: skip
    return _spans((ours.low, ours.high), (theirs.low, theirs.high), stated, source, margin)


def _times_beside(stated: Stated, other: Stated) -> str:
    one, two = stated.quantity, other.quantity
    margin = _CALENDAR if one.unit != two.unit or "~" in {one.comparator, two.comparator} else (
        _ROUNDED)  # fmt: skip
    return _spans((stated.low, stated.high), (other.low, other.high), one, two, margin)


def _unit_slip(stated: Quantity, source: Quantity) -> Slot:
    """Another unit behind the same digits; empty where it is none."""
    same = (stated.low, stated.high) == (source.low, source.high)
    if not same or stated.unit == source.unit:
        return ""
    return Phrase("slip_unit", {"written": stated.unit, "meant": source.unit})


def _same_digits(stated: Stated, others: Sequence[Stated]) -> Stated | None:
    return next((o for o in others if _near(stated, o.high)), None)


def _near(stated: Stated, value: Decimal) -> bool:
    """Whether a value is the number that is stated: rounded, or within its range."""
    quantity = stated.quantity
    half = quantity.step * quantity.factor / 2
    margin = max(half, stated.high * _ROUNDED)
    if quantity.comparator == "~":
        margin = max(margin, stated.high * ABOUT)
    if stated.low - margin <= value <= stated.high + margin:
        return True
    # "More than 20 %" of 23; "up to 30 %" promises the 30.
    return quantity.comparator in _OR_MORE and stated.high < value <= stated.high * 2


def _counted(stated: Stated, value: Decimal, most: int) -> bool:
    quantity = stated.quantity
    if quantity.comparator in _OR_MORE:
        return value >= stated.low
    if quantity.comparator in _OR_LESS:
        return value <= stated.high
    margin = stated.high * ABOUT if quantity.comparator == "~" else Decimal(most) / 2
    return stated.low - margin <= value <= stated.high + margin


def _alike(one: Stated, other: Stated) -> bool:
    """Whether two shares may be of one kind: of people, or of an effect."""
    return not ((one.people and other.effect) or (one.effect and other.people))


def _changes(numbers: Numbers) -> Iterator[Decimal]:
    """Relative changes that follow from the text, in per cent: from the first value, or the larger."""
    for first, second, _ in numbers.pairs:
        if first > 0 and second >= 0 and first != second:
            yield abs(first - second) / max(first, second) * 100
    for ratio in numbers.ratios:
        yield abs(1 - ratio) * 100


def _shares_of(numbers: Numbers, shares: Sequence[Stated], size: int | None) -> Iterator[Decimal]:
    """All percentages that a text gives, or that can be computed from it."""
    yield from (value for share in shares for value in (share.low, share.high))
    yield from _changes(numbers)
    yield from numbers.parts
    for first, second, _ in numbers.pairs:
        if min(first, second) > 0:
            yield abs(first - second) / min(first, second) * 100
    if size:
        yield from (s.low / size * 100 for s in numbers.of("participants") if s.low <= size)
    yield from ((ratio.high - 1) * 100 for ratio in numbers.of("ratio"))


def _ratios(numbers: Numbers) -> Iterator[Decimal]:
    yield from (s.high for s in numbers.of("ratio"))
    yield from numbers.ratios
    yield from (1 / ratio for ratio in numbers.ratios)
    for first, second, _ in numbers.pairs:
        if min(first, second) > 0:
            yield max(first, second) / min(first, second)
    for share in numbers.of("share"):
        start, end = share.quantity.start, share.quantity.end
        way = told(numbers.text[max(0, start - _BESIDE) : end + _BESIDE], ())
        if way is not Direction.DECREASES:
            yield 1 + share.high / 100
        if way is not Direction.INCREASES and share.high < 100:
            yield 1 / (1 - share.high / 100)


class FoundNumber(NamedTuple):
    """What the sources together say of one number of the sentence."""

    tag: Literal["same", "slip", "larger", "untested", "smaller", "absent"]
    check: NumberCheck | None = None
    source: int = 0
    """The index of the source."""


_TAGS: dict[NumberOutcome, Literal["slip", "larger", "untested", "smaller"]] = {
    "slip": "slip",
    "larger": "larger",
    "higher": "untested",
    "longer": "untested",
    "lower": "untested",
    "shorter": "untested",
    "smaller": "smaller",
}


def weigh(
    sources: Sequence[Sequence[NumberCheck]], *, reports: bool, safety: bool = False
) -> tuple[FoundNumber, ...]:
    """What several sources together say of each number of a sentence; one that carries it is enough.

    The checks of each are in the order of the numbers. What `reports` more than a study did is not untested, but
    another number than the source's; with `safety`, more than was found safe is more than the source says.
    """
    columns = zip(*(checks for checks in sources if checks), strict=True)
    indexes = [index for index, checks in enumerate(sources) if checks]
    return tuple(_weighed(column, indexes, reports=reports, safety=safety) for column in columns)


def _weighed(
    checks: Sequence[NumberCheck], indexes: Sequence[int], *, reports: bool, safety: bool
) -> FoundNumber:
    outcomes = {check.outcome for check in checks}
    # Between two doses that were tested: nobody calls that untested.
    if "same" in outcomes or outcomes >= {"lower", "higher"} or outcomes >= {"shorter", "longer"}:
        return FoundNumber("same")
    if "smaller" in outcomes and not reports and outcomes <= {"smaller", "unknown"}:
        return FoundNumber("same")  # less than the source says is careful
    found = []
    for check, index in zip(checks, indexes, strict=True):
        if check.outcome in _TAGS:
            tag = _TAGS[check.outcome]
            if tag == "smaller" and not reports:
                continue
            if (reports or safety) and check.outcome in {"higher", "longer"}:
                tag = "larger"
            found.append(FoundNumber(tag, check, index))
    order = ("slip", "larger", "untested", "smaller")
    silent = all(check.silent for check in checks)
    absent = FoundNumber("absent", checks[0], indexes[0]) if silent else FoundNumber("absent")
    return min(found, key=lambda each: order.index(each.tag), default=absent)
