"""The report: verdicts on claims, states of references, findings and what became of them.

`Report` is the JSON contract of `check --format json` (schema 1); the formats render nothing else.
"""

from typing import Literal

from pydantic import AliasChoices, Field, PrivateAttr

from magclaims.model.finding import Finding, Output, Reason, Slot
from magclaims.model.registry import Verdict

SCHEMA = 1


class EvidenceView(Output):
    """One link claim -> reference as it was judged."""

    reference: str
    """The BibTeX key."""
    level: str
    """What the reference is for this claim: human, animal, in_vitro, ..."""
    relation: str
    """supports, partial, contradicts or mentions."""
    tested: str | None
    """What was tested against the claim's substance: same_substance, combined_formula, other_form, diet_or_status; null where unknown."""
    locator: str | None
    """Page, table or section."""
    says: str | None
    """The source's own figure or few words."""
    missing: tuple[str, ...]
    """With partial: what the source does not show."""
    carries: str
    """The most that a sentence may say on this reference alone: none, correlational, conditional, causal; `nothing` where it may say nothing."""
    reasons: tuple[Reason, ...]
    """Why it supports that."""


class CauseView(Output):
    """What has to be mended so that a verdict changes; places that share it share the mending."""

    kind: str
    """retracted, wrong_work, preclinical, contradicted, formula, number, no_source, not_listed, unlinked, comparison, beyond, part, unreadable, unread, in_doubt or open."""
    reference: str | None = None
    """The BibTeX key that it is about."""


class OccurrenceView(Output):
    """One place where an article makes the claim, with its verdict."""

    article: str
    """The id of the article."""
    quote: str
    """The words that locate the claim."""
    path: str
    """The article's file where its text is at hand, else the registry."""
    line: int
    """1-based."""
    column: int
    """1-based, in Unicode code points."""
    found: bool | None
    """Whether the quote stands in the article; null where its text is not at hand."""
    sentence: str | None = None
    """The whole sentence, where the text is at hand and the quote was found."""
    words: str | None = None
    """The words of the sentence that the quote locates, as they stand there."""
    strength: str
    """How strongly it is asserted: none, correlational, conditional, causal."""
    strength_source: Literal["declared", "graded"]
    """Declared in the registry, or graded from the article's own sentence."""
    therapeutic: bool = False
    """Whether it says that a substance treats, cures, prevents or relieves a disease."""
    subjects: tuple[str, ...]
    """Who the sentence says that it is about."""
    verdict: Verdict
    """What the evidence that this article lists can support, against the wording."""
    provisional: bool
    """Whether the verdict rests on a reference whose identity was not confirmed."""
    reasons: tuple[Reason, ...]
    """Why, the decisive reason first."""
    suggestion: str | None
    """What to write instead, in the article's language."""
    evidence_needed: str | None = Field(
        default=None,
        validation_alias=AliasChoices("evidence_needed", "lift"),
        serialization_alias="lift",
    )
    """What evidence would support the sentence as it stands, in the article's language."""
    evidence: tuple[str, ...]
    """Keys of the references that this occurrence may lean on."""
    code: str | None = None
    """The rule that reports this verdict as a finding; null where there is nothing to report."""
    accepted: str | None = None
    """The wording that the editors accepted for it, and that is to stand in the article."""
    accepted_stands: bool | None = None
    """Whether it stands in the article by now; null where there is none, or the text is not at hand."""
    cause: CauseView | None = None
    """Why it is not fine, as something that can be mended once; null where it is fine."""


class ReviewedView(Output):
    """The last review of a claim."""

    by: str
    """Who."""
    on: str
    """When, ISO 8601."""
    changed: tuple[str, ...] = ()
    """What has changed since; empty where the review still holds."""


class CommentView(Output):
    """What somebody said about a place of a claim."""

    article: str | None
    """The id of the article."""
    quote: str | None
    """The words that it is about; they may stand there no more."""
    by: str
    """Who."""
    on: str
    """When, ISO 8601."""
    text: str


