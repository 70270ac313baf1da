"""Texts with translations: what an editor may write in English, or by language for those who read a report."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Self

from pydantic import PlainValidator, WithJsonSchema

MAX_TEXT = 2000
"""Characters of a text."""
TEXT_SCHEMA: dict[str, Any] = {"type": "string", "minLength": 1}
_LANGUAGE = r"^[a-z]{2}$"


class LocalText(str):
    """A text with its translations: the text itself is the English one, or the first that is given.

    Attributes:
        language: Of the text itself, ISO 639-1.
    """

    __slots__ = ("_others", "language")
    language: str
    _others: Mapping[str, str] | None

    def __new__(cls, texts: Mapping[str, str]) -> Self:
        """Keep the texts, at least one, by language."""
        language = "en" if "en" in texts else next(iter(texts))
        made = super().__new__(cls, texts[language])
        made.language, made._others = language, dict(texts) if len(texts) > 1 else None
        return made

    @property
    def translations(self) -> Mapping[str, str]:
        """Language -> text, the text itself among them."""
        return self._others or {self.language: str(self)}

    def __getnewargs__(self) -> tuple[Any]:
        """What a copy is made of."""
        return (self.translations,)

    def in_language(self, language: str) -> str | None:
        """The text in a language (`nl`, `nl-BE`); None where it is not given in it."""
        return self.translations.get(language[:2])


def local(value: str) -> LocalText:
    """A text as one with translations: English where nothing else is known."""
    return value if isinstance(value, LocalText) else LocalText({"en": value})


def _local_text(value: object) -> LocalText:
    if isinstance(value, LocalText):
        return value
    return _english(value) if isinstance(value, str) else _by_language(value)


@lru_cache(4096)
def _english(text: str) -> LocalText:
    """A text alone: a registry names its substances and outcomes again and again."""
    return _by_language({"en": text})


def _by_language(value: object) -> LocalText:
    given = value if isinstance(value, dict) else {"en": value}
    if not given:
        raise ValueError("should be text, or texts by language: {en: ..., nl: ...}")
    texts = {}
    for language, text in given.items():
        if not isinstance(language, str) or not re.match(_LANGUAGE, language):
            raise ValueError(f"is given by language, e.g. en or nl; {language!r} is none")
        if not isinstance(text, str) or not text.strip():
            raise ValueError("should be text, or texts by language: {en: ..., nl: ...}")
        if len(text) > MAX_TEXT:
            raise ValueError(f"is longer than {MAX_TEXT} characters")
        texts[language] = text.strip()
    return LocalText(texts)


def _statement(value: object) -> LocalText:
    made = _local_text(value)
    if made.language != "en":
        raise ValueError("should be given in English, too: it is what is judged")
    return made


def _local_texts(value: object) -> tuple[LocalText, ...]:
    """One text or several, each alone or by language; or lists of texts by language."""
    if isinstance(value, dict) and any(isinstance(texts, list) for texts in value.values()):
        lists = {code: _as_list(texts) for code, texts in value.items()}
        if len({len(texts) for texts in lists.values()}) > 1:
            raise ValueError("should list as many things in each language, in the same order")
        return tuple(
            _local_text(dict(zip(lists, texts, strict=True)))
            for texts in zip(*lists.values(), strict=True)
        )
    return tuple(_local_text(item) for item in _as_list(value))


def _as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


_LOCAL: dict[str, Any] = {
    "anyOf": [
        TEXT_SCHEMA,
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": _LANGUAGE},
            "additionalProperties": TEXT_SCHEMA,
        },
    ]
}
_LOCAL_LISTS: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": _LANGUAGE},
    "additionalProperties": {"type": "array", "items": TEXT_SCHEMA},
}
Local = Annotated[LocalText, PlainValidator(_local_text), WithJsonSchema(_LOCAL)]
Statement = Annotated[LocalText, PlainValidator(_statement), WithJsonSchema(_LOCAL)]
"""In English, and in other languages for those who read a report."""
Texts = Annotated[
    tuple[LocalText, ...],
    PlainValidator(_local_texts),
    WithJsonSchema({"anyOf": [*_LOCAL["anyOf"], {"type": "array", "items": _LOCAL}, _LOCAL_LISTS]}),
]
