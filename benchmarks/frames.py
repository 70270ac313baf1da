"""How sentences are graded by how they are built: frames of five languages, filled with varied words.

    python benchmarks/frames.py [--errors] [--language nl] [--each 6]

`frames.yaml` holds the frames, each with its strength by the labelling guide (see wording.py), and what fills
them. Of the newest round one frame in three, told by its name, is unseen, and every second filler: nothing is
mended by them and `--errors` never shows them. The figures of those say what the next article may bring; what
was unseen is opened once a further round was written, before that was run.
"""

import argparse
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from magclaims.lexicon.wording import grade

FILE = Path(__file__).with_suffix(".yaml")
NEWEST = 3
"""The round of frames of which a third is unseen."""
FORMS = ("fin", "inf", "past", "part", "ing")
_ARTICLE = re.compile(r"^(?:le |la |les |l'|el |los |las )")
_SLOT = re.compile(r"\{(\w)(?:\.(\w+))?\}")
_CONTRACTED = {
    "fr": (
        (r"\bde les ", "des "),
        (r"\bde le ", "du "),
        (r"\bà les ", "aux "),
        (r"\bà le ", "au "),
        (r"\bde (?=[aeiouéh])", "d'"),
        (r"\bque (?=[aeiouéh])", "qu'"),
        (r"\bne (?=[aeiouéh])", "n'"),
    ),
    "es": ((r"\bde el ", "del "), (r"\ba el ", "al ")),
}


@dataclass(frozen=True)
class Case:
    """One sentence with its frame and label."""

    frame: str
    language: str
    sentence: str
    strength: str
    unseen_frame: bool
    unseen_fillers: bool

    @property
    def part(self) -> str:
        """Whether frame, fillers or both are unseen."""
        frame = "unseen frame" if self.unseen_frame else "seen frame"
        return f"{frame}, {'unseen' if self.unseen_fillers else 'seen'} fillers"


def unseen(frame: str) -> bool:
    """Whether nothing is mended by a frame of the newest round: those of older rounds were opened since."""
    return zlib.crc32(frame.encode()) % 3 == 0


def _form(word: str, form: str | None) -> str:
    if form == "bare":
        return _ARTICLE.sub("", word)
    return word.split("/")[FORMS.index(form)] if form else word


def fill(template: str, fillers: Mapping[str, list[str]], number: int, language: str) -> str:
    """A sentence of a frame: what fills a slot is drawn by the frame, the slot and the number."""

    def drawn(slot: re.Match[str]) -> str:
        words = fillers[slot[1]]
        return _form(
            words[zlib.crc32(f"{template}{slot[1]}{number}".encode()) % len(words)], slot[2]
        )

    text = _SLOT.sub(drawn, template)
    for pattern, written in _CONTRACTED.get(language, ()):
        text = re.sub(pattern, written, text)
    text = re.sub(r"(^\W*|[?!.] )(\w)", lambda m: m[1] + m[2].upper(), text)
    return text.replace(" ?", "\u202f?").replace(" !", "\u202f!") if language == "fr" else text


def cases(each: int, data: Mapping[str, Any] | None = None) -> Iterator[Case]:
    """The sentences: of every frame, `each` with seen and `each` with unseen fillers, without repeats."""
    data = data or yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for language, fillers in data["fillers"].items():
        for odd in (False, True):
            half = {name: words[odd::2] for name, words in fillers.items()}
            for frame, row in data["frames"].items():
                made = (fill(row[language], half, number, language) for number in range(each))
                for sentence in dict.fromkeys(made):
                    yield Case(
                        frame,
                        language,
                        sentence,
                        row["is"],
                        unseen(frame) and row.get("round", 1) == NEWEST,
                        odd,
                    )


def figures(pairs: list[tuple[str, str]]) -> str:
    """Accuracy, effects missed and invented, of labels and grades."""
    effects = [got for is_, got in pairs if is_ != "none"]
    others = [got for is_, got in pairs if is_ == "none"]
    right = sum(is_ == got for is_, got in pairs) / max(1, len(pairs))
    missed = sum(got == "none" for got in effects) / max(1, len(effects))
    invented = sum(got != "none" for got in others) / max(1, len(others))
    return f"{len(pairs):5} right {right:6.1%} missed {missed:6.1%} invented {invented:6.1%}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--errors", action="store_true", help="list what is wrong among the seen")
    parser.add_argument("--language", help="of one language alone")
    parser.add_argument("--each", type=int, default=6, help="sentences of a frame, each half")
    given = parser.parse_args()
    graded = [
        (case, grade(case.sentence, case.language))
        for case in cases(given.each)
        if given.language in {None, case.language}
    ]
    parts: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for case, wording in graded:
        pair = case.strength, wording.strength.label
        for group in (case.language, "all"):
            parts.setdefault(case.part, {}).setdefault(group, []).append(pair)
    for part in sorted(parts):
        print(f"\n## {part}")
        for group, pairs in parts[part].items():
            print(f"{group:>4} {figures(pairs)}")
    if given.errors:
        for case, wording in graded:
            wrong = case.strength != wording.strength.label
            if wrong and not case.unseen_frame and not case.unseen_fillers:
                words = ", ".join(f"{cue.text} ({cue.id})" for cue in wording.decided_by)
                print(
                    f"{case.language} {case.frame}: {case.strength} > {wording.strength.label}: "
                    f"{case.sentence} [{words or 'no cue'}]"
                )


if __name__ == "__main__":
    main()
