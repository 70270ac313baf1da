"""The file of a snapshot: its tables, and looking works up in it.

Records are kept as the registries publish them, less what nobody reads, and normalised when they are
looked up, as answers of the network are: a later version of the program reads an old snapshot better.
"""

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from magclaims.errors import ReadError
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.europepmc import EuropePMC, work_from_europepmc
from magclaims.gather.sources.records import merge_notices, work_from_crossref
from magclaims.gather.sources.retractionwatch import SOURCE as RETRACTION_WATCH
from magclaims.gather.sources.retractionwatch import RetractionWatch
from magclaims.model.service import ServiceName
from magclaims.model.values import dataclass
from magclaims.model.work import Notice, Work

APPLICATION = 0x6D61676C
"""SQLite's application_id: "magl"."""
VERSION = 1
"""SQLite's user_version: of the tables below."""
CHUNK = 500
"""Names in one query; SQLite allows 999 parameters in its oldest builds."""
TABLES = """
CREATE TABLE records (id INTEGER PRIMARY KEY, source TEXT, name TEXT, record TEXT);
CREATE TABLE names (source TEXT, name TEXT, id INTEGER);
CREATE TABLE notices (name TEXT, notice TEXT);
CREATE TABLE files (
  name TEXT, size INTEGER, mark TEXT, kind TEXT, items INTEGER, kept INTEGER, newest TEXT, done INTEGER,
  PRIMARY KEY (name, size, mark)
);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT);
"""
"""`names`: further identifiers of a record. `facts`: `complete` (0 or 1), `dois` (whose)."""
INDEXES: Mapping[str, str] = {
    "records_by_name": "CREATE INDEX records_by_name ON records (name, source)",
    "names_by_name": "CREATE INDEX names_by_name ON names (name, source)",
    "notices_by_name": "CREATE INDEX notices_by_name ON notices (name)",
}
"""Made when all records are in: one sort on disk in the place of a search for each record."""


@dataclass(frozen=True, slots=True)
class Day:
    """As of which day a snapshot knows a source, and how many of its records or notices it holds."""

    as_of: str
    """ISO 8601 date."""
    kept: int


