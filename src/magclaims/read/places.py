"""Where values stand in their files, in few bytes, and what is kept of a file that is not parsed again."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from magclaims.model.registry import Waiver
from magclaims.model.source_map import Part, SourceMark

ParsedFile: TypeAlias = list[tuple[str, str, str, int, int, str]]
"""What a file says: of each entry the section, the name, its value (mappings, lists and texts) as JSON,
its first line, the line behind it, and the digest of its lines in hexadecimal digits."""


class ParsedFiles(Protocol):
    """Where is kept what files say, by their texts."""

    def find(self, texts: Sequence[str]) -> Mapping[str, ParsedFile]:
        """What is known of files with these texts."""

    def keep(self, parsed: Mapping[str, ParsedFile]) -> None:
        """Keep what files with these texts say."""


Place: TypeAlias = tuple[Part, ...]
"""("claims", id, "evidence", 0, "level"); the first two name an entry."""
Reader: TypeAlias = "Callable[[Path, str, Sequence[Waiver]], Places]"
"""The places in a file; given its path, its text, and the waivers of the files before it."""


class EntryPlaces(NamedTuple):
    """Where the values of an entry stand."""

    path: str
    form: Mapping[Place, int]
    """Its fields, numbered: entries that have the same ones share it."""
    marks: "array[int]"
    """Line and column of each field."""


class Places(Mapping[Place, SourceMark]):
    """Places by path; a file that was not parsed is, once somebody asks for a place in it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.entries: dict[Place, EntryPlaces] = {}
        self._forms: dict[tuple[Place, ...], Mapping[Place, int]] = {}
        self._unread: dict[Place, tuple[Path, str, tuple[Waiver, ...]]] = {}

    def keep(self, marks: Mapping[Place, SourceMark]) -> None:
        """Keep the places of one entry, its own first."""
        (entry, mark), *_ = marks.items()
        form = self._form(tuple(place[2:] for place in marks))
        packed = array("I", [each for found in marks.values() for each in found[1:]])
        self.entries[entry] = EntryPlaces(mark.path, form, packed)

    def leave_unread(
        self, path: Path, text: str, entries: Iterable[tuple[str, str]], waivers: Iterable[Waiver]
    ) -> None:
        """Note the entries of a file, and the waivers of the files before it."""
        file = (path, text, tuple(waivers))
        self._unread.update((_place(*entry), file) for entry in entries)

    def _form(self, fields: tuple[Place, ...]) -> Mapping[Place, int]:
        form = self._forms.get(fields)
        if form is None:
            form = self._forms[fields] = {field: number for number, field in enumerate(fields)}
        return form

    def _entry(self, place: Place) -> EntryPlaces | None:
        file = self._unread.get(place)
        if file is not None:
            for name, found in self._reader(*file).entries.items():
                self._unread.pop(name, None)
                self.entries[name] = found._replace(form=self._form(tuple(found.form)))
        return self.entries.get(place)

    def __getitem__(self, place: Place) -> SourceMark:
        entry = self._entry(place[:2])
        if entry is None:
            raise KeyError(place)
        at = 2 * entry.form[place[2:]]
        return SourceMark(entry.path, entry.marks[at], entry.marks[at + 1])

    def __iter__(self) -> Iterator[Place]:
        return ((*name, *field) for name, entry in self.entries.items() for field in entry.form)

    def __len__(self) -> int:
        return sum(len(entry.form) for entry in self.entries.values())


def _place(section: str, name: str) -> Place:
    return (section, int(name) if section == "waivers" else name)
