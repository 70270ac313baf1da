"""The file of an article as text, and places in it."""

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from magclaims.errors import ReadError
from magclaims.files import decode, read_bytes
from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression
from magclaims.read.article import word

_NULS = 10
"""One NUL among so many bytes, and a file is no UTF-8 text, whatever it decodes to."""

# What editors count as a line end. `str.splitlines` also breaks at U+2028, form feeds and others.
LINE_END = expression(r"\r\n|\n|\r")


class Lines:
    """Turns offsets into lines and columns, both 1-based, in code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of a 0-based offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def placed(self, offset: int, end: int) -> tuple[int, int, int, int]:
        """A stretch with its line and column: offset, end, line, column."""
        return offset, end, *self.position(offset)

    def start(self, line: int) -> int:
        """The offset at which a 0-based line begins; the end of the text beyond the last one."""
        return self._starts[min(line, len(self._starts) - 1)]

    def __len__(self) -> int:
        return len(self._starts)


def load(path: str | Path) -> str:
    """Read a UTF-8 file, newlines untouched, without its byte order mark; a .docx as HTML.

    Raises:
        ReadError: The file is absent, no regular file, larger than `MAX_BYTES`, of a format that is
            no text (a PDF, without its extra a .docx), or not UTF-8 (then with the place of the first wrong byte).
    """
    raw = read_bytes(path)
    if word.is_word(raw) and word.available():
        return word.html_of(raw, str(path))
    if says := _no_text(raw):
        raise ReadError(says, str(path))
    return decode(raw, path)


def _no_text(raw: bytes) -> str | None:
    """What a file is that holds no plain text, and what to do with it."""
    for entry in _formats():
        begins = raw.startswith(entry["begins"].encode("latin-1"))
        # The names of the files within an archive stand in it as they are.
        if begins and ("holds" not in entry or entry["holds"].encode() in raw):
            return f"is {entry['is']}: {entry['do']}"
    if raw.count(0) * _NULS > len(raw):
        return "not UTF-8 but UTF-16 or binary: it holds NUL bytes; save the text as UTF-8"
    return None


@lru_cache(maxsize=1)
def _formats() -> list[dict[str, str]]:
    return list(load_data("formats.toml", "magclaims.read.article")["format"])
