"""What a source is quoted as saying, where that leaves no effect: nobody knows, or nothing was found.

The words under `says` are the source's own. "Insufficient evidence that it helps" carries no effect,
however the reference is linked.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from magclaims.knowledge.data import load as load_data
from magclaims.lexicon.wording import NotGraded, grade
from magclaims.model.registry import LocalText, Strength

Said = Literal["unknown", "nothing", ""]
_SPACE = re.compile(r"[^\w'’]+")


def said(text: LocalText | None, *, of_harm: bool = False) -> Said:
    """Whether a source says that it is not known, or that nothing was found; "" for neither.

    A text that says an effect besides ("no effect at 4 weeks; improved at 8") says neither. "No
    evidence of toxicity" says nothing of an effect, and speaks for a claim that there is no harm.

    Args:
        text: The words under `says`.
        of_harm: Whether the claim is that there is no harm.
    """
    if text is None:
        return ""
    plain = _plain(text)
    table, code = _table(), text.language
    harms = _has(plain, table["harms"].get(code, ()))
    if harms and not of_harm:
        return ""
    phrases = table["unknown"].get(code, ())
    if of_harm:
        lacks = [phrase for phrase in phrases if not phrase.startswith(tuple(table["none"]))]
        return "unknown" if _has(plain, lacks) else ""
    nothing = _has(plain, table["nothing"].get(code, ()))
    unknown = _has(plain, phrases)
    try:
        wording = grade(text, code)
    except NotGraded:
        return "unknown" if unknown else "nothing" if nothing else ""
    if unknown and wording.strength <= Strength.CONDITIONAL:
        return "unknown"
    if wording.strength > Strength.NONE:
        return ""
    return "nothing" if nothing or wording.negated else ""


def _plain(text: str) -> str:
    return " ".join(_SPACE.sub(" ", text.casefold()).replace("’", "'").split())


def _has(text: str, phrases: Sequence[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) for phrase in phrases)


@cache
def _table() -> Mapping[str, Any]:
    return load_data("says.toml")
