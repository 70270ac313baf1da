"""Which program this is: what it kept belongs to it alone."""

import os
import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Self

_PACKAGES = ("pydantic", "pyyaml", "rapidfuzz", "markdown-it-py", "pylatexenc", "bibtexparser")
"""Packages that have a say in what is read."""


class Digest:
    """A digest of values one after another; where one ends and the next begins is a part of it."""

    def __init__(self, *values: object) -> None:
        self._hash = blake2b(digest_size=20)
        self.add(*values)

    def add(self, *values: object) -> Self:
        """The same with more values."""
        for value in values:
            if isinstance(value, bytes):
                kind, content = b"b", value
            elif isinstance(value, str):
                kind, content = b"s", value.encode("utf-8", "surrogatepass")
            else:
                kind, content = b"r", repr(value).encode()
            self._hash.update(b"%s%d:" % (kind, len(content)))
            self._hash.update(content)
        return self

    @property
    def digest(self) -> bytes:
        """What came out so far: 20 bytes."""
        return self._hash.digest()


@cache
def program() -> bytes | None:
    """A digest of the program itself, and of what it reads with: another one may judge otherwise.

    None where there are no files to read: it runs from an archive.
    """
    made = Digest(sys.version)
    for name in _PACKAGES:
        try:
            made.add(name, version(name))
        except PackageNotFoundError:
            made.add(name, None)
    package = str(Path(__file__).parents[1])
    files = [
        os.path.join(folder, name)  # noqa: PTH118 - a path object for each takes as long as reading it
        for folder, _, names in os.walk(package)
        for name in names
        if name.endswith((".py", ".toml"))
    ]
    if not files:
        return None
    for file in sorted(files):
        with open(file, "rb") as stream:  # noqa: PTH123 - the same
            made.add(file.removeprefix(package), stream.read())
    return made.digest
