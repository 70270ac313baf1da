"""What is declared to claim nothing (advice, an opinion, a limitation, a precaution), against its own words.

The registry cannot mute: where the words state an effect, they are judged as one. Where they may state one
(it "may help", or another name stands there than the claim's), it is a question whether they do.
"""

import re
from collections.abc import Iterable

from magclaims.judge.claim.direction import direction_of
from magclaims.judge.claim.harm import is_harms, is_interaction
from magclaims.judge.claim.modest import tells_how_little
from magclaims.judge.claim.stated import graded, language_of
from magclaims.knowledge import find_outcomes, find_substances, outcome, relation, substance
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.knowledge.small_words import denials
from magclaims.lexicon.direction import is_open, worth
from magclaims.lexicon.passages import Passage, passage
from magclaims.lexicon.word_list import words_of
from magclaims.lexicon.wording import RELATIONS, CueMatch, grade
from magclaims.model.registry import Claim, Direction, Kind, Strength

DECLARED = frozenset({Kind.ADVICE, Kind.OPINION, Kind.LIMITATION, Kind.PRECAUTION})
"""Kinds that need no evidence, because nothing is claimed; the sentence may say otherwise."""
_NO_WAY = frozenset({None, Direction.NO_EFFECT, Direction.CHANGES})
_PRAISE = frozenset({"frame", "soft", "soft_frame"})
"""Cues of "is essential for", "plays a role in", "is promising"."""
_APART = frozenset({"other", "unknown"})


def states_effect(
    claim: Claim,
    quote: str,
    said: Passage,
    text: str,
    language: str,
    *,
    gone: bool = False,
    for_medicine: bool = False,
) -> bool:
    """Whether an advice, opinion, limitation or precaution states an effect by its own words.

    It does where the quote itself asserts a certain effect, or that the substance treats a
    disease, denies nothing, and the sentence names what the claim is about. A warning of harm is none.
    An opinion that tells of a complaint that is gone is a customer's way to say that it helped; so is what
    became of the teller's sleep, or of that of customers, with the substance.

    Args:
        claim: The claim, of one of the kinds `DECLARED`.
        quote: Of the occurrence.
        said: How it is worded.
        text: The sentence in which it stands.
        language: Of the sentence.
        gone: Whether the quote tells that a disease or pain is gone.
        for_medicine: Whether it tells the reader to stop or replace a medicine.
    """
    if for_medicine and _names_substance(claim, text):
        return True
    gone = gone and claim.kind is Kind.OPINION
    # "Never again a migraine" denies nothing.
    if not gone and _denies(quote, language):
        return False
    firm = said.strength is Strength.CAUSAL and claim.kind is not Kind.PRECAUTION
    gone = gone or _is_testimony(claim, quote)
    asserted = _asserts(said) and (firm or said.therapeutic)
    if not (asserted or gone):
        return False
    if asserted and claim.kind is not Kind.PRECAUTION and _states(claim):
        return True  # what the quote calls "it", or by another name, the registry states, too
    return _names_substance(claim, text) and (
        gone or said.therapeutic or _names_outcome(claim, text)
    )


def states_as_registered(claim: Claim) -> bool:
    """Whether an opinion, advice or limitation states an effect, where only the registry's words are at hand."""
    if claim.kind not in DECLARED - {Kind.PRECAUTION} or not _states(claim):
        return False
    if direction_of(claim) in _NO_WAY and _praises(graded(claim).decided_by):
        return False  # "is essential for the brain"
    statement, language = claim.statement, language_of(claim)
    said = passage(graded(claim), 0, len(statement), statement, language)
    return states_effect(claim, statement, said, statement, language)


def may_state_effect(
    claim: Claim, quote: str, said: Passage | None, text: str, language: str
) -> bool:
    """Whether what is declared to claim nothing may state an effect, by its words or by the registry's.

    Its sentence is not always at hand: then `text` is the quote, and nobody graded it.
    """
    if claim.kind is Kind.LIMITATION and tells_how_little(quote, language):
        return False
    quoted = said is not None and _asserts(said)
    if claim.kind is Kind.PRECAUTION:
        strength = said.strength if said is not None and quoted else graded(claim).strength
        if not _is_wanted(claim, sure=strength is Strength.CAUSAL):
            return False
    # "Matters for the brain": an opinion that tells no direction may be praise.
    praise = claim.kind is Kind.OPINION and direction_of(claim) in _NO_WAY
    if said is not None and quoted and not _denies(quote, language) and _is_of_claim(claim, text):
        return not (praise and _praises(said.cues) and said.strength < Strength.CAUSAL)
    # "Not everybody knows that it cures": what is denied is not what the claim states.
    if said is not None and said.worded and not quoted and _has_relation(text, language):
        return False
    return _states(claim) and not (praise and _praises(graded(claim).decided_by))


