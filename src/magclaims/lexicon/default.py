"""An effect in words that no list has, told by how the sentence is built.

The words for effects never end: "placates the immune system", "is a weapon against cramps". So where no
cue asserts or denies anything, a clause still says that one thing acts on another when

- its subject may act: no person, study or shop, and not the body itself (`idle_subjects`); or, in a
  language that turns the verb round, the clause begins with what does it ("bij", "door": `causes_by`) and
  the body comes behind a verb of change (`moving`);
- its verb does more than say how things are (`stative`); or it calls the subject something (`calling`) by
  a noun that is no neutral one (`plain_nouns`), for or against what follows (`for`, `against`); what anything
  may be for an outer part of the body (`outer_parts`: "a feast for the eyes", "a brush for short hair") counts
  of a substance alone;
- what follows within a few words is of the body, a symptom, a disease or an outcome (`<matter>`).

Those lists are closed ones, of verbs and nouns that assert no effect. The hit counts as a cue of its own, so
that negation, doubt and the like reach it as they reach any other.
"""

from collections.abc import Iterator
from typing import Final

from magclaims.lexicon.cues import STOPS, Cue, CueHit, CuePack
from magclaims.lexicon.layout import Layout

_REACH: Final = 5
"""Words behind a verb that its object is looked for in."""
_SUBJECT: Final = 9
"""Words before the verb that are read as its subject."""
_LISTED: Final = 14
"""Words before a verb that are read where what does it comes first, which may be a list."""
_CALLED: Final = 6
"""Words between the verb and the noun that it calls the subject."""
_LONG: Final = 5
"""The fewest letters of a verb that the pack does not know."""
_MANY: Final = 60
"""Words of a sentence that are read."""


def unlisted_effect(pack: CuePack, layout: Layout) -> CueHit | None:
    """The first clause of a sentence that asserts an effect by its structure; None where none does."""
    if "default" not in pack.data:
        return None
    for start, end in _parts(layout):
        if layout.word(start) in pack.words["causes_by"]:
            found = _turned(pack, layout, start, end)
            if found is not None:
                return found
            continue
        verb = _verb(pack, layout, start, end)
        if verb is None or not _may_act(pack, layout, start, verb, end):
            continue
        if layout.word(verb) in pack.words["calling"]:
            last = _called(pack, layout, start, verb, end)
            form = ""
        elif layout.word(verb) in pack.words["supplying"]:
            continue  # "Rice provides carbohydrates and little fat"
        else:
            last = _reached(pack, layout, verb, end)
            form = pack.verb_forms.get(layout.word(verb), "finite")
        if last is not None:
            return CueHit(_cue(pack, "causal"), verb, last, form, verb)
    return None if pack.governs_before_only else _subordinate(pack, layout)


def _subordinate(pack: CuePack, layout: Layout) -> CueHit | None:
    """A clause whose verb comes last, with the body before it: "de stof die je darmwand bekleedt"."""
    many = min(len(layout.tokens), _MANY)
    for start in range(1, many):
        if layout.word(start) not in pack.words["holds_last"]:
            continue
        end = start + 1
        while end < many and layout.word(end) not in STOPS and not _joins(pack, layout.word(end)):
            end += 1
        verb = end - 1
        word = layout.word(verb)
        tag = pack.verb_forms.get(word)
        if tag is None and _ends_a_clause(pack, layout, verb):
            tag = "finite"
        if verb - start < 2 or word in pack.stative or tag not in {"finite", "past", "base"}:
            continue
        actors = {layout.word(start - 1), layout.word(start - 2), layout.word(start + 1)}
        if not pack.words["idle_subjects"].isdisjoint(actors):
            continue
        if layout.word(verb - 1) == pack.data["infinitive"]["marker"]:
            continue
        if any(_stands_alone(pack, layout, start, at) for at in range(start + 1, verb)):
            return CueHit(_cue(pack, "causal"), verb, verb, "finite", verb)
    return None


def _stands_alone(pack: CuePack, layout: Layout, start: int, at: int) -> bool:
    """Whether a word is of the body and no place: "dat je huid bekleedt", not "dat in je huid terechtkomt"."""
    if pack.place("matter").tag(layout.word(at)) is None:
        return False
    before = {layout.word(index) for index in range(max(start + 1, at - 3), at)}
    return before.isdisjoint(pack.words["away"])


def _joins(pack: CuePack, word: str) -> bool:
    return word == "," or word in pack.words["joins_clauses"]


def _shape(pack: CuePack, name: str) -> tuple[str, ...]:
    """Endings or beginnings of words; none in a language that has no such words."""
    return pack.shapes.get(name, ())


