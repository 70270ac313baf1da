"""How well `magclaims.lexicon.wording.grade` agrees with labelled sentences, beside two baselines.

    python benchmarks/wording.py [--errors] [--data DIR]

The data are not part of the project; without them the script says so and stops. Conventions are
mapped where a set differs from the guide. In the PubMed set a negated relation keeps its class, so
there a denied strength counts as that strength; and "can" and "contributes to" are causal there, so
a conditional grade counts as causal where no other word of doubt stands in the sentence. In the
pairs ("no relationship") and the article sentences nothing is mapped. A second figure for the PubMed
set leaves "can" and the soft verbs as the guide has them.

Beside them stand sentences made for this project (`wording_nl.tsv`, `wording_en.tsv`, and as they stand on
web pages, headings, lists and menus among them: `wording_nl_web.tsv`, `wording_en_web.tsv`; every one of 19 in a
row of eight pages: `wording_nl_fresh.tsv`, `wording_en_fresh.tsv`), labelled by the guide before words were added
for them, in two halves: one looked at, one kept unseen (of the last, every other sentence). They need no
labelled data from outside, and nobody wrote articles to be judged by them: they are harder, and more
varied, than articles are.

The baselines are the majority class and TF-IDF with a linear SVM (scikit-learn, which is not a
dependency of the project): cross-validated within a set, and trained on the PubMed set for English
sentences from elsewhere.
"""

import argparse
import csv
import importlib.util
import json
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from magclaims.lexicon.wording import Wording, grade
from magclaims.model.registry import Strength

DATA = Path(__file__).parents[2] / "shared" / "benchmarks" / "wording"
CLASSES = tuple(strength.label for strength in Strength)
OWN = Path(__file__).parent
"""Where the sentences made for this project are."""
FOLDS = 5


@dataclass(frozen=True)
class Row:
    """One labelled sentence; `labels` holds the columns beyond strength, where the set has them."""

    sentence: str
    language: str
    strength: str
    labels: dict[str, str]


@dataclass(frozen=True)
class Dataset:
    """Labelled sentences with one convention for negation."""

    name: str
    rows: list[Row]
    negation_keeps_class: bool
    can_is_causal: bool = False
    unseen: bool = False

    def predicted(self, wording: Wording) -> str:
        """The class of a grade in this set's convention."""
        strength = wording.strength
        if self.negation_keeps_class and wording.negated is not None:
            strength = wording.negated
        if self.can_is_causal and strength is Strength.CONDITIONAL and not in_doubt(wording):
            strength = Strength.CAUSAL
        return strength.label


def in_doubt(wording: Wording) -> bool:
    """Whether a sentence has a word of doubt other than "can"."""
    doubts = [cue for cue in wording.cues if cue.kind in {"modal", "hedge", "doubt", "limited"}]
    return any(cue.text.lower() != "can" for cue in doubts)


