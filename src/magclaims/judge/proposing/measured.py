"""What a clause says was measured, and which way it went: by the outcomes that it names."""

from collections.abc import Iterator, Sequence

from magclaims.judge.proposing.mentions import tells_subjects, tells_who
from magclaims.judge.proposing.names import verb_may_end
from magclaims.judge.proposing.phrases import names_nothing, own_subject
from magclaims.knowledge import FoundName, find_outcomes
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.cues import STOPS, tokenize
from magclaims.lexicon.direction import worth
from magclaims.lexicon.ways import Clause, direction, told_beside
from magclaims.lexicon.word_list import lists, words_of
from magclaims.model.registry import Direction

_NEAR_WORDS = 3
_BEHIND_WORDS = 2
_ENDING = ("governs", "ends", "breaks")
"""Lists of words that no object begins with."""
_WAYS = frozenset(Direction) - {Direction.CHANGES, Direction.NO_EFFECT}
_VERB_WITHIN = 6
"""Words behind a subject among which both parts of its verb stand."""


def outcomes_of(
    text: str, clause: Clause, chosen: FoundName | None, relation: int | None, language: str
) -> list[FoundName]:
    """The outcomes that a clause names; those that are acted on behind the relation where there are any."""
    found = [
        m
        for m in find_outcomes(text)
        if clause.start <= m.start < clause.end
        and (chosen is None or m.end <= chosen.start or m.start >= chosen.end)
    ]
    behind = [m for m in acted_on(text, clause, relation, language) if m in found]
    ends = max((cue.end for cue in clause.relations if cue.start == relation), default=0)
    if behind and behind[0].end <= ends and (chosen is None or chosen.end <= found[0].start):
        return found  # "kan misselijkheid en diarree veroorzaken": the verb's words hold the last
    return behind or found


def beside(measured: Sequence[FoundName], text: str, words: str) -> list[FoundName]:
    """The outcomes that stand outside the words that were taken for the substance."""
    start = text.find(words)
    return [m for m in measured if start < 0 or m.end <= start or m.start >= start + len(words)]


def within(measured: Sequence[FoundName], text: str, words: str, clause: Clause) -> list[FoundName]:
    """The outcomes that stand within some words of a clause."""
    start = text.find(words, clause.start)
    return [m for m in measured if start <= m.start < start + len(words)]


def way_told(
    text: str, clause: Clause, names: Sequence[str], protected: Sequence[str], language: str
) -> Direction | None:
    """Which way a clause says that its outcome goes; for complaints, "less often" is fewer of them."""
    known = lists(language)
    for cue in clause.relations:
        held = text[cue.start : cue.end]
        against = words_of(held)[-1:] if cue.status != "denied" else []
        if against and against[0] in known["against"] and any(one in held for one in protected):
            return Direction.IMPROVES  # "schützt die Leber vor"
    way = direction(text, clause, names, language)
    bad = bool(names) and all(worth(Direction.INCREASES, name) == -1 for name in names)
    if way is None and bad:
        return direction(text, clause, names, language, amounts=True)
    ends = max((cue.end for cue in clause.relations), default=clause.end)
    slower = known["less"].any_of(words_of(text[ends : clause.end].partition(",")[0])[1:])
    return None if way is Direction.INCREASES and slower else way  # "stijgt ... minder snel"


def way_beside(
    text: str, clause: Clause, measured: Sequence[FoundName], language: str
) -> Direction | None:
    """The one way told right beside the outcomes, where no relation tells it: "zorgt voor minder stress".

    Without any relation only the verb beside the outcome counts: "blood pressure fell".
    """
    unchanged = lists(language)["unchanged"]
    denying = denials("says", language) - unchanged.whole
    denied = not denying.isdisjoint(words_of(text[clause.start : clause.end]))
    if denied or any(cue.status != "asserted" for cue in clause.relations):
        return None
    listed = lists(language)["determiners"].whole
    loose = {word for word in listed if told_beside([word], (), language) is None}
    far, near = (_NEAR_WORDS, _BEHIND_WORDS) if clause.relations else (1, 1)
    ways = set[Direction | None]()
    for mention in measured:
        if any(mention.start < cue.start for cue in clause.relations[:1]):
            return None
        before = [w for w in words_of(text[clause.start : mention.start]) if w not in loose]
        behind = words_of(text[mention.end : clause.end].partition(",")[0])
        if lists(language, "ways")["risks"].any_of(before[-_NEAR_WORDS:]):
            far, near = _NEAR_WORDS, _BEHIND_WORDS  # "neemt de kans op een beroerte toe"
        beside = [*before[-far:], *behind[:near]]
        if unchanged.any_of(behind[:_BEHIND_WORDS]):
            return Direction.NO_EFFECT
        ways.add(told_beside(beside, [text[mention.start : mention.end]], language))
    ways.discard(None)  # "stress and fatigue fell"
    return ways.pop() if len(ways) == 1 and Direction.CHANGES not in ways else None