def _asserts(said: Passage) -> bool:
    """Whether a quote asserts an effect, and no harm, by its own words."""
    return said.own and said.strength > Strength.NONE and not _harmful(said.cues)


def _states(claim: Claim) -> bool:
    """Whether a statement asserts an effect, and leaves nothing open."""
    statement, stated = str(claim.statement), graded(claim)
    if stated.strength is Strength.NONE or is_open(statement.lower()):
        return False
    if not claim.about.outcome and not any(True for _ in find_outcomes(statement)):
        return False
    if direction_of(claim) is Direction.NO_EFFECT or _denies(statement, language_of(claim)):
        return False
    relations = [cue for cue in stated.decided_by if cue.kind in RELATIONS]
    return bool(relations) and not _harmful(relations)


def _has_relation(text: str, language: str) -> bool:
    """Whether a text has a word for what something does, more than a "less" that may go with anything."""
    kinds = RELATIONS - {"fragment"}
    return any(cue.kind in kinds for cue in grade(text, language).cues)


def _is_of_claim(claim: Claim, text: str) -> bool:
    """Whether a sentence that asserts something names a part of the claim, and anything that may change."""
    on = bool(claim.about.outcome) or any(True for _ in find_outcomes(text))
    return on and (_names_substance(claim, text) or _names_outcome(claim, text))


def _is_wanted(claim: Claim, *, sure: bool) -> bool:
    """Whether a claim says something good of what people want or fear, harms as such left out.

    As a fact (`sure`) also where the words tell no way, or more of it is neither good nor bad.
    """
    way = direction_of(claim)
    for name in claim.about.outcome:
        value = worth(way, name) if way is not None else None
        known = worth(Direction.INCREASES, name) is not None or outcome(name) is not None
        wanted = value == 1 or (sure and value is None and known)
        if wanted and not is_harms(name) and not is_interaction(name):
            return True
    return False


def _praises(cues: Iterable[CueMatch]) -> bool:
    """Whether nothing but words of weight, of a role or of promise tell that a thing does something."""
    return {cue.id for cue in cues if cue.kind in RELATIONS} <= _PRAISE


def _harmful(cues: Iterable[CueMatch]) -> bool:
    return all(cue.harmful for cue in cues)


def _denies(text: str, language: str) -> bool:
    """Whether a text has a word that takes an effect back, or leaves it open."""
    return not denials("clauses", language).isdisjoint(words_of(fold(text)))


def _is_testimony(claim: Claim, quote: str) -> bool:
    """Whether an opinion on an outcome tells what it was like with the substance: "with X I sleep like a log".

    That somebody likes or takes it is none: then the claim is on no outcome.
    """
    if claim.kind is not Kind.OPINION or not claim.about.outcome:
        return False
    words, table = re.findall(r"[^\W\d_]+", fold(quote)), load_data("clauses.toml")["testimony"]
    tells = next((at for at, word in enumerate(words) if word in table["tellers"]), None)
    if tells is None:
        return False
    first = next(iter(find_substances(quote)), None)
    leads = first is not None and len(re.findall(r"[^\W\d_]+", fold(quote[: first.start]))) < tells
    return leads or not set(words).isdisjoint(table["links"])


def _names_substance(claim: Claim, text: str) -> bool:
    folded = fold(text)
    wanted = {known.id for name in claim.about.substance if (known := substance(name))}
    mentioned = {mention.id for mention in find_substances(text)}
    return bool(wanted & mentioned) or any(fold(name) in folded for name in claim.about.substance)


def _names_outcome(claim: Claim, text: str) -> bool:
    """Whether a sentence names what the claim is on, or what is akin to it; one that no list knows counts, too."""
    found = {mention.id for mention in find_outcomes(text)}
    return any(
        outcome(name) is None or any(relation(name, other) not in _APART for other in found)
        for name in claim.about.outcome
    )
