"""Sentences that tell how little is known, or what a product is not: they claim no effect."""

import re
from functools import cache

from magclaims.knowledge.data import load
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.phrase_list import PhraseList, plain_phrases

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_GAP = 6
"""Words that `..` stands for in a phrase, at most."""


@remembered
def tells_how_little(text: str, language: str) -> bool:
    """Whether a text tells how thin the evidence is, who paid for it, or what a product replaces not.

    Args:
        text: A sentence that asserts nothing by its other words.
        language: ISO 639-1; a language without phrases for it says nothing.
    """
    return _phrases("phrases", language[:2].lower()).search(_plain(text)) is not None


@remembered
def only_asks(text: str, language: str) -> bool:
    """Whether all that a text says is what nobody knows: "whether it helps is unclear"; not with a "but".

    Args:
        text: A sentence.
        language: ISO 639-1.
    """
    code, plain = language[:2].lower(), _plain(text)
    asked = _phrases("asks", code).search(plain)
    if asked is None or (" " not in asked.group() and asked.start() > 0):
        return False  # "of" is "or", too, but at the beginning
    turns = load("clauses.toml")["turns"].get(code, ())
    return not any(f" {turn} " in plain for turn in turns) and tells_how_little(text, code)


@remembered
def tells_no_control(text: str, language: str) -> bool:
    """Whether a text says that a study compared with nobody: "in an open study", "without a control group"."""
    return _phrases("uncontrolled", language[:2].lower()).search(_plain(text)) is not None


@remembered
def compares_people(text: str, language: str) -> bool:
    """Whether a text compares people by what they did of themselves: "women who ate more fruit slept longer"."""
    pattern = _habits(language[:2].lower())
    return pattern is not None and pattern.search(_plain(text)) is not None


@cache
def _habits(language: str) -> re.Pattern[str] | None:
    habits = load("modest.toml")["habits"]
    nouns = load("people.toml")["nouns"].get(language)
    if nouns is None or language not in habits["who"]:
        return None
    who, more = ("|".join(map(re.escape, habits[name][language])) for name in ("who", "more"))
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, nouns))}) (?:{who})(?: \S+){{0,2}} (?:{more})(?!\w)"
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("\u2019", "'")))


@cache
def _phrases(name: str, language: str) -> PhraseList:
    return plain_phrases(load("modest.toml")[name].get(language, ()), _GAP)
