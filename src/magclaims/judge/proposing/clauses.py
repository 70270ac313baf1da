"""The clauses of a sentence that assert something of their own.

"Zinc shortens colds and may improve taste" holds two claims: they differ in outcome and in strength,
and a reference may carry the one and not the other. A sentence is cut before a joining word or a
comma, and only where both sides assert something about a thing of their own; what cannot surely be
cut stays one claim.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from magclaims.knowledge import find_outcomes, find_substances
from magclaims.knowledge.languages import READ
from magclaims.lexicon.cues import STOPS, Token, tokenize
from magclaims.lexicon.people import NOBODY, People, people
from magclaims.lexicon.ways import Clause, said, slims
from magclaims.lexicon.word_list import WordList, lists
from magclaims.lexicon.wording import CueMatch, Wording
from magclaims.model.values import dataclass
from magclaims.quantity.units import unit_names

_THINGS = frozenset({"disease", "health"})
_MOST = 5
"""Clauses of one sentence; a longer list is one claim about many things."""
_OVER = 2
"""What it weighs that a quote runs over a semicolon."""
_TURNED_WITHIN = 5
"""Words before a quote among which one may turn its sense."""
_LACKS_WITHIN = 3
"""Words before a quote among which a lack is of what the quote begins with: "a lack of zinc"."""
_PAUSE = re.compile("[,;:()–—]")
_STRIPPED = "\"'“”‘’*"
_HYPHENS = ("-", "‑")
_OPENED = ("governs", "determiners")
"""Lists of words that no quote begins right behind, but where they may begin a clause ("that")."""
_LOOSE = ("governs", "determiners", "joins", "breaks", "infinitive", "verbs", "adverbs")
"""Lists of words that no quote ends with, where its clause goes on."""
_OPENING = "([{"
_CLOSING = ")]}"


def clauses(text: str, wording: Wording, language: str) -> tuple[Clause, ...]:
    """Cut a sentence into the clauses that become claims; at least one. In a language without a table nothing is cut."""
    relations = said(wording)
    whole = (Clause(0, len(text), tuple(relations)),)
    if len(relations) < 2:
        return whole
    tokens = tokenize(text)
    cuts, verbs = [0], set[int]()
    for one, other in pairwise(relations):
        cut = _cut(text, tokens, one.end, other.start, language)
        if cut is None or cut <= cuts[-1]:
            continue
        cuts.append(cut)
        if _joins_verbs(text, tokens, (one, cut, other), language):
            verbs.add(cut)
    parts = [
        Clause(start, end, tuple(r for r in relations if start <= r.start < end))
        for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)
    ]
    kept = _with_own_things(text, parts, wording, verbs, language)
    return tuple(kept) if len(kept) <= _MOST else whole


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the words of a quote may begin, in one clause."""

    text: str
    """The sentence."""
    words: Sequence[tuple[int, int]]
    """Start and end of the words that a quote may have."""
    language: str

    def turned(self, start: int) -> bool:
        """Whether a word shortly before the one at `start` turns what follows: "too", "never"."""
        known = lists(self.language)
        for at in reversed(range(max(0, start - _TURNED_WITHIN), start)):
            if not self._joined(self.words[at][1], self.words[start][0]):
                return False
            word = self._word(at)
            lacking = start - at <= _LACKS_WITHIN and word in known["lacks"]
            if lacking or word in known["turning"]:
                return True
        return False

    def begins(self, start: int) -> bool:
        """Whether a clause begins with the word at `start`: the first one, or one behind a comma."""
        return start == 0 or not self._joined(self.words[start - 1][0], self.words[start][0])

    def loose(self, start: int, length: int) -> int:
        """How many ends of a run of words are cut within a phrase: "day for | three weeks of the |"."""
        known = lists(self.language)
        last = start + length - 1
        opened = start > 0 and (
            (not self.begins(start) and self._word(start) in known["governs"])
            or (
                self._holds_next(start - 1, *(known[name] for name in _OPENED))
                and self._word(start - 1) not in known["breaks"]
            )
        )
        closed = last + 1 < len(self.words) and self._holds_next(
            last, *(known[name] for name in _LOOSE)
        )
        over = ";" in self.text[self.words[start][0] : self.words[last][0]]
        return opened + closed + _OVER * over

    def _holds_next(self, at: int, *listed: WordList) -> bool:
        """Whether a word belongs to the one behind it: a listed word, a number, "5 mg |", "heart- and ..."."""
        begin = self.words[at][0]
        if not self._joined(begin, self.words[at + 1][0]):
            return False
        word = self._word(at)
        of = self._word(at + 1) not in lists(self.language)["governs"]  # not "2 mg | per day"
        if of and at and self._word(at - 1)[:1].isdigit() and word in unit_names():
            return True
        return word.endswith(_HYPHENS) or word.isdigit() or any(word in one for one in listed)

    def _word(self, at: int) -> str:
        begin, end = self.words[at]
        return self.text[begin:end].casefold().strip(_STRIPPED + _OPENING + _CLOSING)

    def whom(self, begin: int, end: int) -> People | None:
        """The people that a part of the sentence names; None where it names nobody."""
        if self.language not in READ:
            return None
        named = people(self.text[begin:end], self.language)
        return named if named != NOBODY else None

    def _joined(self, begin: int, end: int) -> bool:
        return _PAUSE.search(self.text, begin, end) is None


