"""What takes a promise back: a negation, a question, a warning, weak evidence."""

import re
from collections.abc import Sequence

from magclaims.judge.law.effects import Effect
from magclaims.judge.law.facts import WORDING, negation, word_list
from magclaims.knowledge.languages import GRADED
from magclaims.knowledge.small_words import any_language
from magclaims.lexicon.wording import grade

_CONTRAST = re.compile(rf"[,;:()]|\s[–—]\s|\s(?:{any_language('but')})\s")
_REFERENCE = re.compile(
    r"\bdoi\b|10\.\d{4,9}/|\bet al\b|(?:19|20)\d\d\s?;\s?\d+|\d+\s?\(\d+\)\s?:\s?\w?\d+",
    re.IGNORECASE,
)
"""A printed reference in running text: a DOI, "et al", a volume with its pages."""
_OPENING = 2
"""Words of a clause before its subject, at most: "and our creatine"."""
BULLET = re.compile(r"^[\W_]+")


def _segment(text: str, start: int, end: int) -> str:
    """The part of a sentence, between commas and the like, that holds a match."""
    left = max((m.end() for m in _CONTRAST.finditer(text, 0, start)), default=0)
    right = next((m.start() for m in _CONTRAST.finditer(text, end)), len(text))
    return text[left:right]


def _without_praise(text: str, language: str) -> str:
    """The text without "not only", "no side effects" and "no banned substances", which deny no effect."""
    return word_list(WORDING, language, "not_negation").sub(" ", text)


def is_negated(text: str, match: re.Match[str] | Effect, language: str) -> bool:
    """Whether the part of the sentence with the match is negated ("not only" is no negation)."""
    if isinstance(match, Effect):
        part = _segment(text, match.start, match.end)
    else:
        part = _segment(text, match.start(), match.end())
    part = _without_praise(part, language)
    return negation(language).search(part) is not None


def has_word_of(text: str, language: str, key: str) -> bool:
    """Whether a text holds a word of one list."""
    return word_list(WORDING, language, key).search(text) is not None


def _weak_evidence(text: str, language: str) -> bool:
    """Whether a sentence says that the evidence is weak, and reports no result."""
    return (
        has_word_of(text, language, "evidence")
        and has_word_of(text, language, "weak")
        and not has_word_of(text, language, "reports")
    )


def _regardless(text: str, language: str, starts: Sequence[int]) -> bool:
    """Whether what is told goes on "with or without" the subject: "with or without food" says how to take it."""
    return any(
        said.end() <= start and len(text[said.end() : start].split()) <= 1
        for said in word_list(WORDING, language, "regardless").finditer(text)
        for start in starts
    )


def _told_by_nobody(text: str, language: str, starts: Sequence[int]) -> bool:
    """Whether a sentence says that nobody may say it, that it is a myth, that it was banned.

    Not where the word stands in a clause of its own, and what follows its comma begins with the subject:
    "Banned in sports nowhere, our creatine heals joint pain".
    """
    praise = [m.span() for m in word_list(WORDING, language, "not_negation").finditer(text)]
    first = min(starts, default=0)
    for said in word_list(WORDING, language, "nobody").finditer(text):
        if any(start <= said.start() < end for start, end in praise):
            continue
        comma = text.rfind(",", said.end(), first)
        if comma < 0 or len(text[comma + 1 : first].split()) > _OPENING:
            return True
    return False


def _is_direction(text: str, language: str, starts: Sequence[int]) -> bool:
    """Whether a line tells how to take it, and with what, and names it by nothing else: "Take with food to prevent nausea"."""
    handling = word_list("regulation/copy.toml", language, "handling")
    said = word_list(WORDING, language, "dosing").search(text)
    if said is None or handling.match(BULLET.sub("", text)) is None:
        return False
    # "Water" is a substance, too.
    return all(start == 0 or said.start() <= start < said.end() for start in starts)


def is_exempt(text: str, language: str, starts: Sequence[int] = ()) -> bool:
    """Whether a sentence promises nothing, whatever it names.

    Questions, disclaimers, denials, warnings, care advice, links, printed references, sentences on
    weak evidence or on what was only investigated, and studies of animals or cells. What a study found
    in people is no exemption: a seller who reports it makes the claim.
    """
    if text.rstrip(" *\"”’'").endswith("?") or _REFERENCE.search(text):
        return True
    if word_list(WORDING, language, "navigation").match(BULLET.sub("", text)):
        return True
    if any(has_word_of(text, language, key) for key in ("disclaimer", "care")):
        return True
    if _is_direction(text, language, starts):
        return True
    # "Whether it's pain or stress, this helps" asks nothing.
    if has_word_of(word_list(WORDING, language, "not_open").sub(" ", text), language, "open"):
        return True
    if _told_by_nobody(text, language, starts) or _regardless(text, language, starts):
        return True
    if has_word_of(text, language, "not_people") or _weak_evidence(text, language):
        return True
    return has_word_of(_without_praise(text, language), language, "warning")


def is_denied(text: str, language: str) -> bool:
    """Whether the grammar of the language says that every effect in the sentence is denied."""
    return language in GRADED and grade(text, language).negated is not None
