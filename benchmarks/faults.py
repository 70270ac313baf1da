"""Ten kinds of fault planted among 200 real references: are all caught, and is nothing else flagged?

    python benchmarks/faults.py                  # five of each kind, three seeds, and the outages
    python benchmarks/faults.py --seeds 20 --show

The references are real Crossref records as people print them: journals abbreviated, initials only,
TeX, no subtitle. Each run is `magclaims check refs.bib --format json` against the stand-in, a whole
process. A fault is caught when an error or a warning of the right rule names its entry (and the
field, where a field is wrong); an entry without a fault is flagged by any error or warning. Not
planted is what nobody could call wrong: a title in another script where all else agrees (the note
DOI008 says that it is a translation), and a year that the DOI itself carries.

The second table has every source down in one way after another, and nothing else wrong: the check
must end with 3 and call no reference verified.

Exits with 1 where a fault was missed, a clean entry flagged, or an outage came out as anything else.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from magclaims.gather.sources.records import work_from_crossref
from magclaims.model.work import Work
from matching import (
    DATA,
    Case,
    Corpus,
    Entry,
    abbreviated,
    as_is,
    bibtex,
    entry_of,
    first_author,
    initials,
    iso4,
    journal,
    noise,
    other_title,
    read,
    short_pages,
    subtitle,
    tex,
    usable,
    vancouver,
    year,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from standin import StandIn, hang, page, reset, status, too_many
from standin.records import generated

Record = dict[str, Any]
Form = Callable[[Case], Entry | None]

COUNT, EACH, SEED = 200, 5, 20261121
CITED = frozenset({"journal-article", "posted-content", "proceedings-article", "book-chapter"})
"""What an article of this kind would cite, of the types that Crossref has."""

RULES: Mapping[str, frozenset[str]] = {
    "no such DOI": frozenset({"DOI001"}),
    "DOI of another work": frozenset({"DOI002"}),
    "first author": frozenset({"DOI002", "DOI003"}),
    "journal": frozenset({"DOI002", "DOI003"}),
    "title": frozenset({"DOI002", "DOI003"}),
    "year": frozenset({"DOI002", "DOI003"}),
    "retracted": frozenset({"DOI005"}),
    "expression of concern": frozenset({"DOI006"}),
    "correction": frozenset({"DOI007"}),
    "duplicate": frozenset({"REF005"}),
}
"""The kinds of fault, and the rules one of which must report each."""


def wrong_title(at: Case) -> Entry | None:
    """Another work's title, in the same script: in another one it would be a translation to all."""
    changed = other_title(at)
    return changed if changed and _latin(changed.title) == _latin(at.work.title) else None


def _latin(text: str) -> bool:
    return sum(letter.isascii() for letter in text) * 2 > len(text)


def wrong_year(at: Case) -> Entry | None:
    """A year that is not the work's; one that its DOI carries may be that of going online."""
    changed = year(at)
    return None if changed is None or changed.year in (at.work.doi or "") else changed


FIELDS: Mapping[str, Form] = {
    "first author": first_author,
    "journal": journal,
    "title": wrong_title,
    "year": wrong_year,
}
NOTICES: Mapping[str, tuple[str, ...]] = {
    "retracted": ("retraction", "withdrawal", "removal"),
    "expression of concern": ("expression_of_concern",),
    "correction": ("correction", "erratum", "corrigendum"),
}
STYLES: tuple[tuple[Form, ...], ...] = (
    (as_is, vancouver, initials),
    (as_is, abbreviated, iso4),
    (as_is, subtitle, noise),
    (as_is, short_pages),
    (as_is, tex),
)
"""How people print what they cite: one form of each line, chosen by chance, goes onto the others."""


