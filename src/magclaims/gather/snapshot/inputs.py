"""What registries publish as files, read line by line: nothing is ever held that is not one record.

Three kinds, told apart by their first line, plain or packed with gzip: Crossref's public data file
(a record a line; https://www.crossref.org/learning/public-data-file/), the Retraction Watch list
(CSV) and what Europe PMC answers or exports in its `core` form (a record or a whole answer a line,
or one answer a file). All of it is hostile until read.
"""

import csv
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal

from magclaims.errors import ReadError
from magclaims.gather.web import without_surrogates
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass

Kind = Literal["crossref", "europepmc", "retraction-watch"]

MAX_LINE = 16 * 1024 * 1024
"""Bytes of a line. The largest real record, with thousands of authors, has a few; more is a fault."""
MAX_DOCUMENT = 64 * 1024 * 1024
"""Bytes of an answer that stands on several lines: 1,000 records of Europe PMC's `core` form."""
GZIP = b"\x1f\x8b"
_LIST_COLUMN = "OriginalPaperDOI"
_EXPECTED = (
    "is neither Crossref's public data file (a record a line), nor the Retraction Watch list (CSV), "
    "nor answers of Europe PMC (JSON)"
)
_INDEXED = expression(rb'"indexed":\s{0,4}\{[^{}]{0,200}"date-time":\s{0,4}"(\d{4}-\d\d-\d\d)T')


@dataclass(frozen=True, slots=True)
class SnapshotItem:
    """One line, or one record of an answer, as far as it had to be read."""

    line: int
    """Where it begins, 1 for the first."""
    raw: bytes
    """The line; empty for the rows of a list and for records of an answer."""
    parsed: Mapping[str, Any] | None = None
    """The record or the row; None where the line was not parsed yet."""


def kind_of(path: Path) -> Kind:
    """What a file is, by its first line.

    Raises:
        ReadError: It cannot be read, or is of no known kind.
    """
    for line, raw in _lines(path):
        text = raw.strip().removeprefix(b"\xef\xbb\xbf")
        if not text:
            continue
        if text.startswith(b"{"):
            return _kind_of_record(_first(path, line, text), path, line)
        if _LIST_COLUMN.encode() in text:
            return "retraction-watch"
        hint = "; write a record a line" if text.startswith(b"[") else ""
        raise ReadError(_EXPECTED + hint, str(path), line)
    raise ReadError("is empty", str(path))


def items(path: Path, kind: Kind) -> Iterator[SnapshotItem]:
    """What a file holds, one after the other; lines of Crossref are not parsed.

    Raises:
        ReadError: With the line: it is cut off, not what it began as, or has a line without end.
    """
    if kind == "crossref":
        for line, raw in _lines(path):
            if raw.strip():
                yield SnapshotItem(line, raw)
    elif kind == "europepmc":
        yield from _answers(path)
    else:
        yield from _rows(path)


def record_of(item: SnapshotItem, path: Path) -> Mapping[str, Any]:
    """The record of a line.

    Raises:
        ReadError: It is not JSON, or not a record.
    """
    return item.parsed if item.parsed is not None else _object(item.raw, path, item.line)


def day_of(raw: bytes) -> str:
    """The day on which Crossref last indexed the record of a line; empty where it does not say."""
    found = _INDEXED.search(raw)
    return found[1].decode() if found else ""


def _kind_of_record(first: Mapping[str, Any], path: Path, line: int) -> Kind:
    if isinstance(first.get("DOI"), str):
        return "crossref"
    if "resultList" in first or ("source" in first and "id" in first):
        return "europepmc"
    raise ReadError(_EXPECTED, str(path), line)


def _first(path: Path, line: int, text: bytes) -> Mapping[str, Any]:
    """The first record; or the whole file, where the first line is not one."""
    try:
        return _object(text, path, line)
    except ReadError:
        whole = _document(path)
        if whole is None:
            raise
        return whole


