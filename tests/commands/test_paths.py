"""Files, folders, patterns and `-` as arguments. All texts are synthetic."""

import io
import json
import sys
from pathlib import Path, PurePath

import pytest

from magclaims.commands.paths import is_registry, sources
from project import CLAIMS, REFERENCES, Run, write_project

FOREIGN = {
    ".pre-commit-config.yaml": "repos:\n  - repo: local\n",
    "mkdocs.yml": "site_name: A site\nnav: []\n",
    ".github/workflows/ci.yml": "name: CI\non: push\n",
    "node_modules/x/claims.yaml": "claims: []\n",
    "env/pyvenv.cfg": "home = /usr/bin\n",
    "env/lib/claims.yaml": "claims: []\n",
    "data/_menu.yaml": "articles:\n  - a\nfooter: x\n",
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))


def test_of_a_folder_only_registries_and_bibliographies_are_read(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path)
    write(tmp_path, FOREIGN)
    alone = run("check", "data/claims.yaml", "data/references.bib")
    result = run("check", ".")
    assert (result.code, result.out.split("\n\n")[0]) == (1, alone.out.split("\n\n")[0])
    document = json.loads(run("check", ".", "--format", "json").out)
    said = {"what": "data/_menu.yaml, mkdocs.yml", "why": "no claims file by its keys"}
    assert said in document["skipped"]


@pytest.mark.parametrize("pattern", ["data/*.yaml", "**/claims.y*ml", "{}/**/*.yaml"])
def test_a_pattern_that_no_shell_has_read(run: Run, tmp_path: Path, pattern: str) -> None:
    write_project(tmp_path)
    result = run("check", pattern.format(tmp_path))
    assert result.code == 1
    assert "Checked 3 claims" in result.err


def test_claims_on_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path)
    stdin(monkeypatch, CLAIMS)
    result = run("check", "-")
    assert result.code == 1
    assert "\n-:" in "\n" + result.out, "the places are those of standard input"
    assert "Checked 3 claims" in result.err


def test_what_the_settings_call_a_registry_is_one(run: Run, tmp_path: Path) -> None:
    write_project(tmp_path, "clams: []\nnotes: x\n")
    result = run("check", "data")
    assert "data/claims.yaml:1:1: SCH001" in result.out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["check", "none/*.yaml"], "none/*.yaml:1:1: no file fits this pattern"),
        (["check", "absent.yaml"], "absent.yaml:1:1: there is no such file"),
        (["check", "pages"], "nothing to check in pages"),
        (["scan", "data"], "no article in data"),
        (["scan", "pages/*.rst"], "pages/*.rst:1:1: no file fits this pattern"),
        (["scan", "-", "--write"], "standard input has no name"),
        (["grade", "absent.md"], "absent.md: there is no such file"),
        (["grade", "data"], "no article in data"),
    ],
)
def test_what_names_nothing_is_said(run: Run, tmp_path: Path, args: list[str], says: str) -> None:
    write_project(tmp_path)
    write(tmp_path, {"pages/a.md": "Zinc helps.\n"})
    result = run(*args)
    assert result.code == 2
    assert says in result.err


@pytest.mark.parametrize("argument", ["pages", "pages/*.md", "pages/**"])
def test_scan_reads_every_article_of_a_folder(run: Run, tmp_path: Path, argument: str) -> None:
    texts = {
        "pages/b.md": "Zinc improves sleep.\n",
        "pages/a.md": "Iron improves memory.\n",
        "pages/logo.svg": "<svg/>",
        "pages/.draft.md": "Nothing.\n",
    }
    write(tmp_path, texts)
    result = run("scan", argument, "--format", "json")
    read = [Path(article["path"]).name for article in json.loads(result.out)["articles"]]
    assert read == ["a.md", "b.md"]


