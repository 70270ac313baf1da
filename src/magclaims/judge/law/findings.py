"""How a finding is made of what sentences say."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from magclaims.judge.law.facts import FROM_MEMORY, LawFinding, bases
from magclaims.judge.law.reading import Reading
from magclaims.knowledge.data import load
from magclaims.model.finding import Severity

_MOST_QUOTED = 8


def make_finding(
    code: str,
    readings: Iterable[Reading],
    words: Iterable[str] = (),
    slots: Mapping[str, str] = MappingProxyType({}),
    *,
    note: bool = False,
    substance: str = "",
    basis: str | None = None,
) -> LawFinding:
    """Make a finding in the words of its row with its slots filled, on the basis of its rule or of the one named.

    It is a warning; a note where that is asked for, or where the basis is from memory.
    """
    row = load("regulation/findings.toml")[code]
    readings, words = tuple(readings), tuple(dict.fromkeys(words))
    rule = row.get("rule", code)
    law = bases()[basis or row.get("basis", rule)]
    memory = law.status == "M"
    message = row["message"].format(words=quote_words(words), **slots)
    is_note = note or memory or row.get("note", False)
    return LawFinding(
        rule=rule,
        sentences=tuple(dict.fromkeys(reading.index for reading in readings)),
        lines=tuple(dict.fromkeys(reading.line for reading in readings)),
        words=words,
        act=law.act,
        article=law.article,
        status=law.status,
        severity=Severity.NOTE if is_note else Severity.WARNING,
        message=f"{message} ({law.act}, {law.article}{f'; {FROM_MEMORY}' if memory else ''})",
        suggestion=row["instead"].format(**slots),
        substance=substance,
    )


def found_in(
    code: str,
    found: Collection[tuple[Reading, str]],
    slots: Mapping[str, str] = MappingProxyType({}),
    *,
    substance: str = "",
) -> list[LawFinding]:
    """The finding on sentences, each with the words that were matched; none where there are none."""
    if not found:
        return []
    readings, words = zip(*found, strict=True)
    return [make_finding(code, readings, words, slots, substance=substance)]


def quote_words(words: Iterable[str]) -> str:
    """Some of the words, in quotes, as they stand; the rest as a number. What begins another says no more than it."""
    by_key: dict[str, str] = {}
    for word in words:
        by_key.setdefault(word.casefold().replace(" … ", " "), word)
    longer = tuple(by_key)
    unique = [
        w for key, w in by_key.items() if not any(k != key and k.startswith(key) for k in longer)
    ]
    shown = ", ".join(f"“{word}”" for word in unique[:_MOST_QUOTED])
    return (
        shown if len(unique) <= _MOST_QUOTED else f"{shown} and {len(unique) - _MOST_QUOTED} more"
    )


def substances_of(hits: Iterable[Reading]) -> tuple[str, ...]:
    """The substances that sentences name, each once, in their order."""
    return tuple(dict.fromkeys(s for reading in hits for s in reading.substances))


def by_place(reading: Reading) -> int:
    """Where a sentence stands, to sort by."""
    return reading.index
