"""Errors that end a command with a message instead of a traceback, what was meant, and the exit codes."""

from collections.abc import Iterable
from enum import IntEnum
from typing import ClassVar, Self


class Exit(IntEnum):
    """Exit codes. Where several apply, 2 wins over 1, 1 over 3, 3 over 0."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    UNREACHABLE = 3


class MagclaimsError(Exception):
    """Something that the user can mend: shown as one line, exit code 2."""

    exit: ClassVar[Exit] = Exit.USAGE


class ReadError(MagclaimsError):
    """A file that cannot be read at all.

    Attributes:
        message: What is wrong, without the place.
        path: The file, as the user named it.
        line: 1-based; 1 where the fault has no line.
        column: 1-based, in code points.
    """

    def __init__(self, message: str, path: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{path}:{line}:{column}: {message}")
        self.message = message
        self.path = path
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, int, int]]:
        """What it is made of in another process."""
        return type(self), (self.message, self.path, self.line, self.column)


class ConfigError(MagclaimsError):
    """A setting that is unknown or has a value that it cannot have."""


CUTOFF = 0.6
"""How alike two names have to be (0 to 1, `difflib`); below it a guess misleads more than it helps."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the known name that is most like a word, whatever its case; None where none is."""
    import difflib

    known = {name.casefold(): name for name in sorted(names)}
    close = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=CUTOFF)
    return known[close[0]] if close else None


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return the end of a message, `; did you mean x?`; nothing where no name is alike."""
    near = nearest(word, names)
    return f"; did you mean `{near}`?" if near is not None else ""
