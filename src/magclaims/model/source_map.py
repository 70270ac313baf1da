"""Where each value of the registry stands in its file, and what is wrong with the files."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, NamedTuple

from magclaims.model.finding import Location
from magclaims.model.values import dataclass

Part = str | int
FaultKind = Literal["syntax", "schema", "duplicate"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a claims file that could not be read; the rest of the file is still judged."""

    kind: FaultKind
    message: str
    location: Location
    claim: str | None = None
    suggestion: str | None = None
    lost: str | None = None
    """The field of the entry that lost a part of its value, or all of it: "evidence"."""


class SourceMark(NamedTuple):
    """A `Location`, smaller: a registry has some twenty values a claim."""

    path: str
    line: int
    column: int

    @property
    def location(self) -> Location:
        """The place as findings have it."""
        return Location(path=self.path, line=self.line, column=self.column)


class EntryLines(NamedTuple):
    """The lines of an article, study or claim in its file."""

    path: str
    line: int
    """The first one, from 1."""
    end: int
    """The one behind the last."""
    digest: bytes
    """Of the lines as they stand in the file: what makes the entry, but for where it stands."""


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Places by path: ("claims", id, "evidence", 0, "level") -> file, line, column."""

    places: Mapping[tuple[Part, ...], SourceMark] = field(default_factory=dict)
    default: Location = field(default_factory=lambda: Location(path="claims.yaml"))
    entries: Mapping[tuple[str, str], EntryLines] = field(default_factory=dict)
    """The lines of each entry, by section and id."""

    def at(self, *path: Part) -> Location:
        """The place of a value, or of the nearest thing around it that has one."""
        for length in range(len(path), 0, -1):
            place = self.places.get(path[:length])
            if place is not None:
                return place.location
        return self.default
