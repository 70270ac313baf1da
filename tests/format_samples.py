"""A synthetic report with every state that a format must show, and with hostile text.

Nothing in it is about a real paper, product or person.
"""

from magclaims.model.finding import Finding, Reason, Severity, WaivedBy
from magclaims.model.registry import Verdict
from magclaims.model.report import (
    ArticleView,
    CauseView,
    ClaimView,
    EvidenceView,
    NoticeView,
    OccurrenceView,
    ReferenceView,
    Report,
    Skipped,
    StudyView,
    Summary,
    Tool,
)

HOSTILE = (
    "<script>alert(1)</script> [bold red]x[/] \x1b[31mred\x1b[0m \x1b]0;title\x07 ]]> "
    "\n::error file=x::owned\r##[error]no \u202egnihtemos\u202c =cmd|' /C calc'!A0 {{7*7}} "
    '"quoted" & [click](https://evil.invalid/) @someone #12 \x00\x9b2J\ufeff\u2028end'
)
"""Markup, escapes, commands, formulas and invisible characters (synthetic)."""

EN = "synthetic-en"
NL = "synthetic-nl"


CODES = {
    Verdict.UNSUPPORTED: "EVI001",
    Verdict.OVERSTATED: "EVI002",
    Verdict.CONTRADICTED: "EVI003",
    Verdict.PARTLY_SUPPORTED: "EVI004",
    Verdict.UNVERIFIED: "EVI005",
}


def reason(code: str, text: str) -> Reason:
    return Reason(code=code, text=text)


def evidence(
    reference: str,
    level: str = "human",
    *,
    carries: str = "conditional",
    relation: str = "supports",
    says: str | None = None,
    missing: tuple[str, ...] = (),
    reasons: tuple[Reason, ...] = (),
) -> EvidenceView:
    return EvidenceView(
        reference=reference,
        level=level,
        relation=relation,
        tested="same_substance",
        locator="table 2",
        says=says,
        missing=missing,
        carries=carries,
        reasons=reasons,
    )


CAUSES = {
    Verdict.CONTRADICTED: "contradicted",
    Verdict.UNSUPPORTED: "no_source",
    Verdict.OVERSTATED: "beyond",
    Verdict.PARTLY_SUPPORTED: "part",
    Verdict.UNVERIFIED: "unread",
}


def occurrence(
    verdict: Verdict,
    quote: str,
    *,
    article: str = EN,
    line: int = 1,
    column: int = 1,
    strength: str = "causal",
    provisional: bool = False,
    reasons: tuple[Reason, ...] = (),
    suggestion: str | None = None,
    usable: tuple[str, ...] = (),
    found: bool | None = True,
) -> OccurrenceView:
    return OccurrenceView(
        article=article,
        quote=quote,
        path=f"articles/{article}.txt",
        line=line,
        column=column,
        found=found,
        strength=strength,
        strength_source="graded" if found is not None else "declared",
        subjects=("unstated",),
        verdict=verdict,
        provisional=provisional,
        reasons=reasons,
        suggestion=suggestion,
        evidence=usable,
        code=CODES.get(verdict),
        cause=CauseView(
            kind=CAUSES[verdict],
            reference=usable[0] if usable and verdict is not Verdict.UNSUPPORTED else None,
        )
        if verdict in CAUSES
        else None,
    )


def claim(
    claim_id: str,
    *occurrences: OccurrenceView,
    links: tuple[EvidenceView, ...] = (),
    kind: str = "effect",
    statement: str = "Synthetic salt improves memory.",
) -> ClaimView:
    order = list(Verdict)
    worst = min((o.verdict for o in occurrences), key=order.index)
    return ClaimView(
        id=claim_id,
        statement=statement,
        kind=kind,
        verdict=worst,
        evidence_level=links[0].level if links else "none",
        provisional=any(o.provisional for o in occurrences),
        evidence=links,
        occurrences=occurrences,
    )


def finding(
    code: str,
    name: str,
    severity: Severity,
    message: str,
    *,
    path: str = "data/claims.yaml",
    line: int = 1,
    column: int = 1,
    suggestion: str | None = None,
    about: tuple[str | None, str | None, str | None] = (None, None, None),
    waived: WaivedBy | None = None,
    baseline: bool = False,
) -> Finding:
    claim_id, reference, article = about
    return Finding(
        code=code,
        name=name,
        severity=severity,
        message=message,
        suggestion=suggestion,
        path=path,
        line=line,
        column=column,
        claim=claim_id,
        reference=reference,
        article=article,
        waived=waived,
        baseline=baseline,
    )


