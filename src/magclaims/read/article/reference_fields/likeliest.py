"""The likeliest reading of a printed reference as a whole.

Every way to cut an item at its bounds and to take each part for authors, year, title, journal, a
place in it, pages, a note or something else is worth points: for how well each part fits what it is
taken for (`guesses`), for what follows what, and for the mark at which a part ends. The points
are in `reference_weights.toml`. Only the best readings are kept at each bound (a beam search), so
the work grows with the number of bounds, which has a limit.
"""

from collections.abc import Iterator
from typing import Any

from magclaims.model.values import dataclass
from magclaims.read.article.reference_fields.guesses import Guess, guesses
from magclaims.read.article.reference_fields.item import YEARS, Item, weights


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an item, and what it is taken for."""

    label: str
    text: str
    names: tuple[str, ...] = ()
    value: str = ""


(
    _AUTHORS,
    _TITLE,
    _JOURNAL,
    _PLACE,
    _GROUP,
    _ITALIC,
    _COMMA,
    _STOP,
    _DASH,
    _REST,
    _YEAR,
    _SEMICOLON,
) = (1 << n for n in range(12))
"""What a reading holds so far: each field once; a group as author, a title in italics, the mark before
the title, something else before it."""
_ONCE = {"authors": _AUTHORS, "title": _TITLE, "journal": _JOURNAL, "place": _PLACE}

_Chain = tuple[int, Guess, Any] | None
"""The bound at which the last part begins, the part, and the chain of those before it."""
_State = tuple[float, str, int, _Chain]
"""The points so far, the last label, what was read, and the parts."""


def likeliest(item: Item) -> tuple[float, tuple[Segment, ...]]:
    """The points and the parts of the reading that is worth most; no parts where nothing can be read."""
    order, kept = weights()["order"], weights()["kept"]
    last = len(item.bounds) - 1
    states: list[list[_State]] = [[] for _ in item.bounds]
    states[0] = [(0.0, "start", 0, None)]
    for number in range(last):
        here = _best(states[number], kept)
        wanted = {
            name
            for _, label, seen, _ in here
            for name in order[label]
            if not seen & _ONCE.get(name, 0) or name == label
        }
        for guess in guesses(item, number, wanted) if here else ():
            once = _ONCE.get(guess.label, 0)
            for points, label, seen, chain in here:
                follows = order[label].get(guess.label)
                if follows is None or (seen & once and guess.label != label):
                    continue
                total = points + guess.points + follows + _between(item, number, label, seen)
                total += _beside(item, number, label, seen, guess)
                now = _seen(item, number, label, seen, guess)
                states[guess.end].append((total, guess.label, now, (number, guess, chain)))
    wanting = [(_TITLE, weights()["without_title"])]
    if any(part.label in YEARS for part in item.told):
        wanting.append((_YEAR, weights()["without_year"]))
    ends = [
        (
            points
            + order[label]["end"]
            + sum(w for bit, w in wanting if not seen & bit)
            + (weights()["nameless_place"] if seen & _PLACE and not seen & _AUTHORS else 0),
            chain,
        )
        for points, label, seen, chain in states[last]
        if "end" in order[label]
    ]
    points, chain = max(ends, key=lambda end: end[0], default=(0.0, None))
    return points, tuple(_parts(item, chain))[::-1]


def _best(states: list[_State], kept: int) -> list[_State]:
    """The best states: of those that go on alike the best one."""
    best: dict[tuple[str, int], _State] = {}
    for state in states:
        key = state[1], state[2]
        if key not in best or state[0] > best[key][0]:
            best[key] = state
    return sorted(best.values(), key=lambda state: -state[0])[:kept]


def _between(item: Item, number: int, before: str, seen: int) -> float:
    """Points for the mark at which the part before ends."""
    w = weights()
    mark = item.marks[number]
    points: float = w["ends"][before][mark] if before in w["ends"] else 0.0
    unparted = mark == "typed" and item.is_told(number, "year")
    if before == "authors":
        points += w["year_unparted"] if unparted else 0
    elif before == "title":
        points += w["comma_behind_stop"] if mark == "," and seen & _STOP else 0
        points += w["stop_behind_comma"] if mark in {".", "alone"} and seen & _COMMA else 0
        alike = (_DASH, item.parted_by_dash(number)), (_SEMICOLON, mark == ";")
        points += any(seen & bit and here for bit, here in alike) * w["alike"]
        points += w["year_unparted_from_title"] if unparted else 0
        points += w["title_before_year_colon"] if item.heads(number) else 0
    return points


def _beside(item: Item, number: int, before: str, seen: int, part: Guess) -> float:
    """Points for a part that depend on what was read before it."""
    w = weights()
    points = 0.0
    label = part.label
    if item.inside[number] and before in {"title", "journal"} and label != "place":
        points += w["cut_inside"]
    if label == "journal":
        journal = w["journal"]
        start = item.bounds[number].start
        slanted = start in item.italics or start + 1 in item.italics  # "(*Void Reviews*, 2013)"
        if not slanted and not item.is_placed(part.end):
            points += journal["behind_group"] if seen & _GROUP else 0
            points += journal["behind_italic"] if seen & _ITALIC else 0
        of_book = item.book or (item.bookish and item.bounds[number].start > item.cue)
        points += journal["bookish"] if of_book else 0
        points += journal["behind_internet"] if item.is_online(number) else 0
        points += journal["updated"] if item.is_told(part.end, "updated") else 0
        points += 0 if seen & _TITLE or before == "start" else journal["no_title"]
        points += journal["behind_names"] if before == "authors" and seen & _TITLE else 0
    elif label == "rest" and item.marks[part.end] == item.marks[number] == "bar":
        points += w["rest"]["barred"]
    elif label == "title" and seen & _REST:
        points += w["title_behind_rest"]
    elif label == "rest" and before == "in":
        points += w["rest"]["bookish"] if item.bookish else w["rest"]["behind_in"]
    elif (
        label == "rest" and before == "title" and item.marks[number] in {".", "small", "?", "quote"}
    ):
        small = item.small_words(number, part.end) - (item.marks[number] == "?")
        points += w["rest"]["sentence"] * max(0, min(small, w["title"]["most_lower"]))
    elif (
        (label == "year" and part.names and seen & _AUTHORS)
        or (label == before == "authors" and not (seen & _GROUP and item.marks[number] == ";"))
        or (before == "place" and label in {"authors", "title"} and seen & _TITLE)
    ):
        points += w["authors_twice"]
    elif label == "place" and not seen & _JOURNAL:
        points += w["place_alone"]
    return points


def _seen(item: Item, number: int, before: str, seen: int, part: Guess) -> int:
    """What a reading holds with one more part."""
    start = item.bounds[number].start
    seen |= _ONCE.get(part.label, 0) | (_AUTHORS if part.names else 0)
    seen |= _GROUP if part.group else 0
    seen |= _YEAR if part.value and part.label in {"year", "journal"} else 0
    if part.label == "title":
        seen |= _ITALIC if start in item.italics else 0
        parted = item.bounds[number].mark if before in {"authors", "year", "place"} else ""
        seen |= {",": _COMMA, ".": _STOP, ";": _SEMICOLON}.get(parted, 0)
        seen |= _DASH if number and item.parted_by_dash(number) else 0
    elif part.label == "rest" and not seen & _TITLE:
        seen |= _REST
    return seen


def _parts(item: Item, chain: _Chain) -> Iterator[Segment]:
    """The parts of a reading, the last first."""
    while chain is not None:
        number, part, chain = chain
        start, stop = item.bounds[number].start, item.bounds[part.end].stop
        quoted = item.quoted(start, stop) if part.label == "title" else ""
        yield Segment(part.label, quoted or item.text[start:stop], part.names, part.value)
