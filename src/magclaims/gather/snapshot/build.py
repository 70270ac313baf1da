"""Building a snapshot: files in, one SQLite file out, in bounded memory, and again from where it stopped.

What was read and how far stands in the same file and is committed with the records, so that a run that
is killed leaves it whole; the next one with the same files goes on.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import field
from itertools import islice
from pathlib import Path
from typing import Any

from magclaims import clock
from magclaims.errors import MagclaimsError, ReadError
from magclaims.gather.snapshot.inputs import Kind, SnapshotItem, day_of, items, kind_of, record_of
from magclaims.gather.snapshot.store import APPLICATION, INDEXES, TABLES, VERSION, check, facts
from magclaims.gather.sources.crossref import Crossref
from magclaims.gather.sources.europepmc import EuropePMC, identifiers_in, work_from_europepmc
from magclaims.gather.sources.records import MAX_PEOPLE, SELECT, work_from_crossref
from magclaims.gather.sources.retractionwatch import COLUMNS, told_by
from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.model.work import Notice, Work

COMMIT = 5000
"""Items between two commits: what a killed run reads again."""
CACHE = 64 * 1024
"""KiB that SQLite may keep in memory."""
MARK = 64 * 1024
"""Bytes at the beginning by which a file is known again."""
ALL = "all"
_CROSSREF = (*SELECT, "aliases", "language", "journal-issue")
_PERSON = ("family", "given", "name")
_EUROPEPMC = tuple(load_data("fields.toml", "magclaims.gather.sources")["europepmc"])
_DOI = expression(rb"10\.\d{4,9}/[^\"\\]{1,1000}")
_DAY = expression(r"\d{4}-\d\d-\d\d")

Told = Callable[[str, int, int], None]
"""Is told of the file, the items read of it, and the records kept."""


@dataclass(slots=True)
class Built:
    """What a run read."""

    read: int = 0
    """Items that this run read."""
    kept: int = 0
    """Records and notices that this run added."""
    skipped: list[str] = field(default_factory=list)
    """Files that were read before."""


@dataclass(slots=True)
class _Rows:
    """Rows that wait for the next commit."""

    records: list[tuple[int, str, str, str]] = field(default_factory=list)
    names: list[tuple[str, str, int]] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)


def build(
    target: Path,
    files: Sequence[Path],
    *,
    wanted: Collection[str] | None = None,
    as_of: str | None = None,
    told: Told | None = None,
) -> Built:
    """Add files to a snapshot, which is made where there is none; a file that was read to its end is passed over.

    `wanted` are the identifiers with their kind (`doi:10.1234/x`) that alone are kept; `as_of` is the day (ISO
    8601) of the files, by default the newest that they tell.

    Raises:
        ReadError: A file that is cut off, damaged or of no known kind, with its line; what was read
            before it stays, and is not read again.
        MagclaimsError: The target is something else, or was built for other works.
    """
    if as_of is not None and not (_DAY.fullmatch(as_of) and as_of <= clock.timestamp()[:10]):
        raise MagclaimsError(f"--as-of {as_of}: a day that has been is expected, YYYY-MM-DD")
    kinds = {path: kind_of(path) for path in files}  # before anything is written
    names = None if wanted is None else frozenset(name.casefold() for name in wanted)
    with closing(_open(target)) as connection:
        try:
            _begin(connection, target, names)
            built = Built()
            for path, kind in kinds.items():
                _File(connection, path, kind, names, as_of, built, told).read()
            _finish(connection, target)
        except sqlite3.Error as error:
            raise MagclaimsError(f"{target}: cannot be written: {error}") from error
    return built


@dataclass(slots=True)
class _File:
    """One file on its way in."""

    connection: sqlite3.Connection
    path: Path
    kind: Kind
    wanted: frozenset[str] | None
    as_of: str | None
    built: Built
    told: Told | None
    today: str = field(default_factory=lambda: clock.timestamp()[:10])
    newest: str = ""
    kept: int = 0
    next: int = 0

    def read(self) -> None:
        """Read what was not read yet."""
        key = (self.path.name, self.path.stat().st_size, _mark(self.path))
        row = self.connection.execute(
            "SELECT items, kept, newest, done FROM files WHERE name = ? AND size = ? AND mark = ?",
            key,
        ).fetchone()
        done = 0
        if row is not None:
            done, self.kept, self.newest, whole = row
            if whole:
                self.built.skipped.append(str(self.path))
                return
        last = self.connection.execute("SELECT max(id) FROM records").fetchone()[0]
        self.next = int(last or 0) + 1
        rows = _Rows()
        count = done
        for count, item in enumerate(islice(items(self.path, self.kind), done, None), done + 1):
            self._take(item, rows)
            if count % COMMIT == 0:
                self._commit(rows, key, count, whole=False)
                rows = _Rows()
        if not (self.as_of or self.newest):
            raise ReadError(
                "does not say as of which day it is: give it, with --as-of YYYY-MM-DD",
                str(self.path),
            )
        self._commit(rows, key, count, whole=True)
        self.built.read += count - done

    def _take(self, item: SnapshotItem, rows: _Rows) -> None:
        if self.kind == "crossref":
            self._dated(day_of(item.raw))
            if self._may_be_wanted(item.raw):
                self._crossref(record_of(item, self.path), item.line, rows)
        elif self.kind == "europepmc":
            self._europepmc(record_of(item, self.path), rows)
        else:
            self._notice(record_of(item, self.path), item.line, rows)

    def _may_be_wanted(self, raw: bytes) -> bool:
        """Whether a line names a wanted DOI anywhere; a look at its bytes, as most lines do not."""
        if self.wanted is None or b"\\u" in raw:
            return True
        found = _DOI.findall(raw.replace(b"\\/", b"/"))
        return any(f"doi:{doi.decode(errors='replace').casefold()}" in self.wanted for doi in found)

    def _crossref(self, record: Mapping[str, Any], line: int, rows: _Rows) -> None:
        doi = record.get("DOI")
        if not isinstance(doi, str) or not doi:
            raise ReadError("has a record without `DOI`", str(self.path), line)
        aliases = record.get("aliases")
        also = [a for a in aliases if isinstance(a, str)] if isinstance(aliases, list) else []
        self._keep(Crossref.name, [f"doi:{d.casefold()}" for d in (doi, *also)], record, rows)
        if record.get("update-to"):
            # The notice's own record says what it retracts, also where the work's record does not.
            self._told_by(work_from_crossref(record, retrieved=""), rows)

    def _europepmc(self, record: Mapping[str, Any], rows: _Rows) -> None:
        for name in ("dateOfRevision", "firstIndexDate"):
            self._dated(str(record.get(name) or "")[:10])
        names = list(identifiers_in(record))
        if not names:
            return
        self._keep(EuropePMC.name, names, record, rows)
        self._told_by(work_from_europepmc(record, retrieved=""), rows)

    def _notice(self, row: Mapping[str, Any], line: int, rows: _Rows) -> None:
        lacking = [name for name in COLUMNS if name not in row]
        if lacking:
            raise ReadError(
                f"is not the Retraction Watch list: it has no column {', '.join(lacking)}",
                str(self.path),
                line,
            )
        doi, pmid, notice = told_by(row)
        if notice is None:
            return
        self._dated(notice.date or "")
        for name in (f"doi:{doi}" if doi else "", f"pmid:{pmid}" if pmid else ""):
            if name:
                self._keep_notice(name, notice, rows)

    def _keep(
        self, source: str, names: Sequence[str], record: Mapping[str, Any], rows: _Rows
    ) -> None:
        if self.wanted is not None and self.wanted.isdisjoint(names):
            return
        kept = _trimmed(source, record)
        number, self.next = self.next, self.next + 1
        rows.records.append((number, source, names[0], json.dumps(kept, ensure_ascii=False)))
        rows.names += [(source, name, number) for name in names[1:]]
        self._count()

    def _keep_notice(self, name: str, notice: Notice, rows: _Rows) -> None:
        if self.wanted is None or name.casefold() in self.wanted:
            rows.notices.append((name.casefold(), notice.model_dump_json(exclude_none=True)))
            self._count()

    def _told_by(self, work: Work, rows: _Rows) -> None:
        for doi, notice in work.tells():
            if doi:
                self._keep_notice(f"doi:{doi}", notice, rows)

    def _dated(self, day: str) -> None:
        """The newest day that the file names; none that is to come, which would be a slip."""
        if _DAY.fullmatch(day) and self.newest < day <= self.today:
            self.newest = day

    def _count(self) -> None:
        self.kept += 1
        self.built.kept += 1

    def _commit(self, rows: _Rows, key: tuple[str, int, str], count: int, *, whole: bool) -> None:
        newest = self.as_of or self.newest
        state = (*key, self.kind, count, self.kept, newest, int(whole))
        with self.connection as connection:
            connection.executemany("INSERT INTO records VALUES (?,?,?,?)", rows.records)
            connection.executemany("INSERT INTO names VALUES (?,?,?)", rows.names)
            connection.executemany("INSERT INTO notices VALUES (?,?)", rows.notices)
            connection.execute("INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?)", state)
        if self.told is not None:
            self.told(str(self.path), count, self.kept)


def _trimmed(source: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record that are read; authors without their affiliations."""
    names = _CROSSREF if source == Crossref.name else _EUROPEPMC
    kept = {name: record[name] for name in names if record.get(name) not in (None, "", [], {})}
    for name in ("author", "editor"):
        people = kept.get(name)
        if isinstance(people, list):
            kept[name] = [_person(person) for person in people[:MAX_PEOPLE]]
    return kept


