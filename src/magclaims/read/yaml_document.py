"""One YAML document: its nodes with their places, every scalar as text, anchors and depths refused."""

from collections.abc import Iterator
from typing import Any

import yaml

from magclaims.errors import ReadError
from magclaims.model.finding import Location
from magclaims.model.lazily import expression
from magclaims.model.source_map import SourceMark

MAX_DEPTH = 40

LINE_BREAK = expression("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML counts as the end of a line."""


class YamlDocument:
    """One YAML file as nodes; anchors, aliases and tags are refused (they can hide a bomb)."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self.root = self._composed(yaml.parse(text, Loader=loader_class))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = error.problem or error.context or "is not YAML"
            hint = " (is a quote or a colon missing before it?)" if "mapping" in problem else ""
            raise ReadError(
                f"is not YAML: {problem}{hint}",
                path,
                mark.line + 1 if mark else 1,
                mark.column + 1 if mark else 1,
            ) from error
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            # An editor may send half a pair of surrogates, which no file can hold.
            position = getattr(error, "position", getattr(error, "start", 0))
            before = text[:position] if isinstance(position, int) else ""
            raise ReadError(
                f"is not YAML: {getattr(error, 'reason', error)}",
                path,
                before.count("\n") + 1,
                len(before) - (before.rfind("\n") + 1) + 1,
            ) from error

    def _composed(self, events: Iterator[yaml.Event]) -> yaml.Node | None:
        """The nodes of the only document; what libyaml composes itself cannot be looked into."""
        root: yaml.Node | None = None
        second: yaml.Event | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                second = event if documents == 2 else second
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, 1)
                root = node if documents == 1 else root
        if second is not None:
            # Told after all that is refused, which may stand behind it.
            mark: Any = second.start_mark
            raise yaml.MarkedYAMLError(problem="but found another document", problem_mark=mark)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> yaml.Node:
        """The node that an event begins, with all that belongs to it."""
        if isinstance(event, yaml.CollectionStartEvent) and depth > MAX_DEPTH:
            raise self._refused(event, f"is nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refused(event, "uses an anchor or alias (& or *): write the value out")
        start: Any = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            return yaml.ScalarNode("", event.value, start, style=event.style)
        nodes = []
        for inner in events:
            if isinstance(inner, yaml.CollectionEndEvent):
                break
            nodes.append(self._node(inner, events, depth + 1))
        if isinstance(event, yaml.SequenceStartEvent):
            return yaml.SequenceNode("", nodes, start)
        return yaml.MappingNode("", list(zip(nodes[::2], nodes[1::2], strict=True)), start)

    def _refused(self, event: yaml.Event, message: str) -> ReadError:
        mark: Any = event.start_mark
        return ReadError(message, self.path, mark.line + 1, mark.column + 1)

    def location(self, node: yaml.Node) -> Location:
        """Where a node stands, as findings say it."""
        return self.mark(node).location

    def mark(self, node: yaml.Node) -> SourceMark:
        """Where a node begins."""
        return SourceMark(self.path, node.start_mark.line + 1, node.start_mark.column + 1)


def place_of(node: yaml.Node) -> tuple[int, int]:
    """Line and column of a node, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def plain_text(node: yaml.Node) -> str | None:
    """The text of a scalar; None where it stands without quotes and says nothing (`~`, null)."""
    value = str(node.value)
    unquoted = isinstance(node, yaml.ScalarNode) and not node.style
    return None if unquoted and value in {"", "~", "null", "Null", "NULL"} else value


def child_of(node: yaml.Node, name: str) -> str | None:
    """The text of one field of a mapping, where it has one."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name and isinstance(value, yaml.ScalarNode) and value.value:
                return str(value.value)
    return None
