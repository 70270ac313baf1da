r"""TeX in bibliography values, to plain text.

Most values need no TeX machinery: accents, protected braces and escaped signs are read here, and
pylatexenc (0.7 ms a title) is asked only where other commands or formulas are left.
"""

import logging
import re
import unicodedata
from functools import cache, lru_cache, partial

from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression

_table = partial(load_data, "tex.toml", "magclaims.read")
"""Accents, and letters that are commands."""
MAX_DEPTH = 40
"""Deeper nested braces are stripped without being read: pylatexenc is recursive."""
MAX_LENGTH = 20_000
"""Longer values are stripped of braces and commands instead of being parsed."""

_TEX = expression(r"[\\{}$~`]|''|--")
_ACCENT = expression(
    r"\\(?:(['`^\"~=.])\s{0,3}|([vcHukrdb])(?:\s{1,3}|(?=\{)))\{?(\\[ij]|[A-Za-z])"
)
_FORMAT = expression(
    r"\\(?:emph|text(?:it|bf|sc|up|rm|sf|tt|sl|md|normal|superscript|subscript)|mbox|mathrm|uppercase"
    r"|(?:it|bf|em|sc|rm)(?:shape|series|family)?)(?![A-Za-z])\s?"
)
_SCRIPT = expression(r"\$\s?[_^]\s?\{?([0-9A-Za-z+\-]{1,8})\}?\s?\$")
_GREEK = expression(
    r"\$\s?\\(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|omicron|pi|rho"
    r"|sigma|tau|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega)\s?\$"
)
_ESCAPED = expression(r"\\([&%_#${}])")
_FORMULA = expression(r"(?<!\\)\$")
_COMMENT = expression(r"(?<!\\)%")


def decode(text: str) -> str:
    """Turn a BibTeX value (without its delimiters) into plain Unicode text; never raises."""
    if not _TEX.search(text):
        return text
    if "\\" in text or "$" in text:
        text = _decode_commands(text)
    else:
        text = re.sub("[{}]", "", text).replace("~", " ")
    return text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")


@lru_cache(maxsize=4096)
def _decode_commands(text: str) -> str:
    quick = _GREEK.sub(_greek, _SCRIPT.sub(r"\1", text))
    if not _FORMULA.search(quick):
        quick = _FORMAT.sub("", _letters().sub(_letter, _ACCENT.sub(_accent, quick)))
        if "\\" not in _ESCAPED.sub("", quick):
            quick = re.sub(r"(?<!\\)[{}]", "", quick).replace("~", " ")
            return _ESCAPED.sub(r"\1", quick)
    if len(text) > MAX_LENGTH or _depth(text) > MAX_DEPTH:
        return re.sub(r"\\[A-Za-z]{1,40}\s?|[\\{}$]", "", text)
    return _with_pylatexenc(text)


def _with_pylatexenc(text: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import LatexWalkerError

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    source = _COMMENT.sub(r"\\%", _SCRIPT.sub(r"\1", text))  # in BibTeX a bare % is a per cent sign
    try:
        return str(LatexNodes2Text(math_mode="text").latex_to_text(source))
    except (LatexWalkerError, RecursionError, ValueError, LookupError, TypeError, AttributeError):
        # Broken TeX: what is left without its commands can still be compared.
        return re.sub(r"\\[A-Za-z]{1,40}\s?|[\\{}$]", "", text)


def _accent(match: re.Match[str]) -> str:
    letter = match[3].lstrip("\\")
    return unicodedata.normalize("NFC", letter + _table()["accents"][match[1] or match[2]])


def _greek(match: re.Match[str]) -> str:
    case = "CAPITAL" if match[1][0].isupper() else "SMALL"
    # Unicode spells this one name otherwise than TeX does.
    name = match[1].upper().replace("LAMBDA", "LAMDA")
    return unicodedata.lookup(f"GREEK {case} LETTER {name}")


def _letter(match: re.Match[str]) -> str:
    return str(_table()["letters"][match[1]])


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"\\(" + "|".join(_table()["letters"]) + r")(?![A-Za-z])(?:\{\}|\s)?")


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in re.finditer("[{}$]", text):
        depth += 1 if match.group() == "{" else -1 if match.group() == "}" else 0
        deepest = max(deepest, depth)
    return deepest
