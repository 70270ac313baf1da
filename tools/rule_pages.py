"""The manual pages of the rules as Markdown: docs/rules.md, and a page each on the documentation site."""

from pathlib import PurePath

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims.judge.rule import FAMILIES, HEADINGS, RULES, Example, Rule, example
from magclaims.render.escape import markdown


def page() -> str:
    """docs/rules.md."""
    lines = [
        "# Rules",
        "",
        "Made from the rules' own manual pages by `make docs`; `magclaims explain CODE` prints one.",
        "",
    ]
    for family, title in FAMILIES.items():
        members = [rule for _, rule in sorted(RULES.items()) if rule.family == family]
        if not members:
            continue
        lines += [f"## {family}: {title}", ""]
        for rule in members:
            lines += [*_rule(rule, "###"), ""]
    return "\n".join(lines).rstrip() + "\n"


def manual_page(rule: Rule) -> str:
    """The page of one rule on the documentation site, where `magclaims.help_page` leads to."""
    return "\n".join(_rule(rule, "#")) + "\n"


def _rule(rule: Rule, heading: str) -> list[str]:
    lines = [f"{heading} {rule.code} {rule.name}", "", f"*{rule.severity.value}*", ""]
    lines += _markdown(rule.manual)
    if (shown := example(rule.code)) is not None:
        lines += ["", *_example(shown)]
    return lines


_LANGUAGES = {
    ".yaml": "yaml",
    ".toml": "toml",
    ".bib": "bibtex",
    ".md": "markdown",
    ".html": "html",
}


def _example(shown: Example) -> list[str]:
    """The example as Markdown."""
    lines = []
    for name, text in shown.files.items():
        language = _LANGUAGES.get(PurePath(name).suffix, "text")
        lines += [f"`{name}`", "", f"```{language}", text.rstrip(), "```", ""]
    lines += ["finds", "", *(f"- {markdown(line)}" for line in shown.found)]
    if shown.near:
        lines += ["", "and nothing where", "", *(f"- {markdown(why)}" for why in shown.near)]
    return lines


def _markdown(manual: str) -> list[str]:
    out = []
    for line in manual.splitlines():
        head = next(
            (h for h in (*HEADINGS, "Setting", "Example") if line.startswith(f"{h}: ")), None
        )
        out.append(f"- **{head}:** {line[len(head) + 2 :]}" if head else _continued(line))
    return out


def _continued(line: str) -> str:
    """A line that goes on keeps its place in the list item above it."""
    return f"  {line.strip()}" if line.startswith(" ") else line
