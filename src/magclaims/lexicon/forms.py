"""What the form of a verb, and the words around it, make of a cue: rows of the language pack.

"Magnesium improves sleep" has a verb, "the improved recipe" an adjective, "to improve" what governs it.
Each language says by rows which is which (`[[form]]` of its pack). A row holds forms, conditions and
a status, and the first row that fits decides:

    { form = "finite", when = "before:determiners -before:relative", is = "mentioned" }

A condition is a probe with words, or a mark by itself, and `-` denies it. The words are lists of the
pack, a word in quotes, `*ing` (what ends so), or:

- `none` (the sentence begins or ends), `stop` (a mark that nothing reaches across);
- `verb`, `verb.finite`, `verb.past`, ...: a form of a known verb;
- the name of a row under `[named]`, for words that several rows ask for.

The probes say where such a word stands; "prev" and "next" leave adverbs out:

- `word`, `last`: the verb; the last word of the cue;
- `before`, `prev`, `prev2`: the word before the verb, before its adverbs, and the one before that;
- `after`, `next`; `soon`: among the eight words behind; `second`: the second or third word behind;
- `shortly`, `earlier`: among the four, the eight words before `prev`;
- `then`: behind the verb, before a comma, a stop or a new clause;
- `clause`, `start`: in the clause; as the first word of the clause before the verb;
- `first`: as the first word of the sentence.

The marks: `phrase` (the cue goes on behind the verb), `single` (it is one word), `treats`, `turned`
(another part begins before the verb), `heading` (no full stop ends the line), `long` (more than four
other words in the clause), `modal`, `modal_in_segment` (one stands before the verb).

Instead of a status a row may say `governed` (what stands over a bare infinitive decides, if there is
anything) or `infinitive` (what stands over "to improve" does): see `[[governor]]` and `[infinitive]`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from magclaims.lexicon.cues import STOPS, CueHit, CuePack
from magclaims.lexicon.layout import REACH, CueStatus, Layout
from magclaims.model.values import dataclass

_SOON: Final = 8
_SHORTLY: Final = 4
_THEN: Final = 12
_LONG: Final = 4
_LIST: Final = 5
"""Words between an infinitive and the marker that it shares ("te vormen, versterken of remmen")."""
_LISTED: Final = 30
"""Words that a modal reaches over a list of verbs."""
_TAGGED: Final = "verb."
_FOLLOWED: Final = ("governed", "infinitive")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that a condition is about."""

    known: frozenset[str]
    endings: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    any_verb: bool = False
    parts: tuple["_Words", ...] = ()
    """Named words within these."""
    unless: "_Words | None" = None

    def hold(self, pack: CuePack, word: str) -> bool:
        """Whether a word is one of them."""
        if self.unless is not None and self.unless.hold(pack, word):
            return False
        if any(part.hold(pack, word) for part in self.parts):
            return True
        if word in self.known or (self.endings and word.endswith(self.endings)):
            return True
        if self.any_verb and word in pack.verb_forms:
            return True
        return bool(self.tags) and pack.verb_forms.get(word) in self.tags


@dataclass(frozen=True, slots=True)
class _Condition:
    probe: str
    words: _Words | None
    wanted: bool


@dataclass(frozen=True, slots=True)
class _Row:
    conditions: tuple[_Condition, ...]
    found: CueStatus | str
    """A status, or `governed` or `infinitive`."""
    example: str
    """A sentence in which the row decides, the verb between asterisks."""


@dataclass(frozen=True, slots=True)
class _Governor:
    """What a word that stands over an infinitive makes of it."""

    words: frozenset[str]
    found: CueStatus
    through: bool
    """It is a verb itself ("may help reduce"), so that no more is said than of it."""
    late: bool
    """A modal before it weakens it ("may be shown to")."""


@dataclass(frozen=True, slots=True)
class VerbPlace:
    """A verb in its sentence: the token `index`, and the cue that it belongs to, if any."""

    layout: Layout
    index: int
    hit: CueHit | None = None

    def word(self, step: int) -> str:
        """The word that many places behind the verb; "" outside the sentence."""
        return self.layout.word(self.index + step)


