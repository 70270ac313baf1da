"""A new project from `init` to its first commits, with real git and the hook that `init` writes."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from magclaims.commands.init import PRE_COMMIT
from project import Run

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = [
    ROOT / "tests" / "read" / "articles" / n for n in ("notes.md", "shop.html", "wrapped.txt")
]
TEXT = """\
# Zinc and sleep

Zinc improves sleep in adults.[1] In a study in mice zinc reduced anxiety.[2] Magnesium cures
migraine.

## References

1. Bakker Q, Jansen R. Made-up effects of zinc on sleep. Journal of Synthetic Records. 2019;4:11-19.
2. Vermeer A, et al. Zinc in mice that nobody kept. Annals of Made-up Trials. 2021.
"""

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


def git(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *args],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def install_hook(folder: Path) -> None:
    """What pre-commit does: run the entry where a staged file fits `files`."""
    config = yaml.safe_load((folder / PRE_COMMIT).read_text())
    (hook,) = config["repos"][0]["hooks"]
    program, *arguments = shlex.split(hook["entry"])
    assert program == "magclaims"
    assert hook["pass_filenames"] is False
    entry = shlex.join([sys.executable, "-m", "magclaims", *arguments])
    pattern = shlex.quote(hook["files"])
    path = folder / ".git" / "hooks" / "pre-commit"
    path.write_text(
        f"#!/bin/sh\ngit diff --cached --name-only | grep -qE {pattern} || exit 0\n"
        f"echo the hook ran\nexec {entry}\n"
    )
    path.chmod(0o755)


def commit(folder: Path, message: str) -> subprocess.CompletedProcess[str]:
    git(folder, "add", "--all")
    done = git(folder, "commit", "-m", message)
    assert "the hook ran" in done.stdout + done.stderr
    return done


@pytest.fixture
def site(run: Run, tmp_path: Path) -> Path:
    assert run("init").code == 0
    assert git(tmp_path, "init", "--quiet").returncode == 0
    install_hook(tmp_path)
    return tmp_path


def test_from_init_to_the_first_claims(run: Run, site: Path) -> None:
    first = commit(site, "init")
    assert first.returncode == 0, first.stderr
    (site / "articles").mkdir()
    (site / "articles" / "zinc.md").write_text(TEXT)
    assert run("scan", "articles/zinc.md", "--write").code == 0
    checked = run("check")
    assert checked.code == 0, checked.out
    assert "drafts in zinc.md wait to be filled in" in checked.out
    assert "unsupported" not in checked.out + checked.err
    drafts = commit(site, "drafts")
    assert drafts.returncode == 0, drafts.stderr + drafts.stdout
    # The hook is no decoration: a draft that is filled in is judged, and this one is not carried.
    path = site / "data" / "claims.yaml"
    head, mark, rest = path.read_text().partition("  - id: magnesium")
    assert mark
    rest = "".join(line for line in rest.splitlines(keepends=True) if "draft: true" not in line)
    rest = rest.replace(
        '"TODO: what the sentence asserts, in English"', "Magnesium cures migraine."
    )
    path.write_text(head + mark + rest)
    refused = commit(site, "filled in")
    assert refused.returncode != 0
    assert "unsupported" in refused.stdout + refused.stderr
    assert git(site, "log", "--oneline").stdout.count("\n") == 2


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_the_proposals_for_any_article_can_be_committed(
    run: Run, site: Path, article: Path
) -> None:
    (site / "articles").mkdir()
    shutil.copy(article, site / "articles")
    assert run("scan", f"articles/{article.name}", "--write").code == 0
    done = commit(site, "drafts")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_for_other_repositories_is_the_same() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    template = ROOT / "src" / "magclaims" / "commands" / "templates" / "pre-commit-config.yaml"
    (own,) = yaml.safe_load(template.read_text())["repos"][0]["hooks"]
    assert {k: hook[k] for k in hook if k != "description"} == {
        k: own[k] for k in own if k != "additional_dependencies"
    }
    assert "--offline" in hook["entry"].split()
