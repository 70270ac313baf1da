"""In which languages wording is graded, and what to say of the others."""

from magclaims.knowledge.language_detection import UNKNOWN
from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.cues import read


def pack_language(language: str) -> str | None:
    """The language of the wording pack for a language, or None where there is none."""
    code = language.lower().partition("-")[0]
    return code if code in GRADED else None


def not_graded(language: str) -> str:
    """Why text in a language without a wording pack is not graded, in a sentence."""
    named = "its language could not be told" if language == UNKNOWN else f"it is in `{language}`"
    return f"not graded: {named}, and there are wording packs for {', '.join(GRADED)}"


def first_pack(language: str) -> bool:
    """Whether a language has a first pack, which knows fewer words than those for Dutch and English."""
    data = read(language.lower().partition("-")[0])
    return data is not None and bool(data.get("first", False))
