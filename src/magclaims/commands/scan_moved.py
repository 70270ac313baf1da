"""Registered quotes that a changed article words otherwise: updated in the registry, and told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from magclaims.commands.scan_write import ScannedSite, claims_text, parsed
from magclaims.edit.entries import scalar
from magclaims.edit.yaml import YamlEditError, drop_item, replace_scalar
from magclaims.errors import MagclaimsError
from magclaims.files import write_atomically
from magclaims.judge.articles.moves import Move, moves
from magclaims.judge.articles.scanning import Scanned
from magclaims.judge.proposing import ProposedClaim, Proposer
from magclaims.knowledge import outcome, substance
from magclaims.lexicon.graded import pack_language
from magclaims.lexicon.wording import grade
from magclaims.model.local_text import local
from magclaims.model.registry import Claim, Occurrence
from magclaims.model.values import dataclass
from magclaims.read.article.articles import ArticleText
from magclaims.read.article.locate import QuotePlace, locate

_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
_FLAGS = ("hedged", "therapeutic")
_BLOCK = re.compile(r"^(?P<indent>\s*(?:- )?)strength:\s*$")


@dataclass(frozen=True, slots=True)
class Moved:
    """A quote that changed, and what was done about it."""

    move: Move
    line: int | None
    """In the article; None where the words are gone."""
    done: str
    """updated, removed (a draft whose words are gone), or empty where it is left to a person."""
    statement: str = ""
    """What the sentence of a draft states now, where the draft still has its earlier words."""
    as_before: bool = False
    """Whether a claim that somebody approved states the earlier words of the article."""
    instead: tuple[str, ...] = ()
    """Where the words are gone: what the article says of the same now and no claim has, with its line."""


def find_moved(scanned: Scanned, project: ScannedSite) -> tuple[Moved, ...]:
    """The quotes of a registered article that changed; nothing is written."""
    if scanned.article_id is None:
        return ()
    drafts = {claim.id: claim for claim in project.registry.drafts}
    every = {claim.id: claim for claim in project.registry.all_claims}
    found = moves(scanned.text, list(every.values()), scanned.article_id)
    moved = [_with_verb(move, scanned.text) for move in found]
    known = {(move.claim, move.index) for move in moved}
    moved += [m for m in _other_numbers(scanned, drafts) if (m.claim, m.index) not in known]
    approved = {id_: claim.statement for id_, claim in every.items() if id_ not in drafts}
    return tuple(
        Moved(
            move,
            move.place.line if move.place else None,
            "",
            _restated(move, drafts, scanned),
            " ".join(move.was.split()) in approved.get(move.claim, ""),
            _instead(every[move.claim], scanned) if move.place is None else (),
        )
        for move in moved
    )


def _with_verb(move: Move, text: ArticleText) -> Move:
    """With the verb, where the words that are left of a quote have none: "verbeterde zink | de slaap"."""
    claim = _claim_at(text, move.place) if move.place is not None and move.now else None
    if claim is None or move.place is None:
        return move
    at = text.sentences[move.place.sentence].text.find(move.now)
    ends = at + len(move.now)
    relations = claim.clause.relations
    if not relations or any(one.start < ends and at < one.end for one in relations):
        return move
    return replace(move, now=claim.quote, said=claim.passage)


def _instead(claim: Claim, scanned: Scanned) -> tuple[str, ...]:
    """The sentences that no claim has, and that tell of its substance and one of its outcomes."""
    proposer, found = Proposer(scanned.text), list[str]()
    given = {one.id for name in claim.about.substance if (one := substance(name))}
    measured = {term.id for name in claim.about.outcome if (term := outcome(name))}
    for sentence in scanned.sentences:
        if sentence.claims or sentence.drafts or sentence.apart is not None:
            continue
        line = scanned.text.sentences[sentence.index].line
        for other in proposer.claims(sentence.index, sentence.wording):
            topic = other.topic
            named = substance(topic.substance.name) if topic.substance is not None else None
            now = {term.id for name in topic.outcomes if (term := outcome(name.name))}
            if named is not None and named.id in given and now & measured:
                found.append(f'{line}: "{other.quote}"')
    return tuple(found)


def _other_numbers(scanned: Scanned, drafts: Mapping[str, Claim]) -> Iterator[Move]:
    """Drafts whose words stand where they stood, beside other numbers than their statement has."""
    for claim in drafts.values():
        for index, occurrence in enumerate(claim.occurrences):
            if occurrence.article != scanned.article_id:
                continue
            place = locate(occurrence.quote, scanned.text)
            if place is None or place.how != "exact":
                continue
            now = _proposed(scanned.text, place)
            if (
                now
                and now != claim.statement
                and _without_numbers(now) == _without_numbers(claim.statement)
            ):
                yield Move(claim.id, index, occurrence.quote, place, occurrence.quote)


def _without_numbers(text: str) -> str:
    return _NUMBERS.sub("#", text)


def _restated(move: Move, drafts: Mapping[str, Claim], scanned: Scanned) -> str:
    """The statement of a draft by its present sentence; empty where a person has worded it."""
    claim = drafts.get(move.claim)
    if (
        claim is None
        or move.place is None
        or move.why_left
        or len(claim.statement.translations) > 1
    ):
        return ""
    if " ".join(move.was.split()) not in claim.statement:
        return ""
    now = _proposed(scanned.text, move.place)
    return now if now != claim.statement else ""


def _proposed(text: ArticleText, place: QuotePlace) -> str:
    """What the clause at a place would be proposed to state; empty where it is none."""
    claim = _claim_at(text, place)
    return "" if claim is None else claim.statement


def _claim_at(text: ArticleText, place: QuotePlace) -> ProposedClaim | None:
    """What the clause at a place would be proposed as; None where it is none."""
    sentence = text.sentences[place.sentence]
    language = pack_language(sentence.language)
    if language is None:
        return None
    found = Proposer(text).claims(place.sentence, grade(sentence.text, language))
    at = max(sentence.text.find(place.text), 0)
    return next((c for c in found if c.clause.start <= at < c.clause.end), None)


def update(found: Sequence[Moved], project: ScannedSite) -> tuple[Moved, ...]:
    """Write the present words and strength of quotes that changed, and take out drafts that are gone.

    A quote in which a number changed is left alone, and so is a claim whose words are gone: what it
    says may no longer hold.

    Raises:
        MagclaimsError: A file cannot safely be changed; then it is left alone.
    """
    drafts = {claim.id for claim in project.registry.drafts}
    result = [_planned(one, drafts) for one in found]
    by_path: dict[str, list[Moved]] = {}
    for one in result:
        if one.done:
            place = project.registry.source_map.at("claims", one.move.claim)
            by_path.setdefault(place.path, []).append(one)
    for path, changed in by_path.items():
        _write(Path(path), changed, project)
    return tuple(result)


def _planned(one: Moved, drafts: set[str]) -> Moved:
    if one.move.place is None and one.move.claim in drafts:
        return replace(one, done="removed")
    return replace(one, done="" if one.move.why_left else "updated")


def _write(path: Path, changed: Sequence[Moved], project: ScannedSite) -> None:
    old = claims_text(path)
    before = {claim.id: claim for claim in parsed(old).all_claims}
    text, expected = old, dict(before)
    edits: list[tuple[int, int, str]] = []
    for one in changed:
        claim = before[one.move.claim]
        if one.done == "removed":
            expected.pop(claim.id, None)
            continue
        occurrence = _reworded(claim.occurrences[one.move.index], one.move)
        edits += _edits(old, claim, one.move, occurrence, project)
        expected[claim.id] = _with(expected[claim.id], one.move.index, occurrence)
        if one.statement and (edit := _statement_edit(old, claim, one.statement, project)):
            edits.append(edit)
            stated = {"statement": local(one.statement)}
            expected[claim.id] = expected[claim.id].model_copy(update=stated)
    for line, column, value in sorted(edits, reverse=True):
        text = replace_scalar(text, line, column, value)
    for id_ in before.keys() - expected.keys():
        text = drop_item(text, "claims", id_)
    if {claim.id: claim for claim in parsed(text).all_claims} != expected:
        raise MagclaimsError(
            f"{path}: the changed quotes cannot be written safely; mend them by hand"
        )
    write_atomically(path, text)


def _statement_edit(
    text: str, claim: Claim, statement: str, project: ScannedSite
) -> tuple[int, int, str] | None:
    """Line, column and new value of a statement; None where it is no value on one line."""
    place = project.registry.source_map.at("claims", claim.id, "statement")
    edit = (place.line, place.column, scalar(statement))
    try:
        replace_scalar(text, *edit)
    except YamlEditError:
        return None
    return edit


def _with(claim: Claim, index: int, occurrence: Occurrence) -> Claim:
    listed = list(claim.occurrences)
    listed[index] = occurrence
    return claim.model_copy(update={"occurrences": tuple(listed)})


def _reworded(occurrence: Occurrence, move: Move) -> Occurrence:
    """The occurrence with the present words, and their strength where they say one."""
    changes: dict[str, object] = {"quote": move.now}
    if move.said is not None and move.said.asserts:
        changes["strength"] = move.said.strength
        changes |= {name: getattr(move.said, name) for name in _FLAGS}
    return occurrence.model_copy(update=changes)


def _edits(
    text: str, claim: Claim, move: Move, occurrence: Occurrence, project: ScannedSite
) -> list[tuple[int, int, str]]:
    """Line, column and new value of what changes."""
    source_map = project.registry.source_map
    at = ("claims", claim.id, "occurrences", move.index)
    old = claim.occurrences[move.index]
    places: Mapping[str, bool] = {name: (*at, name) in source_map.places for name in _FLAGS}
    added = [name for name in _FLAGS if getattr(occurrence, name) and not places[name]]
    edits: list[tuple[int, int, str]] = []
    quote, strength = source_map.at(*at, "quote"), source_map.at(*at, "strength")
    edits.append((quote.line, quote.column, scalar(occurrence.quote)))
    if occurrence.strength is not old.strength or added:
        value = occurrence.strength.label + _added(text, strength.line, strength.column, added)
        edits.append((strength.line, strength.column, value))
    for name in _FLAGS:
        if places[name] and getattr(occurrence, name) != getattr(old, name):
            place = source_map.at(*at, name)
            edits.append((place.line, place.column, str(getattr(occurrence, name)).lower()))
    return edits


def _added(text: str, line: int, column: int, names: Sequence[str]) -> str:
    """Flags to be put behind a strength, in the style in which it is written."""
    before = text.splitlines()[line - 1][: column - 1]
    block = _BLOCK.match(before)
    if block is None:
        return "".join(f", {name}: true" for name in names)
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * len(block["indent"])
    return "".join(f"{newline}{indent}{name}: true" for name in names)
