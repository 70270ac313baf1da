"""Runs of each command that writes, killed at random moments: files are old or new, never half.

    make soak                                   # 200 runs a command
    python benchmarks/soak.py --runs 20 fix     # fewer, of one command

A run is a fork of this process, so that the time goes into the command and not into its imports. A
third are killed (SIGKILL) at an event that Python audits on a file of the project - it is opened
for writing, made, moved, removed, given a mode -, a third by a timer within some milliseconds of the
first one, a third by their parent at any moment. After each, every file of the project is as before or
as after a whole run; then the command is run again, to its end: it must succeed, leave the files as a
whole run does, and nothing beside them. The cache stays from run to run, killed ones too. Services
are the stand-in's on loopback; every work and text is synthetic.
"""

import argparse
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from magclaims import api  # noqa: F401 - imported before the forks
from magclaims.cli import main as command_line
from project import TEXT, write_project

Files = dict[str, bytes]
ARTICLE = """\
# Synthetic sleep

Magnesium improves sleep.[1] Zinc may support memory.[2]

## References

1. Maker A. A synthetic trial of magnesium. Synth Rec. 2019;3:1-9. doi:10.5555/printed.1
2. Second B. A synthetic trial of zinc. Synth Rec. 2020;4:11-19. doi:10.5555/printed.2
"""
WORSE = {"year = 2010": "year = 2011", "pages = {165--177},\n": ""}
DEADLINE = 120.0
EVENTS = frozenset({"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.truncate"})


def _project(folder: Path) -> None:
    write_project(folder)
    (folder / "magclaims.toml").write_text('articles = "articles"\nreviews = "reviews.json"\n')
    (folder / "articles").mkdir()
    (folder / "articles" / "memory.txt").write_text(TEXT)
    (folder / "articles" / "sleep.md").write_text(ARTICLE)


def _faulty(folder: Path) -> None:
    _project(folder)
    path = folder / "data" / "references.bib"
    text = path.read_text()
    for right, wrong in WORSE.items():
        text = text.replace(right, wrong)
    path.write_text(text)


def _nothing(folder: Path) -> None:
    folder.mkdir()


@dataclass(frozen=True, slots=True)
class Command:
    """A command that writes, in a project made for it; `again`: how a second run of it ends."""

    arguments: tuple[str, ...]
    make: Callable[[Path], None] = _project
    codes: tuple[int, ...] = (0,)
    again: tuple[int, ...] = (0,)


COMMANDS = {
    "lookup": Command(("lookup", "10.1016/j.neuropharm.2016.05.006", "--add"), again=(0, 1)),
    "fix": Command(("fix", "--write", "data/references.bib"), _faulty),
    "scan": Command(("scan", "articles/sleep.md", "--write", "--offline", "--language", "en")),
    "lock": Command(("lock",)),
    "review": Command(("review", "--by", "synthetic", "--claim", "rats", "--offline")),
    "init": Command(("init", "."), _nothing),
}


@dataclass(slots=True)
class Outcome:
    """What became of the runs of one command."""

    killed: int = 0
    files: Counter[str] = field(default_factory=Counter)
    left: int = 0
    faults: list[str] = field(default_factory=list)


def files_of(folder: Path) -> Files:
    """Every file below, as bytes by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _child(command: Command, folder: Path, stop: Callable[[str], None] | None) -> None:
    """What the fork does: the command, as a user would run it; never returns."""
    os.chdir(folder)
    with (folder.parent / "log").open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    sys.argv = ["magclaims", *command.arguments]
    if stop is not None:
        root = str(folder)

        def audit(event: str, arguments: tuple[Any, ...]) -> None:
            if event not in EVENTS or not str(arguments[0]).startswith((root, ".", "data")):
                return
            if event == "open" and not _writes(arguments):
                return
            stop(event)

        sys.addaudithook(audit)
    try:
        command_line()
    except SystemExit as end:
        sys.stdout.flush()
        os._exit(int(end.code or 0))
    os._exit(70)


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def run(
    command: Command,
    folder: Path,
    *,
    stop: Callable[[str], None] | None = None,
    after: float = DEADLINE,
) -> int:
    """A run in a fork, killed after so many seconds: its exit code, or minus the signal."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        _child(command, folder, stop)
    handle = os.pidfd_open(child)
    try:
        if not select.select([handle], [], [], after)[0]:
            os.kill(child, signal.SIGKILL)
    finally:
        os.close(handle)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _at(number: int) -> Callable[[str], None]:
    """Killed at the event of this number."""
    seen = 0

    def stop(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return stop


def _soon(seconds: float) -> Callable[[str], None]:
    """Ended by the system so soon after the first event."""

    def stop(_: str) -> None:
        if not signal.getitimer(signal.ITIMER_REAL)[0]:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds)

    return stop


