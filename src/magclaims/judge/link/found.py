"""Whether a study found what a claim says, the opposite, or nothing."""

from typing import Literal

from magclaims.knowledge import outcome, pole
from magclaims.lexicon.direction import AXIS, VALUE, worth
from magclaims.model.registry import Direction, Outcome

Agreement = Literal["agrees", "unclear", "opposite", "nothing", "undetermined"]
"""What a study found, seen from the claim; `unclear` where the two cannot be compared."""


def found(claimed: Direction | None, name: str, measured: Outcome) -> Agreement:
    """What a study's outcome says of a claim on `name` that goes in the claimed direction."""
    went = measured.direction
    if went == "undetermined":
        return "undetermined"
    if claimed is Direction.NO_EFFECT:
        return "agrees" if went == "no_difference" else "opposite"
    if went == "no_difference":
        return "nothing"
    if claimed is Direction.CHANGES:
        return "agrees"
    if claimed is None:
        return "opposite" if went == "worse" else "agrees"
    if went == "changed":
        return "unclear"
    ours, theirs = AXIS.get(claimed), AXIS.get(went)
    apart = pole(name) * pole(measured.name)
    if ours is None or theirs is None or not _one_scale(name, measured.name):
        ours, theirs = worth(claimed, name), worth(went, measured.name)
    elif apart < 0:
        ours = -ours
    if ours is None or theirs is None:
        # More of what is neither good nor bad by itself is what "supports" means; less is not.
        ours, theirs = _more(claimed), _more(went)
        return (
            "agrees"
            if ours is not None and theirs is not None and ours * apart == theirs
            else "unclear"
        )
    return "agrees" if ours == theirs else "opposite"


def found_safe(measured: Outcome) -> Agreement:
    """What a study's outcome says of a claim that there is no harm."""
    match measured.direction:
        case "no_difference" | "better" | "decreased":
            return "agrees"
        case "worse" | "increased":
            return "opposite"
        case "changed":
            return "unclear"
        case _:
            return "undetermined"


def found_as_well(measured: Outcome) -> Agreement:
    """What a study's outcome says of a claim that something does as well as what it was compared with."""
    match measured.direction:
        case "no_difference" | "better":
            return "agrees"
        case "worse":
            return "opposite"
        case "undetermined":
            return "undetermined"
    gain = worth(measured.direction, measured.name)
    return "unclear" if gain is None else "agrees" if gain > 0 else "opposite"


def _more(way: Direction | str) -> int | None:
    """More, or what may mean it."""
    return AXIS.get(way, VALUE.get(way))


def _one_scale(claimed: str, measured: str) -> bool:
    """Whether more of the one is more of the other: not so for insulin sensitivity and resistance."""
    ours, theirs = outcome(claimed), outcome(measured)
    if ours is None or theirs is None:
        # Denser bones are no more fractures.
        gains = {worth(Direction.INCREASES, name) for name in (claimed, measured)}
        return len(gains) == 1 or None in gains
    return ours.id == theirs.id or (
        ours.better == theirs.better and pole(claimed) == pole(measured)
    )
