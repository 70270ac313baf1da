"""The plain words that people read for the codes of a report, in English, as terminals show them.

Pages and Markdown use `language.phrases` directly.
"""

from magclaims.model.registry import Verdict
from magclaims.model.service import label
from magclaims.render.language import DEFAULT, phrases

_ENGLISH = phrases(DEFAULT)


ICONS: dict[str, str] = {
    "contradicted": "✕",
    "unsupported": "○",
    "overstated": "▲",
    "partly_supported": "◐",
    "unverified": "?",
    "supported": "✓",
    "not_applicable": "–",
}
"""The sign of each verdict."""
STATUS_ICONS: dict[str, str] = {
    "retracted": "✕",
    "replaced": "✕",
    "mismatch": "≠",
    "not_found": "✕",
    "concern": "!",
    "corrected": "!",
    "unverified": "?",
    "no_identifier": "–",
    "verified": "✓",
}
"""The sign of each state of a reference."""
VERDICTS: dict[Verdict, str] = {v: _ENGLISH.word("verdict", v.value) for v in Verdict}
"""What each verdict is called."""
NEEDS_CHANGE = (
    Verdict.CONTRADICTED,
    Verdict.UNSUPPORTED,
    Verdict.OVERSTATED,
    Verdict.PARTLY_SUPPORTED,
)
"""Verdicts after which the text should change."""
BAD_STATUSES = ("retracted", "replaced", "mismatch", "not_found")
"""States of a reference that come before all else."""


def words(code: str) -> str:
    """Return a code as words: `same_substance` as `same substance`."""
    return code.replace("_", " ")


def strength(code: str) -> str:
    """Return what a strength means, in words."""
    return _ENGLISH.word("strength", code)


def service(code: str | None) -> str:
    """Return the name of a service, `crossref:publisher` as `Crossref (publisher)`."""
    name, _, part = (code or "").partition(":")
    return f"{label(name)} ({words(part)})" if part else label(name)
