"""`magclaims scan --interactive`: claim by claim, in the terminal; each answer is saved at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from magclaims.commands.scan_write import Prepared, ScannedSite, Written, approve, no_claim, store
from magclaims.commands.terminal import Questions
from magclaims.edit.entries import Known, claim_of, entry_of
from magclaims.files import writing
from magclaims.judge.articles.scanning import Scanned
from magclaims.match.reference_items import MatchedItem
from magclaims.model.registry import (
    TODO,
    Claim,
    Direction,
    Evidence,
    Kind,
    Level,
    Reference,
    Strength,
    Subject,
)
from magclaims.model.values import dataclass
from magclaims.render.escape import plain
from magclaims.render.language import Phrases

_MOST_LISTED = 9
_NOTHING = "-"
"""What is typed to leave a value out."""


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
            _show(claim, references, terminal, prepared.known)
            key = terminal.key("keys", "aelnsq")
            if key == "a":
                done = _accept(claim, candidate, saver, terminal)
                tally.accepted += done
            elif key == "e":
                claim = edited(claim, terminal)
            elif key == "l":
                claim = linked(claim, references, terminal, scanned.items, prepared.known)
            elif key == "n":
                saver.set_aside(candidate)
                _tell(terminal, "noted")
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
            _tell(terminal, "todo", field=terminal.t.of("ask", name))
            return False
    saver.save(claim, candidate)
    _tell(terminal, "saved")
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


def _tell(terminal: Questions, what: str, /, **slots: object) -> None:
    terminal.say(f"  {terminal.t.of('ask', what, **slots)}")


def _show(
    claim: Claim, references: Mapping[str, Reference], terminal: Questions, known: Known
) -> None:
    t = terminal.t
    rows = [*_values(claim, t), *_references(claim, references, known, t)]
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
    yield "outcome", ", ".join(claim.about.outcome) or _NOTHING
    yield "direction", claim.direction.value if claim.direction is not None else _NOTHING
    (first, *_) = claim.occurrences
    said = [t.of("scan", first.strength.label)]
    said += [t.of("scan", name) for name in ("hedged", "therapeutic") if getattr(first, name)]
    said += [t.of("ask", "reported")] if first.reported else []
    named = [t.word("subject", who) for who in first.subjects if who is not Subject.UNSTATED]
    said += [t.of("ask", "named", who=", ".join(named))] if named else []
    yield "worded", f"{t('semicolon')} ".join(said)


def _references(
    claim: Claim, references: Mapping[str, Reference], known: Known, t: Phrases
) -> Iterator[tuple[str, str]]:
    for link in claim.evidence:
        key = link.reference
        yield "evidence", f"{key}, {link.level}{t('colon')} {_title(key, references, t)}"
    for key in _only_cited(claim):
        likely = known.likely.get(key)
        level = t.of("ask", "likely", level=likely) if likely else t.of("ask", "level_unknown")
        level = t.of("ask", "retracted") if key in known.withdrawn else level
        yield "cites", f"{key}, {level}{t('colon')} {_title(key, references, t)}"


def _only_cited(claim: Claim) -> list[str]:
    """The references that its sentence cites, and that are no evidence of it yet."""
    linked_ = {link.reference for link in claim.evidence}
    cited = (key for one in claim.occurrences for key in one.cites if key not in linked_)
    return list(dict.fromkeys(cited))


def _title(key: str, references: Mapping[str, Reference], t: Phrases) -> str:
    reference = references.get(key)
    return (reference.title if reference else "") or t.of("ask", "untitled")


# --- changing --------------------------------------------------------------------------------------


def edited(claim: Claim, terminal: Questions) -> Claim:
    """The claim with the value that is chosen, or all of them, as typed; Enter keeps one, `-` leaves it out."""
    (first, *others), t = claim.occurrences, terminal.t
    way = claim.direction.value if claim.direction is not None else _NOTHING
    allowed: dict[str, tuple[str, Sequence[str]]] = {
        "statement": (claim.statement, ()),
        "kind": (claim.kind.value, list(Kind)),
        "substance": (_joined(claim.about.substance), ()),
        "outcome": (_joined(claim.about.outcome), ()),
        "direction": (way, [*Direction, _NOTHING]),
        "strength": (first.strength.label, [each.label for each in Strength]),
    }
    called = {t.of("ask", name): name for name in (*allowed, "all")}
    prompt = f"{t.of('ask', 'which')} ({', '.join(called)})"
    which = called[_chosen(terminal, prompt, t.of("ask", "all"), list(called))]
    _tell(terminal, "how")
    typed = {name: current for name, (current, _) in allowed.items()}
    for name in allowed if which == "all" else (which,):
        current, values = allowed[name]
        if values:
            typed[name] = _chosen(terminal, t.of("ask", name), current, values)
        else:
            typed[name] = terminal.ask(t.of("ask", name), current).strip()
    substance = _names(typed["substance"], claim.about.substance) or claim.about.substance
    outcome = _names(typed["outcome"], claim.about.outcome)
    strength = Strength[typed["strength"].upper()]
    data: dict[str, Any] = {
        "statement": typed["statement"] if typed["statement"] != _NOTHING else claim.statement,
        "kind": Kind(typed["kind"]),
        "about": claim.about.model_copy(update={"substance": substance, "outcome": outcome}),
        "direction": None if typed["direction"] == _NOTHING else Direction(typed["direction"]),
        "occurrences": (first.model_copy(update={"strength": strength}), *others),
    }
    return claim.model_copy(update=data)


def _chosen(terminal: Questions, name: str, current: str, allowed: Sequence[str]) -> str:
    """One of the allowed values, asked for again until it is one; a beginning is enough."""
    while True:
        typed = terminal.ask(name, current).strip().lower()
        fitting = [value for value in allowed if value == typed]
        fitting = fitting or [value for value in allowed if typed and value.startswith(typed)]
        if len(fitting) == 1:
            return fitting[0]
        _tell(terminal, "one_of", name=name, values=", ".join(allowed))


def _joined(names: Sequence[str]) -> str:
    return "; ".join(names) or _NOTHING


def _names(typed: str, current: Sequence[Any]) -> tuple[Any, ...]:
    """Names as typed; those that stay keep their translations."""
    known = {str(value): value for value in current}
    parts = [part.strip() for part in typed.split(";") if typed != _NOTHING]
    return tuple(known.get(part, part) for part in parts if part)


def linked(
    claim: Claim,
    references: Mapping[str, Reference],
    terminal: Questions,
    items: Sequence[MatchedItem] = (),
    known: Known | None = None,
) -> Claim:
    """The claim with another reference as evidence, found by its number, its key or words of its title."""
    cited, t = [*_only_cited(claim), ""], terminal.t
    typed = terminal.ask(t.of("ask", "reference"), cited[0])
    words = typed.strip().casefold()
    found = _numbered(words, references, items) or [
        key
        for key, reference in references.items()
        if words and (words in key.casefold() or words in reference.title.casefold())
    ]
    found = [key for key in found if key.casefold() == words] or found
    if not found:
        _tell(terminal, "no_reference")
        return claim
    for number, key in enumerate(found[:_MOST_LISTED], start=1):
        title = plain(_title(key, references, t))
        terminal.say(f"  {number}  {plain(key)}{t('colon')} {title}")
    key = found[0]
    if len(found) > 1:
        numbers = [str(n) for n in range(1, min(len(found), _MOST_LISTED) + 1)]
        key = found[int(_chosen(terminal, t.of("ask", "which"), "1", numbers)) - 1]
    known = known or Known()
    if key in known.withdrawn:
        _tell(terminal, "withdrawn")
        return claim
    levels = [level.value for level in Level]
    linked_ = {link.reference: link.level for link in claim.evidence}
    # No level is the usual one: what neither a person nor a record told is no study in people.
    given = linked_.get(key) or known.levels.get(key) or known.likely.get(key)
    usual = given.value if given is not None else _NOTHING
    prompt = f"{t.of('ask', 'level')} ({', '.join(levels)})"
    level = _chosen(terminal, prompt, usual, [*levels, _NOTHING])
    if level == _NOTHING:
        _tell(terminal, "needs_level")
        return claim
    kept = tuple(link for link in claim.evidence if link.reference != key)
    link = Evidence(reference=key, level=Level(level))
    return claim.model_copy(update={"evidence": (*kept, link)})


def _numbered(
    typed: str, references: Mapping[str, Reference], items: Sequence[MatchedItem]
) -> list[str]:
    """The key of the reference that has a number in the printed list; none where there is no such number."""
    printed = next((item for item in items if str(item.printed.number) == typed), None)
    if printed is None:
        return []
    if printed.key is not None:
        return [printed.key]
    title = printed.printed.title
    return [key for key, reference in references.items() if title and reference.title == title]


def said_of(tally: Tally, t: Phrases) -> str:
    """What became of the claims, in a sentence."""
    parts = [t.of("ask", "tally", accepted=tally.accepted, skipped=tally.skipped)]
    if tally.set_aside:
        parts.append(t.of("ask", "tally_none", number=tally.set_aside))
    if tally.left:
        parts.append(t.of("ask", "tally_left", number=tally.left))
    return ", ".join(parts) + "."
