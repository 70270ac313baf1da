"""Judging part by part, from what was kept and in several processes says what judging the whole says."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from magclaims.commands import check as checking
from magclaims.commands import judging, kept, pool
from magclaims.commands.judging import judge_parts
from magclaims.commands.kept import FILE, Kept
from magclaims.commands.parts import How, JudgedPart, PartNames, judge_part, read, together, written
from magclaims.commands.program import program
from magclaims.commands.session import find_sources, open_case
from magclaims.config import Settings, load
from magclaims.files import others_write
from magclaims.judge.case import Case
from magclaims.judge.engine import judge
from magclaims.judge.rule import RULES
from magclaims.judge.units import units
from magclaims.render.report import build
from project import Run
from rule_cases import Case as RuleCase
from rule_cases import cases_of
from rule_cases import run as run_rule_case
from scale import write
from standin import StandIn, server_error

ROOT = Path(__file__).parents[2]
RULE_CASES = [
    pytest.param(case, id=f"{code}-{number}")
    for code in sorted(RULES)
    for number, case in enumerate(cases_of(code), 1)
]


def whole_and_parts(case: Case, how: How) -> None:
    """Hold what parts say, as found and as kept, against what the whole says."""
    names, whole = PartNames(case, how), build(case, judge(case), language=how.language)
    found, again = [], []
    for unit in units(case):
        part = judge_part(case, unit, how)
        found.append(part)
        name, row = names.of(unit), written(part, unit, names)
        back = read(row, unit, names) if row is not None else part
        assert back is not None
        assert name is not None or case.gathered.asked
        again.append(back)
    for parts in (together(found), together(again)):
        said = build(
            case,
            judge(case, known=parts.findings),
            language=how.language,
            claims=parts.claims,
            coverage=parts.coverage,
        )
        assert said.model_dump_json() == whole.model_dump_json()


@pytest.mark.parametrize("case", RULE_CASES)
def test_parts_say_what_the_whole_says(
    case: RuleCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Case] = []

    def compared(opened: Case, how: How, **_: Any) -> JudgedPart:
        held.append(opened)
        whole_and_parts(opened, how)
        return judge_parts(opened, how)

    monkeypatch.setattr(checking, "judge_parts", compared)
    run_rule_case(case, tmp_path, monkeypatch)
    assert held


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("folder", [".", "examples"])
def test_so_do_those_of_our_own_registries(
    folder: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / folder)
    whole_and_parts(opened(), How(language))


def opened() -> Case:
    configuration = load().with_options({"offline": True})
    return open_case(find_sources((), configuration), configuration).case


# --- what was kept ---------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A made-up registry of three articles, one with a text, in the working folder."""
    write(tmp_path, 60)
    text = (tmp_path / "claims.yaml").read_text(encoding="utf-8")
    quotes = [line.partition("quote: ")[2] for line in text.splitlines() if "quote: " in line]
    (tmp_path / "articles").mkdir()
    body = "# Kop\n\n" + "\n\n".join(f"{quote[0].upper()}{quote[1:]}." for quote in quotes[:12])
    (tmp_path / "articles" / "0.md").write_text(body, encoding="utf-8")
    held = text.replace("  article-0:\n", "  article-0:\n    file: 0.md\n", 1)
    (tmp_path / "claims.yaml").write_text(held, encoding="utf-8")
    settings = tmp_path / "magclaims.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'articles = "articles"\n')
    return tmp_path


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The articles of the parts that were judged and not kept."""
    said: list[tuple[str, ...]] = []

    def counted(case: Case, unit: Any, how: How) -> JudgedPart:
        said.append(unit.articles)
        return judge_part(case, unit, how)

    monkeypatch.setattr(judging, "judge_part", counted)
    return said


def database() -> Path:
    return Path(os.environ["MAGCLAIMS_CACHE_DIR"]) / FILE


@pytest.fixture
def same(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Checks with and without what was kept, and holds the bytes against each other."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")

    def check(*options: str) -> str:
        taken = run("check", "-f", "json", *options)
        anew = run("check", "-f", "json", "--no-cache", *options)
        assert taken == anew
        said: str = taken.out
        return said

    return check


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_second_run_judges_nothing(site: Path, run: Run, judged: list[tuple[str, ...]]) -> None:
    first = run("check", "-f", "csv")
    assert judged == [("article-0",), ("article-1",), ("article-2",)]
    judged.clear()
    assert run("check", "-f", "csv") == first
    assert judged == []


def test_nor_does_it_read_an_article_into_sentences(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("check", "-f", "csv")
    assert "articles/0.md" in first.out
    monkeypatch.setattr("magclaims.read.article.articles.as_file", None)
    assert run("check", "-f", "csv") == first


def commented(site: Path, claim: str) -> None:
    """A comment on a claim, where reviewers leave theirs."""
    said = {"claim": claim, "by": "Ann", "on": "2026-05-01", "text": "Look again."}
    path = load(site / "magclaims.toml").path(Settings().reviews)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"schema": 1, "comments": [said]}), encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], None], list[tuple[str, ...]]]] = {
    "a line above all": (
        lambda site: changed(site / "claims.yaml", "articles:\n", "# a remark\narticles:\n"), []),
    "a claim": (
        lambda site: changed(site / "claims.yaml", "statement 25 on", "statement 4711 on"),
        [("article-1",)]),
    "a text": (
        lambda site: changed(site / "articles" / "0.md", "# Kop\n", "# Kop\n\nZink helpt.\n"),
        [("article-0",)]),
    "an entry of the bibliography": (
        lambda site: changed(site / "references.bib", "Synthetic work 14 ", "Another title "),
        [("article-0",), ("article-2",)]),
    "a study": (
        lambda site: changed(site / "claims.yaml", "made9:\n    design: narrative_review",
                             "made9:\n    design: cohort"),
        [("article-1",)]),
    "what a reviewer said": (
        lambda site: commented(site, "claim-25"), [("article-1",)]),
    "a setting": (
        lambda site: changed(site / "magclaims.toml", "claims =", 'ignore = ["NUM"]\nclaims ='),
        [("article-0",), ("article-1",), ("article-2",)]),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_a_change_touches_is_judged_again(
    site: Path, run: Run, same: Callable[..., str], judged: list[tuple[str, ...]], change: str
) -> None:
    run("check", "-f", "json")
    judged.clear()
    make, wanted = CHANGES[change]
    make(site)
    run("check", "-f", "json")
    assert judged == wanted
    same()


def test_of_two_of_one_name_the_one_that_can_be_read_has_a_say(
    site: Path, same: Callable[..., str]
) -> None:
    registry = site / "claims.yaml"
    text = registry.read_text(encoding="utf-8")
    start = text.index("  - id: claim-25\n")
    broken = text[start : text.index("  - id: claim-26\n")].replace("effect", "nonsense")
    changed(registry, "claims:\n", f"claims:\n{broken}")
    same()
    text = registry.read_text(encoding="utf-8")
    second = text.rindex("statement 25 on")
    registry.write_text(
        text[:second] + text[second:].replace("statement 25 on", "statement 4711 on")
    )
    assert "statement 4711 on" in same()


def test_what_a_claim_rested_on_when_it_was_reviewed_has_a_say(
    site: Path, run: Run, same: Callable[..., str]
) -> None:
    registry = site / "claims.yaml"
    link = "      - {reference: made6, level: human, relation: supports}\n  - id: claim-26"
    more = link.replace("\n", "\n      - {reference: made14, level: human}\n", 1)
    changed(registry, link, more)
    assert run("review", "--claim", "claim-25", "--by", "Ann").code == 0
    changed(registry, more, link)
    assert "`made14` names another work" not in same()
    changed(site / "references.bib", "Synthetic work 14 ", "Another title ")
    assert "made14" in json.dumps(
        [c["reviewed"] for c in json.loads(same())["claims"] if c["id"] == "claim-25"]
    )


def test_a_program_without_files_keeps_nothing(
    site: Path, run: Run, judged: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.walk", lambda _: iter(()))
    program.cache_clear()
    for _ in range(2):
        run("check", "-f", "json")
    program.cache_clear()
    assert not database().exists()
    assert judged == [("article-0",), ("article-1",), ("article-2",)] * 2


def test_two_articles_of_one_claim_are_judged_together(
    site: Path, run: Run, judged: list[tuple[str, ...]]
) -> None:
    changed(site / "claims.yaml", "      - article: article-1\n        quote: ",
            "      - {article: article-2, quote: made up, strength: causal}\n"
            "      - article: article-1\n        quote: ")  # fmt: skip
    run("check", "-f", "json")
    assert judged == [("article-0",), ("article-1", "article-2")]


def test_no_run_says_another_thing_than_one_without_a_cache(
    site: Path, same: Callable[..., str]
) -> None:
    chance = random.Random(14)  # not for secrets: the same changes each time
    texts = {name: (site / name).read_text(encoding="utf-8")
             for name in ("claims.yaml", "references.bib", "articles/0.md")}  # fmt: skip
    seen = set()
    for _ in range(7):
        name = chance.choice(list(texts))
        lines = texts[name].split("\n")
        for _ in range(chance.randrange(1, 3)):
            at = chance.randrange(len(lines))
            words = lines[at].split(" ")
            match chance.randrange(4):
                case 0:
                    lines.insert(at, "# remark" if name == "claims.yaml" else "")
                case 1:
                    lines[at] = " ".join(chance.sample(words, len(words)))
                case 2:
                    del lines[at]
                case _:
                    lines[at] = lines[at].replace("1", "2").replace("rat", "people")
        (site / name).write_text("\n".join(lines), encoding="utf-8")
        seen.add(same())
        if chance.random() < 0.5:
            (site / name).write_text(texts[name], encoding="utf-8")
            seen.add(same())
        else:
            texts[name] = "\n".join(lines)
    assert len(seen) > 4


@pytest.mark.parametrize("format_", ["text", "full", "sarif", "csv", "markdown", "html", "github"])
def test_all_formats_are_the_same(site: Path, run: Run, format_: str) -> None:
    first, second = (run("check", "-f", format_) for _ in range(2))
    assert first == second == run("check", "-f", format_, "--no-cache")


# --- what is not to be believed --------------------------------------------------------------------


def rows() -> dict[bytes, bytes]:
    with sqlite3.connect(database()) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        found = {}
        if ("verdicts",) in tables:
            found = dict(connection.execute("SELECT name, row FROM verdicts").fetchall())
    connection.close()
    return found


def replace_rows(make: Callable[[bytes], object]) -> None:
    connection = sqlite3.connect(database())
    with connection:
        for name, row in rows().items():
            connection.execute("UPDATE verdicts SET row = ? WHERE name = ?", (make(row), name))
    connection.close()


def forged(change: Callable[[Any], object]) -> Callable[[bytes], bytes]:
    def make(row: bytes) -> bytes:
        value = json.loads(zlib.decompress(row))
        change(value)
        return zlib.compress(json.dumps(value).encode())

    return make


def _each(value: Any) -> list[Any]:
    return [finding for found in value["findings"].values() for finding in found]


LARGEST = 1_000_000
"""What a row of these tests may unpack to."""
ROWS: dict[str, Callable[[bytes], object]] = {
    "none": lambda _: None,
    "a number": lambda _: 4711,
    "text": lambda _: "{}",
    "cut off": lambda row: row[:-9],
    "no JSON": lambda _: zlib.compress(b"[" * 5000),
    "too large": lambda _: zlib.compress(b" " * (LARGEST + 1)),
    "another shape": lambda _: zlib.compress(b'{"findings": {"EVI001": 3}}'),
    "nothing of it": lambda _: zlib.compress(b"{}"),
    "another claim": forged(lambda v: v["claims"][0].update(id="another")),
    "one claim less": forged(lambda v: v["claims"].pop()),
    "another quote": forged(lambda v: v["claims"][0]["occurrences"][0].update(quote="It cures.")),
    "an unknown field": forged(lambda v: v.update(verdict="supported")),
    "another verdict": forged(lambda v: v["claims"][0].update(verdict="proven")),
    "no rule of ours": forged(lambda v: [f.update(code="EVI999") for f in _each(v)]),
    "a line that is not there": forged(lambda v: [f.update(line=10**9) for f in _each(v)]),
    "a line before": forged(lambda v: [f.update(line=-1) for f in _each(v)]),
    "an entry that is not there": forged(lambda v: [f.update(path="\0999") for f in _each(v)]),
    "no entry": forged(lambda v: [f.update(path="\0x") for f in _each(v)]),
    "another file": forged(lambda v: [f.update(path="/etc/passwd") for f in _each(v)]),
    "the text of another": forged(lambda v: v.update(said={"another": []})),
    "another share": forged(
        lambda v: v["coverage"].update(x={"sentences": 1, "registered": 1, "drafted": 0})),
    "works beside that differ": forged(lambda v: v["beside"].update(made0="00")),
}  # fmt: skip


@pytest.mark.parametrize("damage", ROWS)
def test_a_row_that_is_not_ours_is_passed_over(
    site: Path,
    run: Run,
    same: Callable[..., str],
    judged: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
    damage: str,
) -> None:
    monkeypatch.setattr(kept, "LARGEST", LARGEST)
    run("check", "-f", "json")
    replace_rows(ROWS[damage])
    judged.clear()
    same()
    assert len(judged) == 6  # three parts, with a cache and without one


FILES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"not a database" * 100),
    "a folder": lambda path: path.mkdir(),
    "a link to nothing": lambda path: path.symlink_to("/proc/none/at/all"),
    "other tables": lambda path: sqlite3.connect(path).execute("CREATE TABLE verdicts (x)"),
}


@pytest.mark.parametrize("damage", FILES)
def test_a_file_that_is_not_ours_is_passed_over(
    site: Path, run: Run, same: Callable[..., str], damage: str
) -> None:
    database().parent.mkdir(parents=True, exist_ok=True)
    FILES[damage](database())
    first = same()
    assert same() == first


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="only where files have owners")
def test_a_file_of_another_user_is_passed_over(
    site: Path, run: Run, judged: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check", "-f", "json")
    before = rows()
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    judged.clear()
    run("check", "-f", "json")
    assert len(judged) == 3
    assert rows() == before


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="only where files have owners")
def test_a_folder_that_others_write_to_is_passed_over(
    site: Path, run: Run, judged: list[tuple[str, ...]]
) -> None:
    run("check", "-f", "json")
    assert database().parent.stat().st_mode & 0o777 == 0o700
    before = rows()
    database().parent.chmod(0o777)
    for _ in range(2):  # neither believed nor kept
        judged.clear()
        run("check", "-f", "json")
        assert len(judged) == 3
    assert rows() == before
    database().parent.chmod(0o755)
    judged.clear()
    run("check", "-f", "json")
    assert judged == []


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="only where files have owners")
def test_whose_folder_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, group = tmp_path.stat().st_uid, tmp_path.stat().st_gid
    monkeypatch.setattr(os, "getuid", lambda: owner)
    monkeypatch.setattr(os, "getgid", lambda: group)
    for mode, others in (
        (0o700, False),
        (0o755, False),
        (0o775, False),
        (0o757, True),
        (0o1777, True),
    ):
        tmp_path.chmod(mode)
        assert others_write(tmp_path) is others, oct(mode)
    tmp_path.chmod(0o770)
    monkeypatch.setattr(os, "getgid", lambda: group + 1)
    assert others_write(tmp_path) is (group != 0)
    tmp_path.chmod(0o700)
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert others_write(tmp_path) is (owner != 0)


def test_a_broken_database_is_begun_anew(
    site: Path, run: Run, judged: list[tuple[str, ...]]
) -> None:
    database().parent.mkdir(parents=True, exist_ok=True)
    database().write_bytes(b"not a database" * 100)
    run("check", "-f", "json")
    judged.clear()
    run("check", "-f", "json")
    assert judged == []


def test_what_a_service_failed_to_tell_is_not_kept(
    site: Path, run: Run, online: StandIn, judged: list[tuple[str, ...]]
) -> None:
    for service in ("crossref", "europepmc", "datacite", "doi"):
        online.always(service, server_error(503))
    run("check", "-f", "json")
    judged.clear()
    run("check", "-f", "json")
    assert len(judged) == 3
    assert not database().exists() or rows() == {}


def test_a_run_that_is_stopped_keeps_what_it_judged(
    site: Path, run: Run, judged: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "_AT_ONCE", 1)

    def stopped(case: Case, unit: Any, how: How) -> JudgedPart:
        if len(judged) == 2:
            raise KeyboardInterrupt
        judged.append(unit.articles)
        return judge_part(case, unit, how)

    with monkeypatch.context() as patched:
        patched.setattr(judging, "judge_part", stopped)
        with suppress(KeyboardInterrupt):
            run("check", "-f", "json", "--jobs", "1")
    assert len(rows()) == 2
    first = set(judged)
    judged.clear()
    run("check", "-f", "json", "--jobs", "1")
    assert len(judged) == 1
    assert not first & set(judged)


def test_rows_do_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    store = Kept(tmp_path)
    for number in range(8):
        store.put({b"%d" % number: b"row"})
    assert set(store.get([b"%d" % number for number in range(8)])) == {b"5", b"6", b"7"}


# --- several processes -----------------------------------------------------------------------------


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a command runs: without the threads of a test runner."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def test_several_processes_say_the_same(site: Path, run: Run, alone: None) -> None:
    before = run("check", "-f", "csv", "--no-cache", "--jobs", "1")
    assert run("check", "-f", "csv", "--no-cache", "--jobs", "2") == before


def test_they_do_the_work(site: Path, run: Run, alone: None, judged: list[tuple[str, ...]]) -> None:
    run("check", "-f", "csv", "--no-cache", "--jobs", "2")
    assert judged == [("article-0",)]  # here, that is: what the first one loads, all have


def test_what_they_leave_is_done_here(
    site: Path, run: Run, alone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run("check", "-f", "csv", "--no-cache", "--jobs", "1")
    parent = os.getpid()

    def dies(case: Case, unit: Any, how: How) -> JudgedPart:
        if os.getpid() != parent and "article-1" in unit.articles:
            os._exit(9)
        return judge_part(case, unit, how)

    monkeypatch.setattr(judging, "judge_part", dies)
    assert run("check", "-f", "csv", "--no-cache", "--jobs", "2") == before


def test_small_registries_and_threads_stay_in_one_process(
    site: Path, monkeypatch: pytest.MonkeyPatch, alone: None
) -> None:
    monkeypatch.chdir(site)
    case = opened()
    monkeypatch.setattr(pool, "_cores", lambda: 8)
    begun: list[int] = []

    def counted(do: Callable[[int], bytes], count: int, workers: int) -> Iterator[bytes]:
        begun.append(workers)
        return map(do, range(count))

    monkeypatch.setattr(judging, "shared_out", counted)
    judge_parts(case, How())
    assert begun == []
    judge_parts(case, How(), jobs=2)
    assert begun == [2]
    monkeypatch.setattr(judging, "PAYS", 50)
    judge_parts(case, How())
    assert begun == [2, 3]  # no more than there are parts
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    judge_parts(case, How())
    assert begun == [2, 3]


BLOCKED = """
import os, threading
from magclaims.commands.pool import shared_out
def do(number):
    if number:
        print(os.getpid(), flush=True)
        threading.Event().wait()
    return number
list(shared_out(do, 3, 2))
"""


def test_when_the_first_process_is_killed_none_is_left() -> None:
    command = [sys.executable, "-c", BLOCKED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert int(first.stdout.readline()) != first.pid
        first.kill()
        first.communicate(timeout=60)  # the others hold the other end as long as they are there
