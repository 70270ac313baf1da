"""Writes what is made: schemas, the rules' examples, docs/rules.md, parts of README and tutorial.

    python tools/generate.py

Run by `make schema`, in the project's folder; the tests fail where a file is out of date.
"""

import inspect
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text
from typer.main import get_command

import man_page
from magclaims.cli import app
from magclaims.commands.init import schema, template
from magclaims.commands.session import find_sources, open_case
from magclaims.config import Settings, all_settings, load, shown
from magclaims.files import write_atomically
from magclaims.gather.sources import SERVICES, SOURCES
from magclaims.gather.sources.source import setting, settings_of
from magclaims.judge.claim import textbook
from magclaims.judge.engine import judge
from magclaims.judge.policy import Overrides, PolicyRow
from magclaims.judge.policy import load as load_policy
from magclaims.judge.rule import RULES
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.vocabulary import vocabulary
from magclaims.model.descriptions import DescribedSchema, descriptions
from magclaims.model.finding import Severity
from magclaims.render import FORMATS, RenderOptions
from magclaims.render.escape import markdown
from magclaims.render.json import decisions_schema, report_schema
from magclaims.render.report import build
from magclaims.waive.waivers import waive
from rule_pages import page

WIDTH = 90
MAN = "man"
"""The folder of the man pages, which the wheel puts below share/man."""
SHOWN = {"workflow": "workflow.yml"}
"""Templates of `init` that pages show, by the name of the part."""


@contextmanager
def _context(command: str, **options: Any) -> Iterator[Any]:
    """The click context of a command, named as it is called: "check", "snapshot build"; "" is the program."""
    with ExitStack() as stack:
        found: Any = get_command(app)
        context = stack.enter_context(
            found.make_context("magclaims", ["--help"], resilient_parsing=True, **options)
        )
        for word in command.split():
            found = found.commands[word]
            context = stack.enter_context(
                found.make_context(word, [], parent=context, resilient_parsing=True, **options)
            )
        yield context


def help_of(command: str) -> str:
    """What `magclaims COMMAND --help` prints, at a fixed width."""
    with _context(command, terminal_width=WIDTH) as context:
        return str(context.command.get_help(context)).rstrip()


def commands() -> list[str]:
    """All commands, as they are called, those of a group behind it."""

    def below(group: Any, named: str) -> Iterator[str]:
        for name, command in getattr(group, "commands", {}).items():
            if not command.hidden:
                yield (whole := f"{named} {name}".strip())
                yield from below(command, whole)

    return list(below(get_command(app), ""))


def commands_page() -> str:
    """docs/commands.md: the help of every command."""
    lines = [
        "# Commands",
        "",
        "What `--help` prints, made by `make docs`. Options that are not given come from [the",
        "configuration](configuration.md).",
    ]
    for command in commands():
        shown = f"$ magclaims {command} --help\n{help_of(command)}"
        lines += ["", f"## {command}", "", "```console", shown, "```"]
    return "\n".join(lines) + "\n"


def man_pages() -> dict[str, Callable[[], str]]:
    """The man page of the program and of each command, by path."""

    def of(command: str) -> str:
        with _context(command) as context:
            return man_page.page(context)

    return {
        f"{MAN}/{'-'.join(['magclaims', *command.split()])}.1": partial(of, command)
        for command in ("", *commands())
    }


def settings_table() -> str:
    """The settings with their defaults."""
    lines = ["| setting | default | what |", "|---|---|---|"]
    described = dict(descriptions(Settings))
    for rule in RULES.values():
        described |= {o.name: f"{o.about} ({rule.code})" for o in rule.options}
    for name, info in all_settings().model_fields.items():
        if name == "of_services":
            continue
        default = info.get_default(call_default_factory=True)
        if isinstance(default, Overrides) or default in (None, (), {}):
            value = ""
        else:
            value = f"`{json.dumps(default, default=str)}`"
        lines.append(f"| `{shown(name)}` | {value} | {' '.join(described[name].split())} |")
    for service in SERVICES:
        for name, what in settings_of(service).items():
            value = f"`{json.dumps(service.url)}`" if name == setting(service, "url") else ""
            lines.append(f"| `{shown(name)}` | {value} | {what} |")
    return "\n".join(lines)


def settings_schema() -> str:
    """schema/settings.schema.json: for editors with a TOML language server."""
    made = all_settings().model_json_schema(schema_generator=DescribedSchema)
    services = {
        name: {"type": "string", "description": what}
        for service in SERVICES
        for name, what in settings_of(service).items()
    }
    made["properties"] = {
        shown(name): {key: value for key, value in about.items() if key != "title"}
        for name, about in {**made["properties"], **services}.items()
        if name != "of_services"
    }
    made["description"] = "Settings of magclaims, as in magclaims.toml."
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def example() -> str:
    """What `magclaims check --offline --select NUM002` prints of `data/`."""
    configuration = load().with_options({"offline": True})
    case = open_case(find_sources((), configuration), configuration).case
    found = judge(case, select=["NUM002"])
    options = RenderOptions(summary=False)
    text = FORMATS["text"].render(build(case, waive(case, found)), options)
    shown = text.split("\nReferences\n")[0].rstrip()
    return f"```console\n$ magclaims check --offline --select NUM002\n{shown}\n```"


