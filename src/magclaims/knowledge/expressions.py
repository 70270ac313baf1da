"""Expressions that are built of the word lists of a language, by templates (`expressions.toml`)."""

import re
from collections.abc import Callable, Iterable, Mapping

from magclaims.knowledge.data import load
from magclaims.model.lazily import Lazily

Expressions = Mapping[str, re.Pattern[str]]


def expressions(
    table: str,
    lists: Mapping[str, Iterable[str]],
    written: Callable[[str], str] = re.escape,
    flags: re.RegexFlag = re.IGNORECASE,
) -> Expressions:
    """The templates of a table filled with lists, and each other list as whole words; compiled when first asked for.

    Args:
        table: The name of the table in `expressions.toml`.
        lists: Rows by the name that templates have for any of them; a list without rows is found nowhere.
        written: Makes the expression of a row.
        flags: Of all expressions.
    """
    data = load("expressions.toml")
    slots = data["gaps"] | {
        name: f"(?:{'|'.join(map(written, rows)) or '(?!)'})" for name, rows in lists.items()
    }

    def made(name: str) -> re.Pattern[str]:
        template: str = data[table].get(name, rf"(?<!\w){{{name}}}(?!\w)")
        return re.compile(template.format_map(slots), flags)

    return Lazily({**lists, **data[table]}, made)
