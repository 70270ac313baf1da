"""Whether two words of two languages are one: neuropathy, neuropathie, Neuropathie, neuropatía."""

from functools import lru_cache

from magclaims.match.text import knowledge
from magclaims.model.lazily import expression

_ENDINGS: tuple[tuple[str, str], ...] = tuple(
    (ending, common) for common, endings in knowledge()["endings"] for ending in endings.split()
)
_DOUBLE = expression(r"(.)\1+")
_SHORTEST = 4


def cognates(a: str, b: str) -> bool:
    """Whether two words (lower case, no accents) are spellings of one in two languages."""
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORTEST or _digits(a) != _digits(b):
        return False
    return bool(_skeletons(a) & _skeletons(b))


def resemble(a: str, b: str) -> bool:
    """Whether two words are so alike that they may well be one: enough not to call them two."""
    if cognates(a, b):
        return True
    if min(len(a), len(b)) < 6 or _digits(a) != _digits(b):
        return False
    from rapidfuzz.distance import JaroWinkler

    left, right = _spelling(a), _spelling(b)
    one, other = _form(left), _form(right)
    if one == other:
        left, right = left.removeprefix(one), right.removeprefix(one)
    elif one and other:  # "intra" and "inter"
        return False
    return left[:3] == right[:3] and JaroWinkler.similarity(left, right) >= 0.9


def share_form(a: str, b: str) -> bool:
    """Whether two words begin with one form, as "anticoagulant" and "anticholinergic" do."""
    return _form(_spelling(a)) == _form(_spelling(b)) != ""


def _form(spelled: str) -> str:
    return next((form for form in knowledge()["forms"] if spelled.startswith(form)), "")


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdigit())


@lru_cache(maxsize=16384)
def _spelling(word: str) -> str:
    if word.startswith("pra"):  # prä
        word = f"pre{word[3:]}"
    for sound, common in knowledge()["sounds"]:
        word = word.replace(sound, common)
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=16384)
def _skeletons(word: str) -> frozenset[str]:
    """What is left of a word without what languages change: one for each ending that fits."""
    found = {_spelling(word)}
    for ending, common in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= _SHORTEST:
            found.add(_spelling(stem + "|").replace("|", "") + common)
    return frozenset(found)
