"""What pure functions said is kept: a run asks the same of the same few words again and again."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

SIZE = 8192
"""Answers of one function that are kept: those of the last few thousand sentences."""
_forgetting: list[Callable[[], None]] = []


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """The function, with its last answers kept until the vocabulary changes.

    Its arguments are hashable, and its answer depends on them, the package's data and the vocabulary
    alone. Texts that are equal count as one: not for what asks a `LocalText` for its language.
    """
    kept: Any = lru_cache(maxsize=SIZE)(function)
    _forgetting.append(kept.cache_clear)
    return cast("Callable[P, T]", kept)


def forget() -> None:
    """Forget everything: the user's vocabulary is another one."""
    for clear in _forgetting:
        clear()