def marked(text: str) -> str:
    """A page with its marked parts made anew."""

    def part(match: re.Match[str]) -> str:
        name = match[1]
        if name == "settings":
            body = settings_table()
        elif name == "example":
            body = example()
        else:
            body = f"```yaml\n{template(SHOWN[name])}```"
        return f"<!-- {name} -->\n{body}\n<!-- end -->"

    return re.sub(
        r"<!-- (settings|example|workflow) -->\n.*?<!-- end -->",
        part,
        text,
        flags=re.DOTALL,
    )


EXAMPLES = Path("examples")


def printed(text: str) -> str:
    """A page on the examples with what its commands print, and the claims that it shows, made anew."""

    def part(match: re.Match[str]) -> str:
        kind, _, what = match[1].partition(": ")
        body = (
            f"```console\n{_printed(what)}\n```"
            if kind == "run"
            else f"```yaml\n{_claim(what)}\n```"
        )
        return f"<!-- {match[1]} -->\n{body}\n<!-- end -->"

    return re.sub(r"<!-- ((?:run|claim): [^\n]+) -->\n.*?<!-- end -->", part, text, flags=re.DOTALL)


def _printed(command: str, look: str = "NO_COLOR") -> str:
    """A command with all that it prints, run in the folder of the examples without network."""
    program, *arguments = shlex.split(command)
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("MAGCLAIMS_", "GITHUB_"))}
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=EXAMPLES,
        env={**kept, "MAGCLAIMS_OFFLINE": "1", look: "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return f"$ {command}\n{done.stdout.rstrip()}"


_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>What magclaims check prints</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's picture of a terminal without its fonts, which it would fetch from elsewhere."""


def terminal_picture() -> str:
    """A terminal with what `magclaims check` says of the examples, drawn by Rich as SVG."""
    printed = _printed("magclaims check --offline --select EVI007,EVI003", "FORCE_COLOR")
    console = Console(record=True, width=100, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(re.split(r"\n\n(?:\x1b\[[\d;]*m)*References", printed)[0]))
    svg = console.export_svg(title="magclaims check", code_format=_SVG, unique_id="t")
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)


def _claim(claim_id: str) -> str:
    """The entry of a claim of the examples, as it stands in their registry."""
    text = (EXAMPLES / "data" / "claims.yaml").read_text(encoding="utf-8")
    found = re.search(rf"^  - id: {re.escape(claim_id)}\n(?:.+\n)*", text, re.MULTILINE)
    if found is None:
        raise KeyError(claim_id)
    return found[0].rstrip()


CASES = Path("tests/rules")
_ORDER = (".yaml", ".bib", ".md", ".html", ".txt", ".json")


def examples() -> str:
    """judge/examples.json: the first case of every rule's case file, which the tests run."""
    made = {path.stem: _example(path) for path in sorted(CASES.glob("*.yaml"))}
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _example(path: Path) -> dict[str, object]:
    import yaml

    def written(part: object) -> str:
        return yaml.safe_dump(
            part, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=None
        )

    first, *_ = yaml.safe_load(path.read_text(encoding="utf-8"))
    files = {name: text for name, text in first.items() if "." in name}
    bibliography = CASES / "default" / "references.bib"
    if any(f["at"].startswith(bibliography.name) for f in first["found"]):
        files.setdefault(bibliography.name, bibliography.read_text(encoding="utf-8"))
    files = dict(sorted(files.items(), key=lambda file: _ORDER.index(Path(file[0]).suffix)))
    if "settings" in first:
        files["magclaims.toml"] = "".join(
            f"{name} = {json.dumps(value)}\n" for name, value in first["settings"].items()
        )
    for name, title in (("records", "the records"), ("gathered", "what else was gathered")):
        if name in first:
            files[title] = written(first[name])
    if "today" in first:
        files["the day"] = f"{first['today']}\n"
    return {
        "why": first["why"],
        "files": files,
        "found": [_line(found) for found in first["found"]],
        "near": [near["why"] for near in first.get("near", ())],
    }


def _line(found: dict[str, Any]) -> str:
    severity = next(s.value for s in Severity if s.value in found)
    words = found[severity]
    said = words if isinstance(words, str) else " … ".join(words)
    return f"{found['at']} {severity}: … {said} …"


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