@dataclass(slots=True)
class Bibliography:
    """Entries with planted faults, and the records that the stand-in answers with."""

    entries: list[str] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    """By DOI."""
    planted: dict[str, str] = field(default_factory=dict)
    """Kind of fault, by BibTeX key."""
    twins: dict[str, str] = field(default_factory=dict)
    """The entry that another one repeats, by the key of the repetition."""
    keys: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The BibTeX file."""
        return "\n".join(self.entries)

    @property
    def clean(self) -> set[str]:
        """Keys of entries that nobody should flag."""
        return set(self.keys) - set(self.planted) - set(self.twins.values())

    def add(self, key: str, entry: Entry, doi: str) -> None:
        """Add an entry."""
        self.keys.append(key)
        self.entries.append(bibtex(entry, key=key, doi=doi))


class Planter:
    """Makes bibliographies out of records; the same seed gives the same one.

    Raises:
        ValueError: There are too few records.
    """

    def __init__(self, records: list[Record], seed: int) -> None:
        self._raw = {str(record["DOI"]).lower(): record for record in records}
        works = [work_from_crossref(record, retrieved="") for record in records]
        self._corpus = Corpus([work for work in works if usable(work)])
        self._rng = random.Random(seed)
        self._titles = Counter(work.title.casefold() for work in works)

    def plant(self, count: int, each: int) -> Bibliography:
        """That many references, `each` of them with each kind of fault."""
        cited = [work for work in self._corpus.works if self._citable(work)]
        self._rng.shuffle(cited)
        made = Bibliography(records=dict(self._raw))
        kinds = [kind for kind in RULES if kind != "duplicate"] * each
        wanted = count - each
        while len(made.keys) < wanted:
            if not cited:
                raise ValueError(f"the records give {len(made.keys)} references, not {wanted}")
            kind = kinds[-1] if kinds else None
            if self._one(made, cited.pop(), kind, spare=cited) and kinds:
                kinds.pop()
        self._repeat(made, each)
        self._shuffle(made)
        return made

    def _citable(self, work: Work) -> bool:
        """Whether the record may stand in the list as it is: an ordinary work, without notices."""
        first = work.authors[0] if work.authors else None
        named = first is not None and any(map(str.isalpha, first.family or first.name))
        notice = re.match(
            r"(retract|correct|erratum|corrigend|withdraw)", work.title, re.IGNORECASE
        )
        raw = self._raw[work.doi or ""]
        return (
            work.type in CITED
            and bool(work.title and work.year and named)
            and (work.type != "journal-article" or bool(work.journal))
            and not (work.notices or notice or raw.get("update-to"))
            and self._titles[work.title.casefold()] == 1
        )

    def _printed(self, work: Work) -> Entry | None:
        """The entry as someone would print it, if BibTeX can hold it."""
        entry = entry_of(work)
        for forms in STYLES:
            changed = self._rng.choice(forms)(self._case(entry, work))
            if changed is not None:
                entry = changed
        return entry if read(entry) is not None else None

    def _case(self, entry: Entry, work: Work) -> Case:
        return Case(entry, work, self._corpus, self._rng)

    def _one(self, made: Bibliography, work: Work, kind: str | None, spare: list[Work]) -> bool:
        """Add the work, with the fault; False where it can't be printed or can't have that fault."""
        entry, doi = self._printed(work), work.doi
        if entry is None or doi is None:
            return False
        key = f"ref{len(made.keys):03}"
        if kind is not None and kind in FIELDS:
            spoilt = FIELDS[kind](self._case(entry, work)) if work.journal else None
            if spoilt is None:
                return False
            entry = spoilt
        elif kind == "no such DOI":
            doi = self._unknown(doi)
        elif kind == "DOI of another work":
            doi = spare.pop(0).doi or ""
        elif kind is not None:
            changed = self._noticed(self._raw[doi], kind)
            made.records.update({str(record["DOI"]).lower(): record for record in changed})
        if kind is not None:
            made.planted[key] = kind
        made.add(key, entry, doi)
        return True

    def _unknown(self, doi: str) -> str:
        """The DOI with one digit changed, which no record has."""
        places = [at for at, sign in enumerate(doi) if sign.isdigit() and at > doi.index("/")]
        while places:
            at = places.pop(self._rng.randrange(len(places)))
            changed = f"{doi[:at]}{(int(doi[at]) + 3) % 10}{doi[at + 1 :]}"
            if changed not in self._raw:
                return changed
        return f"{doi}0"

    def _noticed(self, record: Record, kind: str) -> tuple[Record, ...]:
        """A copy that carries a notice, in one of the ways in which Crossref has them; the notice."""
        type_ = self._rng.choice(NOTICES[kind])
        if type_ == "retraction" and self._rng.random() < 0.3:
            # Some publishers change the title, and register nothing.
            title = [f"RETRACTED: {record['title'][0]}", *record["title"][1:]]
            return ({**record, "title": title},)
        update = {
            "type": type_,
            "label": type_.replace("_", " ").capitalize(),
            "source": self._rng.choice(("publisher", "retraction-watch")),
            "updated": {"date-parts": [[2025, 3, 1]]},
        }
        notice: Record = {
            "type": record["type"],
            "container-title": record.get("container-title", []),
            "DOI": f"{record['DOI']}.notice",
            "title": [f"{update['label']}: {record['title'][0]}"],
            "issued": {"date-parts": [[2025, 3, 1]]},
            "update-to": [{**update, "DOI": record["DOI"]}],
        }
        return {**record, "updated-by": [{**update, "DOI": notice["DOI"]}]}, notice

    def _repeat(self, made: Bibliography, each: int) -> None:
        """Repeat clean entries under other keys, the DOI in another form."""
        places = dict(zip(made.keys, made.entries, strict=True))
        for number, key in enumerate(self._rng.sample(sorted(made.clean), each)):
            again = f"again{number:03}"
            entry = places[key].replace(f"{{{key},", f"{{{again},", 1)
            form = self._rng.choice(("https://doi.org/", "http://dx.doi.org/", "doi:"))
            made.entries.append(entry.replace("  doi = {", f"  doi = {{{form}"))
            made.keys.append(again)
            made.planted[again] = "duplicate"
            made.twins[again] = key

    def _shuffle(self, made: Bibliography) -> None:
        """Give the entries an order that says nothing."""
        order = list(range(len(made.keys)))
        self._rng.shuffle(order)
        made.keys = [made.keys[at] for at in order]
        made.entries = [made.entries[at] for at in order]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check made of a bibliography."""

    caught: Counter[str]
    planted: Counter[str]
    missed: tuple[str, ...]
    flagged: tuple[str, ...]