def verdict_finding(
    severity: Severity,
    view: ClaimView,
    index: int = 0,
    *,
    waived: WaivedBy | None = None,
    baseline: bool = False,
) -> Finding:
    """The finding that a rule yields for the verdict of an occurrence."""
    o = view.occurrences[index]
    assert o.code is not None
    return finding(
        o.code,
        o.verdict.value.replace("_", "-"),
        severity,
        o.reasons[0].text if o.reasons else o.verdict.value,
        path=o.path,
        line=o.line,
        column=o.column,
        suggestion=o.suggestion,
        about=(view.id, None, o.article),
        waived=waived,
        baseline=baseline,
    )


def reference(
    key: str,
    status: str,
    *,
    title: str = "A synthetic trial",
    doi: str | None = None,
    pmid: str | None = None,
    notices: tuple[NoticeView, ...] = (),
    study: StudyView | None = None,
    reason: str | None = None,
    asked: bool = True,
) -> ReferenceView:
    return ReferenceView.model_validate(
        {
            "key": key,
            "doi": doi,
            "pmid": pmid,
            "status": status,
            "title": title,
            "year": 2020,
            "notices": notices,
            "study": study,
            "checked_at": "2026-01-02T03:04:05Z" if asked else None,
            "source": "crossref" if asked else None,
            "reason": reason,
            "citation": f"Doe J. {title}. Synthetic J. 2020;1:1-2.",
        }
    )


WAIVER = WaivedBy(reason="accepted by the synthetic board", owner="ed", until="2027-01-01")


def _claims() -> tuple[ClaimView, ...]:
    memory = claim(
        "memory",
        occurrence(
            Verdict.OVERSTATED,
            "improves your memory within weeks",
            line=12,
            column=5,
            reasons=(
                reason(
                    "animals_only", "The cited study is in rats; the sentence speaks to people."
                ),
                reason("no_mark", "The sentence carries no citation mark."),
            ),
            suggestion="In rats, synthetic salt was followed by better memory.",
            usable=("doe2020",),
        ),
        occurrence(
            Verdict.SUPPORTED,
            "in ratten verbeterde het geheugen",
            article=NL,
            line=4,
            reasons=(reason("within", "The sentence names the animals."),),
            usable=("doe2020",),
        ),
        links=(
            evidence("doe2020", "animal", carries="causal", says="better recall in 12 rats"),
            evidence("roe2021", "human"),
        ),
    )
    sleep = claim(
        "sleep",
        occurrence(
            Verdict.UNSUPPORTED,
            HOSTILE,
            article=NL,
            line=9,
            reasons=(reason("retracted", HOSTILE),),
            suggestion=HOSTILE,
            usable=("bad2019",),
        ),
        links=(
            evidence(
                "bad2019",
                "human",
                carries="nothing",
                relation="partial",
                missing=("the dose",),
                reasons=(reason("retracted", "The paper was retracted."),),
            ),
        ),
        statement=HOSTILE,
    )
    mood = claim(
        "mood",
        occurrence(
            Verdict.CONTRADICTED,
            "lifts mood in everyone",
            line=20,
            reasons=(reason("null", "A larger trial found no effect."),),
            suggestion="A trial found no effect on mood.",
            usable=("doe2020", "bad2019"),
            found=False,
        ),
        links=(evidence("doe2020", "human", relation="contradicts"),),
    )
    stress = claim(
        "stress",
        occurrence(
            Verdict.PARTLY_SUPPORTED,
            "may lower stress and cortisol",
            line=22,
            strength="conditional",
            provisional=True,
            reasons=(reason("missing", "Cortisol was not measured."),),
            suggestion="May lower stress.",
        ),
        occurrence(
            Verdict.UNSUPPORTED,
            "verlaagt stress",
            article=NL,
            line=30,
            reasons=(reason("none", "The article lists no reference for this."),),
        ),
    )
    bones = claim(
        "bones",
        occurrence(Verdict.UNVERIFIED, "keeps bones strong", line=40, found=None),
        kind="mechanism",
    )
    advice = claim(
        "advice",
        occurrence(Verdict.NOT_APPLICABLE, "talk to your doctor", line=50, strength="none"),
        kind="advice",
    )
    return memory, sleep, mood, stress, bones, advice


