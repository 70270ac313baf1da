"""`magclaims init`: the files of a new project; nothing that is there is touched."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from magclaims import __version__
from magclaims.errors import Exit, MagclaimsError
from magclaims.files import parsed_toml, read_text, write_atomically
from magclaims.knowledge.data import text_of
from magclaims.model.descriptions import DescribedSchema
from magclaims.model.registry import Dossier
from magclaims.model.values import dataclass
from magclaims.render.escape import log_line

PRE_COMMIT = ".pre-commit-config.yaml"
TEMPLATES = {
    "magclaims.toml": "magclaims.toml",
    "data/claims.yaml": "claims.yaml",
    "data/references.bib": "references.bib",
    PRE_COMMIT: "pre-commit-config.yaml",
    ".github/workflows/magclaims.yml": "workflow.yml",
}
"""Where each template goes, below the folder of the project."""
SCHEMA = "data/claims.schema.json"
_FOLDERS = ("articles", "content", "posts", "_posts", "pages")
"""Where sites keep their articles; the first one that is there and holds any is taken."""
_TEXTS = frozenset({".md", ".markdown", ".mdx", ".html", ".htm", ".txt"})
_NEXT = """
Next:
  1. Put an article (.md, .html or .txt) into {articles}/, or set `articles` to where they are.
  2. magclaims scan {articles}/ARTICLE.md          what it claims, and what it cites
  3. magclaims scan {articles}/ARTICLE.md --write  proposes drafts; fill them in
  4. magclaims check --drafts                    how they would be judged, and what each lacks
  5. magclaims lock                              asks the services about the references
  6. magclaims check
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What `init` would do in a folder."""

    write: dict[Path, str]
    keep: tuple[Path, ...]
    """Files that are there already."""
    configured: Path | None
    """A pyproject.toml that holds the settings."""


def init(folder: Path) -> Exit:
    """Write what is missing, and say what to do next.

    Raises:
        MagclaimsError: The folder is a file, or a file cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise MagclaimsError(f"{folder} is a file; name a folder")
    plan = make_plan(folder)
    for path, text in plan.write.items():
        write_atomically(path, text)
        _say(f"wrote {path}")
    for path in plan.keep:
        _say(f"kept {path}")
    if plan.configured is not None:
        _say(f"{plan.configured} has [tool.magclaims]: no magclaims.toml was written")
    if folder / PRE_COMMIT in plan.keep and not _has_hook(folder / PRE_COMMIT):
        _say(f"\nTo run it before each commit, add to {folder / PRE_COMMIT}:\n")
        _say(template(TEMPLATES[PRE_COMMIT]).removeprefix("repos:\n").rstrip())
    _say(_NEXT.format(articles=_articles(folder)).rstrip("\n"))
    return Exit.OK


def make_plan(folder: Path) -> Plan:
    """What is missing in a folder; a link that leads nowhere counts as there."""
    configured = _configured(folder / "pyproject.toml")
    write: dict[Path, str] = {}
    keep: list[Path] = []
    wanted = {name: template(source) for name, source in TEMPLATES.items()}
    settings, usual = "magclaims.toml", 'articles = "articles"'
    wanted[settings] = wanted[settings].replace(usual, f'articles = "{_articles(folder)}"')
    for name, text in {**wanted, SCHEMA: schema()}.items():
        path = folder / name
        if os.path.lexists(path):
            keep.append(path)
        elif name != "magclaims.toml" or configured is None:
            write[path] = text
    return Plan(write, tuple(keep), configured)


def _articles(folder: Path) -> str:
    """The folder of the articles: as set, else one that is there, else the usual one."""
    tables = (
        _tables(folder / "magclaims.toml"),
        _tables(folder / "pyproject.toml", "tool", "magclaims"),
    )
    said = next((found for table in tables if isinstance(found := table.get("articles"), str)), "")
    return said or next((name for name in _FOLDERS if _holds_texts(folder / name)), _FOLDERS[0])


def _tables(path: Path, *names: str) -> Mapping[str, object]:
    """A table of a TOML file; empty where the file cannot be read or has none."""
    try:
        table: object = parsed_toml(read_text(path), path)
    except MagclaimsError:
        return {}
    for name in names:
        table = table.get(name) if isinstance(table, Mapping) else None
    return table if isinstance(table, Mapping) else {}


def _holds_texts(folder: Path) -> bool:
    return any(p.suffix in _TEXTS and p.name != "robots.txt" for p in folder.rglob("*"))


def template(name: str) -> str:
    """The text of a template, with the version of this program where it names one."""
    return text_of(f"templates/{name}", "magclaims.commands").replace("{version}", __version__)


def schema() -> str:
    """The JSON Schema of claims files, for editors that complete and check YAML."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "claims.schema.json",
        "title": "magclaims registry",
    }
    described = Dossier.model_json_schema(schema_generator=DescribedSchema)
    return json.dumps({**head, **described, "title": head["title"]}, indent=2) + "\n"


def _configured(path: Path) -> Path | None:
    """The pyproject.toml, if it holds settings."""
    return path if "magclaims" in _tables(path, "tool") else None


def _has_hook(path: Path) -> bool:
    try:
        return "magclaims" in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _say(text: str) -> None:
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        sys.stdout.write(f"{indent}{log_line(line)}\n")
