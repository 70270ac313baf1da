"""What `grade` writes of a sentence: as JSON, and as text in the language of the sentence."""

from collections.abc import Iterable
from typing import Any

from magclaims.commands.graded import Carried, Graded
from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.graded import first_pack, not_graded
from magclaims.lexicon.wording import Wording, explain
from magclaims.model.registry import Strength, Subject
from magclaims.render.escape import log_line, picked

_OF_CUES = "kind text start end status explanation"
"""What is shown of each word that decides."""


def phrase_of(language: str, phrase: str, **parts: str) -> str:
    """A phrase in the language of the sentence; in English where the tool has none in that one."""
    phrases = load_data("grade.toml")
    code = language.lower().partition("-")[0].partition("_")[0]
    text: str = phrases.get(code, phrases["en"])[phrase]
    return text.format(**parts)


def as_json(graded: Graded) -> dict[str, Any]:
    """One sentence as it stands in the JSON output."""
    wording = graded.wording
    head: dict[str, Any] = {
        "text": graded.text,
        "language": graded.language,
        "graded": wording is not None,
        "first_pack": first_pack(graded.language),
    }
    if graded.place is not None:
        head |= picked(graded.place, "path line column")
    if wording is None:
        return {**head, "reason": not_graded(graded.language)}
    at_hand = graded.at_hand
    return {
        **head,
        "is_claim": wording.is_claim or graded.safety,
        "safety": graded.safety,
        "strength": wording.strength.label,
        "negated": wording.negated.label if wording.negated is not None else None,
        **picked(wording, "hedged therapeutic subjects reported invokes_people"),
        "decided_by": [picked(cue, _OF_CUES) for cue in wording.decided_by],
        "cues": [picked(cue, _OF_CUES) for cue in wording.cues],
        "needs": [kind.id for kind in graded.needs],
        "evidence": None
        if at_hand is None
        else {
            "kind": at_hand.kind.id,
            "ceiling": _label(at_hand),
            "carries": at_hand.allows(graded.strength),
            "row": at_hand.row.id,
        },
        "suggestion": graded.suggestion,
    }


def _label(carried: Carried) -> str:
    if carried.as_said:
        return "as_said"
    return "nothing" if carried.ceiling is None else carried.ceiling.label


def as_text(graded: Graded, show: bool) -> str:  # noqa: FBT001 - one switch
    """One sentence in plain lines; `show` repeats the sentence itself."""
    lines = [f'"{graded.text}"'] if show else []
    if graded.wording is None:
        lines.append(not_graded(graded.language))
    else:
        lines += _wording_lines(graded, graded.wording)
    return _lines_of(lines)


def in_article(graded: Graded, wording: Wording) -> str:
    """One sentence of an article: place, strength and sentence; then the words that decide."""
    lines = [f"{graded.place}: {_strength(graded, wording)} “{graded.text}”"]
    if graded.safety:
        lines.append(f"  {phrase_of(graded.language, 'safety')}")
    lines += [f"  {line}" for line in dict.fromkeys(explain(wording))]
    if graded.at_hand is not None:
        lines += [f"  {line}" for line in _at_hand(graded, graded.at_hand)]
    return _lines_of(lines)


def _lines_of(lines: Iterable[str]) -> str:
    return "".join(f"{'  ' * line.startswith('  ')}{log_line(line).strip()}\n" for line in lines)


def _strength(graded: Graded, wording: Wording) -> str:
    names = ("hedged", "therapeutic", "reported")
    marks = [phrase_of(graded.language, name) for name in names if getattr(wording, name)]
    only_safe = graded.safety and wording.strength is Strength.NONE
    label = "safety" if only_safe else wording.strength.label
    return label + (f" ({', '.join(marks)})" if marks else "")


def _wording_lines(graded: Graded, wording: Wording) -> Iterable[str]:
    language = graded.language
    only_safe = graded.safety and wording.strength is Strength.NONE
    told = "safety" if only_safe else wording.strength.label
    yield f"{_strength(graded, wording)}: {phrase_of(language, told)}"
    if graded.safety and not only_safe:
        yield f"  {phrase_of(language, 'safety')}"
    if wording.negated is not None and not only_safe:
        yield f"  {phrase_of(language, 'denies', strength=wording.negated.label)}"
    if not wording.is_claim and not graded.safety:
        yield f"  {phrase_of(language, 'no_claim')}"
    for line in dict.fromkeys(explain(wording)):
        yield f"  {line}"
    yield f"  {phrase_of(language, 'about', who=_about(wording, language))}"
    if graded.needs:
        yield phrase_of(language, "needs_safety" if graded.safety else "needs")
        yield from (f"  {kind.named(language)}" for kind in graded.needs)
    elif graded.asserts:
        yield phrase_of(language, "nothing_carries")
    if graded.at_hand is not None:
        yield from _at_hand(graded, graded.at_hand)
    if first_pack(graded.language):
        yield phrase_of(language, "first_pack")


def _about(wording: Wording, language: str) -> str:
    named = [
        phrase_of(language, subject.value)
        for subject in wording.subjects
        if subject not in {Subject.UNSTATED, Subject.NONE}
    ]
    if Subject.HUMAN not in wording.subjects and wording.invokes_people:
        named.append(phrase_of(language, "reader"))
    return ", ".join(named) or phrase_of(language, "nobody")


def _at_hand(graded: Graded, at_hand: Carried) -> Iterable[str]:
    language = graded.language
    kind = at_hand.kind.named(language)
    if not graded.asserts:
        yield phrase_of(language, "no_effect", kind=kind)
        return
    label = _label(at_hand)
    most = phrase_of(language, label if label in {"as_said", "nothing"} else f"most_{label}")
    fits = "fits" if at_hand.allows(graded.strength) else "fits_not"
    yield phrase_of(language, fits, kind=kind, most=most)
    if graded.suggestion:
        yield phrase_of(language, "instead", text=graded.suggestion)
