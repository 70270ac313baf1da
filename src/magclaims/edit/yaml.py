"""Add entries to a section of a YAML file as text: comments, order and style of the rest stay.

A section is a top-level key with a list or a mapping below it. Entries are put behind its last one;
no line that is there is changed. The caller reads the result again and compares, since YAML has
more corners than a text edit can know.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from magclaims.errors import MagclaimsError

INDENT = "  "


class YamlEditError(MagclaimsError):
    """The text cannot safely be added to; says what to do instead."""


def insert(text: str, section: str, entries: str) -> str:
    """The text with entries behind the last one of a section.

    `text` is a document whose root is a mapping in block style, or nothing but comments; the section is added at
    the end where it is absent. Entries are in block style, not indented, and end in a newline.

    Raises:
        YamlEditError: The root or the section is written in brackets, or the section is of no such kind.
    """
    lines, newline = _lines(text)
    root = _composed(text)
    if root is None:
        return _joined(lines, len(lines), [f"{section}:\n", *_indented(entries, INDENT)], newline)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or root.start_mark.column:
        raise YamlEditError("the file is no plain mapping of sections; add the entries by hand")
    value = _below(root, section)
    if value is None:
        end = _last_line(root) + 1
        return _joined(lines, end, [f"{section}:\n", *_indented(entries, INDENT)], newline)
    if isinstance(value, yaml.ScalarNode) and value.value in {"", "~", "null"}:
        key = next(key for key, _ in root.value if key.value == section)
        end = _comments(lines, key.end_mark.line + 1)
        return _joined(lines, end, _indented(entries, INDENT), newline, blank=False)
    is_list = entries.startswith("- ")
    if not isinstance(value, yaml.SequenceNode if is_list else yaml.MappingNode):
        kind = "a list" if is_list else "a mapping"
        raise YamlEditError(f"`{section}` is not {kind}; correct it first")
    if value.flow_style:
        raise YamlEditError(
            f"`{section}` is written in brackets; write it one entry a line, or leave it empty "
            f"(`{section}:`)"
        )
    end = _comments(lines, _last_line(value) + 1)
    return _joined(lines, end, _indented(entries, " " * value.start_mark.column), newline)


def replace_item(text: str, section: str, id_: str, entry: str) -> str:
    """The text with another entry in the place of the one with this `id` in a list.

    Comments within the old entry go with it, others stay. `text` and `entry` are as `insert` takes them.

    Raises:
        YamlEditError: There is no such entry, or it is not written in block style.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    start, end, indent = _item(text, section, id_)
    new = [line.rstrip("\r\n") + newline for line in _indented(entry, " " * indent)]
    return "".join([*lines[:start], *new, *lines[end:]])


def add_to_list(text: str, section: str, key: str, field: str, value: str) -> str:
    """The text with a value (YAML, one line) behind the last one of a list in an entry of a mapping.

    The list is added where it is absent; `text` is as `insert` takes it.

    Raises:
        YamlEditError: There is no such entry, it is written in brackets, or the list is in brackets on
            more than one line.
    """
    lines, newline = _lines(text)
    entry = _below(_below(_composed(text), section), key)
    if not isinstance(entry, yaml.MappingNode) or entry.flow_style or not entry.value:
        raise YamlEditError(f"`{section}` has no entry `{key}` that is written in lines")
    listed = _below(entry, field)
    if listed is None:
        indent = " " * entry.start_mark.column
        end = _last_line(entry) + 1
        added = [f"{indent}{field}:{newline}", f"{indent}  - {value}{newline}"]
    elif isinstance(listed, yaml.SequenceNode) and not listed.flow_style and listed.value:
        end = _last_line(listed) + 1
        added = [f"{' ' * listed.start_mark.column}- {value}{newline}"]
    elif isinstance(listed, yaml.SequenceNode) and listed.start_mark.line == listed.end_mark.line:
        at = _offset(text, listed.end_mark) - 1
        before = text[:at].rstrip()
        comma = ", " if listed.value and not before.endswith(",") else " " * bool(listed.value)
        return f"{before}{comma}{value}{text[at:]}"
    else:
        raise YamlEditError(f"`{field}` of `{key}` is no list with one value a line")
    return "".join([*lines[:end], *added, *lines[end:]])


