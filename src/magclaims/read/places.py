"""Where values stand in files that were not parsed again, and what is kept of a file to that end."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias

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


Reader: TypeAlias = Callable[[Path, str, Sequence[Waiver]], Mapping[tuple[Part, ...], SourceMark]]
"""The places in a file; given its path, its text, and the waivers of the files before it."""


class Places(dict[tuple[Part, ...], SourceMark]):
    """Places by path; a file that was not parsed is, once somebody asks for a place in it.

    Args:
        reader: Reads the places in such a file.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader
        self._unread: dict[tuple[Part, ...], tuple[Path, str, tuple[Waiver, ...]]] = {}

    def leave_unread(
        self, path: Path, text: str, entries: Iterable[tuple[str, str]], waivers: Iterable[Waiver]
    ) -> None:
        """Note the entries of a file, and the waivers of the files before it."""
        file = (path, text, tuple(waivers))
        self._unread.update((_place(*entry), file) for entry in entries)

    def _read(self, place: object) -> None:
        file = self._unread.get(place[:2]) if isinstance(place, tuple) else None
        if file is not None:
            found = self._reader(*file)
            for entry in {known[:2] for known in found}:
                self._unread.pop(entry, None)
            self.update(found)

    def get(self, place: Any, default: Any = None) -> Any:
        """The mark of a value; the default where there is none."""
        self._read(place)
        return super().get(place, default)

    def __getitem__(self, place: tuple[Part, ...]) -> SourceMark:
        self._read(place)
        return super().__getitem__(place)

    def __contains__(self, place: object) -> bool:
        self._read(place)
        return super().__contains__(place)


def _place(section: str, name: str) -> tuple[Part, ...]:
    return (section, int(name) if section == "waivers" else name)
