"""What something taken does, in words that no cue knows: "collagen postpones the day you need a new knee".

Verbs never end, and no cue can list them. Where neither a cue nor a tie (`lexicon/ties`) asserts or denies anything, these
builds of a clause are read as an effect whatever their verb is: of labelled sentences by other hands that were graded none
nine in ten of these assert one, of those with the same words in other builds four in ten.

- `<thing>`, what may be taken or done, stands right before a verb that does more than say how things are (`holds`), or
  before a modal; a word of health, a comparison, a being or the reader stands behind it;
- `<thing>` stands behind one of `opening_ties`, which begins the clause: "van melatonine ben je eerder onder zeil";
- people, animals, health or `<thing>` are compared in the past: "mice on it ran longer".

A clause with a denial, an open question, a condition or advice is not read.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from magclaims.lexicon.cues import Cue, CueHit, CuePack
from magclaims.lexicon.layout import Layout
from magclaims.model.values import dataclass

_MANY: Final = 60
"""Words of a sentence that are read."""
_HEAD: Final = 8
"""Words behind the preposition that begins a clause, in which its verb must follow."""
_NEW: Final = 5
"""The fewest letters of a verb that the pack does not know."""
_VERBS: Final = ("finite", "past", "base")
_BARS: Final = ("group_bars", "conditions", "modals_advice", "nobody")
"""Lists of words of which none stands before the verb."""
_HEALTH: Final = ("matter", "harm", "state")
_BETTER: Final = ("better", "betters", "plain_betters")
_HEDGES: Final = ("modals_hedge", "governors_hedge")


def done_effect(pack: CuePack, layout: Layout) -> CueHit | None:
    """What the first clause of these builds tells; None where there is none."""
    quiet = ("negation", "denial", "open")
    denied = {layout.segments[hit.first] for kind in quiet for hit in layout.kind(kind)}
    places = range(min(len(layout.tokens), _MANY))
    for segment, found in groupby(places, key=layout.segments.__getitem__):
        clause = _Clause(pack, layout, tuple(found))
        if segment in denied or clause.of("goods"):
            continue
        bars = clause.of(*_BARS)
        for kind, at in clause.told():
            if any(bar < at for bar in bars):
                continue
            cue = Cue("done", kind, pack.data["built"]["done"], fallback=True)
            return CueHit(cue, at, at, "", at)
    return None


@dataclass(frozen=True, slots=True)
class _Clause:
    """The part of a sentence between two stops."""

    pack: CuePack
    layout: Layout
    places: tuple[int, ...]

    def told(self) -> Iterator[tuple[str, int]]:
        """What it tells of an effect by its build: the kind of cue, and the place of its verb."""
        things = self.of("thing")
        betters = [at for at in self.of(*_BETTER) if self.compares(at)]
        health = [at for at in (*self.of(*_HEALTH), *self.named("disease")) if at not in things]
        hedge = next(iter(self.of(*_HEDGES)), None)
        if hedge is not None:
            bare = not self.is_of(hedge + 1, "idle_subjects") and not self.does_itself(hedge)
            bare = bare and not any(self.holds(at) for at in self.places if at > hedge)
            if health and bare and any(self.leads(at, hedge) for at in things):
                yield "soft", hedge
            return
        beings = self.beings()
        touched = [*health, *betters, *beings, *self.of("pronouns_you")]
        for at in things:
            verb = self.behind(at)
            if self.acts(verb) and self.leads(at, verb) and any(each > verb for each in touched):
                yield "causal", verb
        opened = self.opened()
        still = self.holds(opened) and not betters
        if (health or betters or beings) and not still and any(at < opened for at in things):
            past = self.is_past(opened) and not self.of("than")
            yield "correlational" if past else "causal", opened
        pasts = [at for at in self.places if self.is_past(at)]
        if pasts and betters and (health or beings or things):
            arms = self.of("than") or self.layout.kind("study")
            yield (
                "causal" if arms else "correlational",
                min(pasts, key=lambda at: abs(at - betters[0])),
            )

    def opened(self) -> int:
        """The place of the verb behind the preposition that begins the clause; -1 where none does."""
        if not self.is_of(self.places[0], "opening_ties"):
            return -1
        for at in self.places[1 : _HEAD + 1]:
            if self.is_verb(at) and at > self.places[1]:
                return -1 if self.does_itself(at) else at
            if self.is_of(at, "no_factors", "idle_subjects") or not self.word(at)[0].isalpha():
                return -1
        return -1

    def does_itself(self, verb: int) -> bool:
        """Whether the body stands right behind a verb, as what acts: "van tryptofaan maakt het lichaam eiwit"."""
        return self.is_of(verb + 1, "organs") or self.is_of(verb + 2, "organs")

    def leads(self, at: int, verb: int) -> bool:
        """Whether what acts at a place may be the subject of a verb: no person before it, nothing that it is part of."""
        before = [each for each in self.places if each < at and "," not in self.words(each, at)]
        none = ("prepositions", "idle_subjects", "pronouns", "relative", "clause")
        between = (*before, *range(at + 1, verb))
        return at < verb and not any(self.is_of(each, *none) for each in between)

    def compares(self, at: int) -> bool:
        """Whether a word compares: not "more than ten", "older women", "for lack of better", "the lower values"."""
        small = ("prepositions", "determiners", "be", "have", "placebo", "thing", "groups")
        amount = self.is_of(at + 1, "than") and not self.is_of(at + 2, *small)
        fixed = self.is_of(at - 1, "determiners") and not self.is_of(at - 1, "pronouns_you")
        aside = self.is_of(at - 1, "prepositions", "joins", "of_ties")
        fixed = fixed or aside or self.word(at - 1).endswith("'s")
        noun = at + 1 in self.beings() or self.is_of(at, "no_comparatives")
        return not (amount or fixed or noun)

    def beings(self) -> list[int]:
        """The places of the people, animals and cells."""
        return [*self.of("groups"), *self.named("human", "animal", "in_vitro")]

    def behind(self, at: int) -> int:
        """The place of the first word behind one that is no adverb."""
        while self.is_of(at + 1, "adverbs") or self.word(at + 1).endswith("ly"):
            at += 1
        return at + 1

    def acts(self, at: int) -> bool:
        """Whether a verb that does something stands at a place; one that the pack does not know, by its ending."""
        word, pack = self.word(at), self.pack
        if self.holds(at) or word in pack.words["finite"] or self.is_verb(at + 1):
            return False
        form = pack.verb_forms.get(word)
        if form == "base" and not pack.governs_before_only:
            return False  # "Stress verminderen als je weinig tijd hebt"
        if self.is_verb(at) or form == "past":
            return True
        ends = tuple(pack.words["new_verb_ends"])
        new = word not in pack.known and word.isalpha() and len(word) >= _NEW
        return bool(ends) and new and word.endswith(ends) and not self.is_of(at, "thing", *_HEALTH)

    def holds(self, at: int) -> bool:
        """Whether a verb at a place says how things are."""
        return self.is_of(at, "be", "have") or self.word(at) in self.pack.holding

    def is_verb(self, at: int) -> bool:
        """Whether a finite verb stands at a place, and no noun."""
        word, pack = self.word(at), self.pack
        nouns = ("determiners", "prepositions")
        if self.is_of(at - 1, *nouns) or self.is_of(at + 1, "ties_of", "of_ties"):
            return False
        if self.is_of(at, *nouns, "adverbs", "pronouns_you") or self.word(at - 1)[:1].isdigit():
            return False
        return pack.verb_forms.get(word) in _VERBS or self.is_of(at, "finite", "be")

    def is_past(self, at: int) -> bool:
        """Whether a verb in the past stands at a place, and no participle."""
        bars = ("determiners", "prepositions", "be", "have")
        word = self.word(at)
        past = self.pack.verb_forms.get(word) == "past" and not self.is_of(at - 1, *bars)
        return past or self.is_of(at, "past_be", "told_past")

    def word(self, at: int) -> str:
        """The word at a place, "" outside the clause."""
        return self.layout.word(at) if self.places[0] <= at <= self.places[-1] else ""

    def words(self, start: int, end: int) -> set[str]:
        """The words from a place up to another."""
        return {self.word(at) for at in range(start, end)}

    def of(self, *names: str) -> list[int]:
        """The places of words of any of these classes and lists."""
        return [at for at in self.places if self.is_of(at, *names)]

    def is_of(self, at: int, *names: str) -> bool:
        """Whether the word at a place is of any of these classes and lists; a pack may lack some."""
        word, pack = self.word(at), self.pack
        classes = (name for name in names if name in pack.data["class"])
        listed = any(word in pack.words[name] for name in names)
        return listed or any(pack.place(name).tag(word) is not None for name in classes)

    def named(self, *kinds: str) -> list[int]:
        """The places where cues of these kinds begin."""
        hits = (hit.first for kind in kinds for hit in self.layout.kind(kind))
        return [at for at in hits if self.places[0] <= at <= self.places[-1]]
