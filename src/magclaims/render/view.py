"""A report arranged for reading: what every format for people shows, in the order they show it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import get_args

from magclaims.model.finding import Finding, Severity, in_order
from magclaims.model.registry import WORST_FIRST, Verdict
from magclaims.model.report import (
    ArticleView,
    ClaimView,
    EvidenceView,
    OccurrenceView,
    ReferenceStatus,
    ReferenceView,
    Report,
)
from magclaims.model.values import dataclass
from magclaims.render.labels import BAD_STATUSES, NEEDS_CHANGE, service
from magclaims.render.language import DEFAULT, Phrases, phrases

BEST_FIRST = (
    "systematic_review",
    "human",
    "combined_formula",
    "authority",
    "narrative_review",
    "animal",
    "in_vitro",
    "background",
)
"""Evidence levels, the one that outweighs the others first."""
_STRENGTH_RANK = {"causal": 3, "conditional": 2, "correlational": 1}


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """An occurrence with its claim and with the findings that stand where it stands."""

    number: int
    """1-based, in the order of the report: an anchor that no outside text can influence."""
    claim: ClaimView
    occurrence: OccurrenceView
    verdict: Finding | None
    """The finding that repeats the verdict; None where its rule did not run."""
    others: tuple[Finding, ...]
    """Further findings about this occurrence."""
    index: int = 0
    """Its index among the occurrences of its claim."""
    anchor: str = ""
    """Where the page shows it: the same for as long as claim, article and quote stay."""
    listed: tuple[str, ...] = ()
    """The references that its article lists, by key."""

    @property
    def named(self) -> tuple[str, str, str]:
        """What decisions and comparisons call it: the ids of claim and article, and the quote."""
        return self.claim.id, self.occurrence.article, self.occurrence.quote

    @property
    def needs_change(self) -> bool:
        """Whether the text should change here, or may say the opposite of its source, and nobody accepted it as it is."""
        accepted = self.verdict is not None and self.verdict.waived is not None
        warned = self.verdict is not None and self.verdict.severity is not Severity.NOTE
        return (warned or self.occurrence.verdict in NEEDS_CHANGE) and not accepted

    @property
    def baseline(self) -> bool:
        """Whether the verdict was known from the baseline."""
        return self.verdict is not None and self.verdict.baseline

    @property
    def is_open(self) -> bool:
        """Whether the verdict is a finding that nobody accepted and that was not known before."""
        found = self.verdict
        return found is not None and found.waived is None and not found.baseline

    @property
    def open(self) -> tuple[Finding, ...]:
        """The further findings that are not waived."""
        return tuple(f for f in self.others if f.waived is None)

    @property
    def usable(self) -> tuple[EvidenceView, ...]:
        """The evidence that its article lists, also what can carry nothing."""
        here = {*self.occurrence.evidence, *self.listed}
        return tuple(e for e in self.claim.evidence if e.reference in here)

    @property
    def elsewhere(self) -> tuple[EvidenceView, ...]:
        """Evidence for the claim that this article does not list."""
        here = {*self.occurrence.evidence, *self.listed}
        return tuple(e for e in self.claim.evidence if e.reference not in here)

    def rests_on(self, key: str) -> bool:
        """Whether its article gives a reference for it, whatever that can carry."""
        return key in self.occurrence.evidence or any(e.reference == key for e in self.usable)

    @property
    def level(self) -> str:
        """The best level among the evidence that it may lean on; `none` where there is none."""
        leans = self.occurrence.evidence
        levels = {evidence.level for evidence in self.usable if evidence.reference in leans}
        return next((level for level in BEST_FIRST if level in levels), "none")

    @property
    def position(self) -> tuple[str, int, int, int]:
        """Where it sorts among its neighbours."""
        o = self.occurrence
        return o.path, o.line, o.column, self.number


@dataclass(frozen=True, slots=True)
class ArticleGroup:
    """An article with its places, sorted by line."""

    article: ArticleView
    places: tuple[ClaimPlace, ...]

    @property
    def to_change(self) -> int:
        """How many of its places should change."""
        return sum(place.needs_change for place in self.places)

    def with_verdict(self, verdict: Verdict) -> tuple[ClaimPlace, ...]:
        """The places with that verdict."""
        return tuple(p for p in self.places if p.occurrence.verdict is verdict)


@dataclass(frozen=True, slots=True)
class View:
    """The whole report, arranged."""

    report: Report
    groups: tuple[ArticleGroup, ...]
    findings: tuple[Finding, ...]
    """Findings that are about no occurrence and are not waived, sorted by place."""
    waived: tuple[Finding, ...]
    """All waived findings."""
    references: tuple[ReferenceView, ...]
    """The references, worst state first."""
    verdicts: Mapping[int, ClaimPlace]
    """The place whose verdict a finding repeats, by the finding's `id`."""

    def place_of(self, finding: Finding) -> ClaimPlace | None:
        """The place whose verdict a finding repeats."""
        return self.verdicts.get(id(finding))

    def message(self, finding: Finding) -> str:
        """What a finding says, in one line, in the language of the report."""
        t, place = phrases(self.report.language), self.place_of(finding)
        if place is None or t.code == DEFAULT:
            return t.message(finding)
        told = place.occurrence
        return t.verdict(told.quote, told.verdict, (reason.text for reason in told.reasons))

    @property
    def places(self) -> tuple[ClaimPlace, ...]:
        """All places, in the order of the articles."""
        return tuple(p for g in self.groups for p in g.places)

    @property
    def bad_references(self) -> tuple[ReferenceView, ...]:
        """References that are retracted, not found or another work."""
        return tuple(r for r in self.references if r.status in BAD_STATUSES)

    @property
    def has_law(self) -> bool:
        """Whether there are findings about the law, waived or not."""
        return any(f.code.startswith("LAW") for f in self.report.findings)

    def errors_about(self, key: str) -> tuple[Finding, ...]:
        """The errors about a reference itself."""
        return tuple(
            f for f in self.findings if f.severity is Severity.ERROR and f.reference == key
        )

    @property
    def other_errors(self) -> tuple[Finding, ...]:
        """Errors about neither an occurrence nor a bad reference, e.g. a broken entry."""
        bad = {r.key for r in self.bad_references}
        return tuple(
            f for f in self.findings if f.severity is Severity.ERROR and f.reference not in bad
        )

    def resting_on(self, key: str) -> tuple[ClaimPlace, ...]:
        """The places whose article gives a reference for them, whatever it can carry."""
        return tuple(p for p in self.places if p.rests_on(key))

    @property
    def worst_places(self) -> tuple[ClaimPlace, ...]:
        """The places that need a change: worst verdict first, then the strongest wording.

        What the baseline knows comes after what is new.
        """
        return tuple(
            sorted(
                (p for p in self.places if p.needs_change),
                key=lambda p: (
                    p.baseline,
                    WORST_FIRST.index(p.occurrence.verdict),
                    -_STRENGTH_RANK.get(p.occurrence.strength, 0),
                ),
            )
        )


