"""Daily limits and reference amounts: those that a text states, and amounts above one.

The limits, whose they are and the words that point to them are in `knowledge/limits.toml`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args

from magclaims.knowledge import vocabulary
from magclaims.knowledge.characters import normal
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.memory import remembered
from magclaims.quantity.numbers import MAX_TEXT, Quantity, find_quantities
from magclaims.quantity.substances import (
    SubstanceMention,
    compounds,
    milligrams,
    named_in,
    substance_of,
    supplied,
    weighed_as,
    with_parents,
)

LimitKind = Literal["upper level", "legal maximum", "reference intake", "label", "medicine"]
Who = Literal["adults", "children", "pregnancy"]
LimitStatus = Literal["confirmed", "official", "one_source", "memory"]
MILLIGRAMS = {"g": Decimal(1000), "mg": Decimal(1), "µg": Decimal("0.001")}
_SAME = Decimal("0.005")
"""How far an amount may be off a limit and still be it: what rounding international units does."""
_SLIPS = (Decimal(10), Decimal("0.1"), Decimal(1000), Decimal("0.001"))


@dataclass(frozen=True, slots=True)
class Limit:
    """A daily limit or reference amount, whose it is and where it was read."""

    substance: str
    value: Decimal | None
    """In `unit`; None where the body looked at it and set none."""
    unit: str
    body: str
    """The id of the body, e.g. `efsa`."""
    kind: LimitKind
    who: Who
    per: Literal["day", "dose"]
    basis: Literal["elemental", "compound"]
    supplements: bool
    """It is about supplements, not about what food holds."""
    below: bool
    """The amount itself is too much already."""
    what: str
    former: Decimal | None
    """What the body said before, in `unit`."""
    since: str
    source: str
    """Where it was read, in words."""
    status: LimitStatus

    @property
    def id(self) -> str:
        """Body, substance and, where needed, whom it is for."""
        usual = {"adults", "day", "elemental"}
        more = [str(each) for each in (self.who, self.per, self.basis) if each not in usual]
        return "-".join([self.body, self.substance, *more])

    @property
    def body_name(self) -> str:
        """The name of the body, as messages have it."""
        return str(_data()["body"][self.body]["name"])

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """Where it counts."""
        return tuple(_data()["body"][self.body]["jurisdictions"])

    @property
    def mg(self) -> Decimal | None:
        """The amount in milligrams."""
        return self.value * MILLIGRAMS[self.unit] if self.value is not None else None

    @property
    def amount(self) -> str:
        """The amount with its unit, e.g. "250 mg"."""
        return f"{self.value:f} {self.unit}" if self.value is not None else "none"

    @property
    def substance_name(self) -> str:
        """The substance, as messages have it."""
        found = vocabulary.substance(self.substance)
        return found.name() if found is not None else self.substance


def _data() -> dict[str, Any]:
    return load_data("limits.toml")


@cache
def known_limits() -> tuple[Limit, ...]:
    """The limits of `knowledge/limits.toml`.

    Raises:
        ValueError: A row names no known substance, body, unit, kind or source, or is no number.
    """
    data = _data()
    intakes = ({"body": "nrv", "kind": "reference intake", "what": "for labels, adults", **row}
               for row in data["reference"]["rows"])  # fmt: skip
    return tuple(_limit(row) for row in (*intakes, *data["limit"]["rows"]))


def _limit(row: dict[str, Any]) -> Limit:
    """One row, checked: a slip in this file would call right articles wrong."""
    data, substance = _data(), row["substance"]
    value = None if row["value"] == "none" else Decimal(row["value"])
    former = Decimal(row["former"]) if "former" in row else None
    sources = row["source"].split(", ")
    kind, who = row.get("kind", "upper level"), row.get("who", "adults")
    faults = {
        "substance": substance not in vocabulary.vocabulary().substances,
        "value": value is not None and value <= 0,
        "unit": row["unit"] not in MILLIGRAMS,
        "body": row["body"] not in data["body"],
        "kind": kind not in get_args(LimitKind),
        "who": who not in get_args(Who),
        "status": row["status"] not in get_args(LimitStatus),
        "source": not set(sources) <= set(data["sources"]),
    }
    if wrong := [name for name, fault in faults.items() if fault]:
        raise ValueError(f"limits.toml: {substance} ({row['body']}): {wrong[0]} is not known")
    return Limit(
        substance=substance,
        value=value,
        unit=row["unit"],
        body=row["body"],
        kind=kind,
        who=who,
        per=row.get("per", "day"),
        basis=row.get("basis", "elemental"),
        supplements=row.get("supplements", False),
        below=row.get("below", False),
        what=row["what"],
        former=former,
        since=row.get("since", ""),
        source="; ".join(data["sources"][each] for each in sources),
        status=row["status"],
    )


def limits_of(substance: str) -> tuple[Limit, ...]:
    """The limits of a substance (an id), and of what it is a form of."""
    ids = {*with_parents(substance), weighed_as(substance)}
    return tuple(limit for limit in known_limits() if limit.substance in ids)


# --- words -----------------------------------------------------------------------------------------


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words as a regex: abbreviations with their case; a * at the end for longer words."""
    parts = []
    for word in sorted(set(words), key=lambda each: (-len(each), each)):
        stem = word.removesuffix("*")
        spaced = r"\s+".join(re.escape(part) for part in stem.split()).replace(r"\*", r"\w*")
        ending = r"\w*" if word.endswith("*") else ""
        flag = "" if stem.isupper() else "i"
        parts.append(f"(?{flag}:{spaced}{ending})" if flag else f"(?:{spaced}{ending})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def _words(section: str, language: str) -> re.Pattern[str]:
    rows = _data()[section]
    return _pattern(tuple(rows.get(language[:2].lower(), rows["en"])))


def _named_bodies(text: str) -> frozenset[str]:
    return frozenset(
        id_ for id_, row in _data()["body"].items() if _pattern(tuple(row["names"])).search(text)
    )


def _groups(text: str, language: str) -> frozenset[str]:
    rows, code = _data()["who"], language[:2].lower()
    return frozenset(
        who
        for who, words in rows.items()
        if _pattern(tuple(words.get(code, words["en"]))).search(text)
    )


def _for_whom(limits: Sequence[Limit], groups: frozenset[str]) -> tuple[Limit, ...]:
    """Those that are for whom the sentence is about; adults where it names nobody."""
    wanted = groups or {"adults"}
    return tuple(limit for limit in limits if limit.who in wanted)


# --- what a text states ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """A number that a text puts forward as a limit or reference amount."""

    quantity: Quantity
    limits: tuple[Limit, ...]
    """What it was held against, the nearest first."""
    verdict: Literal["right", "slip", "former", "differs", "none_set", "share"]
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
        known = [limit.mg for limit in self.limits if limit.mg is not None]
        amounts = milligrams(self.quantity, self.limit.substance)
        return bool(known) and bool(amounts) and min(high for _, high in amounts) > max(known)


def stated_limits(
    text: str, language: str, *, about: Sequence[str] = ()
) -> tuple[StatedLimit, ...]:
    """Check the limits that a sentence states, e.g. "EFSA's upper limit for zinc is 25 mg".

    A number is held against the bodies that the sentence names; where it names none, against all
    of them. A sentence that gives a limit rightly is right, whatever other amounts stand in it.
    Nothing is said of a body, a substance or an age group that `limits.toml` does not have.

    Args:
        text: One sentence.
        language: ISO 639-1.
        about: Ids of the substances that the sentence is about where it names none.

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


class _Reader:
    """Reads one sentence."""

    def __init__(self, text: str, language: str, about: tuple[str, ...]) -> None:
        self.text, self.language = text, language
        self.names = named_in(text)
        self.quantities = find_quantities(text, language)
        self.bodies = _named_bodies(text)
        self.groups = _groups(text, language)
        self.others = _pattern(tuple(_data()["others"]["names"])).search(text) is not None
        limited = {name.id for name in self.names if limits_of(name.id)}
        whole = limited if len(limited) == 1 else {_whole(weighed_as(id_)) for id_ in limited}
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
        firm = _pattern(tuple(_data()["body"]["nrv"]["names"]))
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
        """The number that each substance of the sentence is said to have as its limit.

        Args:
            without: Bodies of which the sentence gives percentages, not the amount.
        """
        self.bodies -= set(without)
        for id_ in dict.fromkeys(amount.substance for amount in self.amounts):
            ours = [amount for amount in self.amounts if amount.substance == id_]
            found = self._judged(id_, ours)
            if found is not None:
                yield found

    def _judged(self, id_: str, ours: Sequence[_Amount]) -> StatedLimit | None:
        of_it = _for_whom(limits_of(id_), self.groups)
        loose = self._loosely()
        bodies = self.bodies | ({"nrv"} if loose else frozenset())
        limits = [
            x
            for x in of_it
            if (x.body in bodies if bodies else x.kind in {"upper level", "legal maximum"})
        ]
        if not limits or (not bodies and not self._says("limit_words")):
            return None
        if not self._points(bodies):
            return None
        right = next((a for a in ours for x in limits if x.mg and a.is_about(x.mg)), None)
        if right is not None:
            return self._found(right, limits, "right")
        if self.others or any(x.former and self._is_former(ours, x) for x in limits):
            return None
        stated, firmly = self._linked(ours)
        if stated is None:
            return None
        verdict = _verdict(stated, limits)
        if verdict == "differs" and (
            (loose and not self.bodies) or (not firmly and not self._too_much(stated, limits))
        ):
            return None
        if verdict == "none_set" and not firmly:
            return None
        return self._found(stated, limits, verdict)

    def _found(
        self,
        amount: _Amount,
        limits: Sequence[Limit],
        verdict: Literal["right", "slip", "former", "differs", "none_set"],
    ) -> StatedLimit:
        high = max(high for _, high in amount.mg)
        nearest = sorted(limits, key=lambda x: _distance(high, x))
        return StatedLimit(amount.quantity, tuple(nearest), verdict, named=bool(self.bodies))

    def _says(self, section: str) -> bool:
        return _words(section, self.language).search(self.text) is not None

    def _points(self, bodies: frozenset[str]) -> bool:
        """Whether the sentence is about a limit at all."""
        return "nrv" in bodies or self._says("limit_words") or self._says("at_most_words")

    def _loosely(self) -> bool:
        return _pattern(tuple(_data()["body"]["nrv"]["loosely"])).search(self.text) is not None

    def _is_former(self, ours: Sequence[_Amount], limit: Limit) -> bool:
        """Whether the sentence says that the body's former value was one."""
        former = limit.former * MILLIGRAMS[limit.unit] if limit.former else None
        return (
            former is not None and any(a.is_about(former) for a in ours) and self._says("formerly")
        )

    def _too_much(self, amount: _Amount, limits: Sequence[Limit]) -> bool:
        known = [x.mg for x in limits if x.mg is not None]
        return bool(known) and min(high for _, high in amount.mg) > max(known)

    def _linked(self, ours: Sequence[_Amount]) -> tuple[_Amount | None, bool]:
        """The amount that stands there as the limit, and whether a word says so that means a limit."""
        firm = [*_words("limit_words", self.language).finditer(self.text)]
        nrv = _pattern((*_data()["body"]["nrv"]["names"], *_data()["body"]["nrv"]["loosely"]))
        firm += [*nrv.finditer(self.text)]
        if found := self._beside(ours, firm):
            return found, True
        weak = [*_words("at_most_words", self.language).finditer(self.text)]
        return self._beside(ours, weak), False

    def _beside(self, ours: Sequence[_Amount], words: Sequence[re.Match[str]]) -> _Amount | None:
        """The amount that a word for a limit points to: the first behind it, or one right before."""
        compares = _words("compare_words", self.language)
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
        return _words("compare_words", self.language).search(between) is None


def _verdict(
    amount: _Amount, limits: Sequence[Limit]
) -> Literal["slip", "former", "differs", "none_set"]:
    known = [limit for limit in limits if limit.mg is not None]
    if not known:
        return "none_set"
    if any(amount.is_about(x.mg * slip) for x in known if x.mg for slip in _SLIPS):
        return "slip"
    former = [x.former * MILLIGRAMS[x.unit] for x in known if x.former is not None]
    return "former" if any(amount.is_about(value) for value in former) else "differs"


def _distance(amount: Decimal, limit: Limit) -> tuple[int, Decimal]:
    if limit.mg is None:
        return 2, Decimal(0)
    slip = any(abs(amount - limit.mg * s) <= limit.mg * s * _SAME for s in (Decimal(1), *_SLIPS))
    return 0 if slip else 1, abs(amount - limit.mg)


# --- amounts above limits --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AboveLimit:
    """A daily amount that is above limits."""

    quantity: Quantity
    limits: tuple[Limit, ...]


def limits(
    daily: Quantity, substance: str, *, jurisdictions: Iterable[str], who: Iterable[str] = ()
) -> tuple[tuple[Limit, bool], ...]:
    """The limits of the jurisdictions named, each with whether a daily amount is above it.

    Amounts of a compound are compared by what they hold of the substance where that share is known;
    reference intakes, amounts for labels and limits for one dose are no daily limits.

    Args:
        daily: An amount per day.
        substance: The id of what it is an amount of.
        jurisdictions: `eu`, `nl`, `be`, `us`; without any, nothing is checked.
        who: Whom the sentence is about: `children`, `pregnancy`; adults where nobody is named.
    """
    places = set(jurisdictions)
    here = [
        limit
        for limit in limits_of(substance)
        if limit.kind in {"upper level", "legal maximum"}
        and limit.per == "day"
        and limit.mg is not None
        and places & set(limit.jurisdictions)
    ]
    checked = []
    for limit in _for_whom(here, frozenset(who) - {"adults"}) or _for_whom(here, frozenset()):
        if limit.basis == "compound":
            held = milligrams(daily, substance) if limit.substance == substance else ()
            held = () if daily.elemental else held
        else:
            held = supplied(daily, substance, _whole(limit.substance))
        if held and limit.mg is not None:
            most = min(high for _, high in held)
            checked.append((limit, most > limit.mg or (limit.below and most == limit.mg)))
    return tuple(checked)


def _whole(substance: str) -> str:
    """What the elemental amounts of a limit are of: magnesium, for magnesium L-threonate."""
    compound = compounds().get(substance)
    return compound.of if compound is not None else substance


def above_limits(
    text: str, language: str, jurisdictions: Iterable[str], *, about: Sequence[str] = ()
) -> tuple[AboveLimit, ...]:
    """Find the daily amounts of a sentence that are above the limits named.

    Amounts that stand there as a limit or reference intake and "up to" are left out. A limit for
    supplements counts where the sentence speaks of one.

    Args:
        text: One sentence.
        language: ISO 639-1.
        jurisdictions: `eu`, `nl`, `be`, `us`.
        about: Ids of the substances that the sentence is about where it names none.
    """
    text = normal(text[:MAX_TEXT])
    places = tuple(jurisdictions)
    if not places or re.search(r"\d", text) is None:
        return ()
    if any(_words(s, language).search(text) for s in ("limit_words",)) or "nrv" in _named_bodies(
        text
    ):
        return ()
    supplement = _pattern(tuple(_data()["supplement"]["words"])).search(text) is not None
    names: tuple[SubstanceMention, ...] = named_in(text)
    groups = _groups(text, language)
    found = []
    for quantity in find_quantities(text, language):
        id_ = substance_of(quantity, text, names)
        if id_ is None and len({name.id for name in names}) == 1:
            id_ = names[0].id
        if id_ is None and not names and len(about) == 1:
            id_ = about[0]
        if id_ is None or not quantity.per_day or quantity.comparator in {"<", "<="}:
            continue
        checked = limits(quantity, id_, jurisdictions=places, who=groups)
        exceeded = tuple(
            limit for limit, above in checked if above and (supplement or not limit.supplements)
        )
        if exceeded:
            found.append(AboveLimit(quantity, exceeded))
    return tuple(found)
