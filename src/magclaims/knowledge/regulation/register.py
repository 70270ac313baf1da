"""The register of health claims as typed rows, by substance."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from magclaims.knowledge import SubstanceTerm
from magclaims.knowledge.data import load
from magclaims.knowledge.languages import READ
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.vocabulary import vocabulary
from magclaims.model.values import dataclass

Article = Literal["13(1)", "13(5)", "14(1)(a)", "14(1)(b)"]
WordingStatus = Literal[
    "official_copy_read", "seen_in_use_not_official", "memory_but_predicate_official", "memory"
]
Status = Literal["V", "M"]
"""V: read in a public source in November 2026; M: from memory."""
Basis = Literal["source_of", "daily", "portion", "contains", "per_body_weight"]

MICROGRAMS: Mapping[str, Decimal] = {
    "µg": Decimal(1),
    "mg": Decimal(1_000),
    "g": Decimal(1_000_000),
}
"""Units of amounts, in micrograms."""

_SAME_SUBSTANCE = frozenset({"form", "extract", "strain"})
"""Kinds of the vocabulary that carry what their parent carries: the citrate is magnesium."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an authorised claim says, whatever its words.

    Attributes:
        effect: In English, as the register has it.
        family: Claims of one family are offered instead of each other.
        strong: Beginnings of verbs that say no more than the authorised wording.
        less: Whether less of it may be what is promised (fatigue), so that "reduces" is no harm.
        words: Language -> names of the function; `*` any ending, `..` a gap.
    """

    id: str
    effect: str
    family: str
    strong: tuple[str, ...] = ()
    less: bool = False
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuthorisedClaim:
    """An entry of the list of health claims.

    Attributes:
        substances: Ids of the vocabulary; with `together` it takes all of them, else any.
        article: Of Regulation (EC) No 1924/2006.
        wordings: Language -> the wording; English where it was read, Dutch where one is at hand.
        dutch: How sure the Dutch wording is; None where there is none.
        conditions: Of use, in English.
        amount: The least amount in micrograms; None where the condition is no mass.
        shown: That amount as the register gives it ("56.25 mg").
        basis: What the amount counts for.
        efsa: The opinion behind it; may be empty.
        revoked: The act that took it from the list; empty where it is in force.
        together: See `substances`.
    """

    id: str
    substances: tuple[str, ...]
    meaning: str
    article: Article
    wordings: Mapping[str, str]
    dutch: WordingStatus | None
    conditions: str
    amount: Decimal | None
    shown: str
    basis: Basis | None
    note: str
    act: str
    efsa: str
    revoked: str
    together: bool

    @property
    def children_or_risk(self) -> bool:
        """Whether it falls under Article 14."""
        return self.article.startswith("14")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was refused, or of which the list holds nothing.

    Attributes:
        effects: Ids of meanings, effects or outcomes that it is about; empty: of all.
        reference: The act or opinion; may be empty.
    """

    substances: tuple[str, ...]
    effects: frozenset[str]
    fact: str
    reference: str
    status: Status


@dataclass(frozen=True, slots=True)
class OnHold:
    """The claims on botanicals that nobody has decided."""

    substances: frozenset[str]
    categories: frozenset[str]
    what: str
    meaning: str
    psychological: str
    status: Status


@dataclass(frozen=True, slots=True)
class LegalAmount:
    """An amount of a substance at which food law says something of its own.

    Attributes:
        names: Further words in a text that name what the amount is of.
        places: Jurisdictions in which it holds.
        amount: In micrograms a day.
        included: Whether it holds from this amount on, or above it only.
        article: Its article or what it is about.
    """

    substances: frozenset[str]
    names: tuple[str, ...]
    places: frozenset[str]
    amount: Decimal
    included: bool
    fact: str
    instead: str
    act: str
    article: str
    status: Status


@dataclass(frozen=True, slots=True)
class Register:
    """All rows, and what they say of a substance."""

    meanings: Mapping[str, Meaning]
    claims: Mapping[str, AuthorisedClaim]
    refusals: tuple[Refusal, ...]
    on_hold: OnHold
    limits: tuple[LegalAmount, ...]
    _by_substance: Mapping[str, tuple[AuthorisedClaim, ...]]

    def claims_for(self, substance: str, *, revoked: bool = False) -> tuple[AuthorisedClaim, ...]:
        """The claims in force (or `revoked`) for a substance; a form, extract or strain carries its parent's."""
        return tuple(
            claim
            for id_ in carriers(substance)
            for claim in self._by_substance.get(id_, ())
            if bool(claim.revoked) is revoked
        )

    def refusals_for(self, substance: str, effects: Sequence[str] = ()) -> tuple[Refusal, ...]:
        """What is known to be refused for a substance, about these effects or all of them."""
        # What is refused for omega-3 as such is no word on DHA, which has claims of its own.
        ids = set(carriers(substance, groups=not self.claims_for(substance)))
        return tuple(
            refusal
            for refusal in self.refusals
            if ids & set(refusal.substances)
            and (not refusal.effects or refusal.effects & set(effects))
        )

    def is_on_hold(self, substance: str) -> bool:
        """Whether a substance is a botanical whose claims are on hold."""
        item = vocabulary().substances.get(substance)
        botanical = item is not None and item.category in self.on_hold.categories
        listed = bool(set(carriers(substance)) & self.on_hold.substances)
        refused = any(not r.effects for r in self.refusals_for(substance))
        return not self.claims_for(substance) and (listed or (botanical and not refused))

    def knows(self, substance: str) -> bool:
        """Whether the list says anything of a substance: claims, refusals, or that it is on hold."""
        return bool(
            self.claims_for(substance)
            or self.claims_for(substance, revoked=True)
            or any(not r.effects for r in self.refusals_for(substance))
            or self.is_on_hold(substance)
        )


