"""What a source is: a service that declares itself, and answers for identifiers.

One file a service; the list in `gather/sources/__init__.py` names those that are asked. Settings,
cache, lock file, messages and docs/sources.md are made from what the class declares.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from magclaims.gather.http import Job, Limits, ServiceLine, each
from magclaims.gather.web import Web
from magclaims.model.values import dataclass
from magclaims.model.work import Answer, Unreachable

Store = Callable[[Mapping[str, Answer]], None]
"""Is told of answers as soon as they are there."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The way to a service: where it answers, over which client and line, and who asks."""

    url: str
    """Its base URL, without a slash at its end."""
    web: Web
    line: ServiceLine
    mailto: str | None
    key: str | None
    """Its `api_key`, where it takes one and one is set."""
    to: Callable[[type["Service"]], "Reach"]
    """The way to a service that stands behind this one."""


class Service(Protocol):
    """Whoever is asked. Making one asks nothing and loads no network library.

    The first paragraph of its docstring says in docs/sources.md what it is asked for.
    """

    name: ClassVar[str]
    """As files, reports and settings have it; letters of ASCII, digits, dots and hyphens."""
    label: ClassVar[str]
    """For people."""
    url: ClassVar[str]
    """Where it answers, unless the setting NAME_url says otherwise."""
    limits: ClassVar[Limits]
    """What it allows those who say who they are."""
    anonymous: ClassVar[Limits | None] = None
    """What it allows others, where that is less."""
    notices: ClassVar[bool] = False
    """It reports of itself that works were retracted or corrected."""
    takes_key: ClassVar[bool] = False
    """It is asked with a key, which is the setting NAME_key."""
    behind: ClassVar[tuple[type["Service"], ...]] = ()
    """Services that it asks in turn; their addresses have a say in its answers."""
    line: ServiceLine
    _base_url: str
    _web: Web

    def __init__(self, reach: Reach) -> None:
        """Keep the way to it."""
        self._base_url = reach.url
        self._web = reach.web
        self.line = reach.line

    def unanswered(self, identifier: str, reason: str, *, exists: bool = False) -> Unreachable:
        """That it gave no answer for an identifier, and why; `exists` where it is known to exist all the same."""
        return Unreachable(identifier=identifier, service=self.name, reason=reason, exists=exists)


class Source(Service, Protocol):
    """A service that answers for identifiers, with records or with facts about works."""

    kinds: ClassVar[tuple[str, ...]]
    """The identifiers that it answers: doi, pmid, pmcid, bookshelf.

    The first source in the list that answers a kind decides: what it lacks does not exist. The others
    add to its record.
    """
    usual: ClassVar[bool] = True
    """It is asked without being told to; others are named in the setting `also_ask`."""
    whole: ClassVar[bool] = True
    """Its records say of which work they are; facts alone are never the record of a reference."""
    partly: ClassVar[Mapping[str, str]] = {}
    """Kinds of which it holds a part, with their name for people: what it lacks may exist."""
    prefix: ClassVar[str] = ""
    """What is left out of an identifier where it is asked and kept, e.g. `doi:`."""

    def get(self, identifiers: Sequence[str], store: Store | None = None) -> Mapping[str, Answer]:
        """Answer for every identifier of its kinds, without prefix, in as few requests as the service allows."""
        ...

    def one_by_one(
        self, identifiers: Sequence[str], ask: Callable[[str], Answer], store: Store | None
    ) -> dict[str, Answer]:
        """Answers of a service that has no lists: `ask` makes the request for one identifier."""

        def job(identifier: str) -> Job[dict[str, Answer]]:
            return Job(
                lambda: {identifier: ask(identifier)},
                lambda reason: {identifier: self.unanswered(identifier, reason)},
            )

        answers: dict[str, Answer] = {}
        for found in each(self.line, map(job, dict.fromkeys(identifiers))):
            answers |= found
            if store is not None:
                store(found)
        return answers


def setting(service: type[Service], what: str) -> str:
    """The name of a setting of a service: `europepmc_url`; `doi_url` for doi.org."""
    return f"{service.name.partition('.')[0].replace('-', '_')}_{what}"


def settings_of(service: type[Service]) -> dict[str, str]:
    """The settings that a service declares, with what each is for."""
    found = {setting(service, "url"): f"Base URL of {service.label}."}
    if service.takes_key:
        found[setting(service, "key")] = f"Your key for {service.label}."
    return found
