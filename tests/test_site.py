"""The documentation site: it builds without a warning, its links lead somewhere, its commands exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import pytest
import yaml
from typer.main import get_command

import browser
import build_site
import magclaims
import pictures
from magclaims.cli import app
from magclaims.judge.rule import RULES

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "examples/README.md"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once; a warning of Zensical's, a dead link or a thing from elsewhere fails here."""
    pytest.importorskip("zensical", reason="Zensical is not here: make test")
    return build_site.build(tmp_path_factory.mktemp("site"))


def in_navigation(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list | dict):
        for inside in part.values() if isinstance(part, dict) else part:
            yield from in_navigation(inside)


def test_every_page_is_built_and_in_the_navigation(site: Path) -> None:
    places = {place for place in build_site.pages() if not place.startswith("rules/")}
    assert set(in_navigation(SETTINGS["nav"])) == places
    for place in places:
        folder = site if place == "index.md" else site / place.removesuffix(".md")
        text = (folder / "index.html").read_text(encoding="utf-8")
        assert "<h1" in text
    assert 'href="tutorial/"' in (site / "index.html").read_text(encoding="utf-8")


def test_the_help_of_every_finding_has_its_page(site: Path) -> None:
    assert SETTINGS["site_url"] == f"{magclaims.DOCS}/"
    assert len(RULES) > 50
    for code, rule in RULES.items():
        text = (site / "rules" / code / "index.html").read_text(encoding="utf-8")
        assert f"{code} {rule.name}" in text


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<a href="../nowhere/">x</a>', "../nowhere/ is not there"),
        ('<img src="no.png">', "no.png is not there"),
        ('<script src="https://cdn.example/x.js"></script>', "loads https://cdn.example/x.js"),
        ('<link rel="stylesheet" href="//cdn.example/x.css">', "loads //cdn.example/x.css"),
        ('<a href="https://example.org/">x</a> <a href="#here">y</a> <a href="./">z</a>', None),
    ],
)
def test_what_is_not_there_or_elsewhere_is_told(
    tmp_path: Path, page: str, fault: str | None
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(page)
    assert list(build_site.faults_of(tmp_path)) == ([f"a/index.html: {fault}"] if fault else [])


def test_a_link_to_no_file_or_heading_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("zensical", reason="Zensical is not here: make test")
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    (root / "docs/a.md").write_text("# A heading\n\n[there](a.md)\n")
    (root / "README.md").write_text("[a](docs/a.md#a-heading)\n\n    [no](link) in code\n")
    for name in build_site.BESIDE:
        (root / name).write_text("# A heading\n")
    (root / "mkdocs.yml").write_text("site_name: x\ntheme: {font: false}\n")
    monkeypatch.setattr(build_site, "ROOT", root)
    build_site.build(tmp_path / "good")
    (root / "README.md").write_text("[a](docs/b.md)\n")
    with pytest.raises(build_site.BrokenLinkError, match=r"README.md: docs/b.md: there is no"):
        build_site.build(tmp_path / "no-file")
    (root / "README.md").write_text("[a](docs/a.md#nowhere)\n")
    with pytest.raises(CalledProcessError):
        build_site.build(tmp_path / "no-heading")
    assert "anchor does not exist" in "".join(capfd.readouterr())


def test_links_are_those_of_the_site() -> None:
    pages = build_site.pages()
    assert "](configuration.md)" in pages["index.md"]
    assert f"]({magclaims.HOME}/blob/main/examples)" in pages["tutorial.md"]
    assert "](architecture.md)" in pages["CONTRIBUTING.md"]
    assert "](rules/EVI007.md)" in pages["rules.md"]


def calls(text: str) -> Iterator[list[str]]:
    """The calls of magclaims that a page shows, as words."""
    for line in text.splitlines():
        found = re.match(r"(?: {4}|\$ |\s*- run: |\s*- )magclaims ([a-z]+\b.*)", line)
        if found:
            command = re.split(r" # |\s{2,}#", found[1])[0]
            yield shlex.split(command.replace("'", '"') if command.count("'") == 1 else command)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_exist_with_their_options(page: Path) -> None:
    for words in calls(page.read_text(encoding="utf-8")):
        command: Any = get_command(app)
        while words and hasattr(command, "commands") and not words[0].startswith("-"):
            command = command.commands[words.pop(0)]
        known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
        given = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
        assert given <= known, (page.name, words)


def test_the_pages_show_commands() -> None:
    shown = [w for page in PAGES for w in calls(page.read_text(encoding="utf-8"))]
    assert len(shown) > 60
    assert ["lock", "--check"] in shown


# --- pictures ---


def test_the_picture_of_the_terminal_shows_findings_and_loads_nothing() -> None:
    made = (pictures.PICTURES / "check.svg").read_text(encoding="utf-8")
    assert "EVI007" in made
    assert "http" not in made.replace("http://www.w3.org/2000/svg", "")


def test_pictures_are_small_and_described_in_the_first_screen_of_the_readme() -> None:
    first = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:24])
    shown = dict(re.findall(r"!\[([^\]]+)\]\(docs/pictures/([^)]+)\)", first))
    assert {"check.svg", "page.webp"} == set(shown.values())
    assert all(len(alt) > 40 for alt in shown)
    assert all(path.stat().st_size < 100_000 for path in pictures.PICTURES.iterdir())


def test_every_picture_that_a_page_shows_is_there_and_every_picture_is_shown() -> None:
    shown = set()
    for page in [*PAGES, ROOT / "README.md"]:
        for alt, to in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            assert len(alt) > 40, (page.name, to)
            assert (page.parent / to).is_file(), (page.name, to)
            shown.add((page.parent / to).resolve())
    assert shown == {path.resolve() for path in pictures.PICTURES.iterdir()}


def test_the_picture_of_the_page_can_be_made(tmp_path: Path) -> None:
    if why := browser.missing():
        pytest.skip(why)
    with browser.browser(tmp_path / "profile") as driver:
        made = pictures.page(driver, tmp_path)
    assert made[:4] == b"RIFF"
    assert made[8:12] == b"WEBP"
