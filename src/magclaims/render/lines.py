"""Lines of styled text, wrapped at the width of a terminal."""

import re
from collections.abc import Callable, Iterable
from io import StringIO
from itertools import pairwise
from typing import NamedTuple
from unicodedata import combining, east_asian_width

MIN_WIDTH = 40


class StyledText(NamedTuple):
    """A piece of a line, in one style."""

    text: str
    style: str = ""


class Line(NamedTuple):
    """A line before wrapping; its continuation lines stand `hang` columns further in."""

    parts: tuple[StyledText, ...] = ()
    indent: int = 0
    hang: int = 4


def printed(lines: Iterable[Line], width: int, *, color: bool) -> str:
    """The lines as text of so many columns, at least `MIN_WIDTH`."""
    width = max(width, MIN_WIDTH)
    paint = _painter() if color else None
    out: list[str] = []
    for line in lines:
        text = "".join(part.text for part in line.parts)
        room = width - line.indent
        offsets = [0, *_breaks(text, room, room - line.hang), len(text)]
        for number, (start, end) in enumerate(pairwise(offsets)):
            indent = " " * (line.indent + (line.hang if number else 0))
            piece = paint(line, start, end) if paint else text[start:end].rstrip()
            out.append(f"{indent}{piece}\n")
    return "".join(out)


def _painter() -> Callable[[Line, int, int], str]:
    """Return a function that gives a slice of a line with its styles as terminal colours.

    Rich draws them, so it is imported only where there is a terminal to draw on.
    """
    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )

    def paint(line: Line, start: int, end: int) -> str:
        text = Text()
        for part in line.parts:
            text.append(part.text, part.style or None)
        piece = text[start:end]
        piece.rstrip()
        out.seek(0)
        out.truncate()
        console.print(piece, soft_wrap=True, end="")
        return out.getvalue()

    return paint


def _breaks(text: str, first: int, rest: int) -> list[int]:
    """Return where new lines start, if the first is `first` and the others `rest` columns wide.

    Words longer than a line stay whole: a path or an address that is broken can't be followed.
    """
    if len(text) <= first and text.isascii():
        return []
    offsets: list[int] = []
    width, used, position = first, 0, 0
    for word in re.findall(r"[^ ]+ *| +", text):  # no line breaks at a no-break space
        if used and used + _columns(word.rstrip()) > width:
            offsets.append(position)
            width, used = rest, 0
        used += _columns(word)
        position += len(word)
    return offsets


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes (Unicode TR11; combining marks take none)."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in {"W", "F"} else 1 for c in text)
