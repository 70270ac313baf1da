"""What a BibTeX file holds: references, what is wrong with them, and the place of every entry, key and value."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

from magclaims.model.finding import Location
from magclaims.model.registry import Reference
from magclaims.model.values import dataclass

BibFaultKind = Literal[
    "syntax",
    "unclosed",
    "extra_brace",
    "duplicate_key",
    "key_case",
    "empty_key",
    "duplicate_field",
    "missing_comma",
    "undefined_macro",
    "dangling_crossref",
]
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class BibFault:
    """Something wrong with the file or an entry; rules choose by its kind.

    `lost` says that the entry could not be read, so that no `Reference` exists for it.
    """

    kind: BibFaultKind
    message: str
    location: Location
    key: str | None = None
    lost: bool = False
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class ByteSpan:
    """A stretch of the decoded text: 0-based offsets in code points, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FieldMark:
    """A field of an entry: its name, and its value with its braces or quotes."""

    name: ByteSpan
    value: ByteSpan


@dataclass(frozen=True, slots=True)
class EntryMark:
    """An entry from its `@` to its closing brace; fields by lower-case name."""

    entry: ByteSpan
    key: ByteSpan
    fields: dict[str, FieldMark]


@dataclass(frozen=True)
class Bibliography:
    """What a BibTeX file holds, in its order.

    Of a key that stands twice, the first entry is in `references`; `text` is the decoded file, its newlines (and
    byte order mark) untouched.
    """

    path: str
    references: Mapping[str, Reference]
    marks: Mapping[str, EntryMark]
    faults: tuple[BibFault, ...]
    text: str

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.text)

    def locate(self, offset: int) -> Location:
        """The line and column (1-based, code points) of an offset in `text`."""
        return locate(self.path, self.text, self._lines, offset)

    def at(self, key: str, field_name: str | None = None) -> Location:
        """The place of an entry, or of the value of one of its fields where it has that field."""
        mark = self.marks.get(key)
        if mark is None:
            return Location(path=self.path)
        place = mark.fields.get(field_name.lower()) if field_name else None
        return self.locate(place.value.start if place else mark.entry.start)

    @property
    def lost_keys(self) -> frozenset[str]:
        """Keys of entries that stand in the file but could not be read."""
        lost = {fault.key for fault in self.faults if fault.lost and fault.key}
        return frozenset(lost - self.references.keys())


def by_key(bibliographies: Iterable[Bibliography]) -> dict[str, Reference]:
    """All references, by BibTeX key; the first one where a key stands in two files."""
    found: dict[str, Reference] = {}
    for bibliography in bibliographies:
        for key, reference in bibliography.references.items():
            found.setdefault(key, reference)
    return found


def line_starts(text: str) -> list[int]:
    """The offset of each line."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def locate(path: str, text: str, lines: list[int], offset: int) -> Location:
    """The line and column of an offset; a byte order mark is no column."""
    line = bisect_right(lines, offset)
    column = offset - lines[line - 1] + 1
    if line == 1 and text.startswith(_BOM) and column > 1:
        column -= 1
    return Location(path=path, line=line, column=column)