def _findings(claims: tuple[ClaimView, ...]) -> tuple[Finding, ...]:
    memory, sleep, mood, stress, bones, _ = claims
    return (
        verdict_finding(Severity.ERROR, memory),
        verdict_finding(Severity.ERROR, sleep),
        verdict_finding(Severity.ERROR, mood, baseline=True),
        verdict_finding(Severity.WARNING, stress),
        verdict_finding(Severity.ERROR, stress, 1, waived=WAIVER),
        verdict_finding(Severity.NOTE, bones),
        finding(
            "TXT002",
            "strength-drift",
            Severity.WARNING,
            "Declared conditional, graded causal.",
            path=memory.occurrences[0].path,
            line=12,
            column=5,
            about=("memory", None, EN),
        ),
        finding(
            "DOI001",
            "retracted",
            Severity.ERROR,
            f"bad2019 was retracted: {HOSTILE}",
            path="data/references.bib",
            line=3,
            suggestion="Remove the reference, and what rests on it.",
            about=(None, "bad2019", None),
        ),
        finding(
            "REF004",
            "unused-reference",
            Severity.NOTE,
            "100% unused: roe2021",
            path="data/odd,name:x.bib",
            line=9,
            column=2,
            about=(None, "roe2021", None),
        ),
        finding(
            "LAW001",
            "unauthorised-health-claim",
            Severity.WARNING,
            "Lines 12, 20: no authorised claim matches.",
            about=(None, None, EN),
        ),
        finding(
            "REF002",
            "duplicate-reference",
            Severity.WARNING,
            "Same work as doe2020.",
            path="data/references.bib",
            line=30,
            about=(None, "zoe2018", None),
            waived=WAIVER,
        ),
    )


def _references() -> tuple[ReferenceView, ...]:
    study = StudyView(
        design="laboratory_experiment", subjects=("animal",), ingredients=("synthetic salt",)
    )
    retraction = NoticeView(
        type="retraction",
        doi="10.5555/notice",
        source="crossref:retraction-watch",
        date="2025-03-04",
    )
    correction = NoticeView(type="correction", doi=None, source="europepmc", date=None)
    return (
        reference("bad2019", "retracted", doi="10.5555/bad", notices=(retraction,), title=HOSTILE),
        reference("doe2020", "verified", doi="10.5555/ok<1>;2-#", pmid="1234", study=study),
        reference("roe2021", "unverified", doi="10.5555/roe", asked=False, reason="Crossref: 503"),
        reference("site", "no_identifier", asked=False),
        reference("zoe2018", "corrected", doi="10.5555/zoe", notices=(correction,)),
        reference("poe2017", "mismatch", doi="10.5555/poe", reason="The record is another work."),
        reference("moe2016", "not_found", doi="javascript:alert(1)"),
    )


def sample() -> Report:
    """A report with all verdicts, all states, waivers, a baseline and hostile text."""
    claims = _claims()
    findings = _findings(claims)
    verdicts = {
        v.value: sum(o.verdict is v for c in claims for o in c.occurrences) for v in Verdict
    }
    live = [f for f in findings if f.waived is None and not f.baseline]
    return Report(
        tool=Tool(version="0.0.0"),
        checked_at="2026-01-02T03:04:05Z",
        offline=False,
        summary=Summary(
            claims=len(claims),
            references=7,
            articles=2,
            findings={s.value: sum(f.severity is s for f in live) for s in Severity},
            waived=2,
            verdicts=verdicts,
            provisional=1,
            unverified=1,
            textbook=0,
            baseline=1,
        ),
        findings=findings,
        claims=claims,
        references=_references(),
        articles=(
            ArticleView(id=EN, title="Synthetic salt", language="en", source="https://x.invalid/a"),
            ArticleView(id=NL, title=HOSTILE, language="nl", source="javascript:alert(1)"),
        ),
        skipped=(Skipped(what="Article text of old.txt", why="the file is not at hand"),),
        services_down=(
            Skipped(what="crossref", why="no usable answer for 10 seconds\n::error::x"),
        ),
    )


def clean() -> Report:
    """A report in which nothing is wrong."""
    view = claim(
        "memory",
        occurrence(
            Verdict.SUPPORTED,
            "may help memory",
            strength="conditional",
            reasons=(reason("within", "One trial in people."),),
            usable=("doe2020",),
        ),
        links=(evidence("doe2020"),),
    )
    return Report(
        tool=Tool(version="0.0.0"),
        checked_at="2026-01-02T03:04:05Z",
        offline=True,
        summary=Summary(
            claims=1,
            references=1,
            articles=1,
            findings={"error": 0, "warning": 0, "note": 0},
            waived=0,
            verdicts={v.value: int(v is Verdict.SUPPORTED) for v in Verdict},
            provisional=0,
            unverified=0,
        ),
        findings=(),
        claims=(view,),
        references=(reference("doe2020", "verified", doi="10.5555/ok"),),
        articles=(ArticleView(id=EN, title="Synthetic salt", language="en", source=None),),
    )
