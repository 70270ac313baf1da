"""A claim that is shown in the terminal: what bears on it, and how its values and its evidence are changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from magclaims.commands.terminal import Questions
from magclaims.edit.entries import Known
from magclaims.edit.proposals import listed_on
from magclaims.match.reference_items import MatchedItem
from magclaims.model.registry import Claim, Direction, Evidence, Kind, Level, Reference, Strength
from magclaims.render.escape import plain
from magclaims.render.language import Phrases

_MOST_LISTED = 9
NOTHING = "-"
"""What is typed to leave a value out."""


def tell(terminal: Questions, what: str, /, **slots: object) -> None:
    """Say one of the sentences of this dialogue, in the terminal's language."""
    terminal.say(f"  {terminal.t.of('ask', what, **slots)}")


def only_cited(claim: Claim) -> list[str]:
    """The references that its sentence cites, and that are no evidence of it yet."""
    linked_ = {link.reference for link in claim.evidence}
    cited = (key for one in claim.occurrences for key in one.cites if key not in linked_)
    return list(dict.fromkeys(cited))


def on_the_same(claim: Claim, items: Sequence[MatchedItem], known: Known) -> list[str]:
    """What the article lists on the same, of a claim that cites nothing and has no evidence."""
    if claim.evidence or any(one.cites for one in claim.occurrences):
        return []
    return listed_on(claim.about.substance, claim.about.outcome, items, known)


def title_of(key: str, references: Mapping[str, Reference], t: Phrases) -> str:
    """The title of a reference, as the bibliography has it."""
    reference = references.get(key)
    return (reference.title if reference else "") or t.of("ask", "untitled")


def edited(claim: Claim, terminal: Questions) -> Claim:
    """The claim with the value that is chosen, or all of them, as typed; Enter keeps one, `-` leaves it out."""
    (first, *others), t = claim.occurrences, terminal.t
    way = claim.direction.value if claim.direction is not None else NOTHING
    allowed: dict[str, tuple[str, Sequence[str]]] = {
        "statement": (claim.statement, ()),
        "kind": (claim.kind.value, list(Kind)),
        "substance": (_joined(claim.about.substance), ()),
        "outcome": (_joined(claim.about.outcome), ()),
        "direction": (way, [*Direction, NOTHING]),
        "strength": (first.strength.label, [each.label for each in Strength]),
    }
    called = {t.of("ask", name): name for name in (*allowed, "all")}
    prompt = f"{t.of('ask', 'which')} ({', '.join(called)})"
    which = called[_chosen(terminal, prompt, t.of("ask", "all"), list(called))]
    tell(terminal, "how")
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
        "statement": typed["statement"] if typed["statement"] != NOTHING else claim.statement,
        "kind": Kind(typed["kind"]),
        "about": claim.about.model_copy(update={"substance": substance, "outcome": outcome}),
        "direction": None if typed["direction"] == NOTHING else Direction(typed["direction"]),
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
        tell(terminal, "one_of", name=name, values=", ".join(allowed))


def _joined(names: Sequence[str]) -> str:
    return "; ".join(names) or NOTHING


def _names(typed: str, current: Sequence[Any]) -> tuple[Any, ...]:
    """Names as typed; those that stay keep their translations."""
    known = {str(value): value for value in current}
    parts = [part.strip() for part in typed.split(";") if typed != NOTHING]
    return tuple(known.get(part, part) for part in parts if part)


def linked(
    claim: Claim,
    references: Mapping[str, Reference],
    terminal: Questions,
    items: Sequence[MatchedItem] = (),
    known: Known | None = None,
) -> Claim:
    """The claim with another reference as evidence, found by its number, its key or words of its title."""
    known, t = known or Known(), terminal.t
    usual, *_ = [*only_cited(claim), *on_the_same(claim, items, known), ""]
    typed = terminal.ask(t.of("ask", "reference"), usual)
    words = typed.strip().casefold()
    found = _numbered(words, references, items) or [
        key
        for key, reference in references.items()
        if words and (words in key.casefold() or words in reference.title.casefold())
    ]
    found = [key for key in found if key.casefold() == words] or found
    if not found:
        tell(terminal, "no_reference")
        return claim
    for number, key in enumerate(found[:_MOST_LISTED], start=1):
        title = plain(title_of(key, references, t))
        terminal.say(f"  {number}  {plain(key)}{t('colon')} {title}")
    key = found[0]
    if len(found) > 1:
        numbers = [str(n) for n in range(1, min(len(found), _MOST_LISTED) + 1)]
        key = found[int(_chosen(terminal, t.of("ask", "which"), "1", numbers)) - 1]
    if key in known.withdrawn:
        tell(terminal, "withdrawn")
        return claim
    levels = [level.value for level in Level]
    linked_ = {link.reference: link.level for link in claim.evidence}
    # No level is the usual one: what neither a person nor a record told is no study in people.
    given = linked_.get(key) or known.levels.get(key) or known.likely.get(key)
    usual = given.value if given is not None else NOTHING
    prompt = f"{t.of('ask', 'level')} ({', '.join(levels)})"
    level = _chosen(terminal, prompt, usual, [*levels, NOTHING])
    if level == NOTHING:
        tell(terminal, "needs_level")
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