def what_changes(text: str, clause: Clause, relation: int | None, language: str) -> str:
    """The subject of a clause that changes by itself: "the time to exhaustion increased by 7 %".

    "" where the subject acts on something, stands for a substance or is people.
    """
    own = own_subject(text, clause, relation, language)
    known = lists(language)
    first = next(iter(words_of(text[clause.start : clause.end])), "")
    nothing = (
        not own
        or first in known["frames"]
        or names_nothing(own, language)
        or known["refers"].any_of(words_of(own)[:1])
    )
    if nothing or tells_subjects(own, language):
        return ""
    ends = text.find(own, clause.start) + len(own)
    behind = [t for t in tokenize(text) if ends <= t.start < clause.end]
    if behind and behind[0].text in known["by_itself"]:
        return own
    if behind and behind[0].text in known["becomes"]:
        endings = tuple(known["comparative_ends"].whole)
        more = (t.text in known["less"] or t.text in known["more"] for t in behind[1:_NEAR_WORDS])
        other = (t.text.endswith(endings) for t in behind[1:_NEAR_WORDS] if endings)
        return own if any(more) or any(other) else ""
    if verb_may_end(language) or not clause.relations:
        return ""
    strongest = max(clause.relations, key=lambda cue: (cue.strength, -cue.start))
    way = told_beside(words_of(text[strongest.start : strongest.end]), (), language)
    if way not in _WAYS or (behind and behind[0].start < strongest.start):
        return ""
    token = next((t for t in behind if t.start >= strongest.end), None)
    if token is None or token.text in STOPS or token.text[0].isdigit() or token.text == ",":
        return own
    return own if any(token.text in known[name] for name in _ENDING) else ""


def way_behind(text: str, clause: Clause, subject: str, language: str) -> Direction | None:
    """The way that the words right behind what changes tell: "nam in acht weken licht af"."""
    start = text.find(subject, clause.start) + len(subject)
    behind = words_of(text[start : clause.end].partition(",")[0])[:_VERB_WITHIN]
    if not denials("says", language).isdisjoint(behind):
        return None
    if lists(language)["gone"].any_of(behind[:1]):
        return Direction.DECREASES
    told = (told_beside(behind[:ends], [subject], language) for ends in range(1, len(behind) + 1))
    return next((way for way in told if way not in {None, Direction.CHANGES}), None)


def held_at(text: str, clause: Clause, language: str) -> int | None:
    """Where a clause says what something holds: "it contains iron" is about it."""
    holds = lists(language)["holds"]
    starts = (t.start for t in tokenize(text) if t.text in holds)
    return next((start for start in starts if clause.start <= start < clause.end), None)


def is_outcome(words: str) -> bool:
    """Whether words are the name of an outcome, perhaps with where it was measured: "serum cholesterol"."""
    few = len(words.split()) <= _NEAR_WORDS
    return any(
        m.end - m.start >= len(words) or (few and m.end == len(words)) for m in find_outcomes(words)
    )


def acts_on_another(text: str, clause: Clause, relation: int | None, language: str) -> bool:
    """Whether a clause whose subject is an outcome acts on another one: "sleep improves memory"."""
    if relation is None:
        return len([m for m in find_outcomes(text) if clause.start <= m.start < clause.end]) != 1
    return any(True for _ in acted_on(text, clause, relation, language))


def acted_on(text: str, clause: Clause, relation: int | None, language: str) -> Iterator[FoundName]:
    """The outcomes behind a relation, without those of people in whom it is so: "falls in patients with arthritis".

    "Helps people with arthritis" acts on it.
    """
    if relation is None:
        return
    known = lists(language)
    ends = max((cue.end for cue in clause.relations if cue.start == relation), default=relation)
    for mention in find_outcomes(text):
        if not relation <= mention.start < clause.end:
            continue
        between = [token.text for token in tokenize(text) if ends <= token.start < mention.start]
        while between and (between[0] in known["adverbs"] or between[0] in known["lead"]):
            between = between[1:]
        last = words_of(text[relation:ends])[-1:]
        placed = "," in between or known["governs"].any_of([*last, *between[:1]])
        if not (placed and tells_who(text, mention, language)):
            yield mention
