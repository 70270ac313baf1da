"""The policy as a data table: rows that match tags, read from `knowledge/policy.toml`.

`judge/link` and `judge/verdict` turn links and occurrences into tags; this module says which rows they
meet. The rows can be given other outcomes in the configuration; what a row means stays fixed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from magclaims.knowledge.data import load as load_data
from magclaims.model.registry import Verdict
from magclaims.model.values import dataclass

FINE = frozenset({Verdict.SUPPORTED, Verdict.NOT_APPLICABLE})
"""Verdicts that nothing has to be mended for."""
Ceiling = Literal["nothing", "none", "correlational", "conditional", "causal", "as_said"]
"""A strength; `nothing`: the link carries nothing; `as_said`: no stronger than the source is quoted
to say."""

CauseKind = Literal[
    "retracted",
    "wrong_work",
    "preclinical",
    "contradicted",
    "formula",
    "number",
    "no_source",
    "not_listed",
    "unlinked",
    "comparison",
    "beyond",
    "part",
    "unreadable",
    "unread",
    "in_doubt",
    "open",
]
"""From the most to the least harm to a reader; the order in which causes are shown."""


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One row: the tags that it needs, and what follows."""

    id: str
    when: tuple[frozenset[str], ...]
    unless: frozenset[str] = frozenset()
    ceiling: Ceiling | None = None
    cap: Verdict | None = None
    verdict: Verdict | None = None
    assumed: bool = False
    """A ceiling that stands in for what nobody knows: it alone overstates no sentence."""
    rule: str | None = None
    """The rule that reports it, where that is not the verdict's own."""
    advice: tuple[str, ...] = ()
    """Codes of what to write instead; the first that can be said is said."""
    about: Literal["best", "against", "number"] = "best"
    """The work that the advice is about: the one that carries most, finds otherwise, or has another
    number."""
    tells: Literal["", "why_nothing", "comparators", "known_works", "ceiling"] = ""
    """What its reason goes on with."""
    number: str = ""
    """How a number of the sentence stands to its source, where the row is about that number."""
    some_people: bool = False
    """A limit because only some people took part; trials may agree in that."""
    alone: bool = False
    """No reference decides, and no other one would help."""

    def matches(self, tags: Collection[str]) -> bool:
        """Whether all of `when` and none of `unless` hold."""
        # A loop: this is asked some eighty times a claim.
        for group in self.when:
            if group.isdisjoint(tags):
                return False
        return self.unless.isdisjoint(tags)


class Overrides(BaseModel):
    """Other outcomes for rows of the table, by row id."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    ceilings: dict[str, Ceiling] = Field(default_factory=dict)
    """The most that a sentence may say."""
    caps: dict[str, Literal["partly_supported", "supported"]] = Field(default_factory=dict)
    """The best verdict; `supported` lifts the cap."""
    verdicts: dict[str, Verdict] = Field(default_factory=dict)
    """The verdict."""

    @model_validator(mode="after")
    def _rows_exist(self) -> "Overrides":
        table = load()
        known = {
            "ceilings": {r.id for r in (*table.ceilings, *table.limits) if r.ceiling},
            "caps": {r.id for r in (*table.ceilings, *table.limits)},
            "verdicts": {r.id for r in table.verdicts},
        }
        for name, rows in known.items():
            unknown = sorted(set(getattr(self, name)) - rows)
            if unknown:
                raise ValueError(
                    f"policy.{name} has no row `{unknown[0]}`; it has {', '.join(sorted(rows))}"
                )
        return self


@dataclass(frozen=True, slots=True)
class Policy:
    """The three tables."""

    ceilings: tuple[PolicyRow, ...]
    limits: tuple[PolicyRow, ...]
    verdicts: tuple[PolicyRow, ...]
    rules: Mapping[Verdict, str]
    """The rule that reports a verdict, where no row names another."""
    causes: Mapping[str, CauseKind]
    """What has to be mended where a rule reports a verdict."""

    def ceiling(self, tags: Collection[str]) -> PolicyRow:
        """The first ceiling row that matches; a link of no known kind carries nothing."""
        return next((row for row in self.ceilings if row.matches(tags)), UNKNOWN)

    def limits_on(self, tags: Collection[str]) -> tuple[PolicyRow, ...]:
        """All limit rows that match."""
        return tuple(row for row in self.limits if row.matches(tags))

    def verdict(self, tags: Collection[str]) -> PolicyRow:
        """The first verdict row that matches; the last one always does."""
        return next(row for row in self.verdicts if row.matches(tags))

    def only_some_people(self, carrying: Collection[str]) -> bool:
        """Whether a limit applied because only some people took part, by the ids of a link's rows."""
        return any(row.some_people and row.id in carrying for row in self.limits)

    def rule_for(self, row: PolicyRow, carrying: Collection[str]) -> str | None:
        """The rule that reports a verdict; None for none. `carrying` are the rows of the link that carries most."""
        if row.verdict in FINE or row.verdict is None:
            return None
        lowering = (r.rule for r in (*self.ceilings, *self.limits) if r.rule and r.id in carrying)
        lowered = next(lowering, None) if row.verdict is Verdict.OVERSTATED else None
        return row.rule or lowered or self.rules[row.verdict]

    def override(self, overrides: Overrides) -> "Policy":
        """The same tables with the user's outcomes."""
        return replace(
            self,
            ceilings=tuple(_changed(row, overrides) for row in self.ceilings),
            limits=tuple(_changed(row, overrides) for row in self.limits),
            verdicts=tuple(_decided(row, overrides) for row in self.verdicts),
        )


UNKNOWN = PolicyRow(id="unknown_evidence", when=(), ceiling="nothing")


def _changed(row: PolicyRow, overrides: Overrides) -> PolicyRow:
    cap = overrides.caps.get(row.id)
    return replace(
        row,
        ceiling=overrides.ceilings.get(row.id, row.ceiling),
        cap=(None if cap == "supported" else Verdict(cap)) if cap else row.cap,
    )


def _decided(row: PolicyRow, overrides: Overrides) -> PolicyRow:
    verdict = overrides.verdicts.get(row.id, row.verdict)
    made_fine = verdict in FINE and verdict is not row.verdict
    return replace(row, verdict=verdict, advice=() if made_fine else row.advice)


@lru_cache(maxsize=1)
def load() -> Policy:
    """The policy that ships with the package."""
    document = load_data("policy.toml")
    return Policy(
        ceilings=_rows(document["ceiling"]),
        limits=_rows(document["limit"]),
        verdicts=_rows(document["verdict"]),
        rules={Verdict(verdict): rule for verdict, rule in document["rule"].items()},
        causes=document["cause"],
    )


def _rows(entries: Iterable[Mapping[str, Any]]) -> tuple[PolicyRow, ...]:
    return tuple(
        PolicyRow(
            **{
                **entry,
                "when": tuple(frozenset(group.split("|")) for group in entry["when"]),
                "unless": frozenset(entry.get("unless", ())),
                "cap": Verdict(entry["cap"]) if "cap" in entry else None,
                "verdict": Verdict(entry["verdict"]) if "verdict" in entry else None,
                "advice": tuple(entry.get("advice", ())),
            }
        )
        for entry in entries
    )
