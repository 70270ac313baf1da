"""`magclaims explain`, `magclaims rules` and docs/rules.md: the manual pages of the rules."""

import difflib
from collections.abc import Callable

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims.errors import MagclaimsError
from magclaims.judge.rule import FAMILIES, HEADINGS, RULES, Rule


def explain(code: str) -> str:
    """The manual page of a rule.

    Raises:
        MagclaimsError: There is no such rule.
    """
    rule = RULES.get(code.strip().upper()) or _by_name(code)
    if rule is None:
        near = difflib.get_close_matches(code.upper(), RULES, n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else "; see `magclaims rules`"
        raise MagclaimsError(f"there is no rule {code!r}{hint}")
    return f"{rule.code} {rule.name} ({rule.severity.value})\n\n{rule.manual}"


def _by_name(name: str) -> Rule | None:
    return next((rule for rule in RULES.values() if rule.name == name.strip().lower()), None)


def table() -> str:
    """All rules, one a line."""
    return "\n".join(
        f"{rule.code}  {rule.severity.value:8} {rule.name:32} {rule.summary}"
        for _, rule in sorted(RULES.items())
    )


def page(case_of: Callable[[str], str] = lambda _: "") -> str:
    """docs/rules.md.

    Args:
        case_of: The first case of a rule's case file as Markdown, by code.
    """
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
            lines += [f"### {rule.code} {rule.name}", "", f"*{rule.severity.value}*", ""]
            lines += [*_markdown(rule.manual), ""]
            lines += [case, ""] if (case := case_of(rule.code)) else []
    return "\n".join(lines).rstrip() + "\n"


def _markdown(manual: str) -> list[str]:
    out = []
    for line in manual.splitlines():
        head = next((h for h in HEADINGS if line.startswith(f"{h}: ")), None)
        out.append(f"- **{head}:** {line[len(head) + 2 :]}" if head else _continued(line))
    return out


def _continued(line: str) -> str:
    """A line that goes on keeps its place in the list item above it."""
    return f"  {line.strip()}" if line.startswith(" ") else line