def _ends_a_clause(pack: CuePack, layout: Layout, index: int) -> bool:
    """Whether a word that the pack does not know may be the verb at the end: "die je huid hervormt"."""
    word, before = layout.word(index), layout.word(index - 1)
    if (
        len(word) < _LONG
        or not word.endswith(_shape(pack, "last_verb_endings"))
        or word in pack.known
    ):
        return False
    return not (_introduces(pack, before) or before.endswith(_shape(pack, "adjective_endings")))


def _cue(pack: CuePack, kind: str) -> Cue:
    return Cue("structure", kind, pack.data["default"]["explanation"])


def _turned(pack: CuePack, layout: Layout, start: int, end: int) -> CueHit | None:
    """What comes first does it: "Bij koorts versnelt de ademhaling", "Na een maaltijd zakt je energie"."""
    body, matter = pack.place("body"), pack.place("matter")
    for verb in range(start + 2, min(end - 1, start + _LISTED)):
        word = layout.word(verb)
        if word in pack.words["idle_subjects"] or word in pack.words["clause"]:
            return None
        moves = word in pack.words["moving"]
        if not moves and (word in pack.words["finite"] or word in pack.words["modals_hedge"]):
            return None
        if word in pack.words["passive"] and _is_done(pack, layout, verb, end):
            return None  # "Na acht weken werd de bloeddruk gemeten"
        tag = pack.verb_forms.get(word)
        if not moves and (tag not in {"finite", "past"} or word in pack.stative):
            continue
        for index in range(verb + 1, min(verb + 4, end)):
            behind = layout.word(index)
            if behind in pack.words["prepositions"]:
                return None
            hurt = behind in pack.words["results"]
            if hurt or body.tag(behind) is not None or matter.tag(behind) is not None:
                # What only follows may follow by chance.
                after = layout.word(start) in pack.words["follows_by"]
                kind = "correlational" if after and tag == "past" else "causal"
                return CueHit(_cue(pack, kind), verb, index, tag or "finite", verb)
        return None
    return None


def _is_done(pack: CuePack, layout: Layout, verb: int, end: int) -> bool:
    """Whether somebody does it: a participle stands behind "wordt", where no listed verb told an effect."""
    words = [layout.word(index) for index in range(verb + 1, end)]
    return any(
        pack.verb_forms.get(word) == "part"
        or (
            word.startswith(_shape(pack, "participle_beginnings"))
            and word.endswith(_shape(pack, "participle_endings"))
        )
        for word in words[1:]
    )


def _parts(layout: Layout) -> Iterator[tuple[int, int]]:
    """The places where segments begin and end, marks left out."""
    start, many = 0, min(len(layout.tokens), _MANY)
    for index in range(1, many + 1):
        if index == many or layout.segments[index] != layout.segments[start]:
            if index - start > 2:
                yield start, index
            start = index


def _verb(pack: CuePack, layout: Layout, start: int, end: int) -> int | None:
    """The first finite verb of a part that has words before it; None where it only says how things are."""
    inverts = not pack.governs_before_only
    for index in range(start + 1, min(end, start + _SUBJECT)):
        word = layout.word(index)
        if word in pack.words["calling"]:
            return index
        if word in pack.stative or word in pack.words["modals_hedge"]:
            return None
        like = _like_a_verb if inverts else _must_be_verb
        if like(pack, layout, index):
            return index
        tag = None if word in pack.words["not_verbs"] else pack.verb_forms.get(word)
        before = layout.word(index - 1)
        if tag == "past" and (before == "," or (inverts and before in pack.words["determiners"])):
            continue  # "Een verlaagde bloeddruk", "Low iron, raised glucose"
        if tag == "finite" or (tag == "past" and word not in pack.words["participles_too"]):
            return index
        if tag == "base" and not _introduces(pack, before):
            ends = before.endswith(_shape(pack, "plural_endings"))
            singular = before.endswith(_shape(pack, "no_plural_endings"))
            if (ends and not singular) or before in pack.words["anaphors"]:
                return index
    return None


def _introduces(pack: CuePack, word: str) -> bool:
    """Whether a noun follows such a word, and no verb."""
    return word in pack.words["determiners"] or word in pack.words["prepositions"]


def _like_a_verb(pack: CuePack, layout: Layout, index: int) -> bool:
    """Whether a word that the pack does not know stands and ends as a finite verb: "kersen knabbelen aan"."""
    word = layout.word(index)
    if len(word) < _LONG or not word.endswith(_shape(pack, "verb_endings")) or word in pack.known:
        return False
    before, behind = layout.word(index - 1), layout.word(index + 1)
    if _introduces(pack, before) or before in pack.words["skipped"] or before[:1].isdigit():
        return False  # "30 000 Belgen aan ...": what is counted is a noun
    if before.endswith(_shape(pack, "adjective_endings")):
        return False
    if behind in pack.words["adverbs"]:
        behind = layout.word(index + 2)
    return behind in pack.words["determiners"] or behind in pack.words["reaching"]


