"""What is said of those who take, do or have something: "women who take creatine get stronger".

The words that tell such a difference never end, and no single one of them asserts it, so it is read by its
build where no cue asserts or denies anything. A clause compares a group with others when

- it names people (`<groups>`) by what they take, do or have: a clause ("who", "die"), a preposition
  ("people on", "users of": `group_ties`), a participle ("those taking"), or the name itself ("coffee
  drinkers": `<doers>`);
- behind that stands a verb of its own, and within a few words a comparative (`<better>`, `<betters>`);
- and it is of health: the verb is one of the body (`<bodily>`), the comparative is that of a state
  ("calmer"), or a word of the body, a symptom or a disease (`<matter>`) stands beside it.

What they may become (`modals_hedge`) compares nobody and is worth no more than a soft verb. What people should,
must or want to do (`group_bars`) compares nothing. A pack without `<groups>` has none of it.
"""

from itertools import takewhile
from typing import Final

from magclaims.lexicon.cues import STOPS, Cue, CueHit, CuePack
from magclaims.lexicon.layout import Layout
from magclaims.model.values import dataclass

_NEAR: Final = 5
"""Words between the verb and what is more or less."""
_BESIDE: Final = 3
"""Words behind a comparative that tell of what it is."""
_MANY: Final = 60
"""Words of a sentence that are read."""


@dataclass(frozen=True, slots=True)
class _Group:
    """People named by what they take, do or have."""

    at: int
    """The last word that names them or ties the rest to them."""
    clause: bool
    """Whether a clause follows, which has a verb of its own."""


def group_effect(pack: CuePack, layout: Layout) -> CueHit | None:
    """The first clause that tells of a group how it fares, compared; None where none does."""
    if "groups" not in pack.data["class"]:
        return None
    named = pack.place("groups")
    for at in range(min(len(layout.tokens), _MANY)):
        if named.tag(layout.word(at)) is None:
            continue
        group = _group(pack, layout, at)
        found = group and _compared(pack, layout, group)
        if found:
            return found
    return None


def _group(pack: CuePack, layout: Layout, at: int) -> _Group | None:
    word, behind = layout.word(at), layout.word(at + 1)
    if word in pack.words["who"]:
        return _Group(at, clause=True)  # "Wie veel loopt ..."
    if behind == "," and not pack.governs_before_only:
        at, behind = at + 1, layout.word(at + 2)
    if behind in pack.words["who"] or behind in pack.words["relative"]:
        return _Group(at + 1, clause=True)
    participle = pack.verb_forms.get(behind) in {"ing", "part"}
    if behind in pack.words["group_ties"] or participle:
        return _Group(at + 1, clause=False)
    return _Group(at, clause=False) if pack.place("doers").tag(word) is not None else None


def _compared(pack: CuePack, layout: Layout, group: _Group) -> CueHit | None:
    betters = [pack.place(name) for name in ("better", "betters") if name in pack.data["class"]]
    end = min(len(layout.tokens), _MANY)
    for at in range(group.at + 1, end):
        word = layout.word(at)
        if word in STOPS or layout.segments[at] != layout.segments[group.at]:
            return None
        plain = word in pack.words["plain_betters"]
        if not plain and all(place.tag(word) is None for place in betters):
            continue
        verb = _verb(pack, layout, group, at)
        if verb is None and not pack.governs_before_only:
            verb = _last_verb(pack, layout, group, at)
        if verb is not None and _of_health(pack, layout, verb, at):
            told = {
                layout.word(place) for place in range(first_helping(pack, layout, verb), verb + 1)
            }
            kind = "correlational" if told.isdisjoint(pack.words["modals_hedge"]) else "soft"
            cue = Cue("group", kind, pack.data["built"]["compared"])
            # No form: what keeps verbs behind "who" from counting holds for the clause's own, and not here.
            return CueHit(cue, min(verb, at), max(verb, at), "", verb)
    return None


def _verb(pack: CuePack, layout: Layout, group: _Group, better: int) -> int | None:
    """The verb before a comparative, where the group is its subject."""
    for at in range(better - 1, max(group.at, better - 1 - _NEAR), -1):
        word = layout.word(at)
        if word == "," or word in pack.words["clause"]:
            return None
        if is_verb(pack, layout, at):
            first = first_helping(pack, layout, at)
            return at if _own(pack, layout, group, first, better) else None
    return None


def _last_verb(pack: CuePack, layout: Layout, group: _Group, better: int) -> int | None:
    """The verb behind a comparative, where it comes last: "dat vegetariërs gezonder zijn"."""
    last = better + 1
    if not is_verb(pack, layout, last) and layout.word(last) != pack.data["infinitive"]["marker"]:
        return None
    between = range(group.at + 1, better)
    if any(layout.word(at) in pack.words["joins"] for at in between):
        return None
    if group.clause and not any(is_verb(pack, layout, at) for at in between):
        return None  # "Mensen die gezonder leven"
    bars = {layout.word(at) for at in range(better, last + 2)}
    return None if not pack.words["group_bars"].isdisjoint(bars) else last


def is_verb(pack: CuePack, layout: Layout, at: int) -> bool:
    """Whether a word is a finite verb, and no noun behind an article or a preposition."""
    word, before = layout.word(at), layout.word(at - 1)
    if before in pack.words["determiners"] or before in pack.words["prepositions"]:
        return False
    if word in pack.words["finite"] or pack.place("bodily").tag(word) is not None:
        return True
    return pack.verb_forms.get(word) in {"finite", "past", "base"}


def first_helping(pack: CuePack, layout: Layout, verb: int) -> int:
    """Where the helping words of a verb begin: "did not in fact sleep"."""
    helping = pack.words["modals_hedge"] | pack.words["modals_assert"] | pack.words["modals_advice"]
    helping |= pack.words["be"] | pack.words["have"] | pack.words["group_bars"]
    between = pack.words["adverbs"] | {pack.data["infinitive"]["marker"]}
    words = takewhile(
        lambda at: layout.word(at) in helping | between or layout.word(at).endswith("ly"),
        range(verb - 1, -1, -1),
    )
    return min((at for at in words if layout.word(at) in helping), default=verb)


def _own(pack: CuePack, layout: Layout, group: _Group, first: int, better: int) -> bool:
    """Whether a verb is that of the group, and no second one of the clause that names it."""
    if not pack.words["group_bars"].isdisjoint(
        layout.word(at) for at in range(first, better + _BESIDE)
    ):
        return False
    before = layout.word(first - 1)
    joined = before in pack.words["joins"] or before in pack.words["anaphors"]
    if joined or before == pack.data["infinitive"]["marker"]:
        return False
    if not group.clause:
        return True
    # A verb that the pack does not know may be that of the clause where it must stand first or last.
    if pack.governs_before_only:
        start = group.at + 1
        while layout.word(start) in pack.words["adverbs"] or layout.word(start).endswith("ly"):
            start += 1
        return first > start
    if before == "," or before.endswith(tuple(pack.data["built"].get("last_verb_endings", ()))):
        return first > group.at + 1
    return any(is_verb(pack, layout, at) for at in range(group.at + 1, first))


def _of_health(pack: CuePack, layout: Layout, verb: int, better: int) -> bool:
    if pack.place("bodily").tag(layout.word(verb)) is not None:
        return True
    if layout.word(better) not in pack.words["plain_betters"]:
        return True
    words = (layout.word(at) for at in range(min(verb, better) + 1, better + 1 + _BESIDE))
    beside = list(takewhile(lambda word: word not in STOPS | {","}, words))
    health = pack.place("matter"), pack.place("state")
    return any(place.tag(word) is not None for word in beside for place in health)
