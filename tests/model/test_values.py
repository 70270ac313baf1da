"""Values are what the standard library's dataclasses are, but for the guard before their fields."""

import dataclasses
import pickle
import re
from copy import copy
from pathlib import Path
from typing import Any

import pytest

import magclaims
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A value."""

    path: str
    line: int = 1
    note: str = dataclasses.field(default="", repr=False, compare=False)


@dataclass(slots=True)
class Sum:
    """What is added up is no value."""

    parts: list[int] = dataclasses.field(default_factory=list)


@dataclass(frozen=True)
class Own:
    """A value with a representation, equality and hash of its own."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own)

    def __hash__(self) -> int:
        return 7


def _standard() -> Any:
    fields: list[Any] = [
        ("path", str),
        ("line", int, dataclasses.field(default=1)),
        ("note", str, dataclasses.field(default="", repr=False, compare=False)),
    ]
    return dataclasses.make_dataclass("Place", fields, frozen=True, slots=True)


@pytest.mark.parametrize("given", [("a",), ("a", 2), ("a", 2, "seen")])
def test_a_value_shows_and_compares_as_the_standard_one_does(given: tuple[Any, ...]) -> None:
    value, standard = Place(*given), _standard()(*given)
    assert repr(value) == repr(standard)
    assert hash(value) == hash(standard)
    assert dataclasses.astuple(value) == dataclasses.astuple(standard)
    assert value == Place(*given)
    assert value != Place("b")
    assert not hasattr(value, "__dict__")


def test_values_are_copied_replaced_and_pickled() -> None:
    value = Place("a", 2)
    assert dataclasses.replace(value, line=3) == Place("a", 3)
    assert copy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value


def test_what_is_no_value_has_no_hash() -> None:
    assert Sum() == Sum([])
    with pytest.raises(TypeError, match="unhashable"):
        hash(Sum())


def test_methods_of_its_own_stay() -> None:
    assert repr(Own("a")) == "<a>"
    assert Own("a") == Own("b")
    assert hash(Own("a")) == 7


def test_every_value_of_the_package_is_made_so() -> None:
    root = Path(magclaims.__file__).parent
    standard = re.compile(r"^\s*from dataclasses import (?:.*\W)?dataclass\b", re.MULTILINE)
    others = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if standard.search(path.read_text(encoding="utf-8"))
    ]
    assert others == ["model/values.py"]
