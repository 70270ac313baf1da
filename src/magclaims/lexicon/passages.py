"""How strongly the words of a quote assert their part of a sentence.

A sentence may hold several claims: "helps to regulate A, which promotes B". Its grade is that of
its strongest part. The relations that stand in the quote itself, as the whole sentence frames them
(with its modals, doubts and negations), are what the quote asserts; a quote without any takes the
grade of its own statement ("in rats it improved memory, but in people it does nothing" are two), and
where that has none the grade of its sentence.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from functools import cache

from magclaims.knowledge import find_substances
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.expressions import Expressions, expressions
from magclaims.knowledge.keys import fold
from magclaims.lexicon import cues as packs
from magclaims.lexicon.cues import CuePack
from magclaims.lexicon.others import Others, others
from magclaims.lexicon.wording import RELATIONS, CueMatch, Wording, grade
from magclaims.model.registry import Strength, Subject
from magclaims.model.values import dataclass

_UNCERTAIN = frozenset({"modal", "hedge", "doubt", "limited"})
_BESIDE = 2
"""Words before a verb among which its helping verb stands."""
_BEYOND_PEOPLE = frozenset({Subject.ANIMAL, Subject.IN_VITRO, Subject.IN_SILICO})
_NOT_SAID = frozenset({"", "mentioned", "repeated"})


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
    cues: tuple[CueMatch, ...]
    """The cues that decide; their offsets are those of the sentence."""
    own: bool = False
    """Whether these stand in the quote itself."""
    worded: bool = False
    """Whether its words hold one of a relation, if only to ask, to aim at it or to deny it."""
    may_be_apart: bool = False
    """Whether people are named only by a part of which nobody can tell if it goes on about them."""
    part: tuple[int, int, int] = (0, sys.maxsize, 0)
    """Where the quote's own statement begins and ends in its sentence, and the frame that all of it shares ends."""

    def words_of(self, sentence: str) -> str:
        """What of a sentence is said in the quote's own statement, with the frame before it."""
        start, end, frame = self.part
        return f"{sentence[: min(frame, start)]} {sentence[start:end]}"


def passage(wording: Wording, start: int, end: int, text: str = "", language: str = "") -> Passage:
    """What the part `start:end` of a graded sentence asserts, in code points; `start == end` for all of it.

    Without its text the sentence is taken as one statement.
    """
    said = [cue for cue in wording.cues if cue.status not in _NOT_SAID]
    kinds, unclear = {cue.kind for cue in wording.cues}, False
    if Subject.HUMAN.value in kinds and _BEYOND_PEOPLE.intersection(wording.subjects):
        wording, unclear = _without_others(wording, said, slice(start, end), text, language)
    whole = Statement(0, sys.maxsize, 0)
    of_quote = _statement(said, start, text, language) if start < end and text else whole
    part = (of_quote.start, of_quote.end, of_quote.frame)
    own = [cue for cue in said if cue.start < end and cue.end > start]
    quoted = bool(own)
    own = own or [cue for cue in said if of_quote.holds(cue)]
    alone = of_quote.end - of_quote.start >= len(text)
    worded = any(
        cue.kind in RELATIONS and (of_quote.holds(cue) or (cue.start < end and cue.end > start))
        for cue in wording.cues
    )
    all_of_it = Passage(
        strength=wording.strength,
        hedged=wording.hedged,
        therapeutic=wording.therapeutic,
        subjects=wording.subjects if alone else _named(wording, of_quote),
        reported=wording.reported,
        invokes_people=wording.invokes_people,
        asserts=bool(said),
        cues=wording.decided_by,
        worded=worded,
        may_be_apart=unclear,
        part=part,
    )
    if not own and alone:
        return all_of_it
    strength = max((cue.strength for cue in own), default=Strength.NONE)
    uncertain = any(cue.status == "weakened" for cue in own) or any(
        cue.kind in _UNCERTAIN and cue.start < end and cue.end > start for cue in wording.cues
    )
    return replace(
        all_of_it,
        strength=strength,
        hedged=bool(own) and uncertain,
        therapeutic=wording.therapeutic and strength >= Strength.CONDITIONAL,
        reported=bool(own) and wording.reported and (alone or in_the_past(own, language)),
        asserts=bool(own),
        cues=tuple(cue for cue in own if cue.strength == strength),
        own=quoted,
        worded=worded or bool(own),
    )