def anchor(kind: str, *names: str) -> str:
    """An anchor that no outside text can influence, and that stays when others come and go."""
    digest = hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:10]}"


def arrange(report: Report) -> View:
    """Arrange a report for reading."""
    standing: dict[tuple[str, str | None, str, int, int], list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.claim is not None and finding.article is not None:
            place = (finding.claim, finding.article, finding.path, finding.line, finding.column)
            standing[place].append(finding)
    places: dict[str, list[ClaimPlace]] = defaultdict(list)
    shown: set[int] = set()
    verdicts: dict[int, ClaimPlace] = {}
    anchors: set[str] = set()
    number = 0
    listed = {article.id: article.references for article in report.articles}
    for claim in report.claims:
        for index, o in enumerate(claim.occurrences):
            number += 1
            here = (claim.id, o.article, o.path, o.line, o.column)
            findings = [f for f in standing.get(here, ()) if id(f) not in shown]
            verdict = next((f for f in findings if f.code == o.code), None)
            others = tuple(f for f in findings if f is not verdict)
            shown.update(id(f) for f in findings)
            named = anchor("p", claim.id, o.article, o.quote)
            if named in anchors:  # the same words, registered twice
                named = f"{named}-{number}"
            anchors.add(named)
            own = listed.get(o.article, ())
            made = ClaimPlace(number, claim, o, verdict, others, index, named, own)
            places[o.article].append(made)
            if verdict is not None:
                verdicts[id(verdict)] = made
    found = sorted(report.findings, key=in_order)
    return View(
        report=report,
        groups=tuple(_groups(report.articles, places)),
        findings=tuple(f for f in found if id(f) not in shown and f.waived is None),
        waived=tuple(f for f in found if f.waived is not None),
        references=tuple(
            sorted(report.references, key=lambda r: (_STATUS_ORDER.index(r.status), r.key))
        ),
        verdicts=verdicts,
    )


_STATUS_ORDER = get_args(ReferenceStatus)


def _groups(
    articles: tuple[ArticleView, ...], places: dict[str, list[ClaimPlace]]
) -> Iterable[ArticleGroup]:
    known = {a.id: a for a in articles}
    for article_id in places:
        known.setdefault(
            article_id, ArticleView(id=article_id, title=article_id, language="", source=None)
        )
    for article_id, article in sorted(known.items()):
        found = sorted(places.get(article_id, ()), key=lambda p: p.position)
        yield ArticleGroup(article, tuple(found))


def not_checked(report: Report, t: Phrases) -> list[str]:
    """Which services gave no answer, and what else was not checked, and why; a line each."""
    down = ((service(s.what), t.told(s.why.rstrip(".")) or s.why) for s in report.services_down)
    skipped = ((s.what, s.why) for s in report.skipped)
    return [
        f"{t.word('terminal', key).capitalize()}{t('colon')} {what}{t('colon')} {why}"
        for key, found in (("no_answer", down), ("not_checked", skipped))
        for what, why in found
    ]


def summary_lines(report: Report, words: Phrases | None = None) -> list[str]:
    """The counts, as lines of plain text that hold no outside text; in English by default."""
    t = words or phrases(DEFAULT)
    s = report.summary
    counts = [
        t.counted(s.claims, "claim"),
        t.counted(s.articles, "article"),
        t.counted(s.references, "reference"),
    ]
    lines = [t("line_checked", what=", ".join(counts))]
    verdicts = [
        f"{s.verdicts[v.value]} {t.word('verdict', v.value)}"
        for v in WORST_FIRST
        if s.verdicts.get(v.value)
    ]
    if verdicts:
        lines.append(t("line_verdicts", verdicts=", ".join(verdicts)))
    if s.provisional:
        lines.append(t("line_provisional", verdicts=t.counted(s.provisional, "verdict_is")))
    if s.textbook:
        lines.append(t("line_textbook", places=t.counted(s.textbook, "place_is")))
    if s.unverified:
        key = "line_unverified_offline" if report.offline else "line_unverified"
        lines.append(t(key, references=t.counted(s.unverified, "reference_bad")))
    if s.drafts:
        lines.append(t("line_drafts", drafts=t.counted(s.drafts, "draft_waits")))
    findings = [t.counted(s.findings.get(sev.value, 0), sev.value) for sev in Severity]
    if s.waived:
        findings.append(t("n_waived", number=s.waived))
    if s.baseline:
        findings.append(t("n_baseline", number=s.baseline))
    lines.append(t("line_findings", findings=", ".join(findings)))
    return lines
