"""References in bulk, against a stand-in on loopback: how long, how many requests, how much memory.

    python benchmarks/bulk.py                    # 200 references at 100 ms an answer, cold and warm
    python benchmarks/bulk.py --limits 10000     # that many under the polite limits, enforced
    python benchmarks/bulk.py --searches 40      # that many without a DOI, under the same limits

Every run is a whole process, `python -m magclaims check refs.bib`, on two cores shared with the
stand-in. The floor of the first is a program that does nothing but send the requests that must be
sent (DOIs in lists of 40, three in flight, singles for the rest); the bound of the second is what
the limits alone allow (3 lists of 40 a second). Nothing here says how the real services behave.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "crossref" / "works.jsonl"
sys.path.insert(0, str(ROOT / "tests"))

from standin.records import generated  # noqa: E402 - found by the line above

Record = Mapping[str, Any]
LISTS_A_SECOND = 3
USUAL_LIST = 40
# What lists do not answer: unknown DOIs, an alias, one with a comma.
SINGLES = (
    *[f"10.5555/nobody.{number}" for number in range(6)],
    "10.5555/synthetic.alias",
    "10.5555/a,b?c=d",
)

FLOOR = """
import sys, json, threading, queue
import httpx2
url, dois, singles = json.loads(sys.stdin.read())
client = httpx2.Client(timeout=30)
jobs = queue.SimpleQueue()
for start in range(0, len(dois), 40):
    part = dois[start:start + 40]
    jobs.put((url + "/works", {"filter": ",".join("doi:" + d for d in part), "rows": str(len(part))}))
for doi in singles:
    jobs.put((url + "/works/" + doi.replace("?", "%3F"), None))
def work():
    while True:
        try:
            address, params = jobs.get_nowait()
        except queue.Empty:
            return
        client.get(address, params=params)
