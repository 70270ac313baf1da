"""Reasons as data: a code, and a sentence with slots."""

from magclaims.knowledge.data import load as load_data
from magclaims.model.finding import Reason


def _templates(name: str) -> dict[str, str]:
    return load_data(name)


def reason(code: str, **slots: str) -> Reason:
    """The reason with its sentence.

    Raises:
        KeyError: The code has no sentence in `knowledge/reasons.toml`, or a slot is missing.
    """
    return Reason(code=code, text=_templates("reasons.toml")[code].format_map(slots))


def reason_codes() -> frozenset[str]:
    """All codes that have a sentence."""
    return frozenset(_templates("reasons.toml"))
