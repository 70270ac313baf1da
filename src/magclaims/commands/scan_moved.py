"""Registered quotes that a changed article words otherwise: updated in the registry, and told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from magclaims.commands.scan_write import ScannedSite, all_claims, claims_text, parsed
from magclaims.edit.proposals import scalar
from magclaims.edit.yaml import drop_item, replace_scalar
from magclaims.errors import MagclaimsError
from magclaims.files import write_atomically
from magclaims.judge.articles.moves import Move, moves
from magclaims.judge.articles.scanning import Scanned
from magclaims.model.registry import Claim, Occurrence

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


def find_moved(scanned: Scanned, project: ScannedSite) -> tuple[Moved, ...]:
    """The quotes of a registered article that changed; nothing is written."""
    if scanned.article_id is None:
        return ()
    found = moves(scanned.text, all_claims(project.registry), scanned.article_id)
    return tuple(Moved(move, move.place.line if move.place else None, "") for move in found)


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
        return Moved(one.move, one.line, "removed")
    return Moved(one.move, one.line, "" if one.move.why_left else "updated")


def _write(path: Path, changed: Sequence[Moved], project: ScannedSite) -> None:
    old = claims_text(path)
    before = {claim.id: claim for claim in all_claims(parsed(old))}
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
    for line, column, value in sorted(edits, reverse=True):
        text = replace_scalar(text, line, column, value)
    for id_ in before.keys() - expected.keys():
        text = drop_item(text, "claims", id_)
    if {claim.id: claim for claim in all_claims(parsed(text))} != expected:
        raise MagclaimsError(
            f"{path}: the changed quotes cannot be written safely; mend them by hand"
        )
    write_atomically(path, text)


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