def _without_others(
    wording: Wording, said: Sequence[CueMatch], quote: slice, text: str, language: str
) -> tuple[Wording, bool]:
    """The grade without the people of another part that is apart, and whether it is unclear if another is.

    "In rats it improved memory; in people nobody checked."
    """
    quoted = [cue for cue in said if cue.start < quote.stop and cue.end > quote.start]
    own = quoted or [cue for cue in said if cue.status == "asserted"]
    cuts = {place for place, _ in _borders(text, language)}
    cuts |= {match.start() for match in re.finditer(",", text)}
    parts = [(place, len(text)) if place > quote.start else (0, place) for place in cuts]
    found = {
        others(text[first:last], language)
        for first, last in parts
        if not any(first <= cue.start < last for cue in own)
        and not grade(f"{text[:first]} {text[last:]}", language).invokes_people
    }
    if Others.APART in found:
        subjects = tuple(each for each in wording.subjects if each is not Subject.HUMAN)
        return replace(wording, subjects=subjects, invokes_people=False), False
    return wording, found == {Others.UNCLEAR}


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of a sentence that asserts something by itself."""

    start: int
    end: int
    frame: int
    """The offset before which the sentence says who all its statements are about: "In rats, ..."."""

    def holds(self, cue: CueMatch) -> bool:
        """Whether a cue stands in it, or in the frame of the sentence."""
        return self.start <= cue.start < self.end or cue.end <= self.frame


def _statement(said: Sequence[CueMatch], at: int, text: str, language: str) -> Statement:
    """The statement of a sentence in which an offset lies."""
    start, end, turned = 0, len(text), False
    for place, turns in _borders(text, language):
        left = any(start <= cue.start < place for cue in said)
        right = any(cue.start >= place for cue in said)
        if not (turns is Turn.WORD or (left and right)):
            continue
        if place > at:
            end = place
            break
        start, turned = place, turned or turns is not Turn.NONE
    first = min((cue.start for cue in said), default=0)
    return Statement(start, end, 0 if turned else first if start else 0)


class Turn(IntEnum):
    """What begins with a statement: more of the same, or something else, by a sign or by a word."""

    NONE = 0
    SIGN = 1
    WORD = 2


def _borders(text: str, language: str) -> list[tuple[int, Turn]]:
    """Where a statement may begin, and what begins there."""
    found = [(m.start(), Turn.SIGN) for m in re.finditer(r"[;–—]", text)]
    folded = fold(text)
    patterns = _patterns(language.lower()[:2])
    if patterns is None:
        return sorted(found)
    found += [(m.start(), Turn.WORD) for m in patterns["turn"].finditer(folded)]
    names = {mention.start for mention in find_substances(text)}
    for match in patterns["join"].finditer(folded):
        if match.end() in names or patterns["subject"].match(folded, match.end()):
            found.append((match.start(), Turn.NONE))
    return sorted(found)


@cache
def _patterns(code: str) -> Expressions | None:
    data = load_data("clauses.toml")
    if code not in data["turns"]:
        return None
    lists = ("turns", "turns_behind_comma", "also", "joins", "subjects")
    return expressions("statements", {name: data[name][code] for name in lists}, flags=re.NOFLAG)


def _named(wording: Wording, part: Statement) -> tuple[Subject, ...]:
    """Whom one statement of several names; nobody where the others do."""
    kinds = {cue.kind for cue in wording.cues if part.holds(cue)}
    if _BEYOND_PEOPLE & kinds and all(cue.kind != Subject.HUMAN.value for cue in wording.cues):
        kinds.add(Subject.HUMAN.value)  # where the wording has people, "not only in mice" says so
    named = tuple(s for s in wording.subjects if s.value in kinds or s is Subject.UNSTATED)
    return named or (Subject.UNSTATED,)


def in_the_past(cues: Sequence[CueMatch], language: str) -> bool:
    """Whether cues are told in the past tense."""
    return not {"past", "part"}.isdisjoint(_forms(cues, language))


def in_the_present(cues: Sequence[CueMatch], language: str) -> bool:
    """Whether a cue holds a verb in the present tense."""
    return "finite" in _forms(cues, language)


def _forms(cues: Sequence[CueMatch], language: str) -> set[str | None]:
    pack = packs.load(language.lower()[:2])
    return set().union(*(_verb_forms(pack, cue) for cue in cues)) if pack is not None else set()


def _verb_forms(pack: CuePack, cue: CueMatch) -> set[str | None]:
    """The forms of the verbs of a cue, and None for its other words."""
    return {pack.verb_forms.get(word) for word in cue.text.lower().split()}


def tells_now(cues: Sequence[CueMatch], text: str, language: str) -> bool:
    """Whether a cue tells it of now, or of what will be: "lowers", "will lower"; not "has lowered", "did lower"."""
    pack = packs.load(language.lower()[:2])
    if pack is None:
        return False
    ago = pack.words["have"] | pack.words["past_be"]

    def told(cue: CueMatch) -> bool:
        before = re.split("[,;:]", text[: cue.start].lower())[-1].split()
        if pack.governs_before_only:
            # Elsewhere the helping verb stands far from its own: "hat ... gesenkt".
            before = before[-_BESIDE:]
        present = not {"finite", "base"}.isdisjoint(_verb_forms(pack, cue))
        return present and ago.isdisjoint(before)

    return any(told(cue) for cue in cues if cue.status == "asserted")


def is_past(cues: Sequence[CueMatch], text: str, language: str) -> bool:
    """Whether all that a sentence asserts is told by a past form, no "is improved", "has improved" or "improved sleep"."""
    pack = packs.load(language.lower()[:2])
    if pack is None:
        return False
    now = (pack.words["be"] | pack.words["have"]) - pack.words["past_be"]

    def told(cue: CueMatch) -> bool:
        before = text[: cue.start].lower().split()
        past = "past" in _verb_forms(pack, cue)
        return past and bool(before) and now.isdisjoint(before[-_BESIDE:])

    asserted = [cue for cue in cues if cue.status == "asserted"]
    return bool(asserted) and all(map(told, asserted))
