"""What a rule is, and the register of them all.

A rule is a generator function over a `Case`. It yields `Hit`s: what the finding is about, and the
message; the engine stamps code, severity and location. Its docstring is its manual page: a summary
line and the headings What, Why and Instead. The Example is the first case of its case file
(tests/rules/CODE.yaml), which `make docs` writes to examples.json. Rules that one function finds for all
of their sort are rows of rules/rows.toml, each with its manual page.
"""

import inspect
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from magclaims.errors import MagclaimsError, nearest
from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.option import Option
from magclaims.knowledge.data import load, text_of
from magclaims.model.finding import Finding, Severity
from magclaims.model.values import dataclass

Scope = Literal["references", "claims", "article"]
"""What a rule looks at. `references`: it can be run on a bibliography alone; `article`: on one article
after another, each beside its own claims and references; `claims`: on the registry as a whole."""
HEADINGS = ("What", "Why", "Instead")
"""What a docstring has to say; the manual page has Setting and Example before the last of them."""
FAMILIES = {
    "SCH": "Files and schema",
    "REF": "Bibliography",
    "DOI": "What the registries say of a reference",
    "EVI": "Evidence against wording",
    "TXT": "Article text",
    "NUM": "Quantities",
    "LAW": "Regulation",
    "TRC": "Traceability and review",
    "WVR": "Waivers",
}


class Hit(NamedTuple):
    """What a rule yields: one finding, before the engine stamps it."""

    subject: FindingSubject
    message: str
    suggestion: str | None = None
    severity: Severity | None = None
    """Only where it differs from the rule's own, e.g. a note where the rule warns."""


RuleFunction = Callable[[Case], Iterator[Hit]]
LastFunction = Callable[[Case, Sequence[Finding]], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule."""

    code: str
    name: str
    severity: Severity
    scope: Scope
    find: LastFunction
    text: str
    """Its docstring, or the manual page of its row."""
    options: tuple[Option[Any], ...] = ()
    """What a user may set of it."""
    once: bool = False
    """It tells of a reference only once, at the first claim."""
    last: bool = False
    """It needs what all the others found, and runs after them; the others are given nothing."""

    @property
    def summary(self) -> str:
        """The first line of the manual page."""
        return self.text.partition("\n")[0]

    @property
    def manual(self) -> str:
        """The manual page: a summary line, then What, Why, Setting, Example and Instead."""
        before, heading, after = self.text.partition("\nInstead: ")
        more = "".join(f"\nSetting: `{o.name}`: {o.about}" for o in self.options)
        shown = example(self.code)
        more += f"\nExample: {shown.why}" if shown else ""
        return f"{before}{more}{heading}{after}"

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code[:3]


@dataclass(frozen=True, slots=True)
class Example:
    """The first case of a rule: what stands in the files, and what the rule says."""

    why: str
    """The case in a sentence."""
    files: dict[str, str]
    """The text by file name; what the services answered and what was set stand among them."""
    found: tuple[str, ...]
    """Place, severity and telling words, one a line."""
    near: tuple[str, ...]
    """Near misses, where the rule is silent."""


@cache
def _examples() -> dict[str, Any]:
    examples: dict[str, Any] = json.loads(text_of("examples.json", "magclaims.judge"))
    return examples


def example(code: str) -> Example | None:
    """The example of a rule; None where `make docs` has not seen its case file yet."""
    given = _examples().get(code)
    if given is None:
        return None
    return Example(given["why"], given["files"], tuple(given["found"]), tuple(given["near"]))


RULES: dict[str, Rule] = {}
"""All rules, by code; filled when `magclaims.judge.rules` is imported."""
OPTIONS: dict[str, Option[Any]] = {}
"""What can be set of them, by name; filled with them."""


_CODE = re.compile(r"([A-Z]+)[-_ ]?0*([0-9]+)")


def meant(code: str) -> str | None:
    """The rule that somebody meant by a code or name that there is not; None where that is a guess.

    `evi7` and `EVJ007` are EVI007; of other numbers any would do.
    """
    written = _CODE.fullmatch(code.strip().upper())
    if written is None:
        name = nearest(code, (r.name for r in RULES.values()))
        return next((r.code for r in RULES.values() if r.name == name), None)
    family = written[1] if written[1] in FAMILIES else nearest(written[1], FAMILIES)
    wanted = f"{family}{int(written[2]):03}"
    return wanted if wanted in RULES else None


def rule(
    code: str,
    severity: Severity,
    *,
    scope: Scope = "claims",
    once: bool = False,
    options: Iterable[Option[Any]] = (),
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a generator function as a rule.

    Args:
        code: Family and number, e.g. EVI002; never used again for something else.
        severity: What its findings are, unless a hit or the configuration says otherwise.
        scope: What it looks at; an `article` rule never looks at today's date or at what other
            articles say.
        once: It tells of a reference only once, at the first claim.
        options: What a user may set of it; the rule reads them with `case.option`.

    Raises:
        ValueError: The code or an option's name is taken, or the docstring lacks a heading of the
            manual page.
        MagclaimsError: Python was told to drop docstrings, of which the manual is made.
    """
    ours = tuple(options)

    def register(function: RuleFunction) -> RuleFunction:
        def find(case: Case, _: Sequence[Finding]) -> Iterator[Hit]:
            return function(case)

        name, manual = _told(function)
        _register(Rule(code, name, severity, scope, find, manual, ours, once))
        for option in ours:
            if OPTIONS.setdefault(option.name, option) is not option:
                raise ValueError(f"rule {code}: the option {option.name} is taken")
        return function

    return register


def last_rule(code: str, severity: Severity) -> Callable[[LastFunction], LastFunction]:
    """Register a rule that needs what all the others found, and so runs where none is left out; as `rule`."""

    def register(function: LastFunction) -> LastFunction:
        name, manual = _told(function)
        _register(Rule(code, name, severity, "claims", function, manual, last=True))
        return function

    return register


def rules_of(sort: str, find: Callable[[Case, Rule], Iterator[Hit]]) -> None:
    """Register the rules of one table of rows.toml, whose findings only their code or name tells apart.

    Args:
        sort: The table.
        find: Finds the hits of such a rule.
    """
    for code, row in load("rules/rows.toml", "magclaims.judge")[sort].items():

        def hits(case: Case, _: Sequence[Finding], code: str = code) -> Iterator[Hit]:
            return find(case, RULES[code])

        severity, scope = Severity(row["severity"]), row.get("scope", "article")
        _register(Rule(code, row["name"], severity, scope, hits, row["manual"]))


def _told(function: Callable[..., Any]) -> tuple[str, str]:
    """The name and the manual page of a rule, by its function."""
    if sys.flags.optimize > 1:
        raise MagclaimsError("the rules' manual is in docstrings: run Python without -OO")
    return function.__name__.replace("_", "-"), inspect.cleandoc(function.__doc__ or "")


def _register(rule: Rule) -> None:
    missing = [h for h in HEADINGS if f"\n{h}: " not in rule.text]
    if missing:
        raise ValueError(
            f"rule {rule.code} ({rule.name}): its manual page lacks {', '.join(missing)}"
        )
    if rule.code in RULES or rule.family not in FAMILIES:
        raise ValueError(f"rule code {rule.code} is taken or of no family")
    RULES[rule.code] = rule
