"""The services that know works, by name: what each is called, and whether it reports notices.

Each declares itself in its own file of `gather/sources`, when that is imported; here is only what
judging and rendering say of them.
"""

from typing import Annotated

from pydantic import StringConstraints

ServiceName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9.-]{0,30}$")]
"""As files and reports have it, e.g. `europepmc`. A lock file may name one that is no longer known."""

_LABELS: dict[str, str] = {}
_WATCHING: set[str] = set()


def declare(name: str, label: str, *, notices: bool) -> None:
    """Make a service known by its name in files and reports, and its label for people.

    `notices` means that it reports of itself that works were retracted or corrected.
    """
    _LABELS[name] = label
    if notices:
        _WATCHING.add(name)


def label(name: str) -> str:
    """What a service is called, for people: `Europe PMC`; the name itself where nobody declared it."""
    return _LABELS.get(name, name)


def reports_notices(name: str) -> bool:
    """Whether a service reports of itself that works were retracted or corrected."""
    return name in _WATCHING
