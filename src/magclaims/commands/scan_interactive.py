"""`magclaims scan --interactive`: claim by claim, in the terminal; each answer is saved at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from magclaims.commands.scan_claim import (
    NOTHING,
    edited,
    linked,
    on_the_same,
    only_cited,
    tell,
    title_of,
)
from magclaims.commands.scan_write import (
    Prepared,
    ScannedSite,
    Written,
    approve,
    no_claim,
    store,
)
from magclaims.commands.terminal import Questions
from magclaims.edit.entries import Known, claim_of, entry_of
from magclaims.files import writing
from magclaims.judge.articles.scanning import Scanned
from magclaims.match.reference_items import MatchedItem
from magclaims.model.registry import (
    TODO,
    Claim,
    Reference,
    Subject,
)
from magclaims.model.values import dataclass
from magclaims.render.escape import plain
from magclaims.render.language import Phrases


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that somebody has yet to approve."""

    claim: Claim
    sentence: str
    line: int
    index: int
    """Of the sentence in the article."""
    is_draft: bool = False
    """Whether it stands in the registry as a draft."""


@dataclass(slots=True)
class Tally:
    """What became of the claims."""

    accepted: int = 0
    skipped: int = 0
    set_aside: int = 0
    """Said to be no claims."""
    left: int = 0
    quit: bool = False


def candidates(scanned: Scanned, written: Written, project: ScannedSite) -> list[Candidate]:
    """The drafts and proposals of an article, in the order of the text."""
    text = scanned.text
    found: list[Candidate] = []
    drafts = {claim.id: claim for claim in project.registry.drafts}
    for one in scanned.sentences:
        sentence = text.sentences[one.index]
        found += (
            Candidate(drafts[id_], sentence.text, sentence.line, one.index, is_draft=True)
            for id_ in (() if one.claims else one.drafts)
        )
    for id_, source in written.proposals.sources.items():
        sentence = text.sentences[source.sentence]
        claim = claim_of(written.proposals.claims[id_])
        found.append(Candidate(claim, sentence.text, sentence.line, source.sentence))
    return sorted(found, key=lambda one: one.index)


def interact(
    scanned: Scanned,
    prepared: Prepared,
    project: ScannedSite,
    references: Mapping[str, Reference],
    terminal: Questions,
) -> Tally:
    """Ask about each claim of an article, and save what is accepted; how many were accepted, skipped and not come to.

    `prepared` is not written yet; `references` is the bibliography with the article's new entries, by key.

    Raises:
        MagclaimsError: An entry cannot safely be written; what was saved before stays.
    """
    (written,) = prepared.written
    waiting = candidates(scanned, written, project)
    if not waiting:
        terminal.say(terminal.t.of("ask", "nothing"))
    items = written.proposals.items
    tally = Tally(left=len(waiting))
    saver = _Saver(prepared, written)
    for number, candidate in enumerate(waiting, start=1):
        claim: Claim | None = candidate.claim
        place = terminal.t.of("ask", "number", number=number, of=len(waiting))
        terminal.say(f"{plain(str(scanned.path))}:{candidate.line}  {place}")
        terminal.say()
        terminal.say(f"  {plain(candidate.sentence)}")
        done = False
        while not done and claim is not None:
            _show(claim, references, terminal, items, prepared.known)
            key = terminal.key("keys", "aelnsq")
            if key == "a":
                done = _accept(claim, candidate, saver, terminal)
                tally.accepted += done
            elif key == "e":
                claim = edited(claim, terminal)
            elif key == "l":
                claim = linked(claim, references, terminal, items, prepared.known)
            elif key == "n":
                saver.set_aside(candidate)
                tell(terminal, "noted")
                tally.set_aside += 1
                done = True
            elif key == "s":
                tally.skipped += 1
                done = True
            else:
                tally.quit = True
                return tally
        tally.left -= 1
        terminal.say()
    return tally


def _accept(claim: Claim, candidate: Candidate, saver: "_Saver", terminal: Questions) -> bool:
    """Save a claim; False where something in it has yet to be filled in."""
    about = {"substance": claim.about.substance, "outcome": claim.about.outcome}
    for name, values in {"statement": (claim.statement,), **about}.items():
        if any(value.startswith(TODO) for value in values):
            tell(terminal, "todo", field=terminal.t.of("ask", name))
            return False
    saver.save(claim, candidate)
    tell(terminal, "saved")
    return True


