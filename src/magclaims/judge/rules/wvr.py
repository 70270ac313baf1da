"""WVR: waivers that do not do what they say."""

from collections.abc import Iterator, Sequence

from magclaims.judge.case import Case, FindingSubject
from magclaims.judge.rule import FAMILIES, RULES, Hit, last_rule, meant, rule
from magclaims.model.finding import Finding, Severity


def _subject(case: Case, index: int) -> FindingSubject:
    return FindingSubject(case.source_map.at("waivers", index))


@rule("WVR001", Severity.WARNING)
def expired_waiver(case: Case) -> Iterator[Hit]:
    """A waiver is past its date.

    What: `until` lies before today; the waiver no longer holds.
    Why: What was accepted for a while must be looked at again.
    Instead: Mend the sentence, or renew the waiver with a reason that still holds.
    """
    for index, waiver in enumerate(case.dossier.waivers):
        if waiver.until < case.today:
            yield Hit(
                _subject(case, index),
                f"the waiver of {waiver.rule} for `{waiver.subject}` expired on {waiver.until}",
                f"ask {waiver.owner}: mend it, or renew the waiver",
            )


@last_rule("WVR002", Severity.WARNING)
def unused_waiver(case: Case, findings: Sequence[Finding]) -> Iterator[Hit]:
    """A waiver covers nothing.

    What: No finding matches the waiver's rule and subject.
    Why: It would hide the next fault of that kind.
    Instead: Remove it.
    """
    drafts = {draft.id for draft in case.drafts}
    used = {index for finding in findings if (index := case.waiver_of(finding)) is not None}
    for index, waiver in enumerate(case.dossier.waivers):
        known = waiver.rule in RULES and waiver.subject not in drafts
        if waiver.until >= case.today and known and index not in used:
            yield Hit(
                _subject(case, index),
                f"the waiver of {waiver.rule} for `{waiver.subject}` covers no finding",
                "remove it, or correct its subject",
            )


@rule("WVR003", Severity.ERROR)
def unknown_rule_in_waiver(case: Case) -> Iterator[Hit]:
    """A waiver names a rule that does not exist.

    What: `rule` is not the code of a rule.
    Why: The waiver does nothing, and somebody believes that it does.
    Instead: The full code, e.g. `rule: EVI002`.
    """
    for index, waiver in enumerate(case.dossier.waivers):
        if waiver.rule not in RULES:
            near = meant(waiver.rule)
            family = FAMILIES.get(waiver.rule[:3])
            codes = [code for code in sorted(RULES) if code[:3] == waiver.rule[:3]]
            yield Hit(
                _subject(case, index),
                f"there is no rule `{waiver.rule}`",
                f"did you mean `{near}`?"
                if near
                else f"rules of that family: {', '.join(codes)}"
                if family
                else "see `magclaims rules`",
            )
