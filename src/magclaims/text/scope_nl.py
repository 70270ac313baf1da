"""Dutch: what the form of a verb and the words around it make of a cue."""

from magclaims.text.cues import STOPS, Hit, Pack
from magclaims.text.layout import REACH, Layout, Status


def status(pack: Pack, layout: Layout, hit: Hit) -> Status:
    if not hit.form:
        return Status.ASSERTED
    rules = {
        "finite": _dutch_finite,
        "base": _dutch_infinitive,
        "stem": _dutch_stem,
        "past": _dutch_past,
        "part": _dutch_participle,
        "ing": _dutch_adjective,
    }
    return rules[hit.form](pack, layout, hit.verb)


def _clause_words(layout: Layout, index: int) -> list[str]:
    """The words of a token's clause, no further away than `REACH`."""
    clause = layout.clauses[index]
    nearby = range(max(0, index - REACH), min(len(layout.tokens), index + REACH + 1))
    return [layout.tokens[i].text for i in nearby if layout.clauses[i] == clause]


def _dutch_finite(pack: Pack, layout: Layout, index: int) -> Status:
    before = layout.tokens[index - 1].text if index else ""
    if before in pack.words["determiners"] and before not in pack.words["relative"]:
        return Status.MENTIONED
    return Status.ASSERTED


def _dutch_stem(pack: Pack, layout: Layout, index: int) -> Status:
    """A bare stem is an imperative, unless "je" or "ik" is its subject."""
    tokens = layout.tokens
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    before = tokens[index - 1].text if index else ""
    if before == "ik" or (after in {"je", "jij"} and index > 0 and before not in STOPS):
        return Status.ASSERTED
    return Status.MENTIONED


def _dutch_infinitive(pack: Pack, layout: Layout, index: int) -> Status:
    words, tokens = pack.words, layout.tokens
    before = tokens[index - 1].text if index else ""
    here = set(_clause_words(layout, index))
    if before == "te":
        return _dutch_te(pack, layout, index)
    if here & words["modals_hedge"]:
        return Status.WEAKENED
    if here & words["modals_advice"]:
        return Status.MENTIONED
    if here & words["soft_causatives"]:
        return Status.SOFTENED
    if here & (words["modals_assert"] | words["causatives"]):
        return Status.ASSERTED
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if not before or before in STOPS or after == "van":
        return Status.MENTIONED
    if before in words["determiners"] and before not in words["relative"]:
        return Status.MENTIONED
    if before in words["prepositions"]:
        return Status.MENTIONED
    others = here - {tokens[index].text}
    if others & words["finite"] or any(pack.verb_forms.get(w) == "finite" for w in others):
        # Another finite verb stands in the clause: this one is an infinitive or a noun.
        return Status.ASSERTED if after in words["determiners"] else Status.MENTIONED
    if not others & words["subordinators"] and (
        not after or after in STOPS or after in words["title_ends"]
    ):
        # "Slaap verbeteren als man": a title.
        return Status.ASSERTED if len(others) > 4 and after in {".", "¹"} else Status.MENTIONED
    return Status.ASSERTED


def _dutch_te(pack: Pack, layout: Layout, index: int) -> Status:
    """What governs "te + infinitive": searched in the words before it, across one comma."""
    words, tokens = pack.words, layout.tokens
    found = Status.MENTIONED
    for place in range(index - 2, max(-1, index - 2 - REACH), -1):
        word = tokens[place].text
        if word in STOPS or word in words["segment"]:
            break
        if word in words["purpose_frames"]:
            return Status.MENTIONED
        if word in words["governors_deny"]:
            return Status.DENIED
        if word in words["governors_hedge"]:
            return Status.WEAKENED
        if word in words["governors_soft"]:
            modal = set(_clause_words(layout, place)) & words["modals_hedge"]
            return Status.WEAKENED if modal else Status.SOFTENED
        if word in words["governors_assert"]:
            modal = set(_clause_words(layout, place)) & words["modals_hedge"]
            return Status.WEAKENED if modal else Status.ASSERTED
        if word in {"door", "zonder"}:
            return found
    return found


def _dutch_past(pack: Pack, layout: Layout, index: int) -> Status:
    """A form in -de is a past tense, or an adjective ("verbeterde slaap")."""
    words, tokens = pack.words, layout.tokens
    if tokens[index].text.endswith("n"):
        return Status.ASSERTED
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    before = tokens[index - 1].text if index else ""
    if (
        not before
        or before in STOPS
        or before in words["determiners"]
        or before in words["prepositions"]
    ):
        return Status.MENTIONED
    if (
        after in words["determiners"]
        or after in words["prepositions"]
        or after in words["adverbs"]
        or not after
        or after in STOPS
    ):
        return Status.ASSERTED
    if before in {",", "en", "of"} or before in words["adverbs"] or before in pack.verb_forms:
        return Status.MENTIONED
    return Status.ASSERTED if not before.endswith("e") else Status.MENTIONED


def _dutch_participle(pack: Pack, layout: Layout, index: int) -> Status:
    words = pack.words
    here = set(_clause_words(layout, index))
    if layout.tokens[index].text.endswith("e"):
        return Status.MENTIONED
    if here & words["modals_hedge"]:
        return Status.WEAKENED
    if here & words["have"]:
        return Status.ASSERTED
    if here & words["be"] and (here & words["by"] or here & words["past_be"]):
        return Status.ASSERTED
    return Status.MENTIONED


def _dutch_adjective(pack: Pack, layout: Layout, index: int) -> Status:
    """ "werkt kalmerend" asserts, "een kalmerend bad" doesn't."""
    before = layout.tokens[index - 1].text if index else ""
    return Status.ASSERTED if before in pack.words["works"] else Status.MENTIONED