class RatingView(Output):
    """A verdict that somebody gave on a place before they saw that of the program."""

    article: str
    """The id of the article."""
    quote: str
    """The words that it is about; they may stand there no more."""
    by: str
    """Who."""
    on: str
    """When, ISO 8601."""
    own: Verdict
    """Theirs."""
    judged: Verdict
    """That of the program at that time."""


class ClaimView(Output):
    """One claim with the worst verdict of its occurrences."""

    id: str
    statement: str
    """The assertion, in the language of the report where the registry has it, else in English."""
    kind: str
    """effect, study_result, mechanism, ..."""
    verdict: Verdict
    """The worst one of its occurrences."""
    evidence_level: str
    """The best usable level; `none` where nothing is usable."""
    provisional: bool
    """Whether any of its verdicts is provisional."""
    state: str = ""
    """What is shown of it, in digests: decisions name it."""
    reviewed: ReviewedView | None = None
    """Who reviewed it last; null where nobody did."""
    comments: tuple[CommentView, ...] = ()
    """What was said about it, in the order in which it was."""
    ratings: tuple[RatingView, ...] = ()
    """Verdicts that people gave blind, likewise."""
    substances: tuple[str, ...] = ()
    """What it is about, as the registry names it."""
    outcomes: tuple[str, ...] = ()
    """What it says is influenced, as the registry names it."""
    evidence: tuple[EvidenceView, ...]
    """The references that bear on it, whichever article lists them."""
    occurrences: tuple[OccurrenceView, ...]
    """Where articles make it."""


class NoticeView(Output):
    """A retraction, concern or correction."""

    type: str
    """retraction, expression_of_concern, correction, ..."""
    doi: str | None
    """DOI of the notice itself."""
    source: str
    """Who reports it, e.g. crossref:publisher."""
    date: str | None
    """ISO 8601, as precise as the source gives it."""
    replaced_by: str | None = None
    """DOI of the version to cite instead, after a retraction with a replacement; null where unknown."""


class MeasuredView(Output):
    """What a study measured, and which way it went."""

    name: str
    """As the registry names it."""
    direction: str
    """better, worse, increased, decreased, changed, no_difference or undetermined."""
    primary: bool | None = None
    """Whether it was the primary outcome; null where unknown."""


class StudyView(Output):
    """The part of a study that decides what it can support."""

    design: str | None
    subjects: tuple[str, ...]
    ingredients: tuple[str, ...]
    species: tuple[str, ...] = ()
    sample_size: int | None = None
    """People or animals that were analysed; null where unknown."""
    outcomes: tuple[MeasuredView, ...] = ()


