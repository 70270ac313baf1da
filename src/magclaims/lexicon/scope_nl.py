"""Dutch: what the form of a verb and the words around it make of a cue."""

from magclaims.lexicon.caveats import begins_with
from magclaims.lexicon.cues import STOPS, Hit, Pack
from magclaims.lexicon.layout import REACH, Layout, Status


def status(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """What the form of the verb makes of a cue; a cue without a verb is asserted."""
    if not hit.form:
        return Status.ASSERTED
    rules = {
        "finite": _finite,
        "base": _infinitive,
        "stem": _stem,
        "past": _past,
        "part": _participle,
        "ing": _adjective,
    }
    return rules[hit.form](pack, layout, hit)


def _clause_words(layout: Layout, index: int) -> set[str]:
    """The words of a token's clause, no further away than `REACH`."""
    clause = layout.clauses[index]
    nearby = range(max(0, index - REACH), min(len(layout.tokens), index + REACH + 1))
    return {layout.word(place) for place in nearby if layout.clauses[place] == clause}


def _has_finite(pack: Pack, words: set[str]) -> bool:
    return not pack.words["finite"].isdisjoint(words) or any(
        pack.verb_forms.get(word) == "finite" for word in words
    )


def _governing_words(pack: Pack, layout: Layout, index: int) -> set[str]:
    """The words that can govern an infinitive.

    A clause that only goes on with the list before it ("kan A verlagen, B verminderen") has no finite
    verb and no conjunction of its own: the clause before it is looked at too.
    """
    here = _clause_words(layout, index)
    own = {layout.word(index)}
    for _ in range(3):
        if _has_finite(pack, here - own) or here & pack.words["subordinators"]:
            break
        start = index
        while start > 0 and layout.clauses[start - 1] == layout.clauses[index]:
            start -= 1
        if layout.word(start - 1) != ",":
            break
        index = start - 1
        here |= _clause_words(layout, index)
    return here


def _finite(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """The form "verlaagt" is a verb; after "de" or "een" the same letters are a noun."""
    before = layout.word(hit.verb - 1)
    noun = before in pack.words["determiners"] and before not in pack.words["relative"]
    return Status.MENTIONED if noun and hit.first == hit.last else Status.ASSERTED


def _stem(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """A bare stem is an imperative, unless "je" or "ik" is its subject.

    After "heeft" the same letters can be a participle ("heeft de vaten verwijd").
    """
    if _clause_words(layout, hit.verb) & pack.words["have"]:
        return _participle(pack, layout, hit)
    before, after = layout.word(hit.verb - 1), layout.word(hit.verb + 1)
    inverted = after in pack.words["pronouns_you"] and before and before not in STOPS
    return Status.ASSERTED if before == "ik" or inverted else Status.MENTIONED


def _infinitive(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """An infinitive is governed by a modal or by "te", or it is a plural present or a heading."""
    words, index = pack.words, hit.verb
    before, after = layout.word(index - 1), layout.word(index + 1)
    if before == "te":
        return _after_te(pack, layout, index)
    if after_list := _te_of_list(layout, index):
        return _after_te(pack, layout, after_list)
    governed = _governed(pack, _governing_words(pack, layout, index))
    if governed is not None:
        return governed
    if not before or before in STOPS or after == "van" or before in words["prepositions"]:
        return Status.MENTIONED
    if before in words["determiners"] and before not in words["relative"]:
        return Status.MENTIONED
    others = _clause_words(layout, index) - {layout.word(index)}
    if _has_finite(pack, others):
        # Another finite verb stands in the clause: this one is an infinitive or a noun.
        return Status.ASSERTED if after in words["determiners"] else Status.MENTIONED
    if hit.last > index and layout.word(hit.last) in words["prepositions"]:
        # "leiden bij velen tot", "zorgen voor": a heading has no verb with what belongs to it.
        return Status.ASSERTED
    if others & words["subordinators"] or (after and after not in STOPS | words["title_ends"]):
        return Status.ASSERTED
    # "Slaap verbeteren als man" is a heading; a full stop after several words makes a sentence.
    return Status.ASSERTED if after == "." and len(others) > 4 else Status.MENTIONED


def _te_of_list(layout: Layout, index: int) -> int:
    """The infinitive with "te" that a list goes on from ("te vormen, versterken of"), or 0."""
    if layout.word(index - 1) not in {",", "of", "en"}:
        return 0
    for place in range(index - 2, max(0, index - 6), -1):
        if layout.word(place) == "te":
            return place + 1
    return 0


def _governed(pack: Pack, here: set[str]) -> Status | None:
    """What a modal or causative of the clause makes of an infinitive; None where there is none."""
    words = pack.words
    if here & words["modals_hedge"]:
        return Status.WEAKENED
    if here & words["modals_advice"]:
        return Status.MENTIONED
    if here & words["soft_causatives"]:
        return Status.SOFTENED
    if here & (words["modals_assert"] | words["causatives"]):
        return Status.ASSERTED
    return None


def _after_te(pack: Pack, layout: Layout, index: int) -> Status:
    """What governs "te + infinitive": searched in the words before it, across commas."""
    words = pack.words
    governors = {
        "governors_hedge": Status.WEAKENED,
        "governors_soft": Status.SOFTENED,
        "governors_assert": Status.ASSERTED,
        "governors_deny": Status.DENIED,
    }
    for place in range(index - 2, max(-1, index - 2 - REACH), -1):
        word = layout.word(place)
        if word in STOPS or word in words["segment"]:
            break
        if word in words["purpose_frames"] or word in {"door", "zonder"}:
            break
        for name, found in governors.items():
            if word in words[name]:
                modal = _clause_words(layout, place) & words["modals_hedge"]
                return min(found, Status.WEAKENED) if modal else found
    return Status.MENTIONED


def _past(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """A form in -de is a past tense, or an adjective ("verbeterde slaap")."""
    words, index = pack.words, hit.verb
    if layout.word(index).endswith("n") or hit.last > index:
        return Status.ASSERTED
    before, after = layout.word(index - 1), layout.word(index + 1)
    introduced = words["determiners"] | words["prepositions"] | STOPS
    if before == "," and (
        layout.segments[index - 1] != layout.segments[index]
        or begins_with(layout, index - 1, words["who"] | {"dat"})
    ):
        # "Hoewel ..., verbeterde zink", "Bij ratten die ..., verbeterde zink": the main clause
        # begins with its verb.
        return Status.ASSERTED
    if not before or before in introduced:
        return Status.MENTIONED
    if not after or after in introduced or after in words["adverbs"]:
        return Status.ASSERTED
    if before in {",", "en", "of"} or before in words["adverbs"]:
        return Status.MENTIONED
    # "verbeterde zink de slaap": the subject stands between the verb and its object.
    if any(layout.word(index + step) in words["determiners"] for step in (2, 3)):
        return Status.ASSERTED
    # "zink verbeterde lichte klachten" is a verb, "zij meldden verbeterde slaap" has one already.
    others = _clause_words(layout, index) - {layout.word(index)}
    told = any(pack.verb_forms.get(word) == "past" for word in others)
    return Status.MENTIONED if told or _has_finite(pack, others) else Status.ASSERTED


def _participle(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """A participle needs "heeft", or "wordt" with what does it, or a passive past."""
    words = pack.words
    here = _clause_words(layout, hit.verb)
    if layout.word(hit.verb).endswith("e"):
        return Status.MENTIONED
    if here & words["modals_hedge"]:
        return Status.WEAKENED
    if here & words["have"]:
        return Status.ASSERTED
    passive = here & words["be"] and (here & words["by"] or here & words["past_be"])
    return Status.ASSERTED if passive else Status.MENTIONED


def _adjective(pack: Pack, layout: Layout, hit: Hit) -> Status:
    """The form in "werkt kalmerend" asserts, "een kalmerend bad" doesn't."""
    works = layout.word(hit.verb - 1) in pack.words["works"]
    return Status.ASSERTED if works else Status.MENTIONED
