"""Daily limits that a text states, and whether they are those that are known."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from magclaims.knowledge.characters import normal
from magclaims.knowledge.memory import remembered
from magclaims.model.values import dataclass
from magclaims.quantity.limits import (
    Limit,
    for_whom,
    groups_in,
    limits_data,
    limits_of,
    named_bodies,
    pattern_of,
    pointing_words,
    whole_of,
)
from magclaims.quantity.numbers import MAX_TEXT, Quantity, find_quantities
from magclaims.quantity.substances import milligrams, named_in, substance_of, supplied, weighed_as

_SAME = Decimal("0.005")
"""How far an amount may be off a limit and still be it: what rounding international units does."""
_SLIPS = (Decimal(10), Decimal("0.1"), Decimal(1000), Decimal("0.001"))


_Verdict = Literal["right", "slip", "former", "differs", "none_set", "share"]


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """A number that a text puts forward as a limit or reference amount."""

    quantity: Quantity
    limits: tuple[Limit, ...]
    """What it was held against, the nearest first."""
    verdict: _Verdict
    """slip: ten or a thousand times too much or too little; former: what the body said before;
    none_set: the body set none; share: a percentage that is not the amount's."""
    named: bool
    """The text names the body."""
    expected: str = ""
    """With `share`: the percentage that the amount is."""

    @property
    def limit(self) -> Limit:
        """The nearest."""
        return self.limits[0]

    @property
    def beyond(self) -> bool:
        """Whether the number is above all that it was held against."""
        amounts = milligrams(self.quantity, self.limit.substance)
        return bool(amounts) and _above(amounts, self.limits)


def stated_limits(
    text: str, language: str, *, about: Sequence[str] = ()
) -> tuple[StatedLimit, ...]:
    """Check the limits that a sentence states, e.g. "EFSA's upper limit for zinc is 25 mg".

    A number is held against the bodies that the sentence names; where it names none, against all
    of them. A sentence that gives a limit rightly is right, whatever other amounts stand in it.
    Nothing is said of a body, a substance or an age group that `limits.toml` does not have. `about` are ids of the
    substances that the sentence is about where it names none.

    Returns:
        At most one entry for each substance, and one for each percentage of a reference intake.
    """
    text = normal(text[:MAX_TEXT])
    if re.search(r"\d", text) is None:
        return ()
    return _stated(text, language, tuple(about))


@remembered
def _stated(text: str, language: str, about: tuple[str, ...]) -> tuple[StatedLimit, ...]:
    reader = _Reader(text, language, about)
    shares = tuple(reader.shares())
    return (*shares, *reader.stated(without={"nrv"} if shares else set()))


@dataclass(frozen=True, slots=True)
class _Amount:
    quantity: Quantity
    substance: str
    mg: tuple[tuple[Decimal, Decimal], ...]

    def is_about(self, value: Decimal) -> bool:
        return any(
            abs(high - value) <= value * _SAME or abs(low - value) <= value * _SAME
            for low, high in self.mg
        )


def _intake(*lists: str) -> re.Pattern[str]:
    """What points to the reference intakes."""
    body = limits_data()["body"]["nrv"]
    return pattern_of(tuple(word for name in lists for word in body[name]))


