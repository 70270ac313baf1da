"""Man pages of the commands, from the same texts as `--help`.

click-man, the library for it, passes over the options of a typer app, whose classes are its own.
"""

import re
from typing import Any

from magclaims import DOCS, HOME, __version__

_DATA = re.compile(r"^(?=[.'])", re.MULTILINE)


def page(context: Any) -> str:
    """The page of the command of a context, in roff's man macros.

    Args:
        context: A click context, of the program or of one of its commands.
    """
    command = context.command
    name = context.command_path.replace(" ", "-")
    summary, *paragraphs = re.split(r"\n\s*\n", (command.help or "").strip())
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [
        f'.TH "{name.upper()}" "1" "" "magclaims {__version__}" "User Commands"',
        ".ad l",  # names of options and values are not stretched
        ".SH NAME",
        f"{_roff(name)} \\- {_roff(_joined(summary).rstrip('.'))}",
        ".SH SYNOPSIS",
        f".B {_roff(context.command_path)}",
        _roff(usage),
        ".SH DESCRIPTION",
        _roff(_joined(summary)),
    ]
    codes: list[str] = []
    for paragraph in map(_joined, paragraphs):
        if paragraph.startswith("Exit codes: "):
            codes = paragraph.removeprefix("Exit codes: ").rstrip(".").split("; ")
        else:
            lines += [".PP", _roff(paragraph)]
    records: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for parameter in command.get_params(context):
        if record := parameter.get_help_record(context):
            records[parameter.param_type_name].append(record)
    lines += _list("ARGUMENTS", records["argument"])
    lines += _list("OPTIONS", records["option"])
    if commands := getattr(command, "commands", None):
        told = [(n, c.get_short_help_str(200)) for n, c in commands.items() if not c.hidden]
        lines += _list("COMMANDS", [(f"{name}-{n}(1)", text) for n, text in told])
    lines += _list("EXIT STATUS", [(c.partition(" ")[0], c.partition(" ")[2]) for c in codes])
    lines += [
        ".SH FILES",
        ".I magclaims.toml",
        "holds the settings, which stand in the environment, too, as",
        ".BR MAGCLAIMS_ ...",
        ".SH SEE ALSO",
        *([] if context.parent is None else [".BR magclaims (1),"]),
        f"{_roff(DOCS)}/, {_roff(HOME)}",
    ]
    return "\n".join(lines) + "\n"


def _joined(text: str) -> str:
    return " ".join(text.split())


def _list(title: str, records: list[tuple[str, str]]) -> list[str]:
    if not records:
        return []
    lines = [f".SH {title}"]
    for term, text in records:
        lines += [".TP", f"\\fB{_roff(_joined(term))}\\fR", _roff(_joined(text))]
    return lines


def _roff(text: str) -> str:
    """Text as data: no escape, no request at the start of a line, and hyphens that can be copied."""
    return _DATA.sub(r"\\&", text.replace("\\", "\\e").replace("-", "\\-"))
