"""What a source is quoted as saying, where that leaves no effect: nobody knows, or nothing was found.

The words under `says` are the source's own. "Insufficient evidence that it helps" carries no effect,
however the reference is linked.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.memory import remembered
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
    return _said(str(text), text.language, of_harm=of_harm) if text is not None else ""


@remembered
def _said(text: str, code: str, *, of_harm: bool) -> Said:
    plain, table = _plain(text), _table()
    harms = _has(plain, table["harms"].get(code, ()))
    if harms and not of_harm:
        return ""
    phrases = table["unknown"].get(code, ())
    if of_harm:
        lacks = [phrase for phrase in phrases if not phrase.startswith(tuple(table["none"]))]
        return "unknown" if _has(plain, lacks) else ""
    kinds: tuple[tuple[Said, Sequence[str]], ...] = (
        ("unknown", phrases),
        ("nothing", table["nothing"].get(code, ())),
    )
    found: Said = ""
    for clause in re.split(table["splits"], text.casefold()):
        kind: Said = next((kind for kind, words in kinds if _has(_plain(clause), words)), "")
        if not kind:
            asserted = _asserted(clause, code)
            if asserted == "effect":
                return ""
            kind = asserted
        found = found if found == "unknown" or not kind else kind
    return found


def _asserted(clause: str, language: str) -> Literal["effect", "nothing", ""]:
    """Whether a clause by itself says that there was an effect, or denies one."""
    try:
        wording = grade(clause, language)
    except NotGraded:
        return ""
    if wording.strength > Strength.NONE:
        return "effect"
    return "nothing" if wording.negated else ""


def _plain(text: str) -> str:
    return " ".join(_SPACE.sub(" ", text.casefold()).replace("’", "'").split())


def _has(text: str, phrases: Sequence[str]) -> bool:
    return _any_of(tuple(phrases)).search(text) is not None


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases, as whole words; ".." between two of them is up to three others."""
    parts = (map(re.escape, phrase.split(" .. ")) for phrase in phrases)
    bodies = "|".join("(?: [^ ]+){0,3} ".join(each) for each in parts)
    return re.compile(rf"(?<!\w)(?:{bodies or '(?!)'})(?!\w)")


@cache
def _table() -> Mapping[str, Any]:
    return load_data("says.toml")
