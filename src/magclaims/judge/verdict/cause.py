"""What has to be mended so that a verdict changes: one cause often stands behind many places.

A rat study that is told as if of people in thirty sentences is one thing to decide, not thirty.
"""

from collections.abc import Mapping
from typing import NamedTuple

from magclaims.judge import policy
from magclaims.judge.policy import CauseKind
from magclaims.judge.verdict.assess import OccurrenceAssessment
from magclaims.match.identity import WITHDRAWN, Identity
from magclaims.model.registry import Verdict


class Cause(NamedTuple):
    """Why a place is not fine, as something that can be mended once for all places that share it."""

    kind: CauseKind
    reference: str | None
    """The BibTeX key that it is about; None where there is none."""


def cause_of(assessed: OccurrenceAssessment, identities: Mapping[str, Identity]) -> Cause | None:
    """The cause of a verdict; None where nothing has to be mended."""
    if assessed.verdict in policy.FINE:
        return None
    listed = [link.evidence.reference for link in assessed.links if link.listed]
    gone = [(k, i) for k in listed if (i := identities.get(k)) is not None and not i.carries]
    if gone:
        retracted = next((k for k, identity in gone if identity.status in WITHDRAWN), None)
        return Cause("retracted", retracted) if retracted else Cause("wrong_work", gone[0][0])
    if assessed.row == "evidence_lost":
        return Cause("unreadable", None)
    best = assessed.best
    reference = best.evidence.reference if best is not None else None
    kind = policy.load().causes.get(assessed.code or "")
    if kind in {"contradicted", "in_doubt"}:
        against = [x for x in assessed.links if x.listed and (x.against or x.unsure)]
        return Cause(kind, against[0].evidence.reference if against else reference)
    cited = next(iter(assessed.occurrence.cites), None)
    if kind == "unread" and reference is None:
        return Cause(kind if cited or listed else "open", cited)
    if kind is not None:
        return Cause(kind, reference)
    if assessed.verdict is Verdict.UNSUPPORTED:
        if assessed.unlinked:
            return Cause("unlinked", assessed.unlinked[0])
        elsewhere = any(link.exists and not link.listed for link in assessed.links)
        return Cause("not_listed" if elsewhere and not listed else "no_source", None)
    return Cause("part" if assessed.verdict is Verdict.PARTLY_SUPPORTED else "beyond", reference)
