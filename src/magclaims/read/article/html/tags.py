"""Start tags: their attributes, where these stand, and which of them a reader sees."""

import html
import re
from collections.abc import Iterator

from magclaims.model.lazily import expression

NAME = expression(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = expression(r"[\s/]*([^\s/>=\"'][^\s/>=]*)(?:\s*=\s*(\"|'|[^\s>\"'][^\s>]*)?)?")
_DESCRIPTIONS = frozenset(["description", "og:description", "twitter:description", "og:title"])
HIDDEN_STYLE = expression(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)


def labels(tag: str, start: int) -> list[tuple[int, int]]:
    """Where the texts stand that a start tag shows (alt, title, ...); the tag begins at `start`."""
    name, values, places = _read(tag)
    return [(start + first, start + last) for first, last in shown_places(name, values, places)]


def is_hidden(tag: str) -> bool:
    """Whether a start tag says that its text is not shown."""
    values = attributes(tag)
    style = values.get("style", "")[:500]
    return "hidden" in values or HIDDEN_STYLE.search(style) is not None


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, values decoded."""
    return _read(tag)[1]


def _read(tag: str) -> "tuple[str, dict[str, str], _Places]":
    """The name of a start tag, its attributes and their places; all empty where it has no name."""
    name = NAME.match(tag, 1)
    if not name:
        return "", {}, {}
    values, places, _ = read_attributes(tag, name.end(), len(tag))
    return name.group().lower(), values, places


_Places = dict[str, tuple[int, int]]
"""Where the values of attributes stand in the source."""


def shown_places(name: str, values: dict[str, str], places: _Places) -> Iterator[tuple[int, int]]:
    """Where the attributes stand whose values a reader sees or hears."""
    if name == "meta":
        what = values.get("name") or values.get("property") or ""
        if what.lower() in _DESCRIPTIONS and "content" in places:
            yield places["content"]
        return
    for shown in ("alt", "title", "aria-label", "aria-description", "placeholder"):
        if shown in places:
            yield places[shown]
    if name == "input" and values.get("type", "").lower() in {"button", "submit", "reset"}:
        yield from ([places["value"]] if "value" in places else [])
    if name in {"option", "optgroup", "track"} and "label" in places:
        yield places["label"]


def read_attributes(text: str, position: int, end: int) -> tuple[dict[str, str], _Places, int]:
    """The attributes from `position` on, their places, and where the tag ends.

    It ends at `end` where it is never closed.
    """
    found: dict[str, str] = {}
    places: _Places = {}
    while position < end:
        match = _ATTRIBUTE.match(text, position, end)
        if not match:
            if text[position] == ">":
                return found, places, position + 1
            position += 1
            continue
        position = match.end()
        value = match[2] or ""
        place = match.span(2)
        if value in {'"', "'"}:
            closing = text.find(value, position, end)
            if closing < 0:
                return found, places, end
            place = (position, closing)
            value, position = text[position:closing], closing + 1
        name = match[1].lower()
        if name not in found and len(found) < 50:
            found[name] = html.unescape(value[:4000])
            if value:
                places[name] = place
    return found, places, end
