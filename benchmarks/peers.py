"""Other checkers of references beside this one, on the same 200 references, in turn, in one run.

    python benchmarks/peers.py                    # all of them, three rounds
    python benchmarks/peers.py --only bibaudit --rounds 5

The references are those of `faults.py`, with ten kinds of fault. The stand-in takes 100 ms for each
answer and enforces no limits. Each program is a whole process with empty caches. The peers are
installed from PyPI into build/peers-venv/, at the versions named below; they cannot be told where
their services are, so `led/sitecustomize.py` leads their requests to the stand-in. Services that
it does not play (OpenAlex, Semantic Scholar, PubMed's E-utilities, DBLP, ...) answer 404 after the
same 100 ms.

`named` counts the entries with a planted fault that a program calls faulty in any way, `kinds` the
kinds of which it names all, `clean` the entries without a fault that it calls faulty. What a peer
might do with services that are not played is not measured.

`bibaudit, least` is bibaudit without its second source and its own check for retractions; magclaims
asks Europe PMC as well. Exits with 1 where the fastest peer, as it comes, takes less than five times
as long.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bulk import ROOT, Server, server
from faults import COUNT, EACH, RULES, SEED, Bibliography, Planter, source
from matching import DATA

VENVS = ROOT / "build" / "peers-venv"
LED = Path(__file__).resolve().parent / "led"
AIM = 5.0
MAILTO = "editor@example.org"
Flagged = Callable[[Path, Bibliography], set[str] | None]


# --- What each program calls faulty --------------------------------------------------------------


def by_magclaims(folder: Path, _: Bibliography) -> set[str]:
    """Entries with an error or a warning."""
    report = _report(folder / "stdout")
    return {
        finding["reference"]
        for finding in report["findings"]
        if finding["reference"] and finding["severity"] != "note"
    }


def by_bibaudit(folder: Path, _: Bibliography) -> set[str]:
    """Entries with a verdict that fails."""
    return {result["key"] for result in _report(folder / "stdout")["results"] if result["fails"]}


def by_citegate(folder: Path, _: Bibliography) -> set[str]:
    """Entries with any verdict but `verified`."""
    results = _report(folder / "report.json")["results"]
    return {result["key"] for result in results if result["verdict"] != "verified"}


def by_ghostcite(folder: Path, made: Bibliography) -> set[str]:
    """Entries that a finding stands in: it names lines."""
    starts = [
        (number, match[1])
        for number, line in enumerate(made.text.splitlines(), 1)
        if (match := re.match(r"@\w+\{([^,]+),", line))
    ]
    lines = [finding["line"] for finding in _report(folder / "stdout")["findings"]]
    return {[key for start, key in starts if start <= line][-1] for line in lines}


def unread(_folder: Path, _: Bibliography) -> None:
    """For a program that judges nothing, or that is not done before it is stopped."""


def _report(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


# --- The programs --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Program:
    """One program and how it is run, in a folder that holds refs.bib and nothing else."""

    name: str
    package: str
    """With its version, as pip takes it; empty for this project."""
    client: str
    """The library that it asks with; see led/sitecustomize.py."""
    command: tuple[str, ...]
    flagged: Flagged
    less: bool = False
    """Told to leave out what it does by default: shown, but not what the aim is held against."""


MAGCLAIMS = Program(
    "magclaims",
    "",
    "",
    (sys.executable, "-m", "magclaims", "check", "refs.bib", "--format", "json"),
    by_magclaims,
)
PEERS = (
    Program(
        "bibaudit",
        "bibaudit==0.1.2",
        "urllib",
        ("bibaudit", "check", "refs.bib", "--format", "json", "--mailto", MAILTO),
        by_bibaudit,
    ),
    Program(
        "bibaudit, least",
        "bibaudit==0.1.2",
        "urllib",
        (
            *("bibaudit", "check", "refs.bib", "--format", "json", "--mailto", MAILTO),
            *("--no-corroborate", "--no-retraction-check"),
        ),
        by_bibaudit,
        less=True,
    ),
    Program(
        "citegate",
        "citegate==0.3.0",
        "requests",
        (
            *("citegate", "refs.bib", "--json", "report.json", "--mailto", MAILTO),
            *("--workers", "8"),
        ),
        by_citegate,
    ),
    Program(
        "ghostcite",
        "ghostcite==0.6.4",
        "httpx",
        ("ghostcite", "refs.bib", "--json", "--retraction-db", "none"),
        by_ghostcite,
    ),
    Program(
        "bibtex-autocomplete",
        "bibtexautocomplete==1.4.3",
        "http.client",
        ("btac", "--only-query", "crossref", "--no-output", "--dump-data", "dump.json", "refs.bib"),
        unread,
    ),
    Program(
        "academic-refchecker",
        "academic-refchecker==3.1.10",
        "requests",
        (
            *("academic-refchecker", "--paper", "refs.bib", "--report-format", "json"),
            *("--report-file", "report.json", "--max-workers", "8"),
        ),
        unread,
    ),
)
"""Each with its documented options for an address, for many requests at once and for no cache."""


def install(program: Program) -> Path:
    """The folder of its commands; made and filled where it is absent.

    Raises:
        subprocess.CalledProcessError: pip could not install it.
    """
    name, _, _ = program.package.partition("==")
    home = VENVS / name
    done = home / f"installed-{program.package}"
    if not done.is_file():
        venv.create(home, with_pip=True, clear=True)
        quiet = ["--quiet", "--disable-pip-version-check"]
        subprocess.run(
            [home / "bin" / "python", "-m", "pip", "install", *quiet, program.package],
            check=True,
            capture_output=True,
        )
        done.touch()
    return home / "bin"


def environment(program: Program, urls: Mapping[str, Any], home: Path) -> dict[str, str]:
    """What the program sees: an empty home, and the way to the stand-in."""
    common = {
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    if not program.package:
        return {**common, "MAGCLAIMS_MAILTO": MAILTO, **urls["environment"]}
    hosts = {
        "api.crossref.org": urls["crossref_url"],
        "api.datacite.org": urls["datacite_url"],
        "doi.org": urls["doi_url"],
        "dx.doi.org": urls["doi_url"],
        "www.ebi.ac.uk/europepmc/webservices/rest": urls["europepmc_url"],
    }
    return {
        **common,
        "PYTHONPATH": str(LED),
        "LED_HOSTS": json.dumps(hosts),
        "LED_ELSEWHERE": urls["crossref_url"].removesuffix("crossref") + "elsewhere",
        "LED_CLIENT": program.client,
    }


# --- The runs ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Measured:
    """What was measured of a program."""

    seconds: list[float] = field(default_factory=list)
    requests: int = 0
    flagged: set[str] | None = None
    trouble: str = ""
    """Why there are no figures, or no more of them."""


@contextmanager
def workplace(made: Bibliography) -> Iterator[Path]:
    """A folder that holds the references alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "refs.bib").write_text(made.text, encoding="utf-8")
        yield path


