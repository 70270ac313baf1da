"""A check in CI: paths from the root, the summary of a step, only what has changed, colour."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from rich.progress import Progress, TaskID

from magclaims.commands.host import provenance_of, root_of
from magclaims.commands.terminal import progress_on, wants_color
from magclaims.read.history import Repository
from project import CLAIMS, REFERENCES, Run, write_project


def git(folder: Path, *args: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *args], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The project below `site/` of a repository, with its text; one commit on `main`."""
    site = write_project(tmp_path / "site")
    (site / "magclaims.toml").write_text('articles = "articles"\n')
    (site / "articles").mkdir()
    (site / "articles" / "memory.txt").write_text(
        "In een studie met magnesium L-threonaat bij ratten verbeterde het geheugen.\n\n"
        "Magnesium L-threonaat verbetert uw geheugen.\n\n"
        "Magnesium is nodig voor meer dan 600 enzymatische reacties.\n",
        encoding="utf-8",
    )
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


@pytest.fixture
def in_site(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(repository / "site")
    return run


# --- where a run stands


def test_a_run_in_a_subfolder_points_to_the_files_of_the_repository(
    in_site: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
    out = in_site("check").out
    assert "::error file=site/articles/memory.txt,line=3," in out
    assert "::site/articles/memory.txt:3:" in out
    log = json.loads(in_site("check", "-f", "sarif").out)
    for result in log["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("site/")
        assert place["contextRegion"]["snippet"]["text"]
    for entry in json.loads(in_site("check", "-f", "gitlab").out):
        assert (repository / entry["location"]["path"]).is_file()


def test_the_root_is_the_checkout_the_repository_or_the_folder(repository: Path) -> None:
    site = repository / "site"
    assert root_of(site, {}) == repository
    assert root_of(site, {"GITHUB_WORKSPACE": str(site)}) == site
    assert root_of(site, {"CI_PROJECT_DIR": str(repository)}) == repository
    assert root_of(site, {"GITHUB_WORKSPACE": "/elsewhere"}) == repository
    (repository / ".git").rename(repository / "no-git")
    assert root_of(site, {}) == site


def test_provenance_holds_no_password(repository: Path) -> None:
    assert provenance_of(repository, {}) is None
    git(repository, "remote", "add", "origin", "https://me:secret@git.example.org/a/b.git")
    assert provenance_of(repository, {}) is None
    git(repository, "remote", "set-url", "origin", "https://git.example.org/a/b.git")
    known = provenance_of(repository, {})
    assert known is not None
    assert known.repository == "https://git.example.org/a/b"
    assert known.revision == Repository(repository).head()
    there = provenance_of(repository, {"GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "x"})
    assert there is not None
    assert (there.repository, there.revision) == ("https://github.com/a/b", None)
    lab = provenance_of(repository, {"CI_PROJECT_URL": "https://lab.example.org/a"})
    assert lab is not None
    assert lab.repository == "https://lab.example.org/a"


# --- the summary of a step


def test_the_summary_of_a_step_is_written_by_itself(
    in_site: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = repository / "summary.md"
    path.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    assert in_site("check").code == 1
    text = path.read_text(encoding="utf-8")
    assert text.startswith("before\n## magclaims: 2 errors")
    assert "Slutsky 2010 is a study of rats" in text


def test_a_summary_that_cannot_be_written_fails_nothing(
    in_site: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "absent/summary.md")
    result = in_site("check", "--exit-zero")
    assert result.code == 0
    assert "the summary of the step cannot be written" in result.err


# --- only what has changed


def new_findings(run: Run, *args: str) -> set[tuple[str, str | None]]:
    result = run("check", "-f", "json", "--changed-since", "main", *args)
    assert result.code in {0, 1}, result.err
    document = json.loads(result.out)
    return {
        (f["code"], f["claim"] or f["reference"]) for f in document["findings"] if not f["baseline"]
    }


def test_nothing_has_changed(in_site: Run) -> None:
    assert new_findings(in_site) == set()
    result = in_site("check", "--changed-since", "HEAD")
    assert result.code == 0
    assert "EVI007" not in result.out
    assert "known before" in result.err
    assert "EVI007" in in_site("check", "--changed-since", "HEAD", "-v").out


def test_an_entry_that_moved_has_not_changed(in_site: Run, repository: Path) -> None:
    path = repository / "site/data/claims.yaml"
    path.write_text("# a remark\n\n" + CLAIMS)
    assert new_findings(in_site) == set()


def test_a_claim_that_changed(in_site: Run, repository: Path) -> None:
    path = repository / "site/data/claims.yaml"
    path.write_text(CLAIMS.replace("says: more than 300", "says: about 300"))
    assert ("NUM002", "enzymes") in new_findings(in_site)
    assert ("EVI007", "people") not in new_findings(in_site)


def test_what_rests_on_a_reference_or_a_study_that_changed(in_site: Run, repository: Path) -> None:
    path = repository / "site/data/references.bib"
    path.write_text(REFERENCES.replace("volume = 65", "volume = 66"))
    assert ("EVI007", "people") in new_findings(in_site)
    assert ("NUM002", "enzymes") not in new_findings(in_site)
    path.write_text(REFERENCES)
    path = repository / "site/data/claims.yaml"
    path.write_text(CLAIMS.replace("species: rats", "species: mice"))
    assert ("EVI007", "people") in new_findings(in_site)


def test_what_stands_in_a_text_that_changed(in_site: Run, repository: Path) -> None:
    path = repository / "site/articles/memory.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nLees meer.\n", encoding="utf-8")
    assert ("EVI007", "people") in new_findings(in_site)


def test_a_broken_entry_counts_where_its_file_changed(in_site: Run, repository: Path) -> None:
    path = repository / "site/data/claims.yaml"
    broken = CLAIMS.replace("kind: quantity", "kind: quantty")
    path.write_text(broken)
    assert any(code.startswith("SCH") for code, _ in new_findings(in_site))
    git(repository, "commit", "-qam", "broken")
    assert new_findings(in_site) == set()


def test_files_that_are_new_or_were_broken_have_changed(in_site: Run, repository: Path) -> None:
    path = repository / "site/data/claims.yaml"
    path.write_text("claims: [\n")
    git(repository, "commit", "-qam", "broken")
    path.write_text(CLAIMS)
    assert ("EVI007", "people") in new_findings(in_site)
    git(repository, "rm", "-q", "--cached", "site/data/claims.yaml", "site/data/references.bib")
    git(repository, "commit", "-qm", "gone")
    assert ("EVI007", "people") in new_findings(in_site)


def test_what_others_changed_on_the_main_branch_does_not_count(
    in_site: Run, repository: Path
) -> None:
    git(repository, "switch", "-qc", "mine")
    git(repository, "switch", "-q", "main")
    path = repository / "site/data/claims.yaml"
    path.write_text(CLAIMS.replace("kind: effect", "kind: mechanism"))
    git(repository, "commit", "-qam", "theirs")
    git(repository, "switch", "-q", "mine")
    assert new_findings(in_site) == set()


def test_claims_on_standard_input_are_new(in_site: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CLAIMS.encode())))
    assert ("EVI007", "people") in new_findings(in_site, "-")


def test_a_lifted_waiver_brings_its_finding_back(in_site: Run, repository: Path) -> None:
    path = repository / "site/data/claims.yaml"
    waiver = "{rule: EVI007, subject: people, reason: x, owner: Ann, until: 2999-01-01}"
    path.write_text(f"{CLAIMS}\nwaivers:\n  - {waiver}\n")
    git(repository, "commit", "-qam", "waived")
    path.write_text(CLAIMS)
    assert ("EVI007", "people") in new_findings(in_site)


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-q", ""])
def test_an_unknown_revision_is_an_error(in_site: Run, revision: str) -> None:
    result = in_site("check", f"--changed-since={revision}")
    assert result.code == 2
    assert "git knows no revision" in result.err


def test_without_a_repository_or_git(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = run("check", "--changed-since", "main")
    assert result.code == 2
    assert "is in no git repository" in result.err
    monkeypatch.setenv("PATH", "")
    result = run("check", "--changed-since", "main")
    assert result.code == 2
    assert "git cannot be run" in result.err


# --- colour


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "terminal", "piped"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
    ],
)
def test_colour(environ: dict[str, str], *, terminal: bool, piped: bool) -> None:
    assert wants_color(Terminal(), environ) is terminal
    assert wants_color(io.StringIO(), environ) is piped


def test_forced_colour_reaches_the_output(in_site: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in in_site("check").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in in_site("check").out


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_has_one_bar_for_each_thing_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    bars: list[str] = []
    added = Progress.add_task

    def counted(self: Progress, description: str, **options: Any) -> TaskID:
        bars.append(description)
        return added(self, description, **options)

    monkeypatch.setattr(Progress, "add_task", counted)
    with progress_on(_Screen()) as show:
        assert show is not None
        for done in range(3):
            show(done, 3, "Crossref")
        show(1, 2, "PubMed")
    assert bars == ["Asking Crossref", "Asking PubMed"]
