"""How the judgement does on sentences x evidence x substances x languages, written out as one crossed table.

    python benchmarks/crossed.py [--every N] [--cells] [--unseen]

Puts together each sentence of `crossed.yaml` on each kind of evidence, judges it as a registry of one claim, and
counts how often the verdict is of the class that the policy asks for: by frame, by evidence, by language, and apart
for the frames and pairs that nobody mended anything by. `--every` takes every Nth cell; `--cells` prints those that are
wrong. What is bad and called fine, and fine and called bad, is counted apart.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from small_registries import CLASS, judged

LANGUAGES = ("nl", "en", "de", "fr", "es")
LETTER = {"b": "bad", "p": "part", "f": "fine"}
DECLARED: dict[str, dict[str, Any]] = {
    "may": {"strength": "conditional"},
    "linked": {"strength": "correlational"},
    "trial": {"kind": "study_result", "reported": True, "subjects": ["human"]},
    "null_trial": {"kind": "study_result", "reported": True, "subjects": ["human"]},
    "cohort": {"kind": "study_result", "reported": True, "strength": "correlational"},
    "mice": {"kind": "study_result", "reported": True, "subjects": ["animal"]},
    "cells": {"kind": "study_result", "reported": True, "subjects": ["in_vitro"]},
    "animals_and_people": {"subjects": ["animal", "human"]},
    "open": {"kind": "limitation", "strength": "none"},
    "none_shown": {"kind": "limitation", "strength": "none"},
}
"""What a careful editor declares of each, besides an effect as a fact."""


class Cell(NamedTuple):
    """A sentence on a kind of evidence, and the classes that its verdict may be of."""

    frame: str
    evidence: str
    pair: str
    language: str
    unseen: bool
    wanted: frozenset[str]
    given: dict[str, Any]


def cells(table: dict[str, Any] | None = None) -> Iterator[Cell]:
    """All cells of the table, in its order; those that nothing is asked of are left out."""
    table = table or load()
    for name, pair in table["pairs"].items():
        for frame_name, frame in table["frames"].items():
            column = table["columns"].index(frame["says"])
            if frame["says"] in {"mice", "cells", "animals_and_people"} and not pair.get(
                "lab", True
            ):
                continue
            for language in LANGUAGES:
                worded = _worded(frame, pair, language, table["order"])
                english = _worded(frame, pair, "en", table["order"])
                for evidence, references in table["evidence"].items():
                    wanted = table["wanted"][evidence][column]
                    if wanted == "-" or (
                        evidence in {"mice", "cells"} and not pair.get("lab", True)
                    ):
                        continue
                    classes = {LETTER[letter] for letter in wanted}
                    if frame.get("open"):
                        classes = {"fine" if "fine" in classes else "bad", "part"}
                    unseen = bool(frame.get("unseen") or pair.get("unseen"))
                    given = _registry(pair, frame, references, worded, (name, english[1], language))
                    yield Cell(
                        frame_name, evidence, name, language, unseen, frozenset(classes), given
                    )


def load() -> dict[str, Any]:
    """The table as it is written."""
    found: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    )
    return found


def _forms(words: list[str], language: str, order: list[str]) -> dict[str, str]:
    """What the braces of a frame stand for."""
    forms = dict(zip(order, words, strict=True))
    for name in ("v", "past", "ppl"):
        forms[f"{name}0"], _, forms[f"{name}1"] = forms[name].partition(" ")
    head, _, verb = forms["inf"].rpartition(" ")
    little = {"nl": "te", "de": "zu"}.get(language, "")
    forms["teinf"] = f"{head} {little} {verb}" if little else forms["inf"]
    forms["inf_not"] = f"{head} nicht {verb}"
    forms["q"] = forms["ppl_past"]
    have, _, rest = forms["past"].partition(" ")
    forms["past_not"] = f"n'{have} pas {rest}"
    forms["v_not"] = f"{_ne(forms['v0'])}{forms['v0']} pas {forms['v1']}"
    capitals = {"X": "x", "P": "p", "V": "v", "V0": "v0", "Noun": "noun", "Imp": "imp"}
    return forms | {name: forms[of][:1].upper() + forms[of][1:] for name, of in capitals.items()}


def _ne(verb: str) -> str:
    return "n'" if verb[:1] in "aeiouéh" else "ne "


def _worded(
    frame: dict[str, Any], pair: dict[str, Any], language: str, order: list[str]
) -> tuple[str, str]:
    """The text of a frame, and the words of it that are quoted."""
    forms = _forms(pair["words"][language], language, order)
    said = frame[language].format_map(forms)
    quote = said.strip("¡!. ")
    if frame.get("last"):
        quote = said.split("? " if "? " in said else ". ")[-1].strip(". ")
    if "part" in frame:
        quote = frame["part"].format_map(forms)
    text = f"{said[:-1]} [1]{said[-1]}" if said[-1] in ".!" else f"{said} [1]"
    if "text" in frame:
        lead = frame.get("lead", {}).get(language, "").format_map(forms)
        text = frame["text"].format_map({"s": said, "lead": lead})
    return text, quote


def _registry(
    pair: dict[str, Any],
    frame: dict[str, Any],
    references: list[dict[str, Any]],
    worded: tuple[str, str],
    about: tuple[str, str, str],
) -> dict[str, Any]:
    """One claim, as tests/policy has them; `about` is its substance, statement in English, and language."""
    name, statement, language = about
    slots = {f"{{{each}}}": pair[each] for each in ("better", "worse")}
    slots |= {"{x}": name, "{o}": pair["outcome"]}
    marks = " [1]" if len(references) == 1 else " [1, 2]" if references else ""
    refs = {
        key: {part: _filled(value, slots) for part, value in one.items()}
        for key, one in zip("ab", references, strict=False)
    }
    given = {
        "lang": language,
        "statement": f"{statement}.",
        "quote": " ".join(worded[1].split()[:12]),
        "text": worded[0].replace(" [1]", marks),
        "substance": name,
        "outcome": frame.get("outcome", pair["outcome"]),
        "refs": refs,
        "cites": list(refs),
    }
    declared: dict[str, Any] = frame.get("declared", {})
    return given | DECLARED.get(frame["says"], {}) | declared


def _filled(value: Any, slots: dict[str, str]) -> Any:
    """A value with its slots filled, at any depth."""
    if isinstance(value, dict):
        return {key: _filled(one, slots) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, slots) for one in value]
    return slots.get(value, value) if isinstance(value, str) else value


class Count:
    """Right, wrong, and the two kinds of wrong that hurt."""

    def __init__(self) -> None:
        self.of: Counter[str] = Counter()

    def add(self, wanted: frozenset[str], got: str) -> None:
        """Count one cell."""
        self.of["all"] += 1
        self.of["right"] += got in wanted
        self.of["bad called fine"] += got == "fine" and "fine" not in wanted and "bad" in wanted
        self.of["fine called bad"] += got == "bad" and "bad" not in wanted and "fine" in wanted

    def __str__(self) -> str:
        return (
            f"{self.of['right']:6}/{self.of['all']:<6} {self.of['right'] / max(self.of['all'], 1):6.1%}"
            f"   bad called fine {self.of['bad called fine']:4}   fine called bad {self.of['fine called bad']:4}"
        )


def main() -> None:
    """Judge the cells, print the counts."""
    given = argparse.ArgumentParser()
    given.add_argument("--every", type=int, default=7)
    given.add_argument("--cells", action="store_true")
    given.add_argument("--unseen", action="store_true")
    chosen = given.parse_args()
    counts: dict[tuple[str, str], Count] = {}
    for cell in list(cells())[:: chosen.every]:
        found = judged(cell.given)
        got = CLASS[found.verdict]
        kind = "unseen" if cell.unseen else "seen"
        keys = (
            ("", kind),
            ("frame", cell.frame),
            ("evidence", cell.evidence),
            ("language", cell.language),
        )
        for key in keys:
            counts.setdefault(key, Count()).add(cell.wanted, got)
        if chosen.cells and got not in cell.wanted and cell.unseen <= chosen.unseen:
            wanted = "|".join(sorted(cell.wanted))
            print(
                kind,
                cell.frame,
                cell.evidence,
                cell.language,
                f"{wanted} -> {got} ({found.row})",
                cell.given["quote"],
                sep="\t",
            )
    for (of, name), count in sorted(counts.items()):
        print(f"{of:9}{name:20}{count}")


if __name__ == "__main__":
    main()