def measure(
    program: Program, made: Bibliography, standin: Server, into: Measured, cap: float
) -> None:
    """Run the program once; what it wrote decides what it flagged."""
    command = list(program.command)
    if program.package:
        command[0] = str(VENVS / program.package.partition("==")[0] / "bin" / command[0])
    with workplace(made) as folder, tempfile.TemporaryDirectory() as home:
        before = sum(standin.counts()[0].values())
        with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
            started = time.perf_counter()
            try:
                code = subprocess.run(
                    command,
                    cwd=folder,
                    env=environment(program, standin.urls, Path(home)),
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                    timeout=cap,
                    check=False,
                ).returncode
            except subprocess.TimeoutExpired:
                into.trouble = f"stopped after {cap:.0f} s"
                code = 0
            seconds = time.perf_counter() - started
        into.requests = sum(standin.counts()[0].values()) - before
        if code not in {0, 1}:
            said = (folder / "stderr").read_text(encoding="utf-8", errors="replace")
            into.trouble = f"ended with {code}: {' '.join(said.split())[-120:]}"
            return
        into.seconds.append(seconds)
        if not into.trouble:
            try:
                into.flagged = program.flagged(folder, made)
            except (OSError, ValueError, LookupError) as error:
                into.trouble = f"its report was not understood: {error}"