def _below(node: Any, key: str) -> Any:
    """The value of a key of a mapping; None where there is none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def drop_item(text: str, section: str, id_: str) -> str:
    """The text without an entry of a list, and without the blank line behind it.

    Raises:
        YamlEditError: There is no such entry, or it is not written in block style.
    """
    lines = text.splitlines(keepends=True)
    start, end, _ = _item(text, section, id_)
    end = _comments(lines, end)
    if end < len(lines) and not lines[end].strip():
        end += 1
    return "".join([*lines[:start], *lines[end:]])


def drop_field(text: str, section: str, id_: str, field: str) -> str | None:
    """The text without a one-line field of an entry of a list, and its comment.

    Returns:
        None where the field does not stand on a line of its own.

    Raises:
        YamlEditError: There is no such entry, or it is not written in block style.
    """
    lines = text.splitlines(keepends=True)
    start, end, indent = _item(text, section, id_)
    begins = " " * (indent + 2) + f"{field}:"
    found = [at for at in range(start + 1, end) if lines[at].startswith(begins)]
    if len(found) != 1:
        return None
    return "".join([*lines[: found[0]], *lines[found[0] + 1 :]])


def replace_scalar(text: str, line: int, column: int, value: str) -> str:
    """The text with another value, as YAML, where one begins: line and column, 1-based.

    Raises:
        YamlEditError: No plain or quoted value begins there.
    """
    for node in _nodes(text, line, column):
        if isinstance(node, yaml.ScalarNode) and node.style not in {"|", ">"}:
            return _put(text, node, value)
    raise YamlEditError(f"no value to replace at line {line}, column {column}")


def set_field(text: str, line: int, column: int, field: str, value: str) -> str:
    """The text with a field of a mapping set, as YAML on one line; every other byte stays.

    The mapping begins at this line and column, 1-based; a field that it lacks is added behind the last one.

    Raises:
        YamlEditError: No mapping begins there, or the field holds more than a value on one line.
    """
    at_place = _nodes(text, line, column)
    node = next((n for n in at_place if isinstance(n, yaml.MappingNode) and n.value), None)
    if node is None:
        raise YamlEditError(f"no entry at line {line}, column {column}")
    there = _below(node, field)
    if there is not None:
        if not isinstance(there, yaml.ScalarNode) or there.style in {"|", ">"}:
            raise YamlEditError(f"`{field}` at line {line} is no value on one line")
        return _put(text, there, value)
    if node.flow_style:
        end = _offset(text, node.value[-1][1].end_mark)
        return f"{text[:end]}, {field}: {value}{text[end:]}"
    lines, newline = _lines(text)
    at = _last_line(node) + 1
    added = f"{' ' * node.start_mark.column}{field}: {value}{newline}"
    return "".join([*lines[:at], added, *lines[at:]])


def _composed(text: str) -> Any:
    """The nodes of a document; None of one that holds nothing but comments."""
    return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _lines(text: str) -> tuple[list[str], str]:
    """The lines, each with its end, and what ends one in this file."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    return lines, newline


def _nodes(text: str, line: int, column: int) -> Iterator[Any]:
    """The nodes that begin at a place (1-based), outer ones first; keys are left out."""
    waiting = [_composed(text)]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        if (node.start_mark.line + 1, node.start_mark.column + 1) == (line, column):
            yield node
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]


def _put(text: str, node: Any, value: str) -> str:
    """The text with a value in the place of a node."""
    return text[: _offset(text, node.start_mark)] + value + text[_offset(text, node.end_mark) :]


def _offset(text: str, mark: Any) -> int:
    """The place of a mark in the text: marks of the C loader count in another unit."""
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: mark.line])) + int(mark.column)


def _item(text: str, section: str, id_: str) -> tuple[int, int, int]:
    """First line, the line behind the last one (0-based), and the column of the dash of an entry."""
    listed = _below(_composed(text), section)
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style:
        raise YamlEditError(f"`{section}` is no list with one entry a line")
    for item in listed.value:
        named = item.value if isinstance(item, yaml.MappingNode) and not item.flow_style else []
        if any(key.value == "id" and value.value == id_ for key, value in named):
            return item.start_mark.line, _last_line(item) + 1, listed.start_mark.column
    raise YamlEditError(f"`{section}` has no entry `{id_}` that is written in lines")


def _indented(entries: str, indent: str) -> list[str]:
    return [indent + line if line.strip() else line for line in entries.splitlines(keepends=True)]


def _joined(
    lines: list[str], at: int, added: list[str], newline: str, *, blank: bool = True
) -> str:
    """The lines with others put in, a blank line before and behind them."""
    new = [line.rstrip("\r\n") + newline for line in added]
    if blank and at and lines[at - 1].strip():
        new.insert(0, newline)
    if at < len(lines) and lines[at].strip():
        new.append(newline)
    return "".join([*lines[:at], *new, *lines[at:]])


def _comments(lines: list[str], at: int) -> int:
    """Behind the indented comments that follow, which belong to the entry above them."""
    while at < len(lines) and lines[at][:1] in {" ", "\t"} and lines[at].lstrip().startswith("#"):
        at += 1
    return at


def _last_line(node: Any) -> int:
    """The last line (0-based) on which something of a node stands."""
    if isinstance(node, yaml.ScalarNode):
        block = node.style in {"|", ">"}
        # A block scalar ends where the next thing begins, which is at least a line below.
        return int(node.end_mark.line) - (1 if block and node.end_mark.column == 0 else 0)
    if node.flow_style or not node.value:
        return int(node.end_mark.line)
    last = node.value[-1]
    if isinstance(node, yaml.MappingNode):
        return max(_last_line(last[0]), _last_line(last[1]))
    return _last_line(last)
