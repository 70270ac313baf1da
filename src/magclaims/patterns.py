"""Regular expressions of the package's own words, compiled once and kept for the next run.

Python compiles an expression anew in each process, and a word list of a few hundred words takes as
long as judging several articles. So what was compiled is kept as data, under the rules of compiled
modules: in `__pycache__` (whoever can write there can change the program itself), not where
PYTHONDONTWRITEBYTECODE is set, and only for this very Python. What is kept is never needed: a table
that is absent, damaged or another Python's is passed over, and the expression compiled.

For expressions that are the same in each run: words of the package, not of a user's files.
"""

import atexit
import marshal
import os
import re
import sys
import tempfile
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, cast

_FROM_CODE: Callable[..., re.Pattern[str]] | None = None
_CODE: Callable[..., Sequence[int]] | None = None
_PARSE: Callable[..., Any] | None = None
_CODE_SIZE = 0
_MADE_BY = ""
with suppress(ImportError, AttributeError, KeyError):  # a Python with another engine keeps nothing
    _engine, _compiler = import_module("_sre"), import_module("re._compiler")
    _CODE, _PARSE = vars(_compiler)["_code"], import_module("re._parser").parse
    _CODE_SIZE = _engine.CODESIZE
    _MADE_BY = f"{sys.version} {_engine.MAGIC} {_CODE_SIZE} {sys.byteorder}"
    _FROM_CODE = _engine.compile

MOST = 4096
"""Expressions that are kept; the package has about a quarter of it."""
ENOUGH = 1000
"""Code points of new expressions that are worth writing the table anew."""
_WORD = "I"

Row = tuple[int, bytes, int, dict[str, int]]
"""Flags, code, number of groups, and their names."""
Table = dict[tuple[str, int], Row]


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`; what it compiles is kept for the next run.

    Args:
        pattern: An expression that the package's own data and code make.
        flags: As of `re`.

    Raises:
        re.error: It is no expression.
    """
    return _compiled(pattern, int(flags))


@cache
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    kept = _kept().get((pattern, flags))
    if kept is not None:
        with suppress(Exception):  # the engine says what it will of a damaged table
            return from_row(pattern, kept)
    row = row_of(pattern, flags)
    if row is None:
        return re.compile(pattern, flags)
    _new[pattern, flags] = row
    return from_row(pattern, row)


def row_of(pattern: str, flags: int) -> Row | None:
    """What is kept of an expression; None where this Python cannot tell.

    Raises:
        re.error: It is no expression.
    """
    if _CODE is None or _PARSE is None or array(_WORD).itemsize != _CODE_SIZE:
        return None
    parsed = _PARSE(pattern, flags)
    code = array(_WORD, _CODE(parsed, flags))
    return (flags | parsed.state.flags, code.tobytes(), parsed.state.groups, parsed.state.groupdict)


def from_row(pattern: str, row: Row) -> re.Pattern[str]:
    """The expression of what was kept of it.

    Raises:
        Exception: Of any kind, where the row is damaged; the engine checks the code itself.
    """
    flags, code, groups, names = row
    if _FROM_CODE is None:
        raise TypeError("this Python takes no compiled expressions")
    by_number: list[str | None] = [None] * groups
    for name, number in names.items():
        by_number[number] = name
    words = array(_WORD)
    words.frombytes(code)
    return _FROM_CODE(pattern, flags, words.tolist(), groups - 1, names, tuple(by_number))


# --- the table -------------------------------------------------------------------------------------

_new: Table = {}
"""What this run compiled."""


def place() -> Path:
    """Where the table is kept: beside the compiled module."""
    return Path(cache_from_source(__file__)).with_suffix(".patterns")


@cache
def _kept() -> Table:
    if _FROM_CODE is None:
        return {}
    if not sys.dont_write_bytecode:
        atexit.register(keep)
    return read(place())


def read(path: Path) -> Table:
    """The table of a file; an empty one where it is absent, damaged or another Python's."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        mark, _, body = path.read_bytes().partition(b"\n")
        if mark.decode() == _mark(body):
            return cast("Table", marshal.loads(body))  # noqa: S302 - as trusted as the modules beside it
    return {}


def _mark(body: bytes) -> str:
    return blake2b(_MADE_BY.encode() + b"\n" + body, digest_size=16).hexdigest()


def keep(*, all_of_them: bool = False) -> None:
    """Add what this run compiled to the table, where that is worth it and can be done.

    Args:
        all_of_them: Also where it is little.
    """
    told = sum(len(pattern) for pattern, _ in _new)
    if not _new or not (all_of_them or told >= ENOUGH):
        return
    with suppress(OSError):
        path = place()
        table = {**read(path), **_new}
        if len(table) <= MOST:
            body = marshal.dumps(table)
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            with os.fdopen(handle, "wb") as stream:
                stream.write(_mark(body).encode() + b"\n" + body)
            Path(name).chmod(0o644)
            Path(name).replace(path)
            _new.clear()
