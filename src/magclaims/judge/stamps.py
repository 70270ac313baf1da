"""Stamps: what a reviewer saw of a claim, and what of that has changed since.

A stamp says nothing about spelling of fields or files: whitespace, the order of keys, page numbers
and notes are no part of it. News of a reference counts only where a service told it: an outage or
`--offline` never makes a review stale, and never hides that a known notice came after it.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from magclaims.judge.case import Case
from magclaims.judge.reasons import say
from magclaims.model.finding import Phrase, Slot, Term
from magclaims.model.local_text import LocalText
from magclaims.model.registry import Claim, Occurrence, Reference, Strength, Study
from magclaims.model.review import OccurrenceStamp, ReferenceStamp, Stamp

NOT_OF_THE_CLAIM = frozenset({"id", "draft", "occurrences", "evidence"})
NOT_OF_THE_PLACE = frozenset({"accepted"})
NOT_OF_THE_STUDY = frozenset({"note", "from_record"})
"""Remarks, and who checked a value: no facts."""
BAD_NEWS = {
    "retracted": "is_retracted",
    "replaced": "is_replaced",
    "mismatch": "is_mismatch",
    "not_found": "is_not_found",
}
"""States that a review made before they were known did not weigh, and the phrases for them."""
NOTHING = "0"
"""The part of a state that is not known."""


class StampChange(NamedTuple):
    """Something that is other than the reviewer saw it."""

    kind: Literal["text", "evidence", "reference"]
    what: Phrase

    @property
    def says(self) -> str:
        """In a few words, in English."""
        return say(self.what)


def stamp(case: Case, claim: Claim, by: str, on: date) -> Stamp:
    """The stamp on a claim as it is now."""
    return Stamp(
        by=by,
        on=on,
        verdict=case.assessments[claim.id].verdict,
        claim=_claim(claim),
        occurrences=tuple(_place(case, claim, index) for index in range(len(claim.occurrences))),
        evidence=_evidence(case, claim),
        references={link.reference: _reference(case, link.reference) for link in claim.evidence},
    )


def changes(case: Case, claim: Claim, made: Stamp) -> tuple[StampChange, ...]:
    """What has changed since a stamp was made, retractions first; empty where it still holds."""
    found = [
        *_changed_references(case, made),
        *_changed_text(case, claim, made),
        *_changed_evidence(case, claim, made),
    ]
    return tuple({change.says: change for change in found}.values())


def state(case: Case, claim: Claim) -> str:
    """What a page shows of a claim, in three short digests: registry, text, news of the references.

    Decisions made on the page name it, so that they can be held against what is there by then.
    """
    registered = digest([_claim(claim), [_registered(o) for o in claim.occurrences]])
    links = digest(_evidence(case, claim))
    sentences = [_sentence(case, claim, index) for index in range(len(claim.occurrences))]
    news = sorted(
        [link.reference, identity.status, *_notices(case, link.reference)]
        for link in claim.evidence
        if (identity := case.identities.get(link.reference))
        and (identity.status in BAD_NEWS or identity.notices)
    )
    return "-".join(
        (
            digest([registered, links])[:12],
            digest(sentences)[:8] if any(sentences) else NOTHING,
            digest(news)[:8] if news else NOTHING,
        )
    )


def same_state(before: str, now: str) -> bool:
    """Whether a claim is still what the page showed; what is not known on a side is not compared.

    News that a side does not have is no difference where that is the present one: it may be offline.
    """
    old, new = before.split("-"), now.split("-")
    if len(old) != len(new) or old[0] != new[0]:
        return False
    text_same = NOTHING in {old[1], new[1]} or old[1] == new[1]
    return text_same and new[2] in {NOTHING, old[2]}


def digest(value: Any) -> str:
    """64 bits of a SHA-256 over what a value says, in hexadecimal digits."""
    text = json.dumps(_canonical(value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _canonical(value: Any, left_out: Collection[str] = ()) -> Any:
    """A value as JSON without defaults: a field that is added to a model changes no digest."""
    if type(value) is str:  # most are
        return " ".join(value.split())
    if isinstance(value, LocalText):
        texts = {code: " ".join(text.split()) for code, text in value.translations.items()}
        # A text in English alone is what it is as plain text: translations may be added to a field.
        return texts["en"] if set(texts) == {"en"} else texts
    if isinstance(value, Strength):
        return value.label
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, BaseModel):
        given = {
            name: getattr(value, name)
            for name, default in _defaults(type(value))
            if name not in left_out and getattr(value, name) != default
        }
        return {name: _canonical(part) for name, part in given.items()}
    if isinstance(value, Mapping):
        return {str(name): _canonical(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [_canonical(part) for part in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


@cache
def _defaults(model: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """The fields of a model, each with its default."""
    fields = model.model_fields.items()
    return tuple((name, info.get_default(call_default_factory=True)) for name, info in fields)


def _claim(claim: Claim) -> str:
    return digest(_canonical(claim, NOT_OF_THE_CLAIM))


def _registered(occurrence: Occurrence) -> str:
    return digest(_canonical(occurrence, NOT_OF_THE_PLACE))


def _sentence(case: Case, claim: Claim, index: int) -> str | None:
    sentence = case.sentences.get((claim.id, index))
    return digest(sentence.text) if sentence is not None else None


def _place(case: Case, claim: Claim, index: int) -> OccurrenceStamp:
    occurrence = claim.occurrences[index]
    return OccurrenceStamp(
        article=occurrence.article,
        quote=occurrence.quote,
        registered=_registered(occurrence),
        sentence=_sentence(case, claim, index),
    )


def _evidence(case: Case, claim: Claim) -> dict[str, str]:
    """What each reference does for the claim, and which of its articles list it."""
    articles = sorted({occurrence.article for occurrence in claim.occurrences})
    links: dict[str, list[Any]] = {}
    for link in claim.evidence:
        links.setdefault(link.reference, []).append(_canonical(link))
    return {
        key: digest(
            [
                rows,
                [
                    name
                    for name in articles
                    if (article := case.dossier.articles.get(name)) and key in article.references
                ],
            ]
        )
        for key, rows in links.items()
    }


def _reference(case: Case, key: str) -> ReferenceStamp:
    identity = case.identities.get(key)
    return ReferenceStamp(
        entry=_entry(case.references.get(key)),
        study=_study(case.dossier.studies.get(key)),
        status=identity.status if identity else "unverified",
        notices=tuple(_notices(case, key)),
    )


def _entry(reference: Reference | None) -> str | None:
    """Which work it is, as people read it: `fix` may mend the rest without another review."""
    if reference is None:
        return None
    first = reference.authors[0] if reference.authors else None
    who = (first.family or first.name) if first else ""
    return digest([_letters(reference.title), reference.year, _letters(who)])


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _study(study: Study | None) -> str | None:
    return digest(_canonical(study, NOT_OF_THE_STUDY)) if study is not None else None


def _notices(case: Case, key: str) -> list[str]:
    identity = case.identities.get(key)
    notices = identity.notices if identity else ()
    return sorted({f"{n.type} {n.doi or ''}".strip() for n in notices})


# --- what has changed ------------------------------------------------------------------------------


def _changed(
    kind: Literal["text", "evidence", "reference"], code: str, **slots: Slot
) -> StampChange:
    return StampChange(kind, Phrase(f"since_{code}", slots))


def _changed_text(case: Case, claim: Claim, made: Stamp) -> Iterator[StampChange]:
    if _claim(claim) != made.claim:
        yield _changed("text", "claim")
    before = {(o.article, o.quote): o for o in made.occurrences}
    now = {(o.article, o.quote) for o in claim.occurrences}
    for article, quote in sorted(before.keys() - now):
        yield _changed("text", "quote_gone", quote=quote, article=article)
    for index, occurrence in enumerate(claim.occurrences):
        place: dict[str, Slot] = {"quote": occurrence.quote, "article": occurrence.article}
        seen = before.get((occurrence.article, occurrence.quote))
        here = _place(case, claim, index)
        if seen is None:
            yield _changed("text", "place_new", **place)
            continue
        if seen.registered != here.registered:
            yield _changed("text", "place_other", **place)
        if seen.sentence is not None and occurrence.article in case.texts:
            if here.sentence is None:
                yield _changed("text", "place_gone", **place)
            elif here.sentence != seen.sentence:
                yield _changed("text", "sentence", **place)


def _changed_evidence(case: Case, claim: Claim, made: Stamp) -> Iterator[StampChange]:
    now = _evidence(case, claim)
    for key in sorted(now.keys() | made.evidence.keys()):
        if key not in made.evidence:
            yield _changed("evidence", "evidence_new", key=key)
        elif key not in now:
            yield _changed("evidence", "evidence_gone", key=key)
        elif now[key] != made.evidence[key]:
            yield _changed("evidence", "evidence_other", key=key)


def _changed_references(case: Case, made: Stamp) -> Iterator[StampChange]:
    for key, seen in sorted(made.references.items()):
        if key not in case.references:
            continue  # TRC001 says that
        here = _reference(case, key)
        told = [notice for notice in here.notices if not _known(notice, seen.notices)]
        for notice in told:
            kind, _, doi = notice.partition(" ")
            what: dict[str, Slot] = {"key": key, "notice": Term("notice", kind)}
            if doi:
                yield _changed("reference", "notice_doi", doi=doi, **what)
            else:
                yield _changed("reference", "notice", **what)
        if not told and here.status in BAD_NEWS and here.status != seen.status:
            yield _changed("reference", BAD_NEWS[here.status], key=key)
        if here.entry != seen.entry:
            yield _changed("reference", "entry", key=key)
        if here.study != seen.study:
            yield _changed("reference", "study", key=key)


def _known(notice: str, before: Collection[str]) -> bool:
    """Whether it was known: sources give the same notice with and without its DOI."""
    kind, _, doi = notice.partition(" ")
    rows = [old.partition(" ") for old in before]
    return any(old == kind and (not doi or not its or its == doi) for old, _, its in rows)
