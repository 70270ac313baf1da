"""What depends on the terminal: its width, and progress on it."""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from magclaims.gather.answers import Progress
from magclaims.render.escape import log_line, plain

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
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(file=stream), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(done: int, total: int, what: str) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(f"Asking {what}", total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield show


class Questions:
    """Asks in the terminal: a letter or a line, each ended with Enter."""

    def __init__(self, answers: TextIO, shown: TextIO) -> None:
        """Keep the streams."""
        self._answers = answers
        self._shown = shown

    def key(self, prompt: str, keys: str) -> str:
        """One of the keys, or its word in the prompt, asked for until it is one.

        Of other words not even the first letter counts: what is pasted by mistake accepts nothing. The
        last key where nobody answers any more.
        """
        names = prompt.replace("[", "").replace("]", "").split()
        while True:
            typed = self._line(f"{prompt}, then Enter ? ")
            if typed is None:
                return keys[-1]
            word = typed.strip().lower()
            if word[:1] in set(keys) and (len(word) == 1 or word in names):
                return word[0]

    def ask(self, prompt: str, default: str) -> str:
        """A line; the default where nothing is typed."""
        shown = f" [{plain(default)}]" if default else ""
        typed = self._line(f"  {prompt}{shown}: ")
        return typed.strip() or default if typed is not None else default

    def say(self, line: str = "") -> None:
        """Show a line, wrapped at the width of the terminal."""
        indent = line[: len(line) - len(line.lstrip(" "))]
        width = width_of(self._shown)
        lines = textwrap.wrap(
            line.strip(), width - 1, initial_indent=indent, subsequent_indent=indent * 2
        )
        self._shown.write("\n".join(lines or [""]) + "\n")

    def _line(self, prompt: str) -> str | None:
        """What is typed; None where the input has ended."""
        self._shown.write(prompt)
        self._shown.flush()
        typed = self._answers.readline()
        if not typed:
            self._shown.write("\n")
            return None
        return typed


def questions() -> Questions | None:
    """Where to ask; None where input or output is no terminal."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    return Questions(sys.stdin, sys.stdout)
