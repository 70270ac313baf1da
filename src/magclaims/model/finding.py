"""What rules find, and the reasons of a verdict, in words that every language can be given."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple, Self

from pydantic import PrivateAttr

from magclaims.model.plain import Plain


class Severity(StrEnum):
    """How bad a finding is; only `error` fails a check by default."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """3 for an error, 1 for a note: higher is worse."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


_GIVEN: dict[tuple[type, ...], dict[str, int]] = {}
"""Which of several things gives a field, by the class that takes it and the classes of the things."""


class Output(Plain):
    """A part of a report."""

    @classmethod
    def taken_from(cls, *things: object, **told: object) -> Self:
        """One that takes its fields from the first of `things` that has them, and those that none has from `told`."""
        kinds = (cls, *map(type, things))
        given = _GIVEN.get(kinds)
        if given is None:
            having = ((name, [hasattr(t, name) for t in things]) for name in cls.model_fields)
            given = {name: has.index(True) for name, has in having if any(has)}
            _GIVEN[kinds] = given
        for name, index in given.items():
            if name not in told:
                told[name] = getattr(things[index], name)
        return cls.model_validate(told, from_attributes=True)


class Location(Output):
    """A place in a file: 1-based line and column, in Unicode code points."""

    path: str
    """Relative to the folder in which the check ran."""
    line: int = 1
    column: int = 1


class WaivedBy(Output):
    """The waiver that covers a finding."""

    reason: str
    """Why the finding is accepted."""
    owner: str
    """Who accepted it."""
    until: str
    """The last day on which it holds, ISO 8601."""


class Finding(Output):
    """One thing to look at: where, what, why, and what to write instead."""

    code: str
    """The code of the rule, e.g. EVI002."""
    name: str
    """The name of the rule."""
    severity: Severity
    """error, warning or note."""
    message: str
    """What is wrong, in a sentence."""
    suggestion: str | None = None
    """What to write or to do instead."""
    path: str
    """The file, relative to the folder in which the check ran."""
    line: int
    """1-based."""
    column: int
    """1-based, in Unicode code points."""
    claim: str | None = None
    """The id of the claim that it is about."""
    reference: str | None = None
    """The BibTeX key of the reference that it is about."""
    article: str | None = None
    """The id of the article that it is about."""
    waived: WaivedBy | None = None
    """The waiver that covers it; null where none does."""
    baseline: bool = False
    """Known before: in the baseline file, or about something that --changed-since leaves out. It fails nothing."""


def in_order(finding: Finding) -> tuple[str, int, int, str, str]:
    """What findings are sorted by: where they stand, then what they say."""
    return finding.path, finding.line, finding.column, finding.code, finding.message


class Term(NamedTuple):
    """A name within a sentence that languages call differently."""

    kind: Literal[
        "substance",
        "outcome",
        "studied",
        "level",
        "design",
        "direction",
        "role",
        "field",
        "notice",
        "quantity",
    ]
    name: str
    """As the registry has it, in English."""


class Phrase(NamedTuple):
    """A part of a sentence that has a template of its own in each language."""

    code: str
    slots: "Mapping[str, Slot]" = MappingProxyType({})


class Several(NamedTuple):
    """Things that a sentence names one after the other."""

    parts: "tuple[Slot, ...]"
    join: str = ", "


Slot = str | Term | Phrase | Several
"""What stands in a slot of a template. Text is left as it is: names of authors, quoted words."""


class Reason(Output):
    """Why a verdict is what it is: a stable code for machines and a sentence for people."""

    code: str
    """Stable, for machines."""
    text: str
    """A sentence, for people, in the language of the report."""

    @classmethod
    def worded(cls, code: str, text: str, slots: Mapping[str, Slot]) -> "Reason":
        """A reason that can be worded in other languages, too, by its code and what stands in its template."""
        return _WordedReason(code=code, text=text).of(slots)

    @property
    def slots(self) -> Mapping[str, Slot]:
        """What stands in its template; empty where it was read from a file."""
        return {}


class _WordedReason(Reason):
    """One that knows its slots. A class of its own: thousands are read from files, and have none."""

    _slots: Mapping[str, Slot] = PrivateAttr(default_factory=dict)

    def of(self, slots: Mapping[str, Slot]) -> Self:
        self._slots = dict(slots)
        return self

    @property
    def slots(self) -> Mapping[str, Slot]:
        return self._slots
