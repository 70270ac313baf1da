"""What strangers can put into a project, a record or the surroundings: each ends in one clear line.

A check also runs on pull requests of people whom nobody knows. All texts are synthetic.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from magclaims.files import fitting
from magclaims.gather.sources.datacite import work_from_datacite
from magclaims.gather.sources.records import work_from_crossref
from magclaims.gather.web import Web, parse_json
from project import CLAIMS, GOOD, REFERENCES, TEXT, Run, write_project, write_site
from standin import StandIn
from standin.records import SLUTSKY

BRACKET = "https://x.org]/"
ARTICLE = (
    "# Zinc\n\nZinc improves sleep.[1]\n\n## References\n\n"
    f"1. Vermeer A. Zinc and sleep. {BRACKET} 2019.\n2. See <http://[x> and [this](http://[::1)\n"
)


def is_harmless(err: str, says: str) -> bool:
    """Whether it is a message of ours, and no line of it a command to whoever reads the log."""
    lines = err.splitlines()
    return (
        lines[0].startswith("magclaims: ")
        and says in err
        and not any(line.lstrip().startswith(("::", "Traceback")) for line in lines)
    )


# --- addresses and records ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["check"], ["report"], ["fix"], ["scan", "a.md"]])
def test_an_address_with_a_stray_bracket(run: Run, tmp_path: Path, command: list[str]) -> None:
    refs = REFERENCES.replace("https://example.org/magnesium", BRACKET)
    claims = GOOD.replace("file: memory.txt", f"file: memory.txt\n    source: {BRACKET!r}")
    write_project(tmp_path, claims)
    (tmp_path / "data" / "references.bib").write_text(refs)
    (tmp_path / "a.md").write_text(ARTICLE)
    assert run(*command).code == 0


def test_a_record_with_values_of_another_shape() -> None:
    odd: list[Any] = [[], {}, None, 1, True, [[]], [None], {"a": []}, "x", -1]
    crossref = {"DOI": "10.5555/x", "type": "book", "title": ["T"], "author": [{"family": "V"}]}
    datacite = {"doi": "10.5555/x", "titles": [{"title": "T"}], "dates": [{"date": "2019"}]}
    for value in odd:
        for name in crossref:
            assert work_from_crossref({**crossref, name: value}, retrieved="").model_dump_json()
        dates = {"dates": [{"date": "2019", "dateType": value}]}
        assert work_from_datacite({**datacite, **dates}, retrieved="").year in {None, 2019}


def test_half_a_pair_of_surrogates_in_an_answer() -> None:
    found = parse_json(rb'{"title": ["A \ud800 title"], "\udfff": 1, "n": [true, null]}')
    assert found == {"title": ["A \ufffd title"], "\ufffd": 1, "n": [True, None]}
    json.dumps(found, ensure_ascii=False).encode()


def test_a_record_of_crossref_with_half_a_pair(run: Run, tmp_path: Path, online: StandIn) -> None:
    doi = "10.1016/j.neuron.2009.12.026"
    online.records[doi] = {**SLUTSKY, "publisher": "A \ud800 publisher"}
    write_project(tmp_path)
    (tmp_path / "data" / "claims.yaml").unlink()
    result = run("check", "data/references.bib", "--format", "json")
    references = {r["key"]: r["status"] for r in json.loads(result.out)["references"]}
    assert references["slutsky2010"] == "verified"


# --- paths -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("lock", '"../out/x"'),
        ("claims", '["../out/x"]'),
        ("bibliography", '["/etc/hosts"]'),
        ("articles", '"../out"'),
        ("reviews", '"../out/r.json"'),
        ("retraction_watch", '"../out/x.csv"'),
        ("vocabulary", '["../out/x.toml"]'),
        ("lock", '"link/x"'),
    ],
)
def test_no_setting_leads_out_of_the_project(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    project = tmp_path / "project"
    (tmp_path / "out").mkdir()
    write_project(project)
    (project / "link").symlink_to("../out")
    monkeypatch.delenv("MAGCLAIMS_CACHE_DIR")
    (project / "magclaims.toml").write_text(f"{setting} = {value}\n")
    monkeypatch.chdir(project)
    result = run("check")
    assert (result.code, f"setting `{setting}`" in result.err) == (2, True)
    assert "leads out of" in result.err
    assert "leads out of" not in run("--allow-outside", "check").err
    monkeypatch.setenv("MAGCLAIMS_ALLOW_OUTSIDE", "1")
    assert "leads out of" not in run("check").err


@pytest.mark.parametrize(
    ("setting", "how"),
    [
        ("allow_outside = true", "--allow-outside or MAGCLAIMS_ALLOW_OUTSIDE=1"),
        # A database of verdicts could lie beside it, forged.
        ('cache_dir = "cache"', "MAGCLAIMS_CACHE_DIR=FOLDER"),
    ],
)
def test_no_file_can_allow_it(run: Run, tmp_path: Path, setting: str, how: str) -> None:
    write_project(tmp_path)
    (tmp_path / "magclaims.toml").write_text(f"{setting}\n")
    result = run("check")
    assert result.code == 2
    assert f"no file may set it; the caller can, with {how}" in result.err


def test_what_lies_elsewhere_in_the_repository_is_inside(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    write_project(tmp_path)
    (tmp_path / "ci").mkdir()
    (tmp_path / "ci" / "magclaims.toml").write_text(
        'claims = ["../data/claims.yaml"]\nbibliography = ["../data/references.bib"]\n'
    )
    monkeypatch.chdir(tmp_path / "ci")
    assert run("check").code == 1


def test_what_the_caller_names_is_free(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path / "project", GOOD)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "memory.txt").write_text("Geen woord.\n")
    monkeypatch.chdir(tmp_path / "project")
    assert run("check", "--articles", "../articles").code == 1
    monkeypatch.setenv("MAGCLAIMS_LOCK", str(tmp_path / "elsewhere.json"))
    assert "leads out of" not in run("check").err


@pytest.mark.parametrize("settings", [True, False])
@pytest.mark.parametrize("kind", ["link", "loop"])
def test_a_default_that_is_a_link(
    run: Run, tmp_path: Path, kind: str, online: StandIn, *, settings: bool
) -> None:
    outside = tmp_path / "precious"
    outside.write_text("precious\n")
    project = tmp_path / "project"
    write_project(project)
    os.chdir(project)
    lock = project / "data" / "references.lock.json"
    lock.symlink_to(outside if kind == "link" else lock.name)
    if settings:
        (project / "magclaims.toml").write_text("")
    result = run("lock")
    assert result.code == (2 if kind == "link" else 0)
    assert outside.read_text() == "precious\n"


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("articles/memory.txt", ["scan", "articles"]),
        ("articles/memory.txt", ["scan", "articles/*.txt"]),
        ("articles/memory.txt", ["scan", "articles/memory.txt"]),
        ("articles/memory.txt", ["grade", "articles/memory.txt"]),
        ("claims/b.yaml", ["check", "claims"]),
        ("claims/b.yaml", ["check", "claims/*.yaml"]),
        ("claims/b.yaml", ["check", "claims/b.yaml"]),
        ("magclaims.toml", ["check"]),
        ("data/reviews", ["review", "--by", "Ann", "--claim", "rats"]),
        ("data/reviews/ann.json", ["review", "--by", "Ann", "--claim", "rats"]),
        ("report.html", ["report", "--output", "report.html"]),
        ("found.json", ["check", "--format", "json", "--output", "found.json"]),
        ("s.sqlite", ["snapshot", "build", "data/claims.yaml", "--output", "s.sqlite"]),
    ],
)
def test_nothing_is_read_or_written_through_a_link_that_leads_out(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: list[str]
) -> None:
    project, out = tmp_path / "project", tmp_path / "out"
    project.mkdir()
    write_site(project)
    out.mkdir()
    place, there = project / name, out / "precious"
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    if place.suffix:
        texts = {".yaml": CLAIMS, ".txt": TEXT, ".json": '{"schema": 1, "reviews": {}}'}
        there.write_text(texts.get(place.suffix, ""))
    else:
        there.mkdir()
    place.symlink_to(there)
    monkeypatch.chdir(project)
    before = there.read_text() if place.suffix else list(there.iterdir())
    result = run(*command)
    assert (result.code, "leads out of" in result.err) == (2, True), result
    assert "geheugen" not in result.out + result.err
    assert (there.read_text() if place.suffix else list(there.iterdir())) == before
    if command[-1] == name and place.suffix != ".html":  # who names the file itself means it
        assert "leads out of" not in run(*command[:-1], str(there)).err


def test_the_caller_may_allow_a_link_among_the_files_of_a_setting(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    write_site(project)
    (project / "data" / "claims.yaml").rename(tmp_path / "shared.yaml")
    (project / "data" / "claims.yaml").symlink_to(tmp_path / "shared.yaml")
    (project / "magclaims.toml").write_text('claims = ["data"]\noffline = true\n')
    monkeypatch.chdir(project)
    assert (run("check").code, run("--allow-outside", "check").code) == (2, 1)


def test_patterns_do_not_go_round_in_links(run: Run, tmp_path: Path) -> None:
    """Two links to the folder itself make as many paths as two to the power of forty."""
    write_site(tmp_path)
    for name in ("a", "b"):
        (tmp_path / "articles" / name).symlink_to(".")
    (tmp_path / "articles" / ".hidden.txt").write_text(TEXT)
    for pattern in ("**/*.txt", "**/**/*.txt", "articles/*.txt", "*/m*.txt", "**"):
        result = run("scan", pattern, "--format", "json")
        found = [article["path"] for article in json.loads(result.out)["articles"]]
        assert found == ["articles/memory.txt"], pattern
    assert sorted(fitting(tmp_path / "articles" / ".h*")) == [tmp_path / "articles" / ".hidden.txt"]


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("data/references.lock.json", ["lock"]),
        ("known.json", ["check", "--baseline", "known.json", "--write-baseline"]),
    ],
)
def test_no_file_of_something_else_is_replaced(
    run: Run, tmp_path: Path, online: StandIn, name: str, command: list[str]
) -> None:
    write_project(tmp_path)
    (tmp_path / name).write_text("# My notes\n")
    assert run(*command).code == 2
    assert (tmp_path / name).read_text() == "# My notes\n"


@pytest.mark.parametrize("name", ["magclaims.toml", "list.csv", "known.json", "data/claims.yaml"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(
    run: Run, tmp_path: Path, name: str
) -> None:
    write_project(tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    options = {
        "magclaims.toml": ["--config", "magclaims.toml"],
        "list.csv": ["--retraction-watch", "list.csv"],
        "known.json": ["--baseline", "known.json"],
        "data/claims.yaml": ["data/claims.yaml"],
    }
    result = run("check", *options[name])
    assert result.code == 2
    assert "regular file" in result.err or "no such file" in result.err


def test_a_link_to_itself(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    claims = tmp_path / "data" / "claims.yaml"
    claims.unlink()
    claims.symlink_to(claims.name)
    assert run("check").code in {0, 2}
    assert run("scan", "data/claims.yaml").code == 2


# --- settings and small files ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('claims = ["a\\u0000b"]', "setting `claims"),
        ("timeout = inf", "setting `timeout`"),
        ("timeout = nan", "setting `timeout`"),
        (f"max_age_days = {'9' * 30}", "setting `max-age-days`"),
        (f"max_age_days = {'9' * 5000}", "is not TOML"),
        (f"claims = {'[' * 5000}", "is not TOML"),
        ('"a\\n::error::b" = 1', "unknown setting `a\n: :error::b`"),
        ("x" * 1_000_001, "is larger than 1 MB"),
    ],
)
def test_settings_that_cannot_be(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str
) -> None:
    monkeypatch.delenv("MAGCLAIMS_TIMEOUT", raising=False)
    write_project(tmp_path)
    (tmp_path / "magclaims.toml").write_text(text + "\n")
    result = run("check")
    assert (result.code, is_harmless(result.err, says)) == (2, True), result.err


@pytest.mark.parametrize(
    ("text", "code"), [("[tool]\nmagclaims = 1\n", 2), ("tool = 1\n", 1), ("[tool.other]\n", 1)]
)
def test_a_pyproject_of_another_shape(run: Run, tmp_path: Path, text: str, code: int) -> None:
    write_project(tmp_path)
    (tmp_path / "magclaims.toml").unlink(missing_ok=True)
    (tmp_path / "pyproject.toml").write_text(text)
    assert run("check").code == code


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, f'{{"version": {"9" * 6000}}}', '{"schema": "\\n::error::x", "findings": []}'],
)
@pytest.mark.parametrize(
    ("name", "options"),
    [("data/references.lock.json", ["--locked"]), ("known.json", ["--baseline", "known.json"])],
)
def test_json_that_cannot_be(
    run: Run, tmp_path: Path, name: str, options: list[str], text: str
) -> None:
    write_project(tmp_path)
    (tmp_path / name).write_text(text)
    result = run("check", *options)
    assert (result.code, is_harmless(result.err, name)) == (2, True), result.err
    assert "\n::" not in result.err


# --- the surroundings --------------------------------------------------------------------------------


@pytest.mark.parametrize("epoch", ["inf", "9" * 400, "99999999999999", "-1e3", "yesterday\x1b[2J"])
def test_an_epoch_that_is_none(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    write_project(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run("check")
    assert (result.code, is_harmless(result.err, "SOURCE_DATE_EPOCH is")) == (2, True)
    assert "\x1b" not in result.err


def test_a_proxy_that_needs_another_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("magclaims.gather.faults.find_spec", {}.get)
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    with pytest.raises(Exception, match=r"SOCKS proxy.*pip install socksio"):
        Web(user_agent="x", timeout=1)


def test_a_proxy_of_a_kind_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "x://y")
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example:8080")
    Web(user_agent="x", timeout=1)
    monkeypatch.setenv("HTTPS_PROXY", "gopher://127.0.0.1:1")
    with pytest.raises(Exception, match=r"gopher://127.0.0.1:1.*http, https, socks5, socks5h are"):
        Web(user_agent="x", timeout=1)


def started(folder: Path, *args: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    write_project(folder, CLAIMS.replace("Een synthetisch artikel", "Een naïef artikel"))
    environment = {**os.environ, **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, *options.pop("python", []), "-m", "magclaims", *args],
        cwd=folder,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **options,
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize(
    "command", [["check"], ["check", "-f", "json"], ["report"], ["explain", "EVI007"]]
)
def test_output_in_an_encoding_without_quotes(
    tmp_path: Path, encoding: str, command: list[str]
) -> None:
    done = started(tmp_path, *command, env={"PYTHONIOENCODING": encoding}, stdout=subprocess.PIPE)
    assert b"Traceback" not in done.stderr
    if "json" in command:
        assert json.loads(done.stdout)["schema"] == 1
        assert "ï" in done.stdout.decode("utf-8")
    elif "report" in command:
        assert "▲" in done.stdout.decode("utf-8")
    else:
        done.stdout.decode(encoding)


def test_a_full_disk(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = started(tmp_path, "check", stdout=full)
    assert done.returncode == 2
    assert b"magclaims: standard output: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_python_that_drops_docstrings(tmp_path: Path) -> None:
    done = started(tmp_path, "check", python=["-OO"], stdout=subprocess.PIPE)
    assert (done.returncode, b"run Python without -OO" in done.stderr) == (2, True)


def test_a_closed_output(tmp_path: Path) -> None:
    write_project(tmp_path)
    command = f"exec {sys.executable} -m magclaims check >&-"
    done = subprocess.run(command, shell=True, cwd=tmp_path, check=False, capture_output=True)
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)


# --- what is printed ---------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "json"])
def test_no_line_of_an_article_is_a_command(run: Run, tmp_path: Path, format_: str) -> None:
    sentence = "::error::Zinc improves sleep\u009b31m and ##[group]x \u202e."
    (tmp_path / "a.txt").write_text(f"{sentence}\n")
    for command in ("scan", "grade"):
        out = run(command, "a.txt", "--language", "en", "--format", format_).out
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())
        assert not {"\u009b", "\u202e"} & set(out)


def test_lookup_prints_no_escapes_and_no_commands(run: Run, online: StandIn) -> None:
    doi = "10.1016/j.neuron.2009.12.026"
    hostile = {"publisher": "A \u009b31m \u202e house", "title": ["::error::x"], "author": []}
    online.records[doi] = {**SLUTSKY, **hostile}
    for format_ in ("json", "csl-json", "bibtex", "ama", "text"):
        result = run("lookup", doi, "--format", format_)
        assert result.code == 0
        assert not {"\u009b", "\u202e"} & set(result.out)
        assert not any(line.lstrip().startswith("::") for line in result.out.splitlines()), format_