threads = [threading.Thread(target=work) for _ in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
"""


FLOOR_OF_SEARCHES = """
import sys, json, threading, time, queue
import httpx2
crossref, europepmc, medicine, searches = json.loads(sys.stdin.read())
client = httpx2.Client(timeout=30)
def at_once(jobs, paced):
    waiting, starts, lock = queue.SimpleQueue(), [], threading.Lock()
    for job in jobs:
        waiting.put(job)
    def work():
        while True:
            try:
                address, params = waiting.get_nowait()
            except queue.Empty:
                return
            with lock:
                if paced and len(starts) >= 3:
                    time.sleep(max(0, starts[-3] + 1.02 - time.monotonic()))
                starts.append(time.monotonic())
            client.get(address, params=params).raise_for_status()
    threads = [threading.Thread(target=work) for _ in range(3)]
    [t.start() for t in threads]
    [t.join() for t in threads]
at_once([(europepmc + "/search", {"query": q, "resultType": "core", "pageSize": "100"}) for q in medicine], False)
at_once([(crossref + "/works", params) for params in searches], True)
"""


class Server:
    """The stand-in in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.urls: dict[str, Any] = json.loads(self._line())

    @property
    def environment(self) -> dict[str, str]:
        """The settings that lead to it."""
        return dict(self.urls["environment"])

    def counts(self) -> tuple[dict[str, int], int]:
        """Requests by service and kind, and those that the limits refused, since it started."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        answer = json.loads(self._line())
        return answer["requests"], answer["refused"]

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def server(*options: str) -> Iterator[Server]:
    """A stand-in with these options of its command line."""
    process = subprocess.Popen(
        [sys.executable, "-m", "standin", *options],
        cwd=ROOT / "tests",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Server(process)
    finally:
        process.terminate()
        process.wait()


def bibliography(records: Sequence[Record], singles: tuple[str, ...]) -> str:
    """BibTeX entries as an editor would have them, and the DOIs that lists do not answer."""
    entries = []
    for number, record in enumerate(records):
        author = (record.get("author") or [{"family": "Nobody", "given": "N."}])[0]
        fields = {
            "title": (record.get("title") or [""])[0],
            "author": f"{author.get('family', '')}, {author.get('given', '')}",
            "journal": (record.get("container-title") or [""])[0],
            "year": str((record.get("issued") or {}).get("date-parts", [[""]])[0][0] or ""),
            "volume": record.get("volume", ""),
            "pages": record.get("page", ""),
            "doi": record["DOI"],
        }
        entries.append(_entry(f"ref{number}", fields))
    entries += [_entry(f"single{n}", {"title": "X", "doi": doi}) for n, doi in enumerate(singles)]
    return "\n".join(entries)


def _entry(key: str, fields: Mapping[str, str]) -> str:
    clean = {n: "".join(c for c in v if c not in "{}\\\n%") for n, v in fields.items() if v}
    lines = [f"  {name} = {{{value}}}," for name, value in clean.items()]
    return "\n".join([f"@article{{{key},", *lines, "}"])


def check(bib: Path, environment: Mapping[str, str], *options: str) -> tuple[float, float]:
    """Seconds and megabytes of one whole run; 0 and 1 (findings) are good ends."""
    command = [sys.executable, "-m", "magclaims", "check", str(bib), "--format", "json", *options]
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        run = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _, status, used = os.wait4(run.pid, 0)
        seconds = time.perf_counter() - started
        run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode not in {0, 1}:
            said.seek(0)
            sys.exit(f"the check ended with {run.returncode}: {said.read()[-2000:].decode()}")
    return seconds, used.ru_maxrss / 1024


def cold_and_warm(folder: Path, repeat: int) -> None:
    """200 references at 100 ms an answer."""
    options = ["--delay", "0.1"]
    if REAL.is_file():
        lines = REAL.read_text(encoding="utf-8").splitlines()
        real = [json.loads(line) for line in lines]
        options += ["--records", str(REAL)]
    else:
        real = []
        options += ["--generate", "200"]
    usable = [r for r in real if "," not in r["DOI"]] or list(generated(200))
    records = usable[: 200 - len(SINGLES)]
    bib = folder / "refs.bib"
    bib.write_text(bibliography(records, SINGLES), encoding="utf-8")
    question = [[r["DOI"] for r in records], list(SINGLES)]
    lists = -(-len(records) // USUAL_LIST)
    floor, cold, warm, offline = [], [], [], []
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    last: dict[str, int] = {}
    with server(*options) as standin:
        for number in range(repeat):
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", FLOOR],
                input=json.dumps([standin.urls["crossref_url"], *question]),
                text=True,
                check=True,
            )
            floor.append(time.perf_counter() - started)
            environment = {
                **standin.environment,
                "MAGCLAIMS_MAILTO": "editor@example.org",
                "MAGCLAIMS_CACHE_DIR": str(folder / f"cache{number}"),
            }
            before, _ = standin.counts()
            cold.append(check(bib, environment)[0])
            after, _ = standin.counts()
            warm.append(check(bib, environment)[0])
            last, _ = standin.counts()
            offline.append(check(bib, environment, "--offline")[0])
    asked = {k: after[k] - before.get(k, 0) for k in after if after[k] != before.get(k, 0)}
    source = "real" if real else "made-up"
    print(f"200 references ({source} records), 100 ms an answer, median of {repeat}")
    print(f"  floor    {_median(floor)}  {lists + len(SINGLES)} requests")
    print(f"  cold     {_median(cold)}  {sum(asked.values())} requests: {asked}")
    print(f"           {statistics.median(cold) / statistics.median(floor):.2f} times the floor")
    print(f"  warm     {_median(warm)}  {sum(last.values()) - sum(after.values())} requests")
    print(f"  offline  {_median(offline)}")
    print(f"           warm is {statistics.median(warm) / statistics.median(offline):.2f} times it")


def under_limits(folder: Path, count: int) -> None:
    """Many references under the polite limits."""
    bib = folder / "many.bib"
    bib.write_text(bibliography(list(generated(count)), ()), encoding="utf-8")
    bound = max(0, -(-count // USUAL_LIST) - LISTS_A_SECOND) / LISTS_A_SECOND
    with server("--generate", str(count), "--limits", "polite", "--delay", "0.1") as standin:
        environment = {
            **standin.environment,
            "MAGCLAIMS_MAILTO": "editor@example.org",
            "MAGCLAIMS_CACHE_DIR": str(folder / "cache-many"),
        }
        seconds, memory = check(bib, environment)
        asked, refused = standin.counts()
    print(f"{count} references under 3 lists/s, 10 singles/s, 3 in flight")
    print(f"  bound    {bound:8.1f} s  (lists of {USUAL_LIST})")
    print(
        f"  check    {seconds:8.1f} s  {sum(asked.values())} requests: {asked}, {refused} refused"
    )
    if bound:
        print(f"           {seconds / bound:.2f} times the bound")
    print(f"  memory   {memory:8.0f} MB at most")


def without_doi(folder: Path, count: int, repeat: int) -> None:
    """References without a DOI, three in four of them known to Europe PMC."""
    records = list(generated(count))
    medicine = count * 3 // 4
    bib = folder / "searches.bib"
    text = bibliography(records, ())
    bib.write_text(
        "\n".join(line for line in text.splitlines() if not line.startswith("  doi =")),
        encoding="utf-8",
    )
    terms = [f'(TITLE:"{r["title"][0].replace("-", " ")}" AND AUTH:"{r["author"][0]["family"]}")' for r in records]  # fmt: skip
    dois = ",".join(f"doi:{record['DOI']}" for record in records[:medicine])
    rest = [f"{r['author'][0]['family']} {r['title'][0]}" for r in records[medicine:]]
    asked: list[Mapping[str, str]] = [{"filter": dois, "rows": "75"}]
    asked += [{"query.bibliographic": text, "rows": "5"} for text in rest]
    queries = [" OR ".join(terms[start : start + 10]) for start in range(0, count, 10)]
    floor, cold, warm = [], [], []
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    last: dict[str, int] = {}
    refused = 0
    options = ("--generate", str(count), "--medicine", str(medicine), "--delay", "0.1")
    with server(*options, "--limits", "polite") as standin:
        for number in range(repeat):
            urls = (standin.urls["crossref_url"], standin.urls["europepmc_url"])
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", FLOOR_OF_SEARCHES],
                input=json.dumps([*urls, queries, asked]),
                text=True,
                check=True,
            )
            floor.append(time.perf_counter() - started)
            time.sleep(1.1)  # the limits of the stand-in count the second before
            environment = {
                **standin.environment,
                "MAGCLAIMS_MAILTO": "editor@example.org",
                "MAGCLAIMS_CACHE_DIR": str(folder / f"cache-searches{number}"),
            }
            before, _ = standin.counts()
            cold.append(check(bib, environment)[0])
            after, _ = standin.counts()
            warm.append(check(bib, environment)[0])
            last, refused = standin.counts()
            time.sleep(1.1)
    sent = {k: after[k] - before.get(k, 0) for k in after if after[k] != before.get(k, 0)}
    print(
        f"{count} references without a DOI, {medicine} of them in medicine, under the polite limits"
    )
    print(f"  floor    {_median(floor)}  {len(queries) + len(asked)} requests")
    print(f"  cold     {_median(cold)}  {sum(sent.values())} requests: {sent}, {refused} refused")
    print(f"           {statistics.median(cold) / statistics.median(floor):.2f} times the floor")
    print(f"  warm     {_median(warm)}  {sum(last.values()) - sum(after.values())} requests")


def _median(values: list[float]) -> str:
    return f"{statistics.median(values):8.2f} s"


def main() -> None:
    """Run the figures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=3, help="runs of the first figure")
    parser.add_argument("--limits", type=int, metavar="COUNT", help="the second figure instead")
    parser.add_argument("--searches", type=int, metavar="COUNT", help="the third figure instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.limits:
            under_limits(Path(folder), options.limits)
        elif options.searches:
            without_doi(Path(folder), options.searches, options.repeat)
        else:
            cold_and_warm(Path(folder), options.repeat)


if __name__ == "__main__":
    main()