def judge(made: Bibliography, report: Mapping[str, Any]) -> Outcome:
    """Compare the findings of a report with what was planted."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for finding in report["findings"]:
        if finding["reference"] and finding["severity"] in {"error", "warning"}:
            found[finding["reference"]].append(finding)
    caught: Counter[str] = Counter()
    missed = []
    for key, kind in made.planted.items():
        # Either of two entries that are one work may be named.
        findings = [*found[key], *found[made.twins.get(key, key)]]
        if any(reports(finding, kind) for finding in findings):
            caught[kind] += 1
        else:
            missed.append(key)
    flagged = tuple(sorted(key for key in made.clean if found[key]))
    return Outcome(caught, Counter(made.planted.values()), tuple(missed), flagged)


def reports(finding: Mapping[str, Any], kind: str) -> bool:
    """Whether a finding is what a fault of this kind should lead to."""
    if finding["code"] not in RULES[kind]:
        return False
    return finding["code"] != "DOI003" or f"`: {kind} " in finding["message"]


def source(data: Path) -> tuple[list[Record], str]:
    """The records, and what they are called in the output."""
    if data.is_file():
        lines = data.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines], "real"
    return [dict(record) for record in generated(COUNT * 2)], "made-up"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program."""

    code: int
    report: Mapping[str, Any]
    seconds: float


