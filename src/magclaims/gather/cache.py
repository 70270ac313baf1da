"""Answers that were given before, kept in the platform's cache folder.

One SQLite file in write-ahead mode: several processes may use it at once, and a process that is
stopped half-way leaves it whole. Only what a service answered is kept (a record, "there is none",
"another agency has it"), never a failure. A row says who was asked at which address, what was asked,
and when: an answer to another question, from another address or from the future is not used. The
cache is a convenience: when it cannot be used the check goes on without it, and says so.
"""

import json
import logging
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from magclaims import clock
from magclaims.files import make_closed
from magclaims.gather.sources import SOURCES
from magclaims.model.work import Answer, Missing, Unreachable, Work

VERSION = 2
"""Of what is kept; a file of another version has another name and is left alone."""
FILE = f"answers-{VERSION}.sqlite3"
MISSING_DAYS = 1
"""How long "there is no such work" is believed: a new DOI may appear any day."""
SKEW = timedelta(minutes=10)
"""How far two machines' clocks may differ; what is dated later than that is not believed."""
BEHIND: Mapping[str, tuple[str, ...]] = {
    **{source.name: (source.name, *(s.name for s in source.behind)) for source in SOURCES},
    "search": ("crossref", "europepmc"),
    "dates": ("crossref",),
}
"""Who answers where one service is asked; Crossref sends on what other agencies registered."""
CHUNK = 500
"""Keys in one query; SQLite allows 999 parameters in its oldest builds."""

RowKind = Literal["work", "missing", "exists", "search"]
Kept = Work | Missing | Unreachable | tuple[Work, ...]
_MADE: dict[RowKind, type[Work | Missing | Unreachable]] = {
    "work": Work,
    "missing": Missing,
    "exists": Unreachable,
}

_log = logging.getLogger(__name__)


