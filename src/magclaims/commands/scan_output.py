"""What `magclaims scan` prints: an article's claims, references and proposals as text or JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from magclaims.commands.grade_output import phrase_of
from magclaims.commands.scan_moved import Moved
from magclaims.commands.scan_write import Written
from magclaims.commands.unchecked import said_of_texts
from magclaims.judge.articles.scanning import Scanned, ScannedSentence, leads_to
from magclaims.judge.claim.harm import asserts_safety
from magclaims.judge.proposing import Apart
from magclaims.judge.reasons import skipped_in
from magclaims.lexicon.graded import first_pack, not_graded, pack_language
from magclaims.match.reference_items import MatchedItem
from magclaims.model.registry import Strength
from magclaims.model.values import dataclass
from magclaims.render.escape import picked
from magclaims.render.language import DEFAULT, Phrases, phrases

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
                "why": phrases(DEFAULT).of("apart", found.reason),
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
    scanned: Scanned, written: Written | None, moved: Sequence[Moved], t: Phrases
) -> Iterator[str]:
    """An article as lines of text, with what was written for it."""
    return _Article(scanned, written, moved, t).lines()


@dataclass(frozen=True, slots=True)
class _Article:
    """An article, and the language in which it is told."""

    scanned: Scanned
    written: Written | None
    moved: Sequence[Moved]
    t: Phrases

    def said(self, what: str, /, **slots: object) -> str:
        return self.t.of("scan", what, **slots)

    def headed(self, what: str, below: object = "") -> str:
        """What stands before a list, or before what follows it on the line."""
        return f"{what}{self.t('colon')} {below}".rstrip()

    def at(self, lines: Sequence[int]) -> str:
        """Lines of the article."""
        shown = list(dict.fromkeys(lines))
        more = f" {self.t.of('waiting', 'more', number=len(shown) - _LINES)}"
        named = ", ".join(map(str, shown[:_LINES])) + (more if len(shown) > _LINES else "")
        return self.t("line", line=named) if len(shown) == 1 else self.said("lines", lines=named)

    def lines(self) -> Iterator[str]:
        text, t = self.scanned.text, self.t
        name = f" ({self.scanned.article_id})" if self.scanned.article_id else self.said("new")
        yield self.headed(f"{self.scanned.path}{name}", text.title or self.said("untitled"))
        for one in said_of_texts({str(self.scanned.path): text}):
            told = skipped_in(one, t.code)
            yield f"  {self.headed(told.what, told.why)}"
        if first_pack(text.language):
            yield f"  {phrase_of(t.code, 'first_pack')}"
        proposed: dict[int, list[str]] = {}
        for id_, claim in self.written.proposals.sources.items() if self.written else ():
            proposed.setdefault(claim.sentence, []).append(id_)
        twice = self.written.proposals.twice if self.written else ()
        for sentence in self.scanned.sentences:
            stands_above = sentence.index in twice
            found = replace(sentence, apart=Apart.TWICE) if stands_above else sentence
            yield from self.of_sentence(found, proposed.get(found.index, ()))
        yield from self.of_apart()
        yield from self.counted()
        marks = t.counted(len(text.citations), "mark")
        what = "references" if text.references else "no_references"
        yield f"  {self.said(what, number=len(text.references), marks=marks)}"
        if len(self.scanned.items) > len(text.references):
            linked = len(self.scanned.items) - len(text.references)
            yield f"  {self.said('linked', number=linked)}"
        for item in self.scanned.items:
            yield from self.of_reference(item)
        if self.moved:
            yield f"  {self.headed(self.said('changed'))}"
        for moved in self.moved:
            yield from self.of_moved(moved)
        yield from (f"  {line}" for line in self.of_written())

    def of_sentence(self, found: ScannedSentence, proposed: Sequence[str]) -> Iterator[str]:
        """A sentence: where, how it is worded, and what became of it; its words."""
        sentence, wording = self.scanned.text.sentences[found.index], found.wording
        is_safe = wording.strength is Strength.NONE
        is_safe = is_safe and asserts_safety(sentence.text, sentence.language)
        what = [self.said("safety" if is_safe else wording.strength.label)]
        what += [self.said(name) for name in ("hedged", "therapeutic") if getattr(wording, name)]
        numbers = _numbers(self.scanned, found)
        if numbers:
            what.append(self.said("cites", numbers=", ".join(map(str, numbers))))
        elif found.marks:
            what.append(self.said("mark", marks=" ".join(mark.text for mark in found.marks)))
        if found.claims:
            what.append(self.said("registered", claims=", ".join(found.claims)))
        elif found.drafts:
            what.append(self.said("waits", claims=", ".join(found.drafts)))
        elif found.apart is not None:
            what.append(self.said("apart", why=self.t.of("apart", found.apart)))
        elif proposed:
            what.append(self.said("drafted", claims=", ".join(proposed)))
        else:
            what.append(self.said("unregistered"))
        semicolon = f"{self.t('semicolon')} "
        yield f"  {sentence.line}:{sentence.column}: {semicolon.join(what)}"
        yield f"      {_short(sentence.text)}"

    def of_apart(self) -> Iterator[str]:
        """What is no claim, by reason, with the lines where it stands."""
        by_reason: dict[Apart, list[int]] = {}
        for found in self.scanned.apart:
            if found.reason is not Apart.UNGRADED:
                line = self.scanned.text.sentences[found.index].line
                by_reason.setdefault(found.reason, []).append(line)
        if by_reason:
            yield f"  {self.headed(self.said('no_claims'))}"
        for reason, lines in sorted(by_reason.items()):
            why = f"{self.t.of('apart', reason)} ({self.at(lines)})."
            yield "    " + self.headed(self.t.counted(len(lines), "sentence"), why)

    def counted(self) -> Iterator[str]:
        sentences = self.scanned.sentences
        if not sentences:
            return
        done = sum(bool(found.claims) for found in sentences)
        waiting = sum(bool(found.drafts and not found.claims) for found in sentences)
        told = self.said(
            "count",
            sentences=self.t.counted(len(sentences), "claim_like"),
            strong=sum(found.wording.strength is Strength.CAUSAL for found in sentences),
            done=done,
            share=f"{100 * done / len(sentences):.0f}",
        )
        if waiting:
            drafts = self.said("waiting", drafts=self.t.counted(waiting, "draft"))
            told += f"{self.t('semicolon')} {drafts}"
        yield f"  {told}."

    def of_reference(self, item: MatchedItem) -> Iterator[str]:
        t, key = self.t, item.key
        named = ", ".join(map(str, item.printed.identifiers)) or t.word("status", "no_identifier")
        where = self.said("in_bibliography", key=key) if key else t("not_in_bibliography")
        yield f"  {item.printed.number:>4}. {_short(item.printed.text)}"
        yield f"        {named}{t('semicolon')} {where}"

    def of_moved(self, moved: Moved) -> Iterator[str]:
        """Which registered words the article has no more, and what was done about them."""
        move, t = moved.move, self.t
        where = f"{moved.line}{t('colon')} " if moved.line else ""
        was, is_moved = t.quoted(move.was), move.place is not None and move.place.text != move.was
        present = "" if move.place is None else move.now or move.place.text
        now = self.said("now", claim=move.claim, was=was, now=t.quoted(present))
        yield f"    {where}{now if is_moved else self.headed(move.claim, was)}"
        if move.strengths:
            before, after = (self.said(strength.label) for strength in move.strengths)
            yield f"        {self.said('worded', now=after, was=before)}"
        if moved.done == "updated":
            if is_moved:
                yield f"        {self.said('quotes')}"
            if moved.statement:
                yield f"        {self.said('states', statement=t.quoted(moved.statement))}"
            elif moved.as_before:
                yield f"        {self.said('as_before')}"
        elif moved.done == "removed":
            yield f"        {self.said('removed')}"
        else:
            yield f"        {self.said(move.why_left or 'updates')}"
            yield from (f"        {self.said('speaks', words=words)}" for words in moved.instead)

    def of_written(self) -> Iterator[str]:
        """What was proposed, or could be."""
        written, scanned, t = self.written, self.scanned, self.t
        if written is None:
            done = (found.claims or found.drafts or found.apart for found in scanned.sentences)
            if not all(done) or any(item.key is None for item in scanned.items):
                yield self.said("can_write")
            return
        proposals, path = written.proposals, written.claims_path
        if proposals.article is not None:
            yield self.said("article", article=f"`{proposals.article_id}`", path=path)
        if proposals.claims:
            claims = t.counted(len(proposals.claims), "claim")
            yield self.said("proposed", claims=claims, path=path)
            yield t.of("terminal", "drafts")
        if proposals.studies:
            yield self.said("studies", table="`studies`", keys=", ".join(proposals.studies))
        if proposals.references:
            keys = ", ".join(proposals.references)
            yield self.said("added", path=written.bibliography_path, keys=keys)
        if not (proposals.article or proposals.claims or proposals.references):
            yield self.said("nothing")


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
        "left": phrases(DEFAULT).of("scan", move.why_left) if move.why_left else None,
    }


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
