"""`magclaims explain`, `magclaims rules`: the manual pages of the rules, for a terminal."""

from textwrap import indent

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims.errors import MagclaimsError
from magclaims.judge.rule import FAMILIES, RULES, Example, Rule, example, meant


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