class Forms:
    """The rows of one language."""

    def __init__(self, pack: CuePack) -> None:
        """Read the rows of a pack.

        Raises:
            KeyError: A row names a probe or a status that there is not.
            ValueError: It names a list of words that there is not.
        """
        data = pack.data
        self._pack = pack
        self._named: dict[str, _Words] = {}
        for name, row in data["named"].items():
            self._named[name] = self._words(row["words"], row.get("unless", ""))
        self._rows: dict[str, list[_Row]] = {}
        for row in data["form"]:
            read = self._row(row)
            for form in row["form"].split():
                self._rows.setdefault(form, []).append(read)
        self._skipped = self._words(data["skips"])
        self._not_skipped = pack.words["be"]
        self._governors = [self._governor(row) for row in data["governor"]]
        self._beside = data["governors_stand"] == "clause"
        self._terminations = (
            self._words(data["governor_terminations"]) if data["governor_terminations"] else None
        )
        infinitive = data["infinitive"]
        self._marker: str = infinitive["marker"]
        self._marker_scope: int = infinitive["scope"]
        self._marker_terminations = self._words(infinitive["terminations"])
        self._marker_shared = frozenset(infinitive["shared_after"])
        self._over = [self._governor(row) for row in infinitive["governor"]]

    def status(self, layout: Layout, hit: CueHit) -> CueStatus:
        """What the form of the verb makes of a cue; a cue without a verb is asserted."""
        if not hit.form:
            return CueStatus.ASSERTED
        return self._at(VerbPlace(layout, hit.verb, hit), hit.form)

    def _at(self, place: VerbPlace, form: str) -> CueStatus:
        return self._decided(place, form)[0]

    def deciding(self, layout: Layout, hit: CueHit) -> str:
        """The example of the row that decides on a cue with a verb: it tells the row."""
        return self._decided(VerbPlace(layout, hit.verb, hit), hit.form)[1]

    def _decided(self, place: VerbPlace, form: str) -> tuple[CueStatus, str]:
        for row in self._rows.get(form, ()):
            if not all(self._holds(place, condition) for condition in row.conditions):
                continue
            found = row.found
            if not isinstance(found, CueStatus):
                over = self._governed(place) if found == "governed" else self._marked(place, form)
                if over is None:
                    continue
                found = over
            return found, row.example
        return CueStatus.MENTIONED, ""

    # --- Reading -----------------------------------------------------------------------------------

    def _row(self, row: Mapping[str, Any]) -> _Row:
        conditions = tuple(self._condition(text) for text in row.get("when", "").split())
        found = row["is"]
        status = found if found in _FOLLOWED else CueStatus[found.upper()]
        return _Row(conditions, status, row["yes"])

    def _condition(self, text: str) -> _Condition:
        wanted = not text.startswith("-")
        probe, _, words = text.removeprefix("-").partition(":")
        if probe not in (_PROBES if words else _MARKS):
            raise KeyError(probe)
        return _Condition(probe, self._words(words) if words else None, wanted)

    def _words(self, words: str, unless: str = "") -> _Words:
        known: set[str] = set()
        parts: list[_Words] = []
        endings: list[str] = []
        tags: set[str] = set()
        any_verb = False
        for name in words.split("|"):
            if name in self._named:
                parts.append(self._named[name])
            elif name == "none":
                known.add("")
            elif name == "stop":
                known |= STOPS
            elif name == "verb":
                any_verb = True
            elif name.startswith(_TAGGED):
                tags.add(name.removeprefix(_TAGGED))
            elif name.startswith("'"):
                known.add(name.strip("'"))
            elif name.startswith("*"):
                endings.append(name[1:])
            elif name in self._pack.words:
                known |= self._pack.words[name]
            else:
                raise ValueError(f"lexicon/packs/{self._pack.language}.toml has no words.{name}")
        return _Words(
            frozenset(known),
            tuple(endings),
            frozenset(tags),
            any_verb,
            tuple(parts),
            self._words(unless) if unless else None,
        )

    def _governor(self, row: Mapping[str, Any]) -> _Governor:
        return _Governor(
            words=self._pack.words[row["words"]],
            found=CueStatus[row["is"].upper()],
            through=row.get("through", False),
            late=row.get("late", False),
        )

    # --- Conditions ---------------------------------------------------------------------------------

    def _holds(self, place: VerbPlace, condition: _Condition) -> bool:
        if condition.words is None:
            return _MARKS[condition.probe](place) is condition.wanted
        words = condition.words
        found = any(words.hold(self._pack, word) for word in _PROBES[condition.probe](self, place))
        return found is condition.wanted

    def previous(self, place: VerbPlace) -> int:
        """The index of the word before the verb, adverbs left out; -1 where there is none."""
        index = place.index - 1
        while index >= 0:
            word = place.layout.word(index)
            if word in self._not_skipped or not self._skipped.hold(self._pack, word):
                break
            index -= 1
        return index

    def following(self, place: VerbPlace) -> Iterator[str]:
        """The first word behind the verb that is no adverb by its ending."""
        index = place.index + 1
        while self._skipped.endings and place.layout.word(index).endswith(self._skipped.endings):
            index += 1
        yield place.layout.word(index)

    def then(self, place: VerbPlace) -> Iterator[str]:
        """The words behind the verb, up to a comma, a stop or another clause."""
        layout = place.layout
        for index in range(place.index + 1, min(place.index + 1 + _THEN, len(layout.tokens))):
            word = layout.word(index)
            if word == "," or word in STOPS or word in self._pack.words["clause"]:
                return
            yield word

    # --- What stands over an infinitive ---------------------------------------------------------------

    def _governed(self, place: VerbPlace) -> CueStatus | None:
        """What a modal or another verb makes of a bare infinitive; None where there is none."""
        return self._governed_beside(place) if self._beside else self._governed_before(place)

    def _governed_before(self, place: VerbPlace) -> CueStatus | None:
        layout, index = place.layout, place.index
        # "can help lose weight, lower blood pressure, prevent diabetes and improve": a list reaches on.
        joined = layout.word(self.previous(place)) in self._pack.words["joins"] | {","}
        reach = _LISTED if joined else REACH
        for at in range(index - 1, max(-1, index - 1 - reach), -1):
            word = layout.word(at)
            if layout.segments[at] != layout.segments[index]:
                return None
            near = at == index - 1
            if not near and self._terminations and self._terminations.hold(self._pack, word):
                return None
            if word == self._marker and self._is_verb(layout, at + 1, index):
                return self._over_marker(layout, at)
            for governor in self._governors:
                if word in governor.words:
                    return self._made(governor, layout, at)
            if not near and self._pack.verb_forms.get(word) == "finite":
                return None
        return None

    def _governed_beside(self, place: VerbPlace) -> CueStatus | None:
        here = self._words_around(place)
        for governor in self._governors:
            if here & governor.words:
                return governor.found
        return None

    def _words_around(self, place: VerbPlace) -> set[str]:
        """The words that can govern an infinitive.

        A clause that only goes on with the list before it ("kan A verlagen, B verminderen") has no
        finite verb and no conjunction of its own: the clause before it is looked at too.
        """
        layout, index = place.layout, place.index
        here = set(layout.clause_words(index))
        own = {layout.word(index)}
        for _ in range(3):
            if self._has_finite(here - own) or here & self._pack.words["subordinators"]:
                break
            start = index
            while start > 0 and layout.clauses[start - 1] == layout.clauses[index]:
                start -= 1
            if layout.word(start - 1) != ",":
                break
            index = start - 1
            here |= layout.clause_words(index)
        return here

    def _has_finite(self, words: set[str]) -> bool:
        forms = self._pack.verb_forms
        return not self._pack.words["finite"].isdisjoint(words) or any(
            forms.get(word) == "finite" for word in words
        )

    def _marked(self, place: VerbPlace, form: str) -> CueStatus | None:
        """What governs "to" with its infinitive; None where the verb has no such marker."""
        if form == "marked":
            return self._over_marker(place.layout, place.index)
        before = place.word(-1)
        if before == self._marker:
            return self._over_marker(place.layout, place.index - 1)
        if before in self._marker_shared:
            for at in range(place.index - 2, max(0, place.index - 1 - _LIST), -1):
                if place.layout.word(at) == self._marker:
                    return self._over_marker(place.layout, at)
        return None

    def _over_marker(self, layout: Layout, marker: int) -> CueStatus:
        for at in range(marker - 1, max(-1, marker - 1 - self._marker_scope), -1):
            word = layout.word(at)
            if self._marker_terminations.hold(self._pack, word):
                break
            for governor in self._over:
                if word not in governor.words:
                    continue
                found = self._made(governor, layout, at)
                weak = governor.late and self._modal_at(layout, at, marker)
                return min(found, CueStatus.WEAKENED) if weak else found
        return self._advised(layout, marker)

    def _advised(self, layout: Layout, marker: int) -> CueStatus:
        """What a purpose is worth: "take zinc to sleep better" says that it does, "made to help" doesn't."""
        segment = layout.segments[marker]
        for at in range(marker - 1, -1, -1):
            word = layout.word(at)
            if layout.segments[at] != segment or word in self._pack.words["purpose_frames"]:
                break
            if word in self._pack.words["taking"] and self._told(layout, at):
                return (
                    CueStatus.WEAKENED if self._modal_at(layout, at, marker) else CueStatus.ASSERTED
                )
        return CueStatus.MENTIONED

    def _told(self, layout: Layout, at: int) -> bool:
        """Whether a verb tells the reader to do something, or says that the reader does it."""
        before = layout.word(at - 1)
        starts = at == 0 or before in STOPS or before == "," or before in self._pack.words["joins"]
        beside = {layout.word(at + step) for step in (-3, -2, -1, 1)}
        return starts or not beside.isdisjoint(self._pack.words["pronouns_you"])

    def _modal_at(self, layout: Layout, governor: int, marker: int) -> bool:
        if self._beside:
            return bool(layout.clause_words(governor) & self._pack.words["modals_hedge"])
        return layout.modal_before(marker)

    def _made(self, governor: _Governor, layout: Layout, at: int) -> CueStatus:
        if not governor.through:
            return (
                CueStatus.ASSERTED if self._twice_denied(governor, layout, at) else governor.found
            )
        if self._pack.verb_forms.get(layout.word(at), "finite") != "base":
            return governor.found
        return min(governor.found, self._at(VerbPlace(layout, at), "base"))

    def _twice_denied(self, governor: _Governor, layout: Layout, at: int) -> bool:
        if governor.found is not CueStatus.DENIED:
            return False
        before = {layout.word(at - step) for step in (1, 2, 3)}
        return not before.isdisjoint(self._pack.words["never"])

    def _is_verb(self, layout: Layout, at: int, index: int) -> bool:
        """Whether the word after "to" is a verb ("to sleep"), and not a noun ("to health")."""
        if at == index:
            return True
        word = layout.word(at)
        if self._skipped.endings and word.endswith(self._skipped.endings):
            return at + 1 == index or self._pack.verb_forms.get(layout.word(at + 1)) == "base"
        return self._pack.verb_forms.get(word) == "base"


