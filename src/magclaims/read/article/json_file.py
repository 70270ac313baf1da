"""JSON that holds articles: of the REST API of WordPress, JSON Feed, a CMS or a static site.

An article is an object with its text in a field (`exports.toml`), wherever it stands in the file. The
standard library does not say where a value stands, so strings are found here; what it refuses is refused.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping

from magclaims.errors import ReadError
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.blocks import Builder, TextMap
from magclaims.read.article.posts import MOST, Post, data, named

DEEPEST = 60
"""How deep objects and lists may lie within each other."""
_TOKEN = expression(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]|[^\s"\[\]{},:]+', re.DOTALL)
_PIECE = expression(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+",
    re.DOTALL,
)
_ENTITY = expression(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|<[^<>]{0,500}>"
)
_LETTER = expression(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Text:
    """A string or another plain value, where it stands."""

    start: int
    end: int


_Value = _Text | dict[str, "_Value"] | list["_Value"]


def posts(text: str, path: str) -> tuple[Post, ...]:
    """The articles of a file, in its order.

    Raises:
        ReadError: It is no JSON, with the place; it nests too deeply, or holds too many articles.
    """
    tokens = list(_TOKEN.finditer(text))
    depth = 0
    for token in tokens:
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > DEEPEST:
            raise ReadError(f"nests deeper than {DEEPEST} levels", path)
    try:
        json.loads(text, parse_int=str)
    except json.JSONDecodeError as error:
        raise ReadError(f"is no JSON: {error.msg}", path, error.lineno, error.colno) from error
    found: list[Post] = []
    for post in _within(_Tree(text, tokens).value(), text):
        found.append(post)
        if len(found) > MOST:
            raise ReadError(f"holds more than {MOST} articles", path)
    return named(found)


class _Tree:
    """Values of a JSON text that is known to be one, with places."""

    def __init__(self, text: str, tokens: list[re.Match[str]]) -> None:
        self._text = text
        self._tokens = iter(tokens)

    def value(self) -> _Value:
        """The next value."""
        return self._of(next(self._tokens))

    def _of(self, token: re.Match[str]) -> _Value:
        if token[0] == "{":
            return dict(self._fields())
        if token[0] == "[":
            return list(self._items())
        return _Text(*token.span())

    def _items(self) -> Iterator[_Value]:
        for token in self._tokens:
            if token[0] == "]":
                return
            yield self._of(token)

    def _fields(self) -> Iterator[tuple[str, _Value]]:
        for token in self._tokens:
            if token[0] == "}":
                return
            yield str(json.loads(token[0])), self.value()


def _within(value: _Value, text: str) -> Iterator[Post]:
    """The articles in a value."""
    if isinstance(value, list):
        for item in value:
            yield from _within(item, text)
    elif isinstance(value, dict):
        post = _post(value, text)
        if post is not None:
            yield post
        else:
            for item in value.values():
                yield from _within(item, text)


def _post(fields: Mapping[str, _Value], text: str) -> Post | None:
    """An object as an article; None where it has no text of its own."""
    body = _body(fields, text)
    if body is None:
        return None
    names: Mapping[str, list[str]] = data()["fields"]
    title, language = (_first(fields, names[what], text) for what in ("title", "language"))
    shown = (_first(fields, [one], text) for one in names["shown"])
    plain = {
        name.lower(): _decoded(value, text).text
        for name, value in fields.items()
        if isinstance(value, _Text)
    }
    called = next((plain[name] for name in names["name"] if plain.get(name)), "")
    return Post(
        called or (title.text if title else ""),
        (body,),
        _without_markup(title) if title else None,
        tuple(_without_markup(one) for one in shown if one is not None),
        language.text if language else "",
        plain,
    )


def _body(fields: Mapping[str, _Value], text: str) -> tuple[TextMap, str] | None:
    """The text of an article, and what it is written in."""
    for row in data()["body"]:
        for name in row["names"]:
            found = _text_of(fields.get(name), text)
            if found is not None and _LETTER.search(found[0].text):
                return found[0], found[1] or row["as"]
    return None


def _first(fields: Mapping[str, _Value], names: list[str], text: str) -> TextMap | None:
    """The first of some fields that holds text."""
    found = (_text_of(fields.get(name), text) for name in names)
    return next((one[0] for one in found if one is not None), None)


def _text_of(value: _Value | None, text: str) -> tuple[TextMap, str] | None:
    """A string, or the one within an object (`{"rendered": ...}`) with what its name says of it."""
    if isinstance(value, dict):
        within: Mapping[str, str] = data()["within"]
        inner = ((_text_of(value.get(name), text), how) for name, how in within.items())
        return next(((found[0], how) for found, how in inner if found is not None), None)
    if isinstance(value, _Text) and text[value.start] == '"':
        return _decoded(value, text), ""
    return None


def _decoded(value: _Text, text: str) -> TextMap:
    """A value as it reads, with the place of each part."""
    builder = Builder()
    quoted = text[value.start] == '"'
    start, end = (value.start + 1, value.end - 1) if quoted else (value.start, value.end)
    for piece in _PIECE.finditer(text, start, end):
        shown = piece[0]
        if shown[0] == "\\":
            # Half of a pair is no character.
            shown = str(json.loads(f'"{shown}"')).encode("utf-8", "replace").decode()
        builder.add(shown, *piece.span())
    return builder.build()


def _without_markup(value: TextMap) -> TextMap:
    """A title or an excerpt without its tags, its entities decoded."""
    builder = Builder()
    place = 0
    for mark in _ENTITY.finditer(value.text):
        builder.copy(value, place, mark.start())
        if mark[0][0] == "&":
            builder.add(html.unescape(mark[0]), value.start(mark.start()), value.end(mark.end()))
        place = mark.end()
    builder.copy(value, place, len(value.text))
    return builder.build()
