"""Advice on a sentence by itself, for a writer who says what kind of evidence there is."""

from collections.abc import Callable

from magclaims.judge.advice.codes import plan
from magclaims.judge.advice.sentences import WorkPhrase, direction_of
from magclaims.judge.policy import PolicyRow
from magclaims.judge.proposing.clauses import clauses
from magclaims.judge.words import Slot, words
from magclaims.knowledge import find_outcomes, find_substances, outcomes, substances
from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.wording import grade
from magclaims.model.local_text import local
from magclaims.model.registry import (
    About,
    Claim,
    Design,
    Evidence,
    Kind,
    Level,
    Occurrence,
    Strength,
    Study,
    Subject,
)


def for_sentence(
    sentence: str,
    language: str,
    row: PolicyRow,
    tags: frozenset[str],
    *,
    subjects: tuple[Subject, ...],
    passes: Callable[[str], bool],
) -> str | None:
    """What to write instead of a sentence that says more than a kind of evidence, by its tags, carries.

    Only a sentence that `passes`, and so stays within the evidence, is proposed.
    """
    w = words(language)
    work = _work(sentence, language, tags)

    def finding() -> str | None:
        texts = (text for text, _ in work.findings) if work else ()
        return next((text for text in texts if passes(text)), None)

    def role() -> str | None:
        text = work.role if work else None
        return text if text and passes(text) else None

    slots: dict[str, Slot] = {
        "cite": lambda: w.word("source"),
        "ref": lambda: "",
        "among": lambda: w.among(w.name(_who(tags)), _level(tags)),
        "subjects": lambda: w.subjects(subjects),
        "substance": lambda: w.substances(work.given) if work else None,
        "outcomes": lambda: w.outcomes(work.claim.about.outcome) if work else None,
        "finding": finding,
        "role": role,
    }
    tables = [plan()[name] for name in ("lowering", "capping") if row.id in plan()[name]]
    for code in row.advice or (tables[0][row.id] if tables else plan()["nothing"]["other"]):
        said = w.say(code, {**dict.fromkeys(_UNKNOWN, _nothing), **slots})
        if said is not None:
            return said
    return None


def on_safety(language: str) -> str:
    """What to do with a sentence that says that there is no harm, and more than its evidence carries."""
    return str(words(language).say("safety_without_source", {}))


_NEAR = 3
"""Words before an outcome among which "without" is looked for."""
_UNKNOWN = (
    "ingredients",
    "measured",
    "says",
    "missing",
    "noted",
    "limits",
    "noted_limits",
    "restated",
    "as_studied",
    "amended",
    "equal",
    "slip",
)
"""What only a registry knows."""


def _nothing() -> None:
    return None


def _who(tags: frozenset[str]) -> str:
    if "level:animal" in tags:
        return "animals"
    return "cells" if "level:in_vitro" in tags else "people"


def _level(tags: frozenset[str]) -> Level:
    return next(level for level in Level if f"level:{level.value}" in tags)


def _left_out(before: str, language: str) -> bool:
    """Whether what follows is said to stay away: "calms without drowsiness"."""
    words: list[str] = load_data("phrasing.toml")["without"].get(language[:2], [])
    return any(word in words for word in before.lower().split()[-_NEAR:])


def _work(sentence: str, language: str, tags: frozenset[str]) -> WorkPhrase | None:
    """A work of that kind on what the sentence names; None where it names nothing known."""
    given = [
        substances()[id_].name() for id_ in dict.fromkeys(m.id for m in find_substances(sentence))
    ]
    said = (m for m in find_outcomes(sentence) if not _left_out(sentence[: m.start], language))
    changed = [outcomes()[id_].name() for id_ in dict.fromkeys(m.id for m in said)]
    wording = grade(sentence, language)
    if any(cue.status == "denied" for cue in wording.cues):
        return None  # of a sentence that denies a part, nobody knows which part was studied
    if not given or not changed or len(clauses(sentence, wording, language)) > 1:
        return None  # of several things that it says, nobody knows which was studied
    claim = Claim(
        id="sentence",
        statement="sentence",
        kind=Kind.EFFECT,
        about=About(
            substance=tuple(local(name) for name in given[:1]),
            outcome=tuple(local(name) for name in changed),
        ),
        occurrences=(Occurrence(article="none", quote="sentence", strength=Strength.NONE),),
    )
    design = next((d for d in Design if f"design:{d.value}" in tags), None)
    evidence = Evidence(reference="none", level=_level(tags))
    return WorkPhrase(
        words(language),
        claim,
        evidence,
        Study(design=design),
        direction=direction_of(sentence, language),
        cited=False,
    )
