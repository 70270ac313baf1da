"""Several processes at once: nothing that one says is done is lost to another."""

import json
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


ARTICLE = """\
# Synthetic {name}

Magnesium improves sleep.[1]

## References

1. {author} A. {title}. Synth Rec. {year};3:1. doi:10.5555/printed.{name}
"""

PRINTED = [
    ("first", "Doe", "Sleep after a made-up mineral", 2018),
    ("second", "Roe", "Stones that nobody weighed", 2020),
    ("third", "Poe", "Rivers without any water", 2022),
]


def test_commands_of_every_kind_at_once_lose_nothing(
    tmp_path: Path, make_standin: Callable[..., StandIn]
) -> None:
    records = list(generated(4))
    standin = make_standin(records)
    write_project(tmp_path)
    environment = {
        **os.environ,
        **standin.environment,
        "MAGCLAIMS_MAILTO": "e@example.org",
        "MAGCLAIMS_ANY_ADDRESS": "1",
    }
    environment.pop("MAGCLAIMS_OFFLINE")
    names = []
    for name, author, title, year in PRINTED:
        names.append(name)
        text = ARTICLE.format(name=name, author=author, title=title, year=year)
        (tmp_path / f"{name}.md").write_text(text)
    commands = [
        *(["lookup", str(record["DOI"]), "--add"] for record in records),
        *(["scan", f"{name}.md", "--write", "--language", "en"] for name in names),
        ["lock"],
        ["fix", "--write"],
        ["lock"],
    ]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "magclaims", *command],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    ended = [process.communicate() for process in processes]
    for command, process, (_, err) in zip(commands, processes, ended, strict=True):
        if command[0] == "fix" and process.returncode == 2:
            assert "changed meanwhile, and was left alone" in err
        else:
            assert process.returncode == 0, (command, err)
    text = (tmp_path / "data" / "references.bib").read_text()
    wanted = [str(record["DOI"]) for record in records]
    wanted += [f"10.5555/printed.{name}" for name in names]
    assert {doi: text.count(doi) for doi in wanted} == dict.fromkeys(wanted, 1)
    registry = (tmp_path / "data" / "claims.yaml").read_text()
    assert {name: registry.count(f"  {name}:\n") for name in names} == dict.fromkeys(names, 1)
    lock = json.loads((tmp_path / "data" / "references.lock.json").read_text())
    assert {"slutsky2010", "factsheet"} <= set(lock["references"])
