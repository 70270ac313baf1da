"""The commands of the README and of docs/, and every option that they document, run as written."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generate import commands, help_of
from magclaims.gather.snapshot.build import build
from project import GOOD, write_project
from standin import StandIn

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NO_OPTIONS = {"lsp", "snapshot"}
"""Commands of which `--help` is the only option."""
COMMANDS = [name for name in commands() if name not in NO_OPTIONS]
DOI = "10.1016/j.neuron.2009.12.026"
EMPTY_LIST = "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
NO_DECISIONS = '{"schema": 1, "kind": "magclaims-decisions", "checked_at": "", "decisions": []}'

CALLS: dict[str, list[list[str]]] = {
    "check": [
        ["--statistics", "--jobs", "1", "--no-cache"],
        ["--drafts", "--offline", "--language", "nl"],
        ["data", "--format", "json", "--output", "out.json", "--articles", "texts"],
        ["--select", "DOI", "--ignore", "DOI009", "--fail-level", "note"],
        ["--on-unreachable", "pass", "--exit-zero", "--mailto", "a@example.org"],
        ["--offline", "--quiet", "--allow-empty"],
        ["--locked", "--verbose"],
        ["--baseline", "known.json", "--write-baseline", "--config", "magclaims.toml"],
        ["--retraction-watch", "list.csv"],
        ["--changed-since", "HEAD"],
        ["--snapshot", "s.sqlite"],
    ],
    "report": [
        ["--format", "markdown", "--output", "out.md", "--articles", "texts", "--offline"],
        ["--mailto", "a@example.org", "--config", "magclaims.toml"],
        ["--retraction-watch", "list.csv"],
        ["--language", "nl", "--output", "pages"],
        ["--since", "HEAD"],
        ["--claim", "rats", "--format", "json"],
        ["--dossier", "files"],
        ["--snapshot", "s.sqlite"],
    ],
    "review": [
        ["data", "--claim", "rats", "--by", "Ann", "--articles", "texts", "--offline"],
        ["--claim", "rats", "--by", "Ann", "--locked", "--retraction-watch", "list.csv"],
        ["--apply", "decisions.json", "--by", "Ann", "--mailto", "a@example.org"],
        ["--claim", "rats", "--by", "Ann", "--config", "magclaims.toml"],
        ["--claim", "rats", "--by", "Ann", "--snapshot", "s.sqlite"],
    ],
    "status": [
        ["data", "--format", "json", "--articles", "texts", "--offline"],
        ["--locked", "--mailto", "a@example.org", "--config", "magclaims.toml"],
    ],
    "lookup": [
        [DOI, "--format", "bibtex", "--mailto", "a@example.org", "--config", "magclaims.toml"],
        [DOI, "--offline"],
        [DOI, "--snapshot", "s.sqlite"],
        ["10.3390/nu14245235", "--add", "--key", "zhang", "--to", "data/references.bib", "--force"],
    ],
    "serve": [
        ["--by", "Ann", "--port", "0", "--host", "127.0.0.1", "--language", "en", "--open"],
        ["--by", "Ann", "--port", "0", "--blind", "--locked", "--config", "magclaims.toml"],
        ["--by", "Ann", "--port", "0", "--offline", "--articles", "texts"],
        [
            "--by",
            "Ann",
            "--port",
            "0",
            "--mailto",
            "a@example.org",
            "--retraction-watch",
            "list.csv",
        ],
    ],
    "lock": [
        ["--on-unreachable", "pass", "--mailto", "a@example.org", "--config", "magclaims.toml"],
        ["--upgrade", "--format", "json", "--retraction-watch", "list.csv"],
        ["--check"],
        ["--any-address"],
    ],
    "fix": [
        ["--select", "doi,pages", "--on-unreachable", "pass", "--mailto", "a@example.org"],
        ["--offline", "--config", "magclaims.toml"],
        ["--write"],
    ],
    "grade": [
        ["Magnesium improves sleep.", "--language", "en", "--evidence", "animal"],
        ["Magnesium improves sleep.", "--format", "json", "--config", "magclaims.toml"],
        ["--watch"],
    ],
    "explain": [["EVI007", "--language", "nl", "--config", "magclaims.toml"]],
    "rules": [["--language", "fr", "--config", "magclaims.toml"]],
    "init": [["new"]],
    "snapshot build": [
        [
            "list.csv",
            "--as-of",
            "2026-01-01",
            "--output",
            "n.sqlite",
            "--dois",
            "data/references.bib",
        ],
        ["list.csv", "--as-of", "2026-01-01", "--config", "magclaims.toml"],
    ],
    "scan": [
        ["texts/memory.txt", "--format", "json", "--config", "magclaims.toml"],
        ["texts/memory.txt", "--language", "nl", "--write", "--offline"],
        ["texts/memory.txt", "--mailto", "a@example.org", "--articles", "texts"],
        ["texts/memory.txt", "--interactive"],
    ],
}


@pytest.fixture
def project(tmp_path: Path, online: StandIn) -> Path:
    write_project(tmp_path, GOOD)
    (tmp_path / "magclaims.toml").write_text('key_style = "{author}{year}"\n')
    (tmp_path / "list.csv").write_text(EMPTY_LIST)
    build(tmp_path / "s.sqlite", [tmp_path / "list.csv"], as_of="2026-05-01")
    (tmp_path / "decisions.json").write_text(NO_DECISIONS)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "memory.txt").write_text(
        "In een studie bij ratten verbeterde het geheugen.\n", encoding="utf-8"
    )
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    for call in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "first"]):
        subprocess.run(["git", "-C", str(tmp_path), *call], check=True)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_documented_option_runs(
    command: str, run: Callable[..., Any], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("magclaims.commands.http_server.HttpServer.serve_forever", lambda _: None)
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    for call in CALLS[command]:
        result = run(*command.split(), *call)
        # Nobody to ask without a terminal, no article to watch: both say so.
        expected = {2} if {"--interactive", "--watch"} & set(call) else {0, 1, 3}
        assert result.code in expected, (call, result.err)
        assert "Traceback" not in result.err


@pytest.mark.parametrize("command", COMMANDS)
def test_no_documented_option_is_left_out(command: str) -> None:
    documented = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", help_of(command).split("Options:")[1]))
    run_here = {word for call in CALLS[command] for word in call if word.startswith("--")}
    # Options that another option's help mentions are documented there, too.
    assert documented - {"--help"} <= run_here


def test_commands_without_calls_have_no_options() -> None:
    for command in NO_OPTIONS:
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", help_of(command))) == {"--help"}


def test_the_commands_of_the_readme_exist(run: Callable[..., Any]) -> None:
    for name in re.findall(r"^\s{4}magclaims ([a-z]+)", README, re.MULTILINE):
        assert run(name, "--help").code == 0


def test_the_two_commands_are_in_the_first_screen() -> None:
    first = README.splitlines()[:24]
    assert any(line.strip().startswith("make run") for line in first)
    assert any(line.strip().startswith("make test") for line in first)


def test_the_places_of_the_transcript_are_those_of_the_registry() -> None:
    shown = re.search(r"<!-- example -->\n(.*?)<!-- end -->", README, re.DOTALL)
    assert shown is not None
    places = re.findall(r"^(\S+):(\d+):(\d+): \w+ [\w ]+“([^”]+)”", shown[1], re.MULTILINE)
    assert places
    for path, line, column, quote in places:
        lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        entry = "\n".join(lines[int(line) - 1 : int(line) + 4])
        assert entry[int(column) - 1 :].startswith("article:")
        assert quote in entry
