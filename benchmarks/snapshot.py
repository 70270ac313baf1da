"""A snapshot of many made-up records: how long it takes to build, and to look 10,000 works up.

    python benchmarks/snapshot.py [--records 1000000] [--lookups 10000] [--keep FOLDER]

The records have the form and about the size of Crossref's real ones, `reference` lists and all; one in
five is written in packed files. Looked up are works spread over the whole file, known and unknown; the
times are of a process that has just opened it (the system may have it in memory: it was just written).
Beside it stands what reading the same lines with `json.loads` alone takes. `--lookups` are rows as they
are kept, then works as the rest of the program wants them.
"""

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from standin.records import generated  # noqa: E402 - found by the line above

FILES = 5
REFERENCES = 25
"""Members of `reference` in a record: the mean of 2026, and what makes most of its bytes."""
MIB = 1 << 20

LOOK_UP = """
import json, resource, sys, time
from pathlib import Path
from magclaims.gather.snapshot.store import Snapshot
path, names = json.loads(sys.stdin.read())
began, worked = time.perf_counter(), time.process_time()
with Snapshot(Path(path)) as snapshot:
    rows = snapshot.rows("crossref", names)
    looked, worked = time.perf_counter(), time.process_time() - worked
    works = snapshot.get("crossref", names)
    read = time.perf_counter()
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([len(rows), looked - began, worked, len(works), read - looked, most]))
"""


def records(count: int) -> Iterator[Mapping[str, Any]]:
    """Made-up records with what the public data file has besides."""
    cited = [{"key": f"ref{n}", "doi-asserted-by": "crossref", "DOI": f"10.5555/cited.{n}"} for n in range(REFERENCES)]  # fmt: skip
    indexed = {"date-parts": [[2026, 3, 4]], "date-time": "2026-03-04T01:02:03Z", "timestamp": 1}
    for record in generated(count):
        yield {"indexed": indexed, "reference-count": REFERENCES, **record, "reference": cited}


def write(folder: Path, count: int) -> list[Path]:
    """The records in a few files, the last of them packed."""
    paths = []
    made = records(count)
    for number in range(FILES):
        packed = number == FILES - 1
        path = folder / f"part{number}.jsonl{'.gz' if packed else ''}"
        size = count // FILES + (count % FILES if packed else 0)
        with gzip.open(path, "wb", 1) if packed else path.open("wb") as stream:
            for _ in range(size):
                stream.write(json.dumps(next(made)).encode() + b"\n")
        paths.append(path)
    return paths


def build(target: Path, files: list[Path], *options: str) -> tuple[float, float]:
    """Seconds and MiB of `magclaims snapshot build`."""
    command = [sys.executable, "-m", "magclaims", "snapshot", "build", *map(str, files)]
    began = time.perf_counter()
    subprocess.run(
        [*command, "--output", str(target), *options],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - began
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def look_up(target: Path, names: list[str]) -> list[float]:
    """Rows found, seconds, those of the processor, works read, seconds, KiB."""
    run = subprocess.run(
        [sys.executable, "-c", LOOK_UP],
        input=json.dumps([str(target), names]),
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(run.stdout))


def parse(files: list[Path]) -> float:
    """Seconds of reading the same lines with the JSON of the standard library alone."""
    began = time.perf_counter()
    for path in files:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            for line in stream:
                json.loads(line)
    return time.perf_counter() - began


def measure(folder: Path, count: int, lookups: int) -> None:
    """Print the figures."""
    files = write(folder, count)
    dois = [f"doi:{record['DOI']}" for record in generated(count)]
    asked = random.Random(20261127).sample(dois, min(lookups, count) * 9 // 10)
    asked += [f"doi:10.5555/nobody.{n}" for n in range(lookups - len(asked))]
    read = sum(path.stat().st_size for path in files)
    print(f"{count} made-up records in {FILES} files, {read / MIB:.0f} MiB, one of them packed")
    bib = folder / "own.bib"
    bib.write_text(
        "".join(f"@misc{{k{n}, doi = {{{d[4:]}}}}}\n" for n, d in enumerate(asked[:200])),
        encoding="utf-8",
    )
    seconds, memory = build(folder / "own.sqlite", files, "--dois", str(bib))
    print(f"  200 own works   {seconds:8.1f} s, {memory:6.0f} MiB at most")
    target = folder / "all.sqlite"
    seconds, memory = build(target, files)
    alone = parse(files)
    print(
        f"  all works       {seconds:8.1f} s, {memory:6.0f} MiB at most, {target.stat().st_size / MIB:.0f} MiB "
        f"on disk; {seconds / alone:.2f} times json.loads alone ({alone:.1f} s)"
    )
    rows, looked, worked, works, normalised, most = min(
        (look_up(target, asked) for _ in range(3)), key=lambda r: r[1]
    )
    print(
        f"  {len(asked)} lookups  {looked:8.3f} s ({worked:.3f} s of the processor), {rows:.0f} rows; {works:.0f} works in another "
        f"{normalised:.2f} s, {most / 1024:.0f} MiB at most"
    )


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--lookups", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="leave the files here")
    options = parser.parse_args()
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
        measure(options.keep, options.records, options.lookups)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.records, options.lookups)


if __name__ == "__main__":
    main()
