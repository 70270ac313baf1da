"""The action and the workflows: zizmor finds nothing in them, and their scripts do what they say."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from magclaims.commands.init import template
from project import GOOD, write_project

ROOT = Path(__file__).resolve().parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
BASH = shutil.which("bash")

needs_bash = pytest.mark.skipif(BASH is None, reason="bash is not here")


class Step(NamedTuple):
    code: int
    out: str
    outputs: dict[str, str]
    summary: str


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The temporary folder of a runner, with the program where the action installs it."""
    folder = tmp_path / "runner"
    program = folder / "magclaims/bin/magclaims"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m magclaims "$@"\n')
    program.chmod(0o755)
    return folder


def run_check(runner: Path, site: Path, **inputs: str) -> Step:
    """Run the step `check` of the action as a runner would, in `site`."""
    (step,) = [s for s in ACTION["runs"]["steps"] if s.get("id") == "check"]
    given = {name: str(value["default"]) for name, value in ACTION["inputs"].items()} | inputs
    environment = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in step["env"].items()
    }
    files = {name: runner / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("MAGCLAIMS_", "GITHUB_"))}
    done = subprocess.run(
        [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=site,
        env={
            **kept,
            **environment,
            **{name: str(path) for name, path in files.items()},
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(site),
            "RUNNER_TEMP": str(runner),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
    summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    return Step(done.returncode, done.stdout + done.stderr, outputs, summary)


@needs_bash
def test_the_action_annotates_summarises_and_writes_sarif(runner: Path, tmp_path: Path) -> None:
    site = write_project(tmp_path / "site")
    step = run_check(runner, site, args="--offline\n")
    assert step.code == 0, step.out
    assert "::error file=data/claims.yaml,line=" in step.out
    assert step.outputs["exit-code"] == "1"
    assert step.summary.count("## magclaims: 2 errors") == 1
    log = json.loads(Path(step.outputs["sarif"]).read_text(encoding="utf-8"))
    assert {r["ruleId"] for r in log["runs"][0]["results"]} >= {"EVI007", "NUM002"}


@needs_bash
def test_the_action_takes_paths_and_options_one_a_line(runner: Path, tmp_path: Path) -> None:
    site = write_project(tmp_path / "site", GOOD)
    (site / "my data").mkdir()
    for file in (site / "data").iterdir():
        file.rename(site / "my data" / file.name)
    step = run_check(
        runner,
        site,
        paths="my data/claims.yaml\nmy data/references.bib",
        args="--offline\n--select=EVI\n",
        mailto="editor@example.org",
    )
    assert (step.code, step.outputs["exit-code"]) == (0, "0"), step.out


@needs_bash
@pytest.mark.parametrize("args", ["--select=nothing", "$(touch owned)", "; touch owned"])
def test_the_action_stops_at_what_cannot_be_and_runs_no_input(
    runner: Path, tmp_path: Path, args: str
) -> None:
    site = write_project(tmp_path / "site", GOOD)
    step = run_check(runner, site, args=f"--offline\n{args}")
    assert step.code == 2
    assert step.outputs == {"exit-code": "2"}
    assert not (site / "owned").exists()


def test_the_action_leaves_the_python_of_the_job_alone() -> None:
    (python,) = [s for s in ACTION["runs"]["steps"] if s.get("id") == "python"]
    assert python["with"]["update-environment"] == "false"
    install = ACTION["runs"]["steps"][1]
    assert install["env"]["PYTHON"] == "${{ steps.python.outputs.python-path }}"
    assert '"$PYTHON" -m venv "$RUNNER_TEMP/magclaims"' in install["run"]


@needs_bash
def test_the_action_installs_its_own_commit(tmp_path: Path) -> None:
    """The script of the step with a pip that only says what it was asked for."""
    install = ACTION["runs"]["steps"][1]
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\nshift; shift\nmkdir -p "$1/bin"\n'
        'printf "#!/bin/sh\\necho \\$@\\n" > "$1/bin/python"\nchmod +x "$1/bin/python"\n'
    )
    python.chmod(0o755)
    done = subprocess.run(
        [str(BASH), "-eo", "pipefail", "-c", install["run"]],
        env={
            "PATH": os.environ["PATH"],
            "PYTHON": str(python),
            "ACTION_PATH": str(ROOT),
            "RUNNER_TEMP": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    asked = done.stdout.split()
    assert asked[:3] == ["-m", "pip", "install"]
    assert asked[-1] == str(ROOT)
    assert (ROOT / "pyproject.toml").is_file()
    assert Path(asked[asked.index("--constraint") + 1]).is_file()


def test_the_action_fails_with_the_code_of_the_check() -> None:
    last = ACTION["runs"]["steps"][-1]
    assert last["run"] == 'exit "$EXIT_CODE"'
    assert last["env"] == {"EXIT_CODE": "${{ steps.check.outputs.exit-code }}"}


def test_every_input_is_used_and_described() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name, value in ACTION["inputs"].items():
        assert value["description"].endswith(".")
        assert f"inputs.{name}" in text
    for value in ACTION["outputs"].values():
        assert value["description"].endswith(".")


@pytest.mark.parametrize("persona", ["regular", "auditor"])
def test_zizmor_finds_nothing(tmp_path: Path, persona: str) -> None:
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("zizmor is not here: make test")
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    (workflows / "init.yml").write_text(template("workflow.yml"), encoding="utf-8")
    shown = (ROOT / "docs/notices.md").read_text(encoding="utf-8")
    (workflows / "notices.yml").write_text(shown.partition("```yaml\n")[2].partition("```")[0])
    for file in (ROOT / ".github/workflows").glob("*.yml"):
        shutil.copy(file, workflows)
    for name in ("action.yml", ".pre-commit-hooks.yaml", ".github/dependabot.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    done = subprocess.run(
        [program, "--offline", "--no-config", "--no-progress", f"--persona={persona}", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout + done.stderr
