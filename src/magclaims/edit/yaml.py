"""Add entries to a section of a YAML file as text: comments, order and style of the rest stay.

A section is a top-level key with a list or a mapping below it. Entries are put behind its last one;
no line that is there is changed. The caller reads the result again and compares, since YAML has
more corners than a text edit can know.
"""

from typing import Any

import yaml

from magclaims.errors import MagclaimsError

INDENT = "  "


class EditError(MagclaimsError):
    """The text cannot safely be added to; says what to do instead."""


def insert(text: str, section: str, entries: str) -> str:
    """The text with entries behind the last one of a section.

    Args:
        text: A YAML document whose root is a mapping in block style, or nothing but comments.
        section: The top-level key; it is added at the end where it is absent.
        entries: One or more entries in block style, not indented, ending in a newline.

    Raises:
        EditError: The root or the section is written in brackets, or the section is of no such kind.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if root is None:
        return _joined(lines, len(lines), [f"{section}:\n", *_indented(entries, INDENT)], newline)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or root.start_mark.column:
        raise EditError("the file is no plain mapping of sections; add the entries by hand")
    found = next(((key, value) for key, value in root.value if key.value == section), None)
    if found is None:
        end = _last_line(root) + 1
        return _joined(lines, end, [f"{section}:\n", *_indented(entries, INDENT)], newline)
    key, value = found
    if isinstance(value, yaml.ScalarNode) and value.value in {"", "~", "null"}:
        end = _comments(lines, key.end_mark.line + 1)
        return _joined(lines, end, _indented(entries, INDENT), newline, blank=False)
    is_list = entries.startswith("- ")
    if not isinstance(value, yaml.SequenceNode if is_list else yaml.MappingNode):
        kind = "a list" if is_list else "a mapping"
        raise EditError(f"`{section}` is not {kind}; correct it first")
    if value.flow_style:
        raise EditError(
            f"`{section}` is written in brackets; write it one entry a line, or leave it empty "
            f"(`{section}:`)"
        )
    end = _comments(lines, _last_line(value) + 1)
    return _joined(lines, end, _indented(entries, " " * value.start_mark.column), newline)


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
