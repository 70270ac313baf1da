"""What one work can support, and all that `lookup` found of it."""

from collections.abc import Mapping
from dataclasses import field

from magclaims.errors import Exit
from magclaims.judge.link.links import carries
from magclaims.match.identity import WITHDRAWING, standing
from magclaims.model.finding import Reason
from magclaims.model.identifiers import Identifier
from magclaims.model.registry import Level, Study
from magclaims.model.values import dataclass
from magclaims.model.work import Answer, Missing, Unreachable, Work
from magclaims.study.levels import level_of

_CONDITIONS = frozenset(
    {
        Level.ANIMAL,
        Level.IN_VITRO,
        Level.COMBINED_FORMULA,
        Level.AUTHORITY,
        Level.NARRATIVE_REVIEW,
        Level.BACKGROUND,
    }
)
"""Levels with a condition of their own."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a work can support: the most that a sentence may say, and on which condition."""

    level: Level | None
    ceiling: str
    condition: str
    """A code of the table `condition` of a language."""
    substance: tuple[str, ...]
    reasons: tuple[Reason, ...]


RETRACTED = Capacity(None, "nothing", "retracted", (), ())
SUPERSEDED = Capacity(None, "nothing", "replaced", (), ())


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Everything that `lookup` shows of one identifier."""

    identifier: Identifier
    answer: Answer
    key: str | None
    """Its key in the bibliography."""
    claims: tuple[str, ...]
    study: Study | None
    capacity: Capacity | None
    inferred: bool
    """The study's facts come from the record's own text, not from the registry."""
    incomplete: str | None = None
    """Why a second source, which may know of a notice, did not add to the record."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Base URLs that were asked in the place of services, by service."""
    near: tuple[tuple[str, str], ...] = ()
    """Where it was not found: key and identifier of one's own entries that differ by one character."""


def withdrawn(answer: Answer) -> bool:
    """Whether it is a work that no longer stands."""
    return isinstance(answer, Work) and any(
        notice.type in WITHDRAWING for notice in standing(answer.notices)
    )


def replaced(answer: Answer) -> bool:
    """Whether it was retracted and a new version took its place."""
    return isinstance(answer, Work) and any(
        notice.type == "retraction_and_replacement" for notice in standing(answer.notices)
    )


def withdrawn_as(answer: Answer) -> Capacity | None:
    """That a work which no longer stands supports nothing; None where it stands."""
    if not withdrawn(answer):
        return None
    return SUPERSEDED if replaced(answer) else RETRACTED


def exit_of(answer: Answer) -> Exit:
    """The exit code of an answer: a work that no longer stands, or that there is not, is a finding."""
    match answer:
        case Work():
            return Exit.FINDINGS if withdrawn(answer) else Exit.OK
        case Missing():
            return Exit.FINDINGS
        case Unreachable():
            return Exit.UNREACHABLE


def capacity(study: Study) -> Capacity:
    """The most that a sentence may say on one study, as the policy has it."""
    level = level_of(study)
    if level is None:
        return Capacity(None, "nothing", "unknown", study.ingredients, ())
    ceiling, reasons = carries(level, study)
    condition = level.value if level in _CONDITIONS else "studied"
    return Capacity(level, ceiling, condition, study.ingredients, reasons)