def test_of_exports_each_article_is_read(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "pages/package.json": '{"name": "x", "version": "1"}',
            "pages/broken.json": "{",
            "pages/sitemap.xml": "<urlset><url/></urlset>",
            "pages/posts.json": '[{"slug": "b", "body": "Zinc helps."}, {"slug": "a", "body": "Iron helps."}]',
            "pages/one.json": '{"slug": "c", "body": "Copper improves sleep."}',
            "pages/page.wiki": "Magnesium improves sleep.",
        },
    )
    result = run("scan", "pages", "--language", "en", "--format", "json")
    read = [Path(article["path"]).name for article in json.loads(result.out)["articles"]]
    assert read == ["one.json", "page.wiki", "posts.json#b", "posts.json#a"]
    named = run("scan", "pages/posts.json#a", "--language", "en", "--format", "json")
    (article,) = json.loads(named.out)["articles"]
    assert [s["text"] for s in article["sentences"]] == ["Iron helps."]
    graded = run("grade", "pages/posts.json", "--language", "en")
    assert "pages/posts.json:1:25: " in graded.out
    assert "pages/posts.json:1:63: " in graded.out
    assert run("scan", "pages/broken.json").code == 2


def test_scan_reads_an_article_on_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "<html><body><p>Zinc improves sleep in older adults.</p></body></html>")
    result = run("scan", "-", "--language", "en", "--format", "json")
    (article,) = json.loads(result.out)["articles"]
    assert article["path"] == "-"
    assert [s["text"] for s in article["sentences"]] == ["Zinc improves sleep in older adults."]


def test_grade_shows_the_sentences_of_an_article_that_assert_something(
    run: Run, tmp_path: Path
) -> None:
    text = "# About zinc\n\nZinc is a metal that many people know. Zinc improves sleep quality.\n"
    write(tmp_path, {"a.md": text})
    result = run("grade", "a.md", "--language", "en")
    assert result.code == 0
    first, *_, last = result.out.splitlines()
    assert first == "a.md:3:40: causal “Zinc improves sleep quality.”"
    assert last == "2 more sentences without an effect"
    document = json.loads(run("grade", "*.md", "--language", "en", "-f", "json").out)
    places = [(s["line"], s["column"], s["strength"]) for s in document["sentences"]]
    assert places == [(1, 3, "none"), (3, 1, "none"), (3, 40, "causal")]


def test_grade_counts_what_it_cannot_grade(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "Cynk poprawia sen. Kreatyna poprawia pamięć.\n"})
    result = run("grade", "a.txt", "--language", "pl")
    assert result.out.startswith("2 sentences not graded: ")
    assert result.out.count("\n") == 1


def test_grade_takes_the_words_of_a_sentence_without_quotes(run: Run) -> None:
    quoted = run("grade", "Zinc improves sleep quality.")
    assert quoted.out.startswith("causal")
    assert run("grade", "Zinc", "improves", "sleep", "quality.").out == quoted.out


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        (CLAIMS, True),
        ("claims: [\n", True),
        ("clams: []\narticles: {}\nstudies: {}\n", True),
        ("# yaml-language-server: $schema=../schema/claims.schema.json\nclams: []\n", True),
        ("articles: {}\n", True),
        ("articles: []\nfooter: x\n", False),
        ("repos: []\n", False),
        (" claims: []\n", False),
        ("", False),
        (REFERENCES, False),
    ],
)
def test_a_registry_is_told_by_its_keys(text: str, ours: bool) -> None:
    assert is_registry(text) is ours


def test_no_file_of_a_folder_is_held_against_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site of 5,000 files took as many times as many steps, twenty-five million."""
    for number in range(100):
        (tmp_path / f"{number}.yaml").write_text("claims: []\n" if number else "jobs: {}\n")
    hashed: list[PurePath] = []
    hashing = PurePath.__hash__

    def counted(self: PurePath) -> int:
        hashed.append(self)
        return hashing(self)

    monkeypatch.setattr(PurePath, "__hash__", counted)
    found = sources([tmp_path])
    assert (len(found.files), [path.name for path in found.passed_over]) == (99, ["0.yaml"])
    assert len(hashed) < 1000
