"""What becomes of health with, on or after something: "pain eases on saffron", "met glycine slaap je langer".

The verbs and comparatives that tell it mean a hundred other things, and the preposition ties anything, so that no
cue may assert it. It is read by its build, where no cue asserts or denies anything. A part of a sentence says what
follows from something when

- a preposition (`effect_ties`) ties to it what may act: no person, no complaint, no placebo (`no_factors`);
- outside of that stands a change: a comparative behind or before its verb, a verb of change (`<changes>`), one
  that goes with a particle (`goes`, `change_ends`: "went down"), or a complaint that is got (`gets`);
- and it is of health: a word of the body, a symptom or a disease (`<matter>`) stands beside it, or people or
  animals are who sleep, heal or feel (`<bodily>`) so, or become it (`<state>`).

What stands in the past is an association, unless arms are compared (`than`). What should, must or would be, or
stands in a condition, tells nothing. A pack without `effect_ties` has none of it.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from magclaims.lexicon.cues import STOPS, Cue, CueHit, CuePack
from magclaims.lexicon.layout import Layout
from magclaims.model.values import dataclass

_FACTOR: Final = 4
"""Words behind the preposition in which what may act is named."""
_NEAR: Final = 5
"""Words between a verb and its comparative, its particle or its subject."""
_MANY: Final = 60
"""Words of a sentence that are read."""
_STANDING: Final = ("", "finite", "past", "base")
"""Forms of a verb that may be that of a clause; "" where it is listed by itself."""
_BEINGS: Final = ("human", "animal")


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a sentence that a tie stands in, without the words that it ties."""

    pack: CuePack
    layout: Layout
    places: tuple[int, ...]

    def near(self, at: int, name: str, *, before: int = _NEAR, behind: int = _NEAR) -> bool:
        """Whether a word of a class stands beside a place."""
        beside = (i for i in self.places if i != at and at - before <= i <= at + behind)
        return any(_is(self.pack, self.layout.word(i), name) for i in beside)

    def beings(self) -> bool:
        """Whether people, animals or the reader stand in it."""
        named = {hit.first for kind in _BEINGS for hit in self.layout.kind(kind)}
        you = self.pack.words["pronouns_you"]
        words = ((i, self.layout.word(i)) for i in self.places)
        return any(i in named or word in you or _is(self.pack, word, "groups") for i, word in words)


def _is(pack: CuePack, word: str, *names: str) -> bool:
    """Whether a word is of any of these classes; a pack may lack some."""
    classes = (name for name in names if name in pack.data["class"])
    return any(pack.place(name).tag(word) is not None for name in classes)


def _is_verb(pack: CuePack, layout: Layout, at: int) -> bool:
    """Whether a word is a finite verb, and no noun behind an article or a preposition."""
    word, before = layout.word(at), layout.word(at - 1)
    if before in pack.words["determiners"] or before in pack.words["prepositions"]:
        return False
    if word in pack.words["finite"] or pack.place("bodily").tag(word) is not None:
        return True
    return pack.verb_forms.get(word) in {"finite", "past", "base"}


def _first_helping(pack: CuePack, layout: Layout, verb: int) -> int:
    """Where the helping words of a verb begin: "did not in fact sleep"."""
    helping = pack.words["modals_hedge"] | pack.words["modals_assert"] | pack.words["modals_advice"]
    helping |= pack.words["be"] | pack.words["have"] | pack.words["group_bars"]
    between = pack.words["adverbs"] | {pack.data["infinitive"]["marker"]}
    words = takewhile(
        lambda at: layout.word(at) in helping | between or layout.word(at).endswith("ly"),
        range(verb - 1, -1, -1),
    )
    return min((at for at in words if layout.word(at) in helping), default=verb)


def tied_effect(pack: CuePack, layout: Layout) -> CueHit | None:
    """The first change of health that something is tied to; None where there is none."""
    for at in range(min(len(layout.tokens), _MANY)):
        if layout.word(at) not in pack.words["effect_ties"] or _possessive(pack, layout, at):
            continue
        end = _tied(pack, layout, at)
        if end is None:
            continue
        segment = layout.segments[at]
        inside = (i for i in range(min(len(layout.tokens), _MANY)) if layout.segments[i] == segment)
        part = _Part(pack, layout, tuple(i for i in inside if not at <= i <= end))
        words = {layout.word(i) for i in part.places}
        if _is_taken_back(layout, at):
            return None
        if not words.isdisjoint(pack.words["group_bars"] | pack.words["conditions"]):
            continue
        for verb, change in _changes(part):
            return _hit(part, words, verb, change)
    return None


def _is_taken_back(layout: Layout, tie: int) -> bool:
    """Whether a later part denies: "fell with magnesium, in week 12 no longer"."""
    later = (hit.first for hit in layout.kind("negation") if hit.first > tie)
    return any("," in {layout.word(i) for i in range(tie, at)} for at in later)


def _possessive(pack: CuePack, layout: Layout, tie: int) -> bool:
    """Whether a tie says whose it is: "de smaak van levertraan", and not "je slaapt beter van levertraan"."""
    before, segment = layout.word(tie - 1), layout.segments[tie]
    if layout.word(tie) not in pack.words["ties_of"] or before in STOPS | {"", ","}:
        return False
    ends = _is_better(pack, before) or before in pack.words["change_ends"]
    if ends or _stands_as_verb(pack, layout, tie - 1):
        return False
    verbs = (at for at in range(tie) if layout.segments[at] == segment)
    health = _is(pack, before, "matter", "state")
    return not (health and any(_stands_as_verb(pack, layout, at) for at in verbs))


