"""What stands above a Markdown text between `---` or `+++`: fields of the site, and texts in fields."""

import re
from collections.abc import Iterator
from functools import lru_cache

from magclaims.model.lazily import expression
from magclaims.read.article.blocks import Block, Builder, TextMap
from magclaims.read.article.posts import data

_FRONT_MATTER = expression(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_FIELD = expression(
    r"^([A-Za-z_]{1,40})[ \t]*[:=][ \t]*(?P<value>(?P<folded>[>|][+-]?[ \t]*)(?:(?:\r\n|\n|\r)[ \t]+[^\r\n]*)+"
    r"|\S[^\r\n]{0,2000}?)[ \t]*(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_NEW_LINE = r"(?:\r\n|\n|\r)"
_LINE = expression(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


def read(text: str) -> tuple[int, dict[str, str], list[Block]]:
    """Where the body begins, the plain `name: value` lines before it, and what of them is shown."""
    opening = _FRONT_MATTER.match(text)
    if not opening:
        return 0, {}, []
    closing = re.compile(rf"^{re.escape(opening[1])}[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE).search(
        text, opening.end()
    )
    if not closing:
        return 0, {}, []
    fields: dict[str, str] = {}
    shown: list[Block] = []
    for match in _FIELD.finditer(text, opening.end(), closing.start()):
        name, start, end = match[1].lower(), *match.span("value")
        if match["folded"]:  # `description: >`: what is indented below it
            start = match.end("folded")
        elif len(match["value"]) > 1 and match["value"][0] == match["value"][-1] in "\"'":
            start, end = start + 1, end - 1
        builder = Builder()
        for word in re.compile(r"\S+").finditer(text, start, end):
            builder.add(" " if builder.length else "", word.start() - 1, word.start())
            builder.add(word.group(), *word.span())
        value = builder.build()
        fields[name] = value.text
        if name in data()["front_matter"]["shown"] and value.text:
            shown.append(Block("label", value))
    return closing.end(), fields, shown


def texts(text: str, end: int) -> Iterator[tuple[TextMap, str]]:
    """Texts of several lines in fields (`body: |`), also of lists, and what each is written in; up to `end`."""
    place = 0
    for match in _text_field().finditer(text, 0, end):
        if match.start() < place:
            continue
        made = _quoted(text, match, end) if match["quotes"] else _indented(text, match, end)
        place = made.ends[-1] if made.text else match.end()
        if made.text.strip():
            yield made, _names()[match["name"]]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {name: row["as"] for row in data()["body"] for name in row["names"]}


@lru_cache(maxsize=1)
def _text_field() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _names()))
    return re.compile(
        rf"^(?P<indent>[ \t]{{0,40}}(?:-[ \t]{{1,8}})?)(?P<name>{names})[ \t]*"
        rf"(?::[ \t]*[|>][+-]?\d?[+-]?[ \t]*{_NEW_LINE}|=[ \t]*(?P<quotes>\"\"\"|'''))",
        re.MULTILINE,
    )


def _indented(text: str, field: re.Match[str], end: int) -> TextMap:
    """The lines below a YAML field that stand further in, without what they stand further in by."""
    outer = len(field["indent"])
    builder = Builder()
    inner = 0
    place = field.end()
    while place < end:
        line = _LINE.match(text, place, end)
        if line is None or not line[0]:
            break
        said = line[0].strip()
        indent = len(line[0]) - len(line[0].lstrip(" \t"))
        if said and indent <= outer:
            break
        inner = inner or (indent if said else 0)
        start = min(place + min(indent, inner), line.end())
        builder.add(text[start : line.end()], start, line.end())
        place = line.end()
    return builder.build()


def _quoted(text: str, field: re.Match[str], end: int) -> TextMap:
    """A TOML text of several lines."""
    closing = text.find(field["quotes"], field.end(), end)
    return TextMap.literal(text, field.end(), closing if closing >= 0 else end)
