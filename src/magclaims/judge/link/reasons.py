"""Why a link carries what it carries, as reasons."""

from collections.abc import Iterable, Iterator
from typing import Literal

from magclaims.judge.claim.harm import harms_among
from magclaims.judge.link.beyond import words_beyond
from magclaims.judge.link.ceiling import LinkCeiling
from magclaims.judge.link.comparators import NOTHING, PLACEBO
from magclaims.judge.link.description import Description
from magclaims.judge.link.intervention import others_said
from magclaims.judge.reasons import reason
from magclaims.model.finding import Phrase, Reason, Several, Slot, Term
from magclaims.model.registry import Level, Outcome, Reviewed
from magclaims.study.levels import Clash

_MOST_SHOWN = 4
_NOTICES = {"retracted": "retracted", "replaced": "replaced", "not_found": "not_found"}
_STUDIED = {Level.ANIMAL: "animals", Level.IN_VITRO: "cells"}


def reasons_of(link: Description, ceiling: LinkCeiling, clash: Clash | None) -> Iterator[Reason]:
    """The rows that decided, then what was corrected, and what the services say."""
    source = link.source
    rows = ceiling.rows
    if ceiling.row.id == "authority" and any(row.id.startswith("says_") for row in ceiling.limits):
        rows = ceiling.limits  # what the source says is told once
    elif ceiling.row.ceiling != "nothing" and any(
        limit.ceiling == "nothing" for limit in ceiling.limits
    ):
        rows = ceiling.limits  # "enough for 'may'" is no word on a work that carries nothing
    slots = _slots(link)
    for row in rows:
        yield reason(row.id, **slots)
    cite, study, identity = source.cite, source.study, source.identity
    if clash:
        level = Term("level", link.evidence.level.value)
        yield reason("level_corrected", reference=cite, level=level, why=clash.said)
    if study is not None and study.from_record:
        what = Several(tuple(Term("field", name) for name in study.from_record))
        yield reason("read_from_record", reference=cite, what=what)
    if source.overruled:
        yield reason("record_overrules", reference=cite, why=source.overruled)
    if identity is not None and not identity.carries:
        yield reason(_NOTICES.get(identity.status, "other_work"), reference=cite)


def _slots(link: Description) -> dict[str, Slot]:
    """What the sentence of any row may tell of a link."""
    study, evidence, about = link.source.study, link.evidence, link.said.claim.about
    whom, beside = link.people, link.comparators
    species = study.species if study else ()
    outcomes = (
        harms_among(about.outcome, link.said.claim.statement) if link.said.safety else about.outcome
    )
    apart = tuple(m.name for m in link.outcomes if m.closeness == "other")
    if len(apart) < len(link.outcomes):
        outcomes = apart or outcomes  # "measured alertness, not alertness and heart attacks"
    given: tuple[str, ...] = tuple(study.ingredients) if study else ()
    given = given or others_said(link.said, evidence.says)
    outcomes = outcomes or tuple(match.name for match in link.outcomes)
    return dict[str, Slot](
        reference=link.source.cite,
        says=evidence.says or "",
        missing=Several(evidence.missing, "; "),
        species=_names("studied", species or (_STUDIED.get(evidence.level, "people"),)),
        ingredients=_names("substance", given, " + "),
        substance=_names("substance", about.substance, " + "),
        outcome=_names("outcome", outcomes),
        measured=_few(Term("outcome", o.name) for o in study.outcomes) if study else "",
        went=went(
            o
            for match in link.outcomes
            for o in (*match.outcomes, *(match.beside if match.is_opposed_beside else ()))
        ),
        reviewed=_size(study.reviews) if study and study.reviews else "",
        took=Several(whom.took) if whom.took else Phrase("others"),
        told=Several(whom.told) if whom.told else Phrase("everyone"),
        against=_compared_with(beside.named),
        comparator=_compared_with(beside.tested),
        named=_names("outcome", link.unknown.named),
        beyond=words_beyond(link.said, study) or "",
    )


def went(outcomes: Iterable[Outcome]) -> Slot:
    """Outcomes with what became of them: "memory no difference"."""
    return _few(
        Several((Term("outcome", o.name), Term("direction", o.direction)), " ") for o in outcomes
    )


def _compared_with(names: Iterable[str]) -> Several:
    kinds = (PLACEBO, NOTHING)
    return Several(tuple(Phrase(n) if n in kinds else Term("substance", n) for n in names))


def _names(
    kind: Literal["substance", "outcome", "studied"], names: Iterable[str], join: str = ", "
) -> Several:
    return Several(tuple(Term(kind, name) for name in names), join)


def _size(what: Reviewed) -> Slot:
    """How much a review reviewed: " (8 studies, 640 participants)"."""
    slots: dict[str, Slot] = {}
    if what.studies is not None:
        slots["studies"] = str(what.studies)
    if what.participants is not None:
        slots["people"] = str(what.participants)
    return Phrase("reviewed_" + "_".join(slots), slots) if slots else ""


def _few(slots: Iterable[Slot]) -> Slot:
    listed = list(dict.fromkeys(slots))
    shown = Several(tuple(listed[:_MOST_SHOWN]))
    if len(listed) <= _MOST_SHOWN:
        return shown
    return Phrase("and_more", {"some": shown, "number": str(len(listed) - _MOST_SHOWN)})
