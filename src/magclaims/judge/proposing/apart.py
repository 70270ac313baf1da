"""Why a sentence becomes no proposal: asked of every sentence, so that none is passed over in silence."""

import re
from collections.abc import Collection
from enum import StrEnum
from itertools import pairwise

from magclaims.judge.claim.harm import asserts_safety
from magclaims.knowledge import find_outcomes, find_substances
from magclaims.lexicon import cues
from magclaims.lexicon.direction import told
from magclaims.lexicon.ways import said, way_words
from magclaims.lexicon.word_list import WordLists, lists, words_of
from magclaims.lexicon.wording import Wording
from magclaims.model.registry import Direction, Strength
from magclaims.quantity.quantities import find_quantities
from magclaims.read.article.articles import Sentence

_ASKS = re.compile(r"\?[\"'”’)*\s]*$")
_FEWEST_WORDS = 4
_OPENING = 4
"""Words at the beginning among which a page names itself."""
_PROSE = 6
"""From so many words on, what ends in a full stop is a sentence, whether its verb is known or not."""
_ENDS = re.compile(r"[.!:;][\"'”’)*⁰¹²³⁴⁵⁶⁷⁸⁹\s]*$")
_TOPICS = frozenset({"health", "disease", "study", "human", "animal", "in_vitro"})
_WHO = frozenset({"study", "human", "factor", "agent", "modal", "fragment"})
"""Kinds of cue that say who, and nothing of what."""
_TAKEN = frozenset({"energy", "international units", "mass per body weight"})
_OPEN = frozenset({"limited", "open", "denial"})
_NEAR = 7
"""Words around "known" among which it says from where: "kennen de meeste mensen vooral uit"."""


class Apart(StrEnum):
    """Why a sentence is listed apart."""

    HEADING = "heading"
    SLOGAN = "slogan"
    QUESTION = "question"
    ADVICE = "advice"
    WRITER = "writer"
    SHOP = "shop"
    METHOD = "method"
    POPULAR = "popular"
    NOTHING = "nothing"
    TWICE = "twice"
    UNGRADED = "ungraded"
    DECLARED = "declared"
    DENIED = "denied"


def why_apart(sentence: Sentence, wording: Wording, *, cites: bool) -> Apart | None:
    """Why a sentence becomes no proposal; None for one that asserts something. `cites`: a mark leads to a reference."""
    text, language = sentence.text, sentence.language[:2]
    if wording.strength is not Strength.NONE or wording.negated is not None:
        done = only_method(text, wording, language)  # "the participants kept a diary"
        return Apart.METHOD if done and sentence.kind not in {"heading", "label"} else None
    if sentence.kind in {"heading", "label"}:
        tells = cites and len(words_of(text)) > 1 and bool(find_outcomes(text))
        return None if tells else Apart.HEADING
    if tells_method(text, wording, language):
        return Apart.METHOD
    words = words_of(text)
    if any(" ".join(words[:_OPENING]).startswith(page) for page in lists(language)["page"].whole):
        return Apart.SHOP
    if cites or (asserts_safety(text, language) and not _ASKS.search(text)):
        return None  # that there is no harm holds no word of an effect
    if _ASKS.search(text):
        return Apart.QUESTION
    names = bool(find_substances(text) or find_outcomes(text))
    other = _about_another_thing(text, words, wording, language, names=names)
    if other is not None:
        return other
    cell = sentence.kind == "table_cell" and len(words) > 1
    if cell and tells_a_way(text, words, language, UP_OR_DOWN):
        return None  # "less sneezing"
    return _too_little(sentence, words, wording, names=names)


def _about_another_thing(
    text: str, words: list[str], wording: Wording, language: str, *, names: bool
) -> Apart | None:
    """What a sentence is about that is no matter of health, or whom it tells what to do."""
    known = lists(language)
    pack = cues.load(language)
    told = names or {cue.kind for cue in wording.cues} & _OPEN
    if pack is not None and _begins_with_advice(words, pack, language):
        return Apart.ADVICE
    if _only_liked(words, wording, known) or _only_met(text, words, wording, known):
        return Apart.POPULAR
    if known["shopping"].any_of(words) and not told:
        return Apart.SHOP
    if known["writer"].any_of(words) and not told:
        return Apart.WRITER
    return None


