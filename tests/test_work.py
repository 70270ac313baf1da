"""How much is done, as counts: nothing here measures time, and a slow machine changes nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = (
    "import sys\nsys.argv = ['magclaims', *sys.argv[1:]]\n"
    "from magclaims.cli import main\n"
    "try:\n    main()\nexcept SystemExit:\n    pass\n"
    "print(*sorted(sys.modules))\n"
)
NETWORK = {"httpx2", "habanero"}
PAGES = {"jinja2", "markdown_it"}


def imported(*arguments: str) -> set[str]:
    """The modules that a run of the program has imported at its end."""
    command = [sys.executable, "-c", MODULES, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("sentence", ["Zink verbetert de slaap.", "Zinc may improve your sleep."])
def test_a_sentence_is_graded_without_what_judges_articles(sentence: str) -> None:
    modules = imported("grade", sentence)
    assert not modules & {"yaml", "rich", "bibtexparser", "rapidfuzz", *NETWORK, *PAGES}
    ours = {m for m in modules if m.startswith("magclaims.")}
    unneeded = ("read", "match", "study", "gather", "quantity", "judge.verdict", "judge.advice")
    assert not [m for m in ours if m.startswith(tuple(f"magclaims.{name}" for name in unneeded))]