@dataclass(slots=True)
class _Saver:
    """Writes accepted claims; with the first one the article, its references and studies."""

    prepared: Prepared
    written: Written
    begun: bool = False

    def save(self, claim: Claim, candidate: Candidate) -> None:
        proposals = self.written.proposals
        if candidate.is_draft:
            changed = claim != candidate.claim
            approve(self.written.claims_path, claim.id, entry_of(claim) if changed else None)
            return
        text = entry_of(claim)
        if claim == candidate.claim:
            # With the comments that say where its values come from.
            lines = proposals.claims[claim.id].splitlines(keepends=True)
            text = "".join(line for line in lines if not line.startswith("  draft: true"))
        self._store({claim.id: text})

    def set_aside(self, candidate: Candidate) -> None:
        """Note that a sentence is no claim."""
        if not self.begun and self.written.proposals.article is not None:
            self._store({})
        quote = candidate.claim.occurrences[0].quote
        draft = candidate.claim.id if candidate.is_draft else None
        no_claim(self.written.claims_path, self.written.proposals.article_id, quote, draft)

    def _store(self, claims: Mapping[str, str]) -> None:
        proposals = self.written.proposals
        only = replace(
            proposals,
            article=None if self.begun else proposals.article,
            studies={} if self.begun else proposals.studies,
            claims=claims,
        )
        one = replace(self.written, proposals=only)
        with writing(one.claims_path, one.bibliography_path):
            store(replace(self.prepared, written=(one,)), bibliography=not self.begun)
        self.begun = True


# --- showing ---------------------------------------------------------------------------------------


def _show(
    claim: Claim,
    references: Mapping[str, Reference],
    terminal: Questions,
    items: Sequence[MatchedItem],
    known: Known,
) -> None:
    t = terminal.t
    rows = [*_values(claim, t), *_references(claim, references, items, known, t)]
    named = [(t.of("ask", name), value) for name, value in rows]
    width = max(10, *(len(name) for name, _ in named))
    terminal.say()
    for name, value in named:
        terminal.say(f"  {name:<{width}} {plain(value)}")
    terminal.say()


def _values(claim: Claim, t: Phrases) -> Iterator[tuple[str, str]]:
    yield "statement", claim.statement
    yield "kind", claim.kind.value
    yield "substance", ", ".join(claim.about.substance)
    yield "outcome", ", ".join(claim.about.outcome) or NOTHING
    yield "direction", claim.direction.value if claim.direction is not None else NOTHING
    (first, *_) = claim.occurrences
    said = [t.of("scan", first.strength.label)]
    said += [t.of("scan", name) for name in ("hedged", "therapeutic") if getattr(first, name)]
    said += [t.of("ask", "reported")] if first.reported else []
    named = [t.word("subject", who) for who in first.subjects if who is not Subject.UNSTATED]
    said += [t.of("ask", "named", who=", ".join(named))] if named else []
    yield "worded", f"{t('semicolon')} ".join(said)


def _references(
    claim: Claim,
    references: Mapping[str, Reference],
    items: Sequence[MatchedItem],
    known: Known,
    t: Phrases,
) -> Iterator[tuple[str, str]]:
    for link in claim.evidence:
        key = link.reference
        yield "evidence", f"{key}, {link.level}{t('colon')} {title_of(key, references, t)}"
    cited = only_cited(claim)
    for key in cited or on_the_same(claim, items, known):
        likely = known.likely.get(key) or (None if cited else known.levels.get(key))
        level = t.of("ask", "likely", level=likely) if likely else t.of("ask", "level_unknown")
        level = t.of("ask", "retracted") if key in known.withdrawn else level
        yield (
            "cites" if cited else "listed",
            f"{key}, {level}{t('colon')} {title_of(key, references, t)}",
        )


def said_of(tally: Tally, t: Phrases) -> str:
    """What became of the claims, in a sentence."""
    parts = [t.of("ask", "tally", accepted=tally.accepted, skipped=tally.skipped)]
    if tally.set_aside:
        parts.append(t.of("ask", "tally_none", number=tally.set_aside))
    if tally.left:
        parts.append(t.of("ask", "tally_left", number=tally.left))
    return ", ".join(parts) + "."