def policy_page() -> str:
    """docs/policy.md: every row of the policy, with the guidance that it follows and where it differs."""
    guidance, reasons = load_data("guidance.toml"), load_data("reasons.en.toml")["reason"]
    sources = guidance["source"]
    lines = [
        "# The policy, and the guidance that it follows",
        "",
        "Made by `make docs` from `knowledge/policy.toml` and `knowledge/guidance.toml`. What a row means is in",
        "[architecture.md](architecture.md#the-verdict); its outcome can be changed in the configuration",
        "(`[tool.magclaims.policy]`). A row without guidance is ours.",
        "",
        "| guidance | where | how sure |",
        "|---|---|---|",
        *(
            f"| {markdown(s['name'])} | {markdown(s['where'])} | {s['sure']} |"
            for s in sources.values()
        ),
    ]
    table = load_policy()
    for title, rows in (
        ("The most that a sentence may say; the first that holds", table.ceilings),
        ("What lowers it; all that hold", table.limits),
        ("The verdict; the first that holds", table.verdicts),
    ):
        lines += ["", f"## {title}", ""]
        lines += ["| row | outcome | says | why | follows | differs |", "|---|---|---|---|---|---|"]
        for row in rows:
            about = guidance["row"][row.id]
            follows = ", ".join(sources[name]["name"] for name in about["follows"])
            cells = (reasons[row.id], about["why"], follows, about.get("differs", ""))
            shown = " | ".join(markdown(cell) for cell in cells)
            lines.append(f"| `{row.id}` | {_outcome(row)} | {shown} |")
    return "\n".join(lines) + "\n"


def _outcome(row: PolicyRow) -> str:
    """What a row decides, in the words of the registry."""
    decided = [row.verdict, row.ceiling, row.cap and f"at most {row.cap.value}"]
    return ", ".join(str(part).replace("_", " ") for part in decided if part) or "told"


def textbook_page() -> str:
    """docs/textbook.md: what a claim may name as `basis`, and of which substances."""
    lines = [
        "# Textbook matters: what `basis` may name",
        "",
        "Made by `make docs` from `knowledge/textbook.toml` and `knowledge/textbook_roles.toml`. A claim of kind",
        "`general_knowledge` or `definition` that names one of these as `basis` needs no reference, as long as it is",
        "about these substances and no other outcome ([TRC005](rules.md#trc005-unknown-basis)). An authorised health",
        "claim in its own words needs neither a reference nor a `basis`; in German, French and Spanish, whose wordings",
        "are not at hand, a sentence that says the same and nothing else.",
        "",
        "| basis | says | of | outcomes |",
        "|---|---|---|---|",
    ]
    names = vocabulary().substances
    for id_, entry in textbook.load().entries.items():
        about = [names[one].name() if one in names else one for one in entry.about]
        of = "any" if "*" in about else ", ".join(about)
        cells = (str(entry.says), of, ", ".join(entry.topics))
        lines.append(f"| `{id_}` | {' | '.join(map(markdown, cells))} |")
    return "\n".join(lines) + "\n"


def sources_page() -> str:
    """docs/sources.md: the services that are asked, as each declares itself."""
    lines = [
        "# The services that are asked",
        "",
        "Made by `make docs` from the files in `gather/sources/`, where each service declares itself. The",
        "first one that answers a kind of identifier decides whether there is such a work, the others add to",
        'its record. What a failing service means is in [architecture.md](architecture.md): never "not',
        'found", never kept, never green.',
        "",
        "| service | asked by | what for | asked | settings | requests in a second |",
        "|---|---|---|---|---|---|",
    ]
    for service in SERVICES:
        source = next((s for s in SOURCES if s is service), None)
        front = next((s for s in SOURCES if service in s.behind), None)
        if source is not None:
            asked = "always" if source.usual else f'with `also-ask = ["{source.name}"]`'
        else:
            asked = f"by way of {front.label}" if front else ""
        kinds = ", ".join(source.kinds) if source else ""
        names = settings_of(service)
        settings = ", ".join(f"`{shown(name)}`" for name in names)
        what = inspect.cleandoc(service.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
        lines.append(
            f"| {service.label} (`{service.name}`) | {kinds} | {what.removeprefix('Asked ')} "
            f"| {asked} | {settings} | {service.limits.singles}, lists {service.limits.lists} |"
        )
    lines += [
        "",
        "Besides, `retraction-watch` names your own copy of the Retraction Watch list (CSV), which is read",
        "and not asked.",
    ]
    return "\n".join(lines) + "\n"


MARKED = ("README.md", "docs/ci.md", "docs/configuration.md")
PRINTED = ("docs/tutorial.md", "docs/translations.md")


def _made(path: str, make: Callable[[str], str]) -> str:
    return make(Path(path).read_text(encoding="utf-8"))


MAKERS: dict[str, Callable[[], str]] = {
    "schema/claims.schema.json": schema,
    "schema/report.schema.json": report_schema,
    "schema/settings.schema.json": settings_schema,
    "schema/decisions.schema.json": decisions_schema,
    "src/magclaims/judge/examples.json": examples,
    "docs/rules.md": page,
    "docs/commands.md": commands_page,
    "docs/policy.md": policy_page,
    "docs/sources.md": sources_page,
    "docs/textbook.md": textbook_page,
    "docs/verdicts.md": verdicts_page,
    "docs/pictures/check.svg": terminal_picture,
    **man_pages(),
    **{path: partial(_made, path, marked) for path in MARKED},
    **{path: partial(_made, path, printed) for path in PRINTED},
}


def main() -> None:
    """Write them all, one after the other: docs/rules.md shows the examples."""
    for path, make in MAKERS.items():
        write_atomically(Path(path), make())


if __name__ == "__main__":
    main()
