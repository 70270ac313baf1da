"""Which way a claim says that its outcome goes, and whether a study found that, the opposite or nothing.

A claim's direction is declared, or told from its statement, which is in English. What the words do
not tell clearly is None: then nothing is held against the claim.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from magclaims.knowledge import outcome as known_outcome
from magclaims.knowledge import vocabulary
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.model.registry import Claim, Direction, Outcome

Found = Literal["agrees", "unclear", "opposite", "nothing", "undetermined"]
"""What a study found, seen from the claim; `unclear` where the two cannot be compared."""

_JOINS = re.compile(r"[,;]|\b(?:and|but|while|whereas|yet)\b")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_ABSENT = re.compile(r"\b(?:no|without|free of)(?: [a-z]+)? it\b")
"""The outcome itself stands for "it" here."""
_IN = frozenset({"in", "among", "for"})
_GROUP = 4
"""Words within which people follow: "in otherwise healthy older adults"."""
_FLIPS = {
    Direction.INCREASES: Direction.WORSENS,
    Direction.DECREASES: Direction.IMPROVES,
}
_AXIS = {
    Direction.INCREASES: 1,
    Direction.DECREASES: -1,
    "increased": 1,
    "decreased": -1,
}
_VALUE = {Direction.IMPROVES: 1, Direction.WORSENS: -1, "better": 1, "worse": -1}
_HAPPENED = frozenset({"better", "worse", "increased", "decreased", "changed"})


def direction_of(claim: Claim) -> Direction | None:
    """The declared direction, or the one that the statement tells; None where neither is."""
    return claim.direction or told(claim.statement, claim.about.outcome)


def direction_on(claim: Claim, name: str) -> Direction | None:
    """The direction in which a claim says that one of its outcomes goes.

    A statement may tell several ("raises mood and lowers anxiety"): then the part that names the
    outcome is read alone. None where that is not clear.
    """
    whole = direction_of(claim)
    if whole is not None or len(claim.about.outcome) < 2:
        return whole
    part = _part_on(claim.statement, name, claim.about.outcome)
    return told(part, [name]) if part is not None else None


def _part_on(statement: str, name: str, names: Sequence[str]) -> str | None:
    """The part of a statement, with a verb of its own, that names one of several outcomes."""
    own = {each: [fold(form) for form in _names(each)] for each in names}
    parts: list[str] = []
    for piece in _JOINS.split(statement):
        if parts and not tells(piece):
            parts[-1] = f"{parts[-1]} and {piece}"  # "memory and attention" share a verb
        else:
            parts.append(piece)
    plain = fold(statement)
    if is_open(statement.lower()) or sum(any(f in plain for f in fs) for fs in own.values()) < 2:
        return None
    found = [part for part in parts if any(form in fold(part) for form in own[name])]
    return found[0] if len(found) == 1 else None


def _names(name: str) -> Iterator[str]:
    yield name
    listed = vocabulary.outcome(name)
    if listed is not None:
        yield from listed.names.get("en", ())


def tells(text: str) -> bool:
    """Whether a text in English has a word that tells a direction."""
    table = _table()
    words = _WORD.findall(text.lower())
    return any(word in _verbs() or word in table["weak_increases"] for word in words)


def told(statement: str, outcomes: Sequence[str] = ()) -> Direction | None:
    """The direction that an English statement asserts; None where it tells none, or several.

    Args:
        statement: One sentence.
        outcomes: Names of what it is about; words within them tell no direction ("bone loss").
    """
    text = " ".join(_WORD.findall(statement.lower().replace("\u2019", "'")))
    for name in outcomes:
        own = " ".join(_WORD.findall(name.lower()))
        if own:
            text = re.sub(rf"\b{re.escape(own)}\b", "it", text)
    table = _table()
    if is_open(text):
        return None
    nothing = _phrases("no_effect").search(text) is not None
    for phrase in _neutral():
        text = phrase.sub(" ", text)
    words = text.split()
    said = {
        (direction, _denied(words, index))
        for index, word in enumerate(words)
        if (direction := _verbs().get(word)) is not None
    }
    asserted = {direction for direction, denied in said if not denied}
    if nothing or (said and not asserted):
        return Direction.NO_EFFECT
    if len(asserted) < len(said):
        return None  # a part is denied, a part is not
    firm = asserted - {Direction.CHANGES} or asserted
    if len(firm) == 1:
        return _turned(firm.pop(), words, outcomes)
    weak = [_denied(words, i) for i, word in enumerate(words) if word in table["weak_increases"]]
    if not said and not weak and _ABSENT.search(text):
        return Direction.NO_EFFECT  # "has no side effects"
    if firm or not weak:
        return None
    return Direction.NO_EFFECT if all(weak) else Direction.INCREASES


def is_open(text: str) -> bool:
    """Whether a statement, in lower case, says that nobody knows: it asserts and denies nothing."""
    return _phrases("open").search(text) is not None


def found(claimed: Direction | None, name: str, measured: Outcome) -> Found:
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
    ours, theirs = _AXIS.get(claimed), _AXIS.get(went)
    if ours is None or theirs is None or not _one_scale(name, measured.name):
        ours, theirs = worth(claimed, name), worth(went, measured.name)
    if ours is None or theirs is None:
        # More of what is neither good nor bad by itself is what "supports" means; less is not.
        more = {_AXIS.get(claimed), _VALUE.get(claimed)} & {_AXIS.get(went), _VALUE.get(went)}
        return "agrees" if more - {None} else "unclear"
    return "agrees" if ours == theirs else "opposite"


def is_harm(claimed: Direction | None, names: Iterable[str]) -> bool:
    """Whether a claim says that something got worse."""
    return claimed is not None and any(worth(claimed, name) == -1 for name in names)


def happened(measured: Outcome) -> bool:
    """Whether anything changed."""
    return measured.direction in _HAPPENED


def worth(direction: Direction | str, name: str) -> int | None:
    """What a direction means for an outcome: 1 for better, -1 for worse; None where more is neither."""
    if direction in _VALUE:
        return _VALUE[direction]
    axis = _AXIS.get(direction)
    better = _better(name)
    if axis is None or better in {None, "context"}:
        return None
    return axis if better == "higher" else -axis


def _better(name: str) -> str | None:
    listed = vocabulary.outcome(name)
    if listed is not None:
        return listed.better
    known = known_outcome(name)
    if known is not None:
        return known.better
    bad = not set(_WORD.findall(name.lower())).isdisjoint(_table()["bad_outcomes"])
    return "lower" if bad else None


def _one_scale(claimed: str, measured: str) -> bool:
    """Whether more of the one is more of the other: not so for insulin sensitivity and resistance."""
    ours, theirs = vocabulary.outcome(claimed), vocabulary.outcome(measured)
    if ours is None or theirs is None:
        return True
    return ours.id == theirs.id or ours.better == theirs.better


def _turned(direction: Direction, words: Sequence[str], outcomes: Sequence[str]) -> Direction:
    table, words = _table(), _without_people(words)
    return turned(
        direction,
        outcomes,
        loss=not set(words).isdisjoint(table["losses"]),
        risk=not set(words).isdisjoint(table["risks"]),
    )


def turned(direction: Direction, outcomes: Sequence[str], *, loss: bool, risk: bool) -> Direction:
    """Less memory loss is better memory; less risk of a fracture is fewer fractures.

    Args:
        direction: As the verb tells it.
        outcomes: Names of what it acts on.
        loss: Whether the words speak of a loss or a complaint.
        risk: Whether they speak of a risk.
    """
    if direction not in _FLIPS:
        return direction
    better = {_better(name) for name in outcomes}
    if loss and not better & {"lower", "lower_if_high"}:
        return _FLIPS[direction]
    if risk and "higher" in better:
        return _FLIPS[direction]
    return direction


def _without_people(words: Sequence[str]) -> Sequence[str]:
    """The words before those that tell in whom: what they suffer from is not what went up or down."""
    nouns = set(load_data("people.toml")["nouns"]["en"])
    for index, word in enumerate(words):
        if word in _IN and not nouns.isdisjoint(words[index + 1 : index + 1 + _GROUP]):
            return words[:index]
    return words


def _denied(words: Sequence[str], index: int) -> bool:
    table = _table()
    return not set(words[max(0, index - table["reach"]) : index]).isdisjoint(table["denials"])


@cache
def _phrases(name: str) -> re.Pattern[str]:
    """Any phrase of a list of the table, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _table()[name]))})\b")


@cache
def _neutral() -> tuple[re.Pattern[str], ...]:
    """The phrases that tell no direction, in the order in which they are taken out."""
    return tuple(re.compile(rf"\b{re.escape(phrase)}\b") for phrase in _table()["neutral"])


@cache
def _table() -> Mapping[str, Any]:
    return load_data("directions.toml")


@cache
def _verbs() -> Mapping[str, Direction]:
    named = [d for d in Direction if d is not Direction.NO_EFFECT]
    return {word: direction for direction in named for word in _table()[direction.value]}
