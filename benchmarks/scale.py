"""Made-up registries of growing size: what a check takes beside reading the same files with libyaml.

    python benchmarks/scale.py                     # 1,000, 3,000 and 10,000 claims
    python benchmarks/scale.py --shards            # each article in a file of its own
    python benchmarks/scale.py 1000 --write FOLDER # write such a registry, and stop

Twenty claims an article, a reference for every four claims, no texts at hand. Everything is
synthetic: works, studies and sentences are put together from short lists, nearly each claim with
words of its own. All times are CPU of a whole run with the processes that it starts, in turn, the
best of a few rounds: a check without anything kept, and one after it; the ratio travels between machines, seconds
do not. The peak is that of the largest process.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

SUBSTANCES = {
    "magnesium": "magnesium",
    "zinc": "zink",
    "vitamin D": "vitamine D",
    "vitamin C": "vitamine C",
    "creatine": "creatine",
    "caffeine": "cafeïne",
    "iron": "ijzer",
    "melatonin": "melatonine",
    "curcumin": "curcumine",
    "ashwagandha": "ashwagandha",
}
OUTCOMES = {
    "memory": "het geheugen",
    "sleep quality": "de slaapkwaliteit",
    "blood pressure": "de bloeddruk",
    "anxiety": "angst",
    "fatigue": "vermoeidheid",
    "muscle strength": "de spierkracht",
    "attention": "de aandacht",
    "mood": "de stemming",
}
VERBS = {
    "causal": ("verbetert", "verhoogt", "verlaagt", "versterkt"),
    "conditional": ("kan helpen bij", "ondersteunt", "draagt bij aan"),
    "correlational": ("hangt samen met", "gaat samen met"),
}
WHO = ("bij ouderen", "bij volwassenen", "bij sporters", "bij vrouwen", "bij ratten", "")
DESIGNS = (
    ("laboratory_experiment", "animal", "animal", "species: rats"),
    ("randomized_controlled_trial", "human", "human", "sample_size: 48"),
    ("cohort", "human", "human", "sample_size: 1200"),
    ("systematic_review", "human", "systematic_review", ""),
    ("narrative_review", "human", "narrative_review", ""),
)
CLAIMS_AN_ARTICLE, CLAIMS_A_REFERENCE = 20, 4


def write(folder: Path, claims: int) -> None:
    """Write claims.yaml, references.bib and magclaims.toml of a made-up registry."""
    chance = random.Random(claims)  # not for secrets: the same registry each time
    references = max(claims // CLAIMS_A_REFERENCE, 1)
    names = list(SUBSTANCES)
    about = [names[n % len(names)] for n in range(references)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "claims.yaml").write_text("\n".join(_registry(claims, about, chance)) + "\n")
    (folder / "references.bib").write_text("\n".join(_entries(about)))
    (folder / "magclaims.toml").write_text(
        'claims = ["claims.yaml"]\nbibliography = ["references.bib"]\n'
    )


def split(folder: Path) -> None:
    """Write each article of a made-up registry, with its claims, to a file of its own."""
    text = (folder / "claims.yaml").read_text()
    articles, _, rest = text.removeprefix("articles:\n").partition("studies:\n")
    studies, _, claims = rest.partition("claims:\n")
    (folder / "claims").mkdir()
    (folder / "claims" / "studies.yaml").write_text(f"studies:\n{studies}")
    heads = ["  article-" + head for head in articles.split("  article-")[1:]]
    bodies = ["  - id: " + body for body in claims.split("  - id: ")[1:]]
    for number, head in enumerate(heads):
        own = bodies[number * CLAIMS_AN_ARTICLE : (number + 1) * CLAIMS_AN_ARTICLE]
        (folder / "claims" / f"article-{number}.yaml").write_text(
            f"articles:\n{head}claims:\n{''.join(own)}"
        )
    (folder / "claims.yaml").unlink()
    settings = folder / "magclaims.toml"
    settings.write_text(settings.read_text().replace("claims.yaml", "claims/*.yaml"))


def _registry(claims: int, about: list[str], chance: random.Random) -> Iterator[str]:
    references = len(about)
    articles = -(-claims // CLAIMS_AN_ARTICLE)
    # An article lists five references; its claims lean on these.
    lists = [sorted({(5 * a + n) % references for n in range(5)}) for a in range(articles)]
    yield "articles:"
    for article, listed in enumerate(lists):
        yield f"  article-{article}:"
        yield f"    title: Synthetic article {article}"
        yield "    language: nl"
        if article % 4 == 0:
            yield "    commercial: true\n    jurisdictions: [eu, nl]"
        yield f"    references: [{', '.join(f'made{n}' for n in listed)}]"
    yield "studies:"
    for number, substance in enumerate(about):
        design, subjects, _, more = DESIGNS[number % len(DESIGNS)]
        yield f"  made{number}:\n    design: {design}\n    subjects: {subjects}"
        yield f"    ingredients: {substance}"
        if more:
            yield f"    {more}"
    yield "claims:"
    for number in range(claims):
        article = number // CLAIMS_AN_ARTICLE
        reference = chance.choice(lists[article])
        yield from _claim(number, article, reference, about[reference], chance)


def _claim(
    number: int, article: int, reference: int, substance: str, chance: random.Random
) -> Iterator[str]:
    outcome = chance.choice(list(OUTCOMES))
    strength = chance.choice(list(VERBS))
    who = chance.choice(WHO)
    dose = f"{chance.randrange(1, 400) * 5} mg"
    words = f"{dose} {SUBSTANCES[substance]} {chance.choice(VERBS[strength])} {OUTCOMES[outcome]}"
    yield f"  - id: claim-{number}"
    yield f"    statement: Synthetic statement {number} on {substance} and {outcome}."
    yield "    kind: effect"
    yield f"    about: {{substance: {substance}, outcome: {outcome}}}"
    yield f"    occurrences:\n      - article: article-{article}"
    yield f"        quote: {words} {who}".rstrip()
    yield f"        strength: {strength}"
    level = DESIGNS[reference % len(DESIGNS)][2]
    yield f"    evidence:\n      - {{reference: made{reference}, level: {level}, relation: supports}}"


def _entries(about: list[str]) -> Iterator[str]:
    for number, substance in enumerate(about):
        yield (
            f"@article{{made{number},\n  title = {{Synthetic work {number} on {substance}}},\n"
            f"  author = {{Maker, {chr(65 + number % 26)}. and Second, B.}},\n"
            f"  journal = {{Synthetic Journal}},\n  year = {{{1980 + number % 45}}},\n"
            f"  doi = {{10.5555/synthetic.{number}}}\n}}\n"
        )


def _cpu(command: list[str], folder: Path) -> tuple[float, int]:
    """Seconds of CPU, and the peak of memory in MB, of a command."""
    environment = {**os.environ, "MAGCLAIMS_CACHE_DIR": str(folder / "cache")}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as run:
        _, _, used = os.wait4(run.pid, 0)
        run.returncode = 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def _row(claims: int, rounds: int, *, shards: bool) -> str:
    load = (
        "import glob, yaml\nfor f in glob.glob('claims.yaml') + glob.glob('claims/*.yaml'):\n"
        "    yaml.load(open(f), yaml.CSafeLoader)"
    )
    check = [sys.executable, "-m", "magclaims", "check", "--offline", "-f", "json"]
    commands = {"yaml": [sys.executable, "-c", load], "first": check, "again": check}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write(folder, claims)
        if shards:
            split(folder)
        runs = []
        for _ in range(rounds):
            shutil.rmtree(folder / "cache", ignore_errors=True)
            runs.append({name: _cpu(command, folder) for name, command in commands.items()})
    yaml, first, again = (min(run[name][0] for run in runs) for name in commands)
    memory = max(run["first"][1] for run in runs)
    return (
        f"| {claims:,} | {yaml:.2f} s | {first:.2f} s | {first / yaml:.1f} "
        f"| {again:.2f} s | {again / yaml:.1f} | {memory} MB |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="*", type=int, default=[1000, 3000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shards", action="store_true", help="a file an article")
    parser.add_argument("--write", type=Path, help="write the registry there, and stop")
    options = parser.parse_args()
    if options.write:
        write(options.write, options.claims[0])
        if options.shards:
            split(options.write)
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(
        "| claims | libyaml | first | ratio | again | ratio | peak |\n|--:|--:|--:|--:|--:|--:|--:|"
    )
    for claims in options.claims:
        print(_row(claims, options.rounds, shards=options.shards), flush=True)


if __name__ == "__main__":
    main()
