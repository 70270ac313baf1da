"""Writes what is made from the code: the schemas, docs/rules.md, and parts of the README.

Run by `make schema` in the project's folder; the tests fail where a file is out of date.
"""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

from typer.main import get_command

from magclaims.cli import app
from magclaims.commands.rules import page
from magclaims.commands.session import find_sources, open_case
from magclaims.config import Settings, load
from magclaims.files import write_atomically
from magclaims.judge.policy import Overrides
from magclaims.model.registry import Dossier
from magclaims.render.escape import markdown
from magclaims.render.json import report_schema

SCHEMA_ID = "claims.schema.json"
WIDTH = 90


def claims_schema() -> str:
    """The JSON Schema of a claims file, for YAML editors."""
    schema = Dossier.model_json_schema()
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "magclaims registry",
    }
    return json.dumps({**head, **schema, "title": head["title"]}, indent=2) + "\n"


def help_of(command: str) -> str:
    """What `magclaims COMMAND --help` prints, at a fixed width."""
    group = get_command(app)
    with group.make_context("magclaims", ["--help"], resilient_parsing=True) as parent:
        found = getattr(group, "commands")[command]  # noqa: B009 - click's Group, behind typer's type
        with found.make_context(
            command, [], parent=parent, resilient_parsing=True, terminal_width=WIDTH
        ) as context:
            return str(found.get_help(context)).rstrip()


def settings_table() -> str:
    """The settings with their defaults."""
    lines = ["| setting | default | what |", "|---|---|---|"]
    for name, info in Settings.model_fields.items():
        default = info.get_default(call_default_factory=True)
        if isinstance(default, Overrides) or default in (None, (), {}):
            shown = ""
        else:
            shown = f"`{json.dumps(default, default=str)}`"
        lines.append(f"| `{name}` | {shown} | {info.description} |")
    return "\n".join(lines)


def readme(text: str) -> str:
    """The README with its marked parts made anew."""

    def part(match: re.Match[str]) -> str:
        name = match[1]
        if name == "settings":
            body = settings_table()
        else:
            command = name.removeprefix("help: ")
            body = f"```console\n$ magclaims {command} --help\n{help_of(command)}\n```"
        return f"<!-- {name} -->\n{body}\n<!-- end -->"

    return re.sub(r"<!-- (help: [\w-]+|settings) -->\n.*?<!-- end -->", part, text, flags=re.DOTALL)


def generated() -> dict[str, str]:
    """Path in the project -> contents; the README is read from the working folder."""
    return {path: make() for path, make in MAKERS.items()}


CASES = Path("tests/rules")
_SHOWN = {"registry": "yaml", "bib": "bibtex", "text": "markdown", "records": "yaml"}


def case_of(code: str) -> str:
    """The first case of a rule's case file as Markdown; the tests run what it shows."""
    import yaml

    first, *_ = yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))
    lines = [f"<details><summary>Case: {html.escape(first['why'])}</summary>", ""]
    for name, language in _SHOWN.items():
        if name in first:
            part = first[name]
            text = part if isinstance(part, str) else yaml.safe_dump(part, allow_unicode=True)
            lines += [f"```{language}", text.rstrip(), "```", ""]
    lines += [f"- `{found['at']}` {markdown(found['says'])}" for found in first["found"]]
    lines += [f"- silent: {markdown(near['why'])}" for near in first.get("near", ())]
    return "\n".join([*lines, "", "</details>"])


def verdicts_page() -> str:
    """docs/verdicts.md: every verdict on the articles of `data/`, judged without any service."""
    configuration = load().with_options({"offline": True})
    opened = open_case(find_sources((), configuration), configuration)
    case = opened.case
    lines = [
        "# The verdicts on the two articles",
        "",
        "Made by `make docs` from `data/`, without asking any service: where a verdict rests on",
        "references, it is provisional. The reasons are the first ones that `magclaims check -v`",
        "prints. Argue with them: change the registry, or the policy, and see what follows.",
    ]
    for article_id, article in sorted(case.dossier.articles.items()):
        lines += [
            "",
            f"## {article.title}",
            "",
            "| words | claim | verdict | why |",
            "|---|---|---|---|",
        ]
        for claim in case.dossier.claims:
            for assessed in case.assessments[claim.id].occurrences:
                if assessed.occurrence.article == article_id:
                    why = "; ".join(reason.text for reason in assessed.reasons[:2])
                    lines.append(
                        f"| {markdown(assessed.occurrence.quote)} | {markdown(claim.statement)} "
                        f"({claim.kind.value}, {assessed.occurrence.strength.label}) "
                        f"| {assessed.verdict.value.replace('_', ' ')} | {markdown(why)} |"
                    )
    return "\n".join(lines) + "\n"


MAKERS: dict[str, Callable[[], str]] = {
    "schema/claims.schema.json": claims_schema,
    "schema/report.schema.json": report_schema,
    "docs/rules.md": lambda: page(case_of),
    "docs/verdicts.md": verdicts_page,
    "README.md": lambda: readme(Path("README.md").read_text(encoding="utf-8")),
}


def main() -> None:
    """Write them all."""
    for path, text in generated().items():
        write_atomically(Path(path), text)


if __name__ == "__main__":
    main()
