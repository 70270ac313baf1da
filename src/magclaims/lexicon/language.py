"""Which of the languages that can be read a text is in, or that this is not known.

The frequent words of each language are counted. Words that two languages share ("in", "de", "la")
count for both and so decide nothing. Other languages share a few frequent words with these, so a
language is named only where its words make up a good part of the text.
"""

import re
from functools import lru_cache

from magclaims.knowledge.languages import READ
from magclaims.lexicon.pack import load_pack

UNKNOWN = "und"
"""ISO 639-2 for a language that is not determined."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
"""Characters that are looked at: more does not change the answer."""
_FEWEST = 4
_LONG = 100
_SHARE = 0.1
_SHARE_OF_SHORT = 0.2
"""In the articles of `shared/` the words of the right language make up 0.11 (a list of terms) to
0.39 of the text, those of another one, for a language without a pack, at most 0.08. A sentence is
too short to trust the lower share."""
_LEAD = 1.5


def detect(text: str) -> str:
    """The ISO 639-1 code of the language, or `und` where the text does not tell."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _FEWEST:
        return UNKNOWN
    counts = {code: sum(word in _words(code) for word in words) for code in READ}
    (best, most), (_, second), *_ = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    share = _SHARE if len(words) >= _LONG else _SHARE_OF_SHORT
    if most < _FEWEST or most < share * len(words) or most < _LEAD * second:
        return UNKNOWN
    return best


@lru_cache(maxsize=len(READ))
def _words(code: str) -> frozenset[str]:
    return load_pack(code).stop_words
