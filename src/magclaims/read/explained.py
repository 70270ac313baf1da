"""What pydantic says of an entry, told to an editor: what it should be, and what was perhaps meant."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from magclaims.knowledge.data import load as load_data
from magclaims.model.source_map import Part


def without_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The faults without "the list is too short" where only its broken items make it so."""
    deeper = {detail["loc"][:1] for detail in details if len(detail["loc"]) > 1}
    return [d for d in details if not (d["type"] == "too_short" and d["loc"] in deeper)]


def _owner(model: type[BaseModel], loc: Sequence[Part]) -> type[BaseModel]:
    """The model that the last part of `loc` is a field of."""
    for part in loc[:-1]:
        if info := model.model_fields.get(str(part)):
            model = next(_models_in(info.annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for argument in getattr(annotation, "__args__", ()) or ():
        yield from _models_in(argument)


def _name(loc: Sequence[Part]) -> str:
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return written.removeprefix(".") or "entry"


_SHAPES = {
    "model_type": "a mapping of fields",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "string_type": "text",
    "too_short": "a list of at least one",
    "bool_parsing": "true or false",
    "int_parsing": "a whole number",
    "date_parsing": "a date: 2026-12-31",
    "date_from_datetime_parsing": "a date: 2026-12-31",
}
"""What pydantic's error types ask for, in words for editors."""


def explain(detail: ErrorDetails) -> str:
    """What is wrong with a value, in words for editors."""
    loc, kind = detail["loc"], detail["type"]
    name = f"`{_name(loc)}`"
    given = detail.get("input")
    shown = f" (it says {str(given)[:60]!r})" if isinstance(given, str) else ""
    if kind == "extra_forbidden":
        return f"unknown field {name}"
    if kind == "missing":
        return f"{name} is missing"
    if kind in {"enum", "literal_error"}:
        expected = (detail.get("ctx") or {}).get("expected", "")
        return f"{name} should be {expected}{shown}"
    if kind in _SHAPES:
        return f"{name} should be {_SHAPES[kind]}{shown}"
    if kind == "value_error":
        return f"{name} {(detail.get('ctx') or {}).get('error', detail['msg'])!s}{shown}"
    text = detail["msg"][0].lower() + detail["msg"][1:]
    return f"{name}: {text}{shown}"


def advice_on(detail: ErrorDetails, model: type[BaseModel]) -> str | None:
    """What to write instead, where that can be told."""
    loc = detail["loc"]
    if detail["type"] == "extra_forbidden" and loc:
        return perhaps_meant(str(loc[-1]), _owner(model, loc).model_fields)
    expected = str((detail.get("ctx") or {}).get("expected", ""))
    if expected or detail["type"] == "value_error":
        names = [w.strip("' ") for w in expected.replace(" or ", ",").split(",")]
        near = _meant(str(detail.get("input")), loc, names)
        if near is not None:
            return near
    return _description(model, loc)


def _description(model: type[BaseModel], loc: Sequence[Part]) -> str | None:
    """What the field is for, as the schema tells it; of an entry, what its fields are called."""
    name = next((part for part in reversed(loc) if isinstance(part, str)), None)
    if name is not None and loc[-1] == name:
        from magclaims.model.descriptions import descriptions

        about = descriptions(_owner(model, loc)).get(name)
        if about:
            return f"`{name}`: {' '.join(about.split())}"
    return f"known here: {', '.join(sorted(_owner(model, (*loc, '')).model_fields))}"


def _meant(word: str, loc: Sequence[Part], names: Iterable[str]) -> str | None:
    """The value that a word most likely stands for: by its meaning, else by its letters."""
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    typed = "_".join(re.findall(r"\w+", word.lower()))
    meant = load_data("enumerated.toml").get(name, {}).get(typed)
    return f"did you mean `{meant}`?" if meant else perhaps_meant(typed, names, listed=False)


def perhaps_meant(word: str, known: Iterable[str], *, listed: bool = True) -> str | None:
    """What a word may be a slip of; else, where `listed`, what is known."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"known here: {', '.join(names)}" if listed else None
