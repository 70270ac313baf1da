"""Whether a sentence only tells how a study was done: who took part, what they took, what was measured."""

from magclaims.lexicon.direction import told
from magclaims.lexicon.ways import said, way_words
from magclaims.lexicon.word_list import lists, words_of
from magclaims.lexicon.wording import Wording
from magclaims.model.registry import Direction

_DIRECTIONS = frozenset(Direction) - {Direction.CHANGES}


def tells_method(text: str, wording: Wording, language: str) -> bool:
    """Whether a sentence that asserts no relation tells of the method of a study, and of no result.

    Whatever may be a result makes it none: a word such as "found", one that tells which way something
    went, a denial. So what no list knows stays a claim.

    Args:
        text: The sentence.
        wording: Its grade.
        language: ISO 639-1.
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
    if _tells_a_way(text, words, language):
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


def _tells_a_way(text: str, words: list[str], language: str) -> bool:
    """Whether a word tells which way something went: "higher", "nam toe"."""
    if language == "en":
        return told(text, ()) in _DIRECTIONS
    ways = way_words(language)
    return any(listed.any_of(words) for way, listed in ways.items() if way in _DIRECTIONS)
