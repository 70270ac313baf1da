"""Which way something goes by how a sentence is built: verbs of going, and any verb beside "up" or "down"."""

import re
from collections.abc import Collection, Mapping
from functools import cache

from magclaims.knowledge.data import load
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.word_list import words_of
from magclaims.model.registry import Direction

_OTHER = {Direction.INCREASES: Direction.DECREASES, Direction.DECREASES: Direction.INCREASES}
_ONE_CLAUSE = re.compile(r"^[^,;:]*$")
_NEAR = 30
"""Characters around a verb in which "less" stands."""
WAYS = {
    "up": Direction.INCREASES,
    "down": Direction.DECREASES,
    "better": Direction.IMPROVES,
    "worse": Direction.WORSENS,
}
"""The rows that tell a way."""
_AXIS = ("up", "down")


def moved(text: str, language: str, also: Collection[Direction] = ()) -> Direction | None:
    """Which way a text says that something goes; no effect where that is denied, None where nobody can tell.

    "Fell less than with placebo" is the other way, beside the placebo. `also` are the ways of its other words.
    """
    patterns, plain = built(language), text.casefold().replace("\u2019", "'")
    if patterns is None:
        return None
    told = [name for name in WAYS if _tells(patterns, name, plain)]
    names = [name for name in _AXIS if name in told or WAYS[name] in also]
    names += [name for name in told if name not in _AXIS]
    if len(names) != 1 or patterns["stops"].search(plain):
        return None
    if not denials("says", language).isdisjoint(words_of(patterns["than_none"].sub(" ", plain))):
        return Direction.NO_EFFECT if _ONE_CLAUSE.search(plain) else None
    way, found = WAYS[names[0]], patterns[names[0]].search(plain)
    if found is None:
        return way if told else None  # "was less fierce" is one word for it
    # "Minder last van" begins with it, and is one word for it.
    if patterns["less"].search(plain) is None or patterns["less"].match(found.group()):
        return way
    behind = patterns["less_so"].search(plain, found.end())
    ends = behind and _ONE_CLAUSE.search(plain[found.end() : behind.start()])
    if ends or patterns["less"].search(found.group()):
        return _OTHER.get(way)  # "nahmen weniger zu", "stieg mit Kelp weniger"
    near = plain[max(0, found.start() - _NEAR) : found.end() + _NEAR]
    compared = patterns["than"].search(plain, found.start())
    return _OTHER.get(way) if compared and patterns["less"].search(near) else None


def _tells(patterns: Mapping[str, re.Pattern[str]], name: str, plain: str) -> bool:
    return any(patterns[each].search(plain) for each in (name, f"was_{name}"))


@cache
def built(language: str) -> Mapping[str, re.Pattern[str]] | None:
    """The expressions of a language; None where it has none."""
    rows = load("moved.toml").get(language)
    if rows is None:
        return None
    bodies = {name: "|".join(rows[name]) or "(?!)" for name in WAYS}
    bodies["less_so"] = rf"(?:{rows['less']})(?=[\s)]*(?:$|[.,;]|{rows['with']}\b))"
    bodies |= {f"was_{n}": rows["was"].replace("{how}", rows[f"was_{n}"]) for n in WAYS}
    bodies |= {name: rows[name] for name in ("stops", "less", "than", "than_none")}
    return {name: re.compile(rf"(?<!\w)(?:{body})(?!\w)") for name, body in bodies.items()}