def _too_little(
    sentence: Sentence, words: list[str], wording: Wording, *, names: bool
) -> Apart | None:
    """Why a sentence says too little to be a claim; None for one that asserts something."""
    text, language = sentence.text, sentence.language[:2]
    kinds = {cue.kind for cue in wording.cues}
    measured = any(q.dimension for q in find_quantities(text, language))
    of_evidence = lists(language)["evidence"].any_of(words)
    prose = len(words) >= _PROSE and _ENDS.search(text) is not None
    if words and words[0] in lists(language)["refers"] and lists(language)["holds"].any_of(words):
        return None  # "they hold essential oils"
    told = of_evidence or measured or tells_a_way(text, words, language)
    if prose and not names and kinds <= _WHO and not told:
        return Apart.NOTHING
    if wording.is_claim:
        return None
    if "metadata" in kinds or "disclaimer" in kinds:
        return Apart.SHOP
    pack = cues.load(language)
    states = sentence.kind == "list_item" or _ENDS.search(text) is not None
    if names and states and len(words) > 1 and tells_a_way(text, words, language):
        return None  # "the pain disappears."
    if not prose and (
        len(words) < _FEWEST_WORDS or (pack is not None and not _has_verb(words, pack))
    ):
        return None if names and measured and len(words) >= _FEWEST_WORDS else Apart.SLOGAN
    if names or kinds & _TOPICS:
        only_told = "mention" in kinds and "study" not in kinds and not names
        return Apart.ADVICE if only_told else None
    told = prose and tells_a_way(text, words, language)
    return None if told or _weighs(text, language) else Apart.NOTHING


def _only_liked(words: list[str], wording: Wording, known: WordLists) -> bool:
    """Whether a sentence tells how a thing is sold or liked, and neither of research nor of a treatment."""
    return known["popular"].any_of(words) and not _tells_more(wording)


def _only_met(text: str, words: list[str], wording: Wording, known: WordLists) -> bool:
    """Whether a sentence tells where people know a thing from, and no outcome: "best known from the gym"."""
    near = (
        words[max(0, at - _NEAR) : at + _NEAR]
        for at, word in enumerate(words)
        if word in known["known"]
    )
    met = any(known["known_from"].any_of(map(" ".join, pairwise(around))) for around in near)
    heals = any(part in word for word in words for part in known["healing"].whole)
    return met and not (heals or _tells_more(wording) or find_outcomes(text))


def _tells_more(wording: Wording) -> bool:
    """Whether it tells of research, of a treatment, or that something is not so."""
    kinds = {cue.kind for cue in wording.cues}
    return bool(wording.therapeutic or kinds & (_OPEN | {"negation", "study"}))


def _begins_with_advice(words: list[str], pack: cues.CuePack, language: str) -> bool:
    """Whether the first word is an imperative: "sleep well", and not "sleep is ..."."""
    if not words or words[0] not in pack.words["advice_starts"]:
        return False
    return not (len(words) > 1 and words[1] in lists(language)["verbs"])


def _weighs(text: str, language: str) -> bool:
    """Whether a sentence tells how much of something, in a unit of what people take or burn."""
    return any(q.dimension in _TAKEN for q in find_quantities(text, language))


def _has_verb(words: list[str], pack: cues.CuePack) -> bool:
    return any(
        word in pack.words["finite"] or pack.verb_forms.get(word) in {"finite", "past"}
        for word in words
    )


_DIRECTIONS = frozenset(Direction) - {Direction.CHANGES}
UP_OR_DOWN = frozenset({Direction.INCREASES, Direction.DECREASES})
_APART_WITHIN = 4
"""Words behind the first part of a verb among which the other stands: "nam licht af"."""


def tells_method(text: str, wording: Wording, language: str) -> bool:
    """Whether a sentence that asserts no relation tells of the method of a study, and of no result.

    Whatever may be a result makes it none: a word such as "found", one that tells which way something
    went, a denial. So what no list knows stays a claim.
    """
    words = words_of(text)
    known = lists(language)
    kinds = {cue.kind for cue in wording.cues}
    if not words or kinds & {"negation", "denial", "limited", "open"}:
        return False
    if known["results"].any_of(words) or words[-1] in known["result_ends"]:
        return False
    if known["evidence"].any_of(words) and known["weak"].any_of(words):
        return False  # "most studies were small and short"
    if known["designs"].any_of(words):
        return True
    if "study" not in kinds and not known["studied"].any_of(words):
        return False
    if tells_a_way(text, words, language):
        return False
    passive = known["was"].any_of(words) and known["measured"].any_of(words)
    return passive or known["methods"].any_of(words)


def only_method(text: str, wording: Wording, language: str) -> bool:
    """Whether all that a sentence seems to assert is what was done in a study: "erhielten", "hielden bij"."""
    cues = said(wording)
    methods = lists(language)["methods"]
    words = [words_of(text[cue.start : cue.end]) for cue in cues]
    done = bool(words) and all(len(each) == 1 and each[0] in methods for each in words)
    return done and tells_method(text, wording, language)


def tells_a_way(
    text: str, words: list[str], language: str, among: Collection[Direction] = _DIRECTIONS
) -> bool:
    """Whether a word tells which way something went: "higher", "nam toe"."""
    if language == "en":
        return told(text, ()) in among
    apart = (
        f"{one} {other}"
        for at, one in enumerate(words)
        for other in words[at + 1 : at + 1 + _APART_WITHIN]
    )
    told_by = [*words, *apart]
    ways = way_words(language)
    return any(listed.any_of(told_by) for way, listed in ways.items() if way in among)
