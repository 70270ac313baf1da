"""What the models of the registry, of works and of reports have in common."""

from typing import Any

from pydantic import BaseModel, ConfigDict

_NOBODY_ASKS: set[str] = set()


class Plain(BaseModel):
    """Frozen, without unknown fields.

    It keeps no list of the fields that were given: hardly anybody asks for it, and of a value of ten fields it
    takes as much memory as they do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, _: Any, /) -> None:
        """Let go of the list."""
        object.__setattr__(self, "__pydantic_fields_set__", _NOBODY_ASKS)
