"""What comes out: findings, verdicts on claims, states of references, and the report of them all.

`Report` is the JSON contract of `check --format json` (schema 1); the formats render nothing else.
"""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from magclaims.models import Verdict

SCHEMA = 1


class Severity(StrEnum):
    """How bad a finding is; only `error` fails a check by default."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """3 for an error, 1 for a note: higher is worse."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


class Output(BaseModel):
    """Frozen, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Location(Output):
    """A place in a file: 1-based line and column, in Unicode code points."""

    path: str
    line: int = 1
    column: int = 1


class WaivedBy(Output):
    """The waiver that covers a finding."""

    reason: str
    owner: str
    until: str


class Finding(Output):
    """One thing to look at: where, what, why, and what to write instead."""

    code: str
    name: str
    severity: Severity
    message: str
    suggestion: str | None = None
    path: str
    line: int
    column: int
    claim: str | None = None
    reference: str | None = None
    article: str | None = None
    waived: WaivedBy | None = None
    baseline: bool = False
    """Known from the baseline file: shown, but it fails nothing."""


class Reason(Output):
    """Why a verdict is what it is: a stable code for machines and a sentence for people."""

    code: str
    text: str


class EvidenceView(Output):
    """One link claim -> reference as it was judged."""

    reference: str
    level: str
    relation: str
    tested: str | None
    locator: str | None
    says: str | None
    missing: tuple[str, ...]
    carries: str
    """The most that a sentence may say on this reference alone: none, correlational, conditional, causal; `nothing` where it may say nothing."""
    reasons: tuple[Reason, ...]


class OccurrenceView(Output):
    """One place where an article makes the claim, with its verdict."""

    article: str
    quote: str
    path: str
    line: int
    column: int
    found: bool | None
    """Whether the quote stands in the article; null where its text is not at hand."""
    strength: str
    strength_source: Literal["declared", "graded"]
    subjects: tuple[str, ...]
    verdict: Verdict
    provisional: bool
    reasons: tuple[Reason, ...]
    suggestion: str | None
    evidence: tuple[str, ...]
    """Keys of the references that this occurrence may lean on."""


class ClaimView(Output):
    """One claim with the worst verdict of its occurrences."""

    id: str
    statement: str
    kind: str
    verdict: Verdict
    evidence_level: str
    provisional: bool
    evidence: tuple[EvidenceView, ...]
    occurrences: tuple[OccurrenceView, ...]


class NoticeView(Output):
    """A retraction, concern or correction."""

    type: str
    doi: str | None
    source: str
    date: str | None


class StudyView(Output):
    """The part of a study that decides what it can carry."""

    design: str | None
    subjects: tuple[str, ...]
    ingredients: tuple[str, ...]


ReferenceStatus = Literal[
    "retracted",
    "mismatch",
    "not_found",
    "concern",
    "corrected",
    "unverified",
    "no_identifier",
    "verified",
]


class ReferenceView(Output):
    """One entry of the bibliography and what is known of it."""

    key: str
    doi: str | None
    pmid: str | None
    status: ReferenceStatus
    title: str
    year: int | None
    notices: tuple[NoticeView, ...]
    study: StudyView | None
    checked_at: str | None
    """When a service last answered for it; null where none did."""
    source: str | None
    """Which service."""
    reason: str | None = None
    """Why it is unverified, in a sentence."""
    citation: str = ""
    """The reference in one line."""


class Skipped(Output):
    """Something that was not checked, and why."""

    what: str
    why: str


class Tool(Output):
    """Who made the report."""

    name: str = "magclaims"
    version: str


class Summary(Output):
    """The counts that head every format."""

    claims: int
    references: int
    articles: int
    findings: dict[str, int]
    waived: int
    verdicts: dict[str, int]
    """Occurrences, by verdict."""
    provisional: int
    unverified: int
    """References that no service could be asked about."""
    textbook: int = 0
    """Occurrences that are supported as textbook knowledge, without a reference."""
    baseline: int = 0


class ArticleView(Output):
    """One article."""

    id: str
    title: str
    language: str
    source: str | None


class Report(Output):
    """Everything that `check` found; the same input gives the same bytes, but for `checked_at`."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    tool: Tool
    checked_at: str
    offline: bool
    summary: Summary
    findings: tuple[Finding, ...]
    claims: tuple[ClaimView, ...]
    references: tuple[ReferenceView, ...]
    articles: tuple[ArticleView, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    services_down: tuple[Skipped, ...] = ()
    """Services that were given up, and why."""
