"""How certain a work is: how far it is published, how it rates its evidence, who paid for it."""

from collections.abc import Iterator

from magclaims.judge.link.cited import CitedWork
from magclaims.model.registry import Evidence, Level
from magclaims.study.published import certainty_of, status_of

_RATED = frozenset({Level.SYSTEMATIC_REVIEW, Level.AUTHORITY})
"""What an abstract of these calls certain is what they reviewed; a trial does not rate itself."""


def certainty_tags(source: CitedWork, evidence: Evidence) -> Iterator[str]:
    """`status:`, `certainty:` and `maker_funded`; `concern` and `corrected` by its notices."""
    status = status_of(source.study, source.reference, source.work)
    if status is not None:
        yield f"status:{status.value}"
    work = source.work if evidence.level in _RATED else None
    certainty = certainty_of(source.study, evidence.says, work.abstract if work else None)
    if certainty is not None:
        yield f"certainty:{certainty.value}"
    if source.study is not None and source.study.funded_by_maker:
        yield "maker_funded"
    if source.identity is not None and source.identity.carries:
        yield from {"concern", "corrected"} & {source.identity.status}
