"""Several processes at once: nothing that one says is done is lost to another."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from project import write_project
from standin import StandIn
from standin.records import generated


def test_what_many_add_at_once_is_all_there(
    tmp_path: Path, make_standin: Callable[..., StandIn]
) -> None:
    records = list(generated(12))
    standin = make_standin(records)
    write_project(tmp_path)
    environment = {**os.environ, **standin.environment, "MAGCLAIMS_MAILTO": "e@example.org"}
    environment.pop("MAGCLAIMS_OFFLINE")
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "magclaims", "lookup", str(record["DOI"]), "--add"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for record in records
    ]
    outcomes = [(process.communicate(), process.returncode) for process in processes]
    text = (tmp_path / "data" / "references.bib").read_text()
    for record, ((_, err), code) in zip(records, outcomes, strict=True):
        assert code == 0, err
        assert str(record["DOI"]) in text
    assert text.count("@article{") == 13
