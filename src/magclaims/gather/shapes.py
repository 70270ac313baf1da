"""JSON of strangers: it may have any shape, and what is not as expected is left out."""

from collections.abc import Mapping
from typing import Any


def within(document: object, *names: str) -> Any:
    """A value in objects within objects; None where one of them is none, or lacks it."""
    found = document
    for name in names:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def mapping(value: object) -> Mapping[str, Any]:
    """An object; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list; none for anything else."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
