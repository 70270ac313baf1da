"""A small project on disk, for tests that run commands as a user would. All of it is synthetic."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Result(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]

REFERENCES = """\
@article{slutsky2010,
  author = {Slutsky, Inna and Abumaria, Nashat and others},
  title = {Enhancement of Learning and Memory by Elevating Brain Magnesium},
  journal = {Neuron},
  year = 2010,
  volume = 65,
  number = 2,
  pages = {165--177},
  doi = {10.1016/j.neuron.2009.12.026}
}

@misc{factsheet,
  author = {{Synthetic Institute}},
  title = {Magnesium: a synthetic fact sheet},
  url = {https://example.org/magnesium},
  urldate = {2025-11-03}
}
"""

CLAIMS = """\
articles:
  memory:
    title: Een synthetisch artikel
    language: nl
    commercial: false
    file: memory.txt
    references: [slutsky2010, factsheet]

studies:
  slutsky2010:
    design: laboratory_experiment
    subjects: animal
    species: rats
    ingredients: magnesium L-threonate
    outcomes:
      - {name: memory, direction: better}

claims:
  - id: rats
    statement: In rats magnesium L-threonate improved memory.
    kind: study_result
    about: {substance: magnesium L-threonate, outcome: memory}
    occurrences:
      - article: memory
        quote: bij ratten verbeterde het geheugen
        strength: causal
        subjects: animal
        reported: true
    evidence:
      - {reference: slutsky2010, level: animal}

  - id: people
    statement: Magnesium L-threonate improves memory.
    kind: effect
    about: {substance: magnesium L-threonate, outcome: memory}
    occurrences:
      - article: memory
        quote: verbetert uw geheugen
        strength: causal
    evidence:
      - {reference: slutsky2010, level: animal}

  - id: enzymes
    statement: Magnesium takes part in more than 600 enzymatic reactions.
    kind: quantity
    about: {substance: magnesium, outcome: enzymes}
    occurrences:
      - article: memory
        quote: meer dan 600 enzymatische reacties
        strength: conditional
    evidence:
      - {reference: factsheet, level: authority, says: more than 300 enzyme systems}
"""

GOOD = CLAIMS[: CLAIMS.index("  - id: people")]


def write_project(folder: Path, claims: str = CLAIMS, references: str = REFERENCES) -> Path:
    """Write data/claims.yaml and data/references.bib below the folder."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data / "claims.yaml").write_text(claims, encoding="utf-8")
    (data / "references.bib").write_text(references, encoding="utf-8")
    return folder


TEXT = (
    "Dit verbetert uw geheugen. In een studie bij ratten verbeterde het geheugen. "
    "Het is nodig voor meer dan 600 enzymatische reacties.\n"
)
"""Of the article of `CLAIMS`."""


def write_site(folder: Path, claims: str = CLAIMS) -> Path:
    """The same project with the text of its article and with settings; nobody is asked."""
    write_project(folder, claims)
    (folder / "magclaims.toml").write_text('articles = "articles"\noffline = true\n')
    (folder / "articles").mkdir()
    (folder / "articles" / "memory.txt").write_text(TEXT)
    return folder
