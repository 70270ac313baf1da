"""`dataclass` as the standard library has it, made in half the time and filled in a fifth.

A short run did little else: there are some 250 classes, and Python writes and compiles six methods of each. A type
checker sees the standard decorator, so what is frozen is frozen to whoever writes a line. When it runs, nothing
stands between a value and its fields, and all classes share one representation.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, **options: Any
    ) -> type | Callable[[type], type]:
        """A class as `dataclasses.dataclass` makes it; see there for the options.

        Args:
            cls: The class, where the decorator has no options.
            frozen: For type checkers; equal values have equal hashes.
            options: All others.
        """

        def made(plain: type) -> type:
            if "__repr__" not in plain.__dict__:
                plain.__repr__ = _representation
            hashed = frozen and plain.__dict__.get("__hash__") is None
            return dataclasses.dataclass(repr=False, unsafe_hash=hashed, **options)(plain)

        return made if cls is None else made(cls)


def _representation(value: Any) -> str:
    shown = (f for f in dataclasses.fields(value) if f.repr)
    named = ", ".join(f"{f.name}={getattr(value, f.name)!r}" for f in shown)
    return f"{type(value).__qualname__}({named})"