def _person(person: object) -> object:
    if not isinstance(person, Mapping):
        return person
    return {name: person[name] for name in _PERSON if name in person}


# --- the file -------------------------------------------------------------------------------------


def _open(target: Path) -> sqlite3.Connection:
    new = not target.exists() or target.stat().st_size == 0
    if not new and not target.is_file():
        raise MagclaimsError(f"{target}: not a regular file")
    try:
        connection = sqlite3.connect(target)
    except sqlite3.Error as error:
        raise MagclaimsError(f"{target}: cannot be written: {error}") from error
    try:
        if new:
            connection.executescript(
                f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
            )
        check(connection, target)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'facts'").fetchone():
            connection.executescript(f"BEGIN; {TABLES} COMMIT;")
    except sqlite3.Error as error:
        connection.close()
        raise MagclaimsError(f"{target}: is not a snapshot of magclaims: {error}") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: sqlite3.Connection, target: Path, wanted: frozenset[str] | None) -> None:
    """From here on the snapshot is not complete, until `_finish`."""
    whose = ALL if wanted is None else _digest("\n".join(sorted(wanted)).encode())
    known = facts(connection).get("dois", whose)
    if known != whose:
        raise MagclaimsError(
            f"{target}: was built for {'all works' if known == ALL else 'other works'}; "
            "write another file, with --output"
        )
    with connection:
        for name in INDEXES:
            connection.execute(f"DROP INDEX IF EXISTS {name}")
        values = {"complete": "0", "dois": whose}
        connection.executemany("INSERT OR REPLACE INTO facts VALUES (?,?)", values.items())


def _finish(connection: sqlite3.Connection, target: Path) -> None:
    with connection:
        for index in INDEXES.values():
            connection.execute(index)
        connection.execute("INSERT OR REPLACE INTO facts VALUES ('complete', '1')")
    # One file is left, which can be copied and opened where nothing can be written.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    if mode != "delete":
        raise MagclaimsError(f"{target}: is in use by another program; close it and build again")


def _mark(path: Path) -> str:
    with path.open("rb") as stream:
        return _digest(stream.read(MARK))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def expand(paths: Sequence[Path]) -> Iterator[Path]:
    """The files that are named, and those in the folders that are, in the order of their names.

    Raises:
        MagclaimsError: A path is absent, or a folder holds no such file.
    """
    for path in paths:
        if not path.is_dir():
            if not path.exists():
                raise MagclaimsError(f"{path}: no such file")
            yield path
            continue
        found = sorted(p for p in path.rglob("*") if p.is_file() and _named(p.name))
        if not found:
            raise MagclaimsError(f"{path}: holds no .jsonl, .json or .csv, packed or not")
        yield from found


def _named(name: str) -> bool:
    return name.removesuffix(".gz").endswith((".jsonl", ".json", ".csv"))
