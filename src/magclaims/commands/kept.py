"""Verdicts of earlier runs, in the cache folder.

One SQLite file beside the answers of services. What is kept is a convenience: where the file cannot be used,
belongs to another user, or a row in it is damaged, everything is judged as if there were none. A row is
found by a digest of all that it hangs on (`commands.parts`), so none ever has to be taken out for being
old; the oldest go where there are too many.
"""

import os
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

VERSION = 1
FILE = f"verdicts-{VERSION}.sqlite3"
MOST = 100_000
"""Rows that are kept, one an article: about 300 MB."""
LARGEST = 64_000_000
"""Bytes of what one row may unpack to: more is none of ours."""
_CHUNK = 500


class Kept:
    """Rows by name.

    Args:
        folder: Where the file is or will be; made when it is missing.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def get(self, names: Sequence[bytes]) -> dict[bytes, bytes]:
        """The rows of these names, as far as they are there and whole."""
        found: dict[bytes, bytes] = {}
        if not names or not self._is_ours():
            return found
        with suppress(sqlite3.Error, OSError), closing(self._connect()) as connection:
            for start in range(0, len(names), _CHUNK):
                some = names[start : start + _CHUNK]
                marks = ",".join("?" * len(some))
                query = f"SELECT name, row FROM verdicts WHERE name IN ({marks})"  # noqa: S608
                for name, row in connection.execute(query, some):
                    with suppress(zlib.error, TypeError, ValueError):
                        found[name] = _unpacked(row)
        return found

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep rows, all of them or none."""
        if not rows or not self._is_ours():
            return
        with suppress(sqlite3.Error, OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._set_aside_if_broken()
            with closing(self._connect()) as connection, connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS verdicts (name BLOB PRIMARY KEY, row BLOB)"
                )
                connection.executemany(
                    "INSERT OR REPLACE INTO verdicts VALUES (?, ?)", _packed(rows.items())
                )
                connection.execute(
                    "DELETE FROM verdicts WHERE rowid <= (SELECT max(rowid) FROM verdicts) - ?",
                    (MOST,),
                )

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=5)

    def _is_ours(self) -> bool:
        """Whether nobody else can have written the file, as far as the system tells."""
        try:
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
                connection.execute("SELECT name, row FROM verdicts LIMIT 1")
        except sqlite3.OperationalError:
            return  # in use, or no table yet
        except sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)


def _packed(rows: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    return ((name, zlib.compress(row, 1)) for name, row in rows)


def _unpacked(row: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    whole = unpacking.decompress(row, LARGEST)
    if not unpacking.eof:
        raise ValueError("cut off, or too large")
    return whole
