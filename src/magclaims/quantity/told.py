"""What the numbers of a text say: `stated` reads them."""

from decimal import Decimal
from typing import Literal, NamedTuple

from magclaims.knowledge import vocabulary
from magclaims.model.values import dataclass
from magclaims.quantity.numbers import Quantity
from magclaims.quantity.substances import compounds, with_parents

Role = Literal[
    "dose", "duration", "share", "points", "ratio", "change", "participants", "studies", "count"
]


Taken = Literal["day", "once", ""]


class Dose(NamedTuple):
    """One reading of an amount: milligrams (or the unit's base) a day, and of what."""

    low: Decimal
    high: Decimal
    of: str
    """A substance id; empty where nobody can tell."""
    dimension: str
    converted: bool = False
    """By molar masses or international units, which are rounded."""
    for_adults: bool = False
    """Of an amount per kilogram of body weight: what adults of any weight took."""
    taken: Taken = ""
    """Whether it is all of a day, or what is taken several times; empty where nobody says."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity with what it says."""

    quantity: Quantity
    role: Role
    doses: tuple[Dose, ...] = ()
    """All readings of a dose: of the salt or of its element, at once or over the day."""
    people: bool = False
    """A share of the people, not an effect."""
    effect: bool = False
    """A change, not a share of the people."""
    mode: Literal["absolute", "relative", ""] = ""

    @property
    def low(self) -> Decimal:
        """In the base unit."""
        return self.quantity.amounts[0]

    @property
    def high(self) -> Decimal:
        """In the base unit."""
        return self.quantity.amounts[1]


@dataclass(frozen=True)
class Numbers:
    """The numbers of one text.

    Attributes:
        pairs: Neighbouring values of one kind within a sentence: (first, second, unit), the first
            the one that a change starts from where the text says so.
        ratios: Risk, odds and hazard ratios.
        parts: Counts out of counts, as percentages: "30 of 50".
        about: As it was read: ids of the substances that an amount without a name is of.
    """

    text: str
    stated: tuple[Stated, ...]
    pairs: tuple[tuple[Decimal, Decimal, str], ...] = ()
    ratios: tuple[Decimal, ...] = ()
    parts: tuple[Decimal, ...] = ()
    language: str = ""
    about: tuple[str, ...] = ()

    def of(self, role: Role) -> tuple[Stated, ...]:
        """Those that say this."""
        return tuple(each for each in self.stated if each.role == role)


NO_NUMBERS = Numbers("", ())


def comparable(one: Dose, other: Dose) -> bool:
    """Whether two amounts are of one thing: the same substance, or one that is told more closely."""
    if one.dimension != other.dimension or (one.for_adults and other.for_adults):
        return False
    if {one.taken, other.taken} == {"day", "once"}:
        return False
    if one.of == other.of or not one.of or not other.of:
        return True
    known = vocabulary.vocabulary().substances
    for inner, outer in ((one.of, other.of), (other.of, one.of)):
        if outer in with_parents(inner):
            # Fish oil is no dose of omega-3, nor a salt one of its element.
            return known[inner].kind != "source" and inner not in compounds()
    return False
