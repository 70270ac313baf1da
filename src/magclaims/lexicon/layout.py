"""The layout of a sentence: its segments and clauses, and what can become of a cue in it.

A *segment* ends at a stop (full stop, semicolon, colon, dash, bracket) or before a word such as
"but" or "because", or where a finding begins ("found that"). A *clause* also ends before words such
as "that" or "which" and, in Dutch, at a comma.
"""

from enum import IntEnum
from typing import Final

from magclaims.lexicon.cues import STOPS, CueHit, CuePack, Token
from magclaims.model.values import dataclass

REACH: Final = 14
"""Words that a modal or a negation reaches."""
_LISTED: Final = 6
"""Words behind the last comma of a heading that may end a list: "mood, energy and deep sleep"."""


class CueStatus(IntEnum):
    """What a sentence does with a cue, from nothing to everything."""

    MENTIONED = 0
    DENIED = 1
    OBSERVED = 2
    """A change without a cause: "was higher"."""
    SOFTENED = 3
    WEAKENED = 4
    ASSERTED = 5


@dataclass(frozen=True, slots=True)
class Layout:
    """Segment and clause of each token, and the hits by kind."""

    tokens: list[Token]
    segments: list[int]
    clauses: list[int]
    by_kind: dict[str, list[CueHit]]
    has_verb: bool
    """Whether there is a finite verb at all: a heading has none."""

    def word(self, index: int) -> str:
        """The word at an index, "" outside the sentence."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def clause_words(self, index: int) -> set[str]:
        """The words of a token's clause, no further away than `REACH`."""
        clause = self.clauses[index]
        nearby = range(max(0, index - REACH), min(len(self.tokens), index + REACH + 1))
        return {self.word(place) for place in nearby if self.clauses[place] == clause}

    def modal_before(self, index: int, *, segment: bool = False) -> bool:
        """Whether a modal stands before a token, in its clause or in its segment."""
        parts = self.segments if segment else self.clauses
        return any(
            parts[hit.first] == parts[index] and hit.first < index for hit in self.kind("modal")
        )

    def kind(self, name: str) -> list[CueHit]:
        """The hits of one kind, in order."""
        return self.by_kind.get(name, [])


def lay_out(pack: CuePack, tokens: list[Token], hits: list[CueHit]) -> Layout:
    """Cut a sentence into segments and clauses."""
    segment = clause = 0
    segments, clauses = [], []
    comma_ends = not pack.governs_before_only
    opened = False
    turns = {hit.first for hit in hits if hit.cue.kind == "turn"}
    for index, token in enumerate(tokens):
        word = token.text
        if word in pack.words["openers"] and (index == 0 or tokens[index - 1].text in STOPS):
            opened = True
        elif index in turns or (word in pack.words["segment"] and _turns(pack, tokens, index)):
            segment += 1
            clause += 1
        elif word in pack.words["clause"] and _begins(pack, tokens, index):
            clause += 1
        segments.append(segment)
        clauses.append(clause)
        if word in STOPS:
            segment += 1
            clause += 1
        elif word == "," and opened:
            # "While more research is needed, zinc ...": the main clause begins.
            segment += 1
            clause += 1
            opened = False
        elif word == "," and comma_ends:
            clause += 1
    by_kind: dict[str, list[CueHit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.cue.kind, []).append(hit)
    has_verb = any(
        token.text in pack.words["finite"] or pack.verb_forms.get(token.text) in {"finite", "past"}
        for token in tokens
    )
    return Layout(tokens, segments, clauses, by_kind, has_verb)


def _begins(pack: CuePack, tokens: list[Token], index: int) -> bool:
    """Whether a word such as "how" begins a clause.

    German "wie" is "such as" without a comma before it; Dutch "die" is "those" behind a finite verb.
    """
    word, before = tokens[index].text, tokens[index - 1].text if index else ""
    behind = tokens[index + 1 : index + 3]
    if word in pack.words["relative"] and (len(behind) < 2 or behind[-1].text in STOPS):
        return False  # "Denken verandert dat niet.": no clause follows
    if word in pack.words["demonstratives"]:
        return before not in pack.words["finite"]
    if word not in pack.words["clause_after_stop"] or not index:
        return True
    return before == "," or before in STOPS or before in pack.words["joins"]


def _turns(pack: CuePack, tokens: list[Token], index: int) -> bool:
    """Whether a word such as "but" or "yet" turns here, and is not that of "not yet" or "but also"."""
    word, before = tokens[index].text, tokens[index - 1].text if index else ""
    if index + 1 < len(tokens) and tokens[index + 1].text in pack.words["no_segment_before"]:
        return False
    if word in pack.words["segment_after_stop"]:
        return not before or before in STOPS or before == ","
    return before not in pack.words["no_segment_after"]


def is_question_heading(pack: CuePack, text: str, tokens: list[Token]) -> bool:
    """Whether it is a heading such as "How magnesium works"."""
    first = tokens[0].text if tokens else ""
    if first not in pack.words["question_starts"] or text.rstrip().endswith("."):
        return False
    # "Why iron matters for mood, energy and sleep": a comma parts a list, or the heading from what it says.
    tail = [token.text for token in tokens]
    while "," in tail and len(tail) > 1:
        tail = tail[tail.index(",") + 1 :]
    listed = len(tail) <= _LISTED and not pack.words["joins"].isdisjoint(tail)
    return listed or len(tail) == len(tokens)
