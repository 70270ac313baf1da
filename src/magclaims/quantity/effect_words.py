"""The words beside numbers that say what these are (`knowledge/effects.toml`), by language."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.small_words import any_language
from magclaims.model.values import dataclass
from magclaims.quantity.units import any_of, units_data


@dataclass(frozen=True, slots=True)
class EffectWords:
    """The patterns of one language."""

    rows: dict[str, Any]

    def has(self, name: str, text: str) -> bool:
        """Whether a text meets an expression."""
        return _compiled(self.rows[name]).search(text) is not None

    def find(self, name: str, text: str) -> Iterator[re.Match[str]]:
        """Where a text meets an expression."""
        return _compiled(self.rows[name]).finditer(text)

    def table(self, name: str, text: str) -> Iterator[tuple[re.Pattern[str], Any]]:
        """The expressions of a table with their values; none where the text meets none of them."""
        if _any_of(tuple(self.rows[name])).search(text) is not None:
            for pattern, value in self.rows[name].items():
                yield _compiled(pattern), value


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    start = "" if _begins_itself(pattern) else r"(?<!\w)"
    return re.compile(rf"{start}(?:{pattern})", re.IGNORECASE)


def _begins_itself(pattern: str) -> bool:
    return pattern.startswith(r"\b")


@cache
def _any_of(expressions: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(f"(?:{e})" for e in expressions if not _begins_itself(e)) or "(?!)"
    others = "".join(f"|{e}" for e in expressions if _begins_itself(e))
    return re.compile(rf"(?<!\w)(?:{words}){others}", re.IGNORECASE)


@cache
def effect_words(language: str) -> EffectWords:
    """The patterns of a language; of one without a section, those of English."""
    rows = load_data("effects.toml")
    return EffectWords(rows.get(language[:2].lower(), rows["en"]))


@cache
def beside_share(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a share, and behind one."""
    rows = effect_words(language).rows
    spoken = units_data()["languages"].get(language[:2].lower(), units_data()["languages"]["en"])
    kinds = ("about", "more", "less", "at_least", "at_most")
    about = any_of(word for kind in kinds for word in spoken[kind])
    before = rf"(?<!\w)(?:{rows['before_share']})(?:\s(?:{about}))?\s*$"
    after = rf"\s(?:{rows['after_share']})(?!\w)(?!\s(?:(?:{any_language('a')})\s)?(?:{rows['not_shared']}))"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)
