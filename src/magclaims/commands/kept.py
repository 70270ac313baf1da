"""Verdicts of earlier runs, and what files of the registry say, in the cache folder.

One SQLite file beside the answers of services. What is kept is a convenience: where the file cannot be used,
belongs to another user or lies where others may write, or a row in it is damaged, everything is judged as
if there were none. A row is found by a digest of all that it hangs on (`commands.parts`), so none ever has
to be taken out for being old; the oldest go where there are too many.
"""

import os
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, TypeAdapter

from magclaims.commands.program import Digest, program
from magclaims.files import make_closed, others_write, read_text
from magclaims.model.lazily import Lazily
from magclaims.model.registry import Reference
from magclaims.read.bibtex import (
    MAX_BYTES,
    BibFault,
    Bibliography,
    ByteSpan,
    EntryMark,
    FieldMark,
    parse_bibliography,
)
from magclaims.read.places import ParsedFile

VERSION = 1
FILE = f"verdicts-{VERSION}.sqlite3"
MOST = 100_000
"""Rows of a table that are kept, one an article: about 300 MB."""
LARGEST = 64_000_000
"""Bytes of what one row may unpack to: more is none of ours."""
_CHUNK = 500


class Kept:
    """Rows by name, in a table of the file in a folder; it is made when it is missing."""

    def __init__(self, folder: Path, table: Literal["verdicts", "files"] = "verdicts") -> None:
        self.path, self.table = folder / FILE, table

    def get(self, names: Sequence[bytes]) -> dict[bytes, bytes]:
        """The rows of these names, as far as they are there and whole."""
        found: dict[bytes, bytes] = {}
        if not names or not self._is_ours():
            return found
        with suppress(sqlite3.Error, OSError), closing(self._connect()) as connection:
            for start in range(0, len(names), _CHUNK):
                some = names[start : start + _CHUNK]
                marks = ",".join("?" * len(some))
                query = f"SELECT name, row FROM {self.table} WHERE name IN ({marks})"  # noqa: S608
                for name, row in connection.execute(query, some):
                    with suppress(zlib.error, TypeError, ValueError):
                        found[name] = _unpacked(row)
        return found

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep rows, all of them or none."""
        if not rows or not self._is_ours():
            return
        with suppress(sqlite3.Error, OSError):
            make_closed(self.path.parent)
            self._set_aside_if_broken()
            with closing(self._connect()) as connection, connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute(
                    f"CREATE TABLE IF NOT EXISTS {self.table} (name BLOB PRIMARY KEY, row BLOB)"
                )
                connection.executemany(
                    f"INSERT OR REPLACE INTO {self.table} VALUES (?, ?)",  # noqa: S608
                    ((name, zlib.compress(row, 1)) for name, row in rows.items()),
                )
                connection.execute(
                    f"DELETE FROM {self.table} "  # noqa: S608
                    f"WHERE rowid <= (SELECT max(rowid) FROM {self.table}) - ?",
                    (MOST,),
                )

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=5)

    def _is_ours(self) -> bool:
        """Whether nobody else can have written the file, as far as the system tells.

        Nor one beside it: what SQLite finds in `-wal` stands before what is in the file.
        """
        try:
            if others_write(self.path.parent):
                return False
            found = self.path.lstat()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return not hasattr(os, "getuid") or found.st_uid == os.getuid()

    def _set_aside_if_broken(self) -> None:
        if not self.path.exists():
            return
        try:
            with closing(self._connect()) as connection:
                connection.execute(f"SELECT name, row FROM {self.table} LIMIT 1")  # noqa: S608
        except sqlite3.OperationalError:
            return  # in use, or no table yet
        except sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)


class KeptFiles:
    """What files of the registry say, by program and text (see `read.places`), and BibTeX files, by path, too."""

    def __init__(self, folder: Path) -> None:
        self._kept = Kept(folder, "files")

    def find(self, texts: Sequence[str]) -> dict[str, ParsedFile]:
        """What is known of files with these texts; what is damaged is not."""
        names = {_name_of(text): text for text in texts}
        found = {}
        for name, row in self._kept.get([name for name in names if name is not None]).items():
            with suppress(ValueError):
                found[names[name]] = _ROWS.validate_json(row)
        return found

    def keep(self, parsed: Mapping[str, ParsedFile]) -> None:
        """Keep what files with these texts say."""
        rows = ((_name_of(text), rows) for text, rows in parsed.items())
        self._kept.put({name: _ROWS.dump_json(rows) for name, rows in rows if name is not None})

    def read(self, path: Path) -> Bibliography:
        """A bibliography as `read.bibtex.read_bibliography` reads it.

        Raises:
            ReadError: The same.
        """
        text = read_text(path, MAX_BYTES, keep_mark=True)
        code = program()
        name = Digest("bibliography", code, str(path), text).digest
        row = self._kept.get([name]).get(name) if code is not None else None
        if row is not None:
            with suppress(ValueError):
                return _Content.model_validate_json(row).of(text, str(path))
        made = parse_bibliography(text, str(path))
        row = _Content.made_of(made)
        if row is not None and code is not None:
            self._kept.put({name: row})
        return made


_Spans: TypeAlias = tuple[int, int, int, int]
"""Where two stretches of a text begin and end."""


class _Content(BaseModel):
    """A bibliography but for its text and path."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    references: tuple[Reference, ...]
    faults: tuple[BibFault, ...]
    marks: dict[str, tuple[_Spans, dict[str, _Spans]]]
    """Of each entry the places of it all and of its key; of its fields those of name and value."""

    @classmethod
    def made_of(cls, said: Bibliography) -> bytes | None:
        """What to keep; None where it would not come out again as it is."""
        marks = {
            key: (
                (mark.entry.start, mark.entry.end, mark.key.start, mark.key.end),
                {
                    name: (place.name.start, place.name.end, place.value.start, place.value.end)
                    for name, place in mark.fields.items()
                },
            )
            for key, mark in said.marks.items()
        }
        references = tuple(said.references.values())
        with suppress(ValueError):  # half a pair of surrogates
            made = cls.model_construct(references=references, faults=said.faults, marks=marks)
            row = made.model_dump_json().encode()
            again = cls.model_validate_json(row)
            same = (again.references, again.faults, again.marks) == (references, said.faults, marks)
            if same and list(said.references) == [reference.key for reference in references]:
                return row
        return None

    def of(self, text: str, path: str) -> Bibliography:
        """The bibliography, of this text."""

        def mark(key: str) -> EntryMark:
            (start, end, first, last), fields = self.marks[key]
            places = {
                name: FieldMark(ByteSpan(a, b), ByteSpan(c, d))
                for name, (a, b, c, d) in fields.items()
            }
            return EntryMark(ByteSpan(start, end), ByteSpan(first, last), places)

        return Bibliography(
            path=path,
            references={reference.key: reference for reference in self.references},
            marks=Lazily(self.marks, mark),
            faults=self.faults,
            text=text,
        )


_ROWS = TypeAdapter(ParsedFile)


def _name_of(text: str) -> bytes | None:
    code = program()
    return Digest("file", code, text).digest if code is not None else None


def _unpacked(row: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    whole = unpacking.decompress(row, LARGEST)
    if not unpacking.eof:
        raise ValueError("cut off, or too large")
    return whole
