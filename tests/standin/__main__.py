"""Run the stand-in as a process: prints its settings as one line of JSON, serves until stdin ends.

A line on stdin is answered with the counts so far.
"""

import argparse
import json
import sys
from pathlib import Path

from standin import POLITE, PUBLIC, StandIn
from standin.records import PUBMED, RECORDS, generated, pubmed_of


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m standin", description=__doc__)
    parser.add_argument("--records", type=Path, help="Crossref records, one JSON object a line")
    parser.add_argument("--generate", type=int, default=0, help="that many made-up records more")
    parser.add_argument(
        "--medicine", type=int, default=0, help="so many of them at Europe PMC, too"
    )
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--limits", choices=["polite", "public"], help="enforced with 429")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    records = [*RECORDS, *generated(options.generate)]
    if options.records:
        lines = options.records.read_text(encoding="utf-8").splitlines()
        records += [json.loads(line) for line in lines if line.strip()]
    limits = {"polite": POLITE, "public": PUBLIC, None: None}[options.limits]
    medicine = [pubmed_of(r, n) for n, r in enumerate(generated(options.medicine), 1)]
    with StandIn(
        records,
        europepmc=[*PUBMED, *medicine],
        delay=options.delay,
        limits=limits,
        port=options.port,
    ) as standin:
        _say({"environment": standin.environment, **standin.urls})
        for _ in sys.stdin:
            _say({"requests": dict(standin.counts), "refused": standin.refused})


def _say(document: object) -> None:
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
