"""Inputs that are found by what they reach in the code, for each reader, until the time is up.

    make fuzz                              # a minute for each
    make fuzz FUZZ_SECONDS=600
    python benchmarks/fuzz.py --seconds 20 bibliography identifiers

What must hold is `tests/holds.py`. atheris (libFuzzer for Python) makes the inputs, from those of
`tests/hostile/cases.yaml` and `growth.py` on; it is in the dependency group `fuzz`, since there
are wheels of it for few systems. An input that breaks a promise, or takes longer than ten seconds,
is written to build/fuzz/ and shown; it then belongs into `tests/hostile/cases.yaml`. So that a fault is
not found twice in each run, what was written stays as a seed.
"""

import argparse
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "fuzz"
MISSING = """\
fuzz: atheris is not installed, so nothing was tried.
      .venv/bin/pip install -c constraints.txt --group fuzz
      There are wheels for Linux on x86-64 and CPython 3.11 to 3.13; elsewhere it needs clang and libFuzzer.
"""
NAMES = (
    "bibliography",
    "registry",
    "markdown",
    "html",
    "text",
    "identifiers",
    "printed",
    "tex",
    "quantities",
    "grading",
    "titles",
    "harmless",
)
"""Those of `tests/holds.py`, which is imported only where its code is watched."""
KINDS = {"bibliography": ".bib", "registry": ".yaml", "markdown": ".md", "html": ".html"}


def seeds(name: str) -> Path:
    """The folder of the inputs to begin from, filled."""
    import yaml

    from growth import INPUTS, File

    folder = FOLDER / name / "seeds"
    folder.mkdir(parents=True, exist_ok=True)
    suffix = KINDS.get(name, ".txt")
    texts = [
        kind.text(8)
        for kind, _ in INPUTS.values()
        if isinstance(kind, File) and kind.suffix == suffix
    ]
    for case in yaml.safe_load((ROOT / "tests/hostile/cases.yaml").read_text(encoding="utf-8")):
        for path, text in case.get("files", {}).items():
            if isinstance(text, str) and path.endswith(suffix):
                texts.append(text)
    if name in {"identifiers", "printed", "titles"}:
        texts += [
            "https://doi.org/10.1000/182",
            "doi:10.5555/a(b)c<d>.e;2-#",
            "PMID: 123456 PMCID: PMC123456.1 arXiv:2101.00001v2",
            "Maker A, Second B. A synthetic trial. Synth Rec. 2019;3(2):1-9.",
            "A synthetic trial: of zinc\nA synthetic trial of zinc in rats",
        ]
    if name in {"quantities", "grading"}:
        texts += [
            "Zinc may improve sleep by 1.5-2 g a day.",
            "Meer dan 2.500 mensen (n=109) sliepen beter.",
        ]
    for number, text in enumerate(texts):
        (folder / f"{number:03}").write_bytes(text.encode(errors="replace")[:4000])
    return folder


def watch(name: str, seconds: int) -> None:
    """Feed one reader; ends the process."""
    import atheris

    sys.path.append(str(ROOT / "tests"))
    with atheris.instrument_imports(include=["magclaims", "holds"]):
        from holds import HOLDS
    assert set(HOLDS) == set(NAMES)
    holds = HOLDS[name]

    def feed(data: bytes) -> None:
        holds(data.decode(errors="replace"))

    found = FOLDER / name / "found"
    found.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        "-timeout=10",
        "-rss_limit_mb=1500",
        "-max_len=4000",
        "-print_final_stats=1",
        f"-artifact_prefix={FOLDER / name}/",
    ]
    atheris.Setup([sys.argv[0], *options, str(found), str(seeds(name))], feed)
    atheris.Fuzz()


def main() -> int:
    """Print a row a reader; 1 where an input broke a promise, 2 without atheris."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", choices=[*NAMES, []], default=[])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--watch", action="store_true", help="this one, in this process")
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        sys.stderr.write(MISSING)
        return 2
    if options.watch:
        watch(options.readers[0], options.seconds)
    broken = 0
    print("| reader | inputs | places in the code | |\n|---|--:|--:|---|")
    for name in options.readers or NAMES:
        command = [sys.executable, __file__, name, "--watch", "--seconds", str(options.seconds)]
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False
        )
        tried = re.findall(r"number_of_executed_units:\s*(\d+)", done.stderr)
        reached = re.findall(r"\bcov: (\d+)", done.stderr)
        print(
            f"| {name} | {(tried or ['?'])[-1]} | {(reached or ['?'])[-1]} | {_said(done)} |",
            flush=True,
        )
        broken += bool(done.returncode)
    return 1 if broken else 0


def _said(done: subprocess.CompletedProcess[str]) -> str:
    if not done.returncode:
        return "all held"
    lines = [line for line in f"{done.stderr}\n{done.stdout}".splitlines() if line.strip()]
    wrong = [
        line
        for line in lines
        if re.match(r"\w*(?:Error|Exception)\b|ALARM|.*deadly signal|.*out-of-memory", line)
    ]
    written = [line.split()[-1] for line in lines if "Test unit written to" in line]
    return f"BROKEN: {(wrong or lines[-1:])[0]:.200} {' '.join(written)}"


if __name__ == "__main__":
    sys.exit(main())
