"""What depends on the terminal: its width, and progress on it."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from magclaims.gather.answers import Progress
from magclaims.render.escape import log_line

PIPED_WIDTH = 100
WIDEST = 140
DUMB = "dumb"
"""The TERM of a terminal that moves no cursor and knows no colour."""


def note(text: str) -> None:
    """Say something beside the output: one harmless line on stderr."""
    print(log_line(text, 2000), file=sys.stderr)  # noqa: T201


def width_of(stream: TextIO) -> int:
    """Columns to wrap at: the terminal's, within reason; 100 where the stream is none."""
    if not stream.isatty():
        return PIPED_WIDTH
    return max(40, min(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, WIDEST))


def wants_color(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to print in colour: NO_COLOR forbids it, FORCE_COLOR asks for it, a terminal can.

    See https://no-color.org and https://force-color.org; a dumb terminal (terminfo) knows none.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in {"", "0", "false"}:
        return True
    return stream.isatty() and environ.get("TERM") != DUMB


@contextmanager
def progress_on(stream: TextIO) -> Iterator[Progress | None]:
    """Progress of the gathering on a terminal; nothing elsewhere."""
    if not stream.isatty() or os.environ.get("TERM") == DUMB:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(file=stream), transient=True) as bar:
        tasks: dict[str, object] = {}

        def show(done: int, total: int, what: str) -> None:
            task = tasks.setdefault(what, bar.add_task(f"Asking {what}", total=total))
            bar.update(task, completed=done, total=total)  # type: ignore[arg-type]

        yield show
