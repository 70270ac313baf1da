"""How strongly the words of a quote assert their part of a sentence.

A sentence may hold several claims: "helps to regulate A, which promotes B". Its grade is that of
its strongest part. The relations that stand in the quote itself, as the whole sentence frames them
(with its modals, doubts and negations), are what the quote asserts; a quote without any takes the
grade of its sentence.
"""

from dataclasses import dataclass

from magclaims.lexicon.wording import Match, Wording
from magclaims.model.registry import Strength, Subject

_UNCERTAIN = frozenset({"modal", "hedge", "doubt", "limited"})
_NOT_SAID = frozenset({"", "mentioned"})


@dataclass(frozen=True, slots=True)
class Passage:
    """How a quote is worded within its sentence."""

    strength: Strength
    hedged: bool
    therapeutic: bool
    subjects: tuple[Subject, ...]
    """Of the sentence."""
    reported: bool
    """Whether the sentence reports in the past tense what a study found."""
    invokes_people: bool
    """Whether the sentence names people or speaks to the reader."""
    asserts: bool
    """Whether words that assert or deny a relation were found; without any, the grade says little."""
    cues: tuple[Match, ...]
    """The cues that decide; their offsets are those of the sentence."""


def passage(wording: Wording, start: int, end: int) -> Passage:
    """What the part `start:end` of a graded sentence asserts.

    Args:
        wording: The grade of the whole sentence.
        start: 0-based code point offset at which the quote begins.
        end: Offset behind it; `start == end` for the sentence as a whole.
    """
    said = [cue for cue in wording.cues if cue.status not in _NOT_SAID]
    own = [cue for cue in said if cue.start < end and cue.end > start]
    if not own:
        return Passage(
            wording.strength,
            wording.hedged,
            wording.therapeutic,
            wording.subjects,
            wording.reported,
            wording.invokes_people,
            bool(said),
            wording.decided_by,
        )
    strength = max(cue.strength for cue in own)
    uncertain = any(
        cue.kind in _UNCERTAIN and cue.start < end and cue.end > start for cue in wording.cues
    )
    return Passage(
        strength,
        uncertain or any(cue.status == "weakened" for cue in own),
        wording.therapeutic and strength >= Strength.CONDITIONAL,
        wording.subjects,
        wording.reported,
        wording.invokes_people,
        asserts=True,
        cues=tuple(cue for cue in own if cue.strength == strength),
    )