def _tied(pack: CuePack, layout: Layout, tie: int) -> int | None:
    """The last word of what a preposition ties, where that may act; None where it may not."""
    end, acts = tie, False
    for at in range(tie + 1, min(tie + 1 + _FACTOR, len(layout.tokens))):
        word = layout.word(at)
        ends = word in STOPS or word == "," or word in pack.words["prepositions"] | pack.edges
        if ends or word in pack.words["be"] or word in pack.words["pronouns_you"]:
            break
        if word in pack.words["no_factors"] or word in pack.words["idle_subjects"]:
            return None
        if acts and _stands_as_verb(pack, layout, at):
            break
        end = at
        # A name that the pack does not know takes no article: "on ashwagandha", and not "on the policy".
        acts = acts or _is(pack, word, "thing") or (at == tie + 1 and _may_be_name(pack, word))
    return end if acts else None


def _may_be_name(pack: CuePack, word: str) -> bool:
    new = word not in pack.known and word.isalpha() and len(word) >= _FACTOR
    return new and not _is(pack, word, "matter", "state")


def _changes(part: _Part) -> Iterator[tuple[int, int]]:
    """A verb, and the word that says how it changes; the same place where the verb itself does."""
    for at in part.places:
        verb = _verb(part, at)
        if verb is not None and _compares(part, verb, at):
            yield verb, at
        elif (_is_change(part, at) and part.near(at, "matter")) or _complaint(part, at):
            yield at, at


def _compares(part: _Part, verb: int, change: int) -> bool:
    """Whether a word says how a verb before or behind it changes health."""
    if _is_better(part.pack, part.layout.word(change)):
        return _of_health(part, verb, change)
    goes = part.layout.word(verb) in part.pack.words["goes"]
    ends = part.layout.word(change) in part.pack.words["change_ends"]
    return goes and ends and part.near(verb, "matter")


def _complaint(part: _Part, verb: int) -> bool:
    """Whether a complaint is got, or health lost."""
    word, words = part.layout.word(verb), part.pack.words
    if word not in words["gets"] | words["loses"]:
        return False
    named = {hit.first for hit in part.layout.kind("disease")}
    near = part.near(verb, "matter" if word in words["loses"] else "harm", before=0, behind=2)
    return near or not named.isdisjoint({verb + 1, verb + 2})


def _stands_as_verb(pack: CuePack, layout: Layout, at: int) -> bool:
    word, before = layout.word(at), layout.word(at - 1)
    told = pack.words["goes"] | pack.words["gets"]
    if before in pack.words["pronouns_you"]:  # "je" is "you" and "your"
        return word in pack.words["finite"] | told or pack.verb_forms.get(word) in _STANDING
    if word not in told and _change_form(pack, word) is None:
        return _is_verb(pack, layout, at)
    return before not in pack.words["determiners"] | pack.words["prepositions"]


def _is_better(pack: CuePack, word: str) -> bool:
    return word in pack.words["plain_betters"] or _is(pack, word, "better", "betters")


def _is_change(part: _Part, at: int) -> bool:
    pack, word = part.pack, part.layout.word(at)
    nouns = pack.words["determiners"] | pack.words["prepositions"]
    moves = word not in pack.words["goes"] and _change_form(pack, word) is not None
    return moves and part.layout.word(at - 1) not in nouns


def _change_form(pack: CuePack, word: str) -> str | None:
    """The form of a verb of change that may be that of a clause; None for other words."""
    tag = pack.place("changes").tag(word) if "changes" in pack.data["class"] else None
    return tag if tag in _STANDING else None


def _verb(part: _Part, change: int) -> int | None:
    """The nearest verb before a word of change, else the one right behind it."""
    before = (at for at in reversed(part.places) if change - _NEAR <= at < change)
    behind = (at for at in part.places if change < at <= change + 1)
    verbs = (at for at in (*before, *behind) if _stands_as_verb(part.pack, part.layout, at))
    return next(verbs, None)


def _of_health(part: _Part, verb: int, better: int) -> bool:
    pack, word, behind = part.pack, part.layout.word(better), part.layout.word(better + 1)
    if part.near(better, "matter", before=0, behind=3):
        return True
    # "The pain got worse on tea", and not "sleep is the most direct way".
    ends = STOPS | {"", ","} | pack.words["prepositions"] | pack.words["than"] | pack.edges
    ends -= {pack.data["infinitive"]["marker"]}
    if behind in ends and part.near(verb, "matter", behind=0):
        return True
    does = part.layout.word(verb)
    becomes = does in pack.words["be"] | pack.words["gets"]
    felt = _is(pack, does, "bodily") or word not in pack.words["plain_betters"]
    felt = felt or (becomes and part.near(better, "state", before=0, behind=2))
    return felt and part.beings()


def _hit(part: _Part, words: set[str], verb: int, change: int) -> CueHit:
    pack, layout = part.pack, part.layout
    helping = {layout.word(at) for at in range(_first_helping(pack, layout, verb), verb + 1)}
    told = layout.word(verb)
    pasts = pack.words["past_be"] | pack.words["told_past"]
    past = pack.verb_forms.get(told) == "past" or told in pasts
    if not helping.isdisjoint(pack.words["modals_hedge"]):
        kind = "soft"
    else:
        kind = "correlational" if past and words.isdisjoint(pack.words["than"]) else "causal"
    cue = Cue("tied", kind, pack.data["built"]["tied"], fallback=True)
    return CueHit(cue, min(verb, change), max(verb, change), "", verb)
