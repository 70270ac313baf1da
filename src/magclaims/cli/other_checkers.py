"""Options and commands of other checkers, and what they are called here."""

from collections.abc import Sequence

OF_OTHERS = {
    "--output-format": "--format",
    "--output-file": "--output",
    "--min-severity": "--fail-level",
    "--no-exit-codes": "--exit-zero",
    "--extend-select": "--select",
    "--no-online-audits": "--offline",
    "--no-progress": "--quiet",
    "--color": "NO_COLOR=1 or FORCE_COLOR=1 in the environment",
    "--fix": "magclaims fix --write, for the bibliography; sentences are for people to change",
    "--show-fixes": "what to write instead stands under each finding",
    "--add-noqa": "`waivers` in claims.yaml, or --write-baseline",
}
"""Options of other checkers (ruff, zizmor) that no command of ours has, and what it is here."""
COMMANDS_OF_OTHERS = {"rule": "explain", "linter": "rules", "lint": "check", "audit": "check"}
"""Commands of other checkers that we do not have, and what it is here."""


def of_others(arguments: Sequence[str]) -> str | None:
    """What an option or command of another checker is called here; None where none was given."""
    if arguments and (known := COMMANDS_OF_OTHERS.get(arguments[0])):
        return f"instead of {arguments[0]}: {known}"
    for argument in arguments:
        if argument == "--":
            break
        name = argument.partition("=")[0]
        if name in OF_OTHERS:
            return f"instead of {name}: {OF_OTHERS[name]}"
    return None
