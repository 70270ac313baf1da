"""What depends on the terminal: its width, and progress on it."""

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from magclaims.commands.streams import told
from magclaims.config import Configuration
from magclaims.errors import ConfigError
from magclaims.gather.answers import Progress
from magclaims.render.escape import log_line, plain
from magclaims.render.language import DEFAULT, Phrases, languages, phrases

PIPED_WIDTH = 100
WIDEST = 140
DUMB = "dumb"
"""The TERM of a terminal that moves no cursor and knows no colour."""
_KEY = re.compile(r"\[(\w)\]")
"""A letter to type, as prompts show it."""


def note(text: str) -> None:
    """Say something beside the output: one harmless line on stderr."""
    print(log_line(told(text), 2000), file=sys.stderr)  # noqa: T201


def checked_language(given: str | None, configuration: Configuration) -> str | None:
    """The language given, else the one set; None where neither is.

    Raises:
        MagclaimsError: Nothing can be written in one of them.
    """
    for name, code in (("--language", given), ("`language`", configuration.settings.language)):
        if code is not None and code not in languages():
            known = ", ".join(languages())
            raise ConfigError(f"{name} {plain(code)}: there are words in {known}")
    return given or configuration.settings.language


def spoken(configuration: Configuration, given: str | None = None) -> Phrases:
    """The words of the language that the settings name, or an option; English where neither does.

    Raises:
        MagclaimsError: Nothing can be written in it.
    """
    return phrases(checked_language(given, configuration) or DEFAULT)


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
    """Asks in the terminal, in a language: a letter or a line, each ended with Enter."""

    def __init__(self, answers: TextIO, shown: TextIO, t: Phrases) -> None:
        """Keep the streams."""
        self._answers = answers
        self._shown = shown
        self.t = t

    def key(self, what: str, actions: str) -> str:
        """What is to be done: by a letter of the prompt `what`, or its word; asked until it is one.

        Of other words not even the first letter counts: what is pasted by mistake accepts nothing. The
        last action where nobody answers any more.
        """
        prompt = self.t.of("ask", what)
        names = prompt.replace("[", "").replace("]", "").split()
        keys = dict(zip(_KEY.findall(prompt), actions, strict=True))
        while True:
            typed = self._line(self.t.of("ask", "enter", keys=prompt))
            if typed is None:
                return actions[-1]
            word = typed.strip().lower()
            if word[:1] in keys and (len(word) == 1 or word in names):
                return str(keys[word[0]])

    def ask(self, prompt: str, default: str) -> str:
        """A line; the default where nothing is typed."""
        shown = f" [{plain(default)}]" if default else ""
        typed = self._line(f"  {prompt}{shown}{self.t('colon')} ")
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


def questions(t: Phrases) -> Questions | None:
    """Where to ask; None where input or output is no terminal."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    return Questions(sys.stdin, sys.stdout, t)
