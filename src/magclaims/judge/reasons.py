"""Reasons and suggestions as data: a code, and a sentence with slots."""

from importlib.resources import files

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


def phrase(code: str, language: str, **slots: str) -> str | None:
    """A sentence of a suggestion in the article's language; English where there is no other.

    None where the code has no sentence.
    """
    template = _suggestion(code, language)
    return template.format_map(slots) if template is not None else None


def phrase_with_dots(code: str, language: str, **slots: str) -> str | None:
    """The same with dots in the slots that are not given."""
    template = _suggestion(code, language)
    return template.format_map(_Dots(slots)) if template is not None else None


class _Dots(dict[str, str]):
    def __missing__(self, slot: str) -> str:
        return "..."


def _suggestion(code: str, language: str) -> str | None:
    name = f"suggestions.{language[:2]}.toml"
    if not (files("magclaims.knowledge") / name).is_file():
        name = "suggestions.en.toml"
    return _templates(name).get(code)
