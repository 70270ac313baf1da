"""What negations, doubts, aims and other modifiers reach, after ConText: trigger, scope, termination.

The triggers are cues of the pack; its `modifier` rows say what a kind of them does to a relation, and
how far it reaches:

    { kind = "negation", does = "deny", scope = "clause", side = "before", words = 14, terminations = "comma" }

- `does`: `deny`, `weaken`, `mention` (nothing is asserted), `relate` (nothing but an association is) or
  `observe` (it is no more than an association);
- `scope`: `clause`, `segment` or `sentence`, the part that both must stand in;
- `side`: `before` (it reaches what follows), `either`;
- `words`: how many words it reaches at most; no limit where it is left out;
- `forms`: the forms of verbs that it reaches ("none" for a cue without a verb), all where left out;
- `id`: one cue of the kind alone; `on`: only these relations, by id; `inside = false`: not on a cue that it
  stands in;
- `terminations`: what ends its scope, of the terminations below.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal

from magclaims.lexicon.caveats import begins_with
from magclaims.lexicon.cues import STOPS, CueHit, CuePack
from magclaims.lexicon.layout import Layout
from magclaims.model.values import dataclass

Does = Literal["deny", "weaken", "mention", "relate", "observe"]
_JOINED: Final = 3
"""Words between "and" and what it joins to an assertion ("and might be used to")."""
_VERBS: Final = frozenset({"finite", "past"})


@dataclass(frozen=True, slots=True)
class Modifier:
    """One row: what a kind of cue does, and how far it reaches."""

    kind: str
    does: Does
    scope: str
    side: str
    words: int | None
    forms: frozenset[str] | None
    id: str | None
    on: frozenset[str] | None
    inside: bool
    """Whether it acts on a cue that it stands in: "shows no effect", but not "after a week without"."""
    terminations: tuple[str, ...]

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Modifier":
        """A row of a pack.

        Raises:
            KeyError: It lacks a field, or names a termination that there is not.
        """
        terminations = tuple(row.get("terminations", "").split())
        for end in terminations:
            _TERMINATIONS[end]
        forms = row.get("forms")
        return cls(
            kind=row["kind"],
            does=row["does"],
            scope=row["scope"],
            side=row["side"],
            words=row.get("words"),
            forms=None if forms is None else frozenset(forms.replace("none", ",").split()),
            id=row.get("id"),
            on=frozenset(row["on"].split()) if "on" in row else None,
            inside=row.get("inside", True),
            terminations=terminations,
        )

    def reaches(self, pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
        """Whether a trigger reaches a relation."""
        if self.forms is not None and (hit.form or ",") not in self.forms:
            return False
        if self.on is not None and hit.cue.id not in self.on:
            return False
        inside = hit.first <= trigger.first <= hit.last
        if inside:
            held = hit.cue.holds_negation if self.does == "deny" else hit.cue.holds_modal
            return self.inside and trigger is not hit and not held
        # "So that you cannot sleep" holds its negation; "whether it ..., is not proven" denies it all.
        held = hit.cue.holds_behind and self.kind != "denial"
        if self.does == "deny" and held and trigger.first > hit.last:
            return False
        if not self._in_scope(layout, trigger, hit):
            return False
        return not any(_TERMINATIONS[end](pack, layout, trigger, hit) for end in self.terminations)

    def _in_scope(self, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
        if self.side == "before" and trigger.first >= hit.first:
            return False
        if self.words is not None:
            start = hit.first if self.side == "before" else hit.verb
            if abs(start - trigger.last) > self.words:
                return False
        if self.scope == "sentence":
            return True
        parts = layout.clauses if self.scope == "clause" else layout.segments
        own = {parts[hit.first], parts[hit.verb]}
        # A frame without a verb of its own may go on into another clause: "if you rest, it may heal".
        return parts[trigger.first] in (own if hit.form else own | {parts[hit.last]})


@cache
def modifiers(pack: CuePack, does: Does) -> tuple[Modifier, ...]:
    """The rows of a pack that do this."""
    rows = (Modifier.read(row) for row in pack.data["modifier"])
    return tuple(row for row in rows if row.does == does)


def modified(pack: CuePack, layout: Layout, hit: CueHit, does: Does) -> Iterator[CueHit]:
    """The triggers that do this to a relation."""
    for row in modifiers(pack, does):
        for trigger in layout.kind(row.kind):
            wanted = row.id is None or trigger.cue.id == row.id
            if wanted and row.reaches(pack, layout, trigger, hit):
                yield trigger


# --- Terminations -----------------------------------------------------------------------------------


def _comma(_: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """A comma, where a finite verb follows: "in women who did not smoke, zinc improved"."""
    return hit.form in _VERBS and _comma_between(layout, trigger, hit)


def _any_comma(_: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """Any comma: "linked to insulin resistance, a driver of diabetes"."""
    return _comma_between(layout, trigger, hit)


def _condition(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """The comma after a condition, or the modal of what follows it.

    "When you don't drink, you start to feel tired"; "if stores are not filled your sleep may suffer".
    """
    if not begins_with(layout, trigger.first, pack.words["conditions"]):
        return False
    modal = any(trigger.last < other.first <= hit.first for other in layout.kind("modal"))
    return modal or _comma_between(layout, trigger, hit)


def _joined(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """The trigger itself is joined to the relation: "X reduces Y and should be used"."""
    between = range(max(hit.last + 1, trigger.first - _JOINED), trigger.first)
    return any(layout.word(at) in pack.words["joins_clauses"] for at in between)


def _joined_verb(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """A joint with a finite verb parts the two ("lost niets op en leidt tot X")."""
    start, end = sorted((trigger.first, hit.verb))
    for at in range(start + 1, end):
        if layout.word(at) not in pack.words["joins"]:
            continue
        if hit.verb > trigger.first:
            # The verb of the cue itself stands behind the joint.
            return hit.form in {*_VERBS, "base"} and hit.verb - at <= _JOINED
        return any(_finite(pack, layout, index) for index in range(at + 1, trigger.first))
    return False


def _finite(pack: CuePack, layout: Layout, index: int) -> bool:
    """Whether a word is a finite verb: "slaapt", "is", or "slaap je" with who does it behind."""
    word = layout.word(index)
    tag = pack.verb_forms.get(word)
    inverted = tag == "stem" and layout.word(index + 1) in pack.words["pronouns_you"]
    return word in pack.words["finite"] or tag == "finite" or inverted


def _governed(_: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """A modal of its own: "a disorder that can raise the risk" says more than what the disorder is."""
    return any(trigger.last < other.first <= hit.first for other in layout.kind("modal"))


def _complement(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """A denial of proof behind the relation reaches only its own subject.

    "That zinc improves sleep is not proven"; not "zinc improved sleep in mice, which does not prove".
    """
    if trigger.first <= hit.last or layout.clauses[trigger.first] == layout.clauses[hit.first]:
        return False
    return not begins_with(layout, hit.first, pack.words["complements"])


def _gerund(pack: CuePack, layout: Layout, trigger: CueHit, _: CueHit) -> bool:
    """A denied gerund is what does it: "not getting enough iron causes", not "is not helping"."""
    if pack.verb_forms.get(layout.word(trigger.last + 1)) != "ing":
        return False
    return layout.word(trigger.first - 1) not in pack.words["be"] | pack.words["finite"]


def _purpose(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """An aim holds infinitives and gerunds: "a drug designed to slow growth also kills the parasite"."""
    last = layout.word(trigger.last)
    aims = last == pack.data["infinitive"]["marker"] or pack.verb_forms.get(last) == "ing"
    return aims and trigger.last < hit.first and hit.form == "finite"


def _verb_between(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """Another finite verb between the two: "doctors say that zinc improves"."""
    between = (layout.word(at) for at in range(trigger.last + 1, hit.first))
    # "A doctor can treat it", "will treat it": the modal belongs to the relation.
    helping = pack.words["modals_hedge"] | pack.words["modals_assert"]
    return any(
        word not in helping
        and (word in pack.words["finite"] or pack.verb_forms.get(word) in _VERBS | {"base"})
        for word in between
    )


def _verb_before(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """The clause has its verb already: "those who sleep well reduce stress"."""
    helping = pack.words["be"] | pack.words["have"] | pack.words["modals_hedge"]
    for at in range(trigger.last + 1, hit.first):
        word = layout.word(at)
        tag = pack.verb_forms.get(word)
        # A base form further on may be a noun: "whose sleep schedule has shifted".
        begins = at == trigger.last + 1 or layout.word(at - 1) in pack.words["adverbs"]
        if word not in helping and (tag in _VERBS or (tag == "base" and begins)):
            return True
    return False


def _of_whom(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """It denies what "who" introduces, and that has its verb: "runners who don't drink risk cramps"."""
    introduced = {layout.word(trigger.first - 1), layout.word(trigger.first - 2)}
    behind = range(trigger.last + 1, min(trigger.last + 3, hit.first))
    return not introduced.isdisjoint(pack.words["who"]) and any(
        layout.word(at) in pack.verb_forms for at in behind
    )


def _amid(pack: CuePack, layout: Layout, trigger: CueHit, _: CueHit) -> bool:
    """Words stand before the trigger, so that it may be an object: "dat thee de maag kalmeert"."""
    before = layout.word(trigger.first - 1)
    return bool(before) and before not in STOPS and before not in pack.words["joins"]


def _opens(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """The trigger opens the clause and the verb follows it: "zonder ijzer werkt je lichaam minder goed"."""
    starts = (
        not trigger.first or layout.segments[trigger.first - 1] != layout.segments[trigger.first]
    )
    return starts and _finite(pack, layout, hit.first)


def _unbound(pack: CuePack, layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    """No consequence of what the trigger holds: not "it may narrow vessels, which raises the pressure"."""
    for at in range(hit.first, trigger.last, -1):
        if layout.word(at) in pack.words["consequences"]:
            return "," not in {layout.word(at - 1), layout.word(at - 2)}
    return True


def _comma_between(layout: Layout, trigger: CueHit, hit: CueHit) -> bool:
    return any(layout.word(at) == "," for at in range(trigger.first, hit.first))


_TERMINATIONS: Final[Mapping[str, Callable[[CuePack, Layout, CueHit, CueHit], bool]]] = {
    "amid": _amid,
    "comma": _comma,
    "any_comma": _any_comma,
    "condition": _condition,
    "governed": _governed,
    "joined": _joined,
    "joined_verb": _joined_verb,
    "complement": _complement,
    "gerund": _gerund,
    "purpose": _purpose,
    "verb_before": _verb_before,
    "verb_between": _verb_between,
    "of_whom": _of_whom,
    "opens": _opens,
    "unbound": _unbound,
}
