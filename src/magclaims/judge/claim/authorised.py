"""Sentences that are an authorised health claim in its own words: such a sentence needs no reference.

EFSA weighed the evidence, and a regulation sets the words. Only these words of these substances count:
what says it faster, more strongly or of another substance needs evidence of its own. In a language whose
wordings are not at hand, what says the same and nothing else counts (`formula`).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from magclaims.judge.claim.formula import same_meaning, says_need
from magclaims.judge.claim.textbook import load, same_outcome
from magclaims.judge.marks import without_marks_behind
from magclaims.knowledge import find_outcomes, find_substances, outcome, outcomes, substance
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.regulation import AuthorisedClaim, carriers, register
from magclaims.model.local_text import LocalText
from magclaims.model.registry import MAX_QUOTE_WORDS, Claim, Kind, Occurrence

_WORD = re.compile(r"[^\W_]+")
_KINDS = frozenset({Kind.EFFECT, Kind.MECHANISM, Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION})

_GENERAL = frozenset({Kind.GENERAL_KNOWLEDGE, Kind.DEFINITION})

_NAMED_WITHIN = 10
"""Words within which a wording has named its substance, where it begins with one: the longest name has seven."""
_Wording: TypeAlias = tuple[tuple[str, ...], int, AuthorisedClaim]
"""Its words, at which of them it goes on behind the substance, and the claim."""


def authorised(claim: Claim, occurrence: Occurrence, text: str | None) -> AuthorisedClaim | None:
    """The authorised claim that an occurrence is, in its own words or a translation; None where it is none.

    Its substances are the same, their name may be left out; its sentence (`text`) says nothing else.
    """
    if claim.kind not in _KINDS or occurrence.reported or not claim.about.substance:
        return None
    if text is not None:
        row = next((row for row in _worded(text) if _is_of(claim, row)), None)
        return row or _meant(claim, text) or _needed(claim, text)
    said = _words(occurrence.quote)
    for words, start, row in _by_first_word().get(said[:1], ()):
        if _is_part(said, words, start, cut=_is_full(occurrence)) and _is_of(claim, row):
            return row
    whole = None if _is_full(occurrence) else _meant(claim, occurrence.quote)
    return whole or _needed(claim, occurrence.quote)


def _worded(text: str) -> Iterator[AuthorisedClaim]:
    """The claims whose words a whole sentence has, of this substance or of one that carries it."""
    whole = _words(text)
    first = next((m for m in find_substances(without_marks_behind(text)) if m.start == 0), None)
    behind = len(_words(text[: first.end])) if first else 0
    for words, start, row in _by_first_word().get(whole[:1], ()):
        if whole in (words, words[start:]):
            yield row
    if first is None:
        return
    for words, start, row in _by_first_word().get(whole[behind : behind + 1], ()):
        # Creatine monohydrate carries what may be said of creatine.
        if start and whole[behind:] == words[start:] and {*carriers(first.id)} & {*row.substances}:
            yield row


def _meant(claim: Claim, text: str) -> AuthorisedClaim | None:
    """The authorised claim that words mean and nothing else, where its wording is not at hand."""
    other = same_meaning(without_marks_behind(text))
    return other if other is not None and _is_of(claim, other) else None


def _needed(claim: Claim, text: str) -> AuthorisedClaim | None:
    """The accepted role for which a sentence of general knowledge says that the body needs a nutrient.

    No more of it, and for nothing else: "the body needs folate to make new cells". A claim that names its
    entry of the textbook list leans on that.
    """
    if claim.basis is not None:
        return None
    named = [outcomes()[found.id].name() for found in find_outcomes(text)]
    about = claim.about.outcome
    if claim.kind not in _GENERAL or not about or any(outcome(name) is None for name in about):
        return None
    if not says_need(text):
        return None
    for row in register().claims.values():
        role = load().entries.get(f"role_{row.meaning.replace('-', '_')}")
        if row.revoked or row.basis != "source_of" or role is None:
            continue
        keeps = role.effect.startswith(("normal", "role", "maintenance"))
        of_it = all(any(same_outcome(topic, one) for topic in role.topics) for one in named)
        if keeps and of_it and _is_of(claim, row):
            return row
    return None


def told(row: AuthorisedClaim) -> tuple[LocalText, str]:
    """What an authorised claim says, and where that stands."""
    efsa = f"; EFSA Journal {row.efsa}" if row.efsa else ""
    return LocalText({k: f"{v.rstrip('.')}." for k, v in row.wordings.items()}), row.act + efsa


def _is_full(occurrence: Occurrence) -> bool:
    """Whether a quote is about as long as one may be, so that a wording may go on behind it."""
    return len(occurrence.quote.split()) >= MAX_QUOTE_WORDS - 1


def _is_part(said: tuple[str, ...], words: tuple[str, ...], start: int, *, cut: bool) -> bool:
    """Whether a quote has the words of a wording: all, or the first where it is `cut`."""
    rests = (words, words[start:])
    return any(said == (rest[: len(said)] if cut else rest) for rest in rests)


def _is_of(claim: Claim, row: AuthorisedClaim) -> bool:
    """Whether the claim is about the substances of a row, and about no outcome that it does not name."""
    for name in claim.about.substance:
        known = substance(name)
        if known is None or not set(carriers(known.id)) & set(row.substances):
            return False
    entry = load().entries.get(f"role_{row.meaning.replace('-', '_')}")
    named = [*(entry.topics if entry else ()), *_outcomes(row)]
    return all(
        any(same_outcome(one, name) for one in named)
        for name in claim.about.outcome
        if outcome(name) is not None
    )


def _outcomes(row: AuthorisedClaim) -> Iterator[str]:
    for wording in row.wordings.values():
        yield from (outcomes()[found.id].name() for found in find_outcomes(wording))


@cache
def _by_first_word() -> dict[tuple[str, ...], list[_Wording]]:
    """The wordings in force, in their order, by the first word of a quote that can be one of them."""
    found: dict[tuple[str, ...], list[_Wording]] = {}
    for wording in _wordings():
        words, start, _ = wording
        for first in {words[:1], words[start : start + 1]}:
            found.setdefault(first, []).append(wording)
    return found


@cache
def _wordings() -> tuple[_Wording, ...]:
    """The words of each wording in force, and at which of them they go on behind the substance."""
    found = []
    for row in register().claims.values():
        for wording in () if row.revoked else row.wordings.values():
            begins = " ".join(wording.split(" ")[:_NAMED_WITHIN])
            first = next((m for m in find_substances(begins) if m.start == 0), None)
            name = _words(wording[: first.end]) if first else ()
            found.append((_words(wording), len(name), row))
    return tuple(found)


def _words(text: str) -> tuple[str, ...]:
    """The words of a text without articles, which change no meaning, and with one spelling for each."""
    alike = load_data("textbook_roles.toml")["alike"]
    said = _WORD.findall(without_marks_behind(text).casefold())
    return tuple(alike["same"].get(w, w) for w in said if w not in alike["left_out"])