def _answers(path: Path) -> Iterator[SnapshotItem]:
    """Records of Europe PMC, each with the line on which it or its answer begins."""
    parsed = False
    for line, raw in _lines(path):
        if not raw.strip():
            continue
        try:
            found = _object(raw, path, line)
        except ReadError:
            whole = None if parsed else _document(path)
            if whole is None:
                raise
            yield from _of_answer(whole, path, line)
            return
        parsed = True
        yield from _of_answer(found, path, line)


def _of_answer(found: Mapping[str, Any], path: Path, line: int) -> Iterator[SnapshotItem]:
    results = found.get("resultList", {"result": [found]})
    records = results.get("result") if isinstance(results, Mapping) else None
    if not isinstance(records, list) or not all(isinstance(r, Mapping) for r in records):
        raise ReadError(
            "is not an answer of Europe PMC: `resultList` holds no records", str(path), line
        )
    for record in records:
        if "source" not in record or "id" not in record:
            raise ReadError("has a record without `source` and `id`", str(path), line)
        if "pubType" in record and "pubTypeList" not in record:
            raise ReadError(
                "is in Europe PMC's `lite` form, which lacks retractions: ask for resultType=core",
                str(path),
                line,
            )
        yield SnapshotItem(line, b"", record)


def _rows(path: Path) -> Iterator[SnapshotItem]:
    """The rows of a CSV file by the names of its columns."""
    place = [0]

    def lines() -> Iterator[str]:
        for line, raw in _lines(path):
            place[0] = line
            try:
                text = raw.decode("utf-8-sig" if line == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise ReadError("is not UTF-8", str(path), line) from error
            yield text

    rows = csv.reader(lines())
    try:
        header = [name.strip() for name in next(rows, [])]
        begins = place[0] + 1
        for row in rows:
            if row:
                if len(row) < len(header):
                    raise ReadError(
                        f"has a row of {len(row)} columns; there are {len(header)}",
                        str(path),
                        begins,
                    )
                yield SnapshotItem(begins, b"", dict(zip(header, row, strict=False)))
            begins = place[0] + 1
    except csv.Error as error:
        raise ReadError(f"is not CSV: {error}", str(path), place[0]) from error


def _object(raw: bytes, path: Path, line: int) -> Mapping[str, Any]:
    try:
        found = without_surrogates(json.loads(raw))
    except (ValueError, RecursionError) as error:
        raise ReadError("is not a record in JSON", str(path), line) from error
    if not isinstance(found, Mapping):
        raise ReadError("is not a record: an object was expected", str(path), line)
    return found


def _document(path: Path) -> Mapping[str, Any] | None:
    """A file that is one JSON object on several lines; None where it is none."""
    with _opened(path) as stream:
        raw = stream.read(MAX_DOCUMENT + 1)
    if len(raw) > MAX_DOCUMENT:
        return None
    try:
        return _object(raw, path, 1)
    except ReadError:
        return None


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers, none longer than `MAX_LINE`."""
    number = 0
    try:
        with _opened(path) as stream:
            while raw := stream.readline(MAX_LINE + 1):
                number += 1
                if len(raw) > MAX_LINE:
                    size = f"{MAX_LINE >> 20} MiB"
                    raise ReadError(f"has a line of more than {size}", str(path), number)
                yield number, raw
    except EOFError as error:
        raise ReadError(
            "is cut off: the packed file ends before its end; fetch it again", str(path), number + 1
        ) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ReadError("is damaged: it cannot be unpacked", str(path), number + 1) from error
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}", str(path)) from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if not path.is_file():
        raise ReadError("not a regular file" if path.exists() else "no such file", str(path))
    with path.open("rb") as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        if packed:
            with gzip.GzipFile(fileobj=raw) as stream:
                yield stream  # type: ignore[misc] # a GzipFile is an IO[bytes] in all but name
        else:
            yield raw
