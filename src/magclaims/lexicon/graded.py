"""In which languages wording is graded, and what to say of the others."""

from magclaims.knowledge.language_detection import UNKNOWN
from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.cues import read

_FULL = "Dutch and English"


def pack_language(language: str) -> str | None:
    """The language of the wording pack for a language, or None where there is none."""
    code = language.lower().partition("-")[0]
    return code if code in GRADED else None


def not_graded(language: str) -> str:
    """Why text in a language without a wording pack is not graded, in a sentence."""
    named = "its language could not be told" if language == UNKNOWN else f"it is in `{language}`"
    return f"not graded: {named}, and there are wording packs for {', '.join(GRADED)}"


def first_pack(language: str) -> str | None:
    """What to know of a language with a first pack, in a sentence; None where the pack is a full one."""
    code = language.lower().partition("-")[0]
    data = read(code)
    if data is None or not data.get("first", False):
        return None
    return f"graded by a first pack for `{code}`: it knows fewer words than those for {_FULL}"
