"""Writing files so that a reader sees the old one or the new one, never half of one."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from magclaims.errors import MagclaimsError

_log = logging.getLogger(__name__)


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
        for folder in sorted({_present(path.resolve().parent) for path in paths}):
            try:
                stack.enter_context(_locked(folder))
            except OSError as error:
                why = error.strerror or error
                raise MagclaimsError(f"{folder}: cannot be locked: {why}") from error
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


def write_atomically(path: Path, text: str) -> None:
    """Write a UTF-8 file by way of a temporary one beside it; newlines as they are.

    An existing file's permissions are kept; a symbolic link is followed.

    Raises:
        MagclaimsError: The file cannot be written.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(mode if mode is not None else 0o666 & ~_umask())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise MagclaimsError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