def _cut(text: str, tokens: Sequence[Token], after: int, before: int, language: str) -> int | None:
    """Where a clause begins between two relations: at the last joining word or stop there."""
    words = lists(language)
    between = [i for i, t in enumerate(tokens) if after <= t.start < before]
    for i in reversed(between):
        token = tokens[i]
        if token.text in words["joins"]:
            rest = [tokens[k].text for k in between if k > i]
            led = i > between[0] and tokens[i - 1].text == ","
            verb = rest[:1] and rest[0] in words["verbs"]  # "en kan", "und ist"
            own = len(rest) == 1 and (rest[0] in words["refers"] or rest[0] in words["unnamed"])
            verb = verb or own  # "en je raakt er slank van"
            if not (led or verb or i == between[0] or all(w in words["degree"] for w in rest)):
                continue  # it joins two things: "less stress and fatigue"
            found = token.start
        elif token.text in words["breaks"]:
            found = token.start
        elif token.text == "," and _goes_on(tokens, i, before, words["infinitive"]):
            continue
        elif token.text == "," or (token.text in STOPS and token.text not in "()[]"):
            found = token.end
        else:
            continue
        inside = text[:found]
        if any(inside.count(a) > inside.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True)):
            return None
        return found
    return None


def _goes_on(tokens: Sequence[Token], comma: int, verb: int, marker: WordList) -> bool:
    """Whether a comma parts infinitives that share a marker: "te vormen, versterken of verzwakken"."""
    return comma > 1 and tokens[comma - 2].text in marker and tokens[comma + 1].start == verb


def _joins_verbs(
    text: str, tokens: Sequence[Token], joint: tuple[CueMatch, int, CueMatch], language: str
) -> bool:
    """Whether a cut parts two verbs of one subject, each with an object: "shortens X and improves Y"."""
    one, cut, other = joint
    words = lists(language)

    def holds(start: int, end: int) -> bool:
        return any(
            t.text[0].isalnum() and t.text not in words["degree"] and t.text not in words["joins"]
            for t in tokens
            if start <= t.start < end
        )

    return holds(one.end, cut) and not holds(cut, other.start) and holds(other.end, len(text))


def _with_own_things(
    text: str, parts: Sequence[Clause], wording: Wording, verbs: Collection[int], language: str
) -> list[Clause]:
    """The parts, each joined with the one before where it names no thing of its own.

    A part that begins at one of `verbs` has an object of its own, whether it is known or not.
    """
    outcomes = find_outcomes(text)
    spots = [(m.start, m.id) for m in outcomes]
    named = (*outcomes, *find_substances(text))
    covered = {place for m in named for place in range(m.start, m.end)}
    spots += [
        (cue.start, cue.text.lower())
        for cue in wording.cues
        if cue.kind in _THINGS and cue.start not in covered
    ]

    def things(part: Clause) -> set[str]:
        slim = {"slim"} if slims(text[part.start : part.end], language) else set[str]()
        return slim | {name for start, name in spots if part.start <= start < part.end}

    kept: list[Clause] = []
    for part in parts:
        previous = kept[-1] if kept else None
        own = part.start in verbs or (
            previous is not None and things(part) - things(previous) and things(previous)
        )
        if previous is not None and not own:
            kept[-1] = Clause(previous.start, part.end, (*previous.relations, *part.relations))
        else:
            kept.append(part)
    return kept