class _Reader:
    """Reads one sentence."""

    def __init__(self, text: str, language: str, about: tuple[str, ...]) -> None:
        self.text, self.language = text, language
        self.names = named_in(text)
        self.quantities = find_quantities(text, language)
        self.bodies = named_bodies(text)
        self.groups = groups_in(text, language)
        self.others = pattern_of(tuple(limits_data()["others"]["names"])).search(text) is not None
        limited = {name.id for name in self.names if limits_of(name.id)}
        whole = limited if len(limited) == 1 else {whole_of(weighed_as(id_)) for id_ in limited}
        self.only = whole.pop() if len(whole) == 1 else None
        if not self.names and len(about) == 1:
            self.only = about[0]
        self.amounts = tuple(self._amounts())

    def _amounts(self) -> Iterator[_Amount]:
        for quantity in self.quantities:
            id_ = substance_of(quantity, self.text, self.names) or self.only
            if id_ is not None and (mg := milligrams(quantity, id_)):
                yield _Amount(quantity, id_, mg)

    # --- percentages of the reference intake ---

    def shares(self) -> Iterator[StatedLimit]:
        """Percentages of the reference intake, "375 mg (100 % NRV)", against the amount before."""
        if "nrv" not in self.bodies:
            return
        firm = _intake("names")
        for share in self.quantities:
            if share.dimension != "share" or not firm.search(
                self.text[share.start : share.end + 30]
            ):
                continue
            before = [a for a in self.amounts if a.quantity.end <= share.start]
            if not before or len(self.text[before[-1].quantity.end : share.start]) > 60:
                continue
            amount = before[-1]
            nrv = [x for x in limits_of(amount.substance) if x.kind == "reference intake"]
            held = supplied(amount.quantity, amount.substance, nrv[0].substance) if nrv else ()
            if not held or nrv[0].mg is None:
                continue
            percents = [high / nrv[0].mg * 100 for _, high in held]
            near = any(
                abs(p - share.high) <= max(Decimal(1), p * Decimal("0.03")) for p in percents
            )
            yield StatedLimit(
                share,
                tuple(nrv),
                "right" if near else "share",
                named=True,
                expected=f"{percents[0].quantize(Decimal(1)):f} %",
            )

    # --- limits ---

    def stated(self, without: Collection[str]) -> Iterator[StatedLimit]:
        """The number that each substance of the sentence is said to have as its limit; not by bodies `without`."""
        self.bodies -= set(without)
        for id_ in dict.fromkeys(amount.substance for amount in self.amounts):
            ours = [amount for amount in self.amounts if amount.substance == id_]
            found = self._judged(id_, ours)
            if found is not None:
                yield found

    def _judged(self, id_: str, ours: Sequence[_Amount]) -> StatedLimit | None:
        of_it = for_whom(limits_of(id_), self.groups)
        loose = _intake("loosely").search(self.text) is not None
        bodies = self.bodies | ({"nrv"} if loose else frozenset())
        limits = [
            x
            for x in of_it
            if (x.body in bodies if bodies else x.kind in {"upper level", "legal maximum"})
        ]
        if not limits or (not bodies and not self._says("limit_words")):
            return None
        if not ("nrv" in bodies or self._says("limit_words") or self._says("at_most_words")):
            return None  # not about a limit at all
        right = next((a for a in ours for x in limits if x.mg and a.is_about(x.mg)), None)
        if right is not None:
            return self._found(right, limits, "right")
        if self.others or any(self._is_former(ours, x) for x in limits):
            return None
        stated, firmly = self._linked(ours)
        if stated is None:
            return None
        verdict = _verdict(stated, limits)
        if verdict == "differs" and (
            (loose and not self.bodies) or (not firmly and not _above(stated.mg, limits))
        ):
            return None
        if verdict == "none_set" and not firmly:
            return None
        return self._found(stated, limits, verdict)

    def _found(self, amount: _Amount, limits: Sequence[Limit], verdict: _Verdict) -> StatedLimit:
        high = max(high for _, high in amount.mg)
        nearest = sorted(limits, key=lambda x: _distance(high, x))
        return StatedLimit(amount.quantity, tuple(nearest), verdict, named=bool(self.bodies))

    def _says(self, section: str) -> bool:
        return pointing_words(section, self.language).search(self.text) is not None

    def _is_former(self, ours: Sequence[_Amount], limit: Limit) -> bool:
        """Whether the sentence says that the body's former value was one."""
        former = limit.former_mg
        about = former is not None and any(a.is_about(former) for a in ours)
        return about and self._says("formerly")

    def _linked(self, ours: Sequence[_Amount]) -> tuple[_Amount | None, bool]:
        """The amount that stands there as the limit, and whether a word says so that means a limit."""
        firm = [*pointing_words("limit_words", self.language).finditer(self.text)]
        firm += [*_intake("names", "loosely").finditer(self.text)]
        if found := self._beside(ours, firm):
            return found, True
        weak = [*pointing_words("at_most_words", self.language).finditer(self.text)]
        return self._beside(ours, weak), False

    def _beside(self, ours: Sequence[_Amount], words: Sequence[re.Match[str]]) -> _Amount | None:
        """The amount that a word for a limit points to: the first behind it, or one right before."""
        compares = pointing_words("compare_words", self.language)
        ours = [a for a in ours if not compares.search(self._rest(a.quantity.end))]
        for word in words:
            if compares.search(self.text[max(0, word.start() - 25) : word.start()]):
                continue
            for amount in ours:
                quantity = amount.quantity
                if quantity.start <= word.start() < quantity.end:  # "at most 250 mg"
                    return amount
                if quantity.start >= word.end():
                    if self._joins(word.end(), quantity.start, 90):
                        return amount
                    break
        for word in words:
            for amount in reversed(ours):
                if amount.quantity.end <= word.start():
                    if self._joins(amount.quantity.end, word.start(), 40):
                        return amount
                    break
        return None

    def _rest(self, end: int) -> str:
        """What the clause says of an amount behind it: "400 mg is well above that"."""
        return re.split(r"[,;:.!?(]", self.text[end : end + 45], maxsplit=1)[0]

    def _joins(self, start: int, end: int, most: int) -> bool:
        """Whether nothing between two places tears them apart."""
        between = self.text[start:end]
        if len(between) > most or re.search(r"[;!?]|\.\s", between):
            return False
        if any(start <= q.start < end and milligrams(q, self.only) for q in self.quantities):
            return False
        return pointing_words("compare_words", self.language).search(between) is None


def _verdict(amount: _Amount, limits: Sequence[Limit]) -> _Verdict:
    known = [limit for limit in limits if limit.mg is not None]
    if not known:
        return "none_set"
    if any(amount.is_about(x.mg * slip) for x in known if x.mg for slip in _SLIPS):
        return "slip"
    former = any(amount.is_about(x.former_mg) for x in known if x.former_mg is not None)
    return "former" if former else "differs"


def _above(amounts: Sequence[tuple[Decimal, Decimal]], limits: Sequence[Limit]) -> bool:
    """Whether an amount, in milligrams, is above all of the limits that are known."""
    known = [limit.mg for limit in limits if limit.mg is not None]
    return bool(known) and min(high for _, high in amounts) > max(known)


def _distance(amount: Decimal, limit: Limit) -> tuple[int, Decimal]:
    if limit.mg is None:
        return 2, Decimal(0)
    slip = any(abs(amount - limit.mg * s) <= limit.mg * s * _SAME for s in (Decimal(1), *_SLIPS))
    return 0 if slip else 1, abs(amount - limit.mg)