def check(bib: Path, settings: Mapping[str, str]) -> Run:
    """`magclaims check` as a process of its own, with a cache that is empty."""
    environment = {name: v for name, v in os.environ.items() if not name.startswith("MAGCLAIMS_")}
    with tempfile.TemporaryDirectory() as cache:
        started = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-m", "magclaims", "check", bib.name, "--format", "json"],
            cwd=bib.parent,
            env={
                **environment,
                "MAGCLAIMS_MAILTO": "editor@example.org",
                "MAGCLAIMS_CACHE_DIR": cache,
                **settings,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - started
    if not run.stdout.strip():
        sys.exit(f"the check ended with {run.returncode}: {run.stderr[-2000:]}")
    return Run(run.returncode, json.loads(run.stdout), seconds)


def planted(folder: Path, records: list[Record], options: argparse.Namespace) -> bool:
    """Print the first table; True where all is as it should be."""
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    flagged = clean = 0
    for seed in range(options.seed, options.seed + options.seeds):
        made = Planter(records, seed).plant(COUNT, options.each)
        bib = folder / "refs.bib"
        bib.write_text(made.text, encoding="utf-8")
        with StandIn(made.records.values()) as standin:
            run = check(bib, standin.environment)
        outcome = judge(made, run.report)
        caught += outcome.caught
        total += outcome.planted
        flagged += len(outcome.flagged)
        clean += len(made.clean)
        if options.show:
            for line in explained(made, outcome, run.report):
                print(f"seed {seed}: {line}")
    print(f"{'planted fault':24}{'caught':>10}")
    for kind in RULES:
        print(f"{kind:24}{f'{caught[kind]}/{total[kind]}':>10}")
    print(f"{'all':24}{f'{caught.total()}/{total.total()}':>10}")
    print(f"{'clean entries flagged':24}{f'{flagged}/{clean}':>10}")
    return caught == total and not flagged


def explained(made: Bibliography, outcome: Outcome, report: Mapping[str, Any]) -> Iterator[str]:
    """What was missed and what was flagged, each with what the report says of it."""
    for key in (*outcome.missed, *outcome.flagged):
        said = [
            f"{f['code']} {f['message']}" for f in report["findings"] if f["reference"] == key
        ] or ["nothing"]
        yield f"{made.planted.get(key, 'clean')}: {'; '.join(said)}"
        yield made.entries[made.keys.index(key)]


@dataclass(frozen=True, slots=True)
class Outage:
    """A way in which all sources are down."""

    name: str
    settings: Mapping[str, str]


def outages(standin: StandIn) -> Iterator[Outage]:
    """One after another; the stand-in is broken in that way while each is used."""
    names = ("crossref", "datacite", "europepmc", "doi")
    broken = {
        "503": status(503),
        "429": too_many("30"),
        "reset": reset,
        "page with status 200": page,
        "hang": hang(threading.Event()),
    }
    for name, fault in broken.items():
        for service in names:
            standin.always(service, fault)
        yield Outage(name, standin.environment)
    nowhere = {"refused": "http://127.0.0.1:1", "unresolvable": "http://nowhere.invalid"}
    for name, url in nowhere.items():
        yield Outage(name, {f"MAGCLAIMS_{service.upper()}_URL": url for service in names})


def down(folder: Path, records: list[Record], seed: int) -> bool:
    """Print the second table; True where each outage ends with 3 and nothing green."""
    made = Planter(records, seed).plant(COUNT - 20, 0)
    bib = folder / "refs.bib"
    bib.write_text(made.text, encoding="utf-8")
    well = True
    print(f"\n{'all sources down':24}{'exit':>6}{'green':>7}{'unverified':>12}{'seconds':>10}")
    with StandIn(made.records.values()) as standin:
        for outage in outages(standin):
            run = check(bib, outage.settings)
            states = Counter(reference["status"] for reference in run.report["references"])
            green = sum(states.values()) - states["unverified"]
            well = well and run.code == 3 and not green
            figures = f"{run.code:>6}{green:>7}{states['unverified']:>12}{run.seconds:>10.1f}"
            print(f"{outage.name:24}{figures}")
    return well


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="Crossref records, JSON lines")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--seeds", type=int, default=3, help="how many, from --seed on")
    parser.add_argument("--each", type=int, default=EACH, help="faults of each kind")
    parser.add_argument("--show", action="store_true", help="print what was missed or flagged")
    options = parser.parse_args()
    records, called = source(options.data)
    print(f"{COUNT} references ({called} records), {options.seeds} seeds from {options.seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        found = planted(Path(folder), records, options)
        well = down(Path(folder), records, options.seed)
    return 0 if found and well else 1


if __name__ == "__main__":
    sys.exit(main())
