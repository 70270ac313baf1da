"""Sentences that tell how little is known, or what a product is not: they claim no effect."""

import re
from functools import cache
from itertools import product

from magclaims.knowledge.data import load
from magclaims.knowledge.expressions import Expressions, expressions
from magclaims.knowledge.memory import remembered
from magclaims.knowledge.phrase_list import PhraseList, plain_phrases, with_gaps
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_GAP = 6
"""Words that `..` stands for in a phrase, at most."""


@remembered
def tells_how_little(text: str, language: str) -> bool:
    """Whether a text tells how thin the evidence is, who paid for it, or what a product replaces not."""
    return _phrases("phrases", language[:2].lower()).search(_plain(text)) is not None


@remembered
def only_asks(text: str, language: str) -> bool:
    """Whether all that a text says is what nobody knows: "whether it helps is unclear"; not with a "but"."""
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
def tells_one_case(text: str, language: str) -> bool:
    """Whether a text tells of one person: "one man got a rash"."""
    return _phrases("one_case", language[:2].lower()).search(_plain(text)) is not None


@remembered
def tells_low_certainty(text: str, language: str) -> bool:
    """Whether a text says that what was found is little certain: "but the certainty is low"."""
    return _phrases("uncertain", language[:2].lower()).search(_plain(text)) is not None


def leaves_open(before: str, language: str) -> bool:
    """Whether words leave open, or deny, what stands behind them: "cannot prove that running is", "no amount that is"."""
    return _unproven(language[:2]).search(before) is not None


@cache
def _unproven(language: str) -> re.Pattern[str]:
    phrases = load("modest.toml")["unproven"].get(language, ())
    turns = "|".join(load("clauses.toml")["turns"].get(language, ())) or "(?!)"
    any_of = "|".join(with_gaps(phrase, _GAP) for phrase in phrases) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{any_of})(?: (?!(?:{turns}) )[^ ]+){{0,{_GAP}}} ?$")


@remembered
def compares_people(text: str, language: str) -> bool:
    """Whether a text compares people by what they did of themselves, and says of nothing that it does a thing.

    "Women who ate more fruit slept longer", "the more people walked, the longer they lived", "those who walked
    lived longer than those who did not", "walnut eaters had fewer strokes"; not with "because fruit calms" or ": fruit calms" besides.
    """
    return _tells_alone(text, language, "by_name", "by_more", "by_than", "by_scale")


@remembered
def tells_what_became(text: str, language: str) -> bool:
    """Whether a text reports what those who did a thing of themselves had later: "who walked, had fewer falls".

    Or what those had who have a thing, beside others without: "with a dog they were less lonely than those without".
    Told in the past, with the doers as who had it: no more than that the two went together. "Who walks sleeps better"
    is a promise.
    """
    return _tells_alone(text, language, "became", "became_beside")


def _tells_alone(text: str, language: str, *names: str) -> bool:
    """Whether a text says so by one of these expressions, and gives no cause besides."""
    patterns, plain = _habits(language[:2].lower()), _plain(text)
    if patterns is None or not any(patterns[name].search(plain) for name in names):
        return False
    besides = filter(None, patterns["besides"].split(text)[1:])
    return all(grade(part, language).strength is not Strength.CAUSAL for part in besides)


@cache
def _habits(language: str) -> Expressions | None:
    lists, nouns = load("modest.toml")["habits"], load("people.toml")["nouns"]
    if language not in nouns or language not in lists["who"]:
        return None
    rows = {name: rows.get(language, ()) for name, rows in lists.items()}
    return expressions("habits", rows | {"people": nouns[language]}, _written, re.NOFLAG)


def _written(row: str) -> str:
    return re.escape(row).replace(r"\*", r"\w*")


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("\u2019", "'")))


@cache
def _phrases(name: str, language: str) -> PhraseList:
    rows = load("modest.toml")[name].get(language, ())
    either = ([word.split("/") for word in row.split()] for row in rows)
    return plain_phrases([" ".join(row) for words in either for row in product(*words)], _GAP)
