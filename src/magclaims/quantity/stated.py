"""What the numbers of a text are: doses, times, shares, effects, people, studies.

`read` sorts the quantities of a sentence or an abstract by what they say, and reads numbers that stand
there as words ("a third", "twice as much", "9 out of 10"). Ages, composition ("95 % curcuminoids"),
what one capsule holds, history ("for 2,000 years") and confidence intervals are none of these. The
words are in `knowledge/effects.toml`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, cached_property
from itertools import pairwise
from typing import Literal

from magclaims.knowledge import FoundName, find_outcomes, vocabulary
from magclaims.knowledge.characters import normal
from magclaims.knowledge.keys import key
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.small_words import any_language
from magclaims.model.values import dataclass
from magclaims.quantity.effect_words import EffectWords, beside_share, effect_words
from magclaims.quantity.numbers import (
    MAX_TEXT,
    Quantity,
    comparator_before,
    find_quantities,
    number_named,
    plain_numbers,
)
from magclaims.quantity.often import times_a_day
from magclaims.quantity.substances import compounds, milligrams, named_in, substance_of, weighed_as
from magclaims.quantity.told import Dose, Numbers, Role, Stated, Taken
from magclaims.quantity.units import any_of, family, unit_names, units_data

_GROWN = Decimal(12)
"""Years: no trial lasts as long; it is an age, or history."""
_CERTAINTY = re.compile(rf"^\s?-?(?:{any_language('interval', 'interval_short')}|C\.I\.)")
_LISTED = re.compile(
    rf"(?<![\w.,/-])(\d+(?:[.,]\d+)?)(?:,\s|\s(?:{any_language('and', 'or', 'to')})\s)$"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ\d])")
_FEW = Decimal(5)
"""Of fewer nobody gives percentages."""
_ADULTS = (Decimal(40), Decimal(120))
"""Kilograms: what adults weigh, of whom an amount per kilogram is told."""
_BESIDE = 6
"""Code points between an amount and what there is so much of: " of ", " de "."""
_PORTIONS = tuple(map(Decimal, (1, 2, 3, 4)))
"""Capsules a day, where nobody says how many are taken."""
_LOOK = 48
"""Code points around a number in which its words stand."""


def read(text: str, language: str, *, about: Sequence[str] = (), contents: bool = False) -> Numbers:
    """Read the numbers of a text.

    `about` are ids of what the text is about where it names nothing beside an amount; with `contents`, what a
    capsule or a cup holds is a number of the text, too.
    """
    return _read(text[:MAX_TEXT], language, tuple(about), contents=contents)


def times_told(text: str) -> str:
    """A text in which a time that a source numbers is one that passed: "at month 4" is after 4 months."""
    return _numbered_time().sub(r"\2 \1", text)


@cache
def _numbered_time() -> re.Pattern[str]:
    rows = units_data()["units"].values()
    names = [name for row in rows if row["dimension"] == "time" for name in row["names"]]
    unit = rf"[\w.,]*[\w%]|\s(?:{any_of(unit_names())})\b"
    return re.compile(rf"(?<!\w)({any_of(names)})\s(\d{{1,3}})(?!{unit})", re.IGNORECASE)


@remembered
def _read(text: str, language: str, about: tuple[str, ...], *, contents: bool) -> Numbers:
    # An abstract is held against every sentence that leans on it.
    return _Reader(normal(text), language, about, contents).numbers()


@dataclass(frozen=True)
class _Reader:
    text: str
    language: str
    about: tuple[str, ...]
    contents: bool

    @cached_property
    def words(self) -> EffectWords:
        return effect_words(self.language)

    @cached_property
    def names(self) -> tuple[FoundName, ...]:
        return named_in(self.text)

    def numbers(self) -> Numbers:
        if not self.text:
            return Numbers(self.text, ())
        found = [
            stated
            for first in find_quantities(self.text, self.language)
            for quantity in (*self.listed(first), first)
            if (stated := self.stated(quantity)) is not None
        ]
        taken = [(each.quantity.start, each.quantity.end) for each in found]
        spelled = [
            each
            for each in self.spelled()
            if each.people
            or not any(each.quantity.start < b and a < each.quantity.end for a, b in taken)
        ]
        # "9 out of 10 women" counts no 10 women.
        within = [found.span() for found, _ in self.out_of]
        found = [
            x for x in found if not any(start <= x.quantity.start < end for start, end in within)
        ]
        found = sorted([*found, *spelled], key=lambda each: each.quantity.start)
        return Numbers(
            self.text,
            tuple(found),
            pairs=tuple(self.pairs(found)),
            ratios=tuple(self.ratios()),
            parts=tuple(self.parts(found)),
            language=self.language,
            about=self.about,
        )

    def listed(self, quantity: Quantity) -> Iterator[Quantity]:
        """The bare numbers before a quantity that share its unit: "after 2, 4 and 8 weeks"."""
        start = quantity.start
        while found := _LISTED.search(self.text, max(0, start - 24), start):
            value = number_named(found[1], self.language)
            if value is None or quantity.dimension == "count":
                return
            start = found.start()
            yield replace(quantity, text=f"{found[1]} {quantity.unit}", start=start,
                          end=found.end(1), low=value, high=value, comparator="=")  # fmt: skip

    # --- what a quantity says ---

    def stated(self, quantity: Quantity) -> Stated | None:
        dimension = quantity.dimension
        if dimension == "share":
            return self.share(quantity)
        if dimension == "points":
            return Stated(quantity, "points", effect=True, mode="absolute")
        if dimension == "count":
            role = self.counted(quantity)
            if role == "participants" and not self.took_part(quantity):
                return None
            return Stated(quantity, role)
        if dimension == "time":
            lasted = self.words.has("how_long", self.before(quantity, 14))  # "after 2 days better"
            if self.is_change(quantity) and not lasted:  # "2 days shorter"
                return Stated(quantity, "change", effect=True)
            return Stated(quantity, "duration") if self.is_duration(quantity) else None
        if quantity.unit == "kg":
            return Stated(quantity, "change", effect=self.is_change(quantity))
        if re.match(r"\s?/\s?[^\W\d]", self.behind(quantity, 4)) and not quantity.per_day:
            return None  # 3.8 g/m2: of an unknown unit
        if dimension in {"mass", "international units", "mass per body weight"}:
            held = self.words.has("content", self.around(quantity)) and not self.portions(quantity)
            held = held or self.words.has("food", self.behind(quantity))
            if held and not self.contents:
                return None
            return Stated(quantity, "dose", doses=tuple(self.doses(quantity)))
        return Stated(quantity, "change", effect=self.is_change(quantity))

    def is_change(self, quantity: Quantity) -> bool:
        """Whether the words beside a number make it one by which something changed.

        Of a time only the next word tells: in "for 6 months had less pain" nothing took 6 months less.
        """
        time = quantity.dimension == "time"
        beside = self.before(quantity, 30)
        behind = re.split(r"[,;.]", self.behind(quantity, 24), maxsplit=1)[0].split()
        near = " ".join(behind[: 1 if time else 2])
        if not time and (self.words.has("lost", beside) or self.words.has("lost_behind", near)):
            return True  # "lose 10 kg", "10 Kilo ab"
        if quantity.unit == "kg" and any(
            found.start <= _BESIDE for found in vocabulary.find_outcomes(self.behind(quantity))
        ):
            return True  # "9 kg of lean mass"
        return self.words.has("by_time" if time else "by", beside) or self.words.has(
            "changed", near
        )

    def around(self, quantity: Quantity, look: int = _LOOK) -> str:
        return self.text[max(0, quantity.start - look) : quantity.end + look // 2]

    def behind(self, quantity: Quantity, look: int = _LOOK) -> str:
        return self.text[quantity.end : quantity.end + look]

    def before(self, quantity: Quantity, look: int) -> str:
        return self.text[max(0, quantity.start - look) : quantity.start]

    def counted(self, quantity: Quantity) -> Role:
        if quantity.unit == "n":
            return "participants"
        known = family(quantity.noun)
        kinds: dict[str, Role] = {"participant": "participants", "study": "studies"}
        return kinds.get(known[1], "count") if known else "count"

    def took_part(self, quantity: Quantity) -> bool:
        """Whether people who are counted took part in a study, as far as the words beside them tell.

        "Every year 12,000 women hear this" and "a million people take zinc" count nobody who did. A source
        is taken at its word.
        """
        if self.contents or quantity.unit == "n":
            return True
        takes_part = self.words.has("takes_part", self.before(quantity, 40))
        if takes_part or self.words.has("of_a_study", quantity.noun):
            return True
        clause = self.text[slice(*self.span_of_clause(quantity))]
        return self.words.has("study", clause) or any(
            not self.words.has("aim", clause[: found.start()])
            for found in self.words.find("responds", clause)
        )

    def is_duration(self, quantity: Quantity) -> bool:
        beside, behind = self.before(quantity, 14), self.behind(quantity, 16)
        if quantity.unit == "year":
            near = f"{beside} {quantity.text} {behind}"
            return not (
                quantity.high >= _GROWN
                or self.words.has("age", near)
                or self.words.has("history", beside[-12:])
            )
        # "6 months old", "5 days a week"
        next_word = " ".join(behind.split()[:1])
        return not (self.words.has("age", next_word) or self.words.has("week", behind[:12]))

    def share(self, quantity: Quantity) -> Stated | None:
        behind, beside = self.behind(quantity, 30), self.before(quantity, 30)
        if _CERTAINTY.match(behind) or self.words.has("composition", f"{beside} | {behind}"):
            return None
        after = next((name for name in self.names if name.start >= quantity.end), None)
        if after is not None and not self.text[quantity.end : after.start].strip():
            return None  # 65 % EPA
        people = self.words.has("people", behind) or _counts_people(quantity)
        if people and self.is_background(quantity):
            return None
        effect = not people and (
            self.is_change(quantity) or self.words.has("changed", f"{beside[-20:]} {behind[:20]}")
        )
        return Stated(quantity, "share", people=people, effect=effect, mode=self.mode(quantity))

    def is_background(self, quantity: Quantity) -> bool:
        """Whether a share of people is told of something else than what became of them.

        "Although 70 % of adults sleep badly, melatonin ..." does not say that 70 % slept better, nor
        "one in three takes vitamin D" that it helped them. A source is taken at its word.
        """
        if self.contents:
            return False
        start, end = self.span_of_clause(quantity)
        told = self.text[start:end]
        within = any(start <= name.start < end for name in self.names)
        if not within and any(name.start >= end for name in self.names):
            if not self.words.has("among", self.text[start : quantity.start]):
                return True
            # "In 60 % of the patients, saffron ...": what was found, put first.
            told = self.text[start:]
        return not (self.words.has("responds", told) or find_outcomes(told))

    def span_of_clause(self, quantity: Quantity) -> tuple[int, int]:
        """Where the part between commas begins and ends in which a quantity stands."""
        start = max(self.text.rfind(mark, 0, quantity.start) + 1 for mark in ",;:.")
        ends = [at for mark in ",;:" if (at := self.text.find(mark, quantity.end)) >= 0]
        return start, min(ends, default=len(self.text))

    def mode(self, quantity: Quantity) -> Literal["absolute", "relative", ""]:
        around = self.around(quantity, 40)
        if self.words.has("absolute", around):
            return "absolute"
        return "relative" if self.words.has("relative", around) else ""

    # --- doses ---

    def doses(self, quantity: Quantity) -> Iterator[Dose]:
        """All that the amount may be, a day: alone or times its frequency, of the salt or element."""
        named = substance_of(quantity, self.text, self.names)
        found = None if named else next(self.words.find("of_thing", self.behind(quantity)), None)
        thing = found["thing"] if found else ""
        if thing and not self.words.has("generic", thing) and key(thing) not in self.about:
            return  # 30 g of nuts
        ids = (named,) if named is not None else self.about or ("",)
        for id_ in ids:
            if self.is_per_weight(quantity):
                low, high = quantity.amounts
                yield Dose(low, high, id_, "mass per body weight")
                lightest, heaviest = _ADULTS
                yield Dose(low * lightest, high * heaviest, id_, "mass", for_adults=True)
                continue
            for low, high in milligrams(quantity, id_):
                for times, taken in self.times(quantity):
                    for dose in self._of(low * times, high * times, id_, quantity):
                        yield dose._replace(taken=taken)

    def is_per_weight(self, quantity: Quantity) -> bool:
        """Whether an amount is per kilogram of body weight: "3 mg/kg", "3 mg of caffeine per kg"."""
        if quantity.dimension == "mass per body weight":
            return True
        return quantity.dimension == "mass" and self.words.has("per_weight", self.behind(quantity))

    def _of(self, low: Decimal, high: Decimal, id_: str, quantity: Quantity) -> Iterator[Dose]:
        compound = compounds().get(id_)
        if compound is None:
            units = quantity.dimension == "international units"
            yield Dose(low, high, weighed_as(id_) if id_ else "", "mass", converted=units)
            return
        share = compound.part_mass / compound.molar_mass
        if not quantity.elemental:
            yield Dose(low, high, id_, "mass")
            yield Dose(low * share, high * share, compound.of, "mass", converted=True)
        named = substance_of(quantity, self.text, self.names) == id_
        # "500 mg" of a study on the oxide; micrograms of a form are given of the element as a rule.
        if quantity.elemental or not named or quantity.unit == "µg":
            yield Dose(low, high, compound.of, "mass")

    def times(self, quantity: Quantity) -> tuple[tuple[Decimal, Taken], ...]:
        """By how much an amount may be multiplied: "300 mg twice daily" is 300 at once, 600 a day."""
        clause = re.split(r"[;.]\s|,\s", self.behind(quantity, 40), maxsplit=1)[0]
        portions = self.portions(quantity)
        if portions is None and self.words.has("in_forms", self.before(quantity, 40)):
            return tuple((times, "") for times in _PORTIONS)
        for period, days in (("week", 7), ("month", 30)):
            found = next(self.words.find(period, clause), None)
            if found is None or quantity.per_day:
                continue
            if not self.words.has("how_long", clause[: found.start()]):
                return (((portions or 1) / Decimal(days), "day"),)
        often = times_a_day(quantity, self.text, self.language)
        once = portions or Decimal(1)
        if often is None:
            return ((once, "day" if quantity.per_day else ""),)
        return (once, "once"), (once * often, "day")

    def portions(self, quantity: Quantity) -> Decimal | None:
        """How many of an amount are taken: two, for "2 capsules of 300 mg"."""
        found = next(self.words.find("portions", self.before(quantity, 40)), None)
        number = number_named(found["n"], self.language) if found else None
        return number if number is not None and number > 1 else None

    # --- numbers as words ---

    def spelled(self) -> Iterator[Stated]:
        yield from self.fractions()
        for found, days in self.longest("times_as_words"):
            yield Stated(_made(found, days, "day"), "duration")
        for found, minutes in self.longest("spans_as_words"):
            made = _made(found, minutes, "minute")
            yield Stated(made, "change", effect=self.is_change(made))
        for pattern, least in self.words.table("many", self.text):
            for found in pattern.finditer(self.text):
                noun = " ".join(self.text[found.end() :].split()[:3])
                made = replace(_made(found, Decimal(least), "count"), noun=noun, comparator=">=")
                role = self.counted(made)
                if role != "participants" or self.took_part(made):
                    yield Stated(made, role)
        for name, times in (("doubles", 2), ("triples", 3)):
            for found in self.words.find(name, self.text):
                yield Stated(_times(found, Decimal(times)), "ratio", effect=True)
        for found in self.words.find("times", self.text):
            value = number_named(found["n"], self.language)
            if value is not None:
                yield Stated(_times(found, value), "ratio", effect=True)

    def longest(self, table: str) -> Iterator[tuple[re.Match[str], Decimal]]:
        """What a text has of a table, with the values: "half an hour", and no hour within it."""
        every = [
            (found, Decimal(value))
            for pattern, value in self.words.table(table, self.text)
            for found in pattern.finditer(self.text)
        ]
        taken: list[re.Match[str]] = []
        for found, value in sorted(every, key=lambda each: each[0].start() - each[0].end()):
            if not any(found.start() < x.end() and x.start() < found.end() for x in taken):
                taken.append(found)
                yield found, value

    def fractions(self) -> Iterator[Stated]:
        """Shares without a sign: "by a third", "halved", "9 out of 10"."""
        for pattern, percent in self.words.table("shares", self.text):
            before, after = beside_share(self.language)
            for found in pattern.finditer(self.text):
                left = self.text[max(0, found.start() - 14) : found.start()]
                if before.search(left) or after.match(self.text[found.end() :]):
                    share = self._as_share(found, Decimal(percent))
                    if not (share.people and self.is_background(share.quantity)):
                        yield share
        for found in self.words.find("halves", self.text):
            yield replace(self._as_share(found, Decimal(50)), effect=True, people=False)
        # "Prevents nine out of ten colds" is by how much they were fewer.
        spans: list[tuple[int, int]] = []
        for found in self.words.find("prevented", self.text):
            counts = [name for name, word in found.groupdict().items() if word]
            part, whole = (number_named(found[name], self.language) for name in counts)
            if part is not None and whole is not None and 0 < part <= whole:
                share = self._as_share(found, part / whole * 100)
                start, end = found.start(counts[0]), found.end(counts[1])
                spans.append((start, end))
                words = replace(share.quantity, text=self.text[start:end], start=start, end=end)
                yield replace(share, quantity=words, effect=True, people=False)
        for found, percent in self.out_of:
            made = _made(found, percent, "%")
            within = any(start < found.end() and found.start() < end for start, end in spans)
            if not within and not self.is_background(made):
                yield Stated(made, "share", people=True)

    @cached_property
    def out_of(self) -> tuple[tuple[re.Match[str], Decimal], ...]:
        """Counts out of counts in words or digits, "9 out of 10", with the percentage."""
        return tuple(self._out_of())

    def _out_of(self) -> Iterator[tuple[re.Match[str], Decimal]]:
        for found in self.words.find("out_of", self.text):
            part, whole = (number_named(found[name], self.language) for name in ("k", "n"))
            if part is None and next(self.words.find("one", found["k"]), None) is not None:
                part = Decimal(1)  # "een op de tien": an article by itself
            if part is not None and whole is not None and 0 < part <= whole:
                yield found, part / whole * 100

    def _as_share(self, found: re.Match[str], percent: Decimal) -> Stated:
        left = self.text[max(0, found.start() - 40) : found.start()]
        sign = comparator_before(left, self.language) or "~"
        quantity = replace(_made(found, percent, "%"), comparator=sign)
        people = self.words.has("people", self.text[found.end() - 3 : found.end() + 30])
        effect = not people and (self.words.has("by", left) or self.is_change(quantity))
        return Stated(quantity, "share", people=people, effect=effect, mode=self.mode(quantity))

    # --- what can be computed ---

    def pairs(self, found: Sequence[Stated]) -> Iterator[tuple[Decimal, Decimal, str]]:
        """Neighbouring values of one kind, where a word says that they belong together."""
        kinds = {"share": "%", "change": "", "points": "pp"}
        values = [
            (each.low, each.quantity.start, each.quantity.end, kinds[each.role] or each.quantity.dimension)
            for each in found
            if each.role in kinds
        ]  # fmt: skip
        for each in found:  # "rose from 4% to 8%" is no range
            moved = self.words.has("moved", self.before(each.quantity, _LOOK))
            if each.role in kinds and each.low < each.high and moved:
                yield each.low, each.high, kinds[each.role] or each.quantity.dimension
        taken = [(each.quantity.start, each.quantity.end) for each in found]
        values += [
            (value, start, end, "")
            for value, start, end in plain_numbers(self.text, self.language)
            if not any(start < b and a < end for a, b in taken)
        ]
        for kind in dict.fromkeys(unit for *_, unit in values):
            ours = sorted((v for v in values if v[3] == kind), key=lambda v: v[1])
            for one, other in pairwise(ours):
                between = self.text[one[2] : other[1]]
                if len(between) <= 90 and not _SENTENCE.search(between) and (
                    self.words.has("spread", between)
                ):  # fmt: skip
                    yield one[0], other[0], kind

    def ratios(self) -> Iterator[Decimal]:
        for found in self.words.find("ratio", self.text):
            value = re.match(
                r"[^\d;.]{0,14}((?>\d+(?:[.,]\d+)?))(?!\s?%)", self.text[found.end() :]
            )
            number = number_named(value[1], self.language) if value else None
            if number is not None and 0 < number < 100:
                yield number

    def parts(self, found: Sequence[Stated]) -> Iterator[Decimal]:
        """Counts out of counts: "30 of 50", "of 50 patients, 30 responded"."""
        counted = {"participants", "count"}
        taken = [(x.quantity.start, x.quantity.end) for x in found if x.role not in counted]
        values = {
            start: value
            for value, start, end in plain_numbers(self.text, self.language)
            if not any(start < b and a < end for a, b in taken)
        }
        values |= {each.quantity.start: each.low for each in found if each.role in counted}
        for (at, one), (then, other) in pairwise(sorted(values.items())):
            low, high = sorted((one, other))
            if then - at < _LOOK and 0 < low == low.to_integral_value() and high >= _FEW:
                yield low / high * 100


def _made(found: re.Match[str], value: Decimal, unit: str) -> Quantity:
    return Quantity(
        text=found.group().strip(), start=found.start(), end=found.end(), low=value, high=value,
        comparator="~", unit=unit, noun="", elemental=False, step=Decimal(1)
    )  # fmt: skip


def _times(found: re.Match[str], value: Decimal) -> Quantity:
    """A ratio; half a step of one would make 1.5 of "doubled"."""
    return replace(_made(found, value, "times"), step=Decimal("0.1"))


def _counts_people(quantity: Quantity) -> bool:
    known = family(quantity.noun)
    return known is not None and known[0] == "participant"