def read_tsv(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file without quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def load(folder: Path) -> list[Dataset]:
    """The sets that are there."""
    pubmed = [
        Row(row["sentence"], "en", row["strength"], {})
        for row in read_tsv(folder / "pubmed_conclusions_dev.tsv")
    ]
    sets = [
        Dataset("pubmed conclusions", pubmed, negation_keeps_class=True, can_is_causal=True),
        Dataset("pubmed conclusions, soft as in the guide", pubmed, negation_keeps_class=True),
    ]
    lines = (folder / "pairs_dev.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    for side in ("press_release", "abstract"):
        rows = [
            Row(pair[f"{side}_conclusion"], "en", CLASSES[pair[f"{side}_strength"]], {})
            for pair in pairs
        ]
        sets.append(Dataset(f"pairs: {side}", rows, negation_keeps_class=False))
    articles = [
        Row(row["sentence"], row["language"], row["strength"], row)
        for row in read_tsv(folder / "article_sentences_dev.tsv")
    ]
    for language in ("en", "nl"):
        rows = [row for row in articles if row.language == language]
        sets.append(Dataset(f"articles: {language}", rows, negation_keeps_class=False))
    sets.append(Dataset("articles: all", articles, negation_keeps_class=False))
    for language in ("en", "nl"):
        found = read_tsv(folder / f"articles_{language}_dev.tsv")
        for part, held in (("looked at", False), ("kept unseen", True)):
            rows = [
                Row(row["sentence"], language, row["strength"], row)
                for row in found
                if kept_unseen(row["id"]) is held
            ]
            sets.append(
                Dataset(
                    f"more articles: {language}, {part}",
                    rows,
                    negation_keeps_class=False,
                    unseen=held,
                )
            )
    return sets


def made() -> list[Dataset]:
    """The sentences made for this project, half of them kept unseen."""
    sets = []
    kinds = {"": "made up", "_web": "as on web pages", "_fresh": "whole pages"}
    for name, kind in kinds.items():
        for language, held in product(("en", "nl"), (False, True)):
            part = "kept unseen" if held else "looked at"
            rows = [
                Row(row["sentence"], language, row["strength"], row)
                for number, row in enumerate(read_tsv(OWN / f"wording_{language}{name}.tsv"))
                if (number if "source" in row else zlib.crc32(row["sentence"].encode())) % 2 == held
            ]
            title = f"{kind}: {language}, {part}"
            sets.append(Dataset(title, rows, negation_keeps_class=False, unseen=held))
    return sets


def kept_unseen(identifier: str) -> bool:
    """Whether a row is never looked at while words are added: one in five, told by its id.

    It was two in five until 26 November 2026, when half of those were opened: figures of that part had
    been read so often that they told little, and real misses teach more than made-up ones.
    """
    number = zlib.crc32(identifier.encode())
    return number % 5 < 2 and number // 5 % 2 == 1


def f1(gold: Sequence[Any], predicted: Sequence[Any], value: object) -> tuple[float, float, float]:
    """Precision, recall and F1 of one class."""
    both = sum(g == p == value for g, p in zip(gold, predicted, strict=True))
    precision = both / max(1, sum(p == value for p in predicted))
    recall = both / max(1, sum(g == value for g in gold))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def macro(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Macro-F1 over the four strengths, those that don't occur included."""
    return sum(f1(gold, predicted, name)[2] for name in CLASSES) / len(CLASSES)


def summary(gold: Sequence[str], predicted: Sequence[str]) -> str:
    """Accuracy, effects missed and effects invented; an effect is a strength above none."""
    pairs = list(zip(gold, predicted, strict=True))
    none = CLASSES[0]
    effects = [p for g, p in pairs if g != none]
    others = [p for g, p in pairs if g == none]
    accuracy = sum(g == p for g, p in pairs) / max(1, len(pairs))
    missed = sum(p == none for p in effects) / max(1, len(effects))
    invented = sum(p != none for p in others) / max(1, len(others))
    return f"accuracy {accuracy:.1%}, effects missed {missed:.1%}, invented {invented:.1%}"


def classifier() -> Any:
    """TF-IDF on words and pairs of words with a linear SVM."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")
    return make_pipeline(words, LinearSVC(class_weight="balanced"))


def cross_validated(rows: Sequence[Row]) -> list[str]:
    """Predictions for each row by a model that didn't see it."""
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    texts, labels = [r.sentence for r in rows], [r.strength for r in rows]
    return list(cross_val_predict(classifier(), texts, labels, cv=folds))


def baselines(dataset: Dataset, pubmed: Dataset) -> Iterable[tuple[str, list[str]]]:
    """The name and the predictions of each baseline."""
    gold = [row.strength for row in dataset.rows]
    yield "majority", [Counter(gold).most_common(1)[0][0]] * len(gold)
    if importlib.util.find_spec("sklearn") is None:
        return
    if min(Counter(gold).values()) >= FOLDS:
        yield f"TF-IDF SVM, {FOLDS}-fold", cross_validated(dataset.rows)
    if dataset.rows is not pubmed.rows:
        model = classifier()
        model.fit([r.sentence for r in pubmed.rows], [r.strength for r in pubmed.rows])
        yield "TF-IDF SVM from PubMed", list(model.predict([r.sentence for r in dataset.rows]))


def show(dataset: Dataset, pubmed: Dataset, *, errors: bool) -> None:
    """Print the figures of one set."""
    begun = time.perf_counter()
    wordings = [grade(row.sentence, row.language) for row in dataset.rows]
    spent = (time.perf_counter() - begun) / len(wordings) * 1000
    gold = [row.strength for row in dataset.rows]
    ours = [dataset.predicted(wording) for wording in wordings]
    print(f"\n## {dataset.name}: {len(gold)} sentences, {spent:.2f} ms each")
    for name, predicted in baselines(dataset, pubmed):
        print(f"macro-F1 {macro(gold, predicted):.3f}  {name}")
    print(f"macro-F1 {macro(gold, ours):.3f}  magclaims")
    print(f"  {summary(gold, ours)}")
    for name in CLASSES:
        precision, recall, score = f1(gold, ours, name)
        row = "".join(
            f"{sum(g == name and p == other for g, p in zip(gold, ours, strict=True)):>7}"
            for other in CLASSES
        )
        print(f"  {name:>13} P {precision:.2f} R {recall:.2f} F1 {score:.2f}  is called{row}")
    show_labels(dataset, wordings)
    show_sources(dataset, ours)
    if errors and not dataset.unseen:
        show_errors(dataset, wordings, ours)


def show_labels(dataset: Dataset, wordings: Sequence[Wording]) -> None:
    """The columns of the article sentences beyond strength."""
    if "hedged" not in dataset.rows[0].labels:
        return
    columns = {
        "hedged": [wording.hedged for wording in wordings],
        "therapeutic": [wording.therapeutic for wording in wordings],
        "claim": [wording.is_claim for wording in wordings],
    }
    names = {"claim": "claim" if "claim" in dataset.rows[0].labels else "is_claim"}
    for name, predicted in columns.items():
        gold = [row.labels[names.get(name, name)] == "1" for row in dataset.rows]
        score = f"{f1(gold, predicted, value=True)[2]:.2f}" if any(gold) else "-"
        print(f"  {name:>13} F1 {score} ({sum(gold)} of {len(gold)} are)")
    named = [",".join(s.value for s in wording.subjects) for wording in wordings]
    right = sum(row.labels["subjects"] == n for row, n in zip(dataset.rows, named, strict=True))
    print(f"  {'subjects':>13} {right} of {len(named)} right")


def show_sources(dataset: Dataset, ours: Sequence[str]) -> None:
    """One line for each source of the sentences, where the set names it."""
    by_source: dict[str, list[tuple[str, str]]] = {}
    for row, predicted in zip(dataset.rows, ours, strict=True):
        if "source" in row.labels:
            by_source.setdefault(row.labels["source"], []).append((row.strength, predicted))
    for source, pairs in sorted(by_source.items()):
        told = summary([gold for gold, _ in pairs], [ours for _, ours in pairs])
        print(f"    {source}: {len(pairs)} sentences, {told}")


def show_errors(dataset: Dataset, wordings: Sequence[Wording], ours: Sequence[str]) -> None:
    """The sentences that are graded otherwise, with the cues that decided."""
    for row, wording, predicted in zip(dataset.rows, wordings, ours, strict=True):
        if row.strength != predicted:
            cues = ", ".join(f"{m.text} ({m.id}, {m.status})" for m in wording.decided_by)
            print(f"  {row.strength} > {predicted}: {row.sentence}\n      {cues or 'no cue'}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--errors", action="store_true", help="list the sentences graded otherwise")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the labelled sets")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"skipped: no labelled sentences in {arguments.data}")
        return
    if importlib.util.find_spec("sklearn") is None:
        print("no SVM baseline: scikit-learn is missing (pip install scikit-learn)")
    sets = load(arguments.data)
    for dataset in (*sets, *made()):
        show(dataset, sets[0], errors=arguments.errors)


if __name__ == "__main__":
    main()
