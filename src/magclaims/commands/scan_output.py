"""What `magclaims scan` prints: an article's claims, references and proposals as text or JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from magclaims.commands.scan_moved import Moved
from magclaims.commands.scan_write import Written
from magclaims.judge.articles.coverage import said_of_ungraded
from magclaims.judge.articles.moves import Move
from magclaims.judge.articles.scanning import Scanned, ScannedSentence, leads_to
from magclaims.judge.claim.harm import asserts_safety
from magclaims.judge.proposing import Apart
from magclaims.lexicon.graded import first_pack, not_graded, pack_language
from magclaims.match.reference_items import MatchedItem
from magclaims.model.registry import Strength
from magclaims.read.article.model import said_of_left_out
from magclaims.render.escape import picked

SCHEMA = 1
_SHOWN = 160
"""Code points of a sentence or reference that the text output shows."""
_LINES = 12
"""Line numbers that are shown of one reason; JSON has them all."""


def as_json(
    scanned: Scanned, written: Written | None, moved: Sequence[Moved] = ()
) -> dict[str, Any]:
    """An article as JSON: shapes and names are those of the README."""
    text = scanned.text
    graded = pack_language(text.language) is not None
    document: dict[str, Any] = {
        "path": str(scanned.path),
        "id": scanned.article_id,
        "title": text.title,
        "language": text.language,
        "graded": graded,
        "reason": None if graded else not_graded(text.language),
        "marks": len(text.citations),
        "coverage": round(scanned.coverage.percent, 1) if scanned.sentences else None,
        "left_out": [picked(part, "what words line column") for part in text.left_out],
        "sentences": [_sentence_json(scanned, found) for found in scanned.sentences],
        "apart": [
            {
                **picked(text.sentences[found.index], "line column text"),
                "reason": found.reason.value,
                "why": found.reason.said,
            }
            for found in scanned.apart
        ],
        "moved": [_moved_json(one) for one in moved],
        "references": [
            {**_reference_json(item), "printed": item.printed.index < len(text.references)}
            for item in scanned.items
        ],
    }
    if written is not None:
        proposals = written.proposals
        document["proposed"] = {
            "article": proposals.article_id if proposals.article is not None else None,
            "claims": list(proposals.claims),
            "references": list(proposals.references),
            "studies": list(proposals.studies),
            "claims_path": str(written.claims_path),
            "bibliography_path": str(written.bibliography_path),
            "twice": [text.sentences[index].line for index in proposals.twice],
        }
    return document


def _sentence_json(scanned: Scanned, found: ScannedSentence) -> dict[str, Any]:
    sentence, wording = scanned.text.sentences[found.index], found.wording
    return {
        **picked(sentence, "line column offset end text kind language"),
        "strength": wording.strength.label,
        "negated": wording.negated.label if wording.negated is not None else None,
        **picked(wording, "hedged therapeutic"),
        "subjects": [subject.value for subject in wording.subjects],
        "decided_by": [cue.text for cue in wording.decided_by],
        "marks": [mark.text for mark in found.marks],
        "printed": _numbers(scanned, found),
        "cites": list(found.cites),
        "claims": list(found.claims),
        "drafts": list(found.drafts),
        "registered": bool(found.claims),
        "apart": found.apart.value if found.apart is not None else None,
    }


def _numbers(scanned: Scanned, found: ScannedSentence) -> list[int]:
    """The numbers in the list of references that the marks of a sentence lead to."""
    items = (item for mark in found.marks for item in leads_to(mark, scanned.items))
    return list(dict.fromkeys(item.printed.number for item in items))


def _reference_json(item: MatchedItem) -> dict[str, Any]:
    printed = item.printed
    return {
        **picked(printed, "number line column text title authors year journal volume pages"),
        "identifiers": [picked(found, "kind value") for found in printed.identifiers],
        "key": item.key,
        "matched_by": item.how or None,
    }


def as_text(
    scanned: Scanned, written: Written | None, moved: Sequence[Moved] = ()
) -> Iterator[str]:
    """An article as lines of text, with what was written for it."""
    text = scanned.text
    name = f" ({scanned.article_id})" if scanned.article_id else ", not registered"
    yield f"{scanned.path}{name}: {text.title or 'without a title'}"
    if pack_language(text.language) is None:
        yield f"  the wording is {not_graded(text.language)}"
    elif others := said_of_ungraded(text):
        yield f"  Not graded: {others}."
    if note := first_pack(text.language):
        yield f"  the wording is {note}"
    proposed: dict[int, list[str]] = {}
    for id_, claim in written.proposals.sources.items() if written is not None else ():
        proposed.setdefault(claim.sentence, []).append(id_)
    for found in scanned.sentences:
        yield from _sentence_lines(scanned, found, proposed.get(found.index, ()))
    yield from _apart_lines(scanned)
    yield from _count_lines(scanned)
    if text.left_out:
        yield f"  Not read: {said_of_left_out(text.left_out)}."
    if text.references:
        yield f"  References: {len(text.references)} printed, {_many(len(text.citations), 'mark')}."
    else:
        yield f"  No printed list of references; {_many(len(text.citations), 'mark')}."
    if len(scanned.items) > len(text.references):
        linked = len(scanned.items) - len(text.references)
        yield f"  Works that are only linked to, behind the list: {linked}."
    for item in scanned.items:
        yield from _reference_lines(item)
    yield from _moved_lines(moved)
    yield from _written_lines(written, scanned)


def _moved_json(moved: Moved) -> dict[str, Any]:
    move = moved.move
    return {
        "claim": move.claim,
        "was": move.was,
        "now": move.place.text if move.place is not None else None,
        "line": moved.line,
        "strength": [one.label for one in move.strengths] if move.strengths else None,
        "number_changed": move.place.numbers_changed if move.place is not None else False,
        "done": moved.done or None,
        "left": move.why_left or None,
    }


def _moved_lines(found: Sequence[Moved]) -> Iterator[str]:
    """Which registered words the article has no more, and what was done about them."""
    if found:
        yield "  Changed since they were registered:"
    for moved in found:
        move = moved.move
        where = f"{moved.line}: " if moved.line else ""
        moved_words = move.place is not None and move.place.text != move.was
        present = "" if move.place is None else move.now or move.place.text
        now = f', now "{present}"' if moved_words else ""
        yield f'    {where}{move.claim}: "{move.was}"{now}'
        if move.strengths:
            was, is_ = move.strengths
            yield f"        worded {is_.label}; it was {was.label}"
        if moved.done == "updated":
            if moved_words:
                yield "        the registry now quotes these words"
            if moved.statement:
                yield f'        its draft now states: "{moved.statement}"'
            elif moved.as_before:
                yield "        its statement has the earlier words still: see whether it holds"
        elif moved.done == "removed":
            yield "        its words are gone from the article, and so is the draft"
        else:
            yield f"        {_left(move)}"
            yield from (f"        of the same now speaks {words}" for words in moved.instead)


def _left(move: Move) -> str:
    if move.place is None:
        return "gone from the article: take the occurrence out, or quote what says it now"
    return move.why_left or "--write updates the quote"


def _apart_lines(scanned: Scanned) -> Iterator[str]:
    """What is no claim, by reason, with the lines where it stands."""
    by_reason: dict[Apart, list[int]] = {}
    for found in scanned.apart:
        if found.reason is not Apart.UNGRADED:
            line = scanned.text.sentences[found.index].line
            by_reason.setdefault(found.reason, []).append(line)
    if by_reason:
        yield "  No claims, by what their words say:"
    for reason, lines in sorted(by_reason.items()):
        yield f"    {_many(len(lines), 'sentence')}: {reason.said} ({_lines(lines)})."


def _lines(lines: Sequence[int]) -> str:
    shown = list(dict.fromkeys(lines))
    more = f" and {len(shown) - _LINES} more" if len(shown) > _LINES else ""
    word = "line" if len(shown) == 1 else "lines"
    return f"{word} {', '.join(map(str, shown[:_LINES]))}{more}"


def _sentence_lines(
    scanned: Scanned, found: ScannedSentence, proposed: Sequence[str]
) -> Iterator[str]:
    """A sentence: where, how it is worded, and what became of it; its words."""
    sentence, wording = scanned.text.sentences[found.index], found.wording
    is_safe = wording.strength is Strength.NONE and asserts_safety(sentence.text, sentence.language)
    what = ["safety" if is_safe else wording.strength.label]
    what += [name for name in ("hedged", "therapeutic") if getattr(wording, name)]
    numbers = _numbers(scanned, found)
    if numbers:
        what.append(f"cites {', '.join(map(str, numbers))}")
    elif found.marks:
        what.append(f"mark {' '.join(mark.text for mark in found.marks)}")
    if found.claims:
        what.append(f"registered: {', '.join(found.claims)}")
    elif found.drafts:
        what.append(f"waits to be filled in: {', '.join(found.drafts)}")
    elif found.apart is not None:
        what.append(f"not proposed: {found.apart.said}")
    elif proposed:
        what.append(f"drafted: {', '.join(proposed)}")
    else:
        what.append("not registered")
    yield f"  {sentence.line}:{sentence.column}: {'; '.join(what)}"
    yield f"      {_short(sentence.text)}"


def _count_lines(scanned: Scanned) -> Iterator[str]:
    if not scanned.sentences:
        return
    total = len(scanned.sentences)
    done = sum(bool(found.claims) for found in scanned.sentences)
    waiting = sum(bool(found.drafts and not found.claims) for found in scanned.sentences)
    drafts = f"; {_many(waiting, 'draft')} to be filled in" if waiting else ""
    strong = sum(found.wording.strength is Strength.CAUSAL for found in scanned.sentences)
    yield (
        f"  {_many(total, 'claim-like sentence')}, {strong} of them as a fact; {done} registered "
        f"({100 * done / total:.0f} %){drafts}."
    )


def _reference_lines(item: MatchedItem) -> Iterator[str]:
    printed = item.printed
    identifiers = ", ".join(map(str, printed.identifiers)) or "no identifier"
    where = f"in the bibliography as {item.key}" if item.key else "not in the bibliography"
    yield f"  {printed.number:>4}. {_short(printed.text)}"
    yield f"        {identifiers}; {where}"


def _written_lines(written: Written | None, scanned: Scanned) -> Iterable[str]:
    if written is None:
        missing = any(
            not (found.claims or found.drafts or found.apart) for found in scanned.sentences
        )
        if missing or any(item.key is None for item in scanned.items):
            yield "  --write proposes entries for what is not registered."
        return
    proposals = written.proposals
    if proposals.article is not None:
        yield f"  Proposed the article `{proposals.article_id}` in {written.claims_path}."
    if proposals.claims:
        many = _many(len(proposals.claims), "claim")
        yield f"  Proposed {many} in {written.claims_path}: drafts, until someone approves them."
        yield "  `magclaims check --drafts` says how they would be judged, and what each lacks."
    if proposals.studies:
        keys = ", ".join(proposals.studies)
        yield f"  Read from the records, and marked as such in `studies`: {keys}."
    if proposals.references:
        keys = ", ".join(proposals.references)
        yield f"  Added to {written.bibliography_path}, as printed: {keys}."
    if not (proposals.article or proposals.claims or proposals.references):
        yield "  Nothing new to propose."
    if proposals.twice:
        lines = [scanned.text.sentences[index].line for index in proposals.twice]
        many = _many(len(proposals.twice), "sentence")
        yield f"  Left to you, since the same words stand above: {many} ({_lines(lines)})."


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