@cache
def forms_of(pack: CuePack) -> Forms:
    """The rows of a pack, read at the first use."""
    return Forms(pack)


def _window(layout: Layout, first: int, last: int) -> Iterator[str]:
    return (layout.word(index) for index in range(max(0, first), last))


def _clause_without(place: VerbPlace) -> set[str]:
    return place.layout.clause_words(place.index) - {place.word(0)}


def _start(_: Forms, place: VerbPlace) -> Iterator[str]:
    index = place.index - 1
    while index > 0 and place.layout.clauses[index - 1] == place.layout.clauses[index]:
        index -= 1
    yield place.layout.word(index)


_PROBES: Final[
    Mapping[str, Callable[[Forms, VerbPlace], Iterator[str] | Sequence[str] | set[str]]]
] = {
    "word": lambda _, place: (place.word(0),),
    "last": lambda _, place: (place.layout.word(place.hit.last) if place.hit else "",),
    "before": lambda _, place: (place.word(-1),),
    "prev": lambda forms, place: (place.layout.word(forms.previous(place)),),
    "prev2": lambda forms, place: (place.layout.word(forms.previous(place) - 1),),
    "after": lambda _, place: (place.word(1),),
    "next": lambda forms, place: forms.following(place),
    "second": lambda _, place: (place.word(2), place.word(3)),
    "soon": lambda _, place: _window(place.layout, place.index + 1, place.index + 1 + _SOON),
    "shortly": lambda forms, place: _window(
        place.layout, forms.previous(place) - _SHORTLY, forms.previous(place)
    ),
    "earlier": lambda forms, place: _window(
        place.layout, forms.previous(place) - _SOON, forms.previous(place)
    ),
    "then": lambda forms, place: forms.then(place),
    "clause": lambda _, place: _clause_without(place),
    "start": _start,
    "first": lambda _, place: (place.layout.word(0),),
}

_MARKS: Final[Mapping[str, Callable[[VerbPlace], bool]]] = {
    "phrase": lambda place: place.hit is not None and place.hit.last > place.index,
    "single": lambda place: place.hit is None or place.hit.first == place.hit.last,
    "treats": lambda place: place.hit is not None and place.hit.cue.treats,
    "heading": lambda place: place.layout.tokens[-1].text not in STOPS,
    "turned": lambda place: (
        place.index > 0
        and place.layout.segments[place.index - 1] != place.layout.segments[place.index]
    ),
    "long": lambda place: len(_clause_without(place)) > _LONG,
    "modal": lambda place: place.layout.modal_before(place.index),
    "modal_in_segment": lambda place: place.layout.modal_before(place.index, segment=True),
}
