"""`magclaims check --drafts`: how drafts would be judged. Nothing of it counts, nothing is kept."""

import sys
from collections.abc import Iterator
from dataclasses import replace

from magclaims.commands.terminal import note
from magclaims.errors import Exit
from magclaims.judge.case import Case
from magclaims.judge.verdict.assessment import OccurrenceAssessment
from magclaims.model.registry import TODO, Claim, Verdict
from magclaims.render import RenderOptions
from magclaims.render.drafts import DraftPlace, render
from magclaims.render.language import phrases
from magclaims.render.report import claim_view

_WHATEVER_IS_CITED = frozenset({Verdict.SUPPORTED, Verdict.NOT_APPLICABLE})


def show(case: Case, options: RenderOptions, language: str) -> Exit:
    """Print the drafts of a case as they would be judged; 0, whatever they are."""
    if not case.drafts:
        note("there are no drafts (`magclaims scan ARTICLE --write` proposes some)")
        return Exit.OK
    sys.stdout.write(render(tuple(places(case, language)), options, language))
    return Exit.OK


def places(case: Case, language: str) -> Iterator[DraftPlace]:
    """Where drafts stand, judged as if they had been approved.

    A draft whose cited works nobody has linked yet would be "unsupported" for that alone: it is
    said what to fill in instead. The claims that are approved are not judged again.
    """
    drafts = case.drafts
    ahead = replace(
        case, dossier=case.dossier.model_copy(update={"claims": drafts}), drafts=(), faults=()
    )
    for draft in drafts:
        for judged, view in zip(
            ahead.assessments[draft.id].occurrences,
            claim_view(ahead, draft, language).occurrences,
            strict=True,
        ):
            lacks = _lacks(draft, judged, case, language)
            if draft.filled_in and view.verdict in _WHATEVER_IS_CITED:
                lacks = ""  # advice, or a matter of textbooks
            yield DraftPlace(draft.id, view, lacks)


def _lacks(draft: Claim, judged: OccurrenceAssessment, case: Case, language: str) -> str:
    t, occurrence = phrases(language), draft.occurrences[judged.index]
    if not draft.filled_in:
        return t.word("terminal", "lacks_todo").format(todo=TODO)
    linked = {evidence.reference for evidence in draft.evidence}
    if cited := [f"`{key}`" for key in occurrence.cites if key not in linked]:
        return t.word("terminal", "lacks_cited").format(references=", ".join(cited))
    if judged.unlinked:
        listed = ", ".join(f"`{key}`" for key in judged.unlinked)
        return t.word("terminal", "lacks_listed").format(references=listed)
    article = case.dossier.articles.get(occurrence.article)
    if not draft.evidence and not draft.basis and article is not None and article.references:
        return t.word("terminal", "lacks_evidence")
    return ""