def caught(made: Bibliography, flagged: set[str]) -> Counter[str]:
    """Planted faults whose entry was named, by kind; of two entries for one work, either."""
    return Counter(
        kind for key, kind in made.planted.items() if {key, made.twins.get(key, key)} & flagged
    )


def row(name: str, it: Measured, ours: float, made: Bibliography) -> str:
    """A line of the table."""
    if not it.seconds:
        return f"{name:22}not measured: {it.trouble}"
    median = statistics.median(it.seconds)
    line = f"{name:22}{median:>8.2f} s{median / ours:>8.1f}{it.requests:>10}"
    if it.flagged is None:
        return f"{line}{'-':>9}{'-':>8}{'-':>9}  {it.trouble}"
    found = caught(made, it.flagged)
    planted = Counter(made.planted.values())
    whole = sum(found[kind] == planted[kind] for kind in RULES)
    alarms = len(made.clean & it.flagged)
    figures = (f"{found.total()}/{planted.total()}", f"{whole}/10", f"{alarms}/{len(made.clean)}")
    return f"{line}{figures[0]:>9}{figures[1]:>8}{figures[2]:>9}  {it.trouble}".rstrip()


def by_kind(results: Mapping[str, Measured], made: Bibliography) -> Iterator[str]:
    """The second table: of each kind of fault, how many each program named."""
    judged = {name: it.flagged for name, it in results.items() if it.flagged is not None}
    yield f"{'':24}" + "".join(f"{name:>22}" for name in judged)
    planted = Counter(made.planted.values())
    for kind in RULES:
        found = (caught(made, flagged)[kind] for flagged in judged.values())
        yield f"{kind:24}" + "".join(f"{f'{n}/{planted[kind]}':>22}" for n in found)


def main() -> int:
    """Install, run in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", help="a peer by its name; else all")
    parser.add_argument("--delay", type=float, default=0.1, help="seconds for each answer")
    parser.add_argument("--cap", type=float, default=180.0, help="seconds that a run may take")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    records, called = source(DATA)
    made = Planter(records, options.seed).plant(COUNT, EACH)
    programs = [MAGCLAIMS, *(p for p in PEERS if not options.only or p.name in options.only)]
    results = {program.name: Measured() for program in programs}
    for program in programs[1:]:
        try:
            install(program)
        except (OSError, subprocess.CalledProcessError) as error:
            results[program.name].trouble = f"{program.package} could not be installed: {error}"
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "records.jsonl"
        lines = (json.dumps(record) for record in made.records.values())
        known.write_text("\n".join(lines), encoding="utf-8")
        with server("--delay", str(options.delay), "--records", str(known)) as standin:
            for _ in range(options.rounds):
                for program in programs:
                    if not results[program.name].trouble:
                        measure(program, made, standin, results[program.name], options.cap)
    ours = results[MAGCLAIMS.name]
    if not ours.seconds:
        sys.exit(f"magclaims {ours.trouble}")
    median = statistics.median(ours.seconds)
    print(
        f"{COUNT} references ({called} records), {options.delay * 1000:.0f} ms an answer, "
        f"median of {options.rounds}\n"
    )
    print(f"{'':22}{'time':>10}{'ratio':>8}{'requests':>10}{'named':>9}{'kinds':>8}{'clean':>9}")
    for name, it in results.items():
        print(row(name, it, median, made))
    print()
    for line in by_kind(results, made):
        print(line)
    full = [results[program.name] for program in programs[1:] if not program.less]
    others = [statistics.median(it.seconds) for it in full if it.seconds]
    return 0 if not others or min(others) >= AIM * median else 1


if __name__ == "__main__":
    sys.exit(main())
