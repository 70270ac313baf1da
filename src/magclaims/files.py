"""Text in and files out: the one reader of UTF-8, and files that are written whole or not at all."""

import glob
import json
import logging
import os
import re
import stat
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from magclaims.errors import ConfigError, MagclaimsError, ReadError

MAX_BYTES = 20_000_000
"""A larger file is neither an article nor a registry, and reading it could end the machine."""
STANDARD_INPUT = Path("-")
"""What stands for standard input among the files of a command line."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\n|\r")
_TOML_PLACE = re.compile(r" \(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)$")
_DEEP_NAME = re.compile(
    r"""(?m)(?:^|[\[{,])[ \t]*+(?>(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){60}"""
)
"""A name of so many parts, where one begins, is no setting, and `tomllib` needs time that grows with their square."""
_log = logging.getLogger(__name__)


def real(path: Path) -> Path:
    """The path with all links followed; `Path.resolve`, but of a loop of links too."""
    return Path(os.path.realpath(path))


def project_of(folder: Path) -> Path:
    """The git repository that a folder lies in, else the folder."""
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), folder)


def keep_inside(path: Path, folder: Path | None = None) -> Path:
    """The path, if no link leads from the project around a folder (the working folder, else its own) out of it.

    Who changes a project can put a link where a file was; a path outside is the caller's own.

    Raises:
        MagclaimsError: One does.
    """
    lexically = Path(os.path.abspath(path))  # noqa: PTH100 - `Path.absolute` keeps dots
    project = project_of(folder or Path.cwd())
    if not lexically.is_relative_to(project):  # called from elsewhere
        project = project_of(lexically.parent)
    if lexically.is_relative_to(project) and not real(path).is_relative_to(project):
        raise MagclaimsError(
            f"{path}: a link leads out of {project}; if that is meant, name the file itself"
        )
    return path


def fitting(pattern: Path) -> Iterator[Path]:
    """What fits a pattern, each once, in no order, as `glob.glob` has it; but `**` follows no link, which may go round."""
    parts = pattern.parts
    first = next((n for n, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    waiting = [(Path(*parts[:first]), first)]
    seen: set[tuple[Path, int]] = set()
    while waiting:
        if (here := waiting.pop()) in seen:
            continue
        seen.add(here)
        folder, n = here
        part = parts[n] if n < len(parts) else ""
        if not part or (part == "**" and n + 1 == len(parts)):
            yield folder
        elif part == "**":
            waiting.append((folder, n + 1))
            below = _listed(folder, "*")
            waiting.extend((f, n) for f in below if f.is_dir() and not f.is_symlink())
        else:
            waiting.extend((found, n + 1) for found in _listed(folder, part))


def _listed(folder: Path, part: str) -> list[Path]:
    """What fits one part of a pattern in a folder; nothing where it cannot be looked into."""
    if not glob.has_magic(part):
        return [folder / part] if os.path.lexists(folder / part) else []
    with suppress(OSError):
        fit = [f for f in folder.iterdir() if fnmatch(f.name, part)]
        return [f for f in fit if part.startswith(".") or not f.name.startswith(".")]
    return []


def make_closed(folder: Path) -> None:
    """Make a folder that only its owner may enter; one that is there stays as it is.

    Raises:
        OSError: It cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def others_write(folder: Path) -> bool:
    """Whether other users may put files into a folder, as far as the system tells; root may anyway.

    A group that is the user's first one is no other: where folders are made open to it, each user has one
    of their own.
    """
    if not hasattr(os, "getuid"):
        return False
    found = folder.stat()
    if found.st_uid not in {0, os.getuid()} or found.st_mode & stat.S_IWOTH:
        return True
    return bool(found.st_mode & stat.S_IWGRP) and found.st_gid not in {0, os.getgid()}


def split_part(path: str | Path) -> tuple[str, str]:
    """The file, and the name of the article in it: `export.xml#zinc`; empty where a file alone is named."""
    text = str(path)
    file, mark, name = text.rpartition("#")
    if not mark or not name or "/" in name or os.path.lexists(text):
        return text, ""
    return file, name


def read_bytes(path: str | Path, limit: int = MAX_BYTES) -> bytes:
    """A file's bytes; standard input's for `-`.

    Raises:
        ReadError: It is absent, no regular file, unreadable or larger than `limit` bytes; or
            standard input is a terminal.
    """
    shown, file = str(path), Path(path)
    try:
        if file == STANDARD_INPUT:
            if sys.stdin is None or sys.stdin.isatty():
                raise ReadError("standard input is a terminal: name a file, or pipe one in", shown)
            data = sys.stdin.buffer.read(limit + 1)
        else:
            if not file.is_file():
                raise ReadError("not a regular file" if file.exists() else "no such file", shown)
            with file.open("rb") as stream:
                data = stream.read(limit + 1)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}", shown) from error
    except ValueError as error:  # a NUL in the name
        raise ReadError(f"cannot be read: {error}", shown) from error
    if len(data) > limit:
        raise ReadError(f"is larger than {limit // 1_000_000} MB", shown)
    return data


def decode(data: bytes, path: str | Path, *, keep_mark: bool = False) -> str:
    """UTF-8 as text, newlines untouched, without a byte order mark unless it is to be kept.

    Raises:
        ReadError: It is not UTF-8, with line and column (in code points) of the first wrong byte.
    """
    body = data if keep_mark else data.removeprefix(_BYTE_ORDER_MARK)
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        before = body[: error.start].decode().removeprefix("\ufeff")
        ends = [match.end() for match in _LINE_END.finditer(before)]
        raise ReadError(
            f"is not UTF-8: byte 0x{body[error.start]:02x}; save it as UTF-8 (an old Windows file: "
            "`iconv -f windows-1252 -t utf-8`)",
            str(path),
            len(ends) + 1,
            len(before) - (ends[-1] if ends else 0) + 1,
        ) from error


def read_text(path: str | Path, limit: int = MAX_BYTES, *, keep_mark: bool = False) -> str:
    """The text of a UTF-8 file: `read_bytes`, then `decode`.

    Raises:
        ReadError: As these two.
    """
    return decode(read_bytes(path, limit), path, keep_mark=keep_mark)


def parsed_json(text: str, path: object, *, what: str = "", hint: str = "") -> Any:
    """A JSON text that a person may have changed.

    Messages call the file by its path and `what` ("the lock file "); `hint` says what to do with one that is no
    JSON.

    Raises:
        ReadError: It is no JSON, with the place, or nothing that Python reads.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        said = f"{what}is not JSON: {error.msg}{hint}"
        raise ReadError(said, str(path), error.lineno, error.colno) from error
    except RecursionError as error:
        raise ReadError(f"{what}is nested too deeply", str(path)) from error
    except ValueError as error:
        raise ReadError(f"{what}holds a number of too many digits", str(path)) from error


def parsed_toml(text: str, path: object) -> dict[str, Any]:
    """A TOML text that somebody else may have written; messages call it `path`.

    Raises:
        ConfigError: It is no TOML, with the place where that is known, or none that can be read.
    """
    unreadable = ConfigError(f"{path}: is not TOML that can be read")
    if _DEEP_NAME.search(text):
        raise unreadable
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        found = _TOML_PLACE.search(said)  # none at the end of a file
        place = f":{found['line']}:{found['column']}" if found else ""
        why = said[: found.start()] if found else said
        raise ConfigError(f"{path}{place}: is not TOML: {why}") from error
    except (RecursionError, ValueError) as error:  # brackets without end, a number of 5,000 digits
        raise unreadable from error


@contextmanager
def writing(*paths: Path) -> Iterator[None]:
    """Nobody else of this program changes a file in the folders of these meanwhile.

    Read, change and replace belong into one such block: of two that add at once, the second then
    adds to what the first wrote. It waits for whoever is there first; the system ends the wait when
    that process ends, however it ends, so nothing stays behind.

    Raises:
        MagclaimsError: A folder cannot be locked.
    """
    with ExitStack() as stack:
        # In one order, so that two that want the same folders never wait for each other.
        for folder in sorted({_present(real(path).parent) for path in paths}):
            try:
                stack.enter_context(_locked(folder))
            except OSError as error:
                why = error.strerror or error
                raise MagclaimsError(f"{folder}: cannot be locked: {why}") from error
        for path in paths:
            with suppress(OSError):  # who then writes it says why that fails
                _sweep(real(path))
        yield


def _present(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(f for f in (folder, *folder.parents) if f.is_dir())


if os.name == "nt":  # pragma: no cover - the tests run elsewhere
    import msvcrt
    import zlib

    @contextmanager
    def _locked(folder: Path) -> Iterator[None]:
        # Windows locks files, not folders.
        name = f"magclaims-{zlib.crc32(str(folder).casefold().encode()):08x}.lock"
        with (Path(tempfile.gettempdir()) / name).open("a+b") as stream:
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
            try:
                yield
            finally:
                stream.seek(0)
                msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]

    _CLOSED_FIRST = True
    """An open file can be neither moved nor removed here."""

    def _temporary(target: Path) -> tuple[int, Path]:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        return handle, Path(name)

    def _sweep(target: Path) -> None:
        pass

else:
    import fcntl

    @contextmanager
    def _locked(folder: Path) -> Iterator[None]:
        handle = os.open(folder, os.O_RDONLY)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                _log.warning("another run writes in %s: waiting for it (Ctrl-C ends)", folder)
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    _CLOSED_FIRST = False

    def _temporary(target: Path) -> tuple[int, Path]:
        """A new file beside the target, held by who writes it.

        Always of one name, so that what a killed run left is found without a search. The lock ends
        with the process: a file that nobody holds is such a leftover.
        """
        temporary = _temporary_name(target)
        while True:
            _sweep(target)
            try:
                handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            _hold(handle)
            if _is_there(handle, temporary):
                return handle, temporary
            os.close(handle)  # it was swept before it was held

    def _sweep(target: Path) -> None:
        """Remove what a killed run left beside the target; who writes just now is waited for."""
        temporary = _temporary_name(target)
        try:  # asked once: between two questions another's file may come to stand there
            kind = temporary.lstat().st_mode
        except FileNotFoundError:
            return
        if not stat.S_ISREG(kind):
            temporary.unlink(missing_ok=True)  # none of ours; of a link, the link alone
            return
        with suppress(FileNotFoundError):
            handle = os.open(temporary, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                _hold(handle)
                if _is_there(handle, temporary):
                    temporary.unlink()
            finally:
                os.close(handle)

    def _hold(handle: int) -> None:
        with suppress(OSError):  # a file system that knows no locks
            fcntl.flock(handle, fcntl.LOCK_EX)

    def _temporary_name(target: Path) -> Path:
        return target.with_name(f".{target.name}.magclaims")

    def _is_there(handle: int, path: Path) -> bool:
        """Whether the open file is still the one of this name."""
        try:
            return os.path.samestat(os.fstat(handle), path.lstat())
        except FileNotFoundError:
            return False


def still_holds(path: Path, text: str) -> None:
    """Make sure that nobody else wrote a file since this text of it was read; editors know nothing of our lock.

    Raises:
        MagclaimsError: Somebody did.
    """
    if path.exists() and path.read_bytes() != text.encode():
        raise MagclaimsError(f"{path} changed meanwhile, and was left alone: run it again")


def write_atomically(path: Path, text: str | Iterable[str]) -> None:
    """Write a UTF-8 file, whole or in pieces, by way of a temporary one beside it; newlines as they are.

    An existing file's permissions are kept; a link is followed within the project. What is no file, such as a pipe, is
    written into: to replace it would take it from everybody.

    Raises:
        MagclaimsError: The file cannot be written, or a link leads out of the project.
    """
    pieces = [text] if isinstance(text, str) else text
    target = real(keep_inside(path))
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="") as stream:
                stream.writelines(pieces)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        handle, temporary = _temporary(target)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            try:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
                temporary.chmod(mode if mode is not None else 0o666 & ~_umask())
                if _CLOSED_FIRST:
                    stream.close()
                temporary.replace(target)
            except BaseException:
                if _CLOSED_FIRST:
                    stream.close()
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise MagclaimsError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