ReferenceStatus = Literal[
    "retracted",
    "replaced",
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
    """The first state of this order that holds."""
    title: str
    year: int | None
    notices: tuple[NoticeView, ...]
    study: StudyView | None
    """What the study is; null where nobody assessed it."""
    checked_at: str | None
    """When a service last answered for it; null where none did."""
    source: str | None
    """Which service gave the record."""
    sources: tuple[str, ...] = ()
    """All services that answered with a record of it, or with facts about it."""
    address: str | None = None
    """The base URL that answered in the service's place; null where the service itself did."""
    reason: str | None = None
    """Why it is unverified, in a sentence."""
    unreachable: bool = False
    """A service that was asked gave no usable answer: the check is incomplete."""
    citation: str = ""
    """The reference in one line."""
    short: str = ""
    """First author and year, as people refer to it."""
    url: str | None = None
    """The address of a web source."""


class Skipped(Output):
    """Something that was not checked, and why."""

    what: str
    """The thing that was not checked."""
    why: str
    """The reason, in a sentence."""
    _slots: tuple[Slot, Slot] | None = PrivateAttr(default=None)

    @classmethod
    def worded(cls, what: str, why: str, slots: tuple[Slot, Slot]) -> "Skipped":
        """One that can be worded in other languages, too."""
        made = cls(what=what, why=why)
        made._slots = slots
        return made

    @property
    def slots(self) -> tuple[Slot, Slot] | None:
        """What and why as slots of a template; None where it is words alone."""
        return self._slots


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
    """Findings that are neither waived nor in the baseline, by severity."""
    waived: int
    """Findings that a waiver covers."""
    verdicts: dict[str, int]
    """Occurrences, by verdict."""
    provisional: int
    """Occurrences whose verdict is provisional."""
    unverified: int
    """References that no service could be asked about."""
    textbook: int = 0
    """Occurrences that are supported as textbook knowledge, without a reference."""
    baseline: int = 0
    """Findings that were known before."""
    drafts: int = 0
    """Proposed claims that wait to be filled in; they are among no other count."""


class CoverageView(Output):
    """How much of what an article claims is registered."""

    sentences: int
    """Sentences that read like a claim."""
    registered: int
    """Those of them that a registered quote covers."""
    drafted: int
    """Those of the others that wait as drafts."""


class ArticleView(Output):
    """One article."""

    id: str
    title: str
    language: str
    """ISO 639-1."""
    source: str | None
    """The address at which it is published."""
    references: tuple[str, ...] = ()
    """Its own list, in order, as BibTeX keys."""
    coverage: CoverageView | None = None
    """Null where its text is not at hand."""


class DraftView(Output):
    """A place of a proposed claim that waits to be filled in: judged by nothing."""

    id: str
    """The id of the claim."""
    article: str
    """The id of the article."""
    quote: str
    """The words that locate it."""
    statement: str = ""
    """What it asserts, as proposed."""
    complete: bool = False
    """Whether nothing in it has yet to be filled in."""
    state: str = ""
    """What is shown of it, in digests: decisions name it."""
    path: str
    """The registry in which it waits."""
    line: int
    """1-based."""
    column: int
    """1-based, in Unicode code points."""


ChangeKind = Literal["worse", "new", "open_again", "better", "accepted", "gone"]
"""What asks for attention first: `accepted` by a waiver, `open_again` without one."""


class ChangeView(Output):
    """A place of a claim that is not as it was in an earlier report."""

    kind: ChangeKind
    """worse, new, open_again (its waiver is gone), better, accepted (by a waiver) or gone."""
    claim: str
    """The id of the claim."""
    article: str
    """The id of the article."""
    quote: str
    """The words that locate it; of one that is gone those of then."""
    quoted_before: str | None = None
    """The words that located it then, where they were others."""
    before: Verdict | None
    """The verdict of then; null where it is new."""
    now: Verdict | None
    """The verdict of now; null where it is gone."""


class ReferenceChangeView(Output):
    """A reference whose state is another one than in an earlier report."""

    kind: ChangeKind
    """worse, new, better or gone."""
    reference: str
    """The BibTeX key."""
    before: ReferenceStatus | None
    """Its state then; null where it is new."""
    now: ReferenceStatus | None
    """Its state now; null where it is gone."""


class SinceView(Output):
    """What became of an earlier report."""

    what: str
    """The earlier one: a file or a revision."""
    checked_at: str
    """When the earlier one was made, ISO 8601."""
    places: tuple[ChangeView, ...]
    """What asks for attention first."""
    references: tuple[ReferenceChangeView, ...]
    """What asks for attention first."""
    same: int
    """Places that are as they were."""


class Report(Output):
    """Everything that `check` found; the same input gives the same bytes, but for `checked_at`."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    tool: Tool
    checked_at: str
    """When, ISO 8601 UTC; honours SOURCE_DATE_EPOCH."""
    offline: bool
    """Whether no service was allowed to be asked."""
    language: str = "en"
    """The language of the reasons, ISO 639-1."""
    summary: Summary
    findings: tuple[Finding, ...]
    claims: tuple[ClaimView, ...]
    references: tuple[ReferenceView, ...]
    articles: tuple[ArticleView, ...] = ()
    drafts: tuple[DraftView, ...] = ()
    """Proposed claims that wait to be filled in."""
    skipped: tuple[Skipped, ...] = ()
    """What was not checked."""
    services_down: tuple[Skipped, ...] = ()
    """Services that were given up, and why."""
    since: SinceView | None = None
    """What changed since an earlier report, where one was given."""
