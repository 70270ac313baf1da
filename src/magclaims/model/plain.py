"""What the models of the registry, of works and of reports have in common."""

from typing import Any

from pydantic import BaseModel, ConfigDict

_NOBODY_ASKS: set[str] = set()


class Plain(BaseModel):
    """Frozen, without unknown fields.

    It keeps no list of the fields that were given: hardly anybody asks for it, and of a value of ten fields it
    takes as much memory as they do. Its fields are set one by one: Python then keeps their names once for all
    values of a class, which halves what is left.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, _: Any, /) -> None:
        """Let go of the list, and of the mapping that was made for this value alone."""
        fields, put = self.__dict__, object.__setattr__
        object.__delattr__(self, "__dict__")
        for name, value in fields.items():
            put(self, name, value)
        put(self, "__pydantic_fields_set__", _NOBODY_ASKS)
