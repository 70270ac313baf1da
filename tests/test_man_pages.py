"""The man pages: every command and option, as text that roff takes for nothing else."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
from typer.main import get_command

import man_page
from generate import MAKERS, man_pages
from magclaims.cli import app

PAGES = man_pages()
ROOT = Path(__file__).resolve().parents[1]


def test_every_command_has_a_page_and_no_page_is_left_over() -> None:
    group: Any = get_command(app)
    names = {"magclaims-snapshot-build", *(f"magclaims-{name}" for name in group.commands)}
    assert set(PAGES) == {f"man/{name}.1" for name in {"magclaims", *names}}
    assert set(PAGES) <= set(MAKERS)
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "man").iterdir()} == set(PAGES)


def test_a_page_has_its_options_and_exit_codes() -> None:
    page = PAGES["man/magclaims-check.1"]()
    options = page[page.index(".SH OPTIONS") : page.index(".SH EXIT STATUS")].replace("\\-", "-")
    for option in ("--format", "--changed-since REV", "-q, --quiet", "--help"):
        assert option in options
    assert re.findall(r"\.TP\n\\fB(\d)\\fR\n", page[page.index(".SH EXIT STATUS") :]) == list(
        "0123"
    )
    assert "magclaims\\-lookup(1)" in PAGES["man/magclaims.1"]()


@pytest.mark.parametrize("path", PAGES)
def test_roff_reads_it_without_a_warning(path: str) -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww"],
        input=PAGES[path](),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    assert "OPTIONS" in re.sub(r".\x08|\x1b\[\d*m", "", done.stdout)


def test_text_is_no_roff() -> None:
    @click.command(help=".so /etc/passwd\n\n'br \\fBx --y")
    def hostile() -> None: ...

    with click.Context(hostile, info_name="hostile") as context:
        page = man_page.page(context)
    assert "\n\\&.so /etc/passwd\n" in page
    assert "\n\\&'br \\efBx \\-\\-y\n" in page