class Cache:
    """Kept answers, by the service that was asked and the identifier, in a folder that is made when it is missing.

    Answers from other `addresses` (base URLs) are not used, nor are older ones than `max_age_days`; of 0 none.
    """

    def __init__(
        self, folder: Path, *, addresses: Mapping[str, str] | None = None, max_age_days: float = 7
    ) -> None:
        self.path = folder / FILE
        self._addresses = addresses or {}
        self._ages: Mapping[RowKind, timedelta] = {
            "work": timedelta(days=max_age_days),
            "search": timedelta(days=min(max_age_days, MISSING_DAYS)),
            "missing": timedelta(days=min(max_age_days, MISSING_DAYS)),
            "exists": timedelta(days=max_age_days),
        }
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    def get(
        self, space: str, identifiers: Sequence[str], *, any_age: bool = False
    ) -> dict[str, Kept]:
        """The kept answers that are young enough; of `any_age` for a run that may ask no service.

        `space` is who was asked, e.g. `crossref`.
        """
        found: dict[str, Kept] = {}
        now = clock.current().now()
        with self._lock:
            for identifier, kind, at, answer in self._rows(space, identifiers):
                try:
                    age = now - datetime.fromisoformat(at)
                    old = age >= self._ages[kind] and not (any_age and kind == "work")
                    if old or age < -SKEW:
                        continue
                    kept = _read(kind, identifier, answer)
                    if kept is not None:
                        found[identifier] = kept
                except (ValidationError, ValueError, KeyError, TypeError):
                    continue  # kept by another version, or damaged: asked again
        return found

    def put(self, space: str, answers: Iterable[tuple[str, Kept]]) -> None:
        """Keep answers, all of them or none."""
        at = clock.timestamp()
        place = self._place(space)
        rows = [(place, name, _kind(a), at, _write(name, a)) for name, a in answers]
        with self._lock:
            connection = self._open(create=True)
            if connection is None or not rows:
                return
            try:
                with connection:
                    connection.executemany(
                        "INSERT OR REPLACE INTO answers VALUES (?,?,?,?,?)", rows
                    )
            except sqlite3.Error as error:
                self._fail(error)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _rows(
        self, space: str, identifiers: Sequence[str]
    ) -> Iterator[tuple[str, RowKind, str, str]]:
        connection = self._open(create=False)
        if connection is None:
            return
        for start in range(0, len(identifiers), CHUNK):
            part = identifiers[start : start + CHUNK]
            marks = ",".join("?" * len(part))
            query = (
                "SELECT identifier, kind, at, answer FROM answers"  # noqa: S608 - marks only
                f" WHERE space = ? AND identifier IN ({marks})"
            )
            try:
                yield from connection.execute(query, (self._place(space), *part)).fetchall()
            except sqlite3.Error as error:
                self._fail(error)
                return

    def _place(self, space: str) -> str:
        """Who is asked, with all addresses that have a say: another address says nothing of it."""
        having_a_say = (self._addresses.get(service, "") for service in BEHIND.get(space, (space,)))
        return " ".join((space, *having_a_say)).strip()

    def _open(self, *, create: bool) -> sqlite3.Connection | None:
        if self._connection is not None or self._broken:
            return self._connection
        if not create and not self.path.exists():
            return None
        try:
            make_closed(self.path.parent)
            self._connection = self._connect()
        except (sqlite3.DatabaseError, OSError) as error:
            self._fail(error)
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=5, check_same_thread=False)
        try:
            # Two processes that begin the file at once: SQLite does not wait here, and the mode is the
            # file's, so that the other one sets it for both. What follows waits, or says what is wrong.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS answers (space TEXT, identifier TEXT, kind TEXT,"
                " at TEXT, answer TEXT, PRIMARY KEY (space, identifier)) WITHOUT ROWID"
            )
            connection.execute("SELECT space, identifier, kind, at, answer FROM answers LIMIT 1")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _set_aside(self) -> None:
        """Begin a new file; the broken one stays beside it for whoever wants to look."""
        aside = self.path.with_name(self.path.name + ".broken")
        _log.warning("the cache %s is broken: it was set aside as %s", self.path, aside.name)
        try:
            self.path.replace(aside)
            for ending in ("-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            self._connection = self._connect()
        except (OSError, sqlite3.Error) as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        """Begin a new file where this one is damaged; else, or where that fails, go on without."""
        self._drop()
        # What is operational: locked, read-only, no space.
        damaged = isinstance(error, sqlite3.DatabaseError)
        damaged = damaged and not isinstance(error, sqlite3.OperationalError) and not self._broken
        self._broken = True
        if damaged:
            self._set_aside()
            self._broken = self._connection is None
        else:
            _log.warning("the cache %s cannot be used: %s", self.path, error)


def default_folder() -> Path:
    """The platform's cache folder for this program."""
    from platformdirs import user_cache_path

    return user_cache_path("magclaims", appauthor=False)


def can_be_kept(answer: Answer) -> bool:
    """Whether a service really answered this: failures are never kept."""
    return not isinstance(answer, Unreachable) or answer.exists


def _kind(answer: Kept) -> RowKind:
    return next((kind for kind, made in _MADE.items() if isinstance(answer, made)), "search")


def _write(identifier: str, answer: Kept) -> str:
    """The answer with its question, so that a row under another name is noticed."""
    said: object
    if isinstance(answer, tuple):
        # What a search found may have been completed by a second service.
        said = [work.model_dump(mode="json", exclude_defaults=True) for work in answer]
    else:  # that its service is the only source of it goes without saying
        said = answer.model_dump(mode="json", exclude_defaults=True, exclude={"sources"})
    return json.dumps({"asked": identifier, "answer": said}, ensure_ascii=False)


def _read(kind: RowKind, identifier: str, row: str) -> Kept | None:
    """The answer; None where it is one to another question."""
    document = json.loads(row)
    if document["asked"] != identifier:
        return None
    answer = document["answer"]
    if kind == "search":
        return tuple(Work.model_validate(work) for work in answer)
    return _MADE[kind].model_validate(answer)
