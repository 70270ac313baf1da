"""Text as it is compared: words without case, accents, markup and marks; spellings of one word."""

import html
import unicodedata
from functools import lru_cache, partial

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.data import word_set
from magclaims.model.lazily import expression
from magclaims.read.tex import decode

knowledge = partial(load_data, "matching.toml")
"""The lists of `knowledge/matching.toml`."""
small_words = partial(word_set, "matching.toml", "words.small")
"""Words of no weight in titles, left out of journal names by ISO 4."""
MAX_TEXT = 2000
"""Characters of a text that are compared; no title is longer."""

_TAG = expression(r"</?[A-Za-z][^<>]{0,300}>")
_WORD = expression(r"[^\W_]+")
_APOSTROPHE = expression(r"(?<=\w)['’‘`´ʼ′](?=\w)")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"®": " ", "™": " ", "©": " ", "\ufffd": " ", "&": " and ", "ŋ": "n", "ħ": "h", "µ": "μ"}
    | {"\u2206": "δ"}  # the increment sign, typed for a delta
)
# "GREEK SMALL LETTER ALPHA"; Unicode spells one of these names otherwise than people do.
_GREEK_TABLE = {
    code: unicodedata.name(chr(code)).split()[-1].lower().replace("lamda", "lambda")
    for code in range(ord("α"), ord("ω") + 1)
}
_GREEK_LETTER = expression("[α-ως]")
_DIGRAPH = expression("ae|oe|ue")
_AMERICAN = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ise", "ize"),
    ("our", "or"),
    ("ae", "e"),
    ("oe", "e"),
)


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: lower case, no accents, markup, TeX or marks."""
    text = clean(text)[:MAX_TEXT]
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    if 2 * len(_GREEK_LETTER.findall(text)) <= len(text):  # letters as symbols, no title in Greek
        text = text.translate(_GREEK_TABLE)
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return tuple(_WORD.findall(_APOSTROPHE.sub("", text)))


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """A text without entities (also doubly escaped), tags and TeX, its spaces collapsed."""
    text = text[: 4 * MAX_TEXT]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text or "$" in text:
        text = decode(text)
    return " ".join(text.split())


def loose(text: str) -> str:
    """Letters and digits only, with ae/oe/ue as the letter that they may stand for."""
    return _DIGRAPH.sub(lambda match: match.group()[0], text)


def american(word: str) -> str:
    """A word (lower case) in American spelling: haematology and hematology, behaviour and behavior."""
    for british, spelled in _AMERICAN:
        word = word.replace(british, spelled)
    return word


def spelled_alike(a: str, b: str) -> bool:
    """Whether two words of five letters or more are one in British and in American spelling."""
    return min(len(a), len(b)) >= 5 and american(a) == american(b)


def alike(a: str, b: str) -> bool:
    """Whether two words are spellings of one: transliteration, British or American, one slip.

    One differing letter is allowed in words of five letters or more that begin alike; never a
    digit (IL-6 is not IL-8), nor a leading negation (atypical).
    """
    if a == b or loose(a) == loose(b) or spelled_alike(a, b):
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0] or not (a.isalpha() and b.isalpha()):
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(loose(a), loose(b), score_cutoff=1) <= 1
