"""A setting that belongs to a rule: it is declared beside the rule, and nowhere else.

The configuration takes its name, type and default from here, the README and the manual page of the
rule what it is for; a rule reads its value with `case.option(NAME)`.
"""

from typing import Any, Generic, TypeVar

from magclaims.model.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """What a user may set of a rule."""

    name: str
    """As in magclaims.toml, with underscores."""
    kind: Any
    """Its type with its limits, as pydantic reads it: `Annotated[int, Field(ge=1)] | None`."""
    default: T
    about: str
    """What it is for, in a sentence."""
    of_texts: bool = False
    """It says nothing without the articles' texts: setting it where there are none is an error."""
