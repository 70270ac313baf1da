"""`magclaims explain`, `magclaims rules`: the manual pages of the rules, for a terminal."""

from collections.abc import Iterator
from textwrap import indent

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims.errors import MagclaimsError
from magclaims.judge.rule import FAMILIES, RULES, Example, Rule, example, meant
from magclaims.model.finding import Severity
from magclaims.render.language import DEFAULT, Phrases, phrases


def explain(code: str, language: str = DEFAULT) -> str:
    """The manual page of a rule, by code or name; of a family (EVI), its rules, one a line.

    In another language than English the example's texts, place and severity alone are in it.

    Raises:
        MagclaimsError: There is no such rule.
    """
    if (family := code.strip().upper()) in FAMILIES:
        return table(family, language)
    rule = RULES.get(code.strip().upper()) or _by_name(code)
    if rule is None:
        near, family = meant(code), next((f for f in FAMILIES if family.startswith(f)), "")
        see = f"explain {family}" if family else "rules"
        hint = f"; did you mean {near}?" if near else f"; see `magclaims {see}`"
        raise MagclaimsError(f"there is no rule {code!r}{hint}")
    t, shown = phrases(language), example(rule.code)
    parts = [f"{rule.code} {rule.name} ({t.word('severity', rule.severity.value)})"]
    told = t.rule(rule.code)
    if told is None:
        parts += [rule.manual, *(_plain(shown) if shown else ())]
    else:
        what, instead, why = told
        colon = f"{t('colon')} "
        parts += [what, f"{t('why')}{colon}{why}", f"{t('instead')}{colon}{instead}"]
        parts += [
            f"{t.word('terminal', 'setting').capitalize()}{colon}`{o.name}`" for o in rule.options
        ]
        parts += _in_language(shown, t) if shown else ()
    return "\n\n".join(parts)


def _plain(shown: Example) -> Iterator[str]:
    """The example for a terminal."""
    yield from _files(shown)
    yield "\n".join(["finds", "", *(f"    {line}" for line in shown.found)])
    if shown.near:
        yield "\n".join(["and nothing where", "", *(f"    {why}" for why in shown.near)])


def _in_language(shown: Example, t: Phrases) -> Iterator[str]:
    """The example without what is told of it in English."""
    yield f"{t.word('terminal', 'example').capitalize()}{t('colon')}"
    yield from _files(shown)
    heads = (line.partition(": ")[0].rpartition(" ") for line in shown.found)
    rows = (f"    {place}: {t.word('severity', severity)}" for place, _, severity in heads)
    yield "\n".join([f"{t('findings')}{t('colon')}", "", *rows])


def _files(shown: Example) -> Iterator[str]:
    return (f"{name}:\n\n{indent(text.rstrip(), '    ')}" for name, text in shown.files.items())


def _by_name(name: str) -> Rule | None:
    return next((rule for rule in RULES.values() if rule.name == name.strip().lower()), None)


def table(family: str = "", language: str = DEFAULT) -> str:
    """All rules, or those of a family, one a line."""
    t = phrases(language)
    severity = {level: t.word("severity", level.value) for level in Severity}
    width = max(map(len, severity.values()))
    return "\n".join(
        f"{rule.code}  {severity[rule.severity]:{width}}  {rule.name:32} "
        f"{(t.rule(rule.code) or (rule.summary,))[0]}"
        for _, rule in sorted(RULES.items())
        if family in {"", rule.family}
    )
