"""What is made when it is first asked for: the values of a mapping, a regular expression."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["Lazily", "expression"]

K = TypeVar("K")
V = TypeVar("V")


class Lazily(Mapping[K, V]):
    """Values by key, in the order of the keys, each made once, and only where somebody wants it."""

    __slots__ = ("_keys", "_made", "_make")

    def __init__(self, keys: Collection[K], make: Callable[[K], V]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


if TYPE_CHECKING:
    from re import compile as expression
else:

    class expression:  # noqa: N801 - stands for re.compile
        """A regular expression as `re.compile` makes it, compiled when it is first used.

        A run reads a few forms of input, and knows hundreds of expressions for all others.
        """

        def __init__(self, *given: Any) -> None:
            self._given = given

        def __getattr__(self, name: str) -> Any:
            compiled = re.compile(*self._given)
            # From now on they are found without asking here.
            for each in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
                self.__dict__[each] = getattr(compiled, each)
            return getattr(compiled, name)
