"""How well `magclaims.study` tells kinds of studies apart, beside a majority and a TF-IDF + SVM.

Run it from the project's folder: `python benchmarks/study_design.py [--data FILE] [--errors]`.

The labelled rows are not part of the project; without them the script says so and ends. The SVM needs
scikit-learn, which the project does not depend on; without it that line is left out. The SVM is
cross-validated on the same rows (five folds, class-stratified); the cues are fixed.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from magclaims.model.registry import Design, Subject
from magclaims.study import StudyProfile, infer
from magclaims.study.profile import contradicts

DATA = Path(__file__).resolve().parents[2] / "shared/benchmarks/study_design/dev.jsonl"
LABELS = (
    "rct",
    "human_observational",
    "animal",
    "in_vitro",
    "review",
    "systematic_review",
    "other",
)


@dataclass(frozen=True)
class Row:
    """One labelled record."""

    id: str
    title: str
    abstract: str
    label: str
    gold: bool
    types: tuple[str, ...]
    mesh: tuple[str, ...]

    @classmethod
    def of(cls, raw: dict[str, Any]) -> "Row":
        """Read a line of the file."""
        return cls(
            id=raw["id"],
            title=raw["title"],
            abstract=raw.get("abstract") or "",
            label=raw["label"],
            gold=raw["label_quality"].startswith("gold"),
            types=tuple(raw.get("pts") or ()),
            mesh=tuple(raw.get("mesh") or ()),
        )


def label_of(profile: StudyProfile) -> str:
    """The class of the benchmark, from nothing but the design and the subjects."""
    match profile.design:
        case None:
            return "other"
        case Design.RANDOMIZED_CONTROLLED_TRIAL:
            return "rct"
        case Design.LABORATORY_EXPERIMENT:
            return "animal" if profile.subjects[0] is Subject.ANIMAL else "in_vitro"
        case Design.NARRATIVE_REVIEW:
            return "review"
        case Design.META_ANALYSIS | Design.SYSTEMATIC_REVIEW:
            return "systematic_review"
        case _:
            return "human_observational"


def likely_of(profile: StudyProfile) -> str:
    """The class with most points, also where it is too weak for a design."""
    if profile.likely is None:
        return "human_observational"
    return "human_observational" if profile.likely == "human" else profile.likely


def macro_f1(truth: Sequence[str], guess: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Macro-F1 over the classes that occur in `truth`, and the F1 of each."""
    scores = {}
    pairs = Counter(zip(truth, guess, strict=True))
    for label in LABELS:
        hit = pairs[label, label]
        wrong = sum(n for (a, b), n in pairs.items() if a != b and label in (a, b))
        if any(a == label for a, _ in pairs):
            scores[label] = 2 * hit / (2 * hit + wrong)
    return sum(scores.values()) / len(scores), scores


