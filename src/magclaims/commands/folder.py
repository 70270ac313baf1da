"""A folder of made files: what is no longer made goes, as long as it is ours and as we wrote it."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from magclaims.errors import ReadError
from magclaims.files import read_text, write_atomically

MANIFEST = ".magclaims-files.json"
"""Lists what was written, with a digest of each: nothing else in the folder is touched."""


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files, text by plain name, and remove those of an earlier time that are no longer made.

    A file that somebody changed since, or that the manifest does not list, stays.

    Raises:
        ReadError: A file stands in the way that is no file of ours.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ours = _manifest(folder / MANIFEST)
    for name, text in files.items():
        write_atomically(folder / name, text)
    for name in ours.keys() - files.keys():
        path = folder / name
        there = path.is_file() and not path.is_symlink()
        if there and _digest(path.read_bytes()) == ours[name]:
            path.unlink()
    made = {name: _digest(text.encode()) for name, text in sorted(files.items())}
    write_atomically(folder / MANIFEST, json.dumps({"schema": 1, "files": made}, indent=1) + "\n")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _manifest(path: Path) -> dict[str, str]:
    """What was written the last time; nothing where the list is absent or cannot be one of ours."""
    try:
        listed = json.loads(read_text(path))["files"] if path.is_file() else {}
    except (ReadError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    if not isinstance(listed, dict):
        return {}
    # A name with a folder in it is none that we wrote.
    return {
        name: digest
        for name, digest in listed.items()
        if isinstance(digest, str) and Path(name).name == name and name not in {"", ".", ".."}
    }
