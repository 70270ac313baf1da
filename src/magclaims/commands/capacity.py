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

_CONDITIONS = {
    Level.ANIMAL: "only where the sentence names {species}; about people it supports nothing",
    Level.IN_VITRO: "only where the sentence names the cells; about people it supports nothing",
    Level.COMBINED_FORMULA: "only where the formula is the subject: {ingredients}",
    Level.AUTHORITY: "no stronger than the words that you quote under `says`",
    Level.NARRATIVE_REVIEW: "for a mechanism; for an effect in people it supports nothing",
    Level.BACKGROUND: "background: it shows no effect",
}


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a work can support: the most that a sentence may say, and on which condition."""

    level: Level | None
    ceiling: str
    condition: str
    substance: tuple[str, ...]
    reasons: tuple[Reason, ...]


RETRACTED = Capacity(None, "nothing", "it was retracted: no claim may rest on it", (), ())
SUPERSEDED = Capacity(
    None,
    "nothing",
    "it was retracted and replaced: a claim may rest on the new version alone",
    (),
    (),
)


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
        return Capacity(None, "nothing", "its subjects are not known", study.ingredients, ())
    ceiling, reasons = carries(level, study)
    condition = _CONDITIONS.get(level, "for the people, dose and outcome that were studied").format(
        species=", ".join(study.species) or "the animals",
        ingredients=" + ".join(study.ingredients) or "all its ingredients",
    )
    return Capacity(level, ceiling, condition, study.ingredients, reasons)
