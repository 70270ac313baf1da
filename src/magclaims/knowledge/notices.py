"""What a title says of its own work: that it was retracted, or that it is the notice of another's.

Some publishers register nothing else: "RETRACTED: ...", "... [Retracted]", "Artículo retractado: ...".
"""

import re
from collections.abc import Iterable
from functools import cache

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import fold
from magclaims.model.work import NoticeType

_OPEN, _CLOSE = r"[\[(<【〔（*]", r"[\])>】〕）*]"


def split_notice(title: str) -> tuple[str, NoticeType | None]:
    """A title without a RETRACTED or WITHDRAWN before or behind it, and what this stands for.

    A title that consists of it alone is left as it is.
    """
    plain = fold(title)
    for kind, before, behind in _patterns():
        match = before.match(plain)
        if match:
            rest = title[match.end() :].strip()
            return rest or title, kind
        match = behind.search(plain)
        if match:
            return title[: match.start()].rstrip(" .:-–—") or title, kind
    return title, None


def notice_kind(title: str) -> NoticeType | None:
    """The kind of notice that a title says it is: `Retraction: ...`, `Erratum to "..."`; else None."""
    plain = fold(title)
    return next((kind for kind, pattern in _notices() if pattern.match(plain)), None)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[NoticeType, re.Pattern[str], re.Pattern[str]], ...]:
    data = load_data("notices.toml")
    thing = _any(data["words"]["thing"])
    found = []
    for kind, words in data["standing"].items():
        # German and Dutch endings: zurückgezogener Artikel, ingetrokken artikel.
        bare = rf"(?:{_any(words)})(?:e[rsn]?)?(?!\w)"
        said = rf"(?:(?:{thing})\s+)?{bare}(?:\s+(?:{thing})(?!\w))?"
        bracketed = rf"{_OPEN}\s*{said}[^\])】]{{0,80}}{_CLOSE}"
        before = re.compile(
            rf"\s*(?:{bracketed}\s*[:：.\-–—]?|{said}\s*[:：–—-](?!\w)|{said}\s*[:：–—]"
            rf"|(?:{thing})\s+{bare}\s*\.|{bare}\s+(?:{thing})(?!\w)(?=\s+\w)|{said}\s*\.?\s*$)\s*"
        )
        behind = re.compile(rf"\s*(?:{bracketed}|(?:\s[-–—]|[:.–—])\s*{said})\s*\.?\s*$")
        found.append((kind, before, behind))
    return tuple(found)


@cache
def _notices() -> tuple[tuple[NoticeType, re.Pattern[str]], ...]:
    kinds = load_data("notices.toml")["notice"]
    link = rf"\s+(?:{'|'.join(load_data('notices.toml')['words']['link'])})"
    found = []
    for kind, words in kinds.items():
        # "Retraction of the tongue" and "Corrections for multiple tests" are ordinary titles.
        plain = _any(word for word in words if " " not in word and kind != "erratum")
        sure = _any(word for word in words if " " in word or kind in {"erratum", "corrigendum"})
        said = rf"(?:{_any(words)})(?:{link})?(?:\s*[:：–—\"“‘«]|\s+[-‐]\s|\s*$)"
        if sure:
            said += rf"|(?:{sure}){link}\s"
        if kind == "retraction_and_replacement":  # "... Replacement. Doe et al. Title"
            said += rf"|(?:{sure})\s*\.\s"
        if kind == "correction":
            said += rf"|(?:{plain})\s+to\s"
        found.append((kind, re.compile(rf"\W{{0,3}}(?:{said})")))
    return tuple(found)
