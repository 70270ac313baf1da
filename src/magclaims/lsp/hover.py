"""What a place tells: a work, whether it stands and what it can carry; a sentence, and its strength."""

from collections.abc import Iterator

from lsprotocol import types

from magclaims.cite.citation import ama
from magclaims.commands.capacity import capacity
from magclaims.judge.case import Case
from magclaims.judge.claim.harm import asserts_safety
from magclaims.lexicon.graded import first_pack, not_graded, pack_language
from magclaims.lexicon.wording import explain, grade
from magclaims.lsp.lookup import There
from magclaims.lsp.project import Judged
from magclaims.match.identity import Identity
from magclaims.model.finding import Reason
from magclaims.model.registry import Strength
from magclaims.render.escape import plain
from magclaims.render.labels import service
from magclaims.study.recorded import study_of

_LONGEST = 1200
_WORKS = 5


def hover(judged: Judged, place: There) -> types.Hover | None:
    """What is told of a place; None where there is nothing to tell.

    It is plain text: titles and names come from anybody, and an editor would run their Markdown.
    """
    parts = list(_parts(judged.case, place))
    if not parts:
        return None
    text = "\n\n".join(parts)
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, text))


def _parts(case: Case, place: There) -> Iterator[str]:
    keys = [*place.keys, *_by_doi(case, place)]
    for key in list(dict.fromkeys(keys))[:_WORKS]:
        if key in case.references:
            yield "\n".join(work_lines(case, key))
    if place.identifier and not keys:
        yield f"{plain(place.identifier, 200)}: not in the bibliography"
    if place.keys and place.sentence is None:
        return
    if not keys and place.sentence is not None and place.scanned is not None:
        yield "\n".join(sentence_lines(place))
    for id_ in place.claims:
        lines = list(claim_lines(case, id_))
        if lines:
            yield "\n".join(lines)


def _by_doi(case: Case, place: There) -> list[str]:
    return [
        key
        for key, reference in case.references.items()
        if place.identifier and reference.doi == place.identifier
    ]


def work_lines(case: Case, key: str) -> Iterator[str]:
    """A reference: what it is, whether it stands, what it can carry, who leans on it."""
    identity = case.identities[key]
    yield plain(f"{key}: {ama(case.references[key])}", _LONGEST)
    yield plain(state_of(identity), _LONGEST)
    study = case.dossier.studies.get(key)
    source = "the registry"
    if study is None and identity.work is not None and identity.carries:
        study, source = study_of(identity.work), "its record's own words; check it"
    if not identity.carries:
        yield "It can support nothing."
    elif study is None:
        yield "The study: not assessed; enter what it is under `studies`."
    else:
        can = capacity(study)
        level = can.level.value if can.level else "unknown level"
        yield plain(
            f"It can support ({level}, from {source}): at most {can.ceiling}; {can.condition}."
        )
        yield from (plain(f"  {reason.text}", _LONGEST) for reason in can.reasons)
    users = case.used.get(key, ())
    yield plain(f"Evidence for: {', '.join(users) or 'no claim'}", _LONGEST)


def state_of(identity: Identity) -> str:
    """Whether a reference stands, by whom and when; nothing that was not asked is called good."""
    status = identity.status.replace("_", " ")
    if identity.notices:
        told = "; ".join(
            f"{n.type.replace('_', ' ').upper()} {n.date or 'no date'} ({n.source})"
            + (f", new version doi:{n.replaced_by}" if n.replaced_by else "")
            for n in identity.notices
        )
        return f"{status}: {told}"
    if identity.work is not None:
        day = identity.work.retrieved[:10] or "unknown date"
        source = service(identity.work.source)
        return f"{status}; no notice as of {day} ({source})"
    return f"{status}: {identity.reason}" if identity.reason else status


def sentence_lines(place: There) -> Iterator[str]:
    """How strong a sentence is, and which words make it so."""
    if place.scanned is None or place.sentence is None:
        return
    sentence = place.scanned.text.sentences[place.sentence]
    language = pack_language(sentence.language)
    if language is None:
        yield not_graded(sentence.language)
        return
    wording = grade(sentence.text, language)
    marks = [name for name in ("hedged", "therapeutic", "reported") if getattr(wording, name)]
    yield wording.strength.label + (f" ({', '.join(marks)})" if marks else "")
    if asserts_safety(sentence.text, language):
        yield "It says that there is no harm: a claim of safety."
    elif wording.strength is Strength.NONE:
        yield "It asserts no effect."
    yield from (plain(f"  {line}", _LONGEST) for line in dict.fromkeys(explain(wording)))
    if note := first_pack(sentence.language):
        yield note


def claim_lines(case: Case, id_: str) -> Iterator[str]:
    """A claim: what it states, its verdict in each article, and why."""
    claim = next((claim for claim in case.dossier.claims if claim.id == id_), None)
    if claim is None:
        if any(draft.id == id_ for draft in case.drafts):
            yield plain(f"{id_}: a draft; it is judged once `draft: true` is taken out")
        return
    yield plain(f"{id_}: {claim.statement}", _LONGEST)
    for assessed in case.assessments[id_].occurrences:
        verdict = assessed.verdict.value.replace("_", " ")
        provisional = ", provisional" if assessed.provisional else ""
        yield plain(
            f"{assessed.occurrence.article}: {verdict}{provisional}; {_why(assessed.reasons)}"
        )
        suggestion = case.advisor(claim, assessed).suggest()
        if suggestion:
            yield plain(f"Instead: {suggestion}", _LONGEST)


def _why(reasons: tuple[Reason, ...]) -> str:
    return "; ".join(reason.text for reason in reasons)
