"""What may be written at a place of claims.yaml: keys, ids, and the values that a field can have."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, get_args

from lsprotocol import types

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims.judge.rule import RULES
from magclaims.knowledge import vocabulary
from magclaims.lsp.lookup import claims, references
from magclaims.lsp.pages import OpenText
from magclaims.lsp.project import Project
from magclaims.model import registry as model
from magclaims.render.escape import plain

_FIELD = re.compile(r"(?:^|[\s{,\[-])([a-z_]+):\s*[\[{]?\s*(?P<begun>[^{}\[\]:#]*)$")
_ITEM = re.compile(r"^(?P<indent>\s*)-\s+(?P<begun>[^:#]*)$")
_PARENT = re.compile(r"^(\s*)(?:-\s+)?([a-z_]+):\s*(?:\[[^\]]*)?$")
_ENTRY = re.compile(r"^\s*(?P<begun>[^\s:#-]*)$")
_LONGEST = 80
_MANY_KEYS = frozenset({"references", "cites", "reference"})
_VALUES: Mapping[str, type[Enum]] = {
    "kind": model.Kind,
    "level": model.Level,
    "relation": model.Relation,
    "design": model.Design,
    "certainty": model.Certainty,
    "status": model.Status,
    "subjects": model.Subject,
    "strength": model.Strength,
}
"""Fields whose values are a list in the model."""


def completions(project: Project, page: OpenText, offset: int) -> list[types.CompletionItem]:
    """What may stand at an offset of a claims file."""
    start = page.text.rfind("\n", 0, offset) + 1
    line = page.text[start:offset]
    name, begun = _context(page.text[:start], line)
    if name is None:
        return []
    begun = begun.rpartition(",")[2].lstrip().lstrip("\"'")
    edit = page.range(offset - len(begun), offset)
    return [
        types.CompletionItem(
            label=label,
            detail=plain(detail, _LONGEST) or None,
            kind=types.CompletionItemKind.Value,
            filter_text=label,
            text_edit=types.TextEdit(edit, label),
        )
        for label, detail in _offered(project, name)
    ]


def _context(above: str, line: str) -> tuple[str | None, str]:
    """The field whose value is being written, and what of it stands there already."""
    found = _FIELD.search(line)
    if found:
        return found[1], found["begun"]
    item = _ITEM.match(line)
    if item:
        return _parent(above, len(item["indent"]), item=True), item["begun"]
    entry = _ENTRY.match(line)
    indent = len(line) - len(line.lstrip())
    if entry and indent and _parent(above, indent, item=False) == "studies":
        return "studies", entry["begun"]
    return None, ""


def _parent(above: str, indent: int, *, item: bool) -> str | None:
    """The field that a line with this indent stands below; dashes may stand as far in as it does."""
    for line in reversed(above.splitlines()):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        depth = len(line) - len(line.lstrip())
        if depth > indent or (depth == indent and (not item or line.lstrip().startswith("-"))):
            continue
        found = _PARENT.match(line)
        return found[2] if found else None
    return None


def _offered(project: Project, name: str) -> Iterator[tuple[str, str]]:
    if name in _MANY_KEYS or name == "studies":
        yield from ((key, r.title) for key, r in references(project).items())
    elif name in _VALUES:
        yield from ((value, "") for value in _names(_VALUES[name]))
    elif name == "direction":
        # Of a claim and of a study's outcome: two lists.
        told = get_args(model.Outcome.model_fields["direction"].annotation)
        yield from ((value, "") for value in dict.fromkeys((*_names(model.Direction), *told)))
    elif name == "article":
        yield from ((id_, a.title) for id_, a in project.registry().dossier.articles.items())
    elif name == "rule":
        yield from ((code, rule.summary) for code, rule in sorted(RULES.items()))
    elif name == "subject":
        yield from ((id_, claim.statement) for id_, claim in claims(project).items())
        yield from ((key, r.title) for key, r in references(project).items())
        yield from ((id_, a.title) for id_, a in project.registry().dossier.articles.items())
    elif name == "outcome":
        yield from ((o.name(), "") for o in vocabulary.vocabulary().outcomes.values())
    elif name in {"substance", "ingredients"}:
        yield from ((s.name(), "") for s in vocabulary.vocabulary().substances.values())


def _names(values: type[Enum]) -> Iterator[str]:
    for value in values:
        named: Any = value
        yield named.label if isinstance(value, model.Strength) else str(named.value)