def _must_be_verb(pack: CuePack, layout: Layout, index: int) -> bool:
    """Whether a word that the pack does not know is the verb of a sentence that has no other: "salt muddles ..."."""
    word, before = layout.word(index), layout.word(index - 1)
    if layout.has_verb or layout.tokens[-1].text != "." or len(word) < _LONG or word in pack.known:
        return False
    if not word.endswith(_shape(pack, "finite_endings")) or word.endswith(
        _shape(pack, "no_plural_endings")
    ):
        return False
    taken = pack.place("taken")
    nouns = pack.place("matter"), pack.place("harm"), taken
    if any(place.tag(word) is not None for place in nouns):
        return False
    alone = index == 1 and not before.endswith(_shape(pack, "plural_endings"))
    return alone or taken.tag(before) is not None


def may_act(pack: CuePack, layout: Layout, verb: int) -> bool:
    """Whether the words before a verb in its clause may name what acts on the body."""
    start = verb
    while start and layout.clauses[start - 1] == layout.clauses[verb] and verb - start < _SUBJECT:
        start -= 1
    words = _head(pack, [layout.word(index) for index in range(start, verb)])
    return not words or not _idle(pack, words)


def _head(pack: CuePack, words: list[str]) -> list[str]:
    """The words of a subject before what is said of it: "products for people"."""
    said = (at for at, word in enumerate(words) if at and word in pack.words["prepositions"])
    return words[: next(said, len(words))]


def _idle(pack: CuePack, words: list[str]) -> bool:
    return not pack.words["idle_subjects"].isdisjoint(words)


def _may_act(pack: CuePack, layout: Layout, start: int, verb: int, end: int) -> bool:
    """Whether the words before the verb may name what acts."""
    words = [layout.word(index) for index in range(start, verb)]
    words = [word for word in words if word not in pack.words["skipped"]]
    if not words and not pack.governs_before_only:
        # "Bovendien sust kamille de maag": the subject stands behind the verb.
        words = [layout.word(index) for index in range(verb + 1, min(verb + 3, end))]
    if not words or words[0] in pack.words["prepositions"] or words[0] in pack.words["asking"]:
        return False
    return not _idle(pack, _head(pack, words))


def _reached(pack: CuePack, layout: Layout, verb: int, end: int) -> int | None:
    """The first word behind the verb that is of the body or of health."""
    matter = pack.place("matter")
    for index in range(verb + 1, min(verb + 1 + _REACH, end)):
        word = layout.word(index)
        if word == "," or word in STOPS or word in pack.words["clause"]:
            return None
        if word in pack.words["away"] or word in pack.words["goods"] or word[0].isdigit():
            return None  # "grows in the liver", "keeps the oil fresh", "delivers 5 g of collagen"
        if word in pack.words["durations"] and layout.word(index - 1) in pack.words["determiners"]:
            continue  # "marinates the chicken a night"
        if matter.tag(word) is not None:
            return index
    return None


def _called(pack: CuePack, layout: Layout, start: int, verb: int, end: int) -> int | None:
    """The last word of "a weapon against cramps", "fuel for the brain" behind a verb such as "is"."""
    for index in range(verb + 2, min(verb + 2 + _CALLED, end)):
        word = layout.word(index)
        if word == "," or word in STOPS or word in pack.words["clause"]:
            return None
        sides = word in pack.words["against"] or (
            word in pack.words["for"] and layout.word(index - 1) not in pack.words["plain_nouns"]
        )
        if sides:
            before = layout.word(index - 1)
            if before in pack.stative or before in pack.words["modals_hedge"]:
                return None
            last = _reached(pack, layout, index, end)
            if last is None or word in pack.words["against"]:
                return last
            return last if _is_for(pack, layout, (start, verb, index, last)) else None
        if word in pack.words["prepositions"]:
            return None
    return None


def _is_for(pack: CuePack, layout: Layout, places: tuple[int, int, int, int]) -> bool:
    """Whether "for" follows what the verb calls the subject, and no mere use: "is safe for the eyes".

    Args:
        pack: The language's words.
        layout: The sentence.
        places: Where the subject begins, the verb, "for", and what it is for.
    """
    start, verb, at, last = places
    called = [layout.word(index) for index in range(verb + 1, at)]
    if pack.words["determiners"].isdisjoint(called):
        return False
    if layout.word(last) not in pack.words["outer_parts"]:
        return True
    taken = pack.place("taken")
    return any(taken.tag(layout.word(index)) is not None for index in range(start, verb))
