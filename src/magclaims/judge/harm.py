"""Claims about harm: that something does none, or that it may do some.

That a substance is safe is a claim of an effect, whatever kind it is declared as: it needs people whose
harms were looked at. A warning is none. The statement, which is in English, decides.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from magclaims.judge.direction import Found, direction_of, is_harm, is_open, worth
from magclaims.knowledge import outcome
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import key
from magclaims.model.registry import Claim, Direction, Outcome

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def asserts_safety(statement: str) -> bool:
    """Whether an English statement says that something does no harm: "has no side effects"."""
    text = " ".join(_WORD.findall(statement.lower().replace("\u2019", "'")))
    table = _table()
    if is_open(text):
        return False
    for phrase in table["safe"]:
        for found in re.finditer(_pattern(phrase), text):
            before = text[: found.start()].split()[-table["reach"] :]
            after = text[found.end() :].split()[:1]
            if not {*before} & {*table["not_claimed"]} and not {*after} & {*table["not_after"]}:
                return True
    return False


def promises(claim: Claim) -> bool:
    """Whether a claim says that something gets better, or that nothing gets worse.

    A precaution that does is none: "ask your doctor" promises nothing, "has no side effects" does.
    """
    words = set(_WORD.findall(claim.statement.lower()))
    if asserts_safety(claim.statement) or not words.isdisjoint(_table()["gains"]):
        return True
    direction = direction_of(claim)
    if direction in {None, Direction.NO_EFFECT, Direction.CHANGES}:
        return False
    if is_harm(direction, claim.about.outcome):
        return False
    return direction is Direction.IMPROVES or any(
        worth(direction, name) == 1 for name in claim.about.outcome
    )


def is_harms(name: str) -> bool:
    """Whether an outcome stands for harms as such: adverse events, tolerability."""
    known = outcome(name)
    return (known is not None and known.family == "safety") or key(name) in _harms()


def harms_among(names: Iterable[str]) -> tuple[str, ...]:
    """The outcomes that a claim of safety is about: the harms that it names, or harms as such."""
    return tuple(name for name in names if is_harms(name)) or (str(_table()["general"]),)


def found_safe(measured: Outcome) -> Found:
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


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase; up to two words may stand behind its "no": "without any known side effects"."""
    first, _, rest = phrase.partition(" ")
    if first in _table()["nones"] and rest:
        return re.compile(rf"\b{first} (?:[a-z]+ ){{0,2}}{re.escape(rest)}\b")
    return re.compile(rf"\b{re.escape(phrase)}\b")


@cache
def _table() -> Mapping[str, Any]:
    return load_data("harms.toml")


@cache
def _harms() -> frozenset[str]:
    return frozenset(key(name) for name in _table()["harms"])