def svm(texts: Sequence[str], truth: Sequence[str]) -> list[str] | None:
    """Predictions of a TF-IDF + linear SVM, five folds; None without scikit-learn."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.model_selection import StratifiedKFold, cross_val_predict
        from sklearn.pipeline import make_pipeline
        from sklearn.svm import LinearSVC
    except ImportError:
        return None
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        LinearSVC(class_weight="balanced"),
    )
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    return [str(x) for x in cross_val_predict(model, list(texts), list(truth), cv=folds)]


def subsets(rows: Sequence[Row]) -> Iterable[tuple[str, list[int]]]:
    """The indices of the gold rows, the silver ones, and all."""
    yield "gold", [i for i, row in enumerate(rows) if row.gold]
    yield "silver", [i for i, row in enumerate(rows) if not row.gold]
    yield "all", list(range(len(rows)))


def show(name: str, rows: Sequence[Row], guess: Sequence[str]) -> None:
    """Print macro-F1 on every subset."""
    cells = []
    for _, picked in subsets(rows):
        if picked:
            score, _ = macro_f1([rows[i].label for i in picked], [guess[i] for i in picked])
            cells.append(f"{score:8.3f}")
        else:
            cells.append("       -")
    print(f"{name:48}", *cells)


def detail(rows: Sequence[Row], guess: Sequence[str]) -> None:
    """Print the F1 of every class and the confusions, gold rows."""
    picked = [i for i, row in enumerate(rows) if row.gold]
    truth, said = [rows[i].label for i in picked], [guess[i] for i in picked]
    _, scores = macro_f1(truth, said)
    print("\nGold rows, title + abstract: F1 of each class, and what it was called")
    pairs = Counter(zip(truth, said, strict=True))
    print(f"{'':22}{'F1':>6}", *(f"{label[:10]:>11}" for label in LABELS))
    for label in LABELS:
        cells = (f"{pairs[label, other]:11}" for other in LABELS)
        print(f"{label:22}{scores.get(label, 0):6.2f}", *cells)


def contradicted(profile: StudyProfile) -> bool:
    """Whether `contradicts` speaks against a declared human RCT."""
    return bool(contradicts(Design.RANDOMIZED_CONTROLLED_TRIAL, (Subject.HUMAN,), profile))


def differs(profile: StudyProfile) -> bool:
    """Whether another design is inferred with some confidence: the public fields alone."""
    sure = profile.confidence in ("medium", "high")
    return sure and profile.design is not Design.RANDOMIZED_CONTROLLED_TRIAL


def false_trials(
    rows: Sequence[Row],
    profiles: Sequence[StudyProfile],
    name: str,
    picked: Sequence[int],
    flags: Callable[[StudyProfile], bool] = contradicted,
) -> None:
    """Print which share of each class is flagged when it is declared to be a human RCT."""
    cells = []
    for label in LABELS:
        chosen = [profiles[i] for i in picked if rows[i].label == label]
        flagged = sum(map(flags, chosen))
        cells.append(f"{flagged / len(chosen):11.1%}" if chosen else f"{'-':>11}")
    print(f"{name:22}", *cells)


def main() -> int:
    """Print the figures; 0 also where the data is absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", action="store_true", help="list the wrong gold rows")
    options = parser.parse_args()
    if not options.data.is_file():
        print(f"skipped: {options.data.name} is not here (the rows are not part of the project)")
        return 0
    with options.data.open(encoding="utf-8") as lines:
        rows = [Row.of(json.loads(line)) for line in lines]
    truth = [row.label for row in rows]
    full = [infer(row.title, row.abstract) for row in rows]
    tagged = [infer(row.title, row.abstract, row.types, row.mesh) for row in rows]
    titles = [infer(row.title) for row in rows]
    sizes = [len(picked) for _, picked in subsets(rows)]
    print(f"{'macro-F1':48}", *(f"{n:>8}" for n in ("gold", "silver", "all")))
    print(f"{'rows':48}", *(f"{n:8}" for n in sizes))
    gold_truth = [row.label for row in rows if row.gold] or truth
    show("majority", rows, [Counter(gold_truth).most_common(1)[0][0]] * len(rows))
    for name, texts in (
        ("TF-IDF + SVM, titles", [row.title for row in rows]),
        ("TF-IDF + SVM, title + abstract", [f"{row.title} {row.abstract}" for row in rows]),
    ):
        guess = svm(texts, truth)
        if guess is None:
            print(f"{name:48} skipped: scikit-learn is not installed")
        else:
            show(name, rows, guess)
    show("cues, titles: the likeliest class", rows, [likely_of(p) for p in titles])
    show("cues, titles: the design that is named", rows, [label_of(p) for p in titles])
    show("cues, title + abstract", rows, [label_of(p) for p in full])
    show("cues, title + abstract + tags where given", rows, [label_of(p) for p in tagged])
    detail(rows, [label_of(p) for p in full])
    print("\nDeclared to be a human RCT: share that is flagged (for rct: false alarms)")
    print(f"{'':22}", *(f"{label[:10]:>11}" for label in LABELS))
    for name, picked in subsets(rows):
        false_trials(rows, full, f"{name}, no tags", picked)
        false_trials(rows, tagged, f"{name}, tags", picked)
    print("\nThe same, where the design and the confidence alone are compared")
    everything = list(range(len(rows)))
    false_trials(rows, full, "all, no tags", everything, differs)
    false_trials(rows, tagged, "all, tags", everything, differs)
    wrong = sum(
        row.label in ("animal", "in_vitro") and label_of(profile) == "rct"
        for row, profile in zip(rows, full, strict=True)
    )
    print(f"\nanimal or in-vitro rows called a randomised trial: {wrong}")
    if options.errors:
        for row, profile in zip(rows, full, strict=True):
            if row.gold and label_of(profile) != row.label:
                words = "; ".join(reason.text for reason in profile.reasons)
                print(f"\n{row.id} {row.label} -> {label_of(profile)}: {row.title}\n    {words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
