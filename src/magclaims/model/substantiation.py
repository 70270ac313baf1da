"""The file on one claim that lawyers and regulators ask for: all that its verdict rests on."""

from typing import Literal

from pydantic import Field

from magclaims.model.finding import Output, Reason, WaivedBy
from magclaims.model.registry import Verdict
from magclaims.model.report import (
    CommentView,
    MeasuredView,
    NoticeView,
    RatingView,
    ReferenceStatus,
    ReviewedView,
    Tool,
)


class GuidanceView(Output):
    """Published guidance."""

    name: str
    where: str
    """Where it stands, in English."""
    sure: str
    """How sure the package is of it: read, or from memory."""


class RowView(Output):
    """A row of the policy that decided."""

    id: str
    verdict: Verdict | None
    """The verdict that it gives."""
    ceiling: str | None
    """The most that a sentence may say by it."""
    cap: Verdict | None
    """The best verdict by it."""
    changed: bool
    """Whether the configuration of the project gave it another outcome."""
    why: str
    """What it is for, in English."""
    follows: tuple[GuidanceView, ...]
    """The guidance that it follows; none where it is the project's own."""
    differs: str
    """Where it departs from that guidance, in English; empty where it does not."""


class PlaceFile(Output):
    """One place where an article makes the claim."""

    article: str
    """The id of the article."""
    title: str
    language: str
    source: str | None
    """The address at which it is published."""
    published: str | None
    commercial: bool | None
    jurisdictions: tuple[str, ...]
    quote: str
    sentence: str | None
    """The whole sentence, where the text is at hand."""
    strength: str
    strength_source: Literal["declared", "graded"]
    verdict: Verdict
    provisional: bool
    reasons: tuple[Reason, ...]
    row: RowView
    """The row of the policy that gave the verdict."""
    suggestion: str | None
    evidence_needed: str | None = Field(serialization_alias="lift")
    waived: WaivedBy | None
    accepted: str | None = None
    """The wording that the editors accepted for it."""
    accepted_stands: bool | None = None
    """Whether it stands in the article by now; null where there is none, or the text is not at hand."""


class StudyFile(Output):
    """What the registry knows of a study."""

    design: str | None
    status: str | None
    registration: tuple[str, ...]
    subjects: tuple[str, ...]
    species: tuple[str, ...]
    population: str | None
    sample_size: int | None
    ingredients: tuple[str, ...]
    comparator: tuple[str, ...]
    dose: str | None
    duration: str | None
    outcomes: tuple[MeasuredView, ...]
    certainty: str | None
    funding: str | None
    funded_by_maker: bool | None
    from_record: tuple[str, ...]
    """Fields that came from the record, and that nobody has checked."""


class EvidenceFile(Output):
    """One reference, and what it can support of the claim."""

    reference: str
    """The BibTeX key."""
    citation: str
    doi: str | None
    pmid: str | None
    url: str | None
    listed_by: tuple[str, ...]
    """Articles that make the claim and list it."""
    level: str
    relation: str
    tested: str | None
    """What was tested against what the claim is about; null where that is unknown."""
    says: str | None
    missing: tuple[str, ...]
    locator: str | None
    carries: str
    """The most that a sentence may say on it alone."""
    reasons: tuple[Reason, ...]
    rows: tuple[RowView, ...]
    """The rows of the policy that decided what it supports."""
    study: StudyFile | None
    """Null where the registry knows nothing of it."""
    status: ReferenceStatus
    notices: tuple[NoticeView, ...]
    checked_at: str | None
    source: str | None
    """Which service gave the record."""
    sources: tuple[str, ...]
    """All services that answered with a record of it, or with facts about it."""
    address: str | None
    """Which address answered in its place; null where it did itself."""


class AuthorisedView(Output):
    """A health claim of the list of the EU that the wording of a place makes."""

    id: str
    wordings: dict[str, str]
    """By language."""
    wording_status: str | None
    """How sure the Dutch wording is."""
    conditions: str
    """Of use, in English."""
    amount: str
    """The least amount, as the list gives it; empty where it is none."""
    article: str
    """Of Regulation (EC) No 1924/2006."""
    act: str
    efsa: str
    """The opinion behind it; may be empty."""
    places: tuple[int, ...]
    """Which places make it: 0-based."""


class RefusalView(Output):
    """What is known to be refused for the substance."""

    fact: str
    reference: str
    status: str
    """V: read in a public source; M: from memory."""


class LawFile(Output):
    """What the list of health claims of the EU says."""

    in_force: int
    """Claims in force for the substances."""
    on_hold: bool
    """Whether claims on one of them are on hold."""
    authorised: tuple[AuthorisedView, ...]
    refusals: tuple[RefusalView, ...]


class Substantiation(Output):
    """Everything on one claim; the same input gives the same bytes, but for `checked_at`."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    tool: Tool
    checked_at: str
    offline: bool
    language: str
    """Of reasons and advice."""
    id: str
    statement: str
    """In the language of the file where the registry has it, else in English."""
    kind: str
    direction: str | None
    substances: tuple[str, ...]
    outcomes: tuple[str, ...]
    basis: str | None
    """The entry of the list of textbook matters that it rests on."""
    verdict: Verdict
    provisional: bool
    places: tuple[PlaceFile, ...]
    evidence: tuple[EvidenceFile, ...]
    law: LawFile | None
    """Null where no article that makes the claim is subject to the law of the EU."""
    reviewed: ReviewedView | None = None
    """Who reviewed it last, when, and what has changed since; null where nobody did."""
    comments: tuple[CommentView, ...] = ()
    """What was said about it, in the order in which it was."""
    ratings: tuple[RatingView, ...] = ()
    """Verdicts that people gave before they saw that of the program, likewise."""