@cache
@remembered
def carriers(substance: str, *, groups: bool = False) -> tuple[str, ...]:
    """The substance and what it is a form, extract or strain of; what they carry, it carries.

    With `groups` also what it is a member or source of: what is refused for probiotics is refused for each.
    """
    known = vocabulary().substances
    found = [substance]
    item: SubstanceTerm | None = known.get(substance)
    carried_by = load("regulation/claims.toml")["carried_by"]
    while item is not None and (item.parent is not None or item.id in carried_by):
        parent = known[carried_by.get(item.id) or item.parent or ""]
        same = item.kind in _SAME_SUBSTANCE and parent.kind != "group"
        if not same and not groups and item.id not in carried_by:
            break
        found.append(parent.id)
        item = parent
    return tuple(found)


def together(substances: Sequence[str]) -> tuple[str, ...]:
    """The substances, and what some of them make up when they are named together (EPA and DHA)."""
    named = set(substances)
    made = (
        whole
        for whole, parts in load("regulation/claims.toml")["together"].items()
        if set(parts) <= named and whole not in named
    )
    return (*substances, *made)


def parts(substance: str) -> tuple[str, ...]:
    """What an id of the vocabulary stands for that names several substances; else itself."""
    made_of: tuple[str, ...] = tuple(load("regulation/claims.toml")["together"].get(substance, ()))
    return (substance, *made_of) if register().claims_for(substance) else made_of or (substance,)


@cache
def official_sentences() -> frozenset[str]:
    """The sentences of the wordings in force, without case and full stop."""
    return frozenset(
        sentence.strip(" .").casefold()
        for claim in register().claims.values()
        if not claim.revoked
        for wording in claim.wordings.values()
        for sentence in wording.split(". ")
    )


@cache
def register() -> Register:
    """The register as the package has it; what its rows may hold, its tests say."""
    listed, refused = load("regulation/claims.toml"), load("regulation/refused.toml")
    claims = {id_: _claim(id_, row, listed["conditions"]) for id_, row in listed["claim"].items()}
    by_substance: dict[str, tuple[AuthorisedClaim, ...]] = {}
    for claim in claims.values():
        for substance in claim.substances:
            by_substance[substance] = (*by_substance.get(substance, ()), claim)
    return Register(
        meanings={
            id_: _meaning(id_, r) for id_, r in load("regulation/meanings.toml")["meaning"].items()
        },
        claims=claims,
        refusals=tuple(
            Refusal(
                tuple(row["substances"]),
                frozenset(row.get("effects", ())),
                row["fact"],
                row.get("reference", ""),
                row["status"],
            )
            for row in refused["refused"]
        ),
        on_hold=OnHold(**_sets(refused["on_hold"], "substances", "categories")),
        limits=tuple(map(_limit, load("regulation/limits.toml")["limit"])),
        _by_substance=by_substance,
    )


def _sets(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A row with some of its lists as sets."""
    return {**row, **{name: frozenset(row[name]) for name in names}}


def _mass(row: Mapping[str, Any]) -> Decimal:
    return Decimal(row["amount"]) * MICROGRAMS[row["unit"]]


def _meaning(id_: str, row: Mapping[str, Any]) -> Meaning:
    return Meaning(
        id_,
        row["effect"],
        row["family"],
        tuple(row.get("strong", ())),
        row.get("less", False),
        {code: tuple(row[f"words_{code}"]) for code in READ if f"words_{code}" in row},
    )


def _claim(id_: str, row: Mapping[str, Any], templates: Mapping[str, str]) -> AuthorisedClaim:
    conditions = templates.get(row["conditions"], row["conditions"])
    of = f" of {row['amount_of']}" if "amount_of" in row else ""
    return AuthorisedClaim(
        id=id_,
        substances=tuple(row["substances"]),
        meaning=row["meaning"],
        article=row["article"],
        wordings={code: row[code] for code in ("en", "nl") if code in row},
        dutch=row.get("nl_status"),
        conditions=conditions.replace(
            "<substance>", vocabulary().substances[row["substances"][0]].name()
        ),
        # An amount from all sources, or of two things at once, cannot be held against one number.
        amount=_mass(row) if "amount" in row and not of else None,
        shown=f"{row['amount']} {row['unit']}{of}" if "amount" in row else "",
        basis=row.get("basis"),
        note=row.get("amount_note", ""),
        act=row["act"],
        efsa=row.get("efsa", ""),
        revoked=row.get("revoked", ""),
        together=row.get("together", False),
    )


def _limit(row: Mapping[str, Any]) -> LegalAmount:
    given = {name: value for name, value in row.items() if name not in {"unit", "from"}}
    return LegalAmount(
        **_sets(given, "substances", "places")
        | {"names": tuple(row.get("names", ())), "amount": _mass(row), "included": row["from"]}
    )