def soak(command: Command, runs: int, chance: random.Random) -> Outcome:
    """Kill so many runs of a command, and say what was found."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as made:
        base = Path(made).resolve()
        command.make(base / "before")
        old = files_of(base / "before")
        shutil.copytree(base / "before", base / "whole")
        events: list[str] = []
        reading, writing = os.pipe()
        began = time.monotonic()
        code = run(command, base / "whole", stop=lambda event: _tell(writing, event))
        lasted = time.monotonic() - began
        os.close(writing)
        with os.fdopen(reading) as told:
            events = told.read().split()
        new = files_of(base / "whole")
        if code not in command.codes or new == old or not events:
            log = (base / "log").read_text()
            outcome.faults.append(f"a whole run ended with {code}, {len(events)} events: {log}")
            return outcome
        for number in range(runs):
            folder = base / "project"
            shutil.copytree(base / "before", folder)
            if number % 3 == 0:
                code = run(command, folder, stop=_at(chance.randint(1, len(events))))
            elif number % 3 == 1:
                code = run(command, folder, stop=_soon(chance.uniform(1e-5, 4e-3)))
            else:
                code = run(command, folder, after=chance.uniform(0, lasted))
            _judge(command, folder, code, (old, new), outcome)
            shutil.rmtree(folder)
    return outcome


def _tell(pipe: int, event: str) -> None:
    os.write(pipe, f"{event}\n".encode())


def _judge(
    command: Command, folder: Path, code: int, states: tuple[Files, Files], outcome: Outcome
) -> None:
    old, new = states
    outcome.killed += code < 0
    found = files_of(folder)
    for name in sorted({*old, *new, *found}):
        state = found.get(name)
        if name not in old and name not in new:
            outcome.left += 1
        elif old.get(name) != new.get(name):
            kind = "old" if state == old.get(name) else "new" if state == new.get(name) else "HALF"
            outcome.files[kind] += 1
            if kind == "HALF":
                outcome.faults.append(f"{name} is neither old nor new: {state!r:.300}")
    if found != new or code < 0:
        ended = run(command, folder)
        after = files_of(folder)
        if ended not in command.again:
            log = (folder.parent / "log").read_text()
            outcome.faults.append(f"the run after it ended with {ended}: {log:.500}")
        elif after != new:
            names = [n for n in {*after, *new} if after.get(n) != new.get(n)]
            outcome.faults.append(f"the run after it left {names} in another state")


def standin() -> tuple[subprocess.Popen[str], Mapping[str, str]]:
    """The services, in a process of their own, and where they are."""
    process = subprocess.Popen(
        [sys.executable, "-m", "standin"],
        env={**os.environ, "PYTHONPATH": sys.path[-1]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())["environment"]


def main() -> int:
    """Print a row a command; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commands", nargs="*", choices=[*COMMANDS, []], default=[])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name in [n for n in os.environ if n.startswith("MAGCLAIMS_")]:
        del os.environ[name]
    process, environment = standin()
    found = 0
    print(
        "| command | runs | killed | files old | files new | half | leftovers, swept |\n"
        "|---|--:|--:|--:|--:|--:|--:|"
    )
    with process, tempfile.TemporaryDirectory() as cache:
        os.environ |= {
            **environment,
            "MAGCLAIMS_ANY_ADDRESS": "1",
            "MAGCLAIMS_MAILTO": "editor@example.org",
            "MAGCLAIMS_CACHE_DIR": cache,
            "SOURCE_DATE_EPOCH": "1764201600",
        }
        for name in options.commands or COMMANDS:
            outcome = soak(COMMANDS[name], options.runs, random.Random(options.seed))
            files = outcome.files
            print(
                f"| {name} | {options.runs} | {outcome.killed} | {files['old']} | {files['new']} "
                f"| {files['HALF']} | {outcome.left} |",
                flush=True,
            )
            for fault in outcome.faults[:5]:
                print(fault)
            found += len(outcome.faults)
        assert process.stdin is not None
        process.stdin.close()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
