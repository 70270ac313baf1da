"""`magclaims explain`, `magclaims rules`, docs/rules.md and the site: the manual pages of the rules."""

from pathlib import PurePath
from textwrap import indent

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims.errors import MagclaimsError
from magclaims.judge.rule import FAMILIES, HEADINGS, RULES, Example, Rule, example, meant
from magclaims.render.escape import markdown


def explain(code: str) -> str:
    """The manual page of a rule; of a family (EVI), its rules, one a line.

    Raises:
        MagclaimsError: There is no such rule.
    """
    if (family := code.strip().upper()) in FAMILIES:
        return table(family)
    rule = RULES.get(code.strip().upper()) or _by_name(code)
    if rule is None:
        near, family = meant(code), next((f for f in FAMILIES if family.startswith(f)), "")
        see = f"explain {family}" if family else "rules"
        hint = f"; did you mean {near}?" if near else f"; see `magclaims {see}`"
        raise MagclaimsError(f"there is no rule {code!r}{hint}")
    shown = example(rule.code)
    page = f"{rule.code} {rule.name} ({rule.severity.value})\n\n{rule.manual}"
    return f"{page}\n\n{_plain(shown)}" if shown else page


def _plain(shown: Example) -> str:
    """The example for a terminal."""
    parts = [f"{name}:\n\n{indent(text.rstrip(), '    ')}" for name, text in shown.files.items()]
    parts.append("\n".join(["finds", "", *(f"    {line}" for line in shown.found)]))
    if shown.near:
        parts.append("\n".join(["and nothing where", "", *(f"    {why}" for why in shown.near)]))
    return "\n\n".join(parts)


def _by_name(name: str) -> Rule | None:
    return next((rule for rule in RULES.values() if rule.name == name.strip().lower()), None)


def table(family: str = "") -> str:
    """All rules, or those of a family, one a line."""
    return "\n".join(
        f"{rule.code}  {rule.severity.value:8} {rule.name:32} {rule.summary}"
        for _, rule in sorted(RULES.items())
        if family in {"", rule.family}
    )


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
