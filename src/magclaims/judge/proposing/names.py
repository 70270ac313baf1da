"""What may be a name, where the vocabulary does not know it: a few words of a sentence, without what is no part of them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from magclaims.lexicon import cues
from magclaims.lexicon.cues import Token
from magclaims.lexicon.word_list import lists

MARK_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡"
_ADDRESS = frozenset({"http", "https", "www"})
_YEAR = re.compile(r"(?:19|20)\d\d[a-z]?")
_OTHERS = frozenset({"al", "a", "others", "anderen"})
"""Words between the first author and the year."""
_WITH_HEAD = 3
"""The fewest words of "risk of stroke"."""
MOST_WORDS = 7
"""Words of the sentence that may stand for a substance or an outcome."""


def verb_may_end(language: str) -> bool:
    """Whether a verb may end its clause, behind its object, as in Dutch and German."""
    pack = cues.load(language)
    return pack is not None and not pack.governs_before_only


def _is_cited(text: str, tokens: Sequence[Token]) -> bool:
    """Whether words name a work by its author and year: "Smith et al. 2021", "the trial of Smith 2021"."""
    return any(
        _YEAR.fullmatch(token.text) and (text[before.start].isupper() or before.text in _OTHERS)
        for before, token in pairwise(tokens)
    )


def _without_head(tokens: list[Token], language: str) -> list[Token]:
    """Without what only says how much or how likely: "the risk of | a stroke"."""
    words = lists(language)
    if len(tokens) < _WITH_HEAD or tokens[0].text not in words["heads"]:
        return tokens
    if tokens[1].text not in words["governs"]:
        return tokens
    rest = tokens[2:]
    while rest and rest[0].text in words["determiners"]:
        rest = rest[1:]
    return rest or tokens


def as_name(text: str, tokens: Sequence[Token], language: str) -> str:
    """The words as a name, without articles and marks; "" where they are none or too many.

    "There", "you" and "what helps" name nothing, and no name holds "even" or ends with it.
    """
    words = lists(language)
    kept = list(tokens)
    while kept and (kept[0].text in words["determiners"] or kept[0].text in words["adverbs"]):
        kept = kept[1:]
    if any(token.text in words["unnamed"] or token.text in words["adverbs"] for token in kept):
        return ""
    kept = [token for token in kept if token.text[0].isalnum() or token.text in "-'&+"]
    kept = _without_head(kept, language)
    if not kept or len(kept) > MOST_WORDS or _is_cited(text, kept):
        return ""
    if kept[0].text in words["governs"]:
        return ""
    last = kept[-1].text
    if last in words["times"] or last in words["vague"]:
        return ""
    if "capital" in words["nouns"] and not any(text[token.start].isupper() for token in kept):
        return ""
    name = text[kept[0].start : kept[-1].end].strip(MARK_SIGNS + " ,;:\"'“”‘’()")
    begins = name[: name.find("'") + 1].casefold()
    if begins and begins in words["determiners"]:  # "l'immunité"
        name = name[len(begins) :]
    if kept[0].text in _ADDRESS:
        return ""
    return " ".join(name.split()) if any(c.isalpha() for c in name) and len(name) > 2 else ""
