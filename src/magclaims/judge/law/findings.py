"""How a finding is made of what sentences say."""

from collections.abc import Iterable, Sequence

from magclaims.judge.law.facts import FROM_MEMORY, LawFinding, bases
from magclaims.judge.law.reading import Reading
from magclaims.model.finding import Severity

_MOST_QUOTED = 8


def make_finding(
    rule: str,
    message: str,
    suggestion: str,
    readings: Sequence[Reading] = (),
    words: Iterable[str] = (),
    *,
    note: bool = False,
    basis: str | None = None,
    substance: str = "",
) -> LawFinding:
    """Make a finding on the basis of its rule, or of another where that is named.

    It is a warning; a note where that is asked for, or where the basis is from memory.
    """
    law = bases()[basis or rule]
    memory = law.status == "M"
    return LawFinding(
        rule=rule,
        sentences=tuple(dict.fromkeys(reading.index for reading in readings)),
        lines=tuple(dict.fromkeys(reading.line for reading in readings)),
        words=tuple(dict.fromkeys(words)),
        act=law.act,
        article=law.article,
        status=law.status,
        severity=Severity.NOTE if note or memory else Severity.WARNING,
        message=f"{message} ({law.act}, {law.article}{f'; {FROM_MEMORY}' if memory else ''})",
        suggestion=suggestion,
        substance=substance,
    )


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