class Snapshot:
    """A snapshot, opened to be read.

    Raises:
        ReadError: There is no such file, it is no snapshot, or it was never finished.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise ReadError("not a regular file" if path.exists() else "no such file", str(path))
        self._connection = _open_to_read(path)
        self._lock = threading.Lock()
        self._read_already: dict[tuple[ServiceName, str], Work | None] = {}
        try:
            _check_finished(self._connection, path)
            self.days = _days(self._connection)
        except sqlite3.Error as error:
            self.close()
            raise ReadError(f"is no snapshot, or a damaged one: {error}", str(path)) from error
        except ReadError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, source: ServiceName, names: Sequence[str]) -> dict[str, str]:
        """The records of a source as they are kept, by the identifier that was asked for, e.g. `doi:10.1234/x`."""
        found: dict[str, str] = {}
        # A record under its own name stands before one that has the name as a further one, and a
        # later record before an earlier one.
        for query in (_BY_FURTHER_NAME, _BY_NAME):
            for part in _parts(names):
                found.update(self._all(query, part, source))
        return found

    def known(self, identifiers: Iterable[str]) -> frozenset[str]:
        """Those identifiers, in lower case, for which any source has a record or a notice."""
        names = [identifier.casefold() for identifier in identifiers]
        found = [self.rows(source, names) for source in (Crossref.name, EuropePMC.name)]
        told = (name for part in _parts(names) for name, _ in self._all(_NOTICES, part))
        return frozenset().union(*found, told)

    def get(self, source: ServiceName, identifiers: Iterable[str]) -> dict[str, Work]:
        """The works of a source by identifier, dated with the day of the snapshot."""
        names = {identifier.casefold(): identifier for identifier in identifiers}
        if source not in self.days:
            return {}
        rest = [name for name in names if (source, name) not in self._read_already]
        retrieved = f"{self.days[source].as_of}T00:00:00Z"
        works: dict[str, Work | None] = dict.fromkeys(rest)
        for name, row in self.rows(source, rest).items():
            work = _work(source, self._read(row), retrieved)
            works[name] = work if _is_of(work, name) else None
        self._read_already |= {(source, name): work for name, work in works.items()}
        found = {names[name]: self._read_already[source, name] for name in names}
        return {identifier: work for identifier, work in found.items() if work is not None}

    def notices(self, dois: Collection[str], pmids: Collection[str]) -> RetractionWatch:
        """The notices about works: of the list, of the works' records, and of the notices' own records."""
        names = [*(f"doi:{doi}" for doi in dois), *(f"pmid:{pmid}" for pmid in pmids)]
        found: dict[str, list[Notice]] = {}
        for part in _parts(names):
            for name, row in self._all(_NOTICES, part):
                found.setdefault(name, []).append(Notice.model_validate(self._read(row)))
        for source in (Crossref.name, EuropePMC.name):
            for name, work in self.get(source, names).items():
                found.setdefault(name, []).extend(work.notices)
        merged = {name: merge_notices(notices) for name, notices in found.items() if notices}
        return RetractionWatch(
            {n.removeprefix("doi:"): m for n, m in merged.items() if n.startswith("doi:")},
            {n.removeprefix("pmid:"): m for n, m in merged.items() if n.startswith("pmid:")},
        )

    @property
    def watches(self) -> bool:
        """Whether it holds the Retraction Watch list."""
        return RETRACTION_WATCH in self.days

    def _all(self, query: str, names: Sequence[str], *first: str) -> list[tuple[str, str]]:
        marks = ",".join("?" * len(names))
        try:
            with self._lock:  # sources are asked in threads of their own
                rows = self._connection.execute(query.format(marks), (*first, *names)).fetchall()
        except sqlite3.Error as error:
            raise ReadError(f"is damaged: {error}", str(self.path)) from error
        return rows

    def _read(self, row: str) -> Any:
        try:
            return json.loads(row)
        except (ValueError, TypeError, RecursionError) as error:
            raise ReadError("is damaged: a record cannot be read", str(self.path)) from error


_BY_NAME = "SELECT name, record FROM records WHERE source = ? AND name IN ({}) ORDER BY id"
_BY_FURTHER_NAME = (
    "SELECT n.name, r.record FROM names n JOIN records r ON r.id = n.id"
    " WHERE n.source = ? AND n.name IN ({}) ORDER BY r.id"
)
_NOTICES = "SELECT name, notice FROM notices WHERE name IN ({}) ORDER BY rowid"


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is no snapshot of this version.

    Raises:
        ReadError: It is another database, or a snapshot of another version.
        sqlite3.Error: It is no database, or a damaged one.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise ReadError("is not a snapshot of magclaims", str(path))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise ReadError(
            f"is a snapshot of another version ({version}; this is {VERSION}): build it again",
            str(path),
        )


def _check_finished(connection: sqlite3.Connection, path: Path) -> None:
    check(connection, path)
    if facts(connection).get("complete") != "1":
        raise ReadError(
            "the snapshot was never finished: run `magclaims snapshot build` again with the same files",
            str(path),
        )


def facts(connection: sqlite3.Connection) -> dict[str, str]:
    """What a snapshot says of itself."""
    return dict(connection.execute("SELECT name, value FROM facts"))


def _days(connection: sqlite3.Connection) -> dict[ServiceName, Day]:
    """As of which day each source is known: what was given, or the newest day that its files name."""
    rows = connection.execute("SELECT kind, max(newest), sum(kept) FROM files GROUP BY kind")
    return {kind: Day(newest, kept) for kind, newest, kept in rows if newest}


def _open_to_read(path: Path) -> sqlite3.Connection:
    # Immutable: no lock is taken, so that it may lie on a shared or read-only disk.
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), CHUNK):
        yield names[start : start + CHUNK]


def _work(source: ServiceName, record: Mapping[str, Any], retrieved: str) -> Work:
    normalise = work_from_crossref if source == Crossref.name else work_from_europepmc
    return normalise(record, retrieved=retrieved)


def _is_of(work: Work, name: str) -> bool:
    """Whether a record answers for an identifier; a Bookshelf number stands in no record."""
    kind, _, value = name.partition(":")
    if kind == "doi":
        return value in {(work.doi or "").casefold(), *(a.casefold() for a in work.aliases)}
    if kind in {"pmid", "pmcid"}:
        return str(getattr(work, kind) or "").casefold() == value
    return True
