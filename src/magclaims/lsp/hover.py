"""What a place tells: a work, whether it stands and what it can carry; a sentence, and its strength."""

from collections.abc import Iterator

from lsprotocol import types

from magclaims.cite.citation import ama
from magclaims.commands.capacity import capacity
from magclaims.commands.grade_output import as_text
from magclaims.commands.graded import examine
from magclaims.judge.reasons import in_language, say
from magclaims.lsp.diagnostics import instead
from magclaims.lsp.judged import Judged
from magclaims.lsp.lookup import There
from magclaims.match.identity import Identity
from magclaims.model.finding import Term
from magclaims.model.report import NoticeView
from magclaims.render.escape import plain
from magclaims.render.known import notice_text
from magclaims.render.labels import service
from magclaims.render.language import Phrases
from magclaims.study.recorded import study_of

_LONGEST = 1200
_WORKS = 5


def hover(judged: Judged, place: There) -> types.Hover | None:
    """What is told of a place; None where there is nothing to tell.

    It is plain text: titles and names come from anybody, and an editor would run their Markdown.
    """
    parts = list(_parts(judged, place))
    if not parts:
        return None
    text = "\n\n".join(parts)
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, text))


def _parts(judged: Judged, place: There) -> Iterator[str]:
    case, t = judged.case, judged.t
    keys = [*place.keys, *_by_doi(judged, place)]
    for key in list(dict.fromkeys(keys))[:_WORKS]:
        if key in case.references:
            yield "\n".join(work_lines(judged, key))
    if place.identifier and not keys:
        yield f"{plain(place.identifier, 200)}{t('colon')} {t('not_in_bibliography')}"
    if place.keys and place.sentence is None:
        return
    if not keys and place.sentence is not None and place.scanned is not None:
        sentence = place.scanned.text.sentences[place.sentence]
        # The words are those of the sentence's own language, which its writer reads.
        graded = examine(sentence.text, sentence.language, None, case.policy)
        yield as_text(graded, show=False).rstrip()
    for id_ in place.claims:
        lines = list(claim_lines(judged, id_))
        if lines:
            yield "\n".join(lines)


def _by_doi(judged: Judged, place: There) -> list[str]:
    return [
        key
        for key, reference in judged.case.references.items()
        if place.identifier and reference.doi == place.identifier
    ]


def work_lines(judged: Judged, key: str) -> Iterator[str]:
    """A reference: what it is, whether it stands, what it can carry, who leans on it."""
    case, t = judged.case, judged.t
    identity = case.identities[key]
    yield plain(f"{key}{t('colon')} {ama(case.references[key])}", _LONGEST)
    yield plain(state_of(identity, t), _LONGEST)
    study, source = case.dossier.studies.get(key), "registry"
    if study is None and identity.work is not None and identity.carries:
        study, source = study_of(identity.work), "record"
    if not identity.carries:
        yield t.word("editor", "nothing")
    elif study is None:
        yield t.word("editor", "not_assessed")
    else:
        can = capacity(study)
        said = t.word("editor", "can").format(
            source=t.word("editor", source),
            most=t.word("strength", can.ceiling),
            meaning=t.meaning("level", can.level.value if can.level else "none"),
        )
        studied = (Term("studied", name) for name in study.species)
        given = (Term("substance", name) for name in study.ingredients)
        facts = ", ".join(say(name, judged.language) for name in (*studied, *given))
        yield plain(f"{said} ({facts})" if facts else said, _LONGEST)
        reasons = (in_language(reason, judged.language) for reason in can.reasons)
        yield from (plain(f"  {reason.text}", _LONGEST) for reason in reasons)
    users = ", ".join(case.used.get(key, ())) or t.word("editor", "no_claim")
    yield plain(f"{t.word('editor', 'evidence_for')}{t('colon')} {users}", _LONGEST)


def state_of(identity: Identity, t: Phrases) -> str:
    """Whether a reference stands, by whom and when; nothing that was not asked is called good."""
    said = [t.word("status", identity.status)]
    if identity.notices:
        said += (notice_text(NoticeView.taken_from(n), t) for n in identity.notices)
    elif identity.work is not None:
        day, source = t.day(identity.work.retrieved), service(identity.work.source)
        said.append(t("no_notice", day=day or "?", source=source))
    elif identity.reason:
        said.append(t.told(identity.reason) or identity.reason)
    return f"{t('colon')} ".join((said[0], "; ".join(said[1:]))) if said[1:] else said[0]


def claim_lines(judged: Judged, id_: str) -> Iterator[str]:
    """A claim: what it states, its verdict in each article, and why."""
    case, t = judged.case, judged.t
    colon = f"{t('colon')} "
    claim = next((claim for claim in case.dossier.claims if claim.id == id_), None)
    if claim is None:
        if any(draft.id == id_ for draft in case.drafts):
            yield plain(f"{id_}{colon}{t.word('editor', 'draft')}")
        return
    yield plain(f"{id_}{colon}{say(claim.statement, judged.language)}", _LONGEST)
    for told in case.assessments[id_].occurrences:
        verdict = t.word("verdict", told.verdict)
        provisional = f", {t('provisional')}" if told.provisional else ""
        why = "; ".join(in_language(reason, judged.language).text for reason in told.reasons)
        yield plain(f"{told.occurrence.article}{colon}{verdict}{provisional}; {why}", _LONGEST)
        suggestion = case.advisor(claim, told).suggest()
        if suggestion:
            yield plain(f"{instead(t)}{suggestion}", _LONGEST)
